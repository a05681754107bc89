from __future__ import annotations

import json

import pytest

from digiteller.contracts import Brief, PageBrief
from digiteller.errors import SpecError, StageError
from digiteller.story import Script
from digiteller.writing import answer_parsing, instruct_prompt, instruct_writer

TEXTS = [
    "On a quiet hill there lived a small fox who loved to watch the moon climb over the dark old pines.",
    "One evening she found a lantern in the moss, cold and dusty, and wished that it would shine once more.",
    "But nobody in the forest knew how to mend it, and cold rain ran into her eyes until she could not see.",
    "She rubbed the glass and shook the handle, yet it stayed as black as a pond in the middle of winter.",
]
PREMISE = "A small fox finds a lantern that has lost its light and makes it shine again."


def scene(text: str) -> str:
    return json.dumps({"text": text, "picture": "a fox in a wood", "mood": "calm"})


def story(*texts: str) -> str:
    return json.dumps({"title": "A Lantern", "scenes": [json.loads(scene(text)) for text in texts]})


class Model:
    """Answers what it was given, one after the other, then the last again."""

    def __init__(self, *given: str) -> None:
        self._given, self.asked = list(given), list[tuple[instruct_prompt.Question, int, float]]()

    def __call__(self, question: instruct_prompt.Question, seed: int, temperature: float) -> str:
        self.asked.append((question, seed, temperature))
        return self._given.pop(0) if len(self._given) > 1 else self._given[0]

    def said(self, at: int) -> str:
        return self.asked[at][0].messages[1]["content"]


def write(
    model: Model, *pages: PageBrief, premise: str | None = PREMISE, language: str = "en", **manner: str
) -> Script:
    brief = Brief(premise, None, pages or (PageBrief(),) * 4, language)
    effort = instruct_writer.AskingEffort(instruct_prompt.Manner(**manner), 0.7)
    return instruct_writer.write(brief, model, effort, 1, lambda share, text: None)


def texts(script: Script) -> list[str]:
    return [scene.text for scene in script.scenes]


def test_one_good_answer_is_enough() -> None:
    model = Model(story(*TEXTS))
    script = write(model, audience="teenagers", tone="dry")
    assert texts(script) == TEXTS
    assert (script.title, script.scenes[1].mood, len(model.asked)) == ("A Lantern", "calm", 1)
    system = model.asked[0][0].messages[0]["content"]
    assert "teenagers" in system
    assert "dry" in system
    assert all(step in model.said(0) for step in instruct_prompt.ARC)


def test_missing_scenes_are_asked_for() -> None:
    model = Model(story(*TEXTS[:2]), scene(TEXTS[2]), scene(TEXTS[3]))
    assert texts(write(model)) == TEXTS
    assert "scene 3 of 4" in model.said(1)
    assert TEXTS[1] in model.said(1)


def test_more_scenes_than_asked_for_are_dropped() -> None:
    assert texts(write(Model(story(*TEXTS)), PageBrief(), PageBrief())) == TEXTS[:2]


def test_a_repeated_scene_is_written_anew_and_the_model_is_told_why() -> None:
    model = Model(story(TEXTS[0], TEXTS[0], *TEXTS[2:]), scene(TEXTS[0]), scene(TEXTS[1]))
    assert texts(write(model)) == TEXTS
    assert "repeats another scene" in model.said(1)
    assert model.asked[2][2] > model.asked[1][2]
    assert len({seed for _, seed, _ in model.asked}) == 3


def test_given_texts_stay_word_for_word() -> None:
    mine = "  My - own:  words. "
    model = Model(story(TEXTS[0], "Something else.", TEXTS[2], TEXTS[3]))
    script = write(
        model, PageBrief(), PageBrief(mine, picture="a hat", mood="sad"), PageBrief(mood="tense"), PageBrief()
    )
    assert texts(script) == [TEXTS[0], mine, *TEXTS[2:]]
    assert (script.scenes[1].picture, script.scenes[1].mood, script.scenes[2].mood) == ("a hat", "sad", "tense")
    assert json.dumps(mine) in model.said(0)


def test_without_anything_to_write_nobody_is_asked() -> None:
    model = Model("")
    assert texts(write(model, PageBrief("One fox."), PageBrief("Two foxes."), premise=None)) == [
        "One fox.",
        "Two foxes.",
    ]
    assert model.asked == []
    with pytest.raises(SpecError, match="no premise"):
        write(model, premise=None)


def test_a_long_story_is_asked_for_in_parts_that_know_what_was_told() -> None:
    tales = [f"{text[:-1]} on the {day} day." for day in ("first", "second", "third") for text in TEXTS]
    for at, tale in enumerate(tales):
        tales[at] = " ".join(f"{word}{'aeiou'[at % 5] * (at // 5 + 1)}" for word in tale.rstrip(".").split()) + "."
    model = Model(story(*tales[:8]), story(*tales[8:]))
    assert texts(write(model, *(PageBrief(),) * 12, premise="Mi", language="tlh")) == tales
    assert len(model.asked) == 2
    assert "scenes 9 to 12" in model.said(1)
    assert tales[7] in model.said(1)


def test_a_scene_that_is_only_too_long_is_kept_when_nothing_better_comes() -> None:
    long = TEXTS[0][:-1] + " and over the river and the town and the bridge and the mill and the old stone wall and" * 2
    model = Model(story(f"{long} sea.", *TEXTS[1:]), scene(f"{long} lake."))
    assert write(model).scenes[0].text == f"{long} sea."
    assert "too long" in model.said(1)


@pytest.mark.parametrize(
    "answer", ["", "{", "null", "7", '"text"', "[]", '{"scenes": 3}', '{"scenes": [1, null]}', "[{" * 9999]
)
def test_what_is_no_answer_is_reported(answer: str) -> None:
    with pytest.raises(StageError, match="scene 1: no acceptable text") as caught:
        write(Model(answer))
    assert caught.value.exit_code == 6
    assert caught.value.hint


def test_a_story_of_something_else_is_begun_again_and_then_reported() -> None:
    model = Model(story(*TEXTS))
    with pytest.raises(StageError, match="little to do with the premise"):
        write(model, premise="The king of the desert wants to buy a purple submarine.")
    assert len(model.asked) == 2
    with pytest.raises(StageError, match="not in Spanish"):
        write(Model(story(*TEXTS), *map(scene, TEXTS)), language="es")


def test_answers_are_found_in_what_is_around_them() -> None:
    wrapped = f"<think>Let me {{see}}.</think>Sure!\n```json\n{story(*TEXTS)}\n```\nEnjoy!"
    assert [found.text for found in answer_parsing.read_story(wrapped).scenes] == TEXTS
    assert answer_parsing.read_scene(story(*TEXTS)).text == TEXTS[0]
    assert answer_parsing.read_story(json.dumps(TEXTS)).scenes[3].text == TEXTS[3]
    strange = answer_parsing.read_scene(
        json.dumps({"text": "A\x1b[31m fox\nran.\ud800", "picture": "x" * 999, "mood": "angry"})
    )
    assert strange == answer_parsing.Answer("A[31m fox ran.")


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 12, 200])
def test_every_step_of_the_arc_is_told_in_order(count: int) -> None:
    told = [step for number in range(count) for step in instruct_prompt.steps(number, count)]
    assert list(dict.fromkeys(told)) == list(instruct_prompt.ARC)
    assert all(instruct_prompt.steps(number, count) for number in range(count))
