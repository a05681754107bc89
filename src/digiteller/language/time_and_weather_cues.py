"""The time of day, the weather, and whether lanterns shine."""

from __future__ import annotations

import re

from digiteller.language.clauses import ABSENT, DREAM, SAID, Clause
from digiteller.language.mentions import Mention, Reading
from digiteller.language.noun_phrases import Noun
from digiteller.language.setting_evidence import weigh_evidence
from digiteller.language.vocabulary import vocabulary

_NEW_DAY = {
    "day",
    "days",
    "morning",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "time",
    "spring",
    "summer",
    "autumn",
    "winter",
    "monday",
    "sunday",
    "saturday",
}
_NOT_NOW = {"until", "till", "like", "without", "than", "about"}
_LEAST, _CONTRADICTED = 2.0, 4.0
"""How much circumstances must tell to be believed, and to be believed against a word for a time."""
_DARK = {"dark", "dim", "gloomy"}


def time_of(reading: Reading) -> str:
    """Return the time of day that a text tells; "" if it tells none. Dawn and dusk outrank day and night."""
    found = [
        (at, one.value) for one, mode, at in reading.spots if one.sort == "time" and mode not in {SAID, DREAM, ABSENT}
    ]
    shines = False
    for mention in _there(reading):
        noun = mention.noun
        if mention.role in _NOT_NOW and noun.value("time") != "night":
            continue
        found += [
            (noun.at, one.value)
            for one in (*noun.meanings, *noun.details)
            if one.sort == "time" and _tells(one.phrase, noun, mention)
        ]
        place = noun.value("setting") or noun.value("scenery") or any(one.sort == "scenery" for one in noun.meanings)
        if _DARK.intersection(noun.modifiers) and place:
            found.append((noun.at, "night"))
        if noun.value("prop") == "own:sun" and not (mention.clause.negated or mention.role in {"of", "from"}):
            shines = True
    found += [
        (clause.at, "night") for clause in reading.clauses if _DARK.intersection(clause.words) and _outdoors(clause)
    ]
    times = [value for _, value in sorted(found, key=lambda one: one[0])]
    said = next((time for time in ("dawn", "dusk") if time in times), times[-1] if times else "")
    if not said:
        return (time_hinted(reading) or "day") if shines else ""
    hints = weigh_evidence(reading, "times")
    other = max(hints, key=lambda time: hints[time], default=said)
    return other if hints.get(other, 0.0) >= _CONTRADICTED + hints.get(said, 0.0) else said


def time_hinted(reading: Reading) -> str:
    """Return the time of day that circumstances tell: supper, a lullaby, dew; "" if that is too little."""
    hints = weigh_evidence(reading, "times")
    best = max(hints, key=lambda time: hints[time], default="")
    return best if hints.get(best, 0.0) >= _LEAST else ""


def new_day(reading: Reading) -> bool:
    """Whether the text tells of another day: "one day", "the next morning"."""
    return any(
        mention.noun.head in _NEW_DAY
        and mention.role in {"", "by", "in", "on", "after"}
        and mention.noun.determiner != "that"
        for mention in _there(reading)
    )


def weather_of(reading: Reading) -> str:
    """Return the weather that a text tells; "" if it tells none, "clear" if one ends."""
    rules = vocabulary().grammar
    found = [
        (at, one.value)
        for one, mode, at in reading.spots
        if one.sort == "weather" and mode not in {SAID, DREAM, ABSENT}
    ]
    for mention in _there(reading):
        noun, clause = mention.noun, mention.clause
        values = [one.value for one in (*noun.meanings, *noun.details) if one.sort == "weather"]
        ended = mention.role == "subject" and (
            clause.verb in rules["gone"] | {"go"}
            or (rules["gone"] | {"gone"}).intersection(clause.words)
            or clause.negated
        )
        if "winter" in noun.modifiers and (noun.when or noun.value("setting")):
            values.append("snow")
        if values and mention.role not in _NOT_NOW:
            found.append((noun.at, "clear" if ended and values[-1] != "clear" else values[-1]))
    for clause in reading.clauses:
        if clause.mode not in {SAID, DREAM, ABSENT}:
            found += [(clause.at, one.value) for one in clause.actions if one.sort == "weather"]
    values = [value for _, value in sorted(found, key=lambda one: one[0])]
    return values[-1] if values else ""


def _there(reading: Reading) -> list[Mention]:
    return [mention for mention in reading.mentions if mention.mode not in {SAID, DREAM, ABSENT}]


def _tells(phrase: tuple[str, ...], noun: Noun, mention: Mention) -> bool:
    """Whether a word for a time tells the time here: a single star does not, and no adjective of something else."""
    if phrase == ("star",):
        return noun.many
    if phrase[-1] in _DARK and noun.head not in _DARK:
        return False
    return not (phrase == ("moon",) and mention.role in {"to", "of", "from"})


def _outdoors(clause: Clause) -> bool:
    return not clause.subjects or any(
        noun.head == "it" or noun.value("setting") or any(one.sort == "scenery" for one in noun.meanings)
        for noun in clause.subjects
    )


_OUT = re.compile(
    r"lost (its|his|her|the) light|went out|gone out|no longer sh|no light|unlit|lantern (was|is) dark"
    r"|(lamp|lantern) would not light",
    re.I,
)


_IN = re.compile(
    r"\b(shone|glow\w*|lit|blaz\w+|shining|shines)\b|fill\w* .{0,24}light|light (came|come)s? back"
    r"|\b(made|helped) (the|his|her|it|its)\b.{0,20}\bshine"
    r"|\b(light of|bright light (of|in)) (the|his|her|its) (lantern|lamp)"
    r"|^(at last|finally)\b.{0,60}\b(shine|shining|light)\b",
    re.I,
)


def lit_after(said: str, before: bool) -> bool:
    """Return whether lanterns shine after ``said``."""
    if out := _OUT.search(said):
        return bool(_IN.search(said, out.end()))
    return before or bool(_IN.search(said))
