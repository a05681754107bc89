"""Layers as the compositor wants them: premultiplied planes of limited-range BT.709 YUV 4:2:0."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from digiteller.story import Layer

if TYPE_CHECKING:
    from cv2.typing import MatLike as Plane
    from numpy.typing import NDArray

MARGIN = 64
"""Transparent pixels around a sheet, so that sampling near its edge stays inside it."""
_CELL = 32
"""Side in pixels of the cells in which the separate pieces of a layer are told apart."""

# ITU-R BT.709, 8 bits, limited range, from premultiplied R, G, B and A; the last column is added.
_KR, _KG, _KB = 0.2126, 0.7152, 0.0722
_Y = np.array([[_KR * 219, _KG * 219, _KB * 219, 16, 0]]) / 255
_U = np.array([-_KR, -_KG, 1 - _KB, 0, 0]) / (2 * (1 - _KB)) * 224 / 255
_V = np.array([1 - _KR, -_KG, -_KB, 0, 0]) / (2 * (1 - _KR)) * 224 / 255
_CLEAR = np.array([0.0, 0, 0, -1, 255])
_COLOUR = np.array([_U, _V, _CLEAR, _CLEAR])
_COLOUR[:2, 3] = 128 / 255
BLACK = (16, 128, 128)


@dataclass(frozen=True)
class Planes:
    """A picture with alpha: the colours are premultiplied by it, and ``clear``, 255 - alpha, is what shines through."""

    y: Plane
    clear: Plane
    colour: Plane
    """U, V and twice ``clear`` at half the resolution, shape [h / 2, w / 2, 4]: four channels are sampled fastest."""


class Edges(NamedTuple):
    """Something for each edge."""

    left: bool
    top: bool
    right: bool
    bottom: bool


@dataclass(frozen=True)
class Sheet:
    """A piece of a layer. Positions are frame pixels at rest; the planes reach ``MARGIN`` further on every side."""

    planes: Planes
    x: int
    y: int
    width: int
    height: int
    depth: float
    solid_from: int
    """From this row of the sheet on everything is opaque; ``height`` if nothing is."""
    cut_off: Edges
    """Where the drawing goes up to the sheet's edge, so that the camera must not see past it."""


def cut(layers: Iterable[Layer]) -> tuple[Sheet, ...]:
    """Return the sheets of ``layers``, back to front: each layer cut into its separate pieces."""
    sheets: list[Sheet] = []
    for layer in layers:
        for left, top, right, bottom in _pieces(layer.image[:, :, 3]):
            piece = layer.image[top:bottom, left:right]
            sheets.append(make_sheet(piece, layer.x + left, layer.y + top, layer.depth))
    return tuple(sheets)


def make_sheet(rgba: NDArray[np.uint8], x: int, y: int, depth: float) -> Sheet:
    """Return the sheet of an RGBA picture [h, w, 4], straight alpha, whose left top corner lies at (x, y)."""
    alpha = rgba[:, :, 3]
    height, width = alpha.shape
    opaque = alpha.min(1) == 255
    translucent = np.flatnonzero(~opaque)
    solid_from = int(translucent[-1]) + 1 if translucent.size else 0
    edges = Edges(*(int((edge > 127).sum()) > _CELL for edge in (alpha[:, 0], alpha[0], alpha[:, -1], alpha[-1])))
    return Sheet(to_planes(rgba), x, y, width, height, depth, solid_from, edges)


def to_planes(rgba: NDArray[np.uint8], margin: int = MARGIN) -> Planes:
    """Return the planes of an RGBA picture with a transparent margin around it, and made even."""
    right, bottom = margin + rgba.shape[1] % 2, margin + rgba.shape[0] % 2
    premultiplied = cv2.cvtColor(rgba, cv2.COLOR_RGBA2mRGBA)
    padded = cv2.copyMakeBorder(premultiplied, margin, bottom, margin, right, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0))
    half = cv2.resize(padded, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    clear = cv2.bitwise_not(cv2.extractChannel(padded, 3))
    return Planes(cv2.transform(padded, _Y), clear, cv2.transform(half, _COLOUR))


def _pieces(alpha: Plane) -> list[tuple[int, int, int, int]]:
    """Return boxes (left, top, right, bottom) that hold all that is drawn and do not overlap.

    A frame of leaves around the picture is mostly nothing; its corners are much less to draw.
    """
    height, width = alpha.shape
    grid = (-(-height // _CELL), -(-width // _CELL))
    padded = cv2.copyMakeBorder(
        alpha, 0, grid[0] * _CELL - height, 0, grid[1] * _CELL - width, cv2.BORDER_CONSTANT, value=0
    )
    used = padded.reshape(grid[0], _CELL, grid[1], _CELL).max((1, 3)).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(used, connectivity=8)
    boxes = [tuple(int(n) for n in stats[label][:4]) for label in range(1, count)]
    cells = _join([(x, y, x + w, y + h) for x, y, w, h in boxes])
    return [(x0 * _CELL, y0 * _CELL, min(x1 * _CELL, width), min(y1 * _CELL, height)) for x0, y0, x1, y1 in cells]


def _join(boxes: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Return ``boxes`` with those that overlap joined, until none do."""
    joined: list[tuple[int, int, int, int]] = []
    for box in boxes:
        while other := next((o for o in joined if _overlap(o, box)), None):
            joined.remove(other)
            box = (min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3]))
        joined.append(box)
    return joined


def _overlap(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
