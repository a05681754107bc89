"""What nouns are drawn as that an emoji would show as something else, and which things stay from page to page."""

from __future__ import annotations

import pytest

from digiteller.language.kept_things import kept_from_before
from digiteller.language.page_content import Thing
from digiteller.language.page_things import Surroundings
from digiteller.language.parsing import Parser
from digiteller.language.story_reader import read_story
from digiteller.language.vocabulary import vocabulary
from digiteller.story import Scene


@pytest.mark.parametrize(
    ("phrase", "drawing"),
    [
        ("kettle", "own:kettle"),
        ("toy boat", "own:model boat"),
        ("paper plane", "own:paper plane"),
        ("wooden horse", "own:wooden horse"),
        ("rake", "own:rake"),
        ("crutch", "own:crutches"),
        ("basket of apple", "own:fruit basket"),
        ("fish tank", "own:fish tank"),
        ("snowball", "own:snowball"),
    ],
)
def test_a_noun_is_drawn_as_itself(phrase: str, drawing: str) -> None:
    props = [value for sort, value in vocabulary().phrases[tuple(phrase.split())] if sort == "prop"]
    assert props == [drawing]


@pytest.mark.parametrize(("pages", "kept"), [(5, ["own:model boat"]), (2, [])])
def test_what_a_story_is_about_stays_in_its_place(pages: int, kept: list[str]) -> None:
    story = Surroundings("garden", often={"toy boat": pages}, before=(Thing("own:model boat"),))
    assert [one.key for one in kept_from_before(story, (), ())] == kept


def test_what_is_in_hands_is_not_kept_lying_there() -> None:
    story = Surroundings("garden", often={"toy boat": 5}, before=(Thing("own:model boat"),))
    assert kept_from_before(story, (), {"own:model boat"}) == []


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("In the kitchen Anna waited until the nurse came with a kettle.", "own:kettle"),
        ("In the garden the goat sniffed the hat.", "own:hat"),
        ("In the living room Tom looked at his crutches.", "own:crutches"),
    ],
)
def test_a_thing_of_the_event_is_shown_once(parser: Parser, text: str, thing: str) -> None:
    page = read_story([Scene(1, text, "", "calm")], parser).pages[0]
    held = [key for one in page.persons for key in one.holds]
    assert [one.count for one in page.things if one.key == thing] == [1] or held == [thing]


def test_a_chest_of_drawers_is_one_thing(parser: Parser) -> None:
    text = "In the living room a chest of drawers stood by the wall, and Anna looked at a basket of apples."
    page = read_story([Scene(1, text, "", "calm")], parser).pages[0]
    assert {one.key for one in page.things} == {"own:chest of drawers", "own:fruit basket"}
