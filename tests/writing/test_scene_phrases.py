from __future__ import annotations

import pytest

from digiteller.language.page_understanding import understand
from digiteller.language.vocabulary import vocabulary
from digiteller.story import Scene
from digiteller.writing.picture_line import Pictures
from digiteller.writing.premise import parse
from digiteller.writing.scene_phrases import Whereabouts, place_phrase

SETTINGS = sorted(
    {value for meanings in vocabulary().phrases.values() for sort, value in meanings if sort == "setting"}
)


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_phrase_of_every_setting_is_read_as_that_setting(setting: str) -> None:
    (moment,) = understand([Scene(1, "", f"a fox {place_phrase(setting)}", "calm")])
    assert moment.setting == setting


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("A fox walked to a small village.", "a fox in a small village"),
        ("A fox ran through the dark woods.", "a fox in a dark forest"),
        ("A fox slept under a bridge.", "a fox under a bridge"),
        ("A fox sat by an old pond in the evening.", "a fox by an old pond at sunset"),
        ("One morning a fox woke up in the hills.", "a fox in the hills in the morning"),
        ("A fox fell asleep on the moon.", "a fox on the moon at night"),
        ("An octopus laughed.", "a fox underwater"),
        ("A rocket flew past Saturn.", "a fox in space"),
        ("A fox walked to the tallest tower of the city.", "a fox in a castle"),
        ("A girl wanted to see the sea.", "a fox"),
    ],
)
def test_a_line_says_where_and_when_as_the_text_does(text: str, line: str) -> None:
    whereabouts = Whereabouts({})
    whereabouts.follow(text)
    assert whereabouts.added("a fox") == line


def test_what_a_line_says_itself_is_not_said_twice() -> None:
    whereabouts = Whereabouts({})
    whereabouts.follow("At night the fox went home through a dark forest.")
    assert whereabouts.added("a fox in a forest at midnight") == "a fox in a forest at midnight"


def test_the_lines_of_a_story_are_read_as_its_texts_are() -> None:
    """The writer's rules and the picture book agree about where and when every page plays."""
    texts = (
        "Early in the morning, a boy named Tom left his cottage in the village.",
        "He ran down the hill to the river, and a duck laughed at him.",
        "“Look, the castle!” said the duck. Tom was too tired to answer.",
        "When the sun went down, they came to a kitchen where a cook stirred the soup.",
        "He dreamed of the desert.",
        "The next day they flew to the moon.",
    )
    pictures = Pictures(parse("A boy named Tom looks for his kite.", seed=1))
    lines = [pictures.describe(text) for text in texts]
    told = understand([Scene(number, text, "", "calm") for number, text in enumerate(texts, 1)])
    shown = understand([Scene(number, "", line, "calm") for number, line in enumerate(lines, 1)])
    assert [(m.setting, m.time) for m in shown] == [(m.setting, m.time) for m in told], lines
