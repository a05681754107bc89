"""The mood of a page and the title of a story, by rules, from the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import cast

from digiteller.language.grammar import language_table
from digiteller.language.inflection import gerund, participle, past, with_s
from digiteller.language.tokens import low_words
from digiteller.story import MOODS, Mood
from digiteller.writing.premise_request import read_request

_NO_NAMES = frozenset(
    "I Mr Mrs Miss Ms Dr Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter".split()  # noqa: SIM905
)

_SURE = 2.0
"""How much must speak for a mood that darkens a page: one shadow makes no mystery."""
_DARK = {"tense", "mysterious", "sad"}
_NAME = re.compile(r"(?<![“\"‘—(])(?<![.!?“\"‘:] )(?<!^)\b[A-Z][a-z]+\b")
_FIRST_WORDS, _TITLE_WORDS = 5, 8
_SMALL_WORDS = frozenset(["a", "an", "and", "as", "at", "but", "by", "for", "in", "of", "on", "or", "the", "to"])


def mood(text: str, place: float) -> Mood:
    """Return one of ``MOODS`` for a page by what happens on it; ``place``, from 0 to 1 in the story, breaks ties."""
    said = low_words(text)
    scores = dict.fromkeys(MOODS, 0.0)
    for at, word in enumerate(said):
        denied = bool({"not", "no", "never", "n't"} & set(said[max(0, at - 3) : at]))
        for told in _moods_of().get(word, ()):
            scores[told] += 0.2 if denied else 1.0
    scores["calm"] += 0.5
    for name in _DARK:
        scores[name] *= scores[name] >= _SURE
    scores["happy" if place > 0.9 else "adventurous" if place > 0.4 else "calm"] += 0.15
    return cast(Mood, max(MOODS, key=lambda name: scores[name]))


@cache
def _moods_of() -> dict[str, tuple[str, ...]]:
    """Return words in all their forms to the moods that they speak for."""
    table: dict[str, list[str]] = language_table("times.yaml")["moods"]
    found: dict[str, set[str]] = {}
    for name, words in table.items():
        for word in words:
            for form in (word, with_s(word), past(word), participle(word), gerund(word)):
                found.setdefault(form, set()).add(name)
    return {word: tuple(sorted(names)) for word, names in found.items()}


def title_of_text(texts: Sequence[str]) -> str:
    """Return a title for a story that has none: whom it names most, "Mia and Tom", or else its first words."""
    pages: Counter[str] = Counter()
    for text in texts:
        pages.update(name for name in dict.fromkeys(_NAME.findall(text)) if name not in _NO_NAMES)
    often = [name for name, times in pages.most_common(2) if times >= max(2, len(texts) / 3)]
    if often:
        return " and ".join(often) if len(often) == 2 and pages[often[1]] >= 0.7 * pages[often[0]] else often[0]
    words = " ".join(texts[0].split()).strip('“”"‘’ ').split()
    first = " ".join(words[:_FIRST_WORDS]).rstrip(",;:–—-")
    return first if len(words) <= _FIRST_WORDS else f"{first} …"


def title_of_premise(premise: str | None) -> str | None:
    """Return the beginning of a premise as a title, "A Small Fox Finds a Lantern"; None without a premise."""
    if not premise:
        return None
    first = re.split(r"[,;:.!?]| (?:who|that|which|because|but|and then) ", read_request(premise).about, maxsplit=1)[0]
    return title_case(" ".join(first.split()[:_TITLE_WORDS]))


def title_case(words: str) -> str:
    """Return a title with capitals: "The Hedgehog and the Dark"."""
    parts = words.split()
    return " ".join(
        part if at and part.lower() in _SMALL_WORDS else part[:1].upper() + part[1:] for at, part in enumerate(parts)
    )
