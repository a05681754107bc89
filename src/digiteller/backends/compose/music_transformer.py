"""The composer of the core: Music Transformer through ONNX Runtime, played by a SoundFont."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from digiteller.backends.base import Report
from digiteller.backends.compose import playing, sampler
from digiteller.backends.compose.form import TONIC
from digiteller.backends.compose.harmony import closing_chord
from digiteller.backends.compose.plan import Phrase, PlannedBar, phrases
from digiteller.backends.compose.rendering import SAMPLE_RATE, SoundFont
from digiteller.errors import WeightsError
from digiteller.nets.decoder import Decoder
from digiteller.nets.performance import Note
from digiteller.options import ComposeOptions
from digiteller.story import Music, Section

CANDIDATES = 4
"""Of each phrase."""


class MusicTransformer:
    """Composes with a relative-attention transformer that was trained on songs, steered by the scenes' moods."""

    def __init__(self, files: Mapping[str, Path], options: ComposeOptions, settings: Mapping[str, object]) -> None:
        """Load the network and the SoundFont: the ``.onnx`` and the ``.sf2`` among ``files``.

        Raises:
            WeightsError: one of them is missing or cannot be read.
        """
        self._decoder = Decoder(_only(files, ".onnx"), lanes=CANDIDATES)
        self._soundfont = SoundFont(_only(files, ".sf2"))
        self._instrument = playing.INSTRUMENTS[options.instrument]

    def compose(self, sections: Sequence[Section], seed: int, report: Report) -> Music:
        """Return stereo music at 48 kHz as long as ``sections``, to the sample, and its notes as MIDI."""
        seconds = sections[-1].end
        planned = phrases(sections, seed)
        bars = [bar for phrase in planned for bar in phrase.bars]
        notes = self._notes(planned, bars[-1], seed, report)
        transposition = int(np.random.default_rng([seed, 0]).integers(-4, 5))
        midi = playing.to_midi(notes, bars, self._instrument, transposition, seed)
        report(0.95, "playing")
        samples = self._soundfont.render(midi, seconds)
        report(1.0, "played")
        return Music(samples, SAMPLE_RATE, midi)

    def _notes(self, planned: Sequence[Phrase], last: PlannedBar, seed: int, report: Report) -> list[Note]:
        """Return the notes of the piece, the last bar being the closing chord."""
        open_bars = [*planned[:-1], replace(planned[-1], bars=planned[-1].bars[:-1])]
        asked = [phrase for phrase in open_bars if phrase.bars]
        notes: list[Note] = []
        for i, composed in enumerate(sampler.compose(self._decoder, asked, seed)):
            notes = composed
            report(0.9 * (i + 1) / len(asked), f"phrase {i + 1} of {len(asked)}")
        return notes + closing_chord(notes, last.begin, last.begin + last.steps, TONIC[last.bar.minor])


def _only(files: Mapping[str, Path], suffix: str) -> Path:
    for name, path in files.items():
        if name.endswith(suffix):
            return path
    raise WeightsError(f"the model has no {suffix} file among {', '.join(files) or 'none'}")
