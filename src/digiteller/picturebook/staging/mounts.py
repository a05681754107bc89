"""Riders on their mounts, and crews in their boats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digiteller.language.page_content import Thing
from digiteller.language.vocabulary import vocabulary
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.figures.sprite_figures import foot_of
from digiteller.picturebook.figures.sprites import SIDE
from digiteller.picturebook.staging.extents import extent_of

_SEATS = {
    "horse": (20, 11.5),
    "unicorn": (20, 11.5),
    "donkey": (20, 13),
    "camel": (21, 7),
    "llama": (22, 15),
    "cow": (19, 11.5),
    "bull": (19, 10.5),
    "moose": (20, 12),
    "elephant": (22, 5),
    "mammoth": (19, 9),
    "giraffe": (20, 18.5),
    "dragon": (24, 23),
    "whale": (17, 15.5),
    "dolphin": (17, 8),
    "shark": (21, 7),
    "turtle": (21, 16),
    "dinosaur": (17, 17.5),
    "tyrannosaurus": (24, 14),
    "hippo": (21, 14.5),
    "swan": (25, 16),
    "goose": (23, 14),
    "crocodile": (20, 22),
    "ram": (21, 11),
    "sheep": (21, 11),
    "🛷": (20, 16),
    "🚀": (21, 17),
    "🚲": (23, 13),
    "✈️": (17, 17),
    "🚂": (14, 14),
    "🚜": (11, 19),
}
"""Where one sits, in the units of drawings that look left."""
_RIDER = 0.66
"""The most that a rider may be high, standing, in heights of its mount."""
VEHICLES = {"🚗": (19, 0.24), "🚌": (17, 0.62), "🛸": (18, 0.4), "🚁": (14, 0.34)}
"""Where across those stand who are seen above a vehicle's door or window, and how high, in shares of its height."""
_RIGHTWARD = {"🚀", "✈️"}
"""Things whose drawing points to the right."""
_ABOARD = dict.fromkeys(("stand", "walk", "run", "swim", "jump", "climb", "ride"), "sit") | {"point": "look"}
"""What those do in a boat who would do something else on land."""
SEATED_THINGS = {"🛷", "🚀", "🚲", "✈️", "🚂", "🚜", *VEHICLES}
"""Things that one rides on, or in."""
VESSELS = {"own:boat", "own:ship", "🛶", "⛵", "own:paper boat"}


def seat_riders(mount: Actor, riders: Sequence[Actor]) -> tuple[tuple[Actor, ...], int]:
    """Return riders on the back of a mount, or in a vehicle, back to front; and which of them is the mount."""
    key = mount.thing.key if mount.thing else mount.figure.kind if mount.figure else ""
    inside = key in VEHICLES
    seat = _SEATS.get(key)
    if inside:
        across, up = VEHICLES[key]
        seat = (across, _foot(mount) - up * SIDE)
    right = mount.right
    way = 1 if right else -1
    if mount.thing:
        # Unlike figures, things are not turned to look right before they are mirrored.
        mount = replace(mount, right=right == (key in _RIGHTWARD))
    if seat:
        ahead = seat[0] - SIDE / 2 if key in _RIGHTWARD else SIDE / 2 - seat[0]
        x, y = way * ahead / SIDE * mount.height, (seat[1] - _foot(mount)) / SIDE * mount.height
    else:
        box = extent_of(mount).box
        x, y = (box[0] + box[2]) / 2, box[1] * (0.8 if mount.figure and not _whole(mount) else 0.9)
    if seat and mount.figure:
        # Whoever can be carried is smaller than what carries it.
        most = _RIDER * _high(mount) / max(_high(rider) for rider in riders)
        riders = [replace(rider, height=rider.height * min(1.0, most)) for rider in riders]
    tallest = max(rider.height for rider in riders)
    step = tallest * 0.42
    x += way * step * (len(riders) - 1) / 2
    seated = [
        replace(
            rider,
            x=mount.x + x - way * step * at,
            y=mount.y + y + (0.6 * (rider.height - tallest) if inside else 0.06 * rider.height),
            right=right,
            action="stand" if inside else "ride",
            figure=rider.figure and replace(rider.figure, action="stand" if inside else "ride"),
            ground=False,
            perched=False,
            afloat=False,
            depth=mount.depth,
        )
        for at, rider in enumerate(riders)
    ]
    behind = inside or (seat is None and not _whole(mount))
    return ((*seated, mount), len(seated)) if behind else ((mount, *seated), 0)


def seat_crews(crew: Sequence[Actor], middle: float, waterline: float, vessel: Thing) -> tuple[Actor, ...]:
    """Return a crew sitting in a boat whose waterline is given, back to front: the hull hides their legs."""
    tallest = max(one.height for one in crew)
    step = tallest * 0.5
    length = max(step * (len(crew) + 1.5), tallest * 1.35)
    rim = waterline - length * 9 / SIDE
    seated = tuple(
        replace(
            one,
            x=middle + (at - (len(crew) - 1) / 2) * step,
            y=rim + min(one.height * 0.14, length * 0.22),
            ground=False,
            afloat=False,
            action="sit",
            figure=one.figure and replace(one.figure, action=_ABOARD.get(one.figure.action, one.figure.action)),
            perched=False,
        )
        for at, one in enumerate(crew)
    )
    first = seated[0]
    hull = Actor(
        vessel.key,
        middle,
        waterline + length * 5 / SIDE,
        length,
        first.right,
        thing=vessel,
        ground=True,
        afloat=True,
        depth=first.depth,
    )
    return (*seated, hull)


def _high(actor: Actor) -> float:
    box = extent_of(actor).box
    return box[3] - box[1]


def _foot(mount: Actor) -> float:
    """Return how far down its square a mount's drawing reaches."""
    return foot_of(vocabulary().kinds[mount.figure.kind].sprite if mount.figure else mount.name)


def _whole(actor: Actor) -> bool:
    return actor.figure is None or not vocabulary().kinds[actor.figure.kind].head
