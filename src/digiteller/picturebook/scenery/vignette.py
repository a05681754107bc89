"""A spot illustration: no place, only washes of colour on paper, in which a page's hour, weather and mood are felt."""

from __future__ import annotations

import math

from digiteller.picturebook.drawing.canvas import Canvas, VectorLayer
from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import RGB, css, mix, rgb
from digiteller.picturebook.drawing.vector import Point, blob, ellipse, path, stroke
from digiteller.picturebook.scenery.sky import COVERED, draw_twinkling_stars

_PAPER = rgb("#fcf7ec")
_EARTH = rgb("#c9ad86")
"""The colour of the ground: it may be a floor as well as earth."""
_NIGHT = rgb("#1d2f6b")
_SNOW = rgb("#eef3fa")
_REACH = (0.5, 0.43)
"""How far the wash reaches from the middle of the page across and up, in shares of its sides."""


def draw_vignette(time: str, weather: str, frame: Canvas, hand: Hand) -> list[VectorLayer]:
    """Return the paper, the washes on it, the stars of a clear night, and the ground under the figures."""
    sheets = [
        VectorLayer("paper", _paper(frame, hand), frame.bounds(), 9.0, hand.mix, edge=0, wash=0.3),
        VectorLayer("wash", _wash(frame, hand), frame.bounds(), 8.95, hand.mix, 1.6, 1.6),
    ]
    if time == "night" and weather not in COVERED:
        sheets += draw_twinkling_stars(frame, frame.height * 0.56, hand, count=7, margin=0.14)
    top = frame.height * 0.6
    sheets.append(VectorLayer("ground", _ground(weather, frame, hand), frame.bounds(top), 1.1, hand.mix, 1.4, 1.3))
    return sheets


def _paper(frame: Canvas, hand: Hand) -> str:
    """Return bare paper: a little darker at night, so that it does not dazzle."""
    left, top, right, bottom = frame.beyond()
    color = css(mix(_PAPER, mix(hand.light.sky[1], _PAPER, 0.55), 0.55 * hand.light.dark))
    return path([(left, top), (right, top), (right, bottom), (left, bottom)], color, smooth=False)


def _colors(hand: Hand) -> tuple[RGB, RGB, RGB]:
    """Return the colours of the wash above, in the middle and below: the sky's, thinned with much water."""
    light = hand.light
    warm = (*light.sky[:2], mix(light.sky[2], light.rim, 0.5))
    deep = tuple(mix(color, _NIGHT, 0.5 * max(0.0, light.dark - 0.5) * 2) for color in warm)
    thin = (0.42, 0.5, 0.45) if light.dark < 0.8 else (0.04, 0.1, 0.22)
    above, middle, below = (mix(color, _PAPER, share) for color, share in zip(deep, thin, strict=True))
    return above, middle, below


def _wash(frame: Canvas, hand: Hand) -> str:
    """Return the wash: a pale one that ran far, a full one within, brush strokes out of it, and drops beside it."""
    above, middle, below = _colors(hand)
    x, y = frame.width * 0.5, frame.height * 0.47
    wide, tall = frame.width * _REACH[0], frame.height * _REACH[1]
    pale = hand.mix.down(*(css(mix(color, _PAPER, 0.42)) for color in (above, middle, below)))
    full = hand.mix.down(*(css(color) for color in (above, mix(above, middle, 0.6), middle, below)))
    parts = [path(_ragged(hand, x, y, wide, tall * 1.06, 0.035), pale)]
    parts += _strokes(hand, frame, (above, middle, below))
    parts.append(path(_ragged(hand, x, y, wide * 0.93, tall * 0.98, 0.03), full))
    for _ in range(16):
        # Where the paint ran together while it was wet.
        share, angle = hand.random.random() ** 0.6 * 0.7, hand.any(0, math.tau)
        color = css(mix(hand.random.choice((above, middle, below)), _PAPER, hand.any(0.0, 0.6)))
        fill = hand.mix.round(color + "58", color + "2c", color + "00")
        size = frame.size * hand.any(0.12, 0.32)
        at = x + wide * share * math.cos(angle), y + tall * share * math.sin(angle)
        parts.append(ellipse(*at, size * 1.5, size * 0.7, fill))
    glow = css(mix(hand.light.rim, _PAPER, 0.5))
    strength = 1.0 if hand.light.dark < 0.8 else 0.4
    shades = (glow + f"{round(strength * share):02x}" for share in (190, 96, 0))
    parts.append(ellipse(x, y + tall * 0.3, wide * 0.62, tall * 0.78, hand.mix.round(*shades)))
    parts += _drops(hand, frame, middle)
    return "".join(parts)


def _ragged(hand: Hand, x: float, y: float, wide: float, tall: float, rough: float) -> list[Point]:
    """Return the edge of a wash: nearly a rectangle with round corners, uneven as a wet brush leaves it."""
    points = []
    slow = [hand.any(-1, 1) for _ in range(7)]
    for at in range(64):
        angle = math.tau * at / 64
        waver = sum(part * math.sin((step + 2) * angle + 5 * part) for step, part in enumerate(slow)) / 4
        reach = 1 + rough * (waver + hand.any(-0.5, 0.5))
        across, up = math.cos(angle), math.sin(angle)
        points.append(
            (
                x + wide * reach * math.copysign(abs(across) ** 0.55, across),
                y + tall * reach * math.copysign(abs(up) ** 0.55, up),
            )
        )
    return points


def _strokes(hand: Hand, frame: Canvas, colors: tuple[RGB, RGB, RGB]) -> list[str]:
    """Return strokes of a broad brush that went over the edge of the wash on both sides, their hairs showing."""
    parts = []
    for side in (-1, 1):
        for row in range(5):
            y = frame.height * (0.16 + 0.14 * row + hand.any(-0.04, 0.04))
            end = frame.width * (0.5 + side * hand.any(0.44, 0.49))
            start = frame.width * (0.5 + side * 0.3)
            color = css(mix(colors[min(2, row // 2)], _PAPER, 0.3))
            for hair in range(6):
                at = y + frame.size * 0.011 * hair
                bend = frame.size * hand.any(-0.012, 0.012)
                tip = end + side * frame.width * hand.any(-0.03, 0.012)
                line = [(start, at), ((start + tip) / 2, at + bend), (tip, at + bend * 1.6)]
                parts.append(stroke(line, color, frame.size * hand.any(0.006, 0.014), extra='opacity=".7"'))
    return parts


def _drops(hand: Hand, frame: Canvas, color: RGB) -> list[str]:
    """Return a few drops that fell off the brush, in the page's corners."""
    parts = []
    for _ in range(9):
        x = frame.width * (0.5 + hand.random.choice((-1, 1)) * hand.any(0.38, 0.47))
        y = frame.height * hand.random.choice((hand.any(0.05, 0.12), hand.any(0.78, 0.9)))
        size = frame.size * hand.random.random() ** 2 * 0.012 + frame.size * 0.002
        parts.append(blob(hand.random, x, y, size, size, css(mix(color, _PAPER, 0.15)), 0.2, 'opacity=".75"'))
    return parts


def _ground(weather: str, frame: Canvas, hand: Hand) -> str:
    """Return a soft ground that fades into the paper, and the dry brush that was drawn across it."""
    x, y = frame.width * 0.5, frame.height * 0.85
    wide = frame.width * 0.46
    color = hand.tone(_SNOW if weather == "snow" else _EARTH, 0.05)
    parts = []
    for size, alpha in ((1.0, "8c"), (0.86, "a0"), (0.66, "70")):
        fill = hand.mix.round(color + alpha, color + alpha, color + "00" if size == 1.0 else color + "40")
        parts.append(path(_ragged(hand, x, y, wide * size, frame.height * 0.125 * size, 0.05), fill))
    for _ in range(20):
        at, along = y + frame.height * hand.any(-0.08, 0.1), x + wide * hand.any(-0.8, 0.8)
        long = frame.width * hand.any(0.03, 0.12)
        line = [(along - long, at), (along, at + frame.size * hand.any(-0.008, 0.008)), (along + long, at)]
        shade = hand.tone(_SNOW if weather == "snow" else _EARTH, 0.0, hand.any(0.8, 1.14))
        parts.append(stroke(line, shade, frame.size * hand.any(0.004, 0.012), extra='opacity=".5"'))
    return "".join(parts)
