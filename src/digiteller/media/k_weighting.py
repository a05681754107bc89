"""What every measure of loudness shares: the K-weighting and the gates of ITU-R BS.1770-4."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ABSOLUTE_GATE, _RELATIVE_GATE = -70.0, -10.0
_OFFSET = -0.691
_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
"""The two stages of K-weighting: coefficients (b, a) at 48 kHz."""


def k_weighting(size: int, sample_rate: int) -> NDArray[np.complex128]:
    """Return the frequency response of both stages at the size // 2 + 1 frequencies of a real spectrum."""
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(size, 1 / sample_rate) / 48000)
    response = np.ones(len(z), complex)
    for b, a in (_SHELF, _HIGH_PASS):
        response *= np.polyval(b[::-1], z) / np.polyval(a[::-1], z)
    return response


def gated_loudness(power: NDArray[np.float64]) -> float:
    """Return the loudness in LUFS from the K-weighted mean squares of blocks of 0.4 s; -inf if all are silent."""
    loudness = loudness_of(power)
    loud = loudness > _ABSOLUTE_GATE
    if not loud.any():
        return float("-inf")
    gate = loudness_of(power[loud].mean()) + _RELATIVE_GATE
    return float(loudness_of(power[loud & (loudness > gate)].mean()))


def loudness_of(power: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the loudness in LUFS of K-weighted mean squares, not gated; silence is about -120."""
    loudness: NDArray[np.float64] = _OFFSET + 10 * np.log10(np.maximum(power, 1e-12))
    return loudness
