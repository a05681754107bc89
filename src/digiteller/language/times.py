"""When a page plays, and in which weather: what its words tell, and what lasts from the page before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from digiteller.language.grammar import language_table
from digiteller.language.noun_mentions import Mention
from digiteller.language.parsing import Tree
from digiteller.language.scopes import Scope, scope_of

Told = tuple[str, tuple[int, ...]]
"""What is told, empty for nothing, and the words that tell it."""

_CLOCK = {word: at for at, word in enumerate("twelve one two three four five six seven eight nine ten eleven".split())}
_THERE = {Scope.HERE, Scope.ASIDE, Scope.AFAR, Scope.BEFORE}
_NOT_NOW = {"until", "till", "before", "since", "like", "than", "about", "for", "of", "without"}


def time_told(tree: Tree, mentions: Sequence[Mention], said: frozenset[int]) -> Told:
    """Return the time of day that a page tells."""
    found: list[tuple[str, int, float]] = []
    for mention in mentions:
        word = tree.words[mention.at]
        lemma = word.lemma.lower()
        if mention.pronoun or mention.at in said or mention.scope in {Scope.SAID, Scope.THOUGHT, Scope.DEPICTED, Scope.COMPARED, Scope.DENIED}:
            continue
        time = _nouns().get(lemma, "")
        if not time:
            continue
        before = {tree.words[one].low for one in tree.children(mention.at, "amod", "compound", "det", "nmod")}
        if lemma in {"morning"} and (before & {"early"} or _hour(tree, mention.at, said) in range(3, 7)):
            time = "dawn"
        if mention.role in _NOT_NOW and not (mention.role in {"before", "of"} and lemma in {"dawn", "night"} and mention.role != "of"):
            continue
        if mention.role == "of" and tree.words[tree.words[tree.words[mention.at].head].head].lemma not in {"middle", "end", "dark", "dead", "hour", "half"}:
            continue
        if lemma in {"breakfast", "lunch", "supper", "dinner"} and mention.role not in {"at", "over", "after", "during", "subj", "obj", "in"}:
            continue
        weight = 1.0 if mention.scope is Scope.HERE else 0.4
        if before & {"last", "next"} and lemma == "night" and mention.role == "when" and mention.begin > 6:
            weight = 0.5
        found.append((time, mention.at, weight))
    for at, word in enumerate(tree.words):
        if at in said:
            continue
        low = word.low
        if low in _table()["words of times"] and scope_of(tree, at, said) in _THERE:
            found.append((_table()["words of times"][low], at, 0.9))
        if low in {"dark", "darkness"} and word.pos in {"NOUN", "ADJ"} and _dark_all_over(tree, at, said):
            found.append(("night", at, 0.7))
        if word.lemma == "sun" and (time := _of_sun(tree, at, said)):
            found.append((time, at, 1.0))
        if word.lemma in {"star", "moon"} and word.dep in {"nsubj", "pobj", "dobj"} and _shines(tree, at, said):
            found.append(("night", at, 0.8))
        if low in {"o'clock", "o’clock"} or (word.dep == "pobj" and low in _CLOCK and tree.words[word.head].low in {"at", "past", "by"} and not tree.children(at)):
            if (hour := _hour_before(tree, at)) is not None and scope_of(tree, at, said) in _THERE:
                part = _part_of_day(tree, at)
                if time := _of_hour(hour, part):
                    found.append((time, at, 0.6 if part == "" else 1.1))
    best: dict[str, float] = {}
    for time, _, weight in found:
        best[time] = max(best.get(time, 0.0), weight + (0.15 if time in {"dawn", "dusk"} else 0.0))
    if not best:
        return "", ()
    order = {time: at for time, at, _ in reversed(found)}
    chosen = max(best, key=lambda one: (best[one], -order[one]))
    return chosen, tuple(at for time, at, _ in found if time == chosen)


def starts_anew(tree: Tree, mentions: Sequence[Mention]) -> bool:
    """Return whether another day or season begins: "one Tuesday", "the next morning", "that summer"."""
    return any(
        tree.words[one.at].lemma.lower() in _new_days() and one.role in {"when", "on", "in", "by", "after", "for", "root"} and one.scope in _THERE
        and not ({tree.words[two].low for two in tree.children(one.at, "det")} & {"all", "that"} and one.role == "when" and tree.words[one.at].lemma == "day")
        for one in mentions
    ) or any(word.low in {"later", "tomorrow", "yesterday", "eventually"} and at < 8 for at, word in enumerate(tree.words)) or any(
        word.lemma == "morning" and word.dep in {"npadvmod", "pobj"} for word in tree.words
    )


def weather_told(tree: Tree, mentions: Sequence[Mention], said: frozenset[int]) -> Told:
    """Return the weather that a page tells; ``clear`` where one ends."""
    found: list[tuple[str, int]] = []
    for mention in mentions:
        if mention.pronoun or mention.scope in {Scope.SAID, Scope.THOUGHT, Scope.DEPICTED, Scope.COMPARED, Scope.DENIED, Scope.SUPPOSED}:
            continue
        lemma = tree.words[mention.at].lemma.lower()
        weather = _weather_nouns().get(lemma, "")
        if not weather or mention.role in {"of", "for", "from", "about", "poss"}:
            continue
        if mention.scope in {Scope.BEFORE} and weather != "snow":
            continue
        if weather == "clear" and not (lemma == "rainbow" or _sun_shines(tree, mention)):
            continue
        if lemma in {"snow", "frost"} and mention.role in {"obj"} and mention.verb is not None and tree.words[mention.verb].lemma in {"see", "love", "like"} and mention.scope is Scope.HEARD:
            continue
        if weather == "wind" and mention.role not in {"subj", "in", "against", "by", "through"}:
            continue
        if lemma in {"shower"} and mention.role in {"in", "obj"}:
            continue
        if mention.role == "subj" and mention.verb is not None and tree.words[mention.verb].lemma in _table()["ending"] and weather not in {"clear"}:
            later = any(tree.words[one].low in {"down", "by"} for one in tree.children(mention.verb, "prt", "prep"))
            found.append(("clear" if not later else weather, mention.at))
            continue
        found.append((weather, mention.at))
    for at, word in enumerate(tree.words):
        if at in said:
            continue
        if word.low in _table()["words of weathers"] and word.pos == "ADJ":
            head = tree.words[word.head]
            if word.low in {"clear", "wet"} and not (head.lemma in {"sky", "night", "day", "morning", "afternoon", "evening"}):
                continue
            if scope_of(tree, at, said) in _THERE and (head.pos in {"NOUN", "PROPN", "AUX"}) and word.low != "clear" or head.lemma in {"sky", "night", "day"}:
                found.append((_table()["words of weathers"][word.low], at))
        if word.pos == "VERB" and word.lemma in _table()["verbs of weathers"] and scope_of(tree, at, said) is Scope.HERE:
            subject = tree.child(at, "nsubj")
            if subject is not None and tree.words[subject].low == "it" and not (word.lemma == "pour" and tree.child(at, "dobj") is not None):
                found.append((_table()["verbs of weathers"][word.lemma], at))
        if word.lemma in {"rain", "snow", "hail"} and word.dep in {"xcomp"} and tree.words[word.head].lemma in _table()["ending"]:
            found.append(("clear", at))
    if not found:
        return "", ()
    order = sorted(found, key=lambda one: one[1])
    strong = [one for one in order if one[0] in {"storm"}] or order
    chosen = strong[-1][0]
    return chosen, tuple(at for weather, at in order if weather == chosen)


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


def _hour(tree: Tree, at: int, said: frozenset[int]) -> int | None:
    """Return the hour before "in the morning"."""
    for one in range(max(0, at - 5), at):
        low = tree.words[one].low
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


def _of_hour(hour: int, part: str) -> str:
    if part == "morning":
        return "dawn" if 4 <= hour <= 6 else "night" if hour < 4 else "day"
    if part == "afternoon":
        return "day"
    if part == "evening":
        return "dusk"
    if part == "night":
        return "night"
    return {0: "", 6: "", 7: "", 8: ""}.get(hour, "day" if hour in {9, 10, 11, 1, 2, 3, 4} else "")


def _dark_all_over(tree: Tree, at: int, said: frozenset[int]) -> bool:
    word = tree.words[at]
    if scope_of(tree, at, said) is not Scope.HERE:
        return False
    if word.pos == "NOUN":
        return tree.words[word.head].low in {"in", "through", "into"} or word.dep == "nsubj" or tree.words[word.head].lemma in {"see"}
    if word.dep == "acomp":
        subject = tree.child(word.head, "nsubj")
        return subject is not None and (tree.words[subject].low == "it" or tree.words[subject].lemma in {"sky", "street", "house", "forest", "wood", "world", "sea", "garden", "room", "village"})
    return tree.words[word.head].lemma in {"sky", "street", "forest", "wood", "night", "sea"} and word.dep == "amod"


def _of_sun(tree: Tree, at: int, said: frozenset[int]) -> str:
    word = tree.words[at]
    if scope_of(tree, at, said) not in {Scope.HERE, Scope.BEFORE}:
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
        return tree.words[word.head].lemma in {"shine", "rise", "come", "twinkle", "hang", "glitter", "glow", "be", "climb", "appear", "stand", "look", "light", "sail", "float", "pour"}
    return tree.words[word.head].low in {"under", "beneath"} or (word.dep == "dobj" and tree.words[word.head].lemma in {"see", "watch", "count"})


def _sun_shines(tree: Tree, mention: Mention) -> bool:
    if tree.words[mention.at].lemma == "sunshine":
        return True
    if mention.role == "subj" and mention.verb is not None:
        return tree.words[mention.verb].lemma in {"shine", "come", "beat", "blaze", "warm", "pour", "sparkle", "burn", "drink", "dry", "melt"} and "down" not in {
            tree.words[one].low for one in tree.children(mention.verb)}
    return mention.role == "in"
