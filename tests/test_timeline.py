from __future__ import annotations

from itertools import pairwise

import pytest

from digiteller import timeline
from digiteller.options import RenderOptions
from digiteller.story import Scene, SceneTiming, Script

TIMINGS = [SceneTiming(1, 100001, 24000, ()), SceneTiming(2, 30000, 22050, ()), SceneTiming(3, 7, 16000, ())]
SCRIPT = Script("t", "en", tuple(Scene(n, "text", "", mood) for n, mood in enumerate(("sad", "calm", "happy"), 1)))


@pytest.mark.parametrize("cards", [(3.0, 4.0), (0.0, 4.0), (3.0, 0.0), (0.0, 0.0)])
def test_shots_follow_each_other_without_gaps(cards: tuple[float, float]) -> None:
    options = RenderOptions(title_seconds=cards[0], credits_seconds=cards[1])
    plan = timeline.build_timeline(TIMINGS, options)
    assert plan.shots[0].start == 0
    assert all(a.end == b.start for a, b in pairwise(plan.shots))
    assert plan.duration == pytest.approx(sum(cards) + sum(t.duration for t in TIMINGS) + 3 * options.scene_pause)
    assert [s.kind for s in plan.shots] == ["title"] * (cards[0] > 0) + ["scene"] * 3 + ["credits"] * (cards[1] > 0)


def test_speech_has_half_a_pause_on_each_side_and_is_not_rounded() -> None:
    options = RenderOptions(scene_pause=1.0)
    for shot, timing in zip(timeline.build_timeline(TIMINGS, options).shots[1:-1], TIMINGS, strict=True):
        assert shot.number == timing.number
        assert shot.speech == shot.start + 0.5
        assert shot.end == pytest.approx(shot.speech + timing.samples / timing.sample_rate + 0.5, abs=1e-9)


@pytest.mark.parametrize("cards", [(3.0, 4.0), (0.0, 0.0)])
def test_sections_cover_the_film_and_the_cards_belong_to_their_neighbours(cards: tuple[float, float]) -> None:
    plan = timeline.build_timeline(TIMINGS, RenderOptions(title_seconds=cards[0], credits_seconds=cards[1]))
    sections = timeline.music_sections(plan, SCRIPT)
    assert [section.mood for section in sections] == ["sad", "calm", "happy"]
    assert sections[0].start == 0 and sections[-1].end == plan.duration
    assert all(a.end == b.start for a, b in pairwise(sections))


@pytest.mark.parametrize("fps", [12, 24, 30, 60])
def test_on_frames_shots_are_whole_frames_and_speech_is_not_rounded(fps: int) -> None:
    plan = timeline.build_timeline(TIMINGS * 50, RenderOptions(title_seconds=0.01))
    snapped = timeline.align_to_frames(plan, fps)
    assert all(a.end == b.start for a, b in pairwise(snapped.shots))
    for shot, exact in zip(snapped.shots, plan.shots, strict=True):
        frames = (shot.end - shot.start) * fps
        assert frames == pytest.approx(round(frames), abs=1e-6)
        assert frames == pytest.approx((exact.end - exact.start) * fps, abs=0.501) or round(frames) == 8
        if shot.kind == "scene":
            assert shot.speech - shot.start == pytest.approx(exact.speech - exact.start, abs=1e-9)


def test_a_longer_scene_changes_no_other_on_frames() -> None:
    longer = [SceneTiming(1, 100777, 24000, ()), *TIMINGS[1:]]
    plans = [
        timeline.align_to_frames(timeline.build_timeline(timings, RenderOptions()), 30) for timings in (TIMINGS, longer)
    ]
    lengths = [[round((shot.end - shot.start) * 30) for shot in plan.shots] for plan in plans]
    assert lengths[0][2:] == lengths[1][2:] and lengths[0][1] != lengths[1][1]
