"""What a cockpit has."""

from __future__ import annotations

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.vector import box, ellipse, path


def console(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the control desk of a space ship."""
    w = h * 2.4
    body = [
        (x - w * 0.5, y),
        (x - w * 0.44, y - h * 0.7),
        (x - w * 0.34, y - h),
        (x + w * 0.34, y - h),
        (x + w * 0.44, y - h * 0.7),
        (x + w * 0.5, y),
    ]
    parts = [path(body, hand.shaded("#7f8ea8", far, 0.3), smooth=False)]
    for index in range(3):
        left = x + (index - 1.5) * w * 0.22
        parts.append(
            box(left + w * 0.02, y - h * 0.94, w * 0.18, h * 0.3, hand.mix.down("#8ff0e0", "#3f9ab5"), h * 0.04)
        )
    parts.append(ellipse(x, y - h * 0.8, w * 0.5, h * 0.5, hand.mix.round("#8ff0e038", "#8ff0e000")))
    for index in range(16):
        color = ("#ff7a6a", "#ffd76a", "#8ff09a", "#8fd0ff")[index % 4]
        row, column = divmod(index, 8)
        parts.append(ellipse(x + (column - 3.5) * w * 0.1, y - h * (0.5 - 0.16 * row), h * 0.045, h * 0.045, color))
    return "".join(parts)


def seat(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a padded seat of a train, seen from its side."""
    cloth = hand.shaded(hand.random.choice(("#4f7f6a", "#a8473f")), far)
    return (
        box(x - h * 0.4, y - h * 0.2, h * 0.8, h * 0.2, hand.tone("#6a4630", far), 3)
        + box(x - h * 0.44, y - h * 0.46, h * 0.88, h * 0.28, cloth, h * 0.08)
        + box(x - h * 0.48, y - h, h * 0.24, h * 0.72, cloth, h * 0.09)
        + box(x - h * 0.5, y - h * 1.02, h * 0.28, h * 0.12, hand.tone("#f2e3c8", far), h * 0.04)
    )
