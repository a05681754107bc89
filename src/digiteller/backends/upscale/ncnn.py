"""Real-ESRGAN on the CPU through ncnn: sharp enlargements of small drawings and photographs.

Wang et al., "Real-ESRGAN: Training Real-World Blind Super-Resolution with Pure Synthetic Data", 2021. Pictures are read
in tiles with context around them, so that memory is bounded whatever their size.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import ncnn
import numpy as np
from numpy.typing import NDArray

from digiteller.backends.base import Report
from digiteller.backends.settings import whole_number
from digiteller.errors import StageError, WeightsError
from digiteller.options import UpscaleOptions

_CONTEXT = 18
"""Pixels around a tile that are read and cut off again, unless the settings have a ``context``: all that the
compact network sees (18 convolutions of 3x3). The others see further: 32 leaves them no visible seams."""
_THREADS = min(os.cpu_count() or 1, 8)
"""The same whatever the load; the result does not depend on their number."""
_DRIFT_SIGMA = 1.5
"""Pixels of the small picture; the blur reaches no further into a tile's context than the network saw whole."""
_INPUT, _OUTPUT = "data", "output"
"""The blobs' names in the published networks."""


@dataclass(frozen=True)
class Tile:
    """A rectangle of the small picture, in pixels."""

    x: int
    y: int
    width: int
    height: int


class RealEsrganNcnn:
    """Enlarges RGB pictures by the factor that the network was trained for.

    Settings of a model: ``scale``, 4 if absent; ``context``; ``tile``, the largest side for networks whose memory would
    pass 2 GB at the one of the options (the compact network needs 0.3 GB there, the others 50 KB for each pixel read).
    """

    scale: int
    """The factor of one pass."""

    def __init__(self, files: Mapping[str, Path], options: UpscaleOptions, settings: Mapping[str, Any]) -> None:
        self.scale = whole_number(settings, "scale", 4, 2, 8)
        self._tile = min(options.tile, whole_number(settings, "tile", options.tile, 32, 1024))
        self._context = whole_number(settings, "context", _CONTEXT, 0, 256)
        self._param = _only(files, ".param")
        self._net = ncnn.Net()
        self._net.opt.num_threads = _THREADS
        self._net.opt.use_vulkan_compute = False
        # A network that did not load whole crashes when it runs, so both codes are checked before anything else.
        for path, load in ((self._param, self._net.load_param), (_only(files, ".bin"), self._net.load_model)):
            if load(str(path)) != 0:
                raise WeightsError(f"{path}: ncnn cannot read it", hint="digiteller models verify")
        self._check()

    def upscale(self, image: NDArray[np.uint8], report: Report) -> NDArray[np.uint8]:
        """Return the RGB picture [h, w, 3] enlarged to [h * scale, w * scale, 3]; reports after every tile.

        Raises:
            StageError: the network failed on a tile, for want of memory most likely.
        """
        height, width = image.shape[:2]
        context = self._context
        around = np.pad(image, ((context, context), (context, context), (0, 0)), mode="edge")
        enlarged = np.empty((height * self.scale, width * self.scale, 3), np.uint8)
        tiles = list(tiled(width, height, self._tile))
        for done, tile in enumerate(tiles, 1):
            rows = slice(tile.y, tile.y + tile.height + 2 * context)
            columns = slice(tile.x, tile.x + tile.width + 2 * context)
            inner = self._run(around[rows, columns])[self._crop(tile.height), self._crop(tile.width)]
            enlarged[self._scaled(tile.y, tile.height), self._scaled(tile.x, tile.width)] = inner
            report(done / len(tiles), f"tile {done} of {len(tiles)}")
        return enlarged

    def _crop(self, size: int) -> slice:
        return self._scaled(self._context, size)

    def _scaled(self, start: int, size: int) -> slice:
        return slice(start * self.scale, (start + size) * self.scale)

    def _run(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        planes = np.ascontiguousarray(image.transpose(2, 0, 1), np.float32) / np.float32(255)
        extractor = self._net.create_extractor()
        # A Mat made from an array does not own its memory: the clone does.
        extractor.input(_INPUT, ncnn.Mat(planes).clone())
        code, blob = extractor.extract(_OUTPUT)
        if code != 0:
            raise StageError(
                f"ncnn failed on a tile of {image.shape[1]}x{image.shape[0]} pixels (code {code})",
                hint="a smaller upscale.tile needs less memory",
            )
        enlarged = np.ascontiguousarray(np.array(blob).transpose(1, 2, 0)) * np.float32(255)
        return np.clip(np.rint(_with_colours_of(image, enlarged)), 0, 255).astype(np.uint8)

    def _check(self) -> None:
        """Try the network on a tiny picture, so that a wrong entry in models.yaml shows at once."""
        if self._net.input_names() != [_INPUT] or self._net.output_names() != [_OUTPUT]:
            raise WeightsError(f"{self._param}: not a Real-ESRGAN network, its blobs have other names")
        side = self._run(np.zeros((8, 8, 3), np.uint8)).shape[0]
        if side != 8 * self.scale:
            raise WeightsError(
                f"{self._param}: the network enlarges {side / 8:g} times, its entry in models.yaml says {self.scale}"
            )


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


def tiled(width: int, height: int, side: int) -> Iterator[Tile]:
    """Yield tiles of at most ``side`` pixels a side that cover the picture once, row by row."""
    for y in range(0, height, side):
        for x in range(0, width, side):
            yield Tile(x, y, min(side, width - x), min(side, height - y))


def _only(files: Mapping[str, Path], suffix: str) -> Path:
    matching = [path for name, path in files.items() if name.endswith(suffix)]
    if len(matching) != 1:
        raise WeightsError(f"a model of ncnn has one {suffix} file, this one has {len(matching)}")
    return matching[0]
