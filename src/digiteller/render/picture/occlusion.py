"""Finds what of each sheet is behind others, or outside the frame, all through a take, and need not be drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import cv2
import numpy as np

from digiteller.render.picture.opaque_regions import CELL
from digiteller.render.picture.yuv_planes import MARGIN, Planes

if TYPE_CHECKING:
    from cv2.typing import MatLike as Mask
    from numpy.typing import NDArray

    from digiteller.render.picture.camera import Path
    from digiteller.render.picture.frame import Placement
    from digiteller.render.picture.yuv_planes import Sheet

_LOOKS = 33
"""How many times along the way it is looked what hides what."""


def drop_hidden(sheets: Sequence[Sheet], paths: Sequence[Path], size: tuple[int, int]) -> tuple[Sheet, ...]:
    """Return the sheets with parts that leave out what is never seen in frames of ``size`` along any of the paths.

    A sheet that moves by itself, or whose figure acts, hides nothing, and keeps its parts.
    """
    still = [index for index, sheet in enumerate(sheets) if sheet.motion is None and sheet.acts is None]
    shown = list(sheets)
    for index in still:
        shown[index] = replace(
            sheets[index], cells=sheets[index].cells._replace(used=np.zeros_like(sheets[index].cells.used))
        )
    for path in paths:
        for index, seen in _seen_along(sheets, still, path, size):
            cells = sheets[index].cells
            used = shown[index].cells.used | (cells.used & seen)
            shown[index] = replace(shown[index], cells=cells._replace(used=used))
    return tuple(_cropped(sheet) for sheet in shown)


def _seen_along(
    sheets: Sequence[Sheet], still: Sequence[int], path: Path, size: tuple[int, int]
) -> Iterator[tuple[int, NDArray[np.bool_]]]:
    """Yield which cells of each sheet are seen somewhere along a path."""
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
    fastest = 0.0
    for index in reversed(still):
        fastest = max(fastest, *(_way(before[index], after[index], size) for before, after in pairwise(places)))
        # Between two looks this sheet and one before it move apart by no more than both their ways.
        reach = 2 + int(2 * fastest / CELL)
        yield index, np.asarray(cv2.dilate(seen[index], np.ones((2 * reach + 1,) * 2)) > 0)


def _cropped(sheet: Sheet) -> Sheet:
    """Return a sheet whose planes reach no further than its parts need."""
    (x, y), (rows, columns) = sheet.corner, sheet.planes.y.shape
    used = sheet.cells.used
    (first_x, last_x), (first_y, last_y) = (_ends(np.any(used, axis)) for axis in (0, 1))
    left, top = (max(first - MARGIN - at, 0) // 2 * 2 for first, at in ((first_x, x), (first_y, y)))
    right, bottom = min(last_x + MARGIN - x, columns), min(last_y + MARGIN - y, rows)
    luma, half = np.s_[top:bottom, left:right], np.s_[top // 2 : -(-bottom // 2), left // 2 : -(-right // 2)]
    cuts = (luma, luma, half, half, half)
    planes = Planes(*(plane[cut].copy() for plane, cut in zip(sheet.planes, cuts, strict=True)))
    return replace(sheet, planes=planes, corner=(x + left, y + top))


def _ends(used: NDArray[np.bool_]) -> tuple[int, int]:
    """Return where the first cell begins and the last ends, in pixels."""
    found = np.flatnonzero(used)
    return (int(found[0]) * CELL, int(found[-1] + 1) * CELL) if len(found) else (0, 0)


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
