"""What a noun is to its clause: subject, object, or what its preposition says."""

from __future__ import annotations

from digiteller.language.grammar import frame_words, grammar_words
from digiteller.language.parsing import Tree
from digiteller.language.scopes import listed_with


def role_of(tree: Tree, at: int) -> tuple[str, int | None]:
    """Return what a noun is to its clause, and the clause's verb: "into the wood she ran" ``into`` and "ran"."""
    word = tree.words[at]
    here = at
    here = listed_with(tree, here)
    while tree.words[here].dep == "conj" and tree.words[tree.words[here].head].pos in {"NOUN", "PROPN", "PRON"}:
        here = tree.words[here].head
    word = tree.words[here]
    head = tree.words[word.head]
    if word.dep == "pobj" and head.low == "of" and tree.words[head.head].head != head.head:
        outer = tree.words[head.head]
        if outer.pos in {"NUM", "PRON", "DET", "ADJ"} or outer.lemma in frame_words("counting"):
            return role_of(tree, head.head)
    verb = next((one for one in tree.above(here) if tree.words[one].pos in {"VERB", "AUX"}), None)
    if word.head == here:
        return "root", None
    if word.dep in {"nsubj", "nsubjpass", "csubj"}:
        return "subj", word.head
    if word.dep in {"dobj", "dative", "oprd", "npadvmod"} and verb == word.head and _is_speaker(tree, here, verb):
        return "subj", verb
    if word.dep in {"dobj", "dative", "oprd"}:
        return "obj", verb
    if word.dep == "attr":
        there = tree.child(word.head, "expl") is not None
        return ("subj" if there else "attr"), verb
    if word.dep == "poss":
        return "poss", verb
    if word.dep == "appos":
        return "appos", verb
    if word.dep in {"npadvmod"}:
        return "when", verb
    if word.dep in {"pobj", "pcomp"}:
        return head.low, verb
    if word.dep == "ROOT":
        return "root", None
    return word.dep, verb


def _is_speaker(tree: Tree, at: int, verb: int) -> bool:
    """Return whether a noun is who speaks, after what is said: "called the baker"."""
    subject = tree.child(verb, "nsubj")
    if (
        at < verb
        or (subject is not None and subject > verb - 2)
        or tree.words[verb].lemma not in grammar_words("speaking")
    ):
        return False
    before = [word.text for word in tree.words[max(0, verb - 2) : verb]]
    return any(mark in {"”", "’", '"', "»", "“"} for mark in before)
