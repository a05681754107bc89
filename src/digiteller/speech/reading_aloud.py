"""Reads a text aloud with any narrator: its sentences, their pauses, even loudness, and the times of every word."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import soxr

from digiteller.errors import StageError
from digiteller.language.language_tags import base_language
from digiteller.language.markup import Marked, read_markup
from digiteller.language.quote_attribution import assign_voices
from digiteller.language.sentences import split_sentences
from digiteller.speech.cross_voice_alignment import align_words
from digiteller.speech.prosody import PLAIN, SpokenSentence, Telling, deliveries
from digiteller.speech.speech_loudness import gain_to, normalise
from digiteller.speech.spoken_to_written import share_time, spread
from digiteller.speech.text_normalisation import in_unknown_script, spoken_forms
from digiteller.speech.trimming import sounding, trim
from digiteller.speech.word_time_fitting import fit_word_times
from digiteller.story import Prosody, Sentence, Speech, Word

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digiteller.contracts import Narrator
    from digiteller.options import NarrateOptions
    from digiteller.story import Span, Utterance

    Guide = Callable[[], Narrator | None]
    """Loads a narrator that knows when its words sound; None if there is none for the language."""

_log = logging.getLogger(__name__)

_LOUDNESS = -21.0
"""LUFS of every scene: the loudest at which peaks seldom need to be held back."""
_PEAK = 0.95
_TELLING = 1 << 20
"""Tells the chance of how a text is told from that of its sentences."""
_BREATH = 0.15
"""Seconds between the parts of a sentence that is too long to be read at once."""


@dataclass(frozen=True)
class ReadingVoice:
    """Who reads: a narrator with one of its voices."""

    narrator: Narrator
    voice: str | None = None
    """None for the narrator's own default."""


_NOBODY: Mapping[str, ReadingVoice] = MappingProxyType({})
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass
class _Run:
    """Words of a sentence that one voice says without a pause, and what became of them."""

    words: list[str]
    spoken: list[str]
    reader: ReadingVoice
    delivery: SpokenSentence
    pause: float | None
    """Seconds of silence before them, where a mark says so."""
    samples: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, np.float32))
    rate: int = 0
    spans: list[Span | None] = field(default_factory=list)
    """Seconds from the first sample; None for a word without sound."""


def read_aloud(
    text: str,
    reader: ReadingVoice,
    options: NarrateOptions,
    seed: int,
    language: str = "en",
    *,
    characters: Sequence[str] = (),
    readers: Mapping[str, ReadingVoice] = _NOBODY,
    say: Mapping[str, str] = _NOTHING,
    guide: Guide | None = None,
    telling: Telling = PLAIN,
) -> Speech:
    """Return ``text`` spoken at -21 LUFS as the ``telling`` asks, with pauses between its sentences or where marks say.

    Mono at the highest sample rate of its voices, peaks below 0.95; every voice is equally loud. ``characters`` are
    those whose speech ``readers`` say, who also read what marks give them by name; the rest is the ``reader``'s.
    ``say`` gives words their pronunciation (see ``spoken_forms``). Where a voice knows no times of its words, they are
    found by comparison with the ``guide``, a narrator that knows them. The same arguments give the same samples.

    Raises:
        StageError: nothing in the text can be spoken.
        SpecError: a voice does not exist, or a mark cannot be understood.
    """
    marked = read_markup(text)
    roles = assign_voices(marked, characters)
    voices = [reader if role is None else readers[role] for role in roles]
    chance = np.random.default_rng((seed, _TELLING))
    sentences = list(_planned(marked, voices, language, say, telling, options.sentence_pause, chance))
    for index, runs in enumerate(sentences):
        for number, run in enumerate(runs):
            _speak(run, language, np.random.default_rng((seed, index, number) if number else (seed, index)), guide)
    spoken = [run for runs in sentences for run in runs if run.rate]
    if not spoken:
        raise StageError(
            f"nothing to say in {_shortened(text)}: this voice reads {_described(language)}",
            hint="write the scene's text so, or choose another narrator: digiteller models list",
        )
    rate = _made_even(spoken)
    samples, timed = _assembled(sentences, rate)
    last = np.zeros(round(marked.pauses.get(len(roles), 0.0) * rate), np.float32)
    samples = normalise(np.concatenate([samples, last]), rate, _LOUDNESS, _PEAK)
    return Speech(samples, rate, timed)


def _planned(
    marked: Marked,
    voices: Sequence[ReadingVoice],
    language: str,
    say: Mapping[str, str],
    telling: Telling,
    pause: float,
    chance: np.random.Generator,
) -> Iterator[list[_Run]]:
    """Yield the runs of every sentence."""
    first = 0
    sentences = list(split_sentences(marked.text))
    lines = set(accumulate(len(line.split()) for line in marked.text.split("\n")))
    begins = [0, *accumulate(map(len, sentences))]
    paragraphs = {number for number, begin in enumerate(begins) if begin in lines}
    told = deliveries(sentences, paragraphs, telling, pause, chance)
    for words, delivery in zip(sentences, told, strict=True):
        if unreadable := [word for word in words if in_unknown_script(word, language)]:
            _log.warning("not spoken, as this voice reads %s: %s", _described(language), " ".join(unreadable))
        forms = spoken_forms(words, language, say)
        numbers = range(first, first + len(words))
        starts = [at for at in numbers if at == first or at in marked.pauses or voices[at] != voices[at - 1]]
        runs = []
        for start, end in pairwise([*starts, numbers.stop]):
            spoken = forms[start - first : end - first]
            if end in marked.pauses and end < numbers.stop and spoken[-1][-1:].isalnum():
                spoken[-1] += ","  # the voice should sound as if it went on
            own = words[start - first : end - first]
            runs.append(_Run(own, spoken, voices[start], delivery, marked.pauses.get(start)))
        yield runs
        first = numbers.stop


def _speak(run: _Run, language: str, rng: np.random.Generator, guide: Guide | None) -> None:
    """Let a run's reader say it; what has no sound keeps a rate of 0."""
    parts = list(run.reader.narrator.say(run.spoken, run.reader.voice, language, rng, run.delivery.prosody))
    if parts:
        run.rate = parts[0].sample_rate
        run.samples, spans = _joined(parts, run.spoken)
        run.spans = _listened(run, language, guide) if spans is None else spans


def _listened(run: _Run, language: str, guide: Guide | None) -> list[Span | None]:
    """Return the times of a run's words where its voice knows none: by comparison, else by their letters."""
    narrator = guide() if guide else None
    parts = list(narrator.say(run.spoken, None, language, np.random.default_rng(0), Prosody())) if narrator else []
    if parts:
        known, spans = _joined(parts, run.spoken)
        assert spans is not None, "the guide knows the times of its words"
        found = align_words(run.samples, run.rate, known, parts[0].sample_rate, spans)
    else:
        first, last = sounding(run.samples, run.rate)
        found = spread(run.spoken, first / run.rate, last / run.rate)
    heard = fit_word_times(found, run.spoken, run.samples, run.rate)
    return [heard.get(index) for index in range(len(run.spoken))]


def _made_even(runs: Sequence[_Run]) -> int:
    """Bring all voices to one sample rate, which is returned, and one loudness."""
    rate = max(run.rate for run in runs)
    for run in runs:
        if run.rate != rate:
            run.samples = soxr.resample(run.samples, run.rate, rate, quality="HQ").astype(np.float32)
    by_voice = {run.reader: [other for other in runs if other.reader == run.reader] for run in runs}
    if len(by_voice) > 1:
        for same in by_voice.values():
            gain = gain_to(_LOUDNESS, np.concatenate([run.samples for run in same]), rate)
            for run in same:
                run.samples = run.samples * np.float32(gain)
    for run in runs:
        run.samples = run.samples * np.float32(10 ** (run.delivery.level / 20))
    return rate


def _assembled(sentences: Sequence[Sequence[_Run]], rate: int) -> tuple[NDArray[np.float32], tuple[Sentence, ...]]:
    """Return the runs with their pauses, and the sentences as heard.

    A sentence without sound joins the one before it, else the one after it.
    """
    pieces: list[NDArray[np.float32]] = []
    timed: list[Sentence] = []
    words: list[str] = []
    spans: list[Span | None] = []
    at = start = 0
    owed = 0.0
    for runs in sentences:
        if any(spans) and any(run.rate for run in runs):
            timed.append(_timed(words, spans, start / rate))
            words, spans = [], []
        for run in runs:
            usual = run.delivery.pause if run is runs[0] else _BREATH
            owed = max(owed, usual * bool(pieces) if run.pause is None else run.pause)
            words += run.words
            if not run.rate:
                spans += [None] * len(run.words)
                continue
            pieces += [np.zeros(round(owed * rate), np.float32), run.samples]
            at, owed = at + len(pieces[-2]), 0.0
            start = start if any(spans) else at
            spans += [span and ((at - start) / rate + span[0], (at - start) / rate + span[1]) for span in run.spans]
            at += len(run.samples)
    return np.concatenate(pieces), (*timed, _timed(words, spans, start / rate))


def _joined(parts: Sequence[Utterance], spoken: Sequence[str]) -> tuple[NDArray[np.float32], list[Span | None] | None]:
    """Return a run's samples without silence around them, and its words' times in them if its voice knows them."""
    rate = parts[0].sample_rate
    breath = np.zeros(round(_BREATH * rate), np.float32)
    pieces: list[NDArray[np.float32]] = []
    spans: list[Span | None] = [None] * len(spoken)
    at = 0
    for part in parts:
        first, last = sounding(part.samples, rate)
        samples, cut = trim(part.samples, rate, first, last)
        heard = {} if part.spans is None else fit_word_times(part.spans, spoken, part.samples, rate)
        for index, (start, end) in heard.items():
            before, moved = spans[index], (at - cut) / rate
            spans[index] = (before[0] if before else start + moved, end + moved)
        pieces += [samples, breath]
        at += len(samples) + len(breath)
    knows = all(part.spans is not None for part in parts)
    return np.concatenate(pieces[:-1]), spans if knows else None


def _timed(words: Sequence[str], spans: Sequence[Span | None], start: float) -> Sentence:
    times = share_time(words, spans)
    timed = tuple(Word(text, start + begin, start + end) for text, (begin, end) in zip(words, times, strict=True))
    return Sentence(" ".join(words), timed[0].start, timed[-1].end, timed)


def _described(language: str) -> str:
    """Return what a voice of a language reads."""
    return "English in Latin letters" if base_language(language) == "en" else f"the language {language!r}"


def _shortened(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")
