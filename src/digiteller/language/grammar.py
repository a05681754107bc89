"""English as data: the lists of words of this package's YAML files. What is read here loads no dictionary."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from digiteller.system.packaged_yaml import packaged_yaml


@cache
def language_table(file: str) -> dict[str, Any]:
    """Return what a YAML file of this package says. Nobody may change it: everybody reads the same."""
    table: dict[str, Any] = packaged_yaml("digiteller.language", file)
    return table


@cache
def table_words(file: str, *names: str) -> frozenset[str]:
    """Return the words that the lists ``names`` of a YAML file have together."""
    return frozenset(word for name in names for word in language_table(file)[name])


def grammar() -> dict[str, Any]:
    """Return the tables of the grammar by name; most are lists of words."""
    return language_table("grammar.yaml")


def grammar_words(*names: str) -> frozenset[str]:
    """Return lists of grammar.yaml, the words of English: "whisper" is one of ``speaking``."""
    return table_words("grammar.yaml", *names)


def frame_words(*names: str) -> frozenset[str]:
    """Return lists of frames.yaml, what verbs and nouns say of those beside them: "dream" is ``thinking``."""
    return table_words("frames.yaml", *names)


def people_words(*names: str) -> frozenset[str]:
    """Return lists of people.yaml, the words for persons and animals: "mother" is ``kin``."""
    return table_words("people.yaml", *names)


def place_words(*names: str) -> frozenset[str]:
    """Return lists of places.yaml, what tells of places: a "cottage" is one of the ``dwellings``."""
    return table_words("places.yaml", *names)


def time_words(*names: str) -> frozenset[str]:
    """Return lists of times.yaml, what tells of times and weathers: a "lantern" is one of the ``lamps``."""
    return table_words("times.yaml", *names)


@cache
def table_map(file: str, name: str) -> Mapping[str, str]:
    """Return a table of a YAML file from words to what they mean: "bakery" to "baker"."""
    return dict(language_table(file)[name])


@cache
def inverted_table(file: str, name: str) -> Mapping[str, str]:
    """Return a table from meanings to lists of words the other way round: ``{"drizzle": "rain"}``."""
    return {word: meaning for meaning, words in language_table(file)[name].items() for word in words}
