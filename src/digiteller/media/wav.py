"""WAV files: 16-bit PCM, which every player and editor opens."""

from __future__ import annotations

import wave
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SAMPLE_RATE = 48000
"""Samples a second of music and films, which is what goes with video; voices have their own."""


def write_wav(path: Path, samples: NDArray[np.float32], sample_rate: int) -> None:
    """Write samples in -1..1, shape [n] for mono or [n, channels], as 16-bit PCM; louder ones are clipped."""
    write_wav_blocks(path, [samples], 1 if samples.ndim == 1 else samples.shape[1], sample_rate)


def write_wav_blocks(path: Path, blocks: Iterable[NDArray[np.float32]], channels: int, sample_rate: int) -> None:
    """Write a sound that comes in blocks, as ``write_wav`` does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(sample_rate)
        for block in blocks:
            file.writeframes(np.rint(np.clip(block, -1.0, 1.0) * 32767).astype("<i2").tobytes())
