"""The words by which premises are read: ``premises.yaml``."""

from __future__ import annotations

from functools import cache
from typing import Any

from digiteller.system.packaged_yaml import packaged_yaml


@cache
def premise_table() -> dict[str, Any]:
    """Return the lists and tables by name."""
    table: dict[str, Any] = packaged_yaml("digiteller.writing", "premises.yaml")
    return table


@cache
def premise_words(name: str) -> frozenset[str]:
    """Return a list as a set: "sister" is one of ``kin``."""
    return frozenset(premise_table()[name])
