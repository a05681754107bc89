"""What special rooms have: a tub, a stage, a skeleton, a cockpit."""

from __future__ import annotations

import math

from digiteller.picturebook.drawing.hand import Hand
from digiteller.picturebook.drawing.light import css, mix, rgb
from digiteller.picturebook.drawing.vector import blob, box, ellipse, path, stroke

_WOOD = "#a8744a"
_IRON = "#4a525c"


def bathtub(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a tub on feet, full of foam."""
    w = h * 1.9
    parts = [
        ellipse(x + way * w * 0.34, y - h * 0.03, h * 0.09, h * 0.07, hand.tone("#d9b25a", far)) for way in (-1, 1)
    ]
    foam = hand.tone("#ffffff", far)
    for index in range(13):
        at = x + (index / 12 - 0.5) * w * 0.86
        size = h * hand.any(0.12, 0.22)
        parts.append(blob(hand.random, at, y - h * 0.8, size, size, foam, 0.08))
    body = [
        (x - w / 2, y - h * 0.8),
        (x + w / 2, y - h * 0.8),
        (x + w * 0.42, y - h * 0.22),
        (x + w * 0.3, y - h * 0.07),
        (x - w * 0.3, y - h * 0.07),
        (x - w * 0.42, y - h * 0.22),
    ]
    parts.append(path(body, hand.shaded("#f4f1ea", far, 0.2)))
    parts.append(box(x - w * 0.53, y - h * 0.84, w * 1.06, h * 0.1, hand.tone("#fffdf6", far), h * 0.05))
    tap = [
        (x + w * 0.46, y - h * 0.84),
        (x + w * 0.46, y - h * 1.15),
        (x + w * 0.36, y - h * 1.15),
        (x + w * 0.36, y - h * 1.02),
    ]
    parts.append(stroke(tap, hand.tone("#c9a24f", far), h * 0.06))
    hand.spots.append(("steam", x, y - h * 0.95, h * 0.22))
    return "".join(parts)


def washstand(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a basin with a mirror above it."""
    w = h * 0.4
    parts = [box(x - w * 0.12, y - h * 0.42, w * 0.24, h * 0.42, hand.shaded("#e8e4da", far))]
    bowl = [
        (x - w / 2, y - h * 0.5),
        (x + w / 2, y - h * 0.5),
        (x + w * 0.3, y - h * 0.38),
        (x - w * 0.3, y - h * 0.38),
    ]
    parts.append(path(bowl, hand.shaded("#f6f3ec", far, 0.2)))
    parts.append(
        ellipse(
            x,
            y - h * 0.84,
            w * 0.44,
            h * 0.19,
            hand.mix.down(hand.tone("#dcecf4", far), hand.tone("#9fc4d8", far)),
            f'stroke="{hand.tone("#c9a24f", far)}" stroke-width="{h * 0.025:.1f}"',
        )
    )
    return "".join(parts)


def chair(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a wooden chair."""
    w = h * 0.46
    wood = hand.shaded("#8f5f3c", far)
    parts = [
        box(
            x + way * w * 0.44 - h * 0.03,
            y - h * (1.0 if back else 0.48),
            h * 0.06,
            h * (1.0 if back else 0.48),
            wood,
            2,
        )
        for way, back in ((-1, True), (1, True))
    ]
    parts += [box(x - w * 0.44, y - h * t, w * 0.88, h * 0.07, wood, 2) for t in (0.96, 0.8, 0.64)]
    return "".join(parts) + box(x - w * 0.56, y - h * 0.5, w * 1.12, h * 0.09, hand.tone("#b5523f", far), 3)


def long_table(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a laid dining table with candles."""
    w = h * 3.2
    parts = [box(x + way * w * 0.42, y - h * 0.85, h * 0.1, h * 0.85, hand.shaded(_WOOD, far)) for way in (-1, 1)]
    parts.append(box(x - w * 0.5, y - h, w, h * 0.1, hand.tone("#fbf3e2", far), 2))
    cloth = [
        (x - w * 0.5, y - h * 0.92),
        (x + w * 0.5, y - h * 0.92),
        (x + w * 0.48, y - h * 0.62),
        (x - w * 0.48, y - h * 0.62),
    ]
    parts.append(path(cloth, hand.mix.down(hand.tone("#f2e3c8", far), hand.tone("#d9c3a4", far)), smooth=False))
    for at in (-0.36, -0.12, 0.12, 0.36):
        parts.append(ellipse(x + at * w, y - h * 1.03, h * 0.17, h * 0.04, hand.tone("#ffffff", far)))
    for at in (-0.24, 0.0, 0.24):
        parts.append(box(x + at * w - h * 0.03, y - h * 1.32, h * 0.06, h * 0.3, hand.tone("#fff6e0", far), 2))
        parts.append(ellipse(x + at * w, y - h * 1.38, h * 0.03, h * 0.06, "#ffd67a"))
        hand.spots.append(("fire", x + at * w, y - h * 1.38, h * 0.22))
    return "".join(parts)


def stage_curtain(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return one red curtain of a stage from the ceiling to the floor at ``y``."""
    w, folds = h * 0.26, 5
    parts = []
    for index in range(folds):
        left = x - w / 2 + w * index / folds
        fill = hand.mix.across(hand.tone("#8f1f2a", far), hand.tone("#d8404a", far), hand.tone("#8f1f2a", far))
        parts.append(box(left, y - h, w / folds * 1.04, h, fill))
    parts.append(box(x - w / 2, y - h * 0.03, w, h * 0.03, hand.tone("#e8c25a", far)))
    return "".join(parts)


def valance(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the scalloped cloth above a stage, centred at ``x``."""
    w, parts, bows = h * 9, [], 8
    for index in range(bows):
        left = x - w / 2 + w * index / bows
        bow = [
            (left, y - h),
            (left + w / bows, y - h),
            (left + w / bows, y),
            (left + w / bows / 2, y + h * 0.55),
            (left, y),
        ]
        parts.append(path(bow, hand.mix.down(hand.tone("#a82a34", far), hand.tone("#d8404a", far)), smooth=False))
        parts.append(stroke([bow[2], bow[3], bow[4]], hand.tone("#e8c25a", far), h * 0.08))
    return "".join(parts)


def backdrop(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a painted scene on a stage: hills, a paper sun and cardboard trees; centred at (x, y)."""
    w = h * 2.2
    left, foot = x - w / 2, y + h / 2
    parts = [box(left, y - h / 2, w, h, hand.mix.down(hand.tone("#6fb8e0", far), hand.tone("#f6e6b8", far)))]
    sun = (x + w * 0.24, y - h * 0.2)
    for index in range(12):
        angle = index * math.tau / 12
        tip = (sun[0] + math.cos(angle) * h * 0.19, sun[1] + math.sin(angle) * h * 0.19)
        parts.append(stroke([sun, tip], hand.tone("#f2b93f", far), h * 0.02))
    parts.append(ellipse(*sun, h * 0.11, h * 0.11, hand.tone("#ffd75f", far)))
    for rise, color in ((0.34, "#8fb86a"), (0.2, "#6f9f4f")):
        line = [(left + w * t / 8, foot - h * rise * (0.8 + 0.4 * math.sin(t * 1.4 + rise * 20))) for t in range(9)]
        parts.append(path([*line, (left + w, foot), (left, foot)], hand.tone(color, far), smooth=False))
    for at in (0.12, 0.3, 0.82):
        cx = left + w * at
        parts.append(box(cx - h * 0.015, foot - h * 0.28, h * 0.03, h * 0.28, hand.tone("#8a5c3c", far)))
        parts.append(ellipse(cx, foot - h * 0.34, h * 0.1, h * 0.12, hand.tone("#4f8a4c", far)))
    return "".join(parts)


def skeleton(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the skeleton of a dinosaur on its stand."""
    bone = hand.tone("#efe4c8", far)
    spine = [
        (x - h * 0.95, y - h * 0.42),
        (x - h * 0.5, y - h * 0.58),
        (x, y - h * 0.62),
        (x + h * 0.34, y - h * 0.66),
        (x + h * 0.56, y - h * 0.92),
    ]
    parts = [box(x - h * 1.0, y - h * 0.09, h * 2.0, h * 0.09, hand.tone("#7a5c44", far), 3)]
    parts.append(stroke(spine, bone, h * 0.055))
    for index in range(7):
        at = x - h * 0.2 + h * 0.085 * index
        rib = [(at, y - h * 0.63), (at + h * 0.07, y - h * 0.46), (at - h * 0.01, y - h * 0.34)]
        parts.append(stroke(rib, bone, h * 0.024))
    for at, bend in ((-0.18, -0.08), (-0.06, 0.1), (0.3, -0.05), (0.4, 0.07)):
        leg = [(x + at * h, y - h * 0.58), (x + (at + bend) * h, y - h * 0.34), (x + at * h, y - h * 0.09)]
        parts.append(stroke(leg, bone, h * 0.045))
    skull = [
        (x + h * 0.5, y - h * 0.98),
        (x + h * 0.7, y - h * 1.04),
        (x + h * 0.98, y - h * 0.9),
        (x + h * 0.94, y - h * 0.82),
        (x + h * 0.66, y - h * 0.82),
    ]
    parts.append(path(skull, bone) + ellipse(x + h * 0.7, y - h * 0.94, h * 0.04, h * 0.035, hand.tone("#4a3a30", far)))
    return "".join(parts)


def pedestal(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a vase on a column."""
    stone, w = hand.shaded("#e2d8c8", far), h * 0.24
    parts = [
        box(x - w * 0.5, y - h * 0.55, w, h * 0.55, stone),
        box(x - w * 0.66, y - h * 0.6, w * 1.32, h * 0.07, stone, 2),
    ]
    vase = [
        (x - w * 0.2, y - h * 0.6),
        (x - w * 0.46, y - h * 0.78),
        (x - w * 0.16, y - h * 0.94),
        (x - w * 0.24, y - h),
        (x + w * 0.24, y - h),
        (x + w * 0.16, y - h * 0.94),
        (x + w * 0.46, y - h * 0.78),
        (x + w * 0.2, y - h * 0.6),
    ]
    color = hand.random.choice(("#3f7f9a", "#c9643f", "#6f8f5a"))
    return (
        "".join(parts)
        + path(vase, hand.shaded(color, far, 0.35))
        + stroke([(x - w * 0.42, y - h * 0.78), (x + w * 0.42, y - h * 0.78)], hand.tone("#f2e3c0", far), h * 0.015)
    )


def cot(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a hospital bed with its chart."""
    w = h * 2.2
    steel = hand.tone("#c9d2da", far)
    parts = []
    for way, tall in ((-1, 1.1), (1, 0.8)):
        parts += [stroke([(x + way * w * 0.5, y), (x + way * w * 0.5, y - h * tall)], steel, h * 0.06)]
    parts.append(box(x - w * 0.5, y - h * 0.5, w, h * 0.2, hand.tone("#e8eef2", far), 3))
    parts.append(
        path(
            [
                (x - w * 0.2, y - h * 0.5),
                (x - w * 0.16, y - h * 0.66),
                (x + w * 0.48, y - h * 0.62),
                (x + w * 0.48, y - h * 0.28),
                (x - w * 0.2, y - h * 0.28),
            ],
            hand.mix.down(hand.tone("#8fc4d0", far), hand.tone("#6aa4b8", far)),
        )
    )
    parts.append(ellipse(x - w * 0.34, y - h * 0.62, h * 0.3, h * 0.16, hand.tone("#ffffff", far)))
    parts.append(
        box(
            x + w * 0.4,
            y - h * 0.72,
            h * 0.24,
            h * 0.28,
            hand.tone("#fbf6ea", far),
            2,
            f'stroke="{steel}" stroke-width="{h * 0.02:.1f}"',
        )
    )
    parts.append(
        stroke(
            [
                (x + w * 0.42, y - h * 0.54),
                (x + w * 0.44, y - h * 0.6),
                (x + w * 0.46, y - h * 0.5),
                (x + w * 0.49, y - h * 0.56),
            ],
            hand.tone("#d8574a", far),
            h * 0.02,
        )
    )
    return "".join(parts)


def screen(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a folding screen of cloth."""
    w, parts = h * 0.26, []
    for index in range(3):
        left = x + (index - 1.5) * w
        parts.append(
            box(
                left,
                y - h,
                w * 0.96,
                h * 0.92,
                hand.shaded("#cfe4e0", far, 0.12),
                2,
                f'stroke="{hand.tone("#b8c4cc", far)}" stroke-width="{h * 0.012:.1f}"',
            )
        )
    return "".join(parts)


def console(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the control desk of a space ship."""
    w = h * 2.4
    body = [
        (x - w * 0.5, y),
        (x - w * 0.44, y - h * 0.7),
        (x - w * 0.34, y - h),
        (x + w * 0.34, y - h),
        (x + w * 0.44, y - h * 0.7),
        (x + w * 0.5, y),
    ]
    parts = [path(body, hand.shaded("#7f8ea8", far, 0.3), smooth=False)]
    for index in range(3):
        left = x + (index - 1.5) * w * 0.22
        parts.append(
            box(left + w * 0.02, y - h * 0.94, w * 0.18, h * 0.3, hand.mix.down("#8ff0e0", "#3f9ab5"), h * 0.04)
        )
    parts.append(ellipse(x, y - h * 0.8, w * 0.5, h * 0.5, hand.mix.round("#8ff0e038", "#8ff0e000")))
    for index in range(16):
        color = ("#ff7a6a", "#ffd76a", "#8ff09a", "#8fd0ff")[index % 4]
        row, column = divmod(index, 8)
        parts.append(ellipse(x + (column - 3.5) * w * 0.1, y - h * (0.5 - 0.16 * row), h * 0.045, h * 0.045, color))
    return "".join(parts)


def seat(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a padded seat of a train, seen from its side."""
    cloth = hand.shaded(hand.random.choice(("#4f7f6a", "#a8473f")), far)
    return (
        box(x - h * 0.4, y - h * 0.2, h * 0.8, h * 0.2, hand.tone("#6a4630", far), 3)
        + box(x - h * 0.44, y - h * 0.46, h * 0.88, h * 0.28, cloth, h * 0.08)
        + box(x - h * 0.48, y - h, h * 0.24, h * 0.72, cloth, h * 0.09)
        + box(x - h * 0.5, y - h * 1.02, h * 0.28, h * 0.12, hand.tone("#f2e3c8", far), h * 0.04)
    )


def workbench(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a bench with a vice, a plane and shavings."""
    w = h * 2.1
    parts = [
        box(x + way * w * 0.4 - h * 0.07, y - h * 0.85, h * 0.14, h * 0.85, hand.shaded(_WOOD, far)) for way in (-1, 1)
    ]
    parts.append(box(x - w * 0.44, y - h * 0.3, w * 0.88, h * 0.08, hand.tone(_WOOD, far, 0.8)))
    parts.append(
        box(
            x - w * 0.52,
            y - h,
            w * 1.04,
            h * 0.18,
            hand.mix.down(hand.tone("#c9935f", far), hand.tone("#9a6a42", far)),
            3,
        )
    )
    parts.append(box(x + w * 0.3, y - h * 1.22, h * 0.26, h * 0.22, hand.tone(_IRON, far), 3))
    parts.append(
        path(
            [(x - w * 0.3, y - h), (x - w * 0.3, y - h * 1.12), (x - w * 0.1, y - h * 1.1), (x - w * 0.06, y - h)],
            hand.shaded("#d9a35f", far),
            smooth=False,
        )
    )
    for _ in range(6):
        at = x + hand.any(-0.1, 0.25) * w
        parts.append(
            stroke(
                [(at, y - h), (at + h * 0.05, y - h * 1.06), (at + h * 0.1, y - h * 1.01)],
                hand.tone("#f0d9a8", far),
                h * 0.025,
            )
        )
    return "".join(parts)


def barrel(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a barrel."""
    w = h * 0.36
    body = [
        (x - w * 0.84, y),
        (x - w, y - h * 0.5),
        (x - w * 0.84, y - h),
        (x + w * 0.84, y - h),
        (x + w, y - h * 0.5),
        (x + w * 0.84, y),
    ]
    parts = [
        path(body, hand.shaded("#a8744a", far, 0.4)),
        ellipse(x, y - h, w * 0.84, h * 0.08, hand.tone("#8a5c3a", far)),
    ]
    parts += [
        stroke(
            [(x - w * 0.95, y - h * t), (x, y - h * (t - 0.04)), (x + w * 0.95, y - h * t)],
            hand.tone(_IRON, far),
            h * 0.045,
        )
        for t in (0.24, 0.78)
    ]
    return "".join(parts)


def toys(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a shelf of toys and goods."""
    w = h * 0.66
    left = x - w / 2
    parts = [
        box(left, y - h, w, h, hand.shaded("#a8744a", far, 0.3), 3),
        box(left + w * 0.05, y - h * 0.97, w * 0.9, h * 0.93, hand.tone("#6a4630", far)),
    ]
    for row in range(4):
        base = y - h * 0.05 - h * 0.23 * row
        for column in range(4):
            at, size = left + w * (0.16 + 0.225 * column), w * hand.any(0.07, 0.1)
            color = hand.tone(
                hand.random.choice(("#d8574a", "#e8b23f", "#4f8fc0", "#6fa85a", "#c98fc0", "#f2e3c8")), far
            )
            what = hand.random.randrange(4)
            if what == 0:
                parts.append(ellipse(at, base - size, size, size, color))
                parts.append(
                    ellipse(at - size * 0.3, base - size * 1.3, size * 0.3, size * 0.25, "#ffffff", 'opacity=".5"')
                )
            elif what == 1:
                parts.append(box(at - size, base - size * 1.8, size * 2, size * 1.8, color, 2))
                parts.append(
                    box(at - size * 0.16, base - size * 1.8, size * 0.32, size * 1.8, hand.tone("#fff6e0", far))
                )
            elif what == 2:
                parts.append(
                    ellipse(at, base - size * 0.9, size * 0.8, size * 0.9, color)
                    + ellipse(at, base - size * 2.1, size * 0.62, size * 0.6, color)
                )
                parts += [
                    ellipse(at + d * size, base - size * 2.6, size * 0.26, size * 0.26, color) for d in (-0.5, 0.5)
                ]
            else:
                parts.append(path([(at - size, base), (at, base - size * 2.2), (at + size, base)], color, smooth=False))
        parts.append(box(left + w * 0.03, base, w * 0.94, h * 0.02, hand.tone(_WOOD, far)))
    return "".join(parts)


def porthole(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a round window with stars and a planet outside, centred at (x, y)."""
    r = h / 2
    parts = [
        ellipse(x, y, r * 1.16, r * 1.16, hand.shaded("#8fa0b8", far)),
        ellipse(x, y, r, r, hand.mix.down("#0d0b2e", "#241a5c", "#3a2a72")),
    ]
    for _ in range(26):
        angle, reach = hand.any(0, math.tau), r * hand.any(0, 0.94)
        size = h * hand.any(0.004, 0.011)
        parts.append(ellipse(x + math.cos(angle) * reach, y + math.sin(angle) * reach, size, size, "#fff7dc"))
    parts.append(
        ellipse(
            x + r * 0.36,
            y + r * 0.3,
            r * 0.34,
            r * 0.34,
            hand.mix.round("#f6b98a", "#e08f5a", "#8a4a5a", x=0.35, y=0.3, r=0.8),
        )
    )
    parts.append(
        stroke([(x - r * 0.7, y - r * 0.5), (x - r * 0.45, y - r * 0.72)], "#ffffff", h * 0.02, extra='opacity=".45"')
    )
    parts += [
        ellipse(x + math.cos(a) * r * 1.08, y + math.sin(a) * r * 1.08, h * 0.016, h * 0.016, hand.tone("#5a6a80", far))
        for a in (i * math.tau / 10 for i in range(10))
    ]
    return "".join(parts)


def slit(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a small barred window in thick stone, centred at (x, y)."""
    w = h * 0.6
    sky = hand.light.sky
    parts = [box(x - w * 0.62, y - h * 0.6, w * 1.24, h * 1.2, hand.tone("#6f6872", far), w * 0.6)]
    parts.append(box(x - w / 2, y - h / 2, w, h, hand.mix.down(css(sky[0]), css(mix(sky[1], sky[2], 0.5))), w * 0.5))
    for t in (-0.22, 0.0, 0.22):
        parts.append(box(x + t * w - h * 0.02, y - h * 0.5, h * 0.04, h, hand.tone("#3a3f48", far)))
    return "".join(parts)


def torch(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a torch in its ring on the wall, centred at (x, y)."""
    parts = [
        path(
            [
                (x - h * 0.08, y + h * 0.5),
                (x - h * 0.13, y - h * 0.1),
                (x + h * 0.13, y - h * 0.1),
                (x + h * 0.08, y + h * 0.5),
            ],
            hand.tone("#7a5438", far),
            smooth=False,
        )
    ]
    parts.append(box(x - h * 0.17, y + h * 0.02, h * 0.34, h * 0.09, hand.tone(_IRON, far)))
    for wide, tall, color in ((0.17, 0.62, "#f2803a"), (0.1, 0.4, "#ffd76a")):
        flame = [
            (x - wide * h, y - h * 0.1),
            (x - wide * h * 0.6, y - h * (0.1 + tall * 0.5)),
            (x, y - h * (0.1 + tall)),
            (x + wide * h * 0.8, y - h * (0.1 + tall * 0.4)),
            (x + wide * h, y - h * 0.1),
        ]
        parts.append(path(flame, color))
    hand.spots.append(("fire", x, y - h * 0.3, h * 1.3))
    return "".join(parts)


def chains(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return chains that hang on a wall, their rings at ``y``."""
    parts = []
    for way in (-1, 1):
        parts += [
            ellipse(
                x + way * h * 0.3,
                y + h * 0.13 * index,
                h * 0.045,
                h * 0.075,
                "none",
                f'stroke="{hand.tone(_IRON, far)}" stroke-width="{h * 0.03:.1f}"',
            )
            for index in range(7)
        ]
    return "".join(parts)


def cross(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the sign of a sickroom, centred at (x, y)."""
    red = hand.tone("#d8574a", far)
    return (
        ellipse(x, y, h * 0.5, h * 0.5, hand.tone("#fffdf6", far))
        + box(x - h * 0.09, y - h * 0.3, h * 0.18, h * 0.6, red)
        + box(x - h * 0.3, y - h * 0.09, h * 0.6, h * 0.18, red)
    )


def plain_window(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a window of rough boards without curtains, centred at (x, y)."""
    sky, w = hand.light.sky, h * 0.86
    left, top = x - w / 2, y - h / 2
    parts = [box(left, top, w, h, hand.mix.down(css(sky[0]), css(sky[1]), css(sky[2])))]
    hill = css(mix(sky[2], (0.25, 0.42, 0.3), 0.55 if hand.light.dark < 0.6 else 0.3))
    line = [
        (left, y + h * 0.25),
        (x - w * 0.1, y + h * 0.14),
        (left + w, y + h * 0.28),
        (left + w, y + h * 0.5),
        (left, y + h * 0.5),
    ]
    parts.append(path(line, hill, smooth=False))
    if hand.light.dark > 0.6:
        parts += [
            ellipse(left + w * hand.any(0.08, 0.92), top + h * hand.any(0.06, 0.5), h * 0.008, h * 0.008, "#fff7dc")
            for _ in range(14)
        ]
        parts.append(ellipse(x + w * 0.2, y - h * 0.2, h * 0.08, h * 0.08, "#fff6d6"))
    parts += weather_outside(hand, left, top, w, h)
    wood = hand.tone("#7a5438", far)
    parts.append(box(left, top, w, h, "none", 2, f'stroke="{wood}" stroke-width="{h * 0.09:.1f}"'))
    parts += [box(x - h * 0.025, top, h * 0.05, h, wood), box(left, y - h * 0.025, w, h * 0.05, wood)]
    return "".join(parts)


def weather_outside(hand: Hand, left: float, top: float, w: float, h: float) -> list[str]:
    """Return the rain, snow or fog behind a pane."""
    parts = []
    for _ in range(46 if hand.weather in {"rain", "storm", "snow"} else 0):
        px, py = left + w * hand.any(0.03, 0.97), top + h * hand.any(0.03, 0.9)
        if hand.weather == "snow":
            parts.append(ellipse(px, py, h * 0.011, h * 0.011, "#ffffff", 'opacity=".9"'))
        else:
            parts.append(
                stroke([(px, py), (px - h * 0.012, py + h * 0.06)], "#e4f0f8", h * 0.006, extra='opacity=".8"')
            )
    if hand.weather == "snow":
        parts.append(box(left, top + h * 0.93, w, h * 0.07, css(mix(rgb("#f4f8fc"), hand.light.sky[1], 0.3))))
    if hand.weather == "fog":
        haze = css(mix(hand.light.sky[2], (1.0, 1.0, 1.0), 0.3))
        parts.append(box(left, top, w, h, hand.mix.down(haze + "40", haze + "d0", haze + "e0")))
    return parts


def bedside(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a little table with a lamp, lit when it is dark."""
    w, wood = h * 0.42, hand.shaded("#8a5c3c", far)
    parts = [box(x - w / 2, y - h * 0.5, w, h * 0.5, wood, 3)]
    parts.append(box(x - w * 0.36, y - h * 0.4, w * 0.72, h * 0.15, hand.tone("#6a4630", far), 2))
    parts.append(box(x - h * 0.03, y - h * 0.72, h * 0.06, h * 0.22, hand.tone("#c9a24f", far)))
    lit = hand.light.dark > 0.3
    shade = [(x - h * 0.1, y - h), (x + h * 0.1, y - h), (x + h * 0.19, y - h * 0.7), (x - h * 0.19, y - h * 0.7)]
    parts.append(path(shade, hand.mix.down("#fff0b8", "#ffd27a") if lit else hand.shaded("#e8d0a0", far), smooth=False))
    if lit:
        hand.spots.append(("lamp", x, y - h * 0.8, h * 0.85))
    return "".join(parts)


def footlights(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a row of lamps along the edge of a stage."""
    parts = []
    for index in range(9):
        at = x + (index - 4) * h * 4.2
        parts.append(ellipse(at, y - h * 0.4, h * 2.4, h * 2.0, hand.mix.round("#fff0b060", "#fff0b000")))
        parts.append(ellipse(at, y - h * 0.4, h * 0.5, h * 0.5, "#fff3c8"))
        parts.append(box(at - h * 0.7, y - h * 0.4, h * 1.4, h * 0.5, hand.tone("#c9a24f", far), h * 0.2))
    return "".join(parts)
