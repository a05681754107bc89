"""Music that the user brings: read by ffmpeg, played over and over where the story is longer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from digiteller.errors import SpecError, StageError
from digiteller.render import ffmpeg
from digiteller.story import Music

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sound = NDArray[np.float32]

SAMPLE_RATE = 48000
CROSSFADE = 4.0
"""Seconds that the end of the music and its beginning sound together, a quarter of it at most."""
_FORMATS = "aac,aiff,caf,flac,matroska,mov,mp3,ogg,w64,wav"
"""Containers that hold sound themselves; playlists could name other files, or addresses."""
_SHORTEST = 0.05
_BLOCK = 1 << 16


def recorded_music(path: Path, seconds: float, scratch: Path) -> Music:
    """Return ``seconds`` of the music in a file; ``scratch`` is a file for it that the caller deletes afterwards.

    Raises:
        SpecError: it holds no sound that ffmpeg can read, or next to none.
    """
    decoding = ["-format_whitelist", _FORMATS, "-protocol_whitelist", "file", "-i", f"file:{path}", "-map", "0:a:0"]
    pcm = ["-t", str(seconds + CROSSFADE), "-ac", "2", "-ar", str(SAMPLE_RATE), "-f", "s16le", f"file:{scratch}"]
    try:
        ffmpeg.run([*decoding, *pcm])
    except StageError as error:
        formats = _FORMATS.replace(",", ", ")
        raise SpecError(f"{path}: no music that can be read: {error.message}", hint=f"known are: {formats}") from error
    if scratch.stat().st_size < 4 * _SHORTEST * SAMPLE_RATE:
        raise SpecError(f"{path}: holds less than {_SHORTEST} s of sound")
    samples = np.memmap(scratch, "<i2", "r").reshape(-1, 2)
    return Music(repeated(samples, round(seconds * SAMPLE_RATE)), SAMPLE_RATE, None)


def repeated(samples: NDArray[np.int16], length: int) -> Iterator[Sound]:
    """Yield ``length`` samples: the music from the beginning, and again where it ends, on a crossfade of equal power.

    ``samples`` are stereo in 16 bits, shape [n, 2].
    """
    if len(samples) >= length:
        for at in range(0, length, _BLOCK):
            yield _floats(samples[at : min(at + _BLOCK, length)])
        return
    overlap = min(round(CROSSFADE * SAMPLE_RATE), len(samples) // 4)
    period = len(samples) - overlap
    for at in range(0, length, _BLOCK):
        index = np.arange(at, min(at + _BLOCK, length))
        place = index % period
        share = np.where((place < overlap) & (index >= period), place / max(overlap, 1), 1.0) * (np.pi / 2)
        before = np.minimum(place + period, len(samples) - 1)
        rising, falling = np.sin(share)[:, None], np.cos(share)[:, None]
        yield (_floats(samples[place]) * rising + _floats(samples[before]) * falling).astype(np.float32)


def _floats(samples: NDArray[np.int16]) -> Sound:
    return samples.astype(np.float32) / np.float32(32768)
