"""The sky, space, the vault of a cave and the light under water."""

from __future__ import annotations

from digiteller.picturebook.drawings.air import cloud, rays
from digiteller.picturebook.hand import Hand
from digiteller.picturebook.light import css, mix, rgb
from digiteller.picturebook.vector import Box, blob, box, ellipse, group, path, stroke


def sky(setting: str, time: str, weather: str, region: Box, horizon: float, unit: float, hand: Hand) -> str:
    """Return what lies behind everything in ``region``, lit by the sun or moon on the light's side."""
    if setting in {"space", "moon"}:
        return _space(region, unit, hand)
    if setting == "underwater":
        return _deep(region, unit, hand)
    if setting == "cave":
        return _vault(region, unit, hand)
    left, top, right, bottom = region
    low = bottom if setting == "sky" else horizon + unit * 40
    zenith, middle, rim = hand.light.sky
    parts = [
        box(left, top, right - left, bottom - top, css(rim)),
        box(
            left,
            top,
            right - left,
            low - top,
            hand.mix.down(css(zenith), css(mix(zenith, middle, 0.55)), css(middle), css(rim)),
        ),
    ]
    # Broad strokes of a wet brush.
    for _ in range(16):
        y = top + (low - top) * hand.random.random()
        color = css(mix(middle, rim, hand.random.random()))
        parts.append(
            ellipse(
                hand.any(left, right),
                y,
                unit * hand.any(180, 420),
                unit * hand.any(16, 60),
                hand.mix.round(color + "60", color + "00"),
            )
        )
    if time == "night" and weather in {"clear", "wind"}:
        parts.append(_stars(region, low, unit, hand))
    covered = weather in {"rain", "storm", "snow", "fog"}
    parts.append(_disc(time, covered, region, low, unit, hand))
    count = {"clear": 4, "wind": 6, "fog": 3}.get(weather, 8)
    for index in range(count if setting != "sky" else count + 5):
        x = left + (right - left) * (index + hand.any(0.1, 0.9)) / count
        lowest = 0.9 if setting == "sky" else 0.6
        y = top + (low - top) * hand.any(0.1, lowest)
        wide = (
            unit
            * hand.any(130, 300)
            * (1.5 if covered else 1.0)
            * (0.7 + 0.6 * (y - top) / (low - top) if setting == "sky" else 1)
        )
        opacity = 0.85 if hand.light.dark < 0.8 else 0.28
        parts.append(f'<g opacity="{opacity}">{cloud(hand, x, y, wide)}</g>')
    if weather == "storm":
        parts.append(_lightning(region, low, unit, hand))
    return "".join(parts)


def _disc(time: str, covered: bool, region: Box, low: float, unit: float, hand: Hand) -> str:
    """Return the moon or the sun with its glow."""
    left, top, right, _ = region
    x = left + (right - left) * (0.5 + hand.light.side * hand.any(0.2, 0.32))
    height = {"night": 0.68, "day": 0.8}.get(time, 0.2)
    y = low - (low - top) * height * hand.any(0.9, 1.05)
    if time == "night":
        strength = "3c" if covered else "88"
        glow = ellipse(x, y, unit * 330, unit * 330, hand.mix.round("#cfe0ff" + strength, "#a9c4ff22", "#a9c4ff00"))
        if covered:
            return glow
        face = ellipse(
            x, y, unit * 52, unit * 52, hand.mix.round("#fffdf0", "#fbf1cf", "#e6d9b4", x=0.42, y=0.4, r=0.6)
        )
        seas = "".join(
            blob(hand.random, x + dx * unit, y + dy * unit, r * unit, r * unit * 0.8, "#d9caa2", 0.2, 'opacity=".55"')
            for dx, dy, r in ((-18, -10, 12), (14, 8, 15), (-6, 22, 8), (22, -20, 7))
        )
        return glow + face + seas
    color = {"day": "#fff4c4", "dawn": "#fff0b0", "dusk": "#ffd98a"}[time]
    glow = ellipse(
        x, y, unit * 430, unit * 430, hand.mix.round(color + ("55" if covered else "d0"), color + "48", color + "00")
    )
    if covered:
        return glow
    return (
        glow
        + ellipse(x, y, unit * 50, unit * 50, hand.mix.round("#fffdf0", color))
        + rays(hand, x, y, unit * 900, color, 0.13)
    )


def _stars(region: Box, low: float, unit: float, hand: Hand) -> str:
    left, top, right, _ = region
    parts = []
    for index in range(130):
        x, y = hand.any(left, right), top + (low - top) * hand.random.random() ** 1.4
        size = unit * (hand.any(0.7, 1.8) if index % 9 else hand.any(2.2, 3.2))
        color = hand.random.choice(("#ffffff", "#fff3d0", "#d6e4ff"))
        if index % 9 == 0:
            parts.append(ellipse(x, y, size * 4, size * 4, hand.mix.round(color + "66", color + "00")))
        parts.append(ellipse(x, y, size, size, color, f'opacity="{hand.any(0.5, 1):.2f}"'))
    return "".join(parts)


def _space(region: Box, unit: float, hand: Hand) -> str:
    """Return stars, a milky band and a far planet or two."""
    left, top, right, bottom = region
    wide, tall = right - left, bottom - top
    parts = [box(left, top, wide, tall, hand.mix.down("#0d0b2e", "#1d1550", "#38276b", tilt=0.6))]
    for _ in range(22):
        t = hand.random.random()
        color = hand.random.choice(("#6f4fb5", "#3f5fb8", "#b5579a", "#3f8fb0"))
        x, y = left + wide * t, top + tall * (0.75 - 0.5 * t + hand.any(-0.14, 0.14))
        parts.append(
            ellipse(
                x,
                y,
                unit * hand.any(120, 320),
                unit * hand.any(70, 190),
                hand.mix.round(color + "50", color + "20", color + "00"),
            )
        )
    parts.append(_stars(region, bottom, unit, hand) + _stars(region, bottom, unit, hand))
    for color, size, x, y in (("#e08f5a", 70, 0.14, 0.24), ("#5fb0a8", 34, 0.88, 0.16)):
        cx, cy, r = left + wide * x, top + tall * y, unit * size
        parts.append(ellipse(cx, cy, r * 1.7, r * 1.7, hand.mix.round(color + "55", color + "00")))
        parts.append(
            ellipse(
                cx,
                cy,
                r,
                r,
                hand.mix.round(
                    css(mix(rgb(color), (1, 1, 1), 0.35)),
                    color,
                    css(mix(rgb(color), (0.08, 0.05, 0.25), 0.7)),
                    x=0.5 + 0.2 * hand.light.side,
                    y=0.3,
                    r=0.75,
                ),
            )
        )
        if size > 50:
            ring = "M-1 -.08A1.65 .4 0 1 0 1 -.08"
            line = 'fill="none" stroke="#f2d0a0" stroke-width=".13" stroke-opacity=".8"'
            parts.append(group(f'<path d="{ring}" {line}/>', cx, cy, r, turn=-18))
    return "".join(parts)


def _deep(region: Box, unit: float, hand: Hand) -> str:
    """Return the sea from below: bright above, shafts of light, bubbles."""
    left, top, right, bottom = region
    value = 1 - 0.45 * hand.light.dark
    shades = [
        css((c[0] * value, c[1] * value, c[2] * value)) for c in map(rgb, ("#a8e6e6", "#4fb5cc", "#2a7fae", "#1c4f86"))
    ]
    parts = [box(left, top, right - left, bottom - top, hand.mix.down(*shades))]
    for _ in range(9):
        x = hand.any(left, right)
        lean, wide = -hand.light.side * unit * hand.any(120, 320), unit * hand.any(20, 80)
        parts.append(
            path(
                [(x, top), (x + wide, top), (x + wide * 2.4 + lean, bottom), (x + lean, bottom)],
                hand.mix.down("#eafff899", "#d6fff433", "#d6fff400"),
                smooth=False,
            )
        )
    for _ in range(60):
        size = unit * hand.any(2, 11)
        x, y = hand.any(left, right), hand.any(top, bottom)
        parts.append(
            ellipse(
                x,
                y,
                size,
                size,
                "#e6fffb",
                f'fill-opacity=".16" stroke="#f2fffd" stroke-opacity=".5" stroke-width="{unit:.1f}"',
            )
        )
    return "".join(parts)


def _vault(region: Box, unit: float, hand: Hand) -> str:
    """Return a cave's depth: dark rock around the light of its mouth."""
    left, top, right, bottom = region
    wide, tall = right - left, bottom - top
    parts = [box(left, top, wide, tall, hand.mix.down("#2a2440", "#453a5c", "#3a3050"))]
    mouth = (left + wide * (0.5 + hand.light.side * 0.18), top + tall * 0.44)
    glow = css(mix(hand.light.sky[2], rgb("#ffdf9a"), 0.3))
    parts.append(ellipse(*mouth, wide * 0.42, tall * 0.5, hand.mix.round(glow + "cc", glow + "55", glow + "00")))
    parts.append(
        blob(
            hand.random,
            *mouth,
            wide * 0.1,
            tall * 0.2,
            hand.mix.down(css(hand.light.sky[1]), css(hand.light.sky[2])),
            0.2,
        )
    )
    for _ in range(30):
        x, y = hand.any(left, right), hand.any(top, bottom)
        away = abs(x - mouth[0]) / wide + abs(y - mouth[1]) / tall
        if away > 0.3:
            color = css(mix(rgb("#6a5c85"), rgb("#2c2542"), min(1, away)))
            parts.append(
                blob(hand.random, x, y, unit * hand.any(40, 130), unit * hand.any(20, 70), color, 0.25, 'opacity=".45"')
            )
    return "".join(parts)


def _lightning(region: Box, low: float, unit: float, hand: Hand) -> str:
    left, top, right, _ = region
    x, y = left + (right - left) * hand.any(0.2, 0.8), top
    points = [(x, y)]
    while y < low - unit * 40:
        y += unit * hand.any(40, 90)
        x += unit * hand.any(-50, 50)
        points.append((x, y))
    return "".join(
        stroke(points, color, unit * width, smooth=False, extra=f'opacity="{opacity}"')
        for color, width, opacity in (("#cfd8ff", 22, 0.18), ("#e6ebff", 9, 0.4), ("#ffffff", 3.4, 1))
    )
