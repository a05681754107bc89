"""From the story's sections to bars: every scene change falls on a bar line, every scene has its mood's tempo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from digiteller.backends.compose.chord_progression import Form
from digiteller.backends.compose.moods import MOODS, Mood
from digiteller.nets.music_controls import FAR, QUARTER, Bar, metre_index
from digiteller.story import Section

SHORTEST = 3.0
"""Seconds; shorter sections are joined with their neighbours, since no bar fits in."""
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
    theme: str | None
    """Phrases with the same name begin alike, with the same two bars."""


def plan_phrases(sections: Sequence[Section], seed: int) -> list[Phrase]:
    """Return the phrases of a piece that fills ``sections`` exactly; the last one's last bar is for the final chord."""
    joined = _join(sections)
    form = Form(np.random.default_rng([seed, 2]))
    metre = MOODS[max(joined, key=_length).mood].metre
    quarters = metre[0] * 4 / metre[1]
    counts = [max(1, round((s.end - s.start) * MOODS[s.mood].tempo / 60 / quarters)) for s in joined]
    left = sum(counts)
    made: list[Phrase] = []
    for section, count in zip(joined, counts, strict=True):
        mood = MOODS[section.mood]
        durations = _durations(section.end - section.start, count, section is joined[-1])
        starts = [section.start, *(section.start + np.cumsum(durations)).tolist()]
        edges = _edges(count)
        for group, (first, stop) in enumerate(pairwise(edges)):
            opening = form.opening(group, len(edges) - 1)
            chords = form.harmonies(mood.minor, group, len(edges) - 1, stop - first)
            bars = []
            for i in range(first, stop):
                begin = round(quarters * QUARTER) * (sum(counts) - left)
                left -= 1
                control = Bar(
                    minor=mood.minor,
                    rate=max(mood.rate - (i == stop - 1), 1),
                    texture=mood.texture,
                    loudness=mood.loudness,
                    melody=opening in mood.sings,
                    metre=metre_index(*metre),
                    remaining=min(left, FAR),
                    chords=chords[i - first],
                )
                bars.append(PlannedBar(starts[i], durations[i], begin, round(quarters * QUARTER), mood, control))
            theme = f"{section.mood} {opening}" if stop - first >= PHRASE else None
            made.append(Phrase(tuple(bars), opens=first == 0, closes=stop == count, theme=theme))
    return made


def _join(sections: Sequence[Section]) -> list[Section]:
    """Return the sections without those that are too short for a bar.

    Short ones that follow each other are joined until a bar fits in; what is still too short is given to what was
    before it, the first to what comes after it. The longer part's mood rules.
    """
    joined: list[Section] = []
    for section in sections:
        if section.end <= section.start:
            continue
        if joined and _length(joined[-1]) < SHORTEST:
            if len(joined) == 1 or _length(section) < SHORTEST:
                section = _one(joined.pop(), section)
            else:
                joined[-2:] = [_one(*joined[-2:])]
        joined.append(section)
    if len(joined) > 1 and _length(joined[-1]) < SHORTEST:
        joined[-2:] = [_one(*joined[-2:])]
    return joined


def _one(first: Section, second: Section) -> Section:
    longer = max(first, second, key=_length)
    return Section(first.start, second.end, longer.mood)


def _length(section: Section) -> float:
    return section.end - section.start


def _edges(count: int) -> list[int]:
    """Return the first bars of the phrases of a section of ``count`` bars, and the count."""
    groups = max(1, round(count / PHRASE))
    return [count * i // groups for i in range(groups + 1)]


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
