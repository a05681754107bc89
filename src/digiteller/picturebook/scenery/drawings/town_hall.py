"""What a town hall and a control room have."""

from __future__ import annotations

import math

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.vector import box, ellipse, path, stroke

_WOOD = "#a8744a"


def big_screen(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a great screen with a curve, a globe and lamps, centred at (x, y)."""
    w = h * 2.0
    parts = [
        box(x - w * 0.53, y - h * 0.56, w * 1.06, h * 1.12, hand.tone("#3a4250", far), h * 0.05),
        box(x - w / 2, y - h / 2, w, h, hand.mix.down("#12384a", "#0d2a3c"), h * 0.03),
    ]
    parts += [
        stroke([(x - w * 0.48, y - h * t), (x + w * 0.48, y - h * t)], "#3f8a9a", h * 0.006, extra='opacity=".6"')
        for t in (-0.3, -0.1, 0.1, 0.3)
    ]
    parts += [
        stroke([(x + w * t, y - h * 0.46), (x + w * t, y + h * 0.46)], "#3f8a9a", h * 0.006, extra='opacity=".6"')
        for t in (-0.3, -0.1, 0.1, 0.3)
    ]
    parts.append(ellipse(x - w * 0.22, y, h * 0.3, h * 0.3, hand.mix.round("#8ff0c0", "#3f9a8a")))
    parts += [
        ellipse(x - w * 0.22 + dx * h, y + dy * h, rx * h, ry * h, "#1f5f5a")
        for dx, dy, rx, ry in ((-0.1, -0.08, 0.1, 0.12), (0.12, 0.08, 0.09, 0.13))
    ]
    curve = [(x + w * (0.02 + 0.045 * t), y + h * (0.1 - 0.02 * t + 0.16 * math.sin(t * 1.3))) for t in range(11)]
    return (
        "".join(parts)
        + stroke(curve, "#ffd76a", h * 0.025)
        + "".join(
            ellipse(x + w * (0.3 + 0.05 * at), y - h * 0.38, h * 0.03, h * 0.03, c)
            for at, c in enumerate(("#ff7a6a", "#ffd76a", "#8ff09a"))
        )
    )


def lectern(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return broad steps with a speaker's desk between two flags."""
    parts = []
    for at in range(3):
        wide = h * (2.6 - 0.5 * at)
        parts.append(
            box(x - wide / 2, y - h * 0.12 * (at + 1), wide, h * 0.13, hand.tone("#cfc3b4", far, 0.9 + 0.07 * at), 2)
        )
    for way, color in ((-1, "#3f6a9a"), (1, "#c8473f")):
        fx = x + way * h * 0.78
        parts.append(stroke([(fx, y - h * 0.3), (fx, y - h * 1.5)], hand.tone("#8a6a3f", far), h * 0.03))
        flag = [
            (fx, y - h * 1.46),
            (fx + way * h * 0.12, y - h * 1.4),
            (fx + way * h * 0.24, y - h * 0.86),
            (fx, y - h * 0.78),
        ]
        parts.append(path(flag, hand.shaded(color, far), smooth=False))
        parts.append(ellipse(fx + way * h * 0.09, y - h * 1.12, h * 0.05, h * 0.05, hand.tone("#f2d06a", far)))
        parts.append(ellipse(fx, y - h * 1.53, h * 0.04, h * 0.04, hand.tone("#e8c25a", far)))
    desk = [
        (x - h * 0.3, y - h * 0.96),
        (x + h * 0.3, y - h * 0.96),
        (x + h * 0.24, y - h * 0.36),
        (x - h * 0.24, y - h * 0.36),
    ]
    parts.append(path(desk, hand.shaded("#8a5c3c", far, 0.2), smooth=False))
    return (
        "".join(parts)
        + box(x - h * 0.34, y - h * 1.02, h * 0.68, h * 0.08, hand.tone("#b5834f", far), 3)
        + ellipse(x, y - h * 0.66, h * 0.1, h * 0.1, hand.tone("#e8c25a", far))
    )


def chandelier(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a great lamp of many candles under the ceiling, centred at (x, y)."""
    gold = hand.tone("#d9ac4f", far)
    parts = [
        stroke([(x, y - h * 3), (x, y)], hand.tone("#8a6a3f", far), h * 0.05),
        ellipse(x, y, h * 2.2, h * 1.5, hand.mix.round("#ffe8a860", "#ffe8a800")),
    ]
    for at in (-1.0, -0.5, 0.0, 0.5, 1.0):
        tip = (x + at * h * 0.8, y - h * 0.05 * (1 - abs(at)))
        parts.append(stroke([(x, y + h * 0.3), (x + at * h * 0.5, y + h * 0.36), tip], gold, h * 0.06))
        parts.append(
            box(tip[0] - h * 0.05, tip[1] - h * 0.26, h * 0.1, h * 0.26, hand.tone("#fff6e0", far), 2)
            + ellipse(tip[0], tip[1] - h * 0.34, h * 0.05, h * 0.1, "#ffd67a")
        )
    return "".join(parts) + ellipse(x, y + h * 0.34, h * 0.14, h * 0.16, gold)
