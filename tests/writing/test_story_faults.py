from __future__ import annotations

import pytest

from digiteller.language.language_detection import detect, is_other, length
from digiteller.writing import few_shot_prompt
from digiteller.writing.story_faults import scene_faults, story_fault

GOOD = "One evening the fox found a lantern in the moss, and she wished with all her heart that it would shine again."
SPANISH = "Una noche el zorro encontró un farol en el musgo y deseó con todo su corazón que volviera a brillar."
RUSSIAN = "Однажды вечером лиса нашла фонарь во мху и очень захотела, чтобы он снова засветил в тёмном лесу."
GERMAN = "Am Abend fand der Fuchs eine Laterne im Moos und er wünschte sich, dass sie wieder leuchten kann."


def faults(text: str, language: str = "en", *others: str) -> str:
    return "; ".join(fault.text for fault in scene_faults(text, language, others))


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "“I can't help you,” said the owl, “but I am sorry, and I know who can.” So the fox ran on through the rain.",
        "Of course, nobody in the town had ever seen a whale fly, and yet there it was, high above the clock tower.",
        "Tick, tock, tick, tock went the clock, while the robot worked as an assistant to the baker and his wife.",
        "The audience cheered! “Again, again!” they cried, and the little clown bowed until his hat fell off.",
        "At 7.30 the bus came. Mrs. Mole got on with two bags, three hats and a very sleepy penguin from the zoo.",
        "The robot's AI heart hummed; it had learned to dance, and now the whole kitchen danced along.",
    ],
)
def test_a_story_is_a_story(text: str) -> None:
    assert faults(text) == ""


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "no words"),
        ("... !", "no words"),
        ("1. The fox wakes up early.\n2. The fox finds the old lantern.\n3. The fox walks home with it.", "list"),
        ("- a fox who is brave\n- a lantern that is cold\n- a forest that is dark and full of owls", "list"),
        (
            "As an AI language model, I cannot write about foxes that carry lanterns.",
            "itself",
        ),
        (
            "Sure! Here is the story of the fox, and I hope you like it as much as I do.",
            "itself",
        ),
        (
            "I'm sorry, but that is not a thing that can be told to children, so here is nothing.",
            "itself",
        ),
        (
            "Scene 3: The fox carries the lantern through the dark forest and meets an owl on a branch.",
            "markup",
        ),
        (
            "**The fox** carries the lantern through the dark forest and meets an owl on a branch.",
            "markup",
        ),
        (
            "The fox meets [animal name] in the forest and together they carry the lantern home.",
            "markup",
        ),
        (
            "The fox carries the lantern through the dark forest and meets an owl on a branch of the",
            "breaks off",
        ),
        (f"{GOOD} {GOOD}", "repeats itself"),
        (
            "The fox ran and ran and ran and ran and ran and ran and ran and ran and ran on.",
            "repeats itself",
        ),
        ("The fox ran.", "too short"),
        (GOOD.removesuffix(".") + " and the rain fell on the hill" * 6 + ".", "too long"),
        ("[" * 4_000_000, "no words"),
        ("[a" * 2_000_000, "too long"),
        (SPANISH, "not in English"),
        (RUSSIAN, "not in English"),
        (GERMAN, "not in English"),
        (">>> fox == lantern && (moss || 42) => print(1234567890); x = y + z; ok ? 1 : 0 ... 8^8 % 7 .", "no prose"),
    ],
)
def test_what_is_no_story_is_found(text: str, fault: str) -> None:
    assert fault in faults(text)


def test_only_the_length_is_no_grave_fault() -> None:
    assert not any(fault.grave for fault in scene_faults("The small fox ran home and slept well.", "en", ()))
    assert all(fault.grave for fault in scene_faults(SPANISH, "en", ()))


def test_a_scene_that_tells_another_one_again() -> None:
    again = "One evening the fox found a lantern in the moss, and she wished that it would shine once more."
    assert "repeats another scene" in faults(again, "en", GOOD)
    assert "repeats the example" in faults(few_shot_prompt.EXAMPLES.splitlines()[1].removeprefix("Story: ")[:200] + ".")
    chinese = "小狐狸在树林里找到了一盏旧灯笼，她很想让它重新亮起来，照亮回家的路。"
    assert faults(chinese, "zh") == ""
    assert "repeats another scene" in faults(chinese, "zh", chinese)


@pytest.mark.parametrize(("text", "language"), [(SPANISH, "es"), (RUSSIAN, "ru-RU"), (GERMAN, "de"), (GOOD, "en-GB")])
def test_every_language_has_its_own(text: str, language: str) -> None:
    assert faults(text, language) == ""
    assert detect(text) == language[:2]
    assert is_other(text, "en" if language != "en-GB" else "ru")
    assert is_other(text, "ja")


def test_a_language_without_a_list_is_left_alone() -> None:
    assert not is_other("Kettu löysi lyhdyn sammalesta ja toivoi, että se loistaisi taas.", "fi")
    assert not is_other(GOOD, "tlh")
    assert detect("Zzz 123") is None
    assert length("小狐狸在树林里找到了一盏旧灯笼") == pytest.approx(8.3, abs=0.1)


def test_the_story_has_to_do_with_the_premise() -> None:
    premise = "A small fox finds a lantern that has lost its light."
    assert story_fault([GOOD], premise, "en") is None
    other = "The train rolled slowly over the bridge, and all the passengers ate their sandwiches."
    assert "premise" in str(story_fault([other], premise, "en"))
    assert story_fault([RUSSIAN], premise, "ru") is None  # a premise in another language tells nothing of the words
    assert "not in Russian" in str(story_fault([GOOD], premise, "ru"))
