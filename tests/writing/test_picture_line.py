from __future__ import annotations

import pytest

from digiteller.writing.picture_line import Pictures
from digiteller.writing.premise import parse

FOX = "A small fox finds his lantern and carries it through the night forest."


def test_each_description_stands_alone() -> None:
    pictures = Pictures(parse(FOX, seed=1))
    first = pictures.describe("One night, the fox found a lantern. He wanted to keep it.")
    second = pictures.describe("He carried it up the hill, but it was heavy.")
    assert first == "a small fox finding a lantern in a night forest"
    assert second == "a small fox carrying the lantern up the hill in a night forest"


def test_place_and_time_change_with_the_text() -> None:
    pictures = Pictures(parse(FOX, seed=1))
    pictures.describe("In the morning, the fox walked to a small village.")
    assert (
        pictures.describe("He smiled and waved.") == "a small fox smiling and waving in a small village in the morning"
    )


def test_a_name_becomes_what_can_be_drawn() -> None:
    pictures = Pictures(parse("A boy named Tom loses his kite.", seed=1))
    assert pictures.describe("Tom ran to the beach.").startswith("a boy running to the beach")


@pytest.mark.parametrize("text", ["", "...", "Yes!", "狐狸", "It was so."])
def test_any_text_gives_a_picture_of_the_hero(text: str) -> None:
    assert "small fox" in Pictures(parse(FOX, seed=1)).describe(text)


def test_a_place_only_wished_for_is_not_where_the_hero_is() -> None:
    pictures = Pictures(parse(FOX, seed=1))
    pictures.describe("The fox sat on a hill. He wanted to run to the village.")
    assert "on a hill" in pictures.describe("He sang.")


def test_what_is_said_is_not_shown() -> None:
    pictures = Pictures(parse("A small fox loses his lantern in the forest.", 1))
    shown = pictures.describe("The fox climbed the hill. The owl said, “Follow the stars to the sea.”")
    assert "climbing the hill" in shown
    assert not {"stars", "sea", "night"} & set(shown.split())
    assert "small fox" in pictures.describe("“Who can help me?” asked the fox.")


def test_who_looks_at_a_place_is_not_there() -> None:
    pictures = Pictures(parse(FOX, seed=1))
    pictures.describe("He walked through the trees and looked up at the moon.")
    assert pictures.describe("He sang.") == "a small fox singing in a night forest"
    pictures.describe("The fox landed on the moon.")
    assert pictures.describe("He sang.") == "a small fox singing on the moon at night"
