"""The moving average of the latents, which is calmer than where the last step went."""

from __future__ import annotations

import torch

from digiteller.guidance.latent_space import Latents


class Average:
    """An exponential moving average, corrected for its beginning as Adam's moments are (Kingma and Ba 2015)."""

    def __init__(self, memory: float) -> None:
        """Begin with nothing; ``memory`` is the share kept at each addition, 0..1."""
        self._memory = memory
        self._weight = 0.0
        self._sums: dict[str, torch.Tensor] = {}

    def add(self, latents: Latents) -> None:
        """Take a point in."""
        self._weight = self._memory * self._weight + 1 - self._memory
        for name, value in latents.items():
            before = self._sums.get(name, torch.zeros_like(value))
            self._sums[name] = self._memory * before + (1 - self._memory) * value.detach()

    @property
    def value(self) -> dict[str, torch.Tensor]:
        """The average of what was taken in, as tensors of its own."""
        return {name: total / self._weight for name, total in self._sums.items()}
