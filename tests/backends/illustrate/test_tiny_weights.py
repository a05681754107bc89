"""The method itself, on the small weights of ``weights/tiny``: words become pictures that show what they name.

A network that had no part in the search, and learned from drawings that no other one saw, judges the pictures.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

torch = pytest.importorskip("torch")


from digiteller.backends import table
from digiteller.contracts import Easel, Illustrator
from digiteller.guidance.biggan_space import BigGanSpace
from digiteller.guidance.latent_space import to_picture
from digiteller.models.registry import load_registry
from digiteller.nets.biggan import BigGan
from digiteller.options import IllustrateOptions
from digiteller.story import Scene

pytestmark = pytest.mark.torch

WEIGHTS = Path(__file__).parents[3] / "weights" / "tiny"
MODELS = ("clip-biggan-tiny", "clip-vqgan-tiny")
SIZE = (64, 64)
PROMPTS = {
    "bear": "a bear in the forest",
    "bee": "a bee in a meadow in the morning",
    "butterfly": "a butterfly in a meadow at sunset",
    "cat": "a cat in the kitchen",
    "crab": "a crab on the beach",
    "duck": "a duck by the lake in the morning",
    "elephant": "an elephant by the lake",
    "fish": "a fish by the lake at night",
    "fox": "a fox in the forest at night",
    "frog": "a frog by the lake",
    "owl": "an owl in the forest at night",
    "penguin": "a penguin in the snow",
    "pig": "a pig in a meadow",
    "rabbit": "a rabbit in the snow in the morning",
    "snowman": "a snowman in the snow at night",
    "sunflower": "a sunflower in a meadow",
    "train": "a train in the snow",
    "turtle": "a turtle on the beach at sunset",
    "umbrella": "an umbrella on the beach",
    "whale": "a whale by the lake at sunset",
}
SUBJECTS = list(PROMPTS)
NEEDED = 0.8 * len(PROMPTS)
CHANCE = 4
"""Subjects that guessing names by luck, of 20: one on average, more than this once in 300 times."""


class Drawn:
    """What a model drew for each prompt, and the losses that were told meanwhile."""

    def __init__(self, illustrator: Illustrator, seed: int) -> None:
        self.losses: list[list[float]] = []
        self.images = np.stack([self._draw(illustrator, prompt, seed) for prompt in PROMPTS.values()])

    def _draw(self, illustrator: Illustrator, prompt: str, seed: int) -> NDArray[np.uint8]:
        told: list[float] = []
        easel = Easel(lambda _, doing: told.append(float(re.findall(r"loss (-?[\d.]+)", doing)[0])), lambda _: None)
        self.losses.append(told)
        return draw(illustrator, prompt, seed, easel)


def draw(illustrator: Illustrator, prompt: str, seed: int, easel: Easel) -> NDArray[np.uint8]:
    return illustrator.illustrate([Scene(1, prompt, prompt, "calm")], 1, SIZE, seed, easel).image


@pytest.fixture(scope="module")
def illustrators(model_files: Callable[[str, str], dict[str, Path]]) -> Callable[..., Illustrator]:
    def make(name: str, **options: Any) -> Illustrator:
        entry = load_registry().get("illustrate", name).entry
        backend = table.find_backend("illustrate", entry.backend).load()
        made: Illustrator = backend(model_files("illustrate", name), IllustrateOptions(**options), entry.options)
        return made

    return make


@pytest.fixture(scope="module", params=MODELS)
def drawn(request: pytest.FixtureRequest, illustrators: Callable[..., Illustrator]) -> Drawn:
    return Drawn(illustrators(request.param), seed=7)


def named(images: NDArray[np.uint8]) -> list[str]:
    """Return which subject the judge sees in each of the pictures [n, 64, 64, 3]."""
    judge = onnxruntime.InferenceSession(WEIGHTS / "judge.onnx", providers=["CPUExecutionProvider"])
    (logits,) = judge.run(None, {"images": images.transpose(0, 3, 1, 2).astype(np.float32) / 255})
    return [SUBJECTS[at] for at in np.asarray(logits).argmax(1)]


def hits(images: NDArray[np.uint8]) -> int:
    return sum(seen == asked for seen, asked in zip(named(images), SUBJECTS, strict=True))


def test_an_independent_judge_names_what_was_asked_for(drawn: Drawn) -> None:
    assert hits(drawn.images) >= NEEDED


def test_the_loss_falls(drawn: Drawn) -> None:
    for told in drawn.losses:
        assert told[-1] < told[0]


def test_pictures_that_begin_with_noise_show_nothing_at_first(illustrators: Callable[..., Illustrator]) -> None:
    begun = Drawn(illustrators("clip-vqgan-tiny", steps=1), seed=7)
    assert hits(begun.images) <= CHANCE


def test_pictures_of_chance_show_what_was_asked_for_by_chance_alone() -> None:
    network = BigGan(WEIGHTS / "biggan" / "config.json", WEIGHTS / "biggan" / "pytorch_model.bin", 1.0, "cpu")
    space = BigGanSpace(network, 1.0, SIZE, torch.zeros(network.classes))
    with torch.no_grad():
        images = [
            to_picture(space.draw(space.begin(torch.Generator().manual_seed(seed)))) for seed in range(len(PROMPTS))
        ]
    assert hits(np.stack(images)) <= CHANCE


@pytest.mark.parametrize("model", MODELS)
def test_the_same_seed_gives_the_same_picture(model: str, illustrators: Callable[..., Illustrator]) -> None:
    illustrator = illustrators(model, steps=5)
    silent = Easel(lambda *_: None, lambda _: None)
    first, again, other = (draw(illustrator, PROMPTS["fox"], seed, silent) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()
