"""Finds what of each sheet is behind others, or outside the frame, all through a take, and need not be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import cv2
import numpy as np

from digiteller.render.parts import CELL
from digiteller.render.sheets import MARGIN, Planes

if TYPE_CHECKING:
    from cv2.typing import MatLike as Mask

    from digiteller.render.camera import Path
    from digiteller.render.compositor import Placement
    from digiteller.render.sheets import Sheet

_LOOKS = 33
"""How many times along the way it is looked what hides what."""


def without_hidden(sheets: Sequence[Sheet], path: Path, size: tuple[int, int]) -> tuple[Sheet, ...]:
    """Return the sheets with parts that leave out what is never seen in frames of ``size`` along the path.

    A sheet that moves by itself hides nothing, and keeps its parts.
    """
    still = [index for index, sheet in enumerate(sheets) if sheet.motion is None]
    solid = [sheet.cells.solid.astype(np.uint8) for sheet in sheets]
    seen: list[Mask] = [np.zeros_like(mask) for mask in solid]
    places = [[path.placement(sheet.depth, look / (_LOOKS - 1)) for sheet in sheets] for look in range(_LOOKS)]
    for now in places:
        free: Mask = np.ones((-(-size[1] // CELL), -(-size[0] // CELL)), np.uint8)
        for index in reversed(still):
            matrix = _to_frame(sheets[index], now[index])
            now_seen = _warped(free, cv2.invertAffineTransform(matrix), seen[index].shape)
            seen[index] = cv2.bitwise_or(seen[index], now_seen)
            # A cell of the frame is hidden where its neighbours are too: it lies across several of the sheet.
            free = cv2.subtract(free, cv2.erode(_warped(solid[index], matrix, free.shape), np.ones((3, 3))))
    shown, fastest = list(sheets), 0.0
    for index in reversed(still):
        fastest = max(fastest, *(_way(before[index], after[index], size) for before, after in pairwise(places)))
        # Between two looks this sheet and one before it move apart by no more than both their ways.
        reach = 2 + int(2 * fastest / CELL)
        around = cv2.dilate(seen[index], np.ones((2 * reach + 1,) * 2))
        cells = sheets[index].cells
        shown[index] = replace(sheets[index], cells=cells._replace(used=cells.used & (around > 0)))
    return tuple(_cropped(sheet) for sheet in shown)


def _cropped(sheet: Sheet) -> Sheet:
    """Return a sheet whose planes reach no further than its parts need."""
    (x, y), (rows, columns) = sheet.corner, sheet.planes.y.shape
    edges = [part[:4] for part in sheet.parts] or [(0, 0, 0, 0)]
    lefts, tops, rights, bottoms = zip(*edges, strict=True)
    left, top = (max((min(at) - MARGIN) // 2 * 2 - first, 0) for at, first in ((lefts, x), (tops, y)))
    right, bottom = min(max(rights) + MARGIN - x, columns), min(max(bottoms) + MARGIN - y, rows)
    luma, half = np.s_[top:bottom, left:right], np.s_[top // 2 : -(-bottom // 2), left // 2 : -(-right // 2)]
    y_plane, clear, colour = sheet.planes.y[luma], sheet.planes.clear[luma], sheet.planes.colour[half]
    planes = Planes(y_plane.copy(), clear.copy(), colour.copy())
    return replace(sheet, planes=planes, corner=(x + left, y + top))


def _to_frame(sheet: Sheet, place: Placement) -> Mask:
    """Return the matrix from a sheet's cells to those of the frame, both counted at their middles."""
    scale = place.scale
    left, top = ((scale * at + shift) / CELL for at, shift in ((sheet.x, place.left), (sheet.y, place.top)))
    half = (scale - 1) / 2
    return np.array([[scale, 0, left + half], [0, scale, top + half]])


def _warped(mask: Mask, matrix: Mask, shape: tuple[int, ...]) -> Mask:
    return cv2.warpAffine(mask, matrix, (shape[1], shape[0]), flags=cv2.INTER_NEAREST, borderValue=0)


def _way(before: Placement, after: Placement, size: tuple[int, int]) -> float:
    """Return how far the corner of the frame goes that goes furthest, in pixels."""
    zoom = abs(after.scale - before.scale)
    across, down = abs(after.left - before.left), abs(after.top - before.top)
    return max(across + zoom * size[0], down + zoom * size[1])
