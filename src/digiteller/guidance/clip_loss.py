"""Judges how well a picture shows what is asked for, and in which direction it would show it better."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import torch
from torch import Generator, Tensor

from digiteller.guidance.cutouts import Cutouts
from digiteller.guidance.image_text import ImageText
from digiteller.guidance.losses import LOSSES
from digiteller.guidance.prompts import Prompt
from digiteller.nets.torch_device import autocast


class Judge:
    """Compares cutouts of a picture with weighted prompts, a few at a time, so that their number needs no memory."""

    def __init__(
        self,
        image_text: ImageText,
        prompts: Sequence[Prompt],
        cutouts: Cutouts,
        at_once: int,
        loss: Literal["spherical", "cosine"],
    ) -> None:
        self.at_once = at_once
        self._image_text = image_text
        self._cutouts = cutouts
        self._loss = LOSSES[loss]
        self._texts = image_text.texts([prompt.text for prompt in prompts])
        self._weights = torch.tensor([prompt.weight for prompt in prompts]).to(self._texts)

    def loss(self, image: Tensor, chance: Generator) -> tuple[float, Tensor]:
        """Return the loss of a picture [1, 3, h, w] in 0..1, and its gradient to the picture."""
        image = image.detach().float().requires_grad_()
        total = torch.zeros((), device=image.device)
        with torch.enable_grad():
            for part in self._parts(image, chance):
                part.backward()
                total += part.detach()
        assert image.grad is not None
        return float(total), image.grad

    def rate(self, image: Tensor, chance: Generator) -> float:
        """Return the loss alone."""
        with torch.no_grad():
            return float(torch.stack(list(self._parts(image.float(), chance))).sum())

    def _parts(self, image: Tensor, chance: Generator) -> Iterator[Tensor]:
        number = self._cutouts.number
        for start in range(0, number, self.at_once):
            count = min(self.at_once, number - start)
            cutouts = self._cutouts.take(image, count, self._image_text.size, chance)
            with autocast(image.device.type):
                seen = self._image_text.images(cutouts)
            yield (self._loss(seen.float(), self._texts) @ self._weights).sum() / number
