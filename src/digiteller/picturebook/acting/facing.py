"""To which side an actor looks: as it is placed, or turned round to who speaks and to whom it does something."""

from __future__ import annotations

import math
from collections.abc import Callable

from digiteller.picturebook.acting.beat_planning import HOLD
from digiteller.picturebook.acting.performance import Part, Performance
from digiteller.picturebook.acting.walk_planning import LEAD

_TURN = 0.3
"""Seconds of turning round."""
_LONG_LINE = 1.0
"""Seconds of speech from which one turns round to the speaker."""
_ASIDE = 0.3
"""How far beside oneself, in one's heights, somebody is to whom one turns round."""
_EDGE = 0.25
"""How wide a figure is seen at least while it turns: it has no thickness."""


class Facing:
    """The sides to which one actor looks in a take: 1 for as it is placed, -1 for the other way."""

    def __init__(
        self, performance: Performance, part: Part, starts: Callable[[int], float], ends: Callable[[int], float]
    ) -> None:
        """Plan it; the functions tell when words begin and end."""
        actor = part.actor
        wishes = [(starts(cue.word) - LEAD, cue.toward) for cue in part.cues if cue.toward is not None]
        for other in performance.parts:
            for line in other.lines:
                if other is not part and ends(line.last) - starts(line.first) >= _LONG_LINE:
                    wishes.append((starts(line.first), other.actor.x))
        self._turns = [(-_TURN, 1)]
        for start, toward in sorted(wishes):
            side = 1 if (toward >= actor.x) == actor.right else -1
            last, before = self._turns[-1]
            if abs(toward - actor.x) > _ASIDE * actor.height and side != before and start > last + HOLD:
                self._turns.append((start, side))

    def side(self, seconds: float) -> int:
        """Return the side at a time."""
        return self._last(seconds)[1]

    def turned(self, seconds: float) -> float:
        """Return how wide the actor is seen while it turns round, as in ``Stance``."""
        start, side = self._last(seconds)
        if start < 0 or seconds >= start + _TURN:
            return float(side)
        wide = math.cos(math.pi * (seconds - start) / _TURN)
        return -side * math.copysign(max(_EDGE, abs(wide)), wide)

    def _last(self, seconds: float) -> tuple[float, int]:
        return next(turn for turn in reversed(self._turns) if turn[0] <= seconds or turn[0] < 0)
