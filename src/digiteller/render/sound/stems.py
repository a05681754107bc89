"""The voice and the music as streams: blocks of 48 kHz sound, so that a film of hours needs no more memory."""

from __future__ import annotations

import wave
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from digiteller.errors import SpecError
from digiteller.media.resampling import resample_blocks
from digiteller.media.wav import SAMPLE_RATE
from digiteller.story import SceneTiming
from digiteller.timeline import Timeline

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sound = NDArray[np.float32]

_READ = 1 << 15
"""Samples read at once."""
_RATES = (4000, 400_000)
"""The lowest and the highest sample rate that is believed."""
_EDGE = SAMPLE_RATE // 200
"""Samples over which a recording that begins or ends within a sound is faded, so that it does not click."""


def stream_voice(
    timings: Sequence[SceneTiming], narration: Mapping[int, Path], timeline: Timeline, samples: int
) -> Iterator[Sound]:
    """Yield the voice of the whole film, mono, shape [n], each scene's beginning at the sample nearest to its time.

    Raises:
        SpecError: a recording is missing, damaged, or not as long as its timing says.
    """
    spoken = {timing.number: timing for timing in timings}
    at = 0
    for shot in timeline.shots:
        if shot.kind != "scene":
            continue
        first = min(round(shot.speech * SAMPLE_RATE), samples)
        yield from _silence(first - at)
        at = first
        for block in _recording(narration[shot.number], spoken[shot.number]):
            fitting = block[: samples - at]
            yield fitting
            at += len(fitting)
    yield from _silence(samples - at)


def stream_music(path: Path, samples: int) -> Iterator[Sound]:
    """Yield the music in stereo, shape [n, 2], silent after its end.

    Raises:
        SpecError: the file is missing, damaged, or has more than two channels.
    """
    at = 0
    with _opened(path) as file:
        if file.getnchannels() > 2:
            raise SpecError(
                f"{path}: has {file.getnchannels()} channels, the music must have one or two", hint=_hint(path)
            )
        for block in resample_blocks(_read(path, file), file.getframerate(), file.getnchannels()):
            fitting = block[: samples - at]
            yield fitting if fitting.shape[1] == 2 else np.repeat(fitting, 2, axis=1)
            at += len(fitting)
            if at == samples:
                return
    for silence in _silence(samples - at):
        yield np.repeat(silence[:, None], 2, axis=1)


def wav_seconds(path: Path) -> float:
    """Return how long a WAV is.

    Raises:
        SpecError: it is missing or damaged.
    """
    with _opened(path) as file:
        return file.getnframes() / file.getframerate()


def regroup(pieces: Iterator[Sound], size: int) -> Iterator[Sound]:
    """Yield the same sound in blocks of ``size`` samples; the last may be shorter."""
    waiting: list[Sound] = []
    count = 0
    for piece in pieces:
        while count + len(piece) >= size:
            head = piece[: size - count]
            yield np.concatenate([*waiting, head])
            waiting, count, piece = [], 0, piece[len(head) :]
        if len(piece):
            waiting.append(piece)
            count += len(piece)
    if waiting:
        yield np.concatenate(waiting)


def _recording(path: Path, timing: SceneTiming) -> Iterator[Sound]:
    """Yield one scene's voice in mono, faded over a few milliseconds at both ends."""
    with _opened(path) as file:
        length, rate = file.getnframes(), file.getframerate()
        if (length, rate) != (timing.samples, timing.sample_rate):
            raise SpecError(
                f"{path}: has {length} samples at {rate} Hz, narration.json says {timing.samples} at "
                f"{timing.sample_rate} Hz",
                hint="run: digiteller narrate",
            )
        samples, at = round(length * SAMPLE_RATE / rate), 0
        edge = max(1, min(_EDGE, samples // 2))
        mono = (block.mean(1, keepdims=True) for block in _read(path, file))
        for block in resample_blocks(mono, rate, 1):
            index = np.arange(at, at + len(block))
            share = np.clip(np.minimum(index, samples - 1 - index) / edge, 0, 1)
            yield (block[:, 0] * np.sin(share * (np.pi / 2)) ** 2).astype(np.float32)
            at += len(block)


@contextmanager
def _opened(path: Path) -> Generator[wave.Wave_read, None, None]:
    try:
        with path.open("rb") as raw, wave.open(raw) as file:
            if file.getsampwidth() != 2:
                raise SpecError(f"{path}: has {8 * file.getsampwidth()}-bit samples, not 16-bit PCM", hint=_hint(path))
            if not _RATES[0] <= file.getframerate() <= _RATES[1]:
                raise SpecError(f"{path}: has {file.getframerate()} samples a second", hint=_hint(path))
            yield file
    except (OSError, EOFError, wave.Error) as error:
        reason = str(error) or "it is cut short"
        raise SpecError(f"{path}: the recording cannot be read: {reason}", hint=_hint(path)) from error


def _hint(path: Path) -> str:
    return f"a WAV of 16-bit PCM is needed: ffmpeg -i {path.name} -c:a pcm_s16le -ac 2 {path.stem}-16.wav"


def _read(path: Path, file: wave.Wave_read) -> Iterator[Sound]:
    """Yield the samples of a WAV in -1..1, shape [n, channels]."""
    missing, channels = file.getnframes(), file.getnchannels()
    while missing:
        data = file.readframes(min(_READ, missing))
        if len(data) < 2 * channels * min(_READ, missing):
            raise SpecError(f"{path}: the recording is cut short")
        block = np.frombuffer(data, "<i2").reshape(-1, channels)
        yield block.astype(np.float32) / np.float32(32768)
        missing -= len(block)


def _silence(samples: int) -> Iterator[Sound]:
    for start in range(0, samples, _READ):
        yield np.zeros(min(_READ, samples - start), np.float32)
