from __future__ import annotations

import dataclasses
import random

import cv2
import numpy as np
import pytest

from digiteller.render.picture import c_drawing, camera, particle_motion
from digiteller.render.picture.compositor import Compositor, stamp
from digiteller.render.picture.frame import Frame, Placement
from digiteller.render.picture.yuv_planes import Sheet, make_sheets, to_planes
from digiteller.story import Layer, Motion

WIDTH, HEIGHT = 384, 216


@pytest.fixture(params=["_draw.c", "OpenCV"], autouse=True)
def _drawn_by(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "OpenCV":
        monkeypatch.setattr(c_drawing, "LIBRARY", None)
    elif c_drawing.LIBRARY is None:
        pytest.skip("_draw.c is not compiled")


def _sheet(image: np.ndarray, x: int, y: int, depth: float) -> Sheet:
    (sheet,) = make_sheets([Layer("", image, x, y, depth)], (WIDTH, HEIGHT))
    return sheet


def _waves(width: int, height: int, period: float) -> np.ndarray:
    """A pattern whose phase tells where it is: waves across in red, down in blue, opaque."""
    y, x = np.mgrid[:height, :width] + 0.5
    level = 128 + 50 * np.sin(2 * np.pi * x / period) + 50 * np.sin(2 * np.pi * y / period)
    return np.repeat(np.rint(level).astype(np.uint8)[:, :, None], 4, 2) | np.array([0, 0, 0, 255], np.uint8)


def _shift(seen: np.ndarray, place: Placement, corner: tuple[int, int], period: float) -> tuple[float, float]:
    """Return how many pixels the pattern is off, across and down, by least squares on its phase."""
    y, x = np.mgrid[: seen.shape[0], : seen.shape[1]] + 0.5
    across = 2 * np.pi * ((x - place.left) / place.scale - corner[0]) / period
    down = 2 * np.pi * ((y - place.top) / place.scale - corner[1]) / period
    basis = np.stack([np.sin(across), np.cos(across), np.sin(down), np.cos(down), np.ones_like(x)], -1).reshape(-1, 5)
    part = np.s_[::37]
    fit = np.linalg.lstsq(basis[part], seen.reshape(-1).astype(float)[part], rcond=None)[0]
    scale = period * place.scale / (2 * np.pi)
    return float(np.arctan2(fit[1], fit[0]) * scale), float(np.arctan2(fit[3], fit[2]) * scale)


@pytest.mark.few(4)
@pytest.mark.parametrize("name", camera.MOVES)
@pytest.mark.parametrize("depth", [12.0, 1.0, 0.6])
def test_no_frame_trembles(name: str, depth: float) -> None:
    corner = (-90, -60)
    sheet = _sheet(_waves(WIDTH + 180, HEIGHT + 120, 23.7), *corner, depth)
    path = camera.plan_move(name, "calm", 8.0, [sheet], (WIDTH, HEIGHT), random.Random(name))
    frame, compositor = Frame(WIDTH, HEIGHT), Compositor()
    for number in range(240):
        place = path.placement(depth, number / 240)
        compositor.compose(frame, [sheet], [place])
        off = _shift(frame.y, place, corner, 23.7)
        assert max(map(abs, off)) <= 0.05, (number, off)


@pytest.mark.few(1)
@pytest.mark.parametrize(
    "moving",
    [
        Motion(drift=(3.0, 47.0)),
        Motion(drift=(-160.0, 9.0)),
        Motion(sway=(14.0, 5.0), period=3.1, phase=0.2),
        Motion(drift=(0.0, 31.0), sway=(9.0, 0.0), period=2.0),
    ],
)
def test_no_particle_trembles(moving: Motion) -> None:
    period = 24.0
    way = [round(9 * speed) for speed in moving.drift]  # so large that its edges stay outside
    corner = (-60 - max(0, way[0]), -48 - max(0, way[1]))
    image = _waves(WIDTH + 120 + abs(way[0]), HEIGHT + 96 + abs(way[1]), period)
    (sheet,) = make_sheets([Layer("", image, *corner, 1.6, moving)], (WIDTH, HEIGHT))
    path = camera.plan_move("push", "calm", 8.0, [sheet], (WIDTH, HEIGHT), random.Random(1))
    frame, compositor = Frame(WIDTH, HEIGHT), Compositor()
    for number in range(240):
        place = path.placement(1.6, number / 240)
        seen = list(particle_motion.place_particles(sheet, place, number / 30, (WIDTH, HEIGHT)))
        compositor.compose(frame, [sheet] * len(seen), seen)
        swing = np.sin(2 * np.pi * (number / 30 / moving.period + moving.phase))
        x, y = (place.scale * (d * number / 30 + s * swing) for d, s in zip(moving.drift, moving.sway, strict=True))
        curve = Placement(place.scale, place.left + x, place.top + y)
        off = _shift(frame.y, curve, corner, period)
        assert max(map(abs, off)) <= 0.05, (number, off)


def test_a_sheet_inside_the_frame_does_not_tremble_either() -> None:
    image = _waves(200, 140, 17.3)
    sheet = _sheet(image, 120, 60, 1.0)
    frame, compositor = Frame(WIDTH, HEIGHT), Compositor()
    for step in range(60):
        place = Placement(1.04 + 0.003 * step, -3 - 0.37 * step, 2 - 0.21 * step)
        compositor.compose(frame, [sheet], [place])
        left, top = int(place.scale * 120 + place.left) + 4, int(place.scale * 60 + place.top) + 4
        seen = frame.y[top : top + 120, left : left + 180]
        moved = Placement(place.scale, place.left - left, place.top - top)
        assert max(map(abs, _shift(seen, moved, (120, 60), 17.3))) <= 0.05, step


def _blurred(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    noise = rng.uniform(-1, 1, (height, width, 4)).astype(np.float32)
    soft = cv2.GaussianBlur(noise, (0, 0), 4)
    return np.clip(128 + 900 * soft, 0, 255).astype(np.uint8)


def _reference(layers: list[Layer], places: list[Placement]) -> np.ndarray:
    """Return the luma in floating point, each layer sampled bilinearly, laid over black."""
    y, x = np.mgrid[:HEIGHT, :WIDTH].astype(np.float32) + 0.5
    luma = np.full((HEIGHT, WIDTH), 16.0)
    for layer, place in zip(layers, places, strict=True):
        image = layer.image.astype(np.float32)
        alpha = image[:, :, 3] / 255
        colour = (16 + image[:, :, :3] @ np.array([0.2126, 0.7152, 0.0722]) * 219 / 255).astype(np.float32) * alpha
        at = ((x - place.left) / place.scale - layer.x - 0.5, (y - place.top) / place.scale - layer.y - 0.5)
        seen = [cv2.remap(p, *at, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT) for p in (colour, alpha)]
        luma = seen[0] + luma * (1 - seen[1])
    return luma


def test_layers_are_laid_over_each_other_as_in_floating_point() -> None:
    rng = np.random.default_rng(5)
    sky = _blurred(rng, HEIGHT + 60, WIDTH + 60)
    sky[:, :, 3] = 255
    hill = _blurred(rng, 160, WIDTH + 60)
    hill[:, :, 3] = np.clip(np.arange(160)[:, None] * 4, 0, 255)
    figure = _blurred(rng, 120, 90)
    layers = [Layer("sky", sky, -30, -30, 9.0), Layer("hill", hill, -30, 140, 2.0), Layer("figure", figure, 201, 90, 1)]
    places = [Placement(1.04, -9.3, -4.1), Placement(1.063, -14.7, -9.9), Placement(1.091, -25.4, -12.3)]
    frame = Frame(WIDTH, HEIGHT)
    Compositor().compose(frame, make_sheets(layers, (WIDTH, HEIGHT)), places)
    difference = np.abs(frame.y - _reference(layers, places))[4:-4, 4:-4]
    edge = np.zeros_like(difference, bool)
    left, top = 1.091 * 201 - 25.4, 1.091 * 90 - 12.3  # the figure ends abruptly: there two kernels may differ
    for x in (left, left + 90 * 1.091):
        edge[:, int(x) - 8 : int(x)] = True
    for y in (top, top + 120 * 1.091):
        edge[int(y) - 8 : int(y)] = True
    assert difference[~edge].max() < 4
    assert difference[~edge].mean() < 0.6


def test_what_is_hidden_or_opaque_is_spared_without_a_trace() -> None:
    width, height = 900, 500
    rng = np.random.default_rng(3)
    sky, hill = _blurred(rng, height + 60, width + 60), _blurred(rng, 400, width + 60)
    sky[:, :, 3] = 255
    hill[:, :, 3] = np.clip(np.arange(400)[:, None] * 4, 0, 255)
    sheets = make_sheets([Layer("sky", sky, -30, -30, 9.0), Layer("hill", hill, -30, 130, 2.0)], (width, height))
    assert [patch.solid for part in sheets[1].parts for patch in part.patches] == [False, True]
    careless = []
    for sheet in sheets:
        nowhere = np.zeros_like(sheet.cells.solid)
        careless.append(dataclasses.replace(sheet, cells=sheet.cells._replace(used=~nowhere, solid=nowhere)))
    places = [Placement(1.04, -9.3, -4.1), Placement(1.063, -14.7, -9.9)]
    frame, other = Frame(width, height), Frame(width, height)
    Compositor().compose(frame, sheets, places)
    Compositor().compose(other, careless, places)
    assert np.abs(frame.data.astype(int) - other.data).max() <= 3


def test_without_layers_the_frame_is_black() -> None:
    frame = Frame(64, 36)
    frame.data[:] = 77
    Compositor().compose(frame, [], [])
    assert (frame.y == 16).all() and (frame.u == 128).all() and (frame.v == 128).all()


def test_a_layer_that_does_not_fill_the_frame_lies_on_black() -> None:
    frame = Frame(64, 36)
    frame.data[:] = 77
    Compositor().compose(frame, [_sheet(np.full((10, 10, 4), 255, np.uint8), 20, 10, 1.0)], [Placement(1.04, 0, 0)])
    assert frame.y[15, 25] == 235
    assert frame.y[2, 2] == 16 and frame.u[1, 1] == 128


@pytest.mark.parametrize("opacity", [0.0, 0.4, 1.0])
def test_a_stamp_is_as_opaque_as_asked(opacity: float) -> None:
    frame = Frame(64, 36)
    frame.data[:] = 100
    stamp(frame, to_planes(np.full((10, 12, 4), 255, np.uint8)), 20, 10, opacity)
    assert abs(int(frame.y[14, 25]) - (100 + opacity * 135)) <= 1
    assert frame.y[5, 5] == 100


def test_colours_are_bt709() -> None:
    red = np.zeros((8, 8, 4), np.uint8)
    red[:] = (255, 0, 0, 255)
    planes = to_planes(red)
    assert [int(plane[2, 2]) for plane in planes] == [63, 0, 102, 240, 0]


def test_layers_of_about_one_depth_become_one_sheet() -> None:
    rng = np.random.default_rng(2)
    images = [_blurred(rng, 60, 80) for _ in range(3)]
    for image in images:
        image[:, :, 3] = 255 * np.outer(np.hanning(60), np.hanning(80))
    layers = [Layer(str(n), image, 30 + 25 * n, 40 + 9 * n, 1.0) for n, image in enumerate(images)]
    sky = Layer("sky", np.full((HEIGHT, WIDTH, 4), 255, np.uint8), 0, 0, 8.0)
    near = [dataclasses.replace(layer, depth=1.0 + n / 20) for n, layer in enumerate(layers)]
    together, apart = [sky, *near], [sky, *(dataclasses.replace(y, depth=1 + n / 3) for n, y in enumerate(layers))]
    frames = []
    for page, count in ((together, 2), (apart, 4)):
        sheets = make_sheets(page, (WIDTH, HEIGHT))
        assert len(sheets) == count
        frames.append(Frame(WIDTH, HEIGHT))
        Compositor().compose(frames[-1], sheets, [Placement(1.05, -9.3, -5.2)] * count)
    assert np.abs(frames[0].data.astype(int) - frames[1].data).max() <= 6
