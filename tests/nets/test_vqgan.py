"""VQGAN against a computation of its own, written down from the paper and the names in the authors' checkpoints."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from types import ModuleType

import pytest
import yaml

torch = pytest.importorskip("torch")
from torch import Tensor
from torch.nn import functional as F

from digiteller.errors import WeightsError
from digiteller.nets.vqgan import Layers, VqganConfig, build, open_vqgan, published, quantise, read_config

pytestmark = pytest.mark.torch

SMALL = VqganConfig(
    embed_dim=6,
    n_embed=40,
    ddconfig=Layers(z_channels=10, resolution=32, ch=32, ch_mult=(1, 2, 3), num_res_blocks=2, attn_resolutions=(8, 16)),
)
IMAGENET = VqganConfig(
    embed_dim=256,
    n_embed=1024,
    ddconfig=Layers(
        z_channels=256, resolution=256, ch=128, ch_mult=(1, 1, 2, 2, 4), num_res_blocks=2, attn_resolutions=(16,)
    ),
)
Weights = dict[str, Tensor]


class Reference:
    """Encoder and decoder, computed from the weights alone."""

    def __init__(self, weights: Weights, config: VqganConfig) -> None:
        self.weights, self.layers = weights, config.ddconfig
        self.used: set[str] = set()

    def encode(self, pictures: Tensor) -> Tensor:
        layers, x = self.layers, self.conv("encoder.conv_in", pictures, padding=1)
        for level in range(len(layers.ch_mult)):
            for block in range(layers.num_res_blocks):
                x = self.level(f"encoder.down.{level}", level, block, x)
            if level < len(layers.ch_mult) - 1:
                x = self.conv(f"encoder.down.{level}.downsample.conv", F.pad(x, (0, 1, 0, 1)), stride=2)
        return self.conv("quant_conv", self.end("encoder", self.middle("encoder", x)))

    def decode(self, latents: Tensor) -> Tensor:
        layers, x = self.layers, self.conv("decoder.conv_in", self.conv("post_quant_conv", latents), padding=1)
        x = self.middle("decoder", x)
        for level in reversed(range(len(layers.ch_mult))):
            for block in range(layers.num_res_blocks + 1):
                x = self.level(f"decoder.up.{level}", level, block, x)
            if level > 0:
                doubled = x.repeat_interleave(2, dim=2).repeat_interleave(2, dim=3)
                x = self.conv(f"decoder.up.{level}.upsample.conv", doubled, padding=1)
        return self.end("decoder", x)

    def level(self, name: str, level: int, block: int, x: Tensor) -> Tensor:
        x = self.residual(f"{name}.block.{block}", x)
        if self.layers.resolution // 2**level in self.layers.attn_resolutions:
            x = self.attention(f"{name}.attn.{block}", x)
        return x

    def middle(self, name: str, x: Tensor) -> Tensor:
        x = self.attention(f"{name}.mid.attn_1", self.residual(f"{name}.mid.block_1", x))
        return self.residual(f"{name}.mid.block_2", x)

    def end(self, name: str, x: Tensor) -> Tensor:
        return self.conv(f"{name}.conv_out", self.swish(self.norm(f"{name}.norm_out", x)), padding=1)

    def residual(self, name: str, x: Tensor) -> Tensor:
        h = self.conv(f"{name}.conv1", self.swish(self.norm(f"{name}.norm1", x)), padding=1)
        h = self.conv(f"{name}.conv2", self.swish(self.norm(f"{name}.norm2", h)), padding=1)
        return h + (self.conv(f"{name}.nin_shortcut", x) if h.shape != x.shape else x)

    def attention(self, name: str, x: Tensor) -> Tensor:
        normed = self.norm(f"{name}.norm", x)
        q, k, v = (self.conv(f"{name}.{part}", normed).flatten(2) for part in "qkv")
        weights = torch.softmax(torch.einsum("bci,bcj->bij", q, k) / q.shape[1] ** 0.5, dim=2)
        attended = torch.einsum("bij,bcj->bci", weights, v).view_as(x)
        return x + self.conv(f"{name}.proj_out", attended)

    def norm(self, name: str, x: Tensor) -> Tensor:
        groups = x.unflatten(1, (32, -1))
        mean = groups.mean((2, 3, 4), keepdim=True)
        variance = groups.var((2, 3, 4), unbiased=False, keepdim=True)
        normed = ((groups - mean) / (variance + 1e-6).sqrt()).view_as(x)
        return normed * self.weight(f"{name}.weight")[:, None, None] + self.weight(f"{name}.bias")[:, None, None]

    def conv(self, name: str, x: Tensor, padding: int = 0, stride: int = 1) -> Tensor:
        return F.conv2d(x, self.weight(f"{name}.weight"), self.weight(f"{name}.bias"), stride, padding)

    def weight(self, name: str) -> Tensor:
        self.used.add(name)
        return self.weights[name]

    @staticmethod
    def swish(x: Tensor) -> Tensor:
        return x * torch.sigmoid(x)


def random_weights(config: VqganConfig) -> Weights:
    """Return weights of any size, biases and norms among them, so that each of them counts."""
    generator = torch.Generator().manual_seed(0)
    weights = {}
    for name, tensor in published(build(config)).items():
        noise = torch.randn(tensor.shape, generator=generator)
        spread = tensor[0].numel() ** -0.5 if tensor.ndim == 4 else 0.3
        weights[name] = noise * spread + (1.0 if ".norm" in name and name.endswith("weight") else 0.0)
    return weights


def saved(path: Path, state: dict[str, object]) -> Path:
    torch.save({"epoch": 3, "global_step": 7, "state_dict": state}, path)
    return path


def test_pictures_and_latents_equal_the_reference_and_every_weight_counts(tmp_path: Path) -> None:
    weights = random_weights(SMALL)
    network = open_vqgan(SMALL, saved(tmp_path / "last.ckpt", {**weights, "loss.logvar": torch.zeros(1)}))
    reference = Reference(weights, SMALL)
    torch.manual_seed(0)
    pictures = torch.rand(2, 3, 24, 40) * 2 - 1
    latents = torch.randn(2, 6, 5, 7)
    with torch.no_grad():
        encoded, decoded = network.encode(pictures).latents, network.decode(latents, force_not_quantize=True).sample
    torch.testing.assert_close(encoded, reference.encode(pictures), atol=2e-5, rtol=1e-4)
    torch.testing.assert_close(decoded, reference.decode(latents), atol=2e-5, rtol=1e-4)
    assert encoded.shape == (2, 6, 6, 10)
    assert decoded.shape == (2, 3, 20, 28)
    assert decoded.std() > 0.3
    assert reference.used | {"quantize.embedding.weight"} == weights.keys()
    torch.testing.assert_close(network.quantize.embedding.weight.data, weights["quantize.embedding.weight"])


def test_the_published_size_has_the_published_weights() -> None:
    with torch.device("meta"):
        weights = published(build(IMAGENET))
    decoder = {name: tensor for name, tensor in weights.items() if name.startswith("decoder.")}
    assert len(decoder) == 194
    assert round(sum(tensor.numel() for tensor in decoder.values()) / 1e6, 2) == 42.45
    assert weights["quantize.embedding.weight"].shape == (1024, 256)
    assert {name.rsplit(".", 2)[0] for name in decoder if ".attn" in name} == {
        "decoder.mid.attn_1", "decoder.up.4.attn.0", "decoder.up.4.attn.1", "decoder.up.4.attn.2",
    }  # fmt: skip
    assert weights["decoder.mid.attn_1.q.weight"].shape == (512, 512, 1, 1)
    assert IMAGENET.cell == 16


def test_a_checkpoint_of_pytorch_lightning_is_read_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lightning = ModuleType("gone_lightning")
    callback = type("ModelCheckpoint", (), {"__module__": "gone_lightning"})
    lightning.ModelCheckpoint = callback  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "gone_lightning", lightning)
    weights = random_weights(SMALL)
    torch.save({"state_dict": weights, "callbacks": {callback: {"best": callback()}}}, tmp_path / "last.ckpt")
    monkeypatch.delitem(sys.modules, "gone_lightning")
    read = published(open_vqgan(SMALL, tmp_path / "last.ckpt"))
    assert read.keys() == weights.keys()
    for name, tensor in weights.items():
        torch.testing.assert_close(read[name], tensor, atol=0, rtol=0)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda w: w.pop("decoder.mid.attn_1.q.bias"), r"1 missing \(decoder.mid.attn_1.q.bias\)"),
        (lambda w: w.update({"decoder.more": torch.zeros(1)}), r"1 unknown \(decoder.more\)"),
        (lambda w: w.update({"quantize.embedding.weight": torch.zeros(40, 7)}), "1 of another shape"),
        (lambda w: w.update({"lossy": torch.zeros(1)}), r"1 unknown \(lossy\)"),
    ],
)
def test_a_weight_too_many_too_few_or_of_another_shape_is_refused(tmp_path: Path, change: object, told: str) -> None:
    weights = random_weights(SMALL)
    change(weights)  # type: ignore[operator]
    with pytest.raises(WeightsError, match=told):
        open_vqgan(SMALL, saved(tmp_path / "last.ckpt", dict(weights)))


def as_yaml(path: Path, config: VqganConfig, target: str = "taming.models.vqgan.VQModel", **layers: object) -> Path:
    """Write a configuration as its authors do, with what concerns training."""
    params = asdict(config)
    params["ddconfig"] = {**params["ddconfig"], **layers}
    for name in ("ch_mult", "attn_resolutions"):
        params["ddconfig"][name] = list(params["ddconfig"][name])
    params["lossconfig"] = {"target": "taming.modules.losses.vqperceptual.VQLPIPSWithDiscriminator", "params": {}}
    path.write_text(yaml.safe_dump({"model": {"base_learning_rate": 4.5e-06, "target": target, "params": params}}))
    return path


def test_the_authors_yaml_is_read(tmp_path: Path) -> None:
    for config in (SMALL, IMAGENET):
        assert read_config(as_yaml(tmp_path / "model.yaml", config)) == config


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"double_z": True}, "double_z"),
        ({"resamp_with_conv": False}, "resamp_with_conv"),
        ({"ch": 10**9}, "ch"),
        ({"ch_mult": [2, 4]}, "ch_mult"),
        ({"target": "taming.models.vqgan.GumbelVQ"}, "target"),
    ],
)
def test_another_kind_of_network_is_refused(tmp_path: Path, change: dict[str, object], told: str) -> None:
    path = as_yaml(tmp_path / "model.yaml", SMALL, **change)  # type: ignore[arg-type]
    with pytest.raises(WeightsError, match=told):
        read_config(path)


def test_the_nearest_entry_is_taken_and_the_gradient_goes_straight_through() -> None:
    torch.manual_seed(0)
    codebook = torch.randn(30, 4)
    latents = torch.randn(2, 4, 3, 5, requires_grad=True)
    quantised = quantise(latents, codebook)
    for b in range(2):
        for y in range(3):
            for x in range(5):
                distances = [float((latents[b, :, y, x].detach() - entry).norm()) for entry in codebook]
                nearest = codebook[distances.index(min(distances))]
                torch.testing.assert_close(quantised[b, :, y, x], nearest)
    pull = torch.randn(2, 4, 3, 5)
    (quantised * pull).sum().backward()
    torch.testing.assert_close(latents.grad, pull)
