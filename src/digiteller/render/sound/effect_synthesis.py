"""Makes sound effects from the layers of ``effects.yaml``: tones and noises with envelopes, bands and resonances."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal
from zlib import crc32

import numpy as np

from digiteller.media.wav import SAMPLE_RATE
from digiteller.system.packaged_yaml import packaged_yaml

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LOUDNESS = -20.0
"""dBFS of the mean square of an effect over its loudest tenth of a second."""
_WINDOW = SAMPLE_RATE // 10
_WIDE = 0.12
"""Half the width of a resonance, as a share of its frequency."""
_UNDER = 0.06
"""What resonances let through of all else."""
_THIRD = 1.1
"""Times its decay that a sound takes to fall to a third."""


@dataclass(frozen=True)
class SoundLayer:
    """One of the sounds of which an effect is made; as in ``effects.yaml``."""

    wave: Literal["sine", "saw", "square", "noise"]
    seconds: float
    pitch: tuple[float, ...] = (440.0,)
    vary: float = 0.0
    attack: float = 0.01
    decay: float | None = None
    band: tuple[float, float] | None = None
    formants: tuple[float, ...] = ()
    tremble: tuple[float, float] = (1.0, 0.0)
    waver: tuple[float, float] = (1.0, 0.0)
    times: int = 1
    every: float = 0.0
    stray: float = 0.0
    at: float = 0.0
    gain: float = 1.0


@dataclass(frozen=True)
class SoundRecipe:
    """How an effect is made."""

    layers: tuple[SoundLayer, ...]
    level: float = 0.0
    """dB that it is louder than others."""


@cache
def recipes() -> Mapping[str, SoundRecipe]:
    """Return how each effect is made, by its name.

    Raises:
        TypeError: a recipe of ``effects.yaml`` has a key that there is not.
    """
    table = packaged_yaml("digiteller.render.sound", "effects.yaml")
    return {
        name: SoundRecipe(tuple(map(_layer, record["layers"])), float(record.get("level", 0.0)))
        for name, record in table.items()
    }


def _layer(record: Mapping[str, object]) -> SoundLayer:
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in record.items()}
    if not isinstance(values.get("pitch", ()), tuple):
        values["pitch"] = (values["pitch"],)
    return SoundLayer(**values)  # type: ignore[arg-type]


def make_effect(name: str, seed: int) -> NDArray[np.float32]:
    """Return a sound effect, mono at 48 kHz, shape [n], at ``LOUDNESS`` and its level; a little other for each seed."""
    recipe, random = recipes()[name], np.random.default_rng([seed, crc32(name.encode())])
    made = [(start, sound) for layer in recipe.layers for start, sound in _played(layer, random)]
    whole = np.zeros(max(start + len(sound) for start, sound in made))
    for start, sound in made:
        whole[start : start + len(sound)] += sound
    summed = np.concatenate([[0.0], np.cumsum(np.square(whole))])
    power = (summed[_WINDOW:] - summed[:-_WINDOW]).max(initial=summed[-1] if len(whole) < _WINDOW else 0.0) / _WINDOW
    gain = 10 ** ((LOUDNESS + recipe.level) / 20) / np.sqrt(max(power, 1e-12))
    effect: NDArray[np.float32] = (whole * gain).astype(np.float32)
    return effect


def _played(layer: SoundLayer, random: np.random.Generator) -> list[tuple[int, Floats]]:
    """Return a layer's sounds, each with the sample at which it begins."""
    played = []
    for number in range(layer.times):
        wait = layer.every * (number + layer.stray * random.uniform(-0.5, 0.5))
        loud = layer.gain * (1.0 if layer.times == 1 else random.uniform(0.7, 1.0))
        played.append((max(0, round((layer.at + wait) * SAMPLE_RATE)), loud * _sound(layer, random)))
    return played


def _sound(layer: SoundLayer, random: np.random.Generator) -> Floats:
    count = round(layer.seconds * SAMPLE_RATE)
    at = np.arange(count) / SAMPLE_RATE
    sound = random.normal(0, 1, count) if layer.wave == "noise" else _tone(layer, at, random)
    if layer.band or layer.formants:
        sound = _filtered(sound, layer.band, layer.formants)
    rate, depth = layer.tremble
    return np.asarray(sound * _envelope(layer, at) * (1 - depth * (0.5 + 0.5 * np.sin(2 * np.pi * rate * at))))


def _tone(layer: SoundLayer, at: Floats, random: np.random.Generator) -> Floats:
    """Return a wave that glides through the layer's pitches."""
    steps = np.linspace(0, 1, len(layer.pitch))
    share = at / max(layer.seconds, 1e-6)
    pitch = np.exp(np.interp(share, steps, np.log(layer.pitch))) * (1 + layer.vary * random.uniform(-1, 1))
    rate, depth = layer.waver
    turns = np.cumsum(pitch * (1 + depth * np.sin(2 * np.pi * rate * at))) / SAMPLE_RATE
    if layer.wave == "sine":
        return np.asarray(np.sin(2 * np.pi * turns))
    # As many overtones as there is room for: a jagged wave would fold them back as noise.
    highest = max(1, min(40, int(0.45 * SAMPLE_RATE / pitch.max())))
    overtones = range(1, highest + 1, 2 if layer.wave == "square" else 1)
    return np.asarray(sum(np.sin(2 * np.pi * one * turns) / one for one in overtones))


def _filtered(sound: Floats, band: tuple[float, float] | None, formants: Sequence[float]) -> Floats:
    """Return a sound of which only a band is heard, with soft edges, or what resounds."""
    spectrum = np.fft.rfft(sound)
    pitches = np.maximum(np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE), 1.0)
    if band:
        octaves = np.log2(pitches)
        inside = np.minimum(octaves - np.log2(band[0]), np.log2(band[1]) - octaves) * 2 + 1
        spectrum = spectrum * np.clip(inside, 0, 1) ** 2
    if formants:
        peaks = [np.exp(-0.5 * ((pitches - one) / (_WIDE * one)) ** 2) / (1 + at) for at, one in enumerate(formants)]
        spectrum = spectrum * (_UNDER + np.sum(peaks, axis=0))
    return np.asarray(np.fft.irfft(spectrum, len(sound)))


def _envelope(layer: SoundLayer, at: Floats) -> Floats:
    """Return how loud a layer is over its time, silent at its end: a swell, or a stroke that dies away."""
    left = layer.seconds - at
    if layer.decay is None:
        return np.asarray(np.sin(np.pi * np.clip(at / layer.seconds, 0, 1)) ** 2)
    rise = np.clip(at / max(layer.attack, 1e-4), 0, 1)
    fall = np.exp(-_THIRD * np.maximum(at - layer.attack, 0) / layer.decay)
    return np.asarray(rise * fall * np.clip(left / 0.02, 0, 1))
