"""Loudness and true peak after ITU-R BS.1770-4, and a limiter."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import soxr

from digiteller.bs1770 import gated_loudness, k_weighting

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sound = NDArray[np.float32]

RATE = 48000
_HOP = RATE // 10
"""Samples; the blocks of 0.4 s overlap by three quarters."""
_SPECTRUM = 1 << 18
"""Samples that are weighted together."""
_SETTLE = RATE // 4
"""Samples after which the K-weighting has forgotten what was before."""
_PART = (_SPECTRUM - 2 * _SETTLE) // _HOP * _HOP
"""Samples that are looked at together, so that a long film needs no more memory."""
_MILLISECOND = RATE // 1000
_LOOK_AHEAD = 6
"""Milliseconds in which the limiter turns down before a peak, and up after it."""


def integrated(sound: Sound) -> float:
    """Return the gated loudness in LUFS of a sound at 48 kHz, shape [n, channels]; -inf for silence."""
    hops = np.concatenate([_hop_energy(sound, start) for start in range(0, max(len(sound), 1), _PART)])
    power = np.convolve(hops, np.ones(4), "valid") / (4 * _HOP) if len(hops) >= 4 else hops[:0]
    return gated_loudness(power)


def _hop_energy(sound: Sound, start: int) -> NDArray[np.float64]:
    """Return the K-weighted energy of each tenth of a second in one part of the sound, over all channels."""
    before = min(start, _SETTLE)
    part = np.ascontiguousarray(sound[start - before : start + _PART].T)
    weighted = np.fft.irfft(np.fft.rfft(part, _SPECTRUM) * _weighting(), _SPECTRUM)[:, before : part.shape[1]]
    hops = weighted.shape[1] // _HOP
    squares = np.square(weighted[:, : hops * _HOP]).reshape(len(part), hops, _HOP)
    energy: NDArray[np.float64] = squares.sum((0, 2), dtype=np.float64)
    return energy


@cache
def _weighting() -> NDArray[np.complex64]:
    return k_weighting(_SPECTRUM, RATE).astype(np.complex64)


def peaks(sound: Sound) -> NDArray[np.float32]:
    """Return the true peak, four times oversampled, of each millisecond of a sound at 48 kHz, [n, channels]."""
    blocks, channels = -(-len(sound) // _MILLISECOND), sound.shape[1]
    highest = np.zeros(blocks, np.float32)
    around = 10 * _MILLISECOND
    for start in range(0, len(sound), _PART):
        before = min(start, around)
        part = soxr.resample(sound[start - before : start + _PART + around], RATE, 4 * RATE, quality="MQ")
        part = part[4 * before : 4 * (before + _PART)]
        part = np.pad(part, ((0, -len(part) % (4 * _MILLISECOND)), (0, 0)))
        found = np.abs(part).reshape(-1, 4 * _MILLISECOND * channels).max(1)
        first = start // _MILLISECOND
        highest[first : first + len(found)] = found[: blocks - first]
    return highest


def limit(sound: Sound, ceiling: float) -> Sound:
    """Return the sound with its true peaks held at ``ceiling`` (0..1 of full scale), turned down smoothly around them.

    The gain that each millisecond needs is taken as the least of its neighbours', then averaged over as many: so it is
    reached before the peak, and nowhere exceeded.
    """
    needed = np.minimum(1.0, ceiling / np.maximum(peaks(sound), 1e-9))
    if needed.min() >= 1.0:
        return sound
    reach = 2 * _LOOK_AHEAD + 1
    padded = np.pad(needed, 2 * _LOOK_AHEAD, mode="edge")
    least = np.lib.stride_tricks.sliding_window_view(padded, reach).min(1)
    window = np.hanning(reach + 2)[1:-1]
    smooth = np.convolve(least, window / window.sum(), "valid")
    centres = (np.arange(len(smooth)) + 0.5) * _MILLISECOND
    gain = np.interp(np.arange(len(sound)), centres, smooth).astype(np.float32)
    return sound * gain[:, None]
