"""What somebody does and where they are, which lasts until they move."""

from __future__ import annotations

import pytest

from digiteller.language.doing import drawn_poses, pose_of_verb
from digiteller.language.parsing import Parser
from digiteller.language.story_reader import read_story
from digiteller.language.storyboard import Page, Presence
from digiteller.picturebook.figures.poses import POSES
from digiteller.story import Scene
from reading import storyboard_of


def read(parser: Parser, *texts: str) -> tuple[Page, ...]:
    return read_story([Scene(at, text, "", "calm") for at, text in enumerate(texts, 1)], parser).pages


def who(page: Page, name: str) -> Presence:
    return next(one for one in page.persons if one.person == name)


def shown(page: Page, name: str) -> tuple[str, str, str]:
    """Return what somebody does, in which posture and slot."""
    one = who(page, name)
    return one.doing, one.posture, one.slot


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lena sat at the desk in the library and wrote a letter.", ("write", "sit", "at desk")),
        ("Lena lay in her bed and read.", ("read", "lie", "in bed")),
        ("Lena knelt in the garden and cried.", ("cry", "kneel", "")),
        ("Lena ran home and sat down at the table.", ("sit", "", "at table")),
        ("In the kitchen Lena opened the door.", ("reach", "", "at door")),
        ("In the workshop Lena hammered a nail into the chair.", ("hammer", "", "")),
        ("Lena looked at the table in the kitchen.", ("look", "", "")),
        ("In the bedroom Lena sat on the edge of the bed and sang.", ("sing", "sit", "on bed")),
        ("In the bedroom Lena slept and woke.", ("lie", "", "in bed")),
        ("On the chair sat Lena.", ("sit", "", "on chair")),
        ("On the hill Lena flew a kite.", ("hold", "", "")),
    ],
)
def test_hands_and_posture_of_the_last_telling_act(parser: Parser, text: str, expected: tuple[str, str, str]) -> None:
    assert shown(read(parser, text)[0], "lena") == expected


def test_who_lies_in_bed_stays_there_until_they_get_up(parser: Parser) -> None:
    pages = read(
        parser,
        "At night Ben lay in his bed in the bedroom.",
        "“Is it late?” asked Ben.",
        "Ben laughed.",
        "Ben ran to the window.",
        "Ben sighed.",
    )
    slots = [who(page, "ben").slot for page in pages]
    assert slots[:3] == ["in bed"] * 3
    assert slots[3:] == ["at window", ""]


def test_a_new_day_begins_on_ones_feet_unless_one_is_ill(parser: Parser) -> None:
    told = ("In the living room Ben lay on the sofa.", "The next day Ben ate soup.")
    assert who(read(parser, *told)[1], "ben").slot == ""
    assert who(read(parser, "Ben had broken his leg.", *told)[2], "ben").slot == "on sofa"


@pytest.mark.parametrize("text", ["The boy's eyes had closed.", "The boy did not wake.", "The boy was fast asleep."])
def test_many_words_say_that_somebody_sleeps(parser: Parser, text: str) -> None:
    assert who(read(parser, f"In the bedroom stood a boy. {text}")[0], "boy").doing == "sleep"


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("The mother carried the baby through the park.", "in arms"),
        ("In the park the baby sat on the mother's lap.", "on lap"),
        ("In the park the baby sat on the mother's shoulder.", "on shoulder"),
    ],
)
def test_who_is_on_somebodys_body(parser: Parser, text: str, slot: str) -> None:
    baby = who(read(parser, text)[0], "baby")
    assert (baby.rides, baby.slot) == ("mother", slot)


def test_who_rides_may_wave(parser: Parser) -> None:
    girl = who(read(parser, "The girl rode her bicycle down the road and waved.")[0], "girl")
    assert (girl.doing, girl.rides) == ("wave", "🚲")


def test_with_somebody_means_both(parser: Parser) -> None:
    page = read(parser, "In the kitchen Marek sat at the table with his grandmother.")[0]
    assert {who(page, name).slot for name in ("marek", "grandmother")} == {"at table"}


def test_every_act_has_a_pose_that_is_drawn() -> None:
    assert drawn_poses() - set(POSES) - {"sleep"} == set()
    assert pose_of_verb("snooze") == "sleep"


def test_who_is_carried_rides_and_gets_down_where_the_mount_is_not() -> None:
    texts = "A dragon flew over the castle with the princess on his back.", "The princess slept in her bed."
    first, second = storyboard_of([Scene(at, text, text, "calm") for at, text in enumerate(texts, 1)]).pages
    assert {one.person: (one.doing, one.rides) for one in first.persons} == {
        "dragon": ("fly", ""),
        "princess": ("ride", "dragon"),
    }
    assert [(one.person, one.rides) for one in second.persons] == [("princess", "")]


def test_what_is_told_with_until_has_happened() -> None:
    text = "Lena read a story until the dragon fell asleep."
    (page,) = storyboard_of([Scene(1, text, text, "calm")]).pages
    assert {one.person: one.doing for one in page.persons} == {"lena": "read", "dragon": "sleep"}
