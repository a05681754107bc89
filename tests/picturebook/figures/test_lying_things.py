"""What is long and drawn aslant lies level where nothing holds it; what is upright stands."""

from __future__ import annotations

import pytest

from digiteller.language.page_content import Thing
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.figures.lying_things import LIE, lies
from digiteller.picturebook.staging.extents import extent_of


@pytest.mark.parametrize("key", ["🔪", "🔦", "✏️", "🔑", "🖌", "🥕", "own:oar"])
def test_long_things_lie_on_what_they_are_on(key: str) -> None:
    assert lies(key)
    box = extent_of(Actor(key, 0, 0, 100, True, None, Thing(key), LIE)).box
    assert abs(box[3]) < 4
    assert box[2] - box[0] > 1.8 * (box[3] - box[1])


@pytest.mark.parametrize(
    "key", ["🍎", "own:bottle", "own:vase", "🪑", "own:wardrobe", "🕯", "📖", "own:rolling pin", "own:no such thing"]
)
def test_what_stands_is_left_upright(key: str) -> None:
    assert not lies(key)
