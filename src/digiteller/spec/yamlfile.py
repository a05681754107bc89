"""Read YAML that people wrote: nothing executes, nothing explodes, and every value knows its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from digiteller.errors import SpecError
from digiteller.system.regular_files import open_regular

MAX_BYTES = 1_000_000
MAX_VALUES = 20_000
"""Values in a file after its aliases are expanded; a bomb of nested aliases has billions."""
_MAX_DEPTH = 50
"""Values inside of each other after aliases are expanded."""
_MAX_NUMBER = 300
"""Characters of a number; thousands take minutes to read, and are none that anybody means."""
_SHOWN = 60
"""Characters of a name that are repeated in an error."""

_NO_TEXT = re.compile(r"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What does not belong into a text: control characters, which a terminal obeys, and halves of surrogate pairs."""

_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float", "str", "seq", "map")}
_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")


class _Loader(yaml.SafeLoader):
    """YAML without surprises: what JSON has, and no more; dates stay text. It stops at too many values."""

    def __init__(self, path: Path, text: str) -> None:
        super().__init__(text)
        self._path, self._values = path, 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        self._values += 1
        if self._values > MAX_VALUES:
            raise _too_many(self._path, self.line + 1)
        return super().compose_node(parent, index)


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
    return parse_yaml(path, read_text(path))


def parse_yaml(path: Path, text: str) -> YamlFile:
    """Return the values of a YAML text that stands in the file at ``path``, on the same lines.

    Raises:
        SpecError: it is no YAML, or repeats a key.
    """
    loader = _Loader(path, text)
    try:
        root = loader.get_single_node()
        if root is None:
            return YamlFile(path, None, None)
        _check(path, root)
        return YamlFile(path, loader.construct_document(root), root)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SpecError(f"{path}:{line}: this is not valid YAML: {quote(error.problem or '', 200)}") from error
    except yaml.YAMLError as error:
        raise SpecError(f"{path}: this is not valid YAML: {quote(error, 200)}") from error
    except RecursionError:
        raise SpecError(f"{path}: its values are nested too deeply") from None
    except (ArithmeticError, ValueError, KeyError, IndexError) as error:  # an impossible !!int, !!float or !!bool
        raise SpecError(f"{path}: a value cannot be read: {quote(error)}") from error
    finally:
        loader.dispose()


def read_text(path: Path) -> str:
    """Return a file's text.

    Raises:
        SpecError: it is missing, too large, no UTF-8 text, or holds control characters.
    """
    try:
        with open_regular(path) as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise SpecError(f"{path}: cannot be read: {error.strerror}") from error
    if len(raw) > MAX_BYTES:
        raise SpecError(f"{path}: is larger than {MAX_BYTES:,} bytes; a story is shorter")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SpecError(f"{path}:{line}: is not UTF-8 text", hint="save it as UTF-8 in your editor") from error
    if unprintable := yaml.reader.Reader.NON_PRINTABLE.search(text):
        raise _control_character(path, text.count("\n", 0, unprintable.start()) + 1, unprintable.group())
    return text


def quote(name: Any, length: int = _SHOWN) -> str:
    """Return what somebody wrote as it may be repeated in an error: not too long, and nothing that a terminal obeys."""
    text = str(name)
    text = text if len(text) <= length else text[:length] + "…"
    return text if text.isprintable() else repr(text)


def control_character(text: str) -> str | None:
    """Return the first character that does not belong into a text, None if there is none."""
    found = _NO_TEXT.search(text)
    return found.group() if found else None


def _control_character(path: Path, line: int, character: str) -> SpecError:
    return SpecError(f"{path}:{line}: holds a control character (U+{ord(character):04X})")


def _too_many(path: Path, line: int) -> SpecError:
    return SpecError(f"{path}:{line}: more than {MAX_VALUES:,} values")


def _check(path: Path, root: yaml.Node) -> None:
    """Refuse what YAML allows and nobody means.

    That is repeated keys, cycles, aliases that expand to more than ``MAX_VALUES`` or deeper than ``_MAX_DEPTH``,
    numbers longer than ``_MAX_NUMBER``, and escaped control characters.
    """
    sizes: dict[int, tuple[int, int]] = {}
    open_nodes: set[int] = set()

    def size(node: yaml.Node) -> tuple[int, int]:
        """Return how many values a node stands for, itself included, and how deep they are nested."""
        line = node.start_mark.line + 1
        if id(node) in open_nodes:
            raise SpecError(f"{path}:{line}: this value contains itself")
        if id(node) not in sizes:
            open_nodes.add(id(node))
            _refuse_repeated_keys(path, node)
            _refuse_scalars(path, node)
            inner = [size(child) for child in _inner(node)]
            open_nodes.discard(id(node))
            total, depth = 1 + sum(values for values, _ in inner), 1 + max((depth for _, depth in inner), default=0)
            if total > MAX_VALUES:
                raise _too_many(path, line)
            if depth > _MAX_DEPTH:
                raise SpecError(f"{path}:{line}: its values are nested too deeply")
            sizes[id(node)] = total, depth
        return sizes[id(node)]

    size(root)


def _refuse_scalars(path: Path, node: yaml.Node) -> None:
    if isinstance(node, yaml.ScalarNode):
        line = node.start_mark.line + 1
        if character := control_character(node.value):
            raise _control_character(path, line, character)
        if node.tag in _NUMBERS and len(node.value) > _MAX_NUMBER:
            raise SpecError(f"{path}:{line}: a number of {len(node.value):,} characters cannot be read")


def _refuse_repeated_keys(path: Path, node: yaml.Node) -> None:
    seen: set[str | int] = set()
    if isinstance(node, yaml.MappingNode):
        for key, key_node, _ in _children(node):
            if key in seen:
                raise SpecError(f"{path}:{key_node.start_mark.line + 1}: {quote(key)!r} is given twice")
            seen.add(key)


def _inner(node: yaml.Node) -> list[yaml.Node]:
    """Return the keys and values in a node."""
    if isinstance(node, yaml.MappingNode):
        return [inner for pair in node.value for inner in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _children(node: yaml.Node | None) -> Iterator[tuple[str | int, yaml.Node, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield str(key.value), key, value
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield index, value, value
