"""Clouds and shafts of light."""

from __future__ import annotations

import math

from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import RGB, css, mix
from digiteller.picturebook.drawing.vector import blob, ellipse, path


def cloud(hand: Hand, x: float, y: float, w: float, far: float = 0.0) -> str:
    """Return a cumulus on a flat base at ``y``: heaped up, lit on top and shaded below; farther ones are paler."""
    white = mix(
        mix((1.0, 1.0, 1.0), hand.light.ambient, 0.6), hand.light.sky[2], 0.18 + 0.5 * hand.light.dark + 0.4 * far
    )
    shade = mix(hand.light.sky[1], (1.0, 1.0, 1.0), 0.5 * (1 - hand.light.dark))
    shade = mix(shade, hand.light.sky[2], 0.3 + 0.3 * far)
    fill = hand.mix.down(css(white), css(mix(white, shade, 0.25)), css(shade))
    heaps = hand.random.randint(5, 8)
    peak = hand.any(0.3, 0.7)
    puffs = []
    for index in range(heaps):
        t = (index + hand.any(0.2, 0.8)) / heaps
        high = math.exp(-(((t - peak) / 0.3) ** 2))
        size = w * (0.07 + 0.13 * high) * hand.any(0.85, 1.2)
        puffs.append((x + (t - 0.5) * w, y - size * 0.75, size * 1.25, size))
    puffs.sort(key=lambda puff: puff[1])
    parts = [ellipse(x, y - w * 0.03, w * 0.56, w * 0.05, fill)]
    parts += [blob(hand.random, *puff, fill, 0.06) for puff in puffs]
    return "".join(parts)


def wisp(hand: Hand, x: float, y: float, w: float) -> str:
    """Return a feather of cloud, drawn out by the wind high up."""
    color = css(mix((1.0, 1.0, 1.0), hand.light.sky[2], 0.3 + 0.5 * hand.light.dark))
    fill = hand.mix.round(color + "8c", color + "4a", color + "00")
    return "".join(
        ellipse(x + hand.any(-0.4, 0.4) * w, y + hand.any(-0.08, 0.08) * w, w * hand.any(0.3, 0.6), w * 0.035, fill)
        for _ in range(4)
    )


def overcast(hand: Hand, x: float, y: float, w: float, color: RGB) -> str:
    """Return a heavy bank of cloud: paler on top, torn at its edges."""
    dark, pale = css(color), css(mix(color, (1.0, 1.0, 1.0), 0.16 * (1 - 0.8 * hand.light.dark)))
    parts = []
    for _ in range(4):
        cx, cy = x + hand.any(-0.5, 0.5) * w, y + hand.any(-0.12, 0.12) * w
        wide, tall = w * hand.any(0.5, 0.9), w * hand.any(0.14, 0.26)
        parts.append(ellipse(cx, cy, wide, tall, hand.mix.round(dark + "b0", dark + "8c", dark + "00")))
        parts.append(ellipse(cx, cy - tall * 0.45, wide * 0.7, tall * 0.5, hand.mix.round(pale + "90", pale + "00")))
    return "".join(parts)


def rays(hand: Hand, x: float, y: float, length: float, color: str, opacity: float) -> str:
    """Return slanting shafts of light from (x, y)."""
    parts = []
    for _ in range(7):
        angle = hand.any(-0.6, 0.6) - hand.light.side * 0.35
        wide = hand.any(0.02, 0.08)
        for share, edge in ((1.0, 0.5), (0.6, 0.5)):
            fill = hand.mix.down(color + f"{round(255 * opacity * edge):02x}", color + "00")
            tips = [
                (x + math.sin(angle + way * wide * share) * length, y + math.cos(angle) * length) for way in (-1, 1)
            ]
            parts.append(path([(x, y), *tips], fill, smooth=False))
    return "".join(parts)
