"""Layers as the compositor wants them: premultiplied planes of limited-range BT.709 YUV 4:2:0, and their parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from digiteller.render.parts import Cells, Part, cells_of, parts_of
from digiteller.story import Layer, Motion

if TYPE_CHECKING:
    from cv2.typing import MatLike as Plane
    from numpy.typing import NDArray

MARGIN = 64
"""Transparent pixels around a sheet, so that sampling near its edge stays inside it."""
_CUT_OFF = 32
"""Pixels of an edge that must be opaque to call the drawing cut off there."""

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
    """Layers at one depth. Positions are frame pixels at rest; the planes reach ``MARGIN`` further on every side."""

    planes: Planes
    x: int
    y: int
    width: int
    height: int
    depth: float
    cells: Cells
    parts: tuple[Part, ...]
    """Rectangles that hold all that is worth drawing, and do not overlap."""
    cut_off: Edges
    """Where the drawing goes up to the sheet's edge, so that the camera must not see past it."""
    motion: Motion | None = None


def make_sheets(layers: Iterable[Layer], size: tuple[int, int]) -> tuple[Sheet, ...]:
    """Return the sheets of ``layers``, back to front, for frames of ``size``.

    Neighbours of one depth become one, unless they move by themselves.
    """
    alike = groupby(enumerate(layers), key=lambda item: (item[1].depth, item[1].motion and item[0]))
    return tuple(_sheet([layer for _, layer in group], size) for _, group in alike)


def _sheet(layers: Sequence[Layer], size: tuple[int, int]) -> Sheet:
    x, y = min(layer.x for layer in layers), min(layer.y for layer in layers)
    right = max(layer.x + layer.image.shape[1] for layer in layers)
    bottom = max(layer.y + layer.image.shape[0] for layer in layers)
    rgba = np.zeros((bottom - y, right - x, 4), np.uint8)
    for layer in layers:
        height, width = layer.image.shape[:2]
        _lay(rgba[layer.y - y : layer.y - y + height, layer.x - x : layer.x - x + width], layer.image)
    alpha = rgba[:, :, 3]
    cut_off = Edges(*((edge > 127).sum() > _CUT_OFF for edge in (alpha[:, 0], alpha[0], alpha[:, -1], alpha[-1])))
    outside = Edges(x <= 0, y <= 0, right >= size[0], bottom >= size[1])
    cells = cells_of(alpha, [cut and out for cut, out in zip(cut_off, outside, strict=True)])
    return Sheet(
        _planes(rgba, MARGIN),
        x,
        y,
        right - x,
        bottom - y,
        layers[0].depth,
        cells,
        parts_of(cells),
        cut_off,
        layers[0].motion,
    )


def _lay(target: NDArray[np.uint8], image: NDArray[np.uint8]) -> None:
    """Lay an RGBA picture with straight alpha over a premultiplied one of the same size."""
    clear = cv2.bitwise_not(cv2.extractChannel(image, 3))
    behind = cv2.multiply(target, cv2.merge([clear] * 4), scale=1 / 255)
    cv2.add(behind, cv2.cvtColor(image, cv2.COLOR_RGBA2mRGBA), dst=target)


def to_planes(rgba: NDArray[np.uint8]) -> Planes:
    """Return the planes of an RGBA picture with straight alpha, made even at the right and the bottom."""
    return _planes(cv2.cvtColor(rgba, cv2.COLOR_RGBA2mRGBA), 0)


def _planes(premultiplied: Plane, margin: int) -> Planes:
    right, bottom = margin + premultiplied.shape[1] % 2, margin + premultiplied.shape[0] % 2
    padded = cv2.copyMakeBorder(premultiplied, margin, bottom, margin, right, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0))
    half = cv2.resize(padded, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    clear = cv2.bitwise_not(cv2.extractChannel(padded, 3))
    return Planes(cv2.transform(padded, _Y), clear, cv2.transform(half, _COLOUR))
