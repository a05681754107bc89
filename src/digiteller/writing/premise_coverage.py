"""How much of a premise's own words a story tells: who it names, its things, and what is done."""

from __future__ import annotations

from functools import cache

from digiteller.language.dictionary import entries
from digiteller.language.tokens import WORD
from digiteller.writing.premise_words import premise_words

_NAME = 1.5
"""What a name counts among other words."""


def cover(premise: str, story: str) -> float:
    """Return the share of a premise's telling words that a story has, 0..1: "fox" and "lantern", not "has lost its"."""
    weights: dict[frozenset[str], float] = {}
    for at, word in enumerate(WORD.findall(premise)):
        forms = _forms(word)
        if not forms & premise_words("tell nothing") and len(word) > 2:
            weights[forms] = _NAME if at and word[0].isupper() else 1.0
    if not weights:
        return 0.0
    told = {form for word in set(WORD.findall(story)) for form in _forms(word)}
    return sum(weight for forms, weight in weights.items() if forms & told) / sum(weights.values())


@cache
def _forms(word: str) -> frozenset[str]:
    """Return a word in small letters and all its dictionary forms: "lit" is light, too."""
    low = word.lower().replace("’", "'").removesuffix("'s")
    return frozenset({low, *(form for forms in entries(low).values() for form in forms)})
