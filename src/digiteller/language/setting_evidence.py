"""Where and when a story plays, judged by who and what is there: ``evidence.yaml``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from digiteller.language.clauses import ABSENT, DREAM
from digiteller.language.grammar import grammar_words, language_table
from digiteller.language.mentions import Reading
from digiteller.language.morphology import Token, only_verb
from digiteller.language.vocabulary import vocabulary

_WEIGHTS = {"sure": 2.0, "likely": 1.0, "maybe": 0.5}
_SKIPPED = {"a", "an", "the", "his", "her", "its", "their", "my", "your", "our", "'s"}
_QUOTED = 0.75
"""What a clue in somebody's speech counts, beside one in the story itself."""
_LONGEST = 5

Table = dict[tuple[str, ...], dict[str, float]]
"""Phrases to settings or times with their weights."""


def weigh_evidence(reading: Reading, section: str, besides: bool = False) -> dict[str, float]:
    """Return the settings or times (``section``) that a text hints at, with how much speaks for each.

    What is only dreamed of, compared with or denied is no clue; with ``besides`` neither is a word for a place itself.
    """
    known = vocabulary()
    away = {mention.noun.at for mention in reading.mentions if mention.mode in {DREAM, ABSENT}}
    if section == "times":
        away |= _until(reading.words)
    told = [
        (word, at in away)
        for at, word in enumerate(reading.words)
        if not word.mark and word.low not in _SKIPPED | {"'s"}
    ]
    table = _table(section)
    found: dict[tuple[str, ...], float] = {}
    at = 0
    while at < len(told):
        length, phrase = _match(told, at, table, _beginnings(section))
        if phrase:
            found[phrase] = max(found.get(phrase, 0.0), _QUOTED if told[at][0].quoted else 1.0)
        at += length
    total: dict[str, float] = defaultdict(float)
    for phrase, share in found.items():
        named = besides and any(sort == "setting" for sort, _ in known.phrases.get(phrase, ()))
        for value, weight in table[phrase].items():
            total[value] += 0.0 if named else share * weight
    return dict(total)


def _until(words: Sequence[Token]) -> set[int]:
    """Return the places of the words that tell how long something lasted, which is not now."""
    found, within = set(), False
    for at, word in enumerate(words):
        within = word.low in {"until", "till"} or (within and not word.mark)
        if within:
            found.add(at)
    return found


def _match(
    told: Sequence[tuple[Token, bool]], at: int, table: Table, begun: frozenset[tuple[str, ...]]
) -> tuple[int, tuple[str, ...]]:
    """Return the length of the longest phrase at ``at``, and the phrase; 1 and () if there is none."""
    phrases: list[tuple[str, ...]] = [()]
    best: tuple[int, tuple[str, ...]] = (1, ())
    for end in range(at, min(len(told), at + _LONGEST)):
        word, away = told[end]
        if away:
            break
        phrases = [(*phrase, form) for phrase in phrases for form in word.forms if (*phrase, form) in begun]
        if not phrases:
            break
        best = next(((end + 1 - at, phrase) for phrase in phrases if phrase in table and _meant(word, phrase)), best)
    return best


def _meant(word: Token, phrase: tuple[str, ...]) -> bool:
    """Whether a word is a clue: who trained for a race saw no train."""
    return phrase[-1] not in grammar_words("homographs") or not only_verb(word.low)


@cache
def _beginnings(section: str) -> frozenset[tuple[str, ...]]:
    return frozenset(phrase[:end] for phrase in _table(section) for end in range(1, len(phrase) + 1))


@cache
def _table(section: str) -> Table:
    entries: dict[str, dict[str, list[str]]] = language_table("evidence.yaml")[section]
    known = vocabulary()
    own = {value: {phrase for listed in entry.values() for phrase in listed} for value, entry in entries.items()}
    of_kind: dict[str, list[str]] = defaultdict(list)
    for forms, meanings in known.phrases.items():
        for sort, kind in meanings:
            if sort == "figure":
                of_kind[kind].append(" ".join(forms))
    table: Table = defaultdict(dict)
    for value, entry in entries.items():
        for degree, listed in entry.items():
            for said in listed:
                others = [one for one in of_kind.get(said, ()) if one not in own[value]]
                for phrase in (said, *others):
                    cut = tuple(word for word in phrase.split() if word not in _SKIPPED)
                    table[cut][value] = max(table[cut].get(value, 0.0), _WEIGHTS[degree])
    return dict(table)
