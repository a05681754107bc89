"""Who of a story's register says what: “Stay,” whispered the other one, is the second fox's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digiteller.language.grammar import grammar_words
from digiteller.language.parsing import Tree
from digiteller.language.quote_attribution import attribute_quotes
from digiteller.language.somebody import Somebody

Persons = tuple[Somebody, ...]

_SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(frozen=True)
class Said:
    """A quotation of a page."""

    by: Persons
    """Nobody where the words do not tell."""
    first: int
    """Its first word, as white space separates them, from 0 within the page."""
    last: int


class Speakers:
    """Who speaks on the pages of a story, page after page."""

    def __init__(self) -> None:
        self._turns: list[Persons | None] = []

    def on_page(self, tree: Tree, meant: Mapping[int, Persons]) -> list[Said]:
        """Return what is said on a page, and by whom; ``meant`` is the register's for it."""
        found = []
        begin = 0
        for paragraph in re.split(r"\n\s*\n", tree.text):
            words = paragraph.split()
            for quote in attribute_quotes(words, _OfParagraph(tree, meant, begin), self._turns):
                found.append(Said(quote.who or (), begin + quote.start, begin + quote.end - 1))
            begin += len(words)
        return found


class _OfParagraph:
    """Whom the words of a paragraph mean, by the register; its first one is word ``begin`` of the page."""

    def __init__(self, tree: Tree, meant: Mapping[int, Persons], begin: int) -> None:
        self._tree = tree
        self._meant = meant
        self._begin = begin

    def subject(self, start: int, verb: int, end: int) -> Persons | None:
        """Return the subject of a verb of speaking; where the parser sees none, who is named beside it."""
        tree = self._tree
        for at in self._tokens(verb, verb + 1):
            if tree.words[at].lemma in grammar_words("speaking") and (
                found := self._doer(at, self._tokens(start, end))
            ):
                return found
        after = [self._meant[at] for at in self._tokens(verb + 1, min(verb + 5, end)) if at in self._meant]
        before = [self._meant[at] for at in self._tokens(start, verb) if self._leads(at)]
        return before[-1] if before else after[0] if after and verb == start else None

    def actor(self, start: int, end: int) -> Persons | None:
        """Return the subject of a sentence."""
        return next((self._meant[at] for at in self._tokens(start, end) if self._leads(at)), None)

    def notice(self, start: int, end: int) -> None:
        """Do nothing: the register knows what every pronoun means."""

    def heard(self, who: Persons) -> None:
        """Do nothing, as ``notice``."""

    def _tokens(self, start: int, end: int) -> Sequence[int]:
        numbers = range(self._begin + start, self._begin + end)
        return [at for at, number in enumerate(self._tree.numbers) if number in numbers]

    def _leads(self, at: int) -> bool:
        return at in self._meant and self._tree.words[at].dep in _SUBJECTS

    def _doer(self, verb: int, tag: Sequence[int]) -> Persons | None:
        """Return who of a tag does its verb; "stopped and said" is said by who stopped."""
        tree = self._tree
        for at in (verb, *(one for one in tree.above(verb) if tree.words[verb].dep == "conj")):
            for subject in tree.children(at, *_SUBJECTS):
                if subject in self._meant and subject in tag:
                    others = (self._meant.get(one, ()) for one in tree.children(subject, "conj"))
                    return tuple(dict.fromkeys((*self._meant[subject], *(two for some in others for two in some))))
        return None
