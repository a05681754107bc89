"""Who is on a page, where in its place, and what they hold, wear and ride."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import log

from digiteller.language.grammar import frame_words, inverted_table, language_table
from digiteller.language.noun_mentions import Mention
from digiteller.language.parsing import Tree
from digiteller.language.person_details import garment
from digiteller.language.presence_features import Around, Evidence, Features, add_around
from digiteller.language.scopes import Scope
from digiteller.language.somebody import Somebody
from digiteller.language.vocabulary import vocabulary

_SADDLING = {"saddle", "mount", "harness", "bridle", "take", "fetch", "untie", "climb"}
_NEEDED = 0.3
"""How likely somebody must be there to be the only one who is shown."""


@cache
def _weights() -> dict[str, float]:
    table: dict[str, float] = language_table("presence_weights.yaml")["weights"]
    return table


def score_presence(features: Features) -> float:
    """Return the log odds that somebody with these features is there: 0 for as likely as not."""
    weights = _weights()
    return weights["always"] + sum(weights.get(name, 0.0) * value for name, value in features.items())


def weigh_presence(page: Evidence) -> dict[Somebody, float]:
    """Return how sure it is by a page alone that somebody is there to be seen, in the text's order.

    They are log odds: 1.5 and more is sure.
    """
    return {one: score_presence(features) for one, features in page.items()}


def choose_present(page: Evidence, around: Around) -> list[Somebody]:
    """Return who is shown: who is likelier there than not, of those mentioned and of those of the page before."""
    candidates = weigh_candidates(page, around)
    present = [one for one, features in candidates.items() if score_presence(features) > 0]
    if present:
        return present
    likeliest = max(candidates, key=lambda one: score_presence(candidates[one]), default=None)
    if likeliest is None or score_presence(candidates[likeliest]) < log(_NEEDED / (1 - _NEEDED)):
        return []
    return [likeliest]


def weigh_candidates(page: Evidence, around: Around) -> dict[Somebody, Features]:
    """Return all who may be on a page, with what speaks for them: whom it mentions, and who was there before."""
    everybody = dict.fromkeys([*page, *around.before, *([around.hero] if around.hero is not None else [])])
    return {one: add_around(one, page.get(one), page, around) for one in everybody}


# -- where in the place


@cache
def anchors() -> dict[str, str]:
    """Return nouns to the slot of a set that they mean: ``{"armchair": "chair"}``."""
    table: dict[str, list[str]] = language_table("anchors.yaml")["anchors"]
    return {word: anchor for anchor, words in table.items() for word in [anchor, *words]}


def slot_of(tree: Tree, verb: int, mentions: Mapping[int, Mention]) -> str:
    """Return where in the place somebody is who does what a verb says: ``in bed``; empty for anywhere."""
    upright = [two for one in tree.children(verb, "advmod", "acomp") for two in tree.children(one, "prep")]
    for at in (*tree.children(verb, "prep", "prt", "advmod", "agent"), *upright):
        low = tree.words[at].low
        if low not in inverted_table("frames.yaml", "places of prepositions"):
            continue
        goals = tree.children(at, "pobj")
        if not goals:
            for inner in tree.children(at, "prep"):
                goals += tree.children(inner, "pobj")
        for goal in [whole_of(tree, one) for one in goals]:
            mention = mentions.get(goal)
            anchor = anchors().get(tree.words[goal].lemma) or anchors().get(mention.lemma if mention else "")
            if anchor is None or (mention is not None and mention.scope not in {Scope.HERE}):
                continue
            how = inverted_table("frames.yaml", "places of prepositions")[low]
            if low in {"from", "out", "through"} and anchor != "window":
                continue
            if anchor in {"chair", "sofa", "bench"} and how in {"in", "at"}:
                how = "on"
            if anchor in frame_words("gone into") and how in {
                "on",
                "at",
            }:
                inside = "beside" if low in {"to", "toward", "towards"} else "in"
                how = inside if anchor != "bed" else "beside" if low == "at" else _on_bed(tree, verb, low)
            if anchor in frame_words("stood at") and how in {"in", "beside"}:
                how = "at"
            if anchor in {"stairs", "ladder"} and how == "at":
                how = "on"
            if how == "at" and anchor in frame_words("sat on"):
                how = "beside"
            return f"{how} {anchor}"
    return ""


def whole_of(tree: Tree, at: int) -> int:
    """Return what a noun is a part of: "the edge of the bed", "the tractor stood there, a hen on its seat"."""
    if tree.words[at].lemma not in frame_words("parts of places"):
        return at
    inner = [
        two for one in tree.children(at, "prep") if tree.words[one].low == "of" for two in tree.children(one, "pobj")
    ]
    if "its" in [tree.words[one].low for one in tree.children(at, "poss")]:
        inner += [one for one in range(at - 1, -1, -1) if tree.words[one].lemma in vehicles()]
    return inner[0] if inner else at


def _on_bed(tree: Tree, verb: int, low: str) -> str:
    """Return whether one is in the bed or on it: one lies in it, and sits on it."""
    word = tree.words[verb]
    lies = word.lemma in {"lie", "lay", "sleep", "collapse", "put"} or word.low == "asleep"
    return "in" if lies or low == "to" else "on"


# -- what they wear, hold and ride


def dressing(tree: Tree, verb: int) -> tuple[list[str], list[str]]:
    """Return what a verb says that somebody puts on, and takes off: "put on the farmer's best hat"."""
    word = tree.words[verb]
    parts = {tree.words[one].low for one in tree.children(verb, "prt", "prep", "advmod")}
    nouns = [two for one in tree.children(verb, "dobj") for two in (one, *tree.children(one, "conj"))]
    nouns += [
        two
        for one in tree.children(verb, "prep")
        if tree.words[one].low in {"on", "into"}
        for two in tree.children(one, "pobj")
    ]
    worn = [_garment(tree, one) for one in nouns]
    worn = [one for one in worn if one]
    inside = [
        two for one in tree.children(verb, "prep") if tree.words[one].low == "in" for two in tree.children(one, "pobj")
    ]
    inside = [three for two in inside for three in (two, *tree.children(two, "conj"))]
    dressed = [one for one in (_garment(tree, two) for two in inside) if one]
    if dressed and not tree.children(verb, "dobj") and word.lemma not in {"pack", "hang", "look"}:
        return dressed, []
    if word.lemma in {"put", "pull", "slip", "throw", "get"} and parts & {"on", "into", "over"}:
        return worn, []
    if word.lemma in {"wear", "don"}:
        return worn, []
    if (word.lemma in {"take", "pull", "throw"} and "off" in parts) or word.lemma in {"lose", "remove"}:
        return [], worn
    return [], []


def _garment(tree: Tree, at: int) -> str:
    noun = garment(tree.words[at].lemma) or garment(tree.words[at].low)
    colour = next(
        (tree.words[one].low for one in tree.children(at, "amod") if tree.words[one].low in vocabulary().colors), ""
    )
    return f"{colour} {noun}".strip() if noun else ""


@cache
def vehicles() -> dict[str, str]:
    """Return nouns for what one rides in or on to the keys of its drawing."""
    table: dict[str, str] = language_table("anchors.yaml")["vehicles"]
    return {word: key for key, words in table.items() for word in words}


def mounted(tree: Tree, verb: int, mentions: Mapping[int, Mention]) -> int | None:
    """Return the head of the animal on which somebody is; None for none: "she rode a dragon", "on its back"."""
    word = tree.words[verb]
    if word.lemma not in {"ride", "sit", "fly", "climb", "travel", "gallop", "cling", "perch", "mount"}:
        return None
    goals = tree.children(verb, "dobj") if word.lemma in {"ride", "mount"} else []
    for prep in tree.children(verb, "prep"):
        if tree.words[prep].low in {"on", "onto", "upon"}:
            goals += tree.children(prep, "pobj")
    if word.lemma == "ride" and word.dep == "conj" and not goals and tree.words[word.head].lemma in _SADDLING:
        goals = tree.children(word.head, "dobj")  # "she saddled her horse and rode away"
    for at in goals:
        owner = tree.child(at, "poss")
        if tree.words[at].lemma in {"back", "shoulder", "neck"} and owner is not None:
            return owner
        mention = mentions.get(at)
        if mention is not None and mention.person is not None and mention.person.kind != "human":
            return at
    return None


def ridden(tree: Tree, verb: int, mentions: Mapping[int, Mention]) -> str:
    """Return the key of the vehicle that somebody rides in, who does what a verb says; empty for none."""
    word = tree.words[verb]
    objects = tree.children(verb, "dobj")
    if word.lemma in frame_words("steering"):
        for at in objects:
            if key := vehicles().get(tree.words[at].lemma):
                return key
    if word.lemma in frame_words("aboard"):
        for prep in tree.children(verb, "prep"):
            low = tree.words[prep].low
            goals = tree.children(prep, "pobj")
            for inner in tree.children(prep, "prep"):
                goals += tree.children(inner, "pobj")
            for at in goals:
                key = vehicles().get(tree.words[at].lemma, "")
                on = low in {"in", "into", "on", "onto", "aboard", "inside"} or (
                    low == "by" and tree.child(at, "det") is None
                )
                if key and on and word.lemma != "step":
                    mention = mentions.get(at)
                    if mention is None or mention.scope is Scope.HERE:
                        return key
    return ""
