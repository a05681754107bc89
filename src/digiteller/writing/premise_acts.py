"""What a premise names and what is done in it, in its own words: noun phrases, and acts as infinitives."""

from __future__ import annotations

from collections.abc import Sequence

from digiteller.language.inflection import past
from digiteller.language.parsing import Tree
from digiteller.writing.noun_phrases import Noun
from digiteller.writing.premise_names import PremisePerson
from digiteller.writing.premise_words import premise_table, premise_words

_DETERMINERS = ("det", "poss", "nummod", "predet")
_PASTS = {"be": "was", "have": "had", "do": "did", "can": "could", "will": "would", "must": "had to", "may": "might"}
_FORMS = {
    **dict.fromkeys(["he", "she", "i"], "they"),
    **dict.fromkeys(["him", "me"], "them"),
    **dict.fromkeys(["his", "my", "its"], "their"),
    **dict.fromkeys(["himself", "herself", "myself", "itself"], "themself"),
    "hers": "theirs",
}
"""Pronouns that mean the hero, and the slots that stand for them."""
_REASONS = ("because", "since", "as", "although", "though", "so", "while")
_CORE = ("dobj", "prt", "dative", "attr", "acomp", "oprd", "xcomp", "ccomp")
_CORE_AND_WAY = (*_CORE, "prep", "advmod")
_FINITE = ("VBZ", "VBD", "VBP")


def noun_of(tree: Tree, at: int) -> Noun:
    """Return the noun phrase of a word, without whose it is: "his mother's favourite vase" is "favourite vase"."""
    word = tree.words[at]
    before = [one for one in tree.children(at, "compound", "amod", "nmod") if one < at]
    before = [one for one in before if tree.words[one].low not in ("many", "much", "same")]
    before = [one for one in before if tree.words[one].tag != "JJS"]
    parts = [tree.words[one].text if tree.words[one].pos == "PROPN" else tree.words[one].low for one in before]
    text = " ".join([*parts, word.text if word.pos == "PROPN" else word.low])
    for prep in tree.children(at, "prep"):
        inner = tree.child(prep, "pobj")
        if tree.words[prep].low == "of" and inner is not None:
            text += " " + span(tree, sorted(tree.below(prep)))
    if word.tag in ("NNS", "NNPS"):
        return Noun(text, "plural")
    if word.pos == "PROPN" and not tree.children(at, "det"):
        return Noun(text, "name")
    if word.lemma in premise_words("uncounted"):
        return Noun(text, "mass")
    known = any(tree.words[one].low == "the" for one in tree.children(at, "det"))
    bare = not tree.children(at, *_DETERMINERS)
    return Noun(text, "the" if known and word.pos == "ADJ" else "mass" if bare and word.pos == "NOUN" and at else "one")


def infinitive(tree: Tree, at: int, hero: PremisePerson | None, *, short: bool = False) -> str:
    """Return what is done as an infinitive without to: "carry {hero.their} lantern over the bridge".

    ``short`` leaves out where, when and how, where there is an object: "carry {hero.their} lantern".
    """
    word = tree.words[at]
    if word.pos == "NOUN" and word.dep in ("dobj", "attr", "conj", "appos"):
        verb = next((above for above in tree.above(at) if tree.words[above].pos == "VERB"), None)
        return f"{tree.words[verb].lemma} {noun_of(tree, at).text}" if verb is not None else ""
    if word.pos not in ("VERB", "AUX"):
        return ""
    kept = {at}
    for child in tree.children(at):
        one = tree.words[child]
        if one.dep == "advcl" and any(tree.words[mark].low in _REASONS for mark in tree.children(child, "mark")):
            continue
        if short and one.dep not in (_CORE if tree.child(at, "dobj", "xcomp", "ccomp") is not None else _CORE_AND_WAY):
            continue
        if one.low in premise_table()["told times"]:
            continue
        if child > at and not _begins_anew(tree, child):
            below = set(tree.below(child))
            instead = any(tree.words[part].low in ("only", "just") for part in below)
            kept |= set() if instead else below
        elif one.dep == "advmod" and one.low not in ("only", "just", "not", "so", "when", "why", "how", "then"):
            kept.add(child)
    last = max(kept)
    order = [one for one in sorted(kept) if not (tree.words[one].text in ",.!?;" and one >= last)]
    return span(tree, order, {at: word.lemma}, hero).rstrip(" ,;.!?")


def _begins_anew(tree: Tree, at: int) -> bool:
    """Tell whether a part of a sentence is a clause of its own."""
    word = tree.words[at]
    if word.dep in ("cc", "punct"):
        joined = [one for one in tree.children(word.head, "conj") if one > at]
        return not joined or _begins_anew(tree, joined[0])
    if word.dep == "conj":
        return word.tag in _FINITE or tree.child(at, "nsubj", "nsubjpass", "expl") is not None
    return word.dep in ("parataxis", "ROOT")


def span(
    tree: Tree, order: Sequence[int], instead: dict[int, str] | None = None, hero: PremisePerson | None = None
) -> str:
    """Return words as they stand, with slots for pronouns that mean the hero."""
    out = ""
    for place, at in enumerate(order):
        word = tree.words[at]
        text = instead[at] if instead and at in instead else _said(tree, at, hero)
        if not text:
            continue
        glued = place > 0 and word.start == tree.words[order[place - 1]].start + len(tree.words[order[place - 1]].text)
        glued = glued and not (text == "not" and out.endswith("could"))
        out += text if glued or not out else f" {text}"
    return out


def _said(tree: Tree, at: int, hero: PremisePerson | None) -> str:
    word = tree.words[at]
    if word.low == "are":
        return "were"
    if word.tag == "MD" and word.low in ("would", "could", "should", "might"):
        return word.low
    if word.tag in ("VBZ", "VBP", "MD"):
        return _PASTS.get(word.lemma) or _PASTS.get(word.low) or past(word.lemma)
    if hero is None or word.pos not in ("PRON", "DET"):
        return word.text
    if word.low == "her":
        return "{hero.their}" if word.dep == "poss" else "{hero.them}"
    form = _FORMS.get(word.low)
    return f"{{hero.{form}}}" if form else word.text
