"""Find in a parsed premise what it tells of, by the signs of ``features.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from digiteller.language.parsing import Tree
from digiteller.language.people import described
from digiteller.language.story_hints import kind_of
from digiteller.system.packaged_yaml import packaged_yaml
from digiteller.writing.premise_words import premise_words

_MODALS = {"must": "must should ought shall", "cannot": "can could"}
_WILL = frozenset(["want", "wish", "dream", "hope", "long", "try", "decide", "plan", "would", "set", "go"])
_SUBJECTS = ("nsubj", "nsubjpass")
_PREPOSITIONS = frozenset(
    [
        "of",
        "about",
        "from",
        "against",
        "for",
        "to",
        "in",
        "into",
        "inside",
        "with",
        "after",
        "by",
        "on",
        "under",
        "places",
        "at",
    ]
)
_DENIALS = frozenset(["neg", "preconj"])


@dataclass(frozen=True)
class Sign:
    """A sort of words that tell of a feature."""

    sort: str
    """verb, adj, noun, adv, prep, text, must, cannot, wanted, two, one, no, in."""
    lemmas: frozenset[str]
    conditions: frozenset[str]
    takes: tuple[str, ...]
    needed: bool
    """Whether it is a sign only where there is something to take."""
    pattern: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Hit:
    """A sign in a premise."""

    feature: str
    at: int
    """The number of the word that tells it."""
    taken: int | None = None
    """The number of the word that is the head of what it hands over."""
    take: str = ""
    """How that was found."""


@cache
def features() -> Mapping[str, Mapping[str, Any]]:
    """Return what premises can tell of, by name."""
    table: dict[str, dict[str, Any]] = packaged_yaml("digiteller.writing", "features.yaml")["features"]
    return table


@cache
def _signs() -> Mapping[str, tuple[Sign, ...]]:
    return {name: tuple(_sign(line) for line in said.get("signs", ())) for name, said in features().items()}


def hands_over(feature: str) -> bool:
    """Tell whether a feature can hand anything over to a role."""
    signs = _signs()[feature]
    return not signs or any(sign.takes != ("none",) for sign in signs)


def _sign(line: str) -> Sign:
    left, _, right = line.partition(" -> ")
    sort, _, rest = left.partition(" ")
    needed = "!" in right
    takes = tuple(right.replace("!", "").split())
    if sort == "text":
        return Sign(sort, frozenset(), frozenset(), takes, needed, re.compile(rf"\b(?:{rest})", re.I))
    words = rest.split()
    conditions = frozenset(word[1:] for word in words if word.startswith("+"))
    return Sign(sort, frozenset(word for word in words if not word.startswith("+")), conditions, takes, needed)


def find_signs(tree: Tree) -> list[Hit]:
    """Return what a premise tells of, each feature with each of its signs, in the order of the words."""
    hits = []
    for feature, signs in _signs().items():
        for sign in signs:
            for at in _places(tree, sign):
                taken, take = _take(tree, at, sign)
                if "doable" in sign.conditions and not _is_job(tree, taken):
                    continue
                if taken is not None or not sign.needed:
                    hits.append(Hit(feature, at, taken, take))
    return sorted(hits, key=lambda hit: (hit.at, hit.taken is None))


def _is_job(tree: Tree, at: int | None) -> bool:
    return at is not None and tree.words[at].lemma not in premise_words("no jobs")


def _places(tree: Tree, sign: Sign) -> Iterator[int]:
    """Yield the words that are such a sign."""
    if sign.pattern is not None:
        if found := sign.pattern.search(tree.text):
            yield next((at for at, word in enumerate(tree.words) if word.start >= found.start()), 0)
        return
    for at in range(len(tree.words)):
        if _is_sign(tree, at, sign) and _conditions_hold(tree, at, sign):
            yield at


def _is_sign(tree: Tree, at: int, sign: Sign) -> bool:
    word = tree.words[at]
    if sign.sort == "wanted":
        return word.lemma in sign.lemmas and _is_wanted(tree, at)
    if sign.sort == "verb":
        verbal = word.pos in ("VERB", "AUX", "ADJ") and word.dep not in ("amod", "compound")
        bare = word.lemma == "have" and word.dep == "aux"
        bare = bare or (word.low == "left" and word.tag == "VBN" and not tree.children(at, "aux", "auxpass"))
        in_love = word.lemma == "fall" and any(f" {one}" in tree.text.lower() for one in ("in love", "asleep"))
        return verbal and word.lemma in sign.lemmas and not bare and not in_love
    if sign.sort == "adj":
        if word.low == "only" and word.pos != "ADJ":
            return False
        return (word.lemma in sign.lemmas or word.low in sign.lemmas) and word.pos in ("ADJ", "VERB", "ADV", "NOUN")
    if sign.sort == "noun":
        after = tree.words[at + 1].text if at + 1 < len(tree.words) else ""
        spelled = word.low == "letter" and len(after.rstrip(".")) == 1 and after[0].isalpha()
        named = word.lemma in sign.lemmas or word.low in sign.lemmas
        return word.pos in ("NOUN", "PROPN", "ADJ") and named and not spelled
    if sign.sort == "adv":
        if tree.words[word.head].dep == "xcomp":  # "wants only to sit"
            return False
        return word.low in sign.lemmas and word.pos in ("ADV", "ADJ")
    if sign.sort == "prep":
        return word.low in sign.lemmas and word.pos in ("ADP", "ADV", "SCONJ") and bool(tree.children(at, "pobj"))
    if sign.sort in _MODALS:
        denied = any(tree.words[one].dep == "neg" for one in tree.children(at))
        modal = any(tree.words[one].lemma in _MODALS[sign.sort].split() for one in tree.children(at, "aux"))
        return modal and denied == (sign.sort == "cannot")
    if sign.sort == "two":
        return word.low in ("two", "twin", "twins", "both")
    if sign.sort == "one":
        return word.low in ("one", "single") and word.dep in ("nummod", "amod") and " two " in f" {tree.text.lower()} "
    if sign.sort == "no":
        return word.low == "no" and word.dep == "det"
    if sign.sort == "in":
        return word.lemma in sign.lemmas and tree.words[word.head].low in ("in", "into", "under", "down")
    return False


def _conditions_hold(tree: Tree, at: int, sign: Sign) -> bool:
    below = [tree.words[one] for one in tree.children(at)]
    denied = any(word.dep in _DENIALS or word.low in ("never", "no", "longer") for word in below)
    if "neg" in sign.conditions:
        return denied
    if "would" in sign.conditions:
        return any(word.lemma == "would" or word.low == "'d" for word in below)
    if "alone" in sign.conditions and tree.child(at, "dobj", "xcomp") is not None:
        return False
    if "only" in sign.conditions:
        return any(word.low in ("only", "just") for word in below)
    if "apart" in sign.conditions:
        by = tree.words[at].dep == "pobj" and tree.words[tree.words[at].head].low == "by"
        return tree.words[at].dep not in ("compound", "amod") and not by
    if "main" in sign.conditions and not _is_main(tree, at):
        return False
    if "goal" in sign.conditions and not _is_goal(tree, at):
        return False
    if "predicate" in sign.conditions:
        return tree.words[at].dep in ("acomp", "conj", "oprd") or tree.words[at].tag == "JJS"
    if "active" in sign.conditions and any(word.dep == "auxpass" for word in below):
        return False
    if "subjthing" in sign.conditions:
        subject = subject_of(tree, at)
        return subject is not None and not denied and not _is_somebody(tree, subject)
    if "grade" in sign.conditions:
        return tree.words[tree.words[at].head].pos in ("ADJ", "ADV") and not _is_many(tree, tree.words[at].head)
    if "many" in sign.conditions:
        return any(tree.words[one].low == "too" for one in tree.children(at))
    if "passive" in sign.conditions:
        return tree.words[at].tag == "VBN" or any(word.dep == "auxpass" for word in below)
    return not (denied and sign.sort == "verb")


_GOING = frozenset(
    {
        "go",
        "come",
        "get",
        "walk",
        "bring",
        "take",
        "visit",
        "see",
        "start",
        "begin",
        "join",
        "attend",
        "need",
        "have",
        "drive",
        "ride",
    }
    | {"run", "travel", "send", "fear", "dread"}
)
_BEFORE = frozenset({"afraid", "scared", "frightened", "nervous", "trip", "visit", "journey"})
"""Verbs of which a place or an appointment is the goal, or what begins."""


def _is_main(tree: Tree, at: int) -> bool:
    """Tell whether a word belongs to no clause below, and is no mere part of a noun: "a birthday cake"."""
    if tree.words[at].dep in ("compound", "poss"):
        return False
    return not any(tree.words[one].dep in ("advcl", "relcl", "ccomp", "acl", "pcomp") for one in (at, *tree.above(at)))


def _is_goal(tree: Tree, at: int) -> bool:
    """Tell whether somebody goes there, or has it before them: not "a machine in the hospital"."""
    word = tree.words[at]
    head = tree.words[word.head]
    if word.dep == "pobj":
        return head.low in ("to", "of", "about") and tree.words[head.head].lemma in _GOING | {
            "afraid",
            "scared",
            "nervous",
            "trip",
        }
    return word.dep in ("dobj", "ROOT", "attr", "conj") and (head.lemma in _GOING or word.dep == "ROOT")


def _is_somebody(tree: Tree, at: int) -> bool:
    word = tree.words[at]
    return word.pos in ("PRON", "PROPN") or bool(described(word.lemma) or kind_of(word.lemma))


def _is_many(tree: Tree, at: int) -> bool:
    return tree.words[at].low in ("many", "much", "long", "far", "often")


def _is_wanted(tree: Tree, at: int) -> bool:
    wills = [above for above in tree.above(at) if tree.words[above].lemma in _WILL]
    if any(tree.child(will, "neg") is not None for will in wills):
        return False
    return bool(wills) and tree.words[at].dep in ("xcomp", "conj", "advcl")


def _take(tree: Tree, at: int, sign: Sign) -> tuple[int | None, str]:
    """Return the head of what a sign hands over, and how it was found."""
    for take in sign.takes:
        found = _taken(tree, at, take)
        if found is not None:
            return found, take
    return None, "second" if "second" in sign.takes else ""


def _taken(tree: Tree, at: int, take: str) -> int | None:
    word = tree.words[at]
    if take == "hero":
        return at
    if take in ("none", "second", "person"):
        return at if take == "person" else None
    if take in ("word", "self"):
        return at
    if take == "head":
        head = tree.words[word.head]
        if head.lemma == "be":
            return tree.child(word.head, "acomp", "attr")
        return word.head if word.head != at else None
    if take == "subj":
        return subject_of(tree, at)
    if take == "pobj":
        return tree.child(at, "pobj") if word.pos in ("ADP", "SCONJ", "ADV") else word.head
    if take == "xcomp":
        clauses = tree.children(at, "xcomp", "advcl", "ccomp")
        found = next((one for one in clauses if tree.words[one].tag in ("VB", "VBG")), None)
        return found if found is not None else _infinitive(tree, at)
    if take == "acl":
        return next((one for one in tree.children(at, "acl", "relcl") if tree.words[one].tag == "VB"), None)
    if take in _PREPOSITIONS:
        for prep in tree.children(at, "prep", "prt", "dative", "advmod", "agent"):
            if tree.words[prep].low == take:
                inner = tree.child(prep, "pobj", "pcomp")
                if inner is not None:
                    return inner
        below = [one for child in tree.children(at, "dobj", "xcomp", "advmod") for one in tree.children(child, "prep")]
        deeper = (tree.child(prep, "pobj") for prep in below if tree.words[prep].low == take)
        return next((one for one in deeper if one is not None), None)
    return tree.child(at, take)


def _infinitive(tree: Tree, at: int) -> int | None:
    """Return the verb after "to" that the parser hung elsewhere: "she wants so much to sing"."""
    for later in range(at + 1, min(at + 5, len(tree.words) - 1)):
        if tree.words[later].low == "to" and tree.words[later + 1].tag == "VB":
            return later + 1
    return None


def subject_of(tree: Tree, at: int) -> int | None:
    """Return the word that says who does what a verb says: of "a snail who wants to fly" the snail."""
    for verb in [at, *tree.above(at)]:
        found = tree.child(verb, *_SUBJECTS)
        if found is not None:
            if tree.words[found].low in ("who", "that", "which") and tree.words[verb].dep == "relcl":
                return tree.words[verb].head
            return found
        if tree.words[verb].dep in ("relcl", "acl"):
            return tree.words[verb].head
    return None
