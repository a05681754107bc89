"""Read YAML that people wrote: nothing executes, nothing explodes, and every value knows its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from digiteller.errors import SpecError

MAX_BYTES = 1_000_000
MAX_VALUES = 20_000
"""Values in a file after its aliases are expanded; a bomb of nested aliases has billions."""


_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float", "str", "seq", "map")}


class _Loader(yaml.SafeLoader):
    """YAML without surprises: what JSON has, and no more; dates stay text."""


_Loader.yaml_constructors = {
    tag: constructor for tag, constructor in yaml.SafeLoader.yaml_constructors.items() if tag in {*_TAGS, None}
}
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True)
class YamlFile:
    """A file's values and where they stand."""

    path: Path
    data: Any
    _root: yaml.Node | None

    def line(self, location: Sequence[str | int]) -> int:
        """Return the line, from 1, of the value at ``location`` or of the innermost one around it that exists."""
        node = self._root
        line = 1
        for step in location:
            for key, key_node, child in _children(node):
                if key == step:
                    line, node = key_node.start_mark.line + 1, child
                    break
        return line


def read_yaml(path: Path) -> YamlFile:
    """Return the values of a YAML file.

    Raises:
        SpecError: it is missing, no UTF-8 text, no YAML, too large, or repeats a key.
    """
    text = _read_text(path)
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        if root is None:
            return YamlFile(path, None, None)
        _check(path, root)
        return YamlFile(path, loader.construct_document(root), root)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SpecError(f"{path}:{line}: this is not valid YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise SpecError(f"{path}: this is not valid YAML: {error}") from error
    except RecursionError:
        raise SpecError(f"{path}: its values are nested too deeply") from None
    except (ValueError, KeyError) as error:  # a number too large for int(), an impossible !!bool
        raise SpecError(f"{path}: a value cannot be read: {error}") from error
    finally:
        loader.dispose()


def _read_text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise SpecError(f"{path}: cannot be read: {error.strerror}") from error
    if len(raw) > MAX_BYTES:
        raise SpecError(f"{path}: is larger than {MAX_BYTES:,} bytes; a spec is a page or two of text")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SpecError(f"{path}:{line}: is not UTF-8 text", hint="save it as UTF-8 in your editor") from error
    if unprintable := yaml.reader.Reader.NON_PRINTABLE.search(text):
        line = text.count("\n", 0, unprintable.start()) + 1
        raise SpecError(f"{path}:{line}: holds a control character (U+{ord(unprintable.group()):04X})")
    return text


def _check(path: Path, root: yaml.Node) -> None:
    """Refuse repeated keys, cycles, and aliases that expand to more than ``MAX_VALUES``."""
    sizes: dict[int, int] = {}
    open_nodes: set[int] = set()

    def size(node: yaml.Node) -> int:
        if id(node) in open_nodes:
            raise SpecError(f"{path}:{node.start_mark.line + 1}: this value contains itself")
        if id(node) not in sizes:
            open_nodes.add(id(node))
            _refuse_repeated_keys(path, node)
            total = 1 + sum(size(child) for _, _, child in _children(node))
            open_nodes.discard(id(node))
            if total > MAX_VALUES:
                raise SpecError(f"{path}:{node.start_mark.line + 1}: more than {MAX_VALUES:,} values")
            sizes[id(node)] = total
        return sizes[id(node)]

    size(root)


def _refuse_repeated_keys(path: Path, node: yaml.Node) -> None:
    seen: set[str | int] = set()
    if isinstance(node, yaml.MappingNode):
        for key, key_node, _ in _children(node):
            if key in seen:
                raise SpecError(f"{path}:{key_node.start_mark.line + 1}: {key!r} is given twice")
            seen.add(key)


def _children(node: yaml.Node | None) -> Iterator[tuple[str | int, yaml.Node, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield str(key.value), key, value
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield index, value, value
