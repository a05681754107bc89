"""What figures wear on the head, carry in the hand, or fly with."""

from __future__ import annotations

from digiteller.picturebook.limbs import dimmed
from digiteller.picturebook.looks import Look
from digiteller.picturebook.sprites import SIDE
from digiteller.picturebook.vector import Point, box, ellipse, group, path, stroke

_HEADGEAR = {
    "wizard": "pointed",
    "witch": "pointed",
    "farmer": "straw",
    "cook": "toque",
    "astronaut": "bubble",
    "elf": "cap",
    "knight": "helmet",
    "giant": "cap",
}


def in_hand(drawing: str, hand: Point, grip: str) -> str:
    """Return a thing in the hand: hanging from it, raised above it, or held before the body."""
    if grip == "hangs":
        return group(drawing, hand[0] - 34, hand[1] - 8, 68 / SIDE)
    if grip == "raised":
        return group(drawing, hand[0] - 70, hand[1] - 118, 128 / SIDE)
    return group(drawing, hand[0] - 23, hand[1] - 24, 48 / SIDE)


def wings() -> str:
    """Return a fairy's wings, to be drawn behind her."""
    parts = []
    for way, tall in ((-1, 1.0), (1, 0.85)):
        upper = [(0, -76), (way * 46, -132 * tall), (way * 72, -112 * tall), (way * 56, -74)]
        lower = [(0, -66), (way * 50, -62), (way * 54, -34), (way * 24, -36)]
        parts += [
            path(wing, "#cfe9ff", extra='opacity=".75" stroke="#8fbfe8" stroke-width="2"') for wing in (upper, lower)
        ]
    return "".join(parts)


def headgear(look: Look, size: float) -> str:
    """Return what the head wears, around (0, 0)."""
    kind = _HEADGEAR.get(look.kind, "")
    dark = dimmed(look.cloth)
    r = size / 2
    if kind == "pointed":
        cone = [(-r * 0.8, -r * 0.42), (-r * 0.1, -r * 1.75), (r * 0.16, -r * 1.62), (r * 0.8, -r * 0.42)]
        star = ellipse(-r * 0.1, -r * 0.9, 4, 4, "#ffe28a") + ellipse(r * 0.25, -r * 0.68, 3, 3, "#ffe28a")
        return path(cone, look.cloth, smooth=False) + ellipse(0, -r * 0.42, r * 1.25, r * 0.2, dark) + star
    if kind == "straw":
        return path(
            [(-r * 0.6, -r * 0.5), (-r * 0.5, -r * 1.05), (r * 0.5, -r * 1.05), (r * 0.6, -r * 0.5)], "#e2bd6a"
        ) + ellipse(0, -r * 0.5, r * 1.3, r * 0.2, "#d2a850")
    if kind == "toque":
        puffs = "".join(ellipse(dx * r, -r * 1.15, r * 0.42, r * 0.38, "#fbf7ee") for dx in (-0.42, 0.42, 0))
        return puffs + box(-r * 0.6, -r * 1.05, r * 1.2, r * 0.5, "#f0e9db", 4)
    if kind == "bubble":
        return ellipse(
            0, 2, r * 1.2, r * 1.18, "#cfeaff", 'fill-opacity=".22" stroke="#f4f8fc" stroke-width="7"'
        ) + ellipse(
            -r * 0.55,
            -r * 0.55,
            r * 0.12,
            r * 0.3,
            "#ffffff",
            f'opacity=".8" transform="rotate(40 {-r * 0.55:.1f} {-r * 0.55:.1f})"',
        )
    if kind == "helmet":
        return path(
            [
                (-r * 0.92, r * 0.1),
                (-r * 0.9, -r * 0.6),
                (0, -r * 1.15),
                (r * 0.9, -r * 0.6),
                (r * 0.92, r * 0.1),
                (r * 0.62, -r * 0.22),
                (-r * 0.62, -r * 0.22),
            ],
            "#aeb8c4",
            smooth=False,
        ) + path([(0, -r * 1.1), (-r * 0.5, -r * 1.6), (-r * 0.9, -r * 1.2)], look.cloth)
    if kind == "cap":
        return path(
            [(-r * 0.85, -r * 0.4), (-r * 0.5, -r * 1.0), (r * 0.75, -r * 1.3), (r * 0.85, -r * 0.4)], look.cloth
        ) + ellipse(0, -r * 0.42, r * 0.9, r * 0.14, dark)
    return ""


def snores(mirrored: bool) -> str:
    """Return the letters that rise from a sleeper, written so that they can be read even if the drawing is mirrored."""
    parts = []
    for index, (x, y, size) in enumerate(((0, 0, 9), (18, -18, 13), (42, -40, 17))):
        near, far = (x + size, x) if mirrored else (x, x + size)
        letter = [(near, y), (far, y), (near, y + size), (far, y + size)]
        parts.append(stroke(letter, "#ffffff", 3 + index, smooth=False, extra='opacity=".85"'))
    return "".join(parts)
