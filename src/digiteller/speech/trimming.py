"""Cuts the silence around a piece of speech without clicks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_FLOOR = 10 ** (-42 / 20)
"""Quieter than this against the loudest moment is silence; the softest fricatives are 10 dB above it."""
_HUSH = 10 ** (-36 / 20)
"""Quieter than this between two sounds is silence; voices breathe there."""
_WINDOW = 0.01
_LEAD, _TAIL = 0.03, 0.08
"""Seconds kept before the first and after the last sound."""
_FADE_IN, _FADE_OUT = 0.01, 0.04


def sounding(samples: NDArray[np.float32], sample_rate: int) -> tuple[int, int]:
    """Return the first and the last sample (exclusive) of what can be heard in mono ``samples``; (0, 0) if nothing."""
    loud = _loud(samples, sample_rate, _FLOOR)
    return (int(loud[0]), int(loud[-1]) + 1) if loud.size else (0, 0)


def silences(samples: NDArray[np.float32], sample_rate: int, shortest: float) -> list[tuple[int, int]]:
    """Return the first and the last sample (exclusive) of every silence of ``shortest`` seconds between two sounds."""
    loud = _loud(samples, sample_rate, _HUSH)
    before = np.flatnonzero(np.diff(loud) > shortest * sample_rate)
    return [(int(loud[at]) + 1, int(loud[at + 1])) for at in before]


def _loud(samples: NDArray[np.float32], sample_rate: int, floor: float) -> NDArray[np.int64]:
    """Return the samples around which there is sound."""
    window = round(_WINDOW * sample_rate)
    energy = np.concatenate([[0.0], np.cumsum(samples.astype(np.float64) ** 2)])
    level = np.sqrt((energy[window:] - energy[:-window]) / window) if len(samples) >= window else np.zeros(0)
    return np.flatnonzero(level > floor * level.max(initial=0.0)) + window // 2


def trim(samples: NDArray[np.float32], sample_rate: int, first: int, last: int) -> tuple[NDArray[np.float32], int]:
    """Return ``samples`` from a breath before ``first`` to a breath after ``last``, and the sample they start at.

    The breaths fade in and out, so that what is cut does not click.
    """
    start = max(first - round(_LEAD * sample_rate), 0)
    end = min(last + round(_TAIL * sample_rate), len(samples))
    kept = samples[start:end].copy()
    for fade, part in ((_FADE_IN, kept), (_FADE_OUT, kept[::-1])):
        count = min(round(fade * sample_rate), len(part))
        part[:count] *= np.sin(np.linspace(0, np.pi / 2, count, dtype=np.float32)) ** 2
    return kept, start
