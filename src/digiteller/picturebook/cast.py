"""Figures and things on a page: who stands where, how big, looking which way, in which pose."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from digiteller.picturebook.actors import FLOATING, Actor
from digiteller.picturebook.frame import Frame
from digiteller.picturebook.interior import bed_place
from digiteller.picturebook.moment import Figure, Moment, Thing
from digiteller.picturebook.settings import indoors
from digiteller.picturebook.things import things_of
from digiteller.picturebook.vocabulary import Kind, vocabulary

_PUPPET = 0.46
"""The height of a child or a fox in shares of the frame's size."""


def placed(moment: Moment, frame: Frame, random: Random) -> list[Actor]:
    """Return the actors of a page, back to front; the focus stands near a third of the page and looks across it."""
    kinds = vocabulary().kinds
    people = [_posed(one, kinds[one.kind], moment) for one in moment.figures for _ in range(min(one.count, 5))][:7]
    standing = [one for one in people if not _above(one, kinds[one.kind], moment)]
    above = [one for one in people if _above(one, kinds[one.kind], moment)]
    mirror = random.random() < 0.5
    actors = _standing(standing, moment, frame, random, mirror)
    bed = bed_place(moment.setting, frame)
    sleeper = next((at for at, actor in enumerate(actors) if actor.action == "sleep"), None)
    if bed and sleeper is not None:
        actors[sleeper] = replace(actors[sleeper], x=bed[0], y=bed[1], height=bed[2] * 0.76, right=True, ground=False)
    if moment.setting == "sea":
        actors = _aboard(actors, frame)
    actors += _flying(above, moment, frame, random, mirror, bool(standing))
    actors += things_of(moment, actors, frame, random)
    return sorted(actors, key=lambda actor: (actor.ground, actor.action == "swim", actor.y))


def _posed(figure: Figure, kind: Kind, moment: Moment) -> Figure:
    """Return the figure in the pose that its place asks for: people in the air fly, in the water they swim."""
    pose = {"sky": "fly", "underwater": "swim"}.get(moment.setting)
    if pose and kind.head and figure.action in {"stand", "walk", "run", "hold", "look"} and not figure.holds:
        return replace(figure, action=pose)
    return figure


def height_of(figure: Figure, kind: Kind, frame: Frame) -> float:
    """Return how high a figure is drawn, in pixels (of a child's body; taller people stand out above it)."""
    if kind.head:
        share = _PUPPET * (1.2 if kind.big else 0.88 if figure.small else 1.0)
    elif kind.tiny:
        share = 0.1
    else:
        share = 0.6 if kind.big else 0.28 if figure.small else 0.34
    return frame.size * share


def _above(figure: Figure, kind: Kind, moment: Moment) -> bool:
    return (
        moment.setting in FLOATING
        or figure.action == "fly"
        or (kind.flies and not kind.head and moment.setting not in indoors())
        or (kind.flies and kind.tiny)
    )


def _standing(people: list[Figure], moment: Moment, frame: Frame, random: Random, mirror: bool) -> list[Actor]:
    """Return those on the ground, spread over the page, turned towards the focus."""
    kinds = vocabulary().kinds
    count = len(people)
    if not count:
        return []
    spots = {1: [0.4], 2: [0.34, 0.64], 3: [0.5, 0.24, 0.76]}.get(count) or [
        0.5 + (index - (count - 1) / 2) * 0.84 / count for index in range(count)
    ]
    if count == 2 and "hug" in {one.action for one in people}:
        middle, reach = 0.5, 0.13 * frame.size / frame.width
        spots = [middle - reach, middle + reach]
    heights = [height_of(one, kinds[one.kind], frame) for one in people]
    room = frame.width * 0.92
    needed = sum(height * (0.95 if kinds[one.kind].head else 1.15) for height, one in zip(heights, people, strict=True))
    rows = 2 if needed > 1.45 * room else 1
    shrink = min(1.0, room * (1.6 if rows > 1 else 1.0) / needed)
    actors = []
    for index, (one, spot, height) in enumerate(zip(people, spots, heights, strict=True)):
        x = frame.width * ((1 - spot) if mirror else spot)
        back = index > 0 and count > 2
        y = (
            frame.floor
            - (frame.height * (0.045 if index % 2 else 0.02) * (2.6 if rows > 1 else 1) if back else 0)
            + frame.height * random.uniform(-0.008, 0.008)
        )
        if kinds[one.kind].big and not kinds[one.kind].head:
            y -= frame.height * 0.05
        focus = frame.width * ((1 - spots[0]) if mirror else spots[0])
        right = (x < frame.width / 2) if index == 0 or abs(x - focus) < 1 else x < focus
        if one.action in {"run", "walk"} and count > 1 and index == 0:
            right = not mirror
        water = moment.setting in {"sea"} and (kinds[one.kind].swims or one.action == "swim")
        swims = one.action == "swim" and moment.setting in {"river", "lake", "beach", "island", "harbour"}
        if swims:
            # The water of these places lies behind the ground, and whoever swims there holds the arms out.
            one, y, height = replace(one, action="hug"), frame.height * 0.735, height * 0.85
        actors.append(
            Actor(
                one.kind,
                x,
                y,
                height * shrink * (0.94 if back else 1),
                right,
                one,
                action="swim" if swims else one.action,
                ground=not (water or swims),
                afloat=water or swims,
            )
        )
    return actors


def _aboard(actors: list[Actor], frame: Frame) -> list[Actor]:
    """Return the figures that do not swim in a boat, with the boat."""
    crew = [actor for actor in actors if not actor.afloat]
    if not crew:
        return actors
    tallest = max(actor.height for actor in crew)
    step = tallest * 0.72
    middle = frame.width * 0.5
    y = frame.floor - frame.height * 0.1
    length = step * (len(crew) + 1.1)
    seated = [
        replace(
            actor,
            x=middle + (at - (len(crew) - 1) / 2) * step,
            y=y + length * 0.13 - length * 0.39 + tallest * 0.16,
            ground=False,
        )
        for at, actor in enumerate(crew)
    ]
    hull = Actor("own:boat", middle, y + length * 0.13, length, True, thing=Thing("own:boat"), ground=True, afloat=True)
    return [actor for actor in actors if actor.afloat] + seated + [hull]


def _flying(
    people: list[Figure], moment: Moment, frame: Frame, random: Random, mirror: bool, others: bool
) -> list[Actor]:
    """Return those in the air, in the water or on a branch."""
    kinds = vocabulary().kinds
    actors = []
    count = len(people)
    needed = sum(height_of(one, kinds[one.kind], frame) * (1.3 if kinds[one.kind].big else 1.0) for one in people)
    shrink = min(1.0, 1.15 * frame.width / max(1.0, needed))
    for index, one in enumerate(people):
        kind = kinds[one.kind]
        height = height_of(one, kind, frame) * (1.0 if not others else 0.85) * shrink
        perched = (
            kind.flies and not kind.tiny and one.action != "fly" and moment.setting not in FLOATING and not kind.head
        )
        if moment.setting in FLOATING:
            share = 0.5 + (0.4 if count == 2 else 0.62) * (index / (count - 1) - 0.5) if count > 1 else 0.42
            x, y = (
                share,
                0.66 + (0.09 if frame.width > frame.height else 0.16) * (-1) ** index + random.uniform(-0.04, 0.04),
            )
            if kind.tiny:
                y -= 0.2 * random.random()
        elif perched:
            x, y = 0.8 - 0.16 * index, 0.47 + 0.06 * (index % 2)
        else:
            x = (
                0.72 - 0.5 * index / max(1, count)
                if others
                else (0.5 if count == 1 else 0.25 + 0.5 * index / max(1, count - 1))
            )
            y = (0.4 if others else 0.58) + 0.1 * (index % 2) + random.uniform(-0.03, 0.03)
        x = 1 - x if mirror else x
        y = max(y, (1.3 if kind.big else 1.1) * height / frame.height)
        actors.append(
            Actor(
                one.kind,
                frame.width * x,
                frame.height * y,
                height,
                x < 0.5,
                one,
                action=one.action,
                ground=False,
                perched=perched,
            )
        )
    return actors
