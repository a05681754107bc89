"""Sound effects of a film: each at the word that tells it, streamed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from digiteller.language.storyboard import SoundEffect
from digiteller.media.wav import SAMPLE_RATE
from digiteller.render.sound.effect_synthesis import make_effect, recipes
from digiteller.story import SceneTiming
from digiteller.timeline import Timeline

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sound = NDArray[np.float32]

_APART = 1.4
"""Seconds from one effect to the next at least."""
_MOST = 6
"""In one scene."""
_SIDE = 0.25
"""How far left or right of the middle effects are heard, as a share of the whole width."""


@dataclass(frozen=True)
class EffectCue:
    """A sound effect at a time of the film."""

    start: float
    """Seconds."""
    sound: str


def plan_effects(
    effects: Sequence[Sequence[SoundEffect]], timings: Sequence[SceneTiming], timeline: Timeline
) -> tuple[EffectCue, ...]:
    """Return when which effects are heard; those of unknown names, or too close after another, are left out."""
    speech = {shot.number: shot.speech for shot in timeline.shots if shot.kind == "scene"}
    cues: list[EffectCue] = []
    for timing, own in zip(timings, effects, strict=True):
        words = [word for sentence in timing.sentences for word in sentence.words]
        heard = 0
        for effect in sorted(own, key=lambda one: one.word):
            if effect.sound not in recipes() or not 0 <= effect.word < len(words) or heard == _MOST:
                continue
            start = speech[timing.number] + words[effect.word].start
            if not cues or start - cues[-1].start >= _APART:
                cues.append(EffectCue(start, effect.sound))
                heard += 1
    return tuple(cues)


def stream_effects(cues: Sequence[EffectCue], samples: int, seed: int) -> Iterator[Sound]:
    """Yield the effects in stereo, shape [n, 2], second by second."""
    waiting = sorted(enumerate(cues), key=lambda one: one[1].start)
    rest = np.zeros((0, 2), np.float32)
    for begin in range(0, samples, SAMPLE_RATE):
        while waiting and waiting[0][1].start * SAMPLE_RATE < begin + SAMPLE_RATE:
            number, cue = waiting.pop(0)
            at, made = max(0, round(cue.start * SAMPLE_RATE) - begin), _placed(cue.sound, seed, number)
            rest = np.pad(rest, ((0, max(0, at + len(made) - len(rest))), (0, 0)))
            rest[at : at + len(made)] += made
        count = min(SAMPLE_RATE, samples - begin)
        block = np.zeros((count, 2), np.float32)
        block[: len(rest)] = rest[:count]
        rest = rest[count:]
        yield block


def _placed(sound: str, seed: int, number: int) -> Sound:
    """Return an effect in stereo, a little to one side."""
    side = np.random.default_rng([seed, number]).uniform(0.5 - _SIDE, 0.5 + _SIDE) * np.pi / 2
    both: Sound = make_effect(sound, seed + number)[:, None] * np.array([np.cos(side), np.sin(side)], np.float32)
    return both
