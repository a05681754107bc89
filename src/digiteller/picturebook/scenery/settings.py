"""The settings of ``settings.yaml``, with their drawings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.scenery.drawings import (
    bathroom,
    buildings,
    carriages,
    dining_room,
    dungeon,
    farm_and_works,
    flats,
    freestanding,
    fronts,
    furniture,
    hospital,
    house_rooms,
    land,
    museum,
    nooks,
    outings,
    plants,
    playground_and_camp,
    public_rooms,
    services,
    slot_furniture,
    spaceship,
    theatre,
    town,
    town_hall,
    trees,
    wall_decor,
    water,
    windows,
    workshop,
    yard,
)
from digiteller.system.packaged_yaml import packaged_yaml

Draw = Callable[[Hand, float, float, float, float], str]
"""Draws a thing with its foot at (x, y), ``h`` high, at a distance of 0..1."""
Some = tuple[Draw, int, float, float]
"""What, how many, and from how high to how high in shares of the frame's size."""

_MODULES = (
    bathroom,
    buildings,
    carriages,
    dining_room,
    dungeon,
    farm_and_works,
    flats,
    freestanding,
    fronts,
    furniture,
    hospital,
    house_rooms,
    land,
    museum,
    nooks,
    outings,
    plants,
    playground_and_camp,
    public_rooms,
    services,
    slot_furniture,
    spaceship,
    theatre,
    town,
    town_hall,
    trees,
    wall_decor,
    water,
    windows,
    workshop,
    yard,
)


@dataclass(frozen=True)
class Outdoors:
    """A place under the sky."""

    near: str
    """The colour of the ground before the viewer."""
    edge: str
    """And at its far edge."""
    swell: float
    """How high it rolls."""
    hills: int
    """Rows of hills in the distance."""
    far: tuple[Some, ...] = ()
    mid: tuple[Some, ...] = ()
    sides: tuple[Some, ...] = ()
    """Beside the figures, on their ground."""
    scatter: tuple[Some, ...] = ()
    front: tuple[Draw, ...] = (plants.tuft,)
    leaves: str = ""
    """The colour of a branch that hangs into the page."""
    water: str = ""
    """``sea`` up to the horizon, ``lake``, ``river``, ``pond``, ``pool``, ``deck`` of a ship, ``all``: only water."""
    road: bool = False
    dense: bool = False
    """Whether the far trees stand close enough to hide the sky's edge."""
    ground: frozenset[str] = frozenset()
    """What else there is: planks, cobbles, tiles, craters, fence, field, bunting, sand, snow, dust, rails, bridge,
    waterfall, headland, pitch (for football), railing, twigs (of a nest)."""


@dataclass(frozen=True)
class Indoors:
    """A room."""

    wall: str
    wainscot: str
    floor: str
    furniture: tuple[tuple[Draw, float, float], ...]
    """What stands along the wall: how high in shares of the room's size, and where across the page."""
    hung: tuple[tuple[Draw, float, float, float], ...] = ()
    """What hangs on the wall: size, across, and how high up the wall (1 is the ceiling)."""
    stone: bool = False
    metal: bool = False
    """Whether its walls are plates, as in a space ship."""
    shell: str = ""
    """What the walls are instead of a house's: a name of ``shells.draw_shell``."""
    rug: bool = True
    lamp: float = 0.0
    """Where a lamp hangs across the page; 0 for none."""


@cache
def outdoors() -> dict[str, Outdoors]:
    """Return the places under the sky, by name."""
    return {name: Outdoors(**_resolved(entry)) for name, entry in read_settings()["outdoors"].items()}


@cache
def indoors() -> dict[str, Indoors]:
    """Return the rooms, by name."""
    return {name: Indoors(**_resolved(entry)) for name, entry in read_settings()["indoors"].items()}


@cache
def read_settings() -> dict[str, Any]:
    """Return what ``settings.yaml`` holds."""
    table: dict[str, Any] = packaged_yaml("digiteller.picturebook.scenery", "settings.yaml")
    return table


def _resolved(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the entry with functions for the names of drawings."""
    resolved = dict(entry)
    for key in {"far", "mid", "sides", "scatter", "furniture", "hung"} & set(entry):
        resolved[key] = tuple((draw_named(name), *sizes) for name, *sizes in entry[key])
    if "front" in entry:
        resolved["front"] = tuple(draw_named(name) for name in entry["front"])
    if "ground" in entry:
        resolved["ground"] = frozenset(entry["ground"])
    return resolved


def draw_named(name: str) -> Draw:
    """Return the drawing of that name."""
    draw: Draw = next(getattr(module, name) for module in _MODULES if hasattr(module, name))
    return draw
