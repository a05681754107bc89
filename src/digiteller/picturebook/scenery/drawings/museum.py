"""What a museum shows: a skeleton, and things on pedestals."""

from __future__ import annotations

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.vector import box, ellipse, path, stroke


def skeleton(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the skeleton of a dinosaur on its stand."""
    bone = hand.tone("#efe4c8", far)
    spine = [
        (x - h * 0.95, y - h * 0.42),
        (x - h * 0.5, y - h * 0.58),
        (x, y - h * 0.62),
        (x + h * 0.34, y - h * 0.66),
        (x + h * 0.56, y - h * 0.92),
    ]
    parts = [box(x - h * 1.0, y - h * 0.09, h * 2.0, h * 0.09, hand.tone("#7a5c44", far), 3)]
    parts.append(stroke(spine, bone, h * 0.055))
    for index in range(7):
        at = x - h * 0.2 + h * 0.085 * index
        rib = [(at, y - h * 0.63), (at + h * 0.07, y - h * 0.46), (at - h * 0.01, y - h * 0.34)]
        parts.append(stroke(rib, bone, h * 0.024))
    for at, bend in ((-0.18, -0.08), (-0.06, 0.1), (0.3, -0.05), (0.4, 0.07)):
        leg = [(x + at * h, y - h * 0.58), (x + (at + bend) * h, y - h * 0.34), (x + at * h, y - h * 0.09)]
        parts.append(stroke(leg, bone, h * 0.045))
    skull = [
        (x + h * 0.5, y - h * 0.98),
        (x + h * 0.7, y - h * 1.04),
        (x + h * 0.98, y - h * 0.9),
        (x + h * 0.94, y - h * 0.82),
        (x + h * 0.66, y - h * 0.82),
    ]
    parts.append(path(skull, bone) + ellipse(x + h * 0.7, y - h * 0.94, h * 0.04, h * 0.035, hand.tone("#4a3a30", far)))
    return "".join(parts)


def pedestal(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a vase on a column."""
    stone, w = hand.shaded("#e2d8c8", far), h * 0.24
    parts = [
        box(x - w * 0.5, y - h * 0.55, w, h * 0.55, stone),
        box(x - w * 0.66, y - h * 0.6, w * 1.32, h * 0.07, stone, 2),
    ]
    vase = [
        (x - w * 0.2, y - h * 0.6),
        (x - w * 0.46, y - h * 0.78),
        (x - w * 0.16, y - h * 0.94),
        (x - w * 0.24, y - h),
        (x + w * 0.24, y - h),
        (x + w * 0.16, y - h * 0.94),
        (x + w * 0.46, y - h * 0.78),
        (x + w * 0.2, y - h * 0.6),
    ]
    color = hand.random.choice(("#3f7f9a", "#c9643f", "#6f8f5a"))
    return (
        "".join(parts)
        + path(vase, hand.shaded(color, far, 0.35))
        + stroke([(x - w * 0.42, y - h * 0.78), (x + w * 0.42, y - h * 0.78)], hand.tone("#f2e3c0", far), h * 0.015)
    )
