"""Words as a text has them: cut, and bare of their punctuation."""

from __future__ import annotations

import re

WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’][A-Za-z]+)*(?:-[A-Za-zÀ-ÿ]+)*")
"""A word, with its apostrophes and hyphens."""


def low_words(text: str) -> list[str]:
    """Return the words of a text in lower case, without punctuation; contractions stay as they are."""
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


def bare(word: str) -> str:
    """Return ``word`` in lower case without the punctuation around it or in it."""
    return re.sub(r"[^\w'’]+", "", word).lower()
