"""What is drawn about a figure to say what it does: notes, tears, lines of motion."""

from __future__ import annotations

import math
from dataclasses import dataclass

from digiteller.picturebook.drawing.vector import Point, ellipse, group, path, stroke
from digiteller.picturebook.figures.work_tools import easel, heap, pot

_WHITE = "#fffaf0"
_DARK = "#4a3f52"
_FLOATING = frozenset(
    ["notes", "snores", "heart", "thoughts", "bubbles", "sparkles", "suds", "stars", "whispers", "sounds", "ha", "rays"]
)
"""What moves up and down; the rest is where hands or the ground are."""
_SOFT = 'opacity=".85"'


@dataclass(frozen=True)
class Place:
    """Where a figure's parts are, in units of a child 165 high; it looks right."""

    head: Point
    radius: float
    """Of the head."""
    foot: Point = (0.0, 0.0)
    front: float = 40.0
    """How far right the figure reaches."""
    back: float = -44.0
    """How far left."""
    mirrored: bool = False
    """Whether the drawing will be, so that signs are written the other way round."""
    drift: float = 0.0
    """How far up those signs have floated that float."""


def draw_emanata(names: tuple[str, ...], place: Place) -> str:
    """Return the signs of these names: those of ``Pose.marks``."""
    signs = ((name, _MAKE[name](place)) for name in names)
    return "".join(
        group(drawn, 0, -place.drift) if name in _FLOATING and place.drift else drawn for name, drawn in signs
    )


def _speed(place: Place) -> str:
    x, y = place.back - 24, place.head[1]
    lines = ((0, 16, 44), (-14, 44, 56), (-4, 74, 40))
    return "".join(
        stroke([(x + dx - long, y + dy), (x + dx, y + dy)], _WHITE, 4.5, extra=_SOFT) for dx, dy, long in lines
    )


def _wind(place: Place) -> str:
    x, y = place.back - 10, (place.head[1] + place.foot[1]) / 2
    return "".join(
        stroke([(x - long, y + dy), (x - long / 2, y + dy - 5), (x, y + dy)], _WHITE, 4, extra=_SOFT)
        for dy, long in ((-26, 40), (4, 56), (34, 36))
    )


def _rays(place: Place) -> str:
    x, y = place.head
    parts = []
    for degrees in (-150, -120, -90, -60, -30):
        angle = math.radians(degrees)
        near, far = place.radius + 26, place.radius + 42
        points = [(x + math.cos(angle) * reach, y + math.sin(angle) * reach) for reach in (near, far)]
        parts.append(stroke(points, "#ffd75a", 5, extra=_SOFT))
    return "".join(parts)


def _ha(place: Place) -> str:
    x, y = place.head
    parts = []
    for way in (-1, 1):
        for degrees in (-38, -12, 14):
            angle = math.radians(degrees)
            near, far = place.radius + 11, place.radius + 24
            points = [(x + way * math.cos(angle) * reach, y + math.sin(angle) * reach) for reach in (near, far)]
            parts.append(stroke(points, "#ffb84d", 4.5, extra=_SOFT))
    return "".join(parts)


def _notes(place: Place) -> str:
    x, y = place.head[0] + place.radius + 16, place.head[1] - 6
    parts = []
    for dx, dy, size, color in ((0, 0, 1.0, "#5b4fb0"), (24, -34, 1.25, "#c2477f"), (-2, -64, 0.9, "#2f8a95")):
        flip = -1 if place.mirrored else 1
        stem = [(5 * flip, 0), (5 * flip, -26)]
        flag = [(5 * flip, -26), (13 * flip, -20), (14 * flip, -10)]
        note = ellipse(0, 0, 6.4, 5, color) + stroke(stem, color, 3) + stroke(flag, color, 3.4)
        parts.append(group(note, x + dx, y + dy, size))
    return "".join(parts)


def _snores(place: Place) -> str:
    parts = []
    x0, y0 = place.head[0] + place.radius * 0.7, place.head[1] - place.radius - 12
    for index, (x, y, size) in enumerate(((0, 0, 10), (20, -20, 14), (46, -44, 19))):
        near, far = (x + size, x) if place.mirrored else (x, x + size)
        letter = [(near, y), (far, y), (near, y + size), (far, y + size)]
        points = [(px + x0, py + y0) for px, py in letter]
        parts.append(stroke(points, _DARK, 6 + index, smooth=False, extra='opacity=".35"'))
        parts.append(stroke(points, "#ffffff", 3.4 + index, smooth=False))
    return "".join(parts)


def _shivers(place: Place) -> str:
    parts = []
    for way in (-1, 1):
        for step in (0, 1):
            side = max(place.front, place.head[0] + place.radius) if way > 0 else place.back
            x = side + way * (12 + 12 * step)
            y = place.head[1] + 6 + 10 * step
            zigzag = [(x + way * (5 if at % 2 else 0), y + at * 11) for at in range(6 - 2 * step)]
            parts.append(stroke(zigzag, "#8fc6e8", 4, extra=_SOFT))
    return "".join(parts)


def _drops(place: Place) -> str:
    x, y = place.head
    parts = []
    for dx, dy, size in ((-1.05, 0.5, 1.0), (1.06, 0.46, 1.0), (-1.34, 0.2, 0.7), (1.36, 0.16, 0.7)):
        cx, cy = x + dx * place.radius, y + dy * place.radius
        drop = [(cx, cy - 9 * size), (cx + 5 * size, cy), (cx, cy + 6 * size), (cx - 5 * size, cy)]
        parts.append(path(drop, "#6ec3f4", extra='stroke="#e2f4ff" stroke-width="1.2"'))
    return "".join(parts)


def _heart(place: Place) -> str:
    x, y = place.head[0] + place.radius * 0.7, place.head[1] - place.radius - 18
    return _heart_at(x, y, 11) + _heart_at(x + 24, y - 20, 7)


def _heart_at(x: float, y: float, s: float) -> str:
    near, far, low, high, dip = 0.9 * s, 2 * s, y - 0.4 * s, y - 1.6 * s, y - 0.5 * s
    shape = f"M{x:.1f} {y + s:.1f}C{x - far:.1f} {low:.1f} {x - near:.1f} {high:.1f} {x:.1f} {dip:.1f}"
    shape += f"C{x + near:.1f} {high:.1f} {x + far:.1f} {low:.1f} {x:.1f} {y + s:.1f}Z"
    return f'<path d="{shape}" fill="#ef5d78" stroke="#fff0f0" stroke-width="1.6"/>'


def _waves(place: Place) -> str:
    x, y = place.head[0] + 66, place.head[1] - 20
    parts = []
    for reach in (18, 29):
        for start in (-70, 10):
            angles = [math.radians(start + step * 20) for step in range(4)]
            points = [(x + math.cos(angle) * reach, y + math.sin(angle) * reach) for angle in angles]
            parts.append(stroke(points, _WHITE, 4, extra=_SOFT))
    return "".join(parts)


def _greeting(place: Place) -> str:
    """Return lines beside the head of somebody who nods it, having no hand to wave."""
    x, y = place.head
    parts = []
    for way in (-1, 1):
        for reach, half in ((place.radius + 9, 16), (place.radius + 20, 22)):
            angles = [math.radians(-32 + half * step / 2) for step in (-2, -1, 0, 1, 2)]
            arc = [(x + way * math.cos(angle) * reach, y + math.sin(angle) * reach) for angle in angles]
            parts.append(stroke(arc, _WHITE, 3.6, extra=_SOFT))
    return "".join(parts)


def _ahead(place: Place) -> str:
    """Return a row of dashes that lead on from the snout of somebody who has no finger to point with."""
    x, y = place.front + 10, place.head[1] + 4
    return "".join(
        stroke([(x + at, y - at * 0.12), (x + at + long, y - (at + long) * 0.12)], _WHITE, 4.2, extra=_SOFT)
        for at, long in ((0, 9), (17, 12), (37, 16))
    )


def _thoughts(place: Place) -> str:
    x, y = place.head[0] + place.radius * 0.8, place.head[1] - place.radius
    edge = 'stroke="#b9c4d2" stroke-width="2"'
    parts = [ellipse(x, y - 4, 4, 4, "#ffffff", edge), ellipse(x + 11, y - 17, 6.5, 6, "#ffffff", edge)]
    parts.append(ellipse(x + 38, y - 44, 25, 19, "#ffffff", edge))
    dots = (28, 38, 48)
    return "".join(parts) + "".join(ellipse(x + dx, y - 44, 3.4, 3.4, _DARK) for dx in dots)


def _sweat(place: Place) -> str:
    x, y = place.head[0] - place.radius * 0.86, place.head[1] - place.radius * 0.74
    parts = []
    for dx, dy in ((0, 0), (-13, 12)):
        drop = [(x + dx, y + dy - 9), (x + dx + 5, y + dy), (x + dx, y + dy + 5), (x + dx - 5, y + dy)]
        parts.append(path(drop, "#7cc9f2", extra='stroke="#e2f4ff" stroke-width="1.2"'))
    return "".join(parts)


def _effort(place: Place) -> str:
    x = place.back - 12
    return "".join(
        stroke([(x - long, -dy), (x, -dy)], _WHITE, 4, extra=_SOFT) for dy, long in ((6, 26), (20, 34), (34, 24))
    )


def _crumbs(place: Place) -> str:
    x, y = place.head[0] + place.radius * 0.5, place.head[1] + place.radius * 1.1
    spots = ((0, 0), (9, 9), (-6, 13), (5, 22), (-12, 6))
    return "".join(ellipse(x + dx, y + dy, 2.6, 2.2, "#d9a25c") for dx, dy in spots)


def _sips(place: Place) -> str:
    x, y = place.head[0] + place.radius * 0.9, place.head[1] + place.radius * 0.8
    return "".join(ellipse(x + dx, y + dy, s, s, "#7cc9f2") for dx, dy, s in ((0, 0, 4), (9, -9, 3), (-7, -8, 2.4)))


def _sparkles(place: Place) -> str:
    x, y = place.head
    parts = []
    for dx, dy, s in ((-1.3, -0.7, 8), (1.35, -0.9, 10), (-1.5, 0.3, 6), (1.2, -1.5, 6)):
        cx, cy = x + dx * place.radius, y + dy * place.radius
        corners = [
            (0.0, -1.0),
            (0.28, -0.28),
            (1.0, 0.0),
            (0.28, 0.28),
            (0.0, 1.0),
            (-0.28, 0.28),
            (-1.0, 0.0),
            (-0.28, -0.28),
        ]
        parts.append(path([(cx + px * s, cy + py * s) for px, py in corners], "#ffe07a", smooth=False))
    return "".join(parts)


def _swing(place: Place) -> str:
    x, y = place.head
    parts = []
    for reach in (place.radius + 20, place.radius + 34):
        angles = [math.radians(-150 + step * 22) for step in range(4)]
        points = [(x + math.cos(angle) * reach, y + math.sin(angle) * reach) for angle in angles]
        parts.append(stroke(points, _WHITE, 4, extra=_SOFT))
    return "".join(parts)


def _lift(place: Place) -> str:
    return "".join(
        stroke([(dx, -6 - long), (dx, -6)], _WHITE, 4.5, extra=_SOFT) for dx, long in ((-26, 10), (0, 16), (26, 10))
    )


def _hops(place: Place) -> str:
    parts = []
    for way, side in ((-1, place.back), (1, place.front)):
        x = side + way * 10
        for wide, high in ((18, 9), (11, 5)):
            hop = [(x + way * wide * t / 6, -4 - high * (1 - (t / 3 - 1) ** 2)) for t in range(7)]
            parts.append(stroke(hop, _WHITE, 3.2, extra='opacity=".6"'))
            x += way * (wide + 5)
    return "".join(parts)


def _stars(place: Place) -> str:
    x, y = place.head
    parts = []
    for dx, dy in ((-0.9, -1.3), (0.1, -1.6), (1.1, -1.2)):
        cx, cy = x + dx * place.radius, y + dy * place.radius
        points = []
        for at in range(10):
            angle, reach = math.radians(-90 + 36 * at), 9 if at % 2 == 0 else 4
            points.append((cx + math.cos(angle) * reach, cy + math.sin(angle) * reach))
        parts.append(path(points, "#ffd75a", smooth=False))
    return "".join(parts)


def _bubbles(place: Place) -> str:
    x, y = place.head[0] + place.radius * 0.9, place.head[1] - place.radius * 0.4
    edge = 'fill-opacity=".35" stroke="#ffffff" stroke-width="1.8"'
    return "".join(
        ellipse(x + dx, y + dy, s, s, "#dff4ff", edge) for dx, dy, s in ((0, 0, 5), (12, -16, 7), (2, -34, 4))
    )


def _steps(place: Place) -> str:
    x = place.back - 8
    return "".join(ellipse(x - dx, -3, 9 - dx / 12, 5, "#efe6d6", 'opacity=".6"') for dx in (0, 22, 40))


def _whispers(place: Place) -> str:
    x, y = place.head[0] + place.radius * 1.15, place.head[1] + place.radius * 0.5
    lines = ((0, 0, 10), (9, -9, 12), (9, 9, 12))
    return "".join(
        stroke([(x + dx, y + dy), (x + dx + long, y + dy * 1.5)], _WHITE, 3, extra=_SOFT) for dx, dy, long in lines
    )


def _sounds(place: Place) -> str:
    x, y = place.head[0] + place.radius + 42, place.head[1] - 8
    parts = []
    for reach in (12, 22, 32):
        angles = [math.radians(140 + step * 20) for step in range(5)]
        parts.append(
            stroke([(x + math.cos(a) * reach, y + math.sin(a) * reach) for a in angles], _WHITE, 3.6, extra=_SOFT)
        )
    return "".join(parts)


def _knocks(place: Place) -> str:
    x, y = place.front + 42, place.head[1] + 8
    return "".join(
        stroke([(x + dx, y + dy), (x + dx * 1.9, y + dy * 1.9)], "#ffd75a", 4.5, extra=_SOFT)
        for dx, dy in ((14, -16), (20, 0), (14, 16))
    )


def _dust(place: Place) -> str:
    x = place.front + 26
    spots = ((0, -6, 9), (16, -10, 11), (33, -6, 8), (22, -22, 5))
    return "".join(ellipse(x + dx, dy, size, size * 0.8, "#e6dccb", 'opacity=".75"') for dx, dy, size in spots)


def _cloth(place: Place) -> str:
    """Return a piece of cloth on the lap, with a needle and its thread."""
    x, y = place.front - 6, -46
    piece = path([(x - 34, y - 8), (x + 14, y - 12), (x + 30, y + 26), (x - 6, y + 34), (x - 38, y + 18)], "#e08a9a")
    seam = stroke([(x - 24, y + 2), (x + 6, y), (x + 16, y + 18)], "#fff6e0", 2, extra='stroke-dasharray="5 4"')
    needle = stroke([(x + 14, y - 26), (x + 26, y - 38)], "#c9d2da", 2.6)
    return piece + seam + needle + stroke([(x + 6, y), (x + 4, y - 16), (x + 14, y - 26)], "#c8403c", 1.6)


def _page(place: Place) -> str:
    """Return a board on the lap with a written page."""
    x, y = place.front + 4, -40
    board = path([(x - 34, y + 2), (x + 26, y - 8), (x + 32, y + 6), (x - 30, y + 16)], "#a5733f", smooth=False)
    sheet = path([(x - 26, y), (x + 20, y - 8), (x + 24, y + 1), (x - 22, y + 10)], "#fffdf6", smooth=False)
    lines = "".join(stroke([(x - 20, y + dy), (x + 6, y + dy - 4)], "#8a93a5", 1.6) for dy in (2, 6))
    return board + sheet + lines


def _wheel(place: Place) -> str:
    """Return a steering wheel in the hands."""
    x, y = place.front + 14, place.head[1] + place.radius * 1.75
    rim = 'fill-opacity="0" stroke="#3a3740" stroke-width="6"'
    return ellipse(x, y, 11, 25, "#000000", rim) + stroke([(x, y), (x + 18, y + 16)], "#3a3740", 5)


def _oars(place: Place) -> str:
    x, y = place.front + 8, -44
    oar = stroke([(x - 4, y - 4), (x + 58, y + 38)], "#a5733f", 5)
    return oar + path([(x + 50, y + 28), (x + 62, y + 32), (x + 80, y + 54), (x + 70, y + 58)], "#b98450")


def _suds(place: Place) -> str:
    x, y = place.front + 10, place.head[1] + place.radius * 1.6
    edge = 'fill-opacity=".55" stroke="#ffffff" stroke-width="1.6"'
    spots = ((0, 6, 8), (14, 0, 6), (10, 16, 7), (24, 12, 5), (20, -14, 4))
    return "".join(ellipse(x + dx, y + dy, size, size, "#dff4ff", edge) for dx, dy, size in spots)


_MAKE = {
    "whispers": _whispers,
    "sounds": _sounds,
    "knocks": _knocks,
    "dust": _dust,
    "cloth": _cloth,
    "page": _page,
    "wheel": _wheel,
    "oars": _oars,
    "suds": _suds,
    "speed": _speed,
    "wind": _wind,
    "rays": _rays,
    "ha": _ha,
    "notes": _notes,
    "snores": _snores,
    "shivers": _shivers,
    "drops": _drops,
    "heart": _heart,
    "waves": _waves,
    "greeting": _greeting,
    "ahead": _ahead,
    "thoughts": _thoughts,
    "sweat": _sweat,
    "effort": _effort,
    "crumbs": _crumbs,
    "sips": _sips,
    "sparkles": _sparkles,
    "swing": _swing,
    "clods": lambda place: heap(place.front + 34),
    "easel": lambda place: easel(place.front + 46),
    "pot": lambda place: pot(place.front + 24),
    "lift": _lift,
    "hops": _hops,
    "stars": _stars,
    "bubbles": _bubbles,
    "steps": _steps,
}
