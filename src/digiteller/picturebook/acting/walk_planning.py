"""Ways that actors go on a page: to their places when the words say that they come, and out of the frame."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from digiteller.picturebook.acting.directing import floats
from digiteller.picturebook.acting.performance import ActingCue, Part, Performance
from digiteller.picturebook.acting.walking import AFLOAT, GAITS, gait_of
from digiteller.picturebook.figures.poses import doing

LEAD = 0.22
"""Seconds before its word that a movement begins, so that it is seen with the word."""
_LITTLE, _HALF_WIDE = 0.8, 0.35
"""How far somebody walks who does not come from outside, and half a figure's width, in its heights."""
_LONGEST_WAY = 3.0
"""Seconds of the longest walk."""
_ARRIVED = 0.55
"""The share of the way in that is gone when the word is said."""


@dataclass(frozen=True)
class Walk:
    """A way that an actor goes."""

    word: int
    """The word of its cue."""
    start: float
    """Seconds of the take."""
    end: float
    begin: float
    """How far right of its place it is at the start, in pixels."""
    goal: float
    """And at the end."""
    action: str
    leaves: bool = False
    """Whether it leads out of the frame."""

    def offset(self, seconds: float) -> float:
        """Return how far right of its place the actor is; it sets off and stops softly."""
        share = min(1.0, max(0.0, (seconds - self.start) / max(1e-6, self.end - self.start)))
        return self.begin + (self.goal - self.begin) * (share - 0.5 * math.sin(math.tau * share) / math.tau)


def plan_walks(
    performance: Performance, part: Part, cues: Sequence[ActingCue], heard: Callable[[int], float]
) -> tuple[Walk, ...]:
    """Return how somebody free to go comes to its place, and leaves it; ``heard`` tells when a word begins."""
    width, walks = performance.size[0], list[Walk]()
    going = [(at, cue) for at, cue in enumerate(cues) if cue.way or doing(cue.doing) in GAITS]
    spoken = max((line.last for line in part.lines), default=-1)
    for number, (at, cue) in enumerate(going):
        begin = walks[-1].goal if walks else 0.0
        leaves = cue.way == "out" and at == len(cues) - 1 and cue.word > spoken
        if leaves:
            goal = _outside(part, width, _way_out(performance, part, cue))
        elif cue.way == "in":
            onward = any(not later.way for _, later in going[number + 1 :])
            begin, goal = _outside(part, width, -_ahead(part)), _aside(part, width) if onward else 0.0
        elif begin or (not walks and (cue.toward is not None or all(before.toward is None for before in cues[:at]))):
            begin, goal = begin or _aside(part, width) or _outside(part, width, -_ahead(part)), 0.0
        else:
            # Who is where it does something to somebody goes on from there.
            goal = _aside(part, width)
        start = max(heard(cue.word), walks[-1].end + LEAD if walks else 0.0)
        walks.append(_walk(part, cue, begin, goal, start, leaves))
    return tuple(walk for walk in walks if walk.begin != walk.goal)


def _walk(part: Part, cue: ActingCue, begin: float, goal: float, said: float, leaves: bool) -> Walk:
    """Return the walk of a cue whose word is ``said`` then."""
    name = _gait(part, doing(cue.doing))
    needed = min(_LONGEST_WAY, abs(goal - begin) / (gait_of(name).speed * part.actor.height))
    # Who comes is on the way when the word is said; who leaves sets off with it.
    start = said - (_ARRIVED * needed if cue.way == "in" else 0.0 if leaves else LEAD)
    return Walk(cue.word, start, start + needed, begin, goal, name, leaves)


def _gait(part: Part, name: str) -> str:
    """Return how somebody gets on who is told to do so in some way: what floats does not walk, nor the reverse."""
    if not floats(part.actor):
        return name if name in GAITS.keys() - AFLOAT else "walk"
    assert part.actor.figure is not None
    staged = doing(part.actor.figure.action)
    return next((one for one in (name, staged) if one in AFLOAT), "swim")


def _ahead(part: Part) -> float:
    return 1.0 if part.actor.right else -1.0


def _way_out(performance: Performance, part: Part, cue: ActingCue) -> float:
    """Return to which side somebody leaves: to whom, where fewer others are in the way, or the edge is nearer."""
    if cue.toward is not None:
        return math.copysign(1.0, cue.toward - part.actor.x)
    others = [other.actor.x for other in performance.parts if other is not part]
    right = sum(x > part.actor.x for x in others)
    if 2 * right != len(others):
        return 1.0 if 2 * right < len(others) else -1.0
    return 1.0 if part.actor.x > performance.size[0] / 2 else -1.0


def _aside(part: Part, width: int) -> float:
    """Return how far right of its place somebody is who only walks a little: behind it, or before it; 0 for no room."""
    height, x = part.actor.height, part.actor.x
    for side in (-_ahead(part), _ahead(part)):
        room = (width - x if side > 0 else x) - _HALF_WIDE * height
        if (way := min(_LITTLE * height, room)) > 0.4 * _LITTLE * height:
            return side * way
    return 0.0


def _outside(part: Part, width: int, side: float) -> float:
    """Return how far right of its place somebody is out of the frame, on a side."""
    return (width - part.actor.x if side > 0 else -part.actor.x) + side * 0.75 * part.actor.height
