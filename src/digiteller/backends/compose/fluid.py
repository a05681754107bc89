"""FluidSynth, through the library that the system has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import fluidsynth
import mido
import numpy as np

from digiteller.backends.compose.midi_cutting import read_timed_messages
from digiteller.backends.compose.synthesis import TAIL, require_whole
from digiteller.errors import WeightsError
from digiteller.media.wav import SAMPLE_RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BLOCK = 1 << 15
_CHANNELS = 16
_DRUM_CHANNEL = 9
_DRUMS = 128
"""The bank of drum kits."""
_GAIN = 0.3
"""So that eight loud notes do not clip; the mastering sets the level."""


class FluidSynth:
    """Plays with the library's own interpolation, reverberation and chorus."""

    def __init__(self, path: Path) -> None:
        """Load the SoundFont.

        Raises:
            WeightsError: the file cannot be read or is no SoundFont.
        """
        require_whole(path)
        self._path = path
        synth, font = self._opened()
        self._presets = [
            (bank, n)
            for bank in range(_DRUMS + 1)
            for n in range(128)
            if synth.sfpreset_name(font, bank, n) is not None
        ]
        synth.delete()
        if not self._presets:
            raise WeightsError(f"{path}: holds no instruments", hint="use another SoundFont")

    def play(self, midi: bytes) -> Iterator[NDArray[np.float32]]:
        """Yield the music; see ``synthesis.Synthesizer``."""
        synth, font = self._opened()
        try:
            for channel in range(_CHANNELS):
                synth.program_select(channel, font, *self._preset(channel, 0))
            at = 0
            for now, message in read_timed_messages(midi):
                yield from _sound(synth, round(now * SAMPLE_RATE) - at)
                at = round(now * SAMPLE_RATE)
                if message.type == "program_change":
                    synth.program_select(message.channel, font, *self._preset(message.channel, message.program))
                else:
                    _tell(synth, message)
            yield from _sound(synth, round(TAIL * SAMPLE_RATE))
        finally:
            synth.delete()

    def _opened(self) -> tuple[fluidsynth.Synth, int]:
        """Return a new synthesizer, and the number under which it has the SoundFont."""
        synth = fluidsynth.Synth(gain=_GAIN, samplerate=SAMPLE_RATE, channels=_CHANNELS)
        font = synth.sfload(str(self._path))
        if font < 0:
            synth.delete()
            raise WeightsError(f"{self._path}: not a SoundFont that FluidSynth can play", hint="use another SoundFont")
        return synth, font

    def _preset(self, channel: int, program: int) -> tuple[int, int]:
        """Return the bank and program that a channel plays: the SoundFont's first where it has not the wanted one."""
        wanted = (_DRUMS if channel == _DRUM_CHANNEL else 0, program)
        return wanted if wanted in self._presets else self._presets[0]


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
