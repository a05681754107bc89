"""Finds when words sound in speech whose voice does not know, by comparing it with speech whose voice does.

The same sentence said by two voices differs in pitch and pace, but hardly in the order of its sounds: dynamic time
warping of mel-frequency cepstra (Sakoe and Chiba, 1978; Malfrère and Dutoit, 1997) tells which moment of one is which
moment of the other. Two rounds liken the known voice to the other one, by the linear map of its cepstra that fits the
moments found so far best, and compare again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import soxr
from numpy.typing import NDArray

if TYPE_CHECKING:
    from digiteller.story import Span

_RATE = 16_000
_HOP = 160
_WINDOW = 512
_MELS, _CEPSTRA = 26, 13
_HOP_SECONDS = _HOP / _RATE
_DIAGONAL = 1.3
"""What a step that both voices take costs, against one that a voice takes alone, in costs of its frame."""
_ROUNDS = 2
_STIFFNESS = 0.002
"""How much, for each frame, the likened voice is held to what it was (ridge regression)."""


def align_words(
    samples: NDArray[np.float32],
    sample_rate: int,
    known: NDArray[np.float32],
    known_rate: int,
    spans: Sequence[Span | None],
) -> list[Span | None]:
    """Return when the words sound in mono ``samples``, in seconds; to 10 ms.

    ``known`` is the same sentence in another voice, ``spans`` the times of its words.
    """
    theirs, ours = _cepstra(known, known_rate), _cepstra(samples, sample_rate)
    frames = _warped(_with_changes(theirs), _with_changes(ours))
    for _ in range(_ROUNDS):
        frames = _warped(_with_changes(_likened(theirs, ours, frames)), _with_changes(ours))
    moments, at = frames * _HOP_SECONDS, np.arange(len(frames)) * _HOP_SECONDS
    return [span and (float(np.interp(span[0], at, moments)), float(np.interp(span[1], at, moments))) for span in spans]


def _cepstra(samples: NDArray[np.float32], sample_rate: int) -> NDArray[np.float64]:
    """Return mel-frequency cepstra, [frames, 13], a frame each 10 ms, each of mean 0 and unit variance."""
    sound = soxr.resample(samples, sample_rate, _RATE, quality="HQ").astype(np.float64)
    padded = np.pad(sound, (_WINDOW // 2, _WINDOW))
    frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_HOP][: len(sound) // _HOP + 1]
    power = np.abs(np.fft.rfft(frames * np.hanning(_WINDOW))) ** 2
    mels = np.log(power @ _mel_filters().T + 1e-7 * max(float(power.max()), 1e-12))
    basis = np.cos(np.pi / _MELS * np.outer(np.arange(_CEPSTRA), np.arange(_MELS) + 0.5))
    return _standardised(mels @ basis.T)


def _standardised(cepstra: NDArray[np.float64]) -> NDArray[np.float64]:
    standardised: NDArray[np.float64] = (cepstra - cepstra.mean(axis=0)) / (cepstra.std(axis=0) + 1e-6)
    return standardised


def _with_changes(cepstra: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return cepstra and how they change, [frames, 2 * 13]."""
    return np.hstack([cepstra, np.gradient(cepstra, axis=0) if len(cepstra) > 1 else np.zeros_like(cepstra)])


def _likened(
    theirs: NDArray[np.float64], ours: NDArray[np.float64], frames: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return ``theirs`` mapped to sound like those ``frames`` of ``ours`` that each of theirs belongs to."""
    wanted = ours[np.rint(frames).astype(int)]
    held = _STIFFNESS * len(theirs) * np.eye(_CEPSTRA)
    return _standardised(theirs @ np.linalg.solve(theirs.T @ theirs + held, theirs.T @ wanted + held))


def _mel_filters() -> NDArray[np.float64]:
    """Return triangular filters evenly spaced on the mel scale, [26, 257]."""
    edges = 700 * (10 ** (np.linspace(0, 2595 * np.log10(1 + _RATE / 1400), _MELS + 2) / 2595) - 1)
    bins = np.fft.rfftfreq(_WINDOW, 1 / _RATE)
    rising = (bins - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - bins) / (edges[2:] - edges[1:-1])[:, None]
    filters: NDArray[np.float64] = np.maximum(0, np.minimum(rising, falling))
    return filters


def _warped(first: NDArray[np.float64], second: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each frame of ``first`` the frame of ``second`` that sounds like it, never going back."""
    cost = _distances(first, second)
    rows, columns = cost.shape
    total = np.full((rows + 1, columns + 1), np.inf)
    total[0, 0] = 0.0
    for diagonal in range(2, rows + columns + 1):  # all cells of a diagonal at once
        i = np.arange(max(1, diagonal - columns), min(rows, diagonal - 1) + 1)
        j = diagonal - i
        here = cost[i - 1, j - 1]
        alone = np.minimum(total[i - 1, j], total[i, j - 1]) + here
        total[i, j] = np.minimum(total[i - 1, j - 1] + _DIAGONAL * here, alone)
    matches: list[list[int]] = [[] for _ in range(rows)]
    i, j = rows, columns
    while i and j:
        matches[i - 1].append(j - 1)
        steps = (total[i - 1, j - 1], total[i - 1, j], total[i, j - 1])
        best = int(np.argmin(steps))
        i, j = i - (best != 2), j - (best != 1)
    return np.array([np.mean(found) for found in matches])


def _distances(first: NDArray[np.float64], second: NDArray[np.float64]) -> NDArray[np.float64]:
    squares = (first**2).sum(axis=1)[:, None] + (second**2).sum(axis=1) - 2 * first @ second.T
    distances: NDArray[np.float64] = np.sqrt(np.maximum(squares, 0))
    return distances
