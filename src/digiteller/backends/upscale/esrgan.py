"""ESRGAN and the networks that came after it, on torch: whatever spandrel knows by its weights alone.

Wang et al., "ESRGAN: Enhanced Super-Resolution Generative Adversarial Networks", 2018.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from spandrel import ImageModelDescriptor, ModelLoader, canonicalize_state_dict

from digiteller.backends.upscale.tiles import choose_grid, enlarge
from digiteller.contracts import Report
from digiteller.errors import WeightsError
from digiteller.nets.checkpoint import read_tensors
from digiteller.nets.torch_device import choose_device
from digiteller.options import UpscaleOptions
from digiteller.system.memory import explain_memory_errors

_CONTEXT = 32
"""Pixels around a tile that leave no visible seams with RRDB networks, unless the settings have a ``context``."""
_NESTS = ("params_ema", "params", "model_state_dict", "state_dict", "model", "net")
"""Where training programs put the weights; the averaged ones are the better ones."""


class Esrgan:
    """Enlarges RGB pictures by the factor that the network was trained for; in half precision on CUDA, where it can.

    One ``.pth`` or ``.safetensors`` file. Settings of a model: ``tile``, the largest side where the one of the options
    would need too much memory; ``context``, the pixels around a tile that are read with it.
    """

    scale: int
    """The factor of one pass."""

    def __init__(self, files: Mapping[str, Path], options: UpscaleOptions, settings: Mapping[str, Any]) -> None:
        self._cut = choose_grid(options, settings, _CONTEXT)
        self._net = _load(files)
        self.scale = self._net.scale
        self._device = choose_device(settings.get("device", "auto"))
        half = self._device == "cuda" and self._net.supports_half
        self._precision = torch.float16 if half else torch.float32
        self._net.to(self._device, self._precision).eval()

    def upscale(self, image: NDArray[np.uint8], report: Report) -> NDArray[np.uint8]:
        """Return the RGB picture [h, w, 3] enlarged to [h * scale, w * scale, 3]; reports after every tile.

        Raises:
            StageError: there is not enough memory for a tile.
        """
        with explain_memory_errors("a smaller upscale.tile needs less memory"):
            return enlarge(image, self._run, self.scale, self._cut, report)

    def _run(self, planes: NDArray[np.float32]) -> NDArray[np.float32]:
        tile = torch.from_numpy(planes).unsqueeze(0).to(self._device, self._precision)
        enlarged: NDArray[np.float32] = self._net(tile)[0].float().cpu().numpy()
        return enlarged


def _load(files: Mapping[str, Path]) -> ImageModelDescriptor[Any]:
    if len(files) != 1:
        raise WeightsError(f"a model of esrgan has one file, this one has {len(files)}")
    (path,) = files.values()
    tensors = canonicalize_state_dict(read_tensors(path, *_NESTS))
    try:
        net = ModelLoader().load_from_state_dict(tensors)
    except Exception as error:  # it guesses the network from the names, and stumbles over those that nearly fit
        raise WeightsError(
            f"{path}: these are not the weights of a network that enlarges pictures, or spandrel does not know it"
        ) from error
    if (
        not isinstance(net, ImageModelDescriptor)
        or net.scale < 2
        or (net.input_channels, net.output_channels) != (3, 3)
    ):
        raise WeightsError(f"{path}: {net.architecture.name}: this network does not enlarge colour pictures")
    return net
