"""Figures in, on, at, under and behind the furniture of a place, and what is drawn behind and before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digiteller.language.page_content import Moment
from digiteller.picturebook.actors import Actor, Furnishing
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.drawing.vector import Box
from digiteller.picturebook.figures.poses import POSES
from digiteller.picturebook.scenery.berths import (
    Berth,
    split_slot,
)
from digiteller.picturebook.staging.collision_layout import Party
from digiteller.picturebook.staging.extents import Extent, extent_of
from digiteller.picturebook.staging.individuals import Individual
from digiteller.picturebook.staging.postures import takes_piece
from digiteller.picturebook.staging.preferred_positions import branch_for
from digiteller.picturebook.staging.slot_pieces import IN_USE, Seating, own_piece, place_piece
from digiteller.picturebook.staging.slot_poses import (
    ABED,
    SEATED,
    is_whole,
    posed,
    sitting_pose,
    sunk,
    trunk_width,
    upright_pose,
)
from digiteller.picturebook.staging.slot_sharing import (
    APART,
    CLOSE,
    Share,
    keep_clear,
    share_pieces,
    shift_along,
)
from digiteller.picturebook.staging.stairs import climb_stairs

_HEADBOARD = -0.62
"""How far to the left those who sit up in bed may be, in shares of its height from its middle."""
_WITHIN = {"in", "at", "behind"}
"""Prepositions of those who are behind others that use the same piece."""
_ROOMY = 0.8
"""How high those in a wardrobe are at most, in shares of its height."""
_CARRYING = {"hold", "push", "pull", "carry", "bare push", "bare pull", "bare carry"}
"""What two do from both sides of a piece."""
_ASIDE = 0.5
"""How far beside a piece, in its heights, those sit who face it."""
_SMALL = 0.2
"""How high those are at most who sit on a window's sill, in shares of the page's height."""
_LYING = 0.08
"""How far below a seat's edge somebody's foot is who lies on it, in shares of its height."""


def takes_slot(member: Individual, moment: Moment) -> bool:
    """Whether a figure is in a slot that this place can draw."""
    if member.figure.rides or member.habitat == "water":
        return False
    return takes_piece(member.figure, moment)


def slot_parties(
    members: Sequence[Individual], actors: Sequence[Actor], moment: Moment, frame: Canvas, child: float
) -> dict[tuple[int, ...], list[Party]]:
    """Return the parties of those in slots, by who of ``members`` is in them; ``actors`` are where they would stand."""
    # Everybody has the same bed on all pages.
    slotted = (at for at, one in enumerate(members) if takes_slot(one, moment))
    order = sorted(slotted, key=lambda at: members[at].figure.id)
    slots = {at: split_slot(members[at].figure.slot) for at in order}
    shared = share_pieces(slots, [trunk_width(actor) for actor in actors], moment.setting, frame)
    found: dict[tuple[int, ...], list[Party]] = {}
    pieces: dict[str, Furnishing] = {}
    put: dict[str, Seating] = {}
    taken: list[float] = []
    free = list(dict.fromkeys(slot[1] for slot in shared if not own_piece(slot[:2], moment)))
    free = [one for one in free if one != "ladder" or "tree" not in free]
    ranked = enumerate(sorted(shared, key=lambda slot: (slot[0] not in _WITHIN, slot[0] != "in")))

    def turn(one: tuple[int, Share]) -> tuple[int, bool]:
        # Beds are where they are, what is put there keeps clear of them, and those on the room's own seats of both.
        _, (preposition, anchor, which) = one
        own = own_piece((preposition, anchor), moment, which)
        abed = own is not None and own.bearing.berths[preposition].hold == "lie"
        return 0 if abed else 1 if own is None else 2, anchor == "ladder"

    for rank, (preposition, anchor, which) in sorted(ranked, key=turn):
        crowd = sorted(shared[preposition, anchor, which])
        x = actors[crowd[0]].x
        if len(free) > 1 and anchor in free:
            x = frame.width * (0.27, 0.73, 0.5)[free.index(anchor) % 3]
        if anchor == "ladder" and "tree" in pieces:
            # It leans on the tree's crown.
            x = pieces["tree"].x + (0.21 if pieces["tree"].x < frame.width / 2 else -0.21) * frame.width
        seat = place_piece((preposition, anchor), which, x, moment, frame, child, len(crowd))
        if taken and seat.bearing.free and not seat.own and seat.bearing.where != "in" and anchor not in pieces:
            x = keep_clear(seat.piece.x, 1, 0.9 * seat.piece.height, taken, frame)
            seat = replace(seat, piece=replace(seat.piece, x=x))
        place = replace(seat, rank=rank)
        if anchor in put and preposition in put[anchor].bearing.berths:
            # Where somebody is in a cupboard that is put there, others are at that one.
            berth = put[anchor].bearing.berths[preposition]
            place = replace(put[anchor], berth=berth, there=True, rank=rank)
        elif not place.own and anchor in pieces:
            place = replace(place, piece=pieces[anchor], there=True)
        if place.berth.hold != "hang":
            pieces.setdefault(anchor, place.piece)
        if not place.own and place.berth.opened:
            put.setdefault(anchor, place)
        group = tuple(crowd[: place.berth.most])
        if place.berth.hold == "steps":
            carriers = {one.figure.rides for one in members}
            found[group] = [_joined(place, climb_stairs(place, [actors[at] for at in group], carriers, frame))]
        else:
            found[group] = _parties(place, [actors[at] for at in group], frame, taken)
        taken += [_face_middle(one) for party in found[group] for one in party.actors if one.figure]
    return found


def _face_middle(actor: Actor) -> float:
    """Return where across the page somebody's face is: that of whoever lies is not over their middle."""
    body = extent_of(actor).at(actor.x, actor.y)
    face = body.face or body.box
    return (face[0] + face[2]) / 2


def _parties(place: Seating, actors: Sequence[Actor], frame: Canvas, taken: Sequence[float]) -> list[Party]:
    """Return those who share a piece, with what is behind and before them; others are at ``taken`` already."""
    if place.berth.hold == "hang":
        return _on_branches(actors, frame)
    seats = _seats(place, actors, frame, taken)
    alone = len(actors) == 1
    berthed = [
        _berthed(place, actor, x, at, frame, alone) for at, (actor, x) in enumerate(zip(actors, seats, strict=True))
    ]
    berthed = [_kept_in(actor, frame) for actor in berthed]
    if place.berth.hold == "lie":
        berthed.reverse()
    return [_joined(place, berthed)]


def _seats(place: Seating, actors: Sequence[Actor], frame: Canvas, taken: Sequence[float]) -> list[float]:
    """Return where across the page each of those who share a piece is, in pixels."""
    berth, count = place.berth, len(actors)
    middle = place.across(berth.middle)
    wide = max(trunk_width(actor) for actor in actors)
    room = 2 * berth.wide * place.piece.height / max(1, count - 1)
    step = max(wide * CLOSE, min(wide * APART, room), 0.62 * room)
    if berth.hold in {"stand", "hide", "climb"}:
        # They queue on the side where they are.
        way = 1 if berth.middle >= 0 else -1
        if berth.hold == "stand" and not frame.width * 0.1 < middle < frame.width * 0.9:
            middle = place.across(-berth.middle)
            way = -way
        if berth.hold == "hide":
            return [place.across(berth.middle * (1 if at % 2 == 0 else -1)) for at in range(count)]
        if berth.hold == "stand" and count == 2 and all(actor.action in _CARRYING for actor in actors):
            return [middle, 2 * place.piece.x - middle]
        if berth.hold == "stand":
            # What is held out is before nobody's face.
            reach = 1.4 if any(actor.figure and actor.figure.holds for actor in actors) else 1.0
            middle, step = keep_clear(middle, way, wide * reach, taken, frame), step * reach
        return [middle + way * step * at for at in range(count)]
    first = middle - (count - 1) / 2 * step
    if berth.hold in {"sit", "behind"}:
        first = shift_along(first, first + (count - 1) * step, berth.wide * place.piece.height, wide, taken)
    if berth.hold == "lie":
        first = max(first, place.across(_HEADBOARD))
    return [first + at * step for at in range(count)]


def _berthed(place: Seating, actor: Actor, x: float, at: int, frame: Canvas, alone: bool) -> Actor:
    """Return a figure in its slot: where, in which pose, and down to where it is seen."""
    berth, hold = place.berth, place.berth.hold
    aside = hold in {"stand", "climb"} or (hold == "sit" and abs(berth.middle) > _ASIDE)
    right = x < place.piece.x if aside else actor.right
    base = replace(actor, x=x, right=right, ground=False, perched=False, afloat=False, depth=place.depth, tilt=0.0)
    if hold == "lie" and (actor.action in ABED or berth.low):
        base = base if actor.action in ABED else posed(base, "lie")
        lying = base
        x = place.across(berth.pillow + 0.5 * at) + lying.height * 58 / 190
        return replace(lying, x=x, y=place.up(berth.up + 0.25 * at), right=True)
    if hold in {"behind", "lie"}:
        rim = 0.86 if hold == "lie" else berth.up
        return _above_rim(place, posed(base, upright_pose(actor)), rim)
    if hold == "sit":
        sitting = posed(base, sitting_pose(actor, place.berth, alone))
        if sitting.action in ABED:
            body = extent_of(sitting).box
            middle = place.across(berth.middle) - (body[0] + body[2]) / 2
            return replace(sitting, x=middle, y=place.up(berth.up) + _LYING * sitting.height)
        return replace(sitting, y=place.up(berth.up) + sunk(sitting))
    if hold == "within":
        inside = posed(base, "kneel" if actor.figure and actor.figure.posture == "sit" else upright_pose(actor))
        return replace(
            inside,
            y=place.up(berth.up),
            height=min(actor.height, _ROOMY * place.piece.height),
            depth=max(1.07, place.depth),
        )
    if hold == "top":
        return replace(base, y=place.up(berth.up))
    if hold == "rest":
        return replace(posed(base, "sit" if actor.action in SEATED else actor.action), y=place.up(berth.up))
    if hold == "climb":
        return replace(posed(base, "climb"), y=place.up(berth.up))
    if hold == "crouch":
        return replace(posed(base, "crawl" if "crawl" in POSES else "kneel"), y=place.piece.y - 0.01 * frame.height)
    if hold == "hide":
        return replace(base, y=place.piece.y - 0.012 * frame.height, right=place.berth.middle > 0)
    if place.sill and is_whole(actor) and actor.height < _SMALL * frame.height:
        return replace(base, x=place.sill[0], y=place.sill[1], depth=IN_USE)
    far = place.piece.y + frame.height * 0.01
    return replace(base, y=far + (frame.floor - far) * 0.3, ground=True, depth=_at_wall(place))


def _at_wall(place: Seating) -> float:
    """Return how far off those are who stand at a piece: what is put at the wall is behind those at the room's own."""
    return 1.05 if place.own else 1.06 if place.bearing.where == "in" else place.depth


def _above_rim(place: Seating, actor: Actor, rim: float) -> Actor:
    """Return a figure of which the upper part is seen above a rim; what is behind the piece is not drawn."""
    face = extent_of(actor).face
    assert face is not None
    edge, high = place.up(rim), face[3] - face[1]
    seen = edge - max(0.0, place.berth.show) * high - face[3]
    y = min(seen, place.piece.y - 0.01 * place.piece.height) if place.berth.show < 0 else seen
    return replace(actor, y=y, hidden_below=edge + (0.32 if place.berth.front else 0.04) * place.piece.height)


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
    if berth.opened:
        behind = [replace(piece, drawing=berth.opened)]
    if berth.hold == "crouch":
        behind, before = _raised(place, actors)
    if berth.chair and not all(actor.action in ABED for actor in actors):
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
    sitting = [posed(actor, sitting_pose(actor, Berth("hang"))) for actor in actors]
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
