"""Keeps hibari's normaliser from reading plain words as abbreviations and names as Roman numerals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hibari.g2p.normalize import ROMAN_CARDINAL, ROMAN_ORDINAL

_NUMBERED = frozenset({"no", "fig", "ch"})
"""Abbreviations before a number, words before a full stop: "No. 5", but "She said no." """
_WORDS_AT_THE_END = frozenset({"ed", "Sun", "Sat", "Wed", "Jan", "Mar", "Jun", "Gen", "Col", "Hon", "Rev", "Rep"})
"""Words and names when they end a sentence, where a calendar or a title would not stand."""
_POINT = re.compile(r"(?P<before>\W*)(?P<word>\w+)(?P<after>\.\W*)")
_QUOTES = "\"'“‘("
_CROWNS = frozenset({"King", "Queen", "Pope"})
_COUNTED = frozenset({*ROMAN_CARDINAL, *ROMAN_ORDINAL} - _CROWNS)
_ROMAN = re.compile(r"[IVXLCDM]+\W*")


def unmistakable(words: Sequence[str]) -> list[str]:
    """Return the spoken forms of a sentence's words, changed where hibari 0.2 would misread them.

    It reads "no." as "number", "fig." as "figure", "Sun." as "Sunday" wherever they stand; a space before the point,
    which it removes again, prevents that. It takes any capital I, V, X, L or C after "King", a king's name or "part"
    for a Roman numeral, and "King Leo" for "King the zeroth Leo"; a small letter prevents that.
    """
    around = zip(["", *words[:-1]], words, [*words[1:], ""], strict=True)
    return [_unlike_numeral(before, _unlike_abbreviation(word, after), after) for before, word, after in around]


def _unlike_abbreviation(word: str, following: str) -> str:
    match = _POINT.fullmatch(word)
    if match is None:
        return word
    numbered = match["word"] in _NUMBERED and not following[:1].isdigit()
    ending = match["word"] in _WORDS_AT_THE_END and not following
    return f"{match['before']}{match['word']} {match['after']}" if numbered or ending else word


def _unlike_numeral(before: str, word: str, following: str) -> str:
    if word.strip(_QUOTES) in _CROWNS and not _ROMAN.fullmatch(following):
        return word.lower()  # the name behind it keeps its capital, for "King Louis XIV"
    counted = before.strip(_QUOTES) in _COUNTED and word[:1] in set("IVXLC") and not _ROMAN.fullmatch(word)
    return word[0].lower() + word[1:] if counted else word
