from __future__ import annotations

import pytest

from digiteller.nets.chords import NONE, chord_index, chord_of
from digiteller.nets.performance_events import Note


def together(*pitches: int) -> list[Note]:
    return [Note(0, pitch, 48, 64) for pitch in pitches]


@pytest.mark.parametrize(
    ("pitches", "name"),
    [((48, 64, 67), "C"), ((45, 60, 64), "Am"), ((52, 68, 71), "E"), ((47, 62, 65), "Bo"), ((43, 59, 62, 65), "G")],
)
def test_the_triad_is_heard(pitches: tuple[int, ...], name: str) -> None:
    assert chord_of(together(*pitches), 0, 48)[0] == chord_index(name)


def test_the_bass_decides_between_chords_that_share_tones() -> None:
    assert chord_of(together(48, 64, 67, 69), 0, 48)[0] == chord_index("C")
    assert chord_of(together(45, 60, 64, 67), 0, 48)[0] == chord_index("Am")


def test_only_what_sounds_between_the_steps_counts() -> None:
    notes = [*together(48, 52, 55), *(Note(48, p, 96, 64) for p in (50, 53, 57))]
    assert chord_of(notes, 48, 96) == (chord_index("Dm"), 1.0)


def test_silence_and_clusters_are_no_chord() -> None:
    assert chord_of([], 0, 48) == (NONE, 0.0)
    assert chord_of(together(60, 61, 62, 63), 0, 48)[0] == NONE
