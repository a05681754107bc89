"""Chords: which one sounds, how the strings hold it, how the piece closes. All in C major or A minor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from digiteller.nets.performance import Note


@dataclass(frozen=True)
class Chord:
    """A chord by its pitch classes, root first."""

    tones: tuple[int, ...]


CHORDS = tuple(
    Chord(tones)
    for tones in ((0, 4, 7), (2, 5, 9), (4, 7, 11), (5, 9, 0), (7, 11, 2), (9, 0, 4), (11, 2, 5), (4, 8, 11), (2, 6, 9))
)
"""The triads of C major, and E major and D major, which lead to A minor and to G."""
TONIC = {False: CHORDS[0], True: CHORDS[5]}
DOMINANT = {False: CHORDS[4], True: CHORDS[7]}
"""By whether the key is A minor."""
PAD_RANGE = (52, 69)


def sounding(notes: Sequence[Note], begin: int, end: int) -> list[Note]:
    """Return the notes that sound between two steps, cut to them."""
    return [
        Note(max(n.start, begin), n.pitch, min(n.end, end), n.velocity)
        for n in notes
        if n.start < end and n.end > begin
    ]


def chord_of(notes: Sequence[Note], begin: int, end: int) -> tuple[Chord | None, float]:
    """Return the chord that fits what sounds between two steps, and the share of it that are chord tones, 0..1."""
    heard = sounding(notes, begin, end)
    if not heard:
        return None, 0.0
    weights = np.zeros(12)
    for note in heard:
        weights[note.pitch % 12] += note.end - note.start
    weights /= weights.sum()
    lowest = min(heard, key=lambda note: (note.pitch, note.start)).pitch % 12
    scores = [weights[list(chord.tones)].sum() + 0.15 * (chord.tones[0] == lowest) for chord in CHORDS]
    best = int(np.argmax(scores))
    return CHORDS[best], float(weights[list(CHORDS[best].tones)].sum())


def voiced(chord: Chord, before: Sequence[int]) -> tuple[int, ...]:
    """Return three pitches of ``chord`` in the strings' range, moving as little as possible from those ``before``."""
    low, high = PAD_RANGE
    choices = [[p for p in range(low, high + 1) if p % 12 == tone] for tone in chord.tones]
    voicings = [tuple(sorted(pitches)) for pitches in product(*choices)]
    near = before or (55, 60, 64)
    return min(voicings, key=lambda v: (sum(abs(a - b) for a, b in zip(v, near, strict=True)), max(v) - min(v), v))


def closing_chord(notes: Sequence[Note], begin: int, end: int, minor: bool) -> list[Note]:
    """Return the tonic chord that ends a piece: near the last melody note and bass, rolled upwards a little."""
    tonic = TONIC[minor].tones
    last = sounding(notes, max(begin - 48, 0), begin) if begin else []
    bass_before = min((n.pitch for n in last), default=48)
    top_before = max((n.pitch for n in last), default=67)
    bass = min((p for p in range(36, 54) if p % 12 == tonic[0]), key=lambda p: (abs(p - bass_before), p))
    top = min((p for p in range(64, 80) if p % 12 in tonic[:2]), key=lambda p: (abs(p - top_before), p))
    inner = [p for p in range(max(bass + 7, top - 13), top - 2) if p % 12 in tonic][-3:]
    velocity = int(np.mean([n.velocity for n in last])) if last else 60
    pitches = [bass, *inner, top]
    roll = 3 if end - begin > 48 else 0
    return [Note(begin + roll * i, p, end, velocity) for i, p in enumerate(pitches)]
