"""Files of weights, those that would run code among them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

torch = pytest.importorskip("torch")
import safetensors.torch

from digiteller.errors import WeightsError
from digiteller.nets.checkpoint import load_tensors, read_tensors

pytestmark = pytest.mark.torch


class Touching:
    """When unpickled, makes a file with the given function."""

    def __init__(self, function: Callable[..., object], *arguments: object) -> None:
        self.way = function, arguments

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.way


def linear() -> torch.nn.Linear:
    torch.manual_seed(0)
    return torch.nn.Linear(3, 2)


def assert_read(path: Path, *nests: str) -> None:
    read = read_tensors(path, *nests)
    assert sorted(read) == ["bias", "weight"]
    for name, tensor in linear().state_dict().items():
        torch.testing.assert_close(read[name], tensor, atol=0, rtol=0)


def test_pytorchs_files_new_and_old_and_safetensors_are_read(tmp_path: Path) -> None:
    torch.save(linear().state_dict(), tmp_path / "new")
    torch.save(linear().state_dict(), tmp_path / "old", _use_new_zipfile_serialization=False)
    safetensors.torch.save_file(linear().state_dict(), tmp_path / "safe")
    for name in ("new", "old", "safe"):
        assert_read(tmp_path / name)


def test_the_first_nest_that_is_there_is_taken(tmp_path: Path) -> None:
    torch.save({"params": {"other": torch.zeros(1)}, "params_ema": linear().state_dict()}, tmp_path / "w")
    assert_read(tmp_path / "w", "params_ema", "params")


def test_classes_that_a_checkpoint_names_are_neither_imported_nor_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = ModuleType("gone_lightning")
    kept = type("ModelCheckpoint", (), {"__module__": "gone_lightning", "__init__": lambda self: None})
    module.ModelCheckpoint = kept  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "gone_lightning", module)
    state = {"state_dict": linear().state_dict(), "callbacks": {kept: {"best": np.float64(2.5)}}, "one": kept()}
    torch.save(state, tmp_path / "w")
    monkeypatch.delitem(sys.modules, "gone_lightning")
    assert_read(tmp_path / "w", "state_dict")
    assert "gone_lightning" not in sys.modules


@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize("function", ["exec", "open", "system"])
def test_no_file_runs_code(tmp_path: Path, function: str, zipped: bool) -> None:
    trace = tmp_path / "trace"
    hostile = {
        "exec": Touching(exec, f"open({str(trace)!r}, 'w')"),
        "open": Touching(open, str(trace), "w"),
        "system": Touching(os.system, f"touch {trace}"),
    }
    content = {"state_dict": linear().state_dict(), "more": hostile[function]}
    torch.save(content, tmp_path / "w", _use_new_zipfile_serialization=zipped)
    try:
        assert_read(tmp_path / "w", "state_dict")
    except WeightsError as error:
        assert "could run code" in error.message
    assert not trace.exists()


@pytest.mark.parametrize(
    "content", [b"", b"PK\3\4 and no more", b"hello, hello, hello", b"\x80\x02]", b"\x05\0\0\0\0\0\0\0{]]]]"]
)
def test_what_is_no_file_of_weights_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "w").write_bytes(content)
    with pytest.raises(WeightsError, match=r"/w: "):
        read_tensors(tmp_path / "w")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="No such file"):
        read_tensors(tmp_path / "w")


def test_something_else_than_tensors_is_refused(tmp_path: Path) -> None:
    for content in ([1, 2], {"weight": 3}, {"state_dict": {"weight": torch.zeros(1), "size": "large"}}):
        torch.save(content, tmp_path / "w")
        with pytest.raises(WeightsError, match="more in the file"):
            read_tensors(tmp_path / "w", "state_dict")


def test_weights_that_do_not_fit_are_named() -> None:
    weights = {"weight": torch.zeros(3, 3), **{f"extra.{i}": torch.zeros(1) for i in range(4)}}
    with pytest.raises(WeightsError) as caught:
        load_tensors(linear(), weights, Path("some.ckpt"))
    assert caught.value.message.startswith("some.ckpt: ")
    assert "1 missing (bias)" in caught.value.message
    assert "4 unknown (extra.0, extra.1, extra.2, ...)" in caught.value.message
    assert "1 of another shape (weight)" in caught.value.message


def test_half_precision_weights_fill_a_network() -> None:
    network = linear()
    load_tensors(network, {name: tensor.half() for name, tensor in linear().state_dict().items()}, Path("half"))
    assert network.weight.dtype == torch.float32
    torch.testing.assert_close(network.weight, linear().weight, atol=1e-3, rtol=0)
