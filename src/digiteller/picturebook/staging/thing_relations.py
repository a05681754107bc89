"""Things that are on, in, under, behind, beside or above something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from digiteller.language.page_content import Moment, Thing
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.drawing.vector import Box
from digiteller.picturebook.scenery.settings import indoors
from digiteller.picturebook.staging.collision_layout import Party
from digiteller.picturebook.staging.extents import extent_of
from digiteller.picturebook.staging.ground import floor_band
from digiteller.picturebook.staging.surfaces import seat_of
from digiteller.picturebook.staging.thing_groups import group_box
from digiteller.picturebook.staging.thing_hanging import hang_from_ceiling, hung
from digiteller.picturebook.staging.thing_on_furniture import (
    ON,
    SHELF_DEPTH,
    beside_furniture,
    on_furniture,
    tops_named,
)
from digiteller.picturebook.staging.thing_sorts import CONTAINERS, LAMPS, flies

_OPENING = 0.42
"""How far below its top the front of a basket's opening is, in shares of its height."""
GROUND = frozenset({"floor", "ground", "grass", "snow", "sand", "road", "rug", "carpet"})


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
    if hanging := hung(group, thing, moment, frame):
        return Related(hanging)
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
    """Return things at a piece of furniture; None where there can be none."""
    tops = tops_named(thing, moment, parties, frame)
    if thing.relation in ON:
        options = on_furniture(group, thing, tops, moment, frame, child)
        return Related(options) if options else None
    if not tops:
        return None
    surface = tops[0][0]
    box = (surface.x - surface.wide, surface.y, surface.x + surface.wide, max(surface.foot, frame.height * 0.71))
    party = _PLACES[thing.relation](group, Support(box, None, surface.wide * 2), moment, frame)
    nearby = beside_furniture(group, surface, moment, frame) if thing.relation == "beside" else []
    return Related((*nearby, party))


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
    size = group_box(group)
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
    size = group_box(group)
    low = max(frame.height * 0.03 - size[1], top - frame.height * 0.03 - size[3])
    actors = tuple(replace(one, ground=False) for one in group.actors)
    rows = tuple(low - frame.height * share for share in (0.05, 0.1))
    return replace(group, actors=actors, rows=rows, rank=3).moved((left + right) / 2, low)


def _put_in(group: Party, support: Support, container: Party) -> tuple[Party, Party]:
    """Return things in a basket, and the basket that they are in.

    What is small lies in its opening; of what is larger the upper half is seen above the rim.
    """
    left, top, right, bottom = support.box
    group = replace(group, actors=tuple(replace(one, action="stand") for one in group.actors))
    size = group_box(group)
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


_PLACES = {"on": _on, "in": _on, "under": _under, "behind": _behind, "beside": _beside, "above": _above}
"""By relations."""
