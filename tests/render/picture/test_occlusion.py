from __future__ import annotations

import random

import cv2
import numpy as np
import pytest

from digiteller.render.picture import camera, opaque_regions
from digiteller.render.picture.compositor import Compositor
from digiteller.render.picture.frame import Frame
from digiteller.render.picture.occlusion import drop_hidden
from digiteller.render.picture.yuv_planes import Sheet, make_sheets
from digiteller.story import Layer, Motion

SIZE = (640, 360)


def _blots(rng: np.random.Generator, share: float) -> np.ndarray:
    """A noisy layer that is opaque in blots, which take up a share of it."""
    height, width = SIZE[1] + 80, SIZE[0] + 120
    noise = cv2.GaussianBlur(rng.uniform(-1, 1, (height, width)).astype(np.float32), (0, 0), 25)
    image = rng.integers(0, 256, (height, width, 4), dtype=np.uint8)
    image[:, :, 3] = np.clip(128 + 1500 * (noise - np.quantile(noise, 1 - share)) / noise.std(), 0, 255)
    return cv2.blur(image, (3, 3))


def _page(seed: int) -> tuple[Sheet, ...]:
    rng = np.random.default_rng(seed)
    depths = (9.0, 4.0, 2.0, 1.1, 1.0, 0.6)
    layers = [
        Layer(str(d), _blots(rng, share), -60, -40, d)
        for d, share in zip(depths, (1, 0.5, 0.6, 0.4, 0.2, 0.1), strict=True)
    ]
    layers[0].image[:, :, 3] = 255
    return make_sheets(layers, SIZE)


def _area(sheets: tuple[Sheet, ...]) -> int:
    return sum((right - left) * (bottom - top) for s in sheets for left, top, right, bottom, _ in s.parts)


@pytest.mark.few(4)
@pytest.mark.parametrize("name", camera.MOVES)
@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_left_out_is_never_missed(name: str, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        opaque_regions, "_PART", opaque_regions._PART._replace(call=1000)
    )  # so that much is left out, though the frame is small
    sheets = _page(seed)
    path = camera.plan_move(name, "adventurous", 20.0, sheets, SIZE, random.Random(seed))
    spared = drop_hidden(sheets, [path], SIZE)
    assert _area(spared) < 0.95 * _area(sheets)
    compositor, frame, other = Compositor(), Frame(*SIZE), Frame(*SIZE)
    for share in np.linspace(0, 1, 40):
        for target, page in ((frame, sheets), (other, spared)):
            compositor.compose(target, page, [path.placement(sheet.depth, share) for sheet in page])
        # Parts that begin elsewhere are sampled up to a fiftieth of a pixel elsewhere: noise shows that, a gap more.
        assert np.abs(frame.data.astype(int) - other.data).max() < 16, share


def test_a_wall_hides_all_that_is_behind_it_but_not_what_moves() -> None:
    wall = np.full((SIZE[1] + 80, SIZE[0] + 120, 4), 255, np.uint8)
    ball = np.full((50, 50, 4), 200, np.uint8)
    layers = [
        Layer("sky", wall, -60, -40, 9.0),
        Layer("ball", ball, 200, 100, 2.0),
        Layer("snow", ball, 200, 100, 1.9, Motion(drift=(5.0, 5.0))),
        Layer("wall", wall, -60, -40, 1.0),
    ]
    sheets = make_sheets(layers, SIZE)
    path = camera.plan_move("push", "calm", 8.0, sheets, SIZE, random.Random(0))
    spared = drop_hidden(sheets, [path], SIZE)
    assert [len(sheet.parts) > 0 for sheet in spared] == [False, False, True, True]
    assert spared[2].parts == sheets[2].parts
