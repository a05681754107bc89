"""What is made and kept in workshops and shops: a bench, barrels, toys."""

from __future__ import annotations

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.vector import box, ellipse, path, stroke

_WOOD = "#a8744a"
_IRON = "#4a525c"


def workbench(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a bench with a vice, a plane and shavings."""
    w = h * 2.1
    parts = [
        box(x + way * w * 0.4 - h * 0.07, y - h * 0.85, h * 0.14, h * 0.85, hand.shaded(_WOOD, far)) for way in (-1, 1)
    ]
    parts.append(box(x - w * 0.44, y - h * 0.3, w * 0.88, h * 0.08, hand.tone(_WOOD, far, 0.8)))
    parts.append(
        box(
            x - w * 0.52,
            y - h,
            w * 1.04,
            h * 0.18,
            hand.mix.down(hand.tone("#c9935f", far), hand.tone("#9a6a42", far)),
            3,
        )
    )
    parts.append(box(x + w * 0.3, y - h * 1.22, h * 0.26, h * 0.22, hand.tone(_IRON, far), 3))
    parts.append(
        path(
            [(x - w * 0.3, y - h), (x - w * 0.3, y - h * 1.12), (x - w * 0.1, y - h * 1.1), (x - w * 0.06, y - h)],
            hand.shaded("#d9a35f", far),
            smooth=False,
        )
    )
    for _ in range(6):
        at = x + hand.any(-0.1, 0.25) * w
        parts.append(
            stroke(
                [(at, y - h), (at + h * 0.05, y - h * 1.06), (at + h * 0.1, y - h * 1.01)],
                hand.tone("#f0d9a8", far),
                h * 0.025,
            )
        )
    return "".join(parts)


def barrel(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a barrel."""
    w = h * 0.36
    body = [
        (x - w * 0.84, y),
        (x - w, y - h * 0.5),
        (x - w * 0.84, y - h),
        (x + w * 0.84, y - h),
        (x + w, y - h * 0.5),
        (x + w * 0.84, y),
    ]
    parts = [
        path(body, hand.shaded("#a8744a", far, 0.4)),
        ellipse(x, y - h, w * 0.84, h * 0.08, hand.tone("#8a5c3a", far)),
    ]
    parts += [
        stroke(
            [(x - w * 0.95, y - h * t), (x, y - h * (t - 0.04)), (x + w * 0.95, y - h * t)],
            hand.tone(_IRON, far),
            h * 0.045,
        )
        for t in (0.24, 0.78)
    ]
    return "".join(parts)


def toys(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a shelf of toys and goods."""
    w = h * 0.66
    left = x - w / 2
    parts = [
        box(left, y - h, w, h, hand.shaded("#a8744a", far, 0.3), 3),
        box(left + w * 0.05, y - h * 0.97, w * 0.9, h * 0.93, hand.tone("#6a4630", far)),
    ]
    for row in range(4):
        base = y - h * 0.05 - h * 0.23 * row
        for column in range(4):
            at, size = left + w * (0.16 + 0.225 * column), w * hand.any(0.07, 0.1)
            color = hand.tone(
                hand.random.choice(("#d8574a", "#e8b23f", "#4f8fc0", "#6fa85a", "#c98fc0", "#f2e3c8")), far
            )
            what = hand.random.randrange(4)
            if what == 0:
                parts.append(ellipse(at, base - size, size, size, color))
                parts.append(
                    ellipse(at - size * 0.3, base - size * 1.3, size * 0.3, size * 0.25, "#ffffff", 'opacity=".5"')
                )
            elif what == 1:
                parts.append(box(at - size, base - size * 1.8, size * 2, size * 1.8, color, 2))
                parts.append(
                    box(at - size * 0.16, base - size * 1.8, size * 0.32, size * 1.8, hand.tone("#fff6e0", far))
                )
            elif what == 2:
                parts.append(
                    ellipse(at, base - size * 0.9, size * 0.8, size * 0.9, color)
                    + ellipse(at, base - size * 2.1, size * 0.62, size * 0.6, color)
                )
                parts += [
                    ellipse(at + d * size, base - size * 2.6, size * 0.26, size * 0.26, color) for d in (-0.5, 0.5)
                ]
            else:
                parts.append(path([(at - size, base), (at, base - size * 2.2), (at + size, base)], color, smooth=False))
        parts.append(box(left + w * 0.03, base, w * 0.94, h * 0.02, hand.tone(_WOOD, far)))
    return "".join(parts)
