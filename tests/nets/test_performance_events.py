from __future__ import annotations

from random import Random

from digiteller.nets.performance_events import NOTE_OFF, NOTE_ON, TIME_SHIFT, VELOCITY, Note, decode, encode, shifts


def test_events_have_the_published_numbers() -> None:
    notes = [Note(0, 60, 50, 80), Note(50, 64, 151, 80)]
    assert encode(notes) == [VELOCITY + 20, 60, 305, 188, 64, 355, 256, 192]
    assert (NOTE_ON, NOTE_OFF, TIME_SHIFT, VELOCITY) == (0, 128, 256, 356)


def test_notes_survive_being_encoded() -> None:
    random = Random(0)
    notes = []
    for pitch in range(30, 90):
        at = random.randrange(200)
        for _ in range(5):
            end = at + random.randrange(1, 300)
            notes.append(Note(at, pitch, end, random.randrange(1, 32) * 4))
            at = end + random.randrange(0, 200)
    assert decode(encode(notes)) == sorted(notes)


def test_a_long_wait_is_several_shifts() -> None:
    assert shifts(0) == []
    assert shifts(100) == [355]
    assert shifts(230) == [355, 355, 285]


def test_overlapping_notes_of_one_pitch_are_cut() -> None:
    notes = [Note(0, 60, 100, 64), Note(40, 60, 80, 64), Note(40, 60, 90, 64)]
    assert decode(encode(notes)) == [Note(0, 60, 40, 64), Note(40, 60, 90, 64)]


def test_what_cannot_be_played_is_left_out() -> None:
    assert decode([NOTE_OFF + 60, 61, TIME_SHIFT + 9, NOTE_OFF + 61, 62, NOTE_OFF + 62]) == [Note(0, 61, 10, 64)]


def test_a_note_that_never_ends_lasts_to_the_last_event() -> None:
    assert decode([60, TIME_SHIFT + 99, 64, TIME_SHIFT]) == [Note(0, 60, 101, 64), Note(100, 64, 101, 64)]
