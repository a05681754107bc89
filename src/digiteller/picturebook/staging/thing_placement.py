"""The things on a page that nobody holds: how big, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from digiteller.language.page_content import Moment, Thing
from digiteller.picturebook.actors import FLOATING, Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.scenery.interior import table_place
from digiteller.picturebook.staging.collision_layout import Party
from digiteller.picturebook.staging.extents import extent_of
from digiteller.picturebook.staging.ground import distance_scale, floor_band, water_band
from digiteller.picturebook.staging.mounts import VESSELS
from digiteller.picturebook.staging.sizes import TALL_THING, thing_height

_FLYING = {"🎈", "🪁", "🛸", "🛰", "🪐", "🌍", "☄️", "🚁", "✈️", "🎵", "❤️", "✨", "own:star", "🌪", "🍁", "🍂", "🪶", "🎆"}
_HEARTH = "🔥"
"""What people gather around."""
_MOST = 5


def place_things(moment: Moment, figures: Sequence[Party], frame: Canvas, child: float, random: Random) -> list[Party]:
    """Return the things that nobody holds: in the sky, on the water, on a table, or in the gaps between the figures."""
    table = table_place(moment.setting, frame)
    on_table = stood = 0
    found: list[Party] = []
    for thing in moment.things:
        if _drawn_elsewhere(thing, moment, figures):
            continue
        for at in range(min(thing.count, _MOST)):
            height = thing_height(thing.key) * child * (1.0, 0.92, 1.06, 0.96, 1.0)[at]
            if thing.key == "own:rainbow":
                found.append(_rainbow(thing, frame))
            elif thing.key in VESSELS and (band := water_band(moment.setting, frame)):
                found.append(_on_water(thing, at, height, band, frame, random))
            elif thing.key in _FLYING or moment.setting in FLOATING - {"underwater"}:
                found.append(_in_air(thing, at, min(height, 0.45 * frame.height, 0.5 * frame.width), frame, random))
            elif table and thing_height(thing.key) < 0.44:
                found.append(_on_table(thing, on_table, height * 0.9, table))
                on_table += 1
            else:
                found.append(_on_ground(thing, stood, height, moment, figures, frame, random))
                stood += 1
    return found


def hearth_of(moment: Moment, figures: Sequence[Party], frame: Canvas, child: float) -> list[Party]:
    """Return the fire that the figures leave room for in their middle."""
    if not figures or not any(thing.key == _HEARTH for thing in moment.things) or moment.setting in FLOATING:
        return []
    _, near = floor_band(moment.setting, frame)
    middle = sum(party.lead.x for party in figures) / len(figures)
    x = middle if len(figures) > 1 else middle + frame.width * (0.2 if middle < frame.width / 2 else -0.2)
    fire = _of(Thing(_HEARTH), x, near + frame.height * 0.01, thing_height(_HEARTH) * child)
    return [Party((fire,), rows=(near - frame.height * 0.03,), columns=(x,), rank=2)]


def _drawn_elsewhere(thing: Thing, moment: Moment, figures: Sequence[Party]) -> bool:
    """Whether the scenery or a figure shows the thing already."""
    if thing.key in {"own:moon", "own:sun", "own:firefly"}:
        return True
    if thing.key == "own:star" and thing.count > 1:
        return moment.time == "night" and moment.setting not in FLOATING | {"moon"}
    ridden = any(actor.thing and actor.thing.key == thing.key for party in figures for actor in party.actors)
    return ridden or (thing.key == "own:ship" and moment.setting == "ship")


def _of(thing: Thing, x: float, y: float, height: float, **more: object) -> Actor:
    return replace(Actor(thing.key, x, y, height, True, None, thing), **more)  # type: ignore[arg-type]


def _rainbow(thing: Thing, frame: Canvas) -> Party:
    height = min(0.62 * frame.height, 0.4 * frame.width)
    y = frame.horizon + height * 0.05
    return Party((_of(thing, frame.width * 0.5, y, height, ground=False, depth=5.0),), rank=0, fixed=True, loose=True)


def _on_water(thing: Thing, at: int, height: float, band: tuple[float, float], frame: Canvas, random: Random) -> Party:
    """Return a vessel with its waterline in the band of water, the smaller the farther."""
    far, near = band
    rows = [near - (near - far) * share for share in (0.5, 0.35, 0.2, 0.65)]
    placed = []
    for row in rows:
        size = min(height * distance_scale(row, frame), frame.height * 0.5)
        keel = 0.19 if thing.key == "own:ship" else 0.14
        placed.append((row + size * keel, size))
    y, size = placed[at % len(placed)]
    x = frame.width * (0.7, 0.28, 0.5, 0.85, 0.15)[at] + random.uniform(-0.03, 0.03) * frame.width
    actor = _of(thing, x, y, size, ground=False, afloat=True, depth=1.6)
    return Party((actor,), rank=0, loose=True, rows=())


def _in_air(thing: Thing, at: int, height: float, frame: Canvas, random: Random) -> Party:
    x = (0.7, 0.3, 0.52, 0.86, 0.14)[at] + random.uniform(-0.04, 0.04)
    y = frame.height * random.uniform(0.2, 0.3) + height / 2
    rows = tuple(frame.height * share + height / 2 for share in (0.12, 0.2, 0.28, 0.36, 0.44, 0.52))
    actor = _of(thing, frame.width * x, y, height, ground=False, tilt=random.uniform(-12, 12))
    return Party((actor,), rows=rows, rank=1)


def _on_table(thing: Thing, at: int, height: float, table: tuple[float, float, float]) -> Party:
    x = table[0] + table[2] * (0.0, 0.27, -0.27, 0.14, -0.14)[at % 5]
    columns = tuple(table[0] + table[2] * share for share in (-0.36, -0.24, -0.12, 0.0, 0.12, 0.24, 0.36))
    actor = _of(thing, x, table[1], height, ground=False, depth=1.2)
    return Party((actor,), columns=columns, rank=1)


def _on_ground(
    thing: Thing, at: int, height: float, moment: Moment, figures: Sequence[Party], frame: Canvas, random: Random
) -> Party:
    """Return a thing on the ground: a tall one behind the figures, a fire between them, others where there is room."""
    far, near = floor_band(moment.setting, frame)
    tall = thing_height(thing.key) >= TALL_THING
    middle = sum(party.lead.x for party in figures) / len(figures) if figures else frame.width * 0.45
    if tall:
        size = min(height, frame.height * 0.62)
        x = middle + frame.width * (0.3 if middle < frame.width / 2 else -0.3) * (1 if at % 2 == 0 else -1)
        beached = thing.key in VESSELS
        y = far - frame.height * 0.005 + (size * 0.11 if beached else 0.0)
        actor = _of(thing, x, y, size, depth=1.09, ground=not beached)
        return Party((actor,), rows=(far + (near - far) * 0.2,), rank=1, loose=True)
    lead = figures[0].lead if figures else None
    way = 1 if lead is None or lead.right else -1
    reach = extent_of(lead).box[2 if way > 0 else 0] if lead else 0.0
    x = (lead.x + reach + way * height * 0.6) if lead else middle
    x += way * (at % 5) * height * 1.1 + random.uniform(-0.01, 0.01) * frame.width
    y = near + frame.height * random.uniform(0.0, 0.02)
    rows = (*(near - (near - far) * share for share in (0.0, 0.3, 0.6, 0.9)), near + frame.height * 0.035)
    return Party((_of(thing, x, y, height),), rows=rows, rank=2)
