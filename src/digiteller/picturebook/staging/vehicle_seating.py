"""Drivers, passengers and crews in their vehicles: who is seen where in them, and what hides whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from digiteller.language.page_content import Figure, Moment, Thing
from digiteller.picturebook.actors import FLOATING, Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.figures.species import species_of
from digiteller.picturebook.figures.vehicles import UNITS, Manner, Vehicle, vehicle_of, vehicles
from digiteller.picturebook.scenery.settings import indoors
from digiteller.picturebook.staging.collision_layout import Party
from digiteller.picturebook.staging.extents import extent_of
from digiteller.picturebook.staging.individuals import Individual

VESSELS = frozenset(key for key, one in vehicles().items() if one.afloat) | {"own:paper boat"}
_RIDDEN = {"own:paper boat": "own:great paper boat"}
"""What is larger where somebody is in it."""
_WIDE, _HIGH = 0.86, 0.66
"""The most of a page that a vehicle takes, in shares of its sides."""
_FLYING_HIGH = 0.8
PARKED, PARKED_HIGH, PARKED_WIDE = 0.86, 0.46, 0.56
"""How much smaller what stands behind the figures is drawn, and the most of a page that it takes."""
_LAP = 0.6
"""How high an animal may be, in heights of the smallest of the people, that does not hide them."""
_SEEN = 0.6
"""The least share of a window that a passenger fills."""
_PACKED, _NARROW = 0.66, 0.66
"""How far apart those are who share a window, and how high, in shares of its height."""
_SMALLEST = 0.16
"""The least height of a child in a page."""
_SHORT = 0.66
"""The least length of a boat in a narrow page, in lengths of its own."""
_SMALL = 0.8
"""Whoever is smaller, in children's heights, has a vehicle of its own size."""
_PASSENGERS = {"wave", "point", "look", "cheer", "laugh", "sing", "cry", "think", "shiver", "eat", "drink", "sleep"}
"""What one may do in a seat; else one sits."""
_STANDING = {
    "sit",
    "ride",
    "read",
    "sleep",
    "swim",
    "fly",
    "fall",
    "kneel",
    "row",
    "sail",
    "run",
    "walk",
    "climb",
    "jump",
}
"""What nobody does on a deck."""


def vehicle_ridden(key: str, riders: int, setting: str) -> Vehicle | None:
    """Return the vehicle that so many ride in; None for none, and for one that the setting shows already."""
    vehicle = vehicle_of(_RIDDEN.get(key, key), riders)
    return None if vehicle is None or setting in vehicle.sets else vehicle


def keep_in_frame(moment: Moment, members: Sequence[Individual], frame: Canvas, child: float) -> float:
    """Return a child's height in pixels, so small that every vehicle with somebody in it fits into the page."""
    for key in {figure.rides for figure in moment.figures}:
        riders = [one for one in members if one.figure.rides == key]
        vehicle = vehicle_ridden(key, len(riders), moment.setting)
        if vehicle and riders:
            most = _FLYING_HIGH if vehicle.flies or vehicle.afloat else _HIGH
            share = _share(max(one.height for one in riders))
            left, top, right, _ = vehicle.box
            child = min(child, most * frame.height * UNITS / (-top * share))
            child = min(child, _WIDE * frame.width * UNITS / ((right - left) * share))
    return child


def keep_to_scale(moment: Moment, frame: Canvas, child: float) -> float:
    """Return a child's height in pixels, so small that the vehicles that stand about are as big as they should be."""
    for thing in moment.things:
        vehicle = vehicles().get(thing.key)
        if vehicle is None or vehicle.flies or vehicle.afloat or moment.setting in {*vehicle.sets, *indoors()}:
            continue
        left, top, right, _ = vehicle.box
        fits = min(PARKED_HIGH * frame.height * UNITS / -top, PARKED_WIDE * frame.width * UNITS / (right - left))
        child = min(child, max(fits / PARKED, _SMALLEST * frame.height))
    return child


def vehicle_for(vehicle: Vehicle, riders: Sequence[Actor], child: float, color: str = "") -> Actor:
    """Return a vehicle at the place of its first rider, as big as those in it need."""
    size = child * _share(max(one.height for one in riders) / child)
    return replace(
        riders[0],
        name=vehicle.key,
        figure=None,
        thing=Thing(vehicle.key, color=color),
        height=vehicle.height * size,
        action="stand",
        ground=not vehicle.flies and not vehicle.afloat,
    )


def _share(tallest: float) -> float:
    """Return how big a vehicle is beside one for children, by the ``Individual.height`` of its tallest rider."""
    return min(1.0, tallest / _SMALL)


def fly(party: Party, vehicle: Vehicle, moment: Moment, frame: Canvas) -> Party:
    """Return a vehicle that flies, in the air of its page."""
    if not vehicle.flies or moment.setting in FLOATING or moment.setting in indoors():
        return party
    low = frame.height * (0.7 if vehicle.height > 2.5 else 0.56)
    rows = tuple(frame.height * share for share in (0.4, 0.46, 0.52, 0.58, 0.64, 0.7, 0.76, 0.82))
    return replace(party.moved(party.lead.x, low), rows=rows)


def seat(mount: Actor, riders: Sequence[Actor]) -> tuple[tuple[Actor, ...], int]:
    """Return a vehicle with its riders, back to front, the driver in front; and which of them is the vehicle."""
    assert mount.thing is not None
    vehicle = vehicles()[mount.thing.key]
    unit = -mount.height / vehicle.box[1]
    way = 1 if mount.right else -1
    ordered = sorted(riders, key=lambda one: not (one.figure and one.figure.drives))
    places = [vehicle.place(at, len(ordered)) for at in range(len(ordered))]
    seated = []
    for at, (rider, (manner, (x, y))) in enumerate(zip(ordered, places, strict=True)):
        rider = _posed(rider, manner, at == 0, mount)
        shared = places.count(places[at]) if manner == "window" else 1
        if shared > 1:
            # Side by side in one window, the driver foremost.
            x += vehicle.room * _PACKED * (0.5 - places[:at].count(places[at]) / (shared - 1))
        seated.append(_put(rider, manner, mount.x + way * x * unit, mount.y + y * unit, mount, vehicle, shared))
    # The part that has the wheels throws the shadow.
    astride = vehicle.manner in {"saddle", "board"}
    behind = replace(mount, name=f"{mount.name} behind", action="behind", ground=mount.ground and astride)
    before = replace(mount, action="before", ground=mount.ground and not astride)
    # Animals look over the backs of those behind them, and the smallest sit before all people. Small people are before
    # tall ones, and the driver before all.
    animals = sorted((one for one in seated if _whole(one)), key=lambda one: -way * one.x)
    people = [one for one in seated if not _whole(one)]
    people = [*sorted(reversed(people[1:]), key=lambda one: -one.height), *people[:1]]
    low = min((one.height for one in people), default=0.0) * _LAP
    large = [one for one in animals if one.height >= low]
    small = [one for one in animals if one.height < low]
    return (behind, *large, *people, *small, before), len(seated) + 1


def _whole(one: Actor) -> bool:
    return one.figure is not None and not species_of(one.figure).head


def _posed(rider: Actor, manner: Manner, drives: bool, mount: Actor) -> Actor:
    figure = rider.figure
    assert figure is not None
    figure = replace(figure, action=_pose(figure, manner, drives), holds=() if manner == "window" else figure.holds)
    return replace(
        rider,
        figure=figure,
        action=figure.action,
        right=mount.right,
        ground=False,
        perched=False,
        afloat=False,
        depth=mount.depth,
        tilt=0.0,
    )


def _pose(figure: Figure, manner: Manner, drives: bool) -> str:
    if not species_of(figure).head:
        return "stand"
    if manner == "saddle":
        return f"seated {figure.action}" if figure.action in {"wave", "point", "cheer", "sing", "laugh"} else "ride"
    if manner == "board":
        return "give"
    if manner == "deck":
        return "stand" if figure.action in _STANDING else figure.action
    if drives and figure.action not in {"wave", "point", "cheer"}:
        return "ride" if manner == "window" else "sit"
    return figure.action if figure.action in _PASSENGERS - {"sleep"} and manner == "window" else "sit"


def _put(rider: Actor, manner: Manner, x: float, y: float, mount: Actor, vehicle: Vehicle, shared: int = 1) -> Actor:
    """Return a rider in its seat, the point (x, y) of the page; in a window no larger than ``shared`` fit into it."""
    unit = -mount.height / vehicle.box[1]
    body = extent_of(rider)
    face = body.face or body.box
    if manner == "saddle":
        return replace(rider, x=x, y=y + 0.06 * rider.height)
    if manner != "window":
        # Whoever is too small to look over the side is lifted up to it.
        over = face[3] + y - mount.y + (vehicle.rim + 2) * unit
        return replace(rider, x=x - (face[0] + face[2]) / 2, y=y - max(0.0, over))
    # A little of the shoulders is seen too.
    room, neck = vehicle.room * unit, 3 * unit
    # Whoever is small sits on something, and is seen as well.
    fits = (room - neck) / (face[3] - body.box[1]) * (_NARROW if shared > 1 else 1.0)
    share = min(fits, max(1.0, _SEEN * fits))
    x -= share * (face[0] + face[2]) / 2
    return replace(rider, x=x, y=y - neck - face[3] * share, height=rider.height * share, hidden_below=y + 12 * unit)


def vessel_for(key: str, crew: Sequence[Actor]) -> Vehicle:
    """Return the vessel that carries a crew: a boat has its oars out where somebody rows it."""
    rowed = any(one.figure and (one.figure.drives or one.figure.action == "row") for one in crew)
    return vehicles()["own:rowing boat" if key == "own:boat" and rowed else _RIDDEN.get(key, key)]


def _elbow_room(crew: Sequence[Actor], vehicle: Vehicle) -> float:
    """Return how many pixels a unit of a vessel's drawing needs so that nobody in it hides the next one's face."""
    seats = sorted(vehicle.place(at, len(crew))[1][0] for at in range(len(crew)))
    apart = min((right - left for left, right in pairwise(seats)), default=UNITS)
    faces = [extent_of(one).face or extent_of(one).box for one in crew]
    return (1.3 if len(crew) > len(vehicle.seats) else 1.05) * max(right - left for left, _, right, _ in faces) / apart


def seat_crew(
    crew: Sequence[Actor], waterline: float, vehicle: Vehicle, child: float, color: str, most: float
) -> tuple[Actor, ...]:
    """Return a crew in its vessel whose waterline is given, back to front; an open boat is at most ``most`` long."""
    hull = vehicle_for(vehicle, crew, child, color)
    if vehicle.manner == "bench":
        long = hull.height * (vehicle.box[2] - vehicle.box[0]) / -vehicle.box[1]
        hull = replace(hull, height=hull.height * max(_SHORT, min(1.0, most / long)))
        unit = -hull.height / vehicle.box[1]
        hull = replace(hull, height=hull.height * max(1.0, _elbow_room(crew, vehicle) / unit))
    unit = -hull.height / vehicle.box[1]
    hull = replace(hull, y=waterline + vehicle.draught * unit, afloat=True, depth=crew[0].depth)
    return seat(hull, crew)[0]
