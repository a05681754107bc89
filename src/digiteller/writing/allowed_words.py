"""The words that a picture book may use, ``words.txt``, and what kind of words they are among those."""

from __future__ import annotations

from functools import cache

from digiteller.language.inflection import (
    adverb,
    comparative,
    gerund,
    participle,
    past,
    superlative,
    third_person,
    with_s,
)
from digiteller.writing.word_lists import sections


@cache
def allowed(section: str) -> frozenset[str]:
    """Return the dictionary forms of a section of ``words.txt``: its verbs, nouns, adjectives, adverbs or function."""
    return frozenset(sections("words.txt")[section])


@cache
def _allowed_forms() -> frozenset[str]:
    known = {word for section in sections("words.txt").values() for word in section}
    for verb in allowed("verbs"):
        known |= {past(verb), participle(verb), third_person(verb), gerund(verb)}
    for noun in allowed("nouns"):
        known |= {with_s(noun), f"{noun}'s", f"{with_s(noun)}'"}
    for adjective in allowed("adjectives"):
        known |= {comparative(adjective), superlative(adjective), adverb(adjective)}
    return frozenset(known)


@cache
def _bases() -> dict[str, str]:
    """Return the verb of every form but the infinitive; of a form of several, the first of the file."""
    bases: dict[str, str] = {}
    for verb in sections("words.txt")["verbs"]:
        for form in (past(verb), participle(verb), third_person(verb), gerund(verb)):
            bases.setdefault(form, verb)
    return bases


def is_allowed(word: str) -> bool:
    """Tell whether a word, in any form, belongs to the vocabulary; compounds by their parts."""
    word = word.lower().replace("’", "'")
    return word in _allowed_forms() or all(part in _allowed_forms() for part in word.split("-"))


@cache
def is_content(word: str) -> bool:
    """Tell whether a word (lower case) carries meaning of its own, as nouns, verbs and most adjectives do."""
    light = {"be", "do", "have", "was", "were", "had", "did", "been", "could", "would", "one", "two", "thing", "very"}
    light_adverb = word in allowed("adverbs") and word != "home"
    return word not in allowed("function") and not light_adverb and word not in light and len(word) > 2


@cache
def stem(word: str) -> str:
    """Return a crude common form of a word, so that ``foxes`` meets ``fox`` and ``shone`` meets ``shine``."""
    word = word.removesuffix("'s")
    if word in _bases():
        return _bases()[word]
    for ending in ("ies", "es", "s"):
        base = word.removesuffix(ending) + ("y" if ending == "ies" else "")
        if word.endswith(ending) and base in allowed("nouns"):
            return base
    return word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word
