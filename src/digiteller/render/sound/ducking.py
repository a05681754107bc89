"""How the music makes way for the voice: a gain that follows the voice's envelope."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from digiteller.media.k_weighting import gated_loudness, loudness_of
from digiteller.media.loudness_meter import HOP, blocks_of
from digiteller.media.wav import SAMPLE_RATE
from digiteller.timeline import Timeline

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Steps = NDArray[np.float32]

STEPS = 100
"""Gains a second; in between they are interpolated."""
STEP = SAMPLE_RATE // STEPS
_PER_HOP = HOP // STEP
_APART = 16.0
"""LU that the music stays below the voice at least, while it speaks."""
_DUCK = 3.0
"""LU that speech turns the music down further, where it would be far enough already."""
_RAISED = 9.0
"""LU that the music is louder on the title card and with the credits."""
_ATTACK, _RELEASE = 0.16, 0.6
"""Seconds in which the music yields to the voice, and comes back."""
_GAP, _LIFTED = 0.8, 6.0
"""Seconds of silence between words from which the music comes up, and by how many LU."""
_EFFECTS, _EFFECTS_ALONE = -13.0, -8.0
"""LU that sound effects are below the voice, while it speaks and while it does not."""
_HOLD = 0.35
"""Seconds of silence in speech that do not bring the music back."""
_FADE_IN, _FADE_OUT = 0.4, 2.5
_NEAR = 15
"""Tenths of a second on either side that make up how loud the music is at a moment: the short term of EBU Tech 3341."""


def ducking_gains(
    speaking: NDArray[np.bool_],
    voice_level: float,
    music: NDArray[np.float64],
    timeline: Timeline,
    music_volume: float,
    end: float,
) -> Steps:
    """Return the factor of the music at each step.

    Where nobody speaks it brings the music as a whole to ``music_volume`` LU of the voice, more on the cards. While
    somebody does, a passage that is louder than the rest is turned down further, so that the distance holds throughout.

    Args:
        speaking: for each step, whether the voice sounds.
        voice_level: loudness of the voice in LUFS.
        music: K-weighted energies of the music's tenths of a second.
        timeline: the film's.
        music_volume: LU.
        end: seconds after which there is no more music, or film.
    """
    own = gated_loudness(blocks_of(music))
    if not np.isfinite(own):
        return np.zeros(len(speaking), np.float32)
    steps = len(speaking)
    lifted = np.where(_held(_closed(speaking, _GAP), 0.0), np.float32(0), np.float32(_LIFTED))
    opened = np.minimum(_open_level(timeline, steps, music_volume) + lifted, _loudest(music_volume)) - np.float32(own)
    ducked = np.float32(min(music_volume - _DUCK, -_APART)) - np.maximum(_short_term(music, steps), np.float32(own))
    decibels = _follow(np.where(_held(speaking), np.minimum(ducked, opened), opened))
    at = np.arange(steps, dtype=np.float32) / STEPS
    fade = np.clip(at / _FADE_IN, 0, 1) * np.clip((np.float32(end) - at) / _FADE_OUT, 0, 1)
    factor: Steps = 10 ** ((decibels + np.float32(voice_level)) / 20) * np.sin(fade * np.float32(np.pi / 2)) ** 2
    return factor


def interpolated(gains: Steps, first: int, count: int) -> Steps:
    """Return the gains of samples ``first`` to ``first + count``."""
    at = np.arange(first, first + count)
    step, share = at // STEP, (at % STEP).astype(np.float32) / np.float32(STEP)
    factor: Steps = gains[step] * (1 - share) + gains[step + 1] * share
    return factor


def sounding(power: Steps) -> NDArray[np.bool_]:
    """Return at which steps a sound of that mean square is more than the noise between words."""
    heard: NDArray[np.bool_] = power > max(1e-8, 1e-4 * float(power.max(initial=0.0)))
    return heard


def apart(speaking: NDArray[np.bool_], voice: NDArray[np.float64], music: NDArray[np.float64], gain: Steps) -> float:
    """Return how many LU the music is below the voice while it speaks; infinite where there is none.

    Args:
        speaking: for each step, whether the voice sounds.
        voice: K-weighted energies of the voice's tenths of a second.
        music: those of the music before its gain.
        gain: of the music, at each step.
    """
    hops = min(len(voice), len(music))
    if hops < 4:
        return np.inf
    ducked = music[:hops] * np.square(gain[: hops * _PER_HOP].reshape(hops, _PER_HOP), dtype=np.float64).mean(1)
    silent = np.convolve(~_closed(speaking)[: hops * _PER_HOP], np.ones(4 * _PER_HOP), "valid")[::_PER_HOP]
    spoken = silent == silent.min()
    below = gated_loudness(blocks_of(ducked)[spoken])
    return gated_loudness(blocks_of(voice[:hops])[spoken]) - below if np.isfinite(below) else np.inf


def _open_level(timeline: Timeline, steps: int, music_volume: float) -> Steps:
    """Return the level of the music against the voice in LU where nobody speaks, changing within two seconds."""
    level = np.full(steps, music_volume, np.float32)
    for shot in timeline.shots:
        if shot.kind != "scene":
            level[round(shot.start * STEPS) : round(shot.end * STEPS) + 1] = _loudest(music_volume)
    window = np.hanning(2 * STEPS + 1).astype(np.float32)
    return np.convolve(np.pad(level, STEPS, mode="edge"), window / window.sum(), "valid").astype(np.float32)


def _loudest(music_volume: float) -> float:
    return min(music_volume + _RAISED, 0.0)


def effect_gains(speaking: NDArray[np.bool_], voice_level: float, own: float) -> Steps:
    """Return the factor of sound effects at each step, which are as loud as ``own`` in LUFS, against the voice's."""
    decibels = _follow(np.where(_held(speaking), np.float32(_EFFECTS), np.float32(_EFFECTS_ALONE)))
    return np.asarray(10 ** ((decibels + np.float32(voice_level - own)) / 20), np.float32)


def _short_term(music: NDArray[np.float64], steps: int) -> Steps:
    """Return how loud the music is around each step, in LUFS."""
    sums = np.concatenate([[0.0], np.cumsum(music)])
    at = np.arange(-(-steps // _PER_HOP))
    first, last = np.clip(at - _NEAR, 0, len(music)), np.clip(at + _NEAR, 0, len(music))
    power = (sums[last] - sums[first]) / np.maximum(last - first, 1) / HOP
    return np.repeat(loudness_of(power), _PER_HOP)[:steps].astype(np.float32)


def _held(speaking: NDArray[np.bool_], silence: float = _HOLD) -> NDArray[np.bool_]:
    """Return where the music is to be down: from an attack before the voice, over silences up to so many seconds."""
    early, late = round(2 * _ATTACK * STEPS), round(silence * STEPS)
    near = np.convolve(speaking, np.ones(early + late + 1, np.float32)) > 0.5
    return np.asarray(near[early : early + len(speaking)])


def _closed(speaking: NDArray[np.bool_], silence: float = _HOLD) -> NDArray[np.bool_]:
    """Return where somebody speaks, silences of up to so many seconds between words included."""
    late = round(silence * STEPS)
    window = np.ones(late + 1, np.float32)
    held = np.convolve(speaking, window) > 0.5
    return np.asarray(np.convolve(~held, window)[late : late + len(speaking)] < 0.5)


def _follow(goal: Steps) -> Steps:
    """Return ``goal`` in decibels followed smoothly: fast down, slowly up."""
    down, up = (1 - np.exp(-1 / (seconds / 3 * STEPS)) for seconds in (_ATTACK, _RELEASE))
    followed = np.empty_like(goal)
    level = float(goal[0])
    for step, wanted in enumerate(goal):
        level += (down if wanted < level else up) * (float(wanted) - level)
        followed[step] = level
    return followed
