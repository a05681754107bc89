"""The sex of first names that are in the lists of the language package."""

from __future__ import annotations

import unicodedata

from digiteller.language.grammar import grammar_words
from digiteller.language.people import _first_names


def first_name_sex(name: str) -> str:
    """Return the sex of a first name that is in the lists; empty for others, whatever their ending suggests.

    "Hana" is female, "Zorbla" is nothing.
    """
    low = name.lower()
    if low in grammar_words("girls' names"):
        return "female"
    if low in grammar_words("boys' names"):
        return "male"
    return _first_names().get(unicodedata.normalize("NFD", low).encode("ascii", "ignore").decode(), "")
