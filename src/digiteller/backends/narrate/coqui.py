"""Coqui TTS: VITS, spectrogram networks such as Tacotron2 with a vocoder, and XTTS with a reference voice."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from digiteller.backends.narrate.coqui_networks import Network, Spectrogram, Vits, Xtts, config_of
from digiteller.backends.narrate.english_phonemes import phonemes_by_word
from digiteller.backends.narrate.ipa import runs
from digiteller.errors import SpecError, WeightsError
from digiteller.language.language_tags import base_language
from digiteller.options import NarrateOptions
from digiteller.story import Prosody, Utterance

_CPML = "https://coqui.ai/cpml"
_AGREED = "COQUI_TOS_AGREED"
"""Coqui's own variable. It is the user's to set, never ours."""


class Coqui:
    """Reads aloud with a model of Coqui TTS.

    ``files`` has ``config.json`` and ``model.safetensors``; a spectrogram network ``vocoder.json`` and
    ``vocoder.safetensors`` beside them, a model of several speakers ``speakers.json``, XTTS ``vocab.json`` and for each
    voice a recording of it, ``VOICE.wav``. Word times come from VITS's durations and from Tacotron2's attention; XTTS
    knows none.

    Settings: ``consent``, the address of a licence that the user must agree to; for XTTS always Coqui's own.
    """

    def __init__(self, files: Mapping[str, Path], options: NarrateOptions, settings: Mapping[str, Any]) -> None:
        for name in ("config.json", "model.safetensors"):
            if name not in files:
                raise WeightsError(f"a Coqui model has a file {name}, this one has none")
        config = config_of(files["config.json"])
        xtts = config.model == "xtts"
        if licence := settings.get("consent", _CPML if xtts else None):
            _ask_for_consent(licence)
        kind = Xtts if xtts else Spectrogram if "vocoder.safetensors" in files else Vits
        self._network: Network = kind(config, files, _device(settings.get("device", "auto")))
        self._speed = options.speed

    def say(
        self, words: Sequence[str], voice: str | None, language: str, rng: np.random.Generator, prosody: Prosody
    ) -> Iterator[Utterance]:
        """Yield the sentence.

        Raises:
            SpecError: the voice does not exist, or a word is given in IPA.
        """
        voices = self._network.voices
        if voice is not None and voice not in voices:
            there = f"its voices: {', '.join(voices)}" if voices else "it has a single one: leave `voice` out"
            raise SpecError(f"no voice {voice!r} in this narrator", hint=there)
        if ipa := next((run[0] for _, run, ipa in runs(words) if ipa is not None), None):
            raise SpecError(f"this narrator reads no IPA: {ipa}", hint="write the word as it sounds in plain letters")
        english = base_language(language) == "en"
        forms = phonemes_by_word(words) if english else list(words)
        if not any(char.isalnum() for form in forms for char in form):
            return
        with torch.random.fork_rng(), torch.inference_mode():
            torch.manual_seed(int(rng.integers(2**63)))
            samples, spans = self._network.speak(forms, voice, language, self._speed * prosody.pace)
        yield Utterance(samples, self._network.sample_rate, spans)


def _ask_for_consent(licence: str) -> None:
    if os.environ.get(_AGREED) != "1":
        raise WeightsError(
            f"this voice may only be used by those who agree to its licence: {licence}",
            hint=f"read it; if you agree, say so yourself: export {_AGREED}=1",
        )


def _device(wanted: str) -> str:
    if wanted != "auto":
        return wanted
    return "cuda" if torch.cuda.is_available() else "cpu"
