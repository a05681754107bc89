"""The things of a page: ranked by their part in what happens, the three most telling first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from digiteller.language.grammar import grammar_words, language_table
from digiteller.language.noun_mentions import Mention
from digiteller.language.page_content import Relation, Thing
from digiteller.language.parsing import Tree
from digiteller.language.person_details import garment
from digiteller.language.presence import anchors, vehicles
from digiteller.language.scopes import Scope
from digiteller.language.senses import drawing_of, figurine, named_with, senses
from digiteller.language.vocabulary import vocabulary

MOST = 3
_PART_NOUNS = {"top", "edge", "middle", "corner", "end", "side", "centre", "center", "back", "foot"}
"""Parts of a table or a bed that it is told by."""
_UNDERFOOT = {"floor", "ground", "carpet", "floorboard", "doormat", "pavement", "path"}
_ALONG = {"on", "onto", "upon", "across", "over", "along", "to"}
_RELATIONS: dict[str, Relation] = {
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
_HOLDERS = {
    "🧺",
    "📦",
    "🪣",
    "🧳",
    "🛒",
    "🗑",
    "🏺",
    "🎒",
    "👜",
    "🍽",
    "🪑",
    "🛁",
    "own:bowl",
    "own:pot",
    "own:crate",
    "own:chest",
    "own:nest",
    "own:cart",
    "own:wagon",
    "own:wheelbarrow",
    "own:boat",
    "own:barrel",
    "own:piano",
    "own:cushion",
    "own:bench",
    "own:sofa",
    "own:armchair",
    "own:rug",
    "own:table",
    "own:wardrobe",
    "own:pram",
    "🪴",
    "🫙",
    "🪨",
    "own:fish tank",
    "own:goldfish bowl",
    "own:bird cage",
    "own:washtub",
    "own:flowerpot",
    "own:cradle",
    "own:trough",
    "own:tray",
    "own:chest of drawers",
}
"""What something can be in, on or under."""
_CARRIAGES = {"🚋", "🚃", "🚂"}
_SKY_OF_ITS_OWN = {"own:sun", "own:moon"}
_PARTS = {
    "obj": 2.6,
    "subj": 2.3,
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
    "to": 1.0,
    "like": 0.0,
    "past": 0.5,
    "except": 1.8,
    "beneath": 1.4,
    "by": 1.1,
    "conj": 1.4,
    "root": 1.6,
    "over": 1.3,
    "between": 1.2,
    "among": 1.2,
    "against": 1.2,
    "along": 1.2,
    "upon": 1.4,
    "up": 1.2,
    "through": 0.9,
    "around": 1.2,
    "appos": 1.2,
    "when": 0.0,
    "advmod": 0.0,
}
"""How telling a thing is by what it is to its clause."""
_LEAST = 0.6
_HANDLED = {"obj", "subj", "with"}


@dataclass(frozen=True)
class Surroundings:
    """What a page's things are ranked by besides its own words."""

    setting: str = ""
    slots: frozenset[str] = frozenset()
    """The names of the furniture that somebody on the page is in, on or at, which is drawn for them."""
    often: Mapping[str, int] = field(default_factory=dict)
    """On how many pages the story has a noun."""
    before: tuple[Thing, ...] = ()
    """What the page before shows, if this one plays in the same place."""
    colors: Mapping[str, str] = field(default_factory=dict)
    """The colours that the pages so far have told, by drawing."""


def rank_things(
    tree: Tree, mentions: Sequence[Mention], taken: Collection[int], story: Surroundings, excluded: Collection[str] = ()
) -> list[tuple[Thing, Mention, float]]:
    """Return what lies, stands or hangs about on a page, the most telling first; ``taken`` are worn, held or places."""
    by_head = {one.at: one for one in mentions}
    found: dict[str, tuple[Thing, Mention, float]] = {}
    parts = {named_with(tree, one.at) for one in mentions}
    for mention in mentions:
        if mention.at in parts:
            continue
        key = drawing_of(tree, mention, story.setting)
        is_place = mention.at in taken and mention.settings and key not in _vehicles_outside(story.setting)
        if is_place or mention.pronoun or mention.name:
            continue
        if not key or key in _SKY_OF_ITS_OWN or key in excluded or mention.person is not None:
            continue
        if not _is_there(tree, mention):
            continue
        weight = _weight(tree, mention, key, story)
        if weight < _LEAST:
            continue
        made, material = figurine(tree, mention)
        key = made or key
        color = _color(tree, mention) or material or story.colors.get(key, "")
        relation, to = _relation(tree, mention, by_head)
        if not relation and garment(tree.words[mention.at].lemma):
            relation, to = "on", "floor"
        count = 1 if key in thing_words("drawn together") else min(5, mention.count)
        thing = Thing(key, count, color, relation, to)
        if key not in found or weight > found[key][2]:
            found[key] = (thing, mention, weight)
    ranked = sorted(found.values(), key=lambda one: (-one[2], one[1].at))
    own = {anchors()[mention.lemma]: thing.key for thing, mention, _ in ranked[:MOST] if mention.lemma in anchors()}
    return [
        (replace(thing, to=own[thing.to]) if own.get(thing.to, thing.key) != thing.key else thing, mention, weight)
        for thing, mention, weight in ranked
    ]


def _vehicles_outside(setting: str) -> set[str]:
    """Return the keys of vehicles that a page may show, which is not inside of one."""
    return set(vehicles().values()) - set(language_table("places.yaml")["inside of vehicles"].get(setting, ()))


def _is_there(tree: Tree, mention: Mention) -> bool:
    """Return whether a thing is there, and no other thing is only like it or there in its stead."""
    if mention.scope is Scope.BEFORE:
        # What has been done to it leaves it there: "the pot had been hauled on deck".
        return tree.words[mention.at].dep == "nsubjpass"
    if mention.scope is Scope.DENIED and mention.role in {"except", "but"}:
        return True  # "everything went upstairs except the wardrobe"
    if mention.scope is Scope.SUPPOSED and not _comes_about(tree, mention):
        return False
    if mention.scope is Scope.ASIDE and mention.role == "subj":
        return False
    if mention.scope not in {Scope.HERE, Scope.SUPPOSED, Scope.ASIDE}:
        return False
    before = [word.low for word in tree.words[max(0, mention.begin - 5) : mention.begin]]
    nearest = [low for low in before if low not in {"a", "an", "the", "his", "her", "their", "its", *mention.words}][
        -1:
    ]
    phrase = " ".join(before)
    return not (
        nearest in (["as"], ["like"], ["than"])
        or any(one in f"{phrase} " for one in ("instead of ", "no longer with ", "rather than "))
    )


def _comes_about(tree: Tree, mention: Mention) -> bool:
    """Return whether what is told as awaited happens: "they waited until the nurse arrived with the trolley"."""
    verb = mention.verb
    return (
        verb is not None
        and tree.words[verb].tag in {"VBD", "VBZ"}
        and any(tree.words[one].low in {"until", "till"} for one in tree.children(verb, "mark"))
    )


def _weight(tree: Tree, mention: Mention, key: str, story: Surroundings) -> float:
    """Return how telling a thing is on its page; under 1 for what is not to be shown."""
    word = tree.words[mention.at]
    low, role = word.lemma.lower(), mention.role
    if not _may_lie_about(tree, mention, story):
        return 0.0
    verb = tree.words[mention.verb].lemma if mention.verb is not None else ""
    weight = _PARTS.get(role, 0.9)
    if role == "of" and tree.words[tree.words[tree.words[mention.at].head].head].lemma in thing_words("containers"):
        weight = 1.4  # "a jar of fireflies"
    if role in {"obj", "subj"} and verb in thing_words("not handling"):
        return 0.0
    if role == "obj" and verb in {"take", "catch", "board", "miss"} and key in set(vehicles().values()) | _CARRIAGES:
        return 0.0  # on which somebody has come or gone
    if key == "own:boat" and story.setting == "sea" and mention.definite != "a":
        return 0.0  # in which they are
    if role == "into" and verb in grammar_words("speaking") | {"shout", "speak"}:
        return 0.0
    if role == "obj" and verb in {"have", "own", "be"}:
        weight -= 0.8
        if _is_elsewhere(tree, mention, story) and story.often.get(mention.lemma, 1) < 3:
            return 0.0
    if key in _SKY:
        weight = min(weight, 1.6)
    if key in _UNSURE:
        weight -= 0.9
    if mention.definite == "" and not mention.plural and role != "obj":
        weight -= 0.5
    if mention.begin < mention.at or low in senses():
        weight += 0.3
    if role in {"obj", "subj"} and mention.verb is not None and tree.words[mention.verb].dep in {"ROOT", "conj"}:
        weight += 0.2
    return weight + min(0.6, 0.3 * (story.often.get(mention.lemma, 1) - 1))


def _is_elsewhere(tree: Tree, mention: Mention, story: Surroundings) -> bool:
    """Return whether another place has a thing: "the kitchen had its table" on the stairs."""
    subjects = tree.children(mention.verb, "nsubj") if mention.verb is not None else []
    settings = [
        value
        for one in subjects
        for sort, value in vocabulary().phrases.get((tree.words[one].lemma,), ())
        if sort == "setting"
    ]
    return bool(settings) and story.setting not in settings


def _may_lie_about(tree: Tree, mention: Mention, story: Surroundings) -> bool:
    """Return whether a noun can be a thing on the page: nothing worn, no part of a body, no furniture that is there."""
    word = tree.words[mention.at]
    low, lemma = word.lemma.lower(), mention.lemma
    verb = tree.words[mention.verb].lemma if mention.verb is not None else ""
    if (word.text[:1].isupper() and word.pos == "PROPN") or (
        low in grammar_words("body", "near the body") and low not in senses()
    ):
        return False
    if (garment(low) or garment(word.low)) and not (
        mention.role in {"obj", "subj"} and verb in thing_words("lying clothes")
    ):
        return False
    if lemma == "door" and mention.plural and tree.child(mention.at, "nummod") is not None:
        return True
    known = low in senses() or low in thing_words("concrete")
    if low in grammar_words("abstract") and mention.begin == mention.at and not known:
        return False
    if lemma in furniture():
        return story.setting not in furniture()[lemma] and anchors().get(lemma) not in story.slots
    if lemma in thing_words("handled"):
        return mention.role in _HANDLED and anchors().get(lemma) not in story.slots
    return lemma not in anchors()


@cache
def furniture() -> dict[str, frozenset[str]]:
    """Return the nouns for furniture that a page may have as a thing, with the settings that have one already."""
    table: dict[str, list[str]] = language_table("anchors.yaml")["furniture"]
    return {noun: frozenset(places) for noun, places in table.items()}


@cache
def thing_words(name: str) -> frozenset[str]:
    """Return a list of anchors.yaml."""
    return frozenset(language_table("anchors.yaml")[name])


def count_recurring(pages: Sequence[Sequence[Mention]]) -> dict[str, int]:
    """Return on how many pages each noun for a thing is."""
    return dict(
        Counter(
            lemma
            for mentions in pages
            for lemma in {one.lemma for one in mentions if one.thing or one.lemma in senses()}
        )
    )


def told_colors(tree: Tree, mentions: Sequence[Mention], setting: str) -> dict[str, str]:
    """Return the colours that a page tells of its things, by drawing: "the yellow bus", "it was of brown leather"."""
    found: dict[str, str] = {}
    last = ""
    for one in mentions:
        key = drawing_of(tree, one, setting) if not one.plural and not one.pronoun and not one.name else ""
        if key and (color := _color(tree, one)):
            found[key] = color
        if one.pronoun == "it" and one.role == "subj" and last and (color := _made_of(tree, tree.words[one.at].head)):
            found[last] = color
        last = key if key and _is_there(tree, one) else last
    return found


def _made_of(tree: Tree, verb: int) -> str:
    """Return the colour that a verb with "it" tells: "it was brown", "it was made of brown leather"; empty for none."""
    told = [tree.words[one].low for one in tree.children(verb, "acomp")] if tree.words[verb].lemma == "be" else []
    for of in tree.children(verb, "prep"):
        for stuff in tree.children(of, "pobj") if tree.words[of].low == "of" else ():
            told += [tree.words[one].low for one in tree.children(stuff, "amod")]
    return next((one for one in told if one in vocabulary().colors), "")


def _color(tree: Tree, mention: Mention) -> str:
    told = [*mention.words]
    if mention.role == "subj" and mention.verb is not None and tree.words[mention.verb].lemma == "be":
        told += [tree.words[one].low for one in tree.children(mention.verb, "acomp")]
    return next((one for one in told if one in vocabulary().colors), "")


def _whole(tree: Tree, goal: int | None) -> int | None:
    """Return the word of what a word names a part of: "table" for the "edge" of the table."""
    of = tree.child(goal, "prep") if goal is not None and tree.words[goal].lemma in _PART_NOUNS else None
    whole = tree.child(of, "pobj") if of is not None and tree.words[of].low == "of" else None
    return goal if whole is None else whole


def _relation(tree: Tree, mention: Mention, by_head: Mapping[int, Mention]) -> tuple[Relation, str]:
    """Return how a thing is to what: ("on", "table"); ("on", "hook") for what hangs; two empty words for untold."""
    places = [one for one in tree.children(mention.at, "prep")]
    if mention.verb is not None and mention.role in {"obj", "subj"}:
        places += tree.children(mention.verb, "prep")
    for prep in places:
        relation = _RELATIONS.get(tree.words[prep].low, "")
        goal = _whole(tree, tree.child(prep, "pobj"))
        if goal is not None and tree.words[goal].lemma in _UNDERFOOT and tree.words[prep].low in _ALONG:
            return "on", "floor"
        if not relation or goal is None:
            continue
        anchor = anchors().get(tree.words[goal].lemma, "")
        if anchor:
            return relation, anchor
        other = by_head.get(goal)
        if other is not None and other.thing in _HOLDERS and other.person is None:
            return relation, other.thing
    hangs = mention.verb is not None and tree.words[mention.verb].lemma == "hang" and mention.role in {"obj", "subj"}
    return ("on", "hook") if hangs else ("", "")
