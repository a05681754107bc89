"""Spoken forms in the International Phonetic Alphabet, between slashes: ``/ˈmiːnə/`` with punctuation around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

_FORM = re.compile(r"(?P<before>[^\w/]*)/(?P<ipa>[^/]+)/(?P<after>[^\w/]*)")


def runs(words: Sequence[str]) -> Iterator[tuple[int, Sequence[str], str | None]]:
    """Yield a sentence's spoken forms as runs: where each starts, its forms, and its IPA if it is one form in IPA.

    The IPA is decomposed (NFD), as espeak's is, with the punctuation around it.
    """
    start = 0
    for at, word in enumerate(words):
        match = _FORM.fullmatch(word)
        if match is None:
            continue
        if start < at:
            yield start, words[start:at], None
        yield at, words[at : at + 1], unicodedata.normalize("NFD", match["before"] + match["ipa"] + match["after"])
        start = at + 1
    if start < len(words):
        yield start, words[start:], None
