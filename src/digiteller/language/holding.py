"""What somebody has in the hands who does what a verb says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from digiteller.language.grammar import frame_words, grammar_words
from digiteller.language.noun_mentions import Mention
from digiteller.language.parsing import Tree
from digiteller.language.person_details import garment
from digiteller.language.presence import anchors
from digiteller.language.scopes import Scope
from digiteller.language.senses import drawing_of


def in_hands(tree: Tree, verb: int, mentions: Mapping[int, Mention], setting: str = "") -> list[Mention]:
    """Return what somebody has in the hands who does what a verb says, each with the drawing that is meant."""
    word = tree.words[verb]
    found: list[Mention] = []
    held = grammar_words("taking") | frame_words("holding") | frame_words("eating")
    parts = {tree.words[one].low for one in tree.children(verb, "prt", "advmod")}
    taken_off = word.lemma in {"take", "pull"} and "off" in parts
    if word.lemma in held - {"see", "watch"} and (
        word.lemma in frame_words("eating") or taken_off or not parts & frame_words("letting go")
    ):
        for at in tree.children(verb, "dobj"):
            found += [mentions[one] for one in _those_of(tree, at) if one in mentions]
    for prep in tree.children(verb, "prep"):
        if tree.words[prep].low == "with":
            found += [mentions[one] for one in tree.children(prep, "pobj") if one in mentions]
    subjects = tree.children(verb, "nsubj", "attr")
    for clause in [
        *tree.children(verb, "advcl", "acl"),
        *(two for one in subjects for two in tree.children(one, "acl")),
    ]:
        if tree.words[clause].tag == "VBG" and tree.child(clause, "nsubj") is None:
            found += in_hands(tree, clause, mentions, setting)
    drawn = [replace(one, thing=drawing_of(tree, one, setting)) for one in found if not one.pronoun]
    return [one for one in drawn if _can_be_held(tree, one, word.lemma in frame_words("eating"))]


def _those_of(tree: Tree, at: int) -> list[int]:
    """Return a noun with those listed with it, or what it is a portion of: "a plate of sausages"."""
    of = [one for one in tree.children(at, "prep") if tree.words[one].low == "of"]
    inner = [two for one in of for two in tree.children(one, "pobj")]
    return [*(inner if tree.words[at].lemma in frame_words("portions") else []), at, *tree.children(at, "conj")]


def _can_be_held(tree: Tree, one: Mention, eaten: bool) -> bool:
    return (
        bool(one.thing)
        and one.person is None
        and not one.pronoun
        and (one.count == 1 or (eaten and one.count < 4))
        and one.thing not in grammar_words("not held")
        and one.scope is Scope.HERE
        and (one.lemma in frame_words("bedclothes") or one.lemma not in anchors())
        and (not (garment(one.lemma) or garment(tree.words[one.at].low)) or _is_taken_off(tree, one))
    )


def _is_taken_off(tree: Tree, one: Mention) -> bool:
    """Return whether a garment is in the hand: "he took off his cap", "with his hat in his hand"."""
    if one.lemma not in frame_words("headgear"):
        return False
    inner = [two for prep in tree.children(one.at, "prep") for two in tree.children(prep, "pobj")]
    if any(tree.words[two].lemma == "hand" for two in inner):
        return True
    parts = {tree.words[two].low for two in tree.children(one.verb, "prt", "prep", "advmod")} if one.verb else set()
    verb = tree.words[one.verb].lemma if one.verb is not None else ""
    return one.role == "obj" and ((verb in {"take", "pull"} and "off" in parts) or verb in {"hold", "wave", "lift"})
