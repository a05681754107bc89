"""The offline narrator: hibari, a small English voice that runs a hundred times faster than real time on a CPU."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from hibari.voices import DEFAULT, VOICES, voice_path
from numpy.typing import NDArray

from digiteller.backends.narrate.hibari_voice import SAMPLE_RATE, Span, Voice
from digiteller.errors import SpecError, StageError
from digiteller.options import NarrateOptions
from digiteller.speech.align import share_time
from digiteller.speech.edges import sounding, trimmed
from digiteller.speech.loudness import normalised
from digiteller.speech.sentences import split_sentences
from digiteller.speech.spoken import in_unknown_script
from digiteller.story import Sentence, Speech, Word

_log = logging.getLogger(__name__)

_LOUDNESS = -21.0
"""LUFS of every scene: the loudest at which peaks seldom need to be held back."""
_PEAK = 0.95
_BREATH = 0.15
"""Seconds between the parts of a sentence that is too long to be read at once."""

_SHORTEST = 0.025
"""Seconds of the shortest word, one step of the voice's durations."""


@dataclass
class _Reading:
    """A sentence as read."""

    words: list[str]
    samples: NDArray[np.float32]
    spans: list[Span | None]
    """Seconds from the sentence's start; None for a word without sound."""


class Hibari:
    """Reads English aloud at 24 kHz.

    The voice "heart" comes with the package; ``files`` may bring more of hibari's voices, named ``VOICE.onnx``.
    """

    def __init__(self, files: Mapping[str, Path], options: NarrateOptions, settings: Mapping[str, Any]) -> None:
        self._paths = {DEFAULT: Path(voice_path(DEFAULT))} | {Path(name).stem: path for name, path in files.items()}
        self._options = options
        self._loaded: dict[str, Voice] = {}
        self._voice(DEFAULT)

    def narrate(self, text: str, voice: str | None, seed: int) -> Speech:
        """Return ``text`` spoken at -21 LUFS, its sentences apart by the pause of the options.

        Mono at 24 kHz, peaks below 0.95; word times come from the voice itself, in steps of 25 ms. The same text,
        voice, options and seed give the same samples.

        Raises:
            StageError: nothing in the text can be spoken in English.
            SpecError: the voice does not exist.
        """
        readings = self._read(self._voice(voice or self._options.voice or DEFAULT), text, seed)
        if not readings:
            raise StageError(
                f"nothing to say in {_shortened(text)}: this voice reads English in Latin letters",
                hint="write the scene's text in English, or choose another narrator: digiteller models list",
            )
        pause = np.zeros(round(self._options.sentence_pause * SAMPLE_RATE), np.float32)
        pieces: list[NDArray[np.float32]] = []
        sentences: list[Sentence] = []
        at = 0
        for reading in readings:
            sentences.append(_timed(reading, at / SAMPLE_RATE))
            pieces += [reading.samples, pause]
            at += len(reading.samples) + len(pause)
        samples = np.concatenate(pieces[:-1])
        return Speech(normalised(samples, SAMPLE_RATE, _LOUDNESS, _PEAK), SAMPLE_RATE, tuple(sentences))

    def _voice(self, name: str) -> Voice:
        if name not in self._paths:
            raise SpecError(f"no voice {name!r} in this narrator", hint=f"its voices: {', '.join(sorted(self._paths))}")
        if name not in self._loaded:
            british = bool(VOICES.get(name, {}).get("british"))
            self._loaded[name] = Voice(self._paths[name], british=british)
        return self._loaded[name]

    def _read(self, voice: Voice, text: str, seed: int) -> list[_Reading]:
        """Return the sentences as read; one without sound joins the sentence before it, else the one after it."""
        readings: list[_Reading] = []
        silent: list[str] = []
        for index, words in enumerate(split_sentences(text)):
            if unreadable := [word for word in words if in_unknown_script(word)]:
                _log.warning("not spoken, as this voice reads Latin letters alone: %s", " ".join(unreadable))
            samples, spans = self._sentence(voice, words, np.random.default_rng((seed, index)))
            if samples.size:
                readings.append(_Reading(silent + words, samples, [*(None for _ in silent), *spans]))
                silent = []
            elif readings:
                readings[-1].words += words
                readings[-1].spans += spans
            else:
                silent += words
        return readings

    def _sentence(
        self, voice: Voice, words: Sequence[str], rng: np.random.Generator
    ) -> tuple[NDArray[np.float32], list[Span | None]]:
        """Return a sentence's samples without silence around them, and its words' times in them."""
        breath = np.zeros(round(_BREATH * SAMPLE_RATE), np.float32)
        pieces: list[NDArray[np.float32]] = []
        spans: list[Span | None] = [None] * len(words)
        at = 0
        for raw, raw_spans in voice.speak(words, self._options.speed, rng):
            first, last = sounding(raw, SAMPLE_RATE)
            samples, cut = trimmed(raw, SAMPLE_RATE, first, last)
            heard = _within(raw_spans, first / SAMPLE_RATE, last / SAMPLE_RATE)
            for index, (start, end) in heard.items():
                before, moved = spans[index], (at - cut) / SAMPLE_RATE
                spans[index] = (before[0] if before else start + moved, end + moved)
            pieces += [samples, breath]
            at += len(samples) + len(breath)
        return (np.concatenate(pieces[:-1]) if pieces else np.zeros(0, np.float32)), spans


def _within(spans: Sequence[Span | None], first: float, last: float) -> dict[int, Span]:
    """Return the times of the words that sound, by index, fitted to when the first and the last sound is heard.

    The durations give the silence around a sentence partly to its first and last phoneme.
    """
    heard = {index: span for index, span in enumerate(spans) if span is not None}
    opening, closing = min(heard), max(heard)
    fitted: dict[int, Span] = {}
    at = first
    for index, (start, end) in heard.items():
        start = first if index == opening else max(start, at)
        at = last if index == closing else max(end, start + _SHORTEST)
        fitted[index] = (start, at)
    return fitted


def _timed(reading: _Reading, start: float) -> Sentence:
    times = share_time(reading.words, reading.spans)
    words = tuple(
        Word(text, start + begin, start + end) for text, (begin, end) in zip(reading.words, times, strict=True)
    )
    return Sentence(" ".join(reading.words), words[0].start, words[-1].end, words)


def _shortened(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")
