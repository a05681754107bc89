"""What stables, henhouses, dens, mills, factories and garages have."""

from __future__ import annotations

import math

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.vector import blob, box, ellipse, path, stroke

_WOOD = "#9a6a42"


def horse_stall(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a stall: posts, a low wall of boards, and a rack with hay behind it."""
    w = h * 1.2
    parts = [box(x - w / 2, y - h, w, h, hand.tone("#4a3226", far, 0.9))]
    parts.append(path(_heap(x, y - h * 0.56, w * 0.32, h * 0.2), hand.tone("#d9b84f", far)))
    rack = hand.tone("#6a4a30", far)
    parts += [
        stroke([(x + at * w, y - h * 0.8), (x + at * w * 0.8, y - h * 0.5)], rack, h * 0.02)
        for at in (-0.3, -0.15, 0, 0.15, 0.3)
    ]
    for row in range(4):
        shade = hand.tone(_WOOD, far, 0.9 + 0.08 * (row % 2))
        parts.append(box(x - w / 2, y - h * (0.12 + 0.115 * row), w, h * 0.11, shade, 2))
    parts += [
        box(x + at * w - h * 0.04, y - h * 1.04, h * 0.08, h * 1.04, hand.shaded("#8a5c3a", far)) for at in (-0.5, 0.5)
    ]
    return "".join(parts) + box(x - w / 2, y - h * 0.52, w, h * 0.05, hand.tone("#b5844f", far), 2)


def _heap(x: float, y: float, w: float, h: float) -> list[tuple[float, float]]:
    return [(x - w, y), (x - w * 0.7, y - h * 0.7), (x, y - h), (x + w * 0.7, y - h * 0.7), (x + w, y)]


def nest_boxes(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return two rows of boxes with straw, some with eggs, on legs."""
    w = h * 1.5
    parts = [
        box(x + at * w - h * 0.03, y - h * 0.4, h * 0.06, h * 0.4, hand.tone("#7a5236", far)) for at in (-0.46, 0.46)
    ]
    parts.append(box(x - w / 2, y - h, w, h * 0.76, hand.shaded(_WOOD, far, 0.15), 3))
    for row in range(2):
        for column in range(4):
            left, top = x - w * 0.47 + w * 0.24 * column, y - h * 0.96 + h * 0.37 * row
            parts.append(box(left, top, w * 0.21, h * 0.3, hand.tone("#4a3224", far), h * 0.06))
            parts.append(path(_heap(left + w * 0.105, top + h * 0.3, w * 0.1, h * 0.12), hand.tone("#e0bf5a", far)))
            if (row + column) % 3 == 0:
                parts += [
                    ellipse(left + w * (0.08 + d), top + h * 0.2, w * 0.022, h * 0.04, hand.tone("#fff2e0", far))
                    for d in (0.0, 0.045)
                ]
    return "".join(parts)


def perch(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the bars that hens sleep on."""
    w, wood = h * 1.4, hand.tone("#a87848", far)
    parts = [stroke([(x + way * w * 0.42, y), (x + way * w * 0.3, y - h)], wood, h * 0.06) for way in (-1, 1)]
    return "".join(parts) + "".join(
        stroke([(x - w * 0.5, y - h * up), (x + w * 0.5, y - h * up)], hand.tone("#c0905a", far), h * 0.06)
        for up in (0.36, 0.66, 0.96)
    )


def leaf_bed(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a heap of dry leaves and moss to sleep on."""
    w = h * 1.7
    parts = [path([*_heap(x, y, w, h * 0.8), (x, y + h * 0.12)], hand.tone("#7a6a3a", far))]
    for _ in range(60):
        share = hand.any(-0.95, 0.95)
        top = h * 0.8 * (1 - abs(share) ** 1.8)
        color = hand.random.choice(("#b5803f", "#d0a04a", "#8f6a34", "#a86a3a", "#7f8a48"))
        place = x + w * share, y - top * hand.random.random() ** 0.6
        parts.append(blob(hand.random, *place, h * 0.13, h * 0.07, hand.tone(color, far), 0.3))
    return "".join(parts)


def machine(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a factory's machine with its wheels, and a belt that carries boxes out of it."""
    w = h * 1.1
    parts = [box(x - w * 0.5, y - h, w * 0.8, h, hand.shaded("#5f8a94", far, 0.25), h * 0.05)]
    parts.append(box(x - w * 0.34, y - h * 1.18, w * 0.2, h * 0.2, hand.tone("#4a6f7a", far), 2))
    for dx, dy, r in ((-0.2, 0.66, 0.17), (0.1, 0.5, 0.12), (-0.26, 0.3, 0.1)):
        cx, cy = x + dx * w, y - dy * h
        parts.append(ellipse(cx, cy, r * h, r * h, hand.tone("#d9b04a", far)))
        for tooth in range(8):
            angle = tooth * math.tau / 8
            at = cx + math.cos(angle) * r * h, cy + math.sin(angle) * r * h
            parts.append(ellipse(*at, r * h * 0.22, r * h * 0.22, hand.tone("#d9b04a", far)))
        parts.append(ellipse(cx, cy, r * h * 0.4, r * h * 0.4, hand.tone("#8a6a2a", far)))
    parts += [
        ellipse(x + w * (0.1 + 0.08 * at), y - h * 0.86, h * 0.03, h * 0.03, color)
        for at, color in enumerate(("#f26f5f", "#ffd34d", "#8fe08a"))
    ]
    parts.append(box(x + w * 0.2, y - h * 0.42, w * 1.5, h * 0.1, hand.tone("#3f464c", far), h * 0.05))
    parts += [
        ellipse(x + w * (0.3 + 0.32 * at), y - h * 0.37, h * 0.04, h * 0.04, hand.tone("#9aa4aa", far))
        for at in range(5)
    ]
    parts += [box(x + w * leg, y - h * 0.34, h * 0.05, h * 0.34, hand.tone("#6a747c", far)) for leg in (0.6, 1.5)]
    for load in range(3):
        left = x + w * (0.5 + 0.4 * load)
        parts.append(box(left, y - h * 0.62, h * 0.22, h * 0.2, hand.shaded("#c99a62", far), 2))
    return "".join(parts)


def tool_board(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a board with tools hung on it, centred at (x, y)."""
    w, iron, wood = h * 1.8, hand.tone("#7a848c", far), hand.tone("#b5703f", far)
    parts = [box(x - w / 2, y - h / 2, w, h, hand.tone("#c9a878", far), 3)]
    for at in range(5):
        cx = x - w * 0.38 + w * 0.19 * at
        parts.append(box(cx - h * 0.03, y - h * 0.02, h * 0.06, h * 0.36, wood, 2))
        if at % 2:
            parts.append(box(cx - h * 0.12, y - h * 0.3, h * 0.24, h * 0.1, iron, 2))
            parts.append(box(cx - h * 0.03, y - h * 0.24, h * 0.06, h * 0.3, wood, 2))
        else:
            parts.append(box(cx - h * 0.02, y - h * 0.34, h * 0.04, h * 0.34, iron, 1))
            parts.append(ellipse(cx, y - h * 0.34, h * 0.06, h * 0.05, iron))
    return "".join(parts)


def tyres(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a pile of tyres."""
    parts = []
    for at in range(4):
        top = y - h * 0.25 * (at + 0.5)
        parts.append(box(x - h * 0.42, top - h * 0.12, h * 0.84, h * 0.25, hand.shaded("#3a3d42", far, 0.3), h * 0.11))
        parts += [
            box(x - h * 0.36 + h * 0.1 * k, top - h * 0.1, h * 0.03, h * 0.2, hand.tone("#26282c", far))
            for k in range(8)
        ]
    return "".join(parts)


def roller_door(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the wide door of a garage or a fire station."""
    w = h * 1.15
    parts = [box(x - w * 0.54, y - h * 1.05, w * 1.08, h * 1.05, hand.tone("#5f686f", far), 3)]
    for row in range(9):
        shade = hand.tone("#c4ccd0", far, 0.92 + 0.06 * (row % 2))
        parts.append(box(x - w / 2, y - h + h * row / 9, w, h / 9 - 1, shade))
    for at in range(4):
        pane = box(x - w * 0.44 + w * 0.23 * at, y - h * 0.76, w * 0.18, h * 0.16, hand.tone("#bfe0f0", far), 2)
        parts.append(pane)
    return "".join(parts) + box(x - h * 0.08, y - h * 0.08, h * 0.16, h * 0.03, hand.tone("#3f464c", far), 2)


def millstones(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a mill's stones, the shaft above them and the chute for the flour."""
    w = h * 0.9
    parts = [box(x - h * 0.05, y - h * 1.9, h * 0.1, h * 1.3, hand.shaded("#8a5c3a", far))]
    parts.append(
        path(
            [
                (x - w * 0.3, y - h * 1.06),
                (x + w * 0.3, y - h * 1.06),
                (x + w * 0.1, y - h * 0.72),
                (x - w * 0.1, y - h * 0.72),
            ],
            hand.tone("#a8744a", far),
            smooth=False,
        )
    )
    for up, wide in ((0.36, 0.62), (0.58, 0.56)):
        parts.append(
            box(x - w * wide, y - h * (up + 0.1), w * wide * 2, h * 0.2, hand.shaded("#a8a098", far, 0.25), h * 0.06)
        )
    parts.append(box(x - w * 0.8, y - h * 0.28, w * 1.6, h * 0.28, hand.shaded(_WOOD, far), 3))
    parts.append(
        path(
            [(x + w * 0.3, y - h * 0.22), (x + w * 0.5, y - h * 0.22), (x + w * 0.62, y), (x + w * 0.36, y)],
            hand.tone("#fbf4e2", far),
        )
    )
    return "".join(parts)
