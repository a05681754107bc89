"""Finds what is quoted in a paragraph: in quotation marks of several languages, or behind a dash as in dialogue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from digiteller.language.tokens import bare
from digiteller.language.verbs_of_speaking import forms_of_speaking

Range = tuple[int, int]
"""The first word, and the one after the last."""

_PAIRS = {"“": "”", "„": "“”", "«": "»", '"': '"', "‘": "’", "'": "'"}
_LEADING = re.compile(r"[(\[*_¡¿—–-]*(?P<mark>[“„«\"‘'])(?=\S)")
_CLOSING = re.compile(r"(?P<before>[.,!?…—–-]?)[*_]*[\"'“”’»]+[*_)\]]*(?P<after>[.,;:]?)$")
_DASHES = "—–"


def find_quotations(words: Sequence[str]) -> list[Range]:
    """Return where somebody is quoted in a paragraph; a title or a single word in quotation marks is not speech."""
    if words and words[0][0] in _DASHES:
        return _after_dashes(words)
    found: list[Range] = []
    at = 0
    while at < len(words):
        end = _closed(words, at)
        if end is None:
            at += 1
            continue
        if _is_speech(words, at, end):
            found.append((at, end))
        at = end
    return found


def _closed(words: Sequence[str], start: int) -> int | None:
    """Return the word behind the quotation that opens with word ``start``; None if none does."""
    opening = _LEADING.match(words[start])
    if opening is None:
        return None
    marks = _PAIRS[opening["mark"]]
    closing = re.compile(rf"[.,!?…—–*_-][{marks}]" if opening["mark"] in "'‘" else rf"[{marks}](?!\w)")
    for at in range(start, len(words)):
        if closing.search(words[at], opening.end() if at == start else 0):
            return at + 1
    return len(words) if opening["mark"] in "“«" else None  # goes on in the next paragraph


def _is_speech(words: Sequence[str], start: int, end: int) -> bool:
    closing = _CLOSING.search(words[end - 1])
    said = closing is None or closing["before"] or closing["after"]
    led = start > 0 and words[start - 1][-1] in ",:—"
    return bool(said) or led or (end < len(words) and bare(words[end]) in forms_of_speaking())


def _after_dashes(words: Sequence[str]) -> list[Range]:
    """Return the speech of a paragraph that opens with a dash, `— Привет, — сказала Мина`, without its tags."""
    cuts = [0]
    for at, word in enumerate(words):
        cuts += [at] * (word[0] in _DASHES and at > 0) + [at + 1] * bool(re.search(rf"\w[{_DASHES}][.,;:]?$", word))
    edges = [*sorted(set(cuts)), len(words)]
    parts = [(start, end) for start, end in pairwise(edges) if start < end]
    return [part for part in parts if not _is_tag(words[part[0] : part[1]])]


def _is_tag(words: Sequence[str]) -> bool:
    letters = [word for word in map(bare, words) if word]
    first = "".join(words).lstrip(_DASHES)[:1]
    return bool(forms_of_speaking().intersection(letters[:3])) and first.islower()
