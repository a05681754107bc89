"""The latent space of a generator, as a search sees it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

import torch
from torch import Generator, Tensor

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Latents = Mapping[str, Tensor]
"""A point of the space: float32 tensors on the generator's device, by name."""


class LatentSpace(Protocol):
    """Draws pictures from latents. It keeps no state: a search may go on from several points in turn."""

    def begin(self, chance: Generator) -> Latents:
        """Return where a search begins; all chance comes from ``chance``, which is on the CPU."""

    def draw(self, latents: Latents) -> Tensor:
        """Return the picture, RGB [1, 3, h, w] in 0..1, differentiable; only what will be seen of it."""

    def penalty(self, latents: Latents) -> Tensor:
        """Return how unlikely the latents are, a scalar that is added to the loss."""

    def constrain(self, latents: Latents) -> None:
        """Bring the latents back into their range, in place; called after each step, without gradients."""


def to_arrays(latents: Latents) -> dict[str, NDArray[np.float32]]:
    """Return latents as they are kept between pages."""
    return {name: tensor.detach().float().cpu().numpy() for name, tensor in latents.items()}


def to_picture(image: Tensor) -> NDArray[np.uint8]:
    """Return RGB [h, w, 3] of a drawn picture [1, 3, h, w] in 0..1."""
    pixels: NDArray[np.uint8] = (
        image.detach()[0].float().clamp(0, 1).mul(255).round().to(torch.uint8).permute(1, 2, 0).cpu().numpy()
    )
    return pixels
