"""A walk through latent space as a clip."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor

from digiteller.contracts import Report
from digiteller.guidance.latent_space import Latents, LatentSpace, to_picture
from digiteller.nets.torch_device import make_repeatable
from digiteller.story import Clip
from digiteller.system.memory import explain_memory_errors

Mix = Callable[[Latents, Latents, float], Latents]
"""Returns the point between two others at a share of the way, 0..1."""


@dataclass(frozen=True)
class Pace:
    """How a walk is shown."""

    frames: int
    fps: float
    loop: Literal["ping-pong", "hold"] = "hold"


def walk(space: LatentSpace, points: Sequence[Latents], mix: Mix, pace: Pace, report: Report) -> Clip:
    """Return the clip that goes through the points, at an even pace between them, beginning and ending slowly.

    The last frame shows the last point.

    Raises:
        StageError: there is not enough memory.
    """
    frames = []
    with make_repeatable(), explain_memory_errors("lower illustrate.pixels"), torch.no_grad():
        for number in range(pace.frames):
            share = number / (pace.frames - 1) if pace.frames > 1 else 1.0
            frames.append(to_picture(space.draw(_at(points, share * share * (3 - 2 * share), mix))))
            report((number + 1) / pace.frames, f"frame {number + 1} of {pace.frames}")
    return Clip(tuple(frames), pace.fps, pace.loop)


def part(report: Report, start: float, end: float) -> Report:
    """Return what reports a part of a work, from one share of the whole to another."""
    return lambda share, what: report(start + (end - start) * share, what)


def _at(points: Sequence[Latents], share: float, mix: Mix) -> Latents:
    position = share * (len(points) - 1)
    before = min(int(position), len(points) - 1)
    after = min(before + 1, len(points) - 1)
    return mix(points[before], points[after], position - before)


def slerp(first: Tensor, second: Tensor, share: float) -> Tensor:
    """Return the point between normal vectors [..., d] on the arc between them (Shoemake 1985), lengths in between.

    A straight line would lead through points shorter than any that a generator was trained on. Vectors that lie on a
    line, or are nothing, are mixed straight.
    """
    lengths = first.norm(dim=-1, keepdim=True), second.norm(dim=-1, keepdim=True)
    one, other = (vector / length.clamp(min=1e-12) for vector, length in zip((first, second), lengths, strict=True))
    angle = (one * other).sum(-1, keepdim=True).clamp(-1, 1).acos()
    sine = angle.sin()
    arc = (((1 - share) * angle).sin() * one + (share * angle).sin() * other) / sine.clamp(min=1e-12)
    return torch.where(sine > 1e-4, arc * lengths[0].lerp(lengths[1], share), first.lerp(second, share))
