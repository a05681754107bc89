from __future__ import annotations

import pytest

from digiteller.language.grammar import language_table
from digiteller.story import Scene
from reading import storyboard_of


def heard(text: str) -> list[tuple[str, str]]:
    """Return what is heard at which words of a text."""
    (page,) = storyboard_of([Scene(1, text, text, "calm")]).pages
    return [(effect.sound, text.split()[effect.word].strip(".,")) for effect in page.effects]


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("An owl hooted in the forest.", [("hoot", "hooted")]),
        ("Somebody knocked, and Mina opened the door.", [("knock", "knocked"), ("door creak", "opened")]),
        ("With a splash, the frog was gone.", [("splash", "splash")]),
        ("Then the telephone rang in the hall.", [("telephone", "rang")]),
        ("A barking dog ran to the gate.", [("bark", "barking"), ("running", "ran")]),
        ("Thunder rolled over the hills.", [("thunder", "Thunder")]),
        ("The horse galloped away.", [("hooves", "galloped")]),
        ("Grandmother played the violin.", [("fiddle", "played")]),
        ("The tractor's engine started.", [("engine", "started")]),
        ("The wind howled.", [("gust", "howled")]),
        ("The goat knocked over a basket.", [("thud", "knocked")]),
        ("The bus pulled up at the stop.", [("engine", "pulled")]),
        ("An apple fell on her head.", [("thud", "fell")]),
        ("The frog jumped into the pond.", [("splash", "jumped")]),
        ("Sven opened the bathroom door and dropped his towel.", [("door creak", "opened")]),
    ],
)
def test_what_is_told_is_heard_at_its_word(text: str, sounds: list[tuple[str, str]]) -> None:
    assert heard(text) == sounds


@pytest.mark.parametrize(
    "text",
    [
        "No dog barked.",
        "The dog did not bark.",
        "“Somebody knocked,” said Mina.",
        "Mina dreamed that a lion roared.",
        "He was as quiet as a mouse.",
        "If the bell rang, they would run.",
        "Rain fell on the roof.",
        "The robot pulled out a book.",
        "The sheep stopped chewing.",
        "Everybody burst out laughing.",
    ],
)
def test_what_is_not_there_is_not_heard(text: str) -> None:
    assert heard(text) == []


def test_words_are_words() -> None:
    for rules in language_table("sounds.yaml").values():
        for rule in rules:
            assert rule.keys() <= {"verb", "noun", "of", "to", "at", "into", "not"}
            assert all(isinstance(word, str) for words in rule.values() for word in words)
