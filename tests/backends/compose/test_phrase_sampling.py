from __future__ import annotations

from itertools import pairwise
from typing import cast

import pytest

from digiteller.backends.compose import phrase_sampling, sampling_constraints
from digiteller.backends.compose.phrase_planning import Phrase, metre_of, plan_phrases
from digiteller.backends.compose.phrase_scoring import harmony_fit, in_key, score
from digiteller.backends.compose.tunes import Tune
from digiteller.nets.chords import CHORDS
from digiteller.nets.music_controls import QUARTER
from digiteller.nets.music_decoder import Decoder
from digiteller.nets.performance_events import Note
from digiteller.story import MOODS, Section
from noise import RandomDecoder


def compose(planned: list[Phrase], seed: int = 1, lanes: int = 2) -> list[Note]:
    return list(phrase_sampling.sample_phrases(cast(Decoder, RandomDecoder(lanes)), planned, seed))[-1]


@pytest.fixture(scope="module", params=MOODS)
def piece(request: pytest.FixtureRequest) -> tuple[list[Phrase], list[Note]]:
    planned = plan_phrases([Section(0.0, 20.0, request.param)], seed=1)
    return planned, compose(planned)


Piece = tuple[list[Phrase], list[Note]]


def test_even_noise_keeps_to_the_range_and_the_grid(piece: Piece) -> None:
    _, notes = piece
    assert len(notes) > 20
    for note in notes:
        assert sampling_constraints.LOWEST <= note.pitch <= sampling_constraints.HIGHEST
        assert note.start % QUARTER in sampling_constraints.GRID
        assert note.end > note.start


def test_even_noise_keeps_to_the_polyphony(piece: Piece) -> None:
    _, notes = piece
    for note in notes:
        assert sum(other.start <= note.start < other.end for other in notes) <= sampling_constraints.MOST_NOTES


def test_no_pitch_sounds_twice_at_once(piece: Piece) -> None:
    _, notes = piece
    for pitch in {note.pitch for note in notes}:
        line = sorted(note for note in notes if note.pitch == pitch)
        assert all(a.end <= b.start for a, b in pairwise(line))


def test_even_noise_is_never_silent_for_long_and_ends_on_time(piece: Piece) -> None:
    planned, notes = piece
    bar = planned[-1].bars[-1]
    end = bar.begin + bar.steps
    assert max(note.end for note in notes) <= end
    seconds_per_step = min(b.seconds / b.steps for phrase in planned for b in phrase.bars)
    onsets = sorted({note.start for note in notes})
    gaps = [b - a for a, b in zip([0, *onsets], [*onsets, end], strict=True)]
    assert max(gaps) * seconds_per_step < phrase_sampling.LONGEST_PAUSE + 0.5


def test_the_same_seed_gives_the_same_notes_and_another_does_not() -> None:
    planned = plan_phrases([Section(0.0, 10.0, "happy")], seed=1)
    assert compose(planned, 3) == compose(planned, 3)
    assert compose(planned, 3) != compose(planned, 4)


@pytest.mark.parametrize("mood", MOODS)
def test_a_tune_is_struck_as_written_and_nothing_is_struck_above_it(mood: str) -> None:
    sections = [Section(0.0, 40.0, mood)]
    steps = round(metre_of(sections)[0] * 4 / metre_of(sections)[1] * QUARTER)
    written = [(0, 72, 36), (36, 74, 48), (48, 76, steps), (steps, 74, steps + 24), (steps + 24, 67, 2 * steps)]
    tune = Tune(tuple(Note(start, pitch, end, 64) for start, pitch, end in written), steps)
    planned = plan_phrases(sections, 1, {"theme": tune, "digression": tune})
    notes = compose(planned)
    sung = [note for phrase in planned for note in phrase.tune]
    assert len(sung) >= 5 * 2
    assert {(note.start, note.pitch, note.end) for note in sung} <= {
        (note.start, note.pitch, note.end) for note in notes
    }
    for high in sung:
        others = [
            n for n in notes if high.start <= n.start < high.end and (n.start, n.pitch) != (high.start, high.pitch)
        ]
        assert all(other.pitch < high.pitch for other in others)


def chorale(phrase: Phrase, shift: int = 0) -> list[Note]:
    """Return the planned chords as block chords."""
    notes = []
    for bar in phrase.bars:
        part = bar.steps // len(bar.bar.chords)
        for i, chord in enumerate(bar.bar.chords):
            for beat in range(0, part, QUARTER // 2):
                at = bar.begin + i * part + beat
                tone = CHORDS[chord][beat // 24 % 3]
                notes += [
                    Note(at, 60 + (tone + shift) % 12, at + 24, 64),
                    Note(at, 48 + (tone + shift) % 12, at + 24, 64),
                ]
    return notes


def test_ranking_prefers_the_planned_harmony() -> None:
    phrase = plan_phrases([Section(0.0, 14.0, "calm")], seed=1)[0]
    right, wrong = chorale(phrase), chorale(phrase, shift=1)
    assert harmony_fit(phrase.bars, right) == 1.0
    assert in_key(right, False) > 0.8 > in_key(wrong, False)
    assert score(phrase, right, [], -1.0) > score(phrase, wrong, [], -1.0) > score(phrase, [], [], -1.0)


def test_ranking_prefers_the_asked_rate() -> None:
    phrase = plan_phrases([Section(0.0, 14.0, "happy")], seed=1)[0]
    right = chorale(phrase)
    sparse = [note for note in right if note.start % (2 * QUARTER) == 0]
    assert score(phrase, right, [], -1.0) > score(phrase, sparse, [], -1.0)
