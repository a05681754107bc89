"""Dictionary forms of the verbs that parsers do not know."""

from __future__ import annotations

from dataclasses import replace

from digiteller.language.dictionary import entries
from digiteller.language.parsing import Token


def with_lemma(word: Token) -> Token:
    """Return a word with the dictionary form of its verb, which parsers do not know of some: knelt, leapt."""
    forms = entries(word.low)
    if word.pos == "NOUN" and word.dep in {"conj", "ROOT"} and "VERB" in forms and "NOUN" not in forms:
        return replace(word, pos="VERB", tag="VBD", lemma=forms["VERB"][0])  # "he put down the glass, knelt, and asked"
    if word.pos == "VERB" and word.tag == "VB" and (base := forms.get("VERB")) and word.low not in base:
        return replace(word, tag="VBD", lemma=base[0])  # "he got up and knelt"
    if word.pos != "VERB" or word.tag not in {"VBD", "VBN", "VBG", "VBZ", "VBP"}:
        return word
    verbs = forms.get("VERB", ())
    unknown = verbs and word.lemma not in verbs and not entries(word.lemma).get("VERB")
    return replace(word, lemma=verbs[0]) if unknown else word
