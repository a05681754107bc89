"""How a picture's line says where and when a scene plays: "in a night forest", "at sunset"."""

from __future__ import annotations

from digiteller.language.inflection import article
from digiteller.language.mentions import Mention, Reading, read_mentions
from digiteller.language.place_cues import place_told, setting_of
from digiteller.language.place_time_and_weather import SceneSetting, follow
from digiteller.language.time_and_weather_cues import time_of
from digiteller.language.tokens import low_words
from digiteller.language.vocabulary import vocabulary
from digiteller.writing.allowed_words import superlatives

_AT = frozenset(["in", "on", "at", "by", "near", "beside", "under", "behind", "inside", "outside", "between", "among"])
"""Prepositions that a picture's line takes over; of others, only the place is."""
_WAYS = frozenset({"up", "down", "past", "over"})
"""Prepositions of a way: who carries a lantern up a hill is seen where the way begins."""
_TIMES = {"dawn": "at dawn", "dusk": "at sunset", "night": "at night"}
_UNSEEN = frozenset({"next", "other", "same"})


class Whereabouts:
    """Follows a story from text to text, as its pictures do, and puts into words where and when they play."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = tuple(names.items())
        self._scenes: list[SceneSetting] = []
        self._place = ("", "")
        """A setting, and how a line tells it."""
        self._shown = self._place
        """The place of the picture."""
        self._time = ""

    def follow(self, text: str) -> None:
        """Go on to the place and the time of ``text``, the next of the story."""
        before = self._scenes[-1] if self._scenes else SceneSetting()
        reading = read_mentions(text, self._names)
        now = follow(Reading(), reading, self._scenes)
        self._scenes.append(now)
        told = place_told(reading, now.place)
        start = self._place
        if now.place != before.place or (told and told.noun.modifiers):
            self._place = (now.place, place_phrase(now.place, told))
        self._shown = start if told and told.role in _WAYS and start[0] else self._place
        if now.time != before.time:
            self._time = _TIMES.get(now.time, "")
        if now.time == "day" and "morning" in low_words(text):
            self._time = "in the morning"

    def added(self, line: str) -> str:
        """Return a picture's line with where and when, as far as it does not tell those itself."""
        place, phrase = self._shown
        if place and setting_of(read_mentions(line, self._names), [place]) != place:
            line += f" {phrase}"
        if self._time and time_of(read_mentions(line, self._names)) != self._scenes[-1].time:
            line += f" {self._time}"
        return line


def place_phrase(setting: str, told: Mention | None = None) -> str:
    """Return a setting with its preposition, in the words of the noun phrase that tells it if there is one."""
    known = vocabulary()
    phrase = known.phrases_of_settings.get(setting, f"in {article(setting)} {setting}")
    if told is None:
        return phrase
    own = next(" ".join(one.phrase) for one in told.noun.meanings if (one.sort, one.value) == ("setting", setting))
    preposition, *rest = phrase.split()
    literal = told.role in _AT
    there = own == setting or known.places.get(told.role) in {"at", "into", "to"}
    if not literal and (not there or len(rest) < 2):
        return phrase
    described = [word for word in told.noun.modifiers if word not in _UNSEEN | set(known.numbers) | superlatives()]
    many = told.noun.many and (literal or own == setting)
    name = told.noun.head if many else own if literal else setting
    noun = " ".join([*described, name])
    only = many or rest[:1] == ["the"]
    return f"{told.role if literal else preposition} {'the' if only else article(noun)} {noun}"
