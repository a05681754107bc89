"""Where each page plays: by the places at which its events are, kept until somebody goes elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from digiteller.language.grammar import language_table
from digiteller.language.noun_mentions import Mention
from digiteller.language.parsing import Tree
from digiteller.language.scopes import Scope, frame_words
from digiteller.language.somebody import Somebody
from digiteller.language.vocabulary import vocabulary

_ENOUGH = 1.5
"""How much must speak for a place, for the page to be there."""
_PARTS = {"edge", "middle", "top", "step", "steps", "corner", "door", "floor", "wall", "bottom", "side", "end", "foot", "front", "back", "inside", "entrance", "bank", "shore", "centre", "center",
          "doorway", "heart", "window", "roof", "gate", "depths", "part", "row", "outskirts", "rim", "mouth", "steps", "shade", "shadow", "table", "counter", "bench"}


@dataclass(frozen=True)
class Cue:
    """A word that tells where a page may be."""

    setting: str
    weight: float
    at: int
    afar: bool = False


@dataclass
class Places:
    """Where a story has been so far."""

    path: list[str] = field(default_factory=list)
    """The setting of each page; empty where none was told."""
    home: str = ""
    out: str = ""
    """The last place under the sky."""

    @property
    def here(self) -> str:
        """Return where the page before was."""
        return self.path[-1] if self.path else ""


def find_cues(
    tree: Tree, mentions: Sequence[Mention], meant: Mapping[int, tuple[Somebody, ...]], places: Places
) -> list[Cue]:
    """Return the places that a page's words tell, with how much each counts."""
    found: list[Cue] = []
    for mention in mentions:
        if mention.pronoun or mention.at in meant and mention.person is not None:
            continue
        settings, phrase = settings_of(tree, mention)
        if not settings:
            continue
        setting = _choose(settings, phrase, places)
        weight = _weight(tree, mention, meant)
        if mention.scope is Scope.AFAR:
            found.append(Cue(setting, 0.0, mention.at, afar=True))
            continue
        if weight <= 0:
            continue
        if phrase in _table()["furniture"]:
            if mention.role in {"subj", "obj", "attr", "conj", "root", "poss", "appos", "dep"} and phrase not in {"office", "church", "planet", "mill"}:
                continue
            weight *= 0.62
        if phrase in _table()["vehicles"]:
            setting, weight = _vehicle(tree, mention, phrase, setting, weight, places)
        if setting and weight > 0:
            found.append(Cue(setting, weight, mention.at))
    return found + _by_adverbs(tree, meant, places, mentions)


def settle(cues: Sequence[Cue], places: Places, unless: Collection[str] = ()) -> tuple[str, list[int]]:
    """Return the setting of a page by its cues, and the words that told it; where none is strong, the one before."""
    totals: dict[str, float] = {}
    last: dict[str, int] = {}
    for cue in cues:
        if not cue.afar:
            totals[cue.setting] = max(totals.get(cue.setting, 0.0), cue.weight) + 0.15 * (cue.setting in totals)
            last[cue.setting] = cue.at
    if places.here in totals:
        totals[places.here] += 0.6
    best = max(totals, key=lambda one: (totals[one], -last[one]), default="")
    if best and totals[best] >= (_ENOUGH if places.here else 0.5):
        setting = best
    else:
        setting = places.here
    words = [cue.at for cue in cues if cue.setting == setting]
    places.path.append(setting)
    if setting in _table()["house"] and setting != "garden":
        places.home = places.home or setting
    if setting and setting not in vocabulary().rooms:
        places.out = setting
    return setting, words


def settings_of(tree: Tree, mention: Mention) -> tuple[tuple[str, ...], str]:
    """Return the settings that a noun can mean, and the phrase by which it is known."""
    table = _settings()
    lemma = tree.words[mention.at].lemma.lower()
    low = tree.words[mention.at].low
    for begin in range(max(0, mention.at - 2), mention.at):
        between = [tree.words[one] for one in range(begin, mention.at)]
        if any(one.pos in {"PUNCT", "DET", "VERB", "ADP", "PRON"} for one in between):
            continue
        for first in {" ".join(one.low for one in between), " ".join(one.lemma for one in between)}:
            for last in (lemma, low):
                for phrase in (f"{first} {last}", f"{first}-{last}"):
                    if phrase in table:
                        return table[phrase], phrase
                    if phrase in _old_settings():
                        return _old_settings()[phrase], phrase
    of = next((one for one in tree.children(mention.at, "prep") if tree.words[one].low == "of"), None)
    inner = tree.child(of, "pobj") if of is not None else None
    if inner is not None and f"{lemma} of {tree.words[inner].lemma}" in table:
        phrase = f"{lemma} of {tree.words[inner].lemma}"
        return table[phrase], phrase
    if any(tree.words[one].dep == "compound" and tree.words[one].pos == "NOUN" for one in tree.children(mention.at)):
        if lemma in {"hall", "car", "house", "wood", "field", "yard", "ring", "court", "glass", "bank", "stop", "room", "shop"} and mention.begin == mention.at:
            modifier = next(tree.words[one].lemma for one in tree.children(mention.at, "compound"))
            if lemma == "room" and modifier in table:
                return table[modifier], modifier
            if lemma == "shop":
                return table["shop"], "shop"
            return (), ""
    if lemma in table:
        return table[lemma], lemma
    if low in table:
        return table[low], low
    if mention.settings:
        return mention.settings, mention.lemma
    # the compound part of a fixed feature: "the garden gate", "the kitchen table"
    if lemma in _PARTS:
        for one in tree.children(mention.at, "compound"):
            part = tree.words[one].lemma
            if part in table:
                return table[part], part
    return (), ""


@cache
def _table() -> dict[str, Any]:
    table = language_table("places.yaml")
    return {**table, **{name: frozenset(table[name]) for name in ("furniture", "vehicles", "house", "inside", "goal", "near")}}


@cache
def _settings() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for setting, words in _table()["settings"].items():
        for word in words:
            found.setdefault(word, []).append(setting)
    return {word: tuple(settings) for word, settings in found.items()}


@cache
def _old_settings() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for phrase, senses in vocabulary().phrases.items():
        settings = tuple(value for sort, value in senses if sort == "setting")
        if settings and len(phrase) > 1:
            found[" ".join(phrase)] = settings
    return found


def _choose(settings: tuple[str, ...], phrase: str, places: Places) -> str:
    if places.here in settings:
        return places.here
    if phrase in {"field"} and any(one in {"farm", "barn"} for one in places.path):
        return "farm"
    generic = vocabulary().generic.get(phrase, ())
    if places.here in generic:
        return places.here
    if phrase in {"bed", "bunk"} and places.here in {"ship", "cabin", "sea"}:
        return "cabin"
    if phrase in {"bed", "pillow", "blanket"} and places.here in {"hospital", "train", "tent", "burrow", "barn"}:
        return places.here
    if phrase in {"desk"} and places.here in {"school", "bedroom", "library", "town hall", "office"}:
        return places.here
    if phrase in {"bench"} and places.here:
        return places.here
    return settings[0]


def _weight(tree: Tree, mention: Mention, meant: Mapping[int, tuple[Somebody, ...]]) -> float:
    """Return how much a place's word tells where the page is."""
    if mention.scope is not Scope.HERE:
        return 0.35 if mention.scope in {Scope.BEFORE, Scope.ASIDE} else 0.0
    role, verb, at = mention.role, mention.verb, mention.at
    if role == "of":
        head = tree.words[tree.words[at].head].head
        if tree.words[head].lemma in _PARTS or tree.words[head].low in _PARTS:
            from digiteller.language.noun_mentions import role_of

            role, verb = role_of(tree, head)
            at = head
        else:
            return 0.4
    mover = _mover(tree, verb, meant)
    lemma = tree.words[verb].lemma if verb is not None else ""
    hangs_on_noun = False
    if role not in {"subj", "obj", "poss", "appos", "attr", "root"}:
        prep = _prep(tree, at)
        hangs_on_noun = prep is not None and tree.words[tree.words[prep].head].pos in {"NOUN", "PROPN", "PRON"}
    if role in _table()["near"]:
        if role == "from":
            return 0.8 if lemma not in frame_words("moving") and mover else 0.2
        return 1.6 if mover or not meant else 1.2
    if role in _table()["goal"] and lemma in frame_words("moving"):
        return (3.6 if role not in {"toward", "towards", "for"} else 1.7) if mover else 1.2
    if role == "to":
        return 0.5
    if role in _table()["inside"]:
        if hangs_on_noun:
            return 1.55
        if lemma in frame_words("thinking"):
            return 0.6
        return 3.0 if mover or lemma in {"be", "live", "stand"} else 2.2
    if role == "out":
        return 1.0
    if role == "obj":
        if lemma in frame_words("arriving") and lemma != "leave":
            return 3.0 if mover else 1.4
        if lemma in frame_words("leaving"):
            return 0.3
        return 0.9
    if role == "subj":
        return 2.0
    if role in {"root", "attr"}:
        return 1.6
    if role in {"poss", "appos"}:
        return 0.5
    return 1.0 if role in {"conj", "dep", "npadvmod", "when"} else 0.8


def _prep(tree: Tree, at: int) -> int | None:
    here = at
    while tree.words[here].dep == "conj":
        here = tree.words[here].head
    head = tree.words[here].head
    return head if tree.words[here].dep in {"pobj", "pcomp"} else None


def _mover(tree: Tree, verb: int | None, meant: Mapping[int, tuple[Somebody, ...]]) -> bool:
    """Return whether the subject of a verb, or of that it goes with, is somebody."""
    for _ in range(6):
        if verb is None:
            return False
        subjects = tree.children(verb, "nsubj", "nsubjpass")
        objects = tree.children(verb, "dobj")
        if subjects:
            return any(one in meant for one in subjects) or (
                tree.words[verb].lemma in {"lead", "carry", "bring", "take", "put", "guide", "drive"} and any(one in meant for one in objects)
            )
        head = tree.words[verb].head
        if head == verb or tree.words[verb].dep not in {"conj", "xcomp", "advcl", "ccomp", "pcomp"}:
            return False
        verb = head if tree.words[head].pos in {"VERB", "AUX"} else tree.words[head].head
    return False


def _vehicle(tree: Tree, mention: Mention, phrase: str, setting: str, weight: float, places: Places) -> tuple[str, float]:
    """Return the setting for a vehicle: aboard it, or where it is seen from outside."""
    within = mention.role in {"in", "on", "aboard", "inside", "into", "onto", "of", "along", "through"} and mention.definite != "none"
    boards = mention.role == "obj" and mention.verb is not None and tree.words[mention.verb].lemma in {"board", "catch", "take", "drive", "steer", "ride"}
    if within or boards:
        return setting, max(weight, 1.9) if within else 1.6
    if setting == places.here:
        return setting, weight
    return "", 0.0


def _by_adverbs(
    tree: Tree, meant: Mapping[int, tuple[Somebody, ...]], places: Places, mentions: Sequence[Mention]
) -> list[Cue]:
    """Return the places told by "home", "upstairs", "inside", "outside"."""
    found: list[Cue] = []
    rooms = vocabulary().rooms
    said = {one.at for one in mentions if one.scope is Scope.SAID}
    for at, word in enumerate(tree.words):
        if at in said or word.low not in {"home", "upstairs", "downstairs", "inside", "indoors", "outside", "outdoors", "aboard", "ashore", "underground", "backstage"}:
            continue
        verb = next((one for one in tree.above(at) if tree.words[one].pos in {"VERB", "AUX"}), None)
        if verb is None or tree.child(at, "pobj") is not None or not _mover(tree, verb, meant):
            continue
        from digiteller.language.scopes import said_words, scope_of

        spoken = said_words(tree)
        if at in spoken or scope_of(tree, verb, spoken) is not Scope.HERE:
            continue
        moving = tree.words[verb].lemma in frame_words("moving") - {"be", "live", "stay"} or (tree.words[verb].lemma == "be" and word.low in {"home", "upstairs", "downstairs"})
        setting = {
            "home": places.home or "living room",
            "upstairs": "bedroom",
            "downstairs": "kitchen" if places.here == "bedroom" else "hall",
            "inside": "" if places.here in rooms else places.home,
            "indoors": "" if places.here in rooms else (places.home or "living room"),
            "outside": "" if places.here and places.here not in rooms else (places.out or "garden"),
            "outdoors": "" if places.here and places.here not in rooms else (places.out or "garden"),
            "aboard": {"station": "train", "harbour": "ship", "bus stop": "bus", "beach": "ship", "sea": "ship"}.get(places.here, ""),
            "ashore": "beach",
            "underground": "burrow",
            "backstage": "theatre",
        }[word.low]
        if setting and moving:
            found.append(Cue(setting, 2.2 if word.low != "home" else 2.4, at))
    return found
