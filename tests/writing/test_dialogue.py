from __future__ import annotations

from random import Random

import pytest

from digiteller.writing import dialogue
from digiteller.writing.few_shot_prompt import build
from digiteller.writing.premise import parse
from digiteller.writing.sentence_ranking import Context, fault
from digiteller.writing.story_arc import Slot, plan

PREMISE = parse("A small fox finds his lantern in the night forest.", seed=1)
BEFORE = "Once upon a time, a small fox lived in a quiet wood. He loved to count the stars above the trees."
OPENING = "The owl said, “Follow"


@pytest.mark.parametrize(
    ("aim", "possessive", "line"),
    [
        ("find his mother", "his", "“I want to find my mother,” said the cub."),
        ("open her shells", "her", "“I want to open my shells,” said the cub."),
        ("share their hat", "their", "“We want to share our hat,” said the cub."),
        ("see a flower before he melted", "his", "“I want to see a flower,” said the cub."),
        ("help him remember it", "his", None),
        ("find who could help", "her", "“I want to find who can help,” said the cub."),
        ("see the mountains and the sea and the rivers and the towns", "her", None),
    ],
)
def test_a_hope_is_said_in_the_first_person(aim: str, possessive: str, line: str | None) -> None:
    assert dialogue.hope(aim, "the cub", possessive) == line


def test_a_question_is_asked_in_the_first_person() -> None:
    assert dialogue.question("find his mother", "Tom", "his") == "“How can I find my mother?” asked Tom."
    assert dialogue.question("share one hat", "the goats", "their") == "“How can we share one hat?” asked the goats."


def test_several_heroes_say_we() -> None:
    said = {dialogue.resolve("the mice", "their", False, Random(seed)) for seed in range(40)}
    assert len(said) > 2
    assert not any(word in line for line in said for word in (" me", "“I ", " I "))


def test_no_two_questions_follow_each_other() -> None:
    assert not any("?" in dialogue.resolve("the fox", "his", True, Random(seed)) for seed in range(20))


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The owl said, “Follow the river to the sea.”", None),
        ("The owl said, “Follow the fox to the sea.”", "speaks of somebody else"),
        ("The owl said, “Follow her to the sea.”", "speaks of somebody else"),
        ("The owl said, “Follow what they found there.”", "speaks of somebody else"),
        ("The owl said, “Follow and found the old lamp.”", "tells instead of speaking"),
    ],
)
def test_advice_speaks_to_the_hero(sentence: str, reason: str | None) -> None:
    assert fault(sentence, Context(PREMISE, BEFORE, Slot("turn", (OPENING,), spoken=True), OPENING)) == reason


@pytest.mark.parametrize("seed", range(8))
def test_every_story_of_six_scenes_has_two_lines_that_name_who_says_them(seed: int) -> None:
    slots = [slot for scene in plan(PREMISE, 6, seed) for slot in scene]
    spoken = [slot for slot in slots if "“" in slot.openings[0]]
    assert len(spoken) >= 2
    assert all(" said" in slot.openings[0] or " asked" in slot.openings[0] for slot in spoken)


def test_the_model_reads_straight_quotes() -> None:
    assert build("A fox.", "“Come,” said the owl.", "The fox").endswith('Story: "Come," said the owl. The fox')
