"""The things on a page that nobody holds: how big, and where."""

from __future__ import annotations

from random import Random

from digiteller.picturebook.actors import FLOATING, Actor
from digiteller.picturebook.frame import Frame
from digiteller.picturebook.interior import table_place
from digiteller.picturebook.moment import Moment, Thing

_SIZES = {
    0.9: {"own:rainbow"},
    0.62: {"🚀"},
    0.46: {"own:ship"},
    0.34: {"own:boat"},
    0.3: {"🛸", "🪐", "🌍", "🚂", "🚌", "🚗", "🚜", "🚁", "✈️", "⛺", "🎄"},
    0.2: {"own:lantern"},
    0.17: {"📦", "🔥", "🪨", "🛷", "🚲", "🪜", "🛰", "🪁", "🎃", "🪞", "🪑"},
}
"""Heights in shares of the frame's size, and the things of that height; the others are small."""
_HEIGHTS = {key: height for height, keys in _SIZES.items() for key in keys}
_SMALL = 0.115
_AIRBORNE = {"🎈", "🪁", "🛸", "🛰", "🪐", "🌍", "☄️", "🚁", "✈️", "🎵", "❤️", "✨", "own:star", "🌪", "🍁", "🍂", "🪶"}
_VESSELS = {"own:ship", "own:boat"}


def things_of(moment: Moment, actors: list[Actor], frame: Frame, random: Random) -> list[Actor]:
    """Return the things that nobody holds, in the gaps between the figures or on a table."""
    table = table_place(moment.setting, frame)
    on_table = 0
    taken = [actor.x / frame.width for actor in actors if actor.ground or moment.setting in FLOATING]
    found = []
    for thing in (one for kind in moment.things for one in [kind] * min(kind.count, 4)):
        if _drawn_elsewhere(thing, moment, actors):
            continue
        share = _HEIGHTS.get(thing.key, _SMALL)
        airborne = thing.key in _AIRBORNE or moment.setting in FLOATING
        if table and share == _SMALL and not airborne:
            spot, y = (table[0] + table[2] * (0.27, 0.0, -0.27)[on_table % 3]) / frame.width, table[1]
            on_table += 1
        else:
            spot = _gap(taken, random, share >= 0.3)
            taken.append(spot)
            y = max(_height_on_page(thing, moment, frame, random), frame.size * share + frame.height * 0.05)
        afloat = thing.key in _VESSELS
        ground = not airborne and not afloat and thing.key != "own:rainbow"
        tilt = random.uniform(-12, 12) if airborne else 0.0
        x, height = frame.width * spot, frame.size * share
        depth = 3.0 if thing.key == "own:rainbow" else 1.0
        found.append(Actor(thing.key, x, y, height, True, None, thing, "stand", ground, False, tilt, depth, afloat))
    return found


def _drawn_elsewhere(thing: Thing, moment: Moment, actors: list[Actor]) -> bool:
    """Whether the scenery or a figure shows the thing already."""
    if thing.key in {"own:moon", "own:sun", "own:firefly"}:
        return True
    if thing.key == "own:star" and thing.count > 1:
        return moment.time == "night" and moment.setting not in FLOATING | {"moon"}
    return (thing.key == "own:boat" and moment.setting == "sea" and bool(actors)) or (
        thing.key == "own:ship" and moment.setting == "ship"
    )


def _height_on_page(thing: Thing, moment: Moment, frame: Frame, random: Random) -> float:
    """Return how far down the page the foot of a thing is, in pixels."""
    if thing.key in _VESSELS:
        return frame.horizon + frame.height * (0.13 if moment.setting == "harbour" else 0.2)
    if thing.key == "own:rainbow":
        return frame.horizon
    if thing.key in _AIRBORNE or moment.setting in FLOATING:
        return frame.height * random.uniform(0.2, 0.42)
    return frame.floor - frame.height * (0.12 if _HEIGHTS.get(thing.key, 0) >= 0.3 else random.uniform(-0.02, 0.05))


def _gap(taken: list[float], random: Random, big: bool) -> float:
    """Return the place across the page that is farthest from all taken ones."""
    spots = [0.14 + 0.72 * index / 18 + random.uniform(-0.015, 0.015) for index in range(19)]
    if not taken:
        return random.choice([0.36, 0.62])
    return max(
        spots,
        key=lambda spot: min(min(abs(spot - one) for one in taken), 0.17 if not big else 0.4) - 0.12 * abs(spot - 0.5),
    )
