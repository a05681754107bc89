"""What the pictures in a page's picture are in: a cloud, a balloon, a frame, a sheet of paper, a window."""

from __future__ import annotations

import math
from dataclasses import dataclass

from digiteller.picturebook.drawing.vector import Box, Gradients, Point, box, ellipse, path, stroke

_PAPER, _EDGE, _INK = "#fffdf8", "#a9b6cc", "#6d7a90"


@dataclass(frozen=True)
class InsetFrame:
    """A frame around a scene, in pixels of the page."""

    below: str
    """What is drawn under the scene."""
    shape: str
    """What the scene is seen through, in white."""
    above: str
    scene: Box
    region: Box
    """What all of it covers."""
    soft: float = 0.0
    """How far the scene's edge fades, in pixels."""
    turn: float = 0.0
    """Degrees clockwise, of all of it."""


def cloud(place: Box, head: Box | None, mix: Gradients) -> InsetFrame:
    """Return a thought's cloud with a trail of three small ones down to a head."""
    left, top, right, bottom = place
    wide, high = right - left, bottom - top
    edge = max(1.2, high * 0.012)
    puffs = _puffs(place)
    crown = ((head[0] + head[2]) / 2, head[1]) if head else None
    trail = _trail(place, crown, high) if crown else []
    below = "".join(ellipse(x, y, rx + edge, ry + edge, _EDGE) for x, y, rx, ry in (*puffs, *trail))
    below += "".join(ellipse(x, y, rx, ry, _PAPER) for x, y, rx, ry in (*puffs, *trail))
    middle = ((left + right) / 2, (top + bottom) / 2)
    inner = "".join(
        ellipse(middle[0] + (x - middle[0]) * 0.9, middle[1] + (y - middle[1]) * 0.88, rx * 0.9, ry * 0.88, "#ffffff")
        for x, y, rx, ry in puffs
    )
    scene = (left + wide * 0.03, top + high * 0.03, right - wide * 0.03, bottom - high * 0.03)
    return InsetFrame(below, inner, "", scene, _around(place, high * 0.05, crown), high * 0.022)


def _puffs(place: Box) -> list[tuple[float, float, float, float]]:
    """Return the ellipses of a cloud that fills a rectangle."""
    left, top, right, bottom = place
    wide, high = right - left, bottom - top
    middle = ((left + right) / 2, (top + bottom) / 2)
    found = [(*middle, wide * 0.42, high * 0.4)]
    for at in range(10):
        angle = math.tau * (at + 0.25) / 10
        x, y = middle[0] + math.cos(angle) * wide * 0.345, middle[1] + math.sin(angle) * high * 0.33
        grown = 1.0 if at % 2 else 0.88
        found.append((x, y, wide * 0.152 * grown, high * 0.168 * grown))
    return found


def _trail(place: Box, head: Point, high: float) -> list[tuple[float, float, float, float]]:
    """Return three small clouds from a cloud's edge to a head."""
    start = _edge_point(place, head, 0.86)
    found = []
    for share, size in ((0.12, 0.062), (0.5, 0.045), (0.86, 0.03)):
        x, y = start[0] + (head[0] - start[0]) * share, start[1] + (head[1] - start[1]) * share
        found.append((x, y, high * size * 1.15, high * size))
    return found


def _edge_point(place: Box, target: Point, share: float) -> Point:
    """Return where the ellipse in a rectangle meets the line from its middle to a point."""
    left, top, right, bottom = place
    x, y = (left + right) / 2, (top + bottom) / 2
    across, down = (target[0] - x) / ((right - left) / 2), (target[1] - y) / ((bottom - top) / 2)
    away = math.hypot(across, down) or 1.0
    return x + (target[0] - x) / away * share, y + (target[1] - y) / away * share


def balloon(place: Box, head: Box | None, mix: Gradients) -> InsetFrame:
    """Return a speech's balloon with a tail that points to a face's mouth and ends at its edge."""
    left, top, right, bottom = place
    wide, high = right - left, bottom - top
    line = max(1.6, high * 0.014)
    radius = high * 0.26
    tail, tip = _tail(place, head) if head else ([], None)
    rim = f'stroke="{_INK}" stroke-width="{2 * line:.1f}" stroke-linejoin="round"'
    below = path(tail, _PAPER, smooth=False, extra=rim) if tail else ""
    below += box(left, top, wide, high, _PAPER, radius, f'stroke="{_INK}" stroke-width="{line:.1f}"')
    below += path(tail, _PAPER, smooth=False) if tail else ""
    pad = high * 0.065
    scene = (left + pad, top + pad, right - pad, bottom - pad)
    shape = box(scene[0], scene[1], scene[2] - scene[0], scene[3] - scene[1], "#ffffff", radius * 0.78)
    return InsetFrame(below, shape, "", scene, _around(place, high * 0.05, tip), high * 0.008)


def _tail(place: Box, head: Box) -> tuple[list[Point], Point]:
    """Return a balloon's tail, and its tip beside the mouth."""
    left, top, right, bottom = place
    high, middle = bottom - top, ((left + right) / 2, (top + bottom) / 2)
    beside = middle[0] < head[0] or middle[0] > head[2]
    x = (head[0] if middle[0] < head[0] else head[2]) if beside else (head[0] + head[2]) / 2
    # Over a head it comes down to the crown, else to where the mouth is.
    y = head[1] + (head[3] - head[1]) * 0.7 if beside and bottom > head[1] else head[1]
    target = (x, y)
    root = _edge_point(place, target, 0.8)
    away = math.hypot(target[0] - root[0], target[1] - root[1]) or 1.0
    reach = max(0.0, away - high * 0.04) / away
    tip = (root[0] + (target[0] - root[0]) * reach, root[1] + (target[1] - root[1]) * reach)
    side = (-(target[1] - root[1]) / away * high * 0.085, (target[0] - root[0]) / away * high * 0.085)
    return [(root[0] + side[0], root[1] + side[1]), tip, (root[0] - side[0], root[1] - side[1]), middle], tip


def framed(place: Box, mix: Gradients) -> InsetFrame:
    """Return a picture in a wooden frame on its nail."""
    left, top, right, bottom = place
    high = bottom - top
    bar = high * 0.075
    shade = box(left + bar * 0.5, top + bar, right - left, high, "#2a1a14", bar * 0.5, 'opacity=".28"')
    wood = box(left, top, right - left, high, mix.down("#c98f4e", "#9a6430"), bar * 0.4)
    wood += box(left + bar * 0.55, top + bar * 0.55, right - left - bar * 1.1, high - bar * 1.1, "#6f4520", bar * 0.2)
    mat = bar * 1.7
    wood += box(left + bar, top + bar, right - left - 2 * bar, high - 2 * bar, "#f7efdd")
    scene = (left + mat, top + mat, right - mat, bottom - mat)
    return InsetFrame(shade + wood, _rectangle(scene), "", scene, _around(place, 2 * bar))


def sheet(place: Box, mix: Gradients) -> InsetFrame:
    """Return a sheet of paper with a drawing on it."""
    left, top, right, bottom = place
    pad = (bottom - top) * 0.06
    edge = f'stroke="#b9ad9a" stroke-width="{max(1.0, pad * 0.2):.1f}"'
    paper = box(left + pad * 0.5, top + pad * 0.7, right - left, bottom - top, "#2a1a14", pad * 0.4, 'opacity=".25"')
    paper += box(left, top, right - left, bottom - top, "#fffaf0", pad * 0.4, edge)
    scene = (left + pad, top + pad, right - pad, bottom - pad)
    return InsetFrame(paper, _rectangle(scene), "", scene, _around(place, 4 * pad), pad * 0.5, -3.0)


def easel(place: Box, mix: Gradients) -> InsetFrame:
    """Return a canvas on an easel that stands on the ground."""
    left, top, right, bottom = place
    wide, high = right - left, bottom - top
    x, thick = (left + right) / 2, max(2.0, high * 0.024)
    wood = "#9a6a3e"
    legs = stroke([(x, top), (left + wide * 0.12, bottom)], wood, thick)
    legs += stroke([(x, top), (right - wide * 0.12, bottom)], wood, thick)
    legs += stroke([(x, top), (x, bottom)], "#7a5230", thick)
    low = top + high * 0.7
    canvas = (left, top + high * 0.07, right, low)
    legs += box(*canvas[:2], wide, low - canvas[1], "#fffaf0", 2, f'stroke="#c9a877" stroke-width="{thick * 0.6:.1f}"')
    pad = wide * 0.05
    scene = (left + pad, canvas[1] + pad, right - pad, low - pad)
    ledge = box(left - pad * 0.4, low, wide + pad * 0.8, thick * 1.6, wood, 2)
    return InsetFrame(legs, _rectangle(scene), ledge, scene, _around(place, 2 * thick), pad * 0.3)


def pane(place: Box, mix: Gradients) -> InsetFrame:
    """Return a window of a room: its view is behind the glazing bars."""
    left, top, right, bottom = place
    wide, high = right - left, bottom - top
    bar = high * 0.06
    wood = box(left, top, wide, high, mix.down("#fdf6e6", "#d9c8a8"), bar * 0.4, 'stroke="#8a6a44" stroke-width="2"')
    scene = (left + bar, top + bar, right - bar, bottom - bar)
    x, y = (left + right) / 2, top + high * 0.42
    bars = box(x - bar * 0.28, scene[1], bar * 0.56, scene[3] - scene[1], "#f3e8d0")
    bars += box(scene[0], y - bar * 0.28, scene[2] - scene[0], bar * 0.56, "#f3e8d0")
    sill = box(left - bar, bottom - bar * 0.4, wide + 2 * bar, bar * 1.1, mix.down("#e6d6b6", "#b99c70"), bar * 0.3)
    return InsetFrame(wood, _rectangle(scene), bars + sill, scene, _around(place, 2 * bar))


def porthole(place: Box, mix: Gradients) -> InsetFrame:
    """Return a round window in a ring of metal."""
    left, top, right, bottom = place
    x, y, r = (left + right) / 2, (top + bottom) / 2, (bottom - top) / 2
    ring = ellipse(x, y, r, r, mix.down("#b9c6da", "#6f7f98")) + ellipse(x, y, r * 0.88, r * 0.88, "#3f4a5c")
    for at in range(10):
        angle = math.tau * at / 10
        ring += ellipse(x + math.cos(angle) * r * 0.94, y + math.sin(angle) * r * 0.94, r * 0.025, r * 0.025, "#4a566a")
    scene = (x - r * 0.85, y - r * 0.85, x + r * 0.85, y + r * 0.85)
    return InsetFrame(ring, ellipse(x, y, r * 0.85, r * 0.85, "#ffffff"), "", scene, _around(place, 2))


def vista(place: Box, mix: Gradients) -> InsetFrame:
    """Return a scene far away whose edges fade into the land."""
    left, top, right, bottom = place
    shape = ellipse((left + right) / 2, (top + bottom) / 2, (right - left) * 0.42, (bottom - top) * 0.4, "#ffffff")
    return InsetFrame("", shape, "", place, _around(place, 2), (bottom - top) * 0.09)


def _rectangle(place: Box) -> str:
    return box(place[0], place[1], place[2] - place[0], place[3] - place[1], "#ffffff")


def _around(place: Box, margin: float, point: Point | None = None) -> Box:
    """Return a rectangle with a margin that reaches to a point too."""
    x, y = point or (place[0], place[1])
    left, top, right, bottom = min(place[0], x), min(place[1], y), max(place[2], x), max(place[3], y)
    return (
        float(math.floor(left - margin)),
        float(math.floor(top - margin)),
        float(math.ceil(right + margin)),
        float(math.ceil(bottom + margin)),
    )
