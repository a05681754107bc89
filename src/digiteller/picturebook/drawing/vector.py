"""Writing SVG: shapes as strings, gradients by reference, and rasterising them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from random import Random
from typing import TYPE_CHECKING

from digiteller.picturebook.drawing.thorvg import render_svg

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def path(points: Sequence[Point], fill: str, *, closed: bool = True, smooth: bool = True, extra: str = "") -> str:
    """Return a filled shape through ``points``, rounded by Catmull-Rom splines if ``smooth``."""
    return f'<path d="{outline(points, closed=closed, smooth=smooth)}" fill="{fill}" {_fill_opacity(extra)}/>'


def stroke(points: Sequence[Point], color: str, width: float, *, smooth: bool = True, extra: str = "") -> str:
    """Return a line with round ends."""
    return (
        f'<path d="{outline(points, closed=False, smooth=smooth)}" fill="none" stroke="{color}" '
        f'stroke-width="{width:.2f}" stroke-linecap="round" stroke-linejoin="round" {_stroke_opacity(extra)}/>'
    )


def _fill_opacity(extra: str) -> str:
    """Return ``extra`` with the opacity moved to the fill, which spares the renderer a group for each shape."""
    return re.sub(r"(?<![-\w])opacity", "fill-opacity", extra)


def _stroke_opacity(extra: str) -> str:
    return re.sub(r"(?<![-\w])opacity", "stroke-opacity", extra)


def outline(points: Sequence[Point], *, closed: bool, smooth: bool = True) -> str:
    """Return the path data through ``points``."""
    text = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    count = len(points)
    if not smooth or count < 3:
        return text + "".join(f"L{x:.1f} {y:.1f}" for x, y in points[1:]) + ("Z" if closed else "")

    def at(index: int) -> Point:
        return points[index % count] if closed else points[min(count - 1, max(0, index))]

    for index in range(count if closed else count - 1):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = (at(index + step) for step in (-1, 0, 1, 2))
        text += (
            f"C{bx + (cx - ax) / 6:.1f} {by + (cy - ay) / 6:.1f} {cx - (dx - bx) / 6:.1f} {cy - (dy - by) / 6:.1f} "
            f"{cx:.1f} {cy:.1f}"
        )
    return text + ("Z" if closed else "")


def ellipse(x: float, y: float, rx: float, ry: float, fill: str, extra: str = "") -> str:
    """Return an ellipse around (x, y)."""
    return f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" fill="{fill}" {_fill_opacity(extra)}/>'


def box(x: float, y: float, w: float, h: float, fill: str, radius: float = 0.0, extra: str = "") -> str:
    """Return a rectangle, its corners rounded by ``radius``."""
    place = f'x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" rx="{radius:.1f}"'
    return f'<rect {place} fill="{fill}" {_fill_opacity(extra)}/>'


def blob(
    random: Random, x: float, y: float, rx: float, ry: float, fill: str, rough: float = 0.12, extra: str = ""
) -> str:
    """Return an uneven round shape, as a brush would leave it."""
    corners = 9
    turn = random.uniform(0, math.tau)
    points = []
    for index in range(corners):
        angle = turn + math.tau * index / corners
        reach = 1 + random.uniform(-rough, rough)
        points.append((x + math.cos(angle) * rx * reach, y + math.sin(angle) * ry * reach))
    return path(points, fill, extra=extra)


def group(content: str, x: float = 0, y: float = 0, scale: float = 1, *, turn: float = 0, flip: bool = False) -> str:
    """Return ``content`` moved to (x, y), scaled, turned clockwise by ``turn`` degrees, mirrored if ``flip``."""
    mirror = " scale(-1 1)" if flip else ""
    return f'<g transform="translate({x:.2f} {y:.2f}) scale({scale:.4f}) rotate({turn:.2f}){mirror}">{content}</g>'


class Gradients:
    """The gradients of one drawing, each defined once."""

    def __init__(self) -> None:
        self._made: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def down(self, *colors: str, tilt: float = 0.0) -> str:
        """Return a fill from top to bottom through evenly spaced colours; ``tilt`` leans it sideways."""
        direction = f'x1="{0.5 - tilt / 2:.2f}" y1="0" x2="{0.5 + tilt / 2:.2f}" y2="1"'
        return self._reference(f"linearGradient {direction}", colors)

    def across(self, *colors: str) -> str:
        """Return a fill from left to right."""
        return self._reference('linearGradient x1="0" y1="0" x2="1" y2="0"', colors)

    def round(self, *colors: str, x: float = 0.5, y: float = 0.5, r: float = 0.5) -> str:
        """Return a fill from (x, y) outwards; a colour may end in two more digits for its alpha."""
        return self._reference(f'radialGradient cx="{x:.2f}" cy="{y:.2f}" r="{r:.2f}"', colors)

    def definitions(self) -> str:
        """Return the ``defs`` element."""
        return "<defs>" + "".join(self._made.values()) + "</defs>"

    def _reference(self, element: str, colors: Sequence[str]) -> str:
        key = element + "|".join(colors)
        name = self._names.setdefault(key, f"g{len(self._names)}")
        if key not in self._made:
            stops = "".join(
                f'<stop offset="{index / max(1, len(colors) - 1):.3f}" stop-color="{color[:7]}" '
                f'stop-opacity="{int(color[7:9], 16) / 255 if len(color) > 7 else 1:.3f}"/>'
                for index, color in enumerate(colors)
            )
            tag = element.split()[0]
            self._made[key] = f"<{element.replace(tag, f'{tag} id={chr(34)}{name}{chr(34)}', 1)}>{stops}</{tag}>"
        return f"url(#{name})"


def rasterise(
    content: str, region: Box, scale: float, gradients: Gradients | None = None, premultiplied: bool = False
) -> NDArray[np.uint8]:
    """Return ``content`` within ``region``: RGBA, ``scale`` pixels a unit, alpha straight unless asked otherwise."""
    left, top, right, bottom = region
    width, height = max(1, round((right - left) * scale)), max(1, round((bottom - top) * scale))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" preserveAspectRatio="none" '
        f'viewBox="{left:.2f} {top:.2f} {right - left:.2f} {bottom - top:.2f}">'
        f"{gradients.definitions() if gradients else ''}{content}</svg>"
    )
    return render_svg(svg, width, height, premultiplied)
