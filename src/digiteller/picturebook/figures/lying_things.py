"""Long things that lie: emoji are drawn across their squares, and a knife would stand on its tip."""

from __future__ import annotations

from functools import cache

import numpy as np

from digiteller.picturebook.drawing.vector import Gradients, group, rasterise
from digiteller.picturebook.figures.props import draw_prop
from digiteller.picturebook.figures.sprites import SIDE

LIE = "lie"
"""The action of a thing that lies flat."""
_LONG = 2.2
"""How much longer than wide it is at least."""
_OBLIQUE = (18.0, 72.0)
"""How far from level, in degrees, it is drawn: what is upright, as a bottle, stands."""
_MIDDLE = SIDE / 2


def lies(key: str) -> bool:
    """Return whether a thing is long and drawn aslant, as ``🔪``: nothing holds it up where it is put."""
    return _flat(key)[0] != 0.0


def laid_flat(key: str, content: str, foot: float) -> str:
    """Return the drawing ``content`` of a thing turned so that it lies level, ``foot`` down its square of 36 units."""
    turn, low = _flat(key)
    return group(group(content, -_MIDDLE, -_MIDDLE), _MIDDLE, foot - low, turn=turn)


@cache
def _flat(key: str) -> tuple[float, float]:
    """Return how far a thing is turned to lie, clockwise, and how far below its middle it then reaches; 0 for none."""
    mix = Gradients()
    content = draw_prop(key, True, mix)
    solid = np.argwhere(rasterise(content, (0, 0, SIDE, SIDE), 2, mix)[..., 3] > 100) if content else np.empty((0, 2))
    if len(solid) < 2:
        return 0.0, 0.0
    points = solid[:, ::-1] / 2 - _MIDDLE
    spread, axes = np.linalg.eigh(np.cov(points.T))
    angle = float(np.degrees(np.arctan2(axes[1, 1], axes[0, 1])))
    angle = (angle + 90) % 180 - 90
    if spread[1] < _LONG**2 * spread[0] or not _OBLIQUE[0] <= abs(angle) <= _OBLIQUE[1]:
        return 0.0, 0.0
    across = np.radians(-angle)
    return -angle, float((points @ (np.sin(across), np.cos(across))).max())
