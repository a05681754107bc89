"""Where and when a page may play by who and what is there, where its words name no place or time: ``evidence.yaml``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from digiteller.language.grammar import frame_words, inverted_table, language_table
from digiteller.language.parsing import Tree
from digiteller.language.scopes import Scope, scope_of
from digiteller.language.vocabulary import vocabulary

_WEIGHTS = {"sure": 2.0, "likely": 1.0, "maybe": 0.5}
_SHARES = {
    Scope.HERE: 1.0,
    Scope.BEFORE: 0.7,
    Scope.ASIDE: 0.7,
    Scope.SUPPOSED: 0.5,
    Scope.HEARD: 0.4,
    Scope.SAID: 0.4,
    Scope.DENIED: 0.3,
    Scope.AFAR: 0.2,
}
"""What a word counts by how real it is; what is thought of, depicted or compared with counts nothing."""
_SKIPPED = {"a", "an", "the", "his", "her", "its", "their", "my", "your", "our", "'s", "’s"}
_LONGEST = 4

Table = Mapping[tuple[str, ...], Mapping[str, float]]
"""Phrases to settings or times with their weights."""


def weigh_evidence(tree: Tree, said: frozenset[int], section: str, kinds: Iterable[str] = ()) -> dict[str, float]:
    """Return the ``settings`` or ``times`` that a page hints at, with how much speaks for each.

    ``kinds`` are those of persons on the page: "she" who is an octopus is a hint at the sea.

    "Lotte, in the front row, bit her pencil" hints at a school.
    """
    table = _table(section)
    words = [at for at, word in enumerate(tree.words) if word.pos != "PUNCT" and word.low not in _SKIPPED]
    if section == "times":
        words = [at for at in words if not _is_limit(tree, at)]
    found: dict[tuple[str, ...], float] = {}
    at = 0
    while at < len(words):
        phrase = _longest(tree, words[at : at + _LONGEST], table)
        if phrase and (share := _share(tree, words[at + len(phrase) - 1], said)):
            found[phrase] = max(found.get(phrase, 0.0), share)
        at += max(1, len(phrase))
    for kind in kinds:
        if (kind,) in table:
            found[(kind,)] = 1.0
    total: dict[str, float] = defaultdict(float)
    for phrase, share in found.items():
        for value, weight in table[phrase].items():
            total[value] += share * weight
    return dict(total)


def _share(tree: Tree, at: int, said: frozenset[int]) -> float:
    head = tree.words[tree.words[at].head]
    if tree.words[at].dep == "dobj" and head.lemma in {"eat", "buy", "sell", "cook"}:
        return 0.2  # seaweed on a plate is no sea
    if any(
        tree.words[one].low in inverted_table("frames.yaml", "colors of stuffs") for one in tree.children(at, "amod")
    ):
        return 0.0  # a stuffed owl hoots in no night
    return 0.0 if is_told(tree, at) else _SHARES.get(scope_of(tree, at, said), 0.0)


def _is_limit(tree: Tree, at: int) -> bool:
    """Return whether a word tells how long something lasts, which is not now: "until midnight"."""
    return any(tree.words[one].low in {"until", "till", "since"} for one in tree.above(at))


def is_told(tree: Tree, at: int) -> bool:
    """Return whether a word belongs to what somebody tells or thinks about: "he told about the night at the farm"."""
    for above in tree.above(at):
        word = tree.words[above]
        if word.pos != "VERB" or word.lemma not in frame_words("telling") | frame_words("thinking"):
            continue
        if any(tree.words[one].low == "about" and one < at for one in tree.children(above, "prep")):
            return True
    return False


def _longest(tree: Tree, words: Sequence[int], table: Table) -> tuple[str, ...]:
    """Return the longest phrase of a table with which some words begin."""
    phrases: list[tuple[str, ...]] = [()]
    best: tuple[str, ...] = ()
    for at in words:
        word = tree.words[at]
        phrases = [(*phrase, form) for phrase in phrases for form in dict.fromkeys((word.lemma.lower(), word.low))]
        best = next((phrase for phrase in phrases if phrase in table and _meant(tree, at, phrase)), best)
    return best


def _meant(tree: Tree, at: int, phrase: tuple[str, ...]) -> bool:
    """Return whether a single word is the noun that the table means, or no noun there: "trained" is no train."""
    if len(phrase) > 1 or phrase[0] in _verbs():
        return True
    return tree.words[at].pos in {"NOUN", "PROPN", "ADJ"}


@cache
def _verbs() -> frozenset[str]:
    """Return the words of the table that are clues as verbs."""
    return frozenset(language_table("places.yaml")["evident verbs"])


@cache
def _table(section: str) -> Table:
    entries: dict[str, dict[str, list[str]]] = language_table("evidence.yaml")[section]
    more: dict[str, dict[str, list[str]]] = language_table("places.yaml").get("evidence of " + section, {})
    of_kind: dict[str, list[str]] = defaultdict(list)
    for forms, meanings in vocabulary().phrases.items():
        for sort, kind in meanings:
            if sort == "figure":
                of_kind[kind].append(" ".join(forms))
    table: dict[tuple[str, ...], dict[str, float]] = defaultdict(dict)
    for value in dict.fromkeys((*entries, *more)):
        both = (entries.get(value, {}), more.get(value, {}))
        own = {phrase for entry in both for listed in entry.values() for phrase in listed}
        for entry in both:
            for degree, listed in entry.items():
                for told in listed:
                    for phrase in (told, *(one for one in of_kind.get(told, ()) if one not in own)):
                        cut = tuple(word for word in phrase.split() if word not in _SKIPPED)
                        table[cut][value] = max(table[cut].get(value, 0.0), _WEIGHTS[degree])
    return dict(table)
