"""The composer of the core: Music Transformer through ONNX Runtime, played through a SoundFont."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digiteller.backends.compose import arrangement, phrase_sampling
from digiteller.backends.compose.arrangement import KEYS
from digiteller.backends.compose.chord_progression import TONIC
from digiteller.backends.compose.phrase_planning import Phrase, PlannedBar, metre_of, plan_phrases
from digiteller.backends.compose.synthesis import Rustysynth, Synthesizer
from digiteller.backends.compose.tune_finding import find_tunes
from digiteller.backends.compose.voicing import closing_chord
from digiteller.contracts import Report
from digiteller.errors import MissingPackageError, WeightsError
from digiteller.media.wav import SAMPLE_RATE
from digiteller.nets.music_decoder import Decoder
from digiteller.nets.performance_events import Note
from digiteller.options import ComposeOptions
from digiteller.story import Music, Section

CANDIDATES = 4
"""Of each phrase."""


class MusicTransformerComposer:
    """Composes with a relative-attention transformer that was trained on songs, steered by the scenes' moods."""

    def __init__(self, files: Mapping[str, Path], options: ComposeOptions, settings: Mapping[str, object]) -> None:
        """Load the network and the SoundFont: the ``.onnx`` and the ``.sf2`` among ``files``.

        Raises:
            WeightsError: one of them is missing or cannot be read.
            MissingPackageError: FluidSynth is asked for and not there.
        """
        self._decoder = Decoder(_only(files, ".onnx"), lanes=CANDIDATES)
        soundfont = Path(options.soundfont) if options.soundfont else _only(files, ".sf2")
        self._synth = _fluidsynth(soundfont) if options.synth == "fluidsynth" else Rustysynth(soundfont)
        self._instrument = options.instrument

    def compose(self, sections: Sequence[Section], seed: int, report: Report) -> Music:
        """Return stereo music at 48 kHz that closes where ``sections`` end, and its notes as MIDI."""
        report(0.0, "the tunes")
        planned = plan_phrases(sections, seed, find_tunes(self._decoder, metre_of(sections), seed))
        notes = self._notes(planned, planned[-1].bars[-1], seed, report)
        transposition = int(np.random.default_rng([seed, 0]).integers(min(KEYS), max(KEYS) + 1))
        midi = arrangement.to_midi(notes, planned, self._instrument, transposition, seed)
        return Music(self._played(midi, sections[-1].end, report), SAMPLE_RATE, midi)

    def _played(self, midi: bytes, seconds: float, report: Report) -> Iterator[NDArray[np.float32]]:
        at = 0
        for block in self._synth.play(midi):
            at += len(block)
            report(min(0.9 + 0.1 * at / (seconds * SAMPLE_RATE), 1.0), "playing")
            yield block

    def _notes(self, planned: Sequence[Phrase], last: PlannedBar, seed: int, report: Report) -> list[Note]:
        """Return the notes of the piece, the last bar being the closing chord."""
        open_bars = [*planned[:-1], replace(planned[-1], bars=planned[-1].bars[:-1])]
        asked = [phrase for phrase in open_bars if phrase.bars]
        notes: list[Note] = []
        for i, composed in enumerate(phrase_sampling.sample_phrases(self._decoder, asked, seed)):
            notes = composed
            report(0.9 * (i + 1) / len(asked), f"phrase {i + 1} of {len(asked)}")
        return notes + closing_chord(notes, last.begin, last.begin + last.steps, TONIC[last.bar.minor])


def _fluidsynth(soundfont: Path) -> Synthesizer:
    try:
        from digiteller.backends.compose.fluid import FluidSynth
    except ImportError as error:
        hint = 'pip install "digiteller[fluidsynth]", and the library (Debian: libfluidsynth3)'
        raise MissingPackageError(f"FluidSynth cannot be loaded: {error}", hint=hint) from error
    return FluidSynth(soundfont)


def _only(files: Mapping[str, Path], suffix: str) -> Path:
    for name, path in files.items():
        if name.endswith(suffix):
            return path
    raise WeightsError(f"the model has no {suffix} file among {', '.join(files) or 'none'}")
