"""YAML that comes with digiteller, read fast: by libyaml where PyYAML has it, some ten times as fast as without."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def packaged_yaml(package: str, name: str) -> Any:
    """Return what a YAML file of a package says: ``packaged_yaml("digiteller.language", "times.yaml")``."""
    return parse_yaml((files(package) / name).read_text(encoding="utf-8"))


def parse_yaml(text: str) -> Any:
    """Return what YAML says.

    Raises:
        yaml.YAMLError: it is none.
    """
    return yaml.load(text, Loader=_LOADER)


def parse_yaml_blocks(text: str) -> Iterator[Any]:
    """Yield the documents of YAML, which ``---`` parts.

    Raises:
        yaml.YAMLError: it is none.
    """
    yield from yaml.load_all(text, Loader=_LOADER)
