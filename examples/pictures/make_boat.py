"""Draws ``boat.png``, the small picture (240x135) that ``own-words.yaml`` enlarges: a paper boat on a pond in the rain.

python examples/pictures/make_boat.py [WIDTH [OUT.png]]
"""

from __future__ import annotations

import math
import random
import sys
from itertools import pairwise
from pathlib import Path

from digiteller.media.bitmap import write_png
from digiteller.picturebook.drawing.thorvg import render_svg

WIDTH, HEIGHT = 960, 540
"""The drawing's own units."""
HORIZON = 268
BLADES = ((24, 250, 26), (66, 330, -22), (108, 380, 44), (936, 262, -36), (872, 360, 20))
BULRUSHES = ((46, 214, 14), (92, 292, 30), (902, 226, -18), (946, 316, -34))
"""Foot, top, and how far it leans."""
RAINDROPS = ((190, 332, 62), (292, 384, 70), (706, 336, 66), (806, 392, 74))
"""Where they fall, and how far their rings have come."""

GRADIENTS = """
<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
  <stop offset="0" stop-color="#7f9fb8"/><stop offset=".45" stop-color="#a9c3c9"/>
  <stop offset=".8" stop-color="#e3e3cf"/><stop offset="1" stop-color="#fbe9c2"/>
</linearGradient>
<linearGradient id="pond" x1="0" y1="0" x2="0" y2="1">
  <stop offset="0" stop-color="#f3e6c4"/><stop offset=".14" stop-color="#bcd4cb"/>
  <stop offset=".5" stop-color="#5f9aa3"/><stop offset="1" stop-color="#23566b"/>
</linearGradient>
<radialGradient id="glow"><stop offset="0" stop-color="#fffbe6" stop-opacity=".95"/>
  <stop offset=".4" stop-color="#fff1c4" stop-opacity=".55"/><stop offset="1" stop-color="#fff1c4" stop-opacity="0"/>
</radialGradient>
<linearGradient id="fade" x1="0" y1="0" x2="0" y2="1">
  <stop offset="0" stop-color="#fff" stop-opacity=".5"/><stop offset="1" stop-color="#fff" stop-opacity="0"/>
</linearGradient>
<mask id="reflection"><rect x="300" y="404" width="360" height="110" fill="url(#fade)"/></mask>
"""


def hills(points: list[tuple[float, float]], colour: str) -> str:
    """Return a range of soft hills down to the horizon; ``points`` are the tops from left to right."""
    path = f"M0 {HORIZON} L{points[0][0]} {points[0][1]}"
    for (x0, y0), (x1, y1) in pairwise(points):
        middle = (x0 + x1) / 2
        path += f" C{middle} {y0} {middle} {y1} {x1} {y1}"
    return f'<path d="{path} L{WIDTH} {HORIZON} Z" fill="{colour}"/>'


def trees(left: float, right: float, height: float, colour: str) -> str:
    """Return a line of round treetops on the far bank."""
    tops, x, index = "", left, 0
    while x < right:
        radius = height * (0.55 + 0.45 * abs(math.sin(index * 2.1)))
        tops += f'<ellipse cx="{x}" cy="{HORIZON - radius * 0.55}" rx="{radius * 0.72}" ry="{radius}" fill="{colour}"/>'
        x, index = x + radius * 0.95, index + 1
    return (
        tops
        + f'<rect x="{left - 20}" y="{HORIZON - 9}" width="{right - left + 40}" height="10" rx="5" fill="{colour}"/>'
    )


def boat() -> str:
    """Return the folded boat, its keel at (480, 404)."""
    return """
    <path d="M352 322 L480 348 L400 404 Z" fill="#5fa3e6"/>
    <path d="M608 322 L480 348 L560 404 Z" fill="#2f68b4"/>
    <path d="M480 348 L400 404 L560 404 Z" fill="#4688d2"/>
    <path d="M480 210 L412 334 L480 348 Z" fill="#86bdf2"/>
    <path d="M480 210 L548 334 L480 348 Z" fill="#3a78c6"/>
    <path d="M480 210 L480 168" stroke="#5c3b2a" stroke-width="5" stroke-linecap="round"/>
    <path d="M482 168 L530 183 L482 200 Z" fill="#ef5b3c"/>
    <path d="M352 322 L480 348 L608 322 L560 404 L400 404 Z M480 210 L412 334 M480 210 L548 334"
      fill="none" stroke="#1d3d70" stroke-width="4" stroke-linejoin="round" stroke-linecap="round"/>"""


def ring(x: float, y: float, size: float) -> str:
    """Return where a raindrop fell: a bright spot and its ring; finer ones would not survive the small size."""
    return (
        f'<ellipse cx="{x}" cy="{y}" rx="{size}" ry="{size * 0.26}" fill="none" stroke="#f4fbf6" stroke-width="5" '
        f'opacity=".65"/><ellipse cx="{x}" cy="{y}" rx="{size * 0.3}" ry="{size * 0.08}" fill="#f4fbf6" opacity=".9"/>'
    )


def rain() -> str:
    """Return slanting drops, far between, that leave the boat in the clear."""
    chance = random.Random(4)
    drops = ""
    for index in range(40):
        x, y = 24 * index + chance.uniform(0, 24), chance.uniform(0, 300)
        if not 330 < x < 630 or y < 110:
            drops += (
                f'<path d="M{x} {y} l-7 30" stroke="#f2f8fb" stroke-width="5" stroke-linecap="round" opacity=".6"/>'
            )
    return drops


def lily(x: float, y: float, size: float, flower: bool) -> str:
    """Return a lily pad with a notch, with or without a flower."""
    pad = (
        f'<ellipse cx="{x}" cy="{y + size * 0.1}" rx="{size}" ry="{size * 0.36}" fill="#16384a" opacity=".5"/>'
        f'<path d="M{x} {y} L{x + size * 0.8} {y - size * 0.22} A{size} {size * 0.34} 0 1 1 {x + size * 0.35} '
        f'{y - size * 0.32} Z" fill="#4f9a5b"/>'
        f'<path d="M{x - size * 0.85} {y - size * 0.02} A{size} {size * 0.34} 0 0 1 {x + size * 0.2} '
        f'{y - size * 0.31}" fill="none" stroke="#a9d69a" stroke-width="3"/>'
    )
    petals = "".join(
        f'<ellipse cx="{x}" cy="{y - size * 0.34}" rx="{size * 0.12}" ry="{size * 0.32}" fill="{colour}" '
        f'transform="rotate({angle} {x} {y - size * 0.1})"/>'
        for angle, colour in ((-62, "#f7a8b8"), (62, "#f7a8b8"), (-32, "#fbc4cc"), (32, "#fbc4cc"), (0, "#fff0ee"))
    )
    heart = f'<ellipse cx="{x}" cy="{y - size * 0.14}" rx="{size * 0.13}" ry="{size * 0.09}" fill="#ffd166"/>'
    return pad + (petals + heart if flower else "")


def reed(x: float, top: float, lean: float, head: bool) -> str:
    """Return a reed in the foreground, with a bulrush head or as a blade."""
    stem = f'<path d="M{x} {HEIGHT + 10} Q{x + lean * 0.2} {(HEIGHT + top) / 2} {x + lean} {top}" fill="none" '
    if head:
        return (
            stem + 'stroke="#24493f" stroke-width="7" stroke-linecap="round"/>'
            f'<rect x="{x + lean - 10}" y="{top - 8}" width="20" height="74" rx="10" fill="#6b4127" '
            f'transform="rotate({lean * 0.12} {x + lean} {top})"/>'
        )
    return (
        f'<path d="M{x - 11} {HEIGHT + 10} Q{x + lean * 0.1} {(HEIGHT + top) / 2} {x + lean} {top} '
        f'Q{x + lean * 0.3 + 14} {(HEIGHT + top) / 2} {x + 11} {HEIGHT + 10} Z" fill="#2f6650"/>'
    )


def drawing() -> str:
    """Return the picture as SVG."""
    banks = trees(-20, 290, 40, "#4d7d78") + trees(800, 980, 46, "#4d7d78")
    wake = "".join(
        f'<ellipse cx="480" cy="{410 + index * 5}" rx="{118 + index * 50}" ry="{13 + index * 9}" fill="none" '
        f'stroke="#e9f6f2" stroke-width="{4.5 - index * 0.6}" opacity="{0.65 - index * 0.17}"/>'
        for index in range(3)
    )
    parts = [
        f'<rect width="{WIDTH}" height="{HORIZON}" fill="url(#sky)"/>',
        '<circle cx="640" cy="226" r="250" fill="url(#glow)"/>',
        hills([(0, 176), (150, 140), (330, 214), (520, 168), (760, 224), (960, 150)], "#a9c4bd"),
        hills([(0, 226), (200, 206), (420, 246), (640, 236), (860, 204), (960, 222)], "#7fa8a0"),
        banks,
        f'<rect y="{HORIZON}" width="{WIDTH}" height="{HEIGHT - HORIZON}" fill="url(#pond)"/>',
        f'<g opacity=".4" transform="translate(0 {HORIZON * 1.7:.0f}) scale(1 -.7)">{banks}</g>',
        *(ring(*drop) for drop in RAINDROPS),
        wake,
        f'<g mask="url(#reflection)"><g transform="translate(0 808) scale(1 -1)">{boat()}</g></g>',
        boat(),
        lily(214, 438, 66, True),
        lily(330, 492, 50, False),
        lily(748, 466, 72, True),
        lily(640, 512, 44, False),
        *(reed(*blade, False) for blade in BLADES),
        *(reed(*rush, True) for rush in BULRUSHES),
        rain(),
    ]
    body = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"><defs>{GRADIENTS}</defs>{body}</svg>'
    )


def main() -> None:
    """Write the picture at the width asked for."""
    width = int(sys.argv[1]) if len(sys.argv) > 1 else 240
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).with_name("boat.png")
    write_png(out, render_svg(drawing(), width, width * HEIGHT // WIDTH))


if __name__ == "__main__":
    main()
