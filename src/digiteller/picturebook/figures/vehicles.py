"""The vehicles of ``vehicles.yaml``: what they look like, how big they are, and where one is in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from digiteller.picturebook.drawing.vector import Box, Gradients, Point, rasterise
from digiteller.picturebook.figures import (
    boats_and_ships,
    open_vehicles,
    road_vehicles,
    service_vehicles,
    site_vehicles,
    trains_and_aircraft,
)
from digiteller.picturebook.figures.vehicle_parts import VehicleDrawing
from digiteller.system.packaged_yaml import packaged_yaml

Manner = Literal["window", "deck", "bench", "saddle", "board"]
UNITS = 100.0
"""A child's height in the units of vehicles' drawings."""
TOY = "own:toy "
"""What the key of a vehicle to play with begins with, in the place of ``own:``."""
_TOY_LENGTH = 0.34
"""Of a toy vehicle's longer side, in children's heights."""
_COLORED = "\ufe0f"
_REACH: Box = (-340.0, -470.0, 340.0, 50.0)
"""No drawing goes beyond."""
_MODULES = (boats_and_ships, open_vehicles, road_vehicles, service_vehicles, site_vehicles, trains_and_aircraft)


@dataclass(frozen=True)
class Vehicle:
    """A sort of vehicle."""

    key: str
    drawing: str
    color: str
    manner: Manner
    seats: tuple[Point, ...]
    """The driver's first, in units of the drawing."""
    room: float = 0.0
    """Between a window's sill and its frame."""
    rim: float = 0.0
    """How high the near side is that decks and benches are behind."""
    deck: tuple[Point, ...] = ()
    """Where those stand who have no seat."""
    keys: tuple[str, ...] = ()
    """The emoji that mean it."""
    sets: tuple[str, ...] = ()
    """Settings in which it is drawn already."""
    with_passengers: str = ""
    flies: bool = False
    afloat: bool = False
    draught: float = 0.0

    def draw(self, mix: Gradients, dye: str = "") -> VehicleDrawing:
        """Return its drawing, painted ``#rrggbb`` if ``dye`` says so."""
        made: Callable[[Gradients, str], VehicleDrawing] = next(
            getattr(module, self.drawing) for module in _MODULES if hasattr(module, self.drawing)
        )
        return made(mix, dye or self.color)

    @property
    def box(self) -> Box:
        """What it covers, in units of its drawing."""
        return _measured(self.key)

    @property
    def front_box(self) -> Box:
        """What its near side covers below the faces of those in it."""
        left, _, right, bottom = self.box
        if self.manner == "window":
            return left, max(y for _, y in self.seats) + 4, right, bottom
        return left, -self.rim, right, bottom

    @property
    def height(self) -> float:
        """In children's heights."""
        return -self.box[1] / UNITS

    def place(self, at: int, riders: int) -> tuple[Manner, Point]:
        """Return how and where one of its riders is, the driver being 0."""
        places: list[tuple[Manner, Point]] = [(self.manner, seat) for seat in self.seats]
        places += [("deck", spot) for spot in self.deck]
        if riders <= len(places):
            return places[at]
        # More than it has seats for sit closer.
        seats = sorted((point for _, point in places), reverse=True)
        share = at * (len(seats) - 1) / max(1, riders - 1)
        low = int(share)
        (x, y), (other, down) = seats[low], seats[min(len(seats) - 1, low + 1)]
        return self.manner, (x + (other - x) * (share - low), y + (down - y) * (share - low))


@cache
def vehicles() -> dict[str, Vehicle]:
    """Return all vehicles, by their own key and by every emoji that means one."""
    found: dict[str, Vehicle] = {}
    for key, entry in packaged_yaml("digiteller.picturebook.figures", "vehicles.yaml").items():
        lists = {name: tuple(tuple(one) for one in entry.get(name, ())) for name in ("seats", "deck")}
        names = {name: tuple(entry.get(name, ())) for name in ("keys", "sets")}
        vehicle = Vehicle(key, **(entry | lists | names))
        # An emoji may be written with or without the sign that it is to be shown in colours.
        bare = [one.removesuffix(_COLORED) for one in vehicle.keys]
        found |= dict.fromkeys((key, *bare, *(one + _COLORED for one in bare)), vehicle)
    return found


def vehicle_of(key: str, riders: int = 1) -> Vehicle | None:
    """Return the vehicle that a key means with so many aboard; None for what is no vehicle, or a toy."""
    vehicle = vehicles().get(key)
    if vehicle and vehicle.with_passengers and riders > 1:
        return vehicles()[vehicle.with_passengers]
    return vehicle


def toy_of(key: str) -> Vehicle | None:
    """Return the vehicle that a toy looks like."""
    return vehicles().get("own:" + key.removeprefix(TOY)) if key.startswith(TOY) else None


def toy_key(key: str) -> str:
    """Return the key of the toy that looks like a vehicle."""
    return TOY + vehicles()[key].key.removeprefix("own:")


def vehicle_height(key: str) -> float | None:
    """Return how high a vehicle or a toy one is, in children's heights; None for other things."""
    if toy := toy_of(key):
        left, top, right, _ = toy.box
        return _TOY_LENGTH * -top / max(-top, right - left)
    vehicle = vehicles().get(key)
    return vehicle.height if vehicle else None


def draw_vehicle(key: str, part: str, mix: Gradients, dye: str = "") -> tuple[str, Box, float] | None:
    """Return a vehicle's drawing, its region, and its height in the drawing's units; None for other things.

    ``part`` is ``behind`` or ``before`` those who sit in it; else all of it is drawn.
    """
    vehicle = toy_of(key) or vehicles().get(key)
    if vehicle is None:
        return None
    made = vehicle.draw(mix, dye)
    content = {"behind": made.back, "before": made.front}.get(part, made.back + made.front)
    return content, _REACH, -vehicle.box[1]


@cache
def _measured(key: str) -> Box:
    mix = Gradients()
    made = vehicles()[key].draw(mix)
    rows, columns = np.nonzero(rasterise(made.back + made.front, _REACH, 0.5, mix)[..., 3] > 100)
    left, top, right, bottom = (float(edge) * 2 for edge in (columns.min(), rows.min(), columns.max(), rows.max()))
    return left + _REACH[0], top + _REACH[1], right + 2 + _REACH[0], bottom + 2 + _REACH[1]
