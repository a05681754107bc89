"""What makes grounds different: paths, planks, bunting, the vault of a cave."""

from __future__ import annotations

from digiteller.picturebook.drawings import land
from digiteller.picturebook.frame import Frame
from digiteller.picturebook.hand import Hand
from digiteller.picturebook.light import mix, rgb
from digiteller.picturebook.settings import Outdoors
from digiteller.picturebook.vector import box, path, stroke


def mixed(one: str, other: str, share: float) -> tuple[float, float, float]:
    """Return the mixture of two hexadecimal colours."""
    return mix(rgb(one), rgb(other), share)


def road(frame: Frame, hand: Hand, top: float) -> str:
    """Return a path that winds from the foreground to the edge of the ground."""
    goal = frame.width * hand.any(0.4, 0.6)
    bend = frame.width * hand.any(-0.06, 0.06)
    bottom = frame.height * 1.1
    points = [
        (goal - frame.width * 0.03, top),
        (goal + bend - frame.width * 0.09, top + (bottom - top) * 0.4),
        (frame.width * 0.22, bottom),
        (frame.width * 0.78, bottom),
        (goal + bend + frame.width * 0.12, top + (bottom - top) * 0.4),
        (goal + frame.width * 0.03, top),
    ]
    return path(points, hand.mix.down(hand.tone("#e2cfa2", 0.1), hand.tone("#c9ab78", 0, 0.9)), extra='opacity=".85"')


def planks(frame: Frame, hand: Hand, top: float, bottom: float, recipe: Outdoors) -> str:
    """Return boards from ``top`` down to ``bottom``; on a ship also the rail, the mast and a sail."""
    parts = []
    y, step = top, frame.height * 0.022
    while y < bottom:
        for _ in range(3):
            parts.append(
                stroke(
                    [
                        (x := hand.any(-0.1, 1.0) * frame.width, y + step * 0.5),
                        (x + frame.width * hand.any(0.05, 0.2), y + step * 0.5),
                    ],
                    hand.tone(recipe.near, 0, hand.any(0.75, 1.15)),
                    step * 0.4,
                    extra='opacity=".5"',
                )
            )
        parts.append(
            stroke([(-0.1 * frame.width, y), (1.1 * frame.width, y)], hand.tone("#5a3d28", 0, 0.9), frame.unit * 2)
        )
        y += step
        step *= 1.22
    if recipe.water == "deck":
        rail = top - frame.height * 0.1
        for index in range(16):
            x = frame.width * (-0.06 + index * 1.12 / 15)
            parts.append(
                box(
                    x,
                    rail,
                    frame.unit * 12,
                    top - rail + frame.unit * 6,
                    hand.shaded("#a8754a", 0, 0.3),
                    frame.unit * 4,
                )
            )
        parts.append(
            box(
                -0.1 * frame.width,
                rail - frame.unit * 10,
                1.2 * frame.width,
                frame.unit * 16,
                hand.mix.down(hand.tone("#c9935f"), hand.tone("#8a5a38")),
                frame.unit * 6,
            )
        )
        mast = frame.width * (0.12 if hand.light.side > 0 else 0.88)
        for way in (-0.5, 0.32, 0.6):
            foot = (mast + way * frame.width * hand.light.side, rail)
            parts.append(stroke([(mast, -0.1 * frame.height), foot], hand.tone("#5a4030", 0, 0.9), frame.unit * 3))
        parts.insert(
            0,
            path(
                [
                    (mast, -0.06 * frame.height),
                    (mast + frame.width * 0.2 * hand.light.side, -0.03 * frame.height),
                    (mast + frame.width * 0.42 * hand.light.side, 0.02 * frame.height),
                    (mast + frame.width * 0.46 * hand.light.side, 0.2 * frame.height),
                    (mast + frame.width * 0.38 * hand.light.side, 0.36 * frame.height),
                    (mast + frame.width * 0.18 * hand.light.side, 0.33 * frame.height),
                    (mast, 0.38 * frame.height),
                ],
                hand.shaded("#f3e4c6", 0, 0.2),
            ),
        )
        parts.append(
            box(
                mast - frame.unit * 16,
                -0.1 * frame.height,
                frame.unit * 32,
                top + 0.14 * frame.height,
                hand.shaded("#7f5536", 0, 0.4),
            )
        )
    return "".join(parts)


def bunting(frame: Frame, hand: Hand) -> str:
    """Return a string of little flags across the page."""
    parts = []
    y = frame.height * 0.12
    line = [
        (frame.width * t, y + frame.height * 0.12 * (1 - (2 * t - 1) ** 2)) for t in [i / 20 for i in range(-2, 23)]
    ]
    parts.append(stroke(line, hand.tone("#6a5a4a"), frame.unit * 2))
    for x, top in line:
        color = hand.random.choice(("#d8574a", "#f2c14e", "#5f9a8f", "#e88fa0", "#6f8fc0"))
        parts.append(
            path(
                [(x - frame.unit * 16, top), (x + frame.unit * 16, top), (x, top + frame.unit * 34)],
                hand.tone(color),
                smooth=False,
            )
        )
    return "".join(parts)


def cave_wall(frame: Frame, hand: Hand) -> str:
    """Return the vault of a cave around its lit mouth."""
    left, top, right, _ = frame.bounds()
    parts = []
    for index in range(9):
        x = left + (right - left) * (index + hand.any(0.2, 0.8)) / 9
        parts.append(land.stalagmite(hand, x, top, -frame.size * hand.any(0.16, 0.4), 0.15))
    return "".join(parts)
