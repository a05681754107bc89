"""From the story's sections to bars: every scene change falls on a bar line, every scene has its mood's tempo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np

from digiteller.backends.compose.chord_progression import NO_TUNES, Form
from digiteller.backends.compose.moods import MOODS, Mood
from digiteller.backends.compose.tunes import BARS, Tune, varied
from digiteller.nets.music_controls import FAR, QUARTER, Bar, metre_index
from digiteller.nets.performance_events import Note
from digiteller.story import Section

Theme = Literal["hero", "place"]
THEMES: Mapping[str, Theme] = {"theme": "hero", "digression": "place"}
"""Whose tune a phrase begins with, by its opening."""

SHORTEST = 3.0
"""Seconds; shorter sections are joined with their neighbours, since no bar fits in."""
PHRASE = 4
"""Bars in a phrase, about."""
_PACES = (0.92, 1.08)
"""How much slower or quicker than its moods a piece may be."""
_SUNG = (48, 60, 72, 88, 104)
"""How loud a tune is at each level of loudness: a little louder than what lies under it."""
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
    tune: tuple[Note, ...] = ()
    """The melody that it begins with, in steps from the beginning of the piece; all else lies lower meanwhile."""
    theme: Theme | None = None
    """Whose tune that is."""


def metre_of(sections: Sequence[Section]) -> tuple[int, int]:
    """Return the metre of the whole piece: that of the mood that lasts longest."""
    return MOODS[max(_join(sections), key=_length).mood].metre


def plan_phrases(sections: Sequence[Section], seed: int, tunes: Mapping[str, Tune] = NO_TUNES) -> list[Phrase]:
    """Return the phrases of a piece that fills ``sections`` exactly; the last one's last bar is for the final chord.

    ``tunes`` are those of the theme and of the digression.
    """
    joined = _join(sections)
    form = Form(form_chance(seed), tunes)
    pace = float(np.random.default_rng([seed, 3]).uniform(*_PACES))
    metre = metre_of(sections)
    quarters = metre[0] * 4 / metre[1]
    steps = round(quarters * QUARTER)
    counts = [max(1, round((s.end - s.start) * MOODS[s.mood].tempo * pace / 60 / quarters)) for s in joined]
    left = sum(counts)
    made: list[Phrase] = []
    for section, count in zip(joined, counts, strict=True):
        mood = MOODS[section.mood]
        durations = _durations(section.end - section.start, count, section is joined[-1])
        starts = [section.start, *(section.start + np.cumsum(durations)).tolist()]
        edges = _edges(count)
        for group, (first, stop) in enumerate(pairwise(edges)):
            ends = section is joined[-1]
            opening = form.opening(group, len(edges) - 1, ends)
            chords = form.harmonies(mood.minor, group, len(edges) - 1, stop - first, ends)
            sings = opening in mood.sings
            told = sings or group == 0 or left == stop - first
            tune = tunes.get(opening) if stop - first > BARS and told else None
            bars = []
            for i in range(first, stop):
                begin = steps * (sum(counts) - left)
                left -= 1
                control = Bar(
                    minor=mood.minor,
                    rate=max(mood.rate - (i == stop - 1), 1),
                    texture=mood.texture,
                    loudness=mood.loudness,
                    melody=sings or (tune is not None and i < first + BARS),
                    metre=metre_index(*metre),
                    remaining=min(left, FAR),
                    chords=chords[i - first],
                )
                bars.append(PlannedBar(starts[i], durations[i], begin, steps, mood, control))
            phrase = Phrase(tuple(bars), opens=first == 0, closes=stop == count)
            if tune is not None:
                sung = varied(tune, bars[0].begin, mood.minor, mood.octave, _SUNG[mood.loudness], chords)
                phrase = replace(phrase, tune=sung, theme=THEMES[opening])
            made.append(phrase)
    return made


def form_chance(seed: int) -> np.random.Generator:
    """Return the chance that decides on a piece's form."""
    return np.random.default_rng([seed, 2])


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
