"""The grammar of English as data, ``grammar.yaml``: what is read here loads no dictionary."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def grammar() -> dict[str, Any]:
    """Return the tables of the grammar by name; most are lists of words."""
    return language_table("grammar.yaml")


@cache
def grammar_words(*names: str) -> frozenset[str]:
    """Return the words that the lists ``names`` of the grammar have together."""
    return frozenset(word for name in names for word in grammar()[name])


def language_table(file: str) -> dict[str, Any]:
    """Return what a YAML file of this package says."""
    text = (files("digiteller.language") / file).read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return table
