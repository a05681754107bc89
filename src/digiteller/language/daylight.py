"""The time of day by its light: sun, moon, stars, lamps and the dark."""

from __future__ import annotations

from digiteller.language.grammar import time_words
from digiteller.language.parsing import Tree
from digiteller.language.scopes import Scope, scope_of


def is_night_dark(tree: Tree, at: int, said: frozenset[int], setting: str) -> bool:
    """Return whether "dark" tells of night, and not of a tunnel or a cupboard."""
    if tree.words[at].pos not in {"NOUN", "ADJ"} or setting in time_words("always dark"):
        return False
    below = time_words("dark by day")
    if below & {word.lemma for word in tree.words}:
        return False
    return _dark_all_over(tree, at, said)


def _dark_all_over(tree: Tree, at: int, said: frozenset[int]) -> bool:
    """Return whether it is dark outside: "in the dark", "it was dark", "the dark street", not "a dark coat"."""
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
            tree.words[subject].low == "it" or tree.words[subject].lemma in time_words("dark at night")
        )
    return tree.words[word.head].lemma in {"sky", "street", "night", "sea"} and word.dep in {
        "amod",
        "compound",
    }


def time_of_lamp(tree: Tree, at: int, said: frozenset[int]) -> str:
    """Return the time by a lamp: "he lit the lamp" at dusk, "she turned off the light" at night."""
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


def time_of_sun(tree: Tree, at: int, said: frozenset[int]) -> str:
    """Return the time of day that the sun tells: "the sun was setting" is dusk."""
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
        if lemma in time_words("sun by day"):
            return "day"
    if word.dep == "pobj" and tree.words[word.head].low in {"in", "under"}:
        amods = {tree.words[one].low for one in tree.children(at, "amod", "compound")}
        return "dusk" if amods & {"evening", "setting", "late"} else "dawn" if amods & {"rising"} else "day"
    return ""


def moon_shines(tree: Tree, at: int, said: frozenset[int]) -> bool:
    """Return whether the moon or the stars are out: "the moon shone", "under the stars"."""
    word = tree.words[at]
    if scope_of(tree, at, said) is not Scope.HERE:
        return False
    if word.lemma == "star" and word.tag != "NNS":
        return False
    if word.dep == "nsubj":
        return tree.words[word.head].lemma in time_words("moon by night")
    head = tree.words[word.head]
    if head.low == "of" and tree.words[head.head].lemma in {"light", "glow", "beam", "ray", "sickle", "shine"}:
        return True
    return tree.words[word.head].low in {"under", "beneath"} or (
        word.dep == "dobj" and tree.words[word.head].lemma in {"see", "watch", "count"}
    )
