"""What boats, gardens and woods have, and what no emoji shows; 36 units wide and high."""

from __future__ import annotations

from digiteller.picturebook.drawing.vector import Gradients, Point, box, ellipse, path, stroke
from digiteller.picturebook.figures.furniture_things import toned


def oar(mix: Gradients, color: str) -> str:
    """Return an oar that leans, its blade below."""
    blade = path(
        [(27, 23), (33, 27), (35, 34), (29, 33.6), (24.6, 27)], mix.across(toned(color, 1.25), toned(color, 0.8))
    )
    return stroke([(2, 2), (28, 27)], color, 2) + stroke([(2, 2), (6, 6)], toned(color, 0.66), 3) + blade


def fishing_net(mix: Gradients, color: str) -> str:
    """Return a heap of fishing net with its corks."""
    outer = [(1, 33), (4, 24), (11, 18), (18, 16), (26, 19), (32, 25), (35, 33)]
    parts = [path(outer, color, extra='opacity=".35"')]
    parts += [stroke([(x, 33), (18 + (x - 18) * 0.4, 17.6)], color, 0.8) for x in range(3, 35, 4)]
    parts += [stroke([(18 - w, y), (18, y - 2), (18 + w, y)], color, 0.8) for y, w in ((30, 15), (26, 12), (22, 8))]
    return "".join(parts) + "".join(
        ellipse(x, y, 2.1, 1.7, "#d9583b") for x, y in ((3, 33), (11, 33.6), (19, 34), (27, 33.6), (34, 32.6))
    )


def lobster_pot(mix: Gradients, color: str) -> str:
    """Return a lobster pot: a cage of laths and net."""
    dark = toned(color, 0.66)
    parts = [
        path(
            [(3, 33), (3, 20), (8, 11), (18, 8), (28, 11), (33, 20), (33, 33)], toned(color, 0.5), extra='opacity=".5"'
        )
    ]
    parts += [
        stroke([(x, 31), (x, 21), (18 + (x - 18) * 0.66, 11), (18, 8.4)], "#5f8a7a", 0.9)
        for x in (7, 11, 15, 21, 25, 29)
    ]
    parts += [stroke([(4, y), (32, y)], "#5f8a7a", 0.9) for y in (15, 19, 23, 27)]
    parts += [stroke([(3, 33), (3, 20), (8, 11), (18, 8), (28, 11), (33, 20), (33, 33)], color, 2)]
    return (
        "".join(parts)
        + box(1, 31, 34, 4, mix.down(toned(color, 1.2), dark), 1)
        + ellipse(18, 21, 4.4, 4.6, "#3f352f")
        + stroke([(18, 8), (20, 3), (27, 2)], "#d9b45a", 1.2)
    )


def fallen_branch(mix: Gradients, color: str) -> str:
    """Return a branch that lies on the ground, its leaves still on it."""
    wood = "#7a5236"
    parts = [
        path([(1, 29), (2, 33.4), (14, 31), (26, 28), (35, 22), (25, 25.4), (13, 27.4)], mix.down("#95683f", wood))
    ]
    twigs: list[list[Point]] = [
        [(12, 29), (16, 21), (14, 16)],
        [(20, 28), (25, 19), (30, 15)],
        [(24, 26), (30, 28), (35, 30)],
    ]
    parts += [stroke(one, wood, 1.5) for one in twigs]
    places = ((14, 15), (11, 19), (18, 20), (31, 14), (26, 17), (28, 22), (35, 21), (35, 30.6), (30, 29.6), (21, 23))
    parts += [_leaf(x, y, toned(color, 1 + 0.12 * (at % 3 - 1)), at * 47) for at, (x, y) in enumerate(places)]
    return "".join(parts) + ellipse(2, 31, 1.4, 2.2, "#e2c090")


def leaves(mix: Gradients, color: str) -> str:
    """Return a few leaves."""
    return "".join(
        _leaf(x, y, toned(color, tone), turn, 1.9)
        for x, y, tone, turn in ((11, 21, 0.9, 20), (24, 19, 1.1, 100), (18, 29, 1.0, -25))
    )


def _leaf(x: float, y: float, color: str, turn: float, size: float = 1.0) -> str:
    blade = f'<path d="M{-4 * size} 0Q0 {-3.4 * size} {4 * size} 0Q0 {3.4 * size} {-4 * size} 0Z" fill="{color}"/>'
    vein = stroke([(-4 * size, 0), (3 * size, 0)], toned(color, 0.7), 0.5)
    return f'<g transform="translate({x} {y}) rotate({turn})">{blade}{vein}</g>'


def snow_shovel(mix: Gradients, color: str) -> str:
    """Return a snow shovel, its blade below."""
    blade = path(
        [(7, 22), (29, 22), (30, 33), (26, 35.4), (10, 35.4), (6, 33)],
        mix.across(toned(color, 1.2), color, toned(color, 0.7)),
        smooth=False,
    )
    grip = stroke([(14.6, 1.4), (21.4, 1.4)], "#6b4a30", 2)
    return (
        stroke([(18, 2), (18, 24)], "#a5733f", 2)
        + grip
        + blade
        + "".join(stroke([(x, 25), (x, 32)], toned(color, 0.7), 0.8) for x in (12, 18, 24))
    )


def ball(mix: Gradients, color: str) -> str:
    """Return a ball with a broad stripe."""
    stripe = path(
        [(4.9, 14), (18, 17), (31.1, 14), (32.2, 19), (31.2, 23), (18, 26.4), (4.8, 23), (3.8, 19)],
        "#fff6e4",
        extra='opacity=".92"',
    )
    star = path(
        [
            (18, 17.4),
            (19.4, 20.4),
            (22.6, 20.8),
            (20.2, 23),
            (20.8, 26.2),
            (18, 24.6),
            (15.2, 26.2),
            (15.8, 23),
            (13.4, 20.8),
            (16.6, 20.4),
        ],
        "#3f7fcf",
        smooth=False,
    )
    return (
        ellipse(18, 19, 15, 15, mix.round(toned(color, 1.25), color, toned(color, 0.74), x=0.38, y=0.32, r=0.75))
        + stripe
        + star
    )


def bean_pods(mix: Gradients, color: str) -> str:
    """Return bean pods, one of them open."""
    parts = [
        path([(2, 26), (12, 29), (24, 27), (34, 19), (30, 28), (18, 33), (8, 32)], mix.down(color, toned(color, 0.74)))
    ]
    parts.append(
        path(
            [(3, 15), (14, 20), (26, 18), (34, 10), (31, 20), (19, 25.6), (8, 23)],
            mix.down(toned(color, 1.15), toned(color, 0.85)),
        )
    )
    return "".join(parts) + "".join(
        ellipse(x, y, 2.5, 2.1, "#f1ead2") for x, y in ((11, 21.2), (17, 22.4), (23, 21.2), (28, 18))
    )


def plank(mix: Gradients, color: str) -> str:
    """Return a few planks on the ground."""
    parts = []
    for y, x, tone in ((29, 0, 0.85), (24.4, 2.4, 1.0), (20, 0.8, 1.12)):
        parts.append(
            box(
                x,
                y,
                33,
                4.8,
                mix.across(toned(color, 1.2 * tone), toned(color, 0.9 * tone)),
                0.6,
                f'stroke="{toned(color, 0.6)}" stroke-width=".5"',
            )
        )
        parts.append(stroke([(x + 6, y + 2.2), (x + 14, y + 2.8), (x + 24, y + 2)], toned(color, 0.7), 0.5))
    return "".join(parts)


def tubes(mix: Gradients, color: str) -> str:
    """Return a stack of pipes, seen at their ends."""
    parts = []
    for x, y in ((7, 29), (18, 29), (29, 29), (12.5, 19.6), (23.5, 19.6), (18, 10.2)):
        parts.append(
            ellipse(x, y, 5.4, 5.4, mix.across(toned(color, 1.2), toned(color, 0.7)))
            + ellipse(x, y, 3.6, 3.6, toned(color, 0.35))
        )
    return "".join(parts)


def straw(mix: Gradients, color: str) -> str:
    """Return a heap of straw or hay."""
    outline = [(1.0, 35.0), (5, 28), (12, 22), (19, 20), (26, 23), (32, 29), (35, 35)]
    heap = path(outline, mix.down(toned(color, 1.1), color))
    stalks = [
        stroke([(x, y), (x + way * 7, y - 3)], toned(color, shade), 0.8)
        for x, y, way, shade in (
            (8, 31, 1, 0.78),
            (14, 26, -1, 0.84),
            (17, 33, 1, 0.74),
            (20, 24, 1, 1.15),
            (24, 31, -1, 1.2),
            (28, 33, -1, 0.76),
            (12, 34, -1, 1.15),
            (25, 27, 1, 0.8),
        )
    ]
    loose = [stroke([(x, 34), (x + way * 5, 31)], color, 0.9) for x, way in ((4, -1), (31, 1), (18, -1))]
    return heap + "".join(stalks + loose)


def sheaf(mix: Gradients, color: str) -> str:
    """Return a sheaf of ripe corn, tied in the middle."""
    ears = []
    for x in (6, 11, 15, 18, 21, 25, 30):
        tip = 3 + abs(x - 18) * 0.35
        ears.append(stroke([(18 + (x - 18) * 0.2, 24), (x, tip + 7)], toned(color, 0.86), 1))
        ears += [
            ellipse(x + way * 1.1, tip + row * 2.2, 1.1, 1.7, toned(color, 1.08)) for way in (-1, 1) for row in range(4)
        ]
    foot = path([(15, 23), (21, 23), (27, 35), (9, 35)], mix.down(color, toned(color, 0.76)), smooth=False)
    return foot + "".join(ears) + box(13.6, 21.4, 8.8, 3.2, "#a5653c", 1.4)


def rails(mix: Gradients, color: str) -> str:
    """Return a railway track that leads away over the ground."""
    bed = path([(0.4, 36), (35.6, 36), (21, 13), (15, 13)], "#a59a8c", smooth=False, extra='opacity=".8"')
    parts = [bed]
    for at in range(7):
        near = 0.72**at
        y, wide = 12 + 22.5 * near, 3.4 + 13 * near
        parts.append(box(18 - wide, y - 2.6 * near, 2 * wide, 2.6 * near, "#7a5538", 0.4 * near))
    for way in (-1, 1):
        foot, end = 18 + way * 12, 18 + way * 1.7
        rail = [(foot - 1.1, 36), (foot + 1.1, 36), (end + 0.3, 13), (end - 0.3, 13)]
        parts.append(path(rail, mix.down(toned(color, 0.8), toned(color, 1.2)), smooth=False))
    return "".join(parts)
