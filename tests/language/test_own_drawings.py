"""What nouns are drawn as that an emoji would show as something else, and which things stay from page to page."""

from __future__ import annotations

import pytest

from digiteller.language.kept_things import kept_from_before
from digiteller.language.page_content import Thing
from digiteller.language.page_things import Surroundings
from digiteller.language.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("phrase", "drawing"),
    [
        ("kettle", "own:kettle"),
        ("toy boat", "own:toy boat"),
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


@pytest.mark.parametrize(("pages", "kept"), [(5, ["own:toy boat"]), (2, [])])
def test_what_a_story_is_about_stays_in_its_place(pages: int, kept: list[str]) -> None:
    story = Surroundings("garden", often={"toy boat": pages}, before=(Thing("own:toy boat"),))
    assert [one.key for one in kept_from_before(story, (), ())] == kept


def test_what_is_in_hands_is_not_kept_lying_there() -> None:
    story = Surroundings("garden", often={"toy boat": 5}, before=(Thing("own:toy boat"),))
    assert kept_from_before(story, (), {"own:toy boat"}) == []
