"""Painting a drawing in another colour: "a black cat", "a yellow umbrella"."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable
from functools import cache

import numpy as np

from digiteller.picturebook.drawing.light import RGB, css, mix, rgb
from digiteller.picturebook.drawing.vector import rasterise

_HEX = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
_WHITE: RGB = (1.0, 1.0, 1.0)
_INKS = {"#292f33", "#272b2b", "#262b2b", "#231f20", "#22201f"}
"""Twemoji's colours for eyes and noses."""


def full(color: str) -> str:
    """Return ``#rgb`` or ``#RRGGBB`` as ``#rrggbb``."""
    digits = color[1:].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


@cache
def areas(drawing: str) -> dict[str, int]:
    """Return how much of a drawing 36 units wide each of its flat colours covers, the most first."""
    sheet = rasterise(drawing, (0, 0, 36, 36), 2)
    solid = sheet[sheet[..., 3] > 250][:, :3].astype(np.int64)
    shades, counts = np.unique(solid @ np.array([65536, 256, 1]), return_counts=True)
    seen = {f"#{shade:06x}": int(count) for shade, count in zip(shades, counts, strict=True)}
    said = {full(color) for color in _HEX.findall(drawing)}
    return dict(sorted(((color, seen.get(color, 0)) for color in said), key=lambda pair: (-pair[1], pair[0])))


@cache
def dye_drawing(drawing: str, color: str, part: str = "") -> str:
    """Return the drawing with the family of its main colour turned into ``color`` (``#rrggbb``), its shades kept.

    Whites, blacks and the colours of other families (eyes, teeth, beaks) stay. ``part`` is the main colour where it is
    not the one of the largest family.
    """
    covered = areas(drawing) if color else {}
    if not covered:
        return drawing
    main = part or main_color(covered)
    family = {shade for shade in covered if shade == main or (shade not in _INKS and _related(rgb(shade), rgb(main)))}
    table = {shade: css(shade_of_color(rgb(color), rgb(shade), rgb(main))) for shade in family}
    return _HEX.sub(lambda match: table.get(full(match[0]), match[0]), drawing)


def main_color(covered: dict[str, int]) -> str:
    """Return the colour that says what colour a drawing is: its largest family, and there the largest member."""
    colors = [color for color in covered if covered[color]] or list(covered)

    def weight(color: str) -> tuple[float, str]:
        total = sum(covered[other] for other in colors if _related(rgb(other), rgb(color)))
        return total * (0.4 if _plain(rgb(color)) else 1.0) + covered[color] * 0.01, color

    return max(colors, key=weight)


def shade_of_color(color: RGB, shade: RGB, main: RGB) -> RGB:
    """Return ``color`` as much darker or lighter as ``shade`` is beside ``main``."""
    here, there = _lightness(shade), max(0.05, _lightness(main))
    if here <= there:
        ratio = 0.25 + 0.75 * here / there
        return color[0] * ratio, color[1] * ratio, color[2] * ratio
    return mix(color, _WHITE, 0.75 * (here - there) / max(0.05, 1 - there))


def dye_all(colors: Iterable[RGB], color: str) -> tuple[RGB, ...]:
    """Return colours of one coat dyed: the first becomes ``color``, the others keep their distance to it."""
    coat = tuple(colors)
    return tuple(shade_of_color(rgb(color), one, coat[0]) for one in coat) if color else coat


def _lightness(color: RGB) -> float:
    return 0.3 * color[0] + 0.59 * color[1] + 0.11 * color[2]


def _plain(color: RGB) -> bool:
    """Whether a colour is white or black, which most drawings have for eyes, teeth and bellies."""
    _, saturation, value = colorsys.rgb_to_hsv(*color)
    return (saturation < 0.09 and value > 0.86) or value < 0.26


def _related(one: RGB, main: RGB) -> bool:
    """Whether a colour belongs to the family of the main one: its hue, or greys to grey, but no white and no black."""
    if one == main:
        return True
    hue, saturation, value = colorsys.rgb_to_hsv(*one)
    main_hue, main_saturation, _ = colorsys.rgb_to_hsv(*main)
    if _plain(one) != _plain(main):
        return False
    if main_saturation < 0.25:
        return saturation < 0.3 and (value > 0.26) == (max(main) > 0.26)
    away = abs(hue - main_hue)
    return saturation > 0.18 and min(away, 1 - away) < 0.09
