"""Points of a trunk, and what several things on it are made of."""

from __future__ import annotations

from collections.abc import Callable

from digiteller.picturebook.drawing.light import css, mix, rgb
from digiteller.picturebook.drawing.vector import Point, path
from digiteller.picturebook.figures.costumes import Garment
from digiteller.picturebook.figures.limbs import PosedBody

Detail = Callable[[PosedBody, Garment], str]
"""Draws something on a garment on a body."""


def middle_of(body: PosedBody, share: float) -> Point:
    """Return the middle of the trunk, from the shoulders (0) to the hips (1)."""
    return body.lean * (1 - share), body.chest + (body.hip - body.chest) * share


def trim_of(body: PosedBody) -> str:
    """Return the colour of hems and stripes of its clothes."""
    return css(mix(rgb(body.look.cloth), (1.0, 1.0, 1.0), 0.4))


def spark(x: float, y: float, s: float, color: str) -> str:
    """Return a star with four points."""
    corners = ((0.0, -1.0), (0.3, -0.3), (1.0, 0.0), (0.3, 0.3), (0.0, 1.0), (-0.3, 0.3), (-1.0, 0.0), (-0.3, -0.3))
    return path([(x + dx * s, y + dy * s) for dx, dy in corners], color, smooth=False)
