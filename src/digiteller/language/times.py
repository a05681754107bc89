"""When a page plays, and in which weather: what its words tell, and what lasts from the page before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from digiteller.language.clock_times import hour_before_part, hour_told, is_hour, part_of_day, time_of_hour
from digiteller.language.daylight import is_night_dark, moon_shines, time_of_lamp, time_of_sun
from digiteller.language.evidence import is_told, weigh_evidence
from digiteller.language.grammar import inverted_table, table_map, time_words
from digiteller.language.noun_mentions import Mention
from digiteller.language.parsing import Tree
from digiteller.language.scopes import Scope, scope_of

Told = tuple[str, tuple[int, ...]]
"""What is told, empty for nothing, and the words that tell it."""


THERE = {Scope.HERE, Scope.ASIDE, Scope.AFAR, Scope.BEFORE}


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
    time = inverted_table("times.yaml", "times").get(lemma, "")
    if not time or mention.pronoun or mention.at in said or mention.scope in unreal or is_told(tree, mention.at):
        return None
    if lemma == "night" and mention.role == "obj":
        return None
    before = {tree.words[one].low for one in tree.children(mention.at, "amod", "compound", "det", "nmod")}
    hour = hour_before_part(tree, mention.at)
    if lemma == "morning" and (before & {"early"} or hour in range(4, 7)):
        time = "dawn"
    elif lemma == "morning" and hour in range(1, 4):
        time = "night"
    meals = {"breakfast", "lunch", "supper", "dinner", "tea"}
    not_now = time_words("not now") - {"before", "of"} - ({"after"} if lemma in meals else set())
    if mention.role in not_now or (mention.role == "before" and lemma not in {"dawn", "night"}):
        return None
    head = tree.words[tree.words[tree.words[mention.at].head].head].lemma
    if mention.role == "of" and head not in {"middle", "end", "dark", "dead", "hour", "half"}:
        return None
    if lemma in meals and mention.role not in {"at", "over", "after", "during", "subj", "obj", "in", "by"}:
        return None
    weight = 1.0 if mention.scope is Scope.HERE else 0.4
    if mention.role == "obj":
        weight *= 0.9
    elif lemma == "morning" and time == "day" and hour_before_part(tree, mention.at) is not None:
        weight *= 1.25
    if before & {"last", "next"} and lemma == "night" and mention.role == "when" and mention.begin > 6:
        weight = 0.5
    if mention.role == "before" and lemma == "night":
        time = "dusk"
    return _Clue(time, mention.at, weight)


def _of_word(tree: Tree, at: int, said: frozenset[int], before: str, setting: str) -> list[_Clue]:
    """Return what a word tells of light, sun, moon, lamps and clocks."""
    word, low, found = tree.words[at], tree.words[at].low, []
    if low in table_map("times.yaml", "words of times") and scope_of(tree, at, said) in THERE:
        found.append(_Clue(table_map("times.yaml", "words of times")[low], at, 0.9))
    if low in {"dark", "darkness"} and is_night_dark(tree, at, said, setting):
        found.append(_Clue("night", at, 0.7))
    if word.lemma == "sun" and (time := time_of_sun(tree, at, said)):
        found.append(_Clue(time, at, 1.0))
    if word.lemma in {"star", "moon"} and word.dep in {"nsubj", "pobj", "dobj"} and moon_shines(tree, at, said):
        found.append(_Clue("night", at, 0.8))
    if word.lemma in time_words("lamps") and (time := time_of_lamp(tree, at, said)):
        found.append(_Clue(time, at, 0.75))
    if (
        word.lemma == "night"
        and word.dep in {"compound", "nmod"}
        and tree.words[word.head].lemma in time_words("of the night")
    ):
        found += [_Clue("night", at, 0.7)] if scope_of(tree, at, said) is Scope.HERE else []
    if is_hour(tree, at) and (hour := hour_told(tree, at)) is not None and scope_of(tree, at, said) in THERE:
        part = part_of_day(tree, at)
        if time := time_of_hour(hour, part, before):
            found.append(_Clue(time, at, 1.3 if part else 0.6))
    return found


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


def starts_anew(tree: Tree, mentions: Sequence[Mention]) -> bool:
    """Return whether another day or season begins: "one Tuesday", "the next morning", "that summer"."""
    first = max((at for at, sentence in enumerate(tree.sentences) if sentence <= 1), default=0)
    opening = [word.lemma.lower() for word in tree.words[:4]]
    return (
        any(
            said in {"one", "on", "next", "that", "by", "in"} and day in time_words("new day") and day != "day"
            for said, day in pairwise(opening)
        )
        or any(
            one.at <= first
            and tree.words[one.at].lemma.lower() in time_words("new day")
            and (
                one.role in {"when", "on", "in", "by", "after", "for", "root"}
                or (one.role == "subj" and tree.words[one.at].lemma.lower() in time_words("months and seasons"))
            )
            and one.scope in THERE | {Scope.DENIED}
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
