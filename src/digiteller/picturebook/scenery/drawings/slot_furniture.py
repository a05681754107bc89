"""Furniture that figures lie in, sit on and stand behind, and what is drawn before them."""

from __future__ import annotations

import math

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import css
from digiteller.picturebook.drawing.vector import box, ellipse, path, stroke

_WOOD = "#a8744a"


def quilt(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the patchwork quilt of ``furniture.bed``, over whoever lies there."""
    left, right = x - h * 0.62, x + h * 1.08
    top = [(left, y - h * 0.78), (left + h * 0.4, y - h * 0.98), (x + h * 0.5, y - h * 0.92), (right, y - h * 0.78)]
    edge = [(right + h * 0.03, y - h * 0.26), (left, y - h * 0.24)]
    blue = hand.mix.down(hand.tone("#6f8fb8", far, 1.15), hand.tone("#4f6f9a", far, 0.8))
    parts = [path([*top, *edge], blue, smooth=False)]
    for row in range(3):
        for column in range(7):
            color = hand.random.choice(("#e2a04f", "#d9685a", "#f2e3c2", "#7fa872", "#9a7fb8"))
            at, up = x - h * 0.53 + column * h * 0.225, y - h * (0.78 - row * 0.16)
            patch = box(at, up, h * 0.19, h * 0.135, hand.tone(color, far, 1 - row * 0.08), 2, 'opacity=".8"')
            parts.append(patch)
    parts.append(stroke(top, hand.tone("#fbf3e2", far), h * 0.06, smooth=False))
    return "".join(parts)


def bunk_cover(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the woollen cover of ``carriages.bunk``, over whoever lies there."""
    left, right = x - h * 0.64, x + h * 1.06
    top = [(left, y - h * 0.78), (left + h * 0.4, y - h * 0.98), (x + h * 0.5, y - h * 0.92), (right, y - h * 0.74)]
    shape = [*top, (right, y - h * 0.42), (left, y - h * 0.42)]
    parts = [path(shape, hand.mix.down(hand.tone("#e0705f", far), hand.tone("#a8403f", far)), smooth=False)]
    parts.append(stroke([(left, y - h * 0.52), (right, y - h * 0.52)], hand.tone("#f2d6a8", far), h * 0.04))
    return "".join(parts) + stroke(top, hand.tone("#fbf3e2", far), h * 0.06, smooth=False)


def blanket(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the plain blanket of ``hospital.cot``, over whoever lies there."""
    w = h * 2.2
    shape = [(x - w * 0.24, y - h * 0.7), (x - w * 0.02, y - h * 0.86), (x + w * 0.48, y - h * 0.64)]
    shape += [(x + w * 0.48, y - h * 0.28), (x - w * 0.24, y - h * 0.28)]
    fill = hand.mix.down(hand.tone("#8fc4d0", far), hand.tone("#6aa4b8", far))
    return path(shape, fill, smooth=False) + stroke(shape[:3], hand.tone("#ffffff", far), h * 0.06, smooth=False)


def gap(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the dark hollow under a table or bed that was raised by ``h``, between its long legs."""
    return _hollow(hand, x, y, h, h * 2.0, far)


def table_gap(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the same under a table, which is narrower."""
    return _hollow(hand, x, y, h, h * 1.36, far)


def _hollow(hand: Hand, x: float, y: float, h: float, w: float, far: float) -> str:
    shade = hand.mix.down(hand.tone("#4f3a30", far), hand.tone("#8a6a50", far))
    parts = [box(x - w / 2, y - h * 1.02, w, h * 0.9, shade)]
    parts.append(box(x - w / 2, y - h * 0.14, w, h * 0.14, hand.tone("#9a744f", far, 0.8)))
    legs = hand.shaded("#d9a86a", far)
    return "".join(parts) + "".join(
        box(x + way * w * 0.48 - h * 0.05, y - h * 1.02, h * 0.1, h * 1.04, legs) for way in (-1, 1)
    )


def pillow(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a great pillow that somebody in bed leans on."""
    fill = hand.mix.down(hand.tone("#fffaf0", far), hand.tone("#d8cfc0", far))
    return box(x - h * 0.62, y - h * 0.95, h * 1.24, h * 0.95, fill, h * 0.22)


def stool(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a chair seen from behind the table it stands at."""
    w, wood = h * 0.42, hand.shaded("#8f5f3c", far)
    parts = [box(x + way * w * 0.46 - h * 0.03, y - h, h * 0.06, h, wood, 2) for way in (-1, 1)]
    return "".join(parts) + "".join(box(x - w * 0.46, y - h * t, w * 0.92, h * 0.09, wood, 3) for t in (0.98, 0.8))


def sofa(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a sofa for three."""
    color = hand.dyed("sofa", ("#5f8a7a", "#b8584a", "#6f7fa8", "#c08a4a"))
    w = h * 2.3
    parts = [
        box(x + way * w * 0.42 - h * 0.05, y - h * 0.1, h * 0.1, h * 0.1, hand.tone("#5a3d2a", far)) for way in (-1, 1)
    ]
    parts.append(box(x - w * 0.46, y - h, w * 0.92, h * 0.86, hand.shaded(color, far, 0.22), h * 0.18))
    for at in (-0.28, 0.0, 0.28):
        parts.append(box(x + at * w - w * 0.135, y - h * 0.9, w * 0.27, h * 0.46, hand.tone(color, far, 1.1), h * 0.1))
        parts.append(box(x + at * w - w * 0.14, y - h * 0.5, w * 0.28, h * 0.24, hand.tone(color, far, 0.95), h * 0.08))
    parts.append(box(x - w * 0.43, y - h * 0.28, w * 0.86, h * 0.2, hand.tone(color, far, 0.74), h * 0.04))
    parts += [
        box(x + way * w * 0.46 - h * 0.13, y - h * 0.66, h * 0.26, h * 0.6, hand.shaded(color, far, 0.35), h * 0.12)
        for way in (-1, 1)
    ]
    return "".join(parts)


def desk(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a writing desk with drawers, papers, pens and a lamp."""
    w, wood = h * 2.1, hand.shaded("#8a5c3c", far, 0.2)
    parts = [box(x - w * 0.47, y - h * 0.9, w * 0.94, h * 0.86, wood, 3)]
    for way in (-1, 1):
        for row in range(3):
            left = x + way * w * 0.31 - w * 0.13
            parts.append(box(left, y - h * (0.8 - 0.25 * row), w * 0.26, h * 0.2, hand.tone("#a8744a", far, 1.05), 3))
            parts.append(
                ellipse(x + way * w * 0.31, y - h * (0.7 - 0.25 * row), h * 0.03, h * 0.03, hand.tone("#e8c86a", far))
            )
    parts.append(box(x - w * 0.15, y - h * 0.84, w * 0.3, h * 0.8, hand.tone("#5f3f2a", far), 2))
    parts.append(
        box(
            x - w * 0.52,
            y - h,
            w * 1.04,
            h * 0.13,
            hand.mix.down(hand.tone("#c9935f", far), hand.tone("#8a5c3c", far)),
            3,
        )
    )
    for at, turn in ((-0.3, 0.02), (-0.18, -0.02)):
        sheet = [
            (x + w * at, y - h * 1.0),
            (x + w * (at + 0.16), y - h * (1.0 + turn)),
            (x + w * (at + 0.14), y - h * 1.07),
            (x + w * (at + 0.03), y - h * 1.07),
        ]
        parts.append(path(sheet, hand.tone("#fffaf0", far), smooth=False))
    parts.append(box(x + w * 0.4, y - h * 1.14, h * 0.14, h * 0.15, hand.tone("#4f7f8f", far), 3))
    parts += [
        stroke([(x + w * 0.43, y - h * 1.1), (x + w * (0.43 + d), y - h * 1.32)], hand.tone(c, far), h * 0.025)
        for d, c in ((-0.02, "#d8574a"), (0.012, "#e8b23f"), (0.035, "#4f8fc0"))
    ]
    return "".join(parts)


def counter(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a shop's counter with a till and scales."""
    w = h * 2.4
    parts = [box(x - w * 0.48, y - h * 0.94, w * 0.96, h * 0.94, hand.shaded("#a8643f", far, 0.18), 3)]
    parts += [
        box(x - w * 0.44 + w * 0.225 * at, y - h * 0.78, w * 0.2, h * 0.66, hand.tone("#c08050", far), 4)
        for at in range(4)
    ]
    parts.append(
        box(
            x - w * 0.52,
            y - h * 1.02,
            w * 1.04,
            h * 0.13,
            hand.mix.down(hand.tone("#f0d8ac", far), hand.tone("#c9a878", far)),
            3,
        )
    )
    parts.append(box(x + w * 0.26, y - h * 1.24, h * 0.36, h * 0.23, hand.shaded("#5f7f8a", far), 4))
    parts.append(box(x + w * 0.29, y - h * 1.36, h * 0.22, h * 0.12, hand.tone("#e8f4e0", far), 2))
    return "".join(parts)


def cage(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the back of a cage: its floor and its roof."""
    w = h * 1.3
    parts = [
        box(x - w / 2, y - h, w, h, hand.mix.down("#3a343cc0", "#2a2428c0"), h * 0.05),
        box(x - w * 0.52, y - h * 0.1, w * 1.04, h * 0.1, hand.tone("#8a6446", far), 3),
    ]
    return "".join(parts)


def bars(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return the bars of ``cage``, before whoever is in it."""
    w, iron = h * 1.3, hand.tone("#6f7780", far)
    parts = [box(x - w * 0.49 + w * 0.98 * at / 8 - h * 0.014, y - h, h * 0.028, h * 0.98, iron) for at in range(9)]
    parts.append(box(x - w * 0.54, y - h * 1.06, w * 1.08, h * 0.1, hand.shaded("#8f8a7a", far), h * 0.03))
    return "".join(parts) + box(x - w * 0.54, y - h * 0.1, w * 1.08, h * 0.12, hand.shaded("#8f8a7a", far), h * 0.03)


def podium(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a low stage of boards."""
    w = h * 6.4
    parts = [
        box(x - w / 2, y - h * 0.8, w, h * 0.8, hand.mix.down(hand.tone("#a83a3a", far), hand.tone("#6f2428", far)), 3)
    ]
    parts.append(
        path(
            [
                (x - w * 0.47, y - h * 1.25),
                (x + w * 0.47, y - h * 1.25),
                (x + w * 0.51, y - h * 0.78),
                (x - w * 0.51, y - h * 0.78),
            ],
            hand.tone("#c9935f", far),
            smooth=False,
        )
    )
    return "".join(parts) + box(x - w * 0.51, y - h * 0.8, w * 1.02, h * 0.12, hand.tone("#e8c25a", far), 2)


def ladder(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a ladder that leans on something."""
    wood = hand.tone("#b8864f", far)
    parts = [stroke([(x + d * h, y), (x + d * h * 0.8 + h * 0.06, y - h)], wood, h * 0.03) for d in (-0.12, 0.12)]
    parts += [
        stroke(
            [(x - h * 0.12 + h * 0.06 * t, y - h * t), (x + h * 0.12 + h * 0.04 * t, y - h * t)],
            hand.tone("#d9a86a", far),
            h * 0.024,
        )
        for t in [0.08 + 0.105 * i for i in range(9)]
    ]
    return "".join(parts)


def upright_piano(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return an upright piano seen from its side, the keys on the left, with a stool before them."""
    wood, dark, light = hand.shaded("#6b4630", far, 0.2), hand.tone("#4a2f20", far), hand.tone("#8a5f42", far)
    parts = [
        box(x + h * 0.02, y - h, h * 0.3, h * 0.97, wood, h * 0.02),
        box(x - h * 0.02, y - h * 1.03, h * 0.38, h * 0.06, dark, 3),
    ]
    parts += [
        box(x + h * 0.08, y - h * 0.9, h * 0.18, h * 0.26, light, 3),
        box(x, y - h * 0.06, h * 0.34, h * 0.06, dark, 2),
    ]
    parts += [
        box(x - h * 0.28, y - h * 0.6, h * 0.32, h * 0.1, dark, h * 0.02),
        box(x - h * 0.25, y - h * 0.5, h * 0.05, h * 0.5, wood, 2),
    ]
    parts.append(box(x - h * 0.27, y - h * 0.635, h * 0.28, h * 0.04, hand.tone("#fffaf0", far), 2))
    parts += [
        box(x - h * (0.25 - 0.05 * at), y - h * 0.64, h * 0.02, h * 0.022, hand.tone("#25212a", far)) for at in range(5)
    ]
    sheet = [
        (x - h * 0.02, y - h * 0.66),
        (x - h * 0.1, y - h * 0.9),
        (x - h * 0.02, y - h * 0.93),
        (x + h * 0.05, y - h * 0.69),
    ]
    parts.append(path(sheet, hand.tone("#fffdf6", far), smooth=False))
    seat = x - h * 0.62
    parts += [box(seat + way * h * 0.11 - h * 0.02, y - h * 0.36, h * 0.04, h * 0.36, wood, 2) for way in (-1, 1)]
    parts.append(box(seat - h * 0.17, y - h * 0.4, h * 0.34, h * 0.07, hand.tone("#a8484a", far), h * 0.03))
    return "".join(parts)


def ship_wheel(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a ship's steering wheel on its post."""
    wood, r = hand.tone("#8a5c3c", far), h * 0.38
    cy = y - h * 0.62
    parts = [
        path(
            [(x - h * 0.14, y), (x - h * 0.06, cy), (x + h * 0.06, cy), (x + h * 0.14, y)],
            hand.shaded("#7a5033", far),
            smooth=False,
        )
    ]
    for at in range(8):
        a = math.tau * at / 8
        parts.append(stroke([(x, cy), (x + math.cos(a) * r * 1.25, cy + math.sin(a) * r * 1.25)], wood, h * 0.05))
    parts.append(ellipse(x, cy, r, r, "none", f'stroke="{wood}" stroke-width="{h * 0.08:.1f}"'))
    return "".join(parts) + ellipse(x, cy, h * 0.09, h * 0.09, hand.tone("#d9b45a", far))


_OAK = ("#9a6a45",)
"""What wardrobes are painted of which no colour is told."""


def wardrobe(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a wardrobe with two doors."""
    w, color = h * 0.6, hand.dyed("wardrobe", _OAK)
    parts = [_wardrobe_body(hand, x, y, h, far, color)]
    for way in (-1, 1):
        panel = hand.tone(color, far, 1.18)
        parts.append(box(x + way * w * 0.25 - w * 0.2, y - h * 0.88, w * 0.4, h * 0.78, panel, 6))
        parts.append(ellipse(x + way * w * 0.06, y - h * 0.48, h * 0.014, h * 0.02, hand.tone("#e8c86a", far)))
    return "".join(parts)


def open_wardrobe(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a wardrobe with both doors open, clothes on its rail."""
    w, color = h * 0.6, hand.dyed("wardrobe", _OAK)
    left, top, high = x - w * 0.44, y - h * 0.9, h * 0.84
    parts = [_wardrobe_body(hand, x, y, h, far, color), box(left, top, w * 0.88, high, hand.tone(color, far, 0.36))]
    parts.append(box(left, y - h * 0.1, w * 0.88, h * 0.04, hand.tone(color, far, 0.55)))
    for at, cloth in ((-0.32, "#5f7f9c"), (-0.2, "#b5607a"), (0.24, "#6f8a5c"), (0.34, "#c0a060")):
        parts.append(box(x + w * (at - 0.05), top + h * 0.07, w * 0.1, h * 0.4, hand.tone(cloth, far, 0.6), 4))
    parts.append(box(left, top + h * 0.05, w * 0.88, h * 0.018, hand.tone("#d9b45a", far, 0.8)))
    for way in (-1, 1):
        inner, outer = x + way * w * 0.46, x + way * w * 0.74
        leaf = [(inner, top), (outer, top - h * 0.03), (outer, y + h * 0.02), (inner, y - h * 0.05)]
        parts.append(path(leaf, hand.tone(color, far, 1.1), smooth=False))
        inner, outer = x + way * w * 0.51, x + way * w * 0.69
        panel = [(inner, top + h * 0.05), (outer, top + h * 0.03), (outer, y - h * 0.04), (inner, y - h * 0.1)]
        parts.append(path(panel, hand.tone(color, far, 0.86), smooth=False))
    return "".join(parts)


def _wardrobe_body(hand: Hand, x: float, y: float, h: float, far: float, color: str) -> str:
    w = h * 0.6
    feet = (
        box(x + way * w * 0.42 - h * 0.03, y - h * 0.04, h * 0.06, h * 0.04, hand.tone("#5a3d2a", far))
        for way in (-1, 1)
    )
    body = box(x - w / 2, y - h * 0.97, w, h * 0.94, hand.shaded(color, far, 0.25), 4)
    return "".join(feet) + body + box(x - w * 0.55, y - h, w * 1.1, h * 0.06, hand.tone(color, far, 0.8), 4)


def house_door(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a front door with a window in it."""
    w = h * 0.48
    parts = [
        box(x - w * 0.6, y - h * 1.05, w * 1.2, h * 1.05, hand.tone("#f2e6cf", far), 4),
        box(x - w / 2, y - h, w, h, hand.shaded("#4f7f6a", far, 0.2), 3),
    ]
    parts += [
        box(x + way * w * 0.22 - w * 0.15, y - h * 0.4, w * 0.3, h * 0.32, hand.tone("#3f6a58", far), 3)
        for way in (-1, 1)
    ]
    sky = hand.light.sky
    parts.append(box(x - w * 0.34, y - h * 0.9, w * 0.68, h * 0.36, hand.mix.down(css(sky[1]), css(sky[2])), w * 0.3))
    parts.append(box(x - w * 0.02, y - h * 0.9, w * 0.04, h * 0.36, hand.tone("#f2e6cf", far)))
    return "".join(parts) + ellipse(x + w * 0.38, y - h * 0.46, h * 0.022, h * 0.022, hand.tone("#e8c86a", far))


_QUILTS = ("#6f9a5c", "#b5607a", "#4f86a8", "#c98a4a", "#8a6fb0")


def blanket_heap(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a blanket in a heap over those who hide under it."""
    color = hand.random.choice(_QUILTS)
    w = h * 1.5
    line = [(-1, 0), (-0.86, -0.5), (-0.5, -0.86), (-0.12, -0.8), (0.16, -0.92), (0.56, -0.84), (0.88, -0.44), (1, 0)]
    fill = hand.mix.down(hand.tone(color, far, 1.12), hand.tone(color, far, 0.74))
    parts = [path([(x + dx * w, y + dy * h) for dx, dy in [*line, (0.5, 0.05), (-0.5, 0.05)]], fill)]
    for dx, low in ((-0.55, -0.1), (-0.15, 0.0), (0.3, -0.06), (0.66, -0.08)):
        fold = [(x + dx * w, y - h * 0.7), (x + (dx - 0.05) * w, y - h * 0.36), (x + (dx + 0.04) * w, y + low * h)]
        parts.append(stroke(fold, hand.tone(color, far, 0.66), h * 0.03, extra='opacity=".7"'))
    for dx, dy in (
        (-0.72, -0.3),
        (-0.36, -0.56),
        (-0.3, -0.2),
        (0.06, -0.5),
        (0.12, -0.18),
        (0.46, -0.5),
        (0.52, -0.2),
    ):
        parts.append(ellipse(x + dx * w, y + dy * h, h * 0.05, h * 0.05, hand.tone("#fff3d6", far), 'opacity=".7"'))
    return "".join(parts)


def spread_blanket(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a blanket spread on the ground."""
    color = hand.random.choice(_QUILTS)
    w = h * 2.6
    corners = [(x - w * 0.8, y - h * 0.9), (x + w * 0.84, y - h * 0.94), (x + w, y + h * 0.1), (x - w, y + h * 0.14)]
    parts = [path(corners, hand.tone(color, far, 1.05), smooth=False)]
    for share in (0.2, 0.5, 0.8):
        top, low = x + w * (1.64 * share - 0.8), x + w * (2 * share - 1)
        parts.append(stroke([(top, y - h * 0.9), (low, y + h * 0.1)], hand.tone("#fff3d6", far), h * 0.07))
        left, right = x - w * (0.8 + 0.2 * share), x + w * (0.84 + 0.16 * share)
        down = y - h * (0.9 - share)
        parts.append(stroke([(left, down), (right, down)], hand.tone("#fff3d6", far), h * 0.06))
    return "".join(parts)


def wall_shelf(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a board on two brackets: its top is ``h`` above its foot."""
    wood = hand.shaded("#a5724a", far)
    parts = [
        path([(x + way * h, y - h * 0.8), (x + way * h, y), (x + way * h * 1.16, y - h * 0.8)], wood, smooth=False)
        for way in (-1, 1)
    ]
    return "".join(parts) + box(x - h * 1.7, y - h, h * 3.4, h * 0.22, hand.shaded("#b98450", far), 2)
