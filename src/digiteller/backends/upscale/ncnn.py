"""Real-ESRGAN on the CPU through ncnn: sharp enlargements of small drawings and photographs.

Wang et al., "Real-ESRGAN: Training Real-World Blind Super-Resolution with Pure Synthetic Data", 2021.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ncnn
import numpy as np
from numpy.typing import NDArray

from digiteller.backends.model_settings import whole_number
from digiteller.backends.upscale.tiles import choose_grid, enlarge
from digiteller.contracts import Report
from digiteller.errors import StageError, WeightsError
from digiteller.options import UpscaleOptions

_CONTEXT = 18
"""All that the compact network sees around a tile (18 convolutions of 3x3), unless the settings have a ``context``. The
other networks see further: 32 leaves them no visible seams."""
_THREADS = min(os.cpu_count() or 1, 8)
"""The same whatever the load; the result does not depend on their number."""
_INPUT, _OUTPUT = "data", "output"
"""The blobs' names in the published networks."""


class RealEsrganNcnn:
    """Enlarges RGB pictures by the factor that the network was trained for.

    Settings of a model: ``scale``, 4 if absent; ``context``; ``tile``, the largest side for networks whose memory would
    pass 2 GB at the one of the options (the compact network needs 0.3 GB there, the others 50 KB for each pixel read).
    """

    scale: int
    """The factor of one pass."""

    def __init__(self, files: Mapping[str, Path], options: UpscaleOptions, settings: Mapping[str, Any]) -> None:
        self.scale = whole_number(settings, "scale", 4, 2, 8)
        self._cut = choose_grid(options, settings, _CONTEXT)
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
        return enlarge(image, self._run, self.scale, self._cut, report)

    def _run(self, planes: NDArray[np.float32]) -> NDArray[np.float32]:
        extractor = self._net.create_extractor()
        # A Mat made from an array does not own its memory: the clone does.
        extractor.input(_INPUT, ncnn.Mat(planes).clone())
        code, blob = extractor.extract(_OUTPUT)
        if code != 0:
            raise StageError(
                f"ncnn failed on a tile of {planes.shape[2]}x{planes.shape[1]} pixels (code {code})",
                hint="a smaller upscale.tile needs less memory",
            )
        return np.array(blob)

    def _check(self) -> None:
        """Try the network on a tiny picture, so that a wrong entry in models.yaml shows at once."""
        if self._net.input_names() != [_INPUT] or self._net.output_names() != [_OUTPUT]:
            raise WeightsError(f"{self._param}: not a Real-ESRGAN network, its blobs have other names")
        side = self._run(np.zeros((3, 8, 8), np.float32)).shape[1]
        if side != 8 * self.scale:
            raise WeightsError(
                f"{self._param}: the network enlarges {side / 8:g} times, its entry in models.yaml says {self.scale}"
            )


def _only(files: Mapping[str, Path], suffix: str) -> Path:
    matching = [path for name, path in files.items() if name.endswith(suffix)]
    if len(matching) != 1:
        raise WeightsError(f"a model of ncnn has one {suffix} file, this one has {len(matching)}")
    return matching[0]
