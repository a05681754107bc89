"""The dictionary forms of English words, as far as a picture book needs them."""

from __future__ import annotations

import re
from collections.abc import Container

_IRREGULAR = {
    form: lemma
    for lemma, forms in {
        "blow": "blew blown",
        "bring": "brought",
        "catch": "caught",
        "child": "children",
        "creep": "crept",
        "drink": "drank drunk",
        "drive": "drove driven",
        "eat": "ate eaten",
        "fall": "fell fallen",
        "find": "found",
        "flee": "fled",
        "fly": "flew flown",
        "give": "gave given",
        "goose": "geese",
        "hold": "held",
        "keep": "kept",
        "leap": "leapt",
        "lie": "lay lain lying",
        "lose": "lost",
        "man": "men",
        "mouse": "mice",
        "ride": "rode ridden",
        "rise": "rose risen",
        "run": "ran",
        "sing": "sang sung",
        "sink": "sank sunk",
        "sit": "sat",
        "sleep": "slept",
        "spin": "spun",
        "spring": "sprang sprung",
        "swim": "swam swum",
        "take": "took taken",
        "tread": "trod",
        "weep": "wept",
        "woman": "women",
    }.items()
    for form in forms.split()
}
_WORD = re.compile(r"[^\W_]+(?:-[^\W\d_]+)*|[.!?;:,]")
_SINGULAR_S = {"christmas", "compass", "octopus", "cactus", "walrus", "princess", "lioness", "glass", "grass", "this"}


def words(text: str) -> list[str]:
    """Return the words of ``text`` as written, without possessive endings; punctuation marks are items of their own."""
    return _WORD.findall(re.sub(r"['’](s|ll|d|re|ve|m)\b|['’]", "", text))


def lemma(word: str, known: Container[str]) -> str:
    """Return the dictionary form of ``word`` among the ``known`` ones, or the word in lower case.

    Candidates are made by rule and looked up, so that ``danced`` gives ``dance`` and ``hopped`` gives ``hop`` without a
    list of verbs.
    """
    low = word.lower()
    return next((form for form in _candidates(low) if form in known), low)


def plural(word: str) -> bool:
    """Whether ``word`` looks like a noun in the plural."""
    low = word.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low] in {"child", "goose", "man", "mouse", "woman"}
    return low.endswith("s") and not low.endswith("ss") and low not in _SINGULAR_S and len(low) > 3


def _candidates(low: str) -> list[str]:
    forms = [low]
    if low in _IRREGULAR:
        forms.append(_IRREGULAR[low])
    for ending, replacements in (
        ("s", ("",)),
        ("es", ("",)),
        ("ies", ("y", "ie")),
        ("ves", ("f", "fe")),
        ("ied", ("y",)),
        ("ed", ("", "e")),
        ("ing", ("", "e")),
    ):
        if low.endswith(ending) and len(low) > len(ending) + 1:
            stem = low.removesuffix(ending)
            forms += [stem + new for new in replacements]
            if ending in ("ed", "ing") and len(stem) > 2 and stem[-1] == stem[-2]:
                forms.append(stem[:-1])
    return forms
