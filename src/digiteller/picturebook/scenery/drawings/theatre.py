"""What a stage has: curtains, a painted backdrop, footlights."""

from __future__ import annotations

import math

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.vector import box, ellipse, path, stroke


def stage_curtain(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return one red curtain of a stage from the ceiling to the floor at ``y``."""
    w, folds = h * 0.26, 5
    parts = []
    for index in range(folds):
        left = x - w / 2 + w * index / folds
        fill = hand.mix.across(hand.tone("#8f1f2a", far), hand.tone("#d8404a", far), hand.tone("#8f1f2a", far))
        parts.append(box(left, y - h, w / folds * 1.04, h, fill))
    parts.append(box(x - w / 2, y - h * 0.03, w, h * 0.03, hand.tone("#e8c25a", far)))
    return "".join(parts)


def valance(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the scalloped cloth above a stage, centred at ``x``."""
    w, parts, bows = h * 9, [], 8
    for index in range(bows):
        left = x - w / 2 + w * index / bows
        bow = [
            (left, y - h),
            (left + w / bows, y - h),
            (left + w / bows, y),
            (left + w / bows / 2, y + h * 0.55),
            (left, y),
        ]
        parts.append(path(bow, hand.mix.down(hand.tone("#a82a34", far), hand.tone("#d8404a", far)), smooth=False))
        parts.append(stroke([bow[2], bow[3], bow[4]], hand.tone("#e8c25a", far), h * 0.08))
    return "".join(parts)


def backdrop(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a painted scene on a stage: hills, a paper sun and cardboard trees; centred at (x, y)."""
    w = h * 2.2
    left, foot = x - w / 2, y + h / 2
    parts = [box(left, y - h / 2, w, h, hand.mix.down(hand.tone("#6fb8e0", far), hand.tone("#f6e6b8", far)))]
    sun = (x + w * 0.24, y - h * 0.2)
    for index in range(12):
        angle = index * math.tau / 12
        tip = (sun[0] + math.cos(angle) * h * 0.19, sun[1] + math.sin(angle) * h * 0.19)
        parts.append(stroke([sun, tip], hand.tone("#f2b93f", far), h * 0.02))
    parts.append(ellipse(*sun, h * 0.11, h * 0.11, hand.tone("#ffd75f", far)))
    for rise, color in ((0.34, "#8fb86a"), (0.2, "#6f9f4f")):
        line = [(left + w * t / 8, foot - h * rise * (0.8 + 0.4 * math.sin(t * 1.4 + rise * 20))) for t in range(9)]
        parts.append(path([*line, (left + w, foot), (left, foot)], hand.tone(color, far), smooth=False))
    for at in (0.12, 0.3, 0.82):
        cx = left + w * at
        parts.append(box(cx - h * 0.015, foot - h * 0.28, h * 0.03, h * 0.28, hand.tone("#8a5c3c", far)))
        parts.append(ellipse(cx, foot - h * 0.34, h * 0.1, h * 0.12, hand.tone("#4f8a4c", far)))
    return "".join(parts)


def footlights(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a row of lamps along the edge of a stage."""
    parts = []
    for index in range(9):
        at = x + (index - 4) * h * 4.2
        parts.append(ellipse(at, y - h * 0.4, h * 2.4, h * 2.0, hand.mix.round("#fff0b060", "#fff0b000")))
        parts.append(ellipse(at, y - h * 0.4, h * 0.5, h * 0.5, "#fff3c8"))
        parts.append(box(at - h * 0.7, y - h * 0.4, h * 1.4, h * 0.5, hand.tone("#c9a24f", far), h * 0.2))
    return "".join(parts)
