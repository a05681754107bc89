"""Nouns beside names and names beside names: "her nephew Caspar", "two children, Mia and Tom"."""

from __future__ import annotations

from collections.abc import Sequence

from digiteller.language.grammar import people_words
from digiteller.language.noun_lookup import find_person
from digiteller.language.noun_mentions import Mention
from digiteller.language.parsing import Tree
from digiteller.language.people import Described, titles


def first_name_before(tree: Tree, mention: Mention) -> str:
    """Return the first name before a family name: "Grace Mwangi"."""
    for one in tree.children(mention.at, "compound", "flat"):
        word = tree.words[one]
        if (
            one == mention.at - 1
            and word.low not in people_words("no first names")
            and word.text.isalpha()
            and len(word.text) > 2
            and word.text.istitle()
            and word.low.rstrip(".") not in titles()
        ):
            return word.text
    return ""


def whose_name(tree: Tree, mention: Mention) -> int | None:
    """Return the word for whose name is told: "My name is Bea", "the llama, whose name was Pablo"."""
    word = tree.words[mention.at]
    if (
        word.dep == "pobj"
        and tree.words[word.head].low == "of"
        and tree.words[tree.words[word.head].head].low == "name"
    ):
        verb = next((one for one in tree.above(mention.at) if tree.words[one].pos == "VERB"), None)
        return tree.child(verb, "nsubj", "nsubjpass") if verb is not None else None
    if word.dep not in {"attr", "oprd", "dobj", "acomp", "appos"}:
        return None
    verb = word.head
    for subject in tree.children(verb, "nsubj", "nsubjpass"):
        if tree.words[subject].low in {"i", "he", "she", "it", "they"} and tree.words[verb].lemma in {"call", "name"}:
            return subject
        if tree.words[subject].low == "i" and tree.words[verb].lemma == "be":
            return subject
        owner = tree.child(subject, "poss")
        if tree.words[subject].low == "name" and owner is not None:
            return tree.words[verb].head if tree.words[owner].low == "whose" else owner
    return None


def noun_beside(tree: Tree, mention: Mention) -> tuple[int, Described, str] | None:
    """Return the noun that a name stands beside: "her nephew Caspar", "the goat, Hortense", "a fox called Pip"."""
    word = tree.words[mention.at]
    candidates = [one for one in tree.children(mention.at, "compound", "nmod", "appos")]
    candidates += _after_the(tree, mention.at)
    if word.dep in {"appos"} or (word.dep in {"compound"} and word.head < mention.at):
        candidates.append(word.head)
    if word.dep in {"oprd", "attr", "dobj", "appos"}:
        verb = word.head
        if tree.words[verb].lemma in {"name", "call"} and tree.words[verb].dep in {"acl", "relcl", "advcl", "conj"}:
            candidates.append(tree.words[verb].head)
    for at in candidates:
        if tree.words[at].text[:1].isupper() and tree.words[at].pos == "PROPN":
            continue
        found = find_person(tree, at)
        if found is not None:
            return at, *found
    return None


def _after_the(tree: Tree, at: int) -> list[int]:
    """Return the noun of "Jessamy the bat"."""
    if at + 2 < len(tree.words) and tree.words[at + 1].low == "the":
        for one in range(at + 2, min(at + 5, len(tree.words))):
            if tree.words[one].pos == "NOUN" and (one + 1 >= len(tree.words) or tree.words[one + 1].pos != "NOUN"):
                return [one]
            if tree.words[one].pos not in {"ADJ", "NOUN", "PROPN"}:
                break
    return []


def listed_after(tree: Tree, mention: Mention, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the names that follow a plural behind a comma: "the movers, Nuno and young Duarte, took hold"."""
    at = mention.at + 1
    if at >= len(tree.words) or tree.words[at].text not in {",", "—", ":", "–"}:
        return []
    by_head = {one.at: one for one in mentions}
    found: list[Mention] = []
    for one in range(at + 1, min(at + 12, len(tree.words))):
        word = tree.words[one]
        if one in by_head and by_head[one].name:
            found.append(by_head[one])
        elif (
            word.low not in {"and", ","}
            and word.pos not in {"ADJ", "PRON", "DET", "NOUN", "ADV"}
            and word.tag != "PRP$"
        ):
            break
    return found


def is_conjoined(tree: Tree, at: int, first: int) -> bool:
    """Return whether a noun is listed after another: "Tom" in "Mia, Lu and Tom" after "Mia"."""
    while tree.words[at].dep == "conj":
        at = tree.words[at].head
        if at == first:
            return True
    return False
