"""Rain, wind, waves, crickets and others, second by second, made of filtered noise and short chirps.

Every second depends only on its number and the seed, so it can be streamed, is the same each time, and never repeats
itself. Noise is drawn as spectra with random phases, whose grains of two seconds overlap by half with windows of
constant power; so it has no seams.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from digiteller.media.wav import SAMPLE_RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LOUDNESS = -30.0
"""LUFS of each kind by itself, over a while."""


def second_of(kind: str, second: int, seed: int) -> Floats:
    """Return a second of one of ``KINDS``, counted from 0, in stereo at 48 kHz: shape [48000, 2]."""
    make, raw = KINDS[kind]
    return make(second, seed) * 10 ** ((LOUDNESS - raw) / 20)


def _random(seed: int, name: str, number: int) -> np.random.Generator:
    return np.random.default_rng([seed, zlib.crc32(name.encode()), number + 2])


@lru_cache(maxsize=24)
def _grain(seed: int, name: str, number: int, low: float, high: float, slope: float) -> NDArray[np.float32]:
    """Return two seconds of stereo noise between two frequencies, falling by ``slope`` dB an octave."""
    random = _random(seed, name, number)
    phases = random.uniform(0, 2 * np.pi, (SAMPLE_RATE + 1, 2))
    # Mostly the same on both sides, so that it is around the listener and not in two places.
    phases[:, 1] = phases[:, 0] + random.normal(0, 0.9, SAMPLE_RATE + 1)
    window = np.sin(np.pi * (np.arange(2 * SAMPLE_RATE) + 0.5) / (2 * SAMPLE_RATE))
    grain: Floats = np.fft.irfft(_band(low, high, slope)[:, None] * np.exp(1j * phases), 2 * SAMPLE_RATE, axis=0)
    return (grain * window[:, None]).astype(np.float32)


@cache
def _band(low: float, high: float, slope: float) -> Floats:
    """Return the spectrum of a band, its edges an octave and more wide, for noise of power 1."""
    octaves = np.log2(np.maximum(np.arange(SAMPLE_RATE + 1) / 2, 1.0))
    above, below = ((octaves - np.log2(low)) / 1.6 + 0.5, (np.log2(high) - octaves) / 1.6 + 0.5)
    inside = np.clip(above, 0, 1) * np.clip(below, 0, 1)
    spectrum = np.sin(inside * np.pi / 2) ** 2 * 10 ** (slope * octaves / 20)
    whole: Floats = spectrum * (SAMPLE_RATE / np.sqrt(np.square(spectrum).sum() / 2))
    return whole


def _noise(seed: int, name: str, second: int, low: float, high: float, slope: float = -3.0) -> Floats:
    """Return a second of noise of power 1, shape [SAMPLE_RATE, 2]."""
    before, after = (_grain(seed, name, number, low, high, slope) for number in (second - 1, second))
    return np.asarray(before[SAMPLE_RATE:] + after[:SAMPLE_RATE], np.float64)


def _slow(seed: int, name: str, second: int, period: float) -> Floats:
    """Return a second of a smooth random curve in 0..1 that wanders within about ``period`` seconds."""
    at = (second + np.linspace(0, 1, 101)) / period
    knots = np.floor(at).astype(int)
    values = {knot: _random(seed, f"{name} slow", int(knot)).random() for knot in range(knots[0], knots[-1] + 2)}
    share = at - knots
    share = share * share * (3 - 2 * share)
    curve = [values[k] * (1 - s) + values[k + 1] * s for k, s in zip(knots, share, strict=True)]
    return np.asarray(np.interp(np.arange(SAMPLE_RATE) / SAMPLE_RATE, np.linspace(0, 1, 101), curve))[:, None]


Event = Callable[[np.random.Generator], "Floats"]


def _events(seed: int, name: str, second: int, rate: float, event: Event) -> Floats:
    """Return a second in which ``rate`` events a second happen at random; each is a mono sound below a second long."""
    sound = np.zeros((3 * SAMPLE_RATE, 2))
    for number in (second - 1, second):
        random = _random(seed, name, number)
        for _ in range(random.poisson(rate)):
            start = int(random.integers(SAMPLE_RATE)) + (number - second + 1) * SAMPLE_RATE
            side = random.uniform(0.2, 0.8) * np.pi / 2
            made = event(random)
            sound[start : start + len(made)] += made[:, None] * (np.cos(side), np.sin(side))
    return sound[SAMPLE_RATE : 2 * SAMPLE_RATE]


def _rain(second: int, seed: int) -> Floats:
    fall = 0.75 + 0.25 * _slow(seed, "rain", second, 3.0)
    hiss = _noise(seed, "rain", second, 700, 9000, -4.0) + 0.5 * _noise(seed, "rain far", second, 150, 900)

    def drop(random: np.random.Generator) -> Floats:
        length = int(random.uniform(0.006, 0.02) * SAMPLE_RATE)
        at = np.arange(length) / SAMPLE_RATE
        pitch = random.uniform(1200, 4500)
        swell = np.sin(np.pi * np.arange(length) / length) * np.exp(-at * 250)
        return random.exponential(1.0) * swell * np.sin(2 * np.pi * pitch * at)

    return fall * hiss + 1.1 * _events(seed, "drop", second, 45.0, drop)


def _wind(second: int, seed: int) -> Floats:
    gust, high = _slow(seed, "gust", second, 4.5), _slow(seed, "howl", second, 2.7)
    low = _noise(seed, "wind", second, 70, 350, -4.0) * (0.35 + 0.65 * gust)
    middle = _noise(seed, "wind middle", second, 300, 800, -3.0) * gust**2
    return low + 0.7 * middle + 0.28 * _noise(seed, "wind high", second, 700, 1600) * (gust * high) ** 2


def _waves(second: int, seed: int) -> Floats:
    at = second + np.arange(SAMPLE_RATE) / SAMPLE_RATE
    # The swell comes about every eight seconds, never quite; the wash follows the breaking.
    wander = 2 * np.pi * 0.35 * _slow(seed, "swell", second, 9.0)[:, 0]
    swell = (0.5 + 0.5 * np.sin(2 * np.pi * at / 8.3 + wander)) ** 1.6
    wash = (0.5 + 0.5 * np.sin(2 * np.pi * at / 8.3 + wander - 0.9)) ** 3
    size = 0.6 + 0.4 * _slow(seed, "size", second, 8.3)
    roll = _noise(seed, "waves", second, 80, 600, -3.0) * (0.3 + 0.7 * swell[:, None])
    return size * (roll + 0.75 * _noise(seed, "foam", second, 600, 7000, -4.0) * (0.1 + 0.9 * wash[:, None]))


def _crickets(second: int, seed: int) -> Floats:
    def chirp(random: np.random.Generator) -> Floats:
        pitch, pulses = random.uniform(4100, 4900), int(random.integers(3, 5))
        at = np.arange(int(pulses * 0.034 * SAMPLE_RATE)) / SAMPLE_RATE
        beat = (at % 0.034) / 0.022
        shape = np.where(beat < 1, np.sin(np.pi * np.minimum(beat, 1)) ** 2, 0.0)
        return random.uniform(0.15, 1.0) ** 2 * shape * np.sin(2 * np.pi * (pitch * at - 250 * at**2))

    night = 0.16 * _noise(seed, "night", second, 120, 900, -4.0)
    return night + 0.5 * _events(seed, "cricket", second, 4.5, chirp) * (0.5 + 0.5 * _slow(seed, "sing", second, 5.0))


def _fire(second: int, seed: int) -> Floats:
    def crackle(random: np.random.Generator) -> Floats:
        length = int(random.uniform(0.004, 0.03) * SAMPLE_RATE)
        at = np.arange(length)
        decay = np.minimum(at / 24, 1.0) * np.exp(-5.0 * at / length) * np.sin(np.pi * (at + 1) / (length + 1)) ** 0.5
        return min(random.exponential(1.0), 3.0) * decay * random.normal(0, 1, length)

    roar = _noise(seed, "fire", second, 60, 400, -4.0) * (0.7 + 0.3 * _slow(seed, "flame", second, 0.8))
    lively = 0.3 + _slow(seed, "wood", second, 2.0)
    return (
        roar
        + 0.12 * _noise(seed, "fire hiss", second, 900, 5000)
        + 1.2 * lively * _events(seed, "crackle", second, 11.0, crackle)
    )


def _birds(second: int, seed: int) -> Floats:
    def tweet(random: np.random.Generator) -> Floats:
        notes, pitch, turn = int(random.integers(1, 5)), random.uniform(2600, 4600), random.uniform(-1200, 1200)
        parts = []
        for _ in range(notes):
            length = int(random.uniform(0.05, 0.12) * SAMPLE_RATE)
            share = np.arange(length) / length
            sweep = pitch + turn * share + random.uniform(0, 300) * np.sin(2 * np.pi * 2 * share)
            parts += [np.sin(np.pi * share) ** 2 * np.sin(2 * np.pi * np.cumsum(sweep) / SAMPLE_RATE)]
            parts += [np.zeros(int(random.uniform(0.03, 0.09) * SAMPLE_RATE))]
        return random.uniform(0.2, 1.0) ** 2 * np.concatenate(parts)[: SAMPLE_RATE - 1]

    breeze = 0.22 * _noise(seed, "breeze", second, 150, 1500, -4.0) * (0.5 + 0.5 * _slow(seed, "leaves", second, 4.0))
    return breeze + 0.6 * _events(seed, "bird", second, 0.9, tweet)


def _city(second: int, seed: int) -> Floats:
    passing = _slow(seed, "cars", second, 3.5) ** 3
    hum = _noise(seed, "city", second, 50, 300, -4.0)
    return hum + 0.5 * _noise(seed, "tyres", second, 300, 2200, -4.0) * (0.12 + passing)


def _underwater(second: int, seed: int) -> Floats:
    def bubble(random: np.random.Generator) -> Floats:
        at = np.arange(int(random.uniform(0.04, 0.11) * SAMPLE_RATE)) / SAMPLE_RATE
        pitch, length = random.uniform(250, 750), len(at) / SAMPLE_RATE
        shape = np.sin(np.pi * at / length) * np.exp(-2.5 * at / length)
        return (
            random.uniform(0.2, 1.0) ** 2 * shape * np.sin(2 * np.pi * (pitch * at + pitch * 1.6 * at**2 / length / 2))
        )

    deep = _noise(seed, "deep", second, 40, 220, -4.0) * (0.7 + 0.3 * _slow(seed, "current", second, 5.0))
    gush = _slow(seed, "bubbles", second, 2.2) ** 2
    return deep + 1.4 * gush * _events(seed, "bubble", second, 7.0, bubble)


KINDS: dict[str, tuple[Callable[[int, int], Floats], float]] = {
    "rain": (_rain, 4.7),
    "wind": (_wind, -1.3),
    "waves": (_waves, -1.6),
    "crickets": (_crickets, -13.3),
    "fire": (_fire, 0.4),
    "birds": (_birds, -12.3),
    "city": (_city, 1.4),
    "underwater": (_underwater, -0.8),
}
"""Each kind's maker, and how loud what it makes is in LUFS."""
