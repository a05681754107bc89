"""Sound that comes in blocks, at the sample rate of music and films."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np
import soxr

from digiteller.media.wav import SAMPLE_RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sound = NDArray[np.float32]


def resample_blocks(blocks: Iterable[Sound], sample_rate: int, channels: int) -> Iterator[Sound]:
    """Yield a sound of ``sample_rate``, in blocks of shape [n, channels], at ``SAMPLE_RATE``."""
    if sample_rate == SAMPLE_RATE:
        yield from blocks
        return
    stream = soxr.ResampleStream(sample_rate, SAMPLE_RATE, channels, dtype="float32", quality="HQ")
    for block in blocks:
        yield stream.resample_chunk(np.ascontiguousarray(block))
    yield stream.resample_chunk(np.zeros((0, channels), np.float32), last=True)
