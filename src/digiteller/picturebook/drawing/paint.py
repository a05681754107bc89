"""Form, glow and tint of sheets, and laying them over each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from digiteller.picturebook.drawing.light import RGB
from digiteller.story import Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Sheet = NDArray[np.uint8]


_BAND = 64
"""Rows of a page that are put together at once."""
_WIDE = 12.0
_LARGE = 240
"""Rows from which a figure is shaded at half its size."""
_BRIGHTEST = 1.4
"""How much brighter than it is a form may be seen."""


def model_form(sheet: Sheet, side: float, ambient: RGB, rim: RGB, saturation: float = 1.0) -> Sheet:
    """Return a flat figure as a round one in this light: shade on the far side, an edge of light on the near one.

    ``saturation`` is what the distance of its colours from grey is multiplied with.
    """
    height, width = sheet.shape[:2]
    opacity = np.asarray(cv2.extractChannel(sheet, 3), np.uint8)
    # Shade has no detail: half the size does for what is large.
    share = 0.5 if height >= _LARGE else 1.0
    small = cv2.resize(opacity, None, fx=share, fy=share, interpolation=cv2.INTER_AREA) if share < 1 else opacity
    gain, edge = _shade(np.asarray(small, np.uint8), side)

    def of_colors(part: NDArray[np.float32], color: RGB, scale: float) -> NDArray[np.uint8]:
        each = cv2.merge([cv2.convertScaleAbs(part, alpha=255 * scale * level) for level in color])
        sized = each if share == 1 else cv2.resize(each, (width, height), interpolation=cv2.INTER_LINEAR)
        return np.asarray(sized, np.uint8)

    bare = cv2.cvtColor(sheet, cv2.COLOR_RGBA2RGB)
    lit = cv2.multiply(bare, of_colors(gain, ambient, 1 / _BRIGHTEST), scale=_BRIGHTEST / 255)
    lit = cv2.add(lit, of_colors(edge, rim, 1.0))
    grey = cv2.cvtColor(cv2.cvtColor(lit, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    graded = cv2.addWeighted(lit, saturation, grey, 1 - saturation, 0)
    return np.asarray(cv2.merge([*cv2.split(graded), opacity]), np.uint8)


def _shade(opacity: NDArray[np.uint8], side: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return how bright a form is seen, at most ``_BRIGHTEST``, and how much of the edge's light falls on it."""
    height = opacity.shape[0]
    pad = max(4, height // 7)
    alpha = np.asarray(cv2.copyMakeBorder(opacity, pad, pad, pad, pad, cv2.BORDER_CONSTANT), np.float32)
    alpha *= np.float32(1 / 255)
    inside = (slice(pad, -pad), slice(pad, -pad))

    def moved(mask: NDArray[np.float32], right: float, down: float) -> NDArray[np.float32]:
        way = np.array([[1, 0, right], [0, 1, down]], np.float32)
        return np.asarray(cv2.warpAffine(mask, way, mask.shape[1::-1]), np.float32)

    reach = max(1.0, height * 0.045)
    soft = _blurred(alpha, reach)
    slope = np.clip((moved(soft, side * reach * 1.1, -reach) - soft)[inside] * 1.6, -1, 1)
    away = np.clip((alpha - moved(alpha, -side * height * 0.012, height * 0.01))[inside], 0, 1)
    edge = cv2.GaussianBlur(away, (0, 0), max(0.6, height * 0.005)) * np.float32(0.6)
    ground = 1 - 0.16 * np.linspace(0, 1, height, dtype=np.float32)[:, None] ** 2
    gain = np.clip(1 + slope * 0.34, 0, _BRIGHTEST) * ground * (1 - edge)
    return np.asarray(gain, np.float32), np.asarray(edge, np.float32)


def _blurred(mask: NDArray[np.float32], reach: float) -> NDArray[np.float32]:
    """Return a mask blurred by ``reach`` pixels; a wide blur is made of a quarter of its size, which looks the same."""
    if reach < _WIDE:
        return np.asarray(cv2.GaussianBlur(mask, (0, 0), reach), np.float32)
    small = cv2.resize(mask, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), reach / 4)
    return np.asarray(cv2.resize(small, mask.shape[1::-1], interpolation=cv2.INTER_LINEAR), np.float32)


def halo(radius: int, color: RGB, strength: float, falloff: float = 2.0) -> Sheet:
    """Return a disc of light of ``radius`` pixels that fades out."""
    axis = np.linspace(-1, 1, 2 * radius + 1, dtype=np.float32)
    distance = np.sqrt(axis[None] ** 2 + axis[:, None] ** 2)
    alpha = np.clip(1 - distance, 0, 1) ** falloff * strength
    sheet = np.empty((*alpha.shape, 4), np.uint8)
    sheet[..., :3] = [round(255 * part) for part in color]
    sheet[..., 3] = (alpha * 255).astype(np.uint8)
    return sheet


def over(below: Sheet, above: Sheet, x: int, y: int) -> None:
    """Lay ``above`` on ``below`` (both RGBA with straight alpha) at (x, y), in place."""
    left, top = max(0, x), max(0, y)
    right, bottom = min(below.shape[1], x + above.shape[1]), min(below.shape[0], y + above.shape[0])
    if left >= right or top >= bottom:
        return
    source = above[top - y : bottom - y, left - x : right - x]
    target = below[top:bottom, left:right]
    # Only where something lies below there is anything to mix.
    rows = np.flatnonzero(target[..., 3].any(axis=1))
    first, last = (int(rows[0]), int(rows[-1]) + 1) if rows.size else (0, 0)
    for clear in (slice(0, first), slice(last, None)):
        target[clear] = source[clear]
        target[clear][source[clear][..., 3] == 0] = 0
    _mix(target[first:last], source[first:last])


def _mix(target: Sheet, source: Sheet) -> None:
    """Lay ``source`` on ``target``, which is as large, in place."""
    share = source[..., 3:].astype(np.float32) / 255
    kept = target[..., 3:].astype(np.float32) / 255 * (1 - share)
    total = share + kept
    color = (source[..., :3] * share + target[..., :3] * kept) / np.maximum(total, 1e-6)
    target[..., :3] = np.rint(color).astype(np.uint8)
    target[..., 3:] = np.rint(total * 255).astype(np.uint8)


def crop_sheet(name: str, sheet: Sheet, x: int, y: int, depth: float) -> Layer | None:
    """Return the sheet as a layer, without its empty margins; None if nothing is drawn."""
    rows = np.flatnonzero(sheet[..., 3].max(axis=1) > 2)
    if rows.size == 0:
        return None
    columns = np.flatnonzero(sheet[..., 3].max(axis=0) > 2)
    top, left = int(rows[0]), int(columns[0])
    kept = np.ascontiguousarray(sheet[top : rows[-1] + 1, left : columns[-1] + 1])
    return Layer(name, kept, x + left, y + top, depth)


def flatten(layers: Sequence[Layer], size: tuple[int, int]) -> NDArray[np.uint8]:
    """Return the page, RGB: the layers laid over black in a frame of ``size`` (width, height)."""
    width, height = size
    page = np.zeros((height, width, 3), np.uint8)
    # In bands, which stay in the processor's cache and need little memory.
    for begin in range(0, height, _BAND):
        end = min(height, begin + _BAND)
        for layer in layers:
            left, top = max(0, layer.x), max(begin, layer.y)
            right, bottom = min(width, layer.x + layer.image.shape[1]), min(end, layer.y + layer.image.shape[0])
            if left >= right or top >= bottom:
                continue
            source = layer.image[top - layer.y : bottom - layer.y, left - layer.x : right - layer.x]
            opacity = cv2.extractChannel(source, 3)
            if not opacity.any():
                continue
            target = page[top:bottom, left:right]
            share = cv2.merge([opacity] * 3)
            color = cv2.multiply(cv2.cvtColor(source, cv2.COLOR_RGBA2RGB), share, scale=1 / 255)
            kept = cv2.multiply(target, cv2.bitwise_not(share), scale=1 / 255)
            page[top:bottom, left:right] = cv2.add(color, kept).reshape(target.shape)
    return page
