"""Somebody of a story while it is being read: all that is known so far."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from digiteller.language.page_content import Age, Sex
from digiteller.language.people import Described, name_sex

_GROWN_UP = re.compile(r"(man|woman|lady|mover|wife|husband)$")
_NAMED, _PRONOUN, _PRIOR = 8.0, 1.0, 0.5
"""How much a noun, a pronoun and the usual sex of a first name count."""


@dataclass(eq=False)
class Somebody:
    """One of those whom a story tells of, or several whom it never tells apart."""

    number: int
    """In the order in which they are told of."""
    first: tuple[int, int] = (0, 0)
    """The page and the word that brought it in."""
    depicted: bool = False
    """Whether it was first drawn, painted or told of as a picture."""
    real: bool = False
    """Whether it is ever more than thought of, said or depicted."""
    names: list[str] = field(default_factory=list)
    nouns: list[str] = field(default_factory=list)
    """The words that it is called by, in dictionary form, the first one first."""
    count: int = 1
    narrator: bool = False
    owner: Somebody | None = None
    """Whose mother, brother, dog it is."""
    older: Somebody | None = None
    """Who it has become: the girl that a grandmother was is another figure."""
    looks: list[str] = field(default_factory=list)
    wears: list[str] = field(default_factory=list)
    color: str = ""
    size: str = ""
    _kinds: Counter[str] = field(default_factory=Counter)
    _sexes: dict[Sex, float] = field(default_factory=dict)
    _ages: Counter[Age] = field(default_factory=Counter)
    _jobs: list[str] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)

    @property
    def kind(self) -> str:
        """Return the species: that which the story tells most plainly, or human."""
        told = Counter({kind: times for kind, times in self._kinds.items() if kind != "human"})
        if told and (self._kinds["human"] < told.most_common(1)[0][1] or not self._jobs):
            return told.most_common(1)[0][0]
        return "human"

    @property
    def kind_told(self) -> bool:
        """Return whether the story has told it, not only its name."""
        return bool(self._kinds)

    @property
    def sex(self) -> Sex:
        """Return the sex that most speaks for."""
        votes = dict(self._sexes)
        if self.names and (usual := name_sex(self.names[0])):
            votes[usual] = votes.get(usual, 0.0) + _PRIOR
        return max(votes, key=lambda sex: votes[sex], default="")

    @property
    def sex_told(self) -> bool:
        """Return whether a noun or a pronoun has told it."""
        return bool(self._sexes)

    @property
    def age(self) -> Age:
        """Return the age; somebody with a name alone is a child, with a job or a title a grown-up."""
        if self._ages:
            told = self._ages.most_common(1)[0][0]
            grown = told == "child" and any(_GROWN_UP.search(noun) for noun in self.nouns)
            return "adult" if grown else told  # a removal man's nephew who carries pianos, too
        if self.kind != "human" or self._jobs or set(self.nouns) - {"friend", "hero", "best friend"}:
            return ""
        return "child" if self.names or self.narrator else ""

    @property
    def grown(self) -> bool:
        """Return whether nothing tells that it is a child: a name alone does not."""
        return not {"child", "baby"} & {age for age, _ in self._ages.most_common(1)}

    @property
    def job(self) -> str:
        """Return the first job told; who is once called an astronaut wears a spacesuit."""
        return "astronaut" if "astronaut" in self._jobs else self._jobs[0] if self._jobs else ""

    def described_as(self, told: Described, weight: float = _NAMED) -> None:
        """Take up what a noun tells; a noun that only most likely means it has less weight."""
        self._kinds[told.kind] += 1 if told.kind == "human" else 2
        if told.sex:
            # "Goose" and "cow" are said of ganders and bulls, too.
            self._vote(told.sex, weight if told.kind == "human" else min(weight, 0.6))
        if told.age:
            self._ages[told.age] += 1
        if told.job and told.job not in self._jobs:
            self._jobs.append(told.job)

    def _vote(self, sex: Sex, weight: float) -> None:
        self._sexes[sex] = self._sexes.get(sex, 0.0) + weight

    def called(self, noun: str) -> None:
        """Take up a word that it is called by."""
        if noun and noun not in self.nouns:
            self.nouns.append(noun)

    def pronoun_says(self, sex: Sex) -> None:
        """Take up the sex of a pronoun that means it."""
        self._vote(sex, _PRONOUN)

    def pronoun_denied(self, sex: Sex) -> None:
        """Take back the sex of a pronoun that turned out to mean somebody else."""
        self._vote(sex, -_PRONOUN)
        if self._sexes[sex] <= 0:
            del self._sexes[sex]

    def aged(self, age: Age, weight: int = 2) -> None:
        """Take up an age that an adjective or a number tells."""
        self._ages[age] += weight
