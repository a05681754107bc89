"""Walls that the light comes through: canvas, glass, arches open to the sky, the end of a tunnel."""

from __future__ import annotations

import math

from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import css, mix, rgb
from digiteller.picturebook.drawing.vector import blob, box, ellipse, path, stroke


def draw_canvas(color: str, frame: Canvas, hand: Hand, floor: float) -> str:
    """Return the inside of a tent: two slopes of cloth from the ridge down, the entrance open between them."""
    left, top, right, _ = frame.beyond()
    middle, ridge, sky = frame.width * 0.5, -frame.height * 0.04, hand.light.sky
    parts = [box(left, top, right - left, floor - top, hand.tone(color, 0, 0.8))]
    mouth = [
        (middle, ridge + frame.height * 0.1),
        (middle + frame.width * 0.17, floor),
        (middle - frame.width * 0.17, floor),
    ]
    parts.append(path(mouth, hand.mix.down(css(sky[0]), css(sky[1]), css(sky[2])), smooth=False))
    if hand.light.dark > 0.6:
        parts += [
            ellipse(
                middle + frame.width * hand.any(-0.06, 0.06),
                frame.height * hand.any(0.26, 0.45),
                frame.unit * 3,
                frame.unit * 3,
                "#fff7dc",
            )
            for _ in range(12)
        ]
        parts.append(
            ellipse(middle + frame.width * 0.03, frame.height * 0.3, frame.unit * 22, frame.unit * 22, "#fff6d6")
        )
    green = css(mix(sky[2], rgb("#4f8a4c"), 0.75 - 0.4 * hand.light.dark))
    for at, tall in ((-0.11, 0.16), (-0.05, 0.22), (0.04, 0.18), (0.1, 0.15)):
        x, low = middle + frame.width * at, floor - frame.height * 0.02
        parts.append(
            path(
                [(x - frame.width * 0.03, low), (x, low - frame.height * tall), (x + frame.width * 0.03, low)],
                green,
                smooth=False,
            )
        )
    parts.append(
        box(
            middle - frame.width * 0.165,
            floor - frame.height * 0.035,
            frame.width * 0.33,
            frame.height * 0.036,
            css(mix(sky[2], rgb("#6f9a4a"), 0.85 - 0.4 * hand.light.dark)),
        )
    )
    for way in (-1, 1):
        edge = frame.width * 0.62 * way
        for at in range(4):
            near, away = at / 4, (at + 1) / 4
            start, end = 0.17 * frame.width * way, edge
            below = [(middle + start + (end - start) * t, floor + frame.height * 0.02 * t) for t in (near, away)]
            above = [(middle + frame.width * 0.6 * way * t, ridge + frame.height * 0.1 * (1 - t)) for t in (away, near)]
            value = 1.12 - 0.12 * at if way == -hand.light.side else 0.96 - 0.1 * at
            parts.append(path([*below, *above], hand.tone(color, 0, value), smooth=False))
            parts.append(stroke([above[0], below[1]], hand.tone(color, 0, 0.62), frame.unit * 4, smooth=False))
        flap = [
            (middle, ridge + frame.height * 0.1),
            (middle + frame.width * 0.17 * way, floor),
            (middle + frame.width * 0.25 * way, floor),
            (middle + frame.width * 0.17 * way, frame.height * 0.4),
        ]
        parts.append(path(flap, hand.tone(color, 0, 1.25), smooth=False))
        knot = (middle + frame.width * 0.16 * way, frame.height * 0.42)
        parts.append(ellipse(*knot, frame.unit * 12, frame.unit * 12, hand.tone("#fff3d6")))
    return "".join(parts) + stroke(
        [(middle, ridge), (middle, frame.height * 0.08)], hand.tone("#8a6446"), frame.unit * 16
    )


def draw_tunnel(color: str, frame: Canvas, hand: Hand, floor: float) -> str:
    """Return a tunnel: rings of stone, the smaller the farther, and the light at its end."""
    left, top, right, _ = frame.beyond()
    middle, foot, sky = frame.width * 0.5, floor, hand.light.sky
    parts = [box(left, top, right - left, floor - top, hand.tone(color, 0, 0.42))]
    for at in range(6):
        size = 1.12 * 0.78**at
        parts.append(
            ellipse(
                middle, foot, frame.width * 0.5 * size, frame.height * 0.72 * size, hand.tone(color, 0, 0.56 + 0.1 * at)
            )
        )
        for index in range(15):
            a = math.pi * (1 + (index + 0.5) / 15)
            x, y = middle + math.cos(a) * frame.width * 0.47 * size, foot + math.sin(a) * frame.height * 0.68 * size
            parts.append(
                ellipse(
                    x,
                    y,
                    frame.unit * 38 * size,
                    frame.unit * 28 * size,
                    hand.tone(color, 0, (0.56 + 0.1 * at) * hand.any(0.85, 1.12)),
                    'opacity=".8"',
                )
            )
    size = 1.12 * 0.78**6
    parts.append(
        ellipse(
            middle, foot, frame.width * 0.5 * size, frame.height * 0.72 * size, hand.mix.down(css(sky[1]), css(sky[2]))
        )
    )
    parts.append(
        ellipse(middle, foot, frame.width * 0.26, frame.height * 0.3, hand.mix.round("#fff6d080", "#fff6d000"))
    )
    return "".join(parts)


def draw_glass(color: str, frame: Canvas, hand: Hand, floor: float) -> str:
    """Return a house of glass: the sky and trees behind white bars, and a pointed roof."""
    left, top, right, _ = frame.beyond()
    sky = hand.light.sky
    parts = [box(left, top, right - left, floor - top, hand.mix.down(css(sky[0]), css(sky[1]), css(sky[2])))]
    if hand.light.dark > 0.6:
        parts += [
            ellipse(hand.any(left, right), hand.any(top, floor * 0.6), frame.unit * 2.4, frame.unit * 2.4, "#fff7dc")
            for _ in range(40)
        ]
    for _ in range(26):
        green = css(mix(sky[2], rgb("#5f9a4a"), hand.any(0.35, 0.6) * (1 - 0.5 * hand.light.dark)))
        parts.append(
            blob(
                hand.random,
                hand.any(left, right),
                floor - frame.height * hand.any(0.0, 0.16),
                frame.unit * hand.any(50, 110),
                frame.unit * hand.any(40, 90),
                green,
                0.2,
            )
        )
    bar, wide = hand.tone("#f4f6f2"), frame.width / 8
    eave = frame.height * 0.2
    parts += [box(wide * at - frame.unit * 5, eave, frame.unit * 10, floor - eave, bar) for at in range(-1, 10)]
    parts += [
        stroke(
            [(wide * at, eave), (frame.width * 0.5 + (wide * at - frame.width * 0.5) * 0.55, top)], bar, frame.unit * 9
        )
        for at in range(-1, 10)
    ]
    parts += [
        box(left, frame.height * t, right - left, frame.unit * size, bar)
        for t, size in ((0.2, 16), (0.36, 7), (0.52, 7))
    ]
    shine = "#ffffff"
    for at in (1, 3, 6):
        parts.append(
            path(
                [
                    (wide * at + wide * 0.2, eave + wide * 0.3),
                    (wide * at + wide * 0.5, eave + wide * 0.1),
                    (wide * at + wide * 0.3, floor * 0.8),
                    (wide * at + wide * 0.1, floor * 0.86),
                ],
                shine,
                smooth=False,
                extra='opacity=".16"',
            )
        )
    return "".join(parts) + box(
        left,
        floor - frame.height * 0.09,
        right - left,
        frame.height * 0.09,
        hand.mix.down(hand.tone("#c9866a"), hand.tone("#a8644a")),
    )


def draw_arches(color: str, frame: Canvas, hand: Hand, floor: float) -> str:
    """Return a belfry: three arches open to the sky, roofs far below, a beam above."""
    sky = hand.light.sky
    parts = []
    for at in (0.16, 0.5, 0.84):
        x, wide, high = frame.width * at, frame.width * 0.125, frame.height * 0.06
        arch = [
            (x - wide, floor - frame.height * 0.1),
            (x - wide, high + wide),
            (x - wide * 0.72, high + wide * 0.32),
            (x, high),
            (x + wide * 0.72, high + wide * 0.32),
            (x + wide, high + wide),
            (x + wide, floor - frame.height * 0.1),
        ]
        parts.append(path(arch, hand.mix.down(css(sky[0]), css(sky[1]), css(sky[2])), smooth=False))
        if hand.light.dark > 0.6:
            parts += [
                ellipse(
                    x + wide * hand.any(-0.9, 0.9),
                    frame.height * hand.any(0.2, 0.4),
                    frame.unit * 2.6,
                    frame.unit * 2.6,
                    "#fff7dc",
                )
                for _ in range(9)
            ]
        else:
            parts += [
                ellipse(
                    x + wide * dx,
                    frame.height * 0.24,
                    wide * 0.3,
                    frame.height * 0.02,
                    css(mix(sky[1], (1.0, 1.0, 1.0), 0.7)),
                )
                for dx in (-0.3, 0.1)
            ]
        for index in range(4):
            rx, low = x - wide + wide * (0.25 + 0.5 * index), floor - frame.height * 0.1
            tone = css(
                mix(sky[2], rgb(hand.random.choice(("#b5523f", "#8c5a44", "#c0703f"))), 0.75 - 0.35 * hand.light.dark)
            )
            tall = frame.height * hand.any(0.05, 0.1)
            parts.append(
                path(
                    [
                        (rx - wide * 0.25, low),
                        (rx - wide * 0.2, low - tall * 0.5),
                        (rx, low - tall),
                        (rx + wide * 0.2, low - tall * 0.5),
                        (rx + wide * 0.25, low),
                    ],
                    tone,
                    smooth=False,
                )
            )
        edge = f'stroke="{hand.tone(color, 0, 1.12)}" stroke-width="{frame.unit * 20:.1f}"'
        parts.append(path(arch, "none", smooth=False, extra=edge))
        parts.append(
            box(
                x - wide * 1.1,
                floor - frame.height * 0.11,
                wide * 2.2,
                frame.height * 0.03,
                hand.tone(color, 0, 1.15),
                3,
            )
        )
    return "".join(parts)


def draw_lantern_room(color: str, frame: Canvas, hand: Hand, floor: float) -> str:
    """Return the lamp room of a lighthouse: panes all around, the sea below, an iron roof."""
    left, top, right, _ = frame.beyond()
    sky, low = hand.light.sky, floor - frame.height * 0.1
    sea = frame.height * 0.4
    parts = [box(left, top, right - left, sea - top, hand.mix.down(css(sky[0]), css(sky[1]), css(sky[2])))]
    water = css(mix(sky[2], rgb("#2f7fa8"), 0.7 - 0.3 * hand.light.dark)), css(mix(sky[1], rgb("#1f5f8a"), 0.8))
    parts.append(box(left, sea, right - left, low - sea, hand.mix.down(*water)))
    if hand.light.dark > 0.6:
        parts += [
            ellipse(hand.any(left, right), hand.any(0, sea), frame.unit * 2.6, frame.unit * 2.6, "#fff7dc")
            for _ in range(36)
        ]
    for _ in range(30):
        x, y = hand.any(left, right), hand.any(sea + 4, low)
        parts.append(
            stroke(
                [(x, y), (x + frame.unit * 30, y)],
                css(mix(sky[2], (1.0, 1.0, 1.0), 0.5)),
                frame.unit * 2.4,
                extra='opacity=".5"',
            )
        )
    x = frame.width * 0.8
    parts += [
        path(
            [
                (x - frame.unit * 26, sea),
                (x + frame.unit * 26, sea),
                (x + frame.unit * 16, sea + frame.unit * 12),
                (x - frame.unit * 16, sea + frame.unit * 12),
            ],
            hand.tone("#8a4a38", 0.2),
            smooth=False,
        ),
        path(
            [(x, sea), (x, sea - frame.unit * 50), (x + frame.unit * 30, sea - frame.unit * 4)],
            hand.tone("#fffaf0", 0.1),
            smooth=False,
        ),
    ]
    iron, wide = hand.tone("#b8453f"), frame.width / 6
    for at in range(-1, 8):
        parts.append(
            box(wide * at - frame.unit * 9, frame.height * 0.06, frame.unit * 18, low - frame.height * 0.06, iron)
        )
    parts += [box(left, frame.height * t, right - left, frame.unit * 8, iron) for t in (0.31,)]
    parts.append(
        box(
            left,
            top,
            right - left,
            frame.height * 0.07 - top,
            hand.mix.down(hand.tone("#8a3a34"), hand.tone("#b8453f")),
        )
    )
    return "".join(parts) + box(
        left, low, right - left, floor - low, hand.mix.down(hand.tone("#fbf6ea"), hand.tone("#d9d0c0"))
    )
