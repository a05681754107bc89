"""Trees."""

from __future__ import annotations

import math

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.vector import blob, box, ellipse, group, path, stroke

_GREENS = ("#5f9b4a", "#4f8a4c", "#77a84a", "#3f7d55", "#8bae48")
_LEAVES = {
    "spring": ("#86b552", "#7cae4e", "#e9b7c6", "#9cc063", "#f1d9dc"),
    "autumn": ("#c9703a", "#d89a3e", "#b8503a", "#a98f43", "#dcb04a"),
}
"""The crowns in a season: some blossom in spring."""
_HIGHLIGHTS = ((0.2, 0.24, 0.66, 0.58, 1.22, 0.2), (0.32, 0.42, 0.34, 0.28, 1.46, 0.25))
"""Of a clump: how far aside and up in its own size, its width and height, its light, its roughness."""


def round_tree(hand: Hand, x: float, y: float, h: float, far: float, greens: tuple[str, ...] = _GREENS) -> str:
    """Return a broad-leaved tree: a forked trunk under a crown of dabs, dark below and bright towards the light."""
    if hand.snowy or hand.season == "winter":
        return bare_tree(hand, x, y, h, far)
    green = hand.random.choice(_LEAVES.get(hand.season, greens))
    parts = [_trunk(hand, x, y, h * 0.55, h * 0.085, far)]
    centre, rx, ry = y - h * 0.66, h * hand.any(0.3, 0.4), h * hand.any(0.25, 0.32)
    side = hand.light.side
    x += hand.gale * h * 0.05
    clumps = [(x, centre, rx * 0.7, ry * 0.75)]
    for index in range(6):
        angle = math.tau * (index + hand.any(-0.25, 0.25)) / 6
        size = hand.any(0.36, 0.56)
        clumps.append((x + math.cos(angle) * rx * 0.68, centre + math.sin(angle) * ry * 0.66, rx * size, ry * size))
    clumps.sort(key=lambda clump: clump[1])
    parts += [blob(hand.random, cx, cy + ry * 0.12, w, t, hand.tone(green, far, 0.56), 0.14) for cx, cy, w, t in clumps]
    for cx, cy, w, t in clumps:
        shade = hand.any(0.74, 0.9)
        parts.append(blob(hand.random, cx, cy, w * 0.96, t * 0.94, hand.tone(green, far, shade), 0.14))
        for aside, up, wide, tall, light, rough in _HIGHLIGHTS:
            color = hand.tone(green, far, shade * light)
            parts.append(blob(hand.random, cx + side * w * aside, cy - t * up, w * wide, t * tall, color, rough))
        for _ in range(7 if far < 0.45 else 0):
            angle, reach = hand.any(0, math.tau), hand.any(0.75, 1.1)
            value = shade * (1.35 if math.sin(angle) < 0 else 0.75)
            leaf = ellipse(0, 0, h * 0.016, h * 0.008, hand.tone(green, far, value))
            parts.append(
                group(leaf, cx + math.cos(angle) * w * reach, cy + math.sin(angle) * t * reach, turn=hand.any(0, 180))
            )
    return "".join(parts)


def _trunk(hand: Hand, x: float, y: float, h: float, w: float, far: float, color: str = "#7a5738") -> str:
    lean = hand.any(-0.08, 0.08) * h
    fill = hand.shaded(color, far, 0.38)
    body = [
        (x - w * 1.1, y),
        (x - w * 0.5, y - h * 0.25),
        (x - w * 0.42 + lean, y - h),
        (x + w * 0.42 + lean, y - h),
        (x + w * 0.5, y - h * 0.25),
        (x + w * 1.15, y),
        (x, y + w * 0.18),
    ]
    parts = [path(body, fill)]
    for way in (-1, 1):
        start = (x + lean * 0.6, y - h * hand.any(0.55, 0.75))
        end = (start[0] + way * h * hand.any(0.3, 0.42), start[1] - h * hand.any(0.3, 0.45))
        parts.append(
            stroke(
                [start, ((start[0] + end[0]) / 2 + way * w * 0.3, (start[1] + end[1]) / 2 + w * 0.3), end],
                fill if far > 1 else hand.tone(color, far, 0.8),
                w * 0.42,
            )
        )
    return "".join(parts)


def pine(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a fir: tiers of drooping boughs."""
    green = hand.random.choice(("#2f6b52", "#3b7a55", "#2a5f58", "#457f4d"))
    parts = [box(x - h * 0.025, y - h * 0.16, h * 0.05, h * 0.16, hand.shaded("#6b4a33", far, 0.35))]
    tiers = hand.random.randint(5, 6)
    slim = hand.any(0.19, 0.25)
    for tier in range(tiers):
        share = tier / (tiers - 1)
        base = y - h * (0.1 + 0.62 * share)
        width, height = h * slim * (1 - 0.74 * share), h * 0.3 * (1 - 0.25 * share)
        fringe = []
        steps = 7
        for step in range(steps + 1):
            across = -1 + 2 * step / steps
            fringe.append(
                (x + across * width, base + (1 - across * across) * height * 0.13 + hand.any(-0.02, 0.02) * h)
            )
            if step < steps:
                fringe.append((x + (across + 1 / steps) * width, base - height * 0.09))
        outline = [
            (x, base - height),
            *[(x - width * 0.32, base - height * 0.5)],
            *fringe,
            (x + width * 0.32, base - height * 0.5),
        ]
        dark, bright = hand.tone(green, far, 0.62 + 0.1 * share), hand.tone(green, far, 1.08 + 0.12 * share)
        fill = hand.mix.across(bright, dark) if hand.light.side < 0 else hand.mix.across(dark, bright)
        parts.append(path(outline, fill, smooth=False, extra='stroke-linejoin="round"'))
        if hand.snowy:
            cap = [
                (x, base - height),
                (x - width * 0.34, base - height * 0.42),
                (x - width * 0.12, base - height * 0.5),
            ]
            cap += [(x + width * 0.1, base - height * 0.4), (x + width * 0.34, base - height * 0.46)]
            parts.append(path(cap, hand.tone("#ffffff", far, 0.86 + 0.14 * share)))
    return "".join(parts)


def birch(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a slender tree with a pale, barred trunk."""
    trunk = h * 0.028
    leaf = "#d9b043" if hand.season == "autumn" else "#8db24f"
    parts = [
        path(
            [(x - trunk, y), (x - trunk * 0.7, y - h * 0.85), (x + trunk * 0.7, y - h * 0.85), (x + trunk, y)],
            hand.shaded("#e6e0d0", far, 0.35),
            smooth=False,
        )
    ]
    for _ in range(9):
        at = y - h * hand.any(0.05, 0.6)
        parts.append(ellipse(x + hand.any(-0.5, 0.5) * trunk, at, trunk * 0.6, trunk * 0.16, hand.tone("#4a4038", far)))
    for value in (0.72, 0.95, 1.2):
        for _ in range(9):
            angle, reach = hand.any(0, math.tau), hand.any(0.1, 1)
            cx, cy = (
                x + math.cos(angle) * h * 0.15 * reach,
                y - h * 0.72 + math.sin(angle) * h * 0.25 * reach - value * h * 0.03,
            )
            parts.append(blob(hand.random, cx, cy, h * 0.055, h * 0.045, hand.tone(leaf, far, value)))
    return "".join(parts)


def bare_tree(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a winter tree of branches."""
    parts: list[str] = []
    color = hand.tone("#5a4a44", far)

    def grow(x0: float, y0: float, angle: float, length: float, width: float, level: int) -> None:
        x1, y1 = x0 + math.sin(angle) * length, y0 - math.cos(angle) * length
        bend = hand.any(-0.1, 0.1) * length
        parts.append(stroke([(x0, y0), ((x0 + x1) / 2 + bend, (y0 + y1) / 2), (x1, y1)], color, width))
        if hand.snowy and level in {1, 2}:
            lift = width * 0.5
            line = [(x0, y0 - lift), ((x0 + x1) / 2 + bend, (y0 + y1) / 2 - lift), (x1, y1 - lift)]
            parts.append(stroke(line, hand.tone("#ffffff", far), width * 0.45))
        if level < 4:
            for way in (-1, 1):
                grow(x1, y1, angle + way * hand.any(0.25, 0.6), length * hand.any(0.62, 0.78), width * 0.62, level + 1)

    grow(x, y, hand.any(-0.06, 0.06) + 0.1 * hand.gale, h * 0.34, h * 0.05, 0)
    return "".join(parts)


def palm(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a leaning palm."""
    lean = hand.random.choice((-1, 1)) * h * hand.any(0.12, 0.26)
    top = (x + lean, y - h * 0.8)
    parts = [stroke([(x, y), (x + lean * 0.25, y - h * 0.45), top], hand.tone("#a07850", far, 0.85), h * 0.06)]
    parts.append(stroke([(x, y), (x + lean * 0.25, y - h * 0.45), top], hand.tone("#b88d60", far), h * 0.035))
    for index in range(9):
        angle = math.pi * (index / 8) + hand.any(-0.12, 0.12)
        reach = h * hand.any(0.3, 0.4)
        tip = (top[0] - math.cos(angle) * reach, top[1] - math.sin(angle) * reach * 0.5 + reach * 0.28)
        middle = ((top[0] + tip[0]) / 2, (top[1] + tip[1]) / 2 - reach * 0.2)
        wide = h * 0.045
        fill = hand.tone("#4f9a52", far, hand.any(0.7, 1.2))
        parts.append(path([top, (middle[0], middle[1] - wide), tip, (middle[0], middle[1] + wide)], fill))
    parts += [
        ellipse(top[0] + hand.any(-1, 1) * h * 0.04, top[1] + h * 0.03, h * 0.03, h * 0.03, hand.tone("#7a4f30", far))
        for _ in range(3)
    ]
    return "".join(parts)


def trunk(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a great trunk that leaves the frame at the top, with roots and moss."""
    w = h * 0.11
    bark = hand.shaded("#6a4c36", far, 0.5)
    parts = [
        path(
            [
                (x - w * 1.9, y + w * 0.1),
                (x - w * 0.75, y - h * 0.14),
                (x - w * 0.6, y - h * 0.6),
                (x - w * 0.72, y - h * 1.1),
                (x + w * 0.72, y - h * 1.1),
                (x + w * 0.6, y - h * 0.6),
                (x + w * 0.78, y - h * 0.14),
                (x + w * 1.8, y + w * 0.1),
                (x, y + w * 0.22),
            ],
            bark,
        )
    ]
    for _ in range(9):
        at, top = x + hand.any(-0.5, 0.5) * w, y - h * hand.any(0.3, 1.0)
        parts.append(
            stroke(
                [(at, top), (at + hand.any(-4, 4), top + h * 0.08), (at, top + h * 0.16)],
                hand.tone("#4a3326", far, 0.9),
                w * 0.045,
                extra='opacity=".55"',
            )
        )
    for way in (-1, 1):
        for _ in range(3):
            parts.append(
                blob(
                    hand.random,
                    x + way * w * hand.any(0.5, 1.2),
                    y - hand.any(0, 0.05) * h,
                    w * 0.4,
                    w * 0.2,
                    hand.tone("#f4f8fc" if hand.snowy else "#5f8a48", far, hand.any(0.8, 1.1)),
                    0.2,
                )
            )
    return "".join(parts)
