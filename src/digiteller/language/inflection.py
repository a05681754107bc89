"""The forms of English words: by rule, and of irregular ones from ``grammar.yaml``. No dictionary is needed."""

from __future__ import annotations

import re

from digiteller.language.grammar import grammar

_DOUBLED = re.compile(r"^(?:[^aeiou]*[aeiou])[bdgklmnprt]$")
_STRESSED_AT_THE_END = frozenset(
    ["begin", "forget", "admit", "commit", "control", "occur", "permit", "prefer", "refer", "regret", "submit", "upset"]
)
"""Verbs of two syllables that double their last letter all the same."""
_VOWELS = "aeiou"


def third_person(verb: str) -> str:
    """Return the present form of a verb after he or she."""
    if verb in {"be", "have"}:
        return {"be": "is", "have": "has"}[verb]
    return with_s(verb)


def with_s(word: str) -> str:
    """Return a word with the ending -s of verbs and of regular plurals: ``foxes``."""
    if word.endswith(("s", "x", "z", "ch", "sh", "o")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def gerund(verb: str) -> str:
    """Return the form in -ing of a verb."""
    if verb in {"lie", "tie"}:
        return verb[:-2] + "ying"
    return verb + "ing" if verb.endswith(("ee", "oe", "ye")) or verb == "be" else _with_ending(verb, "ing")


def past(verb: str) -> str:
    """Return the past of a verb."""
    irregular = grammar()["irregular verbs"].get(verb)
    return str(irregular[0]) if irregular else _regular_past(verb)


def participle(verb: str) -> str:
    """Return the past participle of a verb."""
    irregular = grammar()["irregular verbs"].get(verb)
    return str(irregular[1]) if irregular else _regular_past(verb)


def comparative(adjective: str) -> str:
    """Return the comparative in -er of an adjective."""
    return _with_ending(adjective, "er")


def superlative(adjective: str) -> str:
    """Return the superlative in -est of an adjective."""
    return _with_ending(adjective, "est")


def adverb(adjective: str) -> str:
    """Return the adverb in -ly of an adjective."""
    if adjective.endswith("y"):
        return adjective[:-1] + "ily"
    return adjective[:-1] + "y" if adjective.endswith("le") else adjective + "ly"


def article(phrase: str) -> str:
    """Return a or an, whichever stands before ``phrase``."""
    return "an" if phrase[:1] in _VOWELS else "a"


def _regular_past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    return _with_ending(verb, "ed")


def _with_ending(word: str, ending: str) -> str:
    if word.endswith("y") and word[-2:-1] not in _VOWELS and ending != "ing":
        return word[:-1] + "i" + ending
    if word.endswith("e"):
        return word[:-1] + ending
    if _DOUBLED.match(word) or word in _STRESSED_AT_THE_END:
        return word + word[-1] + ending
    return word + ending
