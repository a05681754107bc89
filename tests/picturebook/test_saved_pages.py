"""Every page that is drawn can be saved and loaded: all weathers, particles, counts and sizes."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest

from digiteller.language.page_content import Figure, Inset, Moment, Thing
from digiteller.language.vocabulary import vocabulary
from digiteller.media.layers import load_layers, save_layers
from digiteller.picturebook.figures.figure_layers import Troupe
from digiteller.picturebook.figures.vehicles import vehicles
from digiteller.picturebook.page import draw_page
from digiteller.picturebook.scenery.settings import indoors, outdoors
from digiteller.story import MOODS, Picture

SETTINGS = [*sorted(indoors()), *sorted(outdoors()), "sky", "space"]
WEATHERS = ["clear", "rain", "snow", "fog", "storm", "wind"]
SIZES = [(96, 54), (54, 96), (64, 64), (160, 90), (90, 33)]
SWARMS = ("own:firefly", "✨", "🔥", "own:star", "own:aurora", "own:rainbow", "🎆", "🕯")
KINDS = sorted(vocabulary().kinds)


def some_moment(random: Random) -> Moment:
    """Return a page with whatever the types allow, sensible or not."""
    kinds = random.sample(KINDS, random.choice([0, 1, 2, 4]))
    actions = ("stand", "sleep", "fly", "swim", "run", "paint", "ride")
    figures = tuple(
        Figure(
            kind,
            count=random.choice([1, 1, 2, 5, 40]),
            action=random.choice(actions),
            rides=random.choice(["", "", "", *sorted(vehicles())]),
            drives=random.random() < 0.3,
        )
        for kind in kinds
    )
    things = tuple(
        Thing(
            random.choice([*SWARMS, "🍎", "🧺", "🚌", "own:boat"]),
            random.choice([0, 1, 3, 60]),
            relation=random.choice(["", "", "on", "in", "under", "behind", "beside", "above"]),  # type: ignore[arg-type]
            to=random.choice(["", "table", "wall", "🧺", "tree", *kinds]),
        )
        for _ in range(random.choice([0, 1, 3, 5]))
    )
    insets = tuple(
        Inset(random.choice(["thought", "speech", "picture", "window"]), place=random.choice(["", *SETTINGS]))  # type: ignore[arg-type]
        for _ in range(random.choice([0, 0, 1, 3]))
    )
    time = random.choice(["dawn", "day", "dusk", "night"])
    return Moment(
        random.choice(SETTINGS),
        time,
        random.choice(WEATHERS),
        random.choice(MOODS),
        figures,
        things,
        lit=random.random() < 0.5,
        fire=random.random() < 0.2,
        insets=insets,
        season=random.choice(["", "spring", "summer", "autumn", "winter"]),  # type: ignore[arg-type]
    )


def save_and_load(moment: Moment, size: tuple[int, int], number: int, folder: Path) -> None:
    layers = draw_page(Troupe(number), moment, number, size, number).layers
    save_layers(folder, Picture(np.zeros((size[1], size[0], 3), np.uint8), tuple(layers)))
    loaded = list(load_layers(folder, size))
    assert [(one.name, one.x, one.y, one.depth, one.motion) for one in loaded] == [
        (one.name, one.x, one.y, one.depth, one.motion) for one in layers
    ]
    assert all(np.array_equal(one.image, other.image) for one, other in zip(loaded, layers, strict=True))


@pytest.mark.few(10)
@pytest.mark.parametrize("seed", range(120))
def test_a_random_page_is_saved_and_loaded(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    save_and_load(some_moment(random), random.choice(SIZES), 1 + seed % 9, tmp_path)


@pytest.mark.parametrize("size", SIZES[:2])
@pytest.mark.parametrize("weather", WEATHERS)
def test_every_weather_is_saved_and_loaded(weather: str, size: tuple[int, int], tmp_path: Path) -> None:
    save_and_load(Moment("lake", "night", weather, "dreamy", (Figure("girl"),)), size, 2, tmp_path)


@pytest.mark.parametrize("setting", ["forest", "bedroom", "underwater", "space"])
def test_three_swarms_are_saved_and_loaded(setting: str, tmp_path: Path) -> None:
    """Fireflies, sparks and glow worms are all the same thing, in a moment three times."""
    swarm = Thing("own:firefly", 3)
    moment = Moment(setting, "night", "clear", "calm", (Figure("girl", holds=("own:lantern",)),), (swarm,) * 3)
    save_and_load(moment, (96, 54), 3, tmp_path)
