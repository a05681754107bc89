"""What churches, cafes, bakeries and control rooms have."""

from __future__ import annotations

import math

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.vector import box, ellipse, path, stroke

_WOOD = "#a8744a"


def pew(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a church's bench seen from the front."""
    w, wood = h * 2.4, hand.shaded("#8a5c3c", far, 0.2)
    parts = [
        box(x - w / 2, y - h * 0.96, w, h * 0.5, hand.mix.down(hand.tone("#b5834f", far), hand.tone("#7a5033", far)), 4)
    ]
    parts.append(box(x - w * 0.52, y - h, w * 1.04, h * 0.08, hand.tone("#c9935f", far), 3))
    parts.append(box(x - w * 0.5, y - h * 0.52, w, h * 0.13, hand.tone("#c9935f", far, 1.05), 3))
    parts.append(box(x - w * 0.48, y - h * 0.4, w * 0.96, h * 0.36, hand.tone("#6a4630", far), 2))
    ends = [box(x + way * w * 0.5 - h * 0.09, y - h * 1.06, h * 0.18, h * 1.06, wood, h * 0.06) for way in (-1, 1)]
    return "".join(parts + ends)


def altar(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return an altar with a white cloth, a cross and candles."""
    w = h * 1.3
    parts = [box(x - w * 0.75, y - h * 0.1, w * 1.5, h * 0.12, hand.tone("#cfc3b4", far), 3)]
    parts.append(box(x - w / 2, y - h * 0.6, w, h * 0.52, hand.shaded("#fbf6ea", far, 0.12), 3))
    parts.append(box(x - w * 0.14, y - h * 0.6, w * 0.28, h * 0.4, hand.tone("#a83a4a", far)))
    parts.append(box(x - w * 0.53, y - h * 0.64, w * 1.06, h * 0.06, hand.tone("#e8c86a", far), 2))
    gold = hand.shaded("#e2b34f", far, 0.3)
    parts += [
        box(x - h * 0.025, y - h * 1.16, h * 0.05, h * 0.53, gold, 3),
        box(x - h * 0.13, y - h * 1.03, h * 0.26, h * 0.05, gold, 3),
    ]
    for at in (-0.4, -0.26, 0.26, 0.4):
        cx = x + at * w
        parts.append(box(cx - h * 0.02, y - h * 0.9, h * 0.04, h * 0.27, hand.tone("#fff6e0", far), 2))
        parts.append(ellipse(cx, y - h * 0.94, h * 0.02, h * 0.045, "#ffd67a"))
        hand.spots.append(("fire", cx, y - h * 0.94, h * 0.13))
    return "".join(parts)


def stained_window(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a tall pointed window of coloured glass, centred at (x, y)."""
    w = h * 0.42
    left, top = x - w / 2, y - h / 2
    glow = 1.0 - 0.45 * hand.light.dark
    arch = [
        (left, y + h / 2),
        (left, top + h * 0.3),
        (left + w * 0.14, top + h * 0.12),
        (x, top),
        (x + w * 0.36, top + h * 0.12),
        (x + w / 2, top + h * 0.3),
        (x + w / 2, y + h / 2),
    ]
    parts = [path(arch, hand.tone("#5f6a8a", far, glow), smooth=False)]
    colors = ("#d8574a", "#4f8fc0", "#e8b23f", "#5fa86a", "#a86fb8")
    for row in range(7):
        base = top + h * (0.17 + 0.118 * row)
        inset = 0.16 if row == 0 else 0.06
        for at in range(3):
            wide = w * (1 - 2 * inset) / 3
            parts.append(
                box(
                    left + w * inset + wide * at,
                    base,
                    wide * 0.9,
                    h * 0.1,
                    hand.tone(colors[(row * 2 + at) % 5], far, glow),
                    3,
                )
            )
    parts.append(ellipse(x, top + h * 0.42, w * 0.27, w * 0.27, hand.tone("#fff0b8", far, glow)))
    parts += [
        path(
            [
                (x, top + h * 0.42),
                (x + math.cos(a - 0.3) * w * 0.24, top + h * 0.42 + math.sin(a - 0.3) * w * 0.24),
                (x + math.cos(a + 0.3) * w * 0.24, top + h * 0.42 + math.sin(a + 0.3) * w * 0.24),
            ],
            hand.tone("#d8574a", far, glow),
            smooth=False,
        )
        for a in (i * math.tau / 6 for i in range(6))
    ]
    return "".join(parts) + path(
        arch, "none", smooth=False, extra=f'stroke="{hand.tone("#e0d6c8", far)}" stroke-width="{h * 0.035:.1f}"'
    )


def cafe_table(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a little round table with a cup, a cake and a flower, and a chair on either side."""
    w, iron = h * 1.3, hand.tone("#4a4f58", far)
    parts = []
    for way in (-1, 1):
        cx = x + way * h * 1.02
        parts.append(
            stroke([(cx + way * h * 0.22, y - h * 1.35), (cx + way * h * 0.24, y)], hand.tone("#8f5f3c", far), h * 0.07)
        )
        parts.append(
            stroke([(cx - way * h * 0.2, y - h * 0.6), (cx - way * h * 0.2, y)], hand.tone("#8f5f3c", far), h * 0.07)
        )
        parts.append(ellipse(cx, y - h * 0.62, h * 0.28, h * 0.08, hand.tone("#c8574a", far)))
        parts.append(ellipse(cx + way * h * 0.2, y - h * 1.18, h * 0.06, h * 0.22, hand.tone("#a8744a", far)))
    parts.append(stroke([(x, y - h * 0.9), (x, y - h * 0.08)], iron, h * 0.09))
    parts.append(path([(x - h * 0.34, y), (x, y - h * 0.12), (x + h * 0.34, y)], iron, smooth=False))
    cloth = [
        (x - w * 0.52, y - h * 0.96),
        (x + w * 0.52, y - h * 0.96),
        (x + w * 0.46, y - h * 0.6),
        (x + w * 0.2, y - h * 0.68),
        (x, y - h * 0.56),
        (x - w * 0.2, y - h * 0.68),
        (x - w * 0.46, y - h * 0.6),
    ]
    parts.append(path(cloth, hand.mix.down(hand.tone("#e88a7a", far), hand.tone("#c8574a", far)), smooth=False))
    parts.append(ellipse(x, y - h * 0.97, w * 0.52, h * 0.1, hand.tone("#fbf3e2", far)))
    parts.append(box(x - w * 0.36, y - h * 1.14, h * 0.2, h * 0.17, hand.tone("#ffffff", far), h * 0.05))
    parts.append(
        path(
            [
                (x + w * 0.14, y - h * 0.98),
                (x + w * 0.4, y - h * 0.98),
                (x + w * 0.36, y - h * 1.16),
                (x + w * 0.18, y - h * 1.16),
            ],
            hand.tone("#f2c0c8", far),
            smooth=False,
        )
    )
    parts.append(stroke([(x, y - h), (x, y - h * 1.3)], hand.tone("#5f8a4f", far), h * 0.03))
    hand.spots.append(("steam", x - w * 0.28, y - h * 1.2, h * 0.12))
    return "".join(parts) + ellipse(x, y - h * 1.34, h * 0.07, h * 0.07, hand.tone("#f2b83f", far))


def cake_counter(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a counter with cakes behind glass and a coffee machine."""
    w = h * 1.8
    parts = [
        box(x - w / 2, y - h, w, h, hand.shaded("#8a5c3c", far, 0.2), 4),
        box(x - w * 0.44, y - h * 0.9, w * 0.88, h * 0.56, hand.tone("#fdf3dc", far), 4),
    ]
    for row in range(2):
        base = y - h * (0.38 + 0.27 * row)
        parts.append(box(x - w * 0.44, base, w * 0.88, h * 0.03, hand.tone("#c9b08a", far)))
        for at in range(5):
            cx = x - w * 0.35 + w * 0.175 * at
            color = hand.tone(hand.random.choice(("#e8a0a8", "#8a5a3c", "#f2d07a", "#d8574a")), far)
            parts.append(box(cx - h * 0.1, base - h * 0.11, h * 0.2, h * 0.11, color, h * 0.03))
            parts.append(
                box(cx - h * 0.1, base - h * 0.14, h * 0.2, h * 0.05, hand.tone("#fffaf0", far), h * 0.02)
                + ellipse(cx, base - h * 0.16, h * 0.025, h * 0.025, hand.tone("#c8303a", far))
            )
    parts.append(box(x - w * 0.44, y - h * 0.9, w * 0.88, h * 0.56, "#e8f6fa", 4, 'opacity=".22"'))
    parts.append(box(x - w * 0.53, y - h * 1.07, w * 1.06, h * 0.1, hand.tone("#d9a86a", far), 3))
    parts.append(box(x + w * 0.12, y - h * 1.5, w * 0.3, h * 0.44, hand.shaded("#b8c2cc", far, 0.3), 6))
    parts += [
        ellipse(x + w * (0.2 + 0.07 * at), y - h * 1.38, h * 0.035, h * 0.035, hand.tone(c, far))
        for at, c in enumerate(("#d8574a", "#5fa86a", "#f2b83f"))
    ]
    hand.spots.append(("steam", x + w * 0.27, y - h * 1.54, h * 0.2))
    return "".join(parts)


def menu_board(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a board with the dishes of the day: a cup, a cake, and lines; centred at (x, y)."""
    w, chalk = h * 0.8, "#f2f0e4"
    parts = [
        box(
            x - w / 2,
            y - h / 2,
            w,
            h,
            hand.tone("#33403c", far),
            4,
            f'stroke="{hand.tone(_WOOD, far)}" stroke-width="{h * 0.06:.1f}"',
        )
    ]
    parts.append(
        box(
            x - w * 0.3,
            y - h * 0.32,
            w * 0.22,
            h * 0.16,
            "none",
            h * 0.04,
            f'stroke="{chalk}" stroke-width="{h * 0.025:.1f}"',
        )
    )
    parts.append(
        ellipse(
            x - w * 0.04, y - h * 0.24, w * 0.05, h * 0.045, "none", f'stroke="{chalk}" stroke-width="{h * 0.02:.1f}"'
        )
    )
    parts += [
        stroke([(x + w * a, y - h * b), (x + w * c, y - h * b)], chalk, h * 0.02, extra='opacity=".8"')
        for a, b, c in (
            (0.06, 0.24, 0.34),
            (-0.32, 0.02, 0.1),
            (0.2, 0.02, 0.34),
            (-0.32, -0.12, 0.04),
            (0.2, -0.12, 0.34),
            (-0.32, -0.26, 0.12),
            (0.2, -0.26, 0.34),
        )
    ]
    return "".join(parts)


def bread_oven(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a baker's brick oven with its fire, and a loaf on a peel."""
    w = h * 1.15
    body = [
        (x - w / 2, y),
        (x - w / 2, y - h * 0.62),
        (x - w * 0.3, y - h * 0.9),
        (x, y - h),
        (x + w * 0.3, y - h * 0.9),
        (x + w / 2, y - h * 0.62),
        (x + w / 2, y),
    ]
    parts = [
        box(x - w * 0.16, y - h * 1.6, w * 0.32, h * 0.75, hand.shaded("#a8654a", far)),
        path(body, hand.shaded("#b5694a", far, 0.25), smooth=False),
    ]
    for row in range(8):
        for at in range(6):
            bx = x - w * 0.46 + w * 0.155 * (at + 0.5 * (row % 2))
            if abs(bx + w * 0.06 - x) < w * (0.47 if row < 5 else 0.34 - 0.08 * (row - 5)):
                parts.append(
                    box(
                        bx,
                        y - h * (0.1 + 0.11 * row),
                        w * 0.13,
                        h * 0.075,
                        hand.tone("#c07a58", far, hand.any(0.85, 1.15)),
                        3,
                        'opacity=".7"',
                    )
                )
    mouth = [
        (x - w * 0.28, y - h * 0.26),
        (x - w * 0.28, y - h * 0.5),
        (x, y - h * 0.68),
        (x + w * 0.28, y - h * 0.5),
        (x + w * 0.28, y - h * 0.26),
    ]
    parts.append(path(mouth, "#2e1d1a"))
    parts.append(ellipse(x, y - h * 0.38, w * 0.24, h * 0.13, hand.mix.round("#ffd76a", "#f2803a", "#a83a22")))
    parts += [ellipse(x + d * w, y - h * 0.33, w * 0.08, h * 0.05, hand.tone("#d9984f", far)) for d in (-0.12, 0.1)]
    parts.append(box(x - w * 0.36, y - h * 0.27, w * 0.72, h * 0.06, hand.tone("#d8cbbb", far), 3))
    hand.spots.append(("fire", x, y - h * 0.42, h * 0.45))
    return "".join(parts)


def bread_shelf(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return shelves full of loaves, rolls and pretzels."""
    w = h * 0.8
    parts = [
        box(x - w / 2, y - h, w, h, hand.shaded("#a8744a", far, 0.2), 4),
        box(x - w * 0.46, y - h * 0.97, w * 0.92, h * 0.93, hand.tone("#6a4630", far)),
    ]
    for row in range(4):
        base = y - h * (0.05 + 0.235 * row)
        for at in range(4):
            cx = x - w * 0.34 + w * 0.225 * at
            crust, light = hand.tone("#c98a4a", far, hand.any(0.9, 1.1)), hand.tone("#f0cf94", far)
            if row % 2 == 0:
                parts.append(ellipse(cx, base - h * 0.055, w * 0.11, h * 0.06, crust))
                parts += [
                    stroke([(cx + d * w, base - h * 0.09), (cx + (d + 0.025) * w, base - h * 0.05)], light, h * 0.012)
                    for d in (-0.06, -0.01, 0.04)
                ]
            else:
                parts.append(
                    stroke([(cx - w * 0.05, base - h * 0.02), (cx + w * 0.05, base - h * 0.17)], crust, h * 0.05)
                )
                parts += [
                    stroke(
                        [
                            (cx - w * (0.03 - 0.03 * t), base - h * (0.06 + 0.04 * t)),
                            (cx + w * (0.01 + 0.02 * t), base - h * (0.06 + 0.04 * t)),
                        ],
                        light,
                        h * 0.01,
                    )
                    for t in range(3)
                ]
        parts.append(box(x - w * 0.5, base, w, h * 0.03, hand.tone("#c9935f", far), 2))
    return "".join(parts)


def dough_table(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a baker's table with dough, a rolling pin, flour and loaves."""
    w = h * 2.2
    parts = [
        box(x + way * w * 0.42 - h * 0.06, y - h * 0.85, h * 0.12, h * 0.85, hand.shaded(_WOOD, far)) for way in (-1, 1)
    ]
    parts.append(box(x - w * 0.46, y - h * 0.88, w * 0.92, h * 0.42, hand.tone("#b5834f", far), 3))
    parts.append(
        box(
            x - w * 0.52,
            y - h,
            w * 1.04,
            h * 0.16,
            hand.mix.down(hand.tone("#f0d8ac", far), hand.tone("#c9a878", far)),
            4,
        )
    )
    parts.append(ellipse(x - w * 0.22, y - h * 1.06, h * 0.34, h * 0.16, hand.tone("#fff3d6", far)))
    parts.append(
        stroke([(x - w * 0.02, y - h * 1.06), (x + w * 0.2, y - h * 1.08)], hand.tone("#d9a86a", far), h * 0.13)
    )
    parts.append(
        stroke([(x - w * 0.06, y - h * 1.055), (x + w * 0.24, y - h * 1.085)], hand.tone("#8a5c3c", far), h * 0.05)
    )
    return "".join(parts) + "".join(
        ellipse(x + w * at, y - h * 1.08, h * 0.2, h * 0.12, hand.tone("#c98a4a", far)) for at in (0.34, 0.44)
    )
