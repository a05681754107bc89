"""The latent space of a VQGAN: a grid of codes, each of which draws a cell of the picture and a little around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Generator, Tensor
from torch.nn import functional as F

from digiteller.guidance.latent_space import Latents
from digiteller.nets.vqgan import quantise

if TYPE_CHECKING:
    from diffusers.models.autoencoders.vq_model import VQModel

    from digiteller.guidance.latent_walk import Mix

CODES = "codes"
"""The one tensor of its latents: [1, c, rows, columns]."""
_COARSE = 4
"""Cells a side of the pattern by which codes change in turn."""


@dataclass(frozen=True)
class CodeGrid:
    """Draws pictures of any size: the grid reaches over their edges, and what is beyond them is cut off."""

    network: VQModel
    size: tuple[int, int]
    """Width and height of the pictures."""
    begun: Latents | None = None
    """Where a search begins; None for codes by chance."""
    rounded: bool = True
    """Whether latents are rounded to the nearest codes before they are drawn."""

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """The shape of its latents."""
        width, height = self.size
        return 1, self._codebook.shape[1], -(-height // self._cell), -(-width // self._cell)

    def begin(self, chance: Generator) -> Latents:
        """Return where a search begins."""
        if self.begun is not None:
            return self.begun
        _, channels, rows, columns = self.shape
        chosen = torch.randint(len(self._codebook), (rows * columns,), generator=chance)
        codes = self._codebook[chosen.to(self._codebook.device)]
        return {CODES: codes.view(1, rows, columns, channels).permute(0, 3, 1, 2).contiguous()}

    def draw(self, latents: Latents) -> Tensor:
        """Return the picture [1, 3, h, w] in 0..1."""
        codes = self.round(latents)[CODES] if self.rounded else latents[CODES]
        drawn = self.network.decode(codes, force_not_quantize=True).sample.float()
        width, height = self.size
        top, left = self._margins
        return clamp((drawn[..., top : top + height, left : left + width] + 1) / 2)

    def penalty(self, latents: Latents) -> Tensor:
        """Return 0: every code is as likely as any other."""
        return latents[CODES].new_zeros((), requires_grad=True)

    def constrain(self, latents: Latents) -> None:
        """Keep each channel in the range of the codebook's, where rounding does not change much."""
        least, most = self._codebook.aminmax(dim=0)
        latents[CODES].clamp_(least.view(1, -1, 1, 1), most.view(1, -1, 1, 1))

    def round(self, latents: Latents) -> Latents:
        """Return the codes nearest to latents; gradients go straight through."""
        return {CODES: quantise(latents[CODES], self._codebook)}

    def encode(self, image: Tensor) -> Latents:
        """Return latents that show an RGB picture [1, 3, h, w] in 0..1 of any size, which is stretched to ours."""
        width, height = self.size
        _, _, rows, columns = self.shape
        top, left = self._margins
        below, right = rows * self._cell - height - top, columns * self._cell - width - left
        fitted = F.interpolate(image, (height, width), mode="bicubic", antialias=True).clamp(0, 1)
        whole = F.pad(fitted, (left, right, top, below), mode="replicate")
        with torch.no_grad():
            return {CODES: self.network.encode((2 * whole - 1).to(self._codebook.device)).latents}

    @property
    def _codebook(self) -> Tensor:
        codebook: Tensor = self.network.quantize.embedding.weight
        return codebook

    @property
    def _cell(self) -> int:
        return 1 << (len(self.network.config["block_out_channels"]) - 1)

    @property
    def _margins(self) -> tuple[int, int]:
        """The rows of pixels above the picture and the columns left of it that are drawn and not seen."""
        width, height = self.size
        _, _, rows, columns = self.shape
        return (rows * self._cell - height) // 2, (columns * self._cell - width) // 2


def clamp(x: Tensor) -> Tensor:
    """Return ``x`` in 0..1, with the gradients that would bring it back there, without those that lead farther out."""
    inside = x.detach().clamp(0, 1)
    outside = x.detach() - inside
    if x.requires_grad:
        x.register_hook(lambda gradient: gradient.masked_fill(gradient * outside < 0, 0))
    return x - outside


def in_turn(space: CodeGrid, chance: Generator) -> Mix:
    """Return a mix in which every code changes in half of the time, near ones nearly together.

    Half of a picture between two is then one or the other, where a straight mix would be a blur of both.
    """
    delays = torch.rand(1, 1, _COARSE, _COARSE, generator=chance)
    delays = (delays - delays.min()) / (delays.max() - delays.min())
    delays = F.interpolate(delays, space.shape[2:], mode="bilinear", align_corners=True)

    def mix(first: Latents, second: Latents, share: float) -> Latents:
        own = (2 * share - delays.to(first[CODES].device)).clamp(0, 1)
        return {CODES: first[CODES].lerp(second[CODES], own * own * (3 - 2 * own))}

    return mix
