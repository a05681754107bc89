from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import yaml

from digiteller.backends.illustrate.picture_book import PictureBook
from digiteller.contracts import Easel
from digiteller.errors import StageError
from digiteller.language.storyboard import Page, Person, Presence, Storyboard
from digiteller.media.layers import load_layers, save_layers
from digiteller.options import IllustrateOptions
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.story import MOODS, Picture, Scene
from reading import storyboard_of

STORIES: dict[str, tuple[Scene, ...]] = {
    name: tuple(Scene(number, **page) for number, page in enumerate(pages, 1))
    for name, pages in yaml.safe_load(Path(__file__).with_name("stories.yaml").read_text(encoding="utf-8")).items()
}
LANTERN = STORIES["lantern"]
SMALL = (320, 180)


def easel(scenes: Sequence[Scene]) -> Easel:
    return Easel(lambda *_: None, lambda _: None, storyboard=storyboard_of(scenes))


def draw(scenes: Sequence[Scene], number: int, size: tuple[int, int] = SMALL, seed: int = 5) -> Picture:
    return PictureBook({}, IllustrateOptions(), {}).illustrate(scenes, number, size, seed, easel(scenes))


def laid_over(picture: Picture) -> np.ndarray:
    """Return the layers over black, in floating point."""
    height, width = picture.image.shape[:2]
    page = np.zeros((height, width, 3))
    for layer in picture.layers:
        sheet = np.zeros((height, width, 4))
        top, left = max(0, layer.y), max(0, layer.x)
        part = layer.image[top - layer.y : height - layer.y, left - layer.x : width - layer.x]
        sheet[top : top + part.shape[0], left : left + part.shape[1]] = part
        share = sheet[..., 3:] / 255
        page = page * (1 - share) + sheet[..., :3] * share
    return page


@pytest.mark.parametrize("name", STORIES)
def test_every_page_of_the_stories_is_drawn(name: str) -> None:
    book = PictureBook({}, IllustrateOptions(), {})
    for scene in STORIES[name]:
        picture = book.illustrate(STORIES[name], scene.number, SMALL, scene.number, easel(STORIES[name]))
        assert picture.image.shape == (180, 320, 3)
        assert 2 <= len(picture.layers) <= 16
        assert not picture.notes


@pytest.mark.few(2)
@pytest.mark.parametrize("size", [(320, 180), (180, 320), (240, 240), (240, 300)])
def test_the_background_reaches_beyond_any_frame(size: tuple[int, int]) -> None:
    for number in range(1, 7):
        back = draw(LANTERN, number, size).layers[0]
        assert back.x <= -0.07 * size[0]
        assert back.y <= -0.07 * size[1]
        assert back.x + back.image.shape[1] >= 1.07 * size[0]
        assert back.y + back.image.shape[0] >= 1.07 * size[1]
        assert back.image[..., 3].min() == 255


@pytest.mark.parametrize("number", range(1, 7))
def test_the_layers_make_the_picture(number: int) -> None:
    picture = draw(LANTERN, number)
    assert np.abs(laid_over(picture) - picture.image).max() <= 2 + len(picture.layers)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_another_page() -> None:
    first, again, other = draw(LANTERN, 2), draw(LANTERN, 2), draw(LANTERN, 2, seed=6)
    assert first.image.tobytes() == again.image.tobytes()
    assert [layer.image.tobytes() for layer in first.layers] == [layer.image.tobytes() for layer in again.layers]
    assert first.image.tobytes() != other.image.tobytes()


def test_a_page_is_the_same_whatever_was_drawn_before() -> None:
    book = PictureBook({}, IllustrateOptions(), {})
    for number in (1, 3, 6):
        book.illustrate(LANTERN, number, SMALL, 5, easel(LANTERN))
    page = book.illustrate(LANTERN, 2, SMALL, 5, easel(LANTERN))
    assert page.image.tobytes() == draw(LANTERN, 2).image.tobytes()


def test_the_hero_is_on_every_page_of_its_story() -> None:
    for scene in LANTERN:
        assert "fox" in [layer.name for layer in draw(LANTERN, scene.number).layers]


def test_a_larger_frame_shows_the_same_page() -> None:
    small, large = draw(LANTERN, 5), draw(LANTERN, 5, (640, 360))
    halved = large.image.reshape(180, 2, 320, 2, 3).mean((1, 3))
    assert np.abs(halved - small.image).mean() < 16


def contexts(scenes: Sequence[Scene]) -> list[str]:
    return [PictureBook.context(storyboard_of(scenes), scene.number) for scene in scenes]


class TestContext:
    def test_is_json_and_does_not_change_by_itself(self) -> None:
        assert json.loads(contexts(LANTERN)[2])["moment"]["setting"] == "river"
        assert contexts(LANTERN) == contexts(LANTERN)

    def test_of_other_pages_stays_when_a_page_is_edited(self) -> None:
        edited = [*LANTERN]
        edited[2] = replace(LANTERN[2], text="Nobody knew.", picture="a fox and a badger beside the river in the rain")
        pages = zip(contexts(LANTERN), contexts(edited), strict=True)
        changed = [number for number, (before, after) in enumerate(pages, 1) if before != after]
        assert changed[0] == 3
        assert 6 not in changed

    def test_changes_with_who_is_in_the_story(self) -> None:
        page = Page(("meadow",), persons=(Presence("ann"),))
        alone, two = (
            PictureBook.context(Storyboard(tuple(map(Person, ids)), (page,)), 1) for ids in (("ann",), ("bob", "ann"))
        )
        assert alone != two

    def test_of_later_pages_changes_with_the_hero(self) -> None:
        edited = tuple(
            replace(scene, text=scene.text.replace("fox", "rabbit"), picture=scene.picture.replace("fox", "rabbit"))
            for scene in LANTERN
        )
        assert not set(contexts(LANTERN)) & set(contexts(edited))


def test_without_a_storyboard_nothing_is_drawn() -> None:
    with pytest.raises(StageError, match="storyboard"):
        PictureBook({}, IllustrateOptions(), {}).illustrate(
            LANTERN, 1, SMALL, 1, Easel(lambda *_: None, lambda _: None)
        )


@pytest.mark.slow
def test_no_text_is_too_strange() -> None:
    chance = random.Random(11)
    words = " ".join(f"{scene.text} {scene.picture}" for pages in STORIES.values() for scene in pages).split()
    strange = [
        "🦊",
        "лиса",
        "狐狸",
        "!!!",
        "\n",
        "NaN",
        "'s",
        "—",
        "<svg>",
        "&amp;",
        "10,000",
        "The",
        "Zoë",
        "",
        "x" * 400,
    ]
    book = PictureBook({}, IllustrateOptions(), {})
    for at in range(300):
        texts = [" ".join(chance.choices(words + strange * 9, k=chance.randrange(0, 24))) for _ in range(4)]
        scenes = [Scene(1, texts[0], texts[1], chance.choice(MOODS)), Scene(2, texts[2], texts[3], "calm")]
        assert book.context(storyboard_of(scenes), 2)
        if at % 5 == 0:
            assert book.illustrate(scenes, 2, (96, 64 + at % 50), at, easel(scenes)).image.shape[1] == 96


def test_sizes_fit_the_frame() -> None:
    for frame in (Canvas(1920, 1080), Canvas(1080, 1920), Canvas(100, 100)):
        assert 0 < frame.horizon < frame.floor < frame.height
        assert frame.size <= frame.height
        assert frame.size <= frame.width * 1.25


@pytest.mark.parametrize(
    "text",
    [
        "Sparks flew in the forge.",
        "Fireflies and sparks danced over the grassy field at daybreak.",
        "A boy held a jar of fireflies, at night, in a city.",
        "Three glow worms shone in the cave.",
    ],
)
def test_what_glows_makes_a_page_that_a_film_can_show(tmp_path: Path, text: str) -> None:
    page = draw([Scene(1, text, text, "calm")], 1, (160, 90))
    assert any(layer.name == "fireflies" for layer in page.layers)
    save_layers(tmp_path, page)
    assert len(list(load_layers(tmp_path, (160, 90)))) == len(page.layers)
