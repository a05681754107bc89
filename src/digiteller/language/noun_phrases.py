"""Noun phrases: "his old black cat, Soot" as one figure with its possessor, adjectives, number and name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from digiteller.language.morphology import plural, singular
from digiteller.language.tagging import Unit
from digiteller.language.vocabulary import Meaning, Vocabulary

_INSIDE = {"adjective", "noun"}
_TIMES = {
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "hour",
    "hours",
    "minute",
    "minutes",
    "while",
    "moment",
    "time",
    "times",
    "summer",
    "winter",
    "autumn",
    "spring",
    "weekend",
    "birthday",
    "christmas",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
}
MANY = 3
"""As many as a plural without a number means."""


@dataclass(frozen=True)
class Noun:
    """A noun phrase or a pronoun."""

    head: str
    """Its last word in lower case."""
    at: int
    """Where the head is in the text, in words."""
    meanings: tuple[Meaning, ...] = ()
    determiner: str = ""
    possessor: Noun | None = None
    modifiers: tuple[str, ...] = ()
    """The adjectives and nouns before the head, in lower case."""
    details: tuple[Meaning, ...] = ()
    """What those mean."""
    count: int = 1
    numbered: bool = False
    """Whether a number was said."""
    many: bool = False
    name: str = ""
    pronoun: str = ""
    """he, she, it, they, everyone or nobody; empty for nouns."""
    quoted: bool = False

    @property
    def when(self) -> bool:
        """Whether it tells a time: "one evening"."""
        return bool(self.value("time") or self.head in _TIMES) and not self.value("prop")

    def value(self, sort: str) -> str:
        """Return what the phrase means as a figure, prop, setting, time or weather; "" if it means none."""
        return next((one.value for one in self.meanings if one.sort == sort), "")

    @property
    def word(self) -> str:
        """The head's dictionary form."""
        return next((one.phrase[-1] for one in self.meanings), singular(self.head) if self.many else self.head)


@dataclass(frozen=True)
class Chunk:
    """A noun phrase, or another unit of a sentence."""

    sort: str
    at: int
    noun: Noun | None = None
    unit: Unit | None = None

    @property
    def low(self) -> str:
        """The first word in lower case; of a noun phrase the head."""
        return self.unit.low if self.unit else self.noun.head if self.noun else ""


def chunk(units: Sequence[Unit], known: Vocabulary, names: dict[str, str]) -> list[Chunk]:
    """Return the units of a text with those of each noun phrase taken together and appositions joined."""
    found: list[Chunk] = []
    at = 0
    while at < len(units):
        unit = units[at]
        if unit.sort in {"determiner", "adjective", "noun", "pronoun"}:
            noun, at = _phrase(units, at, known)
            found.append(Chunk("noun", noun.at, noun=noun) if noun else Chunk("adjective", unit.at, unit=unit))
        else:
            found.append(Chunk(unit.sort, unit.at, unit=unit))
            at += 1
    return _joined(found, known, names)


def _phrase(units: Sequence[Unit], at: int, known: Vocabulary) -> tuple[Noun | None, int]:
    """Return the noun phrase that begins at unit ``at``, None if there is only an adjective, and where it ends."""
    first = units[at]
    if first.sort == "pronoun":
        return _pronoun(first, known), at + 1
    determiner, possessor = "", None
    modifiers: list[Unit] = []
    count, numbered = 1, False
    head: Unit | None = None
    while at < len(units):
        unit = units[at]
        if unit.sort == "determiner" and unit.low == "'s" and head:
            possessor = _noun(head, known, determiner, possessor, modifiers, count, numbered)
            determiner, modifiers, head, count, numbered = "'s", [], None, 1, False
        elif unit.sort == "determiner" and head is None and not modifiers:
            if unit.low in known.numbers or unit.low.isdigit():
                count, numbered = known.numbers.get(unit.low) or min(12, int(unit.low[:2] or 1)), True
            determiner = determiner if determiner and numbered else unit.low
            if unit.low in known.pronouns and unit.low in known.grammar["possessives"]:
                possessor = _pronoun(unit, known)
        elif unit.sort == "noun" or (unit.sort == "adjective" and head is None):
            if head is not None and (head.name or unit.name or _begins(unit, head)):
                break
            if head is not None:
                modifiers.append(head)
            if unit.sort == "noun":
                head = unit
            else:
                modifiers.append(unit)
        elif _goes_on(units, at, head):
            pass
        else:
            break
        at += 1
    if head is None and determiner and modifiers and any(one.sort == "prop" for one in modifiers[-1].meanings):
        head = modifiers.pop()
    if head is None:
        if modifiers or not (determiner and numbered):
            return (possessor if possessor and not modifiers and determiner == "'s" else None), max(at, 1)
        return Noun(
            determiner, first.at, determiner=determiner, count=count, numbered=True, pronoun="they", many=True
        ), at
    return _noun(head, known, determiner, possessor, modifiers, count, numbered), at


def _begins(unit: Unit, head: Unit) -> bool:
    """Whether another noun phrase begins without a sign: "without his glasses Mr Bear could not read"."""
    return unit.words[0].capital and not head.words[0].capital


def _goes_on(units: Sequence[Unit], at: int, head: Unit | None) -> bool:
    """Whether a comma or "and" stands between two adjectives: "a big, red ball"."""
    between = units[at].low in {",", "and", "-"} or (
        units[at].sort == "adverb" and units[at].low in {"very", "more", "most", "so"}
    )
    return (
        between
        and head is None
        and units[at - 1].sort in {"adjective", "determiner"}
        and at + 1 < len(units)
        and units[at + 1].sort == "adjective"
    )


def _pronoun(unit: Unit, known: Vocabulary) -> Noun:
    return Noun(unit.low, unit.at, pronoun=known.pronouns.get(unit.low, "nobody"), quoted=unit.words[0].quoted)


def _noun(
    head: Unit,
    known: Vocabulary,
    determiner: str,
    possessor: Noun | None,
    modifiers: list[Unit],
    count: int,
    numbered: bool,
) -> Noun:
    many = not head.name and plural(head.last.low)
    meanings = _of_kind(head, modifiers, known)
    company = known.measures.get(head.last.low, 1) if any(one.sort == "figure" for one in head.meanings) else 1
    said = tuple(word.low for unit in modifiers for word in unit.words)
    for word in said:
        if word in known.numbers:
            count, numbered = known.numbers[word], True
    return Noun(
        head.last.low,
        head.at + len(head.words) - 1,
        meanings,
        determiner,
        possessor,
        said,
        tuple(one for unit in modifiers for one in unit.meanings),
        count if numbered else max(company, MANY if many else 1),
        numbered,
        many,
        head.name,
        "",
        head.words[0].quoted,
    )


def _of_kind(head: Unit, modifiers: list[Unit], known: Vocabulary) -> tuple[Meaning, ...]:
    """Return what the head means; "the mouse king" is a mouse."""
    own = next((one for one in head.meanings if one.sort == "figure"), None)
    kind = next(
        (
            one
            for one in (modifiers[-1].meanings if modifiers and modifiers[-1].sort == "noun" else ())
            if one.sort == "figure" and not known.kinds[one.value].person
        ),
        None,
    )
    if own and kind and own.phrase[-1] in known.grammar["of any kind"] | known.grammar["family"]:
        return (replace(own, value=kind.value),)
    return head.meanings


def _joined(found: list[Chunk], known: Vocabulary, names: dict[str, str]) -> list[Chunk]:
    """Return the chunks with a name and the kind beside it made one: "a fox named Pip", "Soot, the cat"."""
    joined: list[Chunk] = []
    for chunk in found:
        joined.append(chunk)
        while (merged := _apposition(joined, known, names)) is not None:
            size, noun = merged
            joined[-size:] = [Chunk("noun", noun.at, noun=noun)]
    return joined


def _apposition(joined: list[Chunk], known: Vocabulary, names: dict[str, str]) -> tuple[int, Noun] | None:
    """Return how many chunks at the end are one figure, and that figure."""
    last = joined[-1].noun
    if not last:
        return None
    for size in (2, 3, 4):
        if len(joined) < size or not (first := joined[-size].noun):
            continue
        between = [chunk.low for chunk in joined[-size + 1 : -1]]
        if any(word != "," and word not in {"named", "called"} for word in between):
            continue
        kind, name = (first, last) if last.name else (last, first)
        if not name.name or kind.name or kind.pronoun or names.get(name.name) != kind.value("figure"):
            continue
        if name is first and kind.determiner in {"", "another"} and not between and not kind.modifiers:
            continue
        return size, replace(kind, name=name.name, at=last.at, count=1, many=False)
    return None
