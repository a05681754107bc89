"""Things on furniture: the room's own, what somebody uses, or a piece that comes with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digiteller.language.page_content import Moment, Thing
from digiteller.picturebook.actors import FLOATING, Furnishing
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.scenery.settings import indoors
from digiteller.picturebook.staging.collision_layout import Party
from digiteller.picturebook.staging.ground import floor_band
from digiteller.picturebook.staging.surfaces import Piece, Surface, brought, home_of, surfaces_of, surfaces_on
from digiteller.picturebook.staging.thing_groups import group_box, thing_key
from digiteller.picturebook.staging.wall_space import wall_columns

SHELF_DEPTH = 1.2
"""Of what stands on furniture, which is behind the figures."""
ON = frozenset({"on", "in", "above"})
"""The relations of what stands on furniture."""


def tops_named(thing: Thing, moment: Moment, parties: Sequence[Party], frame: Canvas) -> list[tuple[Surface, float]]:
    """Return the tops that ``thing.to`` names, the best first, and the depth of things on them."""
    return [
        *tops_in_use(parties, thing.to),
        *((surface, SHELF_DEPTH) for surface in surfaces_of(moment.setting, frame, thing.to)),
    ]


def on_furniture(
    group: Party, thing: Thing, tops: Sequence[tuple[Surface, float]], moment: Moment, frame: Canvas, child: float
) -> tuple[Party, ...]:
    """Return things on one of the tops that are meant, or on a piece that comes with them; nothing if there is none."""
    if tops:
        fitting = [one for one in tops if fits_on(group, one[0])] or tops
        return tuple(stand_on(group, surface, depth) for surface, depth in fitting)
    piece = brought(thing.to, moment.setting)
    return bring(group, piece, moment, frame, child) if piece and moment.setting not in FLOATING else ()


def beside_furniture(group: Party, by: Surface, moment: Moment, frame: Canvas) -> list[Party]:
    """Return small things on what stands beside a piece of furniture: flowers by a bed are on its table."""
    if home_of(thing_key(group)) != "table":
        return []
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


def fits_on(group: Party, surface: Surface) -> bool:
    """Return whether a group of things is neither too wide nor too high for a top."""
    left, top, right, low = group_box(group)
    return right - left < 2.1 * surface.wide and not 0 < surface.room < low - top


def stand_on(group: Party, surface: Surface, depth: float) -> Party:
    """Return a group of things on a top."""
    left, _, right, _ = group_box(group)
    reach = max(0.0, surface.wide - (right - left) / 2)
    middle = surface.x - (left + right) / 2
    columns = tuple(middle + reach * share for share in (-0.5, 0.5, -1.0, 1.0, -0.25, 0.25, -0.75, 0.75))
    actors = tuple(replace(one, ground=False, depth=depth, tilt=0.0) for one in group.actors)
    return replace(group, actors=actors, columns=columns, rows=(), rank=3).moved(middle, surface.y + 1)
