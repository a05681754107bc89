from __future__ import annotations

from itertools import pairwise

import pytest

from digiteller import timeline
from digiteller.options import RenderOptions
from digiteller.render.picture import frame_runs
from digiteller.story import SceneTiming
from digiteller.timeline import Timeline


def _plan(options: RenderOptions, seconds: tuple[float, ...] = (3.1, 0.02, 7.77)) -> Timeline:
    timings = [SceneTiming(n, round(length * 24000), 24000, ()) for n, length in enumerate(seconds, 1)]
    return timeline.align_to_frames(timeline.build_timeline(timings, options), options.fps)


@pytest.mark.parametrize("fps", [12, 25, 60])
@pytest.mark.parametrize("pause", [0.3, 1.2, 6.0])
@pytest.mark.parametrize("cards", [0.0, 0.05, 3.0])
def test_pieces_follow_each_other_and_none_is_too_short_to_be_encoded(fps: int, pause: float, cards: float) -> None:
    options = RenderOptions(fps=fps, scene_pause=pause, title_seconds=cards, credits_seconds=cards)
    plan = _plan(options)
    cut = frame_runs.cut_timeline(plan, pause, fps)
    assert cut[0].first == 0 and cut[-1].last == round(plan.duration * fps)
    assert all(a.last == b.first for a, b in pairwise(cut))
    assert all(piece.last - piece.first >= 3 for piece in cut)
    held = [piece.shots for piece in cut if len(piece.shots) == 1]
    assert held == [(index,) for index in range(len(plan.shots))]
    assert [p.shots for p in cut if len(p.shots) == 2] == list(pairwise(range(len(plan.shots))))


@pytest.mark.parametrize("pause", [0.3, 0.6, 1.2, 6.0])
def test_nobody_speaks_while_the_picture_changes(pause: float) -> None:
    options = RenderOptions(scene_pause=pause)
    plan = _plan(options)
    for piece in frame_runs.cut_timeline(plan, pause, 30):
        if len(piece.shots) == 2:
            before, after = (plan.shots[index] for index in piece.shots)
            if before.kind == "scene":
                assert piece.first / 30 > before.end - pause / 2 + 0.1 * pause - 1 / 30
            if after.kind == "scene":
                assert piece.last / 30 < after.speech - 0.1 * pause + 1 / 30
            lead = frame_runs.lead_frames(pause, 30)
            assert piece.first >= round(after.start * 30) - lead and piece.last <= round(before.end * 30) + lead


def test_a_film_of_one_shot_is_one_piece() -> None:
    options = RenderOptions(title_seconds=0, credits_seconds=0)
    (piece,) = frame_runs.cut_timeline(_plan(options, (2.0,)), 1.2, 30)
    assert piece.shots == (0,)
