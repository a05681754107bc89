"""Builds tiny ONNX models without the onnx package."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pytest

from digiteller.backends.narrate.onnx_graph import Node

TYPES = {np.dtype(np.float32): 1, np.dtype(np.int64): 7}
Onnx = Callable[
    [Mapping[str, type], Sequence[Node], Mapping[str, "np.ndarray[tuple[int, ...], np.dtype[np.generic]]"], str], bytes
]


def varint(value: int) -> bytes:
    return bytes([value]) if value < 128 else bytes([value & 127 | 128]) + varint(value >> 7)


def field(number: int, payload: bytes) -> bytes:
    return varint(number << 3 | 2) + varint(len(payload)) + payload


def whole(number: int, value: int) -> bytes:
    return varint(number << 3) + varint(value)


def constant(name: str, array: np.ndarray[tuple[int, ...], np.dtype[np.generic]]) -> bytes:
    dims = b"".join(whole(1, size) for size in array.shape)
    return dims + whole(2, TYPES[array.dtype]) + field(8, name.encode()) + field(9, array.tobytes())


def value(name: str, kind: int | None) -> bytes:
    return field(1, name.encode()) + (b"" if kind is None else field(2, field(1, whole(1, kind))))


def node(operation: Node) -> bytes:
    names = [field(1, name.encode()) for name in operation.inputs] + [
        field(2, name.encode()) for name in operation.outputs
    ]
    return b"".join(names) + field(4, operation.operator.encode())


@pytest.fixture(scope="session")
def onnx() -> Onnx:
    def build(inputs, operations, constants, output):  # type: ignore[no-untyped-def]
        graph = b"".join(field(1, node(operation)) for operation in operations) + field(2, b"tiny")
        graph += b"".join(field(5, constant(name, array)) for name, array in constants.items())
        graph += b"".join(field(11, value(name, TYPES[np.dtype(kind)])) for name, kind in inputs.items())
        graph += field(12, value(output, 1))
        return whole(1, 8) + field(7, graph) + field(8, field(1, b"") + whole(2, 15))

    return build
