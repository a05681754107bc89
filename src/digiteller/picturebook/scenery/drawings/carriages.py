"""What trains, buses, aeroplanes and ships look like from inside."""

from __future__ import annotations

import math

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import css, mix, rgb
from digiteller.picturebook.drawing.vector import box, ellipse, group, path, stroke
from digiteller.picturebook.scenery.drawings.windows import land_outside, weather_outside


def train_seat(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a padded bench for three, seen from the front."""
    color, w = "#3f6a9a", h * 2.1
    parts = [box(x - w * 0.46, y - h * 0.26, w * 0.92, h * 0.26, hand.tone("#5a3d2a", far), 3)]
    parts.append(box(x - w * 0.5, y - h, w, h * 0.8, hand.shaded("#6a4630", far), h * 0.08))
    for at in (-0.32, 0.0, 0.32):
        parts.append(box(x + (at - 0.15) * w, y - h * 0.96, w * 0.3, h * 0.5, hand.tone(color, far), h * 0.1))
        parts.append(box(x + (at - 0.09) * w, y - h * 0.98, w * 0.18, h * 0.15, hand.tone("#f6ecd6", far), h * 0.05))
        parts.append(box(x + (at - 0.155) * w, y - h * 0.5, w * 0.31, h * 0.2, hand.tone(color, far, 1.15), h * 0.07))
    parts += [
        box(x + way * w * 0.5 - h * 0.07, y - h * 0.66, h * 0.14, h * 0.64, hand.shaded("#7a5438", far), h * 0.05)
        for way in (-1, 1)
    ]
    return "".join(parts)


def _pane(hand: Hand, left: float, top: float, w: float, h: float, radius: float) -> list[str]:
    """Return the sky in a window."""
    sky = hand.light.sky
    parts = [box(left, top, w, h, hand.mix.down(css(sky[0]), css(sky[1]), css(sky[2])), radius)]
    if hand.light.dark > 0.6:
        parts += [
            ellipse(left + w * hand.any(0.06, 0.94), top + h * hand.any(0.06, 0.5), h * 0.01, h * 0.01, "#fff7dc")
            for _ in range(12)
        ]
    return parts


def _sash(hand: Hand, x: float, y: float, w: float, h: float, far: float, color: str, radius: float) -> str:
    """Return the frame of a window."""
    tone = hand.tone(color, far)
    edge = f'stroke="{tone}" stroke-width="{h * 0.09:.1f}"'
    return box(x - w / 2, y - h / 2, w, h, "none", radius, edge)


def wide_window(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a train's window with the land that flies past: hills, trees, a wire on poles; centred at (x, y)."""
    w = h * 1.35
    left, top = x - w / 2, y - h / 2
    parts = _pane(hand, left, top, w, h, h * 0.08)
    for rise, color in ((0.34, (0.45, 0.6, 0.5)), (0.24, (0.4, 0.6, 0.3))):
        tone = land_outside(hand, color, 0.7)
        line = [(left + w * t / 6, top + h * (1 - rise - 0.07 * math.sin(t * 1.7 + rise * 30))) for t in range(7)]
        parts.append(path([*line, (left + w, top + h), (left, top + h)], tone, smooth=False))
    tree = css(mix(rgb(land_outside(hand, (0.2, 0.42, 0.22), 0.8)), (0.3, 0.26, 0.3), 0.35 if hand.snowy else 0.0))
    for at in (0.16, 0.3, 0.74):
        parts.append(ellipse(left + w * at, top + h * 0.74, h * 0.1, h * 0.13, tree))
        parts.append(box(left + w * at - h * 0.012, top + h * 0.8, h * 0.024, h * 0.14, "#5f4636"))
    parts.append(box(left + w * 0.53, top + h * 0.3, h * 0.025, h * 0.7, "#6a5040"))
    parts += [
        stroke(
            [(left, top + h * t), (left + w * 0.53, top + h * (t + 0.05)), (left + w, top + h * t)], "#4f4038", h * 0.01
        )
        for t in (0.32, 0.38)
    ]
    for t in (0.86, 0.92):
        streak = [(left + w * 0.05, top + h * t), (left + w * 0.95, top + h * t)]
        parts.append(stroke(streak, "#ffffff", h * 0.014, extra='opacity=".35"'))
    parts += weather_outside(hand, left, top, w, h)
    parts.append(_sash(hand, x, y, w, h, far, "#7a4f34", h * 0.08))
    parts.append(box(left, top + h * 0.26, w, h * 0.045, hand.tone("#7a4f34", far)))
    for way in (-1, 1):
        cloth = [
            (x + way * w * 0.5, top),
            (x + way * w * 0.34, top),
            (x + way * w * 0.4, y + h * 0.1),
            (x + way * w * 0.5, y + h * 0.3),
        ]
        parts.append(path(cloth, hand.shaded("#b8503f", far), smooth=False))
    return "".join(parts)


def bus_window(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a bus's window with houses outside, centred at (x, y)."""
    w = h * 1.3
    left, top = x - w / 2, y - h / 2
    parts = _pane(hand, left, top, w, h, h * 0.12)
    for at in range(4):
        wide, tall = w * 0.21, h * hand.any(0.34, 0.56)
        side = left + w * (0.04 + 0.24 * at)
        color = rgb(hand.random.choice(("#e0b890", "#c9a0a0", "#a8b8c8", "#d8c890")))
        wall = css(mix(hand.light.sky[2], color, 0.85 - 0.5 * hand.light.dark))
        roof = css(mix(hand.light.sky[2], rgb("#f4f8fc" if hand.snowy else "#a8503f"), 0.8 - 0.4 * hand.light.dark))
        parts.append(box(side, top + h * 0.88 - tall, wide, tall, wall))
        parts.append(
            path(
                [
                    (side - w * 0.02, top + h * 0.88 - tall),
                    (side + wide / 2, top + h * 0.76 - tall),
                    (side + wide + w * 0.02, top + h * 0.88 - tall),
                ],
                roof,
                smooth=False,
            )
        )
        pane = "#ffd98a" if hand.light.dark > 0.4 else "#8fb3c8"
        parts += [
            box(side + wide * dx, top + h * 0.92 - tall + row * h * 0.13, wide * 0.24, h * 0.08, pane, 1)
            for dx in (0.16, 0.58)
            for row in range(2)
        ]
    parts.append(box(left, top + h * 0.86, w, h * 0.14, css(mix(hand.light.sky[2], (0.4, 0.4, 0.42), 0.75))))
    parts += weather_outside(hand, left, top, w, h)
    parts.append(_sash(hand, x, y, w, h, far, "#4a5058", h * 0.12))
    return "".join(parts) + box(left, top + h * 0.24, w, h * 0.035, hand.tone("#4a5058", far))


def cabin_window(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return an aeroplane's window above the clouds, centred at (x, y)."""
    w = h * 0.72
    left, top = x - w / 2, y - h / 2
    rim = box(x - w * 0.66, y - h * 0.62, w * 1.32, h * 1.24, hand.shaded("#e8ebee", far, 0.15), w * 0.5)
    parts = [rim, *_pane(hand, left, top, w, h, w * 0.46)]
    cloud = css(mix(hand.light.sky[1], (1.0, 1.0, 1.0), 0.8 - 0.45 * hand.light.dark))
    clouds = [(0.24, 0.74, 0.2), (0.5, 0.7, 0.2), (0.74, 0.76, 0.18), (0.36, 0.84, 0.2), (0.62, 0.84, 0.2)]
    parts += [ellipse(left + w * cx, top + h * cy, w * r, h * 0.1, cloud) for cx, cy, r in clouds]
    parts.append(
        box(left, top, w, h, "none", w * 0.46, f'stroke="{hand.tone("#c4cad0", far)}" stroke-width="{h * 0.07:.1f}"')
    )
    return "".join(parts) + box(left + w * 0.04, top + h * 0.02, w * 0.92, h * 0.16, hand.tone("#f4f6f7", far), w * 0.3)


def ship_porthole(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a round window of brass with the sea outside, centred at (x, y)."""
    r, sky = h / 2, hand.light.sky
    parts = [
        ellipse(x, y, r * 1.2, r * 1.2, hand.shaded("#d9ac4f", far, 0.35)),
        ellipse(x, y, r, r, hand.mix.down(css(sky[0]), css(sky[1]), css(sky[2]))),
    ]
    sea = css(mix(sky[2], rgb("#2f7fa8"), 0.75 - 0.25 * hand.light.dark))
    wave = [
        (x - r * 0.99, y + r * 0.12),
        (x - r * 0.5, y + r * 0.2),
        (x, y + r * 0.08),
        (x + r * 0.5, y + r * 0.2),
        (x + r * 0.99, y + r * 0.1),
    ]
    bow = [(x + r * math.cos(a) * 0.99, y + r * math.sin(a) * 0.99) for a in [math.pi * t / 10 for t in range(1, 10)]]
    parts.append(path([*wave, *bow], sea, smooth=False))
    foam = css(mix(sky[2], (1.0, 1.0, 1.0), 0.5))
    parts += [
        stroke(
            [(x + dx * r, y + dy * r), (x + (dx + 0.15) * r, y + (dy - 0.05) * r), (x + (dx + 0.3) * r, y + dy * r)],
            foam,
            h * 0.018,
        )
        for dx, dy in ((-0.6, 0.4), (0.1, 0.34), (-0.2, 0.6), (0.3, 0.58))
    ]
    sail = [(x + r * 0.3, y + r * 0.08), (x + r * 0.3, y - r * 0.32), (x + r * 0.52, y + r * 0.04)]
    parts.append(path(sail, hand.tone("#fffaf0", 0.1), smooth=False))
    parts.append(
        stroke([(x - r * 0.7, y - r * 0.4), (x - r * 0.4, y - r * 0.72)], "#ffffff", h * 0.03, extra='opacity=".5"')
    )
    parts += [
        ellipse(x + math.cos(a) * r * 1.1, y + math.sin(a) * r * 1.1, h * 0.022, h * 0.022, hand.tone("#8a6a2a", far))
        for a in (i * math.tau / 8 for i in range(8))
    ]
    return "".join(parts)


def bunk(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a ship's bunk built of boards, drawers under it and a curtain at its side."""
    w = h * 2.3
    left, wood = x - w / 2, hand.shaded("#9a6a42", far, 0.2)
    parts = [box(left - h * 0.1, y - h * 1.75, w + h * 0.2, h * 1.75, hand.tone("#6a4630", far), h * 0.06)]
    parts.append(
        box(
            left, y - h * 1.65, w, h * 1.2, hand.mix.down(hand.tone("#4a3226", far), hand.tone("#6a4a36", far)), h * 0.1
        )
    )
    parts.append(box(left, y - h * 0.55, w, h * 0.55, wood, 3))
    for at in range(3):
        parts.append(box(left + w * (0.03 + 0.325 * at), y - h * 0.4, w * 0.29, h * 0.32, hand.tone("#b5834f", far), 4))
        parts.append(
            ellipse(left + w * (0.175 + 0.325 * at), y - h * 0.24, h * 0.04, h * 0.03, hand.tone("#e8c86a", far))
        )
    pillow = hand.mix.down(hand.tone("#fffaf0", far), hand.tone("#d8cfc0", far))
    parts.append(ellipse(left + h * 0.42, y - h * 0.7, h * 0.36, h * 0.18, pillow))
    cover = [
        (left + h * 0.52, y - h * 0.62),
        (left + h * 0.7, y - h * 0.8),
        (left + w - h * 0.08, y - h * 0.76),
        (left + w - h * 0.06, y - h * 0.42),
        (left + h * 0.52, y - h * 0.42),
    ]
    parts.append(path(cover, hand.mix.down(hand.tone("#d9685a", far), hand.tone("#a8403f", far)), smooth=False))
    cloth = [
        (left + w + h * 0.04, y - h * 1.62),
        (left + w - h * 0.28, y - h * 1.62),
        (left + w - h * 0.14, y - h * 1.0),
        (left + w - h * 0.2, y - h * 0.5),
        (left + w + h * 0.04, y - h * 0.5),
    ]
    parts.append(path(cloth, hand.shaded("#3f6a9a", far), smooth=False))
    return "".join(parts) + box(left - h * 0.12, y - h * 1.8, w + h * 0.24, h * 0.12, wood, 4)


def lifebuoy(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a lifebuoy on the wall, centred at (x, y)."""
    r = h * 0.36
    parts = []
    for at in range(8):
        a, b = math.tau * at / 8, math.tau * (at + 1) / 8
        line = [(x + math.cos(t) * r, y + math.sin(t) * r) for t in (a, (a + b) / 2, b)]
        parts.append(stroke(line, hand.tone("#d8403f" if at % 2 else "#fffaf0", far), h * 0.2))
    return "".join(parts)


def straps(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a bus's yellow pole from the ceiling to the floor, with its button, and straps to hold on to."""
    pole = hand.shaded("#f2b83f", far, 0.3)
    parts = [box(x - h * 2.2, y - h * 0.94, h * 4.4, h * 0.02, hand.tone("#c9d2da", far), 3)]
    for at in (-1.7, -1.1, -0.5, 0.5, 1.1, 1.7):
        px, top = x + at * h, y - h * 0.93
        parts.append(stroke([(px, top), (px, top + h * 0.09)], hand.tone("#5a6068", far), h * 0.014))
        parts.append(
            ellipse(
                px,
                top + h * 0.12,
                h * 0.035,
                h * 0.042,
                "none",
                f'stroke="{hand.tone("#f4f0e6", far)}" stroke-width="{h * 0.016:.1f}"',
            )
        )
    for way in (-0.75, 0.75):
        parts.append(box(x + way * h - h * 0.014, y - h, h * 0.028, h, pole))
        parts.append(box(x + way * h - h * 0.03, y - h * 0.5, h * 0.06, h * 0.09, hand.tone("#d8403f", far), 4))
        parts.append(ellipse(x + way * h, y - h * 0.455, h * 0.016, h * 0.016, hand.tone("#ffe9a0", far)))
    return "".join(parts)


def driver_seat(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a bus driver's place: the great wheel before its window, and the seat."""
    parts = [box(x - h * 0.42, y - h * 0.62, h * 0.12, h * 0.62, hand.tone("#3f4650", far), 3)]
    parts.append(
        path(
            [(x - h * 0.6, y), (x - h * 0.6, y - h * 0.5), (x - h * 0.2, y - h * 0.58), (x - h * 0.16, y)],
            hand.shaded("#5a626c", far),
            smooth=False,
        )
    )
    rim = f'stroke="{hand.tone("#2f343c", far)}" stroke-width="{h * 0.055:.1f}"'
    parts.append(group(ellipse(0, 0, h * 0.1, h * 0.27, "none", rim), x - h * 0.26, y - h * 0.68, turn=24))
    seat = hand.shaded("#3f6a9a", far)
    parts.append(box(x + h * 0.3, y - h * 0.95, h * 0.2, h * 0.7, seat, h * 0.08))
    return (
        "".join(parts)
        + box(x, y - h * 0.36, h * 0.5, h * 0.18, seat, h * 0.07)
        + box(x + h * 0.18, y - h * 0.2, h * 0.1, h * 0.2, hand.tone("#3f4650", far))
    )
