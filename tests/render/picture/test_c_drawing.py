from __future__ import annotations

import dataclasses
import os
import random
import shutil
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import pytest

from digiteller.render.picture import c_drawing, camera, particle_motion
from digiteller.render.picture.compositor import Compositor
from digiteller.render.picture.frame import Frame, Placement
from digiteller.render.picture.occlusion import drop_hidden
from digiteller.render.picture.yuv_planes import Sheet, make_sheets
from digiteller.story import Layer, Motion


@pytest.fixture(autouse=True)
def _compiled() -> None:
    if c_drawing.LIBRARY is None:
        if shutil.which("cc") or os.environ.get("CC"):
            pytest.fail("there is a C compiler, but no library of _draw.c as it is now: run make")
        warnings.warn("no C compiler: _draw.c IS NOT TESTED, films are drawn by OpenCV", stacklevel=1)
        pytest.skip("no C compiler")


def _blots(rng: np.random.Generator, height: int, width: int, share: float, softness: float = 6) -> np.ndarray:
    """Return a soft picture that is opaque in blots, which take up a share of it."""
    noise = rng.uniform(-1, 1, (height, width, 4)).astype(np.float32)
    image = np.clip(128 + 150 * softness * cv2.GaussianBlur(noise, (0, 0), softness), 0, 255)
    shape = cv2.GaussianBlur(rng.uniform(-1, 1, (height, width)).astype(np.float32), (0, 0), 20)
    image[:, :, 3] = np.clip(128 + 1500 * (shape - np.quantile(shape, 1 - share)) / shape.std(), 0, 255)
    image[:, :, 3] = cv2.GaussianBlur(image[:, :, 3], (0, 0), 2)
    return image.astype(np.uint8)


def _both(
    sheets: list[Sheet], places: list[Placement], size: tuple[int, int], patch: pytest.MonkeyPatch
) -> tuple[Frame, Frame]:
    """Return the frame as it is drawn by the library, and by OpenCV."""
    frame, other = Frame(*size), Frame(*size)
    frame.data[:], other.data[:] = 7, 9
    Compositor().compose(frame, sheets, places)
    with patch.context() as without:
        without.setattr(c_drawing, "LIBRARY", None)
        Compositor().compose(other, sheets, places)
    return frame, other


def _assert_alike(frame: Frame, other: Frame) -> None:
    """Assert that the pictures are within 2 levels; OpenCV's edges are up to a fiftieth of a pixel off."""
    off = np.abs(frame.data.astype(int) - other.data)
    assert (off > 2).mean() < 1e-3 and off.max() <= 6 and off.mean() < 0.4


@pytest.mark.parametrize("seed", range(12))
def test_sheets_anywhere_look_as_opencv_draws_them(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(seed)
    size = (2 * int(rng.integers(20, 330)), 2 * int(rng.integers(20, 200)))
    layers, places = [], []
    for number in range(rng.integers(1, 6)):
        height, width = rng.integers(30, 500), rng.integers(30, 800)
        x, y = rng.integers(-width, size[0]), rng.integers(-height, size[1])
        layers.append(Layer("", _blots(rng, height, width, rng.uniform(0.1, 1)), int(x), int(y), 2.0**number))
        light = 1.0 if rng.random() < 0.6 else float(rng.uniform())
        places.append(Placement(float(rng.uniform(0.7, 1.8)), *map(float, rng.uniform(-60, 60, 2)), light))
    frame, other = _both(list(make_sheets(layers, size)), places, size, monkeypatch)
    _assert_alike(frame, other)


def test_a_page_looks_as_opencv_draws_it(monkeypatch: pytest.MonkeyPatch) -> None:
    size, rng = (960, 540), np.random.default_rng(1)
    layers = [
        Layer(str(depth), _blots(rng, 620, 1080, share), -60, -40, depth, moving)
        for depth, share, moving in (
            (9.0, 1.0, None),
            (5.0, 0.1, Motion(twinkle=0.7, period=3.0)),
            (3.0, 0.5, None),
            (2.0, 0.6, None),
            (1.7, 0.1, Motion(drift=(30.0, 12.0), sway=(3.0, 0.0))),
            (1.0, 0.3, None),
            (0.5, 0.1, None),
        )
    ]
    layers[0].image[:, :, 3] = 255
    sheets = make_sheets(layers, size)
    path = camera.plan_move("push", "adventurous", 12.0, sheets, size, random.Random(1))
    sheets = drop_hidden(sheets, [path], size)
    for share in (0.0, 0.3, 0.7, 1.0):
        seen = [
            (sheet, place)
            for sheet in sheets
            for place in particle_motion.place_particles(sheet, path.placement(sheet.depth, share), 12 * share, size)
        ]
        frame, other = _both(*map(list, zip(*seen, strict=True)), size, monkeypatch)
        _assert_alike(frame, other)


@pytest.mark.parametrize("light", [1.0, 0.5, 0.0])
def test_an_even_layer_is_even_wherever_it_is_seen(light: float) -> None:
    sheets = make_sheets([Layer("", np.full((300, 500, 4), 255, np.uint8), -30, -30, 1.0)], (320, 180))
    for step in range(50):
        frame = Frame(320, 180)
        Compositor().compose(frame, sheets, [Placement(1 + 0.013 * step, -0.31 * step, -0.17 * step, light)])
        for plane, level in ((frame.y, 16 + light * 219), (frame.u, 128), (frame.v, 128)):
            assert plane.min() == plane.max() and abs(int(plane[0, 0]) - level) <= 1


def test_no_sum_of_the_kernel_overflows_and_none_changes_a_level() -> None:
    weights = c_drawing.kernel().astype(int)
    assert weights.shape == (256, 4) and (weights.sum(1) == 128).all()
    # As _draw.c has it: pixels from -128 to 127, twice multiplied by the weights, and once divided by their sum.
    once = np.abs(weights).sum(1).max() * 128
    assert once + 64 < 2**15 and (once // 128 + 1) * np.abs(weights).sum(1).max() + 64 < 2**15
    assert tuple(weights[0]) == (0, 128, 0, 0)
    assert (weights[1:] == weights[:0:-1, ::-1]).all()


def test_what_the_library_cannot_draw_opencv_draws() -> None:
    sheets = make_sheets([Layer("", np.full((300, 500, 4), 255, np.uint8), -30, -30, 1.0)], (320, 180))
    for place in (Placement(0.4, 80.0, 40.0), Placement(4.5, 0.0, 0.0), Placement(1.0, 2e6, 0.0)):
        assert not c_drawing.draws([place])
        Compositor().compose(Frame(320, 180), sheets, [place])
    assert c_drawing.draws([Placement(0.5, 9e5, 0.0), Placement(4.0, 0.0, -9e5)])


def test_the_library_for_older_processors_draws_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    layers = [Layer("", _blots(rng, 200, 400, share), -20, -10, depth) for share, depth in ((1, 9), (0.5, 2), (0.3, 1))]
    sheets, frames = make_sheets(layers, (350, 180)), []
    for has_avx2 in (True, False):
        monkeypatch.setattr(cv2, "checkHardwareSupport", lambda _, has=has_avx2: has)
        monkeypatch.setattr(c_drawing, "LIBRARY", c_drawing.library())
        frames.append(Frame(350, 180))
        Compositor().compose(frames[-1], sheets, [Placement(1.07, -3.3, -4.1, light) for light in (1.0, 1.0, 0.6)])
    assert (frames[0].data == frames[1].data).all()


def test_threads_at_once_draw_what_one_draws() -> None:
    rng = np.random.default_rng(4)
    layers = [Layer("", _blots(rng, 260, 480, share), -20, -10, depth) for share, depth in ((1, 9), (0.5, 2), (0.3, 1))]
    sheets = make_sheets(layers, (400, 220))

    def drawn(step: int) -> bytes:
        frame = Frame(400, 220)
        Compositor().compose(frame, sheets, [Placement(1.05 + step / 900, -3.1 - step / 7, -4.2)] * 3)
        return frame.data.tobytes()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(drawn, range(60))) == [drawn(step) for step in range(60)]


def test_a_library_made_from_another_source_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(c_drawing.__file__).parent
    for file in folder.glob("_draw*"):
        shutil.copy(file, tmp_path)
    monkeypatch.setattr(c_drawing, "__file__", str(tmp_path / "native.py"))
    assert c_drawing.library() is not None
    (tmp_path / "_draw.c").write_text("int changed;")
    assert c_drawing.library() is None


def test_planes_with_gaps_are_refused() -> None:
    (sheet,) = make_sheets([Layer("", np.full((100, 100, 4), 255, np.uint8), 0, 0, 1.0)], (100, 100))
    gaps = dataclasses.replace(sheet, planes=sheet.planes._replace(clear=sheet.planes.clear[:, ::2]))
    with pytest.raises(ValueError, match="without gaps"):
        Compositor().compose(Frame(100, 100), [gaps], [Placement(1.0, 0.0, 0.0)])
