"""A text as a parser gives it: words with their part of speech and what each depends on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol


@dataclass(frozen=True)
class Token:
    """A word or mark of a text."""

    text: str
    lemma: str
    """Its dictionary form, in small letters."""
    pos: str
    """Its part of speech in Universal Dependencies: NOUN, PROPN, VERB, AUX, PRON ..."""
    tag: str
    """The same, finer, as the Penn Treebank has it: NNS, VBD ..."""
    dep: str
    """What it is to ``head``, as ClearNLP's labels say: nsubj, dobj, pobj ..."""
    head: int
    """The number of the word that it depends on; its own for the root of a sentence."""
    start: int
    """Where it begins in the text, in characters."""

    @property
    def low(self) -> str:
        """Return it in small letters."""
        return self.text.lower()


class Parser(Protocol):
    """Parses texts of one language."""

    def parse(self, texts: Sequence[str]) -> list[list[Token]]:
        """Return the words of each text; heads are numbered from 0 within a text."""
        ...


@dataclass(frozen=True, eq=False)
class Tree:
    """A parsed text, to climb about in; the same only as itself, since what is found of one is remembered by it."""

    text: str
    words: tuple[Token, ...]

    @cached_property
    def _below(self) -> list[list[int]]:
        below: list[list[int]] = [[] for _ in self.words]
        for at, word in enumerate(self.words):
            if word.head != at:
                below[word.head].append(at)
        return below

    @cached_property
    def sentences(self) -> list[int]:
        """Return the number of the sentence that each word is in, from 0."""
        roots = [self._root(at) for at in range(len(self.words))]
        order = {root: number for number, root in enumerate(sorted(set(roots)))}
        return [order[root] for root in roots]

    @cached_property
    def numbers(self) -> list[int]:
        """Return the number, from 0, of the word between white space that each word is part of."""
        found, number = [], -1
        for at, word in enumerate(self.words):
            before = self.text[word.start - 1 : word.start]
            number += at == 0 or before.isspace()
            found.append(number)
        return found

    def children(self, at: int, *deps: str) -> list[int]:
        """Return the words that depend on one, of some kinds if any are named."""
        return [one for one in self._below[at] if not deps or self.words[one].dep in deps]

    def child(self, at: int, *deps: str) -> int | None:
        """Return the first of ``children``."""
        return next(iter(self.children(at, *deps)), None)

    def above(self, at: int) -> Iterator[int]:
        """Yield what a word depends on, what that depends on, and so on."""
        for _ in self.words:
            head = self.words[at].head
            if head == at:
                return
            yield head
            at = head

    def below(self, at: int) -> Iterator[int]:
        """Yield a word and all that depends on it."""
        yield at
        for one in self._below[at]:
            yield from self.below(one)

    def _root(self, at: int) -> int:
        return [at, *self.above(at)][-1]
