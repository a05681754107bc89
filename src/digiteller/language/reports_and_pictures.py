"""Sentences that go on with what was told of, depicted or seen outside before."""

from __future__ import annotations

from functools import lru_cache

from digiteller.language.grammar import frame_words
from digiteller.language.parsing import Tree


@lru_cache(maxsize=64)
def sentences_in_pictures(tree: Tree) -> frozenset[int]:
    """Return the sentences that tell what a picture shows: "her drawing. It was a street with tall houses"."""
    found: set[int] = set()
    for at, word in enumerate(tree.words):
        if (
            word.lemma not in frame_words("pictures")
            or word.pos != "NOUN"
            or word.dep not in {"dobj", "attr", "pobj", "nsubj"}
        ):
            continue
        for verb, other in enumerate(tree.words):
            if tree.sentences[verb] != tree.sentences[at] + 1 or other.lemma not in {"be", "show"}:
                continue
            if any(tree.words[one].low in {"it", "there"} for one in tree.children(verb, "nsubj", "expl")):
                found.add(tree.sentences[verb])
    return frozenset(found)


@lru_cache(maxsize=64)
def sentences_in_reports(tree: Tree) -> frozenset[int]:
    """Return the sentences that go on with what somebody tells: "he told of a ship. The pirates had asked the way"."""
    found: set[int] = set()
    telling = {
        tree.sentences[at]
        for at, word in enumerate(tree.words)
        if word.lemma in frame_words("telling")
        and any(tree.words[one].low in {"about", "of"} for one in tree.children(at, "prep"))
    }
    for number in range(max(tree.sentences, default=0) + 1):
        words = [at for at, one in enumerate(tree.sentences) if one == number]
        root = next((at for at in words if tree.words[at].head == at), None)
        if root is None or (number - 1) not in telling | found:
            continue
        subjects = [tree.words[one] for one in tree.children(root, "nsubj", "nsubjpass", "expl")]
        others = bool(subjects) and not any(
            one.pos == "PROPN" or one.low in {"he", "she", "i", "they", "we"} for one in subjects
        )
        if any(tree.words[one].low == "had" for one in tree.children(root, "aux")) or others:
            found.add(number)
    return frozenset(found)


@lru_cache(maxsize=64)
def sentences_outside(tree: Tree) -> frozenset[int]:
    """Return the sentences about what is outside, where nobody of the page is: "Outside, a pigeon landed".

    After "he looked out of the window", "down in the garden Odile walked" is outside, too.
    """
    found: set[int] = set()
    for at, word in enumerate(tree.words[:-1]):
        opens = at == 0 or tree.sentences[at - 1] != tree.sentences[at]
        if opens and at and word.low in {"down", "below", "outside"} and _looks_out(tree, tree.sentences[at] - 1):
            found.add(tree.sentences[at])
        if not opens or word.low != "outside" or tree.words[at + 1].text != "," or at == 0:
            continue
        subjects = [
            one
            for one in tree.words
            if one.dep == "nsubj" and tree.sentences[tree.words.index(one)] == tree.sentences[at]
        ]
        if not any(one.pos in {"PRON", "PROPN"} for one in subjects):
            found.add(tree.sentences[at])
    return frozenset(found)


def _looks_out(tree: Tree, sentence: int) -> bool:
    words = [word for at, word in enumerate(tree.words) if tree.sentences[at] == sentence]
    lemmas = {word.lemma for word in words}
    return bool(lemmas & {"window", "balcony", "porthole"}) and bool(lemmas & {"look", "peer", "gaze", "watch", "lean"})


def is_retold(tree: Tree, at: int) -> bool:
    """Return whether a clause is what somebody tells, by its tense: "there the camels wait, he told her"."""
    finite = next((one for one in (at, *tree.above(at)) if tree.words[one].tag in {"VBZ", "VBP", "VBD", "MD"}), None)
    if finite is None or tree.words[finite].tag not in {"VBZ", "VBP"}:
        return False
    here = tree.sentences[at]
    return any(
        word.tag == "VBD" and word.lemma in frame_words("telling") and tree.sentences[one] == here
        for one, word in enumerate(tree.words)
    )
