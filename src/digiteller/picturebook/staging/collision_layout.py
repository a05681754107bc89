"""Finding places for everybody: no face hidden or cut off, everything near where it would like to stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from digiteller.picturebook.actors import Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.drawing.vector import Box
from digiteller.picturebook.staging.extents import Extent, bounding_box, extent_of, move_extent, shared

_MARGIN = 0.02
"""How far from the page's edge bodies keep, in shares of its width."""
_COLUMNS = 21
_TOUCHING, _BEHIND, _HIDING = 0.06, 0.3, 0.3
"""How much of the smaller of two things may be before the other, of one that stands well behind, and of a figure."""


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
    cover: Box | None = None
    """What its furniture covers of the page, in pixels: no face is behind it."""
    berthed: bool = False
    """Whether it is in a slot: those who share a piece may hide each other a little."""

    @property
    def lead(self) -> Actor:
        """The actor at the ideal place."""
        return self.actors[self.anchor]

    def moved(self, x: float, y: float) -> Party:
        """Return the party with its anchor at (x, y)."""
        right, down = x - self.lead.x, y - self.lead.y
        return replace(self, actors=tuple(_move_actor(one, right, down) for one in self.actors))


def _move_actor(actor: Actor, right: float, down: float) -> Actor:
    low = None if actor.hidden_below is None else actor.hidden_below + down
    return replace(actor, x=actor.x + right, y=actor.y + down, hidden_below=low)


@dataclass(frozen=True)
class _Placed:
    """A party somewhere on the page."""

    party: Party
    """At its ideal place."""
    x: float
    """Where its anchor is."""
    y: float
    bodies: tuple[Extent, ...]
    box: Box

    @property
    def key(self) -> tuple[float, float, float]:
        """As in ``in_front``."""
        return -self.party.lead.depth, self.party.rank, self.y

    def at(self, x: float, y: float) -> _Placed:
        """Return the party somewhere else."""
        right, down = x - self.x, y - self.y
        return _Placed(
            self.party, x, y, tuple(body.at(right, down) for body in self.bodies), move_extent(self.box, right, down)
        )


def arrange(parties: Sequence[Party], frame: Canvas, *, strict: bool = False) -> tuple[list[Party], bool]:
    """Return the parties, the most important first, at their places; and whether nobody is hidden or cut off.

    ``strict`` gives up at the first one for whom there is no room.
    """
    settled: list[_Placed] = []
    fits = True
    for party in sorted(parties, key=lambda one: not one.fixed):
        best, least = _best_place(_ideal(party), settled, frame)
        settled.append(best)
        fits &= least < 100
        if strict and not fits:
            break
    return [one.party.moved(one.x, one.y) for one in settled], fits


def make_room(party: Party, settled: Sequence[Party], frame: Canvas) -> Party | None:
    """Return a party at the best place that those who have theirs leave; None if there is none."""
    best, least = _best_place(_ideal(party), [_ideal(one) for one in settled], frame)
    return party.moved(best.x, best.y) if least < 100 else None


def _ideal(party: Party) -> _Placed:
    bodies = tuple(_seen(actor) for actor in party.actors)
    bodies += (Extent((party.cover,), None),) if party.cover else ()
    return _Placed(party, party.lead.x, party.lead.y, bodies, bounding_box(tuple(body.box for body in bodies)))


def _best_place(ideal: _Placed, settled: Sequence[_Placed], frame: Canvas) -> tuple[_Placed, float]:
    """Return the party at its best place, and how bad that is."""
    best, least = ideal, 1e9
    for x, y in _candidates(ideal, frame):
        cost = 4 * abs(x - ideal.x) / frame.width + 5 * abs(y - ideal.y) / frame.height
        if cost < least:
            placed = ideal.at(x, y)
            cost += _cost(placed, settled, frame, least - cost)
            if cost < least:
                best, least = placed, cost
    return best, least


def _seen(actor: Actor) -> Extent:
    """Return what an actor covers of the page, without what is hidden below an edge."""
    body = extent_of(actor).at(actor.x, actor.y)
    low = actor.hidden_below
    if low is None:
        return body
    return replace(body, parts=tuple((*part[:3], min(part[3], max(low, part[1]))) for part in body.parts))


def in_front(party: Party) -> tuple[float, float, float]:
    """Return the key that sorts parties back to front, as their layers are drawn."""
    return -party.lead.depth, party.rank, party.lead.y


def _candidates(ideal: _Placed, frame: Canvas) -> list[tuple[float, float]]:
    """Return where a party may stand, the ideal place first."""
    party = ideal.party
    if party.fixed:
        return [(ideal.x, ideal.y)]
    rows = (ideal.y, *party.rows)
    if party.columns:
        return [(x, y) for y in rows for x in (ideal.x, *party.columns)]
    low = frame.width * _MARGIN + ideal.x - ideal.box[0]
    high = frame.width * (1 - _MARGIN) + ideal.x - ideal.box[2]
    low, high = (low, high) if low < high else ((low + high) / 2, (low + high) / 2)
    columns = [min(high, max(low, ideal.x))]
    columns += [low + (high - low) * index / (_COLUMNS - 1) for index in range(_COLUMNS)] if low < high else []
    return [(x, y) for y in rows for x in columns]


def _cost(placed: _Placed, others: Sequence[_Placed], frame: Canvas, least: float) -> float:
    """Return how bad a place is, as far as it is below ``least``: from 100 on nobody should stand there."""
    cost = 0.0 if placed.party.fixed else 100 * _outside(placed, frame)
    mine = placed.key
    for other in others:
        if cost >= least:
            return cost
        if not shared(placed.box, other.box):
            continue
        front, back = (placed, other) if mine >= other.key else (other, placed)
        cost += 100 * _hidden(front, back)
        cost += 100 * _tangled(front, back)
        cost += _crowded(front, back, frame)
    return cost


def _outside(placed: _Placed, frame: Canvas) -> float:
    """Return whether a face is cut off, or in the captions, or a body leaves the page."""
    left, top, right, _ = placed.box
    out = 0.0 if placed.party.columns else max(0.0, -left, right - frame.width) / frame.width
    for body in placed.bodies:
        if body.face:
            out += max(0.0, frame.height * 0.015 - body.face[1]) / frame.height
            out += max(0.0, -body.face[0], body.face[2] - frame.width) / frame.width
            out += max(0.0, body.face[3] - frame.caption_top) / frame.height
    out += max(0.0, frame.height * 0.005 - top) / frame.height
    return out + 1 if out > 0 else 0.0


def _hidden(front: _Placed, back: _Placed) -> float:
    """Return whether those in front hide a face, half of a body, or much of a thing."""
    if front.party.berthed and back.party.berthed:
        return 0.0
    for body in back.bodies:
        if body.face and any(shared(part, body.face) for one in front.bodies for part in one.parts):
            return 1.0
    if back.party.fixed:
        return 0.0
    covered = sum(shared(one.box, back.box) for one in front.bodies)
    return float(covered > (0.6 if back.party.loose else 0.3) * _area(back.box))


def _tangled(front: _Placed, back: _Placed) -> float:
    """Return whether two things overlap, or a thing hides much of a figure."""
    if any(actor.figure for actor in front.party.actors):
        return 0.0
    if any(actor.figure for actor in back.party.actors):
        hidden = max(
            sum(shared(one.box, body.box) for one in front.bodies) / max(1.0, _area(body.box)) for body in back.bodies
        )
        return float(hidden > _HIDING)
    most = _BEHIND if back.party.loose and front.key != back.key else _TOUCHING
    return float(shared(front.box, back.box) > most * min(_area(front.box), _area(back.box)))


def _crowded(front: _Placed, back: _Placed, frame: Canvas) -> float:
    """Return how much two parties get in each other's way; less if one stands well behind the other."""
    apart = abs(front.y - back.y) / frame.height
    lifeless = not (front.party.lead.figure and back.party.lead.figure)
    weight = 8.0 if back.party.loose else 40.0 if lifeless else 8.0 if apart > 0.035 else 16.0
    return weight * shared(front.box, back.box) / max(1.0, min(_area(front.box), _area(back.box)))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
