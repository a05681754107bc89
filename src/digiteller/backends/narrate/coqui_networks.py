"""The networks of Coqui TTS: text in, samples and word times out. Weights come from safetensors alone."""

from __future__ import annotations

import wave
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import soxr
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from TTS.config import load_config
from TTS.tts.layers.xtts.tokenizer import VoiceBpeTokenizer
from TTS.tts.models import setup_model
from TTS.utils.audio import AudioProcessor
from TTS.vocoder.models import setup_model as setup_vocoder

from digiteller.errors import MissingPackageError, WeightsError
from digiteller.speech.spoken_to_written import match_words
from digiteller.story import Span

_REFERENCE_RATE = 22050
"""Samples a second of a reference voice, as XTTS reads it."""
_REFERENCE_SECONDS = 30
_CONDITION_SECONDS = 6


def config_of(path: Path) -> Any:
    """Return the configuration of a model.

    Raises:
        WeightsError: it is none of Coqui's.
    """
    try:
        return load_config(str(path))
    except Exception as error:  # Coqui raises whatever its parsers do
        raise WeightsError(f"{path}: not the configuration of a Coqui model ({error})") from error


class Network(ABC):
    """A loaded model."""

    voices: tuple[str, ...] = ()
    """The names of its voices; none if it has a single one."""
    sample_rate: int

    @abstractmethod
    def speak(
        self, words: Sequence[str], voice: str | None, language: str, speed: float
    ) -> tuple[NDArray[np.float32], list[Span | None] | None]:
        """Return the samples of a sentence, mono, and the time of each word in seconds; None where it knows none."""


class _Tokens(Network):
    """A network that reads a sequence of tokens, letters or phonemes, and knows where each of them sounds."""

    def __init__(self, config: Any, files: Mapping[str, Path], device: str) -> None:
        if "speakers.json" in files:
            config.speakers_file = str(files["speakers.json"])
            if "speakers_file" in (config.get("model_args") or {}):
                config.model_args.speakers_file = str(files["speakers.json"])
        self._device = device
        self._model = _filled(_built(config, setup_model), files["model.safetensors"]).to(device)
        self.sample_rate = int(config.audio["sample_rate"])
        speakers = getattr(self._model.speaker_manager, "name_to_id", None) or {}
        self._speakers: dict[str, int] = dict(speakers)
        self.voices = tuple(self._speakers)

    def speak(
        self, words: Sequence[str], voice: str | None, language: str, speed: float
    ) -> tuple[NDArray[np.float32], list[Span | None]]:
        """Return the samples of a sentence, and the time of each word."""
        tokens = self._tokens(" ".join(filter(None, words)))
        samples, bounds = self._synthesise(tokens, self._speakers.get(voice) if voice else None, speed)
        return samples, self._spans(words, tokens, bounds)

    @abstractmethod
    def _synthesise(
        self, tokens: Sequence[int], speaker: int | None, speed: float
    ) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
        """Return the samples, and where each token starts in them in seconds, and where the last one ends."""

    def _tokens(self, text: str) -> list[int]:
        return list(self._model.tokenizer.text_to_ids(text))

    def _aux(self, speaker: int | None) -> dict[str, Any]:
        chosen = 0 if speaker is None and self._speakers else speaker
        speakers = None if chosen is None else torch.tensor([chosen], device=self._device)
        return {"speaker_ids": speakers, "x_lengths": None, "d_vectors": None, "language_ids": None, "durations": None}

    def _spans(self, words: Sequence[str], tokens: Sequence[int], bounds: NDArray[np.float64]) -> list[Span | None]:
        """Return each word's time: from its first to its last letter or phoneme, without punctuation and spaces."""
        tokenizer = self._model.tokenizer
        silent = {tokenizer.pad_id, tokenizer.blank_id}
        silent |= {tokenizer.characters.char_to_id(mark) for mark in (*tokenizer.characters.punctuations, " ")}
        heard = [at for at, token in enumerate(tokens) if token not in silent]
        alone = [[str(token) for token in self._tokens(word) if token not in silent] if word else [] for word in words]
        owners = match_words(alone, [str(tokens[at]) for at in heard])
        spans: list[Span | None] = [None] * len(words)
        for at, owner in zip(heard, owners, strict=True):
            before = spans[owner]
            spans[owner] = (before[0] if before else float(bounds[at]), float(bounds[at + 1]))
        return spans


class Vits(_Tokens):
    """VITS: text to samples in one network, with a duration for each token."""

    def _synthesise(
        self, tokens: Sequence[int], speaker: int | None, speed: float
    ) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
        self._model.length_scale = self._model.config.model_args.length_scale / speed
        made = self._model.inference(torch.tensor([tokens], device=self._device), self._aux(speaker))
        samples = _numbers(made["model_outputs"])
        ends = np.cumsum(_numbers(made["durations"]).astype(np.float64))
        seconds = len(samples) / self.sample_rate / max(float(ends[-1]), 1.0)
        return samples, np.concatenate([[0.0], ends]) * seconds


class Spectrogram(_Tokens):
    """Tacotron2, or another network whose attention shows what it reads, and a vocoder."""

    def __init__(self, config: Any, files: Mapping[str, Path], device: str) -> None:
        super().__init__(config, files, device)
        if "vocoder.json" not in files:
            raise WeightsError("vocoder.safetensors has no vocoder.json beside it")
        vocoder_config = config_of(files["vocoder.json"])
        self._vocoder = _filled(_built(vocoder_config, setup_vocoder), files["vocoder.safetensors"]).to(device)
        self._vocoder_audio = AudioProcessor(vocoder_config.audio)
        if vocoder_config.audio["sample_rate"] != self.sample_rate:
            raise WeightsError("the network and its vocoder have different sample rates")

    def _synthesise(
        self, tokens: Sequence[int], speaker: int | None, speed: float
    ) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
        made = self._model.inference(torch.tensor([tokens], device=self._device), self._aux(speaker))
        mel = self._model.ap.denormalize(_numbers(made["model_outputs"][0], flat=False).T)
        mel = torch.tensor(self._vocoder_audio.normalize(mel), dtype=torch.float32)[None]
        mel = torch.nn.functional.interpolate(mel, scale_factor=1 / speed, mode="linear")  # keeps the pitch
        samples = _numbers(self._vocoder.inference(mel.to(self._device)))
        starts = first_read(_numbers(made["alignments"][0], flat=False))
        return samples, starts * len(samples) / self.sample_rate


class Xtts(Network):
    """XTTS: speaks like a recording of a few seconds."""

    sample_rate = 24000

    def __init__(self, config: Any, files: Mapping[str, Path], device: str) -> None:
        self._references = {name.removesuffix(".wav"): path for name, path in files.items() if name.endswith(".wav")}
        if "vocab.json" not in files or not self._references:
            raise WeightsError("XTTS has the files vocab.json and, for each voice, a recording VOICE.wav")
        self.voices = tuple(self._references)
        self._model = _built(config, setup_model)
        try:
            self._model.tokenizer = VoiceBpeTokenizer(vocab_file=str(files["vocab.json"]))
            self._model.init_models()
        except Exception as error:  # Coqui raises whatever its parsers do
            raise WeightsError(f"{files['vocab.json']}: not the vocabulary of XTTS ({error})") from error
        self._model = _filled(self._model, files["model.safetensors"]).to(device)
        self._model.gpt.init_gpt_for_inference(kv_cache=True)
        self._model.gpt.eval()
        self._heard: dict[str, tuple[Any, Any]] = {}

    def speak(
        self, words: Sequence[str], voice: str | None, language: str, speed: float
    ) -> tuple[NDArray[np.float32], None]:
        """Return the samples of a sentence; XTTS does not know when its words sound."""
        condition, speaker = self._like(voice or self.voices[0])
        text = " ".join(filter(None, words))
        settings = self._model.config
        made = self._model.inference(
            text, language, condition, speaker, temperature=settings.temperature, top_k=settings.top_k,
            top_p=settings.top_p, repetition_penalty=float(settings.repetition_penalty), speed=speed,
        )  # fmt: skip
        return np.asarray(made["wav"], np.float32).reshape(-1), None

    def _like(self, voice: str) -> tuple[Any, Any]:
        """Return what the network hears in the recording of a voice."""
        if voice not in self._heard:
            samples = torch.from_numpy(_recording(self._references[voice]))[None].to(self._model.device)
            condition = self._model.get_gpt_cond_latents(
                samples, _REFERENCE_RATE, length=_CONDITION_SECONDS, chunk_length=_CONDITION_SECONDS
            )
            self._heard[voice] = condition, self._model.get_speaker_embedding(samples, _REFERENCE_RATE)
        return self._heard[voice]


def first_read(attention: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return when each token is first attended to, as a share of the whole, and at last 1.

    ``attention`` [steps, tokens] may waver; what counts is the furthest token so far.
    """
    steps, tokens = attention.shape
    furthest = np.maximum.accumulate(attention.argmax(axis=1))
    return np.append(np.searchsorted(furthest, np.arange(tokens)) / steps, 1.0)


def _built(config: Any, build: Any) -> Any:
    try:
        return build(config)
    except Exception as error:  # Coqui raises whatever its parsers do
        if "espeak" in str(error).lower():
            raise MissingPackageError(
                f"this voice reads phonemes of espeak-ng: {error}", hint="apt install espeak-ng, or brew install it"
            ) from error
        raise WeightsError(f"config.json: Coqui cannot build this model ({error})") from error


def _filled(model: Any, path: Path) -> Any:
    """Return ``model`` with its weights, ready to speak."""
    try:
        missing, _ = model.load_state_dict(load_file(path), strict=False)  # what only training needs may be there too
    except Exception as error:  # safetensors' and torch's own
        raise WeightsError(f"{path}: not the weights of this model ({error})") from error
    needed = [name for name in missing if not name.startswith(_FOR_TRAINING)]
    if needed:
        raise WeightsError(f"{path}: not the weights of this model; {len(needed)} are missing, such as {needed[0]}")
    model.eval()  # XTTS's own returns nothing
    return model


_FOR_TRAINING = ("disc.", "speaker_encoder.", "gpt.gpt_inference.")


def _numbers(tensor: Any, flat: bool = True) -> NDArray[np.float32]:
    numbers = np.asarray(tensor.detach().cpu().float().numpy(), np.float32)
    return numbers.reshape(-1) if flat else numbers


def _recording(path: Path) -> NDArray[np.float32]:
    """Return the first half minute of a recording, mono at 22,050 Hz."""
    try:
        with wave.open(str(path)) as file:
            rate, channels, width = file.getframerate(), file.getnchannels(), file.getsampwidth()
            frames = file.readframes(_REFERENCE_SECONDS * rate)
    except (wave.Error, EOFError, OSError) as error:
        raise WeightsError(f"{path}: not a WAV file ({error})") from error
    if width != 2 or not frames:
        raise WeightsError(f"{path}: a reference voice is a WAV file of 16 bits", hint=f"ffmpeg -i {path} voice.wav")
    samples = np.frombuffer(frames, "<i2").reshape(-1, channels).mean(axis=1, dtype=np.float32) / 32768
    resampled: NDArray[np.float32] = soxr.resample(samples, rate, _REFERENCE_RATE)
    return resampled
