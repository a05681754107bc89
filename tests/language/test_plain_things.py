from __future__ import annotations

import pytest

from digiteller.language.grammar import language_table
from digiteller.language.plain_things import find_thing
from digiteller.picturebook.drawing.vector import Gradients
from digiteller.picturebook.figures.props import draw_prop
from digiteller.picturebook.figures.vehicles import vehicles


@pytest.mark.parametrize(
    ("words", "key", "color"),
    [
        ("soup pot", "own:pot", ""),
        ("enormous red bag", "own:bag", "red"),
        ("an orange", "🍊", ""),
        ("orange ball", "own:ball", "orange"),
        ("cup of milk with two straws", "🥛", ""),
        ("bowl of water", "own:bowl", ""),
        ("basket of buttons", "own:button", ""),
        ("half loaf of bread", "🍞", ""),
        ("the hollow in the sand", "own:hollow", ""),
        ("snow plough", "own:snowplough", ""),
        ("heaps of snow", "own:snow heap", ""),
        ("three slices of water melon", "own:slice of melon", ""),
        ("sleeping bag", "", ""),
        ("string of lights", "", ""),
        ("steering wheel", "", ""),
    ],
)
def test_plain_words_are_drawn_as_what_they_are(words: str, key: str, color: str) -> None:
    assert find_thing(words) == (key, color)


def test_every_plain_drawing_exists() -> None:
    for key in language_table("plain_things.yaml")["drawings"]:
        assert key in vehicles() or draw_prop(key, True, Gradients()), key
