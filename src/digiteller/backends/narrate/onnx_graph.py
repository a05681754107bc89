"""Small changes to an ONNX model's bytes before it is loaded, without the onnx package.

An ONNX file is a protocol buffer: a sequence of fields, each a number, a wire type and a payload. The graph is field 7
of the model; its nodes are field 1, its constants field 5, its inputs field 11, its outputs field 12 (onnx.proto3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_GRAPH = 7
_NODE, _CONSTANT, _INPUT, _OUTPUT = 1, 5, 11, 12
_NODE_INPUT, _NODE_OUTPUT, _NODE_OPERATOR = 1, 2, 4
_FLOAT, _INT64 = 1, 7
_VARINT, _FIXED64, _LENGTH, _FIXED32 = 0, 1, 2, 5


@dataclass(frozen=True)
class Node:
    """An operation of the graph."""

    operator: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


def nodes(model: bytes) -> list[Node]:
    """Return the operations of the ONNX ``model``.

    Raises:
        ValueError: it is no ONNX model.
    """
    return [_node(payload) for number, payload, _ in _fields(_graph(model)) if number == _NODE]


def with_output(model: bytes, tensor: str) -> bytes:
    """Return the ONNX ``model`` with an inner tensor as one more output, its last.

    Protocol buffers read as one message what is written one after the other: the fields of a repeated embedded message
    are merged. So a second graph that holds nothing but an output with a name extends the first.
    """
    return model + _field(_GRAPH, _field(_OUTPUT, _field(1, tensor.encode())))


def with_noise_as_input(model: bytes) -> tuple[bytes, list[str]]:
    """Return the ONNX ``model`` reading its normal noise from inputs, and the names of these inputs.

    Each ``RandomNormalLike``, which has no seed that can be set for a run, becomes the beginning of a float input of
    the same rank, 3, which must be at least as large along every axis.

    Raises:
        ValueError: it is no ONNX model.
    """
    kept, names = [], []
    for number, payload, raw in _fields(_graph(model)):
        node = _node(payload) if number == _NODE else None
        if node is None or node.operator != "RandomNormalLike":
            kept.append(bytes(raw))
            continue
        [shaped_like], [drawn] = node.inputs, node.outputs
        names.append(f"{drawn}/noise")
        shape, start = f"{drawn}/shape", f"{drawn}/start"
        zeros = _field(8, start.encode()) + b"\x08\x03" + bytes([2 << 3, _INT64]) + _field(9, bytes(3 * 8))
        kept += [
            _field(_CONSTANT, zeros),
            _field(_NODE, _written(Node("Shape", (shaped_like,), (shape,)))),
            _field(_NODE, _written(Node("Slice", (names[-1], start, shape), (drawn,)))),
            _field(_INPUT, _field(1, names[-1].encode()) + _field(2, _field(1, bytes([1 << 3, _FLOAT])))),
        ]
    if not names:
        return model, []
    changed = [_field(_GRAPH, b"".join(kept)) if number == _GRAPH else bytes(raw) for number, _, raw in _fields(model)]
    return b"".join(changed), names


def _graph(model: bytes) -> memoryview:
    graphs = [payload for number, payload, _ in _fields(model) if number == _GRAPH]
    if len(graphs) != 1:
        raise ValueError("this is not an ONNX model")
    return graphs[0]


def _node(payload: memoryview) -> Node:
    texts: dict[int, list[str]] = {_NODE_INPUT: [], _NODE_OUTPUT: [], _NODE_OPERATOR: []}
    for number, value, _ in _fields(payload):
        if number in texts:
            texts[number].append(str(value, "utf-8"))
    return Node("".join(texts[_NODE_OPERATOR]), tuple(texts[_NODE_INPUT]), tuple(texts[_NODE_OUTPUT]))


def _written(node: Node) -> bytes:
    fields = [_field(_NODE_INPUT, name.encode()) for name in node.inputs]
    fields += [_field(_NODE_OUTPUT, name.encode()) for name in node.outputs]
    return b"".join([*fields, _field(_NODE_OPERATOR, node.operator.encode())])


def _fields(message: bytes | memoryview) -> Iterator[tuple[int, memoryview, memoryview]]:
    """Yield each field's number, its payload (empty unless it has a length), and the field as written."""
    view, at = memoryview(message), 0
    while at < len(view):
        begin = at
        key, at = _varint(view, at)
        payload, kind = view[:0], key & 7
        if kind == _VARINT:
            _, at = _varint(view, at)
        elif kind in (_FIXED64, _FIXED32):
            at += 8 if kind == _FIXED64 else 4
        elif kind == _LENGTH:
            length, at = _varint(view, at)
            payload, at = view[at : at + length], at + length
        else:
            raise ValueError("this is not a protocol buffer")
        if at > len(view):
            raise ValueError("this protocol buffer is cut off")
        yield key >> 3, payload, view[begin:at]


def _varint(view: memoryview, at: int) -> tuple[int, int]:
    """Return the number written at ``at``, seven bits a byte, the lowest first, and where it ends."""
    value = shift = 0
    while at < len(view) and shift < 64:
        byte = view[at]
        value, shift, at = value | (byte & 127) << shift, shift + 7, at + 1
        if byte < 128:
            return value, at
    raise ValueError("this is not a protocol buffer")


def _field(number: int, payload: bytes) -> bytes:
    """Return a field with a length."""
    length, written = len(payload), bytearray([number << 3 | _LENGTH])
    while length > 127:
        written.append(length & 127 | 128)
        length >>= 7
    return bytes([*written, length]) + payload
