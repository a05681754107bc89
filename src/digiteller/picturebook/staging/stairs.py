"""Figures on a flight of stairs, each on a step of their own."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import replace

from digiteller.picturebook.actors import Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.staging.slot_pieces import Seating
from digiteller.picturebook.staging.slot_poses import ABED, posed, sitting_pose, sunk, trunk_width
from digiteller.picturebook.staging.slot_sharing import CLOSE

_LOWEST = 2
"""On which step the lowest of those on stairs is, from 0, if the others have headroom above."""
_AIR = 0.03
"""How far below the page's edge heads are at least, in shares of its height."""
_LADEN = 1.3
"""How high somebody is with somebody else on the shoulders, in their own heights."""
_SEATED = 0.76
"""How high somebody sits above the seat, in their own heights."""
_TREAD = 0.012
"""How far before a step's far edge feet are on it, in shares of the flight's height."""


def climb_stairs(place: Seating, actors: Sequence[Actor], carriers: Collection[str], frame: Canvas) -> list[Actor]:
    """Return those on stairs, the first highest; ``carriers``, who have somebody on them, go last.

    As high up as they are still on the page with their heads.
    """
    tread, rise = place.berth.wide * place.piece.height, place.berth.up * place.piece.height
    apart = math.ceil(max(map(trunk_width, actors)) * CLOSE / tread)
    order = sorted(reversed(actors), key=lambda one: not _carries(one, carriers))

    def most(actor: Actor) -> int:
        high = actor.height * (_SEATED if _sits(actor) else _LADEN if _carries(actor, carriers) else 1.0)
        return math.floor((place.piece.y - rise - frame.height * _AIR - high) / rise)

    low = max(0, min(_LOWEST, *(most(actor) - apart * at for at, actor in enumerate(order))))
    return [_on_step(place, actor, low + apart * at) for at, actor in enumerate(order)]


def _sits(actor: Actor) -> bool:
    return actor.figure is not None and (actor.figure.posture == "sit" or actor.action in {"sit", "read", *ABED})


def _carries(actor: Actor, carriers: Collection[str]) -> bool:
    return actor.figure is not None and actor.figure.id in carriers


def _on_step(place: Seating, actor: Actor, step: int) -> Actor:
    """Return a figure that stands on a step, or sits on it with its feet on the next one down."""
    tread = place.berth.wide * place.piece.height
    x, y = place.across(place.berth.middle) + tread * (step + 0.55), place.up(place.berth.up * (step + 1))
    one = posed(actor, sitting_pose(actor, place.berth)) if _sits(actor) else actor
    y += sunk(one) if _sits(actor) else _TREAD * place.piece.height
    return replace(one, x=x, y=y, ground=False, perched=False, afloat=False, depth=place.depth, tilt=0.0)
