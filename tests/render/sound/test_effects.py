"""Sound effects: all can be made, each is heard at its word, and none louder than the voice."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from digiteller.language.grammar import language_table
from digiteller.language.storyboard import SoundEffect
from digiteller.media.wav import SAMPLE_RATE
from digiteller.options import RenderOptions
from digiteller.render.sound.ducking import effect_gains
from digiteller.render.sound.effect_synthesis import LOUDNESS, make_effect, recipes
from digiteller.render.sound.effects import EffectCue, plan_effects, stream_effects
from digiteller.story import SceneTiming, Sentence, Word
from digiteller.timeline import build_timeline


def timing(number: int, words: int) -> SceneTiming:
    said = tuple(Word(f"w{at}", 0.5 * at, 0.5 * at + 0.4) for at in range(words))
    return SceneTiming(number, words * 4000, 8000, (Sentence("w", 0.0, words * 0.5, said),))


def test_all_that_texts_can_tell_can_be_made_and_there_are_many() -> None:
    assert set(language_table("sounds.yaml")) == set(recipes())
    assert len(recipes()) >= 60


@pytest.mark.parametrize("name", sorted(recipes()))
def test_an_effect_is_heard_without_clicks_and_in_no_two_seeds_quite_the_same(name: str) -> None:
    effect = make_effect(name, 1)
    assert effect.dtype == np.float32 and 0.02 * SAMPLE_RATE < len(effect) < 8 * SAMPLE_RATE
    assert np.isfinite(effect).all() and np.abs(effect).max() < 2.0
    assert abs(effect[0]) < 0.02 and abs(effect[-1]) < 0.02
    power = np.convolve(np.square(effect), np.full(4800, 1 / 4800), "full").max()
    assert 10 * np.log10(power) == pytest.approx(LOUDNESS + recipes()[name].level, abs=0.5)
    assert np.array_equal(effect, make_effect(name, 1))


def test_effects_begin_with_their_words() -> None:
    timings = [timing(1, 12), timing(2, 12)]
    timeline = build_timeline(timings, RenderOptions())
    told = [(SoundEffect(4, "splash"),), (SoundEffect(2, "hoot"), SoundEffect(10, "bark"))]
    cues = plan_effects(told, timings, timeline)
    speech = [shot.speech for shot in timeline.shots if shot.kind == "scene"]
    assert cues == (
        EffectCue(speech[0] + 2.0, "splash"),
        EffectCue(speech[1] + 1.0, "hoot"),
        EffectCue(speech[1] + 5.0, "bark"),
    )


def test_what_is_unknown_or_follows_too_fast_is_left_out() -> None:
    timings = [timing(1, 40)]
    told = [(*tuple(SoundEffect(at, "knock") for at in range(40)), SoundEffect(99, "bell"), SoundEffect(1, "kazoo"))]
    cues = plan_effects(told, timings, build_timeline(timings, RenderOptions()))
    assert len(cues) == 6 and {cue.sound for cue in cues} == {"knock"}
    assert min(b.start - a.start for a, b in itertools.pairwise(cues)) >= 1.4


def test_the_stream_has_each_effect_whole_whatever_its_seconds() -> None:
    cues = [EffectCue(0.7, "thunder"), EffectCue(1.9, "click"), EffectCue(9.5, "church bell")]
    sound = np.concatenate(list(stream_effects(cues, 10 * SAMPLE_RATE + 7, 3)))
    assert sound.shape == (10 * SAMPLE_RATE + 7, 2)
    assert not sound[: round(0.7 * SAMPLE_RATE)].any()
    thunder = make_effect("thunder", 3)
    begin = round(0.7 * SAMPLE_RATE)
    heard = np.sqrt(np.square(sound[begin : begin + SAMPLE_RATE].astype(np.float64)).sum(1))
    assert np.allclose(heard, np.abs(thunder[:SAMPLE_RATE]), atol=1e-6)
    assert sound[round(9.6 * SAMPLE_RATE) :].any()


def test_effects_stay_below_the_voice_and_further_while_it_speaks() -> None:
    speaking = np.zeros(1000, bool)
    speaking[300:700] = True
    gains = 20 * np.log10(effect_gains(speaking, -20.0, LOUDNESS))
    assert gains[500] == pytest.approx(-13.0, abs=0.3)
    assert gains[100] == pytest.approx(-8.0, abs=0.3)
    assert np.abs(np.diff(gains)).max() < 1.0
