"""What a bathroom has."""

from __future__ import annotations

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.vector import blob, box, ellipse, path, stroke


def bathtub(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a tub on feet, full of foam."""
    w = h * 1.9
    parts = [
        ellipse(x + way * w * 0.34, y - h * 0.03, h * 0.09, h * 0.07, hand.tone("#d9b25a", far)) for way in (-1, 1)
    ]
    foam = hand.tone("#ffffff", far)
    for index in range(13):
        at = x + (index / 12 - 0.5) * w * 0.86
        size = h * hand.any(0.12, 0.22)
        parts.append(blob(hand.random, at, y - h * 0.8, size, size, foam, 0.08))
    body = [
        (x - w / 2, y - h * 0.8),
        (x + w / 2, y - h * 0.8),
        (x + w * 0.42, y - h * 0.22),
        (x + w * 0.3, y - h * 0.07),
        (x - w * 0.3, y - h * 0.07),
        (x - w * 0.42, y - h * 0.22),
    ]
    parts.append(path(body, hand.shaded("#f4f1ea", far, 0.2)))
    parts.append(box(x - w * 0.53, y - h * 0.84, w * 1.06, h * 0.1, hand.tone("#fffdf6", far), h * 0.05))
    tap = [
        (x + w * 0.46, y - h * 0.84),
        (x + w * 0.46, y - h * 1.15),
        (x + w * 0.36, y - h * 1.15),
        (x + w * 0.36, y - h * 1.02),
    ]
    parts.append(stroke(tap, hand.tone("#c9a24f", far), h * 0.06))
    hand.spots.append(("steam", x, y - h * 0.95, h * 0.22))
    return "".join(parts)


def washstand(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a basin with a mirror above it."""
    w = h * 0.4
    parts = [box(x - w * 0.12, y - h * 0.42, w * 0.24, h * 0.42, hand.shaded("#e8e4da", far))]
    bowl = [
        (x - w / 2, y - h * 0.5),
        (x + w / 2, y - h * 0.5),
        (x + w * 0.3, y - h * 0.38),
        (x - w * 0.3, y - h * 0.38),
    ]
    parts.append(path(bowl, hand.shaded("#f6f3ec", far, 0.2)))
    parts.append(
        ellipse(
            x,
            y - h * 0.84,
            w * 0.44,
            h * 0.19,
            hand.mix.down(hand.tone("#dcecf4", far), hand.tone("#9fc4d8", far)),
            f'stroke="{hand.tone("#c9a24f", far)}" stroke-width="{h * 0.025:.1f}"',
        )
    )
    return "".join(parts)
