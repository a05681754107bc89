"""Music that the user brings: read by ffmpeg, played over and over where the story is longer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from digiteller.errors import SpecError, StageError
from digiteller.media import ffmpeg, formats
from digiteller.media.wav import SAMPLE_RATE
from digiteller.story import Music

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sound = NDArray[np.float32]

CROSSFADE = 4.0
"""Seconds that the end of the music and its beginning sound together, a quarter of it at most."""
_FORMATS = "aac,aiff,caf,flac,matroska,mov,mp3,ogg,w64,wav"
"""Containers that hold sound themselves; playlists could name other files, or addresses."""
_SHORTEST = 0.05
_BLOCK = 1 << 16
_FRAME = 8
"""Bytes of a stereo sample in 32-bit floats, which do not clip what is louder than full scale, as decoded MP3s are."""


def read_recorded_music(path: Path, seconds: float, scratch: Path) -> Music:
    """Return ``seconds`` of the music in a file; ``scratch`` is a file for it that the caller deletes afterwards.

    Raises:
        SpecError: it holds no sound that ffmpeg can read, or next to none; while the music is read: it holds NaN.
        StageError: ffmpeg was killed.
    """
    decoding = ["-format_whitelist", _FORMATS, "-protocol_whitelist", "file", "-i", formats.url(path), "-map", "0:a:0"]
    pcm = ["-t", str(seconds + CROSSFADE), "-ac", "2", "-ar", str(SAMPLE_RATE), "-f", "f32le", formats.url(scratch)]
    try:
        ffmpeg.run_ffmpeg([*decoding, *pcm])
    except StageError as error:
        if error.hint is not None:
            raise
        known = _FORMATS.replace(",", ", ")
        hint = f"export it anew, as a WAV say; known are: {known}"
        raise SpecError(f"{path}: holds no sound that can be read", hint=hint) from error
    length = scratch.stat().st_size // _FRAME
    if length < _SHORTEST * SAMPLE_RATE:
        raise SpecError(f"{path}: holds less than {_SHORTEST} s of sound")

    def read(begin: int, end: int) -> Sound:
        block = np.fromfile(scratch, "<f4", 2 * (end - begin), offset=_FRAME * begin).reshape(-1, 2)
        if not np.isfinite(block).all():
            raise SpecError(f"{path}: holds samples that are not numbers", hint="export it anew from where it was made")
        return block

    return Music(repeat_with_crossfade(read, length, round(seconds * SAMPLE_RATE)), SAMPLE_RATE, None)


def repeat_with_crossfade(read: Callable[[int, int], Sound], length: int, wanted: int) -> Iterator[Sound]:
    """Yield ``wanted`` samples: the music from the beginning, and again where it ends, on a crossfade of equal power.

    ``read`` returns the music from one sample to before another, shape [n, 2]; ``length`` is how many samples it has.
    """
    overlap = min(round(CROSSFADE * SAMPLE_RATE), length // 4) if length < wanted else 0
    period = length - overlap
    for beginning in range(0, wanted, period):
        end = min(period, wanted - beginning)
        for at in range(0, end, _BLOCK):
            block = read(at, min(at + _BLOCK, end))
            if beginning and at < overlap:
                before = read(period + at, min(period + at + len(block), length))
                share = np.linspace(at, at + len(before), len(before), endpoint=False) / overlap * (np.pi / 2)
                rising, falling = np.sin(share)[:, None], np.cos(share)[:, None]
                block[: len(before)] = block[: len(before)] * rising + before * falling
            yield block
