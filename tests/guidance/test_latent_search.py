"""The search of a latent space by words, with a scorer and a generator that are simple enough to be known."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
from torch import Generator, Tensor
from torch.nn.functional import grid_sample, interpolate, normalize

from digiteller.contracts import Easel
from digiteller.errors import StageError
from digiteller.guidance.clip_loss import Judge
from digiteller.guidance.cutouts import Cutouts, resize_differentiably, warp
from digiteller.guidance.latent_search import SearchEffort, search
from digiteller.guidance.latent_space import Latents
from digiteller.guidance.latent_walk import Pace, slerp, walk
from digiteller.guidance.losses import cosine, spherical
from digiteller.guidance.moving_average import Average
from digiteller.guidance.prompts import Prompt

pytestmark = pytest.mark.torch

COLOURS = {"red": (1.0, -1.0, -1.0), "green": (-1.0, 1.0, -1.0), "blue": (-1.0, -1.0, 1.0)}
WATCH = Cutouts(6)


class ByColour:
    """Knows colours only."""

    size = 8

    def texts(self, texts: Sequence[str]) -> Tensor:
        return normalize(torch.tensor([COLOURS[text] for text in texts]), dim=1)

    def images(self, images: Tensor) -> Tensor:
        return normalize(images.mean((2, 3)) - 0.5 + 1e-3, dim=1)


class Field:
    """Draws what its latents are."""

    def begin(self, chance: Generator) -> Latents:
        return {"x": torch.randn(1, 3, 20, 30, generator=chance)}

    def draw(self, latents: Latents) -> Tensor:
        return torch.sigmoid(latents["x"])

    def penalty(self, latents: Latents) -> Tensor:
        return 0 * latents["x"].sum()

    def constrain(self, latents: Latents) -> None:
        latents["x"].clamp_(-3, 3)


def easel(said: list[tuple[float, str]] | None = None, previews: list[Any] | None = None) -> Easel:
    return Easel(
        lambda share, what: said.append((share, what)) if said is not None else None,
        lambda image: previews.append(image) if previews is not None else None,
    )


def judge(*prompts: Prompt, at_once: int = 4, cutouts: Cutouts = WATCH, loss: Any = "cosine") -> Judge:
    return Judge(ByColour(), prompts or (Prompt("red", 1.0),), cutouts, at_once, loss)


def seeded(seed: int) -> Generator:
    return torch.Generator().manual_seed(seed)


def mean_colour(image: Any) -> list[float]:
    return [float(value) for value in image.reshape(-1, 3).mean(0)]


@pytest.mark.parametrize("angle", [0.0, 0.3, math.pi / 2, 3.0])
def test_the_spherical_loss_is_half_the_squared_angle(angle: float) -> None:
    turned = torch.tensor([[math.cos(angle), math.sin(angle)]])
    assert float(spherical(turned, torch.tensor([[1.0, 0.0]]))) == pytest.approx(angle**2 / 2, abs=1e-3)
    assert float(cosine(turned, torch.tensor([[1.0, 0.0]]))) == pytest.approx(-100 * math.cos(angle), abs=1e-3)


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_the_spherical_loss_has_a_gradient_where_vectors_meet(sign: float) -> None:
    vector = torch.tensor([[sign, 0.0]], requires_grad=True)
    spherical(vector, torch.tensor([[1.0, 0.0]])).sum().backward()
    assert vector.grad is not None
    assert torch.isfinite(vector.grad).all()


@pytest.mark.parametrize("size", [5, 16, 70])
def test_a_box_that_is_all_of_the_picture_is_resized_as_torch_does(size: int) -> None:
    image = torch.rand(1, 3, 33, 48, generator=seeded(1))
    whole = resize_differentiably(image, torch.zeros(1, 2), torch.tensor([[33.0, 48.0]]), size)
    assert torch.allclose(whole, interpolate(image, (size, size), mode="bilinear", antialias=True), atol=1e-5)


def test_a_box_shows_its_place() -> None:
    image = torch.zeros(1, 3, 40, 60)
    image[..., 10:20, 30:40] = 1
    cut = resize_differentiably(image, torch.tensor([[12.0, 32.0], [12.0, 38.0]]), torch.tensor([[6.0, 6.0]] * 2), 4)
    assert cut[0].min() > 0.999
    assert cut[1, ..., 0].min() > 0.9
    assert cut[1, ..., -1].max() < 0.1


def test_a_warp_is_the_perspective_of_its_corners() -> None:
    images = torch.rand(2, 3, 20, 30, generator=seeded(1))
    assert torch.allclose(warp(images, torch.zeros(2, 4, 2)), images, atol=1e-5)
    aside = torch.zeros(2, 4, 2)
    aside[1, :, 0] = 0.1
    assert torch.allclose(warp(images, aside)[1, ..., :27], images[1, ..., 3:], atol=1e-5)
    trapeze = torch.tensor([[[0.2, 0.1], [-0.2, 0.1], [0.0, 0.0], [0.0, 0.0]]])
    seen = warp(images[:1], trapeze)
    grid = torch.tensor([[[[-0.6, -0.8], [0.6, -0.8], [-1.0, 1.0], [1.0, 1.0]]]])
    corners = grid_sample(images[:1], grid, padding_mode="border", align_corners=False)[0, :, 0].T
    shown = torch.stack([seen[0, :, 0, 0], seen[0, :, 0, -1], seen[0, :, -1, 0], seen[0, :, -1, -1]])
    assert (shown - corners).abs().max() < 0.35  # half a pixel inside of the corners
    assert not torch.allclose(seen, images[:1], atol=0.1)


def test_cutouts_of_a_seed_are_the_same_and_differ_among_themselves() -> None:
    image = torch.rand(1, 3, 40, 70, generator=seeded(0))
    varied = Cutouts(5, warp=0.2, colours=0.1, erased=0.7, noise=0.1)
    first, again, other = (varied.take(image, 5, 16, seeded(seed)) for seed in (1, 1, 2))
    assert first.shape == (5, 3, 16, 16)
    assert torch.equal(first, again)
    assert not torch.equal(first, other)
    assert all(not torch.equal(first[0], cutout) for cutout in first[1:])
    assert 0 <= first.min() < first.max() <= 1


@pytest.mark.parametrize("kind", ["warp", "colours", "erased", "noise"])
def test_each_kind_of_variation_changes_cutouts_and_lets_gradients_through(kind: str) -> None:
    image = torch.rand(1, 3, 40, 40, generator=seeded(0)).mul(0.3).add(0.6).requires_grad_()
    plain, changed = (Cutouts(8, **more).take(image, 8, 16, seeded(1)) for more in ({}, {kind: 0.5}))
    assert (plain - changed).abs().mean() > 0.001
    changed.sum().backward()
    assert image.grad is not None
    assert image.grad.abs().mean() > 0


def test_cutouts_at_once_do_not_change_the_loss_of_cutouts_without_chance() -> None:
    image = torch.rand(1, 3, 24, 24, generator=seeded(3))
    all_of_it = Cutouts(6, smallest=1.0, largest=1.0)
    losses, gradients = zip(
        *(judge(at_once=at_once, cutouts=all_of_it).loss(image, seeded(1)) for at_once in (1, 4, 6)), strict=True
    )
    assert losses[1:] == pytest.approx(losses[:-1], rel=1e-5)
    assert torch.allclose(gradients[0], gradients[2], atol=1e-5)


def test_the_gradient_of_a_judge_is_that_of_its_loss() -> None:
    image = torch.rand(1, 3, 12, 12, generator=seeded(3))
    looking = judge(Prompt("red", 1.0), Prompt("blue", -0.5))
    loss, gradient = looking.loss(image, seeded(1))
    step = 1e-2 * torch.randn(image.shape, generator=seeded(4))
    change = looking.rate(image + step, seeded(1)) - looking.rate(image - step, seeded(1))
    assert looking.rate(image, seeded(1)) == pytest.approx(loss, rel=1e-4)
    assert change == pytest.approx(2 * float((gradient * step).sum()), rel=0.05)


def test_an_average_begins_where_the_first_point_is() -> None:
    average = Average(0.9)
    average.add({"x": torch.tensor([2.0])})
    assert float(average.value["x"]) == pytest.approx(2)
    average.add({"x": torch.tensor([4.0])})
    assert float(average.value["x"]) == pytest.approx((0.9 * 2 + 4) / 1.9)


@pytest.mark.parametrize("loss", ["cosine", "spherical"])
def test_a_search_finds_what_is_asked_for(loss: Any) -> None:
    found = search(Field(), judge(loss=loss), SearchEffort(40, 0.2, memory=0.5), 1, easel())
    red, green, blue = mean_colour(found.image)
    assert found.image.shape == (20, 30, 3)
    assert found.image.dtype == np.uint8
    assert red > 160 > 100 > max(green, blue)
    assert found.losses[-1] < found.losses[0]


def test_a_negative_prompt_leads_away() -> None:
    found = search(Field(), judge(Prompt("red", -1.0)), SearchEffort(40, 0.2, memory=0.5), 1, easel())
    red, green, blue = mean_colour(found.image)
    assert red < 100 < min(green, blue)


def test_the_same_seed_gives_the_same_picture_and_another_seed_another() -> None:
    varied = Cutouts(6, warp=0.2, colours=0.1, erased=0.5, noise=0.1)
    torch.manual_seed(0)
    first = search(Field(), judge(cutouts=varied), SearchEffort(15, 0.1, tries=2), 5, easel())
    torch.manual_seed(1)
    again = search(Field(), judge(cutouts=varied), SearchEffort(15, 0.1, tries=2), 5, easel())
    other = search(Field(), judge(cutouts=varied), SearchEffort(15, 0.1, tries=2), 6, easel())
    assert first.image.tobytes() == again.image.tobytes()
    assert first.losses == again.losses
    assert first.image.tobytes() != other.image.tobytes()


class Hard(Field):
    """Begins at once of twice with a picture that cannot change."""

    begun = 0

    def begin(self, chance: Generator) -> Latents:
        type(self).begun += 1
        return {"x": super().begin(chance)["x"], "free": torch.tensor(float(self.begun % 2 == 0))}

    def draw(self, latents: Latents) -> Tensor:
        return torch.sigmoid(latents["x"] * (latents["free"] > 0.5))


def test_the_best_of_several_beginnings_goes_on() -> None:
    said: list[tuple[float, str]] = []
    found = search(Hard(), judge(), SearchEffort(20, 0.2, tries=2, memory=0.5), 1, easel(said))
    assert mean_colour(found.image)[0] > 150
    assert len(found.losses) == 20
    assert len(said) == 24  # 4 of the beginning that was dropped
    shares = [share for share, _ in said]
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_a_search_ends_when_the_loss_falls_no_more() -> None:
    class Still(Field):
        def draw(self, latents: Latents) -> Tensor:
            return 0 * super().draw(latents) + 0.5

    all_of_it = Cutouts(2, smallest=1.0, largest=1.0)
    found = search(Still(), judge(cutouts=all_of_it), SearchEffort(100, 0.1, patience=7), 1, easel())
    assert len(found.losses) == 8


def test_progress_tells_the_loss_and_previews_the_best_so_far() -> None:
    said: list[tuple[float, str]] = []
    previews: list[Any] = []
    found = search(Field(), judge(), SearchEffort(30, 0.2), 1, easel(said, previews))
    assert said[-1][0] == 1
    assert said[9][1].startswith("step 10 of 30, loss -")
    assert [image.shape for image in previews] == [(20, 30, 3)] * 3
    assert previews[-1].tobytes() == found.image.tobytes()


@pytest.mark.parametrize("steps", [1, 7, 16, 100])
def test_the_way_has_both_ends_and_even_steps(steps: int) -> None:
    found = search(Field(), judge(), SearchEffort(steps, 0.2, memory=0.5, snapshots=5), 1, easel())
    assert len(found.path) == min(5, steps + 1)
    assert torch.equal(found.path[-1]["x"], found.latents["x"])
    reds = [round(float(torch.sigmoid(point["x"])[0, 0].mean()), 2) for point in found.path]
    assert reds == sorted(reds)


@pytest.mark.parametrize(
    "error",
    [
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 MiB"),
        RuntimeError("[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: can't allocate memory: you tried"),
        MemoryError(),
    ],
)
def test_want_of_memory_names_the_settings_to_lower(error: Exception) -> None:
    class Huge(Field):
        def draw(self, latents: Latents) -> Tensor:
            raise error

    with pytest.raises(StageError, match="memory") as raised:
        search(Huge(), judge(at_once=4), SearchEffort(5, 0.1), 1, easel())
    assert "illustrate.cutouts_at_once (it is 4)" in str(raised.value.hint)
    assert "illustrate.pixels" in str(raised.value.hint)


def test_other_errors_of_torch_stay_what_they_are() -> None:
    class Wrong(Field):
        def draw(self, latents: Latents) -> Tensor:
            raise RuntimeError("shapes cannot be multiplied")

    with pytest.raises(RuntimeError, match="shapes"):
        search(Wrong(), judge(), SearchEffort(5, 0.1), 1, easel())


def test_a_loss_that_is_no_number_is_told() -> None:
    class Lost(Field):
        def penalty(self, latents: Latents) -> Tensor:
            return latents["x"].sum() * math.nan

    with pytest.raises(StageError, match="lost its way"):
        search(Lost(), judge(), SearchEffort(5, 0.1), 1, easel())


def test_how_torch_computes_elsewhere_is_left_as_it_was() -> None:
    before = torch.are_deterministic_algorithms_enabled()
    state = torch.get_rng_state()
    search(Field(), judge(), SearchEffort(3, 0.1), 1, easel())
    assert torch.are_deterministic_algorithms_enabled() == before
    assert torch.equal(torch.get_rng_state(), state)


def test_slerp_keeps_to_the_sphere() -> None:
    first, second = torch.tensor([[2.0, 0.0], [1.0, 1.0]]), torch.tensor([[0.0, 2.0], [1.0, 1.0]])
    half = slerp(first, second, 0.5)
    assert torch.allclose(half, torch.tensor([[math.sqrt(2), math.sqrt(2)], [1.0, 1.0]]), atol=1e-5)
    assert torch.allclose(slerp(first, second, 0.0), first)
    assert torch.allclose(slerp(first, second, 1.0), second)
    assert torch.isfinite(slerp(first, -first, 0.3)).all()


def test_a_walk_goes_from_the_first_point_to_the_last() -> None:
    def straight(a: Latents, b: Latents, share: float) -> Latents:
        return {"x": a["x"].lerp(b["x"], share)}

    points = [{"x": torch.full((1, 3, 4, 6), value)} for value in (-3.0, 0.0, 3.0)]
    said: list[float] = []
    clip = walk(Field(), points, straight, Pace(9, 8.0), lambda share, _: said.append(share))
    levels = [int(frame[0, 0, 0]) for frame in clip.frames]
    assert levels[0] == round(255 / (1 + math.exp(3)))
    assert levels[4] == 128
    assert levels[-1] == 255 - levels[0]
    assert levels == sorted(levels)
    assert levels[1] - levels[0] < levels[4] - levels[3]
    assert (clip.fps, clip.loop, said[-1]) == (8.0, "hold", 1.0)
