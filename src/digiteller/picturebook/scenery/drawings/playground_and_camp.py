"""Where children and travellers stay outdoors: slides, tents, tree houses, trains."""

from __future__ import annotations

import math

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.vector import blob, box, ellipse, group, path, stroke
from digiteller.picturebook.scenery.drawings.buildings import window
from digiteller.picturebook.scenery.drawings.trees import round_tree

_WOOD = "#a8744a"


def slide(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a slide with its ladder."""
    color = hand.random.choice(("#d8574a", "#4f8fc0", "#e8b23f"))
    way = hand.random.choice((-1, 1))
    post, top = hand.tone("#8a6a4a", far), y - h * 0.78
    parts = [stroke([(x + dx * h, y), (x + dx * h * 0.8, y - h)], post, h * 0.045) for dx in (-0.1, 0.1)]
    parts += [
        stroke([(x - h * 0.1, y - h * t), (x + h * 0.1, y - h * t)], post, h * 0.03) for t in (0.15, 0.3, 0.45, 0.6)
    ]
    run = [
        (x, top),
        (x + way * h * 0.3, y - h * 0.55),
        (x + way * h * 0.8, y - h * 0.1),
        (x + way * h * 1.1, y - h * 0.06),
    ]
    parts.append(stroke(run, hand.tone(color, far, 0.75), h * 0.15))
    parts.append(stroke([(px, py - h * 0.02) for px, py in run], hand.tone(color, far, 1.15), h * 0.1))
    roof = [(x - h * 0.22, y - h * 0.98), (x, y - h * 1.2), (x + h * 0.22, y - h * 0.98)]
    return "".join(parts) + path(roof, hand.shaded("#5f9a6c", far), smooth=False)


def swing(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a frame with two swings."""
    post = hand.shaded("#b5523f", far)
    parts = []
    for end in (-0.7, 0.7):
        for leg in (-0.16, 0.16):
            parts.append(stroke([(x + end * h, y - h), (x + (end + leg) * h, y)], hand.tone("#b5523f", far), h * 0.05))
    parts.append(box(x - h * 0.74, y - h * 1.03, h * 1.48, h * 0.07, post, h * 0.03))
    for at in (-0.3, 0.3):
        seat = y - h * 0.3
        for rope in (-0.08, 0.08):
            parts.append(
                stroke(
                    [(x + (at + rope) * h, y - h), (x + (at + rope) * h, seat)], hand.tone("#6a5a4a", far), h * 0.018
                )
            )
        parts.append(box(x + (at - 0.12) * h, seat, h * 0.24, h * 0.05, hand.tone(_WOOD, far), 2))
    return "".join(parts)


def sandpit(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a sandpit with a bucket."""
    w = h * 2.2
    parts = [ellipse(x, y - h * 0.2, w, h * 0.5, hand.tone(_WOOD, far, 0.85))]
    parts.append(
        ellipse(x, y - h * 0.3, w * 0.92, h * 0.4, hand.mix.down(hand.tone("#f4dfa8", far), hand.tone("#dcbf82", far)))
    )
    pail = [
        (x - h * 0.3, y - h * 0.9),
        (x + h * 0.3, y - h * 0.9),
        (x + h * 0.22, y - h * 0.25),
        (x - h * 0.22, y - h * 0.25),
    ]
    return "".join(parts) + path(pail, hand.shaded("#4f8fc0", far), smooth=False)


def tent(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a canvas tent, lit from within when it is dark."""
    color = hand.random.choice(("#d98a4a", "#5f8f9a", "#7f9a4f"))
    side = hand.light.side
    body = [(x - h * 0.95, y), (x - h * 0.1, y - h), (x + h * 0.95, y)]
    parts = [path(body, hand.shaded(color, far, 0.3), smooth=False)]
    flap = [(x - h * 0.38, y), (x - h * 0.1, y - h * 0.97), (x + h * 0.16, y)]
    inside = hand.mix.down("#ffe0a0", "#f0a850") if hand.light.dark > 0.4 else hand.tone("#4a3a30", far)
    parts.append(path(flap, inside, smooth=False))
    fold = [(x + h * 0.16, y), (x - h * 0.1, y - h * 0.97), (x + h * 0.36, y)]
    parts.append(path(fold, hand.tone(color, far, 1.18 if side > 0 else 0.8), smooth=False))
    for way in (-1, 1):
        line = [(x + way * h * 0.7, y - h * 0.3), (x + way * h * 1.2, y)]
        parts.append(stroke(line, hand.tone("#e8dcc3", far), h * 0.012))
    if hand.light.dark > 0.4:
        glow = hand.mix.round("#ffcf7a70", "#ffcf7a28", "#ffcf7a00")
        parts.append(ellipse(x, y - h * 0.4, h * 1.3, h * 0.9, glow))
    return "".join(parts)


def campfire(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a fire between stones."""
    parts = [ellipse(x, y, h * 1.6, h * 0.5, hand.mix.round("#ffb35c70", "#ffb35c00"))]
    for turn in (-24, 24, 0):
        log = box(-h * 0.5, -h * 0.08, h, h * 0.16, hand.tone("#6a4630", far), h * 0.08)
        parts.append(group(log, x, y - h * 0.1, turn=turn))
    for wide, tall, color in ((0.36, 1.0, "#f2803a"), (0.25, 0.72, "#ffb347"), (0.13, 0.42, "#ffe9a0")):
        flame = [
            (x - wide * h, y - h * 0.16),
            (x - wide * h * 0.8, y - tall * h * 0.45),
            (x - wide * h * 0.15, y - tall * h),
            (x + wide * h * 0.3, y - tall * h * 0.6),
            (x + wide * h, y - h * 0.2),
        ]
        parts.append(path(flame, color))
    for index in range(8):
        angle = math.pi * (index + 0.5) / 8
        at = (x + math.cos(angle) * h * 0.62, y + math.sin(angle) * h * 0.14)
        parts.append(blob(hand.random, *at, h * 0.13, h * 0.09, hand.tone("#8f8b88", far, hand.any(0.8, 1.15))))
    hand.spots.append(("fire", x, y - h * 0.5, h * 1.2))
    hand.spots.append(("smoke", x, y - h * 0.9, h * 0.4))
    return "".join(parts)


def treehouse(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a house of boards in a great tree, with a rope ladder."""
    parts = [round_tree(hand, x, y, h * 1.12, far, ("#5f9b4a",))]
    w, floor = h * 0.42, y - h * 0.4
    left = x - w / 2
    parts.append(box(left - w * 0.12, floor, w * 1.24, h * 0.035, hand.tone("#7a5438", far), 2))
    for way in (-1, 1):
        parts.append(
            stroke(
                [(x + way * w * 0.5, floor), (x + way * h * 0.05, floor + h * 0.16)],
                hand.tone("#7a5438", far),
                h * 0.022,
            )
        )
    parts.append(box(left, floor - h * 0.24, w, h * 0.24, hand.shaded("#c08f5c", far)))
    parts += [
        stroke(
            [(left, floor - h * t), (left + w, floor - h * t)],
            hand.tone("#8a6240", far),
            h * 0.006,
            extra='opacity=".7"',
        )
        for t in (0.05, 0.1, 0.15, 0.2)
    ]
    roof = [(left - w * 0.16, floor - h * 0.22), (x, floor - h * 0.42), (left + w * 1.16, floor - h * 0.22)]
    parts.append(path(roof, hand.shaded("#b5523f", far), smooth=False))
    parts.append(window(hand, x + w * 0.08, floor - h * 0.18, w * 0.26, h * 0.1, far))
    parts.append(box(x - w * 0.34, floor - h * 0.18, w * 0.24, h * 0.18, hand.tone("#5a3d2a", far), 3))
    rope = hand.tone("#d9c39a", far)
    for dx in (-0.3, -0.12):
        parts.append(stroke([(x + dx * w, floor), (x + dx * w, y)], rope, h * 0.01))
    parts += [
        stroke([(x - w * 0.3, floor + h * t), (x - w * 0.12, floor + h * t)], rope, h * 0.012)
        for t in (0.06, 0.14, 0.22, 0.3, 0.37)
    ]
    return "".join(parts)


def big_top(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a circus tent with stripes and pennants."""
    w, eave, parts = h * 0.95, y - h * 0.42, []
    stripes = 10
    for index in range(stripes):
        a, b = index / stripes * 2 - 1, (index + 1) / stripes * 2 - 1
        color = "#d8483f" if index % 2 else "#fbf1df"
        shade = 1.08 - 0.3 * abs((a + b) / 2 - hand.light.side * 0.5)
        parts.append(
            path(
                [(x + a * w, eave), (x + b * w, eave), (x + b * w * 0.94, y), (x + a * w * 0.94, y)],
                hand.tone(color, far, shade * 0.9),
                smooth=False,
            )
        )
        parts.append(
            path(
                [
                    (x + a * w * 0.05, y - h),
                    (x + b * w * 0.05, y - h),
                    (x + b * w * 1.06, eave),
                    (x + (a + b) / 2 * w * 1.06, eave + h * 0.05),
                    (x + a * w * 1.06, eave),
                ],
                hand.tone(color, far, shade),
                smooth=False,
            )
        )
    door = [(x - w * 0.16, y), (x - w * 0.02, eave + h * 0.05), (x + w * 0.02, eave + h * 0.05), (x + w * 0.16, y)]
    parts.append(
        path(
            door,
            hand.mix.down("#ffdf9a", "#8a4a30") if hand.light.dark > 0.3 else hand.tone("#5a2f2a", far),
            smooth=False,
        )
    )
    parts.append(stroke([(x, y - h), (x, y - h * 1.16)], hand.tone("#6a5040", far), h * 0.012))
    pennant = [(x, y - h * 1.16), (x + h * 0.15, y - h * 1.12), (x, y - h * 1.08)]
    return "".join(parts) + path(pennant, hand.tone("#f2c14e", far), smooth=False)


def train(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a steam engine and a carriage."""
    parts = []
    red, green, dark = hand.shaded("#c24a3f", far), hand.shaded("#3f7f6a", far), hand.tone("#33383f", far)
    way = 1 if hand.random.random() < 0.5 else -1

    def at(t: float) -> float:
        return x + way * t * h

    def plate(a: float, b: float, low: float, high: float, fill: str, radius: float = 0.0) -> str:
        return box(min(at(a), at(b)), y - high * h, abs(b - a) * h, (high - low) * h, fill, radius * h)

    parts.append(plate(0.2, 1.5, 0.42, 0.95, green, 0.12))
    parts.append(plate(-0.35, 0.25, 0.3, 1.25, red, 0.04))
    parts.append(plate(-0.45, 0.35, 1.22, 1.34, dark, 0.05))
    parts.append(plate(-0.22, 0.1, 0.78, 1.1, hand.tone("#ffe6a8" if hand.light.dark > 0.3 else "#bfe0ee", far), 0.02))
    parts.append(plate(1.15, 1.32, 0.9, 1.3, dark, 0.02))
    parts.append(plate(1.1, 1.37, 1.26, 1.36, hand.tone("#e8b23f", far), 0.02))
    parts.append(ellipse(at(0.75), y - h * 0.98, h * 0.13, h * 0.1, hand.tone("#e8b23f", far)))
    parts.append(plate(-0.5, 1.6, 0.26, 0.44, dark, 0.03))
    parts.append(
        path(
            [(at(1.6), y - h * 0.34), (at(1.85), y - h * 0.04), (at(1.5), y - h * 0.04)],
            hand.tone("#b5473b", far),
            smooth=False,
        )
    )
    parts.append(plate(-2.3, -0.62, 0.3, 1.2, hand.shaded("#d9a441", far), 0.06))
    parts.append(plate(-2.4, -0.52, 1.16, 1.28, dark, 0.05))
    for index in range(4):
        pane = hand.tone("#ffe6a8" if hand.light.dark > 0.3 else "#bfe0ee", far)
        parts.append(plate(-2.16 + 0.4 * index, -1.88 + 0.4 * index, 0.68, 1.02, pane, 0.03))
    for t, r in ((1.25, 0.19), (0.75, 0.19), (0.05, 0.26), (-0.95, 0.19), (-1.95, 0.19)):
        parts.append(ellipse(at(t), y - r * h, r * h, r * h, dark))
        parts.append(ellipse(at(t), y - r * h, r * h * 0.55, r * h * 0.55, hand.tone("#c9574a", far)))
    hand.spots.append(("smoke", at(1.23), y - h * 1.36, h * 0.26))
    return "".join(parts)


def vegetables(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a row of cabbages, carrots or pumpkins in their bed."""
    w = h * 5
    parts = [ellipse(x, y, w * 0.55, h * 0.32, hand.mix.down(hand.tone("#8a6242", far), hand.tone("#6a4630", far)))]
    what = hand.random.choice(("cabbage", "carrot", "pumpkin"))
    for index in range(6):
        at = x + (index - 2.5) * w * 0.17
        if what == "cabbage":
            for size, value in ((0.62, 0.75), (0.46, 1.0), (0.28, 1.2)):
                parts.append(
                    blob(hand.random, at, y - h * 0.35, h * size, h * size * 0.72, hand.tone("#8fb85a", far, value))
                )
        elif what == "carrot":
            parts.append(ellipse(at, y - h * 0.1, h * 0.16, h * 0.14, hand.tone("#ee8a3a", far)))
            for lean in (-0.3, -0.1, 0.1, 0.3):
                parts.append(
                    stroke(
                        [(at, y - h * 0.1), (at + lean * h, y - h * hand.any(0.7, 1))],
                        hand.tone("#6f9f45", far, hand.any(0.8, 1.2)),
                        h * 0.07,
                    )
                )
        else:
            for dx in (-0.22, 0.22, 0.0):
                parts.append(
                    ellipse(at + dx * h, y - h * 0.3, h * 0.28, h * 0.34, hand.tone("#ec8a34", far, 1.1 - abs(dx)))
                )
            parts.append(
                stroke([(at, y - h * 0.6), (at + h * 0.08, y - h * 0.78)], hand.tone("#5f8f45", far), h * 0.09)
            )
    return "".join(parts)


def scarecrow(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a scarecrow."""
    coat, straw = hand.shaded("#6f8fb8", far), hand.tone("#e2c06a", far)
    parts = [stroke([(x, y), (x, y - h * 0.8)], hand.tone("#7a5438", far), h * 0.04)]
    parts.append(stroke([(x - h * 0.42, y - h * 0.62), (x + h * 0.42, y - h * 0.62)], straw, h * 0.05))
    body = [
        (x - h * 0.32, y - h * 0.68),
        (x + h * 0.32, y - h * 0.68),
        (x + h * 0.3, y - h * 0.54),
        (x + h * 0.14, y - h * 0.54),
        (x + h * 0.17, y - h * 0.28),
        (x - h * 0.17, y - h * 0.28),
        (x - h * 0.14, y - h * 0.54),
        (x - h * 0.3, y - h * 0.54),
    ]
    parts.append(path(body, coat, smooth=False))
    parts.append(ellipse(x, y - h * 0.79, h * 0.12, h * 0.12, hand.tone("#ecd9a8", far)))
    parts.append(ellipse(x, y - h * 0.87, h * 0.22, h * 0.035, hand.tone("#b8863f", far)))
    parts.append(
        path(
            [
                (x - h * 0.11, y - h * 0.88),
                (x - h * 0.05, y - h * 1.02),
                (x + h * 0.06, y - h * 1.0),
                (x + h * 0.11, y - h * 0.88),
            ],
            hand.tone("#c9984f", far),
        )
    )
    parts += [ellipse(x + d * h, y - h * 0.8, h * 0.015, h * 0.018, hand.tone("#3a2a20", far)) for d in (-0.045, 0.045)]
    return "".join(parts)


def apple_tree(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a round tree full of apples, in spring of blossom; bare in winter."""
    parts = [round_tree(hand, x, y, h, far, ("#6f9f45", "#5f9b4a"))]
    color = "#fdf0f2" if hand.season == "spring" else "#d8403a"
    for _ in range(0 if hand.snowy or hand.season == "winter" else 16):
        angle, reach = hand.any(0, math.tau), hand.any(0.15, 0.95)
        at = (x + math.cos(angle) * h * 0.28 * reach, y - h * 0.66 + math.sin(angle) * h * 0.22 * reach)
        parts.append(ellipse(*at, h * 0.024, h * 0.024, hand.tone(color, far, hand.any(0.85, 1.1))))
    return "".join(parts)


def big_leaf(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a jungle plant of great leaves."""
    parts = []
    green = hand.random.choice(("#3f8a4a", "#5a9a3f", "#2f7a55"))
    for index in range(7):
        turn = -72 + 24 * index + hand.any(-8, 8)
        long = h * hand.any(0.75, 1.05)
        leaf = path(
            [(0, 0), (-long * 0.2, -long * 0.45), (0, -long), (long * 0.2, -long * 0.45)],
            hand.tone(green, far, hand.any(0.65, 1.2)),
        )
        vein = stroke([(0, 0), (0, -long * 0.9)], hand.tone(green, far, 1.4), h * 0.012, extra='opacity=".6"')
        parts.append(group(leaf + vein, x, y, turn=turn))
    return "".join(parts)


def vine_tree(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a tall jungle tree hung with creepers."""
    w = h * 0.05
    parts = [
        path(
            [
                (x - w * 2.4, y),
                (x - w, y - h * 0.12),
                (x - w * 0.8, y - h),
                (x + w * 0.8, y - h),
                (x + w, y - h * 0.12),
                (x + w * 2.4, y),
            ],
            hand.shaded("#7a6048", far, 0.4),
        )
    ]
    for _ in range(9):
        cx, cy = x + hand.any(-0.3, 0.3) * h, y - h * hand.any(0.8, 1.05)
        green = hand.tone(hand.random.choice(("#3f8a4a", "#5a9a3f", "#2f7a55")), far, hand.any(0.7, 1.15))
        parts.append(blob(hand.random, cx, cy, h * hand.any(0.12, 0.2), h * hand.any(0.08, 0.12), green, 0.2))
    for _ in range(5):
        at, low = x + hand.any(-0.34, 0.34) * h, y - h * hand.any(0.25, 0.6)
        vine = [(at, y - h * 0.85), (at + hand.any(-0.04, 0.04) * h, (y - h * 0.85 + low) / 2), (at, low)]
        parts.append(stroke(vine, hand.tone("#4f8a3f", far, 0.8), h * 0.008))
        parts += [ellipse(at, low - h * 0.1 * t, h * 0.018, h * 0.01, hand.tone("#5a9a3f", far)) for t in range(4)]
    return "".join(parts)


def bench(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a bench."""
    w = h * 1.9
    iron, wood = hand.tone("#3d4650", far), hand.shaded(_WOOD, far)
    parts = [stroke([(x + way * w * 0.42, y), (x + way * w * 0.42, y - h)], iron, h * 0.06) for way in (-1, 1)]
    for t in (0.42, 0.66, 0.84):
        parts.append(box(x - w / 2, y - h * (t + 0.1), w, h * 0.13, wood, 2))
    return "".join(parts)


def dome(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a dwelling under a dome on another world."""
    parts = [ellipse(x, y - h * 0.02, h * 1.05, h * 0.12, hand.tone("#6a5a5a", far))]
    shell = [(x - h, y), (x - h * 0.86, y - h * 0.62), (x, y - h), (x + h * 0.86, y - h * 0.62), (x + h, y)]
    parts.append(path(shell, hand.shaded("#dfe6ee", far, 0.3)))
    for at in (-0.45, 0.0, 0.45):
        parts.append(ellipse(x + at * h, y - h * 0.5, h * 0.14, h * 0.14, hand.tone("#8fd0f0", far * 0.5)))
    parts.append(box(x - h * 0.14, y - h * 0.3, h * 0.28, h * 0.3, hand.tone("#d98a4a", far), h * 0.05))
    return "".join(parts) + stroke([(x, y - h), (x, y - h * 1.4)], hand.tone("#c9d2da", far), h * 0.03)
