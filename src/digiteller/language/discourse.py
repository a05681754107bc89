"""What a story has told so far of whom: the persons met, and the mentions that a pronoun may mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digiteller.language.noun_mentions import Mention
from digiteller.language.parsing import Tree
from digiteller.language.people import Described
from digiteller.language.somebody import Somebody

Meant = Mapping[int, tuple[Somebody, ...]]
"""The numbers of mentions' heads to whom they mean."""


@dataclass
class Seen:
    """A mention that a pronoun may mean."""

    who: tuple[Somebody, ...]
    page: int
    sentence: int
    weight: float
    """How likely a pronoun means it: 3 for a subject."""
    at: int


class Discourse:
    """What is known while a story is read, page by page."""

    def __init__(self, before: Sequence[Somebody], animate: frozenset[str]) -> None:
        self.animate = animate
        """Names that are somebody's: they do something, own something or are met somewhere in the story."""
        self.before = {one.first: one for one in before}
        """Those of the reading before, by what brought them in: what it found is known from the start."""
        self.page = 0
        self.at = 0
        """The word of this page that is read now."""
        self.everybody: list[Somebody] = []
        self.seen: list[Seen] = []
        self.teller: Somebody | None = None
        """Who was the last to tell of the past, in pages that are all told."""
        self.together: tuple[Somebody, ...] = ()
        """Those who were last named together, whom "they" may mean."""

    def new(self) -> Somebody:
        """Bring in somebody new, of whom the reading before may know sex and kind."""
        one = Somebody(len(self.everybody), (self.page, self.at))
        past = self.before.get(one.first)
        if past is not None:
            if past.sex_told and past.sex:
                one.pronoun_says(past.sex)
            if past.kind_told:
                one.described_as(
                    Described(past.kind, "", past.age if past.age in {"child", "old", "baby"} else ""), 0.0
                )
        self.everybody.append(one)
        return one

    def narrator(self) -> Somebody:
        """Return who tells the story, the "I"."""
        found = next((one for one in self.everybody if one.narrator), None)
        if found is None:
            found = self.new()
            found.narrator = True
        return found

    def younger(self, one: Somebody) -> Somebody:
        """Return the child that somebody old once was: of Grandmother Philippa the girl Philippa."""
        found = next((other for other in self.everybody if other.older is one), None)
        if found is None:
            found = self.new()
            found.described_as(Described("human", one.sex, "child"))
            found.older, found.real, found.names = one, True, list(one.names)
        return found

    def last_seen(self, one: Somebody) -> int:
        """Return the number of the last mention of somebody; -1 for none."""
        return max((at for at, seen in enumerate(self.seen) if one in seen.who), default=-1)

    def acts(self, one: Somebody) -> bool:
        """Return whether somebody has done something on this page, and so is no bystander."""
        return any(one in seen.who and seen.page == self.page and seen.weight >= 3 for seen in self.seen)

    def in_sentence(self, tree: Tree, one: Somebody, mention: Mention) -> bool:
        """Return whether somebody was mentioned before in the sentence of a mention."""
        return any(
            one in seen.who and seen.page == self.page and seen.sentence == tree.sentences[mention.at]
            for seen in self.seen
        )
