"""Figures in, on, at, under and behind the furniture of a place, and what is drawn behind and before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from digiteller.language.page_content import Moment
from digiteller.picturebook.actors import Actor, Furnishing
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.drawing.vector import Box
from digiteller.picturebook.figures.poses import POSES
from digiteller.picturebook.figures.species import species_of
from digiteller.picturebook.scenery.berths import (
    Bearing,
    Berth,
    Standing,
    bearing_in,
    bearings_in,
    free_bearing,
    split_slot,
)
from digiteller.picturebook.scenery.interior import FURNITURE_FOOT, furniture_height
from digiteller.picturebook.staging.collision_layout import Party
from digiteller.picturebook.staging.extents import Extent, extent_of
from digiteller.picturebook.staging.ground import floor_band
from digiteller.picturebook.staging.individuals import Individual
from digiteller.picturebook.staging.postures import takes_piece
from digiteller.picturebook.staging.preferred_positions import branch_for

_INDOORS = 1.3
"""The depth of a room's own furniture in use: before all other furniture, behind those who stand about."""
_SEATED = {"stand", "walk", "run", "sit", "jump", "climb", "kneel", "swim", "fly", "fall", "push", "pull", "dance"}
_HEADBOARD = -0.62
"""How far to the left those who sit up in bed may be, in shares of its height from its middle."""
_WITHIN = {"in", "at", "behind"}
"""Prepositions of those who are behind others that use the same piece."""
_ABED = {"sleep", "lie"}
_CARRYING = {"hold", "push", "pull", "carry", "bare push", "bare pull", "bare carry"}
"""What two do from both sides of a piece."""
_LYING = 0.08
"""How far below a seat's edge somebody's foot is who lies on it, in shares of its height."""


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
    rank: int = 0
    """Those of a higher rank are before the others."""

    @property
    def depth(self) -> float:
        """As in ``Layer``."""
        return (_INDOORS if self.own else 1.0) - 0.004 * self.rank

    def across(self, share: float) -> float:
        """Return a place across the page, in pixels, from shares of the piece's height from its middle."""
        return self.piece.x + share * self.piece.height

    def up(self, share: float) -> float:
        """Return a place down the page, in pixels, from shares of the piece's height above its foot."""
        return self.piece.y - share * self.piece.height


def takes_slot(member: Individual, moment: Moment) -> bool:
    """Whether a figure is in a slot that this place can draw."""
    if member.figure.rides or member.habitat == "water":
        return False
    return takes_piece(member.figure, moment)


def slot_parties(
    members: Sequence[Individual], actors: Sequence[Actor], moment: Moment, frame: Canvas, child: float
) -> dict[tuple[int, ...], list[Party]]:
    """Return the parties of those in slots, by who of ``members`` is in them; ``actors`` are where they would stand."""
    shared: dict[tuple[str, str, int], list[int]] = {}
    # Everybody has the same bed on all pages.
    for at, member in sorted(enumerate(members), key=lambda one: one[1].figure.id):
        if takes_slot(member, moment):
            slot = split_slot(member.figure.slot)
            which = sum(len(others) for other, others in shared.items() if other[:2] == slot)
            shared.setdefault((*slot, which if _has_more(slot, which, moment) else 0), []).append(at)
    found: dict[tuple[int, ...], list[Party]] = {}
    pieces: dict[str, Furnishing] = {}
    free = list(dict.fromkeys(slot[1] for slot in shared if not _own(slot[:2], moment)))
    for rank, (preposition, anchor, which) in enumerate(sorted(shared, key=lambda slot: slot[0] not in _WITHIN)):
        crowd = sorted(shared[preposition, anchor, which])
        x = actors[crowd[0]].x
        if len(free) > 1 and anchor in free:
            x = frame.width * (0.27, 0.73, 0.5)[free.index(anchor) % 3]
        place = replace(_place((preposition, anchor), which, x, moment, frame, child), rank=rank)
        if not place.own and anchor in pieces:
            place = replace(place, piece=pieces[anchor], there=True)
        if place.berth.hold != "hang":
            pieces.setdefault(anchor, place.piece)
        group = tuple(crowd[: place.berth.most])
        found[group] = _parties(place, [actors[at] for at in group], moment, frame)
    return found


def _has_more(slot: tuple[str, str], which: int, moment: Moment) -> bool:
    """Return whether a room has a bed for one more, each with a bed of their own."""
    pieces = bearings_in(moment.setting, slot[1])
    return slot == ("in", "bed") and which < len(pieces) and all("in" in one.bearing.berths for one in pieces)


def _place(slot: tuple[str, str], which: int, x: float, moment: Moment, frame: Canvas, child: float) -> Seating:
    """Return the piece of a slot: the room's own, or one put so that the figures are at ``x``."""
    preposition, anchor = slot
    standing = _own(slot, moment, which)
    if standing:
        height, foot = furniture_height(standing.tall, frame), frame.height * FURNITURE_FOOT
        piece = Furnishing(standing.bearing.name, frame.width * standing.across, foot, height, standing.key)
        return Seating(standing.bearing, standing.bearing.berths[preposition], piece, own=True)
    bearing = free_bearing(moment.setting, anchor, preposition)
    assert bearing is not None
    berth = bearing.berths[preposition]
    far, near = floor_band(moment.setting, frame)
    y = far + (near - far) * (0.25 if bearing.free > 1.1 else 0.7)
    height = bearing.free * child
    x = min(frame.width * 0.74, max(frame.width * 0.26, x - berth.middle * height))
    if bearing.where == "in":
        # Doors and wardrobes stand at the wall, at the side.
        x, y = frame.width * (0.13 if x < frame.width / 2 else 0.87), frame.height * FURNITURE_FOOT
    return Seating(bearing, berth, Furnishing(bearing.name, x, y, height, f"{bearing.name} {anchor}"), own=False)


def _own(slot: tuple[str, str], moment: Moment, which: int = 0) -> Standing | None:
    """Return the room's own piece for a slot; None where it has none of which there is such a place."""
    standing = bearing_in(moment.setting, slot[1], which)
    return standing if standing and slot[0] in standing.bearing.berths else None


def _parties(place: Seating, actors: Sequence[Actor], moment: Moment, frame: Canvas) -> list[Party]:
    """Return those who share a piece, with what is behind and before them."""
    if place.berth.hold == "hang":
        return _on_branches(actors, frame)
    seats = _seats(place, actors, frame)
    berthed = [_berthed(place, actor, x, at, frame) for at, (actor, x) in enumerate(zip(actors, seats, strict=True))]
    berthed = [_kept_in(actor, frame) for actor in berthed]
    if place.berth.hold == "lie":
        berthed.reverse()
    return [_joined(place, berthed)]


def _seats(place: Seating, actors: Sequence[Actor], frame: Canvas) -> list[float]:
    """Return where across the page each of those who share a piece is, in pixels."""
    berth, count = place.berth, len(actors)
    middle = place.across(berth.middle)
    wide = max(_width(actor) for actor in actors)
    step = max(wide * 0.86, 2 * berth.wide * place.piece.height / max(1, count - 1) * 0.62)
    if berth.hold in {"stand", "hide", "climb"}:
        # They queue on the side where they are.
        way = 1 if berth.middle >= 0 else -1
        if berth.hold == "stand" and not frame.width * 0.1 < middle < frame.width * 0.9:
            middle = place.across(-berth.middle)
            way = -way
        if berth.hold == "hide":
            return [place.across(berth.middle * (1 if at % 2 == 0 else -1)) for at in range(count)]
        if berth.hold == "stand" and count == 2 and all(actor.action in _CARRYING for actor in actors):
            return [middle, place.across(-berth.middle)]
        return [middle + way * step * at for at in range(count)]
    first = middle - (count - 1) / 2 * step
    if berth.hold == "lie":
        first = max(first, place.across(_HEADBOARD))
    return [first + at * step for at in range(count)]


def _berthed(place: Seating, actor: Actor, x: float, at: int, frame: Canvas) -> Actor:
    """Return a figure in its slot: where, in which pose, and down to where it is seen."""
    berth, hold = place.berth, place.berth.hold
    right = x < place.piece.x if hold in {"stand", "climb"} else actor.right
    base = replace(actor, x=x, right=right, ground=False, perched=False, afloat=False, depth=place.depth, tilt=0.0)
    if hold == "lie" and actor.action in _ABED:
        lying = base
        x = place.across(berth.pillow + 0.5 * at) + lying.height * 58 / 190
        return replace(lying, x=x, y=place.up(berth.up + 0.25 * at), right=True)
    if hold in {"behind", "lie"}:
        rim = 0.86 if hold == "lie" else berth.up
        return _above_rim(place, _posed(base, _upright(actor)), rim)
    if hold == "sit":
        sitting = _posed(base, _sitting(actor, place.berth))
        if sitting.action in _ABED:
            body = extent_of(sitting).box
            middle = place.across(berth.middle) - (body[0] + body[2]) / 2
            return replace(sitting, x=middle, y=place.up(berth.up) + _LYING * sitting.height)
        return replace(sitting, y=place.up(berth.up) - berth.slope * (x - place.across(berth.middle)) + _sunk(sitting))
    if hold == "top":
        return replace(base, y=place.up(berth.up))
    if hold == "rest":
        return replace(_posed(base, "sit" if actor.action in _SEATED else actor.action), y=place.up(berth.up))
    if hold == "climb":
        return replace(_posed(base, "climb"), y=place.up(berth.up))
    if hold == "crouch":
        return replace(_posed(base, "crawl" if "crawl" in POSES else "kneel"), y=place.piece.y - 0.01 * frame.height)
    if hold == "hide":
        return replace(base, y=place.piece.y - 0.012 * frame.height, right=place.berth.middle > 0)
    far = place.piece.y + frame.height * 0.01
    return replace(base, y=far + (frame.floor - far) * 0.3, ground=True, depth=1.05 if place.own else place.depth)


def _above_rim(place: Seating, actor: Actor, rim: float) -> Actor:
    """Return a figure of which the upper part is seen above a rim; what is behind the piece is not drawn."""
    face = extent_of(actor).face
    assert face is not None
    edge, high = place.up(rim), face[3] - face[1]
    seen = edge - max(0.0, place.berth.show) * high - face[3]
    y = min(seen, place.piece.y - 0.01 * place.piece.height) if place.berth.show < 0 else seen
    return replace(actor, y=y, hidden_below=edge + (0.32 if place.berth.front else 0.04) * place.piece.height)


def _sitting(actor: Actor, berth: Berth) -> str:
    """Return what somebody does on a seat: most sit with their legs hanging down, and on a long one they may lie."""
    if actor.action in _ABED and berth.long and not _is_whole(actor):
        return actor.action
    if actor.action == "lie":
        return "ride"
    if f"seated {actor.action}" in POSES:
        return f"seated {actor.action}"
    return actor.action if actor.action == "read" else "ride"


def _upright(actor: Actor) -> str:
    """Return what somebody does of whom only the upper part is seen."""
    return "stand" if actor.action in {*_SEATED, *_ABED, "ride"} else actor.action


def _posed(actor: Actor, action: str) -> Actor:
    """Return the figure doing something else; what it does with its hands it keeps."""
    figure = actor.figure
    if figure is None or action == actor.action:
        return actor
    tool = POSES[figure.action].tool if figure.action in POSES else ""
    if tool and not figure.holds and action == "ride":
        figure = replace(figure, holds=(tool,))
    return replace(actor, action=action, figure=replace(figure, action=action))


def _sunk(actor: Actor) -> float:
    """Return how far below a seat's edge the foot of a figure is that sits on it, in pixels."""
    whole = _is_whole(actor)
    hangs = actor.action == "ride" or actor.action.startswith("seated ")
    return actor.height * (0.04 if whole or hangs else 0.02)


def _is_whole(actor: Actor) -> bool:
    return actor.figure is not None and not species_of(actor.figure).head


def _width(actor: Actor) -> float:
    """Return how wide a figure's head and trunk are, in pixels."""
    face = extent_of(actor).face
    return (face[2] - face[0]) * 1.3 if face else actor.height * 0.5


def _kept_in(actor: Actor, frame: Canvas) -> Actor:
    """Return a figure moved so that its face is on the page, above the captions."""
    face = extent_of(actor).at(actor.x, actor.y).face
    assert face is not None
    right = max(0.0, frame.width * 0.05 - face[0]) - max(0.0, face[2] - frame.width * 0.95)
    down = max(0.0, frame.height * 0.05 - face[1]) - max(0.0, face[3] - frame.caption_top)
    return replace(actor, x=actor.x + right, y=actor.y + down)


def _joined(place: Seating, actors: Sequence[Actor]) -> Party:
    """Return those who share a piece as one party: the piece behind them if it is not the room's, its front before."""
    berth, piece = place.berth, place.piece
    behind: list[Furnishing] = [] if place.own or place.there or berth.front == "self" else [piece]
    before: list[Furnishing] = []
    if berth.front == "self":
        before = [piece]
    elif berth.front:
        before = [replace(piece, drawing=berth.front)]
    if berth.hold == "crouch":
        behind, before = _raised(place, actors)
    if berth.chair and not all(actor.action in _ABED for actor in actors):
        behind += [_chair_of(place, actor) for actor in actors]
    placed = [replace(actors[0], behind=tuple(behind)), *actors[1:]]
    placed[-1] = replace(placed[-1], before=tuple(before))
    return Party(tuple(placed), rank=2, fixed=True, cover=_cover(place), berthed=True)


def _chair_of(place: Seating, actor: Actor) -> Furnishing:
    """Return the chair on which somebody sits who is seen above a table."""
    face = extent_of(actor).at(actor.x, actor.y).face
    assert face is not None
    foot = place.up(0.5 if place.berth.chair == "pillow" else 0.08)
    return Furnishing(place.berth.chair, actor.x, foot, max(foot - face[3] + 0.12 * (face[3] - face[1]), 1.0), "chair")


def _raised(place: Seating, actors: Sequence[Actor]) -> tuple[list[Furnishing], list[Furnishing]]:
    """Return the hollow in which some crouch, and the piece raised so that they are seen under it."""
    bodies: list[Extent] = [extent_of(actor).at(actor.x, actor.y) for actor in actors]
    top = min(body.box[1] for body in bodies)
    left, right = min(body.box[0] for body in bodies), max(body.box[2] for body in bodies)
    piece = place.piece
    hollow = max(piece.y - top, (right - left) * 0.55, piece.height * 0.9) * 1.04
    lifted = replace(piece, y=piece.y - hollow + piece.height * (0.6 if place.berth.front == "table_gap" else 0.3))
    return [lifted, Furnishing(place.berth.front, piece.x, piece.y, hollow, piece.key)], []


def _cover(place: Seating) -> Box | None:
    """Return what a piece covers of the page; None for what is well behind everybody."""
    if place.bearing.free > 1.1 or place.own:
        return None
    x, y, height = place.piece.x, place.piece.y, place.piece.height
    return x - height, y - height * 0.8, x + height, y


def _on_branches(actors: Sequence[Actor], frame: Canvas) -> list[Party]:
    """Return some who sit on a branch that reaches into the page; on one each where one is too short for all."""
    sitting = [_posed(actor, _sitting(actor, Berth("hang"))) for actor in actors]
    left = actors[0].x < frame.width / 2
    if sum(actor.height for actor in sitting) < frame.width * 0.5:
        branches = [branch_for(sitting, frame, left, frame.height * 0.56)]
    else:
        branches = [
            branch_for([actor], frame, left == (at % 2 == 0), frame.height * (0.56 if at % 2 == 0 else 0.42))
            for at, actor in enumerate(sitting[:2])
        ]
    return [
        replace(one, fixed=True, actors=tuple(_kept_in(it, frame) if it.figure else it for it in one.actors))
        for one in branches
    ]
