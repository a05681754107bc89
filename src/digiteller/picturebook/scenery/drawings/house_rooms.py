"""What halls, cellars, offices and classrooms have."""

from __future__ import annotations

import math

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.vector import box, ellipse, path, stroke

_WOOD = "#a8744a"


def staircase(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a flight of stairs that goes up to the right, with its banister."""
    parts, count, wide = [], 8, h * 0.19
    left = x - wide * count * 0.5
    rail = []
    for at in range(count):
        sx, sy = left + wide * at, y - h * 0.125 * (at + 1)
        parts.append(box(sx, sy, wide * (count - at), h * 0.125, hand.tone("#c9935f", far, 0.78 + 0.03 * at)))
        parts.append(box(sx, sy, wide * 1.06, h * 0.03, hand.tone("#e8c08a", far), 2))
        parts.append(box(sx, sy + h * 0.02, wide * 0.12, h * 0.105, hand.tone("#8a5c3c", far)))
        carpet = box(sx + wide * 0.12, sy, wide * 0.9, h * 0.018, hand.tone("#b8473f", far))
        parts.append(carpet)
        rail.append((sx + wide * 0.5, sy))
    under = [(left, y), (left + wide * count, y), (left + wide * count, y - h * 0.96), (left + wide, y - h * 0.02)]
    parts.append(path(under, hand.tone("#7a5438", far), smooth=False, extra='opacity=".35"'))
    parts += [box(px - h * 0.012, py - h * 0.3, h * 0.024, h * 0.3, hand.tone("#f2e6cf", far), 2) for px, py in rail]
    top = [(rail[0][0] - wide * 0.3, rail[0][1] - h * 0.3), (rail[-1][0] + wide * 0.6, rail[-1][1] - h * 0.33)]
    parts.append(stroke(top, hand.tone("#7a4a30", far), h * 0.045, smooth=False))
    parts.append(box(left - h * 0.02, y - h * 0.5, h * 0.07, h * 0.5, hand.shaded("#7a4a30", far), 3))
    return "".join(parts) + ellipse(left + h * 0.015, y - h * 0.53, h * 0.055, h * 0.055, hand.shaded("#8f5a3c", far))


def coat_hooks(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return coats, a hat and a scarf on a row of hooks, the board at ``y``."""
    w = h * 1.5
    parts = [box(x - w / 2, y - h * 0.06, w, h * 0.12, hand.tone("#8a5c3c", far), 4)]
    for at, color in ((-0.34, "#3f6f9a"), (-0.04, "#c8574a"), (0.24, "#d9a441")):
        cx = x + at * w
        coat = [
            (cx - h * 0.06, y),
            (cx + h * 0.06, y),
            (cx + h * 0.17, y + h * 0.16),
            (cx + h * 0.2, y + h * 0.72),
            (cx - h * 0.2, y + h * 0.72),
            (cx - h * 0.17, y + h * 0.16),
        ]
        parts.append(path(coat, hand.shaded(color, far, 0.3), smooth=False))
        parts.append(stroke([(cx, y + h * 0.1), (cx, y + h * 0.7)], hand.tone(color, far, 0.65), h * 0.015))
        parts += [
            ellipse(cx + h * 0.03, y + h * t, h * 0.016, h * 0.016, hand.tone("#fff3d6", far))
            for t in (0.25, 0.4, 0.55)
        ]
        parts.append(ellipse(cx, y, h * 0.03, h * 0.03, hand.tone("#e8c86a", far)))
    hat = x + 0.42 * w
    parts.append(ellipse(hat, y + h * 0.06, h * 0.15, h * 0.05, hand.tone("#7a5a3f", far)))
    return "".join(parts) + box(hat - h * 0.08, y - h * 0.1, h * 0.16, h * 0.15, hand.tone("#8f6a4a", far), h * 0.05)


def umbrella_stand(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a stand with umbrellas, and boots beside it."""
    parts = []
    for lean, color in ((-0.1, "#c8574a"), (0.06, "#3f6f9a"), (0.18, "#5f8a5a")):
        tip = (x + lean * h, y - h * 0.92)
        parts.append(stroke([(x + lean * h * 0.3, y - h * 0.3), tip], hand.tone(color, far), h * 0.07))
        parts.append(
            stroke(
                [tip, (tip[0], tip[1] - h * 0.08), (tip[0] + h * 0.08, tip[1] - h * 0.08)],
                hand.tone("#7a5033", far),
                h * 0.03,
            )
        )
    parts.append(box(x - h * 0.2, y - h * 0.5, h * 0.4, h * 0.5, hand.shaded("#7f8a9a", far), h * 0.05))
    for at in (0.36, 0.54):
        boot = [
            (x + at * h - h * 0.06, y - h * 0.3),
            (x + at * h + h * 0.05, y - h * 0.3),
            (x + at * h + h * 0.06, y - h * 0.1),
            (x + at * h + h * 0.14, y - h * 0.04),
            (x + at * h + h * 0.13, y),
            (x + at * h - h * 0.06, y),
        ]
        parts.append(path(boot, hand.tone("#e8b23f", far), smooth=False))
    return "".join(parts)


def jar_shelf(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return shelves of jam jars, bottles and apples, as cellars have."""
    w = h * 0.8
    parts = [box(x + way * w * 0.48 - h * 0.02, y - h, h * 0.04, h, hand.shaded(_WOOD, far)) for way in (-1, 1)]
    for row in range(4):
        base = y - h * (0.06 + 0.25 * row)
        for at in range(6):
            cx = x - w * 0.4 + w * 0.16 * at
            color = hand.tone(hand.random.choice(("#c8403a", "#e0902f", "#7a3f6a", "#8fa83f", "#d9b03f")), far)
            if row == 0:
                parts.append(
                    ellipse(
                        cx,
                        base - h * 0.045,
                        h * 0.05,
                        h * 0.045,
                        hand.tone(hand.random.choice(("#d8403a", "#a8b84a")), far),
                    )
                )
            elif row == 2 and at % 2:
                parts.append(
                    box(cx - h * 0.028, base - h * 0.13, h * 0.056, h * 0.13, hand.tone("#3f6a4a", far), h * 0.02)
                )
                parts.append(box(cx - h * 0.012, base - h * 0.19, h * 0.024, h * 0.07, hand.tone("#3f6a4a", far)))
            else:
                parts.append(box(cx - h * 0.045, base - h * 0.12, h * 0.09, h * 0.12, color, h * 0.02))
                parts.append(box(cx - h * 0.03, base - h * 0.09, h * 0.06, h * 0.05, hand.tone("#fff6e0", far), 1))
                parts.append(box(cx - h * 0.05, base - h * 0.145, h * 0.1, h * 0.03, hand.tone("#e8e0d0", far), 2))
        parts.append(box(x - w * 0.52, base, w * 1.04, h * 0.035, hand.tone(_WOOD, far, 0.9), 2))
    return "".join(parts)


def sacks(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return two sacks of potatoes or flour."""
    parts = []
    for dx, size in ((-0.42, 0.85), (0.34, 1.0)):
        cx, s = x + dx * h, h * size
        bag = [
            (cx - s * 0.42, y),
            (cx - s * 0.46, y - s * 0.5),
            (cx - s * 0.2, y - s * 0.84),
            (cx + s * 0.2, y - s * 0.84),
            (cx + s * 0.46, y - s * 0.5),
            (cx + s * 0.42, y),
        ]
        parts.append(path(bag, hand.shaded("#d9bf8f", far, 0.25)))
        parts.append(
            path(
                [
                    (cx - s * 0.2, y - s * 0.82),
                    (cx - s * 0.24, y - s),
                    (cx, y - s * 0.92),
                    (cx + s * 0.24, y - s),
                    (cx + s * 0.2, y - s * 0.82),
                ],
                hand.tone("#e8d2a4", far),
            )
        )
        parts.append(
            stroke([(cx - s * 0.2, y - s * 0.83), (cx + s * 0.2, y - s * 0.83)], hand.tone("#8a6a42", far), s * 0.05)
        )
    return "".join(parts)


def cabinet(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a filing cabinet with files and a plant on top."""
    w = h * 0.5
    parts = [box(x - w / 2, y - h * 0.8, w, h * 0.8, hand.shaded("#8a98a4", far, 0.25), 4)]
    for row in range(4):
        top = y - h * (0.77 - 0.19 * row)
        parts.append(box(x - w * 0.43, top, w * 0.86, h * 0.165, hand.tone("#a4b2bd", far), 3))
        parts.append(box(x - w * 0.12, top + h * 0.03, w * 0.24, h * 0.04, hand.tone("#fffaf0", far), 1))
        parts.append(box(x - w * 0.14, top + h * 0.1, w * 0.28, h * 0.025, hand.tone("#5f6b76", far), 2))
    parts.append(box(x - w * 0.16, y - h * 0.9, w * 0.32, h * 0.11, hand.tone("#c9703f", far), 3))
    parts += [
        stroke([(x, y - h * 0.9), (x + d * h, y - h * (1.08 - abs(d)))], hand.tone("#5f9a4f", far, 0.9 + d), h * 0.03)
        for d in (-0.12, -0.06, 0.0, 0.07, 0.13)
    ]
    return "".join(parts)


def wall_clock(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a round clock on the wall, centred at (x, y)."""
    r = h / 2
    parts = [
        ellipse(x, y, r, r, hand.tone("#7a5033", far)),
        ellipse(x, y, r * 0.86, r * 0.86, hand.tone("#fffaf0", far)),
    ]
    for at in range(12):
        a = math.tau * at / 12
        parts.append(
            stroke(
                [
                    (x + math.cos(a) * r * 0.7, y + math.sin(a) * r * 0.7),
                    (x + math.cos(a) * r * 0.8, y + math.sin(a) * r * 0.8),
                ],
                hand.tone("#3a302a", far),
                h * 0.025,
            )
        )
    parts.append(stroke([(x, y), (x + r * 0.1, y - r * 0.55)], hand.tone("#3a302a", far), h * 0.035))
    return "".join(parts) + stroke([(x, y), (x + r * 0.38, y + r * 0.14)], hand.tone("#3a302a", far), h * 0.045)


def wall_map(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a map of the world on the wall, centred at (x, y)."""
    w = h * 1.6
    parts = [box(x - w / 2, y - h / 2, w, h, hand.tone("#bfe0ea", far), 3)]
    for cx, cy, rx, ry in (
        (-0.3, -0.2, 0.14, 0.2),
        (-0.24, 0.2, 0.08, 0.22),
        (0.04, -0.22, 0.1, 0.13),
        (0.06, 0.12, 0.1, 0.22),
        (0.28, -0.18, 0.18, 0.2),
        (0.36, 0.24, 0.08, 0.1),
    ):
        parts.append(
            ellipse(
                x + cx * w,
                y + cy * h,
                rx * w,
                ry * h,
                hand.tone(hand.random.choice(("#9ac06a", "#e2c06a", "#d99a6a")), far),
            )
        )
    return "".join(parts) + "".join(
        box(x - w * 0.53, y + way * h * 0.5 - h * 0.035, w * 1.06, h * 0.07, hand.tone("#8a5c3c", far), 3)
        for way in (-1, 1)
    )


def school_desk(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a pupils' desk with a copybook and pencils."""
    w = h * 1.7
    parts = [
        stroke([(x + way * w * 0.42, y), (x + way * w * 0.38, y - h * 0.85)], hand.tone("#5f6b76", far), h * 0.08)
        for way in (-1, 1)
    ]
    parts.append(box(x - w * 0.46, y - h * 0.92, w * 0.92, h * 0.42, hand.shaded("#c9935f", far, 0.15), 4))
    parts.append(
        box(
            x - w * 0.52,
            y - h,
            w * 1.04,
            h * 0.14,
            hand.mix.down(hand.tone("#e8bd82", far), hand.tone("#b5834f", far)),
            4,
        )
    )
    parts.append(
        path(
            [(x - w * 0.3, y - h), (x - w * 0.04, y - h), (x - w * 0.06, y - h * 1.07), (x - w * 0.26, y - h * 1.07)],
            hand.tone("#fffaf0", far),
            smooth=False,
        )
    )
    parts.append(
        stroke([(x + w * 0.1, y - h * 1.02), (x + w * 0.26, y - h * 1.05)], hand.tone("#e8b23f", far), h * 0.05)
    )
    return "".join(parts) + ellipse(x + w * 0.38, y - h * 1.08, h * 0.09, h * 0.09, hand.tone("#d8403a", far))
