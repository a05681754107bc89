"""The young of those who are terrible when grown: round, with a big head and big eyes, in a square of 36 units."""

from __future__ import annotations

from digiteller.picturebook.drawing.light import css, mix, rgb, rotate_hue
from digiteller.picturebook.drawing.vector import Point, ellipse, path, stroke
from digiteller.picturebook.figures.faces import Face, features
from digiteller.picturebook.figures.sprites import Eye

YOUNG = {"dragon"}
"""Kinds that are drawn otherwise while they are small."""
PROFILE: tuple[Point, Point, Point] = ((12.5, 11.5), (2.0, 17.0), (1.5, 35.0))
"""The middle of its head, its muzzle, and where it begins and ends from left to right; it looks left."""
_WING = "M22 21C22 13 26 7 33 5C31.6 8 32 10.4 34.6 12.4C31.4 12.8 30.4 14.6 30.8 17C28 16.8 26.4 18.4 26 21Z"


def young_dragon(color: str, face: Face) -> str:
    """Return a young dragon that sits, with an expression; ``color`` is ``#rrggbb``."""
    coat = rgb(color)
    dark, deep = css(rotate_hue(coat, 0, 0.78)), css(rotate_hue(coat, 0, 0.58))
    belly, bright = css(mix(coat, rgb("#fff2c0"), 0.62)), css(mix(coat, (1.0, 1.0, 1.0), 0.14))
    spike = css(mix(coat, rgb("#ffcf6a"), 0.75))
    parts = [_wing(deep, "rotate(-16 22 21)"), _wing(dark, "")]
    parts.append(stroke([(24, 32.5), (30, 33.4), (33.4, 30), (32.6, 26)], color, 3.2))
    parts.append(path([(30.2, 26.6), (32, 21.6), (35.2, 25.6)], spike, smooth=False))
    spines = ((17.5, 4.2, 0), (21, 7.4, 38), (22.6, 11.6, 62), (27, 22.6, 40), (29, 27, 66))
    for x, y, turn in spines:
        parts.append(f'<path d="M-2 1.4L0 -2.8L2 1.4Z" fill="{spike}" transform="translate({x} {y}) rotate({turn})"/>')
    parts.append(ellipse(20, 27, 8.8, 8.4, color))
    parts.append(ellipse(16.8, 28, 5.6, 6.6, belly))
    parts += [
        stroke([(12.2, y), (16.6, y + 0.8), (21.2, y)], css(rotate_hue(rgb(belly), 0, 0.85)), 0.5) for y in (26, 29, 32)
    ]
    parts += [ellipse(x, 34.3, 3.9, 1.8, dark) for x in (14, 23.4)]
    parts.append(stroke([(22, 23.6), (17, 25.4), (14.4, 24.4)], dark, 2.7))
    horns = ((8.6, -14), (16, 12))
    for x, turn in horns:
        horn = f'd="M-1.5 2L0.3 -3.6L1.7 2Z" fill="#f4e6c4" transform="translate({x} 3.4) rotate({turn})"'
        parts.append(f"<path {horn}/>")
    parts += [ellipse(13, 12.2, 9.8, 8.4, color), ellipse(11, 8.4, 5.6, 3.2, bright, 'opacity=".5"')]
    parts.append(path([(20.4, 10.6), (25.4, 8.2), (24, 12), (25, 14.6), (20.6, 14.6)], dark))
    parts.append(ellipse(8.2, 16.8, 6.4, 4.4, bright))
    parts += [ellipse(x, 14.8, 0.6, 0.5, deep) for x in (4.6, 8.2)]
    parts.append(features((Eye(9.2, 9.6, 1.75, 2.2, color), Eye(16.4, 9.8, 1.75, 2.2, color)), (7.6, 18), face, deep))
    parts.append(ellipse(17.6, 14.4, 1.9, 1.2, "#ee7a62", 'opacity=".4"'))
    return "".join(parts)


def _wing(fill: str, turn: str) -> str:
    edge = css(rotate_hue(rgb(fill), 0, 0.75))
    return f'<path d="{_WING}" fill="{fill}" stroke="{edge}" stroke-width=".5" transform="{turn}"/>'
