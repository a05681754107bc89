"""Hills, mountains, water, rocks, clouds, and what people have built."""

from __future__ import annotations

import math

from digiteller.picturebook.hand import Hand
from digiteller.picturebook.light import css, mix, rgb
from digiteller.picturebook.vector import blob, box, ellipse, path, stroke

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
    hand: Hand, left: float, top: float, right: float, bottom: float, colors: tuple[str, str], unit: float
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
        rim = [(peak[0] - w * cap * 1.0, y - h * (1 - cap)), (peak[0] - w * cap * 0.45, y - h * (1 - cap * 0.75)), (peak[0] - w * 0.05, y - h * (1 - cap * 1.25)),
               (peak[0] + w * cap * 0.4, y - h * (1 - cap * 0.7)), (peak[0] + w * cap * 0.95, y - h * (1 - cap * 0.95))]  # fmt: skip
        white, blue = hand.tone("#ffffff", far * 0.7), hand.tone("#c3d2e6", far * 0.7)
        parts.append(
            path(
                [peak, *rim],
                hand.mix.across(white, blue) if hand.light.side < 0 else hand.mix.across(blue, white),
                smooth=False,
            )
        )
    return "".join(parts)


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
    return path(shape, hand.mix.down(hand.tone(color, far), hand.tone(color, far, 0.58))) + path(
        top, hand.tone(color, far, 1.2), extra='opacity=".75"'
    )


def water(hand: Hand, box_: tuple[float, float, float, float], far: float, unit: float) -> str:
    """Return a stretch of water: the sky in it, dark towards the viewer, with glitter lines."""
    left, top, right, bottom = box_
    sky = css(mix(hand.light.sky[2], hand.light.sky[1], 0.4))
    deep = hand.tone("#2f7fa8", far * 0.5, 0.75)
    body = hand.mix.down(css(mix(rgb(sky), rgb(hand.tone("#5fb3c8", far)), 0.45)), hand.tone("#4c9fc0", far), deep)
    parts = [box(left, top, right - left, bottom - top, body)]
    for _ in range(90):
        t = hand.random.random() ** 1.5
        y = top + (bottom - top) * t
        length = unit * (10 + 90 * t) * hand.any(0.5, 1.3)
        x = hand.any(left, right)
        color = css(mix(rgb(sky), hand.light.rim, 0.5)) if hand.random.random() < 0.6 else deep
        parts.append(
            stroke(
                [(x, y), (x + length / 2, y - unit * (0.6 + 2 * t)), (x + length, y)],
                color,
                unit * (0.8 + 2.6 * t),
                extra=f'opacity="{hand.any(0.25, 0.6):.2f}"',
            )
        )
    return "".join(parts)


def wave(hand: Hand, left: float, right: float, y: float, height: float, far: float, unit: float) -> str:
    """Return one row of waves with foam on the crests, down to four heights below."""
    crest: Points = []
    x, up = left - height, hand.random.random() < 0.5
    while x < right + height * 3:
        crest.append((x, y - (height if up else 0) * hand.any(0.7, 1.0)))
        x += height * hand.any(1.3, 2.1)
        up = not up
    color = "#3d8fb5"
    body = path(
        [*crest, (crest[-1][0], y + height * 5), (crest[0][0], y + height * 5)],
        hand.mix.down(hand.tone("#6fbcd0", far), hand.tone(color, far), hand.tone(color, far, 0.6)),
    )
    return body + stroke(crest, hand.tone("#f2fbff", far), unit * 2.6, extra='opacity=".7"')


def cloud(hand: Hand, x: float, y: float, w: float, far: float = 0.0) -> str:
    """Return a cumulus: lit on top, shaded below."""
    top = css(mix((1.0, 1.0, 1.0), hand.light.sky[2], 0.35 + 0.45 * hand.light.dark))
    low = css(mix(hand.light.sky[1], (1.0, 1.0, 1.0), 0.38 * (1 - hand.light.dark)))
    parts = []
    for fill, lift in ((low, 0.05), (top, -0.04)):
        for index in range(7):
            t = index / 6
            size = w * (0.1 + 0.13 * math.sin(math.pi * t)) * hand.any(0.8, 1.15)
            parts.append(ellipse(x + (t - 0.5) * w, y - size * 0.55 + lift * w, size * 1.2, size, fill))
    return "".join(parts)


def window(hand: Hand, x: float, y: float, w: float, h: float, far: float) -> str:
    """Return a small window, lit from within when it is dark."""
    pane = css(mix(rgb(hand.tone("#9cc7dd", far)), rgb("#ffd98a"), min(1.0, hand.light.dark * 1.3)))
    bar = hand.tone("#f4ead6", far)
    glow = ""
    if hand.light.dark > 0.4:
        glow = ellipse(x + w / 2, y + h / 2, w * 1.8, h * 1.6, hand.mix.round("#ffcf7a80", "#ffcf7a30", "#ffcf7a00"))
    return (
        glow
        + box(x, y, w, h, pane, w * 0.08, f'stroke="{bar}" stroke-width="{w * 0.12:.1f}"')
        + box(x + w * 0.46, y, w * 0.08, h, bar)
        + box(x, y + h * 0.46, w, h * 0.08, bar)
    )


def house(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a cottage with a crooked chimney."""
    wall = hand.random.choice(("#f3e3c3", "#f0c9a4", "#e8d3c0", "#cfe0d6", "#f5d7a8", "#e9b7a6"))
    roof = hand.random.choice(("#b5523f", "#8c5a44", "#6d6f8a", "#c0703f", "#7d4f57"))
    w, wall_h = h * hand.any(0.72, 0.95), h * 0.52
    left = x - w / 2
    side = hand.light.side
    parts = [box(left + w * 0.68, y - h * 1.02, w * 0.12, h * 0.35, hand.shaded("#a5765c", far))]
    fill = (
        hand.mix.across(hand.tone(wall, far, 1.06), hand.tone(wall, far, 0.8))
        if side < 0
        else hand.mix.across(hand.tone(wall, far, 0.8), hand.tone(wall, far, 1.06))
    )
    parts.append(box(left, y - wall_h, w, wall_h, fill))
    parts.append(box(left, y - wall_h, w, wall_h * 0.16, hand.tone("#5a4638", far), extra='opacity=".25"'))
    ridge_y, eave = y - h, w * 0.12
    roof_fill = hand.mix.down(hand.tone(roof, far, 1.15), hand.tone(roof, far, 0.72))
    parts.append(
        path(
            [
                (left - eave, y - wall_h * 0.94),
                (left + w * 0.24, ridge_y + h * 0.03),
                (left + w * 0.76, ridge_y),
                (left + w + eave, y - wall_h * 0.94),
            ],
            roof_fill,
            smooth=False,
        )
    )
    for row in range(1, 5):
        t = row / 5
        ry = ridge_y + (y - wall_h - ridge_y) * t
        inset = w * 0.36 * (1 - t) - eave * t
        parts.append(
            stroke(
                [(left + inset * 0.7, ry), (left + w * 0.5, ry + h * 0.008), (left + w - inset * 0.7, ry)],
                hand.tone(roof, far, 0.62),
                h * 0.008,
                extra='opacity=".6"',
            )
        )
    door_x = left + w * hand.random.choice((0.16, 0.42, 0.64))
    parts.append(
        path(
            [
                (door_x, y),
                (door_x, y - wall_h * 0.5),
                (door_x + w * 0.1, y - wall_h * 0.62),
                (door_x + w * 0.2, y - wall_h * 0.5),
                (door_x + w * 0.2, y),
            ],
            hand.shaded(hand.random.choice(("#7a4a35", "#4f6d7a", "#5f7a4f")), far),
            smooth=False,
        )
    )
    for at in (0.12, 0.42, 0.72):
        if abs(left + w * at - door_x) > w * 0.2:
            parts.append(window(hand, left + w * at, y - wall_h * 0.72, w * 0.17, wall_h * 0.34, far))
    if h > 60:
        parts.append(window(hand, left + w * 0.44, y - h * 0.82, w * 0.13, h * 0.13, far))
    return "".join(parts)


def tower_block(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a town building with rows of windows."""
    wall = hand.random.choice(("#c9b8a8", "#b7a6b8", "#a9b8c4", "#d6b79a", "#c4a48e", "#9fb0a8"))
    w = h * hand.any(0.28, 0.46)
    left = x - w / 2
    parts = [
        box(
            left,
            y - h,
            w,
            h,
            hand.mix.across(hand.tone(wall, far, 1.08), hand.tone(wall, far, 0.72))
            if hand.light.side < 0
            else hand.mix.across(hand.tone(wall, far, 0.72), hand.tone(wall, far, 1.08)),
        )
    ]
    if hand.random.random() < 0.5:
        parts.append(
            path(
                [(left - w * 0.05, y - h), (x, y - h - w * 0.35), (left + w * 1.05, y - h)],
                hand.tone("#7d5a57", far),
                smooth=False,
            )
        )
    else:
        parts.append(box(left - w * 0.04, y - h - w * 0.05, w * 1.08, w * 0.1, hand.tone(wall, far, 0.6)))
        parts.append(box(left + w * 0.6, y - h - w * 0.22, w * 0.22, w * 0.2, hand.tone(wall, far, 0.66)))
    columns = 3 if w < h * 0.38 else 4
    rows = max(3, round(h / w * columns * 0.62))
    for row in range(rows):
        for column in range(columns):
            lit = hand.random.random() < 0.15 + 0.45 * hand.light.dark
            pane = hand.tone("#8fb3c8", far, 0.8)
            if lit and hand.light.dark > 0.1:
                pane = css(mix(rgb("#ffd68a"), hand.light.haze, far * 0.6))
            parts.append(
                box(
                    left + w * (0.12 + column * 0.8 / columns),
                    y - h + h * (0.06 + row * 0.88 / rows),
                    w * 0.5 / columns,
                    h * 0.5 / rows,
                    pane,
                    1,
                )
            )
    return "".join(parts)


def castle(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a castle: a keep, walls with battlements, round towers with pointed roofs and flags."""
    stone = hand.random.choice(("#c9bfb4", "#bdb6c4", "#d3c4ae"))
    roofs = hand.random.choice(("#5f74a8", "#a8574f", "#6f8a7a"))
    parts: list[str] = []

    def tower(cx: float, w: float, tall: float, roof: float) -> None:
        fill = hand.shaded(stone, far, 0.32)
        parts.append(box(cx - w / 2, y - tall, w, tall, fill))
        parts.append(box(cx - w * 0.6, y - tall, w * 1.2, w * 0.22, hand.shaded(stone, far, 0.42)))
        parts.append(
            path(
                [(cx - w * 0.68, y - tall), (cx, y - tall - roof), (cx + w * 0.68, y - tall)],
                hand.shaded(roofs, far, 0.4),
                smooth=False,
            )
        )
        parts.append(stroke([(cx, y - tall - roof), (cx, y - tall - roof * 1.25)], hand.tone("#5a4a44", far), w * 0.05))
        flag = hand.light.side * -w * 0.4
        parts.append(
            path(
                [(cx, y - tall - roof * 1.25), (cx + flag, y - tall - roof * 1.18), (cx, y - tall - roof * 1.1)],
                hand.tone("#e0604f", far),
                smooth=False,
            )
        )
        parts.append(window(hand, cx - w * 0.13, y - tall * 0.8, w * 0.26, w * 0.42, far))

    tower(x - h * 0.1, h * 0.19, h * 0.68, h * 0.26)
    tower(x + h * 0.16, h * 0.16, h * 0.56, h * 0.22)
    wall_w, wall_h = h * 0.82, h * 0.32
    parts.append(box(x - wall_w / 2, y - wall_h, wall_w, wall_h, hand.shaded(stone, far, 0.22)))
    merlons = 13
    for index in range(merlons):
        parts.append(
            box(
                x - wall_w / 2 + wall_w * index / merlons,
                y - wall_h - h * 0.03,
                wall_w / merlons * 0.58,
                h * 0.035,
                hand.tone(stone, far, 0.98),
            )
        )
    for _ in range(26):
        parts.append(
            box(
                x + hand.any(-0.47, 0.45) * wall_w,
                y - wall_h * hand.any(0.06, 0.92),
                h * 0.03,
                h * 0.013,
                hand.tone(stone, far, hand.any(0.75, 1.1)),
                1,
                'opacity=".7"',
            )
        )
    gate = h * 0.085
    parts.append(
        path(
            [
                (x - gate, y),
                (x - gate, y - h * 0.13),
                (x - gate * 0.6, y - h * 0.19),
                (x, y - h * 0.21),
                (x + gate * 0.6, y - h * 0.19),
                (x + gate, y - h * 0.13),
                (x + gate, y),
            ],
            hand.tone("#4a372e", far),
        )
    )
    tower(x - wall_w / 2, h * 0.15, h * 0.46, h * 0.2)
    tower(x + wall_w / 2, h * 0.15, h * 0.46, h * 0.2)
    return "".join(parts)


def barn(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a red barn with white trim."""
    w = h * 1.05
    red, white = "#b5473b", hand.tone("#f3e8d8", far)
    body = [
        (x - w / 2, y),
        (x - w / 2, y - h * 0.55),
        (x - w * 0.34, y - h * 0.85),
        (x, y - h),
        (x + w * 0.34, y - h * 0.85),
        (x + w / 2, y - h * 0.55),
        (x + w / 2, y),
    ]
    parts = [path(body, hand.shaded(red, far, 0.3), smooth=False)]
    parts += [
        stroke([(x + t * w, y), (x + t * w, y - h * 0.55)], hand.tone(red, far, 0.7), w * 0.008, extra='opacity=".6"')
        for t in (-0.4, -0.3, 0.3, 0.4)
    ]
    parts.append(
        stroke(
            [(x - w * 0.56, y - h * 0.5), body[2], body[3], body[4], (x + w * 0.56, y - h * 0.5)],
            hand.tone("#5f4a48", far),
            w * 0.05,
            smooth=False,
        )
    )
    parts.append(
        box(
            x - w * 0.17,
            y - h * 0.4,
            w * 0.34,
            h * 0.4,
            hand.tone(red, far, 0.6),
            0,
            f'stroke="{white}" stroke-width="{w * 0.02:.1f}"',
        )
    )
    parts.append(
        stroke([(x - w * 0.17, y), (x + w * 0.17, y - h * 0.4)], white, w * 0.018)
        + stroke([(x + w * 0.17, y), (x - w * 0.17, y - h * 0.4)], white, w * 0.018)
    )
    return "".join(parts) + window(hand, x - w * 0.08, y - h * 0.74, w * 0.16, h * 0.16, far)


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


def igloo(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a snow house."""
    dome = [(x - h, y), (x - h * 0.85, y - h * 0.6), (x, y - h), (x + h * 0.85, y - h * 0.6), (x + h, y)]
    parts = [path(dome, hand.shaded("#eef5fb", far, 0.22))]
    parts += [
        stroke(
            [(x - h * (1.02 - t * 0.45), y - h * t), (x, y - h * (t + 0.06)), (x + h * (1.02 - t * 0.45), y - h * t)],
            hand.tone("#b9cfe0", far),
            h * 0.015,
        )
        for t in (0.25, 0.5, 0.72)
    ]
    return "".join(parts) + path(
        [
            (x - h * 0.28, y),
            (x - h * 0.26, y - h * 0.36),
            (x, y - h * 0.5),
            (x + h * 0.26, y - h * 0.36),
            (x + h * 0.28, y),
        ],
        hand.tone("#5b7896", far),
    )


def lighthouse(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a striped lighthouse on a rock."""
    parts = [rock(hand, x, y + h * 0.04, h * 0.2, far), rock(hand, x + h * 0.14, y + h * 0.05, h * 0.12, far)]
    for index in range(5):
        low, top = index / 5, (index + 1) / 5
        color = "#f7f0e4" if index % 2 else "#cf4f42"
        wide = [h * (0.1 - 0.04 * t) for t in (low, top)]
        at = [y - h * 0.1 - h * 0.66 * t for t in (low, top)]
        parts.append(
            path(
                [(x - wide[0], at[0]), (x - wide[1], at[1]), (x + wide[1], at[1]), (x + wide[0], at[0])],
                hand.shaded(color, far, 0.35),
                smooth=False,
            )
        )
    parts.append(box(x - h * 0.045, y - h * 0.86, h * 0.09, h * 0.1, "#ffe7a0"))
    parts.append(
        path(
            [(x - h * 0.065, y - h * 0.86), (x, y - h * 0.97), (x + h * 0.065, y - h * 0.86)],
            hand.tone("#8f3f3a", far),
            smooth=False,
        )
    )
    if hand.light.dark > 0.3:
        parts.append(ellipse(x, y - h * 0.81, h * 0.5, h * 0.3, hand.mix.round("#ffe9a8aa", "#ffe9a833", "#ffe9a800")))
    return "".join(parts)


def sail_boat(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a small boat under sail."""
    sail = hand.random.choice(("#fbf3e2", "#e0664f", "#f2c45a"))
    parts = [stroke([(x, y - h * 0.12), (x, y - h)], hand.tone("#6b4a33", far), h * 0.02)]
    parts.append(
        path(
            [
                (x + h * 0.02, y - h * 0.96),
                (x + h * 0.2, y - h * 0.55),
                (x + h * 0.36, y - h * 0.22),
                (x + h * 0.02, y - h * 0.22),
            ],
            hand.shaded(sail, far, 0.2),
            smooth=False,
        )
    )
    parts.append(
        path(
            [(x - h * 0.03, y - h * 0.85), (x - h * 0.26, y - h * 0.22), (x - h * 0.03, y - h * 0.22)],
            hand.shaded("#f4e7cf", far, 0.2),
            smooth=False,
        )
    )
    hull = [
        (x - h * 0.4, y - h * 0.16),
        (x + h * 0.46, y - h * 0.18),
        (x + h * 0.3, y + h * 0.03),
        (x - h * 0.26, y + h * 0.03),
    ]
    return "".join(parts) + path(
        hull, hand.mix.down(hand.tone("#a8663f", far), hand.tone("#70402a", far)), smooth=False
    )


def tall_ship(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a ship with two masts and swelling sails."""
    parts = []
    for mast, tall in ((-0.2, 0.86), (0.17, 1.0)):
        mx = x + mast * h
        parts.append(stroke([(mx, y - h * 0.15), (mx, y - h * tall)], hand.tone("#5d4030", far), h * 0.022))
        for low, top, wide in ((0.3, 0.58, 0.19), (0.6, 0.8, 0.15)):
            a, b = y - h * tall * low, y - h * tall * top
            sail = [
                (mx - h * wide, b),
                (mx, b - h * 0.012),
                (mx + h * wide, b),
                (mx + h * wide * 1.12, (a + b) / 2),
                (mx + h * wide, a),
                (mx, a + h * 0.03),
                (mx - h * wide, a),
                (mx - h * wide * 0.9, (a + b) / 2),
            ]
            parts.append(path(sail, hand.shaded("#d9584a" if low < 0.5 else "#f6ead2", far, 0.3)))
        parts.append(
            path(
                [(mx, y - h * tall), (mx + h * 0.12, y - h * (tall - 0.03)), (mx, y - h * (tall - 0.06))],
                hand.tone("#3f5f8f", far),
                smooth=False,
            )
        )
    hull = [
        (x - h * 0.5, y - h * 0.26),
        (x - h * 0.34, y - h * 0.2),
        (x + h * 0.3, y - h * 0.2),
        (x + h * 0.56, y - h * 0.28),
        (x + h * 0.38, y + h * 0.03),
        (x - h * 0.38, y + h * 0.03),
    ]
    parts.append(path(hull, hand.mix.down(hand.tone("#9a6240", far), hand.tone("#5d3726", far)), smooth=False))
    parts.append(
        stroke([(x - h * 0.44, y - h * 0.14), (x + h * 0.46, y - h * 0.15)], hand.tone("#e8c25a", far), h * 0.014)
    )
    parts += [
        ellipse(x + t * h, y - h * 0.08, h * 0.018, h * 0.018, hand.tone("#f2d58a", far))
        for t in (-0.25, -0.1, 0.05, 0.2)
    ]
    return "".join(parts)


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


def coral(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a branching coral."""
    color = hand.tone(hand.random.choice(("#ee7f6a", "#f0a860", "#d8709a", "#b58ae0")), far)
    parts: list[str] = []

    def grow(x0: float, y0: float, angle: float, length: float, level: int) -> None:
        x1, y1 = x0 + math.sin(angle) * length, y0 - math.cos(angle) * length
        parts.append(stroke([(x0, y0), (x1, y1)], color, h * 0.11 * 0.75**level))
        if level < 3:
            for way in (-1, 1):
                grow(x1, y1, angle + way * hand.any(0.3, 0.6), length * 0.7, level + 1)

    grow(x, y, 0, h * 0.35, 0)
    return "".join(parts)


def kelp(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a swaying water weed."""
    parts = []
    for _ in range(3):
        base, sway = x + hand.any(-0.1, 0.1) * h, hand.any(0.05, 0.12) * h
        line = [(base + math.sin(t * 1.6) * sway, y - h * t / 6 * hand.any(0.9, 1.0)) for t in range(7)]
        parts.append(stroke(line, hand.tone("#4f9a6a", far, hand.any(0.6, 1.1)), h * 0.045))
    return "".join(parts)


def rays(hand: Hand, x: float, y: float, length: float, color: str, opacity: float) -> str:
    """Return slanting shafts of light from (x, y)."""
    parts = []
    for _ in range(6):
        angle = hand.any(-0.55, 0.55) - hand.light.side * 0.35
        wide = hand.any(0.03, 0.09)
        fill = hand.mix.down(color + f"{round(255 * opacity):02x}", color + "00")
        parts.append(
            path(
                [
                    (x, y),
                    (x + math.sin(angle - wide) * length, y + math.cos(angle) * length),
                    (x + math.sin(angle + wide) * length, y + math.cos(angle) * length),
                ],
                fill,
                smooth=False,
            )
        )
    return "".join(parts)


def puddle(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a puddle with the sky in it."""
    sky = css(mix(hand.light.sky[2], hand.light.sky[1], 0.5))
    return blob(hand.random, x, y, h * 1.6, h * 0.28, sky, 0.1, 'opacity=".6"')
