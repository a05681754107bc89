"""Persons of a told story, and how the narrator speaks of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from digiteller.language.people import titles
from digiteller.writing.knowledge import Entry
from digiteller.writing.noun_phrases import Noun, with_article

StorySex = Literal["female", "male", "none", "several"]
"""Whether the narrator says she, he, it or they."""

_FORMS = {
    "female": {"they": "she", "them": "her", "their": "her", "theirs": "hers", "themself": "herself"},
    "male": {"they": "he", "them": "him", "their": "his", "theirs": "his", "themself": "himself"},
    "none": {"they": "it", "them": "it", "their": "its", "theirs": "its", "themself": "itself"},
    "several": {"they": "they", "them": "them", "their": "their", "theirs": "theirs", "themself": "themselves"},
}
_VERBS = {"was": "were", "is": "are", "has": "have", "does": "do"}
PRONOUNS = frozenset(_FORMS["male"])
"""Forms of a slot that are pronouns."""
VERBS = frozenset(_VERBS)
"""Forms of a slot that are verbs."""


def agree(form: str, sex: StorySex) -> str:
    """Return a pronoun or verb that agrees: "their" of a girl is "her", "was" of several "were"."""
    if form in _VERBS:
        return _VERBS[form] if sex == "several" else form
    return _FORMS[sex][form]


@dataclass(frozen=True, eq=False)
class StoryPerson:
    """Somebody in a story."""

    role: str
    being: Entry
    """What kind of being it is, with what such beings do and have."""
    noun: Noun
    """What it is: "hedgehog", "lighthouse keeper's cat"."""
    sex: StorySex
    age: Literal["child", "adult", "old"]
    name: str = ""
    adjectives: tuple[str, ...] = ()
    """What it is like, as it is introduced: "small"."""
    owner: str = ""
    """The role of the person to whom it is what its noun says: "{hero}'s sister"."""
    kin: Entry | None = None
    """What it is to its owner."""
    from_premise: bool = False
    origin: int = -1
    """The number of the premise's word that speaks of it; -1 for somebody who was drawn."""

    @property
    def kind(self) -> str:
        """What it is, with what it is like: "small hedgehog"."""
        return " ".join([*self.adjectives, self.noun.text])

    @property
    def known(self) -> str:
        """How the narrator speaks of it once it was introduced: its name, or "the hedgehog"."""
        return self.name or self.noun.the()

    def a(self) -> str:
        """Return it as something new, without its name: "a small hedgehog"."""
        return self.noun.rephrased(self.kind).a()

    def introduction(self, owner: str = "") -> str:
        """Return how it is spoken of for the first time; ``owner`` says whose it is: "her little sister Tansy"."""
        if owner:
            kind = f"{owner} {self.kind}"
            if not self.name or self.name.lower() == self.noun.text.lower():
                return kind
            return f"{kind} {self.name}"
        if not self.name:
            return self.a()
        if self.name.lower() == self.noun.text.lower() or self.name.split()[0].lower() in titles():
            return self.name
        return f"{with_article(self.kind)} called {self.name}"

    def renamed(self, name: str) -> StoryPerson:
        """Return it under another name."""
        return replace(self, name=name)
