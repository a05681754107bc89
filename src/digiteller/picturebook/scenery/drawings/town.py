"""What stands about in a town, and where its people spend their Sundays."""

from __future__ import annotations

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import css, mix, rgb
from digiteller.picturebook.drawing.vector import box, ellipse, group, path, stroke
from digiteller.picturebook.scenery.drawings.buildings import window


def fountain(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a fountain of two basins with its water."""
    stone, pale = hand.shaded("#c4bab0", far, 0.25), hand.tone("#ded6cb", far)
    water_ = css(mix(hand.light.sky[2], rgb(hand.tone("#6fb8d8", far)), 0.6))
    parts = [
        ellipse(x, y - h * 0.06, h * 0.82, h * 0.1, hand.tone("#8f867c", far)),
        box(x - h * 0.78, y - h * 0.24, h * 1.56, h * 0.2, stone, h * 0.05),
    ]
    parts += [ellipse(x, y - h * 0.25, h * 0.8, h * 0.1, pale), ellipse(x, y - h * 0.25, h * 0.7, h * 0.07, water_)]
    parts.append(
        path(
            [
                (x - h * 0.12, y - h * 0.25),
                (x - h * 0.06, y - h * 0.6),
                (x + h * 0.06, y - h * 0.6),
                (x + h * 0.12, y - h * 0.25),
            ],
            stone,
            smooth=False,
        )
    )
    parts += [
        path(
            [
                (x - h * 0.36, y - h * 0.66),
                (x + h * 0.36, y - h * 0.66),
                (x + h * 0.12, y - h * 0.54),
                (x - h * 0.12, y - h * 0.54),
            ],
            stone,
        ),
        ellipse(x, y - h * 0.67, h * 0.36, h * 0.045, water_),
    ]
    for way in (-1, 1):
        for reach, top in ((0.3, 1.06), (0.16, 1.14)):
            jet = [(x, y - h * 0.68), (x + way * reach * h * 0.45, y - h * top), (x + way * reach * h, y - h * 0.68)]
            parts.append(stroke(jet, "#eaf7fc", h * 0.025, extra='opacity=".85"'))
        parts.append(
            stroke(
                [
                    (x + way * h * 0.34, y - h * 0.66),
                    (x + way * h * 0.46, y - h * 0.5),
                    (x + way * h * 0.5, y - h * 0.26),
                ],
                "#eaf7fc",
                h * 0.022,
                extra='opacity=".8"',
            )
        )
    return "".join(parts)


def bus_shelter(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a bus stop: a shelter with a bench, and the stop's sign."""
    w, iron = h * 1.5, hand.tone("#4a5560", far)
    parts = [box(x - w * 0.46, y - h * 0.86, w * 0.92, h * 0.8, "#cfe6f0", 3, 'opacity=".5"')]
    parts += [box(x + at * w - h * 0.015, y - h * 0.88, h * 0.03, h * 0.88, iron) for at in (-0.46, -0.15, 0.16, 0.46)]
    parts.append(box(x - w * 0.54, y - h * 0.95, w * 1.08, h * 0.1, hand.shaded("#3f7a9a", far, 0.2), h * 0.03))
    parts += [
        box(x - w * 0.36, y - h * 0.3, w * 0.62, h * 0.06, hand.tone("#b5834f", far), 2),
        *(stroke([(x + at * w, y - h * 0.25), (x + at * w, y)], iron, h * 0.025) for at in (-0.3, 0.2)),
    ]
    sign = x + w * 0.72
    parts += [
        stroke([(sign, y), (sign, y - h * 1.1)], iron, h * 0.03),
        ellipse(sign, y - h * 1.08, h * 0.17, h * 0.17, hand.tone("#f2b83f", far)),
        ellipse(sign, y - h * 1.08, h * 0.135, h * 0.135, hand.tone("#3f8a5a", far)),
    ]
    bus = (
        box(-h * 0.085, -h * 0.055, h * 0.17, h * 0.09, "#fffaf0", h * 0.02)
        + "".join(box(-h * 0.07 + h * 0.05 * t, -h * 0.04, h * 0.035, h * 0.035, "#3f8a5a") for t in range(3))
        + "".join(ellipse(d * h, h * 0.04, h * 0.018, h * 0.018, "#2f343c") for d in (-0.045, 0.045))
    )
    return (
        "".join(parts)
        + group(bus, sign, y - h * 1.08)
        + box(sign - h * 0.09, y - h * 0.8, h * 0.18, h * 0.22, hand.tone("#fffaf0", far), 2)
    )


def grand_entrance(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a great door between columns at the top of broad steps."""
    w, wall = h * 1.5, hand.shaded("#d9cbb4", far, 0.2)
    base = y - h * 0.2
    parts = [box(x - w / 2, base - h * 0.56, w, h * 0.56, wall)]
    parts.append(
        path(
            [(x - w * 0.56, base - h * 0.55), (x, base - h * 0.8), (x + w * 0.56, base - h * 0.55)],
            hand.tone("#c4b49c", far),
            smooth=False,
        )
    )
    parts.append(ellipse(x, base - h * 0.64, h * 0.055, h * 0.055, hand.tone("#fffaf0", far)))
    parts += [window(hand, x + at * w - h * 0.05, base - h * 0.4, h * 0.1, h * 0.2, far) for at in (-0.33, 0.33)]
    parts += [
        box(x - h * 0.15, base - h * 0.44, h * 0.3, h * 0.44, hand.tone("#8a6446", far), h * 0.02),
        path(
            [
                (x - h * 0.13, base),
                (x - h * 0.13, base - h * 0.3),
                (x, base - h * 0.42),
                (x + h * 0.13, base - h * 0.3),
                (x + h * 0.13, base),
            ],
            hand.shaded("#7a3f2f", far),
        ),
        box(x - h * 0.005, base - h * 0.4, h * 0.01, h * 0.4, hand.tone("#4a2820", far)),
    ]
    parts += [
        ellipse(x + d * h, base - h * 0.18, h * 0.012, h * 0.012, hand.tone("#e8c86a", far)) for d in (-0.03, 0.03)
    ]
    parts += [
        box(x + at * w - h * 0.028, base - h * 0.55, h * 0.056, h * 0.55, hand.shaded("#efe6d6", far, 0.3))
        for at in (-0.46, -0.2, 0.2, 0.46)
    ]
    for at in range(5):
        wide = w * (0.62 + 0.12 * at)
        parts.append(
            box(x - wide / 2, base + h * 0.042 * at, wide, h * 0.05, hand.tone("#cfc3b4", far, 1.05 - 0.05 * at), 2)
        )
        parts.append(box(x - wide / 2, base + h * 0.042 * at, wide, h * 0.01, hand.tone("#f2eadc", far)))
    return "".join(parts)


def washing_line(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return washing on a line between two posts."""
    w = h * 2.2
    parts = [
        stroke([(x + way * w / 2, y), (x + way * w / 2, y - h)], hand.tone("#8a6446", far), h * 0.06) for way in (-1, 1)
    ]
    line = [(x - w / 2, y - h * 0.94), (x, y - h * 0.84), (x + w / 2, y - h * 0.94)]
    parts.append(stroke(line, hand.tone("#f2ead8", far), h * 0.015))
    for at, wide, long, color in (
        (-0.38, 0.22, 0.4, "#d8574a"),
        (-0.2, 0.12, 0.3, "#f2b83f"),
        (-0.04, 0.3, 0.46, "#fbf6ea"),
        (0.2, 0.18, 0.34, "#4f8fc0"),
        (0.36, 0.1, 0.26, "#8fb86a"),
    ):
        px, top = x + at * w, y - h * (0.86 + 0.16 * at * at)
        sway = hand.gale * h * 0.12
        parts.append(
            path(
                [
                    (px - wide * h / 2, top),
                    (px + wide * h / 2, top),
                    (px + wide * h / 2 + sway, top + long * h),
                    (px - wide * h / 2 + sway, top + long * h),
                ],
                hand.tone(color, far),
                smooth=False,
            )
        )
    return "".join(parts)


def shed(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a garden shed with tools leaning on it."""
    w, wood = h * 0.9, hand.shaded("#a8805a", far, 0.2)
    parts = [box(x - w / 2, y - h * 0.7, w, h * 0.7, wood)]
    parts += [
        box(x - w / 2 + w * t / 7, y - h * 0.7, h * 0.012, h * 0.7, hand.tone("#7a5738", far)) for t in range(1, 7)
    ]
    parts.append(
        path(
            [
                (x - w * 0.6, y - h * 0.68),
                (x - w * 0.46, y - h * 0.98),
                (x + w * 0.46, y - h * 0.98),
                (x + w * 0.6, y - h * 0.68),
            ],
            hand.tone("#fbfdff" if hand.snowy else "#7f5a5a", far),
            smooth=False,
        )
    )
    parts += [
        box(x - w * 0.36, y - h * 0.54, w * 0.34, h * 0.54, hand.tone("#5f7f6a", far), 2),
        window(hand, x + w * 0.12, y - h * 0.5, w * 0.24, h * 0.2, far),
    ]
    return "".join(parts) + stroke(
        [(x + w * 0.62, y), (x + w * 0.5, y - h * 0.62)], hand.tone("#c9a070", far), h * 0.03
    )


def diving_board(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a diving tower with its ladder."""
    white = hand.shaded("#e8eef2", far, 0.25)
    parts = [
        box(x - h * 0.07, y - h * 0.8, h * 0.14, h * 0.8, white, 3),
        box(x - h * 0.2, y - h * 0.84, h * 0.85, h * 0.06, hand.tone("#4f8fc0", far), 3),
    ]
    parts += [
        stroke([(x - h * 0.2 + d * h, y), (x - h * 0.16 + d * h, y - h * 1.02)], hand.tone("#8fa0b0", far), h * 0.022)
        for d in (-0.06, 0.06)
    ]
    return "".join(parts) + "".join(
        stroke([(x - h * 0.25, y - h * t), (x - h * 0.13, y - h * t)], hand.tone("#8fa0b0", far), h * 0.018)
        for t in (0.15, 0.3, 0.45, 0.6, 0.75)
    )


def parasol(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a deck chair under a striped parasol."""
    parts = [stroke([(x, y), (x, y - h * 0.9)], hand.tone("#d9c6a4", far), h * 0.035)]
    for at in range(6):
        left, right = x - h * 0.5 + h * at / 6, x - h * 0.5 + h * (at + 1) / 6
        parts.append(
            path(
                [(x, y - h), (right, y - h * 0.66), (left, y - h * 0.66)],
                hand.tone("#f2b83f" if at % 2 else "#fffaf0", far),
                smooth=False,
            )
        )
    return (
        "".join(parts)
        + stroke(
            [(x + h * 0.12, y - h * 0.42), (x + h * 0.24, y - h * 0.14), (x + h * 0.6, y - h * 0.12)],
            hand.tone("#d8574a", far),
            h * 0.06,
        )
        + stroke([(x + h * 0.24, y - h * 0.14), (x + h * 0.2, y)], hand.tone("#8a6446", far), h * 0.03)
    )


def water_lily(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a lily pad with its flower."""
    parts = [
        ellipse(x, y, h * 1.4, h * 0.4, hand.tone("#5f9a4f", far)),
        path([(x, y), (x + h * 1.3, y - h * 0.2), (x + h * 1.3, y + h * 0.1)], hand.tone("#6fb0c8", far), smooth=False),
    ]
    return "".join(parts) + "".join(
        path(
            [
                (x - h * 0.2, y - h * 0.1),
                (x + d * h - h * 0.2, y - h * 0.8 + abs(d) * h * 0.4),
                (x + d * h * 0.3 - h * 0.05, y - h * 0.1),
            ],
            hand.tone("#f6c8d8", far, 1.05 - abs(d) * 0.3),
        )
        for d in (-0.5, 0.5, -0.25, 0.25, 0.0)
    )


def great_puddle(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a big puddle with the sky in it."""
    sky = css(mix(hand.light.sky[2], hand.light.sky[1], 0.6))
    parts = [
        ellipse(x, y, h * 2.5, h * 0.62, hand.tone("#8a7350", far)),
        ellipse(x, y - h * 0.03, h * 2.3, h * 0.52, sky),
    ]
    parts += [
        ellipse(
            x + d * h,
            y + t * h,
            r * h,
            r * h * 0.22,
            "none",
            f'stroke="#ffffff" stroke-width="{h * 0.03:.1f}" stroke-opacity=".6"',
        )
        for d, t, r in ((-0.7, -0.1, 0.5), (-0.7, -0.1, 0.26), (0.9, 0.08, 0.4))
    ]
    return "".join(parts)
