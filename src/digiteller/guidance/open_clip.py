"""CLIP as open_clip runs it: LAION's weights, and any others in its form."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import open_clip
import torch
from torch import Tensor

from digiteller.errors import SpecError, WeightsError
from digiteller.nets.checkpoint import load_tensors, read_tensors

_WEIGHTS = ("open_clip_model.safetensors", "open_clip_pytorch_model.bin")


class OpenClipScorer:
    """An ``ImageText`` from a file of weights of one of open_clip's architectures, such as ``ViT-B-32``."""

    def __init__(self, files: Mapping[str, Path], architecture: str, device: str) -> None:
        """Load the weights.

        Raises:
            SpecError: open_clip has no such architecture, or it needs more than its weights.
            WeightsError: the weights are missing, or are those of another network.
        """
        config = open_clip.get_model_config(architecture)
        if config is None or "hf_model_name" in config["text_cfg"] or "hf_tokenizer_name" in config["text_cfg"]:
            raise SpecError(
                f"models.yaml: the option architecture: {architecture} is none that open_clip has whole",
                hint="one such as ViT-B-32, ViT-B-32-quickgelu or ViT-L-14",
            )
        path = next((files[name] for name in _WEIGHTS if name in files), None)
        if path is None:
            raise WeightsError(f"there are no weights of {architecture}: they are called {' or '.join(_WEIGHTS)}")
        network = _built(architecture)
        load_tensors(network, read_tensors(path, "state_dict"), path)
        self._network = network.to(device).eval().requires_grad_(False)
        self._device = device
        self._tokenizer = open_clip.get_tokenizer(architecture)
        self.size = config["vision_cfg"]["image_size"]
        means, deviations = network.visual.image_mean, network.visual.image_std
        self._mean, self._deviation = (torch.tensor(v, device=device).view(3, 1, 1) for v in (means, deviations))

    def texts(self, texts: Sequence[str]) -> Tensor:
        """Return the embeddings of texts, shape [n, d], of length 1 each; what is too long is cut off."""
        with torch.no_grad():
            tokens = self._tokenizer(list(texts)).to(self._device)
            embedded: Tensor = self._network.encode_text(tokens, normalize=True)
            return embedded.float()

    def images(self, images: Tensor) -> Tensor:
        """Return the embeddings of RGB pictures [n, 3, size, size] in 0..1: shape [n, d], of length 1."""
        seen: Tensor = self._network.encode_image((images - self._mean) / self._deviation, normalize=True)
        return seen


def _built(architecture: str) -> Any:
    """Return the network with weights by chance, of which open_clip need not warn."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        return open_clip.create_model(architecture, pretrained=None)
    finally:
        logging.disable(before)
