"""What kitchens and larders have, and what no emoji shows rightly; 36 units wide and high."""

from __future__ import annotations

from digiteller.picturebook.drawing.vector import Gradients, box, ellipse, path, stroke
from digiteller.picturebook.figures.furniture_things import toned


def kettle(mix: Gradients, color: str) -> str:
    """Return a kettle with a bail handle."""
    dark = toned(color, 0.6)
    handle = stroke([(9, 16), (10, 6), (18, 3), (26, 6), (27, 16)], dark, 1.8)
    spout = path([(27, 23), (32, 17), (35, 15), (35.4, 17.6), (30, 29)], toned(color, 0.8), smooth=False)
    body = path(
        [(5, 30), (7, 20), (13, 14.6), (23, 14.6), (29, 20), (31, 30), (28, 34.6), (8, 34.6)], _sheen(mix, color)
    )
    return handle + spout + body + ellipse(18, 14.4, 6, 1.6, dark) + ellipse(18, 12.2, 1.8, 1.6, dark)


def jug(mix: Gradients, color: str) -> str:
    """Return a jug with a lip and a handle."""
    handle = stroke([(26, 12), (33, 13), (32.6, 22), (26, 25)], toned(color, 0.78), 2.4)
    body = path(
        [(7, 5.4), (11, 8), (25, 6), (25, 12), (29, 22), (27, 34), (10, 34), (8, 22), (11, 13)], _sheen(mix, color)
    )
    return handle + body + stroke([(9.6, 20), (18, 21.4), (27.6, 20)], toned(color, 0.62), 1.2)


def vase(mix: Gradients, color: str) -> str:
    """Return a vase without flowers."""
    body = path(
        [(13, 4), (23, 4), (21.4, 11), (27.4, 20), (26, 30), (22, 34.6), (14, 34.6), (10, 30), (8.6, 20), (14.6, 11)],
        _sheen(mix, color),
    )
    band = stroke([(9, 22), (18, 23.6), (27, 22)], toned(color, 1.4), 1.6)
    return body + band + ellipse(18, 4.4, 5, 1.3, toned(color, 0.55))


def bottle(mix: Gradients, color: str) -> str:
    """Return a bottle with its cork in."""
    body = path(
        [(15.4, 6), (20.6, 6), (20.6, 13), (26, 18), (26, 35), (10, 35), (10, 18), (15.4, 13)],
        mix.across(toned(color, 1.3), color, toned(color, 0.66)),
        smooth=False,
    )
    label = box(10, 21, 16, 8.4, "#f4ead0") + stroke([(13, 24), (23, 24)], "#9a8a6a", 0.7)
    shine = stroke([(12.4, 19.6), (12.4, 33)], "#ffffff", 1, extra='opacity=".4"')
    return box(16, 1.6, 4, 6, "#c79a63", 0.8) + body + label + shine


def jam_jar(mix: Gradients, color: str) -> str:
    """Return a jar of jam with a cloth over its lid."""
    glass = box(7, 12, 22, 22.6, mix.across(toned(color, 1.25), color, toned(color, 0.7)), 4)
    lid = path([(6, 12), (8, 5), (18, 3.6), (28, 5), (30, 12), (26, 14), (18, 12.6), (10, 14)], "#f3ead6")
    checks = "".join(stroke([(x, 5.6), (x + 0.6, 12)], "#c9564e", 0.9) for x in (11, 15, 19, 23, 26))
    label = box(10.6, 19, 14.8, 9.4, "#fbf4df", 1.4) + ellipse(18, 23.6, 2.6, 2.6, color)
    return glass + lid + checks + stroke([(7.4, 11), (28.6, 11)], "#8a5a3c", 1) + label


def biscuit_tin(mix: Gradients, color: str) -> str:
    """Return a round tin with a lid."""
    body = box(3, 15, 30, 19.4, mix.across(toned(color, 1.25), color, toned(color, 0.66)), 2.6)
    lid = box(2, 10, 32, 7, mix.across(toned(color, 1.4), toned(color, 1.1), toned(color, 0.75)), 2)
    dots = "".join(ellipse(x, 26, 2.6, 2.6, "#f6e3b4") for x in (9, 18, 27))
    return body + lid + dots + stroke([(2.6, 17), (33.4, 17)], toned(color, 0.5), 0.7)


def frying_pan(mix: Gradients, color: str) -> str:
    """Return an empty frying pan, seen a little from above."""
    handle = stroke([(24, 27), (34.6, 21)], "#6b4a30", 2.8)
    outside = ellipse(14, 28, 13.4, 6.8, color)
    return handle + outside + ellipse(14, 27, 11.6, 5, toned(color, 0.62)) + ellipse(11, 26, 5, 1.4, toned(color, 0.9))


def ladle(mix: Gradients, color: str) -> str:
    """Return a ladle."""
    handle = stroke([(31, 2), (29, 6), (17, 24)], color, 2)
    return (
        handle
        + path([(4, 24), (20, 25), (18, 32), (11, 34.6), (5, 31)], _sheen(mix, color))
        + ellipse(12, 24.6, 8.2, 2, toned(color, 0.6))
    )


def rolling_pin(mix: Gradients, color: str) -> str:
    """Return a rolling pin that lies on the ground."""
    dark = toned(color, 0.7)
    ends = box(0.6, 28, 6, 3.4, dark, 1.7) + box(29.4, 28, 6, 3.4, dark, 1.7)
    return ends + box(5, 25.4, 26, 8.8, mix.down(toned(color, 1.2), dark), 3)


def whisk(mix: Gradients, color: str) -> str:
    """Return a whisk, its wires above."""
    wires = [
        [(18, 24), (18 - w, 14), (18 - w * 0.7, 4), (18, 1.6), (18 + w * 0.7, 4), (18 + w, 14), (18, 24)]
        for w in (2, 5, 8)
    ]
    return box(16.2, 23, 3.6, 12, color, 1.6) + "".join(stroke(one, toned(color, 0.7), 0.9) for one in wires)


def tray(mix: Gradients, color: str) -> str:
    """Return an empty tray."""
    edge = ellipse(18, 29, 17.2, 5.6, toned(color, 0.7))
    return edge + ellipse(18, 28.2, 16.4, 4.8, mix.down(toned(color, 1.2), color)) + ellipse(18, 28.6, 12.6, 3.2, color)


def cauldron(mix: Gradients, color: str) -> str:
    """Return a cauldron on three feet."""
    feet = "".join(box(x, 30, 3.4, 5, toned(color, 0.6), 1) for x in (8, 16.4, 24.6))
    bail = stroke([(5, 15), (9, 4), (18, 1.6), (27, 4), (31, 15)], toned(color, 0.7), 1.4)
    body = path([(4, 14), (32, 14), (33, 23), (27, 32), (18, 33.6), (9, 32), (3, 23)], _sheen(mix, color))
    return bail + feet + body + ellipse(18, 14, 14.4, 2.6, toned(color, 0.5))


def washtub(mix: Gradients, color: str) -> str:
    """Return a wooden tub full of suds."""
    staves = "".join(stroke([(x, 19), (x * 0.9 + 1.8, 34)], toned(color, 0.66), 0.7) for x in (8, 13, 18, 23, 28))
    body = path([(2, 17), (34, 17), (31, 35), (5, 35)], _sheen(mix, color), smooth=False)
    foam = "".join(ellipse(x, y, r, r, "#f6fbff") for x, y, r in ((7, 15, 4), (14, 13, 5), (22, 14, 4.6), (29, 15, 4)))
    return (
        foam + body + staves + stroke([(3, 23), (33, 23)], "#8c939a", 1.6) + stroke([(4, 30), (32, 30)], "#8c939a", 1.6)
    )


def turnip(mix: Gradients, color: str) -> str:
    """Return a root: a turnip, a radish or a beetroot, by its colour."""
    tops = "".join(path(one, "#5f9c4a") for one in _TOPS)
    body = path(
        [(5, 19), (10, 13.4), (18, 12.6), (26, 13.4), (31, 19), (28, 27), (20, 31), (18, 35.6), (16, 31), (8, 27)],
        mix.down(color, toned(color, 1.1), "#f3e6e4"),
    )
    return (
        tops
        + body
        + stroke([(10, 19), (14, 20)], toned(color, 0.75), 0.8)
        + stroke([(22, 23), (26, 22.4)], toned(color, 0.75), 0.8)
    )


_TOPS = (
    ((18, 14), (9, 9), (6, 2), (13, 4)),
    ((18, 14), (15, 6), (18, 0.6), (21, 6)),
    ((18, 14), (27, 9), (30, 2), (23, 4)),
)


def leek(mix: Gradients, color: str) -> str:
    """Return a leek that leans: its white stem below."""
    leaves = "".join(
        path([(15, 20), (x, 8), (x + 5, 1), (20, 18)], toned(color, tone))
        for x, tone in ((14, 0.8), (20, 1), (26, 1.2))
    )
    stem = path([(6, 31), (15, 18), (21, 21), (11, 34)], mix.across("#ffffff", "#e6efd2"), smooth=False)
    roots = "".join(stroke([(8, 32.6), (x, 35)], "#cbbf9a", 0.6) for x in (3, 5, 7, 9))
    return roots + leaves + stem


def plums(mix: Gradients, color: str) -> str:
    """Return two plums with a leaf."""
    fruits = "".join(
        ellipse(x, y, 8.4, 9, mix.round(toned(color, 1.5), color, toned(color, 0.7), x=0.35, y=0.3, r=0.8))
        + stroke([(x - 1, y - 7), (x + 1, y), (x, y + 8)], toned(color, 0.65), 0.7)
        for x, y in ((24, 25), (11.4, 26))
    )
    return (
        stroke([(12, 18), (17, 8), (23, 17)], "#6b4a30", 1.2)
        + path([(17, 9), (24, 3), (31, 5), (25, 10)], "#6aa15a")
        + fruits
    )


def raspberries(mix: Gradients, color: str) -> str:
    """Return two berries made of little beads."""
    parts = []
    for x, y in ((11, 23), (25, 25)):
        rows = ((-1.5, 3), (2, 4), (5.2, 3), (8, 1))
        parts += [
            ellipse(
                x + (at - (many - 1) / 2) * 4,
                y + down,
                2.5,
                2.3,
                mix.round(toned(color, 1.35), color, toned(color, 0.8)),
            )
            for down, many in rows
            for at in range(many)
        ]
        parts.append(
            path([(x - 6, y - 5), (x, y - 2.6), (x + 6, y - 5), (x, y - 7)], "#6aa15a")
            + stroke([(x, y - 5), (x + 1, y - 10)], "#5a8a48", 1)
        )
    return "".join(parts)


def soup_bowl(mix: Gradients, color: str) -> str:
    """Return a bowl of soup, steaming."""
    steam = "".join(
        stroke([(x, 15), (x - 2, 11), (x + 2, 7), (x, 3)], "#dfe6ea", 1.2, extra='opacity=".8"') for x in (12, 18, 24)
    )
    body = path(
        [(2, 20), (34, 20), (30, 30), (24, 34.4), (12, 34.4), (6, 30)],
        mix.across(toned(color, 1.1), color, toned(color, 0.75)),
    )
    return (
        steam
        + body
        + ellipse(18, 20, 16, 3.8, toned(color, 0.9))
        + ellipse(18, 20.2, 14, 2.9, "#d98a3d")
        + ellipse(14, 20, 2, 0.8, "#7fae52")
        + ellipse(22, 20.6, 1.8, 0.8, "#f3d9a0")
    )


def _sheen(mix: Gradients, color: str) -> str:
    return mix.across(toned(color, 1.25), color, toned(color, 0.68))
