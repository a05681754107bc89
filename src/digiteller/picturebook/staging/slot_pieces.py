"""The pieces of furniture that those in slots are with: the place's own, or one that is put there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from digiteller.language.page_content import Moment
from digiteller.picturebook.actors import Furnishing
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.scenery.berths import (
    Bearing,
    Berth,
    Standing,
    bearing_in,
    bearings,
    bearings_in,
    free_bearing,
    split_slot,
)
from digiteller.picturebook.scenery.interior import FURNITURE_FOOT, furniture_height
from digiteller.picturebook.staging.ground import floor_band
from digiteller.picturebook.staging.slot_sharing import berth_holds
from digiteller.picturebook.staging.told_furniture import MOVING
from digiteller.picturebook.staging.wall_space import window_place

IN_USE = 1.3
"""The depth of a room's own furniture in use: before all other furniture, behind those who stand about."""


@dataclass(frozen=True)
class Seating:
    """A piece somewhere on the page, and how figures are with it."""

    bearing: Bearing
    berth: Berth
    piece: Furnishing
    own: bool
    """Whether it is the room's own, which is drawn already."""
    there: bool = False
    """Whether it is drawn already for those who are in another slot of it."""
    sill: tuple[float, float] | None = None
    """Where a window's sill is, in pixels: small animals sit on it."""
    rank: int = 0
    """Those of a higher rank are before the others."""

    @property
    def depth(self) -> float:
        """As in ``Layer``."""
        return (IN_USE if self.own else 1.0) - 0.004 * self.rank

    def across(self, share: float) -> float:
        """Return a place across the page, in pixels, from shares of the piece's height from its middle."""
        return self.piece.x + share * self.piece.height

    def up(self, share: float) -> float:
        """Return a place down the page, in pixels, from shares of the piece's height above its foot."""
        return self.piece.y - share * self.piece.height


def place_piece(
    slot: tuple[str, str], which: int, x: float, moment: Moment, frame: Canvas, child: float, count: int
) -> Seating:
    """Return the piece of a slot for so many: the room's own, or one put so that the figures are at ``x``."""
    preposition, anchor = slot
    standing = own_piece(slot, moment, which)
    if standing:
        height, foot = furniture_height(standing.tall, frame), frame.height * FURNITURE_FOOT
        piece = Furnishing(standing.bearing.name, frame.width * standing.across, foot, height, standing.key)
        window = window_place(moment.setting, frame) if anchor == "window" and standing.hung else None
        sill = (window[0], window[1] + window[2] / 2) if window else None
        return Seating(standing.bearing, standing.bearing.berths[preposition], piece, own=True, sill=sill)
    bearing = free_bearing(moment.setting, anchor, preposition)
    assert bearing is not None
    if bearing.name == "table" and not berth_holds(bearing.berths[preposition], count, 0.6 * child, 0.56 * child):
        bearing = replace(bearings()["long_table"], free=bearing.free)
    berth = bearing.berths[preposition]
    far, near = floor_band(moment.setting, frame)
    y = far + (near - far) * (0.25 if bearing.free > 1.1 else 0.7)
    height = bearing.free * child
    x = min(frame.width * 0.74, max(frame.width * 0.26, x - berth.middle * height))
    if bearing.where == "in" and _is_moved(anchor, moment):
        x = frame.width / 2
    elif bearing.where == "in":
        # Doors and wardrobes stand at the wall, at the side.
        x, y = frame.width * _free_side(moment, x / frame.width), frame.height * FURNITURE_FOOT
    return Seating(bearing, berth, Furnishing(bearing.name, x, y, height, f"{bearing.name} {anchor}"), own=False)


def _is_moved(anchor: str, moment: Moment) -> bool:
    """Whether somebody carries or pushes a piece: then it is in the middle of the floor, with room at its sides."""
    return any(
        one.action.removeprefix("bare ") in MOVING and split_slot(one.slot) == ("beside", anchor)
        for one in moment.figures
    )


def _free_side(moment: Moment, x: float) -> float:
    """Return where a door is put, in shares of the page's width: at the side at which nobody has a bed or a seat."""
    used = [
        one.across
        for figure in moment.figures
        for one in bearings_in(moment.setting, split_slot(figure.slot)[1])
        if split_slot(figure.slot)[0] in {"in", "on"}
    ]

    def near(side: float) -> tuple[float, float]:
        return -min([0.24, *(abs(side - one) for one in used)]), abs(side - x)

    return min((0.13, 0.87), key=near)


def own_piece(slot: tuple[str, str], moment: Moment, which: int = 0) -> Standing | None:
    """Return the room's own piece for a slot; None where it has none of which there is such a place."""
    standing = bearing_in(moment.setting, slot[1], which)
    return standing if standing and slot[0] in standing.bearing.berths else None
