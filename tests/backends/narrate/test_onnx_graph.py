from __future__ import annotations

from typing import Any

import numpy as np
import onnxruntime
import pytest

from digiteller.backends.narrate.onnx_graph import Node, nodes, with_noise_as_input, with_output

OPERATIONS = [
    Node("Ceil", ("x",), ("up",)),
    Node("RandomNormalLike", ("up",), ("noise",)),
    Node("Add", ("up", "noise"), ("y",)),
]
X = np.array([[[0.5, 1.5], [2.5, 3.5]]], np.float32)


@pytest.fixture
def noisy(onnx: Any) -> bytes:
    content: bytes = onnx({"x": np.float32}, OPERATIONS, {}, "y")
    return content


def run(content: bytes, **values: Any) -> list[Any]:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    return list(session.run(None, values))


def test_nodes_are_read(noisy: bytes) -> None:
    assert nodes(noisy) == OPERATIONS


def test_an_inner_tensor_becomes_an_output(noisy: bytes) -> None:
    _, up = run(with_output(noisy, "up"), x=X)
    assert up.tolist() == np.ceil(X).tolist()


def test_noise_becomes_an_input_that_may_be_larger_than_what_is_used(noisy: bytes) -> None:
    content, [name] = with_noise_as_input(noisy)
    noise = np.arange(2 * 4 * 9, dtype=np.float32).reshape(2, 4, 9)
    [y] = run(content, x=X, **{name: noise})
    assert y.tolist() == (np.ceil(X) + noise[:1, :2, :2]).tolist()


def test_a_long_name_is_written_with_its_length(onnx: Any) -> None:
    long = "a" * 200
    model = onnx({"x": np.float32}, [Node("Ceil", ("x",), (long,)), Node("Abs", (long,), ("y",))], {}, "y")
    assert run(with_output(model, long), x=X)[1].tolist() == np.ceil(X).tolist()


def test_a_model_without_noise_stays_as_it_is(onnx: Any) -> None:
    model = onnx({"x": np.float32}, [Node("Ceil", ("x",), ("y",))], {}, "y")
    assert with_noise_as_input(model) == (model, [])


@pytest.mark.parametrize("content", [b"", b"\xff" * 40, b"not a model at all", b"\x3a\x7fcut off"])
def test_what_is_no_model_is_told(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"ONNX model|protocol buffer"):
        nodes(content)
