"""The classes that a generator was trained on, and which of them fit some words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from torch import Tensor

from digiteller.errors import WeightsError
from digiteller.guidance.image_text import ImageText

_NAMES = "classes.txt"
_SYNSETS = "imagenet_synsets.txt"
_LEMMAS = "imagenet_synset_to_lemma.txt"


class Classes:
    """Ranks class names by a scorer's text tower, which reads all of them only once."""

    def __init__(self, names: Sequence[str], image_text: ImageText) -> None:
        self._names = names
        self._image_text = image_text

    @cached_property
    def _embedded(self) -> Tensor:
        return self._image_text.texts([f"a photo of a {name}" for name in self._names])

    def likeness(self, text: str) -> Tensor:
        """Return how close each class is to a text, shape [classes], as cosines."""
        return self._embedded @ self._image_text.texts([text])[0]


def read_names(files: Mapping[str, Path], count: int) -> list[str]:
    """Return the names of ``count`` classes, in order.

    They are the lines of ``classes.txt``, or those of ImageNet as timm has them: ``imagenet_synsets.txt`` in order, and
    ``imagenet_synset_to_lemma.txt``, which tells for each its names, of which the first is taken.

    Raises:
        WeightsError: there are none, or not as many.
    """
    try:
        if _NAMES in files:
            names = _lines(files[_NAMES])
        else:
            lemmas = dict(line.split("\t", 1) for line in _lines(files[_LEMMAS]))
            names = [lemmas[synset].split(",")[0] for synset in _lines(files[_SYNSETS])]
    except (OSError, ValueError, KeyError) as error:
        raise WeightsError(f"the names of the classes cannot be read: {error}") from error
    if len(names) != count:
        raise WeightsError(f"there are names of {len(names)} classes for a generator of {count}")
    return names


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").strip().splitlines()
