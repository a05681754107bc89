"""The sky, space, the vault of a cave and the light under water."""

from __future__ import annotations

from digiteller.picturebook.drawing.canvas import Canvas, VectorLayer
from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import css, mix, rgb
from digiteller.picturebook.drawing.vector import Box, blob, box, ellipse, group, path, stroke
from digiteller.picturebook.scenery.drawings.air import cloud, overcast, rays, wisp
from digiteller.story import Motion

COVERED = {"rain", "storm", "snow", "fog"}
"""Weathers that hide the sun."""


def draw_sky(setting: str, time: str, weather: str, frame: Canvas, hand: Hand) -> list[VectorLayer]:
    """Return what lies behind everything, back to front: the heavens, the stars that twinkle, the clouds that sail.

    The sun or moon stands on the light's side.
    """
    region = frame.beyond()
    if setting in {"space", "moon"}:
        back = _space(region, frame.unit, hand)
    elif setting == "underwater":
        back = _deep(region, frame.unit, hand)
    elif setting == "cave":
        back = _vault(region, frame.unit, hand)
    else:
        return _open_sky(setting, time, weather, frame, hand)
    sheets = [VectorLayer("sky", back, frame.bounds(), 9.0, hand.mix, edge=0, wash=0.6)]
    if setting in {"space", "moon"}:
        sheets += draw_twinkling_stars(frame, region[3] if setting == "space" else frame.horizon, hand)
    return sheets


def _open_sky(setting: str, time: str, weather: str, frame: Canvas, hand: Hand) -> list[VectorLayer]:
    region, unit = frame.beyond(), frame.unit
    left, top, right, bottom = region
    low = bottom if setting == "sky" else frame.horizon + unit * 40
    zenith, middle, rim = hand.light.sky
    covered = weather in COVERED
    down = hand.mix.down(
        *(
            css(color)
            for color in (
                zenith,
                mix(zenith, middle, 0.4),
                mix(zenith, middle, 0.8),
                mix(middle, rim, 0.35),
                mix(middle, rim, 0.75),
                rim,
            )
        )
    )
    parts = [
        box(left, top, right - left, bottom - top, css(rim)),
        box(left, top, right - left, low - top, down),
    ]
    # Broad strokes of a wet brush.
    for _ in range(14):
        color = css(mix(middle, rim, hand.random.random()))
        y = top + (low - top) * hand.any(0.15, 1)
        wide, tall = unit * hand.any(240, 520), unit * hand.any(14, 40)
        fill = hand.mix.round(color + "48", color + "24", color + "00")
        parts.append(ellipse(hand.any(left, right), y, wide, tall, fill))
    starry = time == "night" and not covered
    if starry:
        parts.append(_stars(region, low, unit, hand))
    parts.append(_disc(time, covered, region, low, unit, hand))
    if weather not in {"fog", "storm"} and setting != "red planet" and not (covered and time == "night"):
        parts += [
            wisp(hand, hand.any(left, right), top + (low - top) * hand.any(0.1, 0.75), unit * hand.any(200, 420))
            for _ in range(4)
        ]
    sheets = [VectorLayer("sky", "".join(parts), frame.bounds(), 9.0, hand.mix, edge=0, wash=0.3)]
    if starry:
        sheets += draw_twinkling_stars(frame, low, hand)
    clouds = "" if setting == "red planet" else _clouds(setting, weather, frame, low, hand)
    soft = 5.0 if covered else 1.6
    sheets.append(
        VectorLayer("clouds", clouds, frame.bounds(), 7.0, hand.mix, 0.8, 0.5, soft, _sailing(weather, frame))
    )
    if weather == "storm":
        sheets += _lightning(region, low, frame, hand)
    return sheets


def _clouds(setting: str, weather: str, frame: Canvas, low: float, hand: Hand) -> str:
    """Return clouds that keep off the edges, so that they can sail round and round; an overcast sky has none."""
    left, top, right, _ = frame.bounds()
    wide, tall = right - left, low - top
    if weather in COVERED:
        return _cover(weather, frame, low, hand)
    count = {"wind": 6}.get(weather, hand.random.choice((3, 4, 5))) + (4 if setting == "sky" else 0)
    dim = 0.9 if hand.light.dark < 0.8 else 0.34
    placed = []
    for index in range(count):
        far = hand.random.random()
        w = frame.unit * (330 - 220 * far) * hand.any(0.8, 1.25)
        x = left + wide * (index + hand.any(0.2, 0.8)) / count
        x = min(max(x, left + w * 0.75), right - w * 0.75)
        y = (
            top
            + tall * ((0.3 + 0.5 * far) if setting != "sky" else hand.any(0.22, 0.92))
            + frame.unit * hand.any(-40, 40)
        )
        placed.append((far, x, max(y, top + w * 0.42), w))
    placed.sort(reverse=True)
    return "".join(f'<g opacity="{dim:.2f}">{cloud(hand, x, y, w, far)}</g>' for far, x, y, w in placed)


def _cover(weather: str, frame: Canvas, low: float, hand: Hand) -> str:
    """Return the lid of cloud of a wet or foggy day."""
    left, top, right, _ = frame.beyond()
    color = mix(hand.light.sky[0], hand.light.sky[1], 0.35)
    if weather == "storm":
        color = mix(color, (0.12, 0.13, 0.2), 0.5)
    parts = []
    for row in range(4):
        y = top + (low - top) * (0.62 - 0.2 * row)
        shade = mix(color, hand.light.sky[2], 0.5 - 0.16 * row)
        for index in range(5):
            x = left + (right - left) * (index + hand.any(0, 1)) / 5
            wide = frame.unit * hand.any(240, 380)
            if weather != "fog" or row > 1:
                parts.append(overcast(hand, x, y + frame.unit * hand.any(-30, 30), wide, shade))
    return "".join(parts)


def _sailing(weather: str, frame: Canvas) -> Motion | None:
    """Return how clouds move."""
    if weather in COVERED:
        return None
    return Motion(drift=(frame.width * (0.014 if weather == "wind" else 0.003), 0.0))


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
    """Return the faint stars, which are too many to twinkle each on its own."""
    left, top, right, _ = region
    parts = []
    for _ in range(150):
        x, y = hand.any(left, right), top + (low - top) * hand.random.random() ** 1.4
        color = hand.random.choice(("#ffffff", "#fff3d0", "#d6e4ff"))
        size = unit * hand.any(0.6, 1.5)
        parts.append(ellipse(x, y, size, size, color, f'opacity="{hand.any(0.35, 0.9):.2f}"'))
    return "".join(parts)


def draw_twinkling_stars(
    frame: Canvas, low: float, hand: Hand, count: int = 17, margin: float = 0.0
) -> list[VectorLayer]:
    """Return ``count`` bright stars on each of two layers that twinkle in turn, down to ``low``.

    ``margin`` is how far they keep off the frame's edges, in shares of its sides.
    """
    left, top, right, _ = frame.bounds()
    if margin:
        left, top, right = frame.width * margin, frame.height * margin, frame.width * (1 - margin)
    sheets = []
    for index in range(2):
        parts = []
        for _ in range(count):
            x, y = hand.any(left, right), top + (low - top) * hand.random.random() ** 1.3 * 0.86
            size = frame.unit * hand.any(1.5, 3.0)
            color = hand.random.choice(("#ffffff", "#fff3d0", "#d6e4ff"))
            parts.append(
                ellipse(x, y, size * 4.5, size * 4.5, hand.mix.round(color + "70", color + "18", color + "00"))
            )
            parts += [ellipse(x, y, size * a, size * b, color) for a, b in ((1, 1), (3.2, 0.22), (0.22, 3.2))]
        motion = Motion(twinkle=0.75, period=(3.1, 4.7)[index], phase=0.5 * index)
        sheets.append(
            VectorLayer("stars", "".join(parts), frame.bounds(bottom=low), 8.9, hand.mix, motion=motion, dry=True)
        )
    return sheets


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
    parts.append(_stars(region, bottom, unit, hand))
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


def _lightning(region: Box, low: float, frame: Canvas, hand: Hand) -> list[VectorLayer]:
    """Return a flash on every other page of a storm: the bolt, and the light of it in the clouds."""
    if hand.random.random() < 0.4:
        return []
    left, top, right, _ = region
    unit = frame.unit
    x, y = left + (right - left) * (0.5 + hand.random.choice((-1, 1)) * hand.any(0.16, 0.34)), top
    start = x
    bolt, forks = [(x, y)], []
    while y < low - unit * 20:
        y += unit * hand.any(30, 70)
        x += unit * hand.any(-46, 46)
        bolt.append((x, y))
        if hand.random.random() < 0.3:
            fork = [(x, y)]
            for _ in range(3):
                fork.append((fork[-1][0] + unit * hand.any(-50, 50), fork[-1][1] + unit * hand.any(20, 46)))
            forks.append(fork)
    parts = [
        ellipse(
            start,
            top + (low - top) * 0.3,
            unit * 520,
            unit * 300,
            hand.mix.round("#e8e6ff90", "#cfd0ff40", "#cfd0ff00"),
        )
    ]
    for color, width, opacity in (("#cfd8ff", 22, 0.16), ("#e6ebff", 9, 0.4), ("#ffffff", 3.6, 1)):
        extra = f'opacity="{opacity}"'
        parts.append(stroke(bolt, color, unit * width, smooth=False, extra=extra))
        parts += [stroke(fork, color, unit * width * 0.45, smooth=False, extra=extra) for fork in forks]
    motion = Motion(twinkle=0.9, period=2.3)
    return [VectorLayer("lightning", "".join(parts), frame.bounds(bottom=low), 6.5, hand.mix, motion=motion, dry=True)]
