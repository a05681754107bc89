"""The plots of the library: their heads, by which one is chosen, and whole plots."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from digiteller.errors import SpecError
from digiteller.spec.validation import validate
from digiteller.spec.yamlfile import read_yaml
from digiteller.system.packaged_yaml import parse_yaml
from digiteller.writing.plot_format import Plot, PlotHead

_BODY = re.compile(r"^(?:titles|beats):", re.M)
"""Where the part of a plot begins that is read only when it is told."""


def plot_paths() -> list[Path]:
    """Return the files of the library's plots, by name."""
    folder = files("digiteller.writing") / "plots"
    return sorted(Path(str(path)) for path in folder.iterdir() if path.name.endswith(".yaml"))


@cache
def read_head(path: Path) -> PlotHead:
    """Return what chooses a plot; the rest of the file is not read.

    Raises:
        SpecError: the file is no plot.
    """
    text = path.read_text(encoding="utf-8")
    body = _BODY.search(text)
    try:
        data = parse_yaml(text[: body.start()] if body else text)
        return PlotHead.model_validate(data)
    except ValueError:
        return read_checked(path)
    except yaml.YAMLError:
        return read_checked(path)


@cache
def read_plot(path: Path) -> Plot:
    """Return a plot.

    Raises:
        SpecError: the file is no plot.
    """
    try:
        return Plot.model_validate(parse_yaml(path.read_text(encoding="utf-8")))
    except (ValueError, yaml.YAMLError):
        return read_checked(path)


def read_checked(path: Path) -> Plot:
    """Return a plot, read slowly, with the line of each mistake.

    Raises:
        SpecError: the file is no plot.
    """
    plot = validate(read_yaml(path), Plot)
    if plot.schema_ != path.stem:
        raise SpecError(f"{path}: schema: {plot.schema_!r} should be called as its file, {path.stem!r}")
    return plot


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a plot, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Plot.model_json_schema()}
