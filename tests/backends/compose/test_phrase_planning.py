from __future__ import annotations

from itertools import pairwise

import pytest

from digiteller.backends.compose.chord_progression import DOMINANT, TONIC
from digiteller.backends.compose.moods import MOODS
from digiteller.backends.compose.phrase_planning import PlannedBar, plan_phrases
from digiteller.story import MOODS as ALL_MOODS
from digiteller.story import Section

STORY = [Section(0.0, 14.3, "calm"), Section(14.3, 31.7, "tense"), Section(31.7, 52.05, "triumphant")]


def bars(sections: list[Section], seed: int = 1) -> list[PlannedBar]:
    return [bar for phrase in plan_phrases(sections, seed) for bar in phrase.bars]


def test_every_mood_of_a_story_has_its_music() -> None:
    assert set(MOODS) == set(ALL_MOODS)


@pytest.mark.parametrize(
    "sections",
    [STORY, [Section(0.0, 0.5, "sad")], [Section(0.0, 1800.0, "dreamy")], [Section(0.0, 2.9, "calm"), *STORY[1:1]]],
)
def test_bars_follow_each_other_and_fill_the_story(sections: list[Section]) -> None:
    planned = bars(sections)
    assert planned[0].start == planned[0].begin == 0
    for a, b in pairwise(planned):
        assert a.start + a.seconds == pytest.approx(b.start)
        assert a.begin + a.steps == b.begin
    assert planned[-1].start + planned[-1].seconds == pytest.approx(sections[-1].end)


def test_scene_changes_fall_on_bar_lines_and_change_the_mood() -> None:
    starts = {round(bar.start, 6): bar for bar in bars(STORY)}
    for section in STORY:
        assert starts[round(section.start, 6)].mood == MOODS[section.mood]


def test_tempo_stays_near_the_moods() -> None:
    for bar in bars(STORY)[:-2]:
        tempo = 60 * bar.steps / 48 / bar.seconds
        assert tempo == pytest.approx(bar.mood.tempo, rel=0.2)


def test_a_section_too_short_for_a_bar_goes_to_its_neighbour() -> None:
    planned = bars([Section(0.0, 10.0, "calm"), Section(10.0, 11.0, "tense"), Section(11.0, 20.0, "happy")])
    assert {bar.mood for bar in planned} == {MOODS["calm"], MOODS["happy"]}
    assert 11.0 in [pytest.approx(bar.start) for bar in planned if bar.mood == MOODS["happy"]]


def test_many_short_sections_are_joined_until_a_bar_fits_in() -> None:
    moods = ["calm", "tense", "tense", "sad", "happy", "happy", "sad"] * 10
    planned = bars([Section(1.5 * i, 1.5 * (i + 1), mood) for i, mood in enumerate(moods)])
    assert {bar.mood for bar in planned} == {MOODS[mood] for mood in ("calm", "tense", "happy", "sad")}
    changes = [b.start for a, b in pairwise(planned) if a.mood != b.mood]
    assert min(b - a for a, b in pairwise([0.0, *changes])) >= 3.0 - 1e-6


def test_short_sections_at_both_ends_go_to_their_neighbours() -> None:
    planned = bars([Section(0.0, 1.0, "sad"), Section(1.0, 9.0, "calm"), Section(9.0, 11.0, "tense")])
    assert {bar.mood for bar in planned} == {MOODS["calm"]}


def test_only_the_last_bars_see_the_end() -> None:
    remaining = [bar.bar.remaining for bar in bars(STORY)]
    assert remaining[-3:] == [2, 1, 0]
    assert set(remaining[:-6]) == {6}


@pytest.mark.parametrize("seed", range(5))
def test_sections_end_on_the_tonic_and_questions_on_the_dominant(seed: int) -> None:
    planned = plan_phrases([Section(0.0, 60.0, "calm"), Section(60.0, 120.0, "tense")], seed)
    for phrase in planned:
        minor = phrase.bars[0].bar.minor
        last = phrase.bars[-1].bar.chords[-1]
        assert last == TONIC[minor] if phrase.closes else last in (TONIC[minor], DOMINANT[minor])


def test_seeds_give_different_forms() -> None:
    assert len({tuple(bar.bar.chords for bar in bars(STORY, seed)) for seed in range(10)}) > 5
