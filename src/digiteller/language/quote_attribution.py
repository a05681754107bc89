"""Who says what: quoted speech belongs to the character that the words around it name ("...," said Mina).

Reads a text by itself, as rules over its words: the tag before the quotation (`Mina asked, "..."`), the tag behind it
(`said the old frog`), what the same paragraph has already told, a figure who acts beside it (`Mina smiled. "..."`), and
turns of a dialogue. What no rule settles is the narrator's, and so is what somebody without a voice says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from digiteller.language.grammar import grammar, grammar_words
from digiteller.language.markup import Marked
from digiteller.language.quotations import Range, find_quotations
from digiteller.language.sentences import TITLES
from digiteller.language.tokens import bare
from digiteller.language.verbs_of_speaking import forms_of_speaking
from digiteller.language.word_sets import wordlist

_ELSEWHERE: dict[str, list[str]] = grammar()["other languages"]
_ARTICLES = wordlist("the a an old young little big great dear poor good").union(_ELSEWHERE["articles"])
_HE, _SHE = {"he", "him", *_ELSEWHERE["he"]}, {"she", "her", *_ELSEWHERE["she"]}
_PRONOUNS = _HE | _SHE | {"it", "they", "we", *_ELSEWHERE["they"]}
_MALE = grammar_words("male").union(_ELSEWHERE["male"])
_FEMALE = grammar_words("female").union(_ELSEWHERE["female"])
_TAG_REACH = 7
"""Words of a tag before its verb at most."""
_MOST_DESCRIBING = 2
"""Words between the verb of a tag and its subject: `asked the old frog`."""


Who = TypeVar("Who")
"""What stands for somebody: a name, or persons of a register."""


@dataclass(frozen=True)
class Quote(Generic[Who]):
    """What somebody says."""

    start: int
    """Its first word in the paragraph, as white space separates them."""
    end: int
    """The word after its last one."""
    who: Who | None = None
    """None for the narrator, and for somebody who is not of the cast."""
    is_told: bool = False
    """Whether the words around it say who speaks, be it somebody who is not of the cast."""


class Cast(Protocol[Who]):
    """Those who may speak in a paragraph, and where its words mean them."""

    def subject(self, start: int, verb: int, end: int) -> Who | None:
        """Return who is the subject of a verb of speaking within the clause of a tag; None for somebody else."""
        ...

    def actor(self, start: int, end: int) -> Who | None:
        """Return who acts in a sentence."""
        ...

    def notice(self, start: int, end: int) -> None:
        """Take up whom a sentence of the narration is about."""
        ...

    def heard(self, who: Who) -> None:
        """Take up who has spoken."""
        ...


@dataclass
class _Character:
    name: str
    words: tuple[str, ...]
    """As they stand in a text, in lower case."""
    is_male: bool | None = None

    def at(self, words: Sequence[str]) -> list[int]:
        """Return where the character is named in ``words``; not where something of theirs is."""
        size = len(self.words)
        return [at for at in range(len(words) - size + 1) if tuple(words[at : at + size]) == self.words]


class NamedCast:
    """Characters known by their names alone, of a text in any language."""

    def __init__(self, names: Sequence[str]) -> None:
        self._cast = _characters(names)
        self._subject: str | None = None
        """Whom the last sentence that named a character named first."""
        self._words: Sequence[str] = ()

    def read(self, words: Sequence[str]) -> None:
        """Take up the paragraph that is asked about next, bare of its punctuation."""
        self._words = words

    def subject(self, start: int, verb: int, end: int) -> str | None:
        """Return who is named or meant before a verb of speaking, else right after it."""
        front = self._words[start:verb]
        if any(front):
            pronoun = next((at for at in reversed(range(len(front))) if front[at] in _PRONOUNS), -1)
            place, name = self._last_named(front) or (-1, None)
            return self._meant(front[pronoun]) if pronoun > place else name
        back = self._words[verb + 1 : min(verb + 5, end)]
        if back and back[0] in _PRONOUNS:
            return self._meant(back[0])
        place, name = self._first_named(back) or (len(back), None)
        return name if place <= _MOST_DESCRIBING else None

    def actor(self, start: int, end: int) -> str | None:
        """Return who is named as the first of a sentence."""
        words = self._words[start:end]
        place, name = self._first_named(words) or (0, None)
        return name if _ARTICLES.union(TITLES).issuperset(words[:place]) else None

    def notice(self, start: int, end: int) -> None:
        """Take the first one named for whom the sentence is about."""
        named = self._first_named(self._words[start:end])
        self._subject = named[1] if named else self._subject

    def heard(self, who: str) -> None:
        """Take the speaker for whom the text is about."""
        self._subject = who

    def _first_named(self, words: Sequence[str]) -> tuple[int, str] | None:
        named = [(places[0], who.name) for who in self._cast if (places := who.at(words))]
        return min(named, default=None, key=lambda found: found[0])

    def _last_named(self, words: Sequence[str]) -> tuple[int, str] | None:
        named = [(places[-1], who.name) for who in self._cast if (places := who.at(words))]
        return max(named, default=None, key=lambda found: found[0])

    def _meant(self, pronoun: str) -> str | None:
        """Return whom a pronoun means: the last one the text was about, unless the sexes tell otherwise."""
        male = True if pronoun in _HE else False if pronoun in _SHE else None
        sexes = {who.name: who.is_male for who in self._cast}
        if self._subject is None:
            return None
        if male is None or sexes[self._subject] in (None, male):
            return self._subject
        fitting = [name for name, is_male in sexes.items() if is_male == male]
        return fitting[0] if len(fitting) == 1 else None


def find_speakers(text: str, names: Sequence[str]) -> list[str | None]:
    """Return who of ``names`` says each word of ``text``, as white space separates them; None is the narrator."""
    cast = NamedCast(names)
    said: list[str | None] = []
    speakers: list[str | None] = []
    for paragraph in re.split(r"\n\s*\n", text):
        words = paragraph.split()
        cast.read([bare(word) for word in words])
        by: list[str | None] = [None] * len(words)
        for quote in attribute_quotes(words, cast, speakers):
            by[quote.start : quote.end] = [quote.who] * (quote.end - quote.start)
        said += by
    return said


def assign_voices(marked: Marked, names: Sequence[str]) -> list[str | None]:
    """Return who reads each word of a text: whom a mark names, else the one of ``names`` who says it."""
    said = find_speakers(marked.text, names) if names else [None] * len(marked.text.split())
    return [marked.voices.get(at, who) for at, who in enumerate(said)]


def _characters(names: Sequence[str]) -> list[_Character]:
    """Return the characters, each by its name and, where no other shares it, by the last word of it."""
    cast = []
    for name in names:
        words = [word for word in map(bare, name.split()) if word]
        while len(words) > 1 and words[0] in _ARTICLES:
            words = words[1:]
        male = True if _MALE & set(words) else False if _FEMALE & set(words) else None
        cast.append(_Character(name, tuple(words), male))
    lasts = [character.words[-1:] for character in cast]
    shorter = [
        _Character(character.name, character.words[-1:], character.is_male)
        for character in cast
        if len(character.words) > 1 and lasts.count(character.words[-1:]) == 1
    ]
    return sorted(cast + shorter, key=lambda character: -len(character.words))


def attribute_quotes(words: Sequence[str], cast: Cast[Who], speakers: list[Who | None]) -> list[Quote[Who]]:
    """Return what is said in a paragraph, and by whom: “No,” said Mina, is Mina's.

    ``speakers`` is who spoke in each paragraph with speech before; this one's is added.
    """
    quotes: list[Quote[Who]] = []
    places = find_quotations(words)
    for index, (start, end) in enumerate(places):
        before = range(places[index - 1][1] if index else 0, start)
        after = range(end, places[index + 1][0] if index + 1 < len(places) else len(words))
        _notice(words, before, cast)
        quotes.append(_attributed(words, Quote[Who](start, end), quotes[-1:], before, after, cast))
    alone = all(not bare(words[at]) for gap in _gaps(quotes, len(words)) for at in gap)
    quotes = _filled(quotes, speakers, alone=alone)
    if quotes:
        speakers.append(quotes[-1].who)
        if who := next((quote.who for quote in quotes if quote.who), None):
            cast.heard(who)
    _notice(words, range(quotes[-1].end if quotes else 0, len(words)), cast)
    return quotes


def _attributed(
    words: Sequence[str], quote: Quote[Who], last: Sequence[Quote[Who]], before: range, after: range, cast: Cast[Who]
) -> Quote[Who]:
    """Return a quotation with who says it, by the words before and after it and by the ``last`` one."""
    for tag in filter(None, (_tag_before(words, before), _tag_after(words, after))):
        verb = next((at for at in range(*tag) if bare(words[at]) in forms_of_speaking()), tag[1])
        return replace(quote, who=cast.subject(tag[0], verb, tag[1]), is_told=True)
    since_tag = sum(_ends_sentence(words[at]) for at in before) > 1
    acting = _actor(words, before, cast, last=True) if since_tag or not last else None
    if acting is None and last and last[0].is_told:
        return replace(quote, who=last[0].who, is_told=True)
    return replace(quote, who=acting or _actor(words, after, cast, last=False))


def _gaps(quotes: Sequence[Quote[Who]], words: int) -> Iterator[range]:
    edges = [0, *(edge for quote in quotes for edge in (quote.start, quote.end)), words]
    return (range(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))


def _filled(quotes: Sequence[Quote[Who]], speakers: Sequence[Who | None], *, alone: bool) -> list[Quote[Who]]:
    """Settle what has no tag: by the rest of the paragraph, or as a turn of a dialogue where nothing else stands."""
    named = {quote.who for quote in quotes if quote.is_told}
    turn = None
    if alone and len(speakers) >= 2 and speakers[-1] != speakers[-2]:
        turn = speakers[-2]
    missing = next(iter(named)) if len(named) == 1 else turn
    return [replace(one, who=missing) if one.who is None and not one.is_told else one for one in quotes]


def _ends_sentence(word: str) -> bool:
    return bool(re.search(r"[.!?…][\"'”’»)]*$", word)) and bare(word) not in TITLES


def _tag_after(words: Sequence[str], gap: range) -> Range | None:
    """Return the tag that begins ``gap`` and the sentence that ends it, if a verb of speaking is near."""
    for at in gap[:_TAG_REACH]:
        if bare(words[at]) in forms_of_speaking() or (at == gap.start and bare(words[at]) == "came"):
            end = next((i + 1 for i in gap if i >= at and _ends_sentence(words[i])), gap.stop)
            return gap.start, end
        if _ends_sentence(words[at]) or words[at].endswith((";", ":")):
            return None
    return None


def _tag_before(words: Sequence[str], gap: range) -> Range | None:
    """Return the last sentence of ``gap``, if it leads to what is said next."""
    if not gap or _ends_sentence(words[gap.stop - 1]):
        return None
    start = next((at + 1 for at in reversed(gap) if _ends_sentence(words[at])), gap.start)
    last = words[gap.stop - 1]
    leads = last.endswith((",", ":", "—")) or bare(last) in forms_of_speaking()
    speaks = last.endswith(":") or any(bare(words[at]) in forms_of_speaking() for at in range(start, gap.stop))
    return (start, gap.stop) if leads and speaks else None


def _actor(words: Sequence[str], gap: range, cast: Cast[Who], *, last: bool) -> Who | None:
    """Return who acts in the last sentence before a quotation that stands alone, or in the first one after it."""
    ends = [at + 1 for at in gap if _ends_sentence(words[at])]
    if not ends or (last and ends[-1] != gap.stop):
        return None
    start, end = ([gap.start, *ends][-2], ends[-1]) if last else (gap.start, ends[0])
    return cast.actor(start, end)


def _notice(words: Sequence[str], gap: range, cast: Cast[Who]) -> None:
    """Tell the cast every sentence of the narration."""
    start = gap.start
    for at in gap:
        if _ends_sentence(words[at]) or at == gap.stop - 1:
            cast.notice(start, at + 1)
            start = at + 1
