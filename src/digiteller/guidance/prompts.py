"""What a page is to show, in words for a model that is told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digiteller.options import IllustrateOptions
    from digiteller.story import Scene

_STYLE_WEIGHT = 0.5
_NEGATIVE_WEIGHT = -0.5


@dataclass(frozen=True)
class Prompt:
    """A text that a picture is compared with."""

    text: str
    weight: float
    """How much it counts; below 0 the picture is led away from it."""


def prompts_of(scene: Scene, options: IllustrateOptions) -> tuple[Prompt, ...]:
    """Return what leads the search for a page: the scene with its characters, and the style and the negative if any."""
    wanted = (
        (describe_page(scene, options.characters), 1.0),
        (options.style, _STYLE_WEIGHT),
        (options.negative, _NEGATIVE_WEIGHT),
    )
    return tuple(Prompt(text, weight) for text, weight in wanted if text)


def describe_page(scene: Scene, characters: Mapping[str, str]) -> str:
    """Return what the scene's picture shows, followed by how the characters look that the scene names."""
    named = f"{scene.picture}\n{scene.text}"
    looks = [
        f"{name}: {look}"
        for name, look in characters.items()
        if re.search(rf"\b{re.escape(name)}\b", named, re.IGNORECASE)
    ]
    return ". ".join([scene.picture.rstrip(". ") or scene.picture, *looks])
