"""The words by which premises are read: ``premises.yaml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def premise_table() -> dict[str, Any]:
    """Return the lists and tables by name."""
    text = (files("digiteller.writing") / "premises.yaml").read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return table


@cache
def premise_words(name: str) -> frozenset[str]:
    """Return a list as a set: "sister" is one of ``kin``."""
    return frozenset(premise_table()[name])
