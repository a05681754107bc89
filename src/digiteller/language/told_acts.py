"""All that is done on a page: for the film, in which everybody acts when the words are said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from digiteller.language.doing import Deed, drawn_pose, find_deeds, usual_pose
from digiteller.language.grammar import language_table
from digiteller.language.noun_mentions import Mention
from digiteller.language.parsing import Tree
from digiteller.language.place_nouns import known_settings
from digiteller.language.somebody import Somebody
from digiteller.language.storyboard import Act

_NOTHING = {"", "idle", "talk", "work", "stand", "carried"}
"""Poses that show nothing of their own."""
_LEAVING = {"leave"}
"""What is no walk where something is left: "she left a note"."""
_RISING = {"stand", "get", "rise"}
_GOING = {"run", "jump", "crawl", "dance", "fly", "ride"}


def tell_acts(
    tree: Tree,
    mentions: Sequence[Mention],
    meant: Mapping[int, tuple[Somebody, ...]],
    said: frozenset[int],
    id_of: Callable[[Somebody], str],
    present: Sequence[Somebody],
) -> tuple[Act, ...]:
    """Return what those who are on a page do, in the text's order: "Pip came in and nodded" walks in, then nods."""
    acts = []
    for who, deeds in find_deeds(tree, mentions, meant, said).items():
        for deed in deeds if who in present else ():
            if deed.before or deed.done_to:
                continue
            name = _shown(tree, deed)
            way = way_of(tree, deed.verb)
            if not way and (name in _NOTHING or tree.words[deed.verb].lemma in _LEAVING):
                continue
            others = [one for at in _objects(tree, deed.verb) for one in meant.get(at, ()) if one is not who]
            there = [one for one in others if one in present]
            name = "walk" if name in _NOTHING else name
            acts.append(Act(id_of(who), name, tree.numbers[deed.verb], way, id_of(there[0]) if there else ""))
    return _joined(sorted(dict.fromkeys(acts), key=lambda act: act.word))


def _joined(acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return acts in which "came running" is one: it comes, and runs."""
    joined: list[Act] = []
    for act in acts:
        before = next((one for one in reversed(joined) if one.person == act.person), None)
        if before and before.way and before.doing == "walk" and 0 < act.word - before.word <= 2 and act.doing in _GOING:
            joined[joined.index(before)] = replace(before, doing=act.doing)
        else:
            joined.append(act)
    return tuple(joined)


def _shown(tree: Tree, deed: Deed) -> str:
    """Return what a deed is seen as: the gesture of its verb, unless the words around it tell of something else."""
    gesture, pose = gesture_of_verb(tree, deed.verb), drawn_pose(deed.pose)
    if deed.pose == "stand" and tree.words[deed.verb].lemma in _RISING and _has_particle(tree, deed.verb, "up"):
        return "rise"
    special = deed.pose not in {usual_pose(tree.words[deed.verb].lemma), "idle", "hold"}
    return pose if special or not gesture else gesture


def _has_particle(tree: Tree, verb: int, particle: str) -> bool:
    return any(tree.words[one].low == particle for one in tree.children(verb, "prt", "advmod", "prep"))


def gesture_of_verb(tree: Tree, verb: int) -> str:
    """Return the gesture that a verb with its object asks for: "shook his head" is ``shake``; empty for none."""
    lemma = tree.words[verb].lemma
    objects = [tree.words[one].lemma for one in tree.children(verb, "dobj")]
    return next((found for one in objects if (found := gestures().get(f"{lemma} {one}"))), gestures().get(lemma, ""))


def way_of(tree: Tree, verb: int) -> Literal["", "in", "out"]:
    """Return whether somebody comes to where the page is or leaves it: "ran off" leaves."""
    table, lemma = language_table("gestures.yaml"), tree.words[verb].lemma
    after = {tree.words[one].low for one in tree.children(verb, "prt", "advmod", "prep")}
    if lemma in table["come"]:
        return "in"
    if lemma in table["leave"]:
        left = [tree.words[one].lemma for one in tree.children(verb, "dobj") if tree.words[one].pos == "NOUN"]
        return "out" if all(noun in known_settings() for noun in left) else ""
    if lemma not in table["go"]:
        return ""
    if after & set(table["inward"]) or (after & {"out"} and _is_new(tree, verb)):
        return "in"
    return "out" if after & set(table["away"]) else ""


def _is_new(tree: Tree, verb: int) -> bool:
    """Return whether somebody is told of for the first time: "a mouse crept out"."""
    dets = [tree.words[two].low for one in tree.children(verb, "nsubj") for two in tree.children(one, "det", "nummod")]
    return any(word in {"a", "an", "some", "another", "two", "three"} for word in dets)


@cache
def gestures() -> Mapping[str, str]:
    """Return the gesture of each verb, or verb with its object."""
    return {verb: name for name, verbs in language_table("gestures.yaml")["gestures"].items() for verb in verbs}


@cache
def acted_names() -> frozenset[str]:
    """Return the names of all that acts may be, besides what pages show."""
    return frozenset(gestures().values())


def _objects(tree: Tree, verb: int) -> list[int]:
    """Return to whom or what something is done: objects, and what stands behind "to", "at" and the like."""
    toward = set(language_table("gestures.yaml")["toward"])
    preps = [one for one in tree.children(verb, "prep", "dative") if tree.words[one].low in toward]
    return [*tree.children(verb, "dobj", "dative"), *(two for one in preps for two in tree.children(one, "pobj"))]
