"""The little English that the writers need: a picture-book vocabulary, verb forms, and how sentences are cut."""

from __future__ import annotations

import re
from functools import cache

from digiteller.language.sentences import split_sentences
from digiteller.writing.word_lists import sections, word_list

WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’][A-Za-z]+)*(?:-[A-Za-zÀ-ÿ]+)*")
DETERMINERS = word_list("determiners")
PLURALS = word_list("plurals")
AUXILIARIES = {
    "is": "was", "are": "were", "has": "had", "have": "had", "does": "did", "do": "did", "can": "could",
    "must": "had to", "will": "would", "may": "might", "isn't": "wasn't", "aren't": "weren't", "cannot": "could not",
    "can't": "couldn't", "won't": "wouldn't", "doesn't": "didn't", "don't": "didn't", "hasn't": "hadn't",
}  # fmt: skip
"""Present forms that stand before another verb or alone, and their past."""

_DOUBLED = re.compile(r"^(?:[^aeiou]*[aeiou])[bdgklmnprt]$")
_VOWELS = "aeiou"


@cache
def vocabulary() -> dict[str, dict[str, tuple[str, str]]]:
    """Return the words of ``words.txt`` by section, each with its past and participle (of use for verbs only)."""
    book: dict[str, dict[str, tuple[str, str]]] = {}
    for section, entries in sections("words.txt").items():
        book[section] = {}
        for entry in entries:
            base, _, forms = entry.partition("/")
            past, _, participle = forms.partition("/")
            past = past or _regular_past(base)
            book[section][base] = (past, participle or past)
    return book


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without punctuation."""
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; "“Why?” asked the fox." is one."""
    return [" ".join(said) for said in split_sentences(text)]


def third_person(base: str) -> str:
    """Return the present form of a verb after he or she."""
    if base == "have":
        return "has"
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def gerund(base: str) -> str:
    """Return the form in -ing of a verb."""
    if base in {"lie", "tie"}:
        return base[:-2] + "ying"
    return base + "ing" if base.endswith("ee") or base in {"be", "dye"} else _with_ending(base, "ing")


@cache
def past_of_present() -> dict[str, str]:
    """Return the past of every present form after he or she that the vocabulary knows."""
    forms = {third_person(base): past for base, (past, _) in vocabulary()["verbs"].items()}
    return forms | AUXILIARIES


@cache
def base_of_gerund() -> dict[str, str]:
    """Return the verb of every form in -ing that the vocabulary knows."""
    return {gerund(base): base for base in vocabulary()["verbs"]}


@cache
def base_of_participle() -> dict[str, str]:
    """Return the verb of every participle that the vocabulary knows."""
    return {participle: base for base, (_, participle) in vocabulary()["verbs"].items()}


@cache
def gerund_of_past() -> dict[str, str]:
    """Return the form in -ing of every past that the vocabulary knows."""
    return {past: gerund(base) for base, (past, _) in vocabulary()["verbs"].items()}


@cache
def finite_pasts() -> frozenset[str]:
    """Return the past forms of the verbs, auxiliaries included."""
    pasts = {past for past, _ in vocabulary()["verbs"].values()}
    return frozenset(pasts | {"was", "were", "had", "did", "could", "would", "might"})


@cache
def known_words() -> frozenset[str]:
    """Return every form of every word of the vocabulary."""
    known: set[str] = set()
    for section, entries in vocabulary().items():
        for base, (past, participle) in entries.items():
            known.add(base)
            if section == "verbs":
                known |= {past, participle, third_person(base), gerund(base)}
            elif section == "nouns":
                known |= {third_person(base), base + "'s", third_person(base) + "'"}
            elif section == "adjectives":
                known |= {_with_ending(base, "er"), _with_ending(base, "est"), _adverb(base)}
    return frozenset(known)


def is_adjective(word: str) -> bool:
    """Tell whether a word (lower case) is an adjective, in any degree."""
    adjectives = vocabulary()["adjectives"]
    stripped = {
        word.removesuffix("est"),
        word.removesuffix("st"),
        re.sub("iest$", "y", word),
        re.sub("(.)\\1est$", "\\1", word),
    }
    return word in adjectives or (word.endswith("est") and bool(stripped & adjectives.keys()))


def is_plural(noun: str) -> bool:
    """Tell whether a noun (lower case) is a plural the vocabulary knows."""
    return noun in PLURALS or (noun.endswith("s") and noun not in vocabulary()["nouns"] and stem(noun) != noun)


def is_known(word: str) -> bool:
    """Tell whether a word, in any form, belongs to the vocabulary; compounds by their parts."""
    word = word.lower().replace("’", "'")
    return word in known_words() or all(part in known_words() for part in word.split("-"))


@cache
def is_content(word: str) -> bool:
    """Tell whether a word (lower case) carries meaning of its own, as nouns, verbs and most adjectives do."""
    book = vocabulary()
    light = {"be", "do", "have", "was", "were", "had", "did", "been", "could", "would", "one", "two", "thing", "very"}
    light_adverb = word in book["adverbs"] and word != "home"
    return word not in book["function"] and not light_adverb and word not in light and len(word) > 2


@cache
def stem(word: str) -> str:
    """Return a crude common form of a word, so that ``foxes`` meets ``fox`` and ``shone`` meets ``shine``."""
    word = word.removesuffix("'s")
    for base, (past, participle) in vocabulary()["verbs"].items():
        if word in (past, participle, third_person(base), gerund(base)):
            return base
    for ending in ("ies", "es", "s"):
        base = word.removesuffix(ending) + ("y" if ending == "ies" else "")
        if word.endswith(ending) and base in vocabulary()["nouns"]:
            return base
    return word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word


def _regular_past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    return _with_ending(base, "ed")


def _with_ending(base: str, ending: str) -> str:
    if base.endswith("y") and base[-2:-1] not in _VOWELS and ending != "ing":
        return base[:-1] + "i" + ending
    if base.endswith("e"):
        return base[:-1] + ending
    if _DOUBLED.match(base):
        return base + base[-1] + ending
    return base + ending


def _adverb(base: str) -> str:
    if base.endswith("y"):
        return base[:-1] + "ily"
    return base[:-1] + "y" if base.endswith("le") else base + "ly"
