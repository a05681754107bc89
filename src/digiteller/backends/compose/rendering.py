"""From a MIDI file to sound through a SoundFont."""

from __future__ import annotations

import io
from pathlib import Path

import midirenderer
import mido
import numpy as np
from numpy.typing import NDArray

from digiteller.errors import WeightsError

SAMPLE_RATE = 48000
LEVEL = -20.0
"""dBFS of the parts that sound, root mean square; the mixer sets the final level."""
PEAK = 0.89
FADE_IN, FADE_OUT = 0.02, 1.6
"""Seconds."""
_PCM_HEADER = 44


class SoundFont:
    """The instruments."""

    def __init__(self, path: Path) -> None:
        """Load the SoundFont.

        Raises:
            WeightsError: the file cannot be read or is no SoundFont.
        """
        self._path = path
        try:
            self._data = path.read_bytes()
        except OSError as error:
            raise WeightsError(f"{path}: cannot be read: {error.strerror}") from error
        self._wave(_nothing())

    def render(self, midi: bytes, seconds: float) -> NDArray[np.float32]:
        """Return the music as stereo samples [n, 2] at 48 kHz, n = round(seconds * 48000), silent at the last."""
        pcm = np.frombuffer(self._wave(midi), "<i2", offset=_PCM_HEADER).reshape(-1, 2)
        samples = np.zeros((round(seconds * SAMPLE_RATE), 2), np.float32)
        played = min(len(pcm), len(samples))
        np.multiply(pcm[:played], 1 / 32768, out=samples[:played], dtype=np.float32)
        _fade(samples)
        _level(samples)
        return samples

    def _wave(self, midi: bytes) -> bytes:
        try:
            wave: bytes = midirenderer.render_wave_from(self._data, midi)
        except RuntimeError as error:
            raise WeightsError(f"{self._path}: not a SoundFont that can be played: {error}") from error
        return wave


def _nothing() -> bytes:
    """Return a MIDI file without notes."""
    file = io.BytesIO()
    mido.MidiFile(tracks=[mido.MidiTrack([mido.MetaMessage("end_of_track", time=0)])]).save(file=file)
    return file.getvalue()


def _fade(samples: NDArray[np.float32]) -> None:
    """Fade the beginning and the end, the end so that the last sample is 0."""
    fade_in = min(round(FADE_IN * SAMPLE_RATE), len(samples) // 4)
    fade_out = min(round(FADE_OUT * SAMPLE_RATE), len(samples) // 2)
    if fade_in:
        samples[:fade_in] *= np.linspace(0, 1, fade_in, dtype=np.float32)[:, None]
    if fade_out:
        samples[-fade_out:] *= (0.5 + 0.5 * np.cos(np.linspace(0, np.pi, fade_out, dtype=np.float32)))[:, None]
        samples[-1] = 0.0


def _level(samples: NDArray[np.float32]) -> None:
    """Bring the parts that sound to ``LEVEL``, no sample above ``PEAK``."""
    blocks = samples[: len(samples) // 4800 * 4800].reshape(-1, 9600)
    power = np.mean(np.square(blocks), axis=1)
    loud = power[power > 0.01 * power.max()] if power.size else power
    peak = max(float(samples.max(initial=0.0)), -float(samples.min(initial=0.0)))
    if loud.size and peak > 0:
        samples *= np.float32(min(10 ** (LEVEL / 20) / float(np.sqrt(loud.mean())), PEAK / peak))
