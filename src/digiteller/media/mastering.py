"""What all music has in common, wherever it comes from: stereo at 48 kHz, as long as the story, faded, equally loud.

It goes through in blocks, so that music for hours needs no more memory than music for a minute.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import numpy as np

from digiteller.errors import StageError
from digiteller.media.loudness_meter import Meter, PeakMeter
from digiteller.media.resampling import resample_blocks
from digiteller.media.wav import SAMPLE_RATE, write_wav_blocks
from digiteller.story import Music

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sound = NDArray[np.float32]

LOUDNESS = -20.0
"""LUFS; the film's mixer sets the final level."""
PEAK = -1.0
"""dBTP that no music exceeds, even if it has to be quieter for it."""
FADE_IN, FADE_OUT = 0.02, 1.6
"""Seconds."""
_BLOCK = 1 << 16
"""Samples that are worked on together."""


def write_music(music: Music, seconds: float, path: Path) -> None:
    """Write music as a WAV of round(``seconds`` * 48000) samples whose last is 0; what is missing is silence.

    Raises:
        StageError: there are samples in it that are not numbers.
    """
    length = round(seconds * SAMPLE_RATE)
    meter, peaks = Meter(2), PeakMeter(2)
    highest = 0.0
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=path.parent) as raw:
        for block in _faded(_fitting(_in_stereo(music), length), length):
            if not np.isfinite(block).all():
                raise StageError("the composer gave samples that are not numbers", hint="another --seed, or --model")
            meter.add(block)
            highest = float(peaks.add(block).max(initial=highest))
            raw.write(block.tobytes())
        highest = float(peaks.finish().max(initial=highest))
        raw.seek(0)
        gain = np.float32(_gain(meter.loudness(), highest))
        write_wav_blocks(path, (block * gain for block in _blocks(raw)), 2, SAMPLE_RATE)


def _in_stereo(music: Music) -> Iterator[Sound]:
    """Return the music at 48 kHz, shape [n, 2]."""
    stereo = (np.repeat(block, 2, axis=1) if block.shape[1] == 1 else block for block in music.blocks)
    return resample_blocks(stereo, music.sample_rate, 2)


def _fitting(blocks: Iterator[Sound], length: int) -> Iterator[Sound]:
    """Yield the first ``length`` samples in small blocks, silence where there are fewer."""
    at = 0
    for block in blocks:
        for begin in range(0, min(len(block), length - at), _BLOCK):
            yield block[begin : min(begin + _BLOCK, length - at)]
        at += len(block)
        if at >= length:
            return
    while at < length:
        silence = np.zeros((min(_BLOCK, length - at), 2), np.float32)
        yield silence
        at += len(silence)


def _faded(blocks: Iterator[Sound], length: int) -> Iterator[Sound]:
    """Fade the beginning and the end, the end so that the last sample is 0."""
    fade_in = min(round(FADE_IN * SAMPLE_RATE), length // 4)
    fade_out = min(round(FADE_OUT * SAMPLE_RATE), length // 2)
    at = 0
    for block in blocks:
        index = np.arange(at, at + len(block))
        at += len(block)
        if index[0] >= fade_in and index[-1] < length - 1 - fade_out:
            yield block
            continue
        rising = np.clip(index / max(fade_in, 1), 0, 1)
        falling = 0.5 - 0.5 * np.cos(np.pi * np.clip((length - 1 - index) / max(fade_out, 1), 0, 1))
        yield (block * (rising * falling)[:, None]).astype(np.float32)


def _gain(loudness: float, peak: float) -> float:
    """Return the factor for a sound of this loudness in LUFS and this true peak in 0..1 of full scale and above."""
    wanted = 10 ** ((LOUDNESS - loudness) / 20) if np.isfinite(loudness) else 1.0
    return min(wanted, 10 ** (PEAK / 20) / peak) if peak > 0 else 1.0


def _blocks(raw: IO[bytes]) -> Iterator[Sound]:
    while data := raw.read(_BLOCK * 8):
        yield np.frombuffer(data, np.float32).reshape(-1, 2)
