from __future__ import annotations

import dataclasses
from itertools import pairwise

import numpy as np
import pytest

from digiteller import timeline
from digiteller.media.bitmap import write_png
from digiteller.options import RenderOptions
from digiteller.render.film_parts import Film
from digiteller.render.picture.compositor import Compositor
from digiteller.render.picture.frame import Frame
from digiteller.render.picture.shots import Set, subject_of
from digiteller.story import MOODS


def _picture(x: int, y: int, width: int = 320, height: int = 180) -> np.ndarray:
    """Mild colours, with a red disc."""
    rows, columns = np.mgrid[:height, :width]
    picture = np.stack([90 + rows // 4, 120 + columns // 8, 150 - rows // 4], -1).astype(np.uint8)
    picture[(columns - x) ** 2 + (rows - y) ** 2 < 20**2] = (230, 30, 30)
    return picture


@pytest.mark.parametrize("at", [(80, 60), (250, 120), (160, 90)])
def test_the_subject_is_what_differs_from_the_rest(at: tuple[int, int]) -> None:
    assert subject_of(_picture(*at)) == pytest.approx(at, abs=16)


def test_an_even_picture_has_its_subject_in_the_middle() -> None:
    assert subject_of(np.full((180, 320, 3), 77, np.uint8)) == pytest.approx((160, 90), abs=1)


def _takes(story: Film, mood: str, options: RenderOptions) -> Set:
    scenes = tuple(dataclasses.replace(scene, mood=mood) for scene in story.script.scenes)
    film = dataclasses.replace(story, script=dataclasses.replace(story.script, scenes=scenes))
    return Set(film, timeline.align_to_frames(timeline.build_timeline(film.timings, options), options.fps), options)


@pytest.mark.parametrize("mood", MOODS)
@pytest.mark.parametrize("at", [(60, 60), (270, 130)])
def test_the_camera_moves_over_flat_pictures_and_loses_no_subject(
    story: Film, options: RenderOptions, mood: str, at: tuple[int, int]
) -> None:
    options = dataclasses.replace(options, width=320, height=180)
    write_png(story.pages[1].flat, _picture(*at))
    take = _takes(story, mood, options).take(1)
    frame, compositor, seen = Frame(320, 180), Compositor(), []
    for number in (0, take.frames // 2, take.frames - 1):
        take.draw(compositor, frame, number)
        red = np.argwhere(frame.v > 180) * 2  # V of BT.709
        assert len(red) > 200  # all of the disc is in the frame
        assert red.min() > 4 and red[:, 0].max() < 176 and red[:, 1].max() < 316
        seen.append((*red.mean(0), np.sqrt(len(red))))
        assert frame.y.min() > 30  # no edge
    (y0, x0, size0), _, (y1, x1, size1) = seen
    assert abs(y1 - y0) + abs(x1 - x0) + 8 * abs(size1 - size0) > 6


def test_neighbours_never_move_alike(story: Film, options: RenderOptions) -> None:
    for mood in MOODS:
        takes = _takes(story, mood, options)
        moves = [takes.ingredients(index)["move"] for index in range(5)]
        assert all(a != b for a, b in pairwise(moves)), mood
