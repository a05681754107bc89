"""JSON files that are not trusted: opened without waiting, limited in size, checked against a schema, explained."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from digiteller.errors import SpecError
from digiteller.system.regular_files import open_regular

T = TypeVar("T")

MOST_MISTAKES = 20
"""Mistakes that are told; whoever made more of them made one, many times."""


def read_checked_json(path: Path, schema: TypeAdapter[T], most_bytes: int, hint: str) -> T:
    """Return what a JSON file holds; ``hint`` tells how to get a good one.

    Raises:
        SpecError: it is missing, too large, or not what the schema says, with every field that is wrong.
    """
    try:
        with open_regular(path) as file:
            content = file.read(most_bytes + 1)
        if len(content) > most_bytes:
            raise SpecError(f"{path}: is too large", hint=hint)
        return schema.validate_json(content.removeprefix(codecs.BOM_UTF8))
    except OSError as error:
        raise SpecError(f"{path}: cannot be read: {error.strerror}", hint=hint) from error
    except ValidationError as error:
        mistakes = [f"{path}: {tell_mistake(details)}" for details in error.errors()[:MOST_MISTAKES]]
        message = list_mistakes(mistakes, error.error_count() - MOST_MISTAKES)
        raise SpecError(message, hint=hint) from error


def tell_mistake(details: object) -> str:
    """Return where one of pydantic's mistakes is, lists counted from 1, and what is wrong there."""
    steps = [str(step + 1) if isinstance(step, int) else step for step in details["loc"]]  # type: ignore[index]
    return f"{'.'.join(steps)}: {details['msg']}" if steps else str(details["msg"])  # type: ignore[index]


def list_mistakes(mistakes: Sequence[str], left_out: int) -> str:
    """Return mistakes as lines, with how many more there are."""
    return "\n".join([*mistakes, *([f"... and {left_out:,} more mistakes"] if left_out > 0 else [])])
