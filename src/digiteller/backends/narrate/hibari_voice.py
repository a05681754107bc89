"""One voice of hibari: words in, samples and the time of every word out.

hibari is a distilled Kokoro-82M: a grapheme-to-phoneme front end and one ONNX graph that predicts a duration for every
phoneme and a spectrum for every frame. The graph keeps the durations to itself; here they are made an output, so word
times are the voice's own and need no recogniser.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from hibari import dsp
from hibari.g2p import ASSETS, G2P
from hibari.g2p.normalize import normalize
from numpy.typing import NDArray

from digiteller.backends.narrate.hibari_text import unmistakable
from digiteller.errors import WeightsError
from digiteller.speech.align import match_words
from digiteller.story import Span

SAMPLE_RATE: int = dsp.SR

_DURATIONS = "/Clip_output_0"
"""The tensor with each phoneme's duration, after rounding and clipping."""
_DURATION_SAMPLES = 2 * dsp.HOP
"""A unit of duration is two frames: 25 ms."""
_LAG = 0.05
"""Seconds by which the durations trail the sound that the network makes of them, at every speed: the median over words
after a pause, where the onset shows in the energy."""
_MAX_PHONEMES = 400
"""What the network reads at once; longer sentences are read in parts."""
_PUNCTUATION = frozenset(';:,.!?—…"()“” ')
_CLAUSE_END = frozenset(";:,.!?—…")


class Voice:
    """A loaded voice."""

    def __init__(self, path: Path, *, british: bool) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        try:
            graph = with_output(path.read_bytes(), _DURATIONS)
            self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime's own exceptions derive from Exception alone
            raise WeightsError(f"{path}: not a voice of hibari ({error})") from error
        self._outputs = [output.name for output in self._session.get_outputs()]
        self._vocabulary: dict[str, int] = json.loads(Path(ASSETS, "vocab.json").read_text(encoding="utf-8"))
        self._g2p = G2P(british=british)

    def speak(
        self, words: Sequence[str], speed: float, rng: np.random.Generator
    ) -> Iterator[tuple[NDArray[np.float32], list[Span | None]]]:
        """Yield the sentence ``words`` in as many parts as it takes, nothing if nothing in it can be spoken.

        A part is its samples, mono and with silence around, and the time of each word that sounds in it, in seconds
        from the part's start; None for the others.
        """
        phonemes, owners = self._phonemes(words)
        for start, end in _parts(phonemes):
            samples, bounds = self._synthesise(phonemes[start:end], speed, rng)
            yield samples, _spans(phonemes[start:end], owners[start:end], bounds, len(words))

    def _phonemes(self, words: Sequence[str]) -> tuple[str, list[int]]:
        """Return the phonemes of a sentence, and for each the index of the word that it belongs to."""
        spoken = unmistakable(words)
        text = normalize(" ".join(filter(None, spoken)))
        owner_of = match_words([normalize(form).split() for form in spoken], text.split())
        phonemes, owners, at = "", [], 0
        for token in self._g2p.phonemize_tokens(self._g2p.tokenize(text)):
            known = "".join(char for char in token.phonemes or "" if char in self._vocabulary)
            phonemes += known + " " * bool(token.whitespace)
            owners += [owner_of[at]] * (len(known) + bool(token.whitespace))
            at += bool(token.whitespace)
        lead = len(phonemes) - len(phonemes.lstrip())
        return (phonemes.strip(), owners[lead:]) if set(phonemes) - _PUNCTUATION else ("", [])

    def _synthesise(
        self, phonemes: str, speed: float, rng: np.random.Generator
    ) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
        """Return the samples, and where each phoneme starts in them in seconds, and where the last one ends."""
        ids = np.array([[0, *(self._vocabulary[char] for char in phonemes), 0]], np.int64)
        values = self._session.run(None, {"ids": ids, "speed": np.array([speed], np.float32)})
        outputs = dict(zip(self._outputs, values, strict=True))
        spectrum = (outputs[name][0] for name in ("lh", "theta", "ln", "lr", "phi", "f0"))
        samples: NDArray[np.float32] = dsp.synth(*spectrum, rng)
        ends = np.cumsum(outputs[_DURATIONS].astype(np.float64)) * _DURATION_SAMPLES / SAMPLE_RATE - _LAG
        return samples, ends[:-1]


def with_output(model: bytes, tensor: str) -> bytes:
    """Return the ONNX ``model`` with an inner tensor as one more output, its last.

    Protocol buffers read as one message what is written one after the other: the fields of a repeated embedded message
    are merged. So a second graph (field 7 of a model) that holds nothing but an output (field 12 of a graph) with a
    name (field 1 of a value) extends the first.
    """
    value = _field(1, tensor.encode())
    return model + _field(7, _field(12, value))


def _field(number: int, payload: bytes) -> bytes:
    """Return a length-delimited field of a protocol buffer; ``payload`` is short."""
    assert len(payload) < 128, "lengths from 128 take more than one byte"
    return bytes([number << 3 | 2, len(payload)]) + payload


def _parts(phonemes: str) -> Iterator[tuple[int, int]]:
    """Yield where to cut: after the last clause that fits, else after the last word, else in the middle of one."""
    start = 0
    while len(phonemes) - start > _MAX_PHONEMES:
        spaces = [at for at in range(start + 1, start + _MAX_PHONEMES) if phonemes[at] == " "]
        clauses = [at for at in spaces if phonemes[at - 1] in _CLAUSE_END]
        end = (clauses or spaces or [start + _MAX_PHONEMES])[-1]
        yield start, end
        start = end + (phonemes[end] == " ")
    if start < len(phonemes):
        yield start, len(phonemes)


def _spans(phonemes: str, owners: Sequence[int], bounds: NDArray[np.float64], words: int) -> list[Span | None]:
    """Return the time of each word's sounds, without its punctuation; None for a word that has no sound.

    In running speech the space before a word is already its first sound, which fricatives show: there words follow each
    other without gaps. After punctuation it is silence.
    """
    spans: list[Span | None] = []
    for word in range(words):
        own = [at for at, owner in enumerate(owners) if owner == word and phonemes[at] not in _PUNCTUATION]
        if not own:
            spans.append(None)
            continue
        first, end = own[0], own[-1] + 1
        if phonemes[max(first - 1, 0)] == " " and phonemes[first - 2] not in _PUNCTUATION:
            first -= 1
        spans.append((float(bounds[first]), float(bounds[end])))
    return spans
