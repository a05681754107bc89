"""Places under every sky: they fill the frame, keep their landmarks, and what moves on them can move for ever."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from random import Random

import numpy as np
import pytest

from digiteller.language.page_content import Figure, Moment, Thing
from digiteller.media.layers import describe_layers, load_layers, save_layers
from digiteller.picturebook.drawing.canvas import Canvas, VectorLayer
from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import light_of
from digiteller.picturebook.drawing.paint import flatten
from digiteller.picturebook.drawing.texture import paint
from digiteller.picturebook.drawing.thorvg import render_svg
from digiteller.picturebook.figures.figure_layers import Troupe
from digiteller.picturebook.page import _air, draw_page
from digiteller.picturebook.scenery.berths import free_bearing
from digiteller.picturebook.scenery.landscape import waves
from digiteller.picturebook.scenery.particles import MOST_MOVING
from digiteller.picturebook.scenery.settings import indoors, outdoors
from digiteller.picturebook.scenery.sky import draw_sky
from digiteller.story import MOODS, Layer, Picture

SIZE = (320, 180)
PLACES = [*outdoors(), *indoors(), "sky", "space"]
TIMES = ("dawn", "day", "dusk", "night")
WEATHERS = ("clear", "rain", "snow", "fog", "storm", "wind")


def page(
    setting: str,
    time: str = "day",
    weather: str = "clear",
    mood: str = "calm",
    number: int = 1,
    seed: int = 4,
    size: tuple[int, int] = SIZE,
    things: tuple[Thing, ...] = (),
) -> list[Layer]:
    return draw_page(Troupe(5), Moment(setting, time, weather, mood, things=things), number, size, seed).layers


def drifting(layers: list[Layer]) -> list[Layer]:
    return [layer for layer in layers if layer.motion and layer.motion.drift != (0.0, 0.0)]


@pytest.mark.few(8)
@pytest.mark.parametrize("setting", PLACES)
@pytest.mark.parametrize("time", TIMES)
def test_a_place_fills_the_frame_and_its_overscan_in_every_weather(setting: str, time: str) -> None:
    # In a room the weather is no more than what is seen through a window.
    for at, weather in enumerate(WEATHERS[:3] if setting in indoors() else WEATHERS):
        layers = page(setting, time, weather, number=at + 1, seed=at)
        covered = np.zeros((206, 366), np.uint8)
        for layer in layers:
            left, top = layer.x + 23, layer.y + 13
            sheet = layer.image[max(0, -top) :, max(0, -left) :, 3]
            part = covered[max(0, top) :, max(0, left) :][: sheet.shape[0], : sheet.shape[1]]
            np.maximum(part, sheet[: part.shape[0], : part.shape[1]], out=part)
        assert covered.min() == 255
        assert sum(layer.motion is not None for layer in layers) <= MOST_MOVING


@pytest.mark.few(8)
@pytest.mark.parametrize("setting", ["meadow", "desert", "sea", "ship", "snowfield", "underwater", "sky", "cave"])
@pytest.mark.parametrize("size", [(160, 90), (3840, 3840), (160, 3840)])
def test_whatever_moves_by_itself_a_film_can_show_it(setting: str, size: tuple[int, int]) -> None:
    """Every weather, by day and night, with all that floats, glows and smokes, and none of it drawn."""
    frame = Canvas(*size)
    spots = [(what, size[0] / 2, size[1] / 2, 9.0) for what in ("smoke", "steam", "spray", "fire", "lamp", "beam")]
    things = (Thing("own:firefly", 3), Thing("own:aurora"))
    sheets: list[VectorLayer] = []
    for at, (weather, time) in enumerate(product(WEATHERS, ("day", "night"))):
        moment = Moment(setting, time, weather, MOODS[at % len(MOODS)], things=things)
        light = light_of(time, weather, moment.mood, side=1.0 if at % 2 else -1.0)
        hand = Hand(Random(at), light, weather, spots=[*spots, ("beacon", 5.0, 5.0, 9.0)])
        sheets += _air(moment, frame, hand, [])
        sheets += draw_sky(setting, time, weather, frame, hand)
        sheets += waves(outdoors()[setting], frame, hand) if setting in outdoors() else []
    moving = [sheet for sheet in sheets if sheet.motion]
    assert {"fireflies", "smoke", "glow", "motes"} <= {sheet.name for sheet in moving}
    blank = np.zeros((1, 1, 4), np.uint8)
    layers = [Layer(sheet.name, blank, *map(round, sheet.region[:2]), sheet.depth, sheet.motion) for sheet in moving]
    describe_layers(Picture(np.broadcast_to(np.uint8(0), (*size[::-1], 3)), tuple(layers)))


@pytest.mark.few(18)
@pytest.mark.parametrize("setting", ["meadow", "desert", "underwater", "sea", "village", "sky"])
@pytest.mark.parametrize("weather", WEATHERS)
@pytest.mark.parametrize("size", [SIZE, (180, 320)])
def test_what_drifts_fills_the_frame_and_keeps_off_its_own_edges(
    setting: str, weather: str, size: tuple[int, int]
) -> None:
    for seed in range(3):
        for layer in drifting(page(setting, "day", weather, "dreamy", seed=seed, size=size)):
            height, width = layer.image.shape[:2]
            assert layer.x <= -0.07 * size[0]
            assert layer.y <= -0.07 * size[1]
            assert width >= 1.14 * size[0]
            assert height >= 1.14 * size[1]
            along, down = layer.motion.drift if layer.motion else (0.0, 0.0)
            assert along == 0 or not layer.image[:, [0, -1], 3].any()
            assert down == 0 or not layer.image[[0, -1], :, 3].any()


@pytest.mark.parametrize(
    ("setting", "time", "weather", "names"),
    [
        ("meadow", "day", "rain", {"rain"}),
        ("meadow", "day", "snow", {"snow"}),
        ("meadow", "day", "fog", {"fog"}),
        ("meadow", "day", "wind", {"leaves", "clouds"}),
        ("desert", "day", "storm", {"sand"}),
        ("meadow", "night", "clear", {"stars"}),
        ("sea", "day", "clear", {"waves", "glints"}),
        ("underwater", "day", "clear", {"bubbles"}),
        ("living room", "night", "clear", {"glow"}),
        ("campsite", "night", "clear", {"glow", "smoke"}),
        ("library", "day", "clear", {"motes"}),
        ("snowfield", "night", "clear", {"aurora"}),
    ],
)
def test_the_air_moves_as_it_should(setting: str, time: str, weather: str, names: set[str]) -> None:
    moving = {layer.name for layer in page(setting, time, weather) if layer.motion}
    assert names <= moving


def test_rain_falls_faster_nearby_than_far_off() -> None:
    far, near = (layer for layer in page("meadow", weather="rain") if layer.name == "rain")
    assert far.depth > near.depth
    assert far.motion and near.motion
    assert far.motion.drift[1] < near.motion.drift[1]


def test_fireflies_glow_in_turn() -> None:
    layers = page("forest", "night", things=(Thing("own:firefly", 5),))
    phases = {layer.motion.phase for layer in layers if layer.name == "fireflies" and layer.motion}
    assert len(phases) == 3


def test_motion_is_in_shares_of_the_frame() -> None:
    small, large = (
        [layer.motion for layer in page("meadow", weather="rain", size=size) if layer.name == "rain"]
        for size in (SIZE, (640, 360))
    )
    for one, other in zip(small, large, strict=True):
        assert one and other
        assert other.drift == pytest.approx((2 * one.drift[0], 2 * one.drift[1]))


def _color(setting: str, time: str, mood: str) -> np.ndarray:
    return flatten(page(setting, time, "clear", mood), SIZE).reshape(-1, 3).mean(0)


@pytest.mark.parametrize("time", ["day", "night"])
def test_moods_can_be_told_apart(time: str) -> None:
    colors = {mood: _color("meadow", time, mood) for mood in MOODS}
    apart = {(a, b): float(np.abs(colors[a] - colors[b]).max()) for a in MOODS for b in MOODS if a < b}
    assert min(apart.values()) > 1.5
    assert apart["happy", "sad"] > 12
    assert apart["happy", "tense"] > 20
    assert apart["calm", "dreamy"] > 5


def test_sad_light_is_greyer_and_tense_light_darker() -> None:
    calm, sad, tense = (light_of("day", "clear", mood, 1.0) for mood in ("calm", "sad", "tense"))
    assert sad.saturation < calm.saturation
    assert sum(tense.ambient) < sum(calm.ambient)


@pytest.mark.parametrize("setting", ["castle", "village", "kitchen"])
def test_a_place_is_the_same_on_all_pages_of_a_story_and_another_in_another_story(setting: str) -> None:
    def middle(story: int, time: str) -> np.ndarray:
        layers = draw_page(Troupe(story), Moment(setting, time, "clear", "calm"), 1, SIZE, story + len(time)).layers
        layer = next(layer for layer in layers if layer.name in {"middle", "furniture"})
        sheet = np.zeros((300, 500), bool)
        height, width = layer.image.shape[:2]
        sheet[layer.y + 60 : layer.y + 60 + height, layer.x + 60 : layer.x + 60 + width] = layer.image[..., 3] > 128
        return sheet

    at_day, at_dusk, elsewhere = middle(5, "day"), middle(5, "dusk"), middle(6, "day")
    assert (at_day ^ at_dusk).mean() < 0.01
    if setting not in indoors():
        assert (at_day ^ elsewhere).mean() > 3 * (at_day ^ at_dusk).mean() + 0.005


def test_consecutive_pages_look_from_elsewhere() -> None:
    one, two = (flatten(page("castle", number=number, seed=3), SIZE).astype(int) for number in (1, 2))
    assert np.abs(one - two).mean() > 4


@pytest.mark.parametrize(("setting", "weather"), [("forest", "snow"), ("village", "fog"), ("kitchen", "rain")])
def test_the_same_page_has_the_same_bytes(setting: str, weather: str) -> None:
    first, again = (page(setting, "dusk", weather) for _ in range(2))
    assert [layer.image.tobytes() for layer in first] == [layer.image.tobytes() for layer in again]


def test_painted_edges_do_not_darken() -> None:
    layers = page("snowfield", size=(640, 360))
    ground = next(layer.image for layer in layers if layer.name == "ground")
    edge = ground[(ground[..., 3] > 20) & (ground[..., 3] < 235)]
    assert edge.size
    assert edge[:, :3].mean() > 150


def test_a_drawing_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match="ThorVG"):
        render_svg("<svg", 8, 8)


def test_paint_has_no_seams() -> None:
    flat = np.full((600, 1100, 4), 160, np.uint8)
    flat[..., 3] = 255
    painted_ = paint(flat, 2.9, 3)[..., 0].astype(float)
    for axis in (0, 1):
        steps = np.abs(np.diff(painted_, axis=axis)).mean(1 - axis)
        assert steps.max() < steps.mean() * 3


@pytest.mark.few(12)
@pytest.mark.parametrize("setting", PLACES)
@pytest.mark.parametrize("time", TIMES)
def test_every_page_can_be_kept(setting: str, time: str, tmp_path: Path) -> None:
    size = (96, 54)
    for at, weather in enumerate(WEATHERS):
        folder = tmp_path / weather
        folder.mkdir()
        figures = (Figure("girl", "A", slot="at table"), Figure("cat", "B", slot="on bed"))
        layers = draw_page(Troupe(5), Moment(setting, time, weather, "calm", figures), at + 1, size, at).layers
        save_layers(folder, Picture(flatten(layers, size), tuple(layers)))
        kept = list(load_layers(folder, size))
        assert [(one.name, one.x, one.y) for one in kept] == [(one.name, one.x, one.y) for one in layers]


def test_a_vignette_is_a_wash_on_paper_that_tells_the_hour_and_no_place() -> None:
    day, night = (flatten(page("vignette", time), SIZE)[..., :3].astype(int) for time in ("day", "night"))
    assert not {layer.name for layer in page("vignette")} & {"sky", "clouds", "far", "middle", "room", "side"}
    # Warm paper at the edge, a cool wash within.
    assert (
        np.ptp(day[2:6, 2:6].mean((0, 1))[[0, 2]]) < 30 < day[20:40, 140:180, 2].mean() - day[20:40, 140:180, 0].mean()
    )
    assert night[60:90, 100:220].mean() < 0.6 * day[60:90, 100:220].mean()
    assert night[60:90, 100:220, 2].mean() > 1.4 * night[60:90, 100:220, 0].mean()


@pytest.mark.parametrize("anchor", ["bed", "table", "chair", "bench", "blanket"])
def test_on_a_vignette_stands_what_stands_in_rooms_and_out_of_doors(anchor: str) -> None:
    assert free_bearing("vignette", anchor)
