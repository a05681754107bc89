"""The mood of a page and the title of a story, by rules, from the text."""

from __future__ import annotations

import re
from typing import cast

from digiteller.language.tokens import low_words
from digiteller.story import MOODS, Mood
from digiteller.writing.premise import Premise
from digiteller.writing.word_lists import word_list

_MOOD_WORDS = {name: word_list(f"mood {name}") for name in MOODS}


def mood(text: str, place: float) -> Mood:
    """Return one of ``MOODS`` for a page; ``place`` is where it stands, 0 the first page and 1 the last."""
    said = low_words(text)
    scores = {name: float(sum(said.count(word) for word in _MOOD_WORDS[name])) for name in MOODS}
    for name, peak, weight in (
        ("calm", 0.0, 1.5),
        ("tense", 0.45, 0.6),
        ("adventurous", 0.6, 0.8),
        ("happy", 0.85, 0.8),
    ):
        scores[name] += weight * max(0.0, 1.0 - 4 * abs(place - peak))
    if place == 1.0:
        scores["triumphant"] += 1.5
        scores["happy"] += 1.2
        scores["tense"] = scores["sad"] = scores["mysterious"] = 0.0
    return cast(Mood, max(MOODS, key=lambda name: scores[name]))


def title(premise: Premise) -> str:
    """Return "The Fox and the Lantern" or "Tom and His Kite"; of a story without a thing, "The Grumpy Bear"."""
    hero = premise.hero
    if premise.thing is None:
        plain = hero.noun in {hero.name, "boy", "girl", "man", "woman", "child"}
        named = hero.name and (hero.name if plain else f"{hero.name} the {hero.noun}")
        return _headline(named or "the " + hero.phrase.split(" ", 1)[-1])
    told = " ".join(clause.text for clause in premise.clauses)
    owned = re.search(rf"\b(his|her|their) (?:\w+ )?{re.escape(premise.thing)}\b", told)
    return _headline(f"{hero.subject} and {owned.group(1) if owned else 'the'} {premise.thing}")


def _headline(text: str) -> str:
    small = {"and", "the", "of", "a", "an"}
    parts = text.split()
    return " ".join(part if at and part in small else part[:1].upper() + part[1:] for at, part in enumerate(parts))
