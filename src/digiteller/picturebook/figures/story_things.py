"""What stories tell of and no emoji shows rightly: bags, honeycombs, heaps and prints; 36 units wide and high."""

from __future__ import annotations

from digiteller.picturebook.drawing.vector import Gradients, box, ellipse, path, stroke
from digiteller.picturebook.figures.furniture_things import toned


def _sheen(mix: Gradients, color: str) -> str:
    return mix.across(toned(color, 1.2), color, toned(color, 0.72))


def bag(mix: Gradients, color: str) -> str:
    """Return a big soft bag with two handles and a buckle."""
    handles = "".join(
        f'<path d="M{x} 15C{x} 3 {x + 11} 3 {x + 11} 15" fill="none" stroke="{toned(color, tone)}" stroke-width="1.8"/>'
        for x, tone in ((10.5, 0.55), (14, 0.75))
    )
    body = path([(5, 15), (31, 15), (34, 31), (31, 35), (5, 35), (2, 31)], _sheen(mix, color))
    flap = path([(5, 14), (31, 14), (29, 22.5), (18, 25), (7, 22.5)], toned(color, 0.82))
    buckle = box(16, 22, 4, 5.4, "#e9c56a", 0.8) + box(17.2, 23.4, 1.6, 2.6, toned(color, 0.6))
    return handles + body + flap + buckle


def needle(mix: Gradients, color: str) -> str:
    """Return a needle with a long thread through its eye."""
    thread = f'<path d="M27 7C38 12 22 18 28 23S14 36 8 31" fill="none" stroke="{color}" stroke-width="1.3"/>'
    steel = path([(5, 30), (26, 6.4), (28.6, 5.2), (28, 8)], mix.across("#eef2f6", "#9aa6b2"), smooth=False)
    return steel + ellipse(26.8, 7, 0.7, 0.9, "#59616b") + thread


def honeycomb(mix: Gradients, color: str) -> str:
    """Return a piece of honeycomb that drips."""
    piece = path([(4, 9), (30, 6), (33, 24), (25, 30), (7, 28)], mix.down(toned(color, 1.15), color), smooth=False)
    return piece + _cells(color, 5, 9, 4, 3) + path([(14, 27), (17, 27), (16.6, 34), (14.6, 34)], toned(color, 1.1))


def _cells(color: str, left: float, top: float, across: int, down: int) -> str:
    parts = []
    for row in range(down):
        for at in range(across):
            x, y = left + 3.6 + 6.4 * at + 3.2 * (row % 2), top + 3 + 5.4 * row
            hexagon = [
                (x, y - 3),
                (x + 2.6, y - 1.5),
                (x + 2.6, y + 1.5),
                (x, y + 3),
                (x - 2.6, y + 1.5),
                (x - 2.6, y - 1.5),
            ]
            parts.append(path(hexagon, toned(color, 0.74 if (at + row) % 3 else 1.25), smooth=False))
    return "".join(parts)


def honeycomb_frame(mix: Gradients, color: str) -> str:
    """Return a wooden frame full of honeycomb, with bees on it."""
    wood = "#b98450"
    frame = box(0, 7, 36, 4, toned(wood, 1.1), 1) + box(3, 9, 30, 26, wood, 1.4)
    comb = box(5.4, 12, 25.2, 20.6, color) + _cells(color, 4.6, 12, 4, 4)
    bees = "".join(
        ellipse(x - 0.9, y - 1.3, 1.5, 0.9, "#ffffff", 'opacity=".85"')
        + ellipse(x, y, 2, 1.3, "#f0b429")
        + stroke([(x - 0.3, y - 1.2), (x - 0.3, y + 1.2)], "#3a2f26", 0.8)
        for x, y in ((12, 17), (23, 22), (15, 28), (26, 14.6))
    )
    return frame + comb + bees


def bee_smoker(mix: Gradients, color: str) -> str:
    """Return a beekeeper's smoker: a can with a spout, bellows, and smoke."""
    bellows = path([(22, 17), (34, 14), (34, 34), (22, 33)], "#8a5638", smooth=False)
    bellows += "".join(stroke([(23, y), (33.6, y)], "#6a3f28", 0.9) for y in (20.0, 24.5, 29.0))
    can = box(6, 16, 15, 18.6, _sheen(mix, color), 1.6) + box(5.4, 20, 16.2, 1.6, toned(color, 0.66))
    spout = path([(6, 16), (9, 9), (3, 6), (5, 3.6), (16, 8.4), (21, 16)], toned(color, 0.9), smooth=False)
    puffs = "".join(
        ellipse(x, y, r, r * 0.8, "#f1f1f1", 'opacity=".8"')
        for x, y, r in ((2.6, 3.4, 2.4), (6.6, 1.6, 1.9), (0.6, 0, 1.8))
    )
    return bellows + spout + can + puffs


def snow_heap(mix: Gradients, color: str) -> str:
    """Return a heap of shovelled snow."""
    heap = path(
        [(0, 35), (4, 24), (10, 18), (15, 10), (21, 12), (26, 19), (32, 25), (36, 35)],
        mix.down("#ffffff", color, toned(color, 0.86)),
    )
    return heap + "".join(
        ellipse(x, y, r, r * 0.6, toned(color, 0.9))
        for x, y, r in ((12, 26, 3), (22, 22, 2.4), (26, 30, 3.2), (8, 32, 2.6))
    )


def footprints(mix: Gradients, color: str) -> str:
    """Return a line of footprints that leads away."""
    parts = []
    for at in range(5):
        size, x = 1 - 0.13 * at, 11 + (9 if at % 2 else 0) + 0.6 * at
        y = 33.6 - 6.6 * at * (1 - 0.05 * at)
        parts.append(
            ellipse(x, y, 3.9 * size, 1.5 * size, color)
            + ellipse(x + 0.5, y - 2.3 * size, 2.4 * size, 0.9 * size, color)
        )
    return f'<g opacity=".75">{"".join(parts)}</g>'


def hollow(mix: Gradients, color: str) -> str:
    """Return a shallow hollow in sand or earth with its rim of loose grains."""
    rim = ellipse(18, 30, 17.6, 5.6, toned(color, 1.1)) + ellipse(18, 29.4, 14.6, 4.2, toned(color, 0.78))
    floor = ellipse(18, 30.6, 12, 2.8, toned(color, 0.62))
    grains = "".join(
        ellipse(x, y, 0.8, 0.6, toned(color, 1.2))
        for x, y in ((3, 33), (9, 35), (27, 34.6), (33, 32), (30, 26.4), (6, 26.8))
    )
    return rim + floor + grains


def puddle(mix: Gradients, color: str) -> str:
    """Return a puddle."""
    return ellipse(18, 31, 17.4, 4.2, mix.down(toned(color, 1.2), color)) + ellipse(
        12, 30, 5, 0.9, "#ffffff", 'opacity=".6"'
    )


def smoke(mix: Gradients, color: str) -> str:
    """Return smoke that rises."""
    puffs = ((17, 32, 3.4), (20, 26, 4.6), (15.6, 20, 5.4), (20.6, 13, 6), (15, 7, 5), (22, 4, 3.6))
    return "".join(
        ellipse(x, y, r, r * 0.86, color, f'opacity="{0.9 - 0.1 * at:.1f}"') for at, (x, y, r) in enumerate(puffs)
    )


def radiator(mix: Gradients, color: str) -> str:
    """Return a radiator with its pipe."""
    ribs = "".join(box(1 + 5 * at, 10, 4.2, 22, _sheen(mix, color), 2) for at in range(7))
    pipe = stroke([(34, 28), (36, 28)], toned(color, 0.6), 1.6) + stroke([(3, 31), (3, 35)], toned(color, 0.6), 1.6)
    return pipe + stroke([(33, 31), (33, 35)], toned(color, 0.6), 1.6) + ribs


def pumpkin(mix: Gradients, color: str) -> str:
    """Return a pumpkin."""
    body = "".join(
        ellipse(x, 23, r, 11.6, _sheen(mix, toned(color, tone)))
        for x, r, tone in ((9, 8, 0.86), (27, 8, 0.86), (13, 8, 1), (23, 8, 1), (18, 6.4, 1.1))
    )
    return body + path([(16, 12), (15, 5), (19, 3.6), (20.4, 12)], "#6f8a3f")


def slice_of_melon(mix: Gradients, color: str) -> str:
    """Return a slice of melon with its seeds."""
    rind = path([(1, 12), (35, 12), (31, 26), (18, 33), (5, 26)], "#4f8f45")
    pith = path([(3, 12), (33, 12), (29.4, 24.6), (18, 30.6), (6.6, 24.6)], "#dfeec0")
    flesh = path([(4.6, 12), (31.4, 12), (28, 23.4), (18, 28.6), (8, 23.4)], color)
    return (
        rind
        + pith
        + flesh
        + "".join(ellipse(x, y, 0.8, 1.2, "#3a2a24") for x, y in ((12, 17), (18, 19), (24, 17), (15, 23), (21, 23)))
    )


def curtain(mix: Gradients, color: str) -> str:
    """Return a curtain in its folds."""
    folds = "".join(box(3 + 5 * at, 3, 5.2, 32, toned(color, 0.78 if at % 2 else 1.06), 1.4) for at in range(6))
    return folds + box(1, 1.6, 34, 2.4, "#8a5f3c", 1.2)


def lunch_tin(mix: Gradients, color: str) -> str:
    """Return a lunchbox with a handle."""
    handle = f'<path d="M12 15C12 7 24 7 24 15" fill="none" stroke="{toned(color, 0.6)}" stroke-width="2.2"/>'
    clasp = box(16, 22, 4, 4.6, "#e9e4d6", 1)
    return (
        handle
        + box(3, 14, 30, 20.6, _sheen(mix, color), 4)
        + stroke([(3, 23), (33, 23)], toned(color, 0.66), 1.2)
        + clasp
    )
