"""Parts of a picture as a scorer sees them, varied so that no single view can be fooled; differentiable.

All sampling is done by matrix products and by gathering pixels, of which torch repeats the gradients bit by bit on
every device; ``grid_sample`` and adaptive pooling have no such gradients on a GPU.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Generator, Tensor

_CORNERS = torch.tensor([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]], dtype=torch.float64)
_ERASED = 0.1, 0.4
"""Least and greatest side of an erased rectangle, as a share of the cutout's."""


@dataclass(frozen=True)
class Cutouts:
    """How many parts of a picture are looked at, and how they are varied."""

    number: int
    """At each step."""
    smallest: float = 0.5
    """The least side, as a share of the picture's."""
    largest: float = 0.95
    """The greatest side."""
    warp: float = 0.0
    """How far the corners of a cutout are moved, as a share of its side: rotation, scale and perspective."""
    colours: float = 0.0
    """How far the channels are mixed with each other, and made brighter or darker, in 0..1."""
    erased: float = 0.0
    """The share of the cutouts of which a rectangle is made grey."""
    noise: float = 0.0
    """The greatest deviation of noise in a cutout."""

    def take(self, image: Tensor, count: int, size: int, chance: Generator) -> Tensor:
        """Return ``count`` cutouts [count, 3, size, size] of a picture [1, 3, h, w]; ``chance`` is on the CPU.

        Their sides are normal around 0.8, as in the Big Sleep. Their shape is between a square and the picture's own,
        so that some show nearly all of a wide picture.
        """
        cutouts = resize_differentiably(image, *self._boxes(image.shape[-2:], count, chance), size)
        if self.warp:
            cutouts = warp(cutouts, self.warp * (torch.rand(count, 4, 2, generator=chance) * 2 - 1))
        if self.colours:
            mixing = torch.eye(3) + self.colours * (torch.rand(count, 3, 3, generator=chance) * 2 - 1)
            cutouts = torch.einsum("nij,njhw->nihw", mixing.to(image.device), cutouts)
        if self.erased:
            cutouts = cutouts.where(_kept(count, size, self.erased, chance).to(image.device), 0.5)
        if self.noise:
            deviation = self.noise * torch.rand(count, 1, 1, 1, generator=chance)
            cutouts = cutouts + (deviation * torch.randn(cutouts.shape, generator=chance)).to(image.device)
        return cutouts.clamp(0, 1)

    def _boxes(self, shape: torch.Size, count: int, chance: Generator) -> tuple[Tensor, Tensor]:
        """Return the corners and the sides of boxes in a picture, (y, x) in pixels, shape [count, 2]."""
        whole = torch.tensor(shape, dtype=torch.float32)
        share = (0.8 + 0.3 * torch.randn(count, 1, generator=chance)).clamp(self.smallest, self.largest)
        stretch = torch.rand(count, 1, generator=chance)
        sides = share * whole.min() * (whole / whole.min()) ** stretch
        return torch.rand(count, 2, generator=chance) * (whole - sides), sides


def resize_differentiably(image: Tensor, corners: Tensor, sides: Tensor, size: int) -> Tensor:
    """Return boxes of a picture [1, 3, h, w] as squares [n, 3, size, size], smoothed where they become smaller.

    ``corners`` and ``sides`` are (y, x) in pixels, shape [n, 2].
    """
    down, across = (
        _interpolation(corners[:, axis], sides[:, axis], image.shape[2 + axis], size).to(image) for axis in (0, 1)
    )
    return down.unsqueeze(1) @ image @ across.mT.unsqueeze(1)


def _interpolation(start: Tensor, length: Tensor, pixels: int, size: int) -> Tensor:
    """Return matrices [n, size, pixels] that resample stretches of a line, by a triangle as wide as a step."""
    step = length / size
    centres = start.unsqueeze(1) + (torch.arange(size) + 0.5) * step.unsqueeze(1)
    distance = (torch.arange(pixels) + 0.5 - centres.unsqueeze(2)).abs()
    weights = (1 - distance / step.clamp(min=1).view(-1, 1, 1)).clamp(min=0)
    return weights / weights.sum(2, keepdim=True)


def warp(images: Tensor, moved: Tensor) -> Tensor:
    """Return pictures [n, 3, h, w] seen in perspective; what lies beyond an edge is as on the edge.

    ``moved`` [n, 4, 2] is where the corners of the result (left and right, then those below) lie in the picture, (x, y)
    from their places, in sides.
    """
    count, channels, height, width = images.shape
    down, across = torch.meshgrid(
        (torch.arange(height) + 0.5) / height, (torch.arange(width) + 0.5) / width, indexing="ij"
    )
    places = torch.stack([across, down, torch.ones_like(down)], -1).double().flatten(0, 1)
    seen = places @ _homographies(moved.double()).mT
    x, y = ((seen[..., i] / seen[..., 2] * side - 0.5).clamp(0, side - 1) for i, side in ((0, width), (1, height)))
    left, top = x.floor().clamp(max=width - 2).long(), y.floor().clamp(max=height - 2).long()
    first = torch.arange(count).unsqueeze(1) * (height * width) + top * width + left
    right_share, low_share = ((a - b).to(images).unsqueeze(2) for a, b in ((x, left), (y, top)))
    pixels = images.permute(0, 2, 3, 1).reshape(-1, channels)

    def pixel(offset: int) -> Tensor:
        return pixels.index_select(0, (first + offset).flatten().to(images.device)).view(count, -1, channels)

    upper, lower = (pixel(at).lerp(pixel(at + 1), right_share) for at in (0, width))
    return upper.lerp(lower, low_share).view(count, height, width, channels).permute(0, 3, 1, 2)


def _homographies(moved: Tensor) -> Tensor:
    """Return the projective maps [n, 3, 3] of the unit square to its corners moved by [n, 4, 2]."""
    x, y = _CORNERS.expand(len(moved), 4, 2).unbind(-1)
    u, v = (_CORNERS + moved).unbind(-1)
    one, none = torch.ones_like(x), torch.zeros_like(x)
    across = torch.stack([x, y, one, none, none, none, -u * x, -u * y], -1)
    down = torch.stack([none, none, none, x, y, one, -v * x, -v * y], -1)
    solved = torch.linalg.solve(torch.cat([across, down], 1), torch.cat([u, v], 1))
    return torch.cat([solved, torch.ones(len(moved), 1, dtype=solved.dtype)], 1).view(-1, 3, 3)


def _kept(count: int, size: int, share: float, chance: Generator) -> Tensor:
    """Return masks [count, 1, size, size] that leave a rectangle out of about a ``share`` of them."""
    least, greatest = _ERASED
    sides = least + (greatest - least) * torch.rand(count, 2, generator=chance)
    starts = torch.rand(count, 2, generator=chance) * (1 - sides)
    places = torch.arange(size) / size
    inside = (places >= starts.unsqueeze(2)) & (places < (starts + sides).unsqueeze(2))
    chosen = torch.rand(count, generator=chance) < share
    return ~(inside[:, 0].unsqueeze(2) & inside[:, 1].unsqueeze(1) & chosen.view(-1, 1, 1)).unsqueeze(1)
