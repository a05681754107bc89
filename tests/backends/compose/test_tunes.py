from __future__ import annotations

from itertools import pairwise
from typing import cast

import pytest

from digiteller.backends.compose.chord_progression import Form
from digiteller.backends.compose.phrase_planning import form_chance, plan_phrases
from digiteller.backends.compose.tune_finding import find_tunes
from digiteller.backends.compose.tunes import Tune, fit, how_singable, melody_of, varied
from digiteller.nets.chords import chord_index
from digiteller.nets.music_decoder import Decoder
from digiteller.nets.performance_events import Note
from digiteller.story import Section
from noise import RandomDecoder

STEPS = 192
C, G, AM, E = (chord_index(name) for name in ("C", "G", "Am", "E"))
CHORDS = ((C,), (G,))
LINE = (
    Note(0, 72, 48, 64),
    Note(48, 74, 96, 64),
    Note(96, 76, 192, 64),
    Note(192, 74, 240, 64),
    Note(240, 72, 288, 64),
    Note(288, 71, 384, 64),
)


def test_a_melody_is_the_top_line_and_its_notes_last_until_the_next() -> None:
    under = [Note(at, 55, at + 24, 40) for at in range(STEPS, 3 * STEPS, 24)]
    moved = [Note(note.start + STEPS, note.pitch, note.end + STEPS, 64) for note in LINE]
    melody = melody_of([*under, *moved], STEPS, 3 * STEPS)
    assert [(note.start, note.pitch) for note in melody] == [(note.start, note.pitch) for note in LINE]
    assert all(a.end <= b.start for a, b in pairwise(melody))


@pytest.mark.parametrize(
    "worse",
    [
        LINE[:3],
        tuple(Note(note.start, note.pitch + 13 * (at % 2), note.end, 64) for at, note in enumerate(LINE)),
        tuple(Note(note.start, 72, note.end, 64) for note in LINE),
        tuple(Note(note.start, note.pitch + 1, note.end, 64) for note in LINE),
        tuple(Note(12 * at, 72 + at % 3, 12 * at + 12, 64) for at in range(32)),
    ],
    ids=["few", "leaping", "one pitch", "out of key", "hurried"],
)
def test_a_simple_line_sings_better(worse: tuple[Note, ...]) -> None:
    assert how_singable(LINE, STEPS, CHORDS) > how_singable(worse, STEPS, CHORDS) + 0.3


def test_in_the_minor_a_tune_keeps_its_line_and_has_the_leading_note() -> None:
    tune = Tune(LINE, STEPS)
    minor = varied(tune, 1000, True, 0, 80, ((AM,), (E,)))
    assert [note.start - 1000 for note in minor] == [note.start for note in LINE]
    assert [note.pitch for note in minor] == [69, 71, 72, 71, 69, 68]
    assert {note.velocity for note in minor} == {80}
    assert [note.pitch for note in varied(tune, 0, True, -12, 80, ((AM,), (AM,)))] == [57, 59, 60, 59, 57, 55]
    assert fit(tune, False, CHORDS) > fit(tune, False, ((E,), (E,)))


def test_the_minor_has_the_harmonies_that_suit_the_tune() -> None:
    tune = Tune(tuple(Note(192 + 48 * at, 67, 240 + 48 * at, 64) for at in range(4)), STEPS)
    for seed in range(4):
        assert Form(form_chance(seed), {"theme": tune}).beginning(True, "theme")[1] == (E,)


def test_tunes_are_found_whoever_sings() -> None:
    tunes = find_tunes(cast(Decoder, RandomDecoder(4)), (3, 4), seed=3)
    assert set(tunes) == {"theme", "digression"}
    for tune in tunes.values():
        assert tune.steps == 144
        assert tune.notes
        assert all(0 <= note.start < note.end <= 288 for note in tune.notes)


def test_a_piece_comes_back_to_its_hero_in_every_scene_and_ends_with_him() -> None:
    sections = [Section(14.0 * at, 14.0 * (at + 1), mood) for at, mood in enumerate(("calm", "tense", "happy", "sad"))]
    phrases = plan_phrases(sections, 2, {"theme": Tune(LINE, STEPS), "digression": Tune(LINE, STEPS)})
    assert [phrase.theme for phrase in phrases if phrase.opens] == ["hero"] * 4
    assert [phrase.theme for phrase in phrases][-1] == "hero"
    assert "place" in [phrase.theme for phrase in phrases]
