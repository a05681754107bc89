"""Which drawing plain words for a thing mean, without a sentence around them: "a red kettle", "slice of bread"."""

from __future__ import annotations

import re
from functools import cache

from digiteller.language.grammar import language_table
from digiteller.language.noun_lookup import singular
from digiteller.language.senses import Sense, senses
from digiteller.language.thing_keys import thing_keys
from digiteller.language.vocabulary import vocabulary

ARTICLES = {"a", "an", "the", "some", "his", "her", "its", "their", "two", "three"}
_TAIL = re.compile(r"\s+(?:with|without|in|on|at|from|for|full of|tied|made|held|and)\s.*")
"""What only says more of a thing: "a cup with two straws"."""
_CONTAINERS = {
    "basket", "bag", "barrel", "bottle", "bowl", "box", "bucket", "can", "cart", "chest", "crate", "cup", "glass",
    "jar", "jug", "pail", "pan", "plate", "pot", "sack", "tin", "tray", "trunk", "tub", "wheelbarrow",
}  # fmt: skip
"""What is drawn for "a bucket of coins and buttons", where its contents have no drawing."""


def find_thing(words: str) -> tuple[str, str]:
    """Return the drawing and the colour that plain words for a thing mean, "a red kettle"; empty for unknown ones."""
    if words.strip() in thing_keys():
        return words.strip(), ""
    text = " ".join(part for part in words.lower().split() if part not in ARTICLES)
    for said in (text,) if text in _plain() else dict.fromkeys((_TAIL.sub("", text), text)):
        key, color = _find(said)
        if key:
            return key, color
    return "", _color(text.split())


def find_ride(words: str) -> str:
    """Return the drawing of what somebody rides in, told in plain words: "a balloon"; empty for unknown ones."""
    key = find_thing(words)[0] if words else ""
    return "own:hot-air balloon" if key == "🎈" else key


def _find(text: str) -> tuple[str, str]:
    for spelled in dict.fromkeys((text, text.replace("-", " "))):
        parts = [part for part in spelled.split() if part not in ARTICLES]
        color = _color(parts)
        parts = [part for part in parts if part != color]
        if "of" in parts[1:] and parts[parts.index("of") - 1] in _CONTAINERS:
            key = _phrase(tuple(parts)) or _longest(parts[parts.index("of") + 1 :])
            return key or _longest(parts[: parts.index("of")]) or "", color
        key = _longest(parts)
        if key is not None:
            return key, color
    return "", _color(text.split())


def _longest(parts: list[str]) -> str | None:
    """Return the drawing of the longest known phrase at the end of some words; None if there is none."""
    found = (_phrase(tuple(parts[begin:])) for begin in range(len(parts)))
    return next((key for key in found if key is not None), None)


def _color(parts: list[str]) -> str:
    """Return the colour before a noun: an orange ball is orange, an orange is a fruit."""
    return next((part for part in parts[:-1] if part in vocabulary().colors), "")


def _phrase(parts: tuple[str, ...]) -> str | None:
    """Return the drawing of a phrase; empty if nothing shows what it means, None if it is unknown."""
    if parts[0] == "of":
        return None
    singulars = [*parts[:-1], singular(parts[-1])]
    heads = [singular(one) if after == "of" else one for one, after in zip(parts, (*parts[1:], ""), strict=True)]
    for form in dict.fromkeys((" ".join(parts), " ".join(singulars), " ".join(heads), "".join(parts))):
        if form in _plain():
            return _plain()[form]
        if key := _drawing(form, frozenset(parts[:-1])):
            return key
    return None


def _drawing(noun: str, beside: frozenset[str]) -> str:
    props = [value for sort, value in vocabulary().phrases.get(tuple(noun.split()), ()) if sort == "prop"]
    meant = sorted((one for one in senses().get(noun, ()) if one.draw), key=lambda one: _doubt(one, beside))
    sure = [one.draw for one in meant if not _doubt(one, beside)]
    found = [*sure, *_vehicles().get(noun, ()), *props, *(one.draw for one in meant)]
    return found[0] if found else ""


def _doubt(sense: Sense, beside: frozenset[str]) -> int:
    """Return how many conditions of a sense nothing speaks for."""
    return bool(sense.near and not sense.near & beside) + bool(sense.page) + bool(sense.places)


@cache
def _plain() -> dict[str, str]:
    """Return what plain_things.yaml tells, by noun: empty for what nothing shows."""
    table = language_table("plain_things.yaml")
    found = {noun: key for key, nouns in table["drawings"].items() for noun in nouns} | dict.fromkeys(table["none"], "")
    return {" ".join(part for part in noun.lower().split() if part not in ARTICLES): key for noun, key in found.items()}


@cache
def _vehicles() -> dict[str, tuple[str, ...]]:
    return {noun: (key,) for key, nouns in language_table("anchors.yaml")["vehicles"].items() for noun in nouns}
