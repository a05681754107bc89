"""What people put before their houses."""

from __future__ import annotations

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import css, mix, rgb
from digiteller.picturebook.drawing.vector import box, ellipse, path, stroke


def stall(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a market stall with a striped awning and fruit."""
    w = h * 1.1
    stripe = hand.random.choice(("#d8574a", "#4f8fb5", "#5f9a5c", "#e0a03f"))
    parts = [
        box(x + way * w * 0.45 - h * 0.02, y - h * 0.8, h * 0.04, h * 0.8, hand.tone("#7a5a40", far)) for way in (-1, 1)
    ]
    parts.append(
        box(
            x - w / 2,
            y - h * 0.38,
            w,
            h * 0.38,
            hand.mix.down(hand.tone("#b98a5c", far), hand.tone("#8a623f", far, 0.8)),
        )
    )
    for index in range(22):
        color = hand.random.choice(("#e0523f", "#f2a53c", "#8fb53f", "#c8405a", "#f5d05a"))
        parts.append(
            ellipse(
                x - w * 0.44 + w * 0.88 * (index % 11) / 10,
                y - h * (0.4 + 0.07 * (index // 11)),
                h * 0.045,
                h * 0.045,
                hand.tone(color, far),
            )
        )
    for index in range(8):
        left = x - w * 0.56 + w * 1.12 * index / 8
        fill = hand.mix.down(
            hand.tone(stripe if index % 2 else "#fbf1df", far, 1.05),
            hand.tone(stripe if index % 2 else "#fbf1df", far, 0.8),
        )
        wide = w * 1.12 / 8
        parts.append(
            path(
                [
                    (x + (left - x) * 0.8, y - h),
                    (x + (left + wide - x) * 0.8, y - h),
                    (left + wide, y - h * 0.76),
                    (left + wide / 2, y - h * 0.69),
                    (left, y - h * 0.76),
                ],
                fill,
                smooth=False,
            )
        )
    return "".join(parts)


def fence(hand: Hand, left: float, right: float, y: float, h: float, far: float) -> str:
    """Return a wooden fence."""
    wood = "#c9a679"
    parts = [stroke([(left, y - h * t), (right, y - h * t)], hand.tone(wood, far, 0.8), h * 0.12) for t in (0.32, 0.7)]
    x = left
    while x < right:
        parts.append(
            path(
                [
                    (x, y),
                    (x, y - h * 0.9),
                    (x + h * 0.11, y - h * hand.any(0.98, 1.06)),
                    (x + h * 0.22, y - h * 0.9),
                    (x + h * 0.22, y),
                ],
                hand.shaded(wood, far, 0.25),
                smooth=False,
            )
        )
        x += h * hand.any(0.5, 0.62)
    return "".join(parts)


def lamp_post(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a street lamp, shining in the dark."""
    iron = hand.tone("#3d4650", far)
    shine = css(mix(rgb(hand.tone("#f4ecd0", far)), rgb("#ffe09a"), min(1.0, hand.light.dark * 1.4)))
    glow = (
        ellipse(x, y - h * 0.92, h * 0.42, h * 0.42, hand.mix.round("#ffd98a99", "#ffd98a33", "#ffd98a00"))
        if hand.light.dark > 0.3
        else ""
    )
    parts = [
        stroke([(x, y), (x, y - h * 0.85)], iron, h * 0.025),
        box(x - h * 0.03, y - h * 0.06, h * 0.06, h * 0.06, iron),
    ]
    parts.append(
        path(
            [
                (x - h * 0.045, y - h * 0.98),
                (x + h * 0.045, y - h * 0.98),
                (x + h * 0.03, y - h * 0.85),
                (x - h * 0.03, y - h * 0.85),
            ],
            shine,
            smooth=False,
        )
    )
    parts.append(
        path([(x - h * 0.06, y - h * 0.98), (x, y - h * 1.04), (x + h * 0.06, y - h * 0.98)], iron, smooth=False)
    )
    return "".join(parts) + glow


def haystack(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a haystack."""
    body = path(
        [
            (x - h * 0.75, y),
            (x - h * 0.6, y - h * 0.6),
            (x, y - h),
            (x + h * 0.6, y - h * 0.6),
            (x + h * 0.75, y),
            (x, y + h * 0.05),
        ],
        hand.shaded("#dcb354", far, 0.35),
    )
    straws = [
        stroke(
            [
                (sx := x + hand.any(-0.5, 0.5) * h, sy := y - hand.any(0.1, 0.8) * h),
                (sx + hand.any(-0.1, 0.1) * h, sy + h * 0.14),
            ],
            hand.tone("#f0d07a", far, hand.any(0.7, 1.1)),
            h * 0.015,
        )
        for _ in range(26)
    ]
    return body + "".join(straws)


def front_door(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the front of a house, or as much of it as has the door: wall, steps, a little roof and a lamp."""
    w, wall = h * 0.86, hand.mix.down(hand.tone("#f0e0c4", far), hand.tone("#e2cba6", far))
    roof = [(x - w * 0.62, y - h * 0.9), (x - w * 0.5, y - h), (x + w * 0.5, y - h), (x + w * 0.62, y - h * 0.9)]
    parts = [box(x - w / 2, y - h * 0.92, w, h * 0.92, wall)]
    parts += [
        box(x + way * w * 0.5 - w * 0.03, y - h * 0.92, w * 0.06, h * 0.92, hand.tone("#a8744a", far))
        for way in (-1, 1)
    ]
    parts.append(path(roof, hand.tone("#b5584a", far), smooth=False))
    wide, top = w * 0.44, y - h * 0.76
    parts.append(box(x - wide * 0.6, top - h * 0.03, wide * 1.2, h * 0.76, hand.tone("#fff6e4", far), 3))
    parts.append(box(x - wide / 2, top, wide, h * 0.73, hand.shaded("#3f7f8a", far, 0.2), 3))
    pane = "#ffe6a0" if hand.light.dark > 0.4 and hand.lit else css(mix(hand.light.sky[1], rgb("#ffffff"), 0.2))
    parts.append(ellipse(x, top + h * 0.17, wide * 0.28, wide * 0.28, pane))
    parts += [
        box(x - wide * 0.32, top + h * (0.38 + 0.17 * at), wide * 0.64, h * 0.12, hand.tone("#33707a", far), 2)
        for at in (0, 1)
    ]
    parts.append(ellipse(x + wide * 0.36, top + h * 0.4, h * 0.016, h * 0.016, hand.tone("#e8c86a", far)))
    parts.append(box(x - wide * 0.8, y - h * 0.03, wide * 1.6, h * 0.05, hand.tone("#b8ada0", far), 3))
    return "".join(parts)


def flower_pot(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a great pot of earthenware with a flowering bush."""
    w = h * 0.4
    parts = [
        ellipse(x + hand.any(-0.2, 0.2) * h, y - h * hand.any(0.5, 0.9), h * 0.16, h * 0.14, hand.tone(color, far))
        for color in ("#4f8a4a", "#5f9a52", "#6aa85a", "#4f8a4a", "#5f9a52", "#6aa85a", "#578f4c")
    ]
    for _ in range(9):
        spot = x + hand.any(-0.28, 0.28) * h, y - h * hand.any(0.48, 1.0)
        parts.append(ellipse(*spot, h * 0.035, h * 0.035, hand.tone(hand.random.choice(("#e0574f", "#f2c14e")), far)))
    sides = [(x - w * 0.56, y - h * 0.4), (x + w * 0.56, y - h * 0.4), (x + w * 0.4, y), (x - w * 0.4, y)]
    parts.append(path(sides, hand.shaded("#c0673f", far, 0.3), smooth=False))
    return "".join(parts) + box(x - w * 0.64, y - h * 0.44, w * 1.28, h * 0.08, hand.tone("#cf7a4f", far), 3)
