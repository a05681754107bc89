"""One seed covers the whole story; each stage and scene derives its own from it."""

from __future__ import annotations

import hashlib


def derive_seed(seed: int, stage: str, scene: int = 0) -> int:
    """Return the seed of a stage and scene, 0 for the whole story, in 0..2**31-1."""
    digest = hashlib.sha256(f"{seed}/{stage}/{scene}".encode()).digest()
    return int.from_bytes(digest[:4]) >> 1
