"""BigGAN's latents as a space to search: one for each block, as in the Big Sleep, and a choice of few classes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import torch
from torch import Generator, Tensor

from digiteller.guidance.latent_space import Latents
from digiteller.guidance.latent_walk import slerp
from digiteller.nets.biggan import BigGan

_BOUND = 2.0
"""Of latents: BigGAN's pictures are drawn from normal numbers cut off there."""
_NEVER = -30.0
"""The logit of a class that has no share."""


@dataclass(frozen=True)
class BigGanSpace:
    """Latents ``z`` [blocks, latent] and ``logits`` [blocks, classes] of a picture, of which a window is seen."""

    network: BigGan
    truncation: float
    window: tuple[int, int]
    """Height and width of the middle part that is drawn."""
    prior: Tensor
    """The logits of the classes at the beginning, shape [classes]; at -inf are those that are not to be had."""
    begun: Tensor | None = None
    """``z`` where the search begins; None for chance."""

    def begin(self, chance: Generator) -> Latents:
        """Return latents by chance, and a class drawn by the prior, the same for all blocks."""
        z = torch.randn(self.network.blocks, self.network.latent, generator=chance).clamp(-_BOUND, _BOUND)
        gumbel = -torch.log(-torch.log(torch.rand(self.network.classes, generator=chance).clamp(1e-9, 1 - 1e-7)))
        logits = (self.prior.cpu() + gumbel).nan_to_num(neginf=_NEVER).expand(self.network.blocks, -1)
        return {
            "z": (z if self.begun is None else self.begun).to(self.network.device),
            "logits": logits.contiguous().to(self.network.device),
        }

    def draw(self, latents: Latents) -> Tensor:
        """Return the window of the picture, RGB [1, 3, h, w] in 0..1."""
        image = self.network.draw(latents["z"] * self.truncation, self.shares(latents))
        height, width = self.window
        top, left = (self.network.side - height) // 2, (self.network.side - width) // 2
        return (image[..., top : top + height, left : left + width] + 1) / 2

    def shares(self, latents: Latents) -> Tensor:
        """Return the share of each class in each block, [blocks, classes]; those of a block add up to 1."""
        return latents["logits"].where(self.prior > -torch.inf, -torch.inf).softmax(1)

    def penalty(self, latents: Latents) -> Tensor:
        """Return how far the latents are from normal ones, and the classes from one alone."""
        z = latents["z"]
        mean, deviation = z.mean(1), z.std(1)
        normal = (z - mean.unsqueeze(1)) / deviation.unsqueeze(1)
        unlike = (1 - deviation).abs() + mean.abs() + 4 * z.square().mean(1).clamp(min=1)
        unlike = unlike + normal.pow(3).mean(1).abs() + (normal.pow(4).mean(1) - 3).abs()
        others = self.shares(latents).sort(1).values[:, :-1]
        return unlike.mean() + (50 * others).square().mean()

    def constrain(self, latents: Latents) -> None:
        """Cut latents off where those that the network was trained on end."""
        latents["z"].clamp_(-_BOUND, _BOUND)

    def of_all_classes(self) -> BigGanSpace:
        """Return the space of what is between settled points, whatever classes they are made of."""
        return replace(self, prior=torch.zeros_like(self.prior))

    def settled(self, latents: Latents) -> dict[str, Tensor]:
        """Return the same point for a space of all classes: logits that are logarithms of shares."""
        return {"z": latents["z"], "logits": self.shares(latents).log().clamp(min=_NEVER)}


def mix(first: Mapping[str, Tensor], second: Mapping[str, Tensor], share: float) -> dict[str, Tensor]:
    """Return a settled point between two: ``z`` along the arc, shares of the classes along the line."""
    shares = first["logits"].exp().lerp(second["logits"].exp(), share)
    return {"z": slerp(first["z"], second["z"], share), "logits": shares.log().clamp(min=_NEVER)}
