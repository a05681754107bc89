"""The seasons are to be seen: in trees, on the ground, and through windows."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from digiteller.language.page_content import Moment, Season
from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import light_of
from digiteller.picturebook.drawing.paint import flatten
from digiteller.picturebook.figures.figure_layers import Troupe
from digiteller.picturebook.page import draw_page
from digiteller.picturebook.scenery.drawings.playground_and_camp import apple_tree
from digiteller.picturebook.scenery.drawings.trees import bare_tree
from digiteller.picturebook.scenery.seasonal_places import in_season, season_of
from digiteller.picturebook.scenery.settings import outdoors

SIZE = (320, 180)


def page(setting: str, season: Season, weather: str = "clear") -> np.ndarray:
    moment = Moment(setting, "day", weather, "calm", season=season)
    return flatten(draw_page(Troupe(1), moment, 2, SIZE, 1).layers, SIZE)[..., :3].astype(float)


def hand(season: Season, weather: str = "clear") -> Hand:
    return Hand(Random(1), light_of("day", weather, "calm", 1.0), weather, season=season)


def test_snow_lies_in_winter_unless_it_rains() -> None:
    assert hand("winter").snowy
    assert hand("", "snow").snowy
    assert not hand("winter", "rain").snowy
    ground = np.s_[150:, :]
    assert page("meadow", "winter")[ground].mean() > page("meadow", "summer")[ground].mean() + 25


def test_autumn_is_redder_than_summer_and_has_fallen_leaves() -> None:
    autumn, summer = page("park", "autumn"), page("park", "summer")
    assert (autumn[..., 0] - autumn[..., 1]).mean() > (summer[..., 0] - summer[..., 1]).mean() + 8
    drawn = [draw.__name__ for draw, *_ in in_season(outdoors()["park"], hand("autumn")).scatter]
    assert "fallen_leaves" in drawn
    assert "flower" not in drawn


@pytest.mark.parametrize("setting", ["kitchen", "train", "hospital"])
def test_windows_show_the_season(setting: str) -> None:
    assert np.abs(page(setting, "winter") - page(setting, "summer")).max() > 30


def test_trees_are_bare_in_winter_and_nothing_grows_on_them() -> None:
    tree = apple_tree(hand("winter"), 0, 0, 100, 0)
    assert tree == bare_tree(hand("winter"), 0, 0, 100, 0)
    assert apple_tree(hand("spring"), 0, 0, 100, 0) != apple_tree(hand(""), 0, 0, 100, 0)


def test_where_no_season_shows_there_is_none() -> None:
    moment = Moment("desert", "day", "clear", "calm", season="winter")
    assert season_of(moment) == ""
    assert season_of(replace(moment, setting="park")) == "winter"
