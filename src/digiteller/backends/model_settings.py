"""Read a model's ``options`` of models.yaml, which people write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from digiteller.errors import SpecError


def whole_number(settings: Mapping[str, Any], name: str, default: int, least: int, most: int) -> int:
    """Return a whole number from ``least`` to ``most``.

    Raises:
        SpecError: the option is none.
    """
    value = settings.get(name, default)
    if type(value) is not int or not least <= value <= most:
        raise SpecError(f"models.yaml: the option {name} should be a whole number from {least} to {most}")
    return value


def words(settings: Mapping[str, Any], name: str, default: tuple[str, ...]) -> tuple[str, ...]:
    """Return a list of words.

    Raises:
        SpecError: the option is none.
    """
    value = settings.get(name, list(default))
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise SpecError(f"models.yaml: the option {name} should be a list of words")
    return tuple(value)


def number(settings: Mapping[str, Any], name: str, default: float, least: float, most: float) -> float:
    """Return a number from ``least`` to ``most``.

    Raises:
        SpecError: the option is none.
    """
    value = settings.get(name, default)
    if type(value) not in (int, float) or not least <= value <= most:
        raise SpecError(f"models.yaml: the option {name} should be a number from {least} to {most}")
    return float(value)
