"""Who says what: quoted speech belongs to the character that the words around it name ("...," said Mina).

Reads a text by itself, as rules over its words: the tag behind the quotation (`said the old frog`), the tag before it
(`Mina asked, "..."`), what the same paragraph has already told, a figure who acts beside it (`Mina smiled. "..."`), and
turns of a dialogue. What no rule settles is the narrator's, and so is what somebody without a voice says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

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


@dataclass
class _Quote:
    start: int
    end: int
    who: str | None = None
    is_told: bool = False
    """Whether the words around it say who speaks, be it somebody without a voice."""


@dataclass
class _Told:
    """What the text has told so far."""

    subject: str | None = None
    """Whom the last sentence that named a character named first."""
    speakers: list[str | None] = field(default_factory=list)
    """Who spoke, one for each paragraph with speech."""


def find_speakers(text: str, names: Sequence[str]) -> list[str | None]:
    """Return who of ``names`` says each word of ``text``, as white space separates them; None is the narrator."""
    cast = _characters(names)
    said: list[str | None] = []
    told = _Told()
    for paragraph in re.split(r"\n\s*\n", text):
        words = paragraph.split()
        by: list[str | None] = [None] * len(words)
        for quote in _attributed(words, cast, told):
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


def _attributed(words: Sequence[str], cast: Sequence[_Character], told: _Told) -> list[_Quote]:
    bared = [bare(word) for word in words]
    quotes = [_Quote(*place) for place in find_quotations(words)]
    for index, quote in enumerate(quotes):
        before = range(quotes[index - 1].end if index else 0, quote.start)
        after = range(quote.end, quotes[index + 1].start if index + 1 < len(quotes) else len(words))
        _notice(words, bared, before, cast, told)
        tags = _tag_after(words, bared, after), _tag_before(words, bared, before)
        for tag in filter(None, tags):
            quote.who, quote.is_told = _subject(bared, tag, cast, told), True
            break
        else:
            since_tag = sum(_ends_sentence(words[at]) for at in before) > 1
            quote.who = _actor(words, bared, before, cast, last=True) if since_tag or not index else None
            if quote.who is None and index and quotes[index - 1].is_told:
                quote.who, quote.is_told = quotes[index - 1].who, True
            elif quote.who is None:
                quote.who = _actor(words, bared, after, cast, last=False)
    _fill(quotes, told, alone=all(not _letters(bared, gap) for gap in _gaps(quotes, len(words))))
    if quotes:
        told.speakers.append(quotes[-1].who)
        told.subject = next((quote.who for quote in quotes if quote.who), told.subject)
    _notice(words, bared, range(quotes[-1].end if quotes else 0, len(words)), cast, told)
    return quotes


def _gaps(quotes: Sequence[_Quote], words: int) -> Iterator[range]:
    edges = [0, *(edge for quote in quotes for edge in (quote.start, quote.end)), words]
    return (range(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))


def _letters(bared: Sequence[str], place: range) -> bool:
    return any(bared[at] for at in place)


def _fill(quotes: Sequence[_Quote], told: _Told, *, alone: bool) -> None:
    """Settle what has no tag: by the rest of the paragraph, or as a turn of a dialogue where nothing else stands."""
    named = {quote.who for quote in quotes if quote.is_told}
    turn = None
    if alone and len(told.speakers) >= 2 and told.speakers[-1] != told.speakers[-2]:
        turn = told.speakers[-2]
    for quote in quotes:
        if quote.who is None and not quote.is_told:
            quote.who = next(iter(named)) if len(named) == 1 else turn


def _ends_sentence(word: str) -> bool:
    return bool(re.search(r"[.!?…][\"'”’»)]*$", word)) and bare(word) not in TITLES


def _tag_after(words: Sequence[str], bared: Sequence[str], gap: range) -> Range | None:
    """Return the tag that begins ``gap`` and the sentence that ends it, if a verb of speaking is near."""
    for at in gap[:_TAG_REACH]:
        if bared[at] in forms_of_speaking() or (at == gap.start and bared[at] == "came"):
            end = next((i + 1 for i in gap if i >= at and _ends_sentence(words[i])), gap.stop)
            return gap.start, end
        if _ends_sentence(words[at]) or words[at].endswith((";", ":")):
            return None
    return None


def _tag_before(words: Sequence[str], bared: Sequence[str], gap: range) -> Range | None:
    """Return the last sentence of ``gap``, if it leads to what is said next."""
    if not gap or _ends_sentence(words[gap.stop - 1]):
        return None
    start = next((at + 1 for at in reversed(gap) if _ends_sentence(words[at])), gap.start)
    leads = words[gap.stop - 1].endswith((",", ":", "—")) or bared[gap.stop - 1] in forms_of_speaking()
    speaks = words[gap.stop - 1].endswith(":") or any(bared[at] in forms_of_speaking() for at in range(start, gap.stop))
    return (start, gap.stop) if leads and speaks else None


def _subject(bared: Sequence[str], tag: Range, cast: Sequence[_Character], told: _Told) -> str | None:
    """Return the character that is the subject of a tag's verb of speaking; None for somebody else."""
    start, end = tag
    verb = next((at for at in range(start, end) if bared[at] in forms_of_speaking()), end)
    front = bared[start:verb]
    if any(front):
        pronoun = next((at for at in reversed(range(len(front))) if front[at] in _PRONOUNS), -1)
        place, name = _last_named(front, cast) or (-1, None)
        return _meant(front[pronoun], cast, told) if pronoun > place else name
    back = bared[verb + 1 : min(verb + 5, end)]
    if back and back[0] in _PRONOUNS:
        return _meant(back[0], cast, told)
    place, name = _first_named(back, cast) or (len(back), None)
    return name if place <= _MOST_DESCRIBING else None


def _first_named(words: Sequence[str], cast: Sequence[_Character]) -> tuple[int, str] | None:
    named = [(places[0], who.name) for who in cast if (places := who.at(words))]
    return min(named, default=None, key=lambda found: found[0])


def _last_named(words: Sequence[str], cast: Sequence[_Character]) -> tuple[int, str] | None:
    named = [(places[-1], who.name) for who in cast if (places := who.at(words))]
    return max(named, default=None, key=lambda found: found[0])


def _meant(pronoun: str, cast: Sequence[_Character], told: _Told) -> str | None:
    """Return whom a pronoun means: the last one the text was about, unless the sexes tell otherwise."""
    male = True if pronoun in _HE else False if pronoun in _SHE else None
    sexes = {who.name: who.is_male for who in cast}
    if told.subject is None:
        return None
    if male is None or sexes[told.subject] in (None, male):
        return told.subject
    fitting = [name for name, is_male in sexes.items() if is_male == male]
    return fitting[0] if len(fitting) == 1 else None


def _actor(
    words: Sequence[str], bared: Sequence[str], gap: range, cast: Sequence[_Character], *, last: bool
) -> str | None:
    """Return who acts in the last sentence before a quotation that stands alone, or in the first one after it."""
    ends = [at + 1 for at in gap if _ends_sentence(words[at])]
    if not ends or (last and ends[-1] != gap.stop):
        return None
    start, end = ([gap.start, *ends][-2], ends[-1]) if last else (gap.start, ends[0])
    return _first_actor(bared[start:end], cast)


def _first_actor(words: Sequence[str], cast: Sequence[_Character]) -> str | None:
    place, name = _first_named(words, cast) or (0, None)
    return name if _ARTICLES.union(TITLES).issuperset(words[:place]) else None


def _notice(words: Sequence[str], bared: Sequence[str], gap: range, cast: Sequence[_Character], told: _Told) -> None:
    """Remember whom the narration was about."""
    start = gap.start
    for at in gap:
        if _ends_sentence(words[at]) or at == gap.stop - 1:
            named = _first_named(bared[start : at + 1], cast)
            told.subject = named[1] if named else told.subject
            start = at + 1
