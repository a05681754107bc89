"""How good a phrase is, by measures that tell composed songs from noise."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from digiteller.backends.compose.harmony import DOMINANT, TONIC, Chord, chord_of
from digiteller.backends.compose.plan import Phrase
from digiteller.nets.controls import QUARTER, RATES
from digiteller.nets.performance import Note

SCALE = {False: {0, 2, 4, 5, 7, 9, 11}, True: {0, 2, 4, 5, 7, 8, 9, 11}}
"""C major and A minor with its leading note."""
_TARGET = [0.8, *((a + b) / 2 for a, b in pairwise(RATES)), 4.5]
"""Onsets in a quarter at the middle of each level of rate."""


def in_key(notes: Sequence[Note], minor: bool) -> float:
    """Return the share of notes in the scale."""
    return sum(n.pitch % 12 in SCALE[minor] for n in notes) / max(len(notes), 1)


def score(phrase: Phrase, notes: Sequence[Note], before: Sequence[Note], likelihood: float) -> float:
    """Return how good ``notes`` are as ``phrase``; higher is better, differences of one are audible.

    ``before`` are the notes of the last bars before it; ``likelihood`` is the network's mean log-probability.
    """
    begin = phrase.bars[0].begin
    end = phrase.bars[-1].begin + phrase.bars[-1].steps
    control = phrase.bars[0].bar
    here = [n for n in notes if begin <= n.start < end]
    if not here:
        return -100.0
    chords, fit = _harmony(phrase, notes)
    onsets = sorted({n.start for n in here})
    density = abs(np.log2(len(onsets) * QUARTER / (end - begin) / _TARGET[control.rate]))
    last = chords[-1]
    cadence = last in (TONIC[control.minor], DOMINANT[control.minor])
    changes = len({id(chord) for chord in chords}) / min(len(phrase.bars), 4)
    return (
        8.0 * min(in_key(here, control.minor) - 0.97, 0.0)
        + 3.0 * fit
        - 1.0 * float(density)
        + 0.6 * cadence * (1 + phrase.closes)
        + 0.8 * min(changes, 1.0)
        + 1.2 * _pulse(phrase, [*before, *here])
        - 0.15 * _leaps(here)
        - 3.0 * max(_sameness(here) - 0.25, 0.0)
        + 0.7 * likelihood
    )


def _harmony(phrase: Phrase, notes: Sequence[Note]) -> tuple[list[Chord | None], float]:
    """Return the chord of each half bar and how well they fit on the average."""
    found = []
    for bar in phrase.bars:
        half = bar.steps // 2
        found += [chord_of(notes, at, at + half) for at in (bar.begin, bar.begin + half)]
    return [chord for chord, _ in found], float(np.mean([fit for _, fit in found]))


def _pulse(phrase: Phrase, notes: Sequence[Note]) -> float:
    """Return how alike the rhythms of neighbouring bars are, 0..1, and that every bar is struck on its first beat."""
    steps = phrase.bars[0].steps
    patterns = [
        {n.start - at for n in notes if at <= n.start < at + steps}
        for at in range(phrase.bars[0].begin - steps, phrase.bars[-1].begin + 1, steps)
    ]
    alike = [len(a & b) / max(len(a | b), 1) for a, b in pairwise(patterns)]
    struck = [0 in pattern for pattern in patterns[1:]]
    return float(0.6 * np.mean(alike) + 0.4 * np.mean(struck))


def _leaps(notes: Sequence[Note]) -> float:
    """Return the mean interval in semitones between successive highest notes, beyond a fourth."""
    tops: dict[int, int] = {}
    for note in notes:
        tops[note.start] = max(note.pitch, tops.get(note.start, 0))
    line = [tops[start] for start in sorted(tops)]
    return float(np.mean([max(abs(b - a) - 5, 0) for a, b in pairwise(line)] or [0]))


def _sameness(notes: Sequence[Note]) -> float:
    """Return the share of the commonest pitch."""
    return float(np.bincount([n.pitch for n in notes]).max() / len(notes))
