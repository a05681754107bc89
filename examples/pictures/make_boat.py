"""Draws ``boat.png``: a paper boat on a pond at sunset, small on purpose (240x135), for ``own-words.yaml`` to enlarge.

python examples/pictures/make_boat.py [WIDTH [OUT.png]]
"""

from __future__ import annotations

import math
import sys
from itertools import pairwise
from pathlib import Path

import resvg_py

WIDTH, HEIGHT = 960, 540
"""The drawing's own units."""
HORIZON = 268
BLADES = ((24, 250, 26), (66, 330, -22), (108, 380, 44), (936, 262, -36), (872, 360, 20))
BULRUSHES = ((46, 214, 14), (92, 292, 30), (902, 226, -18), (946, 316, -34))
"""Foot, top, and how far it leans."""

GRADIENTS = """
<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
  <stop offset="0" stop-color="#3f4a8a"/><stop offset=".42" stop-color="#9a77ad"/>
  <stop offset=".75" stop-color="#f2a07b"/><stop offset="1" stop-color="#ffd59a"/>
</linearGradient>
<linearGradient id="pond" x1="0" y1="0" x2="0" y2="1">
  <stop offset="0" stop-color="#ffc98f"/><stop offset=".16" stop-color="#e08f86"/>
  <stop offset=".5" stop-color="#6c5f9c"/><stop offset="1" stop-color="#232a5c"/>
</linearGradient>
<radialGradient id="glow"><stop offset="0" stop-color="#fff3c4" stop-opacity=".95"/>
  <stop offset=".35" stop-color="#ffdc9a" stop-opacity=".5"/><stop offset="1" stop-color="#ffc98f" stop-opacity="0"/>
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
    <path d="M352 322 L480 348 L608 322 L560 404 L400 404 Z" fill="#e9e4ef"/>
    <path d="M352 322 L480 348 L400 404 Z" fill="#fbf9f4"/>
    <path d="M608 322 L480 348 L560 404 Z" fill="#b9aad6"/>
    <path d="M480 348 L400 404 L560 404 Z" fill="#ddd3e8"/>
    <path d="M480 210 L412 334 L480 348 Z" fill="#fffdf6"/>
    <path d="M480 210 L548 334 L480 348 Z" fill="#b3a3d2"/>
    <path d="M480 210 L480 168" stroke="#5a4668" stroke-width="5" stroke-linecap="round"/>
    <path d="M482 168 L526 182 L482 198 Z" fill="#e4572e"/>
    <path d="M352 322 L480 348 L608 322 M480 210 L412 334 M480 210 L548 334 M400 404 L352 322 M560 404 L608 322"
      fill="none" stroke="#6d5c86" stroke-width="3.5" stroke-linejoin="round" stroke-linecap="round"/>"""


def ripples() -> str:
    """Return rings around the keel and the sun's path on the water."""
    path = ""
    for index in range(11):
        y = HORIZON + 8 + index * 9 + index * index * 0.75
        width = 64 + 30 * math.sin(index * 1.7) + index * 7
        x = 700 + 10 * math.sin(index * 2.3)
        path += (
            f'<rect x="{x - width / 2}" y="{y}" width="{width}" height="{3.5 + index * 0.35}" rx="3" fill="#ffe9b8" '
            f'opacity="{0.85 - index * 0.06}"/>'
        )
    rings = "".join(
        f'<ellipse cx="480" cy="{410 + index * 5}" rx="{118 + index * 52}" ry="{13 + index * 9}" fill="none" '
        f'stroke="#ffe3cf" stroke-width="{4 - index * 0.7}" opacity="{0.6 - index * 0.15}"/>'
        for index in range(4)
    )
    return path + rings


def lily(x: float, y: float, size: float, flower: bool) -> str:
    """Return a lily pad with a notch, with or without its flower."""
    pad = (
        f'<ellipse cx="{x}" cy="{y + size * 0.1}" rx="{size}" ry="{size * 0.36}" fill="#1d2450" opacity=".5"/>'
        f'<path d="M{x} {y} L{x + size * 0.8} {y - size * 0.22} A{size} {size * 0.34} 0 1 1 {x + size * 0.35} '
        f'{y - size * 0.32} Z" fill="#3f7d5c"/>'
        f'<path d="M{x - size * 0.85} {y - size * 0.02} A{size} {size * 0.34} 0 0 1 {x + size * 0.2} '
        f'{y - size * 0.31}" fill="none" stroke="#8fc28a" stroke-width="3"/>'
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
            stem + 'stroke="#1c2a3f" stroke-width="7" stroke-linecap="round"/>'
            f'<rect x="{x + lean - 10}" y="{top - 8}" width="20" height="74" rx="10" fill="#5b3423" '
            f'transform="rotate({lean * 0.12} {x + lean} {top})"/>'
        )
    return (
        f'<path d="M{x - 11} {HEIGHT + 10} Q{x + lean * 0.1} {(HEIGHT + top) / 2} {x + lean} {top} '
        f'Q{x + lean * 0.3 + 14} {(HEIGHT + top) / 2} {x + 11} {HEIGHT + 10} Z" fill="#243a44"/>'
    )


def dragonfly() -> str:
    """Return the dragonfly above the boat."""
    wings = "".join(
        f'<ellipse cx="0" cy="-24" rx="8.5" ry="25" fill="#e8f6ff" opacity=".88" transform="rotate({angle})"/>'
        for angle in (-72, -38, 38, 72)
    )
    return (
        f'<g transform="translate(300 176) rotate(62)">{wings}<path d="M0 -14 L0 52" stroke="#1f7a8c" '
        'stroke-width="8" stroke-linecap="round"/><circle cy="-17" r="9" fill="#155e6d"/></g>'
    )


def drawing() -> str:
    """Return the picture as SVG."""
    stars = "".join(
        f'<circle cx="{(index * 197 + 60) % WIDTH}" cy="{18 + (index * 53) % 96}" r="{2.2 + index % 3}" fill="#fff6dc" '
        f'opacity="{0.5 + 0.15 * (index % 3)}"/>'
        for index in range(13)
    )
    parts = [
        f'<rect width="{WIDTH}" height="{HORIZON}" fill="url(#sky)"/>',
        stars,
        '<circle cx="700" cy="232" r="230" fill="url(#glow)"/><circle cx="700" cy="232" r="44" fill="#fff1c2"/>',
        hills([(0, 176), (150, 140), (330, 214), (520, 168), (760, 224), (960, 150)], "#a6719f"),
        hills([(0, 226), (200, 206), (420, 246), (640, 236), (860, 204), (960, 222)], "#6f5490"),
        trees(-20, 290, 40, "#3d3a6e"),
        trees(800, 980, 46, "#3d3a6e"),
        f'<rect y="{HORIZON}" width="{WIDTH}" height="{HEIGHT - HORIZON}" fill="url(#pond)"/>',
        f'<g opacity=".4" transform="translate(0 {HORIZON * 1.7:.0f}) scale(1 -.7)">',
        trees(-20, 290, 40, "#3d3a6e"),
        trees(800, 980, 46, "#3d3a6e"),
        "</g>",
        ripples(),
        f'<g mask="url(#reflection)"><g transform="translate(0 808) scale(1 -1)">{boat()}</g></g>',
        boat(),
        lily(214, 438, 66, True),
        lily(330, 486, 50, False),
        lily(742, 462, 72, True),
        lily(640, 506, 44, False),
        dragonfly(),
        *(reed(*blade, False) for blade in BLADES),
        *(reed(*rush, True) for rush in BULRUSHES),
    ]
    body = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"><defs>{GRADIENTS}</defs>{body}</svg>'
    )


def main() -> None:
    """Write the picture at the width asked for."""
    width = int(sys.argv[1]) if len(sys.argv) > 1 else 240
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).with_name("boat.png")
    out.write_bytes(resvg_py.svg_to_bytes(svg_string=drawing(), width=width, height=width * HEIGHT // WIDTH))


if __name__ == "__main__":
    main()
