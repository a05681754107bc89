"""From a MIDI file to sound through a SoundFont, in blocks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import midirenderer
import mido
import numpy as np

from digiteller.backends.compose.midi_cutting import cut_midi
from digiteller.errors import WeightsError
from digiteller.media.wav import SAMPLE_RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

PART = 30.0
"""Seconds of music that are synthesised together."""
TAIL = 6.0
"""Seconds after its last note that a part may sound: longer than any release and reverberation."""
_PCM_HEADER = 44
_PANIC = "PanicException"
"""What a damaged SoundFont can make of rustysynth: no Exception, of a class that cannot be imported."""
_RIFF_HEADER = 12


class Synthesizer(Protocol):
    """Plays MIDI files through a SoundFont."""

    def play(self, midi: bytes) -> Iterator[NDArray[np.float32]]:
        """Yield the music at 48 kHz in blocks of stereo, shape [n, 2], and what rings on after the file's end."""


class Rustysynth:
    """The synthesizer of the core; it needs no system library.

    It gives whole files at once, so the music is cut into parts: each has the notes that begin in it and sounds until
    they have died away, over the beginning of the next. A synthesizer adds up its voices, so the sum of the parts is
    what the whole would be.
    """

    def __init__(self, path: Path) -> None:
        """Load the SoundFont.

        Raises:
            WeightsError: the file cannot be read or is no SoundFont.
        """
        require_whole(path)
        self._path = path
        self._data = path.read_bytes()
        self._wave(_nothing())

    def play(self, midi: bytes) -> Iterator[NDArray[np.float32]]:
        """Yield the music; see ``Synthesizer``."""
        size = round(PART * SAMPLE_RATE)
        ringing = np.zeros((0, 2), np.float32)
        for part in cut_midi(midi, PART, TAIL):
            pcm = np.frombuffer(self._wave(part), "<i2", offset=_PCM_HEADER).reshape(-1, 2)
            sound = np.zeros((max(len(pcm), len(ringing), size), 2), np.float32)
            np.multiply(pcm, 1 / 32768, out=sound[: len(pcm)], dtype=np.float32)
            sound[: len(ringing)] += ringing
            yield sound[:size]
            ringing = sound[size:]
        yield ringing

    def _wave(self, midi: bytes) -> bytes:
        try:
            wave: bytes = midirenderer.render_wave_from(self._data, midi)
        except BaseException as error:
            if not isinstance(error, RuntimeError) and type(error).__name__ != _PANIC:
                raise
            hint = "use another SoundFont, or synth: fluidsynth, which plays more kinds"
            raise WeightsError(f"{self._path}: not a SoundFont that can be played: {error}", hint=hint) from error
        return wave


def require_whole(path: Path) -> None:
    """Make sure that a file looks like a SoundFont of which nothing is missing.

    Raises:
        WeightsError: it does not, or cannot be read.
    """
    try:
        with path.open("rb") as file:
            header = file.read(_RIFF_HEADER)
            size = path.stat().st_size
    except OSError as error:
        raise WeightsError(f"{path}: cannot be read: {error.strerror}") from error
    if header[:4] != b"RIFF" or header[8:] != b"sfbk":
        raise WeightsError(f"{path}: not a SoundFont", hint="give a file in the SoundFont 2 format, mostly called .sf2")
    whole = 8 + int.from_bytes(header[4:8], "little")
    if size < whole:
        raise WeightsError(f"{path}: cut short, {size} of {whole} bytes are there", hint="fetch or copy it again")


def _nothing() -> bytes:
    """Return a MIDI file without notes."""
    file = io.BytesIO()
    mido.MidiFile(tracks=[mido.MidiTrack([mido.MetaMessage("end_of_track", time=0)])]).save(file=file)
    return file.getvalue()
