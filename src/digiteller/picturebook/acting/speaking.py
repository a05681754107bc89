"""What is seen of speech: when the words of a scene sound, and how open the mouth of its speaker is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from digiteller.picturebook.figures.faces import Mouth
from digiteller.story import SceneTiming, Word

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEVELS = 60
"""Levels of the voice a second."""
_SILENT = 0.14
"""Below this share of a voice's loud moments a mouth is shut."""
_WIDE_OPEN = 0.42
"""From this share on it is as open as its vowel asks."""
_SOUNDS = re.compile(r"[aeiouyäöüáéíóúàèìòùâêîôûåæø]+|[^\W\d_]", re.IGNORECASE)
_SHAPES: dict[str, Mouth] = {
    **dict.fromkeys("aäáàâåæ", "open"),
    **dict.fromkeys("eiyéíèìêî", "wide"),
    **dict.fromkeys("ouöüóúòùôûøw", "round"),
}


@dataclass(frozen=True)
class SpokenScene:
    """The narration of a scene: its words, and the level of its voice."""

    timing: SceneTiming
    levels: NDArray[np.float32]
    """The level of the voice, 1 for a loud moment of it, ``LEVELS`` times a second."""

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words, in the order of the text."""
        return tuple(word for sentence in self.timing.sentences for word in sentence.words)

    @cached_property
    def _starts(self) -> list[float]:
        return [word.start for word in self.words]

    def start(self, number: int) -> float:
        """Return when a word begins, in seconds from the start of the narration; its end where there is no such."""
        return self.words[number].start if number < len(self.words) else self.timing.duration

    def end(self, number: int) -> float:
        """Return when a word ends."""
        return self.words[number].end if number < len(self.words) else self.timing.duration

    def word_at(self, seconds: float) -> int | None:
        """Return the number of the word that sounds, or sounded last; None before the first."""
        at = bisect_right(self._starts, seconds) - 1
        return at if at >= 0 else None

    def level(self, seconds: float) -> float:
        """Return the level of the voice at a time; 0 outside of the narration."""
        at = round(seconds * LEVELS)
        return float(self.levels[at]) if 0 <= at < len(self.levels) else 0.0

    def mouth(self, seconds: float) -> Mouth:
        """Return what the mouth looks like that says what sounds now."""
        level, number = self.level(seconds), self.word_at(seconds)
        if level < _SILENT or number is None:
            return "shut"
        shape = _shape(self.words[number], seconds)
        return shape if level >= _WIDE_OPEN else "narrow"


def _shape(word: Word, seconds: float) -> Mouth:
    """Return the shape of the vowel that a word is at, its letters sharing its time."""
    sounds: Sequence[str] = _SOUNDS.findall(word.text.lower())
    if not sounds:
        return "narrow"
    share = (seconds - word.start) / max(0.05, word.end - word.start)
    at = min(len(sounds) - 1, max(0, int(share * len(sounds))))
    # What is loud is a vowel: the nearest one.
    near = sorted(range(len(sounds)), key=lambda other: abs(other - at))
    return next((_SHAPES[sounds[other][0]] for other in near if sounds[other][0] in _SHAPES), "narrow")


def voice_levels(samples: NDArray[np.float32], sample_rate: int) -> NDArray[np.float32]:
    """Return the level of a voice, mono, ``LEVELS`` times a second: 1 for what is as loud as its loud moments."""
    length = max(1, -(-len(samples) * LEVELS // sample_rate))
    edges = (np.arange(length + 1) * sample_rate / LEVELS).astype(np.int64).clip(0, len(samples))
    power = np.concatenate([[0.0], np.cumsum(np.square(samples, dtype=np.float64))])
    mean = (power[edges[1:]] - power[edges[:-1]]) / np.maximum(1, np.diff(edges))
    level = np.sqrt(mean)
    loud = float(np.quantile(level[level > 1e-4], 0.9)) if (level > 1e-4).any() else 1.0
    return np.asarray(np.minimum(1.0, level / loud), np.float32)
