"""Clothes that lie or hang about with nobody in them; 36 units wide and high."""

from __future__ import annotations

from digiteller.picturebook.drawing.vector import Gradients, box, ellipse, path, stroke
from digiteller.picturebook.figures.furniture_things import toned


def soft_hat(mix: Gradients, color: str) -> str:
    """Return a hat with a brim and a band."""
    crown = path(
        [(8, 26), (9, 14), (14, 9), (18, 11), (22, 9), (27, 14), (28, 26)],
        mix.across(toned(color, 1.2), color, toned(color, 0.75)),
    )
    return (
        ellipse(18, 28, 17, 4.6, toned(color, 0.85))
        + crown
        + path([(7.8, 23), (18, 25.6), (28.2, 23), (28.4, 27), (18, 29.6), (7.6, 27)], toned(color, 0.5))
    )


def woolly_hat(mix: Gradients, color: str) -> str:
    """Return a woollen hat with a bobble."""
    ribs = "".join(stroke([(x, 26), (x, 33)], toned(color, 0.8), 1) for x in range(7, 31, 3))
    return (
        ellipse(18, 6, 4.6, 4.4, toned(color, 1.4))
        + path(
            [(6, 27), (8, 15), (18, 8.6), (28, 15), (30, 27)], mix.across(toned(color, 1.15), color, toned(color, 0.8))
        )
        + box(4, 25.4, 28, 8.4, toned(color, 1.15), 3)
        + ribs
    )


def pointed_hat(mix: Gradients, color: str) -> str:
    """Return a pointed hat with a wide brim, as wizards and witches have."""
    return (
        ellipse(18, 30, 17, 4.4, toned(color, 0.8))
        + path(
            [(8, 30), (14, 14), (17, 1.4), (21, 14), (28, 30), (18, 32)],
            mix.across(toned(color, 1.25), color, toned(color, 0.75)),
            smooth=False,
        )
        + path([(9.6, 26), (18, 28), (26.4, 26), (27.6, 29.6), (18, 31.6), (8.4, 29.6)], "#e9b93a")
        + ellipse(17, 17, 1.2, 1.2, "#f6dc8a")
    )


def party_hat(mix: Gradients, color: str) -> str:
    """Return a cone of paper with a pompom."""
    return (
        path(
            [(6, 34), (18, 5), (30, 34), (18, 35.4)],
            mix.across(toned(color, 1.2), color, toned(color, 0.8)),
            smooth=False,
        )
        + "".join(
            ellipse(x, y, 1.9, 1.9, "#fff1b8")
            for x, y in ((18, 16), (14.6, 23), (21.4, 24), (11, 30.6), (18, 31), (25, 31))
        )
        + ellipse(18, 4.4, 3.2, 3.2, "#ffe08a")
    )


def belt(mix: Gradients, color: str) -> str:
    """Return a belt, rolled up, with its buckle."""
    return (
        ellipse(16, 24, 13, 8.6, "none", f'stroke="{color}" stroke-width="4"')
        + ellipse(16, 24, 7, 4, "none", f'stroke="{toned(color, 0.8)}" stroke-width="3"')
        + box(27, 20, 8, 8, "none", 1, 'stroke="#d9b45a" stroke-width="1.8"')
    )


def apron(mix: Gradients, color: str) -> str:
    """Return an apron with its strings."""
    strings = (
        stroke([(12, 6), (14, 1), (22, 1), (24, 6)], toned(color, 0.8), 1.1)
        + stroke([(8, 16), (2, 20)], toned(color, 0.8), 1.2)
        + stroke([(28, 16), (34, 20)], toned(color, 0.8), 1.2)
    )
    return (
        strings
        + path(
            [(12, 5), (24, 5), (25, 14), (29, 16), (30, 34), (6, 34), (7, 16), (11, 14)],
            mix.across(toned(color, 1.1), toned(color, 0.88)),
            smooth=False,
        )
        + box(12, 20, 12, 8, toned(color, 0.82), 1)
    )


def wellingtons(mix: Gradients, color: str) -> str:
    """Return a pair of rubber boots."""
    boots = []
    for x in (1, 17):
        shape = [(x + 4, 6), (x + 12, 6), (x + 12, 24), (x + 17, 28), (x + 17, 33), (x + 4, 33)]
        boots.append(
            path(shape, mix.across(toned(color, 1.2), color, toned(color, 0.8)), smooth=False)
            + box(x + 3.4, 32, 14, 2.8, toned(color, 0.55), 1)
            + box(x + 3.6, 5, 8.8, 2.4, toned(color, 0.75), 1)
        )
    return "".join(boots)


def slippers(mix: Gradients, color: str) -> str:
    """Return a pair of slippers."""
    return "".join(
        path(
            [(x, 31), (x + 1, 25), (x + 7, 22), (x + 12, 26), (x + 15.6, 31), (x + 14, 34), (x + 1, 34)],
            mix.down(toned(color, 1.2), toned(color, 0.8)),
        )
        + ellipse(x + 4.4, 25.6, 3.6, 1.8, "#fbf4e4")
        + ellipse(x + 10, 25.4, 1.7, 1.6, "#fbf4e4")
        for x in (1.4, 18.6)
    )
