"""Water, and what lives or floats on it."""

from __future__ import annotations

import math

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import css, mix, rgb
from digiteller.picturebook.drawing.vector import box, ellipse, path, stroke
from digiteller.picturebook.scenery.drawings.land import Points


def water(hand: Hand, box_: tuple[float, float, float, float], far: float, unit: float) -> str:
    """Return a stretch of water: the sky in it, dark towards the viewer, with glitter lines."""
    left, top, right, bottom = box_
    sky = hand.light.sky
    blue = rgb(hand.tone("#4fa3c8", far * 0.5))
    near = mix(mix(sky[1], sky[0], 0.5), blue, 0.55)
    shades = (mix(sky[2], blue, 0.42), mix(mix(sky[2], sky[1], 0.7), blue, 0.55), near, mix(near, sky[0], 0.35))
    parts = [box(left, top, right - left, bottom - top, hand.mix.down(*(css(shade) for shade in shades)))]
    deep, pale = css(mix(near, (0.05, 0.1, 0.25), 0.35)), css(mix(sky[2], hand.light.rim, 0.5))
    for _ in range(110):
        t = hand.random.random() ** 1.5
        y = top + (bottom - top) * t
        length = unit * (14 + 110 * t) * hand.any(0.5, 1.3)
        x, thick = hand.any(left, right), unit * (0.7 + 2.6 * t)
        line = [(x, y), (x + length / 2, y - thick), (x + length, y), (x + length / 2, y + thick * 0.6)]
        color = pale if hand.random.random() < 0.55 else deep
        parts.append(path(line, color, extra=f'opacity="{hand.any(0.2, 0.5):.2f}"'))
    return "".join(parts)


def wave(hand: Hand, left: float, right: float, y: float, height: float, far: float, unit: float) -> str:
    """Return one row of waves with foam on the crests, down to four heights below."""
    crest: Points = []
    x, up = left - height, hand.random.random() < 0.5
    while x < right + height * 3:
        crest.append((x, y - (height if up else 0) * hand.any(0.7, 1.0)))
        x += height * hand.any(1.3, 2.1)
        up = not up
    color = "#3d8fb5"
    body = path(
        [*crest, (crest[-1][0], y + height * 5), (crest[0][0], y + height * 5)],
        hand.mix.down(hand.tone("#6fbcd0", far), hand.tone(color, far), hand.tone(color, far, 0.6)),
    )
    return body + stroke(crest, hand.tone("#f2fbff", far), unit * 2.6, extra='opacity=".7"')


def sail_boat(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a small boat under sail."""
    sail = hand.random.choice(("#fbf3e2", "#e0664f", "#f2c45a"))
    parts = [stroke([(x, y - h * 0.12), (x, y - h)], hand.tone("#6b4a33", far), h * 0.02)]
    parts.append(
        path(
            [
                (x + h * 0.02, y - h * 0.96),
                (x + h * 0.2, y - h * 0.55),
                (x + h * 0.36, y - h * 0.22),
                (x + h * 0.02, y - h * 0.22),
            ],
            hand.shaded(sail, far, 0.2),
            smooth=False,
        )
    )
    parts.append(
        path(
            [(x - h * 0.03, y - h * 0.85), (x - h * 0.26, y - h * 0.22), (x - h * 0.03, y - h * 0.22)],
            hand.shaded("#f4e7cf", far, 0.2),
            smooth=False,
        )
    )
    hull = [
        (x - h * 0.4, y - h * 0.16),
        (x + h * 0.46, y - h * 0.18),
        (x + h * 0.3, y + h * 0.03),
        (x - h * 0.26, y + h * 0.03),
    ]
    return "".join(parts) + path(
        hull, hand.mix.down(hand.tone("#a8663f", far), hand.tone("#70402a", far)), smooth=False
    )


def tall_ship(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a ship with two masts and swelling sails."""
    parts = []
    for mast, tall in ((-0.2, 0.86), (0.17, 1.0)):
        mx = x + mast * h
        parts.append(stroke([(mx, y - h * 0.15), (mx, y - h * tall)], hand.tone("#5d4030", far), h * 0.022))
        for low, top, wide in ((0.3, 0.58, 0.19), (0.6, 0.8, 0.15)):
            a, b = y - h * tall * low, y - h * tall * top
            w, middle = h * wide, (a + b) / 2
            sail = (
                f"M{mx - w:.1f} {b:.1f}Q{mx:.1f} {b + h * 0.02:.1f} {mx + w:.1f} {b:.1f}"
                f"Q{mx + w * 1.45:.1f} {middle:.1f} {mx + w * 1.06:.1f} {a:.1f}Q{mx:.1f} {a - h * 0.05:.1f} "
                f"{mx - w * 1.06:.1f} {a:.1f}Q{mx - w * 0.72:.1f} {middle:.1f} {mx - w:.1f} {b:.1f}Z"
            )
            cloth = hand.shaded("#d9584a" if low < 0.5 else "#f6ead2", far, 0.3)
            parts.append(
                f'<path d="{sail}" fill="{cloth}"/>'
                + stroke([(mx - w, b), (mx + w, b)], hand.tone("#5d4030", far), h * 0.012)
            )
        parts.append(
            path(
                [(mx, y - h * tall), (mx + h * 0.12, y - h * (tall - 0.03)), (mx, y - h * (tall - 0.06))],
                hand.tone("#3f5f8f", far),
                smooth=False,
            )
        )
    hull = [
        (x - h * 0.5, y - h * 0.26),
        (x - h * 0.34, y - h * 0.2),
        (x + h * 0.3, y - h * 0.2),
        (x + h * 0.56, y - h * 0.28),
        (x + h * 0.38, y + h * 0.03),
        (x - h * 0.38, y + h * 0.03),
    ]
    parts.append(path(hull, hand.mix.down(hand.tone("#9a6240", far), hand.tone("#5d3726", far)), smooth=False))
    parts.append(
        stroke([(x - h * 0.44, y - h * 0.14), (x + h * 0.46, y - h * 0.15)], hand.tone("#e8c25a", far), h * 0.014)
    )
    parts += [
        ellipse(x + t * h, y - h * 0.08, h * 0.018, h * 0.018, hand.tone("#f2d58a", far))
        for t in (-0.25, -0.1, 0.05, 0.2)
    ]
    return "".join(parts)


def islet(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return an island far out, with a few palms or firs on it."""
    w = h * 2.4
    top = [(x - w, y), (x - w * 0.6, y - h * 0.35), (x - w * 0.1, y - h * 0.8), (x + w * 0.3, y - h * 0.5), (x + w, y)]
    parts = [path(top, hand.mix.down(hand.tone("#7fa060", far), hand.tone("#5f8a58", far, 0.85)))]
    parts.append(ellipse(x, y, w * 1.02, h * 0.07, hand.tone("#f0e2b4", far)))
    for at in (-0.34, -0.12, 0.16, 0.4):
        cx, foot = x + at * w, y - h * (0.5 - abs(at + 0.05) * 0.7)
        parts.append(
            path(
                [(cx - h * 0.14, foot), (cx, foot - h * hand.any(0.4, 0.6)), (cx + h * 0.14, foot)],
                hand.tone("#4f8058", far),
            )
        )
    return "".join(parts)


def coral(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a branching coral."""
    color = hand.tone(hand.random.choice(("#ee7f6a", "#f0a860", "#d8709a", "#b58ae0")), far)
    parts: list[str] = []

    def grow(x0: float, y0: float, angle: float, length: float, level: int) -> None:
        x1, y1 = x0 + math.sin(angle) * length, y0 - math.cos(angle) * length
        parts.append(stroke([(x0, y0), (x1, y1)], color, h * 0.11 * 0.75**level))
        if level < 3:
            for way in (-1, 1):
                grow(x1, y1, angle + way * hand.any(0.3, 0.6), length * 0.7, level + 1)

    grow(x, y, 0, h * 0.35, 0)
    return "".join(parts)


def kelp(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a swaying water weed."""
    parts = []
    for _ in range(3):
        base, sway = x + hand.any(-0.1, 0.1) * h, hand.any(0.05, 0.12) * h
        line = [(base + math.sin(t * 1.6) * sway, y - h * t / 6 * hand.any(0.9, 1.0)) for t in range(7)]
        parts.append(stroke(line, hand.tone("#4f9a6a", far, hand.any(0.6, 1.1)), h * 0.045))
    return "".join(parts)
