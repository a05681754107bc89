"""How a long page is covered in several shots: wide, then nearer to who acts or speaks, cut where sentences end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from digiteller.picturebook.acting.performance import Part, Performance
from digiteller.picturebook.acting.speaking import SpokenScene
from digiteller.picturebook.acting.walking import GAITS
from digiteller.picturebook.figures.poses import doing

_LONG = 6.0
"""Seconds from which a page has more than one shot."""
_SHORTEST = 2.4
"""Seconds of a shot."""
_BEFORE = 0.12
"""Seconds before a sentence begins that the picture is cut: the breath before it."""
_LEAST, _MOST = 1.22, 1.9
"""How much nearer a near shot is than the page."""
_FILLED = (0.72, 0.86)
"""The share of the frame's width and height that those fill whom a near shot is about."""
_BUST = 0.78
"""How much of a figure's height a near shot shows, from the top."""


@dataclass(frozen=True)
class Framing:
    """What the camera sees of the page, from when on."""

    start: float
    """Seconds of the take."""
    x: float
    """The middle of what is seen, in pixels of the page."""
    y: float
    nearer: float
    """How many times as large as the page shows it: 1 for the whole page."""


def cover(
    performance: Performance, scene: SpokenScene, speech: float, seconds: float, size: tuple[int, int]
) -> tuple[Framing, ...]:
    """Return the shots of a take of so many ``seconds``, in which the narrator begins at ``speech``."""
    wide = Framing(0.0, size[0] / 2, size[1] / 2, 1.0)
    if seconds <= _LONG or not performance.parts:
        return (wide,)
    wished, first = [wide], 0
    for sentence in scene.timing.sentences:
        last = first + len(sentence.words)
        near = _near(_leading(performance.parts, first, last), performance, size) if first else None
        wished.append(replace(near or wide, start=speech + sentence.start - _BEFORE))
        first = last
    framings = [wide]
    for framing, end in zip(wished, [*(one.start for one in wished[1:]), seconds], strict=True):
        # What is told in less time than a shot takes is seen in the shot before.
        if not _alike(framing, framings[-1]) and end - framing.start >= _SHORTEST:
            framings.append(framing)
    return tuple(framings)


def _alike(one: Framing, other: Framing) -> bool:
    return (one.x, one.y, one.nearer) == (other.x, other.y, other.nearer)


def _leading(parts: Sequence[Part], first: int, last: int) -> list[Part]:
    """Return whom words are about: who speaks in them, or acts; nobody while somebody walks about."""
    cues = [cue for part in parts for cue in part.cues if first <= cue.word < last]
    if any(cue.way or doing(cue.doing) in GAITS for cue in cues):
        return []
    speakers = [part for part in parts if any(line.first < last and line.last >= first for line in part.lines)]
    return speakers or [part for part in parts if any(first <= cue.word < last for cue in part.cues)]


def _near(parts: Sequence[Part], performance: Performance, size: tuple[int, int]) -> Framing | None:
    """Return a near view of one or two of those on a page; None where it would be no nearer than the page."""
    if not 1 <= len(parts) <= 2 or len(parts) == len(performance.parts) > 1:
        return None
    actors = [part.actor for part in parts]
    left = min(actor.x - 0.4 * actor.height for actor in actors)
    right = max(actor.x + 0.4 * actor.height for actor in actors)
    top = min(actor.y - 1.04 * actor.height for actor in actors)
    bottom = max(actor.y - (1 - _BUST) * actor.height for actor in actors)
    nearer = min(_MOST, _FILLED[0] * size[0] / (right - left), _FILLED[1] * size[1] / (bottom - top))
    if nearer < _LEAST:
        return None
    x, y = (
        min(max(middle, side / 2 / nearer), side * (1 - 0.5 / nearer))
        for middle, side in (((left + right) / 2, size[0]), ((top + bottom) / 2, size[1]))
    )
    return Framing(0.0, x, y, nearer)
