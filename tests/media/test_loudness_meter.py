"""The test signals are those of EBU Tech 3341."""

from __future__ import annotations

import numpy as np
import pytest

from digiteller.media.loudness_meter import Meter, PeakMeter, limiter
from digiteller.media.wav import SAMPLE_RATE


def integrated(sound: np.ndarray, block: int = 70_001) -> float:
    meter = Meter(sound.shape[1])
    for start in range(0, len(sound), block):
        meter.add(sound[start : start + block])
    return meter.loudness()


def peaks(sound: np.ndarray, block: int = 70_001) -> np.ndarray:
    meter = PeakMeter(sound.shape[1])
    found = [meter.add(sound[start : start + block]) for start in range(0, len(sound), block)]
    return np.concatenate([*found, meter.finish()])


def limit(sound: np.ndarray, ceiling: float, block: int = 70_001) -> np.ndarray:
    found = peaks(sound)
    starts = range(0, len(sound), block)
    factors = [limiter(found, ceiling, start, min(block, len(sound) - start)) for start in starts]
    return sound * np.concatenate(factors)[:, None]


def _sine(seconds: float, decibels: float, frequency: float = 1000.0, channels: int = 2) -> np.ndarray:
    wave = 10 ** (decibels / 20) * np.sin(2 * np.pi * frequency * np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE)
    return np.repeat(wave[:, None], channels, 1).astype(np.float32)


@pytest.mark.parametrize("decibels", [-23.0, -33.0])
def test_a_stereo_sine_is_as_loud_as_it_is_high(decibels: float) -> None:
    assert integrated(_sine(20, decibels)) == pytest.approx(decibels, abs=0.05)


def test_one_channel_alone_is_three_decibels_less() -> None:
    assert integrated(_sine(5, 0.0, 997.0, channels=1)) == pytest.approx(-3.01, abs=0.05)


@pytest.mark.parametrize(
    "parts",
    [
        [(10, -36), (60, -23), (10, -36)],
        [(10, -72), (10, -36), (60, -23), (10, -36), (10, -72)],
        [(20, -26), (20.1, -20), (20, -26)],
    ],
)
def test_gating(parts: list[tuple[float, float]]) -> None:
    sound = np.concatenate([_sine(*part) for part in parts])
    assert integrated(sound) == pytest.approx(-23.0, abs=0.1)


def test_low_and_high_notes_are_weighted() -> None:
    assert integrated(_sine(5, -20, 30)) < -27  # the high-pass
    assert integrated(_sine(5, -20, 8000)) == pytest.approx(-16.6, abs=0.4)  # the shelf


@pytest.mark.parametrize("length", [0, 100, SAMPLE_RATE // 3, 10 * SAMPLE_RATE])
def test_silence_and_scraps_have_no_loudness(length: int) -> None:
    assert integrated(np.zeros((length, 2), np.float32)) == float("-inf")


@pytest.mark.parametrize(
    ("frequency", "phase"), [(SAMPLE_RATE / 4, 45), (SAMPLE_RATE / 6, 60), (SAMPLE_RATE / 8, 67.5)]
)
def test_true_peaks_between_the_samples_are_found(frequency: float, phase: float) -> None:
    at = np.arange(SAMPLE_RATE)
    wave = 0.5 * np.sin(2 * np.pi * frequency * at / SAMPLE_RATE + np.radians(phase)) * np.hanning(SAMPLE_RATE)
    sound = np.repeat(wave[:, None], 2, 1).astype(np.float32)
    assert 20 * np.log10(peaks(sound).max()) == pytest.approx(-6.02, abs=0.3)


def test_peaks_are_where_they_are_in_long_sounds() -> None:
    sound = np.zeros((17 * SAMPLE_RATE, 1), np.float32)
    places = (5, 7999, 8000, 8001, 16500)
    for place in places:
        sound[place * SAMPLE_RATE // 1000 + 20] = 0.8
    found = peaks(sound)
    assert len(found) == 17000
    assert set(np.flatnonzero(found > 0.7)) == set(places)


def test_the_limiter_holds_true_peaks_and_leaves_the_rest_alone() -> None:
    rng = np.random.default_rng(0)
    sound = (rng.normal(0, 0.1, (3 * SAMPLE_RATE, 2))).astype(np.float32)
    sound[SAMPLE_RATE : SAMPLE_RATE + 2400] *= 6
    limited = limit(sound, 0.7)
    assert peaks(limited).max() <= 0.7 * 1.02
    assert np.array_equal(limited[: SAMPLE_RATE // 2], sound[: SAMPLE_RATE // 2])
    audible = np.abs(sound[:, 0]) > 1e-2
    gain = limited[audible, 0] / sound[audible, 0]
    assert gain.min() < 0.5
    assert np.abs(np.diff(gain)).max() < 0.01  # no clicks


def test_a_quiet_sound_is_not_touched() -> None:
    sound = _sine(1, -12)
    assert np.array_equal(limit(sound, 0.7), sound)


@pytest.mark.parametrize("block", [1, 997, 48_000, 400_000])
def test_blocks_of_any_size_give_the_same_bits(block: int) -> None:
    length = 3000 if block == 1 else 9 * SAMPLE_RATE + 17
    sound = np.random.default_rng(1).normal(0, 0.3, (length, 2)).astype(np.float32)
    assert integrated(sound, block) == integrated(sound)
    assert np.array_equal(peaks(sound, block), peaks(sound))
    assert np.array_equal(limit(sound, 0.7, block), limit(sound, 0.7))
