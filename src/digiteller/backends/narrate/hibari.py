"""The offline narrator: hibari, a small English voice that runs a hundred times faster than real time on a CPU."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from hibari.voices import DEFAULT, VOICES, voice_path

from digiteller.backends.narrate.hibari_voice import SAMPLE_RATE, Throat, Voice
from digiteller.backends.narrate.voices import choose_voice
from digiteller.options import NarrateOptions
from digiteller.story import Prosody, Utterance

_OWN = Throat(pitch=1.0, length=1.0)
_THROATS = {"": None, "-low": Throat(pitch=0.7, length=1.12), "-high": Throat(pitch=1.25, length=0.9)}
"""The voices that each recorded one can be made into, by what is added to its name."""


class Hibari:
    """Reads English aloud at 24 kHz; word times come from the voice itself, in steps of 25 ms.

    The voice "heart" comes with the package; ``files`` may bring more of hibari's voices, named ``VOICE.onnx``. Of each
    there are two more, as of a larger and a smaller body, for a cast: "heart-low" and "heart-high".
    """

    def __init__(self, files: Mapping[str, Path], options: NarrateOptions, settings: Mapping[str, Any]) -> None:
        paths = {DEFAULT: Path(voice_path(DEFAULT))} | {Path(name).stem: path for name, path in files.items()}
        self._voices = {
            name + added: (name, path, throat) for name, path in paths.items() for added, throat in _THROATS.items()
        }
        self._speed = options.speed
        self._loaded: dict[str, Voice] = {}
        self._voice(DEFAULT)

    def say(
        self, words: Sequence[str], voice: str | None, language: str, rng: np.random.Generator, prosody: Prosody
    ) -> Iterator[Utterance]:
        """Yield the sentence in parts of at most 400 phonemes.

        Raises:
            SpecError: the voice does not exist.
        """
        loaded, throat = self._voice(voice or DEFAULT)
        throat = throat or Throat(1.0, 1.0)
        moved = replace(throat, pitch=throat.pitch * prosody.pitch)
        for samples, spans in loaded.speak(words, self._speed * prosody.pace, None if moved == _OWN else moved, rng):
            yield Utterance(samples, SAMPLE_RATE, spans)

    def _voice(self, name: str) -> tuple[Voice, Throat | None]:
        recorded, path, throat = choose_voice(name, self._voices)
        if recorded not in self._loaded:
            british = bool(VOICES.get(recorded, {}).get("british"))
            self._loaded[recorded] = Voice(path, british=british)
        return self._loaded[recorded], throat
