"""How a text is told: at what pace, how high and loud each sentence, and how long the pauses between them are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from digiteller.language.quotations import find_quotations
from digiteller.language.tokens import bare
from digiteller.story import Prosody
from digiteller.system.packaged_yaml import packaged_yaml

_SHORTEST, _LONGEST = 0.25, 2.0
"""Seconds of a pause."""
_FEW = 3
"""Words of a sentence that is one of a list: "Higher. And higher." """
_STRAY = 0.12
"""The share by which pauses differ by chance."""
_SPOKEN, _LIVELIER = 0.6, 1.03
"""The share of a sentence's words from which somebody speaks in it, and how much higher it is said then."""
_ENDS = 0.92
"""How much slower a story's last sentence is."""
_AFTER = {"?": 1.5, "!": 1.25, "…": 2.0, "—": 1.7, "–": 1.7, ":": 0.8}
"""Pauses after a sentence by its last mark, in usual ones."""
_CLOSING = "\"'”’»)*_"
_PARAGRAPH, _THIRD, _LIST = 1.9, 2.0, 0.65


@dataclass(frozen=True)
class SpokenSentence:
    """How a sentence is told."""

    prosody: Prosody
    level: float
    """How much louder than usual, in dB."""
    pause: float
    """Seconds of silence before it."""


@dataclass(frozen=True)
class Telling:
    """How a whole text is told."""

    pace: float = 1.0
    """How much faster than the narrator's options say."""
    ends: bool = False
    """Whether the story ends with it."""


PLAIN = Telling()


def telling_of(audience: str, mood: str, ends: bool) -> Telling:
    """Return how a scene is told to an audience: "small", "children" or "adults"."""
    return Telling(_data()["audiences"][audience] * _data()["moods"][mood], ends)


def deliveries(
    sentences: Sequence[Sequence[str]],
    paragraphs: Collection[int],
    telling: Telling,
    usual: float,
    chance: np.random.Generator,
) -> list[SpokenSentence]:
    """Return how each of a text's sentences is told; ``usual`` is the usual pause in seconds.

    ``paragraphs`` are the numbers of the sentences that begin one. "Where are you?" she whispered. is quieter and
    slower, and a longer pause follows than after a statement.
    """
    told = []
    for number, words in enumerate(sentences):
        prosody, level = _prosody(words)
        pace = telling.pace * prosody.pace * (_ENDS if telling.ends and number == len(sentences) - 1 else 1.0)
        pause = _pause(sentences, number, number in paragraphs) * usual * (1 + _STRAY * chance.uniform(-1, 1))
        bounded = min(max(pause, min(usual, _SHORTEST)), max(usual, _LONGEST)) if number else 0.0
        told.append(SpokenSentence(Prosody(pace, prosody.pitch), level, bounded))
    return told


def _prosody(words: Sequence[str]) -> tuple[Prosody, float]:
    said = [bare(word) for word in words]
    quoted = sum(end - start for start, end in find_quotations(words))
    pitch = _LIVELIER if quoted > _SPOKEN * len(words) else 1.0
    for name, record in _manners().items():
        spoken = name in {"whispered", "shouted"}
        if (quoted or not spoken) and record["words"].intersection(said):
            return Prosody(record["pace"], record.get("pitch", pitch)), record.get("level", 0.0)
    return Prosody(1.0, pitch), 0.0


def _pause(sentences: Sequence[Sequence[str]], number: int, paragraph: bool) -> float:
    """Return the pause before a sentence, in usual ones."""
    if number == 0:
        return 0.0
    before, words = sentences[number - 1], sentences[number]
    if len(before) <= _FEW and len(words) <= _FEW and not paragraph:
        return _LIST
    asked = any(before[end - 1].rstrip(_CLOSING)[-1:] == "?" for _, end in find_quotations(before))
    mark = "?" if asked else before[-1].rstrip(_CLOSING)[-1:]
    short = [len(one) <= _FEW for one in sentences[max(0, number - 3) : number]]
    return max(
        _AFTER.get(mark, 1.0),
        _PARAGRAPH if paragraph else 0.0,
        _THIRD if short == [True] * 3 else 0.0,
        _turn(words),
    )


def _turn(words: Sequence[str]) -> float:
    opening = " ".join(bare(word) for word in words[:3]) + " "
    return max((weight for weight, starts in _data()["turns"].items() if opening.startswith(starts)), default=0.0)


@cache
def _manners() -> Mapping[str, Any]:
    return {
        name: {**record, "words": frozenset(record["words"].split())} for name, record in _data()["manners"].items()
    }


@cache
def _data() -> Mapping[str, Any]:
    data = packaged_yaml("digiteller.speech", "prosody.yaml")
    turns = {float(weight): tuple(f"{start} " for start in starts) for weight, starts in data["turns"].items()}
    return {**data, "turns": turns}
