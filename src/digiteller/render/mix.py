"""The film's sound: the voice where the timeline has it, the music around it, at the loudness of the web."""

from __future__ import annotations

import wave
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import soxr

from digiteller.errors import SpecError, StageError
from digiteller.render.loudness import RATE, integrated, limit
from digiteller.story import SceneTiming
from digiteller.timeline import Timeline

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sound = NDArray[np.float32]

TARGET = -16.0
"""LUFS; what the web plays video at."""
_CEILING = 10 ** (-2.3 / 20)
"""True peak; AAC adds a little, and the result stays under -1.5 dBTP."""
_APART = 15.0
"""LU that the music stays below the voice at least, while it speaks."""
_DUCK = 3.0
"""LU that speech turns the music down further, where it would be far enough already."""
_RAISED = 9.0
"""LU that the music is louder on the title card and with the credits."""
_ATTACK, _RELEASE = 0.08, 0.6
"""Seconds in which the music yields to the voice, and comes back."""
_CONTROL = 100
"""Gains a second; in between they are interpolated."""
_HOLD = 0.35
"""Seconds of silence in speech that do not bring the music back."""
_FADE_IN, _FADE_OUT = 0.4, 2.5
_TWO_CHANNELS = 10 * np.log10(2)
"""LU that a sound is louder for coming from two loudspeakers."""


def mix(
    timings: Sequence[SceneTiming],
    narration: Mapping[int, Path],
    music: Path | None,
    timeline: Timeline,
    music_volume: float,
    samples: int,
) -> Sound:
    """Return the sound of the film: stereo at 48 kHz, shape [samples, 2], -16 LUFS, true peak below -2 dB.

    Raises:
        SpecError: a recording is missing, damaged, or not as long as its timing says.
    """
    voice = _place(timings, narration, timeline, samples)
    sound = np.repeat(voice[:, None], 2, axis=1)
    if music is not None:
        score = _stereo(*read_wav(music))[:samples]
        gain = _gain(voice, score, timeline, music_volume)
        sound[: len(score)] += score * gain[: len(score), None]
    return _master(sound)


def read_wav(path: Path) -> tuple[Sound, int]:
    """Return the samples of a 16-bit WAV in -1..1, shape [n, channels], and the sample rate.

    Raises:
        SpecError: the file is missing, damaged, or not 16-bit PCM.
    """
    try:
        with wave.open(str(path), "rb") as file:
            frames, channels, rate = file.getnframes(), file.getnchannels(), file.getframerate()
            data = file.readframes(frames)
            if file.getsampwidth() != 2 or len(data) != frames * channels * 2:
                raise SpecError(f"{path}: the recording is cut short, or not 16-bit PCM")
    except (OSError, EOFError, wave.Error) as error:
        raise SpecError(f"{path}: the recording cannot be read: {error}") from error
    return np.frombuffer(data, "<i2").reshape(-1, channels).astype(np.float32) / np.float32(32768), rate


def _place(timings: Sequence[SceneTiming], narration: Mapping[int, Path], timeline: Timeline, samples: int) -> Sound:
    """Return the voice of the whole film, mono, each scene's beginning at the sample nearest to its time."""
    voice = np.zeros(samples, np.float32)
    spoken = {timing.number: timing for timing in timings}
    for shot in timeline.shots:
        if shot.kind != "scene":
            continue
        path, timing = narration[shot.number], spoken[shot.number]
        recording, rate = read_wav(path)
        if (len(recording), rate) != (timing.samples, timing.sample_rate):
            raise SpecError(
                f"{path}: has {len(recording)} samples at {rate} Hz, narration.json says {timing.samples} at "
                f"{timing.sample_rate} Hz",
                hint="run: digiteller narrate",
            )
        speech = soxr.resample(recording.mean(1), rate, RATE, quality="HQ")
        first = round(shot.speech * RATE)
        part = voice[first : first + len(speech)]
        part += speech[: len(part)]
    return voice


def _stereo(sound: Sound, rate: int) -> Sound:
    """Return a sound with one or two channels as stereo at 48 kHz."""
    if sound.shape[1] > 2:
        raise StageError(f"the music has {sound.shape[1]} channels; it must have one or two")
    resampled: Sound = sound if rate == RATE else soxr.resample(sound, rate, RATE, quality="HQ")
    return resampled if resampled.shape[1] == 2 else np.repeat(resampled, 2, axis=1)


def _gain(voice: Sound, score: Sound, timeline: Timeline, music_volume: float) -> Sound:
    """Return the factor of the music at each sample."""
    level, own = integrated(voice[:, None]) + _TWO_CHANNELS, integrated(score)
    if not np.isfinite(own):
        return np.zeros(len(voice), np.float32)
    level = level if np.isfinite(level) else TARGET
    ducked = min(music_volume - _DUCK, -_APART)
    raised = min(music_volume + _RAISED, 0.0)
    steps = -(-len(voice) // (RATE // _CONTROL)) + 1
    at = np.arange(steps) / _CONTROL
    open_level = np.full(steps, music_volume)
    for shot in timeline.shots:
        if shot.kind != "scene":
            open_level[(at >= shot.start) & (at < shot.end)] = raised
    window = np.hanning(2 * _CONTROL + 1)  # two seconds from one level to the other
    open_level = np.convolve(np.pad(open_level, _CONTROL, mode="edge"), window / window.sum(), "valid")
    goal = np.where(_speaking(voice, steps), ducked, open_level)
    decibels = _follow(goal) + level - own
    fade = np.clip(at / _FADE_IN, 0, 1) * np.clip((timeline.duration - at) / _FADE_OUT, 0, 1)
    control = 10 ** (decibels / 20) * np.sin(fade * np.pi / 2) ** 2
    factor: Sound = np.interp(np.arange(len(voice)) * (_CONTROL / RATE), np.arange(steps), control).astype(np.float32)
    return factor


def _speaking(voice: Sound, steps: int) -> NDArray[np.bool_]:
    """Return when the voice sounds, for each step of the control: from an attack before it, over its short silences."""
    padded = np.pad(voice, (0, steps * (RATE // _CONTROL) - len(voice)))
    power = np.square(padded).reshape(steps, -1).mean(1)
    sounding = power > max(1e-8, 1e-4 * float(power.max(initial=0.0)))
    early, late = round(2 * _ATTACK * _CONTROL), round(_HOLD * _CONTROL)
    near: NDArray[np.float64] = np.convolve(sounding, np.ones(early + late + 1))[early : early + steps]
    return near > 0


def _follow(goal: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ``goal`` in decibels followed smoothly: fast down, slowly up."""
    down, up = (1 - np.exp(-1 / (seconds / 3 * _CONTROL)) for seconds in (_ATTACK, _RELEASE))
    followed = np.empty_like(goal)
    level = goal[0]
    for step, wanted in enumerate(goal):
        level += (down if wanted < level else up) * (wanted - level)
        followed[step] = level
    return followed


def _master(sound: Sound) -> Sound:
    """Return the sound at the target loudness, its peaks limited; silence stays silence."""
    for _ in range(3):  # limiting makes it quieter, so it is repeated
        loudness = integrated(sound)
        if not np.isfinite(loudness) or abs(loudness - TARGET) < 0.1:
            break
        sound = limit(sound * np.float32(10 ** ((TARGET - loudness) / 20)), _CEILING)
    return sound
