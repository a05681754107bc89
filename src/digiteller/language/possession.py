"""Which things are on a page, who holds them, and who rides on what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from digiteller.language.clauses import EARLIER, REAL
from digiteller.language.coreference import StoryPerson
from digiteller.language.mentions import Mention, Reading
from digiteller.language.noun_phrases import Noun
from digiteller.language.page_content import Thing
from digiteller.language.vocabulary import vocabulary

Means = Callable[[Noun], Sequence[StoryPerson]]
"""Whom a noun phrase of this page means."""
_CARRYING = {"carry", "bring", "hold", "take"}
_EMPTY_HANDED = {"sleep", "swim", "cry", "climb", "hug"}


@dataclass
class Hands:
    """The things of one page."""

    things: dict[str, Thing] = field(default_factory=dict)
    holders: dict[str, StoryPerson] = field(default_factory=dict)
    rides: dict[StoryPerson, str] = field(default_factory=dict)
    set_down: set[str] = field(default_factory=set)


def key_of(mention: Mention) -> str:
    """Return the prop that a noun phrase is: an emoji or ``own:`` drawing; "" if it is none."""
    known, noun = vocabulary(), mention.noun
    if noun.possessor and {noun.head, noun.word} & known.grammar["body"]:
        return ""
    if key := noun.value("prop"):
        return key
    kind = known.kinds.get(noun.value("figure"))
    handled = mention.clause.verb in known.grammar["giving"] | {
        "eat",
        "catch",
        "cook",
        "hold",
        "carry",
        "fry",
        "grill",
        "drop",
    }
    contained = mention.role == "of" and mention.host is not None and bool(mention.host.value("prop"))
    if kind and kind.tiny and not noun.name and ((handled and mention.role == "object") or contained):
        return kind.sprite
    return ""


def find_possessions(reading: Reading, means: Means, it: Callable[[Noun], str]) -> Hands:
    """Return the things of a text, who ends up with them, and who rides on what. ``it`` tells which thing "it" is."""
    known, hands = vocabulary(), Hands()
    for mention in reading.mentions:
        key = key_of(mention) or it(mention.noun)
        if not key or mention.mode not in {REAL, EARLIER} or mention.role == "possessor":
            continue
        noun = mention.noun
        if mention.role == "in" and key in known.grammar["clothes"]:
            continue
        color = next((word for word in noun.modifiers if word in known.colors), "")
        old = hands.things.get(key, Thing(key, 1))
        hands.things[key] = Thing(key, max(old.count, noun.count), color or old.color)
        _hold(hands, key, mention, reading, means)
    for clause in reading.clauses:
        if clause.mode == REAL:
            for mention in reading.of(clause, *_ROLES):
                _ride(hands, mention, reading, means)
    return hands


_ROLES = ("object", "on", "in", "aboard", "into", "onto", "by", "upon", "atop", "inside")


def _hold(hands: Hands, key: str, mention: Mention, reading: Reading, means: Means) -> None:
    """Note who holds a thing after a clause."""
    rules, clause, noun = vocabulary().grammar, mention.clause, mention.noun
    if clause.mode != REAL or key in rules["not held"] or (noun.count > 1 and key not in {"🥾"}):
        return
    subjects = [one for subject in clause.subjects for one in means(subject)]
    if mention.role == "object":
        in_hand = any(
            one.noun.word in rules["hands"] or one.noun.head in rules["hands"] for one in reading.of(clause, "in")
        )
        if clause.verb in rules["giving"] and (receiver := _receiver(mention, reading, means)):
            hands.holders[key] = receiver
        elif clause.verb in rules["taking"] or in_hand:
            if subjects:
                hands.holders[key] = subjects[0]
        elif clause.verb in rules["dropping"]:
            hands.set_down.add(key)
            hands.holders.pop(key, None)
    elif mention.role == "with":
        placed = [one for one in clause.others if one.noun is noun]
        host = placed[0].host if placed else None
        owner = [one for one in means(host)] if host and host.value("figure") and not host.pronoun else subjects
        if owner and key not in hands.holders:
            hands.holders[key] = owner[0]
    elif mention.role == "subject":
        held = [one for one in reading.of(clause, "in") if one.noun.head in rules["hands"]]
        owner = [one for place in held if place.noun.possessor for one in means(place.noun.possessor)]
        if owner:
            hands.holders[key] = owner[0]
    elif mention.role == "in" and key in rules["containers"] and clause.verb in rules["taking"] and subjects:
        hands.holders[key] = subjects[0]
        for carried in reading.of(clause, "object") if clause.verb in _CARRYING else []:
            hands.things.pop(key_of(carried), None)
    elif mention.role in rules["placed"]:
        hands.set_down.add(key)


def _receiver(mention: Mention, reading: Reading, means: Means) -> StoryPerson | None:
    """Return who is given a thing: "gave the dragon her candle", "gave it to the dragon"."""
    for other in reading.of(mention.clause, "object", "to", "with"):
        first = other.role != "object" or other.noun.at < mention.noun.at
        if other.noun is not mention.noun and first and (found := means(other.noun)):
            return found[0]
    return None


def _ride(hands: Hands, mention: Mention, reading: Reading, means: Means) -> None:
    """Note who rides on or in what."""
    rules, clause, noun = vocabulary().grammar, mention.clause, mention.noun
    placed = next((one for one in clause.others if one.noun is noun), None)
    host = placed.host if placed else None
    rider = list(means(host)) if host and (host.value("figure") or host.name) else []
    rider = rider or [one for subject in clause.subjects for one in means(subject)]
    mount = ""
    riding = clause.verb in {"ride", "mount"} or (
        clause.verb in {"sit", "climb", "jump", "gallop", "fly", "hop", "perch", "travel"}
        and mention.role in {"on", "onto", "upon"}
    )
    if noun.word in rules["backs"] or noun.head in rules["backs"]:
        carriers = list(means(noun.possessor)) if noun.possessor else []
        of_whom = [one for other in reading.of(clause, "of") for one in means(other.noun)]
        carrier = next(iter([*carriers, *of_whom]), None)
        if carrier and mention.role in {"on", "onto", "upon", "atop"}:
            if rider and rider[0] is carrier:
                rider = [one for other in reading.of(clause, "object") for one in means(other.noun)]
            mount = _label(carrier)
    elif noun.value("prop") in rules["vehicles"] and mention.mode == REAL:
        inside = (
            mention.role in {"in", "aboard", "by", "inside"}
            or (mention.role in {"on", "into", "onto"} and noun.value("prop") not in {"🚗", "🚀"})
            or mention.role == "into"
        )
        if inside or clause.verb in {"ride", "row", "sail", "drive", "steer", "fly", "board", "paddle", "pilot"}:
            mount = noun.value("prop")
    elif riding and (mounts := list(means(noun))) and mounts[0] not in rider:
        mount = _label(mounts[0])
    for one in rider:
        if mount and mount not in {one.name, one.kind}:
            hands.rides[one] = mount


def _label(member: StoryPerson) -> str:
    return member.name or member.kind


def holdable(action: str) -> bool:
    """Whether a figure doing this has a hand for a thing."""
    return action not in _EMPTY_HANDED
