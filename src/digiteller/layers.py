"""Layered pictures on disk: a folder of PNG sheets and the table of where they lie."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image
from pydantic import TypeAdapter

from digiteller.bitmap import write_png
from digiteller.errors import SpecError
from digiteller.story import Layer, Motion, Picture

if TYPE_CHECKING:
    from numpy.typing import NDArray

TABLE = "layers.json"
_HINT = "draw the page again: digiteller illustrate --force"


def save_layers(folder: Path, picture: Picture) -> None:
    """Write the layers of ``picture`` into ``folder``: RGBA PNGs with straight alpha, and ``layers.json``."""
    height, width = picture.image.shape[:2]
    entries = []
    for index, layer in enumerate(picture.layers):
        file = f"{index:02d}-{_slug(layer.name)}.png"
        write_png(folder / file, layer.image)
        entry = {"file": file, "name": layer.name, "x": layer.x, "y": layer.y, "depth": layer.depth}
        entries.append(entry | ({"motion": asdict(layer.motion)} if layer.motion else {}))
    table = {"size": [width, height], "layers": entries}
    (folder / TABLE).write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def load_layers(folder: Path, size: tuple[int, int]) -> Iterator[Layer]:
    """Return the layers in ``folder``, back to front, made for frames of ``size`` (width, height).

    Each sheet is read when it is asked for, since together they need much memory.

    Raises:
        SpecError: the table or a sheet is missing, damaged, or made for frames of another size.
    """
    path = folder / TABLE
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        width, height = (int(side) for side in table["size"])
        entries = [
            (
                folder / Path(str(entry["file"])).name,
                str(entry["name"]),
                int(entry["x"]),
                int(entry["y"]),
                float(entry["depth"]),
                _motion(entry.get("motion")),
            )
            for entry in table["layers"]
        ]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise SpecError(f"{path}: cannot be read: {error}", hint=_HINT) from error
    if (width, height) != size:
        raise SpecError(
            f"{path}: the layers are made for a film of {width}x{height} pixels, not {size[0]}x{size[1]}", hint=_HINT
        )
    if not entries or not all(np.isfinite(depth) and depth > 0 for *_, depth, _ in entries):
        raise SpecError(f"{path}: needs layers, and depths above 0", hint=_HINT)
    return (Layer(name, _read_sheet(file), x, y, depth, motion) for file, name, x, y, depth, motion in entries)


def halved(layer: Layer) -> Layer:
    """Return a layer for a frame half as wide and high."""
    image = np.asarray(Image.fromarray(layer.image).reduce(2))  # weighs colours by their opacity
    motion = layer.motion
    if motion is not None:
        drift, sway = ((across / 2, down / 2) for across, down in (motion.drift, motion.sway))
        motion = replace(motion, drift=drift, sway=sway)
    return Layer(layer.name, image, layer.x // 2, layer.y // 2, layer.depth, motion)


def _motion(entry: object) -> Motion | None:
    """Return the motion in an entry of the table.

    Raises:
        ValidationError: it is none.
    """
    return None if entry is None else TypeAdapter(Motion).validate_python(entry)


def _read_sheet(path: Path) -> NDArray[np.uint8]:
    try:
        with Image.open(path, formats=("PNG",)) as image:
            return np.asarray(image.convert("RGBA"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise SpecError(f"{path}: cannot be read: {error}", hint=_HINT) from error


def _slug(name: str) -> str:
    """Return ``name`` as a part of a file name."""
    return "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in name)[:40]
