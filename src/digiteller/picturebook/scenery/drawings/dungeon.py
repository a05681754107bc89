"""What a dungeon has."""

from __future__ import annotations

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.vector import box, ellipse, path

_IRON = "#4a525c"


def torch(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a torch in its ring on the wall, centred at (x, y)."""
    parts = [
        path(
            [
                (x - h * 0.08, y + h * 0.5),
                (x - h * 0.13, y - h * 0.1),
                (x + h * 0.13, y - h * 0.1),
                (x + h * 0.08, y + h * 0.5),
            ],
            hand.tone("#7a5438", far),
            smooth=False,
        )
    ]
    parts.append(box(x - h * 0.17, y + h * 0.02, h * 0.34, h * 0.09, hand.tone(_IRON, far)))
    for wide, tall, color in ((0.17, 0.62, "#f2803a"), (0.1, 0.4, "#ffd76a")):
        flame = [
            (x - wide * h, y - h * 0.1),
            (x - wide * h * 0.6, y - h * (0.1 + tall * 0.5)),
            (x, y - h * (0.1 + tall)),
            (x + wide * h * 0.8, y - h * (0.1 + tall * 0.4)),
            (x + wide * h, y - h * 0.1),
        ]
        parts.append(path(flame, color))
    hand.spots.append(("fire", x, y - h * 0.3, h * 1.3))
    return "".join(parts)


def chains(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return chains that hang on a wall, their rings at ``y``."""
    parts = []
    for way in (-1, 1):
        parts += [
            ellipse(
                x + way * h * 0.3,
                y + h * 0.13 * index,
                h * 0.045,
                h * 0.075,
                "none",
                f'stroke="{hand.tone(_IRON, far)}" stroke-width="{h * 0.03:.1f}"',
            )
            for index in range(7)
        ]
    return "".join(parts)
