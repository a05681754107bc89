"""The things of a page: ranked by their part in what happens, the three most telling first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from digiteller.language.grammar import grammar_words
from digiteller.language.noun_mentions import BODY, Mention
from digiteller.language.page_content import Thing
from digiteller.language.parsing import Tree
from digiteller.language.person_details import garment
from digiteller.language.presence import anchors
from digiteller.language.scopes import Scope
from digiteller.language.vocabulary import vocabulary

MOST = 3
_RELATIONS = {
    "on": "on",
    "onto": "on",
    "upon": "on",
    "in": "in",
    "into": "in",
    "inside": "in",
    "under": "under",
    "beneath": "under",
    "underneath": "under",
    "behind": "behind",
    "beside": "beside",
    "by": "beside",
    "near": "beside",
    "above": "above",
    "over": "above",
    "against": "beside",
}
_SKY = {"own:moon", "own:star", "own:sun"}
_UNSURE = {"🎵", "✨", "❤️", "🐚", "🪡", "🕳", "💤", "🎁", "🔥", "🌍", "⚽", "🎆"}
"""What a noun's sense often is not; shown only where it has a part in an event."""


def rank_things(
    tree: Tree, mentions: Sequence[Mention], taken: Collection[int], setting: str, excluded: Collection[str] = ()
) -> list[tuple[Thing, Mention, float]]:
    """Return what lies, stands or hangs about on a page, the most telling first; ``taken`` are worn, held or places."""
    by_head = {one.at: one for one in mentions}
    found: dict[str, tuple[Thing, Mention, float]] = {}
    for mention in mentions:
        if mention.at in taken or mention.pronoun or mention.name or mention.person is not None or not mention.thing:
            continue
        if mention.thing in {"own:sun", "own:moon"}:
            continue  # the sky has them
        if mention.thing in excluded or mention.scope is not Scope.HERE:
            continue
        weight = _weight(tree, mention)
        if weight < 1.0:
            continue
        thing = Thing(mention.thing, min(5, mention.count), _color(mention), *_relation(tree, mention, by_head))  # type: ignore[arg-type]
        if mention.thing not in found or weight > found[mention.thing][2]:
            found[mention.thing] = (thing, mention, weight)
    return sorted(found.values(), key=lambda one: (-one[2], one[1].at))


def _weight(tree: Tree, mention: Mention) -> float:
    word = tree.words[mention.at]
    low = word.lemma.lower()
    if low in BODY or garment(low) or word.text[:1].isupper() and word.pos == "PROPN":
        return 0.0
    if (
        low in grammar_words("abstract")
        and mention.begin == mention.at
        and low not in {"lamp", "letter", "present", "gift", "picture", "parcel"}
    ):
        return 0.0
    if mention.lemma in anchors() and anchors()[mention.lemma] not in {"chair", "wheel"}:
        return 0.0
    role = mention.role
    weight = {
        "obj": 2.6,
        "subj": 2.2,
        "with": 2.2,
        "in": 1.4,
        "on": 1.4,
        "into": 1.6,
        "of": 0.8,
        "poss": 0.3,
        "attr": 1.6,
        "at": 1.2,
        "under": 1.5,
        "behind": 1.4,
        "beside": 1.4,
        "from": 0.9,
        "for": 0.7,
        "about": 0.0,
        "to": 0.9,
        "like": 0.0,
        "by": 1.1,
        "conj": 1.4,
        "root": 1.6,
        "over": 1.3,
        "through": 0.9,
        "around": 1.2,
        "appos": 1.2,
        "when": 0.0,
        "advmod": 0.0,
    }.get(role, 1.0)
    verb = tree.words[mention.verb].lemma if mention.verb is not None else ""
    if role == "obj" and verb in {"have", "own", "want", "need", "know", "be"}:
        weight -= 0.8
    if mention.thing in _SKY:
        weight = min(weight, 1.6)
    if mention.thing in _UNSURE:
        weight -= 0.9
    if mention.definite == "" and not mention.plural and role != "obj":
        weight -= 0.5
    if mention.begin < mention.at:
        weight += 0.3
    return weight


def _color(mention: Mention) -> str:
    return next((one for one in mention.words if one in vocabulary().colors), "")


def _relation(tree: Tree, mention: Mention, by_head: Mapping[int, Mention]) -> tuple[str, str]:
    """Return how a thing is to what: ("on", "table"); two empty words for nothing told."""
    places = [one for one in tree.children(mention.at, "prep")]
    if mention.verb is not None and mention.role in {"obj", "subj"}:
        places += tree.children(mention.verb, "prep")
    for prep in places:
        relation = _RELATIONS.get(tree.words[prep].low, "")
        goal = tree.child(prep, "pobj")
        if not relation or goal is None:
            continue
        anchor = anchors().get(tree.words[goal].lemma, "")
        if anchor:
            return relation, anchor
        other = by_head.get(goal)
        if other is not None and other.thing and other.person is None:
            return relation, other.thing
    return "", ""


def find_unshown(tree: Tree, mentions: Sequence[Mention], shown: Collection[int]) -> list[str]:
    """Return the nouns that a reader would miss: concrete, with a part in an event, and nothing to draw them with."""
    found = []
    for mention in mentions:
        word = tree.words[mention.at]
        low = word.lemma.lower()
        if (
            mention.at in shown
            or mention.pronoun
            or mention.name
            or mention.person
            or mention.thing
            or mention.settings
        ):
            continue
        if mention.scope is not Scope.HERE or mention.role not in {"obj", "subj", "with"} or word.pos != "NOUN":
            continue
        if (
            low in grammar_words("abstract", "parts", "depictions", "hands", "backs", "companions")
            or low in BODY
            or low in anchors()
            or garment(low)
        ):
            continue
        if (
            low in vocabulary().measures
            or low.endswith(tuple(grammar_words("abstract endings")))
            or not low.isalpha()
            or len(low) > 30
            or len(low) < 3
        ):
            continue
        if mention.definite == "" and not mention.plural:
            continue
        if any(sort in {"scenery", "weather", "time", "setting"} for sort, _ in vocabulary().phrases.get((low,), ())):
            continue
        found.append(word.low)
    return list(dict.fromkeys(found))
