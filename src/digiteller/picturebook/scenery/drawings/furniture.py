"""Furniture; drawn like the landscape, with the foot at (x, y) and ``h`` high."""

from __future__ import annotations

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.vector import box, ellipse, path, stroke

_BOOKS = ("#b5473b", "#3f6f8f", "#d9a441", "#5f7f4f", "#7a4f7f", "#c9784f", "#2f5a5f", "#e3d3b0")


_WOOD = "#a8744a"


def shelf(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a bookcase full of books."""
    w = h * 0.62
    left = x - w / 2
    parts = [
        box(left, y - h, w, h, hand.shaded("#7d5336", far, 0.3), h * 0.01),
        box(left + w * 0.05, y - h * 0.97, w * 0.9, h * 0.93, hand.tone("#4a3022", far)),
    ]
    rows = 5
    for row in range(rows):
        base = y - h * 0.04 - h * 0.93 * row / rows
        at = left + w * 0.06
        while at < left + w * 0.9:
            wide, tall = w * hand.any(0.035, 0.075), h * hand.any(0.11, 0.16)
            if hand.random.random() < 0.9:
                color = hand.random.choice(_BOOKS)
                parts.append(box(at, base - tall, wide, tall, hand.shaded(color, far, 0.3), 1))
                parts.append(
                    box(at, base - tall * 0.82, wide, tall * 0.07, hand.tone("#f0dcaa", far), 0, 'opacity=".7"')
                )
            at += wide * 1.06
        parts.append(box(left + w * 0.03, base, w * 0.94, h * 0.022, hand.tone(_WOOD, far)))
    return "".join(parts)


def stove(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return an iron stove with a fire behind its door and a pot on top."""
    w = h * 0.95
    left = x - w / 2
    iron = hand.shaded("#566069", far, 0.35)
    parts = [
        box(x + w * 0.22, y - h * 2.4, w * 0.16, h * 1.5, iron),
        box(left, y - h * 0.94, w, h * 0.9, iron, h * 0.05),
        box(left - w * 0.05, y - h, w * 1.1, h * 0.09, hand.tone("#3e464e", far), 3),
    ]
    parts.append(ellipse(x, y - h * 0.5, w * 0.9, h * 0.7, hand.mix.round("#ffb35c88", "#ffb35c00")))
    parts.append(
        box(
            left + w * 0.17,
            y - h * 0.72,
            w * 0.66,
            h * 0.42,
            hand.mix.down("#ffcf6a", "#f2803a", "#a83a22"),
            h * 0.04,
            f'stroke="{hand.tone("#2f353b", far)}" stroke-width="{h * 0.035:.1f}"',
        )
    )
    parts += [
        stroke([(left + w * t, y - h * 0.71), (left + w * t, y - h * 0.31)], hand.tone("#2f353b", far), h * 0.018)
        for t in (0.34, 0.5, 0.66)
    ]
    parts.append(
        path(
            [(x - w * 0.34, y - h * 1.3), (x + w * 0.02, y - h * 1.3), (x - w * 0.02, y - h), (x - w * 0.3, y - h)],
            hand.shaded("#c9643f", far),
            smooth=False,
        )
        + ellipse(x - w * 0.16, y - h * 1.3, w * 0.19, h * 0.04, hand.tone("#e08a5f", far))
    )
    hand.spots.append(("steam", x - w * 0.16, y - h * 1.34, h * 0.2))
    hand.spots.append(("fire", x, y - h * 0.5, h * 0.5))
    return "".join(parts)


def table(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a table with a checked cloth."""
    w = h * 2.1
    parts = [
        box(x + way * w * 0.4 - h * 0.05, y - h * 0.8, h * 0.1, h * 0.8, hand.shaded(_WOOD, far, 0.35))
        for way in (-1, 1)
    ]
    parts.append(
        path(
            [(x - w * 0.46, y - h), (x + w * 0.46, y - h), (x + w * 0.52, y - h * 0.84), (x - w * 0.52, y - h * 0.84)],
            hand.tone("#fbf3e2", far),
            smooth=False,
        )
    )
    parts.append(
        path(
            [
                (x - w * 0.52, y - h * 0.84),
                (x + w * 0.52, y - h * 0.84),
                (x + w * 0.5, y - h * 0.6),
                (x, y - h * 0.55),
                (x - w * 0.5, y - h * 0.6),
            ],
            hand.mix.down(hand.tone("#f2e3c8", far), hand.tone("#d9c3a4", far)),
            smooth=False,
        )
    )
    parts += [
        stroke(
            [(x + w * t, y - h * 0.84), (x + w * t * 0.98, y - h * 0.59)],
            hand.tone("#cf5f52", far),
            h * 0.05,
            extra='opacity=".55"',
        )
        for t in (-0.4, -0.2, 0, 0.2, 0.4)
    ]
    return "".join(parts)


def bed(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a bed with a patchwork quilt, its head on the left."""
    w = h * 2.3
    left = x - w / 2
    parts = [
        box(left - h * 0.06, y - h * 1.25, h * 0.16, h * 1.25, hand.shaded("#8a5c3c", far, 0.3), h * 0.06),
        box(left + w - h * 0.08, y - h * 0.85, h * 0.14, h * 0.85, hand.shaded("#8a5c3c", far, 0.3), h * 0.05),
    ]
    parts.append(box(left, y - h * 0.55, w, h * 0.38, hand.tone("#8a5c3c", far, 0.85), h * 0.03))
    parts.append(
        ellipse(
            left + h * 0.42,
            y - h * 0.72,
            h * 0.36,
            h * 0.2,
            hand.mix.down(hand.tone("#fffaf0", far), hand.tone("#d8cfc0", far)),
        )
    )
    quilt = [
        (left + h * 0.5, y - h * 0.66),
        (left + h * 0.7, y - h * 0.8),
        (left + w - h * 0.1, y - h * 0.78),
        (left + w - h * 0.05, y - h * 0.28),
        (left + h * 0.5, y - h * 0.26),
    ]
    parts.append(
        path(quilt, hand.mix.down(hand.tone("#6f8fb8", far, 1.1), hand.tone("#4f6f9a", far, 0.8)), smooth=False)
    )
    for row in range(3):
        for column in range(7):
            color = hand.random.choice(("#e2a04f", "#d9685a", "#f2e3c2", "#7fa872", "#9a7fb8"))
            parts.append(
                box(
                    left + h * 0.62 + column * h * 0.225,
                    y - h * (0.74 - row * 0.155),
                    h * 0.19,
                    h * 0.13,
                    hand.tone(color, far, 1 - row * 0.08),
                    2,
                    'opacity=".8"',
                )
            )
    return "".join(parts)


def fireplace(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a stone fireplace with a fire."""
    w = h * 1.1
    left = x - w / 2
    parts = [box(left, y - h, w, h, hand.shaded("#a08c7c", far, 0.25), h * 0.02)]
    for _ in range(34):
        parts.append(
            box(
                left + hand.any(0.02, 0.86) * w,
                y - h * hand.any(0.05, 0.97),
                w * 0.11,
                h * 0.06,
                hand.tone("#a08c7c", far, hand.any(0.78, 1.18)),
                3,
            )
        )
    parts.append(box(left - w * 0.07, y - h * 1.06, w * 1.14, h * 0.1, hand.tone("#7a5438", far), 3))
    parts.append(
        path(
            [
                (left + w * 0.2, y),
                (left + w * 0.2, y - h * 0.48),
                (x, y - h * 0.62),
                (left + w * 0.8, y - h * 0.48),
                (left + w * 0.8, y),
            ],
            "#2e1d1a",
        )
    )
    for color, size in (("#e8562f", 1.0), ("#f79a3a", 0.75), ("#ffdf7a", 0.45)):
        f = h * 0.36 * size
        parts.append(
            path(
                [
                    (x - f * 0.62, y - h * 0.05),
                    (x - f * 0.55, y - f * 0.7),
                    (x - f * 0.22, y - f * 0.5),
                    (x + f * 0.02, y - f * 1.25),
                    (x + f * 0.3, y - f * 0.55),
                    (x + f * 0.58, y - f * 0.75),
                    (x + f * 0.6, y - h * 0.05),
                ],
                color,
            )
        )
    parts += [
        stroke([(x - w * 0.2, y - h * 0.03 - d), (x + w * 0.2, y - h * 0.06 + d)], "#5a3524", h * 0.05)
        for d in (0, h * 0.03)
    ]
    hand.spots.append(("fire", x, y - h * 0.25, h * 0.55))
    return "".join(parts)


def armchair(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return an armchair."""
    color = hand.dyed("armchair", ("#b8584a", "#5f8a7a", "#6f6fa8", "#c08a4a"))
    parts = [
        box(x - h * 0.38, y - h, h * 0.76, h * 0.85, hand.shaded(color, far, 0.3), h * 0.2),
        box(x - h * 0.42, y - h * 0.42, h * 0.84, h * 0.3, hand.tone(color, far, 0.82), h * 0.08),
    ]
    parts += [
        box(x + way * h * 0.46 - h * 0.11, y - h * 0.58, h * 0.22, h * 0.5, hand.shaded(color, far, 0.4), h * 0.1)
        for way in (-1, 1)
    ]
    parts += [
        box(x + way * h * 0.42 - h * 0.04, y - h * 0.09, h * 0.08, h * 0.09, hand.tone("#5a3d2a", far))
        for way in (-1, 1)
    ]
    return "".join(parts)


def dresser(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a kitchen dresser: a cupboard below, plates and jars above."""
    w = h * 0.66
    left = x - w / 2
    wood = "#c08a58"
    parts = [
        box(left, y - h * 0.42, w, h * 0.42, hand.shaded(wood, far, 0.28), h * 0.01),
        box(left + w * 0.05, y - h, w * 0.9, h * 0.6, hand.tone("#7f5838", far)),
    ]
    for way in (0.08, 0.53):
        parts.append(
            box(left + w * way, y - h * 0.36, w * 0.39, h * 0.3, hand.tone(wood, far, 1.1), 3)
            + ellipse(
                left + w * (0.44 if way < 0.3 else 0.56), y - h * 0.2, h * 0.012, h * 0.012, hand.tone("#f0d9a0", far)
            )
        )
    for row in range(3):
        parts.append(crockery_row(hand, left + w * 0.1, y - h * (0.42 + 0.19 * row), w * 0.8, h * 0.15, far))
        parts.append(box(left + w * 0.03, y - h * (0.42 + 0.19 * row), w * 0.94, h * 0.018, hand.tone(wood, far, 1.05)))
    return "".join(parts) + box(left - w * 0.03, y - h * 1.03, w * 1.06, h * 0.05, hand.tone(wood, far, 1.12), 3)


def crockery_row(hand: Hand, left: float, y: float, w: float, h: float, far: float) -> str:
    """Return plates and jars on a board at ``y``."""
    parts = []
    at = left
    while at < left + w - h * 0.5:
        color = hand.random.choice(("#e9dcc3", "#c9784f", "#7fa3a8", "#e2b34f", "#b5574a", "#93a878"))
        wide, tall = h * hand.any(0.5, 0.75), h * hand.any(0.6, 0.9)
        if hand.random.random() < 0.4:
            r = h * 0.42
            parts.append(
                ellipse(at + r, y - r, r, r, hand.shaded("#f4ead6", far))
                + ellipse(at + r, y - r, r * 0.62, r * 0.62, hand.tone(color, far))
                + ellipse(at + r, y - r, r * 0.4, r * 0.4, hand.tone("#f4ead6", far))
            )
            at += r * 2.1
        else:
            parts.append(
                box(at, y - tall, wide, tall, hand.shaded(color, far, 0.3), wide * 0.25)
                + box(at + wide * 0.1, y - tall * 1.1, wide * 0.8, tall * 0.16, hand.tone("#8a5f40", far), 2)
            )
            at += wide * 1.2
    return "".join(parts)


def rug(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return an oval rug on the floor around (x, y)."""
    color = hand.random.choice(("#b8574f", "#4f7f8f", "#8f6f9a", "#6f8f5a"))
    parts = []
    for size, tone, value in (
        (1.0, color, 0.8),
        (0.9, "#efdcb8", 0.95),
        (0.82, color, 1.0),
        (0.5, "#efdcb8", 0.95),
        (0.44, color, 0.9),
    ):
        parts.append(ellipse(x, y, h * 3.2 * size, h * 0.62 * size, hand.tone(tone, far, value)))
    return "".join(parts)


def chest(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return an old trunk."""
    w = h * 1.5
    lid = path(
        [
            (x - w / 2, y - h * 0.6),
            (x - w / 2, y - h * 0.85),
            (x, y - h),
            (x + w / 2, y - h * 0.85),
            (x + w / 2, y - h * 0.6),
        ],
        hand.shaded("#9a6a42", far),
    )
    body = box(x - w / 2, y - h * 0.62, w, h * 0.62, hand.shaded("#86592f", far), 3)
    bands = "".join(
        box(x + t * w - w * 0.03, y - h * 0.9, w * 0.06, h * 0.9, hand.tone("#d9b45a", far, 0.85))
        for t in (-0.34, 0.34)
    )
    return body + lid + bands + box(x - w * 0.06, y - h * 0.68, w * 0.12, h * 0.18, hand.tone("#e8c86a", far), 2)


def column(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a stone column."""
    w = h * 0.1
    return box(x - w / 2, y - h, w, h, hand.shaded("#cfc3b4", far, 0.35)) + "".join(
        box(x - w * 0.75, top, w * 1.5, h * 0.05, hand.shaded("#d9cdbd", far, 0.3), 2) for top in (y - h, y - h * 0.05)
    )
