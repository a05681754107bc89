"""Clouds and shafts of light."""

from __future__ import annotations

import math

from digiteller.picturebook.hand import Hand
from digiteller.picturebook.light import css, mix
from digiteller.picturebook.vector import ellipse, path


def cloud(hand: Hand, x: float, y: float, w: float, far: float = 0.0) -> str:
    """Return a cumulus: lit on top, shaded below."""
    top = css(mix((1.0, 1.0, 1.0), hand.light.sky[2], 0.35 + 0.45 * hand.light.dark))
    low = css(mix(hand.light.sky[1], (1.0, 1.0, 1.0), 0.38 * (1 - hand.light.dark)))
    parts = []
    for fill, lift in ((low, 0.05), (top, -0.04)):
        for index in range(7):
            t = index / 6
            size = w * (0.1 + 0.13 * math.sin(math.pi * t)) * hand.any(0.8, 1.15)
            parts.append(ellipse(x + (t - 0.5) * w, y - size * 0.55 + lift * w, size * 1.2, size, fill))
    return "".join(parts)


def rays(hand: Hand, x: float, y: float, length: float, color: str, opacity: float) -> str:
    """Return slanting shafts of light from (x, y)."""
    parts = []
    for _ in range(6):
        angle = hand.any(-0.55, 0.55) - hand.light.side * 0.35
        wide = hand.any(0.03, 0.09)
        fill = hand.mix.down(color + f"{round(255 * opacity):02x}", color + "00")
        parts.append(
            path(
                [
                    (x, y),
                    (x + math.sin(angle - wide) * length, y + math.cos(angle) * length),
                    (x + math.sin(angle + wide) * length, y + math.cos(angle) * length),
                ],
                fill,
                smooth=False,
            )
        )
    return "".join(parts)
