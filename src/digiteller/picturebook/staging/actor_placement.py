"""Figures and things on a page: who stands where, how big, looking which way, in which pose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from digiteller.language.page_content import Figure, Moment, Thing
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.figures.species import is_person
from digiteller.picturebook.figures.vehicles import Vehicle
from digiteller.picturebook.scenery.interior import bed_place, room_size
from digiteller.picturebook.scenery.settings import indoors
from digiteller.picturebook.staging.bubble_positions import place_bubble
from digiteller.picturebook.staging.collision_layout import Party, arrange, in_front
from digiteller.picturebook.staging.crowds import place_crowds
from digiteller.picturebook.staging.extents import extent_of
from digiteller.picturebook.staging.fitting_actions import fit_actions
from digiteller.picturebook.staging.gaze import direct_gazes
from digiteller.picturebook.staging.ground import has_water, water_band
from digiteller.picturebook.staging.individuals import Individual, list_individuals
from digiteller.picturebook.staging.mounts import HELD, seat_riders
from digiteller.picturebook.staging.preferred_positions import branch_for, preferred_positions
from digiteller.picturebook.staging.shot_sizes import child_height, nearness
from digiteller.picturebook.staging.slot_placement import slot_parties, takes_slot
from digiteller.picturebook.staging.thing_placement import hearth_of, place_things
from digiteller.picturebook.staging.vehicle_seating import (
    VESSELS,
    fly,
    keep_in_frame,
    keep_to_scale,
    seat,
    seat_crew,
    vehicle_for,
    vehicle_ridden,
    vessel_for,
)

_SHRINKING = (1.0, 0.93, 0.86, 0.79, 0.72, 0.65, 0.58, 0.5, 0.42, 0.34, 0.26, 0.2)


def place_actors(moment: Moment, frame: Canvas, random: Random) -> list[Actor]:
    """Return the actors of a page, back to front; the focus stands near a third of the page and looks across it.

    All are drawn as big as they are beside each other; a crowd that would hide its faces is drawn smaller.
    """
    seed = random.random()
    moment = fit_actions(moment)
    child = child_height(moment) * frame.size * (1.15 if frame.width < frame.height else 1.0)
    child *= nearness(moment, frame.zoom)
    bed = bed_place(moment.setting, frame)
    if bed and any(figure.action == "sleep" for figure in moment.figures):
        child = min(child, bed[2] * 0.66)
    if moment.setting in indoors() and any(figure.slot for figure in moment.figures):
        child = min(child, room_size(frame) * 0.5)
    child = keep_in_frame(moment, list_individuals(moment), frame, keep_to_scale(moment, frame, child))
    parties: list[Party] = []
    # Furniture stays as it is, so those who are in it are not drawn much smaller than it.
    least = 0.65 if any(figure.slot for figure in moment.figures) else 0.0
    shrinkings = [one for one in _SHRINKING if one >= least]
    for shrinking in shrinkings:
        strict = shrinking > shrinkings[-1]
        parties, fits = _staged(moment, frame, Random(seed), child * shrinking, strict)
        if fits:
            break
    return [actor for party in sorted(parties, key=in_front) for actor in party.actors]


def _staged(moment: Moment, frame: Canvas, random: Random, child: float, strict: bool) -> tuple[list[Party], bool]:
    """Return everybody and everything at its place, with a child of that height; and whether all can be seen.

    ``strict`` as in ``settle``.
    """
    mirror = random.random() < 0.5
    members = list_individuals(moment)
    alone = preferred_positions(members, moment, frame, child, mirror, random)
    alone = direct_gazes(alone, mirror, frame)
    parties = _together(members, alone, moment, frame, child, mirror)
    settled, fits = arrange([*hearth_of(moment, parties, frame, child), *parties], frame, strict=strict)
    if strict and not fits:
        return settled, False
    turned, fits = arrange([replace(one, rows=()) for one in direct_gazes(settled, mirror, frame)], frame)
    figures = turned if fits else settled
    crowds = place_crowds(moment, figures, frame, child, random)
    figures = [*figures, *place_bubble(moment, figures or crowds, frame), *crowds]
    return place_things(moment, figures, frame, child, random), True


def _together(
    members: Sequence[Individual], alone: Sequence[Party], moment: Moment, frame: Canvas, child: float, mirror: bool
) -> list[Party]:
    """Return the parties: riders with their mounts, crews in their boats, birds on their branch, sleepers in bed."""
    actors = [party.lead for party in alone]
    mounts = [_mount(members, at) for at in range(len(members))]
    vessel, crew = _crew(members, mounts, moment)
    crew += [at for at, mount in enumerate(mounts) if mount in crew and members[at].figure.slot in HELD]
    slots = slot_parties(members, actors, moment, frame, child)
    slotted = {at for group in slots for at in group}
    birds = [
        at
        for at, one in enumerate(members)
        if one.habitat == "branch" and at not in {*crew, *slotted} and mounts[at] is None and at not in mounts
    ]
    bed = None if slotted else _bed(actors, moment, frame)
    busy = [*crew, *birds, *slotted, *(at for at, mount in enumerate(mounts) if mount is not None)]
    arms = _embracing(members, busy)
    parties: list[Party] = []
    for at, party in enumerate(alone):
        riders = [actors[one] for one, mount in enumerate(mounts) if mount == at and one not in crew]
        if at in slotted:
            placed = next((placed for group, placed in slots.items() if group[0] == at), [])
            parties += [_with_held(one, members, actors, mounts) for one in placed]
        elif at in crew[:1]:
            parties.append(_boat([actors[one] for one in crew], vessel, moment, frame, len(crew) < len(members), child))
        elif at in birds[:1]:
            parties += _branches([actors[one] for one in birds], frame, mirror)
        elif at in crew or at in birds or (mounts[at] is not None and at not in mounts):
            continue
        elif at in arms[:1]:
            parties.append(_embrace(party, [actors[one] for one in arms]))
        elif at in arms:
            continue
        elif bed and at == bed[0]:
            parties.append(Party((bed[1],), rank=2, fixed=True))
        elif riders:
            parties.append(_mounted(party, actors[at], riders))
        elif together := _aboard(members, at, moment):
            vehicle, aboard = together
            if at == aboard[0]:
                seated = [actors[one] for one in aboard]
                actors_in, anchor = seat(
                    vehicle_for(vehicle, seated, child, _color((vehicle.key, *vehicle.keys), moment)), seated
                )
                parties.append(fly(replace(party, actors=actors_in, anchor=anchor), vehicle, moment, frame))
        else:
            parties.append(party)
    return parties


def _mount(members: Sequence[Individual], at: int) -> int | None:
    """Return whom a member rides; None for nobody."""
    rides = members[at].figure.rides
    return next(
        (
            other
            for other, one in enumerate(members)
            if rides and other != at and one.at == 0 and rides in {one.figure.id, one.figure.name, one.figure.kind}
        ),
        None,
    )


def _with_held(
    party: Party, members: Sequence[Individual], actors: Sequence[Actor], mounts: Sequence[int | None]
) -> Party:
    """Return those on a piece of furniture with whom they have on their laps and in their arms."""
    placed: list[Actor] = []
    for actor in party.actors:
        held = [
            actors[rider]
            for rider, mount in enumerate(mounts)
            if mount is not None and actor.figure and members[mount].figure.id == actor.figure.id
        ]
        placed += seat_riders(actor, held)[0] if held else (actor,)
    return replace(party, actors=tuple(placed))


def _mounted(party: Party, mount: Actor, riders: Sequence[Actor]) -> Party:
    actors, anchor = seat_riders(mount, riders)
    together = replace(party, actors=actors, anchor=anchor)
    if mount.ground or mount.afloat:
        return together
    # In the air all of them are where the mount alone would be.
    over = min(extent_of(one).at(one.x, one.y).box[1] for one in actors) - extent_of(mount).at(mount.x, mount.y).box[1]
    return together.moved(mount.x, mount.y - over / 2)


def _aboard(members: Sequence[Individual], at: int, moment: Moment) -> tuple[Vehicle, list[int]] | None:
    """Return the vehicle that a member is in, and all who are; None for none."""
    aboard = [one for one, member in enumerate(members) if member.figure.rides == members[at].figure.rides]
    vehicle = vehicle_ridden(members[at].figure.rides, len(aboard), moment.setting)
    return (vehicle, aboard) if vehicle else None


def _color(keys: Sequence[str], moment: Moment) -> str:
    """Return the colour that the page tells of a vehicle."""
    return next((thing.color for thing in moment.things if thing.key in keys), "")


def _embracing(members: Sequence[Individual], others: Sequence[int]) -> list[int]:
    """Return the two who are in each other's arms: whoever hugs, and the next one there."""
    free = [at for at, one in enumerate(members) if one.habitat == "ground" and at not in others]
    hugging = [at for at in free if members[at].figure.action == "hug"]
    rest = [at for at in free if at not in hugging]
    return sorted((hugging + rest)[:2]) if hugging and len(free) > 1 else []


def _embrace(party: Party, pair: Sequence[Actor]) -> Party:
    """Return two so close that their arms meet, face beside face."""
    one, other = (
        replace(actor, y=party.lead.y, depth=1.0, right=at == 0, figure=_with_open_arms(actor.figure))
        for at, actor in enumerate(pair)
    )
    bodies = extent_of(one), extent_of(other)
    faces = [body.face or body.box for body in bodies]
    apart = faces[0][2] - faces[1][0]
    apart += 0.08 * min(one.height, other.height)
    middle = (party.lead.x + 0.5 * apart) if party.lead.x < pair[1].x else party.lead.x - 0.5 * apart
    return replace(party, actors=(replace(other, x=middle + apart / 2), replace(one, x=middle - apart / 2)))


def _with_open_arms(figure: Figure | None) -> Figure | None:
    return replace(figure, action="hug") if figure and figure.action != "cry" else figure


def _crew(members: Sequence[Individual], mounts: Sequence[int | None], moment: Moment) -> tuple[Thing, list[int]]:
    """Return the boat that carries some, and who is in it: on the sea everybody who neither swims nor flies."""
    ridden = [Thing(one.figure.rides) for one in members if one.figure.rides in VESSELS]
    vessels = [thing for thing in moment.things if thing.key in VESSELS - {"own:ship"}]
    vessels = [next((thing for thing in vessels if thing.key == one.key), one) for one in ridden[:1]] or vessels
    boat = vessels[0] if vessels else Thing("own:boat")
    sails = any(one.figure.rides in VESSELS or one.figure.action in {"ride", "row", "sail"} for one in members)
    if not has_water(moment.setting) or moment.setting == "ship":
        return boat, []
    return boat, [
        at
        for at, one in enumerate(members)
        if one.habitat in {"ground", "branch"}
        and mounts[at] is None
        and not takes_slot(one, moment)
        and (
            (moment.setting == "sea" and vehicle_ridden(one.figure.rides, 1, "") is None)
            or one.figure.rides in VESSELS
            or (sails and vessels and not one.figure.rides and one.figure.action in {"ride", "row", "sail"})
        )
    ]


def _boat(crew: Sequence[Actor], vessel: Thing, moment: Moment, frame: Canvas, watched: bool, child: float) -> Party:
    """Return a crew in its boat, on the water; farther off if it is ``watched`` from the shore."""
    far, near = water_band(moment.setting, frame) or (frame.floor, frame.floor)
    at_sea = moment.setting == "sea"
    waterline = near - frame.height * (0.09 if at_sea else 0.035 if watched else 0.015)
    scale = 1.0 if at_sea else 0.66 if watched else 0.92
    crew = [replace(one, height=one.height * scale, depth=1.0 if at_sea else 1.5) for one in crew]
    aboard = seat_crew(crew, waterline, vessel_for(vessel.key, crew), child * scale, vessel.color, frame.width * 0.5)
    y = aboard[-1].y
    rows = tuple(y - (near - far) * share for share in (0.1, 0.2, 0.35))
    return Party(aboard, len(aboard) - 1, rows, rank=2)


def _branches(birds: Sequence[Actor], frame: Canvas, mirror: bool) -> list[Party]:
    """Return birds on one branch, or on several if they are many."""
    most = 4 if frame.width > frame.height else 3
    rows = -(-len(birds) // most)
    share = -(-len(birds) // rows)
    return [
        branch_for(birds[row * share : (row + 1) * share], frame, (row % 2 == 0) == mirror, frame.height * height)
        for row, height in zip(range(rows), (0.42, 0.3, 0.5, 0.22), strict=False)
        if birds[row * share : (row + 1) * share]
    ]


def _bed(actors: Sequence[Actor], moment: Moment, frame: Canvas) -> tuple[int, Actor] | None:
    """Return who sleeps in the room's bed, in it; None without a bed or a sleeper."""
    bed = bed_place(moment.setting, frame)
    asleep = [at for at, actor in enumerate(actors) if actor.action == "sleep"]
    people = [at for at in asleep if is_person(actors[at].figure or Figure(actors[at].name))]
    sleeper = next(iter([*people, *asleep]), None)
    if bed is None or sleeper is None:
        return None
    actor = actors[sleeper]
    pillow = bed[0] - bed[2] * 0.34
    height = min(actor.height, bed[2] * 0.78)
    x = pillow + height * 58 / 190
    return sleeper, replace(actor, x=x, y=bed[1], height=height, right=True, ground=False, depth=1.1)
