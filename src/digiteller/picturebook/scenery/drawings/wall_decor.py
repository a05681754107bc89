"""What hangs on walls and from ceilings."""

from __future__ import annotations

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import css
from digiteller.picturebook.drawing.vector import box, ellipse, path, stroke
from digiteller.picturebook.scenery.drawings.windows import land_outside, weather_outside

_WOOD = "#a8744a"


def crockery(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a wall shelf of jars, plates and pots; ``y`` is its board."""
    w = h * 2.6
    parts = []
    for row in range(2):
        base = y - row * h * 0.62
        at = x - w / 2 + h * 0.1
        while at < x + w / 2 - h * 0.2:
            color = hand.random.choice(("#e9dcc3", "#c9784f", "#7fa3a8", "#e2b34f", "#b5574a", "#93a878"))
            wide, tall = h * hand.any(0.18, 0.28), h * hand.any(0.22, 0.42)
            if hand.random.random() < 0.35:
                parts.append(
                    ellipse(at + wide / 2, base - wide * 0.75, wide * 0.72, wide * 0.75, hand.shaded("#f4ead6", far))
                    + ellipse(at + wide / 2, base - wide * 0.75, wide * 0.45, wide * 0.48, hand.tone(color, far))
                )
            else:
                parts.append(
                    box(at, base - tall, wide, tall, hand.shaded(color, far, 0.3), wide * 0.25)
                    + box(at + wide * 0.1, base - tall * 1.1, wide * 0.8, tall * 0.14, hand.tone("#8a5f40", far), 2)
                )
            at += wide * 1.35
        parts.append(box(x - w / 2, base, w, h * 0.07, hand.tone(_WOOD, far, 0.85), 2))
    return "".join(parts)


def blackboard(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a blackboard on the wall, centred at ``y``, with sums and a sun."""
    w = h * 2.1
    parts = [
        box(
            x - w / 2,
            y - h / 2,
            w,
            h,
            hand.mix.down(hand.tone("#3f6b58", far), hand.tone("#2f5446", far)),
            4,
            f'stroke="{hand.tone(_WOOD, far)}" stroke-width="{h * 0.06:.1f}"',
        )
    ]
    chalk = "#f2f0e4"
    for row, wide in enumerate((0.3, 0.22, 0.34)):
        base = y - h * 0.24 + row * h * 0.22
        parts.append(
            stroke(
                [(x - w * 0.42 + w * wide * t / 9, base + hand.any(-0.035, 0.035) * h) for t in range(10)],
                chalk,
                h * 0.018,
                extra='opacity=".8"',
            )
        )
    sun = (x + w * 0.24, y - h * 0.05)
    parts.append(ellipse(*sun, h * 0.13, h * 0.13, "none", f'stroke="{chalk}" stroke-width="{h * 0.02:.1f}"'))
    for dx, dy in (
        (0.2, 0),
        (-0.2, 0),
        (0, 0.2),
        (0, -0.2),
        (0.15, 0.15),
        (-0.15, -0.15),
        (0.15, -0.15),
        (-0.15, 0.15),
    ):
        parts.append(
            stroke(
                [(sun[0] + dx * h, sun[1] + dy * h), (sun[0] + dx * h * 1.4, sun[1] + dy * h * 1.4)], chalk, h * 0.02
            )
        )
    return "".join(parts)


def frame(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a small framed landscape on the wall, centred at (x, y)."""
    w = h * hand.any(0.8, 1.25)
    sky, hill = hand.random.choice((("#f2c9a0", "#7a8f5f"), ("#a8cfe0", "#5f8a6a"), ("#e8b0a8", "#6a6f9a")))
    return (
        box(x - w / 2, y - h / 2, w, h, hand.tone(sky, far), 2)
        + path(
            [
                (x - w / 2, y + h / 2),
                (x - w / 2, y + h * 0.1),
                (x - w * 0.1, y - h * 0.1),
                (x + w * 0.2, y + h * 0.18),
                (x + w / 2, y),
                (x + w / 2, y + h / 2),
            ],
            hand.tone(hill, far),
            smooth=False,
        )
        + ellipse(x + w * 0.2, y - h * 0.2, h * 0.1, h * 0.1, hand.tone("#fff1c4", far))
        + box(
            x - w / 2, y - h / 2, w, h, "none", 2, f'stroke="{hand.tone("#b98a4a", far)}" stroke-width="{h * 0.09:.1f}"'
        )
    )


def great_window(hand: Hand, x: float, y: float, h: float, far: float, arched: bool = False) -> str:
    """Return a window with the sky, hills and stars or sun behind it, and curtains; centred at (x, y)."""
    w = h * (0.62 if arched else 0.95)
    left, top = x - w / 2, y - h / 2
    sky = hand.light.sky
    color = hand.random.choice(("#c8574a", "#d9a24a", "#5f8f9a", "#8f6fa8"))
    parts = [box(left, top, w, h, hand.mix.down(css(sky[0]), css(sky[1]), css(sky[2])), w * 0.5 if arched else 4)]
    hill = land_outside(hand)
    parts.append(
        path(
            [
                (left, y + h * 0.5),
                (left, y + h * 0.22),
                (x - w * 0.15, y + h * 0.12),
                (x + w * 0.2, y + h * 0.26),
                (left + w, y + h * 0.16),
                (left + w, y + h * 0.5),
            ],
            hill,
            smooth=False,
        )
    )
    if hand.light.dark > 0.6:
        parts += [
            ellipse(left + w * hand.any(0.08, 0.92), top + h * hand.any(0.06, 0.5), h * 0.006, h * 0.006, "#fff7dc")
            for _ in range(16)
        ]
        parts.append(
            ellipse(x + w * 0.22, y - h * 0.2, h * 0.22, h * 0.22, hand.mix.round("#fff3c899", "#fff3c800"))
            + ellipse(x + w * 0.22, y - h * 0.2, h * 0.075, h * 0.075, "#fff6d6")
        )
    else:
        parts.append(
            ellipse(x - w * 0.1, y - h * 0.22, w * 0.2, h * 0.05, "#ffffff", f'opacity="{0.75 - hand.light.dark:.2f}"')
            + ellipse(
                x - w * 0.02, y - h * 0.26, w * 0.12, h * 0.05, "#ffffff", f'opacity="{0.75 - hand.light.dark:.2f}"'
            )
        )
    parts += weather_outside(hand, left, top, w, h)
    bar = hand.tone("#f2e6cf", far)
    edge = f'stroke="{bar}" stroke-width="{h * 0.05:.1f}"'
    parts += [
        box(left, top, w, h, "none", w * 0.5 if arched else 4, edge),
        box(x - h * 0.015, top, h * 0.03, h, bar),
        box(left, y - h * 0.02, w, h * 0.03, bar),
        box(left - w * 0.08, y + h * 0.5, w * 1.16, h * 0.07, hand.tone("#d9c6a4", far), 3),
    ]
    drawn = curtains_drawn(hand)
    if not arched:
        for way in (-1, 1):
            edge_x = x + way * w * 0.66
            parts.append(
                path(
                    [
                        (edge_x, top - h * 0.08),
                        (x + way * w * (0.01 if drawn else 0.24), top - h * 0.08),
                        (x + way * w * (0.015 if drawn else 0.4), y),
                        (x + way * w * (0.02 if drawn else 0.46), y + h * 0.56),
                        (edge_x + way * w * 0.04, y + h * 0.56),
                    ],
                    hand.mix.across(hand.tone(color, far, 1.1), hand.tone(color, far, 0.75), hand.tone(color, far)),
                    smooth=False,
                )
            )
        parts.append(box(x - w * 0.76, top - h * 0.12, w * 1.52, h * 0.05, hand.tone("#8a5f3f", far), h * 0.025))
    return "".join(parts)


def curtains_drawn(hand: Hand) -> bool:
    """Whether those who sleep have drawn their curtains: at night, when no lamp burns."""
    return not hand.lit and hand.light.dark > 0.4


def hanging_lamp(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a lamp that hangs from above the frame, its shade at ``y``."""
    shine = hand.light.dark if hand.lit and hand.light.dark > 0.2 else 0.0
    glow = hand.mix.round(f"#ffdf9a{round(150 * shine):02x}", f"#ffd58a{round(60 * shine):02x}", "#ffd58a00")
    return (
        stroke([(x, y - h * 8), (x, y - h)], hand.tone("#4a3a30", far), h * 0.06)
        + ellipse(x, y + h * 0.3, h * 5.4, h * 4.4, glow)
        + path(
            [(x - h * 0.9, y), (x - h * 0.35, y - h), (x + h * 0.35, y - h), (x + h * 0.9, y)],
            hand.shaded("#d9824a", far),
            smooth=False,
        )
        + ellipse(x, y, h * 0.9, h * 0.2, "#fff0c0" if shine else hand.tone("#e8dcc0", far))
    )


def banner(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return a heraldic banner that hangs on the wall, its top at ``y``."""
    w = h * 0.36
    color = hand.random.choice(("#a8403f", "#3f5f9a", "#4f7f5a"))
    cloth = path(
        [(x - w / 2, y), (x + w / 2, y), (x + w / 2, y + h * 0.85), (x, y + h), (x - w / 2, y + h * 0.85)],
        hand.shaded(color, far),
        smooth=False,
    )
    return (
        cloth
        + ellipse(x, y + h * 0.4, w * 0.26, w * 0.26, hand.tone("#ecc75f", far))
        + box(x - w * 0.62, y - h * 0.03, w * 1.24, h * 0.05, hand.tone("#8a6a3f", far), 2)
    )


def pans(hand: Hand, x: float, y: float, h: float, far: float) -> str:
    """Return copper pans and herbs on a rail, centred at ``x``."""
    w = h * 1.7
    parts = [box(x - w / 2, y - h * 0.5, w, h * 0.06, hand.tone("#6a5040", far), 2)]
    for index in range(4):
        at = x - w * 0.38 + w * 0.25 * index
        if index == 2:
            parts += [
                stroke(
                    [(at, y - h * 0.44), (at + d * h, y + h * 0.2)], hand.tone("#6f8f55", far, 0.8 + abs(d)), h * 0.07
                )
                for d in (-0.1, -0.04, 0.04, 0.1)
            ]
            continue
        r = h * hand.any(0.16, 0.23)
        parts.append(
            stroke([(at, y - h * 0.44), (at, y)], hand.tone("#8a5a3c", far), h * 0.05)
            + ellipse(at, y + r * 0.8, r, r, hand.shaded("#c9784a", far, 0.35))
            + ellipse(at - r * 0.2, y + r * 0.6, r * 0.6, r * 0.6, hand.tone("#e8a070", far, 1.05), 'opacity=".45"')
        )
    return "".join(parts)
