"""What of a place things can stand on, where things belong, and what a place shows already: ``surfaces.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from digiteller.picturebook.actors import Furnishing
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.scenery.interior import FURNITURE_FOOT, furniture_height, room_size
from digiteller.picturebook.scenery.settings import indoors, outdoors
from digiteller.system.packaged_yaml import packaged_yaml

_PANEL = 0.49
"""How far down the page the panels of a room begin, in shares of its height."""
_SHOWN_BARE = "\ufe0f"
"""What an emoji may end with that is to be shown in colours."""

Home = Literal["table", "bed", "wall", "ceiling", "lean", "ground", ""]


@dataclass(frozen=True)
class Piece:
    """A piece of furniture as something that things can be on; lengths in shares of its height."""

    name: str
    names: tuple[str, ...]
    """What ``Thing.to`` calls it."""
    up: tuple[float, ...]
    """How high its tops are, the best first."""
    wide: float
    """Half the width of a top."""
    middle: float = 0.0
    gap: float = 0.0
    """How high a thing on it may be; 0 for any height."""
    brought: float = 0.0
    """How high it stands where a place has none, in children's heights; 0 for a piece that only rooms have."""
    where: str = ""
    """``in`` for rooms alone."""
    home: int = 0
    """The order in which small things are put on it of which nobody tells where they are; 0 for never."""


@dataclass(frozen=True)
class Surface:
    """A top on a page, in pixels."""

    piece: Piece
    x: float
    """Its middle."""
    y: float
    wide: float
    """Half its width."""
    foot: float
    """How far down the page its piece stands."""
    room: float = 0.0
    """How high a thing on it may be; 0 for any height."""


@cache
def pieces() -> dict[str, Piece]:
    """Return the pieces that things can be on, by the names of their drawings."""
    return {
        name: Piece(
            name,
            tuple(entry["is"]),
            tuple(entry["up"]),
            **{key: entry[key] for key in entry if key not in {"is", "up"}},
        )
        for name, entry in _table()["pieces"].items()
    }


def surfaces_of(setting: str, frame: Canvas, name: str = "") -> list[Surface]:
    """Return the tops that a room has, or of these what ``name`` means, such as ``shelf``: the best first."""
    room = indoors().get(setting)
    if room is None:
        return []
    found: list[Surface] = []
    for draw, tall, across in room.furniture:
        found += _tops(
            str(getattr(draw, "__name__", "")),
            furniture_height(tall, frame),
            frame.width * across,
            frame.height * FURNITURE_FOOT,
        )
    for draw, tall, across, up in room.hung:
        y = frame.height * _PANEL * (1 - 0.9 * up)
        found += _tops(str(getattr(draw, "__name__", "")), room_size(frame) * tall, frame.width * across, y)
    return [one for one in found if (name in one.piece.names if name else one.piece.home)]


def surfaces_on(piece: Furnishing, name: str = "") -> list[Surface]:
    """Return the tops of a piece that somebody on the page uses, if ``name`` means it; empty: where things are put."""
    tops = _tops(piece.drawing, piece.height, piece.x, piece.y)
    return [one for one in tops if (name in one.piece.names if name else one.piece.home)]


def brought(name: str, setting: str) -> Piece | None:
    """Return the piece that is put where a story tells of one and its place has none; None if none can be."""
    place = "in" if setting in indoors() else "out"
    return next(
        (one for one in pieces().values() if one.brought and name in one.names and one.where in {"", place}), None
    )


@cache
def home_of(key: str) -> Home:
    """Return where a thing belongs, such as ``table`` or ``wall``; empty for anywhere."""
    return next((home for home, keys in _table()["homes"].items() if _bare(key) in {_bare(one) for one in keys}), "")


@cache
def shown_by(key: str, setting: str) -> bool:
    """Return whether what a place has shows a thing: an attic's chests are the trunk that a story tells of."""
    drawings = _table()["shown"].get(_bare(key), ())
    if setting in indoors():
        pieces_there = [one[0] for one in (*indoors()[setting].furniture, *indoors()[setting].hung)]
    else:
        pieces_there = [one[0] for one in outdoors()[setting].sides] if setting in outdoors() else []
    return any(getattr(draw, "__name__", "") in drawings for draw in pieces_there)


def seat_of(key: str) -> float:
    """Return how high on a thing another one is that is on it, in shares of its height: 1 for its top."""
    return float(_table()["seats"].get(_bare(key), 1.0))


def turn_of(key: str) -> float:
    """Return how far a drawing that lies across its square is turned so that it leans, in degrees clockwise."""
    return float(_table()["turned"].get(_bare(key), 0.0))


def is_bare(setting: str) -> bool:
    """Return whether a place is one in which nobody would put a table for a thing: a tunnel, a barn."""
    return setting in _table()["bare"]


def folk_scale(setting: str, tallest: float) -> float:
    """Return how much smaller than people's the things of a place are, whose ``tallest`` is so many children high."""
    return min(1.0, 1.25 * tallest) if setting in _table()["small folk"] else 1.0


def _tops(name: str, height: float, x: float, y: float) -> list[Surface]:
    piece = pieces().get(name)
    if piece is None:
        return []
    return [
        Surface(piece, x + piece.middle * height, y - up * height, piece.wide * height, y, piece.gap * height)
        for up in piece.up
    ]


def _bare(key: str) -> str:
    return key.removesuffix(_SHOWN_BARE)


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = packaged_yaml("digiteller.picturebook.staging", "surfaces.yaml")
    return table
