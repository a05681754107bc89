"""More than four of a kind stand behind the others, in rows, and no two are alike."""

from __future__ import annotations

from random import Random

import pytest

from digiteller.language.page_content import Figure, Moment
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.staging.actor_placement import place_actors
from digiteller.picturebook.staging.shot_sizes import zoom


def crowd_of(kind: str, count: int, setting: str = "village") -> tuple[Actor, list[Actor]]:
    """Return the one before the crowd, and the crowd."""
    king = Figure("human", "Otto", id="otto", sex="male", job="king")
    moment = Moment(setting, "day", "clear", "calm", (king, Figure(kind, count=count, id="crowd")))
    actors = place_actors(moment, Canvas(960, 540, zoom=zoom(moment, 1)), Random(2))
    first = next(one for one in actors if one.figure and one.figure.id == "otto")
    return first, [one for one in actors if one.figure and one.figure.id.startswith("crowd")]


@pytest.mark.parametrize("count", [5, 8, 14, 30])
@pytest.mark.parametrize("kind", ["human", "sheep", "fox"])
def test_it_is_behind_and_smaller_in_rows(kind: str, count: int) -> None:
    king, crowd = crowd_of(kind, count)
    alone, _ = crowd_of(kind, 1)
    assert len(crowd) == min(count, 24)
    assert all(one.depth > king.depth and one.y < king.y for one in crowd)
    assert max(one.y for one in crowd) - min(one.y for one in crowd) > 10
    assert len({(round(one.x), round(one.y)) for one in crowd}) == len(crowd)
    assert king.height == pytest.approx(alone.height, rel=0.15)


@pytest.mark.parametrize("count", [7, 12])
def test_many_fill_the_back(count: int) -> None:
    _, crowd = crowd_of("human", count)
    assert min(one.x for one in crowd) < 0.2 * 960
    assert max(one.x for one in crowd) > 0.8 * 960


def test_no_two_people_have_the_same_looks() -> None:
    _, crowd = crowd_of("human", 9)
    assert len({one.figure.id for one in crowd if one.figure}) == 9


def test_four_are_no_crowd() -> None:
    king, group = crowd_of("human", 4)
    assert any(one.depth == king.depth for one in group)
