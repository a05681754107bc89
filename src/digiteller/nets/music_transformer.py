"""Music Transformer (Huang et al. 2018, arXiv:1809.04281): a decoder with relative attention over performance events.

The events and the controls that enter with them are described in ``performance.py`` and ``controls.py``. This module
is for training, exporting and testing and needs torch; ``decoder.py`` runs the exported network without it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from digiteller.nets.music_controls import SIZES
from digiteller.nets.performance_events import EVENTS


@dataclass(frozen=True)
class Config:
    """The size of the network."""

    layers: int = 5
    width: int = 256
    heads: int = 4
    feed_forward: int = 1024
    window: int = 512
    """How many events an event can look back on, itself included."""
    dropout: float = 0.1


def skew(relative: Tensor) -> Tensor:
    """Return S[i, j] = relative[i, L - 1 - (i - j)] for j <= i, shape [..., L, L]; above the diagonal is rubbish.

    ``relative`` is Q E^T, whose last column is distance 0. Padding one column on the left and reading the same numbers
    in rows one longer moves row i left by L - 1 - i, without the [L, L, d] tensor of gathered embeddings (section
    3.4.1).
    """
    length = relative.shape[-1]
    padded = F.pad(relative, (1, 0))
    return padded.view(*relative.shape[:-2], length + 1, length)[..., 1:, :]


class RelativeAttention(nn.Module):
    """Causal self-attention whose logits are (Q K^T + skew(Q E^T)) / sqrt(d)."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.heads = config.heads
        self.size = config.width // config.heads
        self.project = nn.Linear(config.width, 3 * config.width)
        self.merge = nn.Linear(config.width, config.width)
        self.distances = nn.Parameter(torch.randn(config.heads, config.window, self.size) * 0.02)
        """E: the last row is distance 0, the first the farthest."""

    def forward(self, x: Tensor) -> Tensor:
        """Return the attention's output for ``x`` [batch, length, width], length at most the window."""
        batch, length, width = x.shape
        q, k, v = self.project(x).view(batch, length, 3, self.heads, self.size).permute(2, 0, 3, 1, 4)
        relative = q @ self.distances[:, -length:].transpose(1, 2)
        logits = (q @ k.transpose(2, 3) + skew(relative)) / math.sqrt(self.size)
        future = torch.ones(length, length, dtype=torch.bool, device=x.device).triu(1)
        weights = logits.masked_fill(future, -torch.inf).softmax(-1)
        return self.merge((weights @ v).transpose(1, 2).reshape(batch, length, width))

    def step(
        self, x: Tensor, keys: Tensor, values: Tensor, ages: Tensor, bias: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return the output for one event of each lane, and its key and value to remember.

        ``x`` is [batch, width], ``keys`` [batch, heads, size, slots], ``values`` [batch, heads, slots, size]: the
        events before, in any order. Slot j is ``ages[j]`` events back, in 1..window - 1; ``bias[j]`` is added to its
        logit, -inf where the slot is empty. The returned key and value are [batch, heads, size].
        """
        batch, width = x.shape
        q, k, v = self.project(x).view(batch, 3, self.heads, self.size).unbind(1)
        relative = q.unsqueeze(2) @ self.distances.transpose(1, 2)
        past = (q.unsqueeze(2) @ keys + relative[..., -1 - ages]) / math.sqrt(self.size) + bias
        itself = ((q * k).sum(-1, keepdim=True) + relative[..., 0, -1:]) / math.sqrt(self.size)
        weights = torch.cat([past.squeeze(2), itself], -1).softmax(-1)
        attended = (weights[..., :-1].unsqueeze(2) @ values).squeeze(2) + weights[..., -1:] * v
        return self.merge(attended.reshape(batch, width)), k, v


class Block(nn.Module):
    """Attention and a feed-forward network, each with a residual path and normalised before."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.before_attention = nn.LayerNorm(config.width)
        self.attention = RelativeAttention(config)
        self.before_feed_forward = nn.LayerNorm(config.width)
        self.feed_forward = nn.Sequential(
            nn.Linear(config.width, config.feed_forward), nn.GELU(), nn.Linear(config.feed_forward, config.width)
        )
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, x: Tensor) -> Tensor:
        """Return the block's output for ``x`` [batch, length, width]."""
        x = x + self.dropout(self.attention(self.before_attention(x)))
        return x + self.dropout(self.feed_forward(self.before_feed_forward(x)))

    def step(
        self, x: Tensor, keys: Tensor, values: Tensor, ages: Tensor, bias: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return the output for one event of each lane, its key and its value, as ``RelativeAttention.step``."""
        attended, key, value = self.attention.step(self.before_attention(x), keys, values, ages, bias)
        x = x + attended
        return x + self.feed_forward(self.before_feed_forward(x)), key, value


class MusicTransformer(nn.Module):
    """The network: logits of the next event."""

    def __init__(self, config: Config, controls: Sequence[int] = SIZES) -> None:
        """Make an untrained network; ``controls`` are the numbers of values of what it is told beside each event."""
        super().__init__()
        self.config = config
        self.events = nn.Embedding(EVENTS + 1, config.width)
        self.controls = nn.ModuleList(nn.Embedding(size, config.width) for size in controls)
        self.dropout = nn.Dropout(config.dropout)
        self.blocks = nn.ModuleList(Block(config) for _ in range(config.layers))
        self.norm = nn.LayerNorm(config.width)
        self.output = nn.Linear(config.width, EVENTS)
        for module in self.modules():
            if isinstance(module, nn.Linear | nn.Embedding):
                nn.init.normal_(module.weight, std=0.02)
        for block in self.blocks:
            assert isinstance(block, Block)
            for last in (block.attention.merge, block.feed_forward[2]):
                nn.init.normal_(last.weight, std=0.02 / math.sqrt(2 * config.layers))

    def embed(self, events: Tensor, controls: Tensor) -> Tensor:
        """Return the sum of the embeddings of events [...] and controls [..., COUNT]."""
        x: Tensor = self.events(events)
        for i, table in enumerate(self.controls):
            x = x + table(controls[..., i])
        return x

    def forward(self, events: Tensor, controls: Tensor) -> Tensor:
        """Return logits [batch, length, EVENTS] of the event after each of ``events`` [batch, length].

        ``controls`` [batch, length, COUNT] hold after each event; length is at most the window.
        """
        x = self.dropout(self.embed(events, controls))
        for block in self.blocks:
            x = block(x)
        logits: Tensor = self.output(self.norm(x))
        return logits

    def step(
        self, events: Tensor, controls: Tensor, ages: Tensor, bias: Tensor, keys: list[Tensor], values: list[Tensor]
    ) -> tuple[Tensor, list[Tensor], list[Tensor]]:
        """Return logits [batch, EVENTS] after one event of each lane, and each layer's key and value to remember.

        ``events`` is [batch], ``controls`` [batch, COUNT]; the others are as in ``RelativeAttention.step``, ``keys``
        and ``values`` with one tensor for each layer.
        """
        x = self.embed(events, controls)
        new_keys, new_values = [], []
        for block, past_keys, past_values in zip(self.blocks, keys, values, strict=True):
            assert isinstance(block, Block)
            x, key, value = block.step(x, past_keys, past_values, ages, bias)
            new_keys.append(key)
            new_values.append(value)
        return self.output(self.norm(x)), new_keys, new_values
