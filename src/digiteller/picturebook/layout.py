"""Finding places for everybody: no face hidden or cut off, everything near where it would like to stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from digiteller.picturebook.actors import Actor
from digiteller.picturebook.bodies import Body, around, body_of, shared
from digiteller.picturebook.frame import Frame
from digiteller.picturebook.ground import CAPTION
from digiteller.picturebook.vector import Box

_MARGIN = 0.02
"""How far from the page's edge bodies keep, in shares of its width."""
_COLUMNS = 21


@dataclass(frozen=True)
class Party:
    """Actors that keep their places to each other: somebody alone, a rider and a horse, a crew and its boat."""

    actors: tuple[Actor, ...]
    """Back to front."""
    anchor: int = 0
    """Which of them stands at the ideal place."""
    rows: tuple[float, ...] = ()
    """Other heights on the page at which the anchor may stand, in pixels down the page."""
    rank: int = 1
    """Those of a lower rank are behind all others."""
    columns: tuple[float, ...] = ()
    """Other places across the page for it; anywhere if empty."""
    fixed: bool = False
    loose: bool = False
    """Whether its lower part may be hidden: things behind the figures."""

    @property
    def lead(self) -> Actor:
        """The actor at the ideal place."""
        return self.actors[self.anchor]

    def moved(self, x: float, y: float) -> Party:
        """Return the party with its anchor at (x, y)."""
        right, down = x - self.lead.x, y - self.lead.y
        return replace(self, actors=tuple(replace(one, x=one.x + right, y=one.y + down) for one in self.actors))


@dataclass(frozen=True)
class _Placed:
    party: Party
    bodies: tuple[Body, ...]
    box: Box


def settle(parties: Sequence[Party], frame: Frame, *, strict: bool = False) -> tuple[list[Party], bool]:
    """Return the parties, the most important first, at their places; and whether nobody is hidden or cut off.

    ``strict`` gives up at the first one for whom there is no room.
    """
    settled: list[_Placed] = []
    fits = True
    for party in sorted(parties, key=lambda one: not one.fixed):
        bodies = tuple(body_of(actor) for actor in party.actors)
        best: _Placed | None = None
        least = 1e9
        for x, y in _candidates(party, bodies, frame):
            placed = _at(party, bodies, x, y)
            cost = _cost(placed, party, settled, frame, least)
            if cost < least:
                best, least = placed, cost
        assert best is not None
        settled.append(best)
        fits &= least < 100
        if strict and not fits:
            break
    return [one.party for one in settled], fits


def in_front(party: Party) -> tuple[float, float, float]:
    """Return the key that sorts parties back to front, as their layers are drawn."""
    return -party.lead.depth, party.rank, party.lead.y


def _at(party: Party, bodies: tuple[Body, ...], x: float, y: float) -> _Placed:
    moved = party.moved(x, y)
    there = tuple(body.at(actor.x, actor.y) for body, actor in zip(bodies, moved.actors, strict=True))
    return _Placed(moved, there, around(tuple(body.box for body in there)))


def _candidates(party: Party, bodies: tuple[Body, ...], frame: Frame) -> list[tuple[float, float]]:
    """Return where a party may stand, the ideal place first."""
    first = party.lead
    if party.fixed:
        return [(first.x, first.y)]
    if party.columns:
        return [(x, y) for y in (first.y, *party.rows) for x in (first.x, *party.columns)]
    boxes = [body.at(actor.x - first.x, 0).box for body, actor in zip(bodies, party.actors, strict=True)]
    low = frame.width * _MARGIN - min(box[0] for box in boxes)
    high = frame.width * (1 - _MARGIN) - max(box[2] for box in boxes)
    low, high = (low, high) if low < high else ((low + high) / 2, (low + high) / 2)
    columns = [min(high, max(low, first.x))]
    columns += [low + (high - low) * index / (_COLUMNS - 1) for index in range(_COLUMNS)] if low < high else []
    return [(x, y) for y in (first.y, *party.rows) for x in columns]


def _cost(placed: _Placed, wanted: Party, others: Sequence[_Placed], frame: Frame, least: float) -> float:
    """Return how bad a place is: from 100 on nobody should stand there."""
    first, ideal = placed.party.lead, wanted.lead
    cost = 4 * abs(first.x - ideal.x) / frame.width + 5 * abs(first.y - ideal.y) / frame.height
    if not wanted.fixed:
        cost += 100 * _outside(placed, wanted, frame)
    mine = in_front(placed.party)
    for other in others:
        if cost >= least:
            return cost
        if not shared(placed.box, other.box):
            continue
        front, back = (placed, other) if mine >= in_front(other.party) else (other, placed)
        cost += 100 * _hidden(front, back)
        cost += _crowded(front, back, frame)
    return cost


def _outside(placed: _Placed, wanted: Party, frame: Frame) -> float:
    """Return whether a face is cut off, or in the captions, or a body leaves the page."""
    left, top, right, _ = placed.box
    out = 0.0 if wanted.columns else max(0.0, -left, right - frame.width) / frame.width
    for body in placed.bodies:
        if body.face:
            out += max(0.0, frame.height * 0.015 - body.face[1]) / frame.height
            out += max(0.0, body.face[3] - frame.height * CAPTION) / frame.height if not wanted.loose else 0
    out += max(0.0, frame.height * 0.005 - top) / frame.height
    return out + 1 if out > 0.002 else 0.0


def _hidden(front: _Placed, back: _Placed) -> float:
    """Return whether those in front hide a face, half of a body, or much of a thing."""
    for body in back.bodies:
        if body.face and any(shared(part, body.face) for one in front.bodies for part in one.parts):
            return 1.0
    if back.party.fixed:
        return 0.0
    area = (back.box[2] - back.box[0]) * (back.box[3] - back.box[1])
    covered = sum(shared(one.box, back.box) for one in front.bodies)
    return float(covered > (0.6 if back.party.loose else 0.3) * area)


def _crowded(front: _Placed, back: _Placed, frame: Frame) -> float:
    """Return how much two parties get in each other's way; less if one stands well behind the other."""
    areas = [(one.box[2] - one.box[0]) * (one.box[3] - one.box[1]) for one in (front, back)]
    apart = abs(front.party.lead.y - back.party.lead.y) / frame.height
    lifeless = not (front.party.lead.figure and back.party.lead.figure)
    weight = 4.0 if back.party.loose else 40.0 if lifeless else 8.0 if apart > 0.035 else 16.0
    return weight * shared(front.box, back.box) / max(1.0, min(areas))
