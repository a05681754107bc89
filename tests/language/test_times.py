from __future__ import annotations

import pytest

from digiteller.language.noun_mentions import find_mentions
from digiteller.language.parsing import Parser, Tree
from digiteller.language.scopes import said_words
from digiteller.language.story_reader import read_story
from digiteller.language.times import starts_anew, time_told, weather_told
from digiteller.story import Scene


def read(parser: Parser, text: str) -> Tree:
    return Tree(text, tuple(parser.parse([text])[0]))


def times(parser: Parser, *texts: str) -> list[str]:
    """Return the time of day of each page of a story."""
    board = read_story([Scene(at, text, "", "calm") for at, text in enumerate(texts, 1)], parser)
    return [page.time for page in board.pages]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Toward midnight the boy got up.", "night"),
        ("At three in the morning the phone rang.", "night"),
        ("By ten in the morning she was asleep.", "day"),
        ("The fox came by the light of a thin moon.", "night"),
        ("Somebody galloped down on her out of the dark.", "night"),
        ("After dark, Anna climbed the stairs.", "night"),
        ("The lamps were lit and the crowd went away.", "dusk"),
        ("Their father came to turn off the lamp.", "night"),
        ("The sun went down behind the roofs.", "dusk"),
        ("The night train left at seven.", "night"),
        ("The mole dug its tunnel in the dark.", ""),
        ("“Come back at midnight,” said the cook.", ""),
        ("Anna waited until midnight.", ""),
    ],
)
def test_time_is_told(parser: Parser, text: str, time: str) -> None:
    tree = read(parser, text)
    assert time_told(tree, find_mentions(tree), said_words(tree))[0] == time


def test_time_lasts_until_another_day_begins(parser: Parser) -> None:
    story = ("At midnight Anna woke up.", "She drank a glass of milk.", "On Tuesday she told Tom.")
    assert times(parser, *story) == ["night", "night", "day"]


def test_habits_do_not_last(parser: Parser) -> None:
    assert times(parser, "At night he hummed.", "Then the men came.")[1] != "night"


@pytest.mark.parametrize(
    "text", ["One Tuesday Anna found a hat.", "The next morning it was gone.", "By midsummer she swam."]
)
def test_another_day_begins(parser: Parser, text: str) -> None:
    tree = read(parser, text)
    assert starts_anew(tree, find_mentions(tree))


@pytest.mark.parametrize(
    ("text", "weather"),
    [
        ("It was still raining.", "rain"),
        ("Outside in the drizzle stood a van.", "rain"),
        ("It came down in sheets.", "rain"),
        ("They walked home under one umbrella.", "rain"),
        ("The rain gave up near the town.", "clear"),
        ("The wind dropped.", "clear"),
        ("The sky cleared.", "clear"),
        ("It was a foggy morning.", "fog"),
        ("“It will snow,” said the cook.", ""),
        ("He ran like the wind.", ""),
    ],
)
def test_weather_is_told(parser: Parser, text: str, weather: str) -> None:
    tree = read(parser, text)
    assert weather_told(tree, find_mentions(tree), said_words(tree))[0] == weather
