"""Run by ``make test-neural``: the network itself, in torch."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
from safetensors import safe_open

from digiteller.nets.music_controls import SIZES
from digiteller.nets.music_transformer import Config, MusicTransformer, RelativeAttention, skew
from digiteller.nets.performance_events import EVENTS

pytestmark = pytest.mark.torch

SMALL = Config(layers=3, width=32, heads=2, feed_forward=48, window=24, dropout=0.0)


def random_model() -> MusicTransformer:
    torch.manual_seed(0)
    model = MusicTransformer(SMALL).eval()
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.3)
    return model


def random_input(length: int) -> tuple[torch.Tensor, torch.Tensor]:
    events = torch.randint(EVENTS + 1, (2, length))
    controls = torch.stack([torch.randint(size, (2, length)) for size in SIZES], -1)
    return events, controls


def test_skewing_equals_gathering_the_embedding_of_each_distance() -> None:
    torch.manual_seed(0)
    queries, embeddings = torch.randn(2, 3, 7, 5), torch.randn(7, 5)
    skewed = skew(queries @ embeddings.T)
    for i in range(7):
        for j in range(i + 1):
            explicit = queries[:, :, i] @ embeddings[7 - 1 - (i - j)]
            torch.testing.assert_close(skewed[:, :, i, j], explicit, atol=1e-5, rtol=1e-5)


def test_attention_equals_the_form_with_one_embedding_for_each_pair() -> None:
    torch.manual_seed(0)
    attention = RelativeAttention(SMALL)
    torch.nn.init.normal_(attention.distances)
    length, size = 10, attention.size
    x = torch.randn(2, length, SMALL.width)
    q, k, v = (part.view(2, length, 2, size) for part in attention.project(x).chunk(3, -1))
    expected = torch.zeros(2, length, 2, size)
    for i in range(length):
        pairs = attention.distances[:, SMALL.window - 1 - i + torch.arange(i + 1)]
        logits = torch.einsum("bhd,bjhd->bhj", q[:, i], k[:, : i + 1])
        logits += torch.einsum("bhd,hjd->bhj", q[:, i], pairs)
        weights = (logits / size**0.5).softmax(-1)
        expected[:, i] = torch.einsum("bhj,bjhd->bhd", weights, v[:, : i + 1])
    torch.testing.assert_close(attention(x), attention.merge(expected.flatten(2)), atol=1e-5, rtol=1e-5)


def test_no_event_sees_a_later_one() -> None:
    model = random_model()
    events, controls = random_input(12)
    before = model(events, controls)
    events[:, 7] = (events[:, 7] + 1) % EVENTS
    after = model(events, controls)
    torch.testing.assert_close(before[:, :7], after[:, :7])
    assert not torch.allclose(before[:, 7:], after[:, 7:])


@torch.no_grad()
def test_one_event_at_a_time_equals_all_at_once() -> None:
    model = random_model()
    length = SMALL.window
    events, controls = random_input(length)
    full = model(events, controls)
    slots = length - 1
    size = SMALL.width // SMALL.heads
    keys = [torch.zeros(2, SMALL.heads, size, slots) for _ in range(SMALL.layers)]
    values = [torch.zeros(2, SMALL.heads, slots, size) for _ in range(SMALL.layers)]
    for t in range(length):
        used = torch.arange(slots) < t
        ages = torch.where(used, t - torch.arange(slots), 1)
        bias = torch.where(used, 0.0, -torch.inf)
        logits, new_keys, new_values = model.step(events[:, t], controls[:, t], ages, bias, keys, values)
        torch.testing.assert_close(logits, full[:, t], atol=1e-5, rtol=1e-5)
        for layer in range(SMALL.layers if t < slots else 0):
            keys[layer][..., t] = new_keys[layer]
            values[layer][:, :, t] = new_values[layer]


def test_the_shipped_weights_answer_in_torch_what_the_exported_network_answers() -> None:
    root = Path(__file__).parents[2]
    with safe_open(root / "training/music/lieder.safetensors", "pt") as file:
        model = MusicTransformer(Config(**json.loads(file.metadata()["config"]))).eval()
        model.load_state_dict({name: file.get_tensor(name).float() for name in file.keys()})  # noqa: SIM118
    events, controls, expected = json.loads((root / "tests/nets/music-transformer-lieder.json").read_text()).values()
    logits = model(torch.tensor([events]), torch.tensor([controls]))[0, :, ::8]
    torch.testing.assert_close(logits, torch.tensor(expected), atol=2e-3, rtol=0)
