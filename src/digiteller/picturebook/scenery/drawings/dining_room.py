"""What a dining room has."""

from __future__ import annotations

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.vector import box, ellipse, path

_WOOD = "#a8744a"


def chair(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a wooden chair."""
    w = h * 0.46
    wood = hand.shaded("#8f5f3c", far)
    parts = [
        box(
            x + way * w * 0.44 - h * 0.03,
            y - h * (1.0 if back else 0.48),
            h * 0.06,
            h * (1.0 if back else 0.48),
            wood,
            2,
        )
        for way, back in ((-1, True), (1, True))
    ]
    parts += [box(x - w * 0.44, y - h * t, w * 0.88, h * 0.07, wood, 2) for t in (0.96, 0.8, 0.64)]
    return "".join(parts) + box(x - w * 0.56, y - h * 0.5, w * 1.12, h * 0.09, hand.tone("#b5523f", far), 3)


def long_table(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a laid dining table with candles."""
    w = h * 3.2
    parts = [box(x + way * w * 0.42, y - h * 0.85, h * 0.1, h * 0.85, hand.shaded(_WOOD, far)) for way in (-1, 1)]
    parts.append(box(x - w * 0.5, y - h, w, h * 0.1, hand.tone("#fbf3e2", far), 2))
    cloth = [
        (x - w * 0.5, y - h * 0.92),
        (x + w * 0.5, y - h * 0.92),
        (x + w * 0.48, y - h * 0.62),
        (x - w * 0.48, y - h * 0.62),
    ]
    parts.append(path(cloth, hand.mix.down(hand.tone("#f2e3c8", far), hand.tone("#d9c3a4", far)), smooth=False))
    for at in (-0.36, -0.12, 0.12, 0.36):
        parts.append(ellipse(x + at * w, y - h * 1.03, h * 0.17, h * 0.04, hand.tone("#ffffff", far)))
    for at in (-0.24, 0.0, 0.24):
        parts.append(box(x + at * w - h * 0.03, y - h * 1.32, h * 0.06, h * 0.3, hand.tone("#fff6e0", far), 2))
        parts.append(ellipse(x + at * w, y - h * 1.38, h * 0.03, h * 0.06, "#ffd67a"))
        hand.spots.append(("fire", x + at * w, y - h * 1.38, h * 0.22))
    return "".join(parts)
