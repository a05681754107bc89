from __future__ import annotations

import pytest

from digiteller.language.parsing import Parser
from digiteller.language.story_reader import read_story
from digiteller.story import Scene


def places(parser: Parser, *texts: str) -> list[str]:
    """Return where each page of a story plays."""
    board = read_story([Scene(at, text, "", "calm") for at, text in enumerate(texts, 1)], parser)
    return [page.places[0] if page.places else "" for page in board.pages]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Anna sat in the kitchen and peeled an egg.", "kitchen"),
        ("From the attic window Anna watched the whole street go by.", "attic"),
        ("The piano stood in the mud of the yard.", "garden"),
        ("Anna ran into the schoolroom.", "school"),
        ("Anna waited behind the shed.", "garden"),
        ("Mr Obi drove the bus and sang.", "bus"),
        ("Anna and Tom drove past the barns the whole afternoon.", "road"),
        ("Tom slept in Anna's room.", "bedroom"),
        ("Anna waited in the stairwell.", "stairwell"),
        ("Anna stood on the doorstep.", "doorstep"),
        ("The horse slept in the stable.", "stable"),
        ("Tom sat in the cinema.", "cinema"),
        ("Anna knelt in the cemetery.", "cemetery"),
        ("Anna ran across the car park.", "car park"),
    ],
)
def test_place_of_a_page_is_that_of_its_events(parser: Parser, text: str, place: str) -> None:
    assert places(parser, text) == [place]


@pytest.mark.parametrize(
    ("first", "then", "place"),
    [
        ("Anna sat in the kitchen.", "She thought of the sea.", "kitchen"),
        ("Anna sat in the kitchen.", "The storm came over the hill.", "kitchen"),
        ("Anna sat in the kitchen.", "She told him about the night at the farm.", "kitchen"),
        ("Anna sat in the kitchen.", "The baker, who lived by the river, was late.", "kitchen"),
        ("Anna sat in the kitchen.", "She stood at the window. Snow came down past the street lamp.", "kitchen"),
        ("Anna sat in the kitchen.", "She went out and fed the birds.", "garden"),
        ("Anna sat in the kitchen.", "She climbed up to the attic.", "attic"),
        ("Anna walked through the forest.", "She came down the path and sat on the grass.", "forest"),
        ("Anna was afraid of the cellar.", "She went down the steps.", "cellar"),
        ("Anna worked in the theatre.", "She sat down on a velvet couch.", "theatre"),
    ],
)
def test_only_who_is_there_moves_the_page(parser: Parser, first: str, then: str, place: str) -> None:
    assert places(parser, first, then)[1] == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Lotte, in the front row, bit her pencil so that the teacher would not hear her laugh.", "school"),
        ("The captain tied himself to the rudder and shouted at the cabin boy.", "ship"),
        ("The nurse read the thermometer.", "hospital"),
        ("Hodan made the camel kneel and sat down in its shade.", "desert"),
    ],
)
def test_circumstances_tell_where_no_word_does(parser: Parser, text: str, place: str) -> None:
    assert places(parser, text) == [place]


def test_what_comes_and_goes_is_no_place(parser: Parser) -> None:
    assert "library" not in places(parser, "The library came on a camel.", "The camel sat down in the sand.")


def test_they_go_home_to_where_they_live(parser: Parser) -> None:
    story = ("Anna sat in the kitchen.", "She walked to the beach.", "In the evening she went home.")
    assert places(parser, *story) == ["kitchen", "beach", "kitchen"]
