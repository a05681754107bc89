"""What actions need and no emoji shows: tools in the hand, and what stands beside who works."""

from __future__ import annotations

from digiteller.picturebook.drawing.vector import Gradients, box, ellipse, path, stroke


def spade(mix: Gradients) -> str:
    """Return a spade, its blade at the lower right."""
    blade = path([(25, 23), (34, 26), (35, 35), (27, 34), (23, 26)], mix.across("#c9d2da", "#8a96a3"))
    return stroke([(6, 3), (26, 26)], "#9a6a3e", 2.6) + stroke([(3, 6), (9, 1)], "#7a5030", 3) + blade


def spoon() -> str:
    """Return a wooden spoon, its bowl at the lower right."""
    bowl = ellipse(28.5, 28.5, 5, 4, "#a5733f", 'transform="rotate(45 28.5 28.5)"')
    return stroke([(6, 4), (26, 26)], "#b98450", 2.8) + bowl


def brush() -> str:
    """Return a paintbrush with red paint at the upper right."""
    tip = path([(27, 5), (34, 1), (33, 8), (29, 11)], "#d9483b")
    return stroke([(6, 30), (25, 11)], "#b98450", 2.8) + stroke([(25, 11), (28, 8)], "#c9d2da", 4) + tip


def crook() -> str:
    """Return a shepherd's crook, upright."""
    return stroke([(18, 36), (18, 7), (19, 2.5), (23, 1), (26, 3.4), (26, 7.4), (23.6, 9)], "#8a5f3c", 2)


def sweeps_brush() -> str:
    """Return a chimney sweep's round brush on its long pole."""
    bristles = "".join(
        stroke([(18, 6), (18 + dx, 6 + dy)], "#2f2b30", 1.5)
        for dx, dy in ((-8, 0), (-7, -4), (-4, -6), (0, -7), (4, -6), (7, -4), (8, 0), (6, 3), (-6, 3))
    )
    return stroke([(18, 36), (18, 6)], "#8a6a45", 1.6) + bristles


def easel(x: float) -> str:
    """Return an easel with a picture, around ``x``, in the units of puppets."""
    wood = "#9a6a3e"
    legs = stroke([(x - 4, -104), (x - 24, 0)], wood, 5) + stroke([(x + 6, -104), (x + 30, 0)], wood, 5)
    canvas = box(x - 34, -98, 68, 56, "#fffaf0", 2, 'stroke="#c9a877" stroke-width="3"')
    art = ellipse(x + 14, -82, 8, 8, "#f5b93f") + path(
        [(x - 31, -46), (x - 12, -70), (x + 6, -54), (x + 31, -60), (x + 31, -46)], "#6aa85a"
    )
    return legs + canvas + art + stroke([(x - 38, -40), (x + 38, -40)], wood, 5)


def heap(x: float) -> str:
    """Return a heap of earth with clods that fly."""
    mound = path([(x - 30, 2), (x - 8, -15), (x + 14, -12), (x + 34, 2)], "#7a5236")
    spots = ((-22, -26, 4.4), (-6, -40, 3.4), (10, -30, 4), (24, -20, 3))
    return mound + "".join(ellipse(x + dx, dy, s, s * 0.8, "#6a452c") for dx, dy, s in spots)


def pot(x: float) -> str:
    """Return a pot that steams over a fire."""
    steam = "".join(
        stroke(
            [(x + dx, -66), (x + dx + 6, -78), (x + dx - 3, -90), (x + dx + 4, -102)],
            "#ffffff",
            4,
            extra='opacity=".75"',
        )
        for dx in (-14, 4, 22)
    )
    kettle = path([(x - 32, -56), (x + 34, -56), (x + 29, -18), (x + 14, -8), (x - 12, -8), (x - 27, -18)], "#4a5058")
    rim = ellipse(x + 1, -56, 34, 7, "#6a727c") + ellipse(x + 1, -56, 28, 5, "#d98a3f")
    flames = "".join(path([(x + dx - 6, 1), (x + dx, -12), (x + dx + 6, 1)], "#f2913d") for dx in (-16, 0, 16))
    return flames + kettle + rim + steam
