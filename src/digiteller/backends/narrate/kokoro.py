"""Kokoro-82M: many voices in one network of 24 kHz, about as fast as real time on a CPU."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digiteller.backends.narrate.english_phonemes import English
from digiteller.backends.narrate.onnx_graph import nodes, with_output
from digiteller.backends.narrate.phoneme_chunking import cut_phonemes, word_spans
from digiteller.backends.narrate.voices import choose_voice
from digiteller.errors import WeightsError
from digiteller.nets.onnx import open_session
from digiteller.options import NarrateOptions
from digiteller.story import Prosody, Utterance

SAMPLE_RATE = 24000
_FRAME = 600
"""Samples of one step of the durations: 25 ms."""
_LAG = 0.04
"""Seconds by which the durations trail the sound, measured at the edges of sibilants; the same as hibari's."""
_STYLE = 256
"""Numbers that describe a voice; there is one row for each length of text."""
_MAX_PHONEMES = 400
"""Of the 510 that the network reads at once."""
_PIECE = re.compile(r".+\.onnx\.(?P<number>\d+)")


class Kokoro:
    """Reads English aloud at 24 kHz; word times are the network's own durations, in steps of 25 ms.

    ``files`` has the network, ``NAME.onnx`` or its pieces ``NAME.onnx.1``, ``NAME.onnx.2`` and so on, and the voices:
    archives of arrays (``NAME.npz``, or ``NAME.bin`` as kokoro-onnx calls them) or ``VOICE.f32``, one voice as plain
    numbers. Voices that begin with b are British. Settings: ``voice``, the default one.
    """

    def __init__(self, files: Mapping[str, Path], options: NarrateOptions, settings: Mapping[str, Any]) -> None:
        self._speed = options.speed
        self._styles = _styles(files)
        self._default = settings.get("voice", next(iter(self._styles)))
        self._session, self._inputs = _load(_network(files))
        self._english: dict[bool, English] = {}
        choose_voice(self._default, self._styles)

    def say(
        self, words: Sequence[str], voice: str | None, language: str, rng: np.random.Generator, prosody: Prosody
    ) -> Iterator[Utterance]:
        """Yield the sentence in parts of at most 400 phonemes.

        Raises:
            SpecError: the voice does not exist.
        """
        name = voice or self._default
        style = choose_voice(name, self._styles)
        english = self._front_end(british=name.startswith("b"))
        phonemes, owners = english.phonemes(words)
        for start, end in cut_phonemes(phonemes, _MAX_PHONEMES):
            ids = [english.vocabulary[phoneme] for phoneme in phonemes[start:end]]
            samples, bounds = self._synthesise(ids, style, self._speed * prosody.pace)
            spans = word_spans(phonemes[start:end], owners[start:end], bounds, len(words))
            yield Utterance(samples, SAMPLE_RATE, spans)

    def _front_end(self, british: bool) -> English:
        if british not in self._english:
            self._english[british] = English(british=british)
        return self._english[british]

    def _synthesise(
        self, ids: Sequence[int], style: NDArray[np.float32], speed: float
    ) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
        """Return the samples, and where each phoneme starts in them in seconds, and where the last one ends."""
        row = style[min(len(ids), len(style)) - 1]
        values = (np.array([[0, *ids, 0]], np.int64), row[np.newaxis], np.array([speed], np.float32))
        samples, durations = self._session.run(None, dict(zip(self._inputs, values, strict=True)))
        ends = np.cumsum(durations.astype(np.float64)) * _FRAME / SAMPLE_RATE - _LAG
        return samples.reshape(-1), ends[:-1]


def _network(files: Mapping[str, Path]) -> bytes:
    whole = [path for name, path in files.items() if name.endswith(".onnx")]
    pieces = sorted((int(match["number"]), path) for name, path in files.items() if (match := _PIECE.fullmatch(name)))
    if len(whole) + bool(pieces) != 1 or [number for number, _ in pieces] != list(range(1, len(pieces) + 1)):
        raise WeightsError("a Kokoro model has one network, NAME.onnx or its pieces NAME.onnx.1, NAME.onnx.2, ...")
    return b"".join(path.read_bytes() for path in whole or [path for _, path in pieces])


def _load(model: bytes) -> tuple[Any, list[str]]:
    """Return the session, its second output the durations, and its inputs: phonemes, style, speed."""
    try:
        network = open_session(with_output(model, _durations(model)))
    except Exception as error:  # onnxruntime's own exceptions derive from Exception alone
        raise WeightsError(f"this is not a network of Kokoro ({error})") from error
    names = [value.name for value in network.get_inputs()]
    inputs = ["input_ids" if "input_ids" in names else "tokens", "style", "speed"]
    if set(inputs) != set(names):
        raise WeightsError(f"this is not a network of Kokoro: its inputs are {', '.join(names)}")
    return network, inputs


def _durations(model: bytes) -> str:
    """Return the tensor with each phoneme's duration in frames, after rounding and clipping."""
    graph = nodes(model)
    rounded = {output for node in graph if node.operator == "Round" for output in node.outputs}
    [clipped] = [node.outputs[0] for node in graph if node.operator == "Clip" and rounded & set(node.inputs)]
    return clipped


def _styles(files: Mapping[str, Path]) -> dict[str, NDArray[np.float32]]:
    """Return each voice's table of styles [lengths, 256]."""
    styles: dict[str, NDArray[np.float32]] = {}
    for name, path in files.items():
        try:
            if name.endswith((".npz", ".bin")):
                with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as archive:
                    styles |= {voice: archive[voice].astype(np.float32).reshape(-1, _STYLE) for voice in archive.files}
            elif name.endswith(".f32"):
                styles[name.removesuffix(".f32")] = np.fromfile(path, "<f4").reshape(-1, _STYLE)
        except Exception as error:  # a damaged archive shows in many ways
            raise WeightsError(f"{path}: not voices of Kokoro ({error})") from error
    if not styles:
        raise WeightsError("a Kokoro model has at least one file of voices, this one has none")
    return styles
