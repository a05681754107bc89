"""Loudness and true peak after ITU-R BS.1770-4, and a limiter, for sounds that come in blocks.

How a sound is cut into blocks changes no bit of a result: what needs its neighbours is looked at in parts of one size.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import soxr

from digiteller.media.k_weighting import gated_loudness, k_weighting
from digiteller.media.wav import SAMPLE_RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sound = NDArray[np.float32]

HOP = SAMPLE_RATE // 10
"""Samples; the blocks of 0.4 s whose power BS.1770 gates overlap by three quarters."""
_SPECTRUM = 1 << 18
"""Samples that are weighted together."""
_SETTLE = SAMPLE_RATE // 4
"""Samples after which the K-weighting has forgotten what was before."""
_PART = (_SPECTRUM - 2 * _SETTLE) // HOP * HOP
MILLISECOND = SAMPLE_RATE // 1000
_OVERSAMPLED = 4
_OVERSAMPLED_MILLISECOND = _OVERSAMPLED * MILLISECOND
_LOOK_AHEAD = 6
"""Milliseconds in which the limiter turns down before a peak, and up after it."""


class Meter:
    """Measures the loudness of a sound at 48 kHz."""

    def __init__(self, channels: int) -> None:
        self._window = np.zeros((channels, _SETTLE + _PART), np.float32)
        self._end = _SETTLE
        self._hops: list[NDArray[np.float64]] = []

    def add(self, block: Sound) -> None:
        """Listen to the next block, shape [n, channels]."""
        while len(block):
            fitting = block[: self._window.shape[1] - self._end].T
            self._window[:, self._end : self._end + fitting.shape[1]] = fitting
            self._end += fitting.shape[1]
            block = block[fitting.shape[1] :]
            if self._end == self._window.shape[1]:
                self._hops.append(self._measured())
                self._window[:, :_SETTLE] = self._window[:, -_SETTLE:]
                self._end = _SETTLE

    def hops(self) -> NDArray[np.float64]:
        """Return the K-weighted energy of each whole tenth of a second so far, over all channels."""
        return np.concatenate([*self._hops, self._measured()])

    def loudness(self) -> float:
        """Return the gated loudness so far in LUFS; -inf for silence."""
        return gated_loudness(blocks_of(self.hops()))

    def _measured(self) -> NDArray[np.float64]:
        part = self._window[:, : self._end]
        weighted = np.fft.irfft(np.fft.rfft(part, _SPECTRUM) * _weighting(), _SPECTRUM)[:, _SETTLE : self._end]
        hops = weighted.shape[1] // HOP
        squares = np.square(weighted[:, : hops * HOP]).reshape(len(part), hops, HOP)
        energy: NDArray[np.float64] = squares.sum((0, 2), dtype=np.float64)
        return energy


def blocks_of(hops: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean square of each block of 0.4 s from the energies of the tenths of a second."""
    return np.convolve(hops, np.ones(4), "valid") / (4 * HOP) if len(hops) >= 4 else hops[:0]


@cache
def _weighting() -> NDArray[np.complex64]:
    return k_weighting(_SPECTRUM, SAMPLE_RATE).astype(np.complex64)


class PeakMeter:
    """Finds the true peaks, four times oversampled, of a sound at 48 kHz."""

    def __init__(self, channels: int) -> None:
        self._oversampler = soxr.ResampleStream(
            SAMPLE_RATE, _OVERSAMPLED * SAMPLE_RATE, channels, dtype="float32", quality="MQ"
        )
        self._rest = np.zeros((0, channels), np.float32)

    def add(self, block: Sound) -> Sound:
        """Listen to the next block, shape [n, channels]; return the true peaks of the next few milliseconds."""
        return self._peaks(self._oversampler.resample_chunk(block), 0)

    def finish(self) -> Sound:
        """Return the true peaks of the milliseconds that are left, the last of which may be incomplete."""
        end = self._oversampler.resample_chunk(self._rest[:0], last=True)
        return self._peaks(end, -(len(self._rest) + len(end)) % _OVERSAMPLED_MILLISECOND)

    def _peaks(self, oversampled: Sound, padding: int) -> Sound:
        whole = np.pad(np.concatenate([self._rest, oversampled]), ((0, padding), (0, 0)))
        count = len(whole) // _OVERSAMPLED_MILLISECOND
        rows = np.abs(whole[: count * _OVERSAMPLED_MILLISECOND]).reshape(count, -1 if count else 1)
        self._rest = whole[count * _OVERSAMPLED_MILLISECOND :]
        return np.asarray(rows.max(1, initial=0.0))


def limiter(peaks: Sound, ceiling: float, first: int, count: int) -> Sound:
    """Return the factor of samples ``first`` to ``first + count`` that holds true peaks at ``ceiling``.

    ``peaks`` are those of the milliseconds of the whole sound, like ``ceiling`` in 0..1 of full scale. The gain that
    each millisecond needs is taken as the least of its neighbours', then averaged over as many: so it is reached before
    the peak, and nowhere exceeded.
    """
    at = (np.arange(first, first + count) - MILLISECOND // 2) / MILLISECOND
    before = int(at[0] // 1) if count else 0
    centres = np.arange(before - 2 * _LOOK_AHEAD, before + count // MILLISECOND + 3 + 2 * _LOOK_AHEAD)
    near = peaks[np.clip(centres, 0, len(peaks) - 1)]
    if near.max() <= ceiling:
        return np.ones(count, np.float32)
    needed = np.minimum(1.0, ceiling / np.maximum(near, 1e-9))
    reach = 2 * _LOOK_AHEAD + 1
    least = np.lib.stride_tricks.sliding_window_view(needed, reach).min(1)
    window = np.hanning(reach + 2)[1:-1]
    # Summed in one order, whatever the place in the block, so that the result is the same to the last bit.
    smooth = sum(
        weight * least[step : len(least) - reach + 1 + step] for step, weight in enumerate(window / window.sum())
    )
    factor = np.interp(at, centres[2 * _LOOK_AHEAD : -2 * _LOOK_AHEAD], np.asarray(smooth))
    return np.asarray(factor, np.float32)
