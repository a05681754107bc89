"""Where people go on Sundays, and what is built meanwhile: fairs, zoos, football, building sites."""

from __future__ import annotations

import math

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.vector import box, ellipse, path, stroke


def ferris_wheel(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a big wheel with its cabins."""
    r, cy = h * 0.43, y - h * 0.54
    iron = hand.tone("#d8574a", far)
    parts = [stroke([(x + way * h * 0.3, y), (x, cy)], hand.tone("#5f6b80", far), h * 0.03) for way in (-1, 1)]
    parts += [
        ellipse(x, cy, r * t, r * t, "none", f'stroke="{iron}" stroke-width="{h * 0.02:.1f}"') for t in (1.0, 0.84)
    ]
    for at in range(10):
        a = math.tau * at / 10
        tip = (x + math.cos(a) * r, cy + math.sin(a) * r)
        parts.append(stroke([(x, cy), tip], hand.tone("#f2e6cf", far), h * 0.01))
        color = ("#f2b83f", "#4f8fc0", "#5fa86a", "#e88fa0", "#a86fb8")[at % 5]
        parts.append(
            path(
                [
                    (tip[0] - h * 0.05, tip[1] + h * 0.02),
                    (tip[0] + h * 0.05, tip[1] + h * 0.02),
                    (tip[0] + h * 0.04, tip[1] + h * 0.085),
                    (tip[0] - h * 0.04, tip[1] + h * 0.085),
                ],
                hand.tone(color, far),
                smooth=False,
            )
        )
        parts.append(
            path(
                [
                    (tip[0] - h * 0.055, tip[1] + h * 0.005),
                    (tip[0], tip[1] - h * 0.03),
                    (tip[0] + h * 0.055, tip[1] + h * 0.005),
                ],
                hand.tone(color, far, 0.8),
                smooth=False,
            )
        )
        if hand.light.dark > 0.4:
            parts.append(ellipse(*tip, h * 0.05, h * 0.05, hand.mix.round("#ffe9a0c0", "#ffe9a000")))
    return "".join(parts) + ellipse(x, cy, h * 0.04, h * 0.04, hand.tone("#f2b83f", far))


def carousel(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a merry-go-round with horses under its striped roof."""
    w = h * 1.15
    parts = [
        ellipse(x, y - h * 0.05, w * 0.56, h * 0.07, hand.tone("#a83a4a", far)),
        box(x - w * 0.06, y - h * 0.66, w * 0.12, h * 0.6, hand.shaded("#f2d06a", far)),
    ]
    for at, color in ((-0.4, "#fbf3e2"), (-0.2, "#8fb8d8"), (0.2, "#e8b0a8"), (0.4, "#fbf3e2")):
        px, py = x + at * w, y - h * 0.26
        parts.append(stroke([(px, y - h * 0.66), (px, y - h * 0.06)], hand.tone("#e8c25a", far), h * 0.018))
        coat = hand.tone(color, far)
        parts += [
            ellipse(px, py, h * 0.085, h * 0.05, coat),
            stroke(
                [(px - h * 0.06, py), (px - h * 0.1, py - h * 0.09), (px - h * 0.14, py - h * 0.07)], coat, h * 0.04
            ),
        ]
        parts += [
            stroke([(px + d * h, py + h * 0.03), (px + (d - 0.03) * h, py + h * 0.11)], coat, h * 0.022)
            for d in (-0.06, -0.02, 0.05, 0.07)
        ]
        parts.append(box(px - h * 0.03, py - h * 0.06, h * 0.06, h * 0.05, hand.tone("#d8574a", far), 2))
    for at in range(8):
        left, right = x - w * 0.58 + w * 0.145 * at, x - w * 0.58 + w * 0.145 * (at + 1)
        color = hand.tone("#d8574a" if at % 2 else "#fbf1df", far)
        parts.append(
            path(
                [
                    (x + (left - x) * 0.05, y - h),
                    (x + (right - x) * 0.05, y - h),
                    (right, y - h * 0.68),
                    ((left + right) / 2, y - h * 0.6),
                    (left, y - h * 0.68),
                ],
                color,
                smooth=False,
            )
        )
    return "".join(parts) + ellipse(x, y - h * 1.01, h * 0.03, h * 0.03, hand.tone("#f2d06a", far))


def goal(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a football goal with its net."""
    w = h * 2.3
    white = hand.tone("#ffffff", far)
    parts = [
        stroke(
            [(x - w * 0.48 + w * 0.96 * t / 14, y - h * 0.98), (x - w * 0.44 + w * 0.88 * t / 14, y - h * 0.06)],
            white,
            h * 0.012,
            extra='opacity=".55"',
        )
        for t in range(15)
    ]
    parts += [
        stroke([(x - w * 0.47, y - h * t), (x + w * 0.47, y - h * t)], white, h * 0.012, extra='opacity=".55"')
        for t in (0.15, 0.3, 0.45, 0.6, 0.75, 0.9)
    ]
    return "".join(parts) + stroke(
        [(x - w / 2, y), (x - w / 2, y - h), (x + w / 2, y - h), (x + w / 2, y)], white, h * 0.07, smooth=False
    )


def stand_of_fans(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a stand full of people and flags."""
    w = h * 3.2
    parts = [
        box(x - w / 2, y - h * 0.75, w, h * 0.75, hand.tone("#7f8a98", far), 3),
        box(x - w * 0.53, y - h, w * 1.06, h * 0.1, hand.tone("#c8473f", far), 3),
    ]
    parts += [
        stroke([(x + at * w, y - h * 0.95), (x + at * w, y)], hand.tone("#5f6b78", far), h * 0.02)
        for at in (-0.48, 0.48)
    ]
    for row in range(4):
        for at in range(22):
            cx, cy = x - w * 0.46 + w * 0.0435 * (at + 0.4 * (row % 2)), y - h * (0.12 + 0.165 * row)
            parts.append(
                ellipse(
                    cx,
                    cy,
                    h * 0.045,
                    h * 0.07,
                    hand.tone(hand.random.choice(("#d8574a", "#f2b83f", "#4f8fc0", "#5fa86a", "#fbf3e2")), far),
                )
            )
            parts.append(
                ellipse(
                    cx,
                    cy - h * 0.08,
                    h * 0.032,
                    h * 0.035,
                    hand.tone(hand.random.choice(("#f2cfae", "#c98f62", "#8a5c3c")), far),
                )
            )
    return "".join(parts)


def enclosure(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a zoo's enclosure with a giraffe or an elephant behind its bars, and a sign."""
    w, iron = h * 1.5, hand.tone("#5f6b60", far)
    parts = [
        box(x - w / 2, y - h * 0.5, w, h * 0.48, hand.tone("#9ab86a", far)),
        path(
            [
                (x - w * 0.5, y - h * 0.5),
                (x - w * 0.2, y - h * 0.66),
                (x + w * 0.2, y - h * 0.58),
                (x + w * 0.5, y - h * 0.5),
            ],
            hand.tone("#b5a48a", far),
        ),
    ]
    parts.append(_giraffe(hand, x, y, h, far) if hand.random.random() < 0.5 else _elephant(hand, x, y, h, far))
    parts += [box(x - w * 0.5 + w * at / 12 - h * 0.011, y - h * 0.46, h * 0.022, h * 0.46, iron) for at in range(13)]
    parts += [box(x - w * 0.52, y - h * t, w * 1.04, h * 0.03, iron, 2) for t in (0.46, 0.08)]
    return (
        "".join(parts)
        + box(x + w * 0.26, y - h * 0.36, h * 0.26, h * 0.17, hand.tone("#e8d2a0", far), 3)
        + ellipse(x + w * 0.26 + h * 0.13, y - h * 0.275, h * 0.05, h * 0.045, hand.tone("#8a6446", far))
    )


def _giraffe(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    coat, spot = hand.tone("#f0c46a", far), hand.tone("#b5783a", far)
    parts = [
        stroke([(x + d * h, y - h * 0.4), (x + d * h, y - h * 0.06)], coat, h * 0.05)
        for d in (-0.16, -0.08, 0.08, 0.16)
    ]
    parts += [
        ellipse(x, y - h * 0.46, h * 0.22, h * 0.13, coat),
        path(
            [
                (x + h * 0.08, y - h * 0.4),
                (x + h * 0.2, y - h * 0.42),
                (x + h * 0.3, y - h * 0.96),
                (x + h * 0.22, y - h * 0.98),
            ],
            coat,
            smooth=False,
        ),
    ]
    parts += [
        ellipse(x + h * 0.3, y - h * 0.98, h * 0.09, h * 0.05, coat),
        stroke([(x + h * 0.24, y - h * 1.0), (x + h * 0.23, y - h * 1.08)], spot, h * 0.02),
        ellipse(x + h * 0.3, y - h * 0.99, h * 0.012, h * 0.014, "#2a2020"),
    ]
    spots = ((-0.12, 0.5), (0.0, 0.44), (0.1, 0.5), (-0.04, 0.54), (0.16, 0.58), (0.2, 0.7), (0.23, 0.82))
    return "".join(parts) + "".join(ellipse(x + dx * h, y - dy * h, h * 0.03, h * 0.028, spot) for dx, dy in spots)


def _elephant(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    grey, dark = hand.tone("#9aa3ad", far), hand.tone("#7f8893", far)
    parts = [
        stroke([(x + d * h, y - h * 0.36), (x + d * h, y - h * 0.07)], grey, h * 0.11) for d in (-0.2, -0.05, 0.12)
    ]
    parts += [
        ellipse(x - h * 0.05, y - h * 0.46, h * 0.29, h * 0.22, grey),
        ellipse(x + h * 0.24, y - h * 0.6, h * 0.15, h * 0.15, grey),
        ellipse(x + h * 0.14, y - h * 0.58, h * 0.1, h * 0.14, dark),
    ]
    parts.append(
        stroke(
            [
                (x + h * 0.34, y - h * 0.58),
                (x + h * 0.42, y - h * 0.38),
                (x + h * 0.38, y - h * 0.2),
                (x + h * 0.46, y - h * 0.16),
            ],
            grey,
            h * 0.07,
        )
    )
    return (
        "".join(parts)
        + ellipse(x + h * 0.3, y - h * 0.64, h * 0.014, h * 0.016, "#2a2020")
        + stroke([(x + h * 0.33, y - h * 0.5), (x + h * 0.45, y - h * 0.46)], hand.tone("#fff6e0", far), h * 0.03)
    )


def crane(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a tower crane with a load on its hook."""
    yellow = hand.tone("#f2b430", far)
    w = h * 0.035
    parts = [stroke([(x + way * w, y), (x + way * w, y - h * 0.9)], yellow, h * 0.014) for way in (-1, 1)]
    parts += [
        stroke([(x - w, y - h * 0.06 * t), (x + w, y - h * 0.06 * (t + 1))], yellow, h * 0.009) for t in range(15)
    ]
    parts += [stroke([(x - h * 0.26, y - h * t), (x + h * 0.62, y - h * t)], yellow, h * 0.013) for t in (0.84, 0.88)]
    parts += [
        stroke(
            [(x - h * 0.26 + h * 0.08 * t, y - h * 0.84), (x - h * 0.22 + h * 0.08 * t, y - h * 0.88)],
            yellow,
            h * 0.008,
        )
        for t in range(11)
    ]
    parts += [
        stroke([(x, y - h), (x + end * h, y - h * 0.88)], hand.tone("#5f6670", far), h * 0.007) for end in (-0.24, 0.58)
    ]
    parts += [
        stroke([(x - w, y - h * 0.9), (x, y - h), (x + w, y - h * 0.9)], yellow, h * 0.012),
        box(x - h * 0.27, y - h * 0.86, h * 0.1, h * 0.1, hand.tone("#6a6f78", far), 2),
        box(x + w, y - h * 0.84, h * 0.07, h * 0.08, hand.tone("#c8e0ea", far), 3),
    ]
    hook = x + h * 0.44
    parts += [
        stroke([(hook, y - h * 0.84), (hook, y - h * 0.52)], hand.tone("#4a4f58", far), h * 0.008),
        stroke(
            [(hook - h * 0.09, y - h * 0.44), (hook, y - h * 0.52), (hook + h * 0.09, y - h * 0.44)],
            hand.tone("#4a4f58", far),
            h * 0.007,
            smooth=False,
        ),
    ]
    return "".join(parts) + box(hook - h * 0.11, y - h * 0.45, h * 0.22, h * 0.05, hand.tone("#b5834f", far), 2)


def half_house(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a house that is being built: bare bricks, empty windows, scaffolding and a ladder."""
    w = h * 1.3
    top = [
        (x - w / 2, y),
        (x - w / 2, y - h * 0.86),
        (x - w * 0.3, y - h * 0.86),
        (x - w * 0.3, y - h * 0.7),
        (x + w * 0.1, y - h * 0.7),
        (x + w * 0.1, y - h * 0.58),
        (x + w / 2, y - h * 0.58),
        (x + w / 2, y),
    ]
    parts = [path(top, hand.shaded("#c07a5a", far, 0.2), smooth=False)]
    for row in range(9):
        for at in range(9):
            bx = x - w * 0.48 + w * 0.107 * (at + 0.5 * (row % 2))
            limit = 0.84 if bx < x - w * 0.34 else 0.66 if bx < x + w * 0.04 else 0.54
            if 0.04 + 0.09 * row < limit - 0.05 and bx < x + w * 0.42:
                parts.append(
                    box(
                        bx,
                        y - h * (0.09 + 0.09 * row),
                        w * 0.09,
                        h * 0.06,
                        hand.tone("#cc8a68", far, hand.any(0.85, 1.12)),
                        2,
                        'opacity=".75"',
                    )
                )
    parts += [box(x + at * w, y - h * 0.46, w * 0.17, h * 0.24, hand.tone("#4a3a34", far), 2) for at in (-0.36, 0.2)]
    parts.append(box(x - w * 0.08, y - h * 0.36, w * 0.17, h * 0.36, hand.tone("#4a3a34", far), 2))
    pole = hand.tone("#d9b070", far)
    parts += [
        stroke([(x + at * w, y + h * 0.02), (x + at * w, y - h * 0.98)], pole, h * 0.025)
        for at in (-0.58, -0.2, 0.2, 0.58)
    ]
    parts += [box(x - w * 0.6, y - h * t, w * 1.2, h * 0.035, hand.tone("#b5834f", far), 2) for t in (0.5, 0.92)]
    return "".join(parts)


def traffic_cone(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a red and white cone."""
    parts = [
        box(x - h * 0.4, y - h * 0.08, h * 0.8, h * 0.1, hand.tone("#c8502f", far), 3),
        path(
            [(x - h * 0.28, y - h * 0.06), (x - h * 0.05, y - h), (x + h * 0.05, y - h), (x + h * 0.28, y - h * 0.06)],
            hand.shaded("#ef6a35", far),
            smooth=False,
        ),
    ]
    return "".join(parts) + "".join(
        path(
            [(x - a * h, y - b * h), (x + a * h, y - b * h), (x + c * h, y - d * h), (x - c * h, y - d * h)],
            hand.tone("#fffaf0", far),
            smooth=False,
        )
        for a, b, c, d in ((0.22, 0.3, 0.165, 0.5), (0.115, 0.72, 0.075, 0.86))
    )


def sand_heap(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a heap of sand with a shovel in it."""
    heap = [
        (x - h * 1.3, y),
        (x - h * 0.5, y - h * 0.6),
        (x, y - h * 0.78),
        (x + h * 0.5, y - h * 0.55),
        (x + h * 1.3, y),
    ]
    parts = [
        stroke([(x + h * 0.2, y - h * 0.55), (x + h * 0.5, y - h * 1.3)], hand.tone("#a8744a", far), h * 0.06),
        path(heap, hand.shaded("#e0bd78", far, 0.25)),
    ]
    return "".join(parts) + stroke(
        [(x + h * 0.4, y - h * 1.32), (x + h * 0.6, y - h * 1.26)], hand.tone("#8a5c3c", far), h * 0.07
    )
