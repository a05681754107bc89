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

    def offset(self, seconds: float) -> float:
        """Return how far right of its place the actor is; it sets off and stops softly."""
        share = min(1.0, max(0.0, (seconds - self.start) / max(1e-6, self.end - self.start)))
        return self.begin + (self.goal - self.begin) * (share - 0.5 * math.sin(math.tau * share) / math.tau)


def plan_walks(
    performance: Performance, part: Part, cues: Sequence[ActingCue], heard: Callable[[int], float]
) -> tuple[Walk, ...]:
    """Return how somebody free to go comes to its place, and leaves it; ``heard`` tells when a word begins."""
    if not cues:
        return ()
    actor, width, walks = part.actor, performance.size[0], []
    ahead = 1.0 if actor.right else -1.0
    first, last = cues[0], cues[-1]
    if first.way == "in" or (first.way == "" and doing(first.doing) in GAITS):
        far = _outside(part, width, -ahead) if first.way == "in" else _aside(part, width, -ahead)
        walks.append(_walk(part, first, far, 0.0, heard(first.word)))
    spoken = max((line.last for line in part.lines), default=-1)
    if last.way == "out" and last.word > spoken:
        side = _way_out(performance, part) if last.toward is None else math.copysign(1.0, last.toward - actor.x)
        start = max(heard(last.word), walks[-1].end if walks else 0.0)
        walks.append(_walk(part, last, 0.0, _outside(part, width, side), start))
    return tuple(walks)


def _walk(part: Part, cue: ActingCue, begin: float, goal: float, said: float) -> Walk:
    """Return the walk of a cue whose word is ``said`` then."""
    name = _gait(part, doing(cue.doing))
    needed = min(_LONGEST_WAY, abs(goal - begin) / (gait_of(name).speed * part.actor.height))
    # Who comes is on the way when the word is said; who leaves sets off with it.
    start = said - (_ARRIVED * needed if cue.way == "in" else LEAD if goal == 0 else 0.0)
    return Walk(cue.word, start, start + needed, begin, goal, name)


def _gait(part: Part, name: str) -> str:
    """Return how somebody gets on who is told to do so in some way: what floats does not walk, nor the reverse."""
    if not floats(part.actor):
        return name if name in GAITS.keys() - AFLOAT else "walk"
    assert part.actor.figure is not None
    staged = doing(part.actor.figure.action)
    return next((one for one in (name, staged) if one in AFLOAT), "swim")


def _way_out(performance: Performance, part: Part) -> float:
    """Return to which side somebody leaves: where fewer others are in the way, or the edge is nearer."""
    others = [other.actor.x for other in performance.parts if other is not part]
    right = sum(x > part.actor.x for x in others)
    if 2 * right != len(others):
        return 1.0 if 2 * right < len(others) else -1.0
    return 1.0 if part.actor.x > performance.size[0] / 2 else -1.0


def _aside(part: Part, width: int, side: float) -> float:
    """Return how far right of its place somebody waits who only walks a little: inside the frame, or outside."""
    actor = part.actor
    room = (width - actor.x if side > 0 else actor.x) - _HALF_WIDE * actor.height
    way = min(_LITTLE * actor.height, room)
    return side * way if way > 0.4 * _LITTLE * actor.height else _outside(part, width, side)


def _outside(part: Part, width: int, side: float) -> float:
    """Return how far right of its place somebody is out of the frame, on a side."""
    return (width - part.actor.x if side > 0 else -part.actor.x) + side * 0.75 * part.actor.height
