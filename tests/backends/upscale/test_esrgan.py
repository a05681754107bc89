"""Torch against ncnn: the same published weights, taken out of the files of ncnn, give the same picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

torch = pytest.importorskip("torch")
pytest.importorskip("spandrel")
import safetensors.torch

from digiteller.backends.upscale.esrgan import Esrgan
from digiteller.backends.upscale.ncnn import RealEsrganNcnn
from digiteller.errors import StageError, WeightsError
from digiteller.models.registry import load_registry
from digiteller.options import UpscaleOptions

pytestmark = pytest.mark.torch_cuda_builds

Tensors = dict[str, Any]
ModelFiles = Callable[[str, str], dict[str, Path]]
_HALF = 0x01306B47
"""The flag that ncnn writes before weights in half precision; 0 stands before single precision."""


def silent(share: float, text: str) -> None:
    assert 0 <= share <= 1


def drawing(width: int, height: int) -> NDArray[np.uint8]:
    large = Image.new("RGB", (width * 4, height * 4), (150, 205, 235))
    draw = ImageDraw.Draw(large)
    for part in range(0, width * 4, 37):
        draw.ellipse((part, part // 3, part + 90, part // 3 + 70), fill=(230, 90 + part % 120, 60), width=5)
        draw.line((part, 0, width * 2, height * 4), fill=(20, 40, 60), width=5)
    draw.rectangle((0, height * 3, width * 2, height * 4), fill=(255, 255, 255))
    return np.asarray(large.resize((width, height), Image.Resampling.LANCZOS))


def layers(files: dict[str, Path]) -> Iterator[tuple[str, list[Any]]]:
    """Yield the layers of an ncnn network that have weights, in order: their kind, and their tensors."""
    param, binary = (next(path for name, path in files.items() if name.endswith(end)) for end in (".param", ".bin"))
    content, at = binary.read_bytes(), 0

    def take(count: int, kind: type) -> Any:
        nonlocal at
        values = np.frombuffer(content, kind, count, at).astype(np.float32)
        at += -(-count * np.dtype(kind).itemsize // 4) * 4  # aligned to four bytes
        return torch.from_numpy(values)

    for line in param.read_text().splitlines()[2:]:
        kind, *rest = line.split()
        fields = dict(pair.split("=") for pair in rest if "=" in pair)
        if kind == "Convolution":
            out, weights = int(fields["0"]), int(fields["6"])
            half = int(np.frombuffer(content, "<u4", 1, at)[0]) == _HALF
            at += 4
            weight = take(weights, np.float16 if half else np.float32).reshape(out, -1, 3, 3)
            yield kind, [weight, take(out, np.float32)]
        elif kind == "PReLU":
            yield kind, [take(int(fields["0"]), np.float32)]
    assert at == len(content)


def compact(files: dict[str, Path]) -> Tensors:
    """Return a compact network's weights by the names of its checkpoint."""
    named = {}
    for number, (_, tensors) in enumerate(layers(files)):
        named |= {f"body.{number}.{part}": tensor for part, tensor in zip(("weight", "bias"), tensors, strict=False)}
    return named


def rrdb(files: dict[str, Path]) -> Tensors:
    """Return an RRDB network's weights by the names of its checkpoint."""
    convolutions = list(layers(files))
    blocks = (len(convolutions) - 6) // 15
    inner = [f"body.{b}.rdb{r}.conv{c}" for b in range(blocks) for r in range(1, 4) for c in range(1, 6)]
    names = ["conv_first", *inner, "conv_body", "conv_up1", "conv_up2", "conv_hr", "conv_last"]
    pairs = zip(names, convolutions, strict=True)
    return {f"{name}.{part}": t for name, (_, both) in pairs for part, t in zip(("weight", "bias"), both, strict=True)}


def saved(path: Path, content: Any) -> dict[str, Path]:
    torch.save(content, path)
    return {path.name: path}


def esrgan(files: dict[str, Path], tile: int = 200, **settings: int) -> Esrgan:
    return Esrgan(files, UpscaleOptions(tile=tile), {"device": "cpu", **settings})


@pytest.fixture(scope="module")
def small(model_files: ModelFiles) -> Tensors:
    return compact(model_files("upscale", "realesr-animevideov3-x4"))


@pytest.mark.parametrize(
    ("name", "tensors", "size"),
    [
        ("realesr-animevideov3-x4", compact, (70, 45)),
        ("realesrgan-x4plus-anime", rrdb, (24, 20)),
        ("realesrgan-x4plus", rrdb, (12, 9)),
    ],
)
def test_it_draws_what_ncnn_draws(
    model_files: ModelFiles, tmp_path: Path, name: str, tensors: Any, size: tuple[int, int]
) -> None:
    files, image = model_files("upscale", name), drawing(*size)
    settings = load_registry().get("upscale", name).entry.options
    expected = RealEsrganNcnn(files, UpscaleOptions(), settings).upscale(image, silent)
    upscaler = esrgan(saved(tmp_path / "net.pth", {"params_ema": tensors(files)}), context=settings.get("context", 18))
    assert upscaler.scale == 4
    enlarged = upscaler.upscale(image, silent)
    assert np.abs(enlarged.astype(int) - expected).max() <= 2


@pytest.mark.parametrize("size", [(1, 1), (1, 40), (3, 2), (37, 33)])
def test_every_size_becomes_four_times_as_large(small: Tensors, tmp_path: Path, size: tuple[int, int]) -> None:
    upscaler = esrgan(saved(tmp_path / "net.pth", small), tile=32)
    image = np.full((size[1], size[0], 3), (200, 120, 40), np.uint8)
    enlarged = upscaler.upscale(image, silent)
    assert enlarged.shape == (size[1] * 4, size[0] * 4, 3)
    assert enlarged.dtype == np.uint8
    assert np.abs(enlarged.astype(int) - (200, 120, 40)).max() < 12
    assert np.array_equal(enlarged, upscaler.upscale(image, silent))


@pytest.mark.parametrize("scale", [2, 3])
def test_the_network_tells_its_scale(small: Tensors, tmp_path: Path, scale: int) -> None:
    last = {f"body.34.{part}": small[f"body.34.{part}"][: 3 * scale**2] for part in ("weight", "bias")}
    upscaler = esrgan(saved(tmp_path / "net.pth", {**small, **last}))
    assert upscaler.scale == scale
    assert upscaler.upscale(drawing(20, 15), silent).shape == (15 * scale, 20 * scale, 3)


def test_tiles_leave_no_seams(small: Tensors, tmp_path: Path) -> None:
    files, image, shares = saved(tmp_path / "net.pth", small), drawing(75, 50), list[float]()
    whole = esrgan(files, tile=1024).upscale(image, silent)
    in_tiles = esrgan(files, tile=32).upscale(image, lambda share, _: shares.append(share))
    assert np.abs(whole.astype(int) - in_tiles).max() <= 1
    assert shares == pytest.approx([n / 6 for n in range(1, 7)])


def test_the_forms_that_checkpoints_come_in(small: Tensors, tmp_path: Path) -> None:
    image = drawing(20, 16)
    worse = {name: tensor * 0.9 for name, tensor in small.items()}
    prefixed = {f"module.{name}": tensor for name, tensor in small.items()}
    forms = [small, {"params": small}, {"params": worse, "params_ema": small}, {"state_dict": prefixed, "epoch": 5}]
    drawn = [esrgan(saved(tmp_path / "net.pth", form)).upscale(image, silent) for form in forms]
    safetensors.torch.save_file({name: tensor.contiguous() for name, tensor in small.items()}, tmp_path / "net.safe")
    drawn.append(esrgan({"net.safetensors": tmp_path / "net.safe"}).upscale(image, silent))
    torch.save(small, tmp_path / "old.pth", _use_new_zipfile_serialization=False)
    drawn.append(esrgan({"old.pth": tmp_path / "old.pth"}).upscale(image, silent))
    assert all(np.array_equal(drawn[0], other) for other in drawn[1:])
    assert not np.array_equal(drawn[0], esrgan(saved(tmp_path / "net.pth", worse)).upscale(image, silent))


class Bomb:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> Any:
        return Path.touch, (self.path,)


def test_what_is_no_network_that_enlarges_is_refused(small: Tensors, tmp_path: Path) -> None:
    cut = {name: tensor for name, tensor in small.items() if name != "body.5.weight"}
    bent = {**small, "body.6.weight": small["body.6.weight"][:32]}
    one_to_one = {**small, "body.34.weight": small["body.34.weight"][:3], "body.34.bias": small["body.34.bias"][:3]}
    bomb = {**small, "bomb": Bomb(tmp_path / "harmed")}
    for content in ({}, [], cut, bent, one_to_one, bomb, {"weight": torch.zeros(3, 3)}):
        with pytest.raises(WeightsError, match=r"net\.pth"):
            esrgan(saved(tmp_path / "net.pth", content))
    assert not (tmp_path / "harmed").exists()
    (tmp_path / "net.pth").write_bytes(b"no weights")
    with pytest.raises(WeightsError, match=r"net\.pth"):
        esrgan({"net.pth": tmp_path / "net.pth"})
    with pytest.raises(WeightsError, match="has 2"):
        esrgan({"a.pth": tmp_path / "net.pth", "b.pth": tmp_path / "net.pth"})


def test_want_of_memory_names_the_setting(small: Tensors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upscaler = esrgan(saved(tmp_path / "net.pth", small))

    def full(_: Any) -> Any:
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 9 GiB")

    monkeypatch.setattr(upscaler, "_net", full)
    with pytest.raises(StageError) as caught:
        upscaler.upscale(drawing(20, 20), silent)
    assert "upscale.tile" in str(caught.value.hint)
