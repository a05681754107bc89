"""The voices of a narrator, by their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from digiteller.errors import SpecError

T = TypeVar("T")


def choose_voice(name: str, voices: Mapping[str, T]) -> T:
    """Return what belongs to a voice.

    Raises:
        SpecError: there is no such voice.
    """
    if name not in voices:
        raise SpecError(f"no voice {name!r} in this narrator", hint=f"its voices: {', '.join(sorted(voices))}")
    return voices[name]
