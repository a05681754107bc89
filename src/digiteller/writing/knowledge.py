"""What plots know of the world: typed entries of ``knowledge/*.yaml``, which take what they lack from their classes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from digiteller.errors import SpecError
from digiteller.system.packaged_yaml import parse_yaml_blocks
from digiteller.writing.noun_phrases import Noun, read_noun

_OF_ALL = ("is", "words", "tags", "drawn")
"""Keys that an entry of any type may have."""


@dataclass(frozen=True)
class Text:
    """A piece of prose with slots of its own."""

    template: str


Value = Noun | Text | str | list[Any] | dict[str, Any]
"""What an entry says under a key: a noun, prose, a plain word, or several of these."""


@dataclass(frozen=True, eq=False)
class Entry:
    """Something that plots know about: a hedgehog, the dark, an orchard."""

    type: str
    id: str
    values: Mapping[str, Value]
    classes: tuple[Entry, ...] = ()
    """What it is, the nearest first."""
    own_tags: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    """How premises call it."""
    drawn: bool = True
    """Whether it may be chosen by lot; a mere class is not."""

    def get(self, key: str) -> Value | None:
        """Return what it says under a key, or the nearest class that says something."""
        return self._all_values.get(key)

    @cached_property
    def _all_values(self) -> Mapping[str, Value]:
        """What it and its classes say, the nearest word for each key."""
        found: dict[str, Value] = {}
        for entry in self.lineage():
            found = {**entry.values, **found}
        return found

    @cached_property
    def _names(self) -> frozenset[str]:
        """What conditions may call it: its name, its tags, and those of its classes."""
        return frozenset(word for entry in self.lineage() for word in (entry.id, *entry.own_tags))

    def lineage(self) -> Iterator[Entry]:
        """Yield the entry and its classes, the nearest first."""
        seen: dict[str, Entry] = {self.id: self}
        waiting = list(self.classes)
        while waiting:
            entry = waiting.pop(0)
            if entry.id not in seen:
                seen[entry.id] = entry
                waiting.extend(entry.classes)
        yield from seen.values()

    def has(self, word: str) -> bool:
        """Tell whether it is called so, is of such a class, or has such a tag."""
        return word in self._names


@dataclass(frozen=True)
class EntryType:
    """A sort of entries: what each can say."""

    name: str
    fields: Mapping[str, Any]
    """The sort of value by key: "noun", "text", "word", a list of one of these, or a block of them."""
    optional: frozenset[str]
    """Keys that an entry may lack."""
    entries: dict[str, Entry] = field(default_factory=dict)


Knowledge = Mapping[str, EntryType]


@cache
def knowledge() -> Knowledge:
    """Return all that the library knows, by type."""
    folder = files("digiteller.writing") / "knowledge"
    return read_knowledge([Path(str(path)) for path in folder.iterdir() if path.name.endswith(".yaml")])


def read_knowledge(paths: list[Path]) -> Knowledge:
    """Return what YAML files know, by type; several files may tell of the same type.

    Raises:
        SpecError: with file, type, entry and key.
    """
    blocks = [(path, block) for path in sorted(paths) for block in _blocks(path)]
    types: dict[str, EntryType] = {}
    for path, block in blocks:
        if unknown := set(block) - {"type", "fields", "entries"}:
            raise SpecError(f"{path}: unknown keys: {', '.join(sorted(unknown))}; allowed: type, fields, entries")
        if "fields" in block:
            name = block["type"]
            if name in types:
                raise SpecError(f"{path}: the fields of type {name!r} are given in another file, too")
            keys = {str(key).rstrip("?"): sort for key, sort in block["fields"].items()}
            types[name] = EntryType(name, keys, frozenset(k[:-1] for k in block["fields"] if k.endswith("?")))
    raw: dict[str, dict[str, tuple[Path, dict[str, Any]]]] = {name: {} for name in types}
    for path, block in blocks:
        if block["type"] not in types:
            raise SpecError(f"{path}: no file says which fields: entries of type {block['type']!r} have")
        for name, said in (block.get("entries") or {}).items():
            name = str(name)
            if name in raw[block["type"]]:
                other = raw[block["type"]][name][0].name
                raise SpecError(f"{path}: {block['type']} {name!r} is told twice, in {other}, too")
            raw[block["type"]][name] = path, said or {}
    for type_name, entries in raw.items():
        for name in entries:
            _build(types[type_name], name, entries, ())
    return types


def _blocks(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents of a file (separated by ``---``), each of one type."""
    try:
        documents = list(parse_yaml_blocks(path.read_text(encoding="utf-8")))
    except yaml.YAMLError as error:
        raise SpecError(f"{path}: this is not valid YAML: {error}") from error
    for block in documents:
        if not isinstance(block, dict) or "type" not in block:
            raise SpecError(f"{path}: each block begins with type:, the sort of its entries")
        yield block


def _build(
    type_: EntryType, name: str, raw: Mapping[str, tuple[Path, dict[str, Any]]], below: tuple[str, ...]
) -> Entry:
    """Return an entry after its classes."""
    if name in type_.entries:
        return type_.entries[name]
    path, said = raw[name]
    label = f"{path}: {type_.name} {name}"
    if not isinstance(said, dict):
        raise SpecError(f"{label}: this should be a block of keys and values")
    if name in below:
        raise SpecError(f"{label}: it is a class of itself")
    parents = said.get("is") or []
    parents = [parents] if isinstance(parents, str) else parents
    if missing := [parent for parent in parents if parent not in raw]:
        raise SpecError(f"{label}: is: there is no {type_.name} called {missing[0]!r}")
    classes = tuple(_build(type_, parent, raw, (*below, name)) for parent in parents)
    values = {
        key: _value(type_.fields.get(key.partition("@")[0]), value, f"{label}: {key}")
        for key, value in said.items()
        if key not in _OF_ALL
    }
    words = tuple(said.get("words") or [name.replace("_", " ")])
    entry = Entry(type_.name, name, values, classes, frozenset(said.get("tags") or ()), words, said.get("drawn", True))
    lacking = [key for key in type_.fields if key not in type_.optional and entry.get(key) is None]
    if entry.drawn and lacking:
        raise SpecError(f"{label}: lacks {', '.join(lacking)}, and so do its classes")
    type_.entries[name] = entry
    return entry


def _value(sort: Any, value: Any, label: str) -> Value:
    """Return what an entry says under a key, as its type wants it."""
    if sort is None:
        raise SpecError(f"{label}: unknown key; the type's fields: must list it")
    if isinstance(sort, list):
        if not isinstance(value, list) or not value:
            raise SpecError(f"{label}: this should be a list")
        return [_value(sort[0], one, f"{label}.{number}") for number, one in enumerate(value, 1)]
    if isinstance(sort, dict):
        if not isinstance(value, dict):
            raise SpecError(f"{label}: this should be a block with the keys {', '.join(sort)}")
        if missing := [key for key in sort if not key.endswith("?") and key not in value]:
            raise SpecError(f"{label}: lacks {', '.join(missing)}")
        keys = {key.rstrip("?"): inner for key, inner in sort.items()}
        return {key: _value(keys.get(key), one, f"{label}.{key}") for key, one in value.items()}
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise SpecError(f"{label}: this must be text; put it in quotes (so must the words on, off, yes and no)")
    if sort == "noun":
        return read_noun(str(value))
    return Text(str(value)) if sort == "text" else str(value)
