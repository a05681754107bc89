"""What the trainings have in common: pictures, their variation, and a loop that can be stopped and started again."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import Generator, Tensor, nn
from torch.nn import functional as F

EVERY = 50
"""Steps between checkpoints and lines of the log."""
_WARMUP = 50

Loss = Callable[[int, Generator], tuple[Tensor, str]]
"""Returns the loss of a step and what is worth logging; all chance comes from the generator."""


class Pictures:
    """The drawings of one file."""

    def __init__(self, file: Path) -> None:
        data = np.load(file)
        self.images = torch.from_numpy(data["images"]).permute(0, 3, 1, 2).contiguous()
        self.subjects = torch.from_numpy(data["subjects"])
        self.captions: list[str] = data["captions"].tolist()

    def draw(self, many: int, chance: Generator) -> tuple[Tensor, Tensor]:
        """Return pictures [n, 3, 64, 64] in 0..1, and their numbers in the file."""
        chosen = torch.randint(len(self.images), (many,), generator=chance)
        return self.images[chosen].float() / 255, chosen


def fit(name: str, network: nn.Module, folder: Path, steps: int, rate: float, loss_of: Loss) -> None:
    """Train for ``steps``, going on from ``folder/name.pt``; the log is ``name.log``. Every step has its own seed."""
    optimiser = torch.optim.AdamW(network.parameters(), rate, (0.9, 0.98), weight_decay=0.01)
    file = folder / f"{name}.pt"
    first = 0
    if file.exists():
        saved = torch.load(file, weights_only=True)
        network.load_state_dict(saved["network"])
        optimiser.load_state_dict(saved["optimiser"])
        first = saved["step"]
    mean, began = 0.0, time.process_time()
    for step in range(first, steps):
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1, (step + 1) / _WARMUP) * 0.5 * (1 + math.cos(math.pi * step / steps))
        torch.manual_seed(step)
        loss, said = loss_of(step, Generator().manual_seed(step))
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        mean += loss.item() / EVERY
        if (step + 1) % EVERY == 0 or step + 1 == steps:
            line = f"{step + 1} loss {mean:.4f} {said} {time.process_time() - began:.0f} s of processor"
            with (folder / f"{name}.log").open("a") as log:
                print(line, file=log)
            print(name, line, flush=True)
            mean = 0.0
            state = {"network": network.state_dict(), "optimiser": optimiser.state_dict(), "step": step + 1}
            torch.save(state, file.with_suffix(".new"))
            file.with_suffix(".new").replace(file)


def jittered(images: Tensor, chance: Generator, smallest: float = 0.6) -> Tensor:
    """Return pictures cut, turned and mirrored a little, in other colours and with noise, as cutouts are."""
    n = len(images)

    def any_of(low: float, high: float, *shape: int) -> Tensor:
        return torch.rand(n, *shape, generator=chance) * (high - low) + low

    scale, angle = any_of(smallest, 1.1), any_of(-0.25, 0.25)
    mirror = torch.where(any_of(0, 1) < 0.5, -1.0, 1.0)
    reach = (1 - scale).clamp(min=0)
    rows = [
        torch.stack([mirror * scale * angle.cos(), -scale * angle.sin(), any_of(-1, 1) * reach], 1),
        torch.stack([mirror * scale * angle.sin(), scale * angle.cos(), any_of(-1, 1) * reach], 1),
    ]
    grid = F.affine_grid(torch.stack(rows, 1), list(images.shape), align_corners=False)
    cut = F.grid_sample(images, grid, padding_mode="reflection", align_corners=False)
    grey = cut.mean(1, keepdim=True)
    coloured = (grey + (cut - grey) * any_of(0.6, 1.4, 1, 1, 1)) * any_of(0.8, 1.2, 1, 1, 1) * any_of(0.9, 1.1, 3, 1, 1)
    soft = F.avg_pool2d(coloured, 3, 1, 1, count_include_pad=False)
    coloured = torch.where(any_of(0, 1, 1, 1, 1) < 0.3, soft, coloured)
    noise = torch.randn(coloured.shape, generator=chance) * any_of(0, 0.06, 1, 1, 1)
    return (coloured + noise).clamp(0, 1)
