"""Grounds with an edge: a pond, a swimming pool, a football pitch, a nest in a treetop."""

from __future__ import annotations

import math

from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import css, mix, rgb
from digiteller.picturebook.drawing.vector import blob, box, ellipse, path, stroke
from digiteller.picturebook.scenery.drawings import plants, town

POND = (0.07, 0.715)
"""Where the water of a pond or a pool begins, in frame heights below the horizon, and where it ends, down the page."""


def pond(frame: Canvas, hand: Hand) -> str:
    """Return a pond in the grass with reeds, lilies and rings."""
    x, far, near = frame.width * 0.5, frame.horizon + frame.height * POND[0], frame.height * 0.76
    y, rx, ry = (far + near) / 2, frame.width * 0.46, (near - far) / 2
    sky = hand.light.sky
    parts = [ellipse(x, y, rx * 1.04, ry * 1.13, hand.tone("#8a7a52", 0.1))]
    surface = css(mix(sky[2], rgb(hand.tone("#7fc0d0")), 0.45))
    parts.append(ellipse(x, y, rx, ry, hand.mix.down(surface, hand.tone("#4f9ab8", 0.1), hand.tone("#357f9f"))))
    shine = css(mix(sky[2], (1.0, 1.0, 1.0), 0.4))
    for _ in range(26):
        a, reach = hand.any(0, math.tau), hand.any(0.1, 0.85)
        px, py = x + math.cos(a) * rx * reach, y + math.sin(a) * ry * reach
        parts.append(
            stroke(
                [(px - frame.unit * 26, py), (px + frame.unit * 26, py)], shine, frame.unit * 2, extra='opacity=".45"'
            )
        )
    for dx, dy in ((-0.6, -0.2), (-0.46, 0.16), (0.55, -0.36), (0.68, 0.02), (0.4, 0.2)):
        parts.append(town.water_lily(hand, x + rx * dx, y + ry * dy, frame.size * 0.022, 0.05))
    for at in (-0.97, -0.93, -0.88, 0.86, 0.91, 0.96):
        foot = y - ry * 0.5 * (1 - abs(at))
        parts.append(plants.reed(hand, x + rx * at, foot, frame.size * hand.any(0.12, 0.2), 0.1))
    return "".join(parts)


def pool(frame: Canvas, hand: Hand) -> str:
    """Return a swimming pool with its tiled rim, lanes and a ladder."""
    left, _, right, _ = frame.bounds()
    far, near = frame.horizon + frame.height * POND[0], frame.height * 0.75
    rim = frame.height * 0.018
    parts = [box(left, frame.horizon, right - left, near - frame.horizon, hand.tone("#e8dcc4", 0.1))]
    shape = [(frame.width * 0.08, far), (frame.width * 0.92, far), (right, near), (left, near)]
    parts.append(
        path(
            [(shape[0][0] - rim, far - rim), (shape[1][0] + rim, far - rim), *shape[2:]],
            hand.tone("#fbfdfd", 0.05),
            smooth=False,
        )
    )
    blue = hand.mix.down(
        css(mix(hand.light.sky[2], rgb(hand.tone("#6fd0e8")), 0.7)), hand.tone("#3fa8d8", 0.05), hand.tone("#2f8fc4")
    )
    parts.append(path(shape, blue, smooth=False))
    for lane in (0.33, 0.67):
        start, end = (frame.width * (0.08 + 0.84 * lane), far), (left + (right - left) * lane, near)
        for at in range(14):
            a, b = at / 14, (at + 0.8) / 14
            line = [(start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t) for t in (a, b)]
            parts.append(stroke(line, hand.tone("#d8473f" if at % 2 else "#fffaf0"), frame.unit * (5 + 7 * a)))
    for _ in range(40):
        t = hand.random.random()
        x, y = frame.width * hand.any(0.05, 0.95), far + (near - far) * t
        long = frame.unit * (14 + 40 * t)
        ripple = [
            (x - long, y),
            (x - long / 2, y - frame.unit * 3),
            (x, y),
            (x + long / 2, y - frame.unit * 3),
            (x + long, y),
        ]
        parts.append(stroke(ripple, "#ffffff", frame.unit * 2.4, extra='opacity=".5"'))
    for way in (0.86, 0.89):
        x = frame.width * way
        steel = hand.tone("#c9d2da")
        parts.append(
            stroke(
                [
                    (x, far + frame.height * 0.03),
                    (x, far - frame.height * 0.05),
                    (x - frame.unit * 24, far - frame.height * 0.05),
                    (x - frame.unit * 24, far - frame.height * 0.01),
                ],
                steel,
                frame.unit * 7,
            )
        )
    return "".join(parts)


def pitch(frame: Canvas, hand: Hand, top: float, bottom: float) -> str:
    """Return the mown stripes and the white lines of a football pitch."""
    left, _, right, _ = frame.bounds()
    parts, middle = [], frame.width * 0.5
    for at in range(-4, 5, 2):
        near, far = (bottom - top) * 1.1, 0.0
        strip = [
            (middle + frame.width * (at + d) * (0.12 if y == far else 0.22), top + y)
            for y, d in ((far, 0), (far, 1), (near, 1), (near, 0))
        ]
        parts.append(path(strip, hand.tone("#8fc45a"), smooth=False, extra='opacity=".4"'))
    white = hand.tone("#ffffff")
    y = top + (bottom - top) * 0.3
    parts.append(stroke([(left, y), (right, y)], white, frame.unit * 8, smooth=False))
    edge = f'stroke="{white}" stroke-width="{frame.unit * 8:.1f}"'
    return (
        "".join(parts)
        + ellipse(middle, bottom * 0.98, frame.width * 0.36, frame.height * 0.13, "none", edge)
        + ellipse(middle, bottom * 0.98 - frame.height * 0.01, frame.unit * 12, frame.unit * 6, white)
    )


def nest(frame: Canvas, hand: Hand, top: float) -> str:
    """Return a great nest of twigs on a branch, lined with down, before the viewer."""
    x, y, rx, ry = frame.width * 0.5, top + frame.height * 0.1, frame.width * 0.56, frame.height * 0.11
    left, _, right, _ = frame.bounds()
    parts = [
        stroke(
            [(left, y + frame.height * 0.14), (x, y + frame.height * 0.2), (right, y + frame.height * 0.08)],
            hand.tone("#6f4f38"),
            frame.height * 0.11,
        )
    ]
    for _ in range(34):
        at = hand.random.choice((hand.any(-0.04, 0.14), hand.any(0.86, 1.04)))
        green = hand.tone(hand.random.choice(("#5f9b4a", "#77a84a", "#4f8a4c")), 0, hand.any(0.8, 1.1))
        parts.append(
            blob(
                hand.random,
                frame.width * at,
                top + frame.height * hand.any(-0.06, 0.34),
                frame.unit * hand.any(30, 60),
                frame.unit * hand.any(22, 40),
                green,
                0.2,
            )
        )
    bowl = [
        (x - rx, y),
        (x - rx * 0.86, y + ry * 1.3),
        (x - rx * 0.4, y + ry * 2.3),
        (x + rx * 0.4, y + ry * 2.3),
        (x + rx * 0.86, y + ry * 1.3),
        (x + rx, y),
        (x, y - ry * 0.9),
    ]
    parts.append(path(bowl, hand.mix.down(hand.tone("#a88058"), hand.tone("#6f5038"))))
    parts.append(ellipse(x, y, rx * 0.9, ry * 0.72, hand.mix.down(hand.tone("#5f4430"), hand.tone("#b08a60"))))
    for _ in range(150):
        a = hand.any(0, math.tau)
        low = hand.any(0.0, 1.6) if 0 < a < math.pi else 0.0
        reach = hand.any(0.9, 1.03)
        px, py = x + math.cos(a) * rx * reach * (1 - 0.1 * low), y + math.sin(a) * ry * 0.8 * reach + ry * 0.8 * low
        turn = a + math.pi / 2 + hand.any(-0.5, 0.5)
        long = frame.unit * hand.any(40, 90)
        twig = [
            (px - math.cos(turn) * long, py - math.sin(turn) * long * 0.3),
            (px + math.cos(turn) * long, py + math.sin(turn) * long * 0.3),
        ]
        parts.append(
            stroke(
                twig,
                hand.tone(hand.random.choice(("#8a6242", "#b58a5c", "#6a4a32", "#c9a070")), 0, hand.any(0.85, 1.1)),
                frame.unit * hand.any(4, 8),
            )
        )
    for _ in range(16):
        px, py = x + rx * hand.any(-0.7, 0.7), y + ry * hand.any(0.1, 0.6)
        parts.append(
            ellipse(
                px, py, frame.unit * hand.any(14, 30), frame.unit * hand.any(5, 9), hand.tone("#fbf6ea"), 'opacity=".8"'
            )
        )
    return "".join(parts)
