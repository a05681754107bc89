"""The words for places, and the settings that they mean."""

from __future__ import annotations

from functools import cache

from digiteller.language.grammar import language_table, place_words
from digiteller.language.noun_mentions import Mention
from digiteller.language.parsing import Tree
from digiteller.language.vocabulary import vocabulary


def indoors() -> frozenset[str]:
    """Return the settings with walls: ``kitchen``, ``train``, ``cave``."""
    return vocabulary().rooms.union(place_words("indoors"))


def settings_of(tree: Tree, mention: Mention) -> tuple[tuple[str, ...], str]:
    """Return the settings that a noun can mean, and the phrase by which it is known.

    "the kitchen window" is known as a kitchen, "Wanda's room" as a bedroom.
    """
    at = mention.at
    table, lemma, low = known_settings(), tree.words[at].lemma.lower(), tree.words[at].low
    if (found := _compound(tree, at)) is not None:
        return found
    of = next((one for one in tree.children(at, "prep") if tree.words[one].low == "of"), None)
    inner = tree.child(of, "pobj") if of is not None else None
    if inner is not None and (phrase := f"{lemma} of {tree.words[inner].lemma}") in table:
        return table[phrase], phrase
    if lemma == "room":
        return (("bedroom",), "room") if tree.child(at, "poss") is not None else ((), "")
    modifiers = [tree.words[one] for one in tree.children(at, "compound") if tree.words[one].pos == "NOUN"]
    if modifiers and lemma in place_words("heads") and mention.begin == at:
        return (table["shop"], "shop") if lemma == "shop" else ((), "")
    for form in (lemma, low):
        if form in table:
            return table[form], form
    if mention.settings:
        return mention.settings, mention.lemma
    if lemma in place_words("parts"):
        for part in modifiers:
            if part.lemma in table:
                return table[part.lemma], part.lemma
    return _by_suffix(low)


def _compound(tree: Tree, at: int) -> tuple[tuple[str, ...], str] | None:
    """Return the settings of the longest known phrase of up to three words that ends with a noun."""
    table = known_settings()
    for begin in range(max(0, at - 2), at):
        between = [tree.words[one] for one in range(begin, at)]
        if any(one.pos in {"PUNCT", "DET", "VERB", "ADP", "PRON"} and one.tag != "VBG" for one in between):
            continue
        for first in (" ".join(one.low for one in between), " ".join(one.lemma for one in between)):
            for last in (tree.words[at].lemma.lower(), tree.words[at].low):
                for phrase in (f"{first} {last}", f"{first}-{last}", f"{first}{last}"):
                    if phrase in table:
                        return table[phrase], phrase
                    if phrase in _phrases_of_settings():
                        return _phrases_of_settings()[phrase], phrase
    return None


def _by_suffix(low: str) -> tuple[tuple[str, ...], str]:
    """Return what a closed compound tells by its first part: "schoolroom"."""
    for suffix in ("room", "house", "side", "yard"):
        stem = low.removesuffix(suffix)
        if stem != low and len(stem) > 3 and stem in known_settings():
            return known_settings()[stem], stem
    return (), ""


@cache
def known_settings() -> dict[str, tuple[str, ...]]:
    """Return the settings that words of places.yaml mean: ``"stove": ("kitchen",)``."""
    found: dict[str, list[str]] = {}
    for setting, words in language_table("places.yaml")["settings"].items():
        for word in words:
            found.setdefault(word, []).append(setting)
    return {word: tuple(settings) for word, settings in found.items()}


@cache
def _phrases_of_settings() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for phrase, senses in vocabulary().phrases.items():
        settings = tuple(value for sort, value in senses if sort == "setting")
        if settings and len(phrase) > 1:
            found[" ".join(phrase)] = settings
    return found
