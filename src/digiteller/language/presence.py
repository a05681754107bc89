"""Who is on a page, where in its place, and what they hold, wear and ride."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from digiteller.language.grammar import frame_words, grammar_words, inverted_table, language_table
from digiteller.language.noun_mentions import Mention
from digiteller.language.parsing import Tree
from digiteller.language.person_details import garment
from digiteller.language.scopes import Scope
from digiteller.language.scopes import verb_scope as _of_verb
from digiteller.language.somebody import Somebody
from digiteller.language.vocabulary import vocabulary

_SURE, _LEAST = 1.5, 0.45


def weigh_presence(
    tree: Tree, mentions: Sequence[Mention], meant: Mapping[int, tuple[Somebody, ...]]
) -> dict[Somebody, float]:
    """Return how sure it is that somebody is there to be seen, in the text's order; 1.5 and more is sure."""
    found: dict[Somebody, float] = {}
    unreal = {
        one
        for mention in mentions
        if mention.at in meant and mention.scope in {Scope.DEPICTED, Scope.THOUGHT} and not mention.pronoun
        for one in meant[mention.at]
    }
    for mention in mentions:
        if mention.at not in meant:
            continue
        weight = _weight(tree, mention)
        for one in meant[mention.at]:
            if not one.real and not one.narrator:
                continue
            found[one] = max(found.get(one, 0.0), weight)
    return {
        one: weight
        for one, weight in found.items()
        if not (one in unreal and weight < 3.0) and not _is_gone(tree, one, mentions)
    }


def _is_gone(tree: Tree, one: Somebody, mentions: Sequence[Mention]) -> bool:
    """Return whether a page says that somebody is not there: "there was no Admiral"."""
    return any(
        mention.scope is Scope.DENIED
        and (mention.name in one.names or mention.lemma in one.nouns or tree.words[mention.at].text in one.names)
        and any(tree.words[child].low in {"no", "without"} for child in tree.children(mention.at, "det"))
        for mention in mentions
    )


def _weight(tree: Tree, mention: Mention) -> float:
    """Return how sure it is that who is mentioned is there: "Bo ran" 3, "with Bo" 2, "Bo's hat" 0.6."""
    if mention.scope in {Scope.ASIDE, Scope.BEFORE}:
        return 0.8 if mention.role in {"subj", "obj"} else 0.4
    if mention.scope is not Scope.HERE:
        return 0.0
    role = mention.role
    if role == "poss":
        owned = tree.words[mention.at].head
        if mention.pronoun:
            return 0.7 if mention.pronoun in {"he", "she", "i"} else 0.3
        return (
            2.0
            if tree.words[owned].lemma in grammar_words("body", "near the body") and _is_there(tree, owned)
            else 0.6
            if mention.name
            else 0.4
        )
    if role == "subj":
        verb = tree.words[tree.words[mention.at].head]
        copula = verb.lemma == "be" and tree.child(tree.words[mention.at].head, "attr") is not None
        if _of_verb(tree, tree.words[mention.at].head) in {Scope.SUPPOSED, Scope.BEFORE}:
            return 0.8
        return 2.0 if copula else 3.0
    if role in {"obj", "dative"}:
        return 0.7 if mention.verb is not None and tree.words[mention.verb].lemma in frame_words("calling") else 2.5
    if role == "of":
        head = tree.words[tree.words[mention.at].head].head
        word = tree.words[head].lemma
        if word in vocabulary().measures or word in {"pair", "couple", "one", "two", "all", "both", "some", "none"}:
            return 2.2
        return (
            1.6
            if word in grammar_words("body", "near the body") or word in {"front", "side", "top", "middle", "sight"}
            else 0.4
        )
    if role in {"for", "from", "about"}:
        return 0.7
    if role == "attr" and any(
        tree.words[one].low in {"it", "this", "that", "there"}
        for one in tree.children(tree.words[mention.at].head, "nsubj", "expl")
    ):
        return 3.0  # "it was a whale"
    if role in {"attr", "oprd", "npadvmod", "when"}:
        return 0.3
    if role in frame_words("beside"):
        lemma = tree.words[mention.verb].lemma if mention.verb is not None else ""
        if lemma in {"belong", "write", "listen"} and role == "to":
            return 0.8
        return 2.0
    return 2.0 if role in {"appos", "conj", "agent", "root", "dep", "ROOT"} else 1.6


def _is_there(tree: Tree, at: int) -> bool:
    head = tree.words[tree.words[at].head].low
    return head not in {"like", "than", "as", "about"}


def choose_present(
    weights: Mapping[Somebody, float], before: Sequence[Somebody], stays: bool, hero: Somebody | None, alone: bool
) -> list[Somebody]:
    """Return who is shown: those surely there, and of those of the page before who is mentioned or the hero."""
    sure = [one for one, weight in weights.items() if weight >= _SURE]
    maybe = [one for one, weight in weights.items() if _LEAST <= weight < _SURE and one in before and stays]
    present = sure + maybe
    if not present and not before:
        present = [one for one, weight in weights.items() if weight >= 0.7]
    if not present:
        fallback = [one for one, weight in weights.items() if weight >= _LEAST and (one is hero or one.narrator)]
        return fallback or (list(before) if stays else [hero] if hero is not None and hero in before else [])
    if hero is not None and hero not in present and hero in before and stays and not alone and len(present) < 3:
        present.append(hero)
    return present


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
                how = "in" if anchor != "bed" else "beside" if low == "at" else _on_bed(tree, verb, low)
            if anchor in frame_words("stood at") and how in {"in", "beside"}:
                how = "at"
            if anchor in {"stairs", "ladder"} and how == "at":
                how = "on"
            if how == "at" and anchor in frame_words("sat on"):
                how = "beside"
            return f"{how} {anchor}"
    return ""


def whole_of(tree: Tree, at: int) -> int:
    """Return what a noun is a part of: "the edge of the bed"."""
    if tree.words[at].lemma not in frame_words("parts of places"):
        return at
    inner = [
        two for one in tree.children(at, "prep") if tree.words[one].low == "of" for two in tree.children(one, "pobj")
    ]
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
