"""Captions from the times of the words: phrases that can be read in the time they stand, as SubRip and WebVTT."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from digiteller.render.text.line_breaking import PACE, WordPiece, columns, joined, lines_of, phrases, pieces_of
from digiteller.story import SceneTiming
from digiteller.timeline import Timeline

SHORTEST = 1.0
"""Seconds that a caption stands at least, where the next leaves it the time."""
_GAP = 0.08
"""Seconds between two captions, so that the change is seen."""
_LINGER = 0.35
"""Seconds that a caption stays after its last word, and gaps shorter than which are closed."""
_SHIFT = 0.5
"""Seconds that a caption begins before or after its first word at most, where there is too little time to read."""


class Spot(NamedTuple):
    """Where a word stands in a caption, and when it is spoken."""

    line: int
    first: int
    """Its first character in the line."""
    last: int
    """The character after its last."""
    start: float
    """Seconds from the start of the film."""


@dataclass(frozen=True)
class Cue:
    """A caption. Times are seconds from the start of the film."""

    start: float
    end: float
    lines: tuple[str, ...]
    words: tuple[Spot, ...] = ()
    lit: Spot | None = None
    """The word that is highlighted."""


def build_captions(timings: Sequence[SceneTiming], timeline: Timeline) -> tuple[Cue, ...]:
    """Return the captions in order: at most two lines each, never across scenes, not overlapping."""
    spoken: Mapping[int, SceneTiming] = {timing.number: timing for timing in timings}
    cues: list[Cue] = []
    for shot in timeline.shots:
        if shot.kind == "scene":
            words = [word for sentence in spoken[shot.number].sentences for word in sentence.words]
            cues += _time(phrases(pieces_of(words)), shot.start, shot.speech, shot.end)
    return tuple(cues)


def light_words(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """Return the captions once for each of their words, highlighted from its beginning to that of the next."""
    found: list[Cue] = []
    for cue in cues:
        starts = [cue.start, *(max(cue.start, word.start) for word in cue.words[1:]), cue.end]
        for word, start, end in zip(cue.words, starts, starts[1:], strict=False):
            found.append(replace(cue, start=start, end=min(end, cue.end), lit=word))
    return tuple(cue for cue in found if cue.end > cue.start)


def excerpt(cues: Sequence[Cue], first: float, last: float) -> tuple[Cue, ...]:
    """Return the captions between two moments, counted from the first."""
    return tuple(
        replace(cue, start=cue.start - first, end=cue.end - first)
        for cue in cues
        if first <= cue.start and cue.end <= last
    )


def too_fast(cues: Sequence[Cue]) -> tuple[str, ...]:
    """Return notes for the user on what could not be met: captions that go by faster than they can be read."""
    fast = [cue for cue in cues if pace(cue) > PACE + 0.05]
    if not fast:
        return ()
    worst = max(fast, key=pace)
    return (
        f"{len(fast)} of {len(cues)} captions are faster than {PACE:.0f} characters a second, up to {pace(worst):.1f} "
        f"at {_clock(worst.start, '.')}; a lower narrate.speed or a longer narrate.sentence_pause gives more time",
    )


def pace(cue: Cue) -> float:
    """Return how many characters a second a reader has to keep up with."""
    return columns(" ".join(cue.lines)) / (cue.end - cue.start)


def _time(found: Sequence[Sequence[WordPiece]], scene_start: float, speech: float, scene_end: float) -> list[Cue]:
    """Return the phrases as captions: from their first word until read, though not into the next.

    Where there is too little time to read, a caption begins a little sooner or later than its first word, so that the
    pauses before and after help: backwards, the latest moment at which each must begin is found; forwards, each begins
    as near to its first word as those moments and the caption before allow.
    """
    starts = [speech + phrase[0].start for phrase in found]
    needed = [max(columns(joined(phrase)) / PACE, SHORTEST) for phrase in found]
    latest, free = [], scene_end
    for start, need in zip(reversed(starts), reversed(needed), strict=True):
        free = min(start + _SHIFT, free - _GAP - need)
        latest.append(free)
    begins: list[float] = []
    for index, (start, last) in enumerate(zip(starts, reversed(latest), strict=True)):
        begin = max(min(start, last), start - _SHIFT, scene_start + _GAP / 2)
        if begins:
            begin = max(begin, min(begins[-1] + needed[index - 1] + _GAP, start + _SHIFT), begins[-1] + 2 * _GAP)
        begins.append(begin)
    cues = []
    for begin, need, phrase, limit in zip(begins, needed, found, [*begins[1:], scene_end], strict=False):
        end = max(begin + need, speech + phrase[-1].end + _LINGER)
        if end > limit - _GAP - _LINGER and limit != scene_end:
            end = limit - _GAP
        cues.append(Cue(begin, max(min(end, limit - _GAP), begin + _GAP), *_laid_out(phrase, speech)))
    return cues


def _laid_out(phrase: Sequence[WordPiece], speech: float) -> tuple[tuple[str, ...], tuple[Spot, ...]]:
    """Return the lines of a phrase, and where its words stand in them."""
    rows = lines_of(phrase)
    lines = tuple(joined(row) for row in rows)
    spots: list[Spot] = []
    for number, row in enumerate(rows):
        at = 0
        for index, piece in enumerate(row):
            at += len(piece.space) if index else 0
            spots.append(Spot(number, at, at + len(piece.text), speech + piece.start))
            at += len(piece.text)
    return lines, tuple(spots)


def to_srt(cues: Sequence[Cue]) -> str:
    """Return the captions as SubRip."""
    return "\n".join(
        f"{number}\n{_clock(cue.start, ',')} --> {_clock(cue.end, ',')}\n" + "\n".join(cue.lines) + "\n"
        for number, cue in enumerate(cues, 1)
    )


def to_vtt(cues: Sequence[Cue]) -> str:
    """Return the captions as WebVTT (W3C)."""
    return "WEBVTT\n" + "".join(
        f"\n{_clock(cue.start, '.')} --> {_clock(cue.end, '.')}\n"
        + "\n".join(html.escape(line, quote=False) for line in cue.lines)
        + "\n"
        for cue in cues
    )


def _clock(seconds: float, point: str) -> str:
    """Return ``seconds`` as hours, minutes, seconds and thousandths."""
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}{point}{thousandths:03d}"
