"""Enlarge a picture tile by tile, so that memory is bounded whatever its size; its colours stay what they were."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from digiteller.backends.model_settings import whole_number
from digiteller.contracts import Report
from digiteller.options import UpscaleOptions

Network = Callable[[NDArray[np.float32]], NDArray[np.float32]]
"""Enlarges planes [3, h, w] of red, green and blue in 0..1 to [3, h * scale, w * scale], perhaps beyond 0..1."""

_DRIFT_SIGMA = 1.5
"""Pixels of the small picture; the blur reaches no further into a tile's context than the network saw whole."""


@dataclass(frozen=True)
class Tile:
    """A rectangle of the small picture, in pixels."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class TileGrid:
    """How a picture is cut into tiles."""

    side: int
    """The largest side of a tile in pixels of the small picture."""
    context: int
    """Pixels around a tile that are read and cut off again."""


def choose_grid(options: UpscaleOptions, settings: Mapping[str, Any], context: int) -> TileGrid:
    """Return how a model cuts: by the options, but never into larger tiles than its ``tile`` of models.yaml.

    Its ``context`` there wins over the one given, which is its backend's.

    Raises:
        SpecError: a setting is out of range.
    """
    side = min(options.tile, whole_number(settings, "tile", options.tile, 32, 1024))
    return TileGrid(side, whole_number(settings, "context", context, 0, 256))


def enlarge(image: NDArray[np.uint8], network: Network, scale: int, cut: TileGrid, report: Report) -> NDArray[np.uint8]:
    """Return the RGB picture [h, w, 3] enlarged to [h * scale, w * scale, 3]; reports after every tile."""
    height, width = image.shape[:2]
    margin = (cut.context, cut.context)
    around = np.pad(image, (margin, margin, (0, 0)), mode="edge")
    enlarged = np.empty((height * scale, width * scale, 3), np.uint8)
    tiles = list(enlarge_tiles(width, height, cut.side))
    for done, tile in enumerate(tiles, 1):
        rows = slice(tile.y, tile.y + tile.height + 2 * cut.context)
        columns = slice(tile.x, tile.x + tile.width + 2 * cut.context)
        whole = _enlarged_tile(around[rows, columns], network)
        inner = whole[_scaled(cut.context, tile.height, scale), _scaled(cut.context, tile.width, scale)]
        enlarged[_scaled(tile.y, tile.height, scale), _scaled(tile.x, tile.width, scale)] = inner
        report(done / len(tiles), f"tile {done} of {len(tiles)}")
    return enlarged


def enlarge_tiles(width: int, height: int, side: int) -> Iterator[Tile]:
    """Yield tiles of at most ``side`` pixels a side that cover the picture once, row by row."""
    for y in range(0, height, side):
        for x in range(0, width, side):
            yield Tile(x, y, min(side, width - x), min(side, height - y))


def _scaled(start: int, size: int, scale: int) -> slice:
    return slice(start * scale, (start + size) * scale)


def _enlarged_tile(image: NDArray[np.uint8], network: Network) -> NDArray[np.uint8]:
    planes = np.ascontiguousarray(image.transpose(2, 0, 1), np.float32) / np.float32(255)
    enlarged = np.ascontiguousarray(network(planes).clip(0, 1).transpose(1, 2, 0)) * np.float32(255)
    return np.clip(np.rint(_with_colours_of(image, enlarged)), 0, 255).astype(np.uint8)


def _with_colours_of(image: NDArray[np.uint8], enlarged: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return ``enlarged`` with what its colours drifted, over areas larger than a few pixels, taken back.

    The networks lighten flat areas by up to 5 of 255, which shows where an enlarged page follows another.
    """
    height, width = image.shape[:2]
    reduced = cv2.resize(enlarged, (width, height), interpolation=cv2.INTER_AREA)
    drift = cv2.GaussianBlur(image.astype(np.float32) - reduced, (0, 0), _DRIFT_SIGMA)
    size = (enlarged.shape[1], enlarged.shape[0])
    corrected: NDArray[np.float32] = enlarged + cv2.resize(drift, size, interpolation=cv2.INTER_LINEAR)
    return corrected
