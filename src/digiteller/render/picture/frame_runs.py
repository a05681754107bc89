"""Which frames of the film show which shots: the pieces that are encoded each by itself, and joined.

A shot is held in a piece of its own, and each change from one shot to the next is a piece, so that whoever changes a
scene has three pieces encoded again, two of them short.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from digiteller.timeline import Shot, Timeline

_CHANGE = 0.8
"""Seconds from one picture to the next, where the pause has room for them."""
_OF_THE_PAUSE = 0.75
"""How much of the pause a change may fill: nobody speaks in it, nor has just stopped."""


class FrameRun(NamedTuple):
    """A run of frames that is encoded by itself."""

    first: int
    """Its first frame, counted from the start of the film."""
    last: int
    """The frame after its last."""
    shots: tuple[int, ...]
    """The index of the shot that is held, or of the two that change."""


def lead_frames(pause: float, fps: int) -> int:
    """Return how many frames before its start, and after its end, a shot may be seen."""
    return -(-_longest(pause, fps) // 2)


def cut_timeline(timeline: Timeline, pause: float, fps: int) -> list[FrameRun]:
    """Return the pieces in order, without gaps, of a timeline on whole frames (``timeline.align_to_frames``)."""
    bounds = [round(timeline.shots[0].start * fps), *(round(shot.end * fps) for shot in timeline.shots)]
    changes = [_change(a, b, pause, fps) for a, b in pairwise(timeline.shots)]
    pieces: list[FrameRun] = []
    at = bounds[0]
    for index, (end, frames) in enumerate(zip(bounds[1:], [*changes, 0], strict=True)):
        pieces.append(FrameRun(at, end - frames // 2, (index,)))
        at = end + frames - frames // 2
        if frames:
            pieces.append(FrameRun(end - frames // 2, at, (index, index + 1)))
    return pieces


def runs_showing(pieces: Sequence[FrameRun], shot: int) -> list[FrameRun]:
    """Return the pieces in which a shot is seen."""
    return [piece for piece in pieces if shot in piece.shots]


def _change(before: Shot, after: Shot, pause: float, fps: int) -> int:
    shortest = min(before.end - before.start, after.end - after.start)
    return min(_longest(pause, fps), round(shortest * fps) // 2)


def _longest(pause: float, fps: int) -> int:
    return max(3, int(min(_CHANGE, _OF_THE_PAUSE * pause) * fps))
