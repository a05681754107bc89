"""Reads a text aloud with any narrator: its sentences, their pauses, even loudness, and the times of every word."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from digiteller.errors import StageError
from digiteller.speech.align import share_time, spread
from digiteller.speech.edges import sounding, trimmed
from digiteller.speech.loudness import normalised
from digiteller.speech.sentences import split_sentences
from digiteller.speech.spoken import in_unknown_script, spoken_forms
from digiteller.story import Sentence, Speech, Word

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digiteller.backends.base import Narrator
    from digiteller.options import NarrateOptions
    from digiteller.story import Span, Utterance

_log = logging.getLogger(__name__)

_LOUDNESS = -21.0
"""LUFS of every scene: the loudest at which peaks seldom need to be held back."""
_PEAK = 0.95
_BREATH = 0.15
"""Seconds between the parts of a sentence that is too long to be read at once."""
_SHORTEST = 0.025
"""Seconds of the shortest word."""


@dataclass(frozen=True)
class Reader:
    """Who reads: a narrator with one of its voices."""

    narrator: Narrator
    voice: str | None = None
    """None for the narrator's own default."""


@dataclass
class _Reading:
    """A sentence as read."""

    words: list[str]
    samples: NDArray[np.float32]
    spans: list[Span | None]
    """Seconds from the sentence's start; None for a word without sound."""


def read_aloud(text: str, reader: Reader, options: NarrateOptions, seed: int, language: str = "en") -> Speech:
    """Return ``text`` spoken at -21 LUFS, its sentences apart by the pause of the options.

    Mono at the voice's sample rate, peaks below 0.95. The same text, reader, options and seed give the same samples.

    Raises:
        StageError: nothing in the text can be spoken.
        SpecError: the voice does not exist.
    """
    readings, rate = _read(text, reader, seed, language)
    if not readings:
        raise StageError(
            f"nothing to say in {_shortened(text)}: this voice reads English in Latin letters",
            hint="write the scene's text in English, or choose another narrator: digiteller models list",
        )
    pause = np.zeros(round(options.sentence_pause * rate), np.float32)
    pieces: list[NDArray[np.float32]] = []
    sentences: list[Sentence] = []
    at = 0
    for reading in readings:
        sentences.append(_timed(reading, at / rate))
        pieces += [reading.samples, pause]
        at += len(reading.samples) + len(pause)
    samples = np.concatenate(pieces[:-1])
    return Speech(normalised(samples, rate, _LOUDNESS, _PEAK), rate, tuple(sentences))


def _read(text: str, reader: Reader, seed: int, language: str) -> tuple[list[_Reading], int]:
    """Return the sentences as read, and their sample rate.

    One without sound joins the sentence before it, else the one after it.
    """
    readings: list[_Reading] = []
    silent: list[str] = []
    rate = 0
    for index, words in enumerate(split_sentences(text)):
        if unreadable := [word for word in words if in_unknown_script(word)]:
            _log.warning("not spoken, as this voice reads Latin letters alone: %s", " ".join(unreadable))
        rng = np.random.default_rng((seed, index))
        spoken = spoken_forms(words)
        parts = list(reader.narrator.say(spoken, reader.voice, language, rng))
        if parts:
            rate = parts[0].sample_rate
            samples, spans = _joined(parts, spoken)
            readings.append(_Reading(silent + words, samples, [*(None for _ in silent), *spans]))
            silent = []
        elif readings:
            readings[-1].words += words
            readings[-1].spans += [None] * len(words)
        else:
            silent += words
    return readings, rate


def _joined(parts: Sequence[Utterance], spoken: Sequence[str]) -> tuple[NDArray[np.float32], list[Span | None]]:
    """Return a sentence's samples without silence around them, and its words' times in them."""
    rate = parts[0].sample_rate
    breath = np.zeros(round(_BREATH * rate), np.float32)
    pieces: list[NDArray[np.float32]] = []
    spans: list[Span | None] = [None] * len(spoken)
    at = 0
    for part in parts:
        first, last = sounding(part.samples, rate)
        samples, cut = trimmed(part.samples, rate, first, last)
        known = spread(spoken, first / rate, last / rate) if part.spans is None else part.spans
        heard = _within(known, first / rate, last / rate)
        for index, (start, end) in heard.items():
            before, moved = spans[index], (at - cut) / rate
            spans[index] = (before[0] if before else start + moved, end + moved)
        pieces += [samples, breath]
        at += len(samples) + len(breath)
    return np.concatenate(pieces[:-1]), spans


def _within(spans: Sequence[Span | None], first: float, last: float) -> dict[int, Span]:
    """Return the times of the words that sound, by index, fitted to when the first and the last sound is heard.

    Durations give the silence around a sentence partly to its first and last phoneme.
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
