"""What gardens, farms and woods have, and what no emoji shows rightly; 36 units wide and high."""

from __future__ import annotations

from digiteller.picturebook.drawing.vector import Gradients, box, ellipse, path, stroke
from digiteller.picturebook.figures.furniture_things import toned

_WOOD = "#a5733f"
_GREEN = "#6aa15a"


def rake(mix: Gradients, color: str) -> str:
    """Return a rake, its teeth below."""
    teeth = "".join(stroke([(x, 29.6), (x, 35)], color, 1.3) for x in range(6, 32, 4))
    return stroke([(18, 1), (18, 29)], _WOOD, 2) + stroke([(5.4, 29.6), (30.6, 29.6)], color, 2) + teeth


def hoe(mix: Gradients, color: str) -> str:
    """Return a hoe, its blade below."""
    return stroke([(16, 1), (16, 30)], _WOOD, 2) + path(
        [(14, 28.6), (28, 28.6), (29, 34.6), (15, 33)], color, smooth=False
    )


def pitchfork(mix: Gradients, color: str) -> str:
    """Return a pitchfork, its prongs below."""
    prongs = "".join(stroke([(18, 22), (x, 25), (x, 35)], color, 1.4) for x in (10, 18, 26))
    return stroke([(18, 1), (18, 23)], _WOOD, 2) + prongs


def trowel(mix: Gradients, color: str) -> str:
    """Return a trowel, its blade below."""
    blade = path([(12, 17), (24, 17), (23, 28), (18, 35), (13, 28)], mix.across(toned(color, 1.2), toned(color, 0.75)))
    return box(16, 1.6, 4, 10, _WOOD, 2) + stroke([(18, 11), (18, 18)], toned(color, 0.7), 1.8) + blade


def beehive(mix: Gradients, color: str) -> str:
    """Return a straw beehive with its hole."""
    rings = ((31, 14.6), (25.4, 14.4), (19.8, 12.8), (14.4, 10), (9.6, 6))
    parts = [
        box(18 - half, y - 3, 2 * half, 6.4, mix.across(toned(color, 1.2), color, toned(color, 0.7)), 3.2)
        for y, half in rings
    ]
    return box(2, 33, 32, 2.6, "#8a5f3c", 0.6) + "".join(parts) + ellipse(18, 29, 3, 3.4, "#3d2d20")


def hay_bale(mix: Gradients, color: str) -> str:
    """Return a bale of hay, tied twice."""
    body = box(2, 15, 32, 20, mix.down(toned(color, 1.15), toned(color, 0.8)), 2)
    straws = "".join(
        stroke([(x, y), (x + 5, y + (x % 3) - 1)], toned(color, 0.7), 0.6)
        for y in (18, 22, 26, 31)
        for x in range(4, 29, 6)
    )
    ends = "".join(stroke([(x, 15), (x + way, 12.6)], color, 0.8) for x, way in ((6, -2), (14, 1), (21, -1), (29, 2)))
    return ends + body + straws + "".join(stroke([(x, 15), (x, 35)], "#8a6a3c", 1) for x in (11, 25))


def hose(mix: Gradients, color: str) -> str:
    """Return a garden hose, coiled, with its nozzle."""
    coils = "".join(
        ellipse(16, 28 - at * 2.6, 14 - at, 5.4, "none", f'stroke="{toned(color, 1 - 0.08 * at)}" stroke-width="2.6"')
        for at in range(3)
    )
    return (
        coils
        + stroke([(29, 23), (33, 17), (31, 10)], color, 2.4)
        + path([(29, 10), (33, 10), (34, 4), (30, 4)], "#d9a83d", smooth=False)
    )


def water_pump(mix: Gradients, color: str) -> str:
    """Return a pump with a long handle, on a stone."""
    body = box(13, 9, 8, 23, mix.across(toned(color, 1.3), color, toned(color, 0.6)), 1)
    spout = stroke([(21, 16), (27, 16.4), (28, 21)], toned(color, 0.8), 3)
    handle = stroke([(15, 8), (7, 9), (4, 22)], toned(color, 0.6), 1.8)
    return handle + spout + body + ellipse(17, 8.6, 5, 3, toned(color, 0.8)) + box(7, 31, 22, 4.4, "#a7a39b", 1)


def well(mix: Gradients, color: str) -> str:
    """Return a well of stones with a roof and a bucket."""
    posts = box(6, 8, 2, 18, _WOOD) + box(28, 8, 2, 18, _WOOD)
    roof = path([(1, 10), (18, 0.6), (35, 10)], "#b8584a", smooth=False)
    rope = stroke([(18, 13), (18, 19)], "#c9ab7c", 0.8) + path(
        [(15, 19), (21, 19), (20.4, 24), (15.6, 24)], "#8a5f3c", smooth=False
    )
    drum = stroke([(7, 12.6), (29, 12.6)], "#8a5f3c", 2)
    ring = box(4, 23, 28, 12, mix.across(toned(color, 1.15), color, toned(color, 0.75)), 1.6)
    joints = "".join(
        stroke([(x, y), (x, y + 4)], toned(color, 0.65), 0.6)
        for y, start in ((23, 9), (27, 6), (31, 9))
        for x in range(start, 32, 6)
    )
    rows = "".join(stroke([(4, y), (32, y)], toned(color, 0.65), 0.6) for y in (27, 31))
    return posts + drum + rope + roof + ring + rows + joints


def flowerpot(mix: Gradients, color: str) -> str:
    """Return an empty flowerpot with earth in it."""
    body = path(
        [(8, 17), (28, 17), (25, 35), (11, 35)], mix.across(toned(color, 1.2), color, toned(color, 0.7)), smooth=False
    )
    return (
        ellipse(18, 13, 11, 2.2, "#5d4331")
        + body
        + box(6, 12.6, 24, 6, mix.across(toned(color, 1.3), toned(color, 0.8)), 1)
    )


def tomato_plant(mix: Gradients, color: str) -> str:
    """Return a tomato plant at its stick."""
    stems = stroke([(18, 35), (17, 20), (19, 4)], "#5f8f48", 1.6) + stroke([(20.4, 35), (20.4, 2)], _WOOD, 1)
    leaves = "".join(
        path([(18, y), (18 + way * 7, y - 5), (18 + way * 12, y - 1), (18 + way * 6, y + 2)], _GREEN)
        for y, way in ((9, 1), (12, -1), (19, 1), (23, -1), (28, 1))
    )
    fruits = "".join(
        ellipse(x, y, 3.4, 3.2, mix.round(toned(color, 1.3), color, toned(color, 0.75)))
        for x, y in ((12, 17), (24, 24), (11, 29), (23, 14))
    )
    return stems + leaves + fruits


def signpost(mix: Gradients, color: str) -> str:
    """Return a signpost with two arms."""
    arms = path([(4, 5), (28, 5), (33, 8.6), (28, 12.2), (4, 12.2)], toned(color, 1.1), smooth=False)
    arms += path([(32, 14), (9, 14), (4, 17.4), (9, 20.8), (32, 20.8)], color, smooth=False)
    marks = stroke([(9, 8.6), (24, 8.6)], toned(color, 0.5), 0.9) + stroke(
        [(12, 17.4), (27, 17.4)], toned(color, 0.5), 0.9
    )
    return box(16.4, 1, 3.2, 34.4, "#8a5f3c", 0.8) + arms + marks


def birdhouse(mix: Gradients, color: str) -> str:
    """Return a birdhouse on a pole."""
    walls = path(
        [(9, 12), (27, 12), (27, 27), (9, 27)], mix.across(toned(color, 1.15), toned(color, 0.85)), smooth=False
    )
    roof = path([(5, 13.4), (18, 2), (31, 13.4), (28, 14.6), (18, 6), (8, 14.6)], "#8a4a3a", smooth=False)
    return (
        box(16.6, 26, 2.8, 9.4, "#8a5f3c")
        + walls
        + path([(9, 13), (18, 5), (27, 13)], color, smooth=False)
        + roof
        + ellipse(18, 17.4, 3.2, 3.2, "#3d2d20")
        + stroke([(18, 22.6), (18, 25)], "#6b4a30", 1.2)
    )


def kennel(mix: Gradients, color: str) -> str:
    """Return a dog's kennel."""
    walls = path(
        [(4, 16), (18, 5), (32, 16), (32, 35), (4, 35)],
        mix.across(toned(color, 1.15), toned(color, 0.85)),
        smooth=False,
    )
    roof = path([(1, 17), (18, 2.6), (35, 17), (32.6, 19.4), (18, 7), (3.4, 19.4)], "#b0524a", smooth=False)
    return (
        walls
        + roof
        + path([(11.6, 35), (11.6, 24), (14, 19.6), (18, 18), (22, 19.6), (24.4, 24), (24.4, 35)], "#3d2d20")
    )


def trough(mix: Gradients, color: str) -> str:
    """Return a trough full of water."""
    body = path([(1, 20), (35, 20), (32, 32), (4, 32)], mix.down(color, toned(color, 0.7)), smooth=False)
    legs = box(6, 31, 3, 4.4, toned(color, 0.6)) + box(27, 31, 3, 4.4, toned(color, 0.6))
    return legs + ellipse(18, 20, 16.8, 2.6, toned(color, 0.6)) + ellipse(18, 20.4, 15.4, 1.8, "#8fc4e0") + body


def milk_churn(mix: Gradients, color: str) -> str:
    """Return a milk churn with its lid on."""
    body = path(
        [(9, 14), (13, 9), (13, 5), (23, 5), (23, 9), (27, 14), (27, 35), (9, 35)],
        mix.across(toned(color, 1.25), color, toned(color, 0.66)),
        smooth=False,
    )
    ears = stroke([(9, 15), (5, 16), (6, 22), (9, 22)], toned(color, 0.7), 1.6) + stroke(
        [(27, 15), (31, 16), (30, 22), (27, 22)], toned(color, 0.7), 1.6
    )
    return (
        ears
        + body
        + box(11.4, 2, 13.2, 4, toned(color, 0.85), 1.6)
        + stroke([(9, 31), (27, 31)], toned(color, 0.6), 0.9)
    )


def dandelion(mix: Gradients, color: str) -> str:
    """Return a dandelion clock."""
    rays = [
        (18 + 9 * x, 12 + 9 * y)
        for x, y in (
            (0, -1),
            (0.7, -0.7),
            (1, 0),
            (0.7, 0.7),
            (0, 1),
            (-0.7, 0.7),
            (-1, 0),
            (-0.7, -0.7),
            (0.4, -0.9),
            (-0.4, -0.9),
            (0.9, 0.4),
            (-0.9, 0.4),
        )
    ]
    down = ellipse(18, 12, 10.6, 10.6, color, 'opacity=".45"') + "".join(
        stroke([(18, 12), one], "#ffffff", 0.7) + ellipse(*one, 1.3, 1.3, "#ffffff") for one in rays
    )
    leaf = path([(18, 35), (8, 31), (4, 25), (11, 28)], _GREEN) + path([(18, 35), (28, 31), (32, 25), (25, 28)], _GREEN)
    return stroke([(18, 35), (18.6, 14)], "#86b06a", 1.5) + leaf + down + ellipse(18, 12, 1.6, 1.6, "#b99b5a")


def thistle(mix: Gradients, color: str) -> str:
    """Return a thistle."""
    spikes = [(18, 26), (9, 25), (11, 21), (5, 17), (14, 19), (18, 16), (22, 19), (31, 17), (25, 21), (27, 25)]
    crown = path(
        [(11, 2), (14, 6), (16, 1), (18, 5), (20, 1), (22, 6), (25, 2), (23, 12), (13, 12)], color, smooth=False
    )
    return (
        stroke([(18, 35), (18, 14)], "#5f8f48", 1.8)
        + path(spikes, _GREEN, smooth=False)
        + crown
        + ellipse(18, 13, 5.4, 4, "#5f8f48")
    )


def twig(mix: Gradients, color: str) -> str:
    """Return a bare twig on the ground."""
    return (
        stroke([(2, 32), (14, 29), (26, 30), (34, 26)], color, 2)
        + stroke([(14, 29), (19, 23), (25, 21)], color, 1.4)
        + stroke([(24, 30), (29, 33)], color, 1.2)
    )


def acorn(mix: Gradients, color: str) -> str:
    """Return an acorn in its cup."""
    nut = path(
        [(8, 16), (28, 16), (27, 25), (20, 33), (18, 35.6), (16, 33), (9, 25)],
        mix.across(toned(color, 1.4), color, toned(color, 0.8)),
    )
    cup = path([(5, 17), (7, 10), (18, 6), (29, 10), (31, 17), (18, 19)], toned(color, 0.62))
    knobs = "".join(
        ellipse(x, y, 1.3, 1, toned(color, 0.75)) for x, y in ((11, 13), (18, 11), (25, 13), (14, 16), (22, 16))
    )
    return nut + cup + knobs + stroke([(18, 7), (20, 1)], toned(color, 0.5), 2)


def pine_cone(mix: Gradients, color: str) -> str:
    """Return a pine cone."""
    rows = ((11, 4), (15, 7), (19, 9), (23, 10), (27, 9), (31, 6))
    scales = [
        ellipse(18 + way * half * 0.62, y, half * 0.55 + 1, 3, toned(color, 1 + 0.16 * (at % 2) - 0.06 * way))
        for at, (y, half) in enumerate(rows)
        for way in (-1, 0, 1)
    ]
    return path([(18, 6), (27, 16), (28, 26), (22, 34.6), (14, 34.6), (8, 26), (9, 16)], toned(color, 0.6)) + "".join(
        scales
    )


def snowball(mix: Gradients, color: str) -> str:
    """Return a snowball."""
    ball = ellipse(18, 20, 14.6, 14.4, mix.round("#ffffff", color, toned(color, 0.86), x=0.35, y=0.3, r=0.9))
    dents = "".join(ellipse(x, y, 1.6, 1.1, toned(color, 0.92)) for x, y in ((12, 24), (22, 17), (24, 28)))
    return ball + dents


def icicles(mix: Gradients, color: str) -> str:
    """Return an icicle."""
    return path(
        [(13, 2), (23, 2), (21, 16), (18, 35), (15, 16)], mix.across("#ffffff", color, toned(color, 0.8)), smooth=False
    ) + stroke([(16, 4), (17, 20)], "#ffffff", 1)


def pebbles(mix: Gradients, color: str) -> str:
    """Return a pebble, smooth and flat."""
    return path(
        [(4, 29), (9, 22), (20, 20), (30, 23), (33, 29), (27, 34), (11, 34.4)],
        mix.round(toned(color, 1.3), color, toned(color, 0.75), x=0.4, y=0.3, r=0.8),
    ) + stroke([(12, 25), (20, 23.6), (26, 25)], toned(color, 1.45), 0.9)


def molehill(mix: Gradients, color: str) -> str:
    """Return a molehill."""
    lumps = "".join(
        ellipse(x, y, 2, 1.5, toned(color, tone))
        for x, y, tone in ((9, 30, 1.2), (14, 24, 0.8), (19, 20, 1.2), (24, 27, 0.8), (28, 32, 1.1), (17, 30, 0.75))
    )
    return (
        path(
            [(1, 35), (6, 27), (13, 20), (18, 17.6), (24, 20), (31, 28), (35, 35)],
            mix.down(toned(color, 1.15), toned(color, 0.8)),
        )
        + lumps
    )


def sandcastle(mix: Gradients, color: str) -> str:
    """Return a sandcastle with a flag."""
    dark = toned(color, 0.72)
    flag = stroke([(18, 10), (18, 1)], "#8a5f3c", 0.9) + path([(18, 1), (25, 3), (18, 5)], "#d23f3c", smooth=False)
    towers = "".join(
        box(x, y, 8, 35 - y, mix.across(toned(color, 1.12), dark))
        + "".join(box(x + 3 * at, y - 2.4, 2, 2.6, color) for at in range(3))
        for x, y in ((3, 20), (25, 20), (14, 12))
    )
    return (
        flag
        + box(5, 25, 26, 10, color)
        + towers
        + path([(15.4, 35), (15.4, 30), (18, 27.6), (20.6, 30), (20.6, 35)], dark)
    )


def leaf_heap(mix: Gradients, color: str) -> str:
    """Return a heap of fallen leaves."""
    tones = ("#d9803a", "#c9563a", "#e0b04a", color)
    heap = path([(0, 35), (5, 26), (13, 18), (19, 16), (27, 21), (33, 29), (36, 35)], toned(color, 0.7))
    spots = [
        (x, y)
        for y, left, right in ((20, 14, 24), (24, 9, 28), (28, 6, 31), (32, 3, 34))
        for x in range(left, right, 4)
    ]
    return heap + "".join(
        path([(x - 3, y), (x, y - 2.4), (x + 3.4, y - 0.6), (x, y + 2.2)], tones[at % 4])
        for at, (x, y) in enumerate(spots)
    )
