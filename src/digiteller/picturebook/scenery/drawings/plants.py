"""Bushes, grasses, flowers and other small growth."""

from __future__ import annotations

import math

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.vector import blob, box, ellipse, group, path, stroke

_GREENS = ("#5f9b4a", "#4f8a4c", "#77a84a", "#3f7d55", "#8bae48")

_AUTUMN = ("#8f8f45", "#b0783f", "#a9843f", "#7d8a4a")


def fallen_leaves(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a few leaves on the ground."""
    parts = []
    for _ in range(5):
        color = hand.tone(hand.random.choice(("#c9703a", "#d89a3e", "#b8503a", "#dcb04a")), far, hand.any(0.8, 1.1))
        leaf = ellipse(0, 0, h * 0.26, h * 0.1, color)
        parts.append(group(leaf, x + hand.any(-1.2, 1.2) * h, y - hand.any(0, 0.3) * h, turn=hand.any(-40, 40)))
    return "".join(parts)


def bush(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a low bush."""
    green = hand.random.choice(_AUTUMN if hand.season == "autumn" else _GREENS)
    parts = []
    for value, lift in ((0.6, 0.0), (0.85, 0.22), (1.12, 0.45)):
        for _ in range(6):
            parts.append(
                blob(
                    hand.random,
                    x + hand.any(-0.8, 0.8) * h * (1 - lift * 0.6),
                    y - h * (0.25 + lift * 0.8),
                    h * 0.36 * (1 - lift * 0.4),
                    h * 0.3 * (1 - lift * 0.4),
                    hand.tone(green, far, value),
                    0.18,
                )
            )
    return "".join(parts)


def tuft(hand: Hand, x: float, y: float, h: float, far: float, color: str = "#6f9f45") -> str:
    """Return a tuft of grass."""
    parts = []
    for _ in range(7):
        lean, tall = (hand.any(-0.6, 0.6) + 0.75 * hand.gale) * h, h * hand.any(0.55, 1.0)
        base = x + hand.any(-0.25, 0.25) * h
        fill = hand.tone(color, far, hand.any(0.65, 1.2))
        w = h * 0.05
        parts.append(
            path(
                [
                    (base - w, y),
                    (base + lean * 0.4 - w, y - tall * 0.6),
                    (base + lean, y - tall),
                    (base + lean * 0.4 + w, y - tall * 0.55),
                    (base + w, y),
                ],
                fill,
            )
        )
    return "".join(parts)


def fern(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a fern: arching fronds with leaflets."""
    parts = []
    for index in range(6):
        way = (index - 2.5) / 2.5
        tip = (x + way * h * 0.85, y - h * hand.any(0.55, 1.0) * (1 - 0.35 * abs(way)))
        fill = hand.tone("#5c9350", far, hand.any(0.65, 1.15))
        bend = (x + way * h * 0.3, y - h * 0.6)
        for step in range(1, 12):
            t = step / 12
            px = (1 - t) ** 2 * x + 2 * t * (1 - t) * bend[0] + t * t * tip[0]
            py = (1 - t) ** 2 * y + 2 * t * (1 - t) * bend[1] + t * t * tip[1]
            size = h * 0.15 * math.sin(math.pi * (0.15 + 0.8 * t))
            for turn in (-50, 50):
                parts.append(
                    group(
                        ellipse(size * 0.5, 0, size * 0.55, size * 0.17, fill),
                        px,
                        py,
                        turn=turn + math.degrees(math.atan2(tip[1] - y, tip[0] - x)),
                    )
                )
    return "".join(parts)


def flower(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a wild flower on its stem."""
    color = hand.random.choice(("#f6f1e6", "#f2b8c6", "#f4c64f", "#a68fd8", "#ee8a6a", "#86b8ea"))
    lean = (hand.any(-0.15, 0.15) + 0.5 * hand.gale) * h
    top = (x + lean, y - h * (1 - 0.15 * abs(hand.gale)))
    parts = [stroke([(x, y), (x, y - h * 0.5), top], hand.tone("#5f8f45", far), h * 0.06)]
    parts.append(ellipse(x + h * 0.12, y - h * 0.35, h * 0.14, h * 0.05, hand.tone("#6f9f45", far)))
    for index in range(6):
        angle = math.tau * index / 6
        parts.append(
            ellipse(
                top[0] + math.cos(angle) * h * 0.14,
                top[1] + math.sin(angle) * h * 0.14,
                h * 0.12,
                h * 0.12,
                hand.tone(color, far, hand.any(0.9, 1.08)),
            )
        )
    return "".join(parts) + ellipse(top[0], top[1], h * 0.1, h * 0.1, hand.tone("#f2b93f", far))


def mushroom(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a toadstool."""
    cap = hand.random.choice(("#d8483f", "#c9793f", "#b85f4a"))
    parts = [
        path(
            [(x - h * 0.16, y), (x - h * 0.1, y - h * 0.6), (x + h * 0.1, y - h * 0.6), (x + h * 0.16, y)],
            hand.shaded("#efe3cc", far),
        )
    ]
    parts.append(
        path(
            [
                (x - h * 0.48, y - h * 0.5),
                (x - h * 0.34, y - h * 0.85),
                (x, y - h),
                (x + h * 0.34, y - h * 0.85),
                (x + h * 0.48, y - h * 0.5),
                (x, y - h * 0.43),
            ],
            hand.shaded(cap, far),
        )
    )
    for dx, dy, r in ((-0.22, 0.7, 0.06), (0.05, 0.82, 0.07), (0.26, 0.64, 0.05)):
        parts.append(ellipse(x + dx * h, y - dy * h, r * h, r * h * 0.8, hand.tone("#fff4e2", far)))
    return "".join(parts)


def reed(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return reeds with a bulrush."""
    parts = [tuft(hand, x, y, h, far, "#7a9a52")]
    for _ in range(2):
        at = x + hand.any(-0.2, 0.2) * h
        parts.append(stroke([(at, y), (at, y - h * 1.05)], hand.tone("#6f8a4a", far), h * 0.025))
        parts.append(box(at - h * 0.035, y - h * 1.12, h * 0.07, h * 0.25, hand.shaded("#7a4f30", far), h * 0.035))
    return "".join(parts)


def cactus(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a branching cactus."""
    fill = hand.shaded("#5f9460", far, 0.35)
    w = h * 0.16
    parts = [box(x - w / 2, y - h, w, h, fill, w / 2)]
    for way, at in ((-1, 0.42), (1, 0.58)):
        arm = [(x, y - h * at), (x + way * h * 0.24, y - h * at), (x + way * h * 0.26, y - h * (at + 0.24))]
        parts.append(stroke(arm, hand.tone("#5f9460", far, 0.9 if way < 0 else 1.05), w * 0.72))
    for dx in (-0.25, 0.05, 0.3):
        parts.append(
            stroke(
                [(x + dx * w, y - h * 0.92), (x + dx * w, y)], hand.tone("#47784f", far), w * 0.05, extra='opacity=".6"'
            )
        )
    return "".join(parts)


def leafy_branch(hand: Hand, x: float, y: float, length: float, way: int, color: str = "#4f8a4c") -> str:
    """Return a branch with big leaves that hangs into the frame from (x, y) towards ``way``."""
    end = (x + way * length, y + length * 0.34)
    bend = (x + way * length * 0.55, y + length * 0.04)
    parts = [stroke([(x, y), bend, end], hand.tone("#4b3828", 0, 0.7), length * 0.03)]
    for step in range(2, 15):
        t = step / 14
        px, py = x + (end[0] - x) * t, y + (1 - t) * 2 * t * (bend[1] - y) + t * t * (end[1] - y)
        for turn in (hand.any(30, 70), hand.any(90, 140)):
            size = length * hand.any(0.1, 0.15)
            leaf = path(
                [(0, 0), (size * 0.45, -size * 0.24), (size, 0), (size * 0.45, size * 0.24)],
                hand.tone(color, 0, hand.any(0.42, 0.85)),
            )
            parts.append(group(leaf, px, py, turn=turn if way > 0 else 180 - turn))
    return "".join(parts)
