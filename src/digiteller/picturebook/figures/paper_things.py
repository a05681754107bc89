"""What is made of paper or cloth, or written, painted and carved; 36 units wide and high."""

from __future__ import annotations

from digiteller.picturebook.drawing.vector import Gradients, box, ellipse, path, stroke
from digiteller.picturebook.figures.furniture_things import toned

_WOOD = "#b07a4c"


def paper_plane(mix: Gradients, color: str) -> str:
    """Return a folded paper plane."""
    left = path([(2, 22), (34, 8), (15, 27)], toned(color, 0.96), smooth=False)
    fold = path([(15, 27), (34, 8), (19, 31)], toned(color, 0.72), smooth=False)
    return (
        left
        + fold
        + path([(19, 28), (34, 8), (28, 33)], toned(color, 0.9), smooth=False)
        + stroke([(2, 22), (34, 8)], toned(color, 0.66), 0.6)
    )


def easel(mix: Gradients, color: str) -> str:
    """Return an easel with a bare canvas."""
    legs = "".join(stroke(one, _WOOD, 1.6) for one in ([(18, 1), (7, 35)], [(18, 1), (29, 35)], [(18, 4), (18, 33)]))
    return (
        legs
        + box(6, 6, 24, 18, color, 0.4, f'stroke="{toned(color, 0.7)}" stroke-width=".8"')
        + box(5, 24, 26, 2, _WOOD)
    )


def paint_pot(mix: Gradients, color: str) -> str:
    """Return a tin of paint, open, with a run of its colour."""
    bail = stroke([(6, 15), (10, 5), (26, 5), (30, 15)], "#7d858d", 1.1)
    tin = box(6, 14, 24, 20.6, mix.across("#dfe4e8", "#aeb6bd", "#7f8890"), 1.4)
    run = path(
        [
            (7, 14),
            (29, 14),
            (28, 20),
            (25, 19),
            (23.6, 26),
            (21, 25.6),
            (20, 19),
            (14, 20),
            (12.6, 23),
            (10.6, 22.6),
            (9, 18),
        ],
        color,
    )
    return bail + tin + run + ellipse(18, 14, 12, 2.8, toned(color, 0.85))


def notebook(mix: Gradients, color: str) -> str:
    """Return a notebook with a band."""
    pages = box(9, 5.4, 22, 29, "#f6efdc", 1)
    return (
        pages
        + box(6, 4, 22.6, 30.6, mix.across(toned(color, 0.85), color, toned(color, 1.1)), 2)
        + box(10, 9, 14, 7, "#fbf4df", 0.8)
        + stroke([(12, 12.4), (22, 12.4)], "#8a8078", 0.7)
        + box(25, 4, 1.6, 30.6, toned(color, 0.55))
    )


def parcel(mix: Gradients, color: str) -> str:
    """Return a parcel in paper, tied with string."""
    body = box(3, 12, 30, 22.6, mix.down(toned(color, 1.12), toned(color, 0.85)), 1)
    string = stroke([(18, 12), (18, 34.4)], "#f3ead6", 1.2) + stroke([(3, 23), (33, 23)], "#f3ead6", 1.2)
    bow = stroke([(18, 12), (12, 7), (11, 11), (18, 12), (24, 7), (25, 11), (18, 12)], "#f3ead6", 1.2)
    return (
        body
        + string
        + bow
        + box(21.6, 26, 9, 5.6, "#fbf7ea")
        + stroke([(23, 28), (29, 28)], "#8a8078", 0.5)
        + box(5.4, 14.4, 4.4, 5, "#c9564e")
    )


def photograph(mix: Gradients, color: str) -> str:
    """Return a photograph of somebody."""
    return (
        box(5, 5, 26, 29.6, "#fbf7ea", 0.8, 'stroke="#cfc6b0" stroke-width=".7"')
        + box(8, 8, 20, 20, color)
        + path([(10, 28), (12, 22), (18, 20.4), (24, 22), (26, 28)], toned(color, 0.6))
        + ellipse(18, 15.6, 4, 4.6, toned(color, 0.8))
    )


def bunting(mix: Gradients, color: str) -> str:
    """Return a string of little flags."""
    flags = "".join(
        path([(x, y), (x + 6, y + 0.6), (x + 3, y + 9)], tint, smooth=False)
        for x, y, tint in ((1, 10, color), (8, 13, "#f6cf3f"), (15, 14, color), (22, 13, "#5a9c4b"), (29, 10.4, color))
    )
    return flags + stroke([(0, 9), (10, 13), (18, 14), (26, 13), (36, 9)], "#8a8078", 0.9)


def statue(mix: Gradients, color: str) -> str:
    """Return a figure of stone on its plinth."""
    stone = mix.across(toned(color, 1.15), color, toned(color, 0.7))
    robe = path([(14, 10), (22, 10), (24, 17), (24, 27), (12, 27), (12, 17)], stone)
    arms = stroke([(14, 12), (10, 17), (13, 21)], toned(color, 0.9), 2.4) + stroke(
        [(22, 12), (27, 8), (28, 3)], color, 2.4
    )
    folds = "".join(stroke([(x, 15), (x - 0.6, 26)], toned(color, 0.75), 0.7) for x in (15.6, 18.4, 21))
    return (
        box(7, 30, 22, 5.2, stone, 0.4)
        + box(9.4, 26.4, 17.2, 4, toned(color, 0.85))
        + robe
        + arms
        + folds
        + ellipse(18, 6.4, 3.4, 4, stone)
    )


def bandage(mix: Gradients, color: str) -> str:
    """Return a roll of bandage."""
    rings = "".join(
        ellipse(14, 24, r, r, "none", f'stroke="{toned(color, 0.78)}" stroke-width=".9"') for r in (9.4, 6.6, 3.8)
    )
    tail = path([(14, 31), (35, 31), (35, 34.6), (14, 34.6)], toned(color, 0.94), smooth=False)
    return tail + ellipse(14, 24, 10.8, 10.8, color) + rings


def mop(mix: Gradients, color: str) -> str:
    """Return a mop, its strands below."""
    strands = "".join(
        stroke([(18, 25), (18 + x * 0.8, 29), (18 + x, 35)], toned(color, 1 - 0.03 * abs(x) * (at % 2)), 2)
        for at, x in enumerate((-10, -7, -4, -1, 2, 5, 8, 11))
    )
    return stroke([(18, 1), (18, 25)], _WOOD, 1.8) + strands + box(14.4, 22.6, 7.2, 3.6, "#8c939a", 1.2)


def sweets_bag(mix: Gradients, color: str) -> str:
    """Return a paper bag with its top folded, striped in the colour."""
    body = path([(8, 8), (28, 8), (29, 35), (7, 35)], "#fbf4e4", smooth=False)
    stripes = "".join(box(x, 11, 2.6, 24, color) for x in (10, 16, 22))
    return (
        body
        + stripes
        + path(
            [(7.6, 6), (11, 8), (14.6, 6), (18, 8), (21.6, 6), (25, 8), (28.4, 6), (28, 12), (8, 12)],
            toned(color, 1.25),
            smooth=False,
        )
    )
