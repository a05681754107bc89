"""The search for a point in a latent space whose picture shows what is asked for."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Generator

from digiteller.errors import StageError
from digiteller.guidance.clip_loss import Judge
from digiteller.guidance.latent_space import Latents, LatentSpace, to_picture
from digiteller.guidance.moving_average import Average
from digiteller.nets.torch_device import autocast, make_gradients_repeatable
from digiteller.system.memory import explain_memory_errors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from digiteller.contracts import Easel

_SHORT = 0.2
_LAST_RATE = 0.1
"""The rate of the last step, as a share of the first one's."""
_LOSS_MEMORY = 0.9
"""How much the smoothed loss keeps of what it was."""
_PREVIEW_EVERY = 10


@dataclass(frozen=True)
class SearchEffort:
    """How hard is searched."""

    steps: int
    rate: float
    """Adam's learning rate at the beginning; it falls along a cosine."""
    tries: int = 1
    """Beginnings, of which the best goes on."""
    memory: float = 0.99
    """How much the moving average of the latents, which is the result, keeps at each step."""
    patience: int = 100
    """Steps without a fall of the smoothed loss after which the search ends."""
    snapshots: int = 16
    """Points of the way that are kept, the first and the last among them."""

    @property
    def short(self) -> int:
        """The steps that each of several beginnings is given."""
        return math.ceil(_SHORT * self.steps)


@dataclass(frozen=True)
class SearchResult:
    """Where a search ended."""

    image: NDArray[np.uint8]
    """RGB [h, w, 3]."""
    latents: Latents
    losses: tuple[float, ...]
    """Of each step, from the beginning that went on."""
    path: tuple[Latents, ...]
    """Points on the way, from the beginning to ``latents``."""


def search(space: LatentSpace, judge: Judge, effort: SearchEffort, seed: int, easel: Easel) -> SearchResult:
    """Return the best point found; the same seed gives the same one on one machine.

    Previews show the best so far.

    Raises:
        StageError: there is not enough memory, or the loss is no number any more.
    """
    hint = f"lower illustrate.cutouts_at_once (it is {judge.at_once}) or illustrate.pixels, or choose a smaller model"
    with make_gradients_repeatable(), explain_memory_errors(hint):
        chance = torch.Generator().manual_seed(seed)
        climb = _best_beginning(space, judge, effort, chance, easel)
        climb.go(effort.steps, easel, (effort.tries - 1) * effort.short)
        return SearchResult(to_picture(climb.picture()), climb.average.value, tuple(climb.losses), climb.path)


def _best_beginning(space: LatentSpace, judge: Judge, effort: SearchEffort, chance: Generator, easel: Easel) -> _Climb:
    climbs = [_Climb(space, judge, effort, _seed(chance)) for _ in range(effort.tries)]
    if len(climbs) == 1:
        return climbs[0]
    views = _seed(chance)
    ratings = []
    for number, climb in enumerate(climbs):
        climb.go(effort.short, easel, number * effort.short)
        ratings.append(judge.rate(climb.picture(), torch.Generator().manual_seed(views)))
    return climbs[ratings.index(min(ratings))]


def _seed(chance: Generator) -> int:
    return int(torch.randint(2**62, (), generator=chance))


class _Climb:
    """One beginning, and how far it has come."""

    def __init__(self, space: LatentSpace, judge: Judge, effort: SearchEffort, seed: int) -> None:
        self._space = space
        self._judge = judge
        self._effort = effort
        self._chance = torch.Generator().manual_seed(seed)
        begun = space.begin(self._chance)
        self._latents = {name: value.detach().clone().requires_grad_() for name, value in begun.items()}
        self._device = next(iter(begun.values())).device.type
        self._optimiser = torch.optim.Adam(self._latents.values(), lr=effort.rate)
        self.average = Average(effort.memory)
        self.average.add(self._latents)
        self.losses: list[float] = []
        self._kept = [self.average.value]

    @property
    def path(self) -> tuple[Latents, ...]:
        return (*self._kept, self.average.value)

    def picture(self) -> torch.Tensor:
        """Return what the averaged latents show, in full precision."""
        with torch.no_grad():
            return self._space.draw(self.average.value)

    def go(self, to: int, easel: Easel, done: int) -> None:
        """Go on to a step, or to where the loss falls no more; others have ``done`` some steps before."""
        steps, whole = self._effort.steps, self._effort.steps + (self._effort.tries - 1) * self._effort.short
        smooth, best, best_at = math.inf, math.inf, 0
        for step in range(len(self.losses), to):
            loss = self._step(step / steps)
            smooth = loss if math.isinf(smooth) else _LOSS_MEMORY * smooth + (1 - _LOSS_MEMORY) * loss
            if smooth < best:
                best, best_at = smooth, step
            easel.report((done + step + 1) / whole, f"step {step + 1} of {steps}, loss {smooth:.3f}")
            if (step + 1) % _PREVIEW_EVERY == 0:
                easel.preview(to_picture(self.picture()))
            if step - best_at >= self._effort.patience:
                break

    def _step(self, share: float) -> float:
        for group in self._optimiser.param_groups:
            group["lr"] = self._effort.rate * (_LAST_RATE + (1 - _LAST_RATE) * (1 + math.cos(math.pi * share)) / 2)
        self._optimiser.zero_grad()
        with autocast(self._device):
            image = self._space.draw(self._latents)
        loss, gradient = self._judge.loss(image, self._chance)
        penalty = self._space.penalty(self._latents)
        torch.autograd.backward([image, penalty], [gradient.to(image.dtype), None])
        loss += float(penalty.detach())
        if not math.isfinite(loss):
            raise StageError("the search lost its way: the loss is no number any more", hint="try another --seed")
        self._optimiser.step()
        with torch.no_grad():
            self._space.constrain(self._latents)
        self.average.add(self._latents)
        self.losses.append(loss)
        if _is_marked(len(self.losses), self._effort.steps, self._effort.snapshots):
            self._kept.append(self.average.value)
        return loss


def _is_marked(step: int, steps: int, snapshots: int) -> bool:
    """Tell whether the way's point after ``step`` of the steps is one of those that are kept between its ends."""
    between = snapshots - 1
    return step < steps and step * between // steps != (step - 1) * between // steps
