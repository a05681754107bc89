"""Verbs of a premise, which tells in the present, as a story has them, which tells in the past."""

from __future__ import annotations

from digiteller.language.dictionary import entries
from digiteller.language.inflection import participle, past, third_person
from digiteller.language.parsing import Token, Tree

_PASTS = {"be": "was", "have": "had", "do": "did", "can": "could", "will": "would", "shall": "should", "may": "might"}
_SHORT = {"'s": "", "'re": "were", "'ve": "had", "'ll": "would", "'m": "was", "ca": "could", "wo": "would"}
PRESENT = ("VBZ", "VBP", "MD")
_CLAUSES = ("relcl", "advcl", "ccomp", "acl", "pcomp")


def told_verb(tree: Tree, at: int, root: int) -> str:
    """Return a finite verb as it is told afterwards: "was" for is, "had been" for what was before that."""
    word = tree.words[at]
    if word.tag == "VBD":
        return _earlier(tree, at, root)
    if is_hidden_verb(tree, at):
        return _past_of(word)
    if not is_finite(tree, at):
        return word.low
    if word.low in ("would", "could", "should", "might", "used", "ought"):
        return word.low
    if word.low == "must":
        return "must" if tree.child(word.head, "neg") is not None else "had to"
    if word.low == "are" or (word.low == "'re"):
        return "were"
    return _SHORT.get(word.low) or _PASTS.get(word.lemma) or _past_of(word)


def is_finite(tree: Tree, at: int) -> bool:
    """Tell whether a verb has a subject and a time of its own, though the parser has an infinitive: "they build"."""
    word = tree.words[at]
    if word.tag in PRESENT:
        return True
    if word.tag != "VB" or is_governed(tree, at):
        return False
    if word.dep in ("auxpass", "aux"):
        return any(tree.children(one, "nsubj", "nsubjpass") for one in (at, word.head))
    subject = tree.child(at, "nsubj", "nsubjpass") is not None
    return (subject and word.dep in ("ROOT", "conj", "relcl", "advcl")) or (
        word.dep == "conj" and is_finite(tree, word.head)
    )


def _past_of(word: Token) -> str:
    """Return the past of a verb, which may be one already: "froze"."""
    forms = entries(word.low).get("VERB", (word.low,))
    if word.tag != "VBZ" and not word.low.endswith("s") and word.low not in forms:
        return word.low
    return past(dictionary_form(word) if word.tag == "VBZ" else forms[0])


def _earlier(tree: Tree, at: int, root: int) -> str:
    """Return a verb of the past: what had been before a story that is told in the present lies further back."""
    word = tree.words[at]
    main = tree.words[root]
    now = (
        main.tag in PRESENT
        or is_hidden_verb(tree, root)
        or any(tree.words[one].tag in PRESENT for one in tree.children(root, "aux", "auxpass"))
    )
    inner = word.dep in _CLAUSES and not tree.children(at, "aux", "auxpass")
    return f"had {participle(word.lemma)}" if now and inner else word.text


def is_governed(tree: Tree, at: int) -> bool:
    """Tell whether something makes a verb an infinitive: to, a modal verb, or "help her find it"."""
    word = tree.words[at]
    helper = word.head if word.dep in ("aux", "auxpass") else at
    if any(one != at for one in tree.children(helper, "aux")) or word.dep in ("ccomp", "xcomp"):
        return True
    return tree.words[at].dep == "conj" and is_governed(tree, tree.words[at].head)


def dictionary_form(word: Token) -> str:
    """Return a verb's dictionary form, also where the parser has another one: "hates" is hate, and not hat."""
    if word.tag != "VBZ" or third_person(word.lemma) == word.low:
        return word.lemma
    return next((one for one in (word.low[:-1], word.low[:-2]) if third_person(one) == word.low), word.lemma)


def is_hidden_verb(tree: Tree, at: int) -> bool:
    """Tell whether a verb was taken for a noun: "an old keeper lights the lamp" has "an", and "decide" is no noun."""
    word = tree.words[at]
    if word.pos != "NOUN" or word.dep in ("pobj", "dobj", "compound", "amod"):
        return False
    parts = [at, *tree.children(at, "compound")]
    a = any(tree.words[one].low in ("a", "an") for part in parts for one in tree.children(part, "det") if one < at)
    many = any(tree.words[one].tag == "NNS" for one in parts[1:])  # "a family of mice moves in"
    plain = bool(tree.children(at, "det", "poss", "amod"))  # "the dam", whatever the dictionary knows
    verbal = "NOUN" not in entries(word.low) and "VERB" in entries(word.low)
    return (word.tag == "NNS" and (a or many)) or (verbal and not plain)


def is_misread(word: Token) -> bool:
    """Tell whether a finite verb was taken for a noun: "stops" in "a widow who runs the shop stops baking"."""
    return word.tag in ("VBZ", "VBP", "VBD") and word.pos == "VERB" and word.dep in ("dobj", "pobj", "attr", "compound")
