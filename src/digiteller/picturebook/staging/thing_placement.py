"""The things on a page that nobody holds: how big, and where. They take what room the figures leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from digiteller.language.page_content import Moment, Thing
from digiteller.picturebook.actors import FLOATING, Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.figures.lying_things import LIE, lies
from digiteller.picturebook.figures.vehicles import toy_of, vehicle_height
from digiteller.picturebook.scenery.settings import indoors
from digiteller.picturebook.staging.collision_layout import Party, make_room
from digiteller.picturebook.staging.extents import bounding_box, extent_of
from digiteller.picturebook.staging.ground import distance_scale, floor_band, water_band
from digiteller.picturebook.staging.sizes import TALL_THING, natural, thing_height
from digiteller.picturebook.staging.surfaces import brought, folk_scale, home_of, is_bare, surfaces_of, turn_of
from digiteller.picturebook.staging.thing_groups import thing_key
from digiteller.picturebook.staging.thing_hanging import hang_from_ceiling, hang_on_wall
from digiteller.picturebook.staging.thing_on_furniture import SHELF_DEPTH, bring, fits_on, stand_on, tops_in_use
from digiteller.picturebook.staging.thing_relations import GROUND, relate
from digiteller.picturebook.staging.thing_sorts import LAMPS, drawn_as, flies, floats
from digiteller.picturebook.staging.vehicle_seating import PARKED, PARKED_HIGH, PARKED_WIDE
from digiteller.picturebook.staging.wall_space import wall_columns

_HEARTH = "🔥"
"""What people gather around."""
_MOST = 3
"""So many things are drawn."""
_MOST_OF_A_KIND = 5
_LINE = "own:washing line"
_PIXELS = 4.0
"""The least height of anything that is drawn."""
_SMALL = 0.3
"""Up to this height, in children's heights, things are put on tables rather than on the floor."""
_LYING = 0.9
"""Up to this height, in children's heights, long things lie."""
_SMALLER = (1.0, 0.8, 0.62)
"""How big a thing may be beside what it should be, where there is little room."""
_HEAPS: dict[int, tuple[tuple[float, float, float], ...]] = {
    1: ((0.0, 0.0, 1.0),),
    2: ((-0.46, -0.02, 1.0), (0.44, 0.03, 0.92)),
    3: ((0.04, -0.12, 0.94), (-0.62, 0.0, 1.0), (0.6, 0.06, 0.9)),
    4: ((-0.3, -0.14, 0.95), (0.55, -0.1, 0.9), (-0.86, 0.02, 0.92), (0.16, 0.07, 1.0)),
    5: ((-0.5, -0.16, 0.92), (0.36, -0.15, 1.0), (-1.0, 0.0, 0.95), (-0.04, 0.05, 1.0), (0.92, 0.03, 0.9)),
}
"""Where several stand beside each other, in heights of one, and how big: the farthest first."""


def place_things(moment: Moment, figures: Sequence[Party], frame: Canvas, child: float, random: Random) -> list[Party]:
    """Return the figures with the things that nobody holds: where they are said to be, or in the gaps between them.

    The first three that the page does not show otherwise are drawn, and of these only those for which there is room.
    """
    settled = [replace(one, fixed=True) for one in figures]
    shown = [(thing, key) for thing in moment.things if (key := drawn_as(thing, moment))][:_MOST]
    # What is related to another thing finds it there.
    keys = {thing.key for thing in moment.things}
    child *= folk_scale(moment.setting, max((natural(one) for one in moment.figures), default=1.0))
    for thing, key in sorted(shown, key=lambda one: one[0].to in keys):
        chance = Random(random.random())
        for smaller in _SMALLER:
            drawn = Thing(_LINE, color=thing.color) if key == _LINE else replace(thing, key=key)
            group = _group(drawn, max(_PIXELS, thing_height(key, thing is moment.things[0]) * child * smaller), chance)
            if _settle(group, drawn, moment, settled, figures, frame, child, chance):
                break
    return settled


def hearth_of(moment: Moment, figures: Sequence[Party], frame: Canvas, child: float) -> list[Party]:
    """Return the fire that the figures leave room for in their middle."""
    burns = any(thing.key == _HEARTH for thing in moment.things) and moment.setting not in indoors()
    if not figures or not burns or moment.setting in FLOATING:
        return []
    _, near = floor_band(moment.setting, frame)
    middle = sum(party.lead.x for party in figures) / len(figures)
    x = middle if len(figures) > 1 else middle + frame.width * (0.2 if middle < frame.width / 2 else -0.2)
    fire = _of(Thing(_HEARTH), x, near + frame.height * 0.01, thing_height(_HEARTH) * child)
    return [Party((fire,), rows=(near - frame.height * 0.03,), columns=(x,), rank=2)]


def _group(thing: Thing, height: float, random: Random) -> Party:
    """Return so many of a thing around (0, 0)."""
    step = extent_of(_of(thing, 0, 0, height)).box
    wide = max(0.4, (step[2] - step[0]) / height) * height
    places = _HEAPS[max(1, min(thing.count, _MOST_OF_A_KIND))]
    action = LIE if thing_height(thing.key) < _LYING and lies(thing.key) else "stand"
    actors = []
    for across, down, size in places:
        tilt = random.uniform(-7, 7) if len(places) > 1 and thing.key not in LAMPS else 0.0
        one = replace(thing, count=1)
        actors.append(_of(one, across * wide, down * height * 0.6, height * size, tilt=tilt, action=action))
    return Party(tuple(actors), anchor=len(actors) - 1).moved(0, 0)


def _settle(
    group: Party,
    thing: Thing,
    moment: Moment,
    settled: list[Party],
    figures: Sequence[Party],
    frame: Canvas,
    child: float,
    random: Random,
) -> bool:
    """Add a group of things to those who have their places, and return whether there is room for it."""
    related = relate(group, thing, moment, settled, frame, child)
    if related and related.replaced:
        settled[settled.index(related.replaced)] = related.options[0]
        return True
    options = related.options if related else _anywhere(group, moment, figures, settled, frame, child, random)
    others = [one for one in settled if not (related and one is related.bearer)]
    placed = next((one for party in options if (one := make_room(party, others, frame))), None)
    if placed:
        settled.append(replace(placed, fixed=True))
    return placed is not None


def _anywhere(
    group: Party,
    moment: Moment,
    figures: Sequence[Party],
    settled: Sequence[Party],
    frame: Canvas,
    child: float,
    random: Random,
) -> Sequence[Party]:
    """Return a group of things where it belongs, the best place first: in the sky, on water, on a table, hanging."""
    thing = group.lead.thing
    assert thing is not None
    key, setting, at = thing.key, moment.setting, len(settled) - len(figures)
    if key == "own:rainbow":
        return (_rainbow(thing, frame),)
    if floats(key) and (band := water_band(setting, frame)):
        return (_on_water(group, at, band, frame, random),)
    if flies(key, setting) or setting in FLOATING - {"underwater"}:
        return (_in_air(group, at, frame, random),)
    if not toy_of(key) and thing.to not in GROUND:
        kept = _at_home(group, moment, settled, at, frame, child) if setting in indoors() else _in_use(group, settled)
        if kept is not None:
            return kept
    return (_on_ground(group, at, moment, figures, frame, random),)


def _at_home(
    group: Party, moment: Moment, settled: Sequence[Party], at: int, frame: Canvas, child: float
) -> Sequence[Party] | None:
    """Return things where they are kept in a room, which may be nowhere; None for what lies on its floor."""
    key = thing_key(group)
    home = home_of(key)
    if home == "wall":
        return hang_on_wall(group, moment, frame)
    if home == "ceiling":
        return (hang_from_ceiling(group, frame, frame.width * (0.62, 0.34, 0.5)[at % 3]),)
    if home == "lean":
        return (_leaning(group, moment, frame),)
    beds = surfaces_of(moment.setting, frame, "bed") if home == "bed" else []
    if beds:
        return tuple(stand_on(group, top, SHELF_DEPTH) for top in beds)
    if home == "ground" or (home != "table" and thing_height(key) > _SMALL):
        return None
    middle = settled[0].lead.x if settled else frame.width / 2
    tops = sorted(surfaces_of(moment.setting, frame), key=lambda one: (one.piece.home, abs(one.x - middle)))
    options = [
        *(_in_use(group, settled) or ()),
        *(stand_on(group, top, SHELF_DEPTH) for top in tops if fits_on(group, top)),
    ]
    table = brought("table", moment.setting)
    if not tops and home == "table" and table and not is_bare(moment.setting):
        options += bring(group, table, moment, frame, child)
    return options or None


def _in_use(group: Party, settled: Sequence[Party]) -> Sequence[Party] | None:
    """Return small things on a table that somebody sits at; None without one."""
    if home_of(thing_key(group)) != "table":
        return None
    return [stand_on(group, top, depth) for top, depth in tops_in_use(settled) if fits_on(group, top)] or None


def _leaning(group: Party, moment: Moment, frame: Canvas) -> Party:
    """Return long things at the wall, behind everybody."""
    group = _with(group, tilt=turn_of(thing_key(group)), action="stand")
    far, _ = floor_band(moment.setting, frame)
    size = bounding_box(tuple(extent_of(one).box for one in group.actors))
    wide, high = size[2] - size[0], size[3] - size[1]
    columns = tuple(wall_columns(moment.setting, frame, (wide, high), far - high)[:12])
    return replace(_with(group, depth=1.09), columns=columns, rank=1, loose=True).moved(columns[0], far)


def _of(thing: Thing, x: float, y: float, height: float, **more: object) -> Actor:
    return replace(Actor(thing.key, x, y, height, True, None, thing), **more)  # type: ignore[arg-type]


def _resized(group: Party, height: float) -> Party:
    """Return a group around (0, 0) in which the nearest one is so high."""
    share = height / group.lead.height
    return replace(
        group,
        actors=tuple(replace(one, x=one.x * share, y=one.y * share, height=one.height * share) for one in group.actors),
    )


def _widest(group: Party, frame: Canvas) -> float:
    """Return how high a group's nearest one may be so that all of it is no wider than half of a page."""
    box = bounding_box(tuple(extent_of(one).at(one.x, one.y).box for one in group.actors))
    return PARKED_WIDE * frame.width * group.lead.height / (box[2] - box[0])


def _with(group: Party, **more: object) -> Party:
    """Return a group of which all are so."""
    return replace(group, actors=tuple(replace(one, **more) for one in group.actors))  # type: ignore[arg-type]


def _rainbow(thing: Thing, frame: Canvas) -> Party:
    height = min(0.62 * frame.height, 0.4 * frame.width)
    y = frame.horizon + height * 0.05
    return Party((_of(thing, frame.width * 0.5, y, height, ground=False, depth=5.0),), rank=0, fixed=True, loose=True)


def _on_water(group: Party, at: int, band: tuple[float, float], frame: Canvas, random: Random) -> Party:
    """Return vessels with their waterline in the band of water, the smaller the farther."""
    far, near = band
    row = near - (near - far) * (0.5, 0.35, 0.2, 0.65)[at % 4]
    size = min(group.lead.height * distance_scale(row, frame), frame.height * 0.5, _widest(group, frame))
    group = _with(_resized(group, size), ground=False, afloat=True, depth=1.6, tilt=0.0, action="stand")
    box = extent_of(group.lead).box
    keel = box[3] - 0.18 * (box[3] - box[1])
    x = frame.width * (0.7, 0.28, 0.5, 0.85, 0.15)[at % 5] + random.uniform(-0.03, 0.03) * frame.width
    return replace(group, rank=0, loose=True).moved(x, row - keel)


def _in_air(group: Party, at: int, frame: Canvas, random: Random) -> Party:
    group = _with(group, action="stand")
    size = min(group.lead.height, 0.45 * frame.height, _widest(group, frame))
    group = _with(_resized(group, size), ground=False)
    if len(group.actors) == 1:
        group = _with(group, tilt=random.uniform(-12, 12))
    x = (0.7, 0.3, 0.52, 0.86, 0.14)[at % 5] + random.uniform(-0.04, 0.04)
    y = frame.height * random.uniform(0.2, 0.3) + size / 2
    rows = tuple(frame.height * share + size / 2 for share in (0.12, 0.2, 0.28, 0.36, 0.44, 0.52))
    return replace(group, rows=rows, rank=1).moved(frame.width * x, y)


def _on_ground(group: Party, at: int, moment: Moment, figures: Sequence[Party], frame: Canvas, random: Random) -> Party:
    """Return things on the ground: tall ones behind the figures, others where there is room."""
    thing = group.lead.thing
    assert thing is not None
    far, near = floor_band(moment.setting, frame)
    middle = sum(party.lead.x for party in figures) / len(figures) if figures else frame.width * 0.45
    height = group.lead.height
    if thing_height(thing.key) >= TALL_THING:
        wheeled = vehicle_height(thing.key) is not None
        back = 0.3 if wheeled else 0.0
        size = min(
            height * (PARKED if wheeled else 1.0),
            frame.height * (PARKED_HIGH if wheeled else 0.62),
            _widest(group, frame),
        )
        group = _with(_resized(group, size), depth=1.07 if wheeled else 1.09, tilt=0.0)
        x = middle + frame.width * (0.3 if middle < frame.width / 2 else -0.3) * (1 if at % 2 == 0 else -1)
        straining = [party.lead for party in figures if party.lead.action in {"push", "pull"}]
        if straining and at == 0:
            # What is pushed is before the foremost of those who push it.
            way = 1 if straining[0].right else -1
            first = max(straining, key=lambda one: way * one.x)
            half = (extent_of(group.lead).box[2] - extent_of(group.lead).box[0]) / 2
            x = first.x + extent_of(first).box[2 if way > 0 else 0] + way * half * 0.94
        placed = replace(group, rows=(far + (near - far) * 0.2,), rank=1, loose=True)
        return placed.moved(x, far + (near - far) * back - frame.height * 0.005)
    lead = figures[0].lead if figures else None
    way = 1 if lead is None or lead.right else -1
    reach = extent_of(lead).box[2 if way > 0 else 0] if lead else 0.0
    x = (lead.x + reach + way * height * 0.6) if lead else middle
    x += random.uniform(-0.01, 0.01) * frame.width
    y = near + frame.height * random.uniform(0.0, 0.02)
    rows = (*(near - (near - far) * share for share in (0.0, 0.3, 0.6, 0.9)), near + frame.height * 0.035)
    return replace(group, rows=rows, rank=2).moved(x, y)
