"""What shops, post offices, cinemas, airports, gymnasiums, circuses and aquaria have."""

from __future__ import annotations

import math

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import css, mix, rgb
from digiteller.picturebook.drawing.vector import box, ellipse, group, path, stroke

_WOOD = "#a8744a"


def goods_shelf(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return shelves of packets, tins and bottles, with crates of fruit below."""
    w = h * 0.86
    parts = [box(x - w / 2, y - h, w, h, hand.tone("#8a6446", far), 3)]
    for row in range(4):
        base = y - h * (0.05 + 0.24 * row)
        parts.append(box(x - w * 0.46, base - h * 0.2, w * 0.92, h * 0.2, hand.tone("#6a4a34", far)))
        for at in range(6):
            left = x - w * 0.44 + w * 0.148 * at
            color = hand.tone(
                hand.random.choice(("#d9604a", "#e8b84a", "#5f9a7a", "#4f7fa8", "#b5709a", "#f2e2c0")), far
            )
            if row == 0:
                parts += [
                    ellipse(
                        left + w * (0.04 + 0.06 * k), base - h * (0.1 + 0.02 * (k % 2)), w * 0.042, w * 0.042, color
                    )
                    for k in range(2)
                ]
            else:
                tall = h * hand.any(0.1, 0.17)
                parts.append(box(left, base - tall, w * 0.12, tall, color, 2))
                parts.append(box(left, base - tall * 0.66, w * 0.12, tall * 0.3, hand.tone("#fff6e0", far)))
        if row == 0:
            parts.append(box(x - w * 0.46, base - h * 0.085, w * 0.92, h * 0.085, hand.tone(_WOOD, far), 2))
        parts.append(box(x - w / 2, base, w, h * 0.03, hand.tone(_WOOD, far, 1.1)))
    return "".join(parts)


def pigeonholes(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a post office's pigeonholes with letters and a parcel or two."""
    w = h * 0.9
    parts = [box(x - w / 2, y - h, w, h, hand.tone(_WOOD, far), 3)]
    for row in range(5):
        for column in range(4):
            left, top = x - w * 0.46 + w * 0.235 * column, y - h * 0.97 + h * 0.19 * row
            parts.append(box(left, top, w * 0.21, h * 0.165, hand.tone("#5f422e", far)))
            if row == 4 or hand.random.random() < 0.14:
                parts.append(box(left + w * 0.03, top + h * 0.06, w * 0.15, h * 0.105, hand.tone("#c99a62", far), 1))
                continue
            for at in range(hand.random.randrange(4)):
                color = hand.random.choice(("#fff8ea", "#f2e2c4", "#dfeaf2", "#f6d8d0"))
                parts.append(
                    box(left + w * 0.02, top + h * (0.145 - 0.028 * at), w * 0.16, h * 0.02, hand.tone(color, far))
                )
    return "".join(parts)


def cinema_seats(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a row of four folding seats of red plush."""
    w, parts = h * 0.72, []
    for at in range(4):
        cx = x + w * (at - 1.5)
        parts.append(box(cx - w * 0.42, y - h, w * 0.84, h * 0.72, hand.shaded("#b5403f", far, 0.25), h * 0.14))
        parts.append(box(cx - w * 0.4, y - h * 0.42, w * 0.8, h * 0.2, hand.tone("#8f2f34", far), h * 0.07))
    parts += [
        box(x + w * (at - 2) - w * 0.08, y - h * 0.62, w * 0.16, h * 0.62, hand.tone("#4a3430", far), h * 0.03)
        for at in range(5)
    ]
    return "".join(parts)


def cinema_screen(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the bright screen with a film of a boat on the sea, centred at (x, y)."""
    w = h * 2.1
    left, top = x - w / 2, y - h / 2
    glow = ellipse(x, y, w * 0.75, h * 1.1, hand.mix.round("#e6f2ff66", "#e6f2ff22", "#e6f2ff00"))
    parts = [glow, box(left - h * 0.04, top - h * 0.04, w + h * 0.08, h * 1.08, "#1c1a26", 3)]
    parts.append(box(left, top, w, h, hand.mix.down("#8fd0f2", "#d8f0fb", "#fdf3d8")))
    parts.append(ellipse(x + w * 0.28, y - h * 0.2, h * 0.12, h * 0.12, "#fff0a8"))
    parts.append(box(left, y + h * 0.16, w, h * 0.34, hand.mix.down("#5fa8cc", "#2f7098")))
    hull = [(-0.2, 0.14), (0.2, 0.14), (0.14, 0.26), (-0.14, 0.26)]
    parts.append(path([(x + a * h, y + b * h) for a, b in hull], "#a8503a", smooth=False))
    parts.append(path([(x, y - h * 0.3), (x, y + h * 0.11), (x + h * 0.24, y + h * 0.09)], "#fffaf0", smooth=False))
    return "".join(parts)


def wall_bars(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a gymnasium's wall bars."""
    w = h * 0.5
    parts = [box(x - w / 2, y - h * (0.08 + 0.1 * at), w, h * 0.03, hand.tone("#d9a868", far), 3) for at in range(10)]
    parts += [box(x + at * w - h * 0.02, y - h, h * 0.04, h, hand.shaded("#b58450", far)) for at in (-0.5, 0, 0.5)]
    return "".join(parts)


def circus_ring(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the kerb at the back of a ring, and the rows of people behind it."""
    w = h * 3.6
    parts = []
    for row in range(4):
        top = y - h * (1.0 - 0.17 * row)
        parts.append(box(x - w * 0.72, top, w * 1.44, h * 0.34, hand.tone("#7a4a3a", far, 0.7 + 0.1 * row)))
        for at in range(26):
            cx = x - w * 0.7 + w * 1.4 * (at + 0.5 * (row % 2)) / 26
            skin = hand.random.choice(("#f2c9a8", "#d9a07a", "#a8704a", "#ffdcc0"))
            coat = hand.random.choice(("#c8604f", "#4f7fa8", "#7fa85f", "#d9a83f", "#8a5fa8"))
            parts.append(ellipse(cx, top + h * 0.07, h * 0.075, h * 0.08, hand.tone(coat, far, 0.6 + 0.08 * row)))
            parts.append(ellipse(cx, top - h * 0.04, h * 0.05, h * 0.055, hand.tone(skin, far, 0.66 + 0.08 * row)))
    for at in range(14):
        color = "#d9483f" if at % 2 else "#fff4dc"
        parts.append(box(x - w * 0.72 + w * 1.44 * at / 14, y - h * 0.3, w * 1.44 / 14, h * 0.3, hand.tone(color, far)))
    return "".join(parts) + box(x - w * 0.72, y - h * 0.34, w * 1.44, h * 0.08, hand.tone("#e8b84a", far), 2)


def trapeze(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a trapeze on its ropes, centred at (x, y)."""
    rope = hand.tone("#f2e2b8", far)
    parts = [stroke([(x + d * h, y - h * 1.6), (x + d * h * 1.3, y + h * 0.5)], rope, h * 0.03) for d in (-0.3, 0.3)]
    return "".join(parts) + box(x - h * 0.48, y + h * 0.48, h * 0.96, h * 0.06, hand.tone("#8a5c3c", far), 3)


def great_tank(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a tank of an aquarium as large as a wall, with fish, weed and stones, centred at (x, y)."""
    w = h * 1.5
    left, top = x - w / 2, y - h / 2
    parts = [box(left - h * 0.05, top - h * 0.05, w + h * 0.1, h * 1.1, hand.tone("#3f5a6a", far), h * 0.04)]
    parts.append(box(left, top, w, h, hand.mix.down("#9fe0ea", "#3f9cc0", "#1f5f8f"), h * 0.02))
    for at in range(5):
        ray = [(left + w * (0.1 + 0.2 * at), top), (left + w * (0.16 + 0.2 * at), top)]
        ray += [(left + w * (0.1 + 0.19 * at), top + h), (left + w * 0.19 * at, top + h)]
        parts.append(path(ray, hand.mix.down("#f2ffff55", "#f2ffff00"), smooth=False))
    parts.append(ellipse(x, top + h * 0.97, w * 0.49, h * 0.07, "#d9c48f"))
    for at in range(7):
        foot = left + w * hand.any(0.06, 0.94)
        leaf = [(foot + h * 0.03 * math.sin(k * 1.7 + at), top + h * (0.96 - 0.09 * k)) for k in range(5)]
        parts.append(stroke(leaf, hand.random.choice(("#3f9a5f", "#5fae4f", "#2f7f5f")), h * 0.025))
    for at in range(9):
        color = hand.random.choice(("#ff9a3f", "#ffd34d", "#f26f6f", "#e8f2ff", "#7fd0ff"))
        place = left + w * hand.any(0.12, 0.88), top + h * hand.any(0.14, 0.76)
        parts.append(_fish(color, *place, h * hand.any(0.035, 0.07), at % 2 == 0))
    return "".join(parts)


def _fish(color: str, x: float, y: float, size: float, flip: bool) -> str:
    tail = path([(-0.7, 0), (-1.5, -0.6), (-1.5, 0.6)], color, smooth=False)
    eye = ellipse(0.55, -0.12, 0.14, 0.14, "#1c2430")
    return group(tail + ellipse(0, 0, 1, 0.6, color) + eye, x, y, size, flip=flip)


def sea_porthole(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a submarine's round window with fish outside, centred at (x, y)."""
    r = h / 2
    value = 1 - 0.4 * hand.light.dark
    shades = (css(mix((0.02, 0.1, 0.2), rgb(color), value)) for color in ("#8fdce6", "#3f9cc0", "#1c5a8a"))
    parts = [ellipse(x, y, r * 1.2, r * 1.2, hand.shaded("#b8923f", far, 0.35))]
    parts.append(ellipse(x, y, r, r, hand.mix.down(*shades)))
    for color, dx, dy, size in (
        ("#ffb04a", -0.3, -0.2, 0.17),
        ("#f2786f", 0.36, 0.1, 0.13),
        ("#ffe27a", -0.1, 0.4, 0.1),
    ):
        parts.append(_fish(color, x + dx * r, y + dy * r, size * r, dx > 0))
    parts += [
        ellipse(x + r * 0.5, y - r * up, r * 0.05, r * 0.05, "#eafcff", 'opacity=".7"') for up in (0.2, 0.4, 0.62)
    ]
    bolts = (i * math.tau / 8 for i in range(8))
    parts += [
        ellipse(x + math.cos(a) * r * 1.1, y + math.sin(a) * r * 1.1, h * 0.022, h * 0.022, hand.tone("#6f5420", far))
        for a in bolts
    ]
    return "".join(parts)


def runway_window(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return an airport's wide window with an aeroplane on the apron, centred at (x, y)."""
    w, sky = h * 2.2, hand.light.sky
    left, top = x - w / 2, y - h / 2
    parts = [box(left, top, w, h, hand.mix.down(css(sky[0]), css(sky[1]), css(sky[2])))]
    parts.append(box(left, top + h * 0.7, w, h * 0.3, hand.tone("#9aa0a4", 0.15)))
    body = hand.tone("#f4f6f8", 0.05)
    shape = [(-0.75, 0.08), (-0.66, -0.04), (0.5, -0.06), (0.72, 0.04), (0.62, 0.14), (-0.6, 0.16)]
    parts.append(path([(x + a * h, y + b * h + h * 0.1) for a, b in shape], body))
    fin = [(-0.7, 0.08), (-0.78, -0.22), (-0.62, -0.22), (-0.46, 0.04)]
    parts.append(path([(x + a * h, y + b * h + h * 0.1) for a, b in fin], hand.tone("#d9604a", 0.05), smooth=False))
    wing = [(-0.1, 0.2), (0.14, 0.2), (-0.16, 0.36), (-0.28, 0.36)]
    parts.append(path([(x + a * h, y + b * h) for a, b in wing], hand.tone("#c4ccd4", 0.05), smooth=False))
    for at in range(7):
        parts.append(ellipse(x - h * 0.4 + h * 0.13 * at, y + h * 0.11, h * 0.022, h * 0.028, "#5f8fb0"))
    parts += [ellipse(x + a * h, y + h * 0.32, h * 0.04, h * 0.04, "#3f464c") for a in (-0.3, 0.42)]
    bar = hand.tone("#e6ebee", far)
    parts.append(box(left, top, w, h, "none", 2, f'stroke="{bar}" stroke-width="{h * 0.05:.1f}"'))
    return "".join(parts) + "".join(box(left + w * at, top, h * 0.03, h, bar) for at in (0.33, 0.67))


def departures(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a board of departures, centred at (x, y)."""
    w = h * 1.9
    parts = [box(x - w / 2, y - h / 2, w, h, hand.tone("#2a3038", far), 4)]
    for row in range(5):
        top = y - h * 0.4 + h * 0.17 * row
        for left, wide in ((-0.46, 0.14), (-0.28, hand.any(0.3, 0.42)), (0.3, 0.14)):
            parts.append(box(x + w * left, top, w * wide, h * 0.07, "#ffd36a" if left < 0.2 else "#9fe0a0", 1))
    return "".join(parts)
