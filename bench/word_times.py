"""Measures how exact the times of words are: ``python bench/word_times.py [MODEL] [SENTENCES]``.

Reads sentences of ``sentences.txt`` aloud, those with the most sibilants at the edges of words first, and measures

- onsets after pauses against the energy. The times are fitted to it, so this tells whether the pauses were found;
- edges of words at sibilants, in running speech, against the hissing (4.5 to 8 kHz), to which nothing is fitted;
- the onsets that comparison with hibari finds, as if the voice knew none, against those by the voice's own durations,
  without the first of each sentence. hibari itself is compared with a lower and faster one of its voices.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
from judge_speech import SENTENCES, onset_errors, rises
from numpy.typing import NDArray

from digiteller.backends.table import find_backend
from digiteller.models.registry import load_registry
from digiteller.models.weights_cache import open_model
from digiteller.options import NarrateOptions
from digiteller.speech.reading_aloud import ReadingVoice, read_aloud
from digiteller.story import Speech, Utterance

_EXACT = 0.03
"""Seconds that a time may be off."""
_HISS = (4500, 8000)
_HOP, _WINDOW = 0.0025, 0.01
_REACH = 0.09
"""Seconds around a word's edge in which its sibilant is looked for; further away is another one."""
_CONTRAST, _EDGE = 15.0, 10.0
"""Decibels between a sibilant and what is beside it, and below its loudest moment where its edge is."""
_STARTS = re.compile(r".*[nmrlwyaou] s[^c].*", re.IGNORECASE)
_ENDS = re.compile(r"(?!(as|has|his|is|was) ).*(s|sh) [aeioulmnwr].*", re.IGNORECASE)
"""Two words between which a sibilant starts or ends."""


class Recorded:
    """A narrator that says the same sentence again without synthesising it, and forgets when its words sound."""

    def __init__(self, narrator: Any) -> None:
        self._narrator = narrator
        self._said: dict[tuple[str, ...], list[Utterance]] = {}
        self.knows = True

    def say(self, words: Sequence[str], *arguments: Any) -> Iterator[Utterance]:
        """Yield the sentence, with times only while ``knows`` is set."""
        if tuple(words) not in self._said:
            self._said[tuple(words)] = list(self._narrator.say(words, *arguments))
        for utterance in self._said[tuple(words)]:
            yield utterance if self.knows else replace(utterance, spans=None)


def sibilant_errors(speech: Speech, pairs: re.Pattern[str], *, starts: bool) -> list[float | None]:
    """Return how late the time between two words of ``pairs`` is to their sibilant's edge; None where none shows."""
    level = _hissing(speech)
    words = [word for sentence in speech.sentences for word in sentence.words]
    times = [after.start for before, after in pairwise(words) if pairs.fullmatch(f"{before.text} {after.text}")]
    edges = [_edge(level, time, starts=starts) for time in times]
    return [None if edge is None else time - edge for time, edge in zip(times, edges, strict=True)]


def _hissing(speech: Speech) -> NDArray[np.float64]:
    """Return the level of the sibilants' band in decibels, each 2.5 ms."""
    window, rate = round(_WINDOW * speech.sample_rate), speech.sample_rate
    at = np.arange(0, len(speech.samples) - window, _HOP * rate).astype(int)
    frames = np.lib.stride_tricks.sliding_window_view(speech.samples, window)[at] * np.hanning(window)
    frequencies = np.fft.rfftfreq(window, 1 / rate)
    power = np.abs(np.fft.rfft(frames, axis=1)) ** 2
    low, high = _HISS
    levels: NDArray[np.float64] = 10 * np.log10(
        power[:, (frequencies >= low) & (frequencies < high)].mean(axis=1) + 1e-10
    )
    return levels


def _edge(level: NDArray[np.float64], time: float, *, starts: bool) -> float | None:
    """Return when a sibilant starts or ends near ``time``, in seconds."""
    middle, reach = round((time - _WINDOW / 2) / _HOP), round(_REACH / _HOP)
    first = max(middle - reach, 0)
    near = level[first : middle + reach]
    rising = near if starts else near[::-1]
    peak = int(rising.argmax())
    if rising[peak] - rising[: peak + 1].min() < _CONTRAST:
        return None
    below = int(np.flatnonzero(rising[:peak] < rising[peak] - _EDGE)[-1])
    at = below if starts else len(near) - 1 - below
    return (first + at) * _HOP + _WINDOW / 2


def told(name: str, errors: Sequence[float | None]) -> None:
    """Print how large errors are; None is one that could not be measured."""
    found = np.array([error for error in errors if error is not None])
    if not len(found):
        print(f"{name}: none of {len(errors)} found")
        return
    sizes = np.abs(found)
    print(
        f"{name}: {len(found)} of {len(errors)} found, {np.median(found) * 1000:+.0f} ms in the median; off by "
        f"{np.median(sizes) * 1000:.0f} ms in the median, 90 % by at most {np.quantile(sizes, 0.9) * 1000:.0f}; "
        f"{(sizes <= _EXACT).mean():.0%} within 30 ms"
    )


def loaded(name: str | None, speed: float) -> Any:
    """Return the narrator of a model on this machine."""
    model = load_registry().get("narrate", name)
    files = open_model(model, on_bytes=lambda *_: None, offline=True)
    narrator = find_backend("narrate", model.entry.backend).load()
    return narrator(files, NarrateOptions(speed=speed), {**model.entry.options, "device": "auto"})


def most_sibilant(count: int) -> list[str]:
    """Return so many sentences, those with the most edges of sibilants between words first."""

    def edges(sentence: str) -> int:
        pairs = [" ".join(pair) for pair in pairwise(sentence.split())]
        return sum(bool(_STARTS.fullmatch(pair) or _ENDS.fullmatch(pair)) for pair in pairs)

    return sorted(SENTENCES.read_text(encoding="utf-8").splitlines(), key=edges, reverse=True)[:count]


def comparison_errors(text: str, recorded: Recorded, voice: str | None, guide: Any) -> list[float]:
    """Return how late the onsets within sentences are where ``guide`` finds them, against the voice's own."""
    onsets = []
    for recorded.knows in (True, False):
        speech = read_aloud(text, ReadingVoice(recorded, voice), NarrateOptions(), 1, guide=lambda: guide)
        onsets.append([word.start for sentence in speech.sentences for word in sentence.words[1:]])
    recorded.knows = True
    return [found - own for own, found in zip(*onsets, strict=True)]


def main(name: str = "hibari", count: str = "200") -> None:
    """Measure a model."""
    guide = loaded("hibari", NarrateOptions.speed)
    narrator = Recorded(loaded(name, NarrateOptions.speed))
    unlike, voice = (Recorded(loaded(name, 1.15)), "heart-low") if name == "hibari" else (narrator, None)
    errors: dict[str, list[float | None]] = {
        f"{name}, {what}": []
        for what in ("onsets after pauses", "onsets at sibilants", "ends at sibilants", "compared")
    }
    pauses, starts, ends, compared = errors.values()
    for text in most_sibilant(int(count)):
        speech = read_aloud(text, ReadingVoice(narrator), NarrateOptions(), 1)
        onsets = [word.start for sentence in speech.sentences for word in sentence.words]
        firsts = {sentence.start for sentence in speech.sentences}
        pauses += onset_errors(rises(speech.samples, speech.sample_rate), onsets, firsts)
        starts += sibilant_errors(speech, _STARTS, starts=True)
        ends += sibilant_errors(speech, _ENDS, starts=False)
        compared += comparison_errors(text, unlike, voice, guide)
    for what, found in errors.items():
        told(what, found)


if __name__ == "__main__":
    main(*sys.argv[1:])
