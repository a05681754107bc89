"""What the small places have: tents, burrows, towers, greenhouses."""

from __future__ import annotations

import math

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import css, mix, rgb
from digiteller.picturebook.drawing.vector import blob, box, ellipse, path, stroke

_WOOD = "#a8744a"


def sleeping_bag(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a sleeping bag on a mat, its pillow on the left."""
    w = h * 2.9
    parts = [box(x - w * 0.52, y - h * 0.16, w * 1.04, h * 0.18, hand.tone("#7fa3a8", far), h * 0.06)]
    parts.append(box(x - w * 0.5, y - h * 0.62, h * 0.66, h * 0.46, hand.shaded("#fff6e0", far, 0.15), h * 0.18))
    return "".join(parts) + bag_cover(hand, x, y, h, far)


def bag_cover(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the quilted bag itself, over whoever lies in it."""
    return _bag(hand, x, y, h, far, 0.0)


def bag_over(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the same, round with somebody in it."""
    return _bag(hand, x, y, h, far, 0.42)


def _bag(hand: Hand, x: float, y: float, h: float, far: float, round_: float) -> str:
    w = h * 2.9
    shape = [
        (x - w * 0.28, y - h * (0.62 + round_)),
        (x - w * 0.1, y - h * (0.76 + round_)),
        (x + w * 0.36, y - h * 0.56),
        (x + w * 0.5, y - h * 0.36),
        (x + w * 0.46, y - h * 0.06),
        (x - w * 0.28, y - h * 0.06),
    ]
    parts = [path(shape, hand.mix.down(hand.tone("#e2853f", far, 1.1), hand.tone("#b5532f", far)))]
    parts += [
        stroke(
            [(x - w * t, y - h * 0.64), (x - w * (t - 0.02), y - h * 0.1)],
            hand.tone("#8f3f28", far),
            h * 0.025,
            extra='opacity=".6"',
        )
        for t in (0.12, -0.04, -0.2, -0.34)
    ]
    return "".join(parts) + stroke(
        [(x - w * 0.28, y - h * (0.62 + round_)), (x - w * 0.25, y - h * 0.06)], hand.tone("#ffe0a8", far), h * 0.09
    )


def rucksack(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a rucksack with a rolled mat."""
    parts = [box(x - h * 0.34, y - h * 0.78, h * 0.68, h * 0.78, hand.shaded("#5f8a5a", far, 0.3), h * 0.16)]
    parts.append(box(x - h * 0.24, y - h * 0.4, h * 0.48, h * 0.34, hand.tone("#7aa870", far), h * 0.08))
    parts.append(box(x - h * 0.42, y - h * 0.98, h * 0.84, h * 0.24, hand.shaded("#d9984f", far), h * 0.12))
    return "".join(parts) + "".join(
        box(x + at * h - h * 0.03, y - h * 0.96, h * 0.06, h * 0.55, hand.tone("#8a5c3c", far), 2)
        for at in (-0.18, 0.18)
    )


def lantern_hung(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a lantern that hangs from above, centred at (x, y)."""
    lit = hand.light.dark > 0.2 and hand.lit
    parts = [stroke([(x, y - h * 4), (x, y - h * 0.6)], hand.tone("#5a4638", far), h * 0.05)]
    if lit:
        parts.append(ellipse(x, y, h * 2.4, h * 2.2, hand.mix.round("#ffd98a80", "#ffd98a28", "#ffd98a00")))
        hand.spots.append(("lamp", x, y, h * 1.5))
    iron = hand.tone("#3f464e", far)
    parts.append(
        box(x - h * 0.24, y - h * 0.34, h * 0.48, h * 0.66, "#ffe9a8" if lit else hand.tone("#f2ead2", far), h * 0.08)
    )
    parts.append(ellipse(x, y + h * 0.08, h * 0.08, h * 0.16, "#ff9f3f"))
    parts += [box(x + at * h - h * 0.025, y - h * 0.34, h * 0.05, h * 0.66, iron) for at in (-0.24, 0.24)]
    return (
        "".join(parts)
        + path([(x - h * 0.32, y - h * 0.34), (x, y - h * 0.64), (x + h * 0.32, y - h * 0.34)], iron, smooth=False)
        + box(x - h * 0.3, y + h * 0.3, h * 0.6, h * 0.12, iron, 3)
    )


def round_door(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the round door of a burrow, with its hinges and a knob."""
    r = h * 0.48
    parts = [
        ellipse(x, y - r, r * 1.16, r * 1.12, hand.tone("#6a4c36", far)),
        ellipse(x, y - r, r, r * 0.98, hand.shaded("#6f9a5a", far, 0.25)),
    ]
    parts += [
        stroke(
            [
                (x + at * r, y - r - r * 0.9 * math.sqrt(1 - at * at)),
                (x + at * r, y - r + r * 0.9 * math.sqrt(1 - at * at)),
            ],
            hand.tone("#4f7a42", far),
            h * 0.018,
        )
        for at in (-0.6, -0.3, 0.0, 0.3, 0.6)
    ]
    parts += [box(x - r * 0.95, y - r * t, r * 0.6, h * 0.045, hand.tone("#4a3f38", far), 3) for t in (1.4, 0.65)]
    return "".join(parts) + ellipse(x + r * 0.62, y - r, h * 0.04, h * 0.04, hand.tone("#e8c86a", far))


def round_window(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a small round window with grass outside, centred at (x, y)."""
    r, sky = h / 2, hand.light.sky
    parts = [
        ellipse(x, y, r * 1.18, r * 1.18, hand.tone("#8a6446", far)),
        ellipse(x, y, r, r, hand.mix.down(css(sky[0]), css(sky[1]), css(sky[2]))),
    ]
    green = css(mix(sky[2], rgb("#5f9a45"), 0.8 - 0.4 * hand.light.dark))
    parts += [
        stroke(
            [(x + at * r, y + r * math.sqrt(1 - at * at) * 0.95), (x + (at + 0.06) * r, y + r * (0.3 + 0.3 * abs(at)))],
            green,
            h * 0.05,
        )
        for at in (-0.7, -0.5, -0.3, -0.1, 0.1, 0.3, 0.5, 0.7)
    ]
    bar = hand.tone("#8a6446", far)
    return "".join(parts) + box(x - h * 0.03, y - r, h * 0.06, h, bar) + box(x - r, y - h * 0.03, h, h * 0.06, bar)


def little_table(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a tree stump for a table, with a pot of tea and cups."""
    w = h * 1.7
    parts = [
        path(
            [(x - w * 0.3, y), (x - w * 0.22, y - h * 0.8), (x + w * 0.22, y - h * 0.8), (x + w * 0.3, y)],
            hand.shaded("#8a6446", far, 0.35),
            smooth=False,
        )
    ]
    parts.append(ellipse(x, y - h * 0.88, w * 0.5, h * 0.16, hand.tone("#c9985f", far)))
    parts += [
        ellipse(
            x,
            y - h * 0.9,
            w * 0.5 * t,
            h * 0.14 * t,
            "none",
            f'stroke="{hand.tone("#a8784a", far)}" stroke-width="{h * 0.02:.1f}"',
        )
        for t in (0.9, 0.6, 0.3)
    ]
    parts.append(ellipse(x, y - h * 1.1, h * 0.2, h * 0.17, hand.shaded("#5f8fb0", far)))
    parts.append(
        stroke([(x + h * 0.16, y - h * 1.1), (x + h * 0.32, y - h * 1.24)], hand.tone("#5f8fb0", far), h * 0.06)
    )
    return "".join(parts) + "".join(
        box(x + at * w - h * 0.08, y - h * 1.06, h * 0.16, h * 0.14, hand.tone("#fbf3e2", far), h * 0.04)
        for at in (-0.3, 0.34)
    )


def great_bell(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a great bronze bell on its beam, its rope down to the floor at ``y``."""
    top = y - h
    parts = [box(x - h * 0.62, top, h * 1.24, h * 0.07, hand.shaded("#7a5033", far), 3)]
    parts.append(box(x - h * 0.06, top + h * 0.05, h * 0.12, h * 0.09, hand.tone("#5a5f68", far), 3))
    shape = [
        (x - h * 0.09, top + h * 0.13),
        (x + h * 0.09, top + h * 0.13),
        (x + h * 0.17, top + h * 0.24),
        (x + h * 0.2, top + h * 0.42),
        (x + h * 0.31, top + h * 0.55),
        (x - h * 0.31, top + h * 0.55),
        (x - h * 0.2, top + h * 0.42),
        (x - h * 0.17, top + h * 0.24),
    ]
    parts.append(ellipse(x, top + h * 0.57, h * 0.06, h * 0.06, hand.tone("#6a5030", far)))
    parts.append(
        path(
            shape,
            hand.mix.across(
                hand.tone("#8f6a2a", far),
                hand.tone("#f0cf72", far),
                hand.tone("#b58a3a", far),
                hand.tone("#7a5620", far),
            ),
        )
    )
    parts += [
        stroke(
            [(x - w * h, top + t * h), (x, top + (t + 0.015) * h), (x + w * h, top + t * h)],
            hand.tone("#7a5620", far),
            h * 0.014,
        )
        for w, t in ((0.18, 0.28), (0.19, 0.36), (0.27, 0.5))
    ]
    return "".join(parts) + stroke(
        [(x + h * 0.36, top + h * 0.05), (x + h * 0.36, y - h * 0.1)], hand.tone("#e0cfa8", far), h * 0.02
    )


def great_lamp(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the lamp of a lighthouse: rings of glass around a light on an iron foot."""
    iron = hand.shaded("#5a626c", far)
    parts = [
        path(
            [(x - h * 0.2, y), (x - h * 0.12, y - h * 0.36), (x + h * 0.12, y - h * 0.36), (x + h * 0.2, y)],
            iron,
            smooth=False,
        ),
        box(x - h * 0.28, y - h * 0.4, h * 0.56, h * 0.06, iron, 3),
    ]
    if hand.light.dark > 0.2 and hand.lit:
        parts.append(ellipse(x, y - h * 0.68, h * 1.1, h * 0.8, hand.mix.round("#fff0b0b0", "#ffe08a50", "#ffe08a00")))
        hand.spots.append(("lamp", x, y - h * 0.68, h * 0.8))
    out = hand.light.dark > 0.2 and not hand.lit
    shades = ["#5f7f94", "#8aa4b4", "#6f8ba0"] if out else ["#bfe4ea", "#fffbe6", "#ffeeb0", "#fffbe6", "#a8d4de"]
    glass = [
        (x - h * 0.2, y - h * 0.4),
        (x - h * 0.27, y - h * 0.55),
        (x - h * 0.27, y - h * 0.82),
        (x - h * 0.16, y - h * 0.98),
        (x + h * 0.16, y - h * 0.98),
        (x + h * 0.27, y - h * 0.82),
        (x + h * 0.27, y - h * 0.55),
        (x + h * 0.2, y - h * 0.4),
    ]
    parts.append(path(glass, hand.mix.across(*shades), smooth=False))
    parts += [
        stroke([(x - w * h, y - t * h), (x, y - (t - 0.02) * h), (x + w * h, y - t * h)], "#7fb0b8", h * 0.012)
        for w, t in ((0.22, 0.47), (0.26, 0.54), (0.27, 0.61), (0.27, 0.75), (0.26, 0.83), (0.2, 0.91))
    ]
    parts.append(ellipse(x, y - h * 0.68, h * 0.1, h * 0.1, "#4a5a68" if out else "#fff8d0"))
    return "".join(parts) + path(
        [(x - h * 0.2, y - h * 0.97), (x, y - h * 1.1), (x + h * 0.2, y - h * 0.97)],
        hand.shaded("#b5803f", far),
        smooth=False,
    )


def plant_bench(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a bench full of potted plants: tomatoes, flowers, seedlings."""
    w = h * 2.2
    parts = [
        box(x + way * w * 0.44 - h * 0.04, y - h * 0.5, h * 0.08, h * 0.5, hand.shaded(_WOOD, far)) for way in (-1, 1)
    ]
    parts += [
        box(x - w / 2, y - h * 0.54, w, h * 0.08, hand.tone("#c9a070", far), 2),
        box(x - w * 0.46, y - h * 0.18, w * 0.92, h * 0.05, hand.tone(_WOOD, far), 2),
    ]
    for at in range(6):
        cx, base = x - w * 0.41 + w * 0.165 * at, y - h * 0.54
        tall = h * hand.any(0.32, 0.62)
        green = hand.tone(hand.random.choice(("#5f9a4a", "#77a84a", "#4f8a4c")), far)
        parts.append(
            stroke([(cx, base - h * 0.16), (cx, base - h * 0.16 - tall)], hand.tone("#5f8a4f", far), h * 0.025)
        )
        parts += [
            blob(
                hand.random, cx + hand.any(-0.07, 0.07) * h, base - h * 0.18 - tall * t, h * 0.09, h * 0.07, green, 0.2
            )
            for t in (0.25, 0.5, 0.75, 1.0)
        ]
        color = ("#d8403a", "#f2b83f", "#e88fb0")[at % 3]
        parts += [
            ellipse(cx + dx * h, base - h * 0.18 - tall * t, h * 0.035, h * 0.035, hand.tone(color, far))
            for dx, t in ((-0.06, 0.4), (0.06, 0.66), (0.0, 0.95))
        ]
        pot = [
            (cx - h * 0.1, base - h * 0.17),
            (cx + h * 0.1, base - h * 0.17),
            (cx + h * 0.07, base),
            (cx - h * 0.07, base),
        ]
        parts.append(path(pot, hand.shaded("#c9703f", far), smooth=False))
    return "".join(parts)


def watering_can(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a watering can beside a heap of flowerpots."""
    tin = hand.shaded("#6f9aa8", far, 0.3)
    parts = [
        box(x - h * 0.34, y - h * 0.56, h * 0.56, h * 0.56, tin, h * 0.05),
        stroke([(x + h * 0.2, y - h * 0.16), (x + h * 0.56, y - h * 0.62)], hand.tone("#6f9aa8", far), h * 0.09),
        stroke([(x + h * 0.48, y - h * 0.7), (x + h * 0.66, y - h * 0.56)], hand.tone("#5a8290", far), h * 0.07),
    ]
    return "".join(parts) + stroke(
        [
            (x - h * 0.3, y - h * 0.5),
            (x - h * 0.2, y - h * 0.92),
            (x + h * 0.1, y - h * 0.9),
            (x + h * 0.16, y - h * 0.54),
        ],
        hand.tone("#5a8290", far),
        h * 0.06,
    )


def hanging_basket(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a basket of flowers that hangs from above, centred at (x, y)."""
    parts = [stroke([(x + d * h, y), (x, y - h * 2.2)], hand.tone("#7a6a5a", far), h * 0.03) for d in (-0.4, 0.4)]
    parts.append(
        path(
            [(x - h * 0.48, y), (x + h * 0.48, y), (x + h * 0.26, y + h * 0.4), (x - h * 0.26, y + h * 0.4)],
            hand.shaded("#a8744a", far),
        )
    )
    for at in range(9):
        px, py = x + hand.any(-0.5, 0.5) * h, y + hand.any(-0.26, 0.3) * h
        parts.append(blob(hand.random, px, py, h * 0.15, h * 0.12, hand.tone("#5f9a4a", far, hand.any(0.8, 1.2)), 0.2))
        parts.append(
            ellipse(px, py - h * 0.06, h * 0.07, h * 0.07, hand.tone(("#d8574a", "#f2c14e", "#e88fb0")[at % 3], far))
        )
    return "".join(parts)


def living_trunk(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the trunk of the tree that a tree house is built around, with a branch and leaves."""
    w = h * 0.13
    parts = [
        path(
            [
                (x - w * 1.2, y),
                (x - w * 0.8, y - h * 0.5),
                (x - w, y - h * 1.3),
                (x + w, y - h * 1.3),
                (x + w * 0.8, y - h * 0.5),
                (x + w * 1.3, y),
            ],
            hand.shaded("#7a5738", far, 0.4),
            smooth=False,
        )
    ]
    parts.append(
        stroke(
            [(x + w * 0.4, y - h * 0.66), (x + h * 0.3, y - h * 0.84), (x + h * 0.52, y - h * 0.86)],
            hand.tone("#7a5738", far),
            h * 0.05,
        )
    )
    parts += [
        stroke(
            [(x + d * w, y - h * t), (x + (d + 0.1) * w, y - h * (t + 0.12)), (x + d * w, y - h * (t + 0.2))],
            hand.tone("#5a3f2a", far),
            h * 0.012,
        )
        for d, t in ((-0.4, 0.1), (0.2, 0.3), (-0.2, 0.55), (0.4, 0.8))
    ]
    for _ in range(14):
        at = (x + hand.any(0.22, 0.62) * h, y - hand.any(0.78, 0.98) * h)
        parts.append(
            blob(
                hand.random,
                *at,
                h * 0.055,
                h * 0.045,
                hand.tone(hand.random.choice(("#5f9b4a", "#77a84a", "#4f8a4c")), far),
                0.2,
            )
        )
    return "".join(parts)


def rope_hatch(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the hatch in a tree house's floor with the top of a rope ladder."""
    parts = [
        ellipse(x, y + h * 0.2, h * 0.62, h * 0.2, hand.tone("#5a3d28", far)),
        ellipse(x, y + h * 0.22, h * 0.52, h * 0.15, hand.tone("#3f5f35", far)),
    ]
    parts += [
        stroke([(x + d * h, y + h * 0.2), (x + d * h * 0.9, y - h * 0.9)], hand.tone("#e0cfa8", far), h * 0.05)
        for d in (-0.24, 0.24)
    ]
    return "".join(parts) + "".join(
        stroke([(x - h * 0.24, y - h * t), (x + h * 0.24, y - h * t)], hand.tone("#b5834f", far), h * 0.08)
        for t in (0.0, 0.3, 0.6)
    )
