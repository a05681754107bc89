from __future__ import annotations

import pytest

from digiteller.language.parsing import Parser
from digiteller.language.senses import senses
from digiteller.language.story_reader import read_story
from digiteller.language.storyboard import Page
from digiteller.language.vocabulary import vocabulary
from digiteller.picturebook.drawing.vector import Gradients
from digiteller.picturebook.figures.own_things import OWN_THINGS
from digiteller.picturebook.figures.props import draw_prop
from digiteller.story import Scene


def read(parser: Parser, *texts: str) -> tuple[Page, ...]:
    return read_story([Scene(at, text, "", "calm") for at, text in enumerate(texts, 1)], parser).pages


def keys(page: Page) -> list[str]:
    """Return what lies about on a page."""
    return [thing.key for thing in page.things]


def held(page: Page) -> list[str]:
    return [key for one in page.persons for key in one.holds]


@pytest.mark.parametrize(
    ("text", "key", "wrong"),
    [
        ("Anna stood in the kitchen. The fans stopped.", "", "🪭"),
        ("Anna tied a yellow bow into her hair.", "🎀", "🏹"),
        ("Tom shot an arrow from his bow.", "🏹", "🎀"),
        ("At last the doctor cut away the plaster from his leg.", "", "🩹"),
        ("Anna stuck a plaster on her grazed knee.", "🩹", ""),
        ("Anna sat in the bath. Around her was a ring of mud.", "", "💍"),
        ("The queen lost her golden ring.", "💍", ""),
        ("The digger stopped with its bucket in the air.", "", "🪣"),
        ("Anna carried a bucket of water.", "🪣", ""),
        ("Anna brought a flask of tea.", "own:flask", "⚗️"),
        ("A lorry brought the pipes for the drain.", "own:pipes", "🪈"),
        ("The shepherd played a tune on his pipe.", "🪈", "own:pipes"),
        ("The fisherman pulled a pot full of crabs out of the sea.", "own:lobster pot", "own:pot"),
        ("Anna wrote her name in large letters.", "", "✉️"),
        ("Anna held the coin in the palm of her hand.", "🪙", "🌴"),
        ("Anna played a high note on the piano.", "own:piano", "✉️"),
        ("The sea was turning gold in the sunset.", "", "🪙"),
        ("The leaves hung limp on the plant.", "🪴", "🍁"),
        ("Tom ate a roll with butter.", "🍞", ""),
        ("The referee blew his whistle.", "own:whistle", "🪈"),
        ("Anna ran out to play football.", "", "⚽"),
    ],
)
def test_drawing_follows_from_the_words_around_a_noun(parser: Parser, text: str, key: str, wrong: str) -> None:
    page = read(parser, text)[0]
    shown = [*keys(page), *held(page)]
    assert wrong not in shown
    assert not key or key in shown


@pytest.mark.parametrize(
    "text",
    [
        "An octopus as wide as an umbrella slid past Anna.",
        "Anna came with a song instead of a cake.",
        "Tom had no ladder.",
        "Anna dug down past the umbrella and past the candle.",
        "Tom liked the boat.",
    ],
)
def test_what_is_not_there_is_not_shown(parser: Parser, text: str) -> None:
    page = read(parser, text)[0]
    assert keys(page) + held(page) == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The father stood at the door, holding a glass of water.", "own:glass"),
        ("The captain took off his cap.", "🧢"),
        ("Anna and Tom ate their rice balls.", "🍙"),
        ("Anna ate a plate of pancakes.", "🥞"),
        ("The carpenter arrived with his saw.", "🪚"),
        ("Anna pulled the green blanket from her bed.", "own:blanket"),
    ],
)
def test_what_is_handled_is_in_the_hands_and_not_lying_about(parser: Parser, text: str, key: str) -> None:
    page = read(parser, text)[0]
    assert key in held(page)
    assert key not in keys(page)


def test_clothes_that_are_worn_do_not_lie_about(parser: Parser) -> None:
    assert keys(read(parser, "The woman had an orange vest and ran out in her boots.")[0]) == []


def test_furniture_of_the_story_stands_where_the_place_has_none(parser: Parser) -> None:
    pages = read(
        parser,
        "Two men carried the wardrobe up the stairs, and there the wardrobe stuck.",
        "Anna sat down before the wardrobe.",
        "She sang a song.",
        "At last the wardrobe moved.",
    )
    assert ["own:wardrobe" in keys(page) for page in pages] == [True, True, True, True]
    assert keys(read(parser, "Anna sat in the kitchen. A cat stood at the table.")[0]) == []


def test_thing_that_a_story_returns_to_comes_first(parser: Parser) -> None:
    told = "Anna brought a lantern, a basket, a rope and a kite."
    often = read(parser, told, "The kite flew.", "The kite fell down.")
    assert keys(often[0])[0] == "🪁" or "🪁" in held(often[0])
    assert len(keys(often[0])) <= 3


def test_color_of_a_thing_is_kept(parser: Parser) -> None:
    pages = read(parser, "Anna had a handbag. It was made of brown leather.", "The handbag fell down.")
    assert [(one.key, one.color) for one in pages[1].things] == [("👜", "brown")]


def test_made_animal_is_a_thing_of_its_stuff(parser: Parser) -> None:
    page = read(parser, "Anna opened the parcel. Inside was a small wooden toad.")[0]
    assert [one.color for one in page.things if one.key == "own:figure frog"] == ["brown"]
    assert all(one.person == "anna" for one in page.persons)


def test_every_sense_and_prop_has_a_drawing() -> None:
    sky = {"own:sun", "own:moon", "own:firefly"}
    drawn = {one.draw for listed in senses().values() for one in listed}
    drawn |= {value for listed in vocabulary().phrases.values() for sort, value in listed if sort == "prop"}
    assert [
        key for key in sorted(drawn - sky) if key.startswith("own:") and not draw_prop(key, True, Gradients())
    ] == []


@pytest.mark.parametrize("key", sorted(OWN_THINGS))
def test_own_drawing_takes_a_color(key: str) -> None:
    mix = Gradients()
    assert (draw_prop(key, True, mix, "#123456") != draw_prop(key, True, mix)) is (key != "own:drawing")
