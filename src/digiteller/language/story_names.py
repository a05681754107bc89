"""Which words of a story are names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from digiteller.language.grammar import frame_words, grammar_words, people_words
from digiteller.language.noun_lookup import is_common, known_phrases, noun_form
from digiteller.language.parsing import Tree
from digiteller.language.people import people, titles
from digiteller.language.vocabulary import vocabulary


def find_names(trees: Sequence[Tree]) -> frozenset[str]:
    """Return the ordinary words that are names in a story: "Nettle", with a capital within a sentence."""
    found: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for tree in trees:
        for at, word in enumerate(tree.words):
            if word.text.islower():
                small[word.text] += 1
            elif (
                word.pos in {"PROPN", "NOUN"}
                and word.text.istitle()
                and not opens_sentence(tree, at)
                and tree.child(at, "det") is None
            ):
                beside = [tree.words[one].text for one in (at - 1, at + 1) if 0 <= one < len(tree.words)]
                if not any(one.istitle() and one.lower() not in titles() for one in beside):
                    found[word.text] += 1
    never = people_words("never names") | people_words("called by kinship") | grammar_words("place names")
    return frozenset(one for one, times in found.items() if one.lower() not in never and small[one.lower()] <= times)


def opens_sentence(tree: Tree, at: int) -> bool:
    """Return whether a word opens a sentence or what somebody says, and so has a capital anyhow."""
    return (
        at == 0
        or tree.words[at - 1].text in {".", "!", "?", "“", '"', "‘", ":", "—", "…", "\n"}
        or tree.sentences[at] != tree.sentences[at - 1]
    )


def proper_name(tree: Tree, at: int, names: frozenset[str]) -> tuple[str, str]:
    """Return a person's or animal's proper name, and its title; both empty for other nouns: ("Anselm", "mr")."""
    word = tree.words[at]
    if (
        not word.text[:1].isupper()
        or word.low in people_words("never names")
        or not word.text.replace("-", "").replace("'", "").isalpha()
    ):
        return "", ""
    before = tree.words[at - 1] if at else None
    title = (
        before.low.rstrip(".")
        if before is not None and before.text[:1].isupper() and before.low.rstrip(".") in titles()
        else ""
    )
    if title:
        return word.text, title
    low = word.low
    if word.text in names and not (word.dep == "pobj" and _is_place_name(tree, at)):
        return word.text, ""
    first = opens_sentence(tree, at)
    if low in people_words("called by kinship"):
        return "", ""
    known_noun = bool(known_phrases().get(low) or known_phrases().get(noun_form(tree, at)) or low in people())
    common = known_noun or is_common(low)
    listed = low in grammar_words("girls' names") or low in grammar_words("boys' names")
    if first and common and not listed:
        return "", ""
    if tree.child(at, "det") is not None and not listed and (known_noun or word.pos == "NOUN"):
        return "", ""
    if low in grammar_words("place names"):
        return "", ""
    if tree.words[at].pos not in {"PROPN", "NOUN"}:
        return "", ""
    if not listed and _is_place_name(tree, at):
        return "", ""
    if low in vocabulary().numbers or (
        before is not None
        and before.text[:1].isupper()
        and before.low in grammar_words("place names") | {"stall", "number", "platform", "room", "station"}
    ):
        return "", ""
    if word.text.isupper() and len(word.text) > 3:
        return (word.text.capitalize(), "") if not common else ("", "")
    return word.text, ""


def _is_place_name(tree: Tree, at: int) -> bool:
    word = tree.words[at]
    head = tree.words[word.head]
    if word.dep == "pobj" and head.low in {"in", "to", "into", "near", "at", "through", "across", "over"}:
        verb = tree.words[head.head]
        if head.low in {"in", "into", "near", "across", "through", "on", "off", "above", "beyond", "outside"}:
            return True
        return head.low == "to" and verb.lemma in frame_words("travelling")
    return False
