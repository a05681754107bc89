"""Fits the times of words to what can be heard: where sound begins and ends, around a sentence and at its pauses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from digiteller.speech.trimming import silences, sounding

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from digiteller.story import Span

_SHORTEST = 0.025
"""Seconds of the shortest word."""
_PAUSE = 0.06
"""Seconds of silence between two words that are theirs; shorter ones are stops."""
_REACH, _NEAR = 0.15, 0.03
"""How far from the time between two words their silence may be, behind punctuation and elsewhere, in seconds."""
_PUNCTUATION = re.compile(r"[,;:.!?…—–\"”»)]\W*$")


def fit_word_times(
    spans: Sequence[Span | None], forms: Sequence[str], samples: NDArray[np.float32], sample_rate: int
) -> dict[int, Span]:
    """Return the times of the words that sound, by index, in seconds; each follows the one before it.

    ``spans`` are the times by durations or comparison, which give the silence around a sentence, and that between its
    words, partly to the words beside it. ``forms`` are the words as spoken. At least one span must not be None.
    """
    first, last = (at / sample_rate for at in sounding(samples, sample_rate))
    quiet = [(start / sample_rate, end / sample_rate) for start, end in silences(samples, sample_rate, _PAUSE)]
    heard = {index: span for index, span in enumerate(spans) if span is not None}
    for before, after in pairwise(heard):
        reach = _REACH if _PUNCTUATION.search(" ".join(forms[before:after])) else _NEAR
        heard[before], heard[after] = _around_pause(heard[before], heard[after], quiet, reach)
    return _in_order(heard, first, last)


def _around_pause(before: Span, after: Span, quiet: Sequence[Span], reach: float) -> tuple[Span, Span]:
    """Return two words with the longest silence near the time between them left out of both."""
    near = [
        (start, end)
        for start, end in quiet
        if before[1] - reach < end < after[1] and before[0] < start < after[0] + reach
    ]
    start, end = max(near, key=lambda silence: silence[1] - silence[0], default=(before[1], after[0]))
    return (before[0], start), (end, after[1])


def _in_order(heard: dict[int, Span], first: float, last: float) -> dict[int, Span]:
    """Return the times without overlaps, from the first to the last sound, each word of some length."""
    opening, closing = min(heard), max(heard)
    shortest = min(_SHORTEST, (last - first) / len(heard))
    ordered: dict[int, Span] = {}
    at = first
    for done, (index, (start, end)) in enumerate(heard.items(), 1):
        latest = last - (len(heard) - done) * shortest  # the words to come need their time as well
        start = first if index == opening else min(max(start, at), latest - shortest)
        at = last if index == closing else min(max(end, start + shortest), latest)
        ordered[index] = (start, at)
    return ordered
