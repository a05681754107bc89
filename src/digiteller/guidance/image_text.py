"""What scores a picture by words: the two towers of CLIP and of its kin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from torch import Tensor


class ImageText(Protocol):
    """Puts pictures and words into one space, in which what belongs together is close."""

    size: int
    """The side of the square pictures that it looks at, in pixels."""

    def texts(self, texts: Sequence[str]) -> Tensor:
        """Return the embeddings of texts, shape [n, d], of length 1 each; without gradients."""

    def images(self, images: Tensor) -> Tensor:
        """Return the embeddings of RGB pictures [n, 3, size, size] in 0..1: shape [n, d], of length 1, differentiable.

        It brings them to the mean and deviation that it was trained on.
        """
