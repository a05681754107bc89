"""When a page plays, and in which weather: what its words tell, and what lasts from the page before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from digiteller.language.evidence import is_told, weigh_evidence
from digiteller.language.grammar import language_table
from digiteller.language.noun_mentions import Mention
from digiteller.language.parsing import Tree
from digiteller.language.scopes import Scope, scope_of

Told = tuple[str, tuple[int, ...]]
"""What is told, empty for nothing, and the words that tell it."""

_AT_NIGHT = {"train", "bus", "watchman", "ferry", "boat", "sky", "air", "wind", "nurse"}
_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_CLOCK = {word: at for at, word in enumerate(("twelve", *_HOURS))}
_THERE = {Scope.HERE, Scope.ASIDE, Scope.AFAR, Scope.BEFORE}
_NOT_NOW = {"until", "till", "before", "since", "like", "than", "about", "for", "of", "without"}


@dataclass(frozen=True)
class _Clue:
    """A word that tells a time of day."""

    time: str
    at: int
    weight: float


def time_told(
    tree: Tree, mentions: Sequence[Mention], said: frozenset[int], before: str = "", setting: str = ""
) -> Told:
    """Return the time of day that a page tells, or else hints at; ``before`` is that of the page before.

    "The lamps were lit" tells of dusk, "by the light of a thin moon" of night.
    """
    found = [clue for mention in mentions if (clue := _of_mention(tree, mention, said)) is not None]
    for at in range(len(tree.words)):
        if at not in said:
            found += _of_word(tree, at, said, before, setting)
    best: dict[str, float] = {}
    for clue in found:
        best[clue.time] = max(best.get(clue.time, 0.0), clue.weight + (0.15 if clue.time in {"dawn", "dusk"} else 0.0))
    if not best or max(best.values()) < 0.6:
        return _hinted(tree, said, before), ()
    order = {clue.time: clue.at for clue in reversed(found)}
    mornings = [
        clue
        for clue in found
        if clue.time == "day" and tree.words[clue.at].lemma == "morning" and _opens(tree, clue.at)
    ]
    if mornings and "night" in order and order["night"] < mornings[0].at:
        return "day", (mornings[0].at,)  # "one night a storm came. In the morning a branch lay there"
    chosen = max(best, key=lambda one: (best[one], -order[one]))
    return chosen, tuple(clue.at for clue in found if clue.time == chosen)


def _opens(tree: Tree, at: int) -> bool:
    """Return whether a noun is in the phrase that opens its sentence."""
    first = tree.sentences.index(tree.sentences[at])
    return at - first <= 3


def _of_mention(tree: Tree, mention: Mention, said: frozenset[int]) -> _Clue | None:
    """Return what a noun tells: "toward midnight", "after supper"."""
    lemma = tree.words[mention.at].lemma.lower()
    unreal = {Scope.SAID, Scope.THOUGHT, Scope.DEPICTED, Scope.COMPARED, Scope.DENIED}
    time = _nouns().get(lemma, "")
    if not time or mention.pronoun or mention.at in said or mention.scope in unreal or is_told(tree, mention.at):
        return None
    if lemma == "night" and mention.role == "obj":
        return None
    before = {tree.words[one].low for one in tree.children(mention.at, "amod", "compound", "det", "nmod")}
    hour = _hour(tree, mention.at)
    if lemma == "morning" and (before & {"early"} or hour in range(4, 7)):
        time = "dawn"
    elif lemma == "morning" and hour in range(1, 4):
        time = "night"
    if mention.role in _NOT_NOW - {"before", "of"} or (mention.role == "before" and lemma not in {"dawn", "night"}):
        return None
    head = tree.words[tree.words[tree.words[mention.at].head].head].lemma
    if mention.role == "of" and head not in {"middle", "end", "dark", "dead", "hour", "half"}:
        return None
    meals = {"breakfast", "lunch", "supper", "dinner", "tea"}
    if lemma in meals and mention.role not in {"at", "over", "after", "during", "subj", "obj", "in", "by"}:
        return None
    weight = 1.0 if mention.scope is Scope.HERE else 0.4
    if mention.role == "obj":
        weight *= 0.9
    elif lemma == "morning" and time == "day" and _hour(tree, mention.at) is not None:
        weight *= 1.25
    if before & {"last", "next"} and lemma == "night" and mention.role == "when" and mention.begin > 6:
        weight = 0.5
    if mention.role == "before" and lemma == "night":
        time = "dusk"
    return _Clue(time, mention.at, weight)


def _of_word(tree: Tree, at: int, said: frozenset[int], before: str, setting: str) -> list[_Clue]:
    """Return what a word tells of light, sun, moon, lamps and clocks."""
    word, low, found = tree.words[at], tree.words[at].low, []
    if low in _table()["words of times"] and scope_of(tree, at, said) in _THERE:
        found.append(_Clue(_table()["words of times"][low], at, 0.9))
    if low in {"dark", "darkness"} and _is_night_dark(tree, at, said, setting):
        found.append(_Clue("night", at, 0.7))
    if word.lemma == "sun" and (time := _of_sun(tree, at, said)):
        found.append(_Clue(time, at, 1.0))
    if word.lemma in {"star", "moon"} and word.dep in {"nsubj", "pobj", "dobj"} and _shines(tree, at, said):
        found.append(_Clue("night", at, 0.8))
    if word.lemma in _table()["lamps"] and (time := _of_lamp(tree, at, said)):
        found.append(_Clue(time, at, 0.75))
    if word.lemma == "night" and word.dep in {"compound", "nmod"} and tree.words[word.head].lemma in _AT_NIGHT:
        found += [_Clue("night", at, 0.7)] if scope_of(tree, at, said) is Scope.HERE else []
    if _is_hour(tree, at) and (hour := _hour_before(tree, at)) is not None and scope_of(tree, at, said) in _THERE:
        part = _part_of_day(tree, at)
        if time := _of_hour(hour, part, before):
            found.append(_Clue(time, at, 1.3 if part else 0.6))
    return found


def _is_hour(tree: Tree, at: int) -> bool:
    word = tree.words[at]
    if word.low in {"o'clock", "o’clock"}:
        return True
    named = word.dep == "pobj" and (word.low in _CLOCK or re.fullmatch(r"\d{1,2}", word.low) is not None)
    return named and tree.words[word.head].low in {"at", "past", "by"} and not tree.children(at)


def _is_night_dark(tree: Tree, at: int, said: frozenset[int], setting: str) -> bool:
    """Return whether it is dark since it is night, and not since one is in a tunnel."""
    if tree.words[at].pos not in {"NOUN", "ADJ"} or setting in _table()["always dark"]:
        return False
    below = {"tunnel", "dig", "burrow", "shovel", "cave", "cellar", "cupboard", "wardrobe", "mine"}
    if below & {word.lemma for word in tree.words}:
        return False
    return _dark_all_over(tree, at, said)


def _of_lamp(tree: Tree, at: int, said: frozenset[int]) -> str:
    """Return the time by a lamp: lit at dusk, put out at night."""
    word = tree.words[at]
    verb = tree.words[word.head]
    if verb.pos != "VERB" or scope_of(tree, at, said) not in {Scope.HERE, Scope.SUPPOSED}:
        return ""
    parts = {tree.words[one].low for one in tree.children(word.head, "prt", "advmod", "prep")}
    if (
        word.dep in {"dobj", "nsubjpass"}
        and verb.lemma in {"turn", "switch", "blow", "put"}
        and parts & {"off", "out", "down"}
    ):
        return "night"
    if word.dep in {"dobj", "nsubjpass"} and verb.lemma == "light":
        return "dusk"
    if word.dep == "nsubj" and verb.lemma in {"go", "come"} and parts & {"out", "on"}:
        return "night" if "out" in parts else "dusk"
    return "night" if word.dep == "nsubj" and verb.lemma in {"flicker", "burn", "gutter"} else ""


def _hinted(tree: Tree, said: frozenset[int], before: str) -> str:
    """Return the time that the circumstances of a page plainly hint at, if that of the page before does not fit."""
    hints = weigh_evidence(tree, said, "times")
    best = max(sorted(hints), key=lambda one: hints[one], default="")
    if not best or (best == before) or {best, before} <= {"night", "dusk"} or {best, before} <= {"day", "dawn"}:
        return ""
    others = max((weight for time, weight in hints.items() if time != best), default=0.0)
    enough = 2.0 if not before else 3.5
    return best if hints[best] >= enough and hints[best] - others >= 1.0 else ""


def is_habit(tree: Tree, words: Sequence[int]) -> bool:
    """Return whether a time is only what used to be: "at night he hummed", "in the evenings"."""
    return bool(words) and all(
        (tree.words[at].tag == "NNS" and tree.words[at].lemma in {"evening", "night", "morning", "afternoon", "day"})
        or any(tree.words[one].low in {"every", "each", "most"} for one in tree.children(at, "det", "amod"))
        or (tree.words[tree.words[at].head].low == "at" and tree.words[at].low == "night" and not tree.children(at))
        for at in words
    )


_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "spring",
        "summer",
        "autumn",
        "winter",
    ]
)


def starts_anew(tree: Tree, mentions: Sequence[Mention]) -> bool:
    """Return whether another day or season begins: "one Tuesday", "the next morning", "that summer"."""
    first = max((at for at, sentence in enumerate(tree.sentences) if sentence <= 1), default=0)
    opening = [word.lemma.lower() for word in tree.words[:4]]
    return (
        any(
            said in {"one", "on", "next", "that", "by", "in"} and day in _new_days() and day != "day"
            for said, day in pairwise(opening)
        )
        or any(
            one.at <= first
            and tree.words[one.at].lemma.lower() in _new_days()
            and (
                one.role in {"when", "on", "in", "by", "after", "for", "root"}
                or (one.role == "subj" and tree.words[one.at].lemma.lower() in _MONTHS)
            )
            and one.scope in _THERE | {Scope.DENIED}
            and not (
                {tree.words[two].low for two in tree.children(one.at, "det")} & {"all", "that"}
                and one.role == "when"
                and tree.words[one.at].lemma == "day"
            )
            for one in mentions
        )
        or any(
            word.low in {"later", "tomorrow", "yesterday", "eventually"} and at < 8
            for at, word in enumerate(tree.words)
        )
        or any(word.lemma == "morning" and word.dep in {"npadvmod", "pobj"} for word in tree.words)
    )


def weather_told(tree: Tree, mentions: Sequence[Mention], said: frozenset[int]) -> Told:
    """Return the weather that a page tells; ``clear`` where one ends.

    "The wind lay down" ends it, "it came down in sheets" is rain.
    """
    found = [(weather, one.at) for one in mentions if (weather := _weather_of_mention(tree, one))]
    for at in range(len(tree.words)):
        if at not in said:
            found += [(weather, at) for weather in _weather_of_word(tree, at, said)]
    if not found:
        return "", ()
    order = sorted(found, key=lambda one: one[1])
    strong = [one for one in order if one[0] == "storm"] or order
    chosen = strong[-1][0]
    return chosen, tuple(at for weather, at in order if weather == chosen)


def _weather_of_mention(tree: Tree, mention: Mention) -> str:
    lemma = tree.words[mention.at].lemma.lower()
    weather = _weather_nouns().get(lemma, "")
    unreal = {Scope.SAID, Scope.THOUGHT, Scope.DEPICTED, Scope.COMPARED, Scope.DENIED, Scope.SUPPOSED}
    if not weather or mention.pronoun or mention.scope in unreal or is_told(tree, mention.at):
        return ""
    if mention.role in {"of", "for", "from", "about", "poss"}:
        return ""
    of = next((one for one in tree.children(mention.at, "prep") if tree.words[one].low == "of"), None)
    inner = tree.child(of, "pobj") if of is not None else None
    if inner is not None and tree.words[inner].tag == "NNS":
        return ""  # a rain of petals
    if mention.scope is Scope.BEFORE and weather != "snow":
        return ""
    if weather == "clear" and not (lemma == "rainbow" or _sun_shines(tree, mention)):
        return ""
    if weather == "wind" and mention.role not in {"subj", "in", "against", "by", "through"}:
        return ""
    if lemma == "shower" and mention.role in {"in", "obj"}:
        return ""
    if mention.role == "subj" and mention.verb is not None and _ends(tree, mention.verb):
        return "clear"
    return weather


def _weather_of_word(tree: Tree, at: int, said: frozenset[int]) -> list[str]:
    """Return the weathers that an adjective or a verb tells: "a foggy day", "it was raining", "the sky cleared"."""
    word, head, table = tree.words[at], tree.words[tree.words[at].head], _table()
    scope, found = scope_of(tree, at, said), []
    if word.pos == "ADJ" and word.low in table["words of weathers"]:
        day = head.lemma in {"sky", "night", "day", "morning", "afternoon", "evening"}
        if day if word.low in {"clear", "wet"} else scope in _THERE and head.pos in {"NOUN", "PROPN", "AUX"}:
            found.append(table["words of weathers"][word.low])
    if word.pos == "VERB" and scope is Scope.HERE:
        subject = tree.child(at, "nsubj")
        of = tree.words[subject].lemma if subject is not None else ""
        poured = word.lemma == "pour" and tree.child(at, "dobj") is not None
        if of == "it" and word.lemma in table["verbs of weathers"] and not poured:
            found.append(table["verbs of weathers"][word.lemma])
        if word.lemma == "clear" and of in {"sky", "weather", "air", "day"}:
            found.append("clear")
    if _pours(tree, at, said):
        found.append("rain")
    if word.lemma in {"rain", "snow", "hail"} and word.dep == "xcomp" and head.lemma in table["ending"]:
        found.append("clear")
    return found


def _pours(tree: Tree, at: int, said: frozenset[int]) -> bool:
    """Return whether it rains although nobody says so: "it came down in sheets", "under one umbrella"."""
    word = tree.words[at]
    if scope_of(tree, at, said) is not Scope.HERE:
        return False
    if word.lemma == "umbrella":
        head = tree.words[word.head]
        opened = word.dep in {"dobj", "nsubjpass"} and head.lemma in {"raise", "unfold", "hold", "put", "share"}
        return opened or (word.dep == "pobj" and head.low in {"under", "beneath"})
    if word.dep != "pobj" or word.lemma not in {"sheet", "bucket", "torrent"} or tree.words[word.head].low != "in":
        return False
    return tree.words[tree.words[word.head].head].lemma in {"come", "pour", "fall"}


def _ends(tree: Tree, verb: int) -> bool:
    """Return whether a weather ends: "the rain gave up", "the wind lay down", but not "went by" nor "came down"."""
    parts = " ".join(tree.words[one].low for one in tree.children(verb, "prt", "advmod", "prep"))
    lemma = tree.words[verb].lemma
    if lemma in {"go", "pass"} and "by" in parts.split():
        return False
    if lemma == "go" and "down" in parts.split():
        return True
    return lemma in _table()["ending"] or any(f"{lemma} {part}" in _table()["ending"] for part in parts.split())


@cache
def _table() -> dict[str, Any]:
    return language_table("times.yaml")


@cache
def _nouns() -> dict[str, str]:
    return {word: time for time, words in _table()["times"].items() for word in words}


@cache
def _weather_nouns() -> dict[str, str]:
    return {word: weather for weather, words in _table()["weathers"].items() for word in words}


@cache
def _new_days() -> frozenset[str]:
    return frozenset(_table()["new day"])


def _hour(tree: Tree, at: int) -> int | None:
    """Return the hour before "in the morning"."""
    for one in range(max(0, at - 5), at):
        low = tree.words[one].low
        if low == "one" and one == at - 1:
            continue  # "one morning" is no hour
        if low in _CLOCK:
            return _CLOCK[low]
        if re.fullmatch(r"\d{1,2}", low):
            return int(low)
    return None


def _hour_before(tree: Tree, at: int) -> int | None:
    for one in (at, at - 1):
        low = tree.words[one].low if one >= 0 else ""
        if low in _CLOCK:
            return _CLOCK[low]
        if re.fullmatch(r"\d{1,2}", low):
            return int(low)
    return None


def _part_of_day(tree: Tree, at: int) -> str:
    for one in range(at + 1, min(len(tree.words), at + 5)):
        if tree.words[one].lemma in {"morning", "afternoon", "evening", "night"}:
            return tree.words[one].lemma
    for one in range(max(0, at - 6), at):
        if tree.words[one].lemma in {"morning", "afternoon", "evening"}:
            return tree.words[one].lemma
    return ""


def _of_hour(hour: int, part: str, before: str) -> str:
    """Return the time of day at an hour, of which one that can be two is told apart by the page before."""
    if part == "morning":
        return "dawn" if 4 <= hour <= 6 else "night" if hour < 4 else "day"
    if part == "afternoon":
        return "day"
    if part == "evening":
        return "dusk"
    if part == "night":
        return "night"
    if before == "night" and hour in {2, 3, 4, 5, 6}:
        return "dawn" if hour > 3 else "night"
    if before == "dusk" and hour in {7, 8, 9, 10, 11}:
        return "dusk" if hour == 7 else "night"
    return {0: "", 6: "", 7: "", 8: ""}.get(hour, "day" if hour in {9, 10, 11, 1, 2, 3, 4} else "")


def _dark_all_over(tree: Tree, at: int, said: frozenset[int]) -> bool:
    word = tree.words[at]
    if scope_of(tree, at, said) is not Scope.HERE and tree.words[word.head].low != "after":
        return False
    if word.pos == "NOUN" or word.dep in {"pobj", "pcomp"} or tree.words[word.head].low == "after":
        head = tree.words[word.head]
        if head.low in {"in", "through", "into", "after"} or (head.low == "of" and tree.words[head.head].low == "out"):
            return True
        return word.dep == "nsubj" or tree.words[word.head].lemma in {"see"}
    if word.dep == "acomp":
        subject = tree.child(word.head, "nsubj")
        return subject is not None and (
            tree.words[subject].low == "it"
            or tree.words[subject].lemma
            in {"sky", "street", "house", "forest", "wood", "world", "sea", "garden", "room", "village"}
        )
    return tree.words[word.head].lemma in {"sky", "street", "forest", "wood", "night", "sea"} and word.dep in {
        "amod",
        "compound",
    }


def _of_sun(tree: Tree, at: int, said: frozenset[int]) -> str:
    word = tree.words[at]
    told = {Scope.HERE, Scope.BEFORE}
    by_then = any(tree.words[one].lemma == "time" for one in tree.above(at))
    if scope_of(tree, at, said) not in (told | {Scope.ASIDE} if by_then else told):
        return ""
    if word.dep == "nsubj":
        verb = word.head
        lemma = tree.words[verb].lemma
        parts = {tree.words[one].low for one in tree.children(verb)}
        before = scope_of(tree, verb, said) is Scope.BEFORE
        if lemma in {"rise", "climb"} or (lemma == "come" and "up" in parts) or (lemma in {"peep", "peek"}):
            return "day" if before else "dawn"
        if lemma in {"set", "sink"} or ("down" in parts and lemma in {"go"}):
            return "night" if before else "dusk"
        if lemma in {"shine", "beat", "blaze", "warm", "pour", "be", "glow", "burn"}:
            return "day"
    if word.dep == "pobj" and tree.words[word.head].low in {"in", "under"}:
        amods = {tree.words[one].low for one in tree.children(at, "amod", "compound")}
        return "dusk" if amods & {"evening", "setting", "late"} else "dawn" if amods & {"rising"} else "day"
    return ""


def _shines(tree: Tree, at: int, said: frozenset[int]) -> bool:
    word = tree.words[at]
    if scope_of(tree, at, said) is not Scope.HERE:
        return False
    if word.lemma == "star" and word.tag != "NNS":
        return False
    if word.dep == "nsubj":
        return tree.words[word.head].lemma in {
            "shine",
            "rise",
            "come",
            "twinkle",
            "hang",
            "glitter",
            "glow",
            "be",
            "climb",
            "appear",
            "stand",
            "look",
            "light",
            "sail",
            "float",
            "pour",
        }
    head = tree.words[word.head]
    if head.low == "of" and tree.words[head.head].lemma in {"light", "glow", "beam", "ray", "sickle", "shine"}:
        return True
    return tree.words[word.head].low in {"under", "beneath"} or (
        word.dep == "dobj" and tree.words[word.head].lemma in {"see", "watch", "count"}
    )


def _sun_shines(tree: Tree, mention: Mention) -> bool:
    if tree.words[mention.at].lemma == "sunshine":
        return True
    if mention.role == "subj" and mention.verb is not None:
        return tree.words[mention.verb].lemma in {
            "shine",
            "come",
            "beat",
            "blaze",
            "warm",
            "pour",
            "sparkle",
            "burn",
            "drink",
            "dry",
            "melt",
        } and "down" not in {tree.words[one].low for one in tree.children(mention.verb)}
    return mention.role == "in"
