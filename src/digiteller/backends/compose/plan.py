"""From the story's sections to bars: every scene change falls on a bar line, every scene has its mood's tempo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from digiteller.backends.compose.moods import MOODS, Mood
from digiteller.nets.controls import FAR, QUARTER, Bar, metre_index
from digiteller.story import Section

SHORTEST = 3.0
"""Seconds; a shorter section is given to its neighbour, since no bar fits in."""
PHRASE = 4
"""Bars in a phrase, about."""
ENDING = 4.0
"""Seconds that the last chord may sound."""


@dataclass(frozen=True)
class PlannedBar:
    """A bar of the piece to be."""

    start: float
    """Seconds from the beginning."""
    seconds: float
    begin: int
    """Steps from the beginning."""
    steps: int
    mood: Mood
    bar: Bar
    """The controls."""


@dataclass(frozen=True)
class Phrase:
    """Bars that belong together."""

    bars: tuple[PlannedBar, ...]
    opens: bool
    """Whether a section begins with it."""
    closes: bool
    """Whether a section ends with it."""


def phrases(sections: Sequence[Section]) -> list[Phrase]:
    """Return the phrases of a piece that fills ``sections`` exactly; the last one's last bar is for the final chord."""
    joined = _join(sections)
    ruling = max(joined, key=lambda section: section.end - section.start).mood
    metre = MOODS[ruling].metre
    bar_quarters = metre[0] * 4 / metre[1]
    counts = [max(1, round((s.end - s.start) / (bar_quarters * 60 / MOODS[s.mood].tempo))) for s in joined]
    left = sum(counts)
    begin = 0
    made: list[Phrase] = []
    for section, count in zip(joined, counts, strict=True):
        groups = _groups(count)
        durations = _durations(section.end - section.start, count, section is joined[-1])
        mood = MOODS[section.mood]
        start = section.start
        bars: list[PlannedBar] = []
        for i, seconds in enumerate(durations):
            left -= 1
            group = next(g for g, last in enumerate(groups) if i <= last)
            melody = (len(made) + group) % 4 < mood.melody
            control = Bar(
                mood.minor, mood.rate, mood.texture, mood.loudness, melody, metre_index(*metre), min(left, FAR)
            )
            bars.append(PlannedBar(start, seconds, begin, round(bar_quarters * QUARTER), mood, control))
            begin += bars[-1].steps
            start += seconds
        edges = [0, *(last + 1 for last in groups)]
        for a, b in pairwise(edges):
            made.append(Phrase(tuple(bars[a:b]), a == 0, b == count))
    return made


def _join(sections: Sequence[Section]) -> list[Section]:
    """Return the sections without those that are too short for a bar; the longer part's mood rules."""
    joined: list[Section] = []
    for section in sections:
        if section.end <= section.start:
            continue
        before = joined[-1] if joined else None
        if before and min(before.end - before.start, section.end - section.start) < SHORTEST:
            longer = before if before.end - before.start >= section.end - section.start else section
            joined[-1] = Section(before.start, section.end, longer.mood)
        else:
            joined.append(section)
    return joined


def _groups(count: int) -> list[int]:
    """Return the last bar of each phrase of a section of ``count`` bars."""
    groups = max(1, round(count / PHRASE))
    return [count * (i + 1) // groups - 1 for i in range(groups)]


def _durations(seconds: float, count: int, final: bool) -> list[float]:
    """Return the lengths of a section's bars: even, but for a breath before a change and a broadening at the end."""
    weights = [1.0] * count
    if count >= 4:
        weights[-1] = 1.06
    if final and count >= 3:
        weights[-2] = 1.08
        bar = seconds / count
        weights[-1] = min(max(1.2, ENDING * 0.75 / bar), ENDING / bar) if bar < ENDING else 1.0
    whole = sum(weights)
    return [seconds * weight / whole for weight in weights]
