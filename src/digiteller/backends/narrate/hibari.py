"""The offline narrator: hibari, a small English voice that runs a hundred times faster than real time on a CPU."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from hibari.voices import DEFAULT, VOICES, voice_path

from digiteller.backends.narrate.hibari_voice import SAMPLE_RATE, Voice
from digiteller.backends.narrate.voices import chosen
from digiteller.options import NarrateOptions
from digiteller.story import Utterance


class Hibari:
    """Reads English aloud at 24 kHz; word times come from the voice itself, in steps of 25 ms.

    The voice "heart" comes with the package; ``files`` may bring more of hibari's voices, named ``VOICE.onnx``.
    """

    def __init__(self, files: Mapping[str, Path], options: NarrateOptions, settings: Mapping[str, Any]) -> None:
        self._paths = {DEFAULT: Path(voice_path(DEFAULT))} | {Path(name).stem: path for name, path in files.items()}
        self._speed = options.speed
        self._loaded: dict[str, Voice] = {}
        self._voice(DEFAULT)

    def say(
        self, words: Sequence[str], voice: str | None, language: str, rng: np.random.Generator
    ) -> Iterator[Utterance]:
        """Yield the sentence in parts of at most 400 phonemes.

        Raises:
            SpecError: the voice does not exist.
        """
        for samples, spans in self._voice(voice or DEFAULT).speak(words, self._speed, rng):
            yield Utterance(samples, SAMPLE_RATE, spans)

    def _voice(self, name: str) -> Voice:
        path = chosen(name, self._paths)
        if name not in self._loaded:
            british = bool(VOICES.get(name, {}).get("british"))
            self._loaded[name] = Voice(path, british=british)
        return self._loaded[name]
