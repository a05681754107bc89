"""Parts that vehicles share: bodies with open windows, wheels, lamps. 100 units are the height of a child."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from digiteller.picturebook.drawing.light import css, rgb, rotate_hue
from digiteller.picturebook.drawing.vector import Gradients, Point, box, ellipse, outline, path, stroke

GLASS = ("#b9dcea", "#86b4c9")
DARK = "#2b3038"


@dataclass(frozen=True)
class VehicleDrawing:
    """A vehicle that looks right, its wheels or keel on (0, 0)."""

    back: str
    """What is behind those who sit in it."""
    front: str
    """What is before them: it hides their lower parts."""


def toned(color: str, value: float) -> str:
    """Return a colour darker or brighter."""
    return css(rotate_hue(rgb(color), 0, value))


def painted(mix: Gradients, color: str) -> str:
    """Return the fill of a painted body: brighter above."""
    return mix.down(toned(color, 1.14), color, toned(color, 0.78))


def holed(points: Sequence[Point], holes: Sequence[Sequence[Point]], fill: str, edge: str) -> str:
    """Return a body with openings, its corners rounded."""
    data = outline(points, closed=True, smooth=False) + "".join(
        outline(one, closed=True, smooth=False) for one in holes
    )
    line = f'stroke="{edge}" stroke-width="3.5" stroke-linejoin="round"'
    return f'<path d="{data}" fill="{fill}" fill-rule="evenodd" {line}/>'


def glass(points: Sequence[Point], mix: Gradients) -> str:
    """Return the far side that is seen through an opening."""
    return path(points, mix.down(*GLASS), smooth=False)


def shine(points: Sequence[Point]) -> str:
    """Return a glint in the upper left corner of a pane that has four corners, the upper left one first."""
    (x, y), (right, _), _, (_, low) = points[:4]
    step, down = (right - x) * 0.3, (low - y) * 0.34
    return path([(x + 2, y + 2), (x + step, y + 2), (x + 2, y + down)], "#ffffff", smooth=False, extra='opacity=".5"')


def pane(left: float, top: float, right: float, bottom: float, slant: float = 0.0) -> list[Point]:
    """Return the corners of a window whose front edge leans back by ``slant``."""
    return [(left, top), (right - slant, top), (right, bottom), (left, bottom)]


def wheel(x: float, r: float, rim: str = "#d5d9de", y: float | None = None) -> str:
    """Return a wheel with a tyre that stands at (x, 0)."""
    middle = -r if y is None else y
    parts = [ellipse(x, middle, r, r, DARK), ellipse(x, middle, r * 0.6, r * 0.6, rim)]
    parts += [ellipse(x, middle, r * 0.44, r * 0.44, toned(rim, 0.82)), ellipse(x, middle, r * 0.16, r * 0.16, DARK)]
    return "".join(parts)


def spoked(x: float, r: float, color: str, width: float = 3.0, spokes: int = 4) -> str:
    """Return a wheel with spokes that stands at (x, 0)."""
    ring = f'<circle cx="{x:.1f}" cy="{-r + width / 2:.1f}" r="{r - width / 2:.1f}" fill="none" stroke="{color}" '
    parts = [ring + f'stroke-width="{width:.1f}"/>']
    for at in range(spokes):
        across, down = (r - width) * cos(pi * (at + 0.3) / spokes), (r - width) * sin(pi * (at + 0.3) / spokes)
        middle = -r + width / 2
        parts.append(stroke([(x - across, middle - down), (x + across, middle + down)], color, width * 0.45))
    return "".join(parts) + ellipse(x, -r + width / 2, width * 1.1, width * 1.1, color)


def lamp(x: float, y: float, r: float = 6) -> str:
    """Return a head lamp."""
    return ellipse(x, y, r * 0.8, r, "#ffe9a0") + ellipse(x - r * 0.2, y - r * 0.2, r * 0.35, r * 0.45, "#fffbe6")


def steering_wheel(x: float, y: float) -> str:
    """Return a steering wheel seen from its side, on its column."""
    return stroke([(x + 9, y + 14), (x, y)], DARK, 3) + stroke([(x - 5, y - 11), (x + 5, y + 11)], DARK, 4.4)


def bumper(left: float, right: float, y: float) -> str:
    """Return the strip at the foot of a body."""
    return box(left, y, right - left, 7, "#59616b", 3.5)
