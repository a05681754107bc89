"""Triads by name and by ear: which one fits what sounds."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from digiteller.nets.performance_events import Note

QUALITIES = {"": (0, 4, 7), "m": (0, 3, 7), "o": (0, 3, 6)}
"""Semitones above the root of major, minor and diminished triads."""
ROOTS = ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
CHORDS = tuple(
    tuple((root + tone) % 12 for tone in tones) for root in range(len(ROOTS)) for tones in QUALITIES.values()
)
"""The pitch classes of each triad, root first."""
NAMES = tuple(root + quality for root in ROOTS for quality in QUALITIES)
NONE = len(CHORDS)
"""Stands for what is no triad."""

_TEMPLATES = np.array([[float(pitch in chord) for pitch in range(12)] for chord in CHORDS])
_ROOTS = np.array([chord[0] for chord in CHORDS])
_BASS = 0.15
"""What a root in the bass counts beside the share of chord tones, 1 at most."""
_LEAST = 0.6
"""Share of chord tones below which there is no chord."""


def chord_index(name: str) -> int:
    """Return the index in ``CHORDS`` of a name such as ``Am``."""
    return NAMES.index(name)


def chord_of(notes: Iterable[Note], begin: int, end: int) -> tuple[int, float]:
    """Return the triad that fits what sounds between two steps, and the share of it that are its tones, 0..1.

    The triad is an index in ``CHORDS``, or ``NONE``.
    """
    weights = np.zeros(12)
    lowest = 128
    for note in notes:
        overlap = min(note.end, end) - max(note.start, begin)
        if overlap > 0:
            weights[note.pitch % 12] += overlap
            lowest = min(lowest, note.pitch)
    if lowest == 128:
        return NONE, 0.0
    fits = _TEMPLATES @ (weights / weights.sum())
    best = int((fits + _BASS * (lowest % 12 == _ROOTS)).argmax())
    fit = float(fits[best])
    return (best if fit >= _LEAST else NONE), fit
