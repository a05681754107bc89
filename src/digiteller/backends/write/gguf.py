"""What a GGUF file says of itself: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import IO, Any

from digiteller.errors import WeightsError

_NUMBERS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_STRING, _ARRAY = 8, 9
_MOST_ENTRIES = 10_000
_LONGEST_TEXT = 1_000_000
_LONGEST_LIST = 1_000_000_000


def read_metadata(path: Path) -> dict[str, Any]:
    """Return the texts and numbers of a GGUF file's metadata, by their keys; its lists are left out.

    Raises:
        WeightsError: it is no GGUF file.
    """
    try:
        with path.open("rb") as file:
            if file.read(4) != b"GGUF":
                raise ValueError("it begins with something else")
            version, _, entries = struct.unpack("<IQQ", _exactly(file, 20))
            if version not in (2, 3) or entries > _MOST_ENTRIES:
                raise ValueError(f"version {version} with {entries} entries")
            found = {}
            for _ in range(entries):
                key = _text(file)
                value = _value(file, _unpacked(file, "I"))
                if value is not None:
                    found[key] = value
            return found
    except ValueError as error:
        raise WeightsError(f"{path} is not a GGUF file: {error}", hint="digiteller models verify") from error


def _value(file: IO[bytes], kind: int) -> Any:
    if kind in _NUMBERS:
        return _unpacked(file, _NUMBERS[kind])
    if kind == _STRING:
        return _text(file)
    if kind != _ARRAY:
        raise ValueError(f"a value of the kind {kind}")
    inner, count = _unpacked(file, "I"), _unpacked(file, "Q")
    if inner in _NUMBERS:
        _skip(file, struct.calcsize(f"<{_NUMBERS[inner]}") * count)
    elif inner == _STRING:
        for _ in range(count):
            _skip(file, _unpacked(file, "Q"))
    else:
        raise ValueError("a list of lists")
    return None


def _skip(file: IO[bytes], count: int) -> None:
    if count > _LONGEST_LIST:
        raise ValueError(f"a list of {count:,} bytes")
    file.seek(count, 1)


def _text(file: IO[bytes]) -> str:
    length = _unpacked(file, "Q")
    if length > _LONGEST_TEXT:
        raise ValueError(f"a text of {length:,} bytes")
    return _exactly(file, length).decode(errors="replace")


def _unpacked(file: IO[bytes], code: str) -> Any:
    return struct.unpack(f"<{code}", _exactly(file, struct.calcsize(f"<{code}")))[0]


def _exactly(file: IO[bytes], count: int) -> bytes:
    content = file.read(count)
    if len(content) < count:
        raise ValueError("it ends in the middle")
    return content
