from __future__ import annotations

import random

import numpy as np
import pytest

from digiteller.render.picture import camera
from digiteller.render.picture.compositor import Compositor
from digiteller.render.picture.frame import Frame
from digiteller.render.picture.yuv_planes import Sheet, make_sheets
from digiteller.story import MOODS, Layer

SIZE = (320, 180)


def _sheet(image: np.ndarray, x: int, y: int, depth: float) -> Sheet:
    (sheet,) = make_sheets([Layer("", image, x, y, depth)], SIZE)
    return sheet


def _opaque(width: int, height: int) -> np.ndarray:
    return np.full((height, width, 4), 255, np.uint8)


@pytest.mark.parametrize("mood", MOODS)
@pytest.mark.parametrize("overscan", [0, 6, 22])
def test_no_move_shows_an_edge(mood: str, overscan: int) -> None:
    width, height = SIZE
    sheets = make_sheets(
        [
            Layer("sky", _opaque(width + 2 * overscan, height + 2 * overscan), -overscan, -overscan, 10.0),
            Layer("wall", _opaque(width + 2 * overscan, 80), -overscan, height + overscan - 80, 0.7),
        ],
        SIZE,
    )
    frame, compositor, rng = Frame(*SIZE), Compositor(), random.Random(mood)
    for name in camera.MOVES:
        path = camera.plan_move(name, mood, 9.0, sheets, SIZE, rng)
        for share in (0, 0.25, 0.5, 0.75, 1):
            compositor.compose(frame, sheets, [path.placement(sheet.depth, share) for sheet in sheets])
            assert frame.y.min() >= 230, (name, share)


def test_no_move_comes_twice_in_a_row_whatever_the_moods() -> None:
    rng = random.Random(1)
    names = {
        (mood, number): {camera.choose_move(mood, number, rng) for _ in range(40)}
        for mood in MOODS
        for number in (1, 2)
    }
    assert all(seen <= camera.MOVES.keys() for seen in names.values())
    odd, even = (set.union(*(names[mood, number] for mood in MOODS)) for number in (1, 2))
    assert not odd & even and len(odd | even) == len(camera.MOVES)
    assert camera.CARD_MOVES["title"][0] not in odd
    assert camera.CARD_MOVES["credits"][0] not in even and camera.CARD_MOVES["credits"][1] not in odd
    assert all(len(names[mood, 1] | names[mood, 2]) >= 3 for mood in MOODS)


def test_layers_move_by_their_depth() -> None:
    path = camera.Path(camera.CameraPose(1.0, -20.0, 6.0), camera.CameraPose(1.0, 20.0, -6.0), (160, 90))
    for depth in (0.5, 1.0, 4.0):
        first, last = path.placement(depth, 0), path.placement(depth, 1)
        assert first.left - last.left == pytest.approx(40 / depth)
        assert first.top - last.top == pytest.approx(-12 / depth)
        assert first.scale == last.scale


def test_coming_nearer_enlarges_the_near_more_and_keeps_the_axis() -> None:
    path = camera.Path(camera.CameraPose(1.0), camera.CameraPose(1.1), (100, 70))
    growth = [path.placement(depth, 1).scale / path.placement(depth, 0).scale for depth in (0.5, 1.0, 3.0, 20.0)]
    assert growth == sorted(growth, reverse=True)
    assert growth[1] == pytest.approx(1.1)
    for depth in (0.5, 1.0, 20.0):
        place = path.placement(depth, 0.7)
        assert (place.scale * 100 + place.left, place.scale * 70 + place.top) == pytest.approx((100, 70))


def test_every_move_moves_and_longer_shots_move_further() -> None:
    sheets = [_sheet(_opaque(SIZE[0] + 120, SIZE[1] + 80), -60, -40, 1.0)]

    def way(name: str, seconds: float) -> float:
        path = camera.plan_move(name, "calm", seconds, sheets, SIZE, random.Random(0))
        first, last = path.placement(1.0, 0), path.placement(1.0, 1)
        return abs(first.left - last.left) + abs(first.top - last.top) + 300 * abs(first.scale - last.scale)

    for name in camera.MOVES:
        assert way(name, 3.0) > 3
        assert way(name, 8.0) > way(name, 3.0)


def test_the_camera_is_slow_at_both_ends_and_never_turns_back() -> None:
    way = [camera.ease(share / 100) for share in range(101)]
    steps = np.diff(way)
    assert way[0] == 0 and way[-1] == pytest.approx(1)
    assert (steps > 0).all()
    assert steps[50] > 3 * steps[0] and steps[50] > 3 * steps[-1]


def test_a_figure_wholly_inside_does_not_hold_the_camera_back() -> None:
    sky = _sheet(_opaque(SIZE[0] + 60, SIZE[1] + 40), -30, -20, 8.0)
    y, x = np.mgrid[:60, :60]
    ball = np.zeros((60, 60, 4), np.uint8)
    ball[(x - 30) ** 2 + (y - 30) ** 2 < 870] = 255
    figure = _sheet(ball, -2, 40, 1.0)
    paths = [camera.plan_move("pan right", "calm", 8, s, SIZE, random.Random(0)) for s in ([sky], [sky, figure])]
    assert paths[0].end == paths[1].end


def test_the_camera_comes_nearer_to_the_figures() -> None:
    sky = _sheet(_opaque(SIZE[0] + 60, SIZE[1] + 40), -30, -20, 8.0)
    ground = _sheet(_opaque(SIZE[0] + 60, 60), -30, 140, 1.1)
    figure = _sheet(_opaque(40, 60), 250, 90, 1.0)
    alone = camera.plan_move("push", "calm", 8, [sky, ground], SIZE, random.Random(0)).axis
    assert alone == (160, 90)
    with_figure = camera.plan_move("push", "calm", 8, [sky, ground, figure], SIZE, random.Random(0)).axis
    assert 200 < with_figure[0] < 270 and 90 < with_figure[1] < 120
