"""Where everybody on a page would like to stand, swim, fly or sit, before they make room for each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from digiteller.language.page_content import Figure, Moment, Thing
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.figures.species import species_of
from digiteller.picturebook.staging.collision_layout import Party
from digiteller.picturebook.staging.extents import extent_of
from digiteller.picturebook.staging.ground import floor_band, water_band
from digiteller.picturebook.staging.individuals import Habitat, Individual

MOVING = {"walk", "run", "fly", "swim", "ride", "climb", "push", "pull"}
_WIDE = {1: (0.4,), 2: (0.35, 0.65), 3: (0.38, 0.66, 0.16), 4: (0.36, 0.6, 0.14, 0.84), 5: (0.38, 0.6, 0.17, 0.8, 0.5)}
"""Where across a wide page so many stand, the focus first; more than five make a crowd."""
_NARROW = {1: (0.44,), 2: (0.32, 0.68), 3: (0.34, 0.7, 0.5), 4: (0.32, 0.7, 0.5, 0.24), 5: (0.34, 0.68, 0.5, 0.2, 0.8)}
_BACK = 1.04
"""The depth of those in the back: farther than the near ones, and still before the ground's layer."""
_BACK_SIZE = 0.93


def preferred_positions(
    members: Sequence[Individual], moment: Moment, frame: Canvas, child: float, mirror: bool, random: Random
) -> list[Party]:
    """Return a party for everybody at its ideal place; ``child`` is a child's height in pixels."""
    parties: list[Party] = []
    heads: dict[Habitat, int] = {}
    for member in members:
        heads[member.habitat] = heads.get(member.habitat, 0) + 1
    index: dict[Habitat, int] = {}
    leaders = _order(members)
    for member in members:
        at = index.get(member.habitat, 0)
        index[member.habitat] = at + 1
        place = {"ground": _on_ground, "water": _in_water, "air": _in_air, "branch": _in_air, "aloft": _aloft}
        count = heads[member.habitat]
        actor = Actor(member.figure.kind, 0, 0, member.height * child, True, member.figure, action=member.figure.action)
        at = leaders.index(at) if member.habitat == "ground" and len(leaders) == count else at
        party = place[member.habitat](actor, at, count, moment, frame, random)
        if mirror:
            first = party.lead
            party = party.moved(frame.width - first.x, first.y)
        parties.append(party)
    return parties


def _order(members: Sequence[Individual]) -> list[int]:
    """Return the order of places: whoever walks leads the others, whoever is chased runs ahead of the focus."""
    order = list(range(len(members)))
    if len(members) == 2 and members[0].figure.action == "walk":
        return [1, 0]
    return order


def _on_ground(actor: Actor, at: int, count: int, moment: Moment, frame: Canvas, random: Random) -> Party:
    far, near = floor_band(moment.setting, frame)
    narrow = frame.width < frame.height * 1.1
    spots = (_NARROW if narrow else _WIDE).get(count)
    x = spots[at] if spots else _crowd(at, count)
    # In a narrow page the others stand behind the focus, higher on the page; in a wide one beside it.
    steps = (0.0, 0.45, 0.9, 0.2, 0.7) if narrow else (0.0, 0.12, 0.4, 0.3, 0.6)
    back = steps[at % 5] if count > 1 else 0.0
    if narrow and count > 3:
        near += frame.height * 0.05
    # In a close shot the feet are below the page.
    near = max(near, frame.height * 0.09 - extent_of(actor).box[1])
    y = near - (near - far) * back + frame.height * random.uniform(-0.004, 0.004)
    behind = back >= 0.4
    actor = replace(actor, x=frame.width * x, y=y, depth=_BACK if behind else 1.0)
    actor = replace(actor, height=actor.height * (_BACK_SIZE if behind else 1.0))
    low = _above_captions(actor, frame)
    rows = tuple(near - (near - far) * share for share in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)) if count > 1 else (near, far)
    return Party((replace(actor, y=min(y, low)),), rows=tuple(min(row, low) for row in rows), rank=2)


def _crowd(at: int, count: int) -> float:
    """Return where one of many stands: the focus near the middle, the others left and right of it in turn."""
    return 0.5 + ((at + 1) // 2) * (1 if at % 2 else -1) * 0.86 / count


def _above_captions(actor: Actor, frame: Canvas) -> float:
    """Return how low an actor may stand so that no caption covers its face."""
    face = extent_of(actor).face
    return frame.caption_top - frame.height * 0.005 - (face[3] if face else 0.0)


def _in_water(actor: Actor, at: int, count: int, moment: Moment, frame: Canvas, random: Random) -> Party:
    far, near = water_band(moment.setting, frame) or floor_band(moment.setting, frame)
    open_sea = moment.setting == "sea"
    kind = species_of(actor.figure or Figure(actor.name))
    if kind.head and actor.figure:
        # Whoever swims at the surface is seen upright down to the chest.
        actor = replace(actor, figure=replace(actor.figure, action="stand"))
    spots = _WIDE.get(count)
    x = spots[at] if spots else _crowd(at, count)
    action = "swim" if kind.head else "float"
    actor = replace(actor, height=actor.height * (1.0 if open_sea else 0.85), action=action, ground=False, afloat=True)
    box = extent_of(actor).box
    dip = (0.38 if kind.head else 0.18) * (box[3] - box[1]) - max(0.0, box[3])
    surface = near - frame.height * (0.06 if open_sea else 0.01)
    rows = tuple(surface - (near - far) * share + dip for share in (0.0, 0.2, 0.4, 0.6))
    depth = 1.0 if open_sea else 1.5
    y = rows[at % 2]
    low = _above_captions(actor, frame)
    actor = replace(actor, x=frame.width * x, y=min(low, y), depth=depth)
    return Party((actor,), rows=tuple(min(low, row) for row in rows), rank=1)


def _in_air(actor: Actor, at: int, count: int, moment: Moment, frame: Canvas, random: Random) -> Party:
    """Return a flier; of a flock, the leader in front and the others in two lines behind it."""
    rank = (at + 1) // 2
    way = 1 if at % 2 else -1
    x = 0.62 - 0.62 * rank / max(2, count) + random.uniform(-0.01, 0.01)
    y = (0.36 if count > 1 else 0.4) + way * min(0.2, 0.055 * rank) + random.uniform(-0.01, 0.01)
    rows = tuple(frame.height * share for share in (0.2, 0.28, 0.36, 0.44, 0.52, 0.6))
    height = actor.height * (1.0, 0.92, 0.97, 0.88)[at % 4]
    placed = replace(actor, x=frame.width * x, y=frame.height * y + height / 2, height=height, ground=False)
    return Party((placed,), rows=rows, rank=3)


def _aloft(actor: Actor, at: int, count: int, moment: Moment, frame: Canvas, random: Random) -> Party:
    """Return somebody where there is no ground: under water, in the sky, in space."""
    narrow = frame.width < frame.height * 1.1
    spots = (_NARROW if narrow else _WIDE).get(count)
    x = spots[at] if spots else _crowd(at, count)
    step = 0.17 if narrow else 0.1
    y = 0.48 + step * (0, -1, 1, -0.5, 0.6)[at % 5] * (count > 1) + random.uniform(-0.03, 0.03)
    low = _above_captions(actor, frame)
    box = extent_of(actor).box
    half = (box[3] - box[1]) / 2 - box[3]
    rows = tuple(frame.height * share + half for share in (0.16, 0.24, 0.32, 0.4, 0.48, 0.56, 0.64, 0.72))
    placed = replace(actor, x=frame.width * x, y=min(low, frame.height * y + half), ground=False)
    return Party((placed,), rows=tuple(min(low, row) for row in rows), rank=2)


def branch_for(birds: Sequence[Actor], frame: Canvas, left: bool, y: float) -> Party:
    """Return birds on a branch that reaches into the page from one of its sides."""
    wide = max(bird.height for bird in birds)
    step = wide * 0.95
    inside = min(frame.width * 0.62, max(frame.width * 0.22, step * (len(birds) + 0.9)))
    height = (inside + frame.width * 0.06) / 2
    way = -1 if left else 1
    middle = frame.width / 2 + way * (frame.width / 2 + frame.width * 0.06 - height)
    tip = frame.width / 2 + way * (frame.width / 2 - inside)
    branch = Actor("own:branch", middle, y, height, not left, thing=Thing("own:branch"), ground=False, depth=1.02)
    perched = tuple(
        replace(
            bird,
            x=tip + way * (wide * 0.75 + step * at),
            y=y + wide * 0.01 * (at % 2),
            ground=False,
            perched=True,
            right=left if at % 3 != 2 else not left,
            depth=1.02,
        )
        for at, bird in enumerate(birds)
    )
    rows = tuple(frame.height * share for share in (0.3, 0.36, 0.42, 0.48, 0.54, 0.24, 0.6))
    return Party((branch, *perched), rows=rows, rank=1, columns=(middle,))
