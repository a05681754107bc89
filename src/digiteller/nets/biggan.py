"""BigGAN-deep (Brock, Donahue and Simonyan 2019), by pytorch-pretrained-biggan: a latent for each block."""

from __future__ import annotations

import math
from pathlib import Path

import torch
from pytorch_pretrained_biggan import BigGAN, BigGANConfig
from pytorch_pretrained_biggan.model import BigGANBatchNorm, GenBlock
from torch import Tensor

from digiteller.errors import WeightsError
from digiteller.nets.checkpoint import load_tensors, read_tensors
from digiteller.nets.network_description import read_description

_START = 4
"""The side of the picture that the first block is given."""


class BigGan:
    """The generator at one truncation: latents and classes in, pictures out.

    Its weights do not change any more: their spectral norms are divided out, and of the statistics of its
    normalisations those of the truncation are kept. Between two of those that were measured they are interpolated; the
    package's own way gives each the other's share.
    """

    def __init__(self, config: Path | None, weights: Path, truncation: float, device: str) -> None:
        """Load the weights; without ``config`` they are those of the published model of 128 pixels.

        ``truncation`` is in 0..1: less gives more usual pictures, and fewer different ones.

        Raises:
            WeightsError: a file cannot be read, or the weights are those of another network.
        """
        network = _built(config) if config else BigGAN(BigGANConfig())
        settings = network.config
        load_tensors(network, read_tensors(weights), weights)
        for module in network.modules():
            if hasattr(module, "weight_orig"):
                torch.nn.utils.remove_spectral_norm(module)
            if isinstance(module, BigGANBatchNorm):
                _keep_one(module, truncation)
        self._network = network.to(device).eval().requires_grad_(False)
        self.device = device
        self.blocks = 1 + len(settings.layers)
        """How many latents and classes a picture is made from."""
        self.latent: int = settings.z_dim
        """Numbers in a latent."""
        self.classes: int = settings.num_classes
        self.side: int = _START * 2 ** sum(bool(layer[0]) for layer in settings.layers)
        """Of its pictures, which are square, in pixels."""

    def draw(self, latents: Tensor, classes: Tensor) -> Tensor:
        """Return a picture, RGB [1, 3, side, side] in -1..1.

        ``latents`` [blocks, latent] are normal, times the truncation; ``classes`` [blocks, classes] are shares, which
        add up to 1. The first of each is for what the picture starts from.
        """
        generator = self._network.generator
        conditions = torch.cat([latents, self._network.embeddings(classes)], 1).split(1)
        x = generator.gen_z(conditions[0]).view(1, _START, _START, -1).permute(0, 3, 1, 2).contiguous()
        for_blocks = iter(conditions[1:])
        for layer in generator.layers:
            x = layer(x, next(for_blocks), 0.0) if isinstance(layer, GenBlock) else layer(x)
        x = generator.conv_to_rgb(generator.relu(generator.bn(x, 0.0)))
        picture: Tensor = generator.tanh(x[:, :3])
        return picture


def _built(path: Path) -> BigGAN:
    values = read_description(path)
    try:
        known = BigGANConfig().to_dict()
        if unknown := values.keys() - known.keys():
            raise ValueError(f"{sorted(unknown)[0]!r} is none of its fields")
        return BigGAN(BigGANConfig(**{**known, **values}))
    except (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RuntimeError) as error:
        raise WeightsError(f"{path}: this is no configuration of a BigGAN: {error}") from error


def _keep_one(norm: BigGANBatchNorm, truncation: float) -> None:
    """Leave of the statistics, measured at truncations from 0 to 1 in even steps, one row: that of a truncation."""
    position = truncation * (len(norm.running_means) - 1)
    low = min(math.floor(round(position, 6)), len(norm.running_means) - 2)
    for name in ("running_means", "running_vars"):
        rows = getattr(norm, name)
        setattr(norm, name, rows[low].lerp(rows[low + 1], position - low).unsqueeze(0))
