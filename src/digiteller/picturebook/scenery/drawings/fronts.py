"""House fronts seen from close by, and what stands on graveyards, plains, slopes, tips and airfields."""

from __future__ import annotations

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.vector import blob, box, ellipse, path, stroke
from digiteller.picturebook.scenery.drawings.buildings import window


def house_front(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the front of a house as wide as the page: the door at the top of three steps, windows, flower boxes."""
    w = h * 3.2
    parts = [box(x - w / 2, y - h * 1.3, w, h * 1.3, hand.shaded("#e6cfa6", far, 0.12))]
    parts.append(box(x - w / 2, y - h * 0.13, w, h * 0.13, hand.tone("#b09a80", far)))
    for _ in range(40):
        left, top = x + w * hand.any(-0.5, 0.46), y - h * hand.any(0.2, 1.25)
        parts.append(box(left, top, h * 0.09, h * 0.035, hand.tone("#c9a878", far), 2, 'opacity=".5"'))
    for at in (-0.92, -0.46, 0.46, 0.92):
        parts += _front_window(hand, x + at * h, y - h * 0.86, h * 0.34, far)
    door = y - h * 0.15
    parts.append(box(x - h * 0.22, door - h * 0.8, h * 0.44, h * 0.8, hand.tone("#fff6e4", far), 3))
    parts.append(box(x - h * 0.18, door - h * 0.75, h * 0.36, h * 0.75, hand.shaded("#a8403a", far, 0.2), 2))
    parts.append(box(x - h * 0.12, door - h * 0.68, h * 0.24, h * 0.2, hand.tone("#cfe6f0", far), h * 0.06))
    parts += [
        box(x + d * h - h * 0.055, door - h * 0.4, h * 0.11, h * 0.3, hand.tone("#8a302e", far), 2)
        for d in (-0.08, 0.08)
    ]
    parts.append(ellipse(x + h * 0.14, door - h * 0.36, h * 0.016, h * 0.016, hand.tone("#f2d070", far)))
    roof = [(x - h * 0.36, door - h * 0.82), (x, door - h * 1.0), (x + h * 0.36, door - h * 0.82)]
    parts.append(path(roof, hand.tone("#a85a48", far), smooth=False))
    parts += _lamp(hand, x + h * 0.29, door - h * 0.6, h * 0.09, far)
    for at in range(3):
        wide = h * (0.6 + 0.18 * at)
        parts.append(
            box(x - wide / 2, door + h * 0.06 * at, wide, h * 0.07, hand.tone("#c9beb0", far, 1.05 - 0.07 * at), 2)
        )
        parts.append(box(x - wide / 2, door + h * 0.06 * at, wide, h * 0.014, hand.tone("#f0e8da", far)))
    return "".join(parts)


def _front_window(hand: Hand, x: float, y: float, h: float, far: float) -> list[str]:
    shutter = hand.tone("#5f8a7a", far)
    parts = [box(x + way * h * 0.5 - h * 0.13, y, h * 0.26, h, shutter, 2) for way in (-1, 1)]
    parts.append(window(hand, x - h * 0.37, y, h * 0.74, h, far))
    parts.append(box(x - h * 0.5, y + h * 1.02, h, h * 0.16, hand.tone("#8a5c3c", far), 2))
    for at in range(7):
        color = hand.random.choice(("#e8604f", "#f2b84a", "#e88ab0", "#fff2e0"))
        place = x - h * 0.42 + h * 0.14 * at, y + h * hand.any(0.92, 1.0)
        parts.append(blob(hand.random, place[0], place[1] + h * 0.05, h * 0.09, h * 0.07, hand.tone("#5f9a4c", far)))
        parts.append(ellipse(*place, h * 0.045, h * 0.045, hand.tone(color, far)))
    return parts


def _lamp(hand: Hand, x: float, y: float, h: float, far: float) -> list[str]:
    lit = hand.light.dark > 0.4 and hand.lit
    parts = [box(x - h * 0.3, y - h * 0.6, h * 0.6, h * 1.1, "#ffe9a8" if lit else hand.tone("#f2ead2", far), h * 0.1)]
    if lit:
        parts.insert(0, ellipse(x, y, h * 4, h * 4, hand.mix.round("#ffd98a90", "#ffd98a28", "#ffd98a00")))
    return [*parts, box(x - h * 0.4, y - h * 0.75, h * 0.8, h * 0.2, hand.tone("#3a3f46", far), 2)]


def court_front(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the tall walls around a courtyard: rows of windows, an archway, a line with washing between them."""
    w = h * 2.7
    parts = [box(x - w / 2, y - h * 1.3, w, h * 1.3, hand.tone("#c9a888", far))]
    for way, color in ((-1, "#d9bc94"), (1, "#bfa090")):
        left = x - w / 2 if way < 0 else x + w * 0.24
        parts.append(box(left, y - h * 1.3, w * 0.26, h * 1.3, hand.shaded(color, far, 0.15)))
    for row in range(4):
        for at in (-0.42, -0.32, -0.16, -0.055, 0.055, 0.16, 0.32, 0.42):
            if row > 0 or abs(at) > 0.2:
                high = h * 0.17
                parts.append(window(hand, x + at * w - high * 0.3, y - h * (0.34 + 0.29 * row), high * 0.6, high, far))
    arch = [(-0.17, 0), (-0.17, -0.24), (-0.1, -0.36), (0, -0.4), (0.1, -0.36), (0.17, -0.24), (0.17, 0)]
    parts.append(path([(x + a * h, y + b * h) for a, b in arch], hand.tone("#5f4c42", far)))
    line = [(x - w * 0.24, y - h * 0.66), (x, y - h * 0.6), (x + w * 0.24, y - h * 0.66)]
    parts.append(stroke(line, hand.tone("#f2ead8", far), h * 0.008))
    for at in range(7):
        left = x - w * 0.2 + w * 0.058 * at
        color = hand.random.choice(("#fff8ec", "#e8a09a", "#8fb8d8", "#f2d88a", "#a8cf9a"))
        parts.append(box(left, y - h * 0.62, w * 0.04, h * hand.any(0.1, 0.17), hand.tone(color, far), 2))
    for at, color in ((-0.3, "#5f7a5a"), (-0.26, "#4f5f6a")):
        parts.append(box(x + w * at, y - h * 0.15, h * 0.09, h * 0.15, hand.shaded(color, far, 0.3), 2))
        parts.append(box(x + w * at - h * 0.01, y - h * 0.17, h * 0.11, h * 0.03, hand.tone("#3f464a", far), 2))
    return "".join(parts)


def gravestone(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a gravestone, or a cross, with moss and a few flowers."""
    stone = hand.shaded("#a8a49e", far, 0.25)
    if hand.random.random() < 0.35:
        parts = [
            box(x - h * 0.06, y - h, h * 0.12, h, stone, 2),
            box(x - h * 0.26, y - h * 0.76, h * 0.52, h * 0.11, stone, 2),
        ]
    else:
        parts = [
            box(x - h * 0.3, y - h * 0.9, h * 0.6, h * 0.92, stone, h * 0.24),
            box(x - h * 0.3, y - h * 0.4, h * 0.6, h * 0.42, stone),
        ]
        parts += [
            box(x - h * 0.17, y - h * up, h * 0.34, h * 0.035, hand.tone("#7f7a74", far)) for up in (0.64, 0.54, 0.44)
        ]
    parts.append(blob(hand.random, x, y, h * 0.36, h * 0.07, hand.tone("#5f8a48", far)))
    for _ in range(4):
        color = hand.random.choice(("#e8707f", "#f2d060", "#fff4ec"))
        parts.append(
            ellipse(
                x + h * hand.any(-0.3, 0.3), y - h * hand.any(0.02, 0.12), h * 0.04, h * 0.04, hand.tone(color, far)
            )
        )
    return "".join(parts)


def vines(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return vines on their wires, with grapes."""
    w = h * 2.4
    parts = [box(x + at * w - h * 0.03, y - h, h * 0.06, h, hand.tone("#8a6446", far)) for at in (-0.5, 0.0, 0.5)]
    for at in range(9):
        cx = x - w * 0.5 + w * at / 8
        parts.append(
            stroke([(cx, y), (cx + h * 0.04, y - h * 0.4), (cx, y - h * 0.7)], hand.tone("#6a4a34", far), h * 0.04)
        )
        parts.append(
            blob(
                hand.random,
                cx,
                y - h * 0.72,
                h * 0.22,
                h * 0.24,
                hand.tone(hand.random.choice(("#6f9a45", "#5f8a3f", "#7fa850")), far),
                0.25,
            )
        )
        for k in range(6):
            grape = cx + h * (-0.05 + 0.05 * (k % 3)), y - h * (0.5 - 0.05 * (k // 3))
            parts.append(ellipse(*grape, h * 0.032, h * 0.032, hand.tone("#6f3f80", far)))
    return "".join(parts)


def acacia(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the flat-topped tree of the savanna."""
    bark = hand.tone("#7a5a3c", far)
    parts = [stroke([(x, y), (x + h * 0.03, y - h * 0.4), (x - h * 0.02, y - h * 0.6)], bark, h * 0.06)]
    parts += [stroke([(x, y - h * 0.5), (x + d * h, y - h * 0.8)], bark, h * 0.03) for d in (-0.36, -0.14, 0.16, 0.4)]
    for dx, dy, wide, value in (
        (0, 0.8, 0.62, 0.84),
        (-0.22, 0.86, 0.36, 1.0),
        (0.24, 0.88, 0.38, 1.0),
        (0, 0.95, 0.34, 1.12),
    ):
        parts.append(
            blob(hand.random, x + dx * h, y - dy * h, wide * h, h * 0.075, hand.tone("#7f9444", far, value), 0.14)
        )
    return "".join(parts)


def scrap_heap(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a heap of rubbish: boxes, tyres, tins, a chair's leg or two."""
    w = h * 1.5
    heap = [
        (x - w, y),
        (x - w * 0.6, y - h * 0.6),
        (x - w * 0.1, y - h * 0.95),
        (x + w * 0.5, y - h * 0.66),
        (x + w, y),
    ]
    parts = [path(heap, hand.tone("#7f756a", far))]
    for at in range(46):
        share = hand.any(-0.9, 0.9)
        px, py = x + w * share, y - h * 0.92 * (1 - abs(share) ** 1.5) * hand.random.random() ** 0.7
        size = h * hand.any(0.06, 0.16)
        color = hand.tone(
            hand.random.choice(("#a8503f", "#5f7f9a", "#c9a85a", "#8f979c", "#6f8a5a", "#d9d0c0", "#9a6a8a")), far
        )
        if at % 5 == 0:
            parts += [
                ellipse(px, py, size, size, hand.tone("#33363a", far)),
                ellipse(px, py, size * 0.5, size * 0.5, hand.tone("#8a8a86", far)),
            ]
        elif at % 3 == 0:
            parts.append(ellipse(px, py, size * 0.8, size * 0.5, color))
        else:
            parts.append(box(px - size, py - size, size * 2, size * hand.any(0.8, 1.6), color, 2))
    return "".join(parts)


def parked_car(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a parked car from its side."""
    color = hand.random.choice(("#c8503f", "#4f7fa8", "#d9b04a", "#6f9a6a", "#e6e2da", "#5f6672"))
    w = h * 2.5
    roof = [(-0.3, 0.5), (-0.18, 0.98), (0.14, 1.0), (0.3, 0.52)]
    parts = [path([(x + a * w, y - b * h) for a, b in roof], hand.tone(color, far, 0.9), smooth=False)]
    panes = [
        [(-0.24, 0.54), (-0.15, 0.9), (-0.02, 0.9), (-0.02, 0.54)],
        [(0.01, 0.54), (0.01, 0.9), (0.13, 0.92), (0.24, 0.54)],
    ]
    parts += [path([(x + a * w, y - b * h) for a, b in one], hand.tone("#bfdcea", far), smooth=False) for one in panes]
    parts.append(box(x - w * 0.47, y - h * 0.56, w * 0.94, h * 0.4, hand.shaded(color, far, 0.25), h * 0.16))
    for at in (-0.28, 0.28):
        parts.append(ellipse(x + at * w, y - h * 0.16, h * 0.2, h * 0.2, hand.tone("#2c2f34", far)))
        parts.append(ellipse(x + at * w, y - h * 0.16, h * 0.09, h * 0.09, hand.tone("#c4ccd0", far)))
    return "".join(parts) + ellipse(x + w * 0.45, y - h * 0.42, h * 0.05, h * 0.06, hand.tone("#fff4c8", far))


def airliner(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return an airliner on the ground from its side, ``h`` to the top of its fin."""
    body = hand.mix.down(hand.tone("#ffffff", far), hand.tone("#d0d8e0", far))
    fin = [(x - h * 1.3, y - h * 0.5), (x - h * 1.46, y - h), (x - h * 1.18, y - h), (x - h * 0.86, y - h * 0.52)]
    parts = [path(fin, hand.tone("#d9604a", far), smooth=False)]
    hull = [
        (-1.42, 0.44),
        (-1.2, 0.56),
        (1.0, 0.56),
        (1.32, 0.46),
        (1.42, 0.34),
        (1.2, 0.22),
        (-0.9, 0.22),
        (-1.3, 0.36),
    ]
    parts.append(path([(x + a * h, y - b * h) for a, b in hull], body))
    parts += [
        ellipse(x - h * 0.9 + h * 0.15 * at, y - h * 0.43, h * 0.035, h * 0.045, hand.tone("#5f8fb0", far))
        for at in range(13)
    ]
    parts.append(box(x + h * 1.14, y - h * 0.5, h * 0.16, h * 0.08, hand.tone("#4f7a98", far), 3))
    parts.append(
        path(
            [
                (x - h * 0.1, y - h * 0.3),
                (x + h * 0.3, y - h * 0.3),
                (x - h * 0.4, y - h * 0.04),
                (x - h * 0.62, y - h * 0.04),
            ],
            hand.tone("#aab6c2", far),
            smooth=False,
        )
    )
    for at in (-0.3, 0.0, 1.0):
        parts.append(box(x + at * h - h * 0.015, y - h * 0.22, h * 0.03, h * 0.16, hand.tone("#7a848c", far)))
        parts.append(ellipse(x + at * h, y - h * 0.06, h * 0.07, h * 0.07, hand.tone("#2c2f34", far)))
    return "".join(parts)


def wheat(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a tuft of ripe wheat that bends with the wind."""
    parts = []
    for _ in range(5):
        foot, lean = x + h * hand.any(-0.3, 0.3), h * (hand.any(-0.12, 0.18) + 0.3 * hand.gale)
        color = hand.tone(hand.random.choice(("#e2b84a", "#d0a03f", "#f0cf6a")), far)
        parts.append(
            stroke([(foot, y), (foot + lean * 0.4, y - h * 0.5), (foot + lean, y - h * 0.85)], color, h * 0.035)
        )
        parts.append(ellipse(foot + lean * 1.05, y - h * 0.9, h * 0.05, h * 0.13, color))
    return "".join(parts)
