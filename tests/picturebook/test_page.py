"""The ten stories of ``examples/picture-book`` as books: their heroes stay the same, and so do their pages.

The pages in ``golden`` are compared with what is drawn. After a change that is meant to be seen, look at them again and
renew them::

    DIGITELLER_RENEW_GOLDEN=1 pytest tests/picturebook/test_page.py -k golden
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image

from digiteller.backends.illustrate.picture_book import PictureBook
from digiteller.backends.write.own_words import OwnWords
from digiteller.contracts import Brief, Easel, PageBrief
from digiteller.language.page_content import Figure, Moment
from digiteller.language.vocabulary import vocabulary
from digiteller.options import IllustrateOptions, WriteOptions
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.drawing.light import light_of
from digiteller.picturebook.drawing.paint import flatten
from digiteller.picturebook.figures.figure_layers import Troupe
from digiteller.picturebook.staging.actor_placement import place_actors
from digiteller.spec.schema import load_spec
from digiteller.story import MOODS, Layer, Picture, Scene
from reading import storyboard_of

SPECS = Path(__file__).parents[2] / "examples" / "picture-book"
GOLDEN = Path(__file__).parent / "golden"
HEROES = {
    "bear": "Ben",
    "bread": "Milo",
    "desert": "Sadiq",
    "dragon": "Lena",
    "farm": "hen",
    "lighthouse": "Soot",
    "penguin": "Pip",
    "red-planet": "Rusty",
    "reef": "Otto",
    "umbrella": "Nora",
}
STORIES = tuple(HEROES)
SIZE = (320, 180)
SEED = 7


def easel(pages: Sequence[Scene]) -> Easel:
    return Easel(lambda *_: None, lambda _: None, storyboard=storyboard_of(pages))


@cache
def scenes(story: str) -> tuple[Scene, ...]:
    """Return the scenes of a story as the film has them."""
    spec = load_spec(SPECS / f"{story}.yaml")
    pages = tuple(PageBrief(page.text, page.picture, page.mood) for page in spec.pages)
    brief = Brief(spec.premise, spec.title, pages, spec.language)
    return OwnWords({}, WriteOptions(), {}).write(brief, 1, lambda *_: None).scenes


@cache
def drawn(story: str, number: int, size: tuple[int, int] = SIZE) -> Picture:
    pages = scenes(story)
    return PictureBook({}, IllustrateOptions(), {}).illustrate(pages, number, size, SEED, easel(pages))


def called(figure: Figure) -> str:
    return figure.name or figure.kind


def actors(moment: Moment, number: int) -> dict[str, Actor]:
    """Return the largest actor of every figure on a page, by what it is called."""
    found: dict[str, Actor] = {}
    for actor in place_actors(moment, Canvas(*SIZE), Random(SEED ^ number)):
        if actor.figure and (called(actor.figure) not in found or actor.height > found[called(actor.figure)].height):
            found[called(actor.figure)] = actor
    return found


def test_every_story_has_its_hero_and_five_or_six_pages() -> None:
    assert sorted(path.stem for path in SPECS.glob("*.yaml")) == list(STORIES)
    assert all(5 <= len(scenes(story)) <= 6 for story in STORIES)


class TestHero:
    @pytest.mark.parametrize("story", STORIES)
    def test_is_on_half_of_the_pages(self, story: str) -> None:
        moments = storyboard_of(scenes(story)).moments()
        pages = [moment for moment in moments if HEROES[story] in map(called, moment.figures)]
        assert len(pages) >= len(moments) / 2

    @pytest.mark.parametrize("story", STORIES)
    def test_looks_the_same_on_every_page(self, story: str) -> None:
        """Drawn alone in the same pose, place and light, it is the same to the pixel whatever page it is from."""
        troupe, light = Troupe(5), light_of("day", "clear", "calm", 1.0)
        nowhere = Moment("meadow", "day", "clear", "calm")
        portraits = set()
        for moment in storyboard_of(scenes(story)).moments():
            for figure in moment.figures:
                if called(figure) == HEROES[story]:
                    alone = replace(figure, action="stand", holds=(), rides="", count=1)
                    actor = Actor(alone.kind, 160, 170, 120, True, figure=alone)
                    portrait = troupe.layer(actor, nowhere, Canvas(*SIZE), light)
                    assert portrait is not None
                    portraits.add(portrait.image.tobytes())
        assert len(portraits) == 1


@pytest.mark.parametrize("story", STORIES)
def test_who_is_taller_stays_taller(story: str) -> None:
    taller: dict[tuple[str, str], tuple[bool, int]] = {}
    for number, moment in enumerate(storyboard_of(scenes(story)).moments(), 1):
        there = actors(moment, number)
        for one, other in combinations(sorted(there), 2):
            ratio = there[one].height / there[other].height
            if max(ratio, 1 / ratio) > 1.1:
                before, page = taller.setdefault((one, other), (ratio > 1, number))
                assert before == (ratio > 1), f"{one} and {other} on pages {page} and {number}"


LETTERS = "🦊 🐉 👩‍🚀 👨‍👩‍👧 лиса дом 狐狸 灯塔 海 שועל מגדל ثعلب qux Zoë Ærø naïve ßß ǅ I II O'Neill don't 's"
SIGNS = "\u200b \u200d \u202e \ufeff \x00 ... ?! — ; ' \" ( & < <svg/> %s {} \\ 10,000 1e99 NaN"
STRANGE = f"{LETTERS} {SIGNS}".split(" ")


def sentence(chance: Random, words: Sequence[str]) -> str:
    """Return words of the vocabulary and what no story has, in any order."""
    said = [
        chance.choice(STRANGE) if chance.random() < 0.2 else chance.choice(words) for _ in range(chance.randrange(25))
    ]
    said += [chance.choice("aж字ﷺ") * chance.choice((300, 5000))] * (chance.random() < 0.02)
    said += list(chance.choices(".,;:!?…—'\"()", k=40)) * (chance.random() < 0.02)
    said = [word.title() if chance.random() < 0.15 else word for word in said]
    return chance.choice((" ", " ", " ", "", "\n", "\t")).join(said)


@pytest.mark.few(1)
@pytest.mark.parametrize("seed", range(5))
def test_no_sentence_is_too_strange(seed: int) -> None:
    """Understands a thousand sentences for each seed, and draws some of them."""
    chance = Random(seed)
    words = [" ".join(phrase) for phrase in vocabulary().phrases]
    words += ["the", "a", "his", "her", "and", "with", "they", "was", "not", "on", "in", "dreamed of", "rode"] * 90
    book = PictureBook({}, IllustrateOptions(), {})
    for at in range(250):
        pages = [Scene(n, sentence(chance, words), sentence(chance, words), chance.choice(MOODS)) for n in (1, 2)]
        assert len(storyboard_of(pages).pages) == 2
        if at % 21 == 0:
            picture = book.illustrate(pages, 2, (160, 90), at, easel(pages))
            assert picture.image.shape == (90, 160, 3)


def off(one: np.ndarray, other: np.ndarray) -> float:
    """Return how much two pages differ at a glance: the share of what is another in the worst square of 16 pixels.

    They are compared out of focus, so that edges drawn a little otherwise do not count.
    """
    soft = [cv2.GaussianBlur(page.astype(np.float32), (0, 0), 2.0) for page in (one, other)]
    wrong = (np.abs(soft[0] - soft[1]).max(axis=2) > 12).astype(np.float32)
    return float(cv2.blur(wrong, (16, 16)).max())


SAME = 0.1
"""What may differ between machines."""
PAGES = (
    ("bear", 4),
    ("bread", 2),
    ("dragon", 5),
    ("farm", 4),
    ("lighthouse", 4),
    ("penguin", 3),
    ("red-planet", 3),
    ("reef", 4),
)


def changed(picture: Picture, layer: Layer, *instead: Layer) -> float:
    """Return how much a page differs with other layers in the place of one."""
    layers = [new for old in picture.layers for new in (instead if old is layer else (old,))]
    return off(flatten(layers, SIZE), picture.image)


class TestGolden:
    @pytest.mark.parametrize(("story", "number"), PAGES)
    def test_golden_page_is_as_it_was(self, story: str, number: int) -> None:
        path, page = GOLDEN / f"{story}-{number}.png", drawn(story, number).image
        if os.environ.get("DIGITELLER_RENEW_GOLDEN"):
            GOLDEN.mkdir(exist_ok=True)
            Image.fromarray(page & 0xFC | 2).save(path, optimize=True)  # six bits, for small files
        assert off(page, np.asarray(Image.open(path))) <= SAME

    @pytest.mark.parametrize(("story", "number"), PAGES)
    def test_a_figure_missing_moved_or_recoloured_would_be_seen(self, story: str, number: int) -> None:
        picture = drawn(story, number)
        figures = {figure.kind for figure in storyboard_of(scenes(story)).moments()[number - 1].figures}
        seen = [layer for layer in picture.layers if layer.name in figures]
        assert seen
        for figure in seen:
            assert changed(picture, figure, figure) <= SAME
            assert changed(picture, figure) > 2 * SAME
            assert changed(picture, figure, replace(figure, x=figure.x + 8)) > 2 * SAME
            assert changed(picture, figure, replace(figure, image=figure.image[..., [1, 2, 0, 3]])) > 2 * SAME

    @pytest.mark.parametrize(("story", "number"), PAGES)
    def test_a_little_noise_and_a_shift_of_a_fifth_of_a_pixel_are_not_seen(self, story: str, number: int) -> None:
        page = drawn(story, number).image
        noise = np.random.default_rng(1).normal(0, 4, page.shape)
        shifted = cv2.warpAffine(page, np.float32([[1, 0, 0.2], [0, 1, 0.2]]), SIZE, borderMode=cv2.BORDER_REPLICATE)
        assert off(page, np.clip(shifted + noise, 0, 255).astype(np.uint8)) <= SAME
