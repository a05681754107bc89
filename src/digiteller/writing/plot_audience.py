"""For whom a story is told, from the words of a spec."""

from __future__ import annotations

import re

from digiteller.writing.plot_format import Audience

_GROWN = re.compile(r"\b(?:adults?|grown[- ]?ups?|teen\w*|parents|seniors?|students|elderly|older people)\b", re.I)
_SMALL = re.compile(r"\b(?:small|toddlers?|bab(?:y|ies)|nursery|preschool\w*|very young|little ones?)\b", re.I)
_YEARS = re.compile(r"\b(?:(?P<first>\d{1,2}) ?(?:-|–|to) ?)?(?P<age>\d{1,2})\b")
_SMALLEST, _OLDEST = 4, 13


def audience_of(words: str) -> Audience:
    """Return the audience that words mean: "my three-year-old" and "toddlers" are small, "teenagers" are adults.

    "children of 3 to 4" are small; nothing at all means children.
    """
    if _GROWN.search(words):
        return "adults"
    if _SMALL.search(words) or re.search(r"\b(?:one|two|three|four)[- ]year", words, re.I):
        return "small"
    if found := _YEARS.search(words):
        age = int(found["age"])
        return "small" if age <= _SMALLEST else "adults" if age > _OLDEST else "children"
    return "children"
