"""How big figures and things are beside a child: the same on every page of every story.

Things are as big as in life. What is small is drawn a little larger, what a page is about larger still, but never
twice as large, unless it would be too small to be seen at all.
"""

from __future__ import annotations

from functools import cache

from digiteller.language.page_content import Figure
from digiteller.picturebook.figures.appearance import look_of
from digiteller.picturebook.figures.vehicles import vehicle_height
from digiteller.system.packaged_yaml import packaged_yaml

_COLORED = "\ufe0f"
"""What an emoji may end with that is to be shown in colours."""
_CHILD = 120.0
"""A child's height in centimetres."""
_TINY, _HANDY = 10.0, 50.0
"""Below the first, in centimetres, things are enlarged in full, from the second on not at all."""
_LARGER, _MOST = 0.5, 0.95
"""How much things are enlarged, and those that a page is about."""
_SEEN = 0.075
"""What is smaller, in children's heights, is not seen."""
TALL_THING = 1.05
"""Things from this height stand behind the figures."""


def natural(figure: Figure) -> float:
    """Return how high a figure is in children's heights, by its kind and age."""
    return look_of(figure, 0).height


def thing_height(key: str, main: bool = False) -> float:
    """Return the side of the square that a thing is drawn in, in children's heights.

    ``main``: it is what the page is about.
    """
    vehicle = vehicle_height(key)
    if vehicle is not None:
        return vehicle
    life = centimetres(key)
    small = min(1.0, max(0.0, (_HANDY - life) / (_HANDY - _TINY)))
    return max(_SEEN, life / _CHILD * (1 + small * (_MOST if main else _LARGER)))


def centimetres(key: str) -> float:
    """Return how long the longer side of a thing is in life."""
    sizes, other = _sizes()
    return sizes.get(key.replace(_COLORED, ""), other)


@cache
def _sizes() -> tuple[dict[str, float], float]:
    table = packaged_yaml("digiteller.picturebook.staging", "sizes.yaml")
    found = {key.replace(_COLORED, ""): float(size) for size, keys in table["centimetres"].items() for key in keys}
    return found, float(table["else"])
