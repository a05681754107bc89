"""The words that a picture book may use, ``words.txt``, and what kind of words they are among those."""

from __future__ import annotations

from functools import cache

from digiteller.language.grammar import grammar, grammar_words
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

DETERMINERS = grammar_words("determiners", "numbers")
AUXILIARIES: dict[str, str] = grammar()["past of auxiliaries"]


@cache
def allowed(section: str) -> frozenset[str]:
    """Return the dictionary forms of a section of ``words.txt``: its verbs, nouns, adjectives, adverbs or function."""
    return frozenset(sections("words.txt")[section])


@cache
def past_of_present() -> dict[str, str]:
    """Return the past of every present form after he or she."""
    return {third_person(verb): past(verb) for verb in allowed("verbs")} | AUXILIARIES


@cache
def base_of_gerund() -> dict[str, str]:
    """Return the verb of every form in -ing."""
    return {gerund(verb): verb for verb in allowed("verbs")}


@cache
def base_of_participle() -> dict[str, str]:
    """Return the verb of every participle."""
    return {participle(verb): verb for verb in sections("words.txt")["verbs"]}


@cache
def finite_pasts() -> frozenset[str]:
    """Return the past forms of the verbs, auxiliaries included."""
    return frozenset({*map(past, allowed("verbs")), "was", "were", "had", "did", "could", "would", "might"})


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
def superlatives() -> frozenset[str]:
    """Return the superlative in -est of every adjective."""
    return frozenset(map(superlative, allowed("adjectives")))


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


def is_adjective(word: str) -> bool:
    """Tell whether a word (lower case) is an adjective, as it stands or in the superlative."""
    return word in allowed("adjectives") or word in superlatives()


def is_plural(noun: str) -> bool:
    """Tell whether a noun (lower case) is a plural that the vocabulary knows."""
    irregular = noun in grammar()["irregular plurals"].values() and noun not in _bases()
    return irregular or (noun.endswith("s") and noun not in allowed("nouns") and stem(noun) != noun)


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
