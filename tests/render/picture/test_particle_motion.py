from __future__ import annotations

import numpy as np
import pytest

from digiteller.render.picture import particle_motion
from digiteller.render.picture.compositor import Compositor
from digiteller.render.picture.frame import Frame, Placement
from digiteller.render.picture.yuv_planes import Sheet, make_sheets
from digiteller.story import Layer, Motion

SIZE = (256, 144)
REST = Placement(1.04, -5.0, -3.0)


def flakes(moving: Motion, width: int = 320, height: int = 200) -> Sheet:
    """White discs on a grid of 40 pixels, none at an edge."""
    y, x = np.mgrid[:height, :width]
    inside = (x % 40 - 20) ** 2 + (y % 40 - 20) ** 2 < 64
    image = np.where(inside[..., None], np.uint8(255), np.zeros(4, np.uint8))
    (sheet,) = make_sheets([Layer("flakes", image, -32, -28, 1.0, moving)], SIZE)
    return sheet


def filmed(sheet: Sheet, seconds: float) -> np.ndarray:
    frame = Frame(*SIZE)
    places = list(particle_motion.place_particles(sheet, REST, seconds, SIZE))
    Compositor().compose(frame, [sheet] * len(places), places)
    return frame.y.astype(int)


def test_what_stands_still_stays_where_the_camera_sees_it() -> None:
    (sheet,) = make_sheets([Layer("page", np.full((9, 9, 4), 255, np.uint8), 0, 0, 1.0)], SIZE)
    assert list(particle_motion.place_particles(sheet, REST, 7.0, SIZE)) == [REST]


@pytest.mark.parametrize("drift", [(0.0, 90.0), (0.0, -35.0), (200.0, 0.0), (-55.0, 0.0)])
@pytest.mark.parametrize("turns", [1, 3, 8, 21])
def test_a_drifting_layer_repeats_itself_without_a_gap(drift: tuple[float, float], turns: int) -> None:
    """Its grid of flakes goes on over the seam, so the picture is the same again after every 40 pixels of drift."""
    sheet = flakes(Motion(drift=drift))
    off = np.abs(filmed(sheet, turns * 40 / max(map(abs, drift))) - filmed(sheet, 0.0))
    assert off.max() <= 30 and off.mean() < 0.6


def test_drift_goes_the_way_it_says() -> None:
    early, late = (filmed(flakes(Motion(drift=(20.0, 0.0))), at) for at in (1.0, 1.5))
    assert np.abs(late[:, 11:] - early[:, :-11]).mean() < np.abs(late[:, :-11] - early[:, 11:]).mean()
    assert np.abs(late[:, 11:] - early[:, :-11]).mean() < 3


def test_sway_comes_back_after_a_period() -> None:
    sheet = flakes(Motion(sway=(12.0, 3.0), period=2.0))
    assert (filmed(sheet, 0.0) == filmed(sheet, 2.0)).all()
    (middle,) = particle_motion.place_particles(sheet, REST, 0.5, SIZE)
    assert (middle.left, middle.top) == pytest.approx((REST.left + 12 * 1.04, REST.top + 3 * 1.04))


def test_twinkling_light_goes_and_comes() -> None:
    sheet = flakes(Motion(twinkle=0.75, period=2.0))
    bright, dim = filmed(sheet, 0.0), filmed(sheet, 1.0)
    assert np.median(bright[bright > 40]) == 235
    assert np.median(dim[dim > 40]) == pytest.approx(16 + 219 * 0.25, abs=2)


def test_a_layer_that_moves_is_a_sheet_of_its_own() -> None:
    image = np.full((20, 20, 4), 255, np.uint8)
    layers = [Layer(name, image, 0, 0, 2.0, moving) for name, moving in (("a", None), ("b", None), ("c", Motion()))]
    assert [sheet.motion for sheet in make_sheets(layers, SIZE)] == [None, Motion()]
