"""Walls that are no walls of a house: canvas, earth, glass, boards, the body of a carriage, arches open to the sky."""

from __future__ import annotations

import math
from collections.abc import Callable

from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.vector import blob, box, ellipse, path, stroke
from digiteller.picturebook.scenery import open_shells

Shell = Callable[[str, Canvas, Hand, float], str]
"""Draws the walls down to a floor, in a colour."""


def draw_shell(name: str, color: str, frame: Canvas, hand: Hand, floor: float) -> str:
    """Return the walls of a kind, down to ``floor``, in pixels down the page; of the colour ``color``."""
    return _SHELLS[name](color, frame, hand, floor)


def _carriage(color: str, frame: Canvas, hand: Hand, floor: float) -> str:
    """Return a carriage: a vaulted ceiling with lamps, and a rack with luggage."""
    left, top, right, _ = frame.beyond()
    pale = hand.mix.down(hand.tone("#f6efe0", 0, 0.86), hand.tone("#fbf6ea"))
    parts = [box(left, top, right - left, frame.height * 0.09 - top, pale)]
    for lamp in range(6):
        x = frame.width * (lamp + 0.5) / 6
        parts.append(ellipse(x, frame.height * 0.02, frame.unit * 46, frame.unit * 13, "#fff6d0"))
    rack = frame.height * 0.105
    parts.append(box(left, rack, right - left, frame.unit * 9, hand.tone("#b8924a")))
    for bar in range(14):
        x = frame.width * (bar + 0.2) / 13
        parts.append(
            stroke([(x, rack), (x + frame.unit * 14, rack - frame.unit * 22)], hand.tone("#b8924a"), frame.unit * 4)
        )
    for at, shade in ((0.16, "#8a5c3c"), (0.44, "#a8473f"), (0.67, "#3f6a7a"), (0.9, "#8a7a4a")):
        x, wide = frame.width * at, frame.unit * 110
        parts.append(box(x - wide / 2, rack - frame.unit * 62, wide, frame.unit * 62, hand.tone(shade), frame.unit * 8))
        parts.append(
            box(x - frame.unit * 14, rack - frame.unit * 40, frame.unit * 28, frame.unit * 9, hand.tone("#e8c86a"), 2)
        )
    return "".join(parts)


def _coach(color: str, frame: Canvas, hand: Hand, floor: float) -> str:
    """Return the body of a bus or an aeroplane: a pale curved ceiling with a row of lights."""
    left, top, right, _ = frame.beyond()
    parts = [
        box(
            left,
            top,
            right - left,
            frame.height * 0.1 - top,
            hand.mix.down(hand.tone("#e8ecf0", 0, 0.84), hand.tone("#fbfcfd")),
        )
    ]
    parts.append(box(left, frame.height * 0.1, right - left, frame.unit * 7, hand.tone(color, 0, 0.7)))
    for at in range(8):
        x = frame.width * (at + 0.5) / 8
        parts.append(
            box(x - frame.unit * 44, frame.height * 0.028, frame.unit * 88, frame.unit * 14, "#fffbe0", frame.unit * 7)
        )
    return "".join(parts) + box(
        left, floor - frame.height * 0.035, right - left, frame.height * 0.035, hand.tone(color, 0, 0.6)
    )


def _lockers(color: str, frame: Canvas, hand: Hand, floor: float) -> str:
    """Return the body of an aeroplane: lockers over the seats."""
    parts, wide = [_coach(color, frame, hand, floor)], frame.width / 5
    for at in range(-1, 6):
        x = wide * at + wide * 0.06
        parts.append(
            box(
                x,
                -frame.height * 0.06,
                wide * 0.88,
                frame.height * 0.17,
                hand.mix.down(hand.tone("#dfe4e8"), hand.tone("#f6f8f9"), hand.tone("#c4ccd4")),
                frame.unit * 22,
            )
        )
        parts.append(box(x + wide * 0.34, frame.height * 0.078, wide * 0.2, frame.unit * 8, hand.tone("#9aa6b2"), 3))
    return "".join(parts)


def _earth(color: str, frame: Canvas, hand: Hand, floor: float) -> str:
    """Return a round room dug into the ground: clods, pebbles, and roots from above."""
    left, top, right, _ = frame.beyond()
    middle = frame.width * 0.5
    parts = [box(left, top, right - left, floor - top, hand.tone(color, 0, 0.5))]
    for size, value in ((1.0, 0.72), (0.93, 0.88), (0.85, 1.02)):
        parts.append(
            ellipse(middle, floor, frame.width * 0.6 * size, frame.height * 0.66 * size, hand.tone(color, 0, value))
        )
    for _ in range(46):
        angle, reach = hand.any(math.pi, math.tau), hand.any(0.35, 1.0)
        x, y = (
            middle + math.cos(angle) * frame.width * 0.58 * reach,
            floor + math.sin(angle) * frame.height * 0.64 * reach,
        )
        parts.append(
            blob(
                hand.random,
                x,
                y,
                frame.unit * hand.any(8, 26),
                frame.unit * hand.any(6, 16),
                hand.tone(color, 0, hand.any(0.7, 1.2)),
                0.25,
                'opacity=".55"',
            )
        )
    for at in range(9):
        x, long = frame.width * (0.06 + 0.11 * at) + frame.unit * hand.any(-30, 30), frame.height * hand.any(0.08, 0.2)
        rise = frame.height * 0.6 * math.sqrt(max(0.0, 1 - ((x - middle) / (frame.width * 0.6)) ** 2))
        y = max(-frame.height * 0.02, floor - rise * 1.08)
        root = [
            (x, y - frame.height * 0.03),
            (x + frame.unit * hand.any(-24, 24), y + long * 0.5),
            (x + frame.unit * hand.any(-30, 30), y + long),
        ]
        parts.append(stroke(root, hand.tone("#d9b98a", 0, 0.85), frame.unit * hand.any(4, 9)))
    return "".join(parts)


def _boards(color: str, frame: Canvas, hand: Hand, floor: float) -> str:
    """Return walls of boards, one above the other, with their nails."""
    left, top, right, _ = frame.beyond()
    parts, step = [], frame.height * 0.062
    y = floor - step
    while y > top - step:
        parts.append(box(left, y, right - left, step, hand.tone(color, 0, hand.any(0.88, 1.06))))
        parts.append(box(left, y, right - left, frame.unit * 3, hand.tone(color, 0, 0.62)))
        for _ in range(3):
            x = hand.any(left, right)
            parts.append(box(x, y, frame.unit * 3, step, hand.tone(color, 0, 0.66)))
            parts += [
                ellipse(x + d * frame.unit, y + step / 2, frame.unit * 2.6, frame.unit * 2.6, hand.tone("#4a3a30"))
                for d in (-9, 12)
            ]
            grain = [(x + step, y + step * 0.6), (x + step * 3, y + step * 0.52), (x + step * 5, y + step * 0.62)]
            parts.append(stroke(grain, hand.tone(color, 0, 0.75), frame.unit * 2, extra='opacity=".6"'))
        y -= step
    beam = hand.mix.down(hand.tone(color, 0, 0.75), hand.tone(color, 0, 0.55))
    return "".join(parts) + box(left, -frame.height * 0.08, right - left, frame.height * 0.1, beam)


def _vault(color: str, frame: Canvas, hand: Hand, floor: float) -> str:
    """Return the arches of a cellar's or a church's ceiling, over its stones."""
    top = frame.beyond()[1]
    parts, wide = [], frame.width / 3
    for at in range(-1, 4):
        x = wide * (at + 0.5)
        arch = [
            (x - wide / 2, frame.height * 0.34),
            (x - wide * 0.36, frame.height * 0.12),
            (x, frame.height * 0.035),
            (x + wide * 0.36, frame.height * 0.12),
            (x + wide / 2, frame.height * 0.34),
        ]
        shade = [*arch, (x + wide / 2, top), (x - wide / 2, top)]
        parts.append(path(shade, hand.tone(color, 0, 0.6), smooth=False))
        parts.append(stroke(arch, hand.tone(color, 0, 1.14), frame.unit * 16))
        parts.append(
            box(
                x + wide / 2 - frame.unit * 16,
                frame.height * 0.33,
                frame.unit * 32,
                floor - frame.height * 0.33,
                hand.shaded(color, 0, 0.3),
            )
        )
        parts.append(
            box(
                x + wide / 2 - frame.unit * 24,
                frame.height * 0.32,
                frame.unit * 48,
                frame.unit * 18,
                hand.tone(color, 0, 1.15),
                3,
            )
        )
    return "".join(parts)


_SHELLS: dict[str, Shell] = {
    "arches": open_shells.draw_arches,
    "boards": _boards,
    "canvas": open_shells.draw_canvas,
    "carriage": _carriage,
    "coach": _coach,
    "earth": _earth,
    "glass": open_shells.draw_glass,
    "lantern room": open_shells.draw_lantern_room,
    "lockers": _lockers,
    "tunnel": open_shells.draw_tunnel,
    "vault": _vault,
}
