"""Check what people wrote in YAML against a model, and explain every mistake with its line and what is allowed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from digiteller.errors import SpecError
from digiteller.spec.yamlfile import YamlFile, quote
from digiteller.system.checked_json import MOST_MISTAKES, list_mistakes

T = TypeVar("T")


def validate(file: YamlFile, model: type[T]) -> T:
    """Return a YAML file's values as ``model``.

    Raises:
        SpecError: lists the mistakes, each with its line.
    """
    adapter = TypeAdapter(model)
    try:
        return adapter.validate_python(file.data if file.data is not None else {})
    except ValidationError as error:
        schema = adapter.json_schema()
        mistakes = dict.fromkeys(_explain(file, schema, details) for details in error.errors()[:MOST_MISTAKES])
        raise SpecError(list_mistakes(list(mistakes), error.error_count() - MOST_MISTAKES)) from error


def _explain(file: YamlFile, schema: Any, details: Any) -> str:
    location = [step for step in details["loc"] if not (isinstance(step, str) and step.startswith("["))]
    name = ".".join(str(step + 1) if isinstance(step, int) else quote(step) for step in location)
    message = details["msg"].removeprefix("Value error, ").replace("Input should", "this should")
    kind = details["type"]
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        message = f"unknown key; allowed here: {', '.join(_allowed_keys(schema, location[:-1]))}"
    elif name == "scenes" and kind == "int_type":
        message = "this should be a number of scenes, or a list of them"
    elif kind in ("union_tag_not_found", "union_tag_invalid"):
        message = f"this should be a block with one of the keys: {', '.join(_allowed_keys(schema, location))}"
    elif kind == "string_type":
        message = "this must be text; put it in quotes"
    elif kind in ("model_type", "dataclass_type"):
        message = "this should be a block of keys and values"
    elif kind == "string_pattern_mismatch" and not str(details["input"]).strip():
        message = "this must not be empty"
    elif kind != "value_error" and isinstance(details["input"], (str, int, float)):
        message = f"{message}, not {str(details['input'])[:60]!r}"
    return f"{file.path}:{file.line(location)}: {name + ': ' if name else ''}{message}"


def _allowed_keys(schema: Any, location: Sequence[str | int]) -> list[str]:
    """Return the keys that a JSON Schema allows at ``location``."""
    nodes = _branches(schema, schema)
    for step in location:
        inner = [node.get("items") if isinstance(step, int) else _property(node, step) for node in nodes]
        nodes = [branch for node in inner if isinstance(node, dict) for branch in _branches(schema, node)]
    return list(dict.fromkeys(key for node in nodes for key in node.get("properties", {})))


def _branches(schema: Any, node: Any) -> list[Any]:
    """Return what a node of a JSON Schema may be: the definition it refers to, or those it chooses from."""
    if "$ref" in node:
        return _branches(schema, schema["$defs"][node["$ref"].rsplit("/", 1)[1]])
    choices = node.get("oneOf") or node.get("anyOf")
    return [branch for choice in choices for branch in _branches(schema, choice)] if choices else [node]


def _property(node: Any, key: str) -> Any:
    named = next(iter(node.get("patternProperties", {}).values()), node.get("additionalProperties"))
    return node.get("properties", {}).get(key, named)
