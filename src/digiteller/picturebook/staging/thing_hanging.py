"""Things that hang: on walls, from ceilings and boughs, on hooks."""

from __future__ import annotations

from dataclasses import replace

from digiteller.language.page_content import Moment, Thing
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.scenery.settings import indoors
from digiteller.picturebook.staging.collision_layout import Party
from digiteller.picturebook.staging.extents import extent_of
from digiteller.picturebook.staging.preferred_positions import branch_for
from digiteller.picturebook.staging.sizes import thing_height
from digiteller.picturebook.staging.surfaces import home_of, surfaces_of
from digiteller.picturebook.staging.thing_groups import group_box, thing_key
from digiteller.picturebook.staging.thing_sorts import CLOTHES, HUNG, LAMPS
from digiteller.picturebook.staging.wall_space import own_pictures, wall_columns

_WALLS = {"wall", "door", "fireplace", "wardrobe", "cupboard"}
_MANTELS = {"fireplace", "wardrobe", "cupboard"}
"""What clothes hang on, and other things stand on."""
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


def hung(group: Party, thing: Thing, moment: Moment, frame: Canvas) -> tuple[Party, ...]:
    """Return things that hang on a wall, from a bough or from the ceiling; nothing for what does not hang."""
    inside = moment.setting in indoors()
    hangs = thing.key in HUNG | LAMPS or home_of(thing.key) in {"wall", "ceiling"}
    if thing.to in _MANTELS:
        hangs = thing.key in CLOTHES and thing.relation != "in"
    small = thing_height(thing.key) < _LIGHT
    on_wall = (
        thing.to in _WALLS and thing.relation in {"on", "above", "in"} and (hangs or (small and thing.to == "wall"))
    )
    if thing.to in _NAILS or on_wall:
        if thing.key in _CAGES or thing.key in LAMPS - {"own:lantern"} or not inside:
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


def hang_on_wall(group: Party, moment: Moment, frame: Canvas) -> tuple[Party, ...]:
    """Return things on the wall of a room, or from something outdoors, the freest place first.

    Pictures take the place of the room's own ones where those leave no room. What would hide much of the furniture
    hangs nowhere.
    """
    group = _in_a_row(group)
    size = group_box(group)
    row = frame.height * 0.2 - size[1]
    inside = moment.setting in indoors()
    actors = tuple(replace(one, ground=False, action="hook", depth=1.39 if inside else 1.05) for one in group.actors)
    rows = tuple(row + frame.height * share for share in (-0.06, 0.06, 0.1))
    wide, high = size[2] - size[0], size[3] - size[1]

    def spots(most: float) -> tuple[Party, ...]:
        columns = wall_columns(moment.setting, frame, (wide, high), frame.height * 0.2, most)[:9]
        placed = replace(group, actors=actors, rows=rows, columns=tuple(columns), rank=1)
        return (placed.moved(columns[0], row),) if columns else ()

    covering = _over_pictures(group, moment, frame) if thing_key(group) in _FRAMED else ()
    return (*spots(_CLEAR), *covering, *spots(_BESIDE_OTHERS))


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
    size = group_box(group)
    row = frame.height * 0.13 - size[1]
    actors: tuple[Actor, ...] = tuple(replace(one, ground=False, action="hang", tilt=0.0) for one in group.actors)
    rows = tuple(row + frame.height * share for share in (-0.05, 0.05))
    return replace(group, actors=actors, rows=rows, rank=1).moved(frame.width * 0.6 if x is None else x, row)
