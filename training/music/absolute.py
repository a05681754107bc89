"""The same network without relative attention: what "Attention Is All You Need" has instead, for comparison.

Vaswani et al. 2017 (arXiv:1706.03762), section 3.5: each place in the window has a vector, added to the embeddings, and
the logits are Q K^T / sqrt(d) alone. The vectors are sines and cosines to begin with and are trained like the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from digiteller.nets.music_controls import SIZES
from digiteller.nets.music_transformer import Block, Config, MusicTransformer

LONGEST = 10_000.0
"""The base of the wavelengths: 2 pi to 10000 * 2 pi events."""
AMPLITUDE = 0.05
"""Of the sines before training, so that they do not drown the embeddings, whose sum begins as small."""


class Absolute(MusicTransformer):
    """Music Transformer with positions in the embeddings and none in the attention."""

    def __init__(self, config: Config, controls: Sequence[int] = SIZES) -> None:
        super().__init__(config, controls)
        for block in self.blocks:
            assert isinstance(block, Block)
            block.attention = _Attention(config)  # type: ignore[assignment]
        self.positions = nn.Parameter(sinusoids(config.window, config.width))

    def embed(self, events: Tensor, controls: Tensor) -> Tensor:
        """Return the sum of the embeddings and the positions, [batch, length, width]."""
        return super().embed(events, controls) + self.positions[: events.shape[-1]]


class _Attention(nn.Module):
    """Causal self-attention."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.heads = config.heads
        self.project = nn.Linear(config.width, 3 * config.width)
        self.merge = nn.Linear(config.width, config.width)
        for linear in (self.project, self.merge):
            nn.init.normal_(linear.weight, std=0.02 if linear is self.project else 0.02 / (2 * config.layers) ** 0.5)

    def forward(self, x: Tensor) -> Tensor:
        """Return the attention's output for ``x`` [batch, length, width]."""
        batch, length, width = x.shape
        q, k, v = self.project(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        attended = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.merge(attended.transpose(1, 2).reshape(batch, length, width))  # type: ignore[no-any-return]


def sinusoids(length: int, width: int) -> Tensor:
    """Return what the positions are before training, [length, width]."""
    angles = torch.arange(length)[:, None] * LONGEST ** (-torch.arange(0, width, 2) / width)
    return torch.stack([angles.sin(), angles.cos()], -1).view(length, width) * AMPLITUDE
