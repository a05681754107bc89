"""Tools and tackle, and what helps one walk or ride, which no emoji shows rightly; 36 units wide and high."""

from __future__ import annotations

from digiteller.picturebook.drawing.vector import Gradients, box, ellipse, path, stroke
from digiteller.picturebook.figures.furniture_things import toned

_IRON = "#8c939a"


def rope_coil(mix: Gradients, color: str) -> str:
    """Return a coil of rope."""
    rings = "".join(
        ellipse(17, y, 15, 4.6, "none", f'stroke="{toned(color, tone)}" stroke-width="2.8"')
        for y, tone in ((30, 0.75), (26.6, 0.88), (23.2, 1), (19.8, 1.12))
    )
    return rings + stroke([(31, 21), (35, 26), (33, 33)], color, 2.4)


def cork(mix: Gradients, color: str) -> str:
    """Return a cork."""
    specks = "".join(
        ellipse(x, y, 0.9, 0.7, toned(color, 0.7))
        for x, y in ((12, 17), (19, 15), (24, 20), (15, 24), (21, 28), (13, 30))
    )
    return (
        path(
            [(8, 11), (28, 11), (26, 34), (10, 34)],
            mix.across(toned(color, 1.25), color, toned(color, 0.75)),
            smooth=False,
        )
        + ellipse(18, 11, 10, 3, toned(color, 1.3))
        + specks
    )


def starfish(mix: Gradients, color: str) -> str:
    """Return a starfish."""
    dots = "".join(
        ellipse(x, y, 1, 1, toned(color, 1.4))
        for x, y in ((18, 10), (18, 16), (26, 16.6), (23, 19), (23, 26), (13, 26), (10, 16.6), (13, 19), (18, 21))
    )
    return (
        path(
            [(18, 3), (22, 13), (33, 13), (25, 21), (28, 33), (18, 27), (8, 33), (11, 21), (3, 13), (14, 13)],
            mix.round(toned(color, 1.25), color, toned(color, 0.8)),
        )
        + dots
    )


def seaweed(mix: Gradients, color: str) -> str:
    """Return a tuft of seaweed."""
    return "".join(
        stroke(
            [(18, 35), (18 + x * 0.5, 26), (18 + x * 1.3, 18), (18 + x, 8 + abs(x) * 0.7)],
            toned(color, 1 + x * 0.02),
            3,
        )
        for x in (-12, -6, 0, 6, 12)
    )


def spyglass(mix: Gradients, color: str) -> str:
    """Return a spyglass, drawn out."""
    parts = [
        path(one, mix.down(toned(color, 1.3 - 0.1 * at), toned(color, 0.7)), smooth=False)
        for at, one in enumerate(_TUBES)
    ]
    return (
        "".join(parts) + stroke([(13, 20), (16.4, 26)], "#f0d890", 1.4) + stroke([(23, 14), (25, 19)], "#f0d890", 1.2)
    )


_TUBES = (
    ((2, 26), (13, 19), (17, 26.4), (6, 33.4)),
    ((13.4, 20.4), (23, 14.2), (25.6, 19), (16.2, 25)),
    ((23.4, 15.2), (32, 9.6), (34, 13.4), (25.4, 18.4)),
)


def landing_net(mix: Gradients, color: str) -> str:
    """Return a net on a stick."""
    bag = path([(3, 8), (21, 8), (19, 20), (12, 26), (5, 20)], "#f3f1e6", extra='opacity=".75"')
    mesh = (
        "".join(stroke([(x, 9), (12 + (x - 12) * 0.4, 24)], "#a8a898", 0.5) for x in (5, 9, 12, 15, 19))
        + stroke([(4, 14), (20, 14)], "#a8a898", 0.5)
        + stroke([(5, 19), (19, 19)], "#a8a898", 0.5)
    )
    return (
        stroke([(20, 11), (34, 34)], color, 2)
        + bag
        + mesh
        + ellipse(12, 8.4, 9.6, 3, "none", f'stroke="{toned(color, 0.7)}" stroke-width="1.5"')
    )


def nails(mix: Gradients, color: str) -> str:
    """Return a few nails."""
    return "".join(
        stroke([(x, 20), (x + 5, 33)], color, 1.7) + stroke([(x - 2.4, 20.6), (x + 2.6, 18.8)], toned(color, 0.7), 1.8)
        for x in (6, 15, 24)
    )


def pliers(mix: Gradients, color: str) -> str:
    """Return a pair of pliers."""
    handles = stroke([(18, 16), (10, 24), (11, 34)], color, 3) + stroke([(18, 16), (26, 24), (25, 34)], color, 3)
    return (
        handles
        + path([(17.6, 3), (17.6, 14), (12, 15), (13, 6)], _IRON)
        + path([(18.4, 3), (18.4, 14), (24, 15), (23, 6)], _IRON)
        + ellipse(18, 15.6, 2.8, 2.8, "#6f767d")
    )


def horseshoe(mix: Gradients, color: str) -> str:
    """Return a horseshoe."""
    holes = "".join(
        ellipse(x, y, 0.9, 1.1, toned(color, 0.4))
        for x, y in ((7.4, 24), (6.6, 17), (10, 10), (26, 10), (29.4, 17), (28.6, 24))
    )
    return stroke([(10, 32), (6.6, 22), (8, 11), (18, 5.4), (28, 11), (29.4, 22), (26, 32)], color, 5) + holes


def anvil(mix: Gradients, color: str) -> str:
    """Return an anvil on its block."""
    return box(8, 25, 20, 10.4, "#a5733f", 0.8) + path(
        [
            (0.6, 10),
            (9, 9),
            (33, 9),
            (33, 13.6),
            (24, 15.6),
            (23, 20),
            (27, 25),
            (9, 25),
            (13, 20),
            (12, 16),
            (6, 14.6),
        ],
        mix.down(toned(color, 1.3), toned(color, 0.75)),
        smooth=False,
    )


def bellows(mix: Gradients, color: str) -> str:
    """Return a pair of bellows."""
    return (
        box(0.8, 21, 9, 2.4, _IRON, 1)
        + path([(8, 22), (17, 13), (28, 11), (29, 33), (17, 31)], color)
        + "".join(stroke([(x, 14), (x + 1, 31)], toned(color, 0.66), 0.8) for x in (17, 21, 25))
        + path([(8, 21), (18, 12), (29, 9), (35, 7), (35, 10), (29, 13), (18, 16)], "#a5733f")
        + path([(8, 23), (18, 29), (29, 31.6), (35, 34), (35, 31)], "#8a5f3c")
    )


def cart_wheel(mix: Gradients, color: str) -> str:
    """Return a wooden wheel with spokes."""
    spokes = "".join(
        stroke([(18 - x, 18 - y), (18 + x, 18 + y)], color, 1.8) for x, y in ((0, 14), (14, 0), (10, 10), (10, -10))
    )
    return (
        spokes
        + ellipse(18, 18, 15, 15, "none", f'stroke="{toned(color, 0.8)}" stroke-width="3.6"')
        + ellipse(18, 18, 3.6, 3.6, toned(color, 0.7))
        + ellipse(18, 18, 1.2, 1.2, "#3d342c")
    )


def pulley(mix: Gradients, color: str) -> str:
    """Return a pulley with its rope."""
    return (
        stroke([(18, 1), (18, 6)], _IRON, 2)
        + stroke([(10, 13), (10, 35)], "#c9ab7c", 1.6)
        + stroke([(26, 13), (26, 26)], "#c9ab7c", 1.6)
        + ellipse(18, 13, 8.6, 8.6, mix.round(toned(color, 1.3), color, toned(color, 0.7)))
        + ellipse(18, 13, 5, 5, toned(color, 0.8))
        + box(16, 4, 4, 11, _IRON, 1.6)
        + ellipse(18, 13, 1.4, 1.4, "#3d342c")
        + stroke([(24, 29), (26, 26), (29, 29), (26, 32)], _IRON, 1.4)
    )


def saddle(mix: Gradients, color: str) -> str:
    """Return a saddle with its stirrup."""
    return (
        path(
            [
                (3, 12),
                (8, 9),
                (16, 14),
                (26, 13),
                (32, 7),
                (34, 11),
                (30, 20),
                (24, 21),
                (22, 28),
                (13, 28),
                (12, 20),
                (5, 18),
            ],
            mix.down(toned(color, 1.2), toned(color, 0.75)),
        )
        + stroke([(17, 20), (17, 28)], toned(color, 0.55), 1.4)
        + stroke([(17, 28), (14, 34), (20, 34), (17, 28)], _IRON, 1.3)
    )


def dog_collar(mix: Gradients, color: str) -> str:
    """Return a collar with a tag."""
    return (
        ellipse(18, 18, 14, 7, "none", f'stroke="{color}" stroke-width="3.6"')
        + box(5, 18, 4.6, 6, "#d9b45a", 0.8)
        + stroke([(18, 26), (18, 28)], _IRON, 1)
        + ellipse(18, 30.6, 3, 3, "#e9c04a")
    )


def crutches(mix: Gradients, color: str) -> str:
    """Return a pair of crutches."""
    parts = []
    for x, lean in ((10, -3), (24, 3)):
        parts.append(
            stroke([(x - 3, 4), (x + lean * 0.3, 24), (x + lean, 35)], color, 1.5)
            + stroke([(x + 3, 4), (x + lean * 0.3, 24)], color, 1.5)
            + stroke([(x - 4, 3), (x + 4, 3)], toned(color, 0.6), 2.6)
            + stroke([(x - 2, 14), (x + 2, 14)], toned(color, 0.6), 1.8)
        )
    return "".join(parts)


def walking_stick(mix: Gradients, color: str) -> str:
    """Return a walking stick with a bent handle."""
    return stroke([(11, 9), (12, 3), (18, 1.6), (22, 6), (22, 35)], color, 2.4) + stroke(
        [(22, 32), (22, 35)], "#3d342c", 2.4
    )


def key(mix: Gradients, color: str) -> str:
    """Return a key, its bow below and its bit at the upper right."""
    dark = toned(color, 0.7)
    bow = ellipse(10.5, 25.5, 6.6, 6.6, "none", f'stroke="{dark}" stroke-width="4.6"')
    bow += ellipse(10.5, 25.5, 6.6, 6.6, "none", f'stroke="{color}" stroke-width="3"')
    lines = ([(15.4, 20.6), (31.0, 5.0)], [(26.4, 9.6), (31.6, 14.8)], [(31.0, 5.0), (35.0, 9.0)])
    edges = "".join(stroke(line, dark, 4.8, smooth=False) for line in lines)
    return edges + bow + "".join(stroke(line, color, 3, smooth=False) for line in lines)
