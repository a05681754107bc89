"""Short tunes that a piece comes back to: what of a score is its melody, how well it sings, and how it is varied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from digiteller.nets.chords import CHORDS
from digiteller.nets.music_controls import QUARTER
from digiteller.nets.performance_events import Note

BARS = 2
"""Bars of a tune."""
SCALE = (0, 2, 4, 5, 7, 9, 11)
_LOWEST, _HIGHEST = 60, 81
"""The range of a tune in C major."""
_NOTES = (3.0, 4.5)
"""Notes in four quarters of what is easily kept in mind."""
_STEPS = (1.2, 3.2)
"""Semitones from note to note, in the mean."""
_WIDTH = (5, 12)
"""Semitones from the lowest to the highest note."""
_SHORTEST = QUARTER // 4


@dataclass(frozen=True)
class Tune:
    """A melody of ``BARS`` bars in C major."""

    notes: tuple[Note, ...]
    """One after the other, in steps from its first bar line."""
    steps: int
    """In one of its bars."""


def melody_of(notes: Sequence[Note], begin: int, end: int) -> tuple[Note, ...]:
    """Return the melody between two steps: the highest notes, each held until the next; steps count from ``begin``."""
    tops: list[Note] = []
    for note in sorted(notes, key=lambda one: (one.start, -one.pitch)):
        if not begin <= note.start < end:
            continue
        if tops and (note.start == tops[-1].start or (note.pitch < tops[-1].pitch - 4 and note.start < tops[-1].end)):
            continue
        tops.append(note)
    closed = [*(one.start for one in tops[1:]), end]
    return tuple(
        Note(one.start - begin, one.pitch, min(stop, max(one.end, one.start + QUARTER)) - begin, one.velocity)
        for one, stop in zip(tops, closed, strict=True)
    )


def how_singable(notes: Sequence[Note], steps: int, chords: Sequence[Sequence[int]]) -> float:
    """Return how well a melody of ``BARS`` bars is kept in mind and sung: 0 for perfectly, less for worse.

    ``chords`` are the harmonies of each bar, as in ``Bar``. Asked for are few notes of the scale in a narrow range,
    mostly in steps, one rhythm that comes back in the second bar, and a beginning on the first beat.
    """
    if len(notes) < 4:
        return -100.0
    pitches = [note.pitch for note in notes]
    jumps = [abs(after - before) for before, after in pairwise(pitches)]
    lengths = [note.end - note.start for note in notes]
    first, second = ({note.start % steps for note in notes if note.start // steps == bar} for bar in range(BARS))
    faults: dict[str, float] = {
        "number": _beyond(len(notes) * 4 * QUARTER / (BARS * steps), *_NOTES),
        "out of the scale": 4.0 * sum(pitch % 12 not in SCALE for pitch in pitches) / len(pitches),
        "out of the chord": 1.5 * sum(n.pitch % 12 not in _chord_at(n, steps, chords) for n in notes) / len(notes),
        "jumps": _beyond(sum(jumps) / len(jumps), *_STEPS) + 0.5 * sum(jump > 9 for jump in jumps),
        "width": 0.5 * _beyond(max(pitches) - min(pitches), *_WIDTH),
        "range": 0.3 * (max(0, _LOWEST - min(pitches)) + max(0, max(pitches) - _HIGHEST)),
        "standing still": 1.5 * max(0.0, jumps.count(0) / len(jumps) - 0.35),
        "one length": 0.8 * (len(set(lengths)) == 1) + 0.3 * max(0, len(set(lengths)) - 4),
        "hurry": 0.4 * sum(length <= _SHORTEST for length in lengths),
        "another rhythm": 1.0 - len(first & second) / max(1, len(first | second)),
        "late": 1.0 * (notes[0].start > 0),
    }
    return -sum(faults.values())


def varied(
    tune: Tune, begin: int, minor: bool, octave: int, velocity: int, chords: Sequence[Sequence[int]]
) -> tuple[Note, ...]:
    """Return a tune as it sounds from step ``begin``: in A minor where ``minor``, ``octave`` semitones higher.

    Where the harmony has the leading note of A minor, the tune has it too.
    """
    placed = []
    for note in tune.notes:
        pitch = (_in_minor(note.pitch) if minor else note.pitch) + octave
        if pitch % 12 == 7 and 8 in _chord_at(note, tune.steps, chords):
            pitch += 1
        placed.append(Note(begin + note.start, pitch, begin + note.end, velocity))
    return tuple(placed)


def fit(tune: Tune, minor: bool, chords: Sequence[Sequence[int]]) -> float:
    """Return the share of a tune's time in which it is in the harmony, 0..1."""
    notes = varied(tune, 0, minor, 0, 64, chords)
    inside = sum(note.end - note.start for note in notes if note.pitch % 12 in _chord_at(note, tune.steps, chords))
    return inside / max(1, sum(note.end - note.start for note in notes))


def _in_minor(pitch: int) -> int:
    """Return the pitch of A minor on the same degree as one of C major has, below it."""
    octave, tone = divmod(pitch, 12)
    degree = max(at for at, of in enumerate(SCALE) if of <= tone)
    down, place = divmod(degree - 2, len(SCALE))
    return 12 * (octave + down) + SCALE[place] + tone - SCALE[degree]


def _chord_at(note: Note, steps: int, chords: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Return the pitch classes of the harmony when a note begins."""
    bar, into = divmod(note.start, steps)
    here = chords[min(bar, len(chords) - 1)]
    return CHORDS[here[min(into * len(here) // steps, len(here) - 1)]]


def _beyond(value: float, low: float, high: float) -> float:
    return max(low - value, value - high, 0.0)
