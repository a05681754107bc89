"""Piper voices: VITS networks in many languages, several times faster than real time on a CPU."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from piper import PiperVoice
from piper.config import PhonemeType, PiperConfig

from digiteller.backends.narrate.english_phonemes import phonemes_by_word
from digiteller.backends.narrate.ipa import runs
from digiteller.backends.narrate.onnx_graph import nodes, with_noise_as_input, with_output
from digiteller.backends.narrate.phoneme_chunking import PUNCTUATION, cut_phonemes, word_spans
from digiteller.backends.narrate.voices import choose_voice
from digiteller.errors import WeightsError
from digiteller.nets.network_description import read_description
from digiteller.nets.onnx import open_session
from digiteller.options import NarrateOptions
from digiteller.speech.spoken_to_written import match_words
from digiteller.story import Prosody, Span, Utterance

_MAX_PHONEMES = 400
"""What is read at once; longer sentences are read in parts."""
_CHANNELS = 192
"""Of the noise, at most; small voices use half."""
_FRAMES = 24
"""Of noise for each phoneme: five times as many as a slow voice needs."""
_SPARE_FRAMES = 512
_BEGIN, _PAD, _END = "^", "_", "$"
_STRESS = frozenset("ˈˌː")
_ELLIPSIS_AT_END = re.compile(r"(…|\.\.\.)(?=\W*$)")
_PAUSE = re.compile(r"\s*(—|…|\.\.\.)\s*")


@dataclass(frozen=True)
class _Part:
    """Where a voice lives in its files."""

    path: Path
    speaker: int | None


class Piper:
    """Reads aloud with Piper's voices; word times are the networks' own durations, in steps of 12 ms.

    ``files`` has for each voice ``NAME.onnx`` and ``NAME.onnx.json``. The voices are called by these names, and those
    of a network with several speakers by the names of the speakers as well; the first is the default.
    """

    def __init__(self, files: Mapping[str, Path], options: NarrateOptions, settings: Mapping[str, Any]) -> None:
        self._speed = options.speed
        self._configs: dict[Path, dict[str, Any]] = {}
        self._voices: dict[str, _Part] = {}
        self._loaded: dict[Path, _Voice] = {}
        for name, path in files.items():
            if not name.endswith(".onnx"):
                continue
            if f"{name}.json" not in files:
                raise WeightsError(f"a Piper voice has two files: {name}.json is missing beside {name}")
            self._configs[path] = read_description(files[f"{name}.json"])
            self._voices[name.removesuffix(".onnx")] = _Part(path, None)
            for speaker, number in self._configs[path].get("speaker_id_map", {}).items():
                self._voices.setdefault(speaker, _Part(path, number))
        if not self._voices:
            raise WeightsError("a Piper model has at least one .onnx file, this one has none")
        self._default = next(iter(self._voices))
        self._voice(self._default)

    def say(
        self, words: Sequence[str], voice: str | None, language: str, rng: np.random.Generator, prosody: Prosody
    ) -> Iterator[Utterance]:
        """Yield the sentence in parts of at most 400 phonemes.

        Raises:
            SpecError: the voice does not exist.
        """
        loaded, speaker = self._voice(voice or self._default)
        yield from loaded.say(words, speaker, self._speed * prosody.pace, rng)

    def _voice(self, name: str) -> tuple[_Voice, int | None]:
        part = choose_voice(name, self._voices)
        if part.path not in self._loaded:
            self._loaded[part.path] = _Voice(part.path, self._configs[part.path])
        return self._loaded[part.path], part.speaker


class _Voice:
    """A loaded network."""

    def __init__(self, path: Path, config: dict[str, Any]) -> None:
        try:
            self._config = PiperConfig.from_dict(config)
            model = path.read_bytes()
            [durations] = [node.outputs[0] for node in nodes(model) if node.operator == "Ceil"]
            model, self._noise = with_noise_as_input(model)
            self._session = open_session(with_output(model, durations))
        except Exception as error:  # onnxruntime's own exceptions derive from Exception alone
            raise WeightsError(f"{path}: not a voice of Piper ({error})") from error
        if self._config.phoneme_type not in (PhonemeType.ESPEAK, PhonemeType.TEXT):
            raise WeightsError(f"{path}: voices that read {self._config.phoneme_type.value} are not supported")
        self._front_end = PiperVoice(session=self._session, config=self._config)
        self._is_english = self._config.espeak_voice.split("-")[0] == "en"
        self._phonemes_of = cache(self._phonemes_of_text)

    def say(
        self, words: Sequence[str], speaker: int | None, speed: float, rng: np.random.Generator
    ) -> Iterator[Utterance]:
        """Yield the sentence in as many parts as it takes."""
        if not any(char.isalnum() for word in words for char in word):
            return  # espeak would name the punctuation
        phonemes, owners = self._phonemes(words)
        if not set(phonemes) - PUNCTUATION - _STRESS:
            return
        for start, end in cut_phonemes(phonemes, _MAX_PHONEMES):
            samples, bounds = self._synthesise(phonemes[start:end], speaker, speed, rng)
            spans: list[Span | None] = word_spans(phonemes[start:end], owners[start:end], bounds, len(words))
            yield Utterance(samples, self._config.sample_rate, spans)

    def _phonemes(self, words: Sequence[str]) -> tuple[list[str], list[int]]:
        """Return the phonemes of a sentence, and for each the index of the word that it belongs to."""
        phonemes: list[str] = []
        owners: list[int] = []
        for start, run, ipa in runs(words):
            if ipa is not None:
                said, owned = [*ipa, " "], [0] * (len(ipa) + 1)
            else:
                forms = phonemes_by_word(run) if self._is_english else list(run)
                said = [*self._phonemes_of(" ".join(filter(None, forms))), " "]
                alone = [self._phonemes_of(form) for form in forms]
                owned = match_words([[*own, " "] if own else [] for own in alone], said)
            phonemes += said
            owners += [start + owner for owner in owned]
        known = [at for at, phoneme in enumerate(phonemes) if phoneme in self._config.phoneme_id_map]
        return [phonemes[at] for at in known], [owners[at] for at in known]

    def _phonemes_of_text(self, text: str) -> list[str]:
        """Return what espeak makes of a text; it knows neither ellipses nor dashes, and brackets are Piper's own."""
        plain = _ELLIPSIS_AT_END.sub(".", text.replace("[[", "["))
        plain = _PAUSE.sub(", ", plain)
        said = list(chain.from_iterable([*said, " "] for said in self._front_end.phonemize(plain) if said))
        while said and said[-1] == " ":
            said.pop()
        return said

    def _synthesise(
        self, phonemes: Sequence[str], speaker: int | None, speed: float, rng: np.random.Generator
    ) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
        """Return the samples, and where each phoneme starts in them in seconds, and where the last one ends."""
        numbers = self._config.phoneme_id_map
        ids, starts = [*numbers[_BEGIN], *numbers[_PAD]], []
        for phoneme in phonemes:
            starts.append(len(ids))
            ids += [*numbers[phoneme], *numbers[_PAD]]
        starts.append(len(ids))
        ids += numbers[_END]
        frames = round((_FRAMES * len(phonemes) + _SPARE_FRAMES) / min(speed, 1))
        scales = [self._config.noise_scale, self._config.length_scale / speed, self._config.noise_w_scale]
        values = {
            "input": np.array([ids], np.int64),
            "input_lengths": np.array([len(ids)], np.int64),
            "scales": np.array(scales, np.float32),
            **{name: rng.standard_normal((1, _CHANNELS, frames), np.float32) for name in self._noise},
        }
        if self._config.num_speakers > 1:
            chosen = self._config.default_speaker_id if speaker is None else speaker
            values["sid"] = np.array([chosen], np.int64)
        samples, durations = self._session.run(None, values)
        hop = self._config.hop_length / self._config.sample_rate
        ends = np.concatenate([[0.0], np.cumsum(durations.astype(np.float64))]) * hop
        return samples.reshape(-1), ends[starts]
