"""What is worn on the chest, and what is sewn on: emblems, bags, chains."""

from __future__ import annotations

from digiteller.picturebook.drawing.vector import Point, box, ellipse, path, stroke
from digiteller.picturebook.figures.costumes import Garment
from digiteller.picturebook.figures.limbs import PosedBody
from digiteller.picturebook.figures.trunk_points import Detail, middle_of, spark

_BRASS = "#f0c453"


def _star(body: PosedBody, garment: Garment) -> str:
    x, y = middle_of(body, 0.36)
    return spark(x + 11, y, 6, _BRASS)


def _patch(body: PosedBody, garment: Garment) -> str:
    x, y = middle_of(body, 0.4)
    return box(x + 6, y - 4, 10, 7, "#f0c453", 1.5) + stroke([(x - 18, y - 2), (x - 8, y - 2)], "#f6f2e8", 2.6)


def _cross(body: PosedBody, garment: Garment) -> str:
    x, y = middle_of(body, 0.44)
    return stroke([(x + 5, y), (x + 15, y)], "#d2333c", 3.6) + stroke(
        [(x + 10, y - 5), (x + 10, y + 5)], "#d2333c", 3.6
    )


def _panel(body: PosedBody, garment: Garment) -> str:
    x, y = body.lean * 0.5, body.chest
    lamps = ((-7, "#e0523f"), (0, "#f2b93f"), (7, "#5fb56a"))
    drawn = box(x - 13, y + 24, 26, 18, "#c9d2dc", 4)
    return drawn.join(ellipse(x + dx, y + 33, 2.6, 2.6, color) for dx, color in lamps)


def _chain(body: PosedBody, garment: Garment) -> str:
    x, y = body.lean, body.chest
    links: list[Point] = [(x - 17, y + 5), (x - 13, y + 20), (x, y + 32), (x + 13, y + 20), (x + 17, y + 5)]
    beads = "".join(ellipse(px, py, 3, 3, "#fbe08a") for px, py in (*links[1:4], (x - 7, y + 27), (x + 7, y + 27)))
    return (
        stroke(links, "#d9a52f", 4.6)
        + beads
        + ellipse(x, y + 38, 7, 7, "#d9a52f")
        + ellipse(x, y + 38, 4, 4, "#fbe08a")
    )


def _stethoscope(body: PosedBody, garment: Garment) -> str:
    x, y = body.lean, body.chest
    tube: list[Point] = [(x - 11, y + 4), (x - 11, y + 20), (x - 3, y + 28)]
    other: list[Point] = [(x + 11, y + 4), (x + 11, y + 18), (x + 4, y + 28), (x - 3, y + 28)]
    return (
        stroke(tube, "#3a4350", 2.6)
        + stroke(other, "#3a4350", 2.6)
        + ellipse(x + 10, y + 34, 4.6, 4.6, "#c9d2da")
        + stroke([(x + 4, y + 28), (x + 10, y + 32)], "#3a4350", 2.6)
    )


def _camera(body: PosedBody, garment: Garment) -> str:
    x, y = middle_of(body, 0.56)
    straps = "".join(
        stroke([(body.lean + way * 12, body.chest + 4), (x + way * 9, y - 6)], "#33333c", 2.4) for way in (-1, 1)
    )
    return (
        straps
        + box(x - 13, y - 8, 26, 17, "#33363f", 3)
        + ellipse(x, y, 6.4, 6.4, "#8fa3b4")
        + ellipse(x, y, 3.4, 3.4, "#22252c")
    )


def _bag(body: PosedBody, garment: Garment) -> str:
    x, y = body.lean, body.chest
    hip = body.hip
    strap = stroke([(x - 15, y + 6), (0, (y + hip) / 2 + 4), (18, hip - 2)], "#7a5236", 4)
    return strap + box(9, hip - 6, 26, 20, "#94653f", 4) + box(9, hip - 6, 26, 9, "#7a5236", 3)


def _tape(body: PosedBody, garment: Garment) -> str:
    x, y = body.lean, body.chest
    return "".join(stroke([(x + way * 10, y + 3), (x + way * 9, y + 30 + 5 * way)], "#f2d24a", 4) for way in (-1, 1))


def _tool_belt(body: PosedBody, garment: Garment) -> str:
    hip = body.hip
    belt = stroke([(-23, hip + 4), (23, hip + 4)], "#7a4c2a", 6)
    tools = stroke([(-15, hip), (-15, hip + 16)], "#b98450", 3.4) + box(-20, hip + 14, 10, 6, "#8a96a3", 1.5)
    return belt + tools + box(8, hip + 4, 12, 13, "#8a5a34", 2)


def _medal(body: PosedBody, garment: Garment) -> str:
    x, y = middle_of(body, 0.34)
    return path([(x + 5, y - 8), (x + 15, y - 8), (x + 10, y + 3)], "#c8403c", smooth=False) + ellipse(
        x + 10, y + 6, 5, 5, _BRASS
    )


def _press_card(body: PosedBody, garment: Garment) -> str:
    x, y = middle_of(body, 0.55)
    lines = "".join(stroke([(body.lean + way * 8, body.chest + 8), (x, y - 6)], "#c8403c", 2) for way in (-1, 1))
    return lines + box(x - 7, y - 7, 14, 11, "#fffdf6", 2) + stroke([(x - 4, y - 1), (x + 4, y - 1)], "#8a8f9a", 1.6)


def _watch(body: PosedBody, garment: Garment) -> str:
    x, y = middle_of(body, 0.4)
    return stroke([(x - 11, y - 5), (x - 11, y)], "#d8b24a", 2) + ellipse(x - 11, y + 3, 3.6, 3.6, "#fdf8e6")


def _flower(body: PosedBody, garment: Garment) -> str:
    x, y = middle_of(body, 0.3)
    return ellipse(x + 13, y, 4.4, 4.4, "#f6f2e8") + ellipse(x + 13, y, 2, 2, "#e2708a")


def _splashes(body: PosedBody, garment: Garment) -> str:
    spots = ((-12, 0.5, "#d2433c"), (9, 0.4, "#3f7fcf"), (13, 0.85, "#f0c13f"), (-6, 0.95, "#5a9a58"))
    return "".join(
        ellipse(middle_of(body, share)[0] + dx, middle_of(body, share)[1], 3.4, 2.8, color)
        for dx, share, color in spots
    )


def _number(body: PosedBody, garment: Garment) -> str:
    hip, (x, y) = body.hip, middle_of(body, 0.5)
    shorts: list[Point] = [(-24, hip), (24, hip), (25, hip + 20), (3, hip + 13), (-23, hip + 20)]
    drawn = path(shorts, body.look.outfit.legs, smooth=False)
    return drawn + stroke([(x - 3, y - 6), (x + 2, y - 9), (x + 2, y + 8)], "#fbf8ef", 4, smooth=False)


def _sash(body: PosedBody, garment: Garment) -> str:
    return stroke([(-23, body.hip + 2), (23, body.hip + 2)], "#e0b23f", 7)


def _pompoms(body: PosedBody, garment: Garment) -> str:
    colors = ((0.36, "#f2d24a"), (0.62, "#4fb0d8"), (0.88, "#e2585c"))
    return "".join(ellipse(*middle_of(body, share), 5, 5, color) for share, color in colors)


def _ruff(body: PosedBody, garment: Garment) -> str:
    x, y = body.lean, body.chest
    return "".join(ellipse(x + dx, y + 9 - abs(dx) * 0.1, 6.4, 5.6, "#fdf6e6") for dx in (-20, -12, -4, 4, 12, 20))


EMBLEMS: dict[str, Detail] = {
    "star": _star,
    "patch": _patch,
    "cross": _cross,
    "panel": _panel,
    "sash": _sash,
    "pompoms": _pompoms,
    "ruff": _ruff,
    "number": _number,
    "chain": _chain,
    "stethoscope": _stethoscope,
    "camera": _camera,
    "bag": _bag,
    "tape": _tape,
    "tool belt": _tool_belt,
    "medal": _medal,
    "press card": _press_card,
    "watch": _watch,
    "flower": _flower,
    "splashes": _splashes,
}
"""Emblems by name."""
