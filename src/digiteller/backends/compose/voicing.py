"""How the strings hold the harmony, and the chord that closes a piece."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np

from digiteller.nets.chords import CHORDS
from digiteller.nets.performance_events import Note

PAD_RANGE = (52, 69)


def voiced(chord: int, before: Sequence[int]) -> tuple[int, ...]:
    """Return three pitches of a chord in the strings' range, moving as little as possible from those ``before``."""
    low, high = PAD_RANGE
    choices = [[p for p in range(low, high + 1) if p % 12 == tone] for tone in CHORDS[chord]]
    voicings = [tuple(sorted(pitches)) for pitches in product(*choices)]
    near = before or (55, 60, 64)
    return min(voicings, key=lambda v: (sum(abs(a - b) for a, b in zip(v, near, strict=True)), max(v) - min(v), v))


def closing_chord(notes: Sequence[Note], begin: int, end: int, chord: int) -> list[Note]:
    """Return the chord that ends a piece: near the last melody note and bass, rolled upwards a little."""
    root, third, fifth = CHORDS[chord]
    last = [n for n in notes if n.end > begin - 48]
    bass_before = min((n.pitch for n in last), default=48)
    top_before = max((n.pitch for n in last), default=67)
    bass = min((p for p in range(36, 54) if p % 12 == root), key=lambda p: (abs(p - bass_before), p))
    top = min((p for p in range(64, 80) if p % 12 in (root, third)), key=lambda p: (abs(p - top_before), p))
    inner = [p for p in range(max(bass + 7, top - 13), top - 2) if p % 12 in (root, third, fifth)][-3:]
    velocity = int(np.mean([n.velocity for n in last])) if last else 60
    roll = 3 if end - begin > 48 else 0
    return [Note(begin + roll * i, p, end, velocity) for i, p in enumerate([bass, *inner, top])]
