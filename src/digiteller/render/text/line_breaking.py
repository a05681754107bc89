"""Words cut into phrases that fit a caption, and phrases into lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from digiteller.story import Word

LINE = 42
"""Columns in a line at most: characters, of which Chinese, Japanese and Korean ones are two wide."""
PACE = 17.0
"""Columns a second that readers keep up with."""
LONGEST = 7.0
"""Seconds that a phrase is spoken at most, where it can be cut."""
_BORROWED = 0.3
"""Seconds that a caption can take from what is before and after it."""
_SILENCE = 0.7
"""Seconds of silence at which a phrase is better cut."""
_LITTLE = 3
"""Letters of words that belong to the next one in most languages: the, a, of, to."""

_CLAUSE = (",", ";", ":", "—", "–", ",”", ",'", ',"', ",’", "，", "、", "；", "：")
_SENTENCE = (".", "!", "?", "…", "。", "！", "？")
_QUOTES = "\"'”’»)）」』"
_IDEOGRAPHS = (("\u2e80", "\u9fff"), ("\uf900", "\ufaff"), ("\uff01", "\uff60"), ("\U00020000", "\U0003ffff"))
_NOT_FIRST = frozenset("、。，．！？：；…）］｝」』】〉》”’ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?:;)]}")
_NOT_LAST = frozenset("（［｛「『【〈《“‘([{")


class WordPiece(NamedTuple):
    """A word, or a part of one that may be broken from the rest."""

    text: str
    start: float
    """Seconds from the start of the scene's audio."""
    end: float
    space: str
    """What is between it and the piece before, if both are in one line."""


def pieces_of(words: Sequence[Word]) -> list[WordPiece]:
    """Return the words with those broken that lines could not hold, and between characters what has no spaces."""
    befores = ["", *(word.text for word in words)]
    return [piece for word, before in zip(words, befores, strict=False) for piece in _broken(word, before)]


def breakable(text: str) -> list[str]:
    """Return ``text`` in parts between which a line may end, each with the space before it."""
    return [part if index else f" {part}" for word in text.split() for index, part in enumerate(_parts(word))]


def _broken(word: Word, before: str) -> Iterator[WordPiece]:
    parts = _parts(word.text)
    if len(parts) == 1 and columns(word.text) > LINE:
        parts = [word.text[at : at + LINE - 1] for at in range(0, len(word.text), LINE - 1)]
        parts = [part + "-" if part[-1].isalpha() else part for part in parts[:-1]] + parts[-1:]
    letters, at = sum(map(len, parts)), 0
    space = "" if _is_ideograph(before[-1:]) and _is_ideograph(word.text[:1]) else " "
    for part in parts:
        start, end = (word.start + (word.end - word.start) * place / max(letters, 1) for place in (at, at + len(part)))
        yield WordPiece(part, start, end, "" if at else space)
        at += len(part)


def _parts(text: str) -> list[str]:
    """Return ``text`` cut between characters where a line may end: around ideographs and kana."""
    parts = [text[:1]]
    for before, letter in pairwise(text):
        may = _is_ideograph(before) or _is_ideograph(letter)
        if may and letter not in _NOT_FIRST and before not in _NOT_LAST and not unicodedata.combining(letter):
            parts.append(letter)
        else:
            parts[-1] += letter
    return parts


def _is_ideograph(letter: str) -> bool:
    """Return whether a letter is Chinese or Japanese, or their punctuation."""
    return any(first <= letter <= last for first, last in _IDEOGRAPHS)


def columns(text: str) -> int:
    """Return how many columns ``text`` takes: none for combining marks, two for wide characters."""
    if text.isascii():
        return len(text)
    return sum(
        1 + (unicodedata.east_asian_width(letter) in "WF")
        for letter in text
        if unicodedata.category(letter) not in ("Mn", "Me", "Cf")
    )


def joined(pieces: Sequence[WordPiece]) -> str:
    """Return the text of pieces that follow each other."""
    return "".join(piece.space + piece.text if index else piece.text for index, piece in enumerate(pieces))


def phrases(pieces: Sequence[WordPiece]) -> list[Sequence[WordPiece]]:
    """Return ``pieces`` cut into phrases that fit two lines, at the ends of sentences and clauses where possible.

    Dynamic programming over the cuts: cheapest[i] is the least cost of the pieces before i.
    """
    cheapest, cuts = [0.0], [0]
    for end in range(1, len(pieces) + 1):
        costs = []
        for start in range(end - 1, -1, -1):
            if start < end - 1 and not _fits(pieces[start:end]):
                break
            costs.append((cheapest[start] + _cost(pieces, start, end), start))
        best, start = min(costs)
        cheapest.append(best)
        cuts.append(start)
    found: list[Sequence[WordPiece]] = []
    end = len(pieces)
    while end > 0:
        found.append(pieces[cuts[end] : end])
        end = cuts[end]
    return found[::-1]


def _cost(pieces: Sequence[WordPiece], start: int, end: int) -> float:
    """Return how bad the phrase ``pieces[start:end]`` is: torn clauses, too short to read, sentences run together."""
    phrase, cost = pieces[start:end], 2.0
    if end < len(pieces):
        cost += {"sentence": 0.0, "clause": 2.0, "": 9.0}[_close(phrase[-1].text)]
        cost += _tears(phrase[-1], pieces[end])
        free = pieces[end].start
    else:
        free = phrase[-1].end + 0.5
    cost += 3.0 * sum(_close(piece.text) == "sentence" for piece in phrase[:-1])
    cost += sum(12.0 * max(0.0, after.start - before.end - _SILENCE) for before, after in pairwise(phrase))
    seconds = free - phrase[0].start
    letters = columns(joined(phrase))
    hurry = letters / PACE - seconds - _BORROWED
    if hurry > 0:
        cost += 4.0 + 15.0 * hurry
    if seconds < 1.0:
        cost += 6.0 * (1.0 - seconds)
    cost += 20.0 * max(0.0, phrase[-1].end - phrase[0].start - LONGEST)
    return cost + (4.0 if end - start == 1 and letters < 8 else 0.0)


def _tears(last: WordPiece, following: WordPiece) -> float:
    """Return how bad it is to end a line or a phrase between two pieces: within a word, after an article."""
    if not following.space:
        return 0.0 if _is_ideograph(following.text[0]) else 20.0
    return 4.0 if len(last.text) <= _LITTLE and last.text.isalpha() else 0.0


def _close(word: str) -> str:
    """Return what ends with ``word``: a ``sentence``, a ``clause`` or nothing."""
    bare = word.rstrip(_QUOTES)
    if bare.endswith(_SENTENCE):
        return "sentence"
    return "clause" if bare.endswith(_CLAUSE) else ""


def _fits(phrase: Sequence[WordPiece]) -> bool:
    return columns(joined(phrase)) <= 2 * LINE + 1 and all(columns(joined(line)) <= LINE for line in lines_of(phrase))


def lines_of(phrase: Sequence[WordPiece]) -> tuple[Sequence[WordPiece], ...]:
    """Return the phrase in one line, or in two of about the same length, broken after a clause if there is one near."""
    if columns(joined(phrase)) <= LINE or len(phrase) == 1:
        return (phrase,)

    def cost(cut: int) -> float:
        first, second = columns(joined(phrase[:cut])), columns(joined(phrase[cut:]))
        too_long = max(0, first - LINE) + max(0, second - LINE)
        clause = 14 if _close(phrase[cut - 1].text) else 0
        return abs(first - second) - clause + 1.5 * _tears(phrase[cut - 1], phrase[cut]) + 1000 * too_long

    best = min(range(1, len(phrase)), key=cost)
    return phrase[:best], phrase[best:]
