"""Things that are on, in, under, behind, beside or above something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from digiteller.language.page_content import Moment, Thing
from digiteller.picturebook.actors import FLOATING, Actor, Furnishing
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.drawing.vector import Box
from digiteller.picturebook.scenery.settings import indoors
from digiteller.picturebook.staging.collision_layout import Party
from digiteller.picturebook.staging.extents import bounding_box, extent_of
from digiteller.picturebook.staging.ground import floor_band
from digiteller.picturebook.staging.preferred_positions import branch_for
from digiteller.picturebook.staging.sizes import thing_height
from digiteller.picturebook.staging.surfaces import (
    Piece,
    Surface,
    brought,
    home_of,
    seat_of,
    surfaces_of,
    surfaces_on,
)
from digiteller.picturebook.staging.thing_sorts import CONTAINERS, HUNG, LAMPS, flies
from digiteller.picturebook.staging.wall_space import own_pictures, wall_columns

SHELF_DEPTH = 1.2
"""Of what stands on furniture, which is behind the figures."""
_WALLS = {"wall", "door", "fireplace", "wardrobe", "cupboard"}
_OPENING = 0.42
"""How far below its top the front of a basket's opening is, in shares of its height."""
_LIGHT = 0.62
"""Up to this height, in children's heights, anything hangs on a wall or lies on a branch."""
_FRAMED = {"🖼", "own:poster"}
"""What hangs where a room's own pictures do."""
_COVERING = 1.44
"""How high a picture is that hides one of a room's own, in heights of that."""
_CLEAR, _BESIDE_OTHERS = 0.12, 0.7
"""How much what hangs on a wall may hide of what stands before it or hangs there, as in ``wall_columns``."""
_NAILS = {"hook", "nail", "peg", "line"}
_CAGES = {"own:bird cage", "🪴", "own:puppet", "🎐", "own:bunting"}
"""What hangs in the air, not before a wall."""
_BOUGHS = {"tree", "branch", "bough", "ceiling", "beam", "roof"}
"""What lamps and clothes hang from, above the page's edge."""
GROUND = {"floor", "ground", "grass", "snow", "sand", "road", "rug", "carpet"}


@dataclass(frozen=True)
class Support:
    """What a thing is related to."""

    box: Box
    """In pixels of the page; a table's is as high as it is."""
    party: Party | None = None
    """None for what the place has."""
    wide: float = 0.0
    """How far across its top things may stand, in pixels."""


@dataclass(frozen=True)
class Related:
    """Where a group of things may be as the story says, the best place first."""

    options: tuple[Party, ...]
    bearer: Party | None = None
    """What carries them, which they may cover."""
    replaced: Party | None = None
    """Whom the first option takes the place of, if it hides a part of them."""


def relate(
    group: Party, thing: Thing, moment: Moment, parties: Sequence[Party], frame: Canvas, child: float
) -> Related | None:
    """Return a group of things at what it is related to; None if ``thing`` says nothing that the page can show.

    ``child`` is a child's height in pixels.
    """
    if thing.to in GROUND or not thing.relation:
        return None
    if hung := _hung(group, thing, moment, frame):
        return Related(hung)
    support = _support_of(thing, parties)
    if support is None:
        return _at_furniture(group, thing, moment, parties, frame, child)
    if thing.relation == "in" and support.party and thing.to in CONTAINERS:
        party, container = _put_in(group, support, support.party)
        return Related((party,), replaced=container)
    if thing.relation == "under" and thing.key in CONTAINERS and support.party and support.party.lead.figure:
        return Related((_nest(group, support.party),), replaced=support.party)
    carried = thing.relation != "beside" and support.party and not support.party.lead.figure
    party = _PLACES[thing.relation](group, support, moment, frame)
    return Related((party,), support.party if carried else None)


def _hung(group: Party, thing: Thing, moment: Moment, frame: Canvas) -> tuple[Party, ...]:
    """Return things that hang on a wall, from a bough or from the ceiling; nothing for what does not hang."""
    inside = moment.setting in indoors()
    hangs = thing.key in HUNG | LAMPS or home_of(thing.key) in {"wall", "ceiling"}
    small = thing_height(thing.key) < _LIGHT
    on_wall = (
        thing.to in _WALLS and thing.relation in {"on", "above", "in"} and (hangs or (small and thing.to == "wall"))
    )
    if thing.to in _NAILS or on_wall:
        if thing.key in _CAGES or thing.key in LAMPS - {"own:lantern"}:
            return (hang_from_ceiling(group, frame),)
        return hang_on_wall(group, moment, frame)
    if thing.to == "tree" and thing.relation in {"on", "in"} and small and not (hangs or inside):
        perched = branch_for(group.actors[:3], frame, True, frame.height * 0.3)
        return (perched, branch_for(group.actors[:3], frame, False, frame.height * 0.3))
    if thing.to in _BOUGHS and (hangs or thing.key in _CAGES) and thing.relation in {"on", "in", "above", "under"}:
        return (hang_from_ceiling(group, frame, frame.width * 0.22),)
    lamp = thing.relation == "above" and thing.key in LAMPS and inside
    if lamp and not surfaces_of(moment.setting, frame, thing.to):
        return (hang_from_ceiling(group, frame),)
    return ()


def _support_of(thing: Thing, parties: Sequence[Party]) -> Support | None:
    """Return the thing or figure that ``thing.to`` names; None if the page has none."""
    for party in parties:
        for actor in party.actors:
            figure = actor.figure
            names = {figure.id, figure.name, figure.kind} if figure else {actor.thing.key if actor.thing else ""}
            if thing.to and thing.to in names:
                left, top, right, low = extent_of(actor).at(actor.x, actor.y).box
                top = low - (low - top) * (1.0 if figure else seat_of(thing.to))
                return Support((left, top, right, low), party, right - left)
    return None


def _at_furniture(
    group: Party, thing: Thing, moment: Moment, parties: Sequence[Party], frame: Canvas, child: float
) -> Related | None:
    """Return things at a piece of furniture: one that somebody uses, the room's own, or one that is brought."""
    tops = tops_in_use(parties, thing.to)
    tops += [(surface, SHELF_DEPTH) for surface in surfaces_of(moment.setting, frame, thing.to)]
    if not tops:
        return _brought(group, thing, moment, frame, child)
    if thing.relation in {"on", "in", "above"}:
        fitting = [one for one in tops if fits_on(group, one[0])] or tops
        return Related(tuple(stand_on(group, surface, depth) for surface, depth in fitting))
    surface = tops[0][0]
    box = (surface.x - surface.wide, surface.y, surface.x + surface.wide, max(surface.foot, frame.height * 0.71))
    party = _PLACES[thing.relation](group, Support(box, None, surface.wide * 2), moment, frame)
    kept = thing.relation == "beside" and home_of(thing.key) == "table"
    return Related((*(_nearby(group, surface, moment, frame) if kept else ()), party))


def _nearby(group: Party, by: Surface, moment: Moment, frame: Canvas) -> list[Party]:
    """Return small things on what stands beside a piece of furniture: flowers by a bed are on its table."""
    tops = [one for one in surfaces_of(moment.setting, frame) if one.piece is not by.piece and fits_on(group, one)]
    near = [one for one in tops if abs(one.x - by.x) < frame.width * 0.36]
    return [stand_on(group, top, SHELF_DEPTH) for top in sorted(near, key=lambda one: abs(one.x - by.x))]


def tops_in_use(parties: Sequence[Party], name: str = "") -> list[tuple[Surface, float]]:
    """Return the tops of the furniture that comes with figures, and the depth of things on them, as in ``Layer``.

    ``name`` is as in ``Thing.to``; without it, these are the tops that small things are put on.
    """
    return [
        (surface, actor.depth - 0.002)
        for party in parties
        for actor in party.actors
        for piece in (*actor.before, *actor.behind)
        for surface in surfaces_on(piece, name)
    ]


def _brought(group: Party, thing: Thing, moment: Moment, frame: Canvas, child: float) -> Related | None:
    """Return things on a piece of furniture that comes with them; None if there can be none."""
    piece = brought(thing.to, moment.setting)
    if piece is None or moment.setting in FLOATING or thing.relation not in {"on", "in", "above"}:
        return None
    return Related(bring(group, piece, moment, frame, child))


def bring(group: Party, piece: Piece, moment: Moment, frame: Canvas, child: float) -> tuple[Party, ...]:
    """Return a group of things on a piece of furniture that is put there for them, where there may be room for it."""
    height = piece.brought * child
    wide = height * piece.wide * 2
    shelf = piece.name == "wall_shelf"
    far, _ = floor_band(moment.setting, frame)
    foot = frame.height * 0.4 if shelf else far - frame.height * 0.03
    depth = SHELF_DEPTH if moment.setting in indoors() else 1.05
    found = []
    for x in wall_columns(moment.setting, frame, (wide * 1.2, height), foot - height)[:9]:
        drawn = Furnishing(piece.name, x, foot, height, f"{piece.name} {thing_key(group)}")
        top = next(one for one in surfaces_on(drawn, piece.names[0]))
        party = stand_on(group, top, depth)
        first = replace(party.actors[0], behind=(drawn,))
        found.append(replace(party, actors=(first, *party.actors[1:]), columns=(party.lead.x,)))
    return tuple(found)


def thing_key(group: Party) -> str:
    """Return the key of what a group shows."""
    return group.lead.thing.key if group.lead.thing else ""


def fits_on(group: Party, surface: Surface) -> bool:
    """Return whether a group of things is neither too wide nor too high for a top."""
    left, top, right, low = _size(group)
    return right - left < 2.1 * surface.wide and not 0 < surface.room < low - top


def stand_on(group: Party, surface: Surface, depth: float) -> Party:
    """Return a group of things on a top."""
    left, _, right, _ = _size(group)
    reach = max(0.0, surface.wide - (right - left) / 2)
    middle = surface.x - (left + right) / 2
    columns = tuple(middle + reach * share for share in (-0.5, 0.5, -1.0, 1.0, -0.25, 0.25, -0.75, 0.75))
    actors = tuple(replace(one, ground=False, depth=depth, tilt=0.0) for one in group.actors)
    return replace(group, actors=actors, columns=columns, rows=(), rank=3).moved(middle, surface.y + 1)


def _size(group: Party) -> Box:
    return bounding_box(
        tuple(extent_of(one).at(one.x - group.lead.x, one.y - group.lead.y).box for one in group.actors)
    )


def _on(group: Party, support: Support, moment: Moment, frame: Canvas) -> Party:
    left, top, right, _ = support.box
    if support.party and support.party.lead.figure:
        return _beside(group, support, moment, frame)
    middle = (left + right) / 2
    columns = tuple(middle + support.wide * share for share in (-0.36, -0.22, -0.08, 0.08, 0.22, 0.36))
    depth = support.party.lead.depth if support.party else SHELF_DEPTH
    actors = tuple(replace(one, ground=False, depth=depth) for one in group.actors)
    rank = support.party.rank + 1 if support.party else 1
    return replace(group, actors=actors, columns=columns, rows=(), rank=rank).moved(middle, top + 1)


def _under(group: Party, support: Support, moment: Moment, frame: Canvas) -> Party:
    left, _, right, bottom = support.box
    middle = (left + right) / 2
    columns = tuple(middle + (right - left) * share for share in (-0.2, 0.0, 0.2))
    actors = group.actors if support.party else tuple(replace(one, depth=SHELF_DEPTH) for one in group.actors)
    low = bottom + (0.0 if support.party else frame.height * 0.004)
    return replace(group, actors=actors, columns=columns, rows=(low,), rank=1).moved(middle, low)


def _behind(group: Party, support: Support, moment: Moment, frame: Canvas) -> Party:
    left, _, right, bottom = support.box
    far, _ = floor_band(moment.setting, frame)
    low = max(far, bottom - frame.height * 0.03)
    spots = tuple(x + way * (right - left) * 0.1 for x, way in ((left, 1), (right, -1)))
    actors = tuple(replace(one, depth=1.03) for one in group.actors)
    return replace(group, actors=actors, columns=spots, rows=(low,), rank=0, loose=True).moved(spots[0], low)


def _beside(group: Party, support: Support, moment: Moment, frame: Canvas) -> Party:
    left, _, right, bottom = support.box
    size = _size(group)
    gap = frame.width * 0.008
    spots = [right + gap - size[0], left - gap - size[2]]
    if (left + right) / 2 > frame.width / 2:
        spots.reverse()
    _, near = floor_band(moment.setting, frame)
    low = min(near + frame.height * 0.02, bottom + frame.height * 0.012)
    more = tuple(spot + (gap * 3 if spot > left else -gap * 3) for spot in spots)
    return replace(group, columns=(*spots, *more), rows=(low, near), rank=2).moved(spots[0], low)


def _above(group: Party, support: Support, moment: Moment, frame: Canvas) -> Party:
    left, top, right, _ = support.box
    lead = group.lead
    if lead.thing and lead.thing.key in LAMPS and moment.setting in indoors():
        return hang_from_ceiling(group, frame, (left + right) / 2)
    if not (lead.thing and flies(lead.thing.key, moment.setting)):
        return _on(group, support, moment, frame)
    size = _size(group)
    low = max(frame.height * 0.03 - size[1], top - frame.height * 0.03 - size[3])
    actors = tuple(replace(one, ground=False) for one in group.actors)
    rows = tuple(low - frame.height * share for share in (0.05, 0.1))
    return replace(group, actors=actors, rows=rows, rank=3).moved((left + right) / 2, low)


def _put_in(group: Party, support: Support, container: Party) -> tuple[Party, Party]:
    """Return things in a basket, and the basket that they are in.

    What is small lies in its opening; of what is larger the upper half is seen above the rim.
    """
    left, top, right, bottom = support.box
    size = _size(group)
    share = min(1.0, 0.86 * (right - left) / max(1.0, size[2] - size[0]))
    small = share * (size[3] - size[1]) < 0.5 * (bottom - top)
    if small:
        share *= min(1.0, 0.66 * (right - left) / max(1.0, share * (size[2] - size[0])))
    rise = 0.5 * share * (size[3] - size[1])
    lead = group.lead
    low = min(bottom - (bottom - top) * 0.1, top + (bottom - top) * 0.12 + rise - share * size[3])
    if small:
        low = top + (bottom - top) * _OPENING - share * size[3]
    inside = tuple(
        replace(
            one,
            x=(left + right) / 2 + share * (one.x - lead.x - (size[0] + size[2]) / 2),
            y=low + share * (one.y - lead.y),
            height=one.height * share,
            ground=False,
            depth=container.lead.depth,
        )
        for one in group.actors
    )
    if small:
        return replace(container, actors=(*container.actors, *inside)), container
    return replace(container, actors=(*inside, *container.actors), anchor=len(inside) + container.anchor), container


def _nest(group: Party, party: Party) -> Party:
    """Return a figure with a basket before it, in which it sits."""
    sitter = party.lead
    body = extent_of(sitter).at(sitter.x, sitter.y)
    face = body.face or body.box
    basket = group.lead
    wide = extent_of(basket).box
    across = body.box[2] - body.box[0]
    size = basket.height * max(1.0, 1.12 * across / (wide[2] - wide[0]))
    size = min(size, 0.9 * (sitter.y - face[3]) / -(wide[1] / basket.height) if sitter.y > face[3] else size)
    before = replace(basket, x=(body.box[0] + body.box[2]) / 2, y=sitter.y + 1, height=size, depth=sitter.depth)
    return replace(party, actors=(*party.actors, before))


def hang_on_wall(group: Party, moment: Moment, frame: Canvas) -> tuple[Party, ...]:
    """Return things on the wall of a room, or from something outdoors, the freest place first.

    Pictures take the place of the room's own ones where those leave no room. What would hide much of the furniture
    hangs nowhere.
    """
    group = _in_a_row(group)
    size = _size(group)
    row = frame.height * 0.2 - size[1]
    inside = moment.setting in indoors()
    actors = tuple(replace(one, ground=False, action="hook", depth=1.39 if inside else 1.05) for one in group.actors)
    rows = tuple(row + frame.height * share for share in (-0.06, 0.06, 0.1))
    wide, high = size[2] - size[0], size[3] - size[1]

    def hung(most: float) -> tuple[Party, ...]:
        columns = wall_columns(moment.setting, frame, (wide, high), frame.height * 0.2, most)[:9]
        placed = replace(group, actors=actors, rows=rows, columns=tuple(columns), rank=1)
        return (placed.moved(columns[0], row),) if columns else ()

    covering = _over_pictures(group, moment, frame) if thing_key(group) in _FRAMED else ()
    return (*hung(_CLEAR), *covering, *hung(_BESIDE_OTHERS))


def _over_pictures(group: Party, moment: Moment, frame: Canvas) -> tuple[Party, ...]:
    """Return a picture before each of the room's own pictures, so large that it hides it."""
    found = []
    for x, y, high in own_pictures(moment.setting, frame):
        lead = replace(group.lead, ground=False, depth=1.39, tilt=0.0, height=max(group.lead.height, high * _COVERING))
        box = extent_of(lead).box
        party = replace(group, actors=(lead,), anchor=0, columns=(x,), rank=1)
        found.append(party.moved(x, y - (box[1] + box[3]) / 2))
    return tuple(found)


def _in_a_row(group: Party) -> Party:
    """Return several things side by side, all of them as high as the first."""
    box = extent_of(group.lead).box
    step = 1.1 * (box[2] - box[0])
    lead = group.lead
    row = tuple(
        replace(one, x=lead.x + step * (at - group.anchor), y=lead.y, height=lead.height, tilt=0.0)
        for at, one in enumerate(group.actors)
    )
    return replace(group, actors=row)


def hang_from_ceiling(group: Party, frame: Canvas, x: float | None = None) -> Party:
    """Return lamps that hang on their cords."""
    size = _size(group)
    row = frame.height * 0.13 - size[1]
    actors: tuple[Actor, ...] = tuple(replace(one, ground=False, action="hang", tilt=0.0) for one in group.actors)
    rows = tuple(row + frame.height * share for share in (-0.05, 0.05))
    return replace(group, actors=actors, rows=rows, rank=1).moved(frame.width * 0.6 if x is None else x, row)


_PLACES = {"on": _on, "in": _on, "under": _under, "behind": _behind, "beside": _beside, "above": _above}
"""By relations."""
