"""A model tells the library's story in its own words: what it may not change, and what is done where it does."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from answering_server import says, served
from commands import digiteller
from digiteller.contracts import Brief, PageBrief
from digiteller.errors import SpecError
from digiteller.options import WriteOptions
from digiteller.story import Scene, Script, StagedAct, StagedPerson, Staging
from digiteller.writing import beam_search_writer, instruct_prompt, instruct_writer
from digiteller.writing.planned_writer import plan_faults

STAGING = Staging(
    ("Ida", "Hob"), "river", acts=(StagedAct("Ida", "wave", 1, 2),), holds=(("Ida", "lantern"),), sounds=("owl",)
)
FIRST = (
    "Ida the fox carried her grandmother's lantern down to the river, where the old bridge had fallen into the water."
)
LAST = (
    "Hob the hedgehog rowed Ida across the river, and she hung the lantern on the other bank, where everybody saw it."
)
RIGHT_FIRST = (
    "Down to the river went Ida, the lantern of her grandmother swinging; but the bridge had fallen, splash, into it!"
)
RIGHT_LAST = (
    "So Hob the hedgehog rowed, and Ida hung up her lantern on the other bank, and everybody across the river saw it."
)
PLAN = Script(
    "The Lantern",
    "en",
    (
        Scene(1, FIRST, FIRST, "calm", staging=STAGING),
        Scene(2, LAST, "a lantern", "happy"),
    ),
    (StagedPerson("Ida", "fox", "female"), StagedPerson("Hob", "hedgehog", "male")),
)
BRIEF = Brief("A fox carries a lantern.", None, (PageBrief(), PageBrief()), "en", plan=PLAN)
EFFORT = instruct_writer.AskingEffort(instruct_prompt.Manner(), 0.7)


def model(*texts: str) -> tuple[Callable[[instruct_prompt.Question, int, float], str], list[str]]:
    """Return a model that answers with these scenes, the last of them again and again, and what it is asked."""
    asked: list[str] = []

    def ask(question: instruct_prompt.Question, seed: int, temperature: float) -> str:
        asked.append(question.messages[-1]["content"])
        return json.dumps({"text": texts[min(len(asked), len(texts)) - 1], "picture": "p", "mood": "tense"})

    return ask, asked


def write(*texts: str, brief: Brief = BRIEF) -> tuple[Script, list[str]]:
    ask, asked = model(*texts)
    return instruct_writer.write(brief, ask, EFFORT, 1, lambda *_: None), asked


def test_the_words_are_the_models_and_all_else_is_the_plans() -> None:
    script, asked = write(RIGHT_FIRST, RIGHT_LAST)
    assert [scene.text for scene in script.scenes] == [RIGHT_FIRST, RIGHT_LAST]
    assert script.persons == PLAN.persons and script.title == "The Lantern"
    assert [scene.mood for scene in script.scenes] == ["calm", "happy"]
    assert [scene.picture for scene in script.scenes] == [RIGHT_FIRST, "a lantern"]
    staging = script.scenes[0].staging
    assert staging is not None and staging.holds == STAGING.holds and staging.place == "river"
    assert staging.acts == () == staging.sounds
    assert len(asked) == 2
    assert FIRST in asked[0] and LAST not in asked[0] and "Ida is female" in asked[0]
    assert RIGHT_FIRST in asked[1] and LAST in asked[1] and FIRST not in asked[1]


def test_what_is_wrong_is_asked_again_and_at_last_told_by_the_library() -> None:
    script, asked = write(
        "Ida ran off.", RIGHT_FIRST, "Bob sailed away over the wide green sea and never once thought of home."
    )
    assert [scene.text for scene in script.scenes] == [RIGHT_FIRST, LAST]
    assert "the lantern is not in it" in asked[1]
    assert len(asked) == 2 + 3
    assert script.scenes[1] is PLAN.scenes[1]


def test_every_try_has_another_seed_and_a_scene_tried_again_is_more_daring() -> None:
    asked: list[tuple[int, float]] = []

    def ask(question: instruct_prompt.Question, seed: int, temperature: float) -> str:
        asked.append((seed, round(temperature, 3)))
        return "no"

    assert instruct_writer.write(BRIEF, ask, EFFORT, 5, lambda *_: None).scenes == PLAN.scenes
    assert asked == [(5, 0.7), (6, 0.8), (7, 0.9), (8, 0.7), (9, 0.8), (10, 0.9)]


def test_given_texts_are_not_asked_for() -> None:
    brief = Brief(BRIEF.premise, None, (PageBrief(FIRST), PageBrief()), "en", plan=PLAN)
    script, asked = write(RIGHT_LAST, brief=brief)
    assert [scene.text for scene in script.scenes] == [FIRST, RIGHT_LAST]
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("at", "text", "faults"),
    [
        (0, RIGHT_FIRST, []),
        (1, RIGHT_LAST, []),
        (0, RIGHT_FIRST.replace("Ida", "the fox"), ["Ida is not in it"]),
        (0, RIGHT_FIRST.replace("lantern", "candle"), ["the lantern is not in it"]),
        (0, f"{RIGHT_FIRST} Then he sighed.", ["nobody in it is “he”"]),
        (0, f"{RIGHT_FIRST} “He is late!” she said.", []),
        (0, f"{RIGHT_FIRST} Then she met Rosalind there.", ["Rosalind does not belong to this story"]),
        (1, RIGHT_LAST.replace("Hob the hedgehog", "Hob, a small fox,"), ["Hob is no fox"]),
        (0, FIRST.replace("carried", "brought"), ["it is copied, and not in words of your own"]),
        (1, RIGHT_LAST.replace("Hob the hedgehog", "a fox called Hob"), ["Hob is no fox"]),
        (1, "Ida and Hob went home to bed.", ["it does not tell what happens in this scene"]),
    ],
)
def test_a_scene_is_held_to_the_facts_of_the_plan(at: int, text: str, faults: Sequence[str]) -> None:
    assert [fault.text for fault in plan_faults(text, PLAN, at, BRIEF)] == faults


def test_speech_stays_speech() -> None:
    said = (
        "“Stay where you are,” said Hob, and rowed across the river as fast as he could, and Ida held up the lantern."
    )
    plan = replace(PLAN, scenes=(PLAN.scenes[0], replace(PLAN.scenes[1], text=said)))
    retold = (
        'Hob rowed off across the river, fast as a fish. "You stay there," he said to Ida, who held up the lantern.'
    )
    assert [fault.text for fault in plan_faults(retold, plan, 1, BRIEF)] == []
    unsaid = retold.replace('"', "")
    assert [fault.text for fault in plan_faults(unsaid, plan, 1, BRIEF)] == ["what is said is not in “quotation marks”"]


def test_a_long_scene_is_told_at_its_length() -> None:
    long = (
        f"{FIRST} A heron stood there on one leg and said nothing. Two planks were left, and both of them were "
        "slippery with moss. She sat down on a stone, unpacked her bread, and thought for as long as it lasted."
    )
    plan = replace(PLAN, scenes=(replace(PLAN.scenes[0], text=long), PLAN.scenes[1]))
    words = len(long.split())
    again = (
        f"{RIGHT_FIRST} One heron stood on one leg there and had nothing to say. There were two planks left, slippery "
        "with moss. So she sat on a stone, and unpacked bread, and her thought lasted until the bread was gone."
    )
    script, asked = write(again, RIGHT_LAST, brief=replace(BRIEF, plan=plan))
    assert script.scenes[0].text == again
    assert len(asked) == 2
    question = instruct_prompt.planned(BRIEF, EFFORT.manner, plan, [], [])
    assert f"{words // 2} to {words * 5 // 4} words" in question.messages[0]["content"]


def test_a_model_that_only_continues_a_text_refuses_a_plan() -> None:
    with pytest.raises(SpecError, match=r"write\.plan"):
        beam_search_writer.write(BRIEF, lambda *_: [], WriteOptions(), 1, lambda *_: None)


def test_the_library_plans_what_a_server_tells(tmp_path: Path) -> None:
    premise = "premise: A red fox wants to cross the river to see the moon.\nscenes: 3\n"
    (tmp_path / "own.yaml").write_text(premise)
    assert digiteller("write", tmp_path / "own.yaml").returncode == 0
    own = json.loads((tmp_path / "own" / "script.json").read_text())
    with served(says("I would rather not.")) as server:
        asks = f"write: {{plan: library, model: openai, server: {server.address}}}\n"
        (tmp_path / "fox.yaml").write_text(premise + asks)
        done = digiteller("write", tmp_path / "fox.yaml")
        assert done.returncode == 0, done.stderr
        questions = [asked["messages"][-1]["content"] for asked in server.asked]
    assert json.loads((tmp_path / "fox" / "script.json").read_text()) == own
    assert len(questions) == 9
    assert all(scene["text"] in questions[3 * at] for at, scene in enumerate(own["scenes"]))


def test_the_plans_are_in_english(tmp_path: Path) -> None:
    (tmp_path / "zorro.yaml").write_text(
        "premise: Un zorro busca la luna.\nlanguage: es\nscenes: 2\n"
        'write: {plan: library, model: openai, server: "http://127.0.0.1:9/v1"}\n'
    )
    done = digiteller("write", tmp_path / "zorro.yaml")
    assert done.returncode == 3
    assert "write.plan: the library's plots are in English" in done.stderr
