"""Layered pictures on disk: a folder of PNG sheets and the table of where they lie."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
from annotated_types import Ge, Gt, Le, MaxLen, MinLen
from PIL import Image
from pydantic import TypeAdapter, ValidationError

from digiteller.errors import SpecError, StageError
from digiteller.media.bitmap import write_png
from digiteller.story import Layer, Motion, Picture
from digiteller.system.checked_json import read_checked_json, tell_mistake
from digiteller.system.regular_files import require_regular

if TYPE_CHECKING:
    from numpy.typing import NDArray

TABLE = "layers.json"
PERFORMANCE = "performance.json"
"""What the figures among the layers play, where somebody moves: see ``picturebook.acting.performance``."""
_MAX_BYTES = 1_000_000
"""Of the table."""
_MAX_PIXELS = 40_000_000
"""Of a sheet, which reaches a little beyond the frame; the largest frame has 15 million."""
_MAX_LAYERS = 1000
_HINT = "draw the page again: digiteller illustrate --force"


_Far = Annotated[int, Ge(-100_000), Le(100_000)]


@dataclass(frozen=True)
class _Entry:
    """A line of the table."""

    file: str
    name: str
    x: _Far
    y: _Far
    depth: Annotated[float, Gt(0), Le(1_000_000_000)]
    motion: Motion | None = None


@dataclass(frozen=True)
class _Table:
    """What ``layers.json`` holds."""

    size: tuple[int, int]
    layers: Annotated[list[_Entry], MinLen(1), MaxLen(_MAX_LAYERS)]


def save_layers(folder: Path, picture: Picture) -> None:
    """Write the layers of ``picture`` into ``folder``: RGBA PNGs with straight alpha, and ``layers.json``.

    What its figures play is written beside them.

    Raises:
        StageError: ``load_layers`` would refuse them.
    """
    table = describe_layers(picture)
    for entry, layer in zip(table["layers"], picture.layers, strict=True):
        write_png(folder / entry["file"], layer.image)
    (folder / TABLE).write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if picture.performance:
        (folder / PERFORMANCE).write_text(picture.performance, encoding="utf-8")


def describe_layers(picture: Picture) -> dict[str, Any]:
    """Return what ``layers.json`` says of the layers of ``picture``.

    Raises:
        StageError: they are no layers that ``load_layers`` would return.
    """
    height, width = picture.image.shape[:2]
    entries = []
    for index, layer in enumerate(picture.layers):
        file = f"{index:02d}-{_slug(layer.name)}.png"
        entry = {"file": file, "name": layer.name, "x": layer.x, "y": layer.y, "depth": layer.depth}
        entries.append(entry | ({"motion": asdict(layer.motion)} if layer.motion else {}))
        if layer.image.shape[0] * layer.image.shape[1] > _MAX_PIXELS:
            raise StageError(f"the illustrator drew a layer that no film can show: {file}: {layer.image.shape}")
    table = {"size": [width, height], "layers": entries}
    try:
        _schema().validate_python(table)
    except ValidationError as error:
        raise StageError(
            f"the illustrator drew a layer that no film can show: {tell_mistake(error.errors()[0])}"
        ) from error
    return table


def load_layers(folder: Path, size: tuple[int, int]) -> Iterator[Layer]:
    """Return the layers in ``folder``, back to front, made for frames of ``size`` (width, height).

    Each sheet is read when it is asked for, since together they need much memory.

    Raises:
        SpecError: the table or a sheet is missing, damaged, or made for frames of another size.
    """
    path = folder / TABLE
    table = read_checked_json(path, _schema(), _MAX_BYTES, _HINT)
    width, height = table.size
    if (width, height) != size:
        raise SpecError(
            f"{path}: the layers are made for a film of {width}x{height} pixels, not {size[0]}x{size[1]}", hint=_HINT
        )
    return (
        Layer(entry.name, _read_sheet(folder / Path(entry.file).name), entry.x, entry.y, entry.depth, entry.motion)
        for entry in table.layers
    )


@cache
def _schema() -> TypeAdapter[_Table]:
    return TypeAdapter(_Table)


def halve_layer(layer: Layer) -> Layer:
    """Return a layer for a frame half as wide and high."""
    image = np.asarray(Image.fromarray(layer.image).reduce(2))  # weighs colours by their opacity
    motion = layer.motion
    if motion is not None:
        drift, sway = ((across / 2, down / 2) for across, down in (motion.drift, motion.sway))
        motion = replace(motion, drift=drift, sway=sway)
    return Layer(layer.name, image, layer.x // 2, layer.y // 2, layer.depth, motion)


def _read_sheet(path: Path) -> NDArray[np.uint8]:
    require_regular(path)
    try:
        with Image.open(path, formats=("PNG",)) as image:
            if image.width * image.height > _MAX_PIXELS:
                raise ValueError(f"it has {image.width}x{image.height} pixels")
            return np.asarray(image.convert("RGBA"))
    except Exception as error:  # whatever Pillow's decoder stumbles over
        raise SpecError(f"{path}: cannot be read: {error}", hint=_HINT) from error


def _slug(name: str) -> str:
    """Return ``name`` as a part of a file name."""
    return "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in name)[:40]
