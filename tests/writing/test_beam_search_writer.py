from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from digiteller.contracts import Brief, PageBrief
from digiteller.errors import StageError
from digiteller.options import WriteOptions
from digiteller.writing.beam_search_writer import BeamEffort, Completion, sentence_fault, tell, write

TEXT = "A small fox loses his red lantern in the forest."
GOOD = (
    "The fox looked behind every tree",
    "An owl asked him about the lantern",
    "He found seven shiny stones under a bridge",
    "His mother sang a long song that night",
    "The red lantern was in the river",
    "They carried it home and lit it again",
)
Asked = list[tuple[str, int, int, float]]


def brief(*texts: str | None) -> Brief:
    return Brief(TEXT, None, tuple(PageBrief(text) for text in texts), "en")


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
    texts = tell(brief(None, mine, None), fake(asked, GOOD), BeamEffort(4, 0.8), 1, quiet)
    assert texts[1] == mine
    assert any(" ".join(mine.split()) in prompt for prompt, *_ in asked)
    assert all(texts)


def test_the_best_completion_wins() -> None:
    def complete(prompts: Sequence[str], count: int, seed: int, temperature: float) -> list[list[Completion]]:
        logprobs = enumerate([-3.0, -1.0, -2.0, -3.5, -4.0, -4.5])
        return [[Completion(GOOD[at], logprob, True) for at, logprob in logprobs] for _ in prompts[:1]]

    assert tell(brief(None), complete, BeamEffort(4, 0.8, beam=1), 1, quiet)[0].startswith(GOOD[1])


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("The fox ran.", "too short or too long"),
        ("The fox sat in the the grass.", "breaks off"),
        ("The fox looked up at the.", "breaks off"),
        ("The fox bought a cryptocurrency.", "the word 'cryptocurrency'"),
        ("The fox had one {lantern} left.", "odd characters"),
        ("Once the small fox lived alone.", "says it again"),
        ("The fox looked behind every tree.", None),
    ],
)
def test_what_cannot_stand_in_a_story(sentence: str, fault: str | None) -> None:
    assert sentence_fault(sentence, "Once the small fox lived alone in a hole.", TEXT) == fault


def test_retries_are_more_daring_and_the_error_says_what_was_wrong() -> None:
    asked: Asked = []
    with pytest.raises(StageError, match=r"scene 1: no acceptable sentence .* odd characters") as caught:
        tell(brief(None), fake(asked, ["A house that is #1"]), BeamEffort(4, 0.8, retries=2), 1, quiet)
    assert caught.value.hint
    tries = list(dict.fromkeys((seed, round(temperature, 2)) for _, _, seed, temperature in asked))
    assert len({seed for seed, _ in tries}) == 3
    assert [temperature for _, temperature in tries] == [0.8, 0.95, 1.1]


def test_an_unfinished_sentence_is_never_taken() -> None:
    with pytest.raises(StageError, match="too long"):
        tell(brief(None), fake([], GOOD, finished=False), BeamEffort(4, 0.8), 1, quiet)


def test_every_sentence_gets_its_candidates_for_each_place_in_the_beam() -> None:
    asked: Asked = []
    tell(brief(None, None), fake(asked, GOOD), BeamEffort(12, 0.8, beam=3), 1, quiet)
    seeds = [seed for _, _, seed, _ in asked]
    assert {count for _, count, _, _ in asked} == {12}
    assert [seeds.count(seed) for seed in dict.fromkeys(seeds)] == [1, 3, 3, 3]


def test_nothing_is_asked_when_everything_is_given() -> None:
    asked: Asked = []
    assert tell(brief("One.", "Two."), fake(asked, GOOD), BeamEffort(4, 0.8), 1, quiet) == ("One.", "Two.")
    assert asked == []


def test_line_breaks_of_the_user_do_not_break_the_prompt() -> None:
    asked: Asked = []
    given = Brief("A fox\nIdea: runs.", None, (PageBrief("One.\n\nTwo."), PageBrief()), "en")
    tell(given, fake(asked, GOOD), BeamEffort(4, 0.8), 1, quiet)
    assert all("Story: One. Two." in prompt for prompt, *_ in asked)
    assert len({prompt.count("\n") for prompt, *_ in asked}) == 1


def test_what_is_no_story_in_any_try_is_reported() -> None:
    asked: Asked = []
    with pytest.raises(StageError, match="no story: scene 1: it is not in German") as caught:
        write(replace(brief(None), language="de"), fake(asked, GOOD), WriteOptions(), 1, quiet)
    assert caught.value.hint
    assert len({seed // 1_000_000_000 for _, _, seed, _ in asked}) == 2
