"""One seed covers the whole story; each stage and scene derives its own from it."""

from __future__ import annotations

import hashlib

from digiteller.story import Script


def derive_seed(seed: int, stage: str, scene: int = 0) -> int:
    """Return the seed of a stage and scene, 0 for the whole story, in 0..2**31-1."""
    digest = hashlib.sha256(f"{seed}/{stage}/{scene}".encode()).digest()
    return int.from_bytes(digest[:4]) >> 1


def seed_of_story(seed: int, script: Script) -> int:
    """Return a stage's seed for one story: no two that begin otherwise have the same, in 0..2**31-1.

    Another title, or what is changed further on in a story, does not change it.
    """
    return derive_seed(seed, script.scenes[0].text)
