"""How far pictures are from words: embeddings of length 1, pictures [n, d] against texts [p, d], giving [n, p]."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from torch import Tensor


def spherical(images: Tensor, texts: Tensor) -> Tensor:
    """Return half the squared angle, as VQGAN + CLIP uses it (Crowson et al. 2022): 2 arcsin²(|u - v| / 2), 0 to pi²/2.

    The length of the chord is written by the cosine, and kept off the ends, where its gradient has no bounds.
    """
    chord = (2 - 2 * (images @ texts.T)).clamp(1e-12, 4 - 1e-6).sqrt()
    return chord.div(2).arcsin().square().mul(2)


def cosine(images: Tensor, texts: Tensor) -> Tensor:
    """Return -100 times the cosine, as CLIP + BigGAN uses it (Murdock's Big Sleep, 2021), -100 to 100."""
    return -100 * (images @ texts.T)


LOSSES: Mapping[str, Callable[[Tensor, Tensor], Tensor]] = {"spherical": spherical, "cosine": cosine}
