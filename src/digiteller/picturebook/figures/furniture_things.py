"""Pieces of furniture that stand where no room has them, such as a wardrobe on the stairs; 36 units wide and high."""

from __future__ import annotations

from digiteller.picturebook.drawing.light import css, rgb, rotate_hue
from digiteller.picturebook.drawing.vector import Gradients, box, ellipse, path, stroke


def toned(color: str, value: float) -> str:
    """Return a colour darker or brighter."""
    return css(rotate_hue(rgb(color), 0, value))


def wardrobe(mix: Gradients, color: str) -> str:
    """Return a wardrobe with two doors."""
    body = mix.across(toned(color, 1.12), color, toned(color, 0.74))
    dark, panel = toned(color, 0.62), mix.across(toned(color, 1.3), toned(color, 1.02))
    parts = [box(x, 32.6, 3, 3.4, dark, 0.8) for x in (8, 25)]
    parts += [box(7, 2.6, 22, 30.6, body, 0.8), box(5.8, 0.6, 24.4, 3.2, dark, 1.2), box(6.4, 31, 23.2, 2.4, dark, 0.6)]
    parts += [box(x, 5.6, 8.6, 24, panel, 1) for x in (8.6, 18.8)]
    parts += [
        box(x, y, 5.6, 9.4, "none", 0.8, f'stroke="{dark}" stroke-width=".6"')
        for x in (10.1, 20.3)
        for y in (7.4, 18.6)
    ]
    return "".join(parts) + "".join(ellipse(x, 18, 0.7, 1, "#f0cf6a") for x in (16.4, 19.6))


def table(mix: Gradients, color: str) -> str:
    """Return a plain table."""
    dark = toned(color, 0.66)
    legs = "".join(box(x, 15, 2.6, y, dark, 0.6) for x, y in ((4, 21), (29.4, 21), (8.4, 17), (25, 17)))
    top = path([(5, 11), (31, 11), (35.4, 15.4), (0.6, 15.4)], mix.across(toned(color, 1.25), color), smooth=False)
    return legs + box(3.4, 16.4, 29.2, 3.4, toned(color, 0.8)) + top + box(0.6, 15.2, 34.8, 1.8, dark, 0.6)


def sofa(mix: Gradients, color: str) -> str:
    """Return a sofa for two."""
    return _seat(mix, color, 1.0, 35.0, (2, 18, 34))


def armchair(mix: Gradients, color: str) -> str:
    """Return an armchair."""
    return _seat(mix, color, 5.0, 31.0, (10, 26))


def _seat(mix: Gradients, color: str, left: float, right: float, seams: tuple[float, ...]) -> str:
    dark, light = toned(color, 0.66), toned(color, 1.2)
    top = 12.0 if len(seams) > 2 else 6.0
    parts = [box(x, 32, 2.6, 4, "#5a3d2a", 0.6) for x in (left + 2, right - 4.6)]
    parts.append(box(left + 2, top, right - left - 4, 20, mix.down(color, dark), 4))
    wide = (right - left - 8) / (len(seams) - 1)
    for at in range(len(seams) - 1):
        x = left + 4 + wide * at
        parts.append(box(x + 0.3, top + 2, wide - 0.6, 12, mix.down(light, color), 2.6))
        parts.append(box(x + 0.2, 22.4, wide - 0.4, 5.4, mix.down(light, color), 1.8))
    parts.append(box(left + 3, 27.2, right - left - 6, 5.8, dark, 1))
    return "".join(parts) + "".join(
        box(x, 19, 5.4, 14.4, mix.across(light, color, dark), 2.6) for x in (left, right - 5.4)
    )


def piano(mix: Gradients, color: str) -> str:
    """Return an upright piano with its keys."""
    dark, light = toned(color, 0.6), toned(color, 1.35)
    parts = [box(3, 5, 30, 29, mix.across(light, color, dark), 1), box(1.8, 3, 32.4, 3, dark, 1)]
    parts += [box(5.4, 8, 11.6, 9, light, 0.8, 'opacity=".55"'), box(19, 8, 11.6, 9, light, 0.8, 'opacity=".55"')]
    parts += [box(1.2, 19.4, 33.6, 4.2, dark, 0.8), box(2.8, 18.2, 30.4, 3, "#fffaf0", 0.3)]
    parts += [box(4.4 + 2.4 * at, 18.2, 1.2, 1.8, "#25212a") for at in range(12) if at not in {2, 6, 9}]
    parts += [box(x, 23, 2.8, 13, dark, 0.8) for x in (2.4, 30.8)]
    parts += [box(5.2, 24.6, 25.6, 7.6, dark, 0.8, 'opacity=".6"'), box(3, 33.4, 30, 1.6, dark)]
    return "".join(parts) + "".join(box(x, 33.6, 2, 1.2, "#e8c86a", 0.4) for x in (15.4, 18.8))


def bench(mix: Gradients, color: str) -> str:
    """Return a garden bench."""
    dark, slat = toned(color, 0.64), mix.down(toned(color, 1.2), color)
    parts = [box(x, 8, 2.4, 28, dark, 0.8) for x in (3.4, 30.2)]
    parts += [box(1, y, 34, 3.6, slat, 0.8) for y in (9, 14)]
    return "".join(parts) + box(0, 22, 36, 3.4, slat, 0.8) + box(0, 25, 36, 1.2, dark)


def chest(mix: Gradients, color: str) -> str:
    """Return a wooden chest with a round lid."""
    iron = "#6b6470"
    lid = path(
        [(3, 18), (4, 10), (10, 7), (26, 7), (32, 10), (33, 18)], mix.down(toned(color, 1.2), color), smooth=False
    )
    body = box(3, 17, 30, 18, mix.down(color, toned(color, 0.7)), 1)
    bands = "".join(box(x, 7.4, 2.6, 27.6, iron) for x in (8, 25.4)) + box(3, 16.4, 30, 1.8, iron)
    return lid + body + bands + box(15.6, 15.4, 4.8, 6, "#e8c86a", 1) + ellipse(18, 18.4, 0.9, 1.2, "#4f3a30")


def pram(mix: Gradients, color: str) -> str:
    """Return a pram with its hood up."""
    iron, dark = "#5a5560", toned(color, 0.7)
    parts = [stroke([(7, 25), (29, 25), (34, 12), (36, 11)], iron, 1.3, smooth=False)]
    parts.append(path([(3, 14), (30, 14), (28, 21), (22, 24), (11, 24), (5, 21)], mix.down(color, dark)))
    parts.append(path([(3, 14.6), (4, 7), (10, 2.4), (17, 2.6), (18, 14.6)], mix.across(toned(color, 1.2), color)))
    parts += [stroke([(17.6, 14), (x, y)], dark, 0.7) for x, y in ((5, 7), (11, 3))]
    for x in (10, 26):
        parts.append(ellipse(x, 29.6, 5.4, 5.4, "none", f'stroke="{iron}" stroke-width="1.4"'))
        parts += [
            stroke([(x - dx, 29.6 - dy), (x + dx, 29.6 + dy)], iron, 0.5) for dx, dy in ((5, 0), (0, 5), (3.6, 3.6))
        ]
    return "".join(parts)


def lamp(mix: Gradients, color: str) -> str:
    """Return a lamp with a shade, as it stands on a table."""
    foot = mix.across("#d9a86a", "#9a6a3e")
    parts = [box(17, 16, 2, 16, foot), ellipse(18, 27, 4, 4.6, foot), box(11, 32.4, 14, 2.6, "#8a5f3c", 1.2)]
    return "".join(parts) + path(
        [(12, 3), (24, 3), (30, 18), (6, 18)], mix.down(toned(color, 1.1), toned(color, 0.9)), smooth=False
    )
