"""Who and what take a plot's roles, and how its slots and conditions find their way there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from digiteller.writing.knowledge import Entry, Text, Value
from digiteller.writing.noun_phrases import Noun
from digiteller.writing.plot_format import Audience
from digiteller.writing.story_people import StoryPerson

PATH = re.compile(r"[a-z_]+(?:\.[a-z_0-9]+)*")
PREMISE_KEYS = frozenset(["asked", "clause", "who", "one", "act", "act_past", "act_ing"])
"""What a premise says in its own words always wins over what an entry has under these."""
_CONDITION = re.compile(
    rf"(?P<negated>not )?(?P<path>{PATH.pattern})(?: is (?P<isnt>not )?(?P<words>[a-z_0-9./ -]+))?", re.I
)


@dataclass(frozen=True, eq=False)
class Something:
    """An entry in a role, perhaps as the premise calls it."""

    entry: Entry
    noun: Noun | None
    """What it is called; None for an entry that is nothing one could name."""
    said: Mapping[str, str] = field(default_factory=dict)
    """What the premise says of it, by key; it wins over the entry."""
    from_premise: bool = False

    def get(self, key: str) -> Value | None:
        """Return what the premise, or else the entry, says under a key."""
        if key == "noun":
            return self.noun
        own = self.entry.get(key)
        free = own is None or self.entry.id == "any" or key in PREMISE_KEYS
        return Text(self.said[key]) if key in self.said and free else own


Bound = StoryPerson | Something
Found = Bound | Value | Entry


@dataclass(frozen=True)
class Bindings:
    """What is known of a story before it is told."""

    roles: Mapping[str, Bound]
    audience: Audience = "children"
    premise: str = ""

    def with_role(self, name: str, bound: Bound) -> Bindings:
        """Return them with one role more."""
        return Bindings({**self.roles, name: bound}, self.audience, self.premise)

    def find(self, path: str) -> Found | None:
        """Return what a path such as ``way.guises.1.seems`` leads to; None where there is nothing."""
        first, *steps = path.split(".")
        found: Found | None = self.roles.get(first)
        for step in steps:
            told = _step(found, f"{step}@{self.audience}")
            found = _step(found, step) if told is None else told
            if found is None:
                return None
        return found

    def people(self) -> Iterator[StoryPerson]:
        """Yield the persons of the story, in the order of their roles."""
        yield from (bound for bound in self.roles.values() if isinstance(bound, StoryPerson))


def _step(found: Found | None, step: str) -> Found | None:
    if isinstance(found, StoryPerson):
        if step == "kin":
            return found.kin
        own = found.kin.get(step) if found.kin else None
        return own if own is not None else found.being.get(step)
    if isinstance(found, Something | Entry):
        return found.get(step)
    if isinstance(found, dict):
        return found.get(step)
    if isinstance(found, list) and step.isdigit():
        return found[int(step) - 1] if 0 < int(step) <= len(found) else None
    return None


def holds(condition: str, bindings: Bindings, facts: frozenset[str] = frozenset()) -> bool:
    """Tell whether a condition is met: ``hero is animal``, ``way is not indoors/dry``, ``not met_owl``.

    A path without ``is`` asks whether there is anything; a single word that is no role is a fact.
    """
    return any(_holds(part, bindings, facts) for part in _parts(condition))


@dataclass(frozen=True)
class _Condition:
    path: str
    words: tuple[str, ...] | None
    """What it is asked to be; None where it only has to be there."""
    denied: bool


@cache
def _parts(condition: str) -> tuple[_Condition, ...]:
    """Return the alternatives of a condition.

    Raises:
        ValueError: it is no condition.
    """
    parts = []
    for part in condition.split(" or "):
        found = _CONDITION.fullmatch(part.strip())
        if found is None:
            raise ValueError(f"{part!r} is no condition; see docs/plots.md")
        words = tuple(word.strip() for word in found["words"].split("/")) if found["words"] else None
        parts.append(_Condition(found["path"], words, bool(found["isnt"]) != bool(found["negated"])))
    return tuple(parts)


def _holds(condition: _Condition, bindings: Bindings, facts: frozenset[str]) -> bool:
    path, words = condition.path, condition.words
    if words is None:
        met = path in facts if "." not in path and path not in bindings.roles else bindings.find(path) is not None
    else:
        met = any(_is(path, one, bindings) for word in words for one in _words(word, bindings))
    return met != condition.denied


def condition_paths(condition: str) -> list[str]:
    """Return the paths that a condition speaks of.

    Raises:
        ValueError: it is no condition.
    """
    return [path for part in _parts(condition) for path in (part.path, *(w for w in part.words or () if "." in w))]


def _words(word: str, bindings: Bindings) -> list[str]:
    """Return a word; in place of a path (``fear.where``) the words that stand there."""
    if "." not in word:
        return [word]
    value = bindings.find(word)
    values = value if isinstance(value, list) else [value]
    return [one if isinstance(one, str) else one.text for one in values if isinstance(one, str | Noun)]


def _is(path: str, word: str, bindings: Bindings) -> bool:
    if path == "audience":
        return bindings.audience == word
    found = bindings.find(path)
    if isinstance(found, StoryPerson):
        traits = {found.sex, found.age, *found.adjectives, *(["premise"] if found.from_premise else [])}
        return word in traits or found.being.has(word) or (found.kin is not None and found.kin.has(word))
    if isinstance(found, Something):
        return found.entry.has(word) or (word == "premise" and found.from_premise)
    if isinstance(found, Entry):
        return found.has(word)
    if isinstance(found, Noun):
        return found.text == word or found.number == word
    if isinstance(found, list):
        return word in found
    return found == word
