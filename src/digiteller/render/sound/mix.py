"""The film's sound: the voice where the timeline has it, the music around it, at the loudness of the web."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from digiteller.media.k_weighting import gated_loudness
from digiteller.media.loudness_meter import MILLISECOND, Meter, PeakMeter, blocks_of, limiter
from digiteller.media.wav import SAMPLE_RATE, write_wav_blocks
from digiteller.render.sound import ducking, effect_synthesis, stems
from digiteller.render.sound.ambience_synthesis import LOUDNESS
from digiteller.render.sound.ducking import STEP
from digiteller.story import SceneTiming
from digiteller.timeline import Timeline

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sound = NDArray[np.float32]

TARGET = -16.0
"""LUFS; what the web plays video at."""
_CEILING = 10 ** (-2.3 / 20)
"""True peak; AAC adds a little, and the result stays under -1.5 dBTP."""
_TOLERANCE = 0.1
"""LU."""
_BLOCK = 200 * STEP
"""Samples that are worked on together."""
_PLACES_APART = 24.0
"""LU that what is heard of a place is below the voice."""
_TWO_CHANNELS = 2.0
"""Times the power that a sound has for coming from two loudspeakers."""


@dataclass(frozen=True)
class Levels:
    """What was measured of a film's sound."""

    loudness: float
    """LUFS; -inf for silence."""
    true_peak: float
    """dBTP."""
    apart: float
    """LU that the music is below the voice while it speaks; infinite without music or without a voice."""
    gain: float = 1.0
    """By which the parts were made louder together."""

    def __str__(self) -> str:
        if not np.isfinite(self.loudness):
            return "the film is silent"
        said = f"{self.loudness:.1f} LUFS, {self.true_peak:.1f} dBTP"
        return f"{said}, music {self.apart:.0f} LU below the voice" if np.isfinite(self.apart) else said


def mix_sound(
    timings: Sequence[SceneTiming],
    narration: Mapping[int, Path],
    music: Path | None,
    timeline: Timeline,
    music_volume: float,
    samples: int,
    out: Path,
    places: Callable[[], Iterator[Sound]] | None = None,
    effects: Callable[[], Iterator[Sound]] | None = None,
    apart_in: Path | None = None,
) -> Levels:
    """Write the sound of the film: raw stereo at 48 kHz, [samples, 2] 32-bit floats, -16 LUFS, peaks below -2 dBTP.

    It is read, mixed and mastered in blocks, twice and more, so that memory does not grow with the film but for some
    kilobytes a second of measurements. Silence stays silence. ``places`` begins what is heard of the scenes' places
    anew, in stereo, at ``ambience_synthesis.LOUDNESS``; ``effects`` the sound effects, as
    ``effect_synthesis`` makes them. Into the folder ``apart_in`` each of these parts is written by itself, as loud as
    in the film before its peaks are limited: ``story.voice.wav`` and ``music``, ``ambience`` and ``effects`` alike.

    Raises:
        SpecError: a recording is missing, damaged, or not as long as its timing says.
    """

    def voice() -> Iterator[Sound]:
        return stems.regroup(stems.stream_voice(timings, narration, timeline, samples), _BLOCK)

    speaking, spoken = _listen(voice(), samples)
    level = gated_loudness(blocks_of(spoken))
    reference = level if np.isfinite(level) else TARGET
    beds: list[_Bed] = []
    apart = np.inf
    if music is not None:
        score = _Bed("music", lambda: stems.regroup(stems.stream_music(music, samples), _BLOCK))
        end = min(timeline.duration, stems.wav_seconds(music))
        heard = _measured(score.blocks())
        score.gains = ducking.ducking_gains(speaking, reference, heard, timeline, music_volume, end)
        beds.append(score)
        if np.isfinite(level):
            apart = ducking.apart(speaking, spoken, heard, score.gains)
    if places is not None:
        factor = 10 ** ((reference - _PLACES_APART - LOUDNESS) / 20)
        factors = np.full(len(speaking), factor, np.float32)
        beds.append(_Bed("ambience", lambda: stems.regroup(places(), _BLOCK), factors))
    if effects is not None:
        gains = ducking.effect_gains(speaking, reference, effect_synthesis.LOUDNESS)
        beds.append(_Bed("effects", lambda: stems.regroup(effects(), _BLOCK), gains))
    loudness, peaks = _add_up(voice(), beds, samples, out)
    levels = _master(out, loudness, peaks, apart)
    if apart_in is not None:
        _write_stem(apart_in, "voice", (np.repeat(block[:, None], 2, axis=1) for block in voice()), levels.gain)
        for bed in beds:
            _write_stem(apart_in, bed.name, bed.heard(), levels.gain)
    return levels


def _write_stem(folder: Path, name: str, blocks: Iterator[Sound], gain: float) -> None:
    write_wav_blocks(folder / f"story.{name}.wav", (block * np.float32(gain) for block in blocks), 2, SAMPLE_RATE)


@dataclass
class _Bed:
    """A stereo sound beneath the voice."""

    name: str
    blocks: Callable[[], Iterator[Sound]]
    """Begins it anew, in blocks of the voice's size."""
    gains: Sound = field(default_factory=lambda: np.zeros(0, np.float32))
    """Its factor at each step."""

    def heard(self) -> Iterator[Sound]:
        """Yield it as loud as it is below the voice."""
        at = 0
        for block in self.blocks():
            yield block * ducking.interpolated(self.gains, at, len(block))[:, None]
            at += len(block)


def _listen(voice: Iterator[Sound], samples: int) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Return at which steps the voice sounds, and the K-weighted energies of its tenths of a second in stereo."""
    meter = Meter(1)
    power = np.zeros(-(-samples // STEP) + 1, np.float32)
    at = 0
    for block in voice:
        meter.add(block[:, None])
        steps = np.square(np.pad(block, (0, -len(block) % STEP))).reshape(-1, STEP).mean(1)
        power[at : at + len(steps)] = steps
        at += len(steps)
    return ducking.sounding(power), _TWO_CHANNELS * meter.hops()


def _measured(sound: Iterator[Sound]) -> NDArray[np.float64]:
    """Return the K-weighted energies of the tenths of a second of a stereo sound."""
    meter = Meter(2)
    for block in sound:
        meter.add(block)
    return meter.hops()


def _add_up(voice: Iterator[Sound], beds: Sequence[_Bed], samples: int, out: Path) -> tuple[float, Sound]:
    """Write the voice with the beds below it; return the loudness, and the true peak of each millisecond."""
    meter, peak_meter = Meter(2), PeakMeter(2)
    peaks = np.zeros(-(-samples // MILLISECOND), np.float32)
    found = 0
    with out.open("wb") as file:
        for speech, *parts in zip(voice, *(bed.heard() for bed in beds), strict=True):
            block = np.repeat(speech[:, None], 2, axis=1)
            for part in parts:
                block += part
            meter.add(block)
            some = peak_meter.add(block)
            peaks[found : found + len(some)] = some
            file.write(block.astype("<f4").tobytes())
            found += len(some)
    peaks[found:] = peak_meter.finish()
    return meter.loudness(), peaks


def _master(out: Path, loudness: float, peaks: Sound, apart: float) -> Levels:
    """Bring the sound to the target loudness, its peaks limited, in place; return what came of it."""
    gain = 1.0
    if np.isfinite(loudness):
        for _ in range(4):  # limiting makes it quieter, so it is repeated
            gain *= 10 ** ((TARGET - loudness) / 20)
            if gain * peaks.max() <= _CEILING:
                break
            meter = Meter(2)
            for block in _mastered(out, gain, peaks):
                meter.add(block)
            loudness = meter.loudness()
            if abs(TARGET - loudness) < _TOLERANCE:
                break
    meter, peak_meter, highest = Meter(2), PeakMeter(2), 1e-9
    with out.open("r+b") as file:
        for block in _mastered(out, gain, peaks):
            meter.add(block)
            highest = float(peak_meter.add(block).max(initial=highest))
            file.write(block.astype("<f4").tobytes())
    return Levels(meter.loudness(), 20 * np.log10(peak_meter.finish().max(initial=highest)), apart, gain)


def _mastered(path: Path, gain: float, peaks: Sound) -> Iterator[Sound]:
    """Yield the sound in a file with a gain, its true peaks limited."""
    at = 0
    with path.open("rb") as file:
        while len(block := np.fromfile(file, "<f4", 2 * _BLOCK).reshape(-1, 2)):
            factor = limiter(peaks, _CEILING / gain, at, len(block)) * np.float32(gain)
            yield block.astype(np.float32) * factor[:, None]
            at += len(block)
