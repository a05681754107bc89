"""How figures are in, on, at, under or behind the furniture: ``slots`` of ``settings.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from digiteller.picturebook.scenery.settings import Draw, indoors, outdoors, read_settings

Hold = Literal["stand", "sit", "lie", "behind", "hide", "top", "crouch", "climb", "hang", "rest", "steps", "within"]
_SAME = {"armchair": "chair", "seat": "chair", "couch": "sofa", "settee": "sofa", "bathtub": "bath", "bunk": "bed"}
_SAME |= {"cradle": "bed", "cot": "bed", "oven": "stove", "basin": "sink", "stairs": "stairs", "steps": "stairs"}
_SAME |= {"bookcase": "shelf", "bookshelf": "shelf", "stump": "log", "trunk": "tree", "branch": "tree", "stone": "rock"}
_SAME |= {
    "pond": "water",
    "puddle": "water",
    "kennel": "cage",
    "burrow": "hole",
    "hay": "haystack",
    "hearth": "fireplace",
    "quilt": "blanket",
    "duvet": "blanket",
    "covers": "blanket",
    "bedclothes": "blanket",
    "mat": "blanket",
    "towel": "blanket",
}


_WITH_DOORS = {"doorstep", "steps"}
"""Places under the sky that are seen with a great door, before which there is no room for another."""


@dataclass(frozen=True)
class Berth:
    """How figures are with a piece; lengths in shares of its height."""

    hold: Hold
    """``behind``: seen above its rim; ``hide``: half seen at its side; ``top``: standing on it; ``crouch``: under it;
    ``rest``: sitting on the ground of it; ``hang``: on a branch; ``steps``: on stairs that go up to the right, each on
    a step; ``within``: standing in it, its doors open."""
    up: float = 0.0
    """How high the seat, the rim, the top or a step is."""
    middle: float = 0.0
    """Where across the middle of those who share it is, or where stairs begin."""
    wide: float = 0.6
    """The half width that they share, or how wide a step is."""
    show: float = 0.7
    """How much of them is seen below the chin above a rim, in heights of their faces; negative for standing there."""
    front: str = ""
    """The drawing before them: ``self`` for the piece."""
    opened: str = ""
    """The drawing of the piece with its doors open, behind those who are in it."""
    pillow: float = -0.78
    """Where across the head of somebody asleep is."""
    chair: str = ""
    """The drawing of a seat behind each."""
    most: int = 3
    long: bool = False
    """Whether one can lie on it."""
    low: bool = False
    """Whether there is no room to sit up."""


@dataclass(frozen=True)
class Bearing:
    """A piece that figures can be with."""

    name: str
    anchors: tuple[str, ...]
    free: float
    """How high it stands where a place has none, in children's heights; 0 for a piece that only rooms have."""
    berths: dict[str, Berth]
    """By preposition."""
    where: Literal["", "in", "out"] = ""
    """Where a place without one gets one: only in rooms, or only under the sky."""


@dataclass(frozen=True)
class Standing:
    """A piece in its room."""

    bearing: Bearing
    key: str
    """What its colours follow from, as in ``draw_room``."""
    tall: float
    across: float
    hung: bool = False


def split_slot(slot: str) -> tuple[str, str]:
    """Return the preposition and the anchor of ``Figure.slot``; two empty strings for none."""
    preposition, _, anchor = slot.strip().partition(" ")
    return (preposition, _SAME.get(anchor, anchor)) if anchor else ("", "")


@cache
def bearings() -> dict[str, Bearing]:
    """Return the pieces that figures can be with, by the names of their drawings."""
    found = {}
    for name, entry in read_settings()["slots"].items():
        berths = {key: Berth(**value) for key, value in entry.items() if key not in {"anchors", "free", "where"}}
        found[name] = Bearing(name, tuple(entry["anchors"]), entry.get("free", 0.0), berths, entry.get("where", ""))
    return found


def bearing_in(setting: str, anchor: str, which: int = 0) -> Standing | None:
    """Return a room's own piece that an anchor names; None where it has none.

    Of several the one nearest to where the figures are, or by ``which`` the next ones.
    """
    found = bearings_in(setting, anchor)
    return found[which % len(found)] if found else None


@cache
def bearings_in(setting: str, anchor: str) -> tuple[Standing, ...]:
    """Return all pieces of a room that an anchor names, the nearest to where the figures are first."""
    room = indoors().get(setting)
    if room is None:
        return ()
    standing = [(f"{_name(draw)} {at}", draw, tall, x, False) for at, (draw, tall, x) in enumerate(room.furniture)]
    standing += [(f"{_name(draw)} hung {at}", draw, tall, x, True) for at, (draw, tall, x, _) in enumerate(room.hung)]
    found = sorted((one for one in standing if anchor in _anchors(one[1])), key=lambda one: abs(one[3] - 0.5))
    return tuple(Standing(bearings()[_name(draw)], key, tall, across, hung) for key, draw, tall, across, hung in found)


def free_bearing(setting: str, anchor: str, preposition: str = "") -> Bearing | None:
    """Return the piece that is put where a place has none; None if there is none that can stand there.

    If there are several, it is the one that somebody can be with as ``preposition`` says.
    """
    if anchor == "door" and setting in _WITH_DOORS:
        return None
    if anchor == "water" and preposition in {"at", "beside"} and setting in outdoors() and outdoors()[setting].water:
        return None  # the place's own is there
    place = "in" if setting in indoors() else "out"
    place = "" if setting == "vignette" else place
    fitting = [one for one in bearings().values() if one.free and one.where in {"", place} and anchor in one.anchors]
    return min(fitting, key=lambda one: preposition not in one.berths, default=None)


def _name(draw: Draw) -> str:
    return str(getattr(draw, "__name__", ""))


def _anchors(draw: Draw) -> tuple[str, ...]:
    one = bearings().get(_name(draw))
    return one.anchors if one else ()
