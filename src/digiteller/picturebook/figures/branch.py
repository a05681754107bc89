"""The branch that birds sit on."""

from __future__ import annotations

from digiteller.picturebook.drawing.vector import Gradients, ellipse, path, stroke

_LEAVES = ((-17, 31, -35), (-13, 37.5, 25), (-6, 30, -50), (-1, 38, 40), (9, 29, -40), (13, 38.5, 30), (26, 29.5, -45))
_BARK = "#6b4a33"


def branch(mix: Gradients) -> str:
    """Return a leafy branch, 72 units long, in the units of props: birds stand on y = 35, its tip is at the left."""
    limb = [(-18, 34.6), (0, 35.4), (20, 35.2), (40, 36), (54, 36.4), (54, 41), (36, 38.8), (16, 37.2), (-2, 36.6)]
    parts = [
        stroke([(-6, 35.6), (-9, 32), (-8, 30)], _BARK, 0.7),
        stroke([(10, 36), (7, 31), (9, 29)], _BARK, 0.9),
        stroke([(27, 36.4), (23, 31.5), (26, 29.5)], _BARK, 1.0),
        stroke([(14, 36.6), (9, 38.4), (13, 38.8)], _BARK, 0.7),
        path(limb, mix.down("#8a6445", "#5a3d2a")),
    ]
    for x, y, turn in _LEAVES:
        parts.append(ellipse(x, y, 3.4, 1.7, "#4f8a4c", f'transform="rotate({turn} {x} {y})"'))
        parts.append(ellipse(x + 2.6, y + 0.9, 2.6, 1.3, "#6aa352", f'transform="rotate({turn + 50} {x} {y})"'))
    return "".join(parts)
