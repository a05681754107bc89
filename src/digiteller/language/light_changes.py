"""When on a page lamps go on or out, lightning strikes, or the sun comes and goes."""

from __future__ import annotations

from collections.abc import Iterator, Set

from digiteller.language.grammar import language_table
from digiteller.language.parsing import Tree
from digiteller.language.scopes import Scope, scope_of
from digiteller.language.storyboard import LightChange, LightSort


def find_light_changes(tree: Tree, said: frozenset[int]) -> tuple[LightChange, ...]:
    """Return how the light changes, in the text's order: "Then she turned out the lamp" ends it at its verb."""
    found = [
        LightChange(tree.numbers[at], sort)
        for at, word in enumerate(tree.words)
        if word.pos in {"VERB", "AUX"} and at not in said and scope_of(tree, at, said) is Scope.HERE
        for sort in _sorts(tree, at)
    ]
    return tuple(dict.fromkeys(found))


def _sorts(tree: Tree, verb: int) -> Iterator[LightSort]:
    table, lemma = language_table("light_changes.yaml"), tree.words[verb].lemma
    subjects, objects = _nouns(tree, verb, "nsubj", "nsubjpass"), _nouns(tree, verb, "dobj")
    particles = {tree.words[one].low for one in tree.children(verb, "prt", "advmod", "prep", "acomp")}
    lights = set(table["lights"])
    if lights & (subjects | objects):
        if lemma in table["off"] or (lemma in table["turned"] and particles & {"off", "out"}):
            yield "off"
        elif lemma in table["on"] or (lemma in table["turned"] and particles & {"on", "up"}):
            yield "on"
    if subjects & {"lightning"} and lemma in table["strikes"]:
        yield "flash"
    if subjects & {"sun"} and (lemma == "rise" or (lemma == "come" and particles & {"up", "out"})):
        yield "dawn"
    if (subjects & {"sun"} and (lemma == "set" or (lemma in {"go", "sink"} and particles & {"down"}))) or (
        subjects & {"night", "dusk", "darkness"} and lemma in {"fall", "come"}
    ):
        yield "dusk"


def _nouns(tree: Tree, verb: int, *deps: str) -> Set[str]:
    return {tree.words[one].lemma for one in tree.children(verb, *deps)}
