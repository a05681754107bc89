"""Hills, mountains, rocks, and the ground itself."""

from __future__ import annotations

import math

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import RGB, css, mix, rgb
from digiteller.picturebook.drawing.vector import blob, ellipse, path, stroke

Points = list[tuple[float, float]]


def ridge(hand: Hand, left: float, right: float, y: float, swell: float, bumps: int) -> Points:
    """Return a rolling skyline from ``left`` to ``right`` around ``y``."""
    phases = [
        (hand.any(0.6, 1.4) * bumps, hand.any(0, math.tau), 1.0),
        (hand.any(1.8, 2.6) * bumps, hand.any(0, math.tau), 0.35),
    ]
    points = []
    for step in range(29):
        t = step / 28
        wave = sum(math.sin(t * math.pi * rate + phase) * size for rate, phase, size in phases)
        points.append((left + (right - left) * t, y - swell * wave * 0.5))
    return points


def ground(hand: Hand, line: Points, bottom: float, near: str, edge: str, far: float) -> str:
    """Return land from the skyline ``line`` down to ``bottom``: lit at its edge, darker towards the viewer."""
    fill = hand.mix.down(hand.tone(edge, far, 1.08), hand.tone(near, far * 0.6, 0.95), hand.tone(near, far * 0.3, 0.68))
    shape = [*line, (line[-1][0], bottom), (line[0][0], bottom)]
    body = path(shape, fill, smooth=False)
    rim = stroke(line, css(mix(rgb(hand.tone(edge, far)), hand.light.rim, 0.55)), 1.4, extra='opacity=".28"')
    return body + rim


def patches(
    hand: Hand, left: float, top: float, right: float, bottom: float, colors: tuple[RGB, RGB], unit: float
) -> str:
    """Return soft strokes of light and shade on the ground."""
    parts = []
    for index in range(34):
        t = hand.random.random() ** 0.7
        y = top + (bottom - top) * t
        size = unit * (30 + 110 * t)
        color = hand.tone(colors[index % 2])
        fill = hand.mix.round(color + "70", color + "48", color + "00")
        parts.append(ellipse(hand.any(left, right), y, size * hand.any(0.8, 1.8), size * 0.2, fill))
    return "".join(parts)


def mountain(hand: Hand, x: float, y: float, h: float, far: float, snow: bool = True) -> str:
    """Return a mountain with a lit and a shaded flank and a cap of snow."""
    w = h * hand.any(0.75, 1.0)
    peak = (x + hand.any(-0.1, 0.1) * w, y - h)
    color = hand.random.choice(("#8292a8", "#7d8f96", "#92899f"))
    steps = 6
    left = [
        (x - w + (peak[0] - x + w) * (t / steps) + hand.any(-0.03, 0.03) * w, y - h * (t / steps) ** 1.15)
        for t in range(steps)
    ]
    right = [
        (x + w + (peak[0] - x - w) * (t / steps) + hand.any(-0.03, 0.03) * w, y - h * (t / steps) ** 1.15)
        for t in range(steps)
    ][::-1]
    spine = [(peak[0] + hand.any(-0.06, 0.1) * w, y - h * t) for t in (0.75, 0.5, 0.25, 0.0)]
    lit, dark = (
        hand.mix.down(hand.tone(color, far, 1.2), hand.tone(color, far + 0.18)),
        hand.mix.down(hand.tone(color, far, 0.7), hand.tone(color, far + 0.15, 0.9)),
    )
    near, away = (lit, dark) if hand.light.side < 0 else (dark, lit)
    parts = [path([*left, peak, *spine], near, smooth=False), path([peak, *right, *spine[::-1]], away, smooth=False)]
    if snow:
        cap = 0.3
        rim = [
            (peak[0] - w * cap * 1.0, y - h * (1 - cap)),
            (peak[0] - w * cap * 0.45, y - h * (1 - cap * 0.75)),
            (peak[0] - w * 0.05, y - h * (1 - cap * 1.25)),
            (peak[0] + w * cap * 0.4, y - h * (1 - cap * 0.7)),
            (peak[0] + w * cap * 0.95, y - h * (1 - cap * 0.95)),
        ]
        white, blue = hand.tone("#ffffff", far * 0.7), hand.tone("#c3d2e6", far * 0.7)
        parts.append(
            path(
                [peak, *rim],
                hand.mix.across(white, blue) if hand.light.side < 0 else hand.mix.across(blue, white),
                smooth=False,
            )
        )
    return "".join(parts)


def red_rock(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a boulder of another world."""
    return rock(hand, x, y, h, far, "#9a5a42")


def mesa(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a table mountain with layers of red stone."""
    w, parts = h * hand.any(1.1, 1.7), []
    for low, high, color in ((0.0, 0.4, "#a8573a"), (0.34, 0.72, "#c06a45"), (0.68, 1.0, "#a04f38")):
        a, b = w * (1 - 0.4 * low), w * (0.94 - 0.4 * high)
        edge = [(x - a, y - h * low), (x - b, y - h * high), (x + b, y - h * high), (x + a, y - h * low)]
        parts.append(path(edge, hand.shaded(color, far, 0.25), smooth=False))
    return "".join(parts)


def volcano(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a smoking volcano."""
    body = mountain(hand, x, y, h, far, snow=False)
    crater = ellipse(x, y - h * 0.96, h * 0.1, h * 0.03, hand.tone("#e8743a", far * 0.5))
    hand.spots.append(("smoke", x, y - h, h * 0.22))
    return body + crater


def rock(hand: Hand, x: float, y: float, h: float, far: float, color: str = "#8d8a86") -> str:
    """Return a boulder with a lit top."""
    w = h * hand.any(0.7, 1.1)
    shape = [
        (x - w, y),
        (x - w * 0.85, y - h * 0.55),
        (x - w * 0.3, y - h * hand.any(0.85, 1)),
        (x + w * 0.4, y - h * hand.any(0.75, 0.95)),
        (x + w * 0.9, y - h * 0.45),
        (x + w, y),
    ]
    top = [shape[1], shape[2], shape[3], (x + w * 0.3, y - h * 0.55), (x - w * 0.3, y - h * 0.62)]
    lit = hand.tone("#ffffff", far) if hand.snowy else hand.tone(color, far, 1.2)
    body = path(shape, hand.mix.down(hand.tone(color, far), hand.tone(color, far, 0.58)))
    return body + path(top, lit, extra=f'opacity="{1 if hand.snowy else 0.75}"')


def puddle(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a puddle with the sky in it."""
    sky = css(mix(hand.light.sky[2], hand.light.sky[1], 0.5))
    return blob(hand.random, x, y, h * 1.6, h * 0.28, sky, 0.1, 'opacity=".6"')


def stalagmite(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a stalagmite; a negative ``h`` hangs from above."""
    w = abs(h) * hand.any(0.14, 0.24)
    return path(
        [(x - w, y), (x - w * 0.4, y - h * 0.55), (x, y - h), (x + w * 0.45, y - h * 0.5), (x + w, y)],
        hand.shaded("#7d7290", far, 0.4),
    )


def crystal(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a cluster of glowing crystals."""
    color = hand.random.choice(("#8fd0f0", "#c39af0", "#8ff0d0"))
    parts = [ellipse(x, y - h * 0.4, h, h * 0.8, hand.mix.round(color + "66", color + "00"))]
    for lean, tall in ((-0.35, 0.6), (0.3, 0.7), (0, 1.0)):
        top = (x + lean * h, y - h * tall)
        parts.append(
            path(
                [
                    (x + lean * h * 0.3 - h * 0.1, y),
                    (top[0] - h * 0.08, top[1] + h * 0.15),
                    top,
                    (x + lean * h * 0.3, y),
                ],
                css(mix(rgb(color), (1.0, 1.0, 1.0), 0.35)),
                smooth=False,
            )
        )
        parts.append(
            path(
                [
                    (x + lean * h * 0.3 + h * 0.1, y),
                    (top[0] + h * 0.08, top[1] + h * 0.15),
                    top,
                    (x + lean * h * 0.3, y),
                ],
                css(mix(rgb(color), (0.1, 0.1, 0.4), 0.25)),
                smooth=False,
            )
        )
    return "".join(parts)
