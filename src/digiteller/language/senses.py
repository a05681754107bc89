"""Which drawing a noun is surely meant as, by the words around it: "the ribbon's bow" is no bow for arrows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from digiteller.language.grammar import inverted_table, language_table
from digiteller.language.noun_lookup import known_phrases, look_up, noun_form
from digiteller.language.noun_mentions import Mention
from digiteller.language.parsing import Tree


@dataclass(frozen=True)
class Sense:
    """One of a noun's drawings, and when it is meant: all conditions that are not empty have to hold."""

    draw: str
    """An emoji or an ``own:`` drawing."""
    near: frozenset[str] = frozenset()
    """Lemmas of which one has to be in the noun's sentence."""
    not_near: frozenset[str] = frozenset()
    page: frozenset[str] = frozenset()
    """Lemmas of which one has to be on the page."""
    places: frozenset[str] = frozenset()
    """Settings of which the page plays in one."""
    told: bool = False
    """Whether a determiner, an owner or a number has to be before it, or it has to be the plural."""


@cache
def senses() -> dict[str, tuple[Sense, ...]]:
    """Return the senses of the nouns that have several, by lemma."""
    table = language_table("senses.yaml")
    return {noun: tuple(_sense(one) for one in listed) for noun, listed in table.items()}


def _sense(entry: dict[str, Any]) -> Sense:
    near, not_near, page, places = (frozenset(entry.get(name, ())) for name in ("with", "not with", "page", "place"))
    return Sense(entry["draw"], near, not_near, page, places, entry.get("told", False))


def drawing_of(tree: Tree, mention: Mention, setting: str = "") -> str:
    """Return the key of the drawing that a noun phrase is surely meant as; empty if none is."""
    noun = tree.words[mention.at].lemma.lower()
    if mention.begin < mention.at or " " in mention.lemma or noun not in senses() or named_with(tree, mention.at):
        return mention.thing
    around = _sentence(tree, mention.at)
    told = bool(mention.definite) or mention.plural
    for sense in senses()[noun]:
        if sense.told and not told:
            continue
        if (sense.near and not sense.near & around) or sense.not_near & around:
            continue
        if sense.places and setting not in sense.places:
            continue
        if sense.page and not sense.page & {word.lemma.lower() for word in tree.words}:
            continue
        return sense.draw
    return ""


def named_with(tree: Tree, at: int) -> int | None:
    """Return the noun after "of" that makes one name with a noun, as in "chest of drawers"; None for none."""
    for prep in tree.children(at, "prep"):
        inner = tree.child(prep, "pobj") if tree.words[prep].low == "of" else None
        if inner is not None and any(
            f"{noun_form(tree, at)} of {form}" in known_phrases()
            for form in (tree.words[inner].low, noun_form(tree, inner))
        ):
            return inner
    return None


def _sentence(tree: Tree, at: int) -> set[str]:
    """Return the other words of a noun's sentence, by lemma and as they are written; of small ones only its own."""
    number = tree.sentences[at]
    found: set[str] = set()
    for place, word in enumerate(tree.words):
        if tree.sentences[place] != number or place == at:
            continue
        if word.pos in {"PRON", "DET", "ADP"} and at not in {word.head, place} and tree.words[at].head != place:
            continue
        found |= {word.lemma.lower(), word.low}
    return found


def figurine(tree: Tree, mention: Mention) -> tuple[str, str]:
    """Return the drawing and the colour of an animal that is only made: "a wooden toad"; two empty words for none.

    Its key is ``own:figure`` with the animal's kind.
    """
    color = next(
        (
            inverted_table("frames.yaml", "colors of stuffs")[word]
            for word in mention.words
            if word in inverted_table("frames.yaml", "colors of stuffs")
        ),
        "",
    )
    kind = next((value for sort, value in look_up(tree, mention.at)[1] if sort == "figure"), "")
    return (f"own:figure {kind}", color) if kind and color and mention.person is None else ("", "")
