"""How a long page is covered in several shots: wide, then nearer to who acts or speaks, cut where sentences end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from digiteller.picturebook.acting.performance import Part, Performance
from digiteller.picturebook.acting.speaking import SpokenScene
from digiteller.picturebook.acting.walking import GAITS
from digiteller.picturebook.figures.poses import doing

_LONG = 6.0
"""Seconds from which a page has more than one shot."""
_SHORTEST = 2.4
"""Seconds of a shot."""
_PATIENCE = 5.0
"""Seconds after which the picture changes though nobody acts."""
_PAUSES = ".,;:!?…—"
"""What ends a part of a sentence."""
_BEFORE = 0.4
"""Seconds before words begin that the picture is cut: before what they tell is seen."""
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
    framings, looked_at = [wide], 0
    for first, last, begin in _phrases(scene):
        start = speech + begin - _BEFORE
        wish = _wished(performance, first, last, size) if first else wide
        if wish is None and start - framings[-1].start > _PATIENCE:
            # Who listens is looked at for a change, or the whole page again.
            wish = wide if framings[-1].nearer > 1 else _next_near(_arrived(performance, first), looked_at, size)
            looked_at += 1
        if wish is not None and not _alike(wish, framings[-1]):
            framings.append(replace(wish, start=start))
    return _without_short(_without_short(framings, seconds, wide), seconds, None)


def _arrived(performance: Performance, word: int) -> Performance:
    """Return a performance without those who at a word are not yet where the page has them."""
    there = [
        part
        for part in performance.parts
        if not part.cues or part.cues[0].word < word or not (part.cues[0].way or doing(part.cues[0].doing) in GAITS)
    ]
    return replace(performance, parts=tuple(there))


def _next_near(performance: Performance, number: int, size: tuple[int, int]) -> Framing | None:
    """Return a near view of somebody on a page, of another one for another number."""
    near = [framing for part in performance.parts if (framing := _near([part], performance, size))]
    return near[number % len(near)] if near else None


def _wished(performance: Performance, first: int, last: int, size: tuple[int, int]) -> Framing | None:
    """Return the framing that words ask for; None if they tell of nobody."""
    leading = _leading(performance.parts, first, last)
    if leading is None:
        return None
    return _near(leading, performance, size) or Framing(0.0, size[0] / 2, size[1] / 2, 1.0)


def _without_short(framings: Sequence[Framing], seconds: float, instead: Framing | None) -> tuple[Framing, ...]:
    """Return framings of which each lasts long enough; what is shorter is seen as ``instead``, or as what is before."""
    kept = [framings[0]]
    ends = [*(one.start for one in framings[1:]), seconds][1:]
    for framing, end in zip(framings[1:], ends, strict=True):
        short = end - framing.start < _SHORTEST or framing.start - kept[-1].start < _SHORTEST
        seen = replace(instead, start=framing.start) if short and instead else framing
        if not _alike(seen, kept[-1]) and not (short and instead is None):
            kept.append(seen)
    return tuple(kept)


def _phrases(scene: SpokenScene) -> Iterator[tuple[int, int, float]]:
    """Yield the first word of each part of a sentence, the one after its last, and when it begins."""
    first = 0
    for number, word in enumerate(scene.words, 1):
        if number == len(scene.words) or word.text.rstrip("\"'”’»)")[-1:] in _PAUSES:
            yield first, number, scene.start(first)
            first = number


def _alike(one: Framing, other: Framing) -> bool:
    return (one.x, one.y, one.nearer) == (other.x, other.y, other.nearer)


def _leading(parts: Sequence[Part], first: int, last: int) -> list[Part] | None:
    """Return whom words are about: who speaks in them, or acts; all while somebody walks about, None for nobody."""
    cues = [cue for part in parts for cue in part.cues if first <= cue.word < last]
    if any(cue.way or doing(cue.doing) in GAITS for cue in cues):
        return list(parts)
    speakers = [part for part in parts if any(line.first < last and line.last >= first for line in part.lines)]
    return speakers or [part for part in parts if any(first <= cue.word < last for cue in part.cues)] or None


def _near(parts: Sequence[Part], performance: Performance, size: tuple[int, int]) -> Framing | None:
    """Return a near view of one or two of those on a page; None where it would be no nearer than the page."""
    if len(parts) > 2 or len(parts) == len(performance.parts) > 1:
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
