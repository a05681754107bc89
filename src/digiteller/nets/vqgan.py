"""VQGAN (Esser et al. 2021, arXiv:2012.09841) from its authors' checkpoints, computed by diffusers' ``VQModel``.

Both compute the same function. They differ in the names of the weights, in the order of the decoder's blocks, and in
whether attention's projections are convolutions of one pixel or matrices; this module translates in both directions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import torch
from annotated_types import Ge, Le, MinLen, MultipleOf
from diffusers.models.autoencoders.vq_model import VQModel
from torch import Tensor

from digiteller.errors import SpecError, WeightsError
from digiteller.nets.checkpoint import copy_tensors, read_tensors
from digiteller.spec.validation import validate
from digiteller.spec.yamlfile import read_yaml

_STRICT = {"extra": "forbid"}
"""Read by pydantic: an option that we do not know could change what is computed."""
_Count = Annotated[int, Ge(1), Le(4096)]


@dataclass(frozen=True)
class Layers:
    """``ddconfig``: encoder and decoder. They have 3 channels of colour, in -1..1."""

    __pydantic_config__ = _STRICT

    z_channels: _Count
    resolution: _Count
    """Pixels a side that it was trained at; from it, and only from it, follows which levels have attention."""
    ch: Annotated[int, Ge(32), Le(1024), MultipleOf(32)]
    """Channels of the first level; norms divide them into 32 groups."""
    ch_mult: Annotated[tuple[Annotated[int, Ge(1), Le(64)], ...], MinLen(2)]
    """For each level, from the finest, how many times as many channels it has."""
    num_res_blocks: Annotated[int, Ge(1), Le(16)]
    attn_resolutions: tuple[_Count, ...]
    in_channels: Literal[3] = 3
    out_ch: Literal[3] = 3
    double_z: Literal[False] = False
    dropout: Annotated[float, Ge(0), Le(1)] = 0.0
    """Of training alone."""


@dataclass(frozen=True)
class VqganConfig:
    """The size of a network, in the names of the authors' yaml."""

    embed_dim: _Count
    """Channels of the codebook's entries."""
    n_embed: Annotated[int, Ge(2), Le(1_000_000)]
    """Entries of the codebook."""
    ddconfig: Layers

    @property
    def cell(self) -> int:
        """Pixels a side that one entry of the codebook stands for: 16 in f16."""
        return 1 << (len(self.ddconfig.ch_mult) - 1)


@dataclass(frozen=True)
class _Model:
    target: Literal["taming.models.vqgan.VQModel"]
    params: VqganConfig


@dataclass(frozen=True)
class _File:
    model: _Model


def read_config(path: Path) -> VqganConfig:
    """Return what a yaml beside a checkpoint tells.

    Raises:
        WeightsError: it tells of another kind of network.
    """
    try:
        config = validate(read_yaml(path), _File).model.params
    except SpecError as error:
        raise WeightsError(f"this is no configuration of a VQGAN: {error.message}") from error
    if config.ddconfig.ch_mult[0] != 1:
        raise WeightsError(f"{path}: the first of ch_mult should be 1, as in all published VQGANs")
    return config


def build(config: VqganConfig) -> VQModel:
    """Return the network with random weights."""
    layers = config.ddconfig
    has_attention = [layers.resolution >> level in layers.attn_resolutions for level in range(len(layers.ch_mult))]
    return VQModel(
        down_block_types=tuple("AttnDownEncoderBlock2D" if it else "DownEncoderBlock2D" for it in has_attention),
        up_block_types=tuple("AttnUpDecoderBlock2D" if it else "UpDecoderBlock2D" for it in reversed(has_attention)),
        block_out_channels=tuple(layers.ch * times for times in layers.ch_mult),
        layers_per_block=layers.num_res_blocks,
        latent_channels=layers.z_channels,
        num_vq_embeddings=config.n_embed,
        vq_embed_dim=config.embed_dim,
    )


def open_vqgan(config: VqganConfig, checkpoint: Path) -> VQModel:
    """Return the network with the weights of a checkpoint, for use, not for training.

    Every weight of the file is used but the losses' (``loss.*``), which served its training.

    Raises:
        WeightsError: the file cannot be read, or is not this network's.
    """
    network = build(config)
    saved = read_tensors(checkpoint, "state_dict")
    weights = {name: tensor for name, tensor in saved.items() if not name.startswith("loss.")}
    copy_tensors(published(network), weights, checkpoint)
    return network.eval().requires_grad_(False)


def published(network: VQModel) -> dict[str, Tensor]:
    """Return a network's weights in the names and shapes of its authors' checkpoints; they share its memory."""
    levels = len(network.config["block_out_channels"])
    weights = {}
    for name, tensor in network.state_dict().items():
        if ".attentions." in name and name.endswith(".weight") and tensor.ndim == 2:
            tensor = tensor[:, :, None, None]
        weights[_published_name(name, levels)] = tensor
    return weights


def quantise(latents: Tensor, codebook: Tensor) -> Tensor:
    """Return the entry of the codebook [n, c] nearest to each of the latents [b, c, h, w], in that shape.

    The gradient goes straight through to the latents.
    """
    flat = latents.permute(0, 2, 3, 1).flatten(0, 2)
    with torch.no_grad(), torch.autocast(latents.device.type, enabled=False):
        distances = torch.addmm(codebook.square().sum(1), flat, codebook.T, alpha=-2)  # less |latent|^2, which is alike
        entries = codebook[distances.argmin(1)]
    nearest = entries.view(*latents.permute(0, 2, 3, 1).shape).permute(0, 3, 1, 2)
    return latents + (nearest - latents).detach()


_NAMES = (
    (r"\.mid_block\.resnets\.0\.", ".mid.block_1."),
    (r"\.mid_block\.resnets\.1\.", ".mid.block_2."),
    (r"\.mid_block\.attentions\.0\.", ".mid.attn_1."),
    (r"\.down_blocks\.", ".down."),
    (r"\.resnets\.", ".block."),
    (r"\.attentions\.", ".attn."),
    (r"\.(up|down)samplers\.0\.", r".\1sample."),
    (r"\.conv_shortcut\.", ".nin_shortcut."),
    (r"\.group_norm\.", ".norm."),
    (r"\.to_(q|k|v)\.", r".\1."),
    (r"\.to_out\.0\.", ".proj_out."),
    (r"\.conv_norm_out\.", ".norm_out."),
)


def _published_name(name: str, levels: int) -> str:
    for pattern, replacement in _NAMES:
        name = re.sub(pattern, replacement, name)
    return re.sub(r"\.up_blocks\.(\d+)\.", lambda found: f".up.{levels - 1 - int(found[1])}.", name)
