from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from digiteller import timeline
from digiteller.language.storyboard import Page, Storyboard
from digiteller.media.loudness_meter import Meter
from digiteller.media.wav import SAMPLE_RATE
from digiteller.options import RenderOptions
from digiteller.render.sound.ambience import choose_sounds, sounds, stream_ambience
from digiteller.render.sound.ambience_synthesis import KINDS, LOUDNESS, second_of
from digiteller.story import Scene, SceneTiming
from reading import storyboard_of


def _some(kind: str, seconds: int, seed: int = 3, first: int = 0) -> np.ndarray:
    return np.concatenate([second_of(kind, number, seed) for number in range(first, first + seconds)])


def _loudness(sound: np.ndarray) -> float:
    meter = Meter(2)
    meter.add(sound.astype(np.float32))
    return meter.loudness()


@pytest.mark.few(4)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_as_loud_as_it_says_and_has_no_offset(kind: str) -> None:
    sound = _some(kind, 24)
    assert sound.shape == (24 * SAMPLE_RATE, 2)
    assert _loudness(sound) == pytest.approx(LOUDNESS, abs=2.5)
    assert np.abs(sound).max() < 0.5
    assert np.abs(sound.mean(0)).max() < 0.01 * sound.std()
    assert 0.3 < np.corrcoef(sound.T)[0, 1] < 0.95  # wide, but in one place


@pytest.mark.few(3)
@pytest.mark.parametrize("kind", KINDS)
def test_seconds_join_without_seams_and_do_not_repeat(kind: str) -> None:
    sound = _some(kind, 12)[:, 0]
    steps = np.abs(np.diff(sound))
    seams = steps[SAMPLE_RATE - 1 :: SAMPLE_RATE]
    assert seams.max() <= steps.max()
    assert seams.mean() < 3 * steps.mean() + 1e-9
    rows = sound.reshape(12, SAMPLE_RATE)
    alike = np.corrcoef(rows)[~np.eye(12, dtype=bool)]
    assert np.abs(alike).max() < 0.6


@pytest.mark.few(3)
@pytest.mark.parametrize("kind", KINDS)
def test_no_tone_rings(kind: str) -> None:
    """Over ten seconds no frequency stands far out of those around it."""
    power = np.square(
        np.abs(np.fft.rfft(_some(kind, 10).mean(1).reshape(-1, SAMPLE_RATE // 2) * np.hanning(SAMPLE_RATE // 2)))
    ).mean(0)
    bands = power[20:6000]
    around = np.convolve(bands, np.ones(301) / 301, "same")
    assert (bands / np.maximum(around, 1e-6 * bands.max())).max() < 30


def test_the_same_seed_gives_the_same_and_another_another() -> None:
    for kind in KINDS:
        assert np.array_equal(second_of(kind, 4, 1), second_of(kind, 4, 1))
        assert not np.array_equal(second_of(kind, 4, 1), second_of(kind, 4, 2))


def _plan(scenes: int) -> timeline.Timeline:
    return timeline.build_timeline(
        [SceneTiming(n, 24000 * 6, 24000, ()) for n in range(1, scenes + 1)], RenderOptions()
    )


def test_a_film_sounds_of_its_places_and_crossfades_between_them() -> None:
    plan = _plan(4)
    samples = round(plan.duration * SAMPLE_RATE)
    sound = np.concatenate(list(stream_ambience([("rain",), ("rain",), (), ("waves", "wind")], plan, samples, 1)))
    assert sound.shape == (samples, 2) and sound.dtype == np.float32
    level = {
        shot.number: _loudness(sound[round((shot.start + 2) * SAMPLE_RATE) : round((shot.end - 2) * SAMPLE_RATE)])
        for shot in plan.shots
    }
    assert level[1] == pytest.approx(LOUDNESS, abs=2.5) and level[2] == pytest.approx(level[1], abs=2)
    assert level[3] == -np.inf
    assert level[4] == pytest.approx(LOUDNESS + 2, abs=6)
    cut = round(plan.shots[1].end * SAMPLE_RATE)
    assert _loudness(sound[cut - SAMPLE_RATE : cut + SAMPLE_RATE]) == pytest.approx(level[1], abs=1.5)  # goes on
    assert np.abs(sound[:100]).max() < 1e-4 and np.abs(sound[-100:]).max() < 1e-4
    assert np.abs(np.diff(sound[:, 0])).max() < 0.5 * np.abs(sound).max()


def test_a_film_without_places_is_silent() -> None:
    plan = _plan(2)
    assert not any(block.any() for block in stream_ambience([(), ()], plan, round(plan.duration * SAMPLE_RATE), 1))


@pytest.mark.parametrize(
    ("picture", "text", "kinds"),
    [
        ("a ship in a storm on the sea at night", "", ("rain", "wind")),
        ("a girl on a beach at dawn", "She ran.", ("waves",)),
        ("", "They sat around a campfire and sang.", ("fire",)),
        ("a fox in the forest at night", "", ("crickets",)),
        ("a fox in the forest", "The stars came out.", ("crickets",)),
        ("a fox in a meadow", "", ("birds",)),
        ("a fox in the snowy forest", "", ()),
        ("a penguin underwater with fish", "It rained.", ("underwater",)),
        ("", "The whale sang under the sea.", ("underwater",)),
        ("a robot in a city in the rain", "", ("rain", "city")),
        ("a grandmother in a kitchen, rain outside", "", ("rain",)),
        ("a grandmother in a kitchen", "The wind blew over the sea.", ()),
        ("", "There was no wind and no rain.", ()),
        ("", "When the rain had stopped, they went out.", ()),
        ("", "Her eyes were like the sea.", ()),
        ("", "She dreamed of a warm beach.", ()),
        ("", "He trained for the race and ate seaweed.", ()),
        ("a robot on the moon", "It was sad.", ()),
        ("", "", ()),
        ("", "She read by the fireplace while it rained.", ("rain", "fire")),
        ("", "They lit a bonfire in the garden.", ("fire",)),
        ("a fox in a winter wood", "", ()),
        ("", "The octopus laughed.", ("underwater",)),
        ("", "A storm shook the little house.", ("rain", "wind")),
    ],
)
def test_what_is_heard_is_in_the_words(picture: str, text: str, kinds: tuple[str, ...]) -> None:
    (moment,) = storyboard_of([Scene(1, text, picture or text, "calm")]).moments()
    assert choose_sounds(moment) == kinds


def test_a_place_is_heard_until_the_story_leaves_it() -> None:
    garden, kitchen = Page(("garden",)), Page(("kitchen", "house"))
    board = Storyboard((), (garden, garden, replace(garden, time="dusk"), kitchen, Page()))
    assert sounds(board) == (("birds",), ("birds",), ("crickets",), (), ())
