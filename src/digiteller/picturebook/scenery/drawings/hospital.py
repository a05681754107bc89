"""What a hospital ward has."""

from __future__ import annotations

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.vector import box, ellipse, path, stroke


def cot(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a hospital bed with its chart."""
    w = h * 2.2
    steel = hand.tone("#c9d2da", far)
    parts = []
    for way, tall in ((-1, 1.1), (1, 0.8)):
        parts += [stroke([(x + way * w * 0.5, y), (x + way * w * 0.5, y - h * tall)], steel, h * 0.06)]
    parts.append(box(x - w * 0.5, y - h * 0.5, w, h * 0.2, hand.tone("#e8eef2", far), 3))
    parts.append(
        path(
            [
                (x - w * 0.2, y - h * 0.5),
                (x - w * 0.16, y - h * 0.66),
                (x + w * 0.48, y - h * 0.62),
                (x + w * 0.48, y - h * 0.28),
                (x - w * 0.2, y - h * 0.28),
            ],
            hand.mix.down(hand.tone("#8fc4d0", far), hand.tone("#6aa4b8", far)),
        )
    )
    parts.append(ellipse(x - w * 0.34, y - h * 0.62, h * 0.3, h * 0.16, hand.tone("#ffffff", far)))
    parts.append(
        box(
            x + w * 0.4,
            y - h * 0.72,
            h * 0.24,
            h * 0.28,
            hand.tone("#fbf6ea", far),
            2,
            f'stroke="{steel}" stroke-width="{h * 0.02:.1f}"',
        )
    )
    parts.append(
        stroke(
            [
                (x + w * 0.42, y - h * 0.54),
                (x + w * 0.44, y - h * 0.6),
                (x + w * 0.46, y - h * 0.5),
                (x + w * 0.49, y - h * 0.56),
            ],
            hand.tone("#d8574a", far),
            h * 0.02,
        )
    )
    return "".join(parts)


def screen(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a folding screen of cloth."""
    w, parts = h * 0.26, []
    for index in range(3):
        left = x + (index - 1.5) * w
        parts.append(
            box(
                left,
                y - h,
                w * 0.96,
                h * 0.92,
                hand.shaded("#cfe4e0", far, 0.12),
                2,
                f'stroke="{hand.tone("#b8c4cc", far)}" stroke-width="{h * 0.012:.1f}"',
            )
        )
    return "".join(parts)


def cross(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the sign of a sickroom, centred at (x, y)."""
    red = hand.tone("#d8574a", far)
    return (
        ellipse(x, y, h * 0.5, h * 0.5, hand.tone("#fffdf6", far))
        + box(x - h * 0.09, y - h * 0.3, h * 0.18, h * 0.6, red)
        + box(x - h * 0.3, y - h * 0.09, h * 0.6, h * 0.18, red)
    )


def bedside(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a little table with a lamp, lit when it is dark."""
    w, wood = h * 0.42, hand.shaded("#8a5c3c", far)
    parts = [box(x - w / 2, y - h * 0.5, w, h * 0.5, wood, 3)]
    parts.append(box(x - w * 0.36, y - h * 0.4, w * 0.72, h * 0.15, hand.tone("#6a4630", far), 2))
    parts.append(box(x - h * 0.03, y - h * 0.72, h * 0.06, h * 0.22, hand.tone("#c9a24f", far)))
    lit = hand.light.dark > 0.3 and hand.lit
    shade = [(x - h * 0.1, y - h), (x + h * 0.1, y - h), (x + h * 0.19, y - h * 0.7), (x - h * 0.19, y - h * 0.7)]
    parts.append(path(shade, hand.mix.down("#fff0b8", "#ffd27a") if lit else hand.shaded("#e8d0a0", far), smooth=False))
    if lit:
        hand.spots.append(("lamp", x, y - h * 0.8, h * 0.85))
    return "".join(parts)
