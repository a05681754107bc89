"""Who moves, or stays, in a clause: whether a place in it is where somebody is."""

from __future__ import annotations

from collections.abc import Collection

from digiteller.language.discourse import Meant
from digiteller.language.noun_mentions import Mention
from digiteller.language.parsing import Tree
from digiteller.language.somebody import Somebody


def _subjects(tree: Tree, verb: int | None) -> tuple[list[int], int | None]:
    """Return the subjects of a verb, or of that it goes with, and the verb whose they are."""
    for _ in range(6):
        if verb is None:
            break
        if subjects := tree.children(verb, "nsubj", "nsubjpass"):
            return subjects, verb
        head = tree.words[verb].head
        if head == verb or tree.words[verb].dep not in {"conj", "xcomp", "advcl", "ccomp", "pcomp", "dep"}:
            break
        verb = head if tree.words[head].pos in {"VERB", "AUX"} else tree.words[head].head
    return [], None


def moves_somebody(tree: Tree, verb: int | None, meant: Meant) -> bool:
    """Return whether who moves by a verb is somebody: "Bo ran", "she led him", but not "the road ran"."""
    subjects, found = _subjects(tree, verb)
    if any(one in meant for one in subjects):
        return True
    if found is None or tree.words[found].lemma not in {"lead", "carry", "bring", "take", "put", "guide", "drive"}:
        return False
    return any(one in meant for one in tree.children(found, "dobj"))


def moves_a_human(tree: Tree, mention: Mention, meant: Meant) -> bool:
    """Return whether the subject of a place's verb is a human: "Mum went to bed", not "the cat went to bed"."""
    subjects, _ = _subjects(tree, mention.verb)
    return any(who.kind == "human" for one in subjects for who in meant.get(one, ()))


def is_of_main(tree: Tree, verb: int | None, meant: Meant, main: Collection[Somebody]) -> bool:
    """Return whether an event is one of the main persons', or nobody's, or the page has none of them.

    "Bo's aunt lived by the sea" is none of Bo's.
    """
    subjects, _ = _subjects(tree, verb)
    who = {two for one in subjects for two in meant.get(one, ())}
    if not who or who & set(main):
        return True
    before = verb if verb is not None else len(tree.words)
    acting = {two for at in meant if at < before and tree.words[at].dep in {"nsubj", "nsubjpass"} for two in meant[at]}
    return not acting & set(main)
