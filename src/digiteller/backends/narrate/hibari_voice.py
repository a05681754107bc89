"""One voice of hibari: words in, samples and the time of every word out.

hibari is a distilled Kokoro-82M: a grapheme-to-phoneme front end and one ONNX graph that predicts a duration for every
phoneme and a spectrum for every frame. The graph keeps the durations to itself; here they are made an output, so word
times are the voice's own and need no recogniser.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from hibari import dsp
from numpy.typing import NDArray

from digiteller.backends.narrate.english_phonemes import English
from digiteller.backends.narrate.onnx_graph import with_output
from digiteller.backends.narrate.phoneme_chunking import cut_phonemes, word_spans
from digiteller.errors import WeightsError
from digiteller.nets.onnx import open_session
from digiteller.story import Span

SAMPLE_RATE: int = dsp.SR

_DURATIONS = "/Clip_output_0"
"""The tensor with each phoneme's duration, after rounding and clipping."""
_DURATION_SAMPLES = 2 * dsp.HOP
"""A unit of duration is two frames: 25 ms."""
_LAG = 0.04
"""Seconds by which the durations trail the sound that the network makes of them: the median at the edges of sibilants,
which show in running speech."""
_MAX_PHONEMES = 400
"""What the network reads at once; longer sentences are read in parts."""


@dataclass(frozen=True)
class Throat:
    """How a voice is made another one: the network says how a throat's pulses are filtered, so both may be changed."""

    pitch: float
    """What its fundamental frequency is multiplied by."""
    length: float
    """How much longer the vocal tract is: resonances lie lower by this factor."""

    def changed(self, spectrum: Sequence[NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        """Return hibari's ``lh, theta, ln, lr, phi`` [bins, frames] and ``f0`` [frames] as this throat has them."""
        harmonics, rotation, noise, rest, phase, f0 = spectrum
        at = np.minimum(np.arange(len(harmonics)) * self.length, len(harmonics) - 1)
        low, high = np.floor(at).astype(int), np.ceil(at).astype(int)
        share = (at - low).astype(np.float32)[:, None]
        envelopes = [part[low] * (1 - share) + part[high] * share for part in (harmonics, noise, rest)]
        turned = rotation[np.rint(at).astype(int)]
        return [envelopes[0], turned, *envelopes[1:], phase, f0 * np.float32(self.pitch)]


class Voice:
    """A loaded voice."""

    def __init__(self, path: Path, *, british: bool) -> None:
        try:
            self._session = open_session(with_output(path.read_bytes(), _DURATIONS))
        except Exception as error:  # onnxruntime's own exceptions derive from Exception alone
            raise WeightsError(f"{path}: not a voice of hibari ({error})") from error
        self._outputs = [output.name for output in self._session.get_outputs()]
        self._english = English(british=british)

    def speak(
        self, words: Sequence[str], speed: float, throat: Throat | None, rng: np.random.Generator
    ) -> Iterator[tuple[NDArray[np.float32], list[Span | None]]]:
        """Yield the sentence ``words`` in as many parts as it takes, nothing if nothing in it can be spoken.

        A part is its samples, mono and with silence around, and the time of each word that sounds in it, in seconds
        from the part's start; None for the others.
        """
        phonemes, owners = self._english.phonemes(words)
        for start, end in cut_phonemes(phonemes, _MAX_PHONEMES):
            samples, bounds = self._synthesise(phonemes[start:end], speed, throat, rng)
            yield samples, word_spans(phonemes[start:end], owners[start:end], bounds, len(words))

    def _synthesise(
        self, phonemes: str, speed: float, throat: Throat | None, rng: np.random.Generator
    ) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
        """Return the samples, and where each phoneme starts in them in seconds, and where the last one ends."""
        ids = np.array([[0, *(self._english.vocabulary[char] for char in phonemes), 0]], np.int64)
        values = self._session.run(None, {"ids": ids, "speed": np.array([speed], np.float32)})
        outputs = dict(zip(self._outputs, values, strict=True))
        spectrum = [outputs[name][0] for name in ("lh", "theta", "ln", "lr", "phi", "f0")]
        samples: NDArray[np.float32] = dsp.synth(*(throat.changed(spectrum) if throat else spectrum), rng)
        ends = np.cumsum(outputs[_DURATIONS].astype(np.float64)) * _DURATION_SAMPLES / SAMPLE_RATE - _LAG
        return samples, ends[:-1]
