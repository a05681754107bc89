"""Houses, towers and castles."""

from __future__ import annotations

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import css, mix, rgb
from digiteller.picturebook.drawing.vector import box, ellipse, path, stroke
from digiteller.picturebook.scenery.drawings.land import rock


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
    if hand.random.random() < 0.45 and far < 0.45:
        hand.spots.append(("smoke", left + w * 0.74, y - h * 1.03, h * 0.1))
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
    if hand.snowy:
        parts.append(_snow_on_roof(hand, left, w, eave, ridge_y, y - wall_h * 0.94, far))
    for row in range(1, 1 if hand.snowy else 5):
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


def _snow_on_roof(hand: Hand, left: float, w: float, eave: float, ridge: float, low: float, far: float) -> str:
    """Return a thick cover of snow with an uneven hem."""
    hem = []
    for step in range(11):
        t = 1 - step / 10
        hem.append((left - eave * 0.7 + (w + 1.4 * eave) * t, low - (low - ridge) * (0.16 + 0.16 * (step % 2))))
    top = [(left + w * 0.2, ridge - w * 0.01), (left + w * 0.5, ridge - w * 0.04), (left + w * 0.8, ridge - w * 0.02)]
    return path([*top, *hem], hand.mix.down(hand.tone("#ffffff", far), hand.tone("#cfdcec", far)))


def chimney(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a brick chimney with two pots."""
    w = h * 0.34
    parts = [box(x - w / 2, y - h * 0.8, w, h * 0.84, hand.shaded("#b5654a", far))]
    for row in range(9):
        for column in range(3):
            left = x - w / 2 + w * (column + 0.5 * (row % 2)) / 3
            brick = hand.tone("#b5654a", far, hand.any(0.8, 1.15))
            parts.append(box(left, y - h * (0.78 - 0.088 * row), w * 0.27, h * 0.06, brick, 1, 'opacity=".7"'))
    parts.append(box(x - w * 0.62, y - h * 0.86, w * 1.24, h * 0.08, hand.tone("#8a4a38", far), 2))
    parts += [
        box(x + at * w - w * 0.13, y - h, w * 0.26, h * 0.15, hand.tone("#d98a5f", far), 2) for at in (-0.25, 0.25)
    ]
    hand.spots.append(("smoke", x - w * 0.25, y - h, h * 0.13))
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
    """Return a striped lighthouse with a gallery; its beam is left to a layer that moves."""

    def half(up: float) -> float:
        return h * (0.115 - 0.05 * up)

    parts = [rock(hand, x - h * 0.1, y + h * 0.03, h * 0.1, far), rock(hand, x + h * 0.13, y + h * 0.03, h * 0.12, far)]
    for index in range(5):
        low, top = index / 5, (index + 1) / 5
        foot, head = y - h * 0.74 * low, y - h * 0.74 * top
        corners = [(x - half(low), foot), (x - half(top), head), (x + half(top), head), (x + half(low), foot)]
        parts.append(path(corners, hand.shaded("#f7f0e4" if index % 2 else "#cf4f42", far, 0.35), smooth=False))
    wood, dark = hand.tone("#6a3f33", far), hand.tone("#3f3a48", far)
    door = [(-0.04, 0.0), (-0.04, -0.09), (-0.02, -0.115), (0.02, -0.115), (0.04, -0.09), (0.04, 0.0)]
    parts.append(path([(x + h * dx, y + h * dy) for dx, dy in door], wood, smooth=False))
    for up in (0.26, 0.52):
        parts.append(window(hand, x - h * 0.018, y - h * (up + 0.05), h * 0.036, h * 0.06, far))
    shines = hand.lit and hand.light.dark > 0.3
    lamp, wide = y - h * 0.83, h * 0.052
    glass = "#fff0b4" if shines else hand.tone("#9fb6c0", far)
    parts.append(box(x - wide, lamp - h * 0.05, wide * 2, h * 0.1, glass))
    parts += [box(x + wide * at - h * 0.004, lamp - h * 0.05, h * 0.008, h * 0.1, dark) for at in (-1, -0.33, 0.33, 1)]
    parts.append(box(x - h * 0.088, y - h * 0.765, h * 0.176, h * 0.025, dark, h * 0.008))
    rail = y - h * 0.81
    parts.append(stroke([(x - h * 0.082, rail), (x + h * 0.082, rail)], dark, h * 0.008))
    for index in range(7):
        post = x + h * 0.082 * (index / 3 - 1)
        parts.append(stroke([(post, rail), (post, y - h * 0.76)], dark, h * 0.006))
    roof = [(-0.07, -0.88), (-0.05, -0.925), (0.0, -0.965), (0.05, -0.925), (0.07, -0.88)]
    parts.append(path([(x + h * dx, y + h * dy) for dx, dy in roof], hand.shaded("#a8423a", far, 0.35), smooth=False))
    parts.append(ellipse(x, y - h * 0.975, h * 0.014, h * 0.014, dark))
    if shines:
        hand.spots.append(("beacon", x, lamp, h))
    return "".join(parts)
