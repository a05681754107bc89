"""What stands and lies about in houses, and what no emoji shows rightly; 36 units wide and high."""

from __future__ import annotations

from digiteller.picturebook.drawing.vector import Gradients, Point, box, ellipse, path, stroke
from digiteller.picturebook.figures.furniture_things import toned


def chest_of_drawers(mix: Gradients, color: str) -> str:
    """Return a chest of three drawers."""
    drawers = "".join(
        box(5, y, 26, 7.6, toned(color, 1.14), 0.8, f'stroke="{toned(color, 0.66)}" stroke-width=".7"')
        + ellipse(12, y + 3.8, 1.2, 1.2, "#e9c04a")
        + ellipse(24, y + 3.8, 1.2, 1.2, "#e9c04a")
        for y in (6.6, 15, 23.4)
    )
    return (
        box(4, 31, 3, 4.4, toned(color, 0.6))
        + box(29, 31, 3, 4.4, toned(color, 0.6))
        + box(3, 4, 30, 28, mix.across(toned(color, 1.05), toned(color, 0.8)), 1)
        + box(2, 2.6, 32, 2.8, toned(color, 0.75), 1)
        + drawers
    )


def stool(mix: Gradients, color: str) -> str:
    """Return a stool with three legs."""
    legs = "".join(stroke([(x, 19), (to, 34.6)], toned(color, 0.75), 2.6) for x, to in ((9, 5), (18, 18), (27, 31)))
    return (
        legs
        + stroke([(8, 28), (28, 28)], toned(color, 0.66), 1.3)
        + ellipse(18, 17.4, 14, 3.6, toned(color, 0.7))
        + ellipse(18, 16, 14, 3.4, mix.across(toned(color, 1.25), color))
    )


def rocking_chair(mix: Gradients, color: str) -> str:
    """Return a rocking chair, seen from its side."""
    frame: list[list[Point]] = [[(8, 3), (11, 20), (12, 31)], [(11, 20), (26, 20)], [(26, 20), (27, 31)]]
    frame.append([(10, 14), (27, 14), (26.4, 20)])
    slats = "".join(stroke([(7 + at, 5 + 4 * at), (11 + at, 4.4 + 4 * at)], toned(color, 0.8), 1.4) for at in range(3))
    return (
        "".join(stroke(one, color, 2.2) for one in frame)
        + slats
        + stroke([(2, 29), (9, 33.6), (25, 33.6), (35, 29)], toned(color, 0.75), 2.2)
        + box(11, 18, 15, 2.6, "#b8584a", 1.2)
    )


def cradle(mix: Gradients, color: str) -> str:
    """Return a cradle with a blanket."""
    rockers = stroke([(3, 31), (10, 34.4), (26, 34.4), (33, 31)], toned(color, 0.6), 2)
    hood = path([(4, 20), (4, 8), (9, 4), (15, 5), (16, 20)], mix.across(toned(color, 0.8), toned(color, 1.1)))
    return (
        rockers
        + hood
        + ellipse(22, 19.6, 10, 4, "#f6f0e2")
        + path([(3, 19), (33, 19), (30, 32), (6, 32)], mix.across(toned(color, 1.15), toned(color, 0.8)), smooth=False)
        + path([(15, 18), (33.4, 18), (32, 23.4), (24, 25), (16, 23)], "#9cc3dc")
    )


def clothes_peg(mix: Gradients, color: str) -> str:
    """Return a clothes peg."""
    return path(
        [(13, 2), (18, 0.8), (23, 2), (22.6, 20), (24, 34.6), (20, 34.6), (18, 20), (16, 34.6), (12, 34.6), (13.4, 20)],
        mix.across(toned(color, 1.25), toned(color, 0.8)),
        smooth=False,
    ) + stroke([(13, 14), (23, 14)], "#8c939a", 1.4)


def washing_line(mix: Gradients, color: str) -> str:
    """Return a washing line between two posts, with washing."""
    posts = stroke([(2, 4), (2, 35)], "#8a5f3c", 1.6) + stroke([(34, 4), (34, 35)], "#8a5f3c", 1.6)
    shirt = path(
        [(6, 8), (9, 7), (13, 7), (16, 8), (17.4, 13), (15, 13.6), (14.6, 20), (7.4, 20), (7, 13.6), (4.6, 13)],
        color,
        smooth=False,
    )
    sheet = path([(19, 8), (31, 7.4), (30.6, 24), (26, 23), (19.4, 24)], "#fbf7ea")
    return posts + shirt + sheet + stroke([(2, 6), (18, 8.4), (34, 6)], "#6b645a", 0.8)


def flat_iron(mix: Gradients, color: str) -> str:
    """Return an iron for clothes."""
    return (
        stroke([(9, 22), (10, 14), (24, 13), (26, 20)], "#6b4a30", 2.8)
        + path(
            [(3, 32), (4, 24), (10, 20.6), (24, 20.6), (31, 26), (35, 32)],
            mix.down(toned(color, 1.2), toned(color, 0.75)),
        )
        + box(2.6, 31, 32.6, 3.4, toned(color, 0.6), 1)
    )


def sewing_machine(mix: Gradients, color: str) -> str:
    """Return a sewing machine with a hand wheel."""
    arm = path(
        [(5, 9), (29, 9), (31, 12), (31, 30), (24, 30), (24, 17), (11, 17), (10.4, 23), (6, 23), (5, 17)],
        mix.down(toned(color, 1.3), color),
    )
    return (
        box(2, 30, 32, 5, "#a5703f", 0.8)
        + arm
        + ellipse(32, 16, 2.6, 5.4, toned(color, 0.7))
        + stroke([(8.2, 23), (8.2, 30)], "#8c939a", 1)
        + box(17, 4, 3, 5, "#d0584a", 0.8)
        + stroke([(13, 12.4), (22, 12.4)], "#e9c04a", 1)
    )


def thimble(mix: Gradients, color: str) -> str:
    """Return a thimble."""
    dots = "".join(ellipse(x, y, 0.9, 0.9, toned(color, 0.6)) for y in (14, 18, 22) for x in (13, 16.4, 19.8, 23))
    return (
        path(
            [(10, 31), (12, 13), (18, 8), (24, 13), (26, 31)], mix.across(toned(color, 1.3), color, toned(color, 0.66))
        )
        + dots
        + box(8, 29, 20, 5, toned(color, 0.85), 2)
    )


def knitting(mix: Gradients, color: str) -> str:
    """Return knitting on two needles, with its ball of wool."""
    piece = path([(6, 11), (24, 9), (25, 24), (8, 26)], color, smooth=False)
    rows = "".join(
        stroke([(7 + at * 0.3, 14 + at * 4), (24.4, 12 + at * 4)], toned(color, 0.75), 0.8) for at in range(4)
    )
    ball = (
        ellipse(27, 29, 6.4, 6, mix.round(toned(color, 1.25), color, toned(color, 0.75)))
        + stroke([(22, 28), (27, 25.4), (32, 28)], toned(color, 0.7), 0.7)
        + stroke([(22.6, 31), (28, 29), (32, 32)], toned(color, 0.7), 0.7)
    )
    needles = stroke([(1, 5), (26, 14)], "#c9a06a", 1.4) + stroke([(32, 3), (5, 13)], "#c9a06a", 1.4)
    return (
        stroke([(9, 26), (12, 32), (22, 31)], color, 0.9)
        + piece
        + rows
        + ball
        + needles
        + ellipse(1.6, 5, 1.5, 1.5, "#8a5f3c")
        + ellipse(32, 3, 1.5, 1.5, "#8a5f3c")
    )


def spinning_wheel(mix: Gradients, color: str) -> str:
    """Return a spinning wheel."""
    spokes = "".join(
        stroke([(13 - x, 16 - y), (13 + x, 16 + y)], color, 0.9) for x, y in ((0, 11), (11, 0), (7.8, 7.8), (7.8, -7.8))
    )
    wheel = ellipse(13, 16, 11.6, 11.6, "none", f'stroke="{toned(color, 0.8)}" stroke-width="2.2"')
    legs = "".join(stroke(one, color, 1.8) for one in ([(13, 16), (9, 35)], [(20, 28), (17, 35)], [(31, 25), (33, 35)]))
    return (
        legs
        + stroke([(10, 30), (33, 24)], toned(color, 0.85), 2.4)
        + spokes
        + wheel
        + stroke([(29, 25), (29, 13)], color, 1.6)
        + ellipse(29, 11, 3.2, 5, "#f1e4c8")
        + stroke([(29, 14), (21, 9)], "#d9cbb0", 0.6)
    )


def dustpan(mix: Gradients, color: str) -> str:
    """Return a dustpan and a hand brush."""
    pan = path([(2, 34), (5, 22), (20, 22), (23, 34)], mix.down(toned(color, 0.8), toned(color, 1.15)), smooth=False)
    brush = (
        stroke([(24, 6), (28, 17)], "#b07a4c", 2.4)
        + box(24, 17, 9, 3, "#b07a4c", 1)
        + "".join(stroke([(x, 20), (x + 0.6, 27)], "#5b4030", 1.1) for x in (25, 27, 29, 31, 32.4))
    )
    return stroke([(12.4, 22), (12.4, 10)], color, 2.8) + pan + brush


def matches(mix: Gradients, color: str) -> str:
    """Return a box of matches and one match."""
    return (
        box(3, 21, 24, 13.6, mix.down(color, toned(color, 0.8)), 0.8)
        + box(3, 30, 24, 4.6, "#6b4a3a")
        + ellipse(15, 25.6, 3.4, 2.6, "#f6e3b4")
        + stroke([(17, 17), (32, 9)], "#e6c48c", 1.6)
        + ellipse(32.4, 8.8, 1.9, 1.7, "#d23f3c")
    )


def potty(mix: Gradients, color: str) -> str:
    """Return a potty."""
    return (
        path(
            [(6, 19), (30, 19), (27, 29), (31, 34.6), (5, 34.6), (9, 29)],
            mix.across(toned(color, 1.2), color, toned(color, 0.75)),
        )
        + ellipse(18, 18.6, 14, 3.6, toned(color, 1.2))
        + ellipse(18, 18.8, 10.6, 2.2, toned(color, 0.55))
        + stroke([(30, 22), (34, 22), (33, 27), (29, 27)], toned(color, 0.85), 1.8)
    )


def wall_clock(mix: Gradients, color: str) -> str:
    """Return a round clock."""
    ticks = "".join(
        ellipse(18 + 10.6 * x, 18 + 10.6 * y, 0.8, 0.8, "#3d342c")
        for x, y in (
            (0, -1),
            (0.87, -0.5),
            (0.87, 0.5),
            (0, 1),
            (-0.87, 0.5),
            (-0.87, -0.5),
            (0.5, -0.87),
            (1, 0),
            (0.5, 0.87),
            (-0.5, 0.87),
            (-1, 0),
            (-0.5, -0.87),
        )
    )
    return (
        ellipse(18, 18, 16, 16, mix.round(toned(color, 1.2), color, toned(color, 0.7)))
        + ellipse(18, 18, 13, 13, "#fbf7ea")
        + ticks
        + stroke([(18, 18), (18, 9)], "#3d342c", 1.3)
        + stroke([(18, 18), (24, 21)], "#3d342c", 1.6)
        + ellipse(18, 18, 1.3, 1.3, "#b0524a")
    )


def grandfather_clock(mix: Gradients, color: str) -> str:
    """Return a tall clock with its pendulum."""
    case = mix.across(toned(color, 1.15), toned(color, 0.75))
    return (
        path([(11, 4), (18, 0.6), (25, 4)], toned(color, 0.8))
        + box(11, 3.6, 14, 11, case, 0.8)
        + box(12.6, 14, 10.8, 16, case)
        + box(10.6, 29.6, 14.8, 5.8, case, 0.6)
        + ellipse(18, 9, 4.6, 4.6, "#fbf7ea")
        + stroke([(18, 9), (18, 6)], "#3d342c", 0.7)
        + stroke([(18, 9), (20.4, 9.6)], "#3d342c", 0.7)
        + box(14.4, 16, 7.2, 12, toned(color, 0.5), 0.8)
        + stroke([(18, 16), (18.6, 24)], "#e9c04a", 0.7)
        + ellipse(18.6, 24.6, 1.7, 1.7, "#e9c04a")
    )


def street_lamp(mix: Gradients, color: str) -> str:
    """Return a street lamp that shines."""
    glow = ellipse(18, 6.6, 8, 7, "#ffe9a0", 'opacity=".35"')
    return (
        glow
        + stroke([(18, 11), (18, 34)], color, 1.8)
        + box(14, 32.6, 8, 2.8, toned(color, 0.8), 0.8)
        + path([(14, 3), (22, 3), (20.8, 11), (15.2, 11)], "#fff1b8", smooth=False)
        + path([(12.8, 3.4), (18, 0.4), (23.2, 3.4)], color, smooth=False)
        + stroke([(14.4, 14), (21.6, 14)], color, 1.2)
    )


def bird_cage(mix: Gradients, color: str) -> str:
    """Return an empty bird cage."""
    bars = "".join(
        stroke([(18, 5), (18 + x * 0.8, 10), (18 + x, 17), (18 + x, 31)], color, 0.9)
        for x in (-12, -8, -4, 0, 4, 8, 12)
    )
    return (
        ellipse(18, 3.6, 1.8, 1.8, "none", f'stroke="{color}" stroke-width="1.2"')
        + bars
        + stroke([(6, 20), (30, 20)], color, 1)
        + stroke([(12, 25), (24, 25)], "#a5733f", 1.3)
        + box(4, 30.6, 28, 4, mix.down(toned(color, 1.1), toned(color, 0.7)), 1.4)
    )


def fish_tank(mix: Gradients, color: str) -> str:
    """Return a tank of glass with sand, a stone and a plant."""
    water = box(2, 10, 32, 24, color, 0.6, 'opacity=".45"')
    plant = "".join(stroke([(26, 31), (26 + x, 22), (26 - x, 15)], "#5f9c4a", 1.4) for x in (-2, 1.6))
    sand = path([(2, 34), (2, 30.6), (12, 29), (24, 30.6), (34, 29.4), (34, 34)], "#dcc48c", smooth=False)
    frame = box(1.6, 5, 32.8, 29.6, "none", 0.8, f'stroke="{toned(color, 0.6)}" stroke-width="1.3"')
    return (
        water
        + plant
        + sand
        + ellipse(11, 29, 4, 2.6, "#8f8a84")
        + stroke([(2, 10), (34, 10)], "#ffffff", 0.8, extra='opacity=".8"')
        + frame
        + stroke([(6, 14), (6, 25)], "#ffffff", 1.2, extra='opacity=".6"')
    )


def goldfish_bowl(mix: Gradients, color: str) -> str:
    """Return a bowl of glass with water in it."""
    ball = path(
        [(12, 7), (24, 7), (33, 18), (31, 29), (24, 34.6), (12, 34.6), (5, 29), (3, 18)], color, extra='opacity=".35"'
    )
    water = path(
        [(4, 16), (32, 16), (32, 23), (30, 29), (24, 34), (12, 34), (6, 29), (4, 23)], color, extra='opacity=".6"'
    )
    return (
        ball
        + water
        + ellipse(18, 7, 7, 1.7, "none", f'stroke="{toned(color, 0.7)}" stroke-width="1.1"')
        + stroke([(8, 18), (7.6, 25)], "#ffffff", 1.3)
    )


def apple_basket(mix: Gradients, color: str) -> str:
    """Return a basket full of fruit, in the fruit's colour."""
    fruit = "".join(
        ellipse(x, y, 4.8, 4.7, mix.round(toned(color, 1.3), color, toned(color, 0.75)))
        + stroke([(x, y - 4), (x + 1, y - 6)], "#6b4a30", 0.8)
        for x, y in ((9, 16), (18, 13), (27, 16), (13.4, 18), (22.6, 18))
    )
    weave = "".join(stroke([(5 + at, 21 + 4 * at), (31 - at, 21 + 4 * at)], "#8a6236", 1) for at in range(4)) + "".join(
        stroke([(x, 20), (18 + (x - 18) * 0.8, 34)], "#a97c46", 0.9) for x in range(8, 31, 4)
    )
    return (
        stroke([(5, 20), (8, 6), (18, 1.6), (28, 6), (31, 20)], "#a97c46", 1.8)
        + fruit
        + path([(3, 19), (33, 19), (29, 34.8), (7, 34.8)], mix.down("#d3a564", "#a97c46"), smooth=False)
        + weave
    )


def dog_bowl(mix: Gradients, color: str) -> str:
    """Return a bowl for a dog."""
    return (
        path(
            [(7, 21), (29, 21), (34, 34), (2, 34)],
            mix.across(toned(color, 1.2), color, toned(color, 0.75)),
            smooth=False,
        )
        + ellipse(18, 21, 11, 2.8, toned(color, 0.6))
        + stroke([(14, 28.4), (22, 28.4)], "#fff6e4", 2)
        + "".join(ellipse(x, y, 1.6, 1.5, "#fff6e4") for x in (13.4, 22.6) for y in (27.2, 29.6))
    )
