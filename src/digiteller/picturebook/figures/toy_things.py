"""Toys, instruments and models; 36 units wide and high."""

from __future__ import annotations

from digiteller.picturebook.drawing.vector import Gradients, box, ellipse, path, stroke
from digiteller.picturebook.figures.furniture_things import toned

_WOOD = "#b07a4c"
_SKIN = "#f1cfae"


def toy_boat(mix: Gradients, color: str) -> str:
    """Return a toy boat with a sail."""
    sail = path([(18, 3), (18, 23), (5, 23)], "#fbf4e4", smooth=False) + path(
        [(20, 7), (30, 23), (20, 23)], "#f3e3c0", smooth=False
    )
    hull = path([(3, 25), (33, 25), (28, 34), (8, 34)], mix.down(color, toned(color, 0.7)), smooth=False)
    return sail + stroke([(19, 2), (19, 26)], _WOOD, 1.3) + hull + stroke([(5, 28), (31.6, 28)], "#fff6e4", 1.2)


def cork_boat(mix: Gradients, color: str) -> str:
    """Return a boat of three corks with a leaf of paper for a sail."""
    corks = "".join(box(x, 27, 9.6, 7, mix.down(toned(color, 1.2), toned(color, 0.75)), 2.4) for x in (3, 13.2, 23.4))
    sail = path([(18, 6), (30, 13), (18, 21)], "#fffdf6", smooth=False)
    return stroke([(18, 4), (18, 28)], _WOOD, 1.1) + sail + corks + stroke([(4, 30.6), (32, 30.6)], "#d9c7a0", 0.9)


def rocking_horse(mix: Gradients, color: str) -> str:
    """Return a rocking horse."""
    rocker = stroke([(1, 29), (9, 34), (26, 34), (35, 28)], "#b0524a", 2)
    return rocker + _horse(mix, color, 33) + path([(13, 14.6), (21, 14.6), (20.4, 19.4), (13.6, 19.4)], "#b0524a")


def wooden_horse(mix: Gradients, color: str) -> str:
    """Return a wooden horse on wheels."""
    wheels = "".join(ellipse(x, 32.4, 3, 3, "#b0524a") + ellipse(x, 32.4, 1, 1, "#fff1d0") for x in (8, 27))
    return _horse(mix, color, 31) + box(4, 29.4, 27, 2.2, toned(color, 0.7), 1) + wheels


def _horse(mix: Gradients, color: str, feet: float) -> str:
    legs = "".join(
        stroke([(x, 20), (x + lean, feet)], toned(color, 0.82), 2.8)
        for x, lean in ((10, -1.4), (13, 0.6), (22, -0.6), (25, 1.4))
    )
    tail = stroke([(8, 16), (4, 19), (4.4, 25)], "#5b4030", 2.2)
    body = path(
        [
            (7, 16),
            (12, 14),
            (21, 15),
            (24, 10),
            (25, 4),
            (28, 3),
            (30, 6),
            (34, 10),
            (32, 13),
            (29, 11.6),
            (28, 19),
            (24, 22.6),
            (11, 22.6),
        ],
        mix.down(toned(color, 1.15), toned(color, 0.85)),
    )
    mane = stroke([(25.4, 4), (22.6, 9), (21, 14.6)], "#5b4030", 2)
    return tail + legs + body + mane + ellipse(29.4, 7.6, 0.7, 0.8, "#2f2a26")


def spinning_top(mix: Gradients, color: str) -> str:
    """Return a spinning top."""
    body = path(
        [(4, 17), (18, 12), (32, 17), (27, 25), (18, 34.6), (9, 25)],
        mix.across(toned(color, 1.3), color, toned(color, 0.66)),
    )
    return (
        stroke([(18, 3), (18, 13)], _WOOD, 2.4)
        + ellipse(18, 3, 2.4, 1.6, toned(color, 0.7))
        + body
        + stroke([(5.4, 18.6), (18, 21), (30.6, 18.6)], "#ffe08a", 2)
        + stroke([(9.6, 25), (18, 26.8), (26.4, 25)], "#5a9fe0", 1.4)
    )


def marbles(mix: Gradients, color: str) -> str:
    """Return three marbles, one of them in the colour."""
    parts = []
    for x, y, tint in ((10, 28, color), (25, 28.6, "#5a9c4b"), (18, 17, "#e9a33a")):
        parts.append(
            ellipse(x, y, 6.6, 6.6, mix.round("#ffffff", tint, toned(tint, 0.7), x=0.35, y=0.3, r=0.8))
            + stroke([(x - 3.6, y + 2), (x, y), (x + 3, y + 2.6)], toned(tint, 1.5), 1.4)
        )
    return "".join(parts)


def hoop(mix: Gradients, color: str) -> str:
    """Return a hoop and its stick."""
    return ellipse(17, 18, 15, 16, "none", f'stroke="{color}" stroke-width="2.4"') + stroke(
        [(22, 34), (34, 22)], _WOOD, 1.8
    )


def doll(mix: Gradients, color: str) -> str:
    """Return a rag doll in a dress."""
    hair = path([(10, 14), (9, 6), (18, 1), (27, 6), (26, 14), (27, 19), (9, 19)], "#a5633a")
    limbs = "".join(
        stroke(one, _SKIN, 3)
        for one in ([(12, 20), (5, 25)], [(24, 20), (31, 25)], [(15, 28), (14, 34)], [(21, 28), (22, 34)])
    )
    dress = path([(13, 17), (23, 17), (28, 30), (8, 30)], mix.down(toned(color, 1.1), toned(color, 0.85)), smooth=False)
    face = ellipse(18, 11, 7, 7, _SKIN) + "".join(
        ellipse(x, 10.4, 0.9, 1, "#3d342c") + ellipse(x + way * 1.6, 13, 1.4, 0.9, "#ee9a8a")
        for x, way in ((15, -1), (21, 1))
    )
    return (
        hair
        + limbs
        + dress
        + face
        + stroke([(16, 14), (18, 15), (20, 14)], "#b0524a", 0.8)
        + path([(11, 8), (18, 3), (25, 8), (18, 6.6)], "#a5633a")
    )


def puppet(mix: Gradients, color: str) -> str:
    """Return a puppet on strings."""
    strings = "".join(
        stroke([(x, 3), (to, y)], "#8a8078", 0.5)
        for x, to, y in ((8, 6, 21), (18, 18, 9), (28, 30, 21), (14, 13, 30), (22, 23, 30))
    )
    bars = stroke([(5, 3), (31, 3)], _WOOD, 1.6) + stroke([(18, 1), (18, 5)], _WOOD, 1.6)
    limbs = "".join(
        stroke(one, toned(color, 0.75), 2.4)
        for one in ([(14, 18), (6, 22)], [(22, 18), (30, 22)], [(15, 25), (12, 33)], [(21, 25), (24, 33)])
    )
    head = (
        ellipse(18, 12, 4.6, 4.8, "#e8c49a")
        + ellipse(16.4, 11.6, 0.7, 0.8, "#3d342c")
        + ellipse(19.6, 11.6, 0.7, 0.8, "#3d342c")
        + ellipse(18, 13.4, 1, 0.9, "#d0584a")
    )
    return strings + bars + limbs + box(13, 16.6, 10, 10, color, 2.6) + head


def blocks(mix: Gradients, color: str) -> str:
    """Return three building blocks."""
    return "".join(
        box(x, y, 12, 12, mix.down(toned(tint, 1.15), toned(tint, 0.85)), 1.2)
        + box(x + 3, y + 3, 6, 6, toned(tint, 1.45), 0.8)
        for x, y, tint in ((5, 23, color), (19, 23, "#5a9c4b"), (12, 11, "#e9b93a"))
    )


def dolls_house(mix: Gradients, color: str) -> str:
    """Return a doll's house, open at its front."""
    walls = box(4, 14, 28, 21, color) + path([(1.6, 15), (18, 2), (34.4, 15)], "#b8584a", smooth=False)
    rooms = "".join(
        box(x, y, 11.4, 8, tint)
        for x, y, tint in ((6, 16, "#f6e3b4"), (18.6, 16, "#d6e6f2"), (6, 25.6, "#e4f0d4"), (18.6, 25.6, "#f6d9d2"))
    )
    bits = (
        box(8, 20, 5, 4, "#8a5f3c")
        + box(21, 21, 7, 3, "#d0687a", 1)
        + box(9, 30, 6, 3.6, "#8a5f3c")
        + box(23, 28, 3.4, 5.6, "#5f7a9c")
    )
    return walls + rooms + bits + ellipse(18, 10.6, 2.2, 2.2, "#fff1d0")


def skipping_rope(mix: Gradients, color: str) -> str:
    """Return a skipping rope with wooden handles."""
    rope = stroke([(7, 13), (5, 27), (14, 33), (22, 27), (17, 21), (20, 31), (31, 29), (29, 13)], "#d9c39a", 1.6)
    return rope + stroke([(7, 4), (7, 12)], color, 3.2) + stroke([(29, 4), (29, 12)], color, 3.2)


def pinwheel(mix: Gradients, color: str) -> str:
    """Return a pinwheel on its stick."""
    sails = "".join(
        path([(18, 13), one, two], tint, smooth=False)
        for one, two, tint in (
            ((18, 1), (26, 5), color),
            ((30, 13), (26, 21), "#ffd45a"),
            ((18, 25), (10, 21), color),
            ((6, 13), (10, 5), "#ffd45a"),
        )
    )
    return stroke([(18, 13), (18, 35)], _WOOD, 1.6) + sails + ellipse(18, 13, 1.6, 1.6, "#8a5f3c")


def xylophone(mix: Gradients, color: str) -> str:
    """Return a xylophone with its beater."""
    tints = (color, "#ee8a33", "#f6cf3f", "#5a9c4b", "#3f7fcf", "#8a5bb8")
    bars = "".join(box(3 + 5.2 * at, 18 + at, 4.2, 15 - 2 * at, tint, 1) for at, tint in enumerate(tints))
    return (
        stroke([(2, 22), (34, 24.6)], _WOOD, 1.4)
        + stroke([(2, 30), (34, 27.4)], _WOOD, 1.4)
        + bars
        + stroke([(12, 14), (31, 8)], _WOOD, 1.3)
        + ellipse(11, 14.4, 2.6, 2.6, "#b0524a")
    )


def harp(mix: Gradients, color: str) -> str:
    """Return a harp."""
    strings = "".join(
        stroke([(x, 8 + (x - 9) * 0.2), (x, 33 - (x - 9) * 0.95)], "#e8dcc0", 0.7) for x in range(10, 29, 3)
    )
    return (
        strings
        + stroke([(8, 34), (8, 5)], color, 2.6)
        + stroke([(8, 5), (15, 10), (23, 8), (30, 12)], color, 2.4)
        + stroke([(8, 34), (31, 12)], toned(color, 0.8), 3)
    )


def harmonica(mix: Gradients, color: str) -> str:
    """Return a harmonica."""
    holes = "".join(box(x, 22, 2, 3.4, "#3d342c") for x in range(6, 29, 3))
    return (
        box(2, 16, 32, 14, mix.down(toned(color, 1.3), toned(color, 0.7)), 3)
        + box(3.4, 20.6, 29.2, 6, "#a5633a")
        + holes
    )


def tambourine(mix: Gradients, color: str) -> str:
    """Return a tambourine."""
    jingles = "".join(
        ellipse(x, y, 2, 2.6, "#e9c04a") for x, y in ((5, 14), (5, 25), (31, 14), (31, 25), (13, 33), (23, 33), (18, 6))
    )
    return (
        ellipse(18, 19.6, 14.4, 14.4, color)
        + ellipse(18, 19.6, 11.4, 11.4, mix.round("#fffaf0", "#efe2c8", "#d9c7a4"))
        + jingles
    )


def triangle(mix: Gradients, color: str) -> str:
    """Return a triangle with its beater."""
    return (
        stroke([(14, 31), (31, 31), (18, 8), (6, 30)], color, 2, smooth=False)
        + stroke([(18, 8), (18, 2)], "#c98a5a", 0.8)
        + stroke([(25, 12), (34, 24)], toned(color, 0.75), 1.6)
    )


def gramophone(mix: Gradients, color: str) -> str:
    """Return a gramophone with its horn."""
    horn = path(
        [(16, 20), (19, 13), (16, 4), (33, 1), (35, 10), (30, 17), (23, 17), (18, 23)],
        mix.across(toned(color, 0.7), color, toned(color, 1.3)),
    )
    return (
        horn
        + box(3, 24, 26, 11, mix.down("#a5703f", "#6f4727"), 1.2)
        + ellipse(14, 24, 10, 2.4, "#2f2a2e")
        + ellipse(14, 24, 3, 0.8, "#d23f3c")
        + stroke([(29, 30), (33, 30), (33, 33)], "#5b4030", 1.2)
    )


def music_box(mix: Gradients, color: str) -> str:
    """Return a musical box, open, with a dancer on it."""
    lid = path([(5, 22), (8, 8), (28, 8), (31, 22)], toned(color, 0.7), smooth=False) + path(
        [(8, 21), (10.4, 10.4), (25.6, 10.4), (28, 21)], "#e8d0e0", smooth=False
    )
    dancer = (
        ellipse(18, 12, 1.8, 1.9, _SKIN)
        + path([(13, 19), (18, 14), (23, 19)], "#ef92b4")
        + stroke([(18, 19), (18, 23)], _SKIN, 1)
        + stroke([(15, 11), (18, 15), (21, 11)], _SKIN, 0.9)
    )
    return (
        lid
        + dancer
        + box(4, 22, 28, 12.6, mix.down(color, toned(color, 0.75)), 1.6)
        + ellipse(18, 28, 1.6, 1.8, "#e9c04a")
        + stroke([(32, 29), (35, 29), (35, 26)], "#8c939a", 1.2)
    )


def snow_globe(mix: Gradients, color: str) -> str:
    """Return a snow globe with a fir in it."""
    ball = ellipse(18, 16, 13, 13, mix.round("#ffffff", "#d8ecf8", "#a8cde6"))
    fir = path([(18, 7), (24, 22), (12, 22)], "#4a8a58", smooth=False) + path(
        [(6.6, 22), (18, 20), (29.4, 22), (25, 27), (11, 27)], "#ffffff"
    )
    flakes = "".join(ellipse(x, y, 0.9, 0.9, "#ffffff") for x, y in ((10, 12), (13, 18), (26, 11), (25, 17), (21, 7)))
    return (
        ball
        + fir
        + flakes
        + path([(8, 27), (28, 27), (31, 35), (5, 35)], mix.across(toned(color, 1.2), toned(color, 0.7)), smooth=False)
    )


def globe(mix: Gradients, color: str) -> str:
    """Return a globe on its stand."""
    land = path([(10, 9), (16, 8), (17, 13), (13, 19), (9, 15)], "#7fb35c") + path(
        [(21, 12), (27, 13), (26, 21), (21, 22), (20, 17)], "#7fb35c"
    )
    arc = stroke([(24, 2), (31, 8), (31, 20), (24, 27), (17, 29)], "#a5703f", 1.6)
    return (
        arc
        + ellipse(18, 15.4, 11.6, 11.6, mix.round(toned(color, 1.3), color, toned(color, 0.7)))
        + land
        + stroke([(18, 28), (18, 32)], "#a5703f", 2)
        + path([(9, 35), (12, 31.6), (24, 31.6), (27, 35)], "#8a5f3c")
    )


def catapult(mix: Gradients, color: str) -> str:
    """Return a forked stick with a rubber band."""
    return (
        stroke([(18, 35), (18, 20), (8, 6)], color, 3.2)
        + stroke([(18, 20), (28, 6)], color, 3.2)
        + stroke([(8, 8), (18, 15), (28, 8)], "#d0687a", 1.3)
    )


def spear(mix: Gradients, color: str) -> str:
    """Return a spear, its point above."""
    return (
        stroke([(18, 8), (18, 35)], color, 1.8)
        + path([(18, 0.4), (21.6, 6), (18, 11), (14.4, 6)], "#b3bac2", smooth=False)
        + box(16.4, 10, 3.2, 2, "#b0524a")
    )
