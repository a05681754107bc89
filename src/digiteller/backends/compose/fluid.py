"""FluidSynth, through the library that the system has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import fluidsynth
import mido
import numpy as np

from digiteller.backends.compose.cutting import timed
from digiteller.backends.compose.rendering import SAMPLE_RATE, TAIL
from digiteller.errors import WeightsError

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BLOCK = 1 << 15
_GAIN = 0.3
"""So that eight loud notes do not clip; the mastering sets the level."""


class FluidSynth:
    """Plays with the library's own interpolation, reverberation and chorus."""

    def __init__(self, path: Path) -> None:
        """Load the SoundFont.

        Raises:
            WeightsError: the file cannot be read or is no SoundFont.
        """
        self._path = path
        self._open().delete()

    def play(self, midi: bytes) -> Iterator[NDArray[np.float32]]:
        """Yield the music; see ``rendering.Synthesizer``."""
        synth = self._open()
        try:
            at = 0
            for now, message in timed(midi):
                yield from _sound(synth, round(now * SAMPLE_RATE) - at)
                at = round(now * SAMPLE_RATE)
                _tell(synth, message)
            yield from _sound(synth, round(TAIL * SAMPLE_RATE))
        finally:
            synth.delete()

    def _open(self) -> fluidsynth.Synth:
        synth = fluidsynth.Synth(gain=_GAIN, samplerate=SAMPLE_RATE, channels=16)
        font = synth.sfload(str(self._path))
        if font < 0:
            synth.delete()
            raise WeightsError(f"{self._path}: not a SoundFont that FluidSynth can play")
        for channel in range(16):
            synth.program_select(channel, font, 128 if channel == 9 else 0, 0)
        return synth


def _sound(synth: fluidsynth.Synth, samples: int) -> Iterator[NDArray[np.float32]]:
    while samples > 0:
        count = min(samples, _BLOCK)
        pcm: NDArray[np.int16] = synth.get_samples(count)
        yield pcm.reshape(-1, 2).astype(np.float32) / np.float32(32768)
        samples -= count


def _tell(synth: fluidsynth.Synth, message: mido.Message) -> None:
    if message.type == "note_on" and message.velocity:
        synth.noteon(message.channel, message.note, message.velocity)
    elif message.type in ("note_on", "note_off"):
        synth.noteoff(message.channel, message.note)
    elif message.type == "control_change":
        synth.cc(message.channel, message.control, message.value)
    elif message.type == "program_change":
        synth.program_change(message.channel, message.program)
