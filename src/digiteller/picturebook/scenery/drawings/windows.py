"""Windows of all kinds, and the weather behind them."""

from __future__ import annotations

import math

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import RGB, css, mix, rgb
from digiteller.picturebook.drawing.vector import box, ellipse, path, stroke


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


def earth_window(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a wide round window of a space station with the Earth below, centred at (x, y)."""
    r = h / 2
    parts = [
        ellipse(x, y, r * 1.14, r * 1.14, hand.shaded("#8fa0b8", far)),
        ellipse(x, y, r, r, hand.mix.down("#070a20", "#101a40")),
    ]
    for _ in range(22):
        angle, reach = hand.any(math.pi, math.tau), r * hand.any(0.1, 0.94)
        size = h * hand.any(0.003, 0.009)
        parts.append(ellipse(x + math.cos(angle) * reach, y + math.sin(angle) * reach, size, size, "#fff7dc"))
    # The Earth fills the lower half: its edge is an arc from rim to rim.
    left, right, low = x - r * 0.98, x + r * 0.98, y + r * 0.2
    sea = hand.mix.down("#bfe6ff", "#4f9fe0", "#2a6fb8")
    edge = f"M{left:.1f} {low:.1f}Q{x:.1f} {y - r * 0.42:.1f} {right:.1f} {low:.1f}"
    parts.append(f'<path d="{edge}A{r:.1f} {r:.1f} 0 0 1 {left:.1f} {low:.1f}Z" fill="{sea}"/>')
    for dx, dy, wide, high, color in (
        (-0.3, 0.3, 0.26, 0.12, "#6fae5a"),
        (-0.12, 0.52, 0.2, 0.16, "#d9bf7a"),
        (0.42, 0.42, 0.22, 0.1, "#6fae5a"),
    ):
        parts.append(ellipse(x + dx * r, y + dy * r, wide * r, high * r, color, 'opacity=".9"'))
    for dx, dy, wide in ((-0.5, 0.46, 0.26), (0.16, 0.22, 0.3), (0.22, 0.66, 0.34)):
        parts.append(ellipse(x + dx * r, y + dy * r, wide * r, 0.045 * r, "#ffffff", 'opacity=".75"'))
    iron = hand.tone("#6a7890", far)
    parts += [box(x - h * 0.015, y - r, h * 0.03, h, iron), box(x - r, y - h * 0.015, h, h * 0.03, iron)]
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


def plain_window(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a window of rough boards without curtains, centred at (x, y)."""
    sky, w = hand.light.sky, h * 0.86
    left, top = x - w / 2, y - h / 2
    parts = [box(left, top, w, h, hand.mix.down(css(sky[0]), css(sky[1]), css(sky[2])))]
    hill = land_outside(hand)
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


_LAND = {"autumn": (0.56, 0.42, 0.22), "spring": (0.36, 0.56, 0.3)}


def land_outside(hand: Hand, green: RGB = (0.25, 0.42, 0.3), share: float = 0.55) -> str:
    """Return the colour of the land behind a pane: green, in the colours of the season, or white under snow."""
    color = (0.94, 0.96, 1.0) if hand.snowy else _LAND.get(hand.season, green)
    return css(mix(hand.light.sky[2], color, share if hand.light.dark < 0.6 else share * 0.55))


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
    if hand.snowy:
        parts.append(box(left, top + h * 0.93, w, h * 0.07, css(mix(rgb("#f4f8fc"), hand.light.sky[1], 0.3))))
    if hand.weather == "fog":
        haze = css(mix(hand.light.sky[2], (1.0, 1.0, 1.0), 0.3))
        parts.append(box(left, top, w, h, hand.mix.down(haze + "40", haze + "d0", haze + "e0")))
    return parts
