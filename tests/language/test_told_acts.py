"""What is acted in a film: all that is done here and now, by whom and at which word."""

from __future__ import annotations

import pytest

from digiteller.language.told_acts import acted_names
from digiteller.picturebook.acting.motions import motions
from digiteller.picturebook.figures.poses import POSES
from digiteller.story import Scene
from reading import storyboard_of

TOLD = {
    "Tom came in and nodded.": ["tom walk came in", "tom nod nodded"],
    "Ada shook her head and shrugged.": ["ada shake shook", "ada shrug shrugged"],
    "The dog ran off.": ["dog run ran out"],
    "A boy came running across the square.": ["boy run came in"],
    "Ada turned the page and laughed.": ["ada read turned", "ada laugh laughed"],
    "An owl blinked and flew away.": ["owl wink blinked", "owl fly flew out"],
    "A mouse crept out of the wall and sneezed.": ["mouse walk crept in", "mouse sneeze sneezed"],
    "Tom picked up the cup and dropped it.": ["tom pick picked", "tom drop dropped"],
    "Tom stood up and bowed.": ["tom rise stood", "tom bow bowed"],
    "Ada left a note on the table.": [],
    "Tom yawned, and Ada clapped.": ["tom yawn yawned", "ada clap clapped"],
    # What is denied, wished, supposed or only said is not acted.
    "Ada did not jump. She wanted to dance.": [],
    "Nobody waved at Tom.": [],
    "“The fox ran away,” said Ada.": [],
}


@pytest.mark.parametrize("text", TOLD)
def test_what_is_done_is_acted_at_its_word(text: str) -> None:
    (page,) = storyboard_of([Scene(1, text, text, "calm")]).pages
    words = [word.strip(".,“”") for word in text.split()]
    found = [" ".join(filter(None, (act.person, act.doing, words[act.word], act.way))) for act in page.acts]
    assert found == TOLD[text]


def test_those_to_whom_something_is_done_are_told() -> None:
    text = "Tom met Ada on the hill. He waved to her."
    (page,) = storyboard_of([Scene(1, text, text, "calm")]).pages
    assert [(act.person, act.doing, act.to) for act in page.acts if act.doing == "wave"] == [("tom", "wave", "ada")]


def test_a_page_with_a_picture_line_acts_what_its_text_tells() -> None:
    text = "Tom sneezed."
    (page,) = storyboard_of([Scene(1, text, "Tom jumps in a meadow", "calm")]).pages
    assert [(act.doing, act.word) for act in page.acts] == [("sneeze", 1)]


def test_every_gesture_can_be_acted() -> None:
    assert acted_names() <= set(motions()) | set(POSES)


LIGHTS = {
    "Then Ada turned off the lamp.": [("off", 2)],
    "Lightning flashed over the sea.": [("flash", 1)],
    "Tom lit a candle.": [("on", 1)],
    "The sun rose behind the hills.": [("dawn", 2)],
    "Night fell.": [("dusk", 1)],
    "The lamp was old.": [],
    "“Turn off the lamp,” said Ada.": [],
}


@pytest.mark.parametrize("text", LIGHTS)
def test_the_light_changes_at_its_word(text: str) -> None:
    (page,) = storyboard_of([Scene(1, text, text, "calm")]).pages
    assert [(one.sort, one.word) for one in page.lights] == LIGHTS[text]
