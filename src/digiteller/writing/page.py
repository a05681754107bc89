"""What a page has besides its text: its mood, and what its picture shows. By rules, from the text."""

from __future__ import annotations

import re
from typing import cast

from digiteller.story import MOODS, Mood
from digiteller.writing.english import is_plural, sentences, vocabulary, words
from digiteller.writing.lexicon import word_list
from digiteller.writing.premise import Hero

_MOOD_WORDS = {name: word_list(f"mood {name}") for name in MOODS}
_SETTINGS = word_list("places")
_TIMES = {
    "at night": "night midnight moon moonlight stars lantern",
    "at dawn": "morning dawn sunrise breakfast",
    "at sunset": "sunset evening dusk",
}
_ON = word_list("places with on")
_BY = word_list("places with by")


def mood(text: str, place: float) -> Mood:
    """Return one of ``MOODS`` for a page; ``place`` is where it stands, 0 the first page and 1 the last."""
    said = words(text)
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
        scores["tense"] = scores["sad"] = 0.0
    return cast(Mood, max(MOODS, key=lambda name: scores[name]))


class Pictures:
    """Describes pages one after another, carrying the place and the time on until the text changes them."""

    def __init__(self, hero: Hero, premise: str) -> None:
        self._hero = hero
        said = words(premise)
        self._time = _time(said)
        self._setting = _setting(premise)

    def describe(self, text: str) -> str:
        """Return what the picture shows, understandable by itself: who, doing what, where, when."""
        said = words(text)
        self._time = _time(said) or self._time
        self._setting = _setting(text) or self._setting
        acts = [self._act(sentence) for sentence in sentences(text)]
        acts = [act for act in acts if act]
        if not any(self._hero.noun.split()[-1] in act for act in acts):
            acts.insert(0, self._hero.phrase)
        description = ", ".join(dict.fromkeys(acts[:2]))
        if self._setting and self._setting.split()[-1] not in description.split():
            description += f", {self._setting}"
        if self._time and not set(words(description)) & set(_TIMES[self._time].split()):
            description += f", {self._time}"
        return description

    def _act(self, sentence: str) -> str:
        """Return the sentence as a description: the hero in full, no "once upon a time", no feelings told."""
        hero = self._hero
        text = sentence.strip(' .!?"“”')
        text = re.sub(
            r"^(once upon a time|long ago|at last|one (day|night)|from that (day|night) on|still|so|but|then|and|next|"
            r"further on|every (day|night|evening)|together),? ",
            "",
            text,
            flags=re.I,
        )
        text = re.sub(r"^there (was|were) ", "", text, flags=re.I)
        shown = hero.phrase + (f" named {hero.name}" if hero.name and hero.noun != hero.name else "")
        text = text.replace(shown, hero.phrase)
        if hero.name:
            text = re.sub(rf"\b{re.escape(hero.name)}\b", hero.phrase, text)
        text = re.sub(rf"\bthe {re.escape(hero.noun)}\b", hero.phrase, text, flags=re.I)
        subject, _, _ = hero.pronouns
        text = re.sub(rf"\b{subject}\b", hero.phrase, text, count=1, flags=re.I)
        first, *more = re.split(re.escape(hero.phrase), text)
        text = first + hero.phrase + f"the {hero.noun}".join(more) if more else first
        return text[:1].lower() + text[1:]


def title(hero: Hero, thing: str | None) -> str:
    """Return "The Fox and the Lantern"; without a thing, "The Small Fox"."""
    name = hero.name or f"the {hero.noun}"
    if thing:
        return _headline(f"{name} and the {thing}")
    if hero.name:
        return _headline(hero.name)
    return _headline("the " + hero.phrase.split(" ", 1)[-1])


def _headline(text: str) -> str:
    small = {"and", "the", "of", "a", "an"}
    parts = text.split()
    return " ".join(part if at and part in small else part[:1].upper() + part[1:] for at, part in enumerate(parts))


def _time(said: list[str]) -> str | None:
    return next((time for time, marks in _TIMES.items() if set(marks.split()) & set(said)), None)


def _setting(text: str) -> str | None:
    """The last place that the text names, with the adjectives before it."""
    said = words(text)
    for at in range(len(said) - 1, -1, -1):
        if said[at] in _SETTINGS and said[at - 1 : at]:
            first = at
            while first and (said[first - 1] in vocabulary()["adjectives"] or said[first - 1] in {"night"}):
                first -= 1
            noun = " ".join(said[first : at + 1])
            article = "" if is_plural(said[at]) else "an " if noun[0] in "aeiou" else "a "
            relation = "on" if said[at] in _ON else "by" if said[at] in _BY else "in"
            return f"{relation} {article}{noun}"
    return None
