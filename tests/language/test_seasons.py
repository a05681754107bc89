from __future__ import annotations

import pytest

from digiteller.language.parsing import Parser, Tree
from digiteller.language.scopes import said_words
from digiteller.language.seasons import lasting_seasons, season_told
from digiteller.language.storyboard import Page, Storyboard


@pytest.mark.parametrize(
    ("text", "season"),
    [
        ("One October morning the fox went out.", "autumn"),
        ("In spring the hedgehog woke up.", "spring"),
        ("Winter came to the valley.", "winter"),
        ("They swam in the lake all through the summer.", "summer"),
        ("The spring of the clock was broken.", ""),
        ("She put on her winter coat.", ""),
        ("Last winter they had stayed at home.", ""),
        ("He may come back in the morning.", ""),
        ('"I like the winter," said the bear.', ""),
    ],
)
def test_a_page_tells_its_season(parser: Parser, text: str, season: str) -> None:
    tree = Tree(text, tuple(parser.parse([text])[0]))
    assert season_told(tree, said_words(tree))[0] == season


def test_a_season_lasts_and_snow_lies_when_it_snows_no_more() -> None:
    assert lasting_seasons([Page(), Page(season="autumn"), Page(), Page(season="winter"), Page()]) == (
        "autumn", "autumn", "autumn", "winter", "winter",
    )  # fmt: skip
    assert lasting_seasons([Page(), Page(weather="snow"), Page(weather="clear")]) == ("", "winter", "winter")
    assert lasting_seasons([Page(weather="snow"), Page(season="spring")]) == ("winter", "spring")


def test_moments_have_the_season() -> None:
    board = Storyboard((), (Page(places=("park",), season="autumn"), Page(places=("park",))))
    assert [moment.season for moment in board.moments()] == ["autumn", "autumn"]
