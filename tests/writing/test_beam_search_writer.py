from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from digiteller.contracts import Brief, PageBrief
from digiteller.errors import StageError
from digiteller.options import WriteOptions
from digiteller.writing.beam_search_writer import BeamEffort, Completion, tell, write
from digiteller.writing.premise import parse
from digiteller.writing.story_arc import plan
from digiteller.writing.story_faults import scene_faults

TEXT = "A small fox loses his red lantern in the forest."
PREMISE = parse(TEXT, seed=1)
GOOD = ("in a warm hollow beside the meadow", "carry golden apples over the bridge", "gathered seven shiny pebbles")
Asked = list[tuple[str, int, int, float]]


def brief(*texts: str | None) -> Brief:
    return Brief(TEXT, None, tuple(PageBrief(text) for text in texts), "en")


JOURNEY = brief(*[None] * 7)
"""A story so long that no plain sentence stands in its middle."""


def fake(asked: Asked, answers: Sequence[str], finished: bool = True):  # type: ignore[no-untyped-def]
    def complete(prompts: Sequence[str], count: int, seed: int, temperature: float) -> list[list[Completion]]:
        asked.extend((prompt, count, seed, temperature) for prompt in prompts)
        return [[Completion(answer, -1.0, finished) for answer in answers] for _ in prompts]

    return complete


def quiet(share: float, text: str) -> None:
    assert 0 <= share <= 1


def test_given_texts_stay_and_are_read_by_the_model() -> None:
    asked: Asked = []
    mine = "My own page, word for word -- even   this."
    texts = tell(brief(None, mine, None), PREMISE, fake(asked, GOOD), BeamEffort(4, 0.8), 1, quiet)
    assert texts[1] == mine
    assert any(" ".join(mine.split()) in prompt for prompt, *_ in asked)
    assert all(texts)


@pytest.mark.parametrize("scenes", range(1, 13))
def test_every_number_of_scenes_has_a_plan_that_ends(scenes: int) -> None:
    slots = plan(PREMISE, scenes, seed=1)
    assert len(slots) == scenes
    assert slots[0][0].beat == "setting"
    assert slots[-1][-1].beat == "ending"


def test_the_best_completion_wins() -> None:
    texts = tell(brief(None), PREMISE, fake([], ["in a it", *GOOD, "in a a a"]), BeamEffort(4, 0.8), 1, quiet)
    assert "Once upon a time, a small fox lived in a warm hollow beside the meadow." in texts[0]


def test_what_the_premise_tells_is_not_asked_of_the_model() -> None:
    texts = tell(brief(None), PREMISE, fake([], GOOD), BeamEffort(4, 0.8), 1, quiet)
    assert "One day, the fox lost his red lantern in the forest." in texts[0]


def test_retries_are_more_daring_and_the_error_says_what_was_wrong() -> None:
    asked: Asked = []
    with pytest.raises(StageError, match=r"scene 5: no acceptable sentence .* present tense") as caught:
        tell(JOURNEY, PREMISE, fake(asked, ["in a house that is old"]), BeamEffort(4, 0.8, retries=2), 1, quiet)
    assert caught.value.hint
    tries = list(dict.fromkeys((seed, round(temperature, 2)) for _, _, seed, temperature in asked))[-3:]
    assert len({seed for seed, _ in tries}) == 3
    assert [temperature for _, temperature in tries] == [0.8, 0.95, 1.1]


def test_an_unfinished_sentence_is_never_taken() -> None:
    with pytest.raises(StageError, match="too long"):
        tell(JOURNEY, PREMISE, fake([], GOOD, finished=False), BeamEffort(4, 0.8), 1, quiet)


def test_every_sentence_gets_its_candidates_for_each_place_in_the_beam() -> None:
    asked: Asked = []
    tell(brief(None, None), PREMISE, fake(asked, GOOD), BeamEffort(12, 0.8, beam=3), 1, quiet)
    seeds = [seed for _, _, seed, _ in asked]
    assert {count for _, count, _, _ in asked} == {12}
    assert {seeds.count(seed) for seed in seeds} == {3}


def test_nothing_is_asked_when_everything_is_given() -> None:
    asked: Asked = []
    assert tell(brief("One.", "Two."), PREMISE, fake(asked, GOOD), BeamEffort(4, 0.8), 1, quiet) == ("One.", "Two.")
    assert asked == []


def test_line_breaks_of_the_user_do_not_break_the_prompt() -> None:
    asked: Asked = []
    given = Brief("A fox\nIdea: runs.", None, (PageBrief("One.\n\nTwo."), PageBrief()), "en")
    tell(given, parse(given.premise or "", 1), fake(asked, GOOD), BeamEffort(4, 0.8), 1, quiet)
    assert all("Story: One. Two. " in prompt for prompt, *_ in asked)
    assert len({prompt.count("\n") for prompt, *_ in asked}) == 1


def test_where_the_model_finds_nothing_a_plain_sentence_stands() -> None:
    def complete(prompts: Sequence[str], count: int, seed: int, temperature: float) -> list[list[Completion]]:
        return [[Completion("is a", -1.0, True)] * count for _ in prompts]

    texts = tell(brief(*[None] * 6), PREMISE, complete, BeamEffort(2, 0.8, retries=0), 1, quiet)
    assert texts[0].startswith("Once upon a time, there was a small fox. ")
    assert texts[-1].endswith("That night, the fox slept well and dreamed of tomorrow.")


def test_a_story_that_repeats_a_page_is_told_anew() -> None:
    asked: Asked = []
    page = write(brief(None, None), fake([], GOOD), WriteOptions(), 1, quiet).scenes[1].text
    again = write(brief(page, None), fake(asked, GOOD), WriteOptions(), 1, quiet).scenes[1].text
    assert not scene_faults(again, "en", [page])
    seeds = {seed for _, _, seed, _ in asked}
    assert min(seeds) < 1_000_000 < max(seeds)


def test_what_is_no_story_in_any_try_is_reported() -> None:
    asked: Asked = []
    with pytest.raises(StageError, match="no story: scene 1: it is not in German") as caught:
        write(replace(brief(None), language="de"), fake(asked, GOOD), WriteOptions(), 1, quiet)
    assert caught.value.hint
    assert len({seed // 1_000_000 for _, _, seed, _ in asked}) == 2
