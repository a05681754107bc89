"""What stands by itself outdoors for a figure to sit on, hide behind or look out of."""

from __future__ import annotations

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.vector import box, ellipse, path, stroke
from digiteller.picturebook.scenery.drawings.trees import bare_tree, round_tree
from digiteller.picturebook.scenery.drawings.yard import fence

_WOOD = "#a8744a"


def tree_near(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a great tree near by: a trunk to lean on under a wide crown."""
    w = h * 0.075
    if hand.snowy or hand.season == "winter":
        return bare_tree(hand, x, y, h, far)
    roots = [(x - w * 1.9, y), (x - w * 0.9, y - h * 0.07), (x - w * 0.8, y - h * 0.5), (x + w * 0.8, y - h * 0.5)]
    roots += [(x + w * 0.9, y - h * 0.07), (x + w * 1.9, y), (x, y + w * 0.3)]
    return path(roots, hand.shaded("#7a5738", far, 0.4)) + round_tree(hand, x, y, h, far, ("#5f9b4a", "#4f8a4c"))


def great_rock(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a boulder with a flat top."""
    shape = [
        (x - h * 1.1, y),
        (x - h, y - h * 0.6),
        (x - h * 0.6, y - h * 0.98),
        (x + h * 0.55, y - h * 1.0),
        (x + h * 0.98, y - h * 0.62),
        (x + h * 1.12, y),
        (x, y + h * 0.06),
    ]
    top = [
        (x - h * 0.78, y - h * 0.88),
        (x - h * 0.5, y - h * 1.0),
        (x + h * 0.5, y - h * 1.01),
        (x + h * 0.8, y - h * 0.84),
        (x, y - h * 0.74),
    ]
    lit = hand.tone("#ffffff" if hand.snowy else "#b3b0aa", far, 1.1)
    cracks = [
        stroke(
            [(x - h * 0.4, y - h * 0.6), (x - h * 0.3, y - h * 0.35), (x - h * 0.36, y - h * 0.15)],
            hand.tone("#5f5c58", far),
            h * 0.02,
        ),
        stroke([(x + h * 0.5, y - h * 0.55), (x + h * 0.42, y - h * 0.3)], hand.tone("#5f5c58", far), h * 0.02),
    ]
    return (
        path(shape, hand.mix.down(hand.tone("#9a9792", far), hand.tone("#6a6763", far)))
        + path(top, lit)
        + "".join(cracks)
    )


def log(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a fallen trunk."""
    w, bark = h * 3.0, hand.mix.down(hand.tone("#8a6446", far, 1.1), hand.tone("#5a3f2c", far))
    parts = [box(x - w / 2, y - h, w, h, bark, h * 0.4)]
    parts += [
        stroke([(x + w * a, y - h * b), (x + w * (a + 0.12), y - h * (b - 0.03))], hand.tone("#4a3324", far), h * 0.04)
        for a, b in ((-0.42, 0.7), (-0.2, 0.5), (0.0, 0.75), (0.1, 0.35), (-0.35, 0.28))
    ]
    parts.append(ellipse(x + w * 0.44, y - h * 0.5, h * 0.34, h * 0.5, hand.tone("#e0bd8a", far)))
    parts += [
        ellipse(
            x + w * 0.44,
            y - h * 0.5,
            h * 0.34 * t,
            h * 0.5 * t,
            "none",
            f'stroke="{hand.tone("#a8805a", far)}" stroke-width="{h * 0.03:.1f}"',
        )
        for t in (0.75, 0.45, 0.18)
    ]
    parts.append(
        ellipse(x - w * 0.3, y - h * 0.96, w * 0.13, h * 0.1, hand.tone("#ffffff" if hand.snowy else "#6f9a4a", far))
    )
    return "".join(parts)


def garden_wall(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a piece of a brick wall."""
    w, parts = h * 3.0, []
    parts.append(box(x - w / 2, y - h, w, h, hand.tone("#b08a78", far)))
    for row in range(5):
        for at in range(8):
            left = x - w / 2 + (at - 0.5 * (row % 2)) * w / 7.5
            low, high = max(x - w / 2, left), min(x + w / 2, left + w / 8)
            if high > low:
                parts.append(
                    box(
                        low,
                        y - h * (0.97 - row * 0.19),
                        high - low,
                        h * 0.165,
                        hand.tone("#b5654a", far, hand.any(0.82, 1.12)),
                        2,
                    )
                )
    return "".join(parts) + box(
        x - w * 0.52, y - h * 1.07, w * 1.04, h * 0.12, hand.tone("#fdfdfd" if hand.snowy else "#cdbba8", far), 3
    )


def garden_fence(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a piece of a fence with a broad rail on top."""
    rail = box(x - h * 1.5, y - h * 1.06, h * 3.1, h * 0.12, hand.tone("#b8936a", far), 3)
    return fence(hand, x - h * 1.45, x + h * 1.45, y, h, far) + rail


def gate(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a garden gate between two posts."""
    wood = hand.shaded("#c9a679", far, 0.25)
    parts = [
        box(x + way * h * 0.62 - h * 0.09, y - h * 1.25, h * 0.18, h * 1.25, hand.shaded("#8a6446", far), 4)
        for way in (-1, 1)
    ]
    parts += [ellipse(x + way * h * 0.62, y - h * 1.3, h * 0.11, h * 0.1, hand.tone("#a8805a", far)) for way in (-1, 1)]
    parts += [
        box(
            x - h * 0.48 + h * 0.2 * at,
            y - h * (0.95 + 0.1 * (2 - abs(at - 2))),
            h * 0.15,
            h * (0.9 + 0.1 * (2 - abs(at - 2))),
            wood,
            4,
        )
        for at in range(5)
    ]
    parts += [
        stroke([(x - h * 0.5, y - h * t), (x + h * 0.5, y - h * t)], hand.tone("#a8805a", far), h * 0.08)
        for t in (0.25, 0.75)
    ]
    return "".join(parts)


def brick_well(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a well with a roof, a winch and a bucket."""
    parts = [
        box(x + way * h * 0.36 - h * 0.03, y - h * 0.82, h * 0.06, h * 0.6, hand.shaded("#7a5438", far))
        for way in (-1, 1)
    ]
    parts.append(
        stroke([(x - h * 0.42, y - h * 0.62), (x + h * 0.42, y - h * 0.62)], hand.tone("#5f4430", far), h * 0.05)
    )
    parts.append(stroke([(x, y - h * 0.62), (x, y - h * 0.44)], hand.tone("#e0cfa8", far), h * 0.015))
    parts.append(
        path(
            [(x - h * 0.56, y - h * 0.74), (x, y - h * 1.05), (x + h * 0.56, y - h * 0.74)],
            hand.shaded("#a8503f", far),
            smooth=False,
        )
    )
    return "".join(parts) + well_rim(hand, x, y, h, far)


def well_rim(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the round wall of a well."""
    parts = [box(x - h * 0.44, y - h * 0.36, h * 0.88, h * 0.38, hand.shaded("#a09a94", far, 0.3), h * 0.06)]
    for row in range(3):
        for at in range(6):
            left = x - h * 0.43 + h * 0.145 * (at + 0.4 * (row % 2))
            parts.append(
                box(
                    left,
                    y - h * (0.32 - 0.115 * row),
                    h * 0.125,
                    h * 0.095,
                    hand.tone("#a8a29a", far, hand.any(0.82, 1.15)),
                    4,
                    'opacity=".8"',
                )
            )
    return "".join(parts) + box(x - h * 0.48, y - h * 0.4, h * 0.96, h * 0.08, hand.tone("#c4beb4", far), h * 0.03)


def hole(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a round hole in the ground with earth thrown up around it."""
    return ellipse(x, y - h * 0.3, h * 1.5, h * 0.5, hand.tone("#8a6446", far)) + ellipse(
        x, y - h * 0.36, h * 1.2, h * 0.38, "#2a1d18"
    )


def earth(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the near edge of ``hole``: earth and grass before whoever is in it."""
    shape = [
        (x - h * 1.5, y - h * 0.3),
        (x - h * 0.9, y - h * 0.06),
        (x, y + h * 0.02 - h * 0.02),
        (x + h * 0.9, y - h * 0.06),
        (x + h * 1.5, y - h * 0.3),
        (x + h * 1.45, y + h * 0.08),
        (x, y + h * 0.34),
        (x - h * 1.45, y + h * 0.08),
    ]
    parts = [path(shape, hand.mix.down(hand.tone("#9a7350", far), hand.tone("#6f4f36", far)))]
    parts += [
        ellipse(
            x + h * hand.any(-1.2, 1.2),
            y + h * hand.any(0.02, 0.18),
            h * 0.09,
            h * 0.06,
            hand.tone("#7a5a40", far, hand.any(0.8, 1.3)),
        )
        for _ in range(12)
    ]
    return "".join(parts)


def doorsteps(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return four broad steps."""
    parts = []
    for at in range(4):
        wide, low = h * (3.4 - 0.5 * at), y - h * 0.25 * at
        parts.append(
            box(
                x - wide / 2,
                low - h * 0.25,
                wide,
                h * 0.26,
                hand.mix.down(hand.tone("#d9d0c4", far, 0.86 + 0.04 * at), hand.tone("#a89c90", far, 0.9 + 0.03 * at)),
                2,
            )
        )
        parts.append(
            box(x - wide / 2 - h * 0.03, low - h * 0.27, wide + h * 0.06, h * 0.07, hand.tone("#efe8dc", far), 2)
        )
    return "".join(parts)


def board_swing(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a swing for one on its frame."""
    post, seat = hand.tone("#b5523f", far), y - h * 0.28
    parts = [
        stroke([(x + way * h * 0.46, y - h), (x + way * h * (0.46 + leg), y)], post, h * 0.04)
        for way in (-1, 1)
        for leg in (-0.14, 0.14)
    ]
    parts.append(box(x - h * 0.52, y - h * 1.03, h * 1.04, h * 0.06, hand.shaded("#b5523f", far), h * 0.03))
    parts += [
        stroke([(x + way * h * 0.14, y - h), (x + way * h * 0.14, seat)], hand.tone("#e0cfa8", far), h * 0.014)
        for way in (-1, 1)
    ]
    return "".join(parts) + box(x - h * 0.17, seat - h * 0.01, h * 0.34, h * 0.045, hand.tone(_WOOD, far), 3)


def sand_edge(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the near edge of a sandpit with a heap of sand."""
    w = h * 2.2
    heap = [
        (x - w * 0.8, y - h * 0.1),
        (x - w * 0.3, y - h * 0.5),
        (x + w * 0.1, y - h * 0.42),
        (x + w * 0.8, y - h * 0.1),
        (x, y + h * 0.06),
    ]
    return path(heap, hand.mix.down(hand.tone("#f4dfa8", far), hand.tone("#dcbf82", far))) + box(
        x - w * 0.95, y - h * 0.12, w * 1.9, h * 0.3, hand.tone(_WOOD, far, 0.85), 4
    )


def hay(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return loose hay before whoever is in a haystack."""
    shape = [
        (x - h * 0.75, y),
        (x - h * 0.55, y - h * 0.42),
        (x, y - h * 0.52),
        (x + h * 0.55, y - h * 0.4),
        (x + h * 0.75, y),
        (x, y + h * 0.05),
    ]
    parts = [path(shape, hand.shaded("#dcb354", far, 0.3))]
    for _ in range(26):
        sx, sy = x + hand.any(-0.55, 0.55) * h, y - hand.any(0.05, 0.5) * h
        parts.append(
            stroke(
                [(sx, sy), (sx + hand.any(-0.1, 0.1) * h, sy - h * 0.1)],
                hand.tone("#f0d07a", far, hand.any(0.75, 1.1)),
                h * 0.018,
            )
        )
    return "".join(parts)
