"""How good a phrase is, by measures that were calibrated on songs that the network has not seen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from digiteller.backends.compose.phrase_planning import Phrase, PlannedBar
from digiteller.nets.chords import CHORDS
from digiteller.nets.music_controls import QUARTER, RATES, TEXTURES
from digiteller.nets.performance_events import Note

SCALE = {False: {0, 2, 4, 5, 7, 9, 11}, True: {0, 2, 4, 5, 7, 8, 9, 11}}
"""C major, and A minor with both its sevenths."""
_RATE = [0.8, *((a + b) / 2 for a, b in pairwise(RATES)), 4.5]
"""Onsets in a quarter at the middle of each level of rate."""
_TEXTURE = [1.15, *((a + b) / 2 for a, b in pairwise(TEXTURES)), 3.5]
"""Notes at an onset at the middle of each level of texture."""
USUAL = {
    "in key": (0.881, 0.990),
    "repetition": (0.646, 0.906),
    "sameness": (0.117, 0.177),
    "leaps": (0.598, 3.737),
    "silence": (0.0, 0.0),
}
"""Where the middle half of four bars of held-out songs lies: ``training/music/calibrate.py``."""
_NARROWEST = 0.1
"""The least width of these that distances are counted in."""


def score(phrase: Phrase, notes: Sequence[Note], before: Sequence[Note], likelihood: float) -> float:
    """Return how good ``notes`` are as ``phrase``; higher is better, differences of one are audible.

    ``before`` are the notes of the last bars before it; ``likelihood`` is the network's mean log-probability. What is
    asked for counts (harmony, rate, texture), and how far the other measures are from where they usually lie.
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
    steps = phrase.bars[0].steps
    measured = measures([*before, *notes], range(begin, end, steps), steps, control.minor)
    unusual = sum(min(beyond(value, *USUAL[name]), 2.0) for name, value in measured.items())
    fit = harmony_fit(phrase.bars, notes)
    return 4.0 * min(fit, 0.88) - float(density) - float(thickness) - 0.5 * unusual + 0.7 * likelihood


def measures(notes: Sequence[Note], bars: Sequence[int], steps: int, minor: bool) -> dict[str, float]:
    """Return the measures of ``USUAL`` of the notes that begin in bars of ``steps`` steps, given where they begin.

    In key: the share of notes in the scale. Repetition: how much of its rhythm a bar shares with the one before.
    Sameness: the share of the commonest pitch. Leaps: the mean interval in semitones between successive highest notes,
    beyond a fourth. Silence: the share of time in which nothing sounds.
    """
    end = bars[-1] + steps
    here = [n for n in notes if bars[0] <= n.start < end]
    if not here:
        return {}
    return {
        "in key": in_key(here, minor),
        "repetition": _repetition(notes, [bars[0] - steps, *bars], steps),
        "sameness": float(np.bincount([n.pitch for n in here]).max() / len(here)),
        "leaps": _leaps(here),
        "silence": _silence(notes, bars[0], end),
    }


def beyond(value: float, low: float, high: float) -> float:
    """Return how far a value lies outside of a range, in widths of it."""
    return max(low - value, value - high, 0.0) / max(high - low, _NARROWEST)


def in_key(notes: Sequence[Note], minor: bool) -> float:
    """Return the share of notes in the scale."""
    return sum(n.pitch % 12 in SCALE[minor] for n in notes) / max(len(notes), 1)


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


def _repetition(notes: Sequence[Note], bars: Sequence[int], steps: int) -> float:
    patterns = [{n.start - at for n in notes if at <= n.start < at + steps} for at in bars]
    return float(np.mean([len(a & b) / max(len(a | b), 1) for a, b in pairwise(patterns)]))


def _leaps(notes: Sequence[Note]) -> float:
    tops: dict[int, int] = {}
    for note in notes:
        tops[note.start] = max(note.pitch, tops.get(note.start, 0))
    line = [tops[start] for start in sorted(tops)]
    return float(np.mean([max(abs(b - a) - 5, 0) for a, b in pairwise(line)] or [0]))


def _silence(notes: Sequence[Note], begin: int, end: int) -> float:
    sounding = np.zeros(end - begin, bool)
    for note in notes:
        sounding[max(note.start - begin, 0) : max(note.end - begin, 0)] = True
    return 1.0 - float(sounding.mean())
