"""The latent space of a VQGAN."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest

torch = pytest.importorskip("torch")


from digiteller.guidance.code_grid import CODES, CodeGrid, clamp, in_turn
from digiteller.nets.vqgan import Layers, VqganConfig, build

pytestmark = pytest.mark.torch

SMALL = VqganConfig(
    embed_dim=6,
    n_embed=40,
    ddconfig=Layers(z_channels=8, resolution=32, ch=32, ch_mult=(1, 1, 2), num_res_blocks=1, attn_resolutions=(8,)),
)


@pytest.fixture(scope="module")
def network() -> Any:
    torch.manual_seed(0)
    network = build(SMALL).eval().requires_grad_(False)
    torch.nn.init.normal_(network.quantize.embedding.weight)
    return network


def seeded(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_a_search_begins_with_codes_of_the_book_by_chance(network: Any) -> None:
    space = CodeGrid(network, (50, 30))
    begun = space.begin(seeded(1))[CODES]
    assert begun.shape == space.shape == (1, 6, 8, 13)
    book = {tuple(code) for code in network.quantize.embedding.weight.tolist()}
    drawn = {tuple(code) for code in begun.permute(0, 2, 3, 1).flatten(0, 2).tolist()}
    assert drawn <= book
    assert len(drawn) > 30
    assert begun.equal(space.begin(seeded(1))[CODES])
    assert not begun.equal(space.begin(seeded(2))[CODES])


def test_pictures_of_any_size_are_the_middle_of_what_is_drawn(network: Any) -> None:
    whole = CodeGrid(network, (52, 32))
    latents = whole.begin(seeded(1))
    part = replace(whole, size=(50, 29))
    assert part.shape == whole.shape
    assert whole.draw(latents).shape == (1, 3, 32, 52)
    torch.testing.assert_close(part.draw(latents), whole.draw(latents)[..., 1:30, 1:51])


def test_latents_are_rounded_to_codes_unless_told_otherwise(network: Any) -> None:
    space = CodeGrid(network, (16, 16))
    latents = space.begin(seeded(1))
    near = {CODES: latents[CODES] + 0.01}
    torch.testing.assert_close(space.draw(near), space.draw(latents))
    smooth = replace(space, rounded=False)
    torch.testing.assert_close(smooth.draw(latents), space.draw(latents))
    assert (smooth.draw(near) - smooth.draw(latents)).abs().max() > 1e-4


def test_gradients_reach_the_latents(network: Any) -> None:
    space = CodeGrid(network, (16, 16))
    latents = {CODES: space.begin(seeded(1))[CODES].requires_grad_()}
    (space.draw(latents).mean() + space.penalty(latents)).backward()
    assert latents[CODES].grad is not None
    assert latents[CODES].grad.abs().min() > 0


def test_latents_are_kept_in_the_range_of_the_book(network: Any) -> None:
    space = CodeGrid(network, (16, 16))
    latents = {CODES: 100 * torch.randn(space.shape, generator=seeded(0))}
    space.constrain(latents)
    book = network.quantize.embedding.weight
    for channel in range(6):
        assert latents[CODES][0, channel].min() == book[:, channel].min()
        assert latents[CODES][0, channel].max() == book[:, channel].max()


def test_a_picture_is_encoded_at_our_size(network: Any) -> None:
    space = CodeGrid(network, (14, 10))
    picture = torch.rand(1, 3, 10, 14, generator=seeded(0))
    rows = torch.tensor([0, *range(10), 9])
    columns = torch.tensor([0, *range(14), 13])
    whole = picture[:, :, rows][..., columns]
    torch.testing.assert_close(space.encode(picture)[CODES], network.encode(2 * whole - 1).latents)
    assert space.encode(torch.rand(1, 3, 100, 90))[CODES].shape == space.shape


def test_gradients_that_lead_out_of_range_are_stopped() -> None:
    x = torch.tensor([-0.5, -0.5, 0.5, 0.5, 1.5, 1.5], requires_grad=True)
    y = clamp(x)
    torch.testing.assert_close(y.detach(), x.detach().clamp(0, 1))
    y.backward(torch.tensor([1.0, -1, 1, -1, 1, -1]))  # a step goes against the gradient
    assert x.grad is not None
    assert x.grad.tolist() == [0, -1, 1, -1, 1, 0]


def test_codes_change_in_turn(network: Any) -> None:
    space = CodeGrid(network, (64, 64))
    first, second = space.begin(seeded(1)), space.begin(seeded(2))
    mix = in_turn(space, seeded(3))
    torch.testing.assert_close(mix(first, second, 0.0)[CODES], first[CODES])
    torch.testing.assert_close(mix(first, second, 1.0)[CODES], second[CODES])
    half = mix(first, second, 0.5)[CODES]
    gone = ((half - first[CODES]).abs().amax(1) < 0.05).float().mean()
    come = ((half - second[CODES]).abs().amax(1) < 0.05).float().mean()
    assert gone > 0.02
    assert come > 0.02
    steps = [mix(first, second, share / 40)[CODES] for share in range(41)]
    largest = max(float((after - before).abs().max()) for before, after in itertools.pairwise(steps))
    assert largest < 0.1 * float((second[CODES] - first[CODES]).abs().max())
