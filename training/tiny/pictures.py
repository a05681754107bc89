"""The captioned pictures that the networks learn from, drawn by the picture book: 64x64 crops around a subject."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import cv2
import numpy as np

from digiteller.backends.illustrate.picture_book import PictureBook
from digiteller.backends.read.spacy_parser import SpacyParser
from digiteller.contracts import Easel
from digiteller.language.story_reader import read_story
from digiteller.language.storyboard import StoryHints
from digiteller.models.registry import load_registry
from digiteller.models.weights_cache import open_model
from digiteller.options import IllustrateOptions, ReadOptions
from digiteller.story import MOODS, Scene

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digiteller.story import Layer

SIDE = 64
SUBJECTS = (
    *("bear", "bee", "butterfly", "cat", "crab", "duck", "elephant", "fish", "fox", "frog"),
    *("owl", "penguin", "pig", "rabbit", "snowman", "sunflower", "train", "turtle", "umbrella", "whale"),
)
TIMES = ("", "at night", "at sunset", "in the morning")
PLACES = ("in a meadow", "in the forest", "on the beach", "in the snow", "in the kitchen", "by the lake")
OTHER_PLACES = ("in the desert", "in the garden", "on a mountain", "in the bedroom", "in the town", "on the farm")
"""Where the judge sees the subjects: it learns from drawings that no other network has seen."""
_PAGE = 320
_PAGES = 110
"""For each of the subjects; the judge has half as many."""
_CROPS = 3


def make(folder: Path) -> None:
    """Draw ``pictures.npz`` and, for the judge, ``others.npz``: ``images``, ``subjects``, ``captions``."""
    for name, places, each, seed in (("pictures", PLACES, _PAGES, 1), ("others", OTHER_PLACES, _PAGES // 2, 2)):
        if not (folder / f"{name}.npz").exists():
            np.savez_compressed(folder / f"{name}.npz", **_drawn(places, each, seed))


def caption(subject: str, place: str, time: str) -> str:
    """Return what a picture shows, such as ``a fox in the forest at night``."""
    article = "an" if subject[0] in "aeiou" else "a"
    return " ".join(word for word in (article, subject, place, time) if word)


def _drawn(places: tuple[str, ...], each: int, seed: int) -> dict[str, NDArray[np.generic]]:
    """Return drawings of every subject: ``images`` uint8 [n, 64, 64, 3], ``subjects`` their numbers, ``captions``."""
    book = PictureBook({}, IllustrateOptions(), {})
    model = load_registry().get("read")
    parser = SpacyParser(open_model(model, lambda *_: None), ReadOptions(), model.entry.options)
    images, subjects, captions = [], [], []
    random = Random(seed)
    for number, subject in enumerate(SUBJECTS):
        for _ in range(each):
            text = caption(subject, random.choice(places), random.choice(TIMES))
            scene = Scene(random.randrange(1, 99), text, text, random.choice(MOODS))  # type: ignore[arg-type]
            easel = Easel(lambda *_: None, lambda _: None, storyboard=read_story([scene], parser, StoryHints()))
            page = book.illustrate([scene], scene.number, (_PAGE, _PAGE), random.randrange(2**31), easel)
            figure = max((layer for layer in page.layers if _shows(layer, subject)), key=lambda layer: layer.image.size)
            for _ in range(_CROPS):
                images.append(_crop(page.image, figure, random))
                subjects.append(number)
                captions.append(text)
    order = np.random.default_rng(seed).permutation(len(images))
    return {
        "images": np.stack(images)[order],
        "subjects": np.array(subjects)[order],
        "captions": np.array(captions)[order],
    }


def _shows(layer: Layer, subject: str) -> bool:
    return layer.name == subject or not layer.name.isascii()


def _crop(image: NDArray[np.uint8], figure: Layer, random: Random) -> NDArray[np.uint8]:
    """Return a square around the figure, as far as the page reaches."""
    height, width = figure.image.shape[:2]
    side = min(_PAGE, round(max(height, width) * random.uniform(1.05, 1.35)))
    slack = 0.06 * side
    left = figure.x + width / 2 - side / 2 + random.uniform(-slack, slack)
    top = figure.y + height / 2 - side / 2 + random.uniform(-slack, slack)
    x, y = (round(min(max(0.0, at), _PAGE - side)) for at in (left, top))
    small = cv2.resize(image[y : y + side, x : x + side], (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return np.asarray(small[:, ::-1] if random.random() < 0.5 else small, np.uint8)
