"""What stairwells, new flats, children's rooms and laundries have."""

from __future__ import annotations

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import css
from digiteller.picturebook.drawing.vector import box, ellipse, path, stroke

_CARD = "#c99a62"
_QUILTS = ("#c8604f", "#4f86b5")


def moving_boxes(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return three boxes of cardboard, one upon the others."""
    return "".join(
        _carton(hand, x + dx * h, y - dy * h, h * wide, h * tall, far)
        for dx, dy, wide, tall in ((-0.42, 0.0, 0.72, 0.52), (0.4, 0.0, 0.8, 0.44), (-0.06, 0.5, 0.66, 0.46))
    )


def _carton(hand: Hand, x: float, y: float, w: float, h: float, far: float) -> str:
    left = x - w / 2
    parts = [box(left, y - h, w, h, hand.shaded(_CARD, far, 0.16), 2)]
    parts.append(box(left, y - h, w, h * 0.09, hand.tone(_CARD, far, 1.16), 1))
    parts.append(box(x - w * 0.07, y - h, w * 0.14, h * 0.42, hand.tone("#e6d2a8", far), 0, 'opacity=".9"'))
    return "".join(parts) + box(left + w * 0.66, y - h * 0.36, w * 0.22, h * 0.18, hand.tone("#f2e6cc", far), 1)


def bunk_bed(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return two beds one above the other, the pillows on the left, and the ladder between them."""
    w, wood = h * 1.08, hand.shaded("#b5824f", far, 0.22)
    left, right = x - w / 2, x + w / 2
    parts = []
    for base, color in zip((0.17, 0.62), _QUILTS, strict=True):
        top = y - h * base
        parts.append(box(left, top - h * 0.1, w, h * 0.1, hand.tone("#fff6e4", far), h * 0.03))
        parts.append(
            box(left + w * 0.03, top - h * 0.15, w * 0.18, h * 0.08, hand.shaded("#ffffff", far, 0.12), h * 0.03)
        )
        parts.append(_cover(hand, x, top, h, color, far))
        parts.append(box(left, top - h * 0.02, w, h * 0.07, wood, 2))
    parts.append(box(left, y - h * 0.86, w * 0.66, h * 0.035, wood, 2))
    parts += [box(at - h * 0.025, y - h, h * 0.05, h, wood, h * 0.02) for at in (left, right)]
    for at in (0.26, 0.4):
        parts.append(box(x + w * at - h * 0.014, y - h * 0.84, h * 0.028, h * 0.84, hand.tone("#8f6238", far), 2))
    parts += [
        box(x + w * 0.26, y - h * up, w * 0.14, h * 0.026, hand.tone("#a8743f", far)) for up in (0.16, 0.34, 0.52, 0.7)
    ]
    return "".join(parts)


def _cover(hand: Hand, x: float, y: float, h: float, color: str, far: float, round_: float = 0.0) -> str:
    w = h * 1.08
    line = [
        (x - w * 0.26, y - h * (0.12 + round_)),
        (x + w * 0.1, y - h * (0.13 + round_)),
        (x + w * 0.47, y - h * 0.12),
    ]
    shape = [*line, (x + w * 0.48, y), (x - w * 0.26, y)]
    fill = hand.mix.down(hand.tone(color, far, 1.14), hand.tone(color, far, 0.8))
    return path(shape, fill) + stroke(line[:2], hand.tone("#fff2dc", far), h * 0.025)


def bunk_bed_cover(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the lower bed's quilt, over whoever lies in it."""
    return _cover(hand, x, y - h * 0.15, h, _QUILTS[0], far, 0.08)


def flat_door(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the door of a flat with its number, its bell and a mat before it."""
    w = h * 0.48
    parts = [box(x - w * 0.6, y - h * 1.05, w * 1.2, h * 1.05, hand.tone("#efe2ca", far), 4)]
    parts.append(box(x - w / 2, y - h, w, h, hand.shaded("#8f5a3c", far, 0.2), 3))
    panel = hand.tone("#7a4a30", far)
    parts += [
        box(x + way * w * 0.23 - w * 0.16, y - h * up, w * 0.32, h * 0.36, panel, 3)
        for way in (-1, 1)
        for up in (0.9, 0.46)
    ]
    parts.append(ellipse(x, y - h * 0.7, h * 0.02, h * 0.02, hand.tone("#f2dc9a", far)))
    parts.append(ellipse(x + w * 0.38, y - h * 0.46, h * 0.024, h * 0.024, hand.tone("#e8c86a", far)))
    parts.append(ellipse(x + w * 0.74, y - h * 0.56, h * 0.022, h * 0.022, hand.tone("#d9b85a", far)))
    return "".join(parts) + box(x - w * 0.56, y, w * 1.12, h * 0.035, hand.tone("#9a6f4a", far), 3)


def letter_boxes(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the letter boxes of a house's tenants, centred at (x, y)."""
    w = h * 1.3
    parts = [box(x - w / 2, y - h / 2, w, h, hand.tone("#6a747c", far), 3)]
    for row in range(3):
        for column in range(4):
            left, top = x - w * 0.47 + w * 0.24 * column, y - h * 0.46 + h * 0.32 * row
            parts.append(box(left, top, w * 0.22, h * 0.28, hand.shaded("#b8c2c8", far, 0.15), 2))
            parts.append(box(left + w * 0.03, top + h * 0.05, w * 0.16, h * 0.04, hand.tone("#3f464c", far), 1))
            parts.append(box(left + w * 0.05, top + h * 0.16, w * 0.12, h * 0.05, hand.tone("#fff6e0", far), 1))
    return "".join(parts)


def washing_machine(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a washing machine with its round door."""
    w = h * 0.86
    parts = [box(x - w / 2, y - h, w, h, hand.shaded("#eef2f4", far, 0.16), h * 0.05)]
    parts.append(box(x - w / 2, y - h, w, h * 0.17, hand.tone("#cfd9de", far), h * 0.04))
    parts.append(box(x - w * 0.4, y - h * 0.95, w * 0.3, h * 0.08, hand.tone("#f8fafb", far), 2))
    parts.append(ellipse(x + w * 0.3, y - h * 0.91, h * 0.045, h * 0.045, hand.tone("#8a98a2", far)))
    parts.append(ellipse(x, y - h * 0.42, h * 0.3, h * 0.3, hand.tone("#9aa8b2", far)))
    parts.append(ellipse(x, y - h * 0.42, h * 0.24, h * 0.24, hand.mix.round("#cfe8f4", "#6f9ab5", "#4f7a98")))
    for dx, color in ((-0.1, "#e07a5f"), (0.05, "#f2cc6a"), (0.12, "#7fa85f")):
        parts.append(ellipse(x + dx * h, y - h * 0.3, h * 0.08, h * 0.06, hand.tone(color, far)))
    return "".join(parts)


def tall_window(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a stairwell's tall window with the houses across the street, centred at (x, y)."""
    w, sky = h * 0.5, hand.light.sky
    left, top = x - w / 2, y - h / 2
    parts = [box(left, top, w, h, hand.mix.down(css(sky[0]), css(sky[1]), css(sky[2])))]
    for dx, tall, color in ((0.0, 0.34, "#c98f6f"), (0.4, 0.46, "#a8908a"), (0.72, 0.3, "#c9b08a")):
        wide = w * (0.28 if dx > 0.5 else 0.4)
        parts.append(box(left + w * dx, top + h * (1 - tall), wide, h * tall, hand.tone(color, 0.3)))
        glow = "#ffe08a" if hand.light.dark > 0.5 else hand.tone("#dfeaf0", 0.3)
        parts.append(box(left + w * (dx + 0.1), top + h * (1.06 - tall), w * 0.1, h * 0.06, glow))
    frame = hand.tone("#f4ead6", far)
    parts.append(box(left, top, w, h, "none", 2, f'stroke="{frame}" stroke-width="{h * 0.04:.1f}"'))
    parts.append(box(x - h * 0.012, top, h * 0.024, h, frame))
    return "".join(parts) + "".join(box(left, top + h * at, w, h * 0.022, frame) for at in (0.33, 0.66))
