"""Which rectangles of a layer are worth drawing: most of a layer is either nothing or opaque."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

CELL = 16
"""Side in pixels of the cells that are told apart."""
REACH = 2
"""Pixels around something where it is seen too, since sampling looks around."""
_KERNEL = 8
"""Pixels around an opaque part that must be opaque too, since sampling looks around."""


class _Cost(NamedTuple):
    """What drawing boxes costs, in pixels that could be drawn instead."""

    call: float
    """To set one up."""
    border: int
    """Pixels in both directions that are drawn beside its own."""
    mixed: float
    """Of each pixel."""
    solid: float
    """Of each pixel of a box in which everything is opaque."""


_PART = _Cost(60_000, 28, 1.0, 1.0)
_PATCH = _Cost(20_000, 28, 1.0, 0.05)


class Patch(NamedTuple):
    """A rectangle of a layer, in its pixels."""

    left: int
    top: int
    right: int
    bottom: int
    solid: bool
    """Everything in it is opaque."""


class Region(NamedTuple):
    """A rectangle of a layer whose colours are sampled at once, in its pixels.

    The outermost reach a little further than the layer, over its smooth edge.
    """

    left: int
    top: int
    right: int
    bottom: int
    patches: tuple[Patch, ...]
    """What of it is laid over the frame, each by itself; the rest is nothing."""


class Cells(NamedTuple):
    """What is in each square of ``CELL`` pixels of a layer."""

    used: NDArray[np.bool_]
    """Something is seen there; shape [rows, columns]."""
    solid: NDArray[np.bool_]
    """Everything is opaque, there and as far around as sampling looks."""
    width: int
    """Of the layer, in pixels."""
    height: int


def cells_of(alpha: NDArray[np.uint8], goes_on: Sequence[bool]) -> Cells:
    """Return the cells of a layer with ``alpha`` [h, w].

    ``goes_on`` says for the left, top, right and bottom edge whether it lies outside the frame, where nobody sees that
    the layer ends: up to it a cell may count as solid.
    """
    height, width = alpha.shape
    rows, columns = -(-height // CELL), -(-width // CELL)
    left, top, right, bottom = (_KERNEL * on for on in goes_on)
    around = cv2.copyMakeBorder(alpha, top, bottom, left, right, cv2.BORDER_CONSTANT, value=255)
    opaque = cv2.erode(around, np.ones((2 * _KERNEL + 1,) * 2), borderType=cv2.BORDER_CONSTANT, borderValue=0)
    opaque = opaque[top : top + height, left : left + width]
    below, beside = rows * CELL - height, columns * CELL - width
    seen = cv2.dilate(alpha, np.ones((2 * REACH + 1,) * 2))
    highest = cv2.copyMakeBorder(seen, 0, below, 0, beside, cv2.BORDER_CONSTANT, value=0)
    lowest = cv2.copyMakeBorder(opaque, 0, below, 0, beside, cv2.BORDER_REPLICATE)
    # Rows first, each as a whole: ten times as fast as both at once.
    used = highest.reshape(rows, CELL, -1).max(1).reshape(rows, columns, CELL).max(2) > 0
    solid = lowest.reshape(rows, CELL, -1).min(1).reshape(rows, columns, CELL).min(2) == 255
    return Cells(used, solid, width, height)


def parts_of(cells: Cells) -> tuple[Region, ...]:
    """Return parts that do not overlap and hold all used cells."""
    return tuple(
        Region(*_edges(cells, x0, y0, x1, y1), tuple(_patches(cells, x0, y0, x1, y1)))
        for x0, y0, x1, y1 in _cut(cells.used, cells.solid, _PART)
    )


def _patches(cells: Cells, left: int, top: int, right: int, bottom: int) -> Iterator[Patch]:
    inner = np.s_[top:bottom, left:right]
    for x0, y0, x1, y1 in _cut(cells.used[inner], cells.solid[inner], _PATCH):
        box = (left + x0, top + y0, left + x1, top + y1)
        yield Patch(*_edges(cells, *box), bool(cells.solid[inner][y0:y1, x0:x1].all()))


def _edges(cells: Cells, left: int, top: int, right: int, bottom: int) -> tuple[int, int, int, int]:
    """Return the edges of a box of cells in pixels."""
    rows, columns = cells.used.shape
    return (
        left * CELL if left else -REACH,
        top * CELL if top else -REACH,
        right * CELL if right < columns else cells.width + REACH,
        bottom * CELL if bottom < rows else cells.height + REACH,
    )


def _cut(
    used: NDArray[np.bool_], solid: NDArray[np.bool_], price: _Cost, tried: bool = False
) -> list[tuple[int, int, int, int]]:
    """Return boxes of cells (left, top, right, bottom): bands, cut across into bands, until that gains nothing."""
    bands = _bands(used, solid, price)
    if len(bands) == 1 and tried:
        ((top, bottom),) = bands
        columns = np.flatnonzero(used[top:bottom].any(0))
        return [(int(columns[0]), top, int(columns[-1]) + 1, bottom)]
    boxes = []
    for top, bottom in bands:
        inner = _cut(used[top:bottom].T, solid[top:bottom].T, price, tried=len(bands) == 1)
        boxes += [(x0, top + y0, x1, top + y1) for y0, x0, y1, x1 in inner]
    return boxes


def _bands(used: NDArray[np.bool_], solid: NDArray[np.bool_], price: _Cost) -> list[tuple[int, int]]:
    """Return the bands of rows that are cheapest to draw, each as wide as what is used in it; empty ones are left out.

    Dynamic programming: cheapest[j] is the least cost of the rows before j, its last band beginning at begin[j].
    """
    rows, columns = used.shape
    before = np.zeros((rows + 1, columns), int)
    np.cumsum(used, 0, out=before[1:])
    filled = np.concatenate([[0], np.cumsum(solid.sum(1))])
    inside = before[None, :, :] > before[:, None, :]  # [first row, last row + 1, column]
    width = np.where(inside.any(2), columns - inside[:, :, ::-1].argmax(2) - inside.argmax(2), 0)
    height = np.maximum(np.arange(rows + 1)[None, :] - np.arange(rows + 1)[:, None], 0)
    each = np.where(filled[None, :] - filled[:, None] == width * height, price.solid, price.mixed)
    cost = np.where(width > 0, price.call + each * (width * CELL + price.border) * (height * CELL + price.border), 0.0)
    cheapest, begin = [0.0], [0]
    for end in range(1, rows + 1):
        costs = cheapest + cost[:end, end]
        begin.append(int(costs.argmin()))
        cheapest.append(float(costs.min()))
    bands, end = [], rows
    while end > 0:
        if width[begin[end], end] > 0:
            bands.append((begin[end], end))
        end = begin[end]
    return bands[::-1]
