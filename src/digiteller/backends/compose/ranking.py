"""How good a phrase is, by measures that tell composed songs from noise."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from digiteller.backends.compose.plan import Phrase, PlannedBar
from digiteller.backends.compose.rules import SCALE
from digiteller.nets.chords import CHORDS
from digiteller.nets.controls import QUARTER, RATES, TEXTURES
from digiteller.nets.performance import Note

_RATE = [0.8, *((a + b) / 2 for a, b in pairwise(RATES)), 4.5]
"""Onsets in a quarter at the middle of each level of rate."""
_TEXTURE = [1.15, *((a + b) / 2 for a, b in pairwise(TEXTURES)), 3.5]
"""Notes at an onset at the middle of each level of texture."""


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
    onsets = {n.start for n in here}
    density = abs(np.log2(len(onsets) * QUARTER / (end - begin) / _RATE[control.rate]))
    thickness = abs(np.log2(len(here) / len(onsets) / _TEXTURE[control.texture]))
    return (
        8.0 * min(in_key(here, control.minor) - 0.97, 0.0)
        + 4.0 * min(harmony_fit(phrase.bars, notes), 0.88)
        - 1.0 * float(density)
        - 1.0 * float(thickness)
        + 1.2 * _pulse(phrase, [*before, *here])
        - 0.15 * _leaps(here)
        - 3.0 * max(_sameness(here) - 0.25, 0.0)
        + 0.7 * likelihood
    )


def harmony_fit(bars: Sequence[PlannedBar], notes: Sequence[Note]) -> float:
    """Return the share of the sounding time that the bars' chord tones have, 0..1."""
    inside = total = 0
    for bar in bars:
        part = bar.steps // len(bar.bar.chords)
        for i, chord in enumerate(bar.bar.chords):
            begin = bar.begin + i * part
            for note in notes:
                overlap = min(note.end, begin + part) - max(note.start, begin)
                if overlap > 0:
                    total += overlap
                    inside += overlap * (note.pitch % 12 in CHORDS[chord])
    return inside / max(total, 1)


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
