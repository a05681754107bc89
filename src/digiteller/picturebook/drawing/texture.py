"""What makes a flat drawing look painted: edges that waver as a hand's do, pigment, and the paper's grain."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sheet = NDArray[np.uint8]
    Field = NDArray[np.float32]

_BLOCK = (256, 512)
"""Rows and columns that are painted at once: few enough to stay in the processor's cache."""
_BEND = 16.0
"""Units from one bend of an edge to the next."""
_REACH = 1.7
"""Units that an edge is bent by at most."""
_WASHES = ((150.0, 70.0, 3.6), (42.0, 22.0, 3.0), (12.0, 8.0, 2.4))
"""Of each layer of pigment: units from one thick place to the next across and down, and its strength in 128ths."""
_GRAIN = 3.6
"""How strong the paper's grain is, in 128ths."""


def paint(
    sheet: Sheet, unit: float, seed: int, edge: float = 1.0, wash: float = 1.0, shade: Field | None = None
) -> Sheet:
    """Return a sheet with premultiplied alpha, [h, w, 4], as painted on paper, with straight alpha.

    ``unit`` is a thousandth of the frame's side in pixels; ``edge`` and ``wash`` say how much edges waver and how
    unevenly the pigment lies; ``shade`` is added to the gain, in 128ths, at a quarter of the size.
    """
    height, width = sheet.shape[:2]
    result = np.zeros_like(sheet)
    bends = None if edge == 0 else _bends((height, width), unit, seed) * np.float32(edge * _REACH * unit)
    pigment = _pigment((height, width), unit, seed + 2) * np.float32(wash)
    margin = int(2 * _REACH * unit * edge) + 2
    for top in range(0, height, _BLOCK[0]):
        bottom = min(height, top + _BLOCK[0])
        for left in range(0, width, _BLOCK[1]):
            right = min(width, left + _BLOCK[1])
            around = sheet[max(0, top - margin) : bottom + margin, max(0, left - margin) : right + margin, 3]
            if around.any():
                block = sheet[top:bottom, left:right]
                if bends is not None:
                    block = _bent(sheet, bends, unit, (left, top, right, bottom))
                gain = _stretched(pigment, 4.0, (left, top, right, bottom))
                if shade is not None:
                    gain += _stretched(shade, 4.0, (left, top, right, bottom))
                gain += _paper((left, top, right, bottom), max(1, round(unit))) * np.float32(0.5 + 0.5 * wash)
                result[top:bottom, left:right] = _tinted(block, gain)
    return result


def _tinted(block: Sheet, gain: Field) -> Sheet:
    """Return a block with straight alpha, its colours multiplied by 1 + gain / 128."""
    strength = cv2.convertScaleAbs(gain, alpha=1.0, beta=128.0)
    gains = cv2.merge([strength, strength, strength, np.full_like(strength, 128)])
    return np.asarray(cv2.multiply(cv2.cvtColor(block, cv2.COLOR_mRGBA2RGBA), gains, scale=1 / 128), np.uint8)


def _bent(sheet: Sheet, bends: NDArray[np.float32], unit: float, block: tuple[int, int, int, int]) -> Sheet:
    """Return a block of the sheet, each of its pixels taken from a little way off."""
    left, top, right, bottom = block
    columns, rows = cv2.split(_stretched(bends, _BEND * unit / 4, block))
    columns += np.arange(left, right, dtype=np.float32)[None]
    rows += np.arange(top, bottom, dtype=np.float32)[:, None]
    return np.asarray(cv2.remap(sheet, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def _stretched(field: Field, cell: float, block: tuple[int, int, int, int]) -> Field:
    """Return a block of a field that has a value every ``cell`` pixels."""
    left, top, right, bottom = block
    way = np.array([[1 / cell, 0, left / cell], [0, 1 / cell, top / cell]], np.float32)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    size = (right - left, bottom - top)
    return np.asarray(cv2.warpAffine(field, way, size, flags=flags, borderMode=cv2.BORDER_REPLICATE), np.float32)


def _bends(shape: tuple[int, int], unit: float, seed: int) -> Field:
    """Return how far edges are bent across and down, -1 to 1, four values from one bend to the next."""
    rows, columns = (int(side / (_BEND * unit)) + 3 for side in shape)
    coarse = np.random.default_rng(seed).uniform(-1, 1, (rows, columns, 2)).astype(np.float32)
    return np.asarray(cv2.resize(coarse, None, fx=4, fy=4, interpolation=cv2.INTER_CUBIC), np.float32)


def _pigment(shape: tuple[int, int], unit: float, seed: int) -> Field:
    """Return how much more or less pigment there is, in 128ths, a value every four pixels."""
    height, width = shape[0] // 4 + 2, shape[1] // 4 + 2
    chance = np.random.default_rng(seed)
    total = np.zeros((height, width), np.float32)
    for across, down, strength in _WASHES:
        wide, tall = max(1.0, across * unit / 4), max(1.0, down * unit / 4)
        rows, columns = int(height / tall) + 4, int(width / wide) + 4
        coarse = chance.uniform(-strength, strength, (rows, columns)).astype(np.float32)
        size = int(columns * wide), int(rows * tall)
        total += cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC)[:height, :width]
    return total


def _paper(block: tuple[int, int, int, int], size: int) -> Field:
    """Return the grain of the paper in a block, in 128ths."""
    left, top, right, bottom = block
    tile = _grain(size)
    rows, columns = np.arange(top, bottom) % tile.shape[0], np.arange(left, right) % tile.shape[1]
    return np.asarray(tile[rows[:, None], columns[None]], np.float32)


@lru_cache(maxsize=4)
def _grain(size: int) -> Field:
    """Return a tile of grain that repeats without a seam, ``size`` pixels from one fibre to the next."""
    rows, columns = -(-_BLOCK[0] // size), -(-_BLOCK[1] // size)
    raw = np.random.default_rng(9).standard_normal((rows, columns)).astype(np.float32) * np.float32(_GRAIN)
    soft = cv2.GaussianBlur(np.pad(raw, 4, mode="wrap"), (0, 0), 0.8)[3:-3, 3:-3]
    big = cv2.resize(soft, None, fx=size, fy=size, interpolation=cv2.INTER_LINEAR)
    return np.ascontiguousarray(big[size:-size, size:-size], np.float32)


def blur(sheet: Sheet, sigma: float) -> Sheet:
    """Return a sheet with premultiplied alpha out of focus."""
    return np.asarray(cv2.GaussianBlur(sheet, (0, 0), max(0.3, sigma)), np.uint8)
