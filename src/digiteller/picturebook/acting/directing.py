"""Who on a page plays what: from the storyboard's acts and lines to cues that each actor can follow where it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from zlib import crc32

from digiteller.language.storyboard import Act, Page
from digiteller.picturebook.acting.changing_hands import pass_things
from digiteller.picturebook.acting.motions import motions
from digiteller.picturebook.acting.performance import ActingCue, Part, SpokenLine
from digiteller.picturebook.acting.walking import AFLOAT, GAITS
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.figures.poses import POSES, doing
from digiteller.story import Layer

_ABED = {"sleep", "lie", "faint"}
_TRAVEL = {"walk", "run", "fly", "swim", "crawl", "climb", "ride", "jump", "dance"}
"""What moves the whole figure: nobody does it on a seat."""
_INSIDE = ("in ", "on ", "under ", "behind ")
"""Slots that one does not simply walk out of."""
KEPT = {"ride", "drive", "row", "sit", "kneel", "lie", "sleep", "faint", "hide", "swim", "fly", "float", "climb"}
"""What somebody goes on doing who does nothing else."""
_HOVERING = {"stand", "look", "float", "hold", "wave", "point", "listen", "whisper", "laugh", "cry", "give", "think"}
"""What is done in open water and air too."""
_PREFIXES = ("seated ", "sitting ", "kneeling ", "lying ")


def direct(page: Page, actors: Mapping[int, Actor], layers: Sequence[Layer]) -> tuple[Part, ...]:
    """Return the parts of a page's figures; ``actors`` are told by the numbers of their ``layers``."""
    figures = {actor.figure.id: actor for actor in reversed(list(actors.values())) if actor.figure and actor.figure.id}
    acts = [*page.acts, *_answers(page.acts, figures)]
    told = {presence.person: presence.words for presence in page.persons}
    hands = pass_things(acts, {who: actor.figure for who, actor in figures.items() if actor.figure})
    parts = []
    for layer, actor in actors.items():
        if actor.figure is None:
            continue
        who = actor.figure.id
        own = [act for act in acts if act.person == who]
        stands = _settling(own, actor)
        cues = _cues(own, actor, {one: other.x for one, other in figures.items()}, stands)
        shown = any(cue.doing == actor.figure.action or cue.word in told.get(who, ()) for cue in cues)
        rests = shown and doing(actor.figure.action) not in KEPT
        lines = tuple(SpokenLine(line.first, line.last) for line in page.lines if who in line.persons)
        drawn = crc32(layers[layer].image.tobytes())
        parts.append(Part(layer, actor, drawn, tuple(cues), lines, hands.get(who, ()), rests, stands))
    return tuple(parts)


def _answers(acts: Sequence[Act], figures: Mapping[str, Actor]) -> list[Act]:
    """Return what those do to whom something is done that both do: who is hugged hugs."""
    own = {(act.person, act.doing) for act in acts}
    return [
        Act(act.to, act.doing, act.word, to=act.person)
        for act in acts
        if act.to in figures and (act.to, act.doing) not in own and _does(figures[act.to], act.doing)
    ]


def _does(actor: Actor, name: str) -> bool:
    return actor.figure is not None and doing(actor.figure.action) == name


def _cues(acts: Sequence[Act], actor: Actor, places: Mapping[str, float], stands: int | None) -> list[ActingCue]:
    cues = []
    for act in sorted(acts, key=lambda one: one.word):
        if act.word == stands:
            name = _posture(actor)
        else:
            name = fitted(act.doing, actor, stands is not None and act.word < stands)
        way = act.way if free(actor) else ""
        if name or way:
            toward = places.get(act.to)
            cues.append(ActingCue(act.word, name or "stand", way, toward if toward != actor.x else None))
    return _once(cues)


def _posture(actor: Actor) -> str:
    """Return in what posture somebody is on the page: sit, kneel or lie; empty for standing."""
    figure = actor.figure
    assert figure is not None
    prefix = figure.action.partition(" ")[0]
    named = {"sitting": "sit", "kneeling": "kneel", "lying": "lie"}.get(prefix, figure.posture)
    return named or (figure.action if figure.action in {"sit", "kneel", "lie"} else "")


def _settling(acts: Sequence[Act], actor: Actor) -> int | None:
    """Return the word with which somebody sits, kneels or lies down who is not on furniture, and stood up to then."""
    if not free(actor) or not (posture := _posture(actor)):
        return None
    return next((act.word for act in sorted(acts, key=lambda one: one.word) if act.doing == posture), None)


def _once(cues: Sequence[ActingCue]) -> list[ActingCue]:
    """Return cues of which no two are at one word, and only the first comes and only the last leaves."""
    kept: dict[int, ActingCue] = {}
    for cue in cues:
        kept.setdefault(cue.word, cue)
    ordered = list(kept.values())
    last = len(ordered) - 1
    return [
        replace(cue, way="") if (cue.way == "in" and at) or (cue.way == "out" and at != last) else cue
        for at, cue in enumerate(ordered)
    ]


def free(actor: Actor) -> bool:
    """Return whether somebody is on open ground, or in open water or air, so that it may come and go."""
    figure = actor.figure
    return bool(
        figure
        and (actor.ground or floats(actor))
        and not (actor.perched or actor.afloat or actor.behind or actor.before or actor.tilt)
        and not figure.rides
        and (not figure.slot.startswith(_INSIDE) or floats(actor))
        and actor.hidden_below is None
        and doing(figure.action) not in {"ride", "drive", "row"}
    )


def floats(actor: Actor) -> bool:
    """Return whether somebody swims or flies where there is room for it."""
    return actor.figure is not None and not actor.ground and doing(actor.figure.action) in AFLOAT | _HOVERING


def upright(actor: Actor) -> bool:
    """Return whether somebody free stands, so that it may turn and jump about."""
    figure = actor.figure
    return bool(
        figure
        and free(actor)
        and not figure.posture
        and not figure.action.startswith(_PREFIXES)
        and doing(figure.action) not in _ABED | {"sit", "kneel"}
    )


def fitted(name: str, actor: Actor, stands: bool = False) -> str:
    """Return an action or a gesture as somebody can do it who is where it is: ``seated wave``; empty for not at all.

    ``stands`` is whether it has not yet sat or lain down.
    """
    figure = actor.figure
    assert figure is not None
    staged = "stand" if stands else figure.action
    if name == doing(staged):
        return staged
    if doing(staged) in _ABED or (name not in POSES and name not in motions()):
        return ""
    if name not in POSES:
        return name
    prefix = next((one for one in _PREFIXES if staged.startswith(one)), "")
    if not prefix and doing(staged) in {"ride", "drive", "row"}:
        prefix = "seated "
    elif not prefix and not stands and (doing(staged) == "sit" or figure.posture == "sit"):
        prefix = "sitting "
    if not (stands or upright(actor)):
        if name == "jump":
            return "hop"
        if name in _TRAVEL and (name not in GAITS or not free(actor)):
            return ""
    # What it is done with is known only where the page shows it.
    options = (f"{prefix}bare {name}", f"{prefix}{name}") if name not in GAITS else (name,)
    return next((one for one in options if one in POSES), "")
