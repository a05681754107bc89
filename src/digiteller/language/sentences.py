"""Splits English prose into sentences without being fooled by abbreviations, initials, numbers and dialogue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from digiteller.language.tokens import bare
from digiteller.language.verbs_of_speaking import forms_of_speaking
from digiteller.language.word_sets import wordlist

_OPENING = "\"'“‘«([{*_"
_CLOSING = "\"'”’»)]}*_"

TITLES = wordlist("mr mrs ms mx dr prof st mt ft gen gov sen rep capt lt col sgt cmdr rev hon cpl maj adm fr msgr")
"""A name follows these, so the point never ends a sentence unless a word that opens sentences follows ("Main St.")."""
_NEVER_LAST = wordlist("e.g i.e cf vs viz no nos fig figs vol vols pp approx ca")
_SELDOM_LAST = wordlist("jr sr inc ltd co corp bros dept est ave blvd rd u.s u.k u.s.a d.c ph.d")
"""These end a sentence only before a word that opens sentences."""
_OPENERS = wordlist(
    """a an the this that these those he she it they we i you his her its their our my your there here then when where
    what who why how if so but and or as at in on by from after before all every one once no yes now soon later
    meanwhile suddenly inside outside nobody everyone everybody"""
)
_DIALOGUE_TAG_WORDS = 4
"""How far after a closing quotation mark a verb of speaking makes what follows belong to the quotation."""

_ENDING = re.compile(rf"(?P<stop>[.!?…]+)(?P<close>[{re.escape(_CLOSING)}]*)$")
_INITIALS = re.compile(r"^(?:[A-Z]\.)*[A-Z]$")
_INITIAL = re.compile(r"^[A-HJ-Z]\.")
_PARAGRAPH = re.compile(r"\n\s*\n")


def sentences(text: str) -> list[str]:
    """Return the sentences of ``text``, each with single spaces between its words."""
    return [" ".join(words) for words in split_sentences(text)]


def split_sentences(text: str) -> list[list[str]]:
    """Return the sentences of ``text``, each as its words exactly as written, punctuation included.

    Words are what white space separates. Blank lines always end a sentence. What has no letter or digit of its own
    (a dash, an ellipsis, an emoji) joins the sentence before it, or the one after it at the beginning.
    """
    found: list[list[str]] = []
    for paragraph in _PARAGRAPH.split(text):
        found.extend(_cut(paragraph.split()))
    return _join_wordless(found)


def _cut(words: Sequence[str]) -> Iterator[list[str]]:
    start = 0
    for at in range(len(words)):
        if at + 1 == len(words) or _ends(words, at, start):
            yield list(words[start : at + 1])
            start = at + 1


def _ends(words: Sequence[str], at: int, start: int) -> bool:
    """Whether a sentence that began at ``start`` ends with ``words[at]``, which is not the last word."""
    following = words[at + 1 :]
    if _is_wordless(following[0]):
        return False  # an emoji or a dash after the full stop still belongs to the sentence
    while at > start and _is_wordless(words[at]):
        at -= 1
    ending = _ENDING.search(words[at])
    if ending is None:
        return False
    after = following[0].lstrip(_OPENING)
    if after[:1].islower() or (ending["close"] and _is_dialogue_tag(following)):
        return False
    if ending["stop"] != "." or ending["close"]:
        return True
    return _point_ends(words[at][: ending.start()].lstrip(_OPENING), after, first=at == start)


def _point_ends(core: str, following: str, *, first: bool) -> bool:
    """Whether the point after ``core``, with nothing else at it, ends a sentence before the word ``following``."""
    opener = bare(following) in _OPENERS and not _INITIAL.match(following)
    lower = core.lower()
    if lower in _NEVER_LAST and not (lower == "no" and not following[:1].isdigit()):
        return False
    if core != "I" and (lower in TITLES | _SELDOM_LAST or _INITIALS.match(core)):
        return opener
    return not (first and core.isdigit())


def _is_dialogue_tag(following: Sequence[str]) -> bool:
    """Whether the words after a quotation say who spoke it: ``Mina whispered``, ``the old fox said``."""
    if following[0][:1] in _OPENING:
        return False
    for word in following[:_DIALOGUE_TAG_WORDS]:
        if bare(word) in forms_of_speaking():
            return True
        if _ENDING.search(word) and bare(word) not in TITLES:
            return False
    return False


def _is_wordless(word: str) -> bool:
    return not any(char.isalnum() for char in word)


def _join_wordless(found: list[list[str]]) -> list[list[str]]:
    joined: list[list[str]] = []
    pending: list[str] = []
    for words in found:
        if all(map(_is_wordless, words)):
            (joined[-1] if joined else pending).extend(words)
        else:
            joined.append(pending + words)
            pending = []
    return [*joined, pending] if pending else joined
