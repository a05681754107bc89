"""Where each page plays: by the places at which its events are, kept until somebody goes elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from digiteller.language.evidence import is_told, weigh_evidence
from digiteller.language.grammar import language_table
from digiteller.language.noun_mentions import Mention, role_of
from digiteller.language.parsing import Tree
from digiteller.language.scopes import Scope, frame_words, said_words, scope_of, verb_scope
from digiteller.language.somebody import Somebody
from digiteller.language.vocabulary import vocabulary

Meant = Mapping[int, tuple[Somebody, ...]]
"""Whom the nouns and pronouns of a page mean."""

_ENOUGH = 1.5
"""How much must speak for a place, for the page to leave the one before."""
_HINTED = 3.5
"""How much evidence of circumstances alone must, ..."""
_MARGIN = 3.0
"""... and how much more than for the place before."""
_LOCAL = {"in", "on", "at", "under", "inside", "into", "within", "by", "through", "among", "beneath", "along", "onto"}
_FLOORS = {"down": ("cellar",), "up": ("bell tower", "lighthouse room", "tower room", "attic")}
_WATERS = {"sea", "lake", "river", "ship", "harbour", "swamp", "underwater", "island", "cabin"}
_BOARDING = {"board", "catch", "take", "drive", "steer", "ride"}
_NO_PLACE = {"subj", "obj", "attr", "conj", "root", "poss", "appos", "dep", "with", "like", "about", "without"}


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
    named: set[str] = field(default_factory=set)
    """All that were told of, be it only feared or wished for."""
    guessed: bool = False
    """Whether the place of the page before was only hinted at."""
    roving: set[str] = field(default_factory=set)
    """What is no place in this story but comes and goes: a library on a camel."""
    title: str = ""
    """What the story's title names."""
    anew: bool = False
    """Whether the page to be settled begins another day."""
    hints: list[dict[str, float]] = field(default_factory=list)
    """What the circumstances of each page, also of those to come, speak for."""

    @property
    def here(self) -> str:
        """Return where the page before was."""
        return self.path[-1] if self.path else ""

    def note_title(self, tree: Tree) -> None:
        """Let a story's title hint at its places: "My Uncle's Lighthouse" is not on a palm beach."""
        for word in tree.words:
            settings = _settings().get(word.lemma.lower(), ()) if word.pos in {"NOUN", "PROPN"} else ()
            if settings and not self.title and word.lemma.lower() not in _table()["furniture"] | _table()["vehicles"]:
                self.title = settings[0]
            if settings and word.lemma.lower() not in _table()["furniture"] | _table()["vehicles"]:
                self.named.add(settings[0])
                for page in self.hints:
                    page[settings[0]] = page.get(settings[0], 0.0) + 1.5

    def hinted(self, setting: str) -> float:
        """Return how much the circumstances of the page to be settled and, less, of all others speak for a setting."""
        if not self.hints:
            return 0.0
        here = self.hints[len(self.path)].get(setting, 0.0)
        everywhere = sum(min(4.0, page.get(setting, 0.0)) for page in self.hints) / len(self.hints)
        return min(here, 5.0) + 0.7 * everywhere


def hint_places(trees: Sequence[Tree], meant: Sequence[Meant]) -> list[dict[str, float]]:
    """Return what who and what is there, on each page of a story, speaks for."""
    found = []
    for tree, who in zip(trees, meant, strict=True):
        kinds = {one.kind for each in who.values() for one in each}
        found.append(weigh_evidence(tree, said_words(tree), "settings", kinds & set(_table()["habitats"])))
    return found


def find_cues(
    tree: Tree, mentions: Sequence[Mention], meant: Meant, places: Places, main: Collection[Somebody] = ()
) -> list[Cue]:
    """Return the places that a page's words tell, with how much each counts.

    ``main`` are those whom the story is with; where others are ("her mother lived by the sea") counts less.
    """
    found: list[Cue] = []
    for mention in mentions:
        if mention.pronoun or (mention.at in meant and mention.person is not None):
            continue
        settings, phrase = settings_of(tree, mention)
        if settings and (cue := _cue(tree, mention, meant, places, settings, phrase, main)) is not None:
            found.append(cue)
    for at, word in enumerate(tree.words):
        if word.dep == "pobj" and word.pos == "ADJ" and word.lemma in _settings() and tree.child(at, "det") is not None:
            found.append(Cue(_choose(_settings()[word.lemma], word.lemma, places), 2.2, at))
    found += _by_adverbs(tree, meant, places, found)
    found += _by_driving(tree, meant, places)
    found += _by_boarding(tree, mentions, meant)
    found = _rooms_at_home(tree, _without_lists(found))
    if places.here in indoors() and any(_is_lookout(tree, one) for one in mentions):
        found = [replace(one, weight=one.weight / 2) if one.setting not in indoors() else one for one in found]
        if places.hints:
            hints = places.hints[len(places.path)]
            hints.update({one: weight * 0.4 for one, weight in hints.items() if one not in indoors()})
    return found


_DOORS = {"step", "steps", "gangplank", "gangway"}
_CARRIERS = {
    "bus": "bus",
    "train": "train",
    "tram": "bus",
    "coach": "bus",
    "plane": "aeroplane",
    "aeroplane": "aeroplane",
    "ship": "ship",
    "ferry": "ship",
}


def _by_boarding(tree: Tree, mentions: Sequence[Mention], meant: Meant) -> list[Cue]:
    """Return the inside of a vehicle that somebody gets into by its steps: "the bus stopped, and he marched up the steps"."""
    vehicle = next(
        (
            _CARRIERS[one.lemma.split()[-1]]
            for one in mentions
            if one.lemma.split()[-1] in _CARRIERS and one.scope is Scope.HERE
        ),
        "",
    )
    if not vehicle:
        return []
    return [
        Cue(vehicle, 2.4, one.at)
        for one in mentions
        if tree.words[one.at].lemma in _DOORS
        and one.scope is Scope.HERE
        and one.verb is not None
        and (one.role == "up" or any(tree.words[part].low == "up" for part in tree.children(one.verb, "prt", "prep")))
        and _mover(tree, one.verb, meant)
    ]


def _without_lists(cues: Sequence[Cue]) -> list[Cue]:
    """Return the cues without rooms that are only listed: "the kitchen had its table, the bedroom its beds"."""
    rooms = {one.setting for one in cues if one.setting in _table()["house"] and abs(one.weight - 1.4) < 0.2}
    return [one for one in cues if one.setting not in rooms or one.weight > 1.6] if len(rooms) > 2 else list(cues)


def _rooms_at_home(tree: Tree, cues: Sequence[Cue]) -> list[Cue]:
    """Return the cues, with the room for "home" where one is told: "when he came home, she was in the kitchen"."""
    rooms = _table()["house"] & indoors()
    homes = [one for one in cues if tree.words[one.at].low == "home"]
    told = [one for one in cues if one.setting in rooms and one.weight >= 1.0 and one not in homes]
    if not homes or not told:
        return list(cues)
    return [replace(one, weight=one.weight + 1.5) if one in told else one for one in cues if one not in homes]


def _is_lookout(tree: Tree, mention: Mention) -> bool:
    """Return whether somebody is at a window, so that what is outside is only seen."""
    window = tree.words[mention.at].lemma in {"window", "windowsill", "sill", "porthole", "pane"}
    return window and mention.role in {"at", "from", "by", "through", "to", "out", "of"} and mention.scope is Scope.HERE


def _cue(
    tree: Tree,
    mention: Mention,
    meant: Meant,
    places: Places,
    settings: tuple[str, ...],
    phrase: str,
    main: Collection[Somebody],
) -> Cue | None:
    """Return what one noun tells."""
    setting = _choose(settings, phrase, places)
    places.named.add(settings[0])
    if phrase in _table()["ways"] and mention.role in _FLOORS:
        setting = next((one for one in _FLOORS[mention.role] if one in places.named), setting)
    if mention.scope is Scope.AFAR and not _is_part(tree, mention):
        return Cue(setting, 0.0, mention.at, afar=True)
    weight = _weight(tree, mention, meant, phrase)
    if weight <= 0 or _seen(tree, mention):
        return None
    role = _role(tree, mention)
    verb = tree.words[mention.verb].lemma if mention.verb is not None else ""
    if role == "subj" and setting in indoors() and verb in _table()["roving"] and phrase not in _table()["vehicles"]:
        places.roving.add(setting)
    if phrase in _table()["furniture"]:
        climbs = role == "obj" and verb in {"climb", "descend", "mount", "reach", "enter", "board", "cross"}
        climbs = climbs or (role == "obj" and verb in _BOARDING and phrase in _table()["vehicles"])
        described = role == "subj" and phrase in _table()["dwellings"] and verb in {"be", "smell"}
        listed = tree.words[mention.at].dep == "conj" and role not in {"in", "into", "on", "at"}
        if (role in _NO_PLACE or listed) and not climbs and not described:
            return None
        weight *= 0.62 if not described else 1.0
        if setting == places.here and setting not in settings:
            weight = min(weight, 0.7)
    if phrase in _table()["vehicles"]:
        setting, weight = _vehicle(tree, mention, phrase, setting, weight, places)
    if role in _table()["near"] and phrase in _outside() and setting != places.here:
        setting = _outside()[phrase]
    if role in {"under", "beneath"} and phrase in {"lawn", "field", "meadow", "garden", "ground", "earth", "root"}:
        setting = "burrow"
    if phrase in _table()["dwellings"]:
        setting, weight = _dwelling(tree, mention, setting, weight, role, places)
    if (
        phrase == "wood"
        and (mention.definite == "" or role in {"on", "upon", "of"})
        and tree.words[mention.at].tag == "NN"
    ):
        return None
    if setting == "sky" and verb not in {"fly", "soar", "float", "glide", "drift", "rise", "sail", "swoop", "hover"}:
        weight = min(weight, 0.8)
    if phrase == "bed" and mention.definite == "" and role == "to" and not _human_mover(tree, mention, meant):
        weight = 0.8
    if weight > 1 and main and not _of_main(tree, mention.verb, meant, main):
        weight *= 0.5
    return Cue(setting, weight, mention.at) if setting and weight > 0 else None


def settle(cues: Sequence[Cue], places: Places) -> tuple[str, list[int]]:
    """Return the setting of a page by its cues, and the words that told it; where none is strong, the one before."""
    told = {one: weight for one, weight in _totals(cues).items() if one not in places.roving or weight >= 2.0}
    here = places.here
    hints = dict(places.hints[len(places.path)]) if places.hints else {}
    everywhere = set[str]().union(*places.hints) - places.roving if places.hints and not here else set()
    for one in places.roving:
        hints.pop(one, None)
    kept = 0.4 if places.guessed else 0.9
    first: dict[str, int] = {}
    for cue in cues:
        first.setdefault(cue.setting, cue.at)
    scores = {
        setting: told.get(setting, 0.0) + 0.25 * places.hinted(setting) + (kept if setting == here else 0.0)
        for setting in {*told, *hints, *everywhere} | ({here} if here else set())
    }
    if not here and places.title:
        scores[places.title] = scores.get(places.title, 0.0) + 0.6
    best = max(sorted(scores), key=lambda one: (scores[one], first.get(one, 0)), default="")
    setting = best if not here or best == here or _moves(best, places, told, hints) else here
    if setting != here and here:
        setting = _strongest(scores, places, told, hints) or here
    if not here and scores.get(setting, 0.0) < 0.4:
        setting = ""
    places.guessed = setting not in told and (setting != here or places.guessed)
    places.path.append(setting)
    if setting in _table()["house"] - {"garden", "cellar", "attic", "hall", "workshop", "rooftop"}:
        places.home = places.home or setting
    if setting and setting not in indoors():
        places.out = setting
    return setting, [cue.at for cue in cues if cue.setting == setting]


def _totals(cues: Sequence[Cue]) -> dict[str, float]:
    totals: dict[str, float] = {}
    for cue in cues:
        if not cue.afar:
            totals[cue.setting] = max(totals.get(cue.setting, 0.0), cue.weight) + 0.15 * (cue.setting in totals)
    return totals


def _moves(setting: str, places: Places, told: Mapping[str, float], hints: Mapping[str, float]) -> bool:
    """Return whether enough speaks for another place to leave the one before."""
    here = places.here
    more = hints.get(setting, 0.0) - hints.get(here, 0.0)
    if told.get(setting, 0.0) + 0.25 * max(0.0, more) >= (1.0 if places.guessed else 0.85 if places.anew else _ENOUGH):
        return told.get(setting, 0.0) > 0.7 or more >= (_MARGIN if told.get(setting, 0.0) > 0.3 else _MARGIN + 1.0)
    return places.guessed and hints.get(setting, 0.0) >= _HINTED and more >= _MARGIN and not _near(setting, here)


def _strongest(
    scores: Mapping[str, float], places: Places, told: Mapping[str, float], hints: Mapping[str, float]
) -> str:
    moving = [one for one in scores if one != places.here and _moves(one, places, told, hints)]
    return max(sorted(moving), key=lambda one: scores[one], default="")


def _near(one: str, other: str) -> bool:
    """Return whether what hints at one place is found in the other too."""
    return any(one in group and other in group for group in _table()["neighbours"])


def indoors() -> frozenset[str]:
    """Return the settings with walls."""
    return vocabulary().rooms.union(_table()["indoors"])


def settings_of(tree: Tree, mention: Mention) -> tuple[tuple[str, ...], str]:
    """Return the settings that a noun can mean, and the phrase by which it is known.

    "the kitchen window" is known as a kitchen, "Wanda's room" as a bedroom.
    """
    at = mention.at
    table, lemma, low = _settings(), tree.words[at].lemma.lower(), tree.words[at].low
    if (found := _compound(tree, at)) is not None:
        return found
    of = next((one for one in tree.children(at, "prep") if tree.words[one].low == "of"), None)
    inner = tree.child(of, "pobj") if of is not None else None
    if inner is not None and (phrase := f"{lemma} of {tree.words[inner].lemma}") in table:
        return table[phrase], phrase
    if lemma == "room":
        return (("bedroom",), "room") if tree.child(at, "poss") is not None else ((), "")
    modifiers = [tree.words[one] for one in tree.children(at, "compound") if tree.words[one].pos == "NOUN"]
    if modifiers and lemma in _table()["heads"] and mention.begin == at:
        return (table["shop"], "shop") if lemma == "shop" else ((), "")
    for form in (lemma, low):
        if form in table:
            return table[form], form
    if mention.settings:
        return mention.settings, mention.lemma
    if lemma in _table()["parts"]:
        for part in modifiers:
            if part.lemma in table:
                return table[part.lemma], part.lemma
    return _by_suffix(low)


def _compound(tree: Tree, at: int) -> tuple[tuple[str, ...], str] | None:
    """Return the settings of the longest known phrase of up to three words that ends with a noun."""
    table = _settings()
    for begin in range(max(0, at - 2), at):
        between = [tree.words[one] for one in range(begin, at)]
        if any(one.pos in {"PUNCT", "DET", "VERB", "ADP", "PRON"} and one.tag != "VBG" for one in between):
            continue
        for first in (" ".join(one.low for one in between), " ".join(one.lemma for one in between)):
            for last in (tree.words[at].lemma.lower(), tree.words[at].low):
                for phrase in (f"{first} {last}", f"{first}-{last}", f"{first}{last}"):
                    if phrase in table:
                        return table[phrase], phrase
                    if phrase in _old_settings():
                        return _old_settings()[phrase], phrase
    return None


def _by_suffix(low: str) -> tuple[tuple[str, ...], str]:
    """Return what a closed compound tells by its first part: "schoolroom"."""
    for suffix in ("room", "house", "side", "yard"):
        stem = low.removesuffix(suffix)
        if stem != low and len(stem) > 3 and stem in _settings():
            return _settings()[stem], stem
    return (), ""


@cache
def _table() -> dict[str, Any]:
    table = language_table("places.yaml")
    sets = ("furniture", "vehicles", "house", "inside", "goal", "near", "parts", "heads", "dwellings", "indoors")
    return {**table, **{name: frozenset(table[name]) for name in (*sets, "habitats", "ways")}}


@cache
def _settings() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for setting, words in _table()["settings"].items():
        for word in words:
            found.setdefault(word, []).append(setting)
    return {word: tuple(settings) for word, settings in found.items()}


@cache
def _outside() -> dict[str, str]:
    return {word: setting for setting, words in _table()["outside of"].items() for word in words}


@cache
def _old_settings() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for phrase, senses in vocabulary().phrases.items():
        settings = tuple(value for sort, value in senses if sort == "setting")
        if settings and len(phrase) > 1:
            found[" ".join(phrase)] = settings
    return found


def _choose(settings: tuple[str, ...], phrase: str, places: Places) -> str:
    """Return which of a word's settings is meant: the one where the story is or was, else the most hinted at."""
    also: tuple[str, ...] = (*vocabulary().generic.get(phrase, ()), *_table()["generic"].get(phrase, ()))
    if places.here and places.here in (*settings, *also):
        return places.here
    if places.here and "*" in also and places.here not in indoors():
        return places.here
    if places.here and "inside" in also and places.here in indoors():
        return places.here
    if "inside" in also and not places.here and places.hints:
        hints = {one: weight for one, weight in places.hints[0].items() if one in indoors()}
        building: str = max(sorted(hints), key=lambda one: hints[one], default="")
        if building and hints[building] >= _ENOUGH:
            return building
    for past in reversed(places.path):
        if past in settings:
            return past
    options = [*settings, *(one for one in also if one not in settings and one not in {"*", "inside"})]
    return max(options, key=lambda one: places.hinted(one) - (0.0 if one == options[0] else 0.4 + 0.8 * (one in also)))


def _is_part(tree: Tree, mention: Mention) -> bool:
    """Return whether a noun is a part of the place that it is said of, where one is who looks out: "attic window"."""
    return tree.words[mention.at].lemma in _table()["parts"] and mention.role in {"from", "at", "out", "through", "by"}


def _role(tree: Tree, mention: Mention) -> str:
    """Return the role of a place, also through "in the mud of the yard"."""
    return _through(tree, mention)[0]


def _through(tree: Tree, mention: Mention) -> tuple[str, int | None, int]:
    role, verb, at = mention.role, mention.verb, mention.at
    if role == "as" and any(word.low == "far" for word in tree.words[max(0, at - 5) : at]):
        role = "to"
    for _ in range(3):
        if role not in {"of", "poss"}:
            break
        head = tree.words[at].head
        if role == "of":
            head = tree.words[head].head
        inner, its_verb = role_of(tree, head)
        part = tree.words[head].lemma in _table()["parts"] or inner in _LOCAL | {"of"}
        if not part or head == at:
            break
        role, verb, at = inner, its_verb, head
    return role, verb, at


def _scope(tree: Tree, mention: Mention) -> Scope:
    """Return a mention's scope, also where its verb shares the helper of the one before: "had put it down, gone in"."""
    if mention.scope is not Scope.HERE:
        return mention.scope
    if is_told(tree, mention.at):
        return Scope.SAID
    verb = mention.verb
    if verb is not None and tree.words[verb].tag == "VBN" and tree.words[verb].dep == "conj":
        head = tree.words[verb].head
        while tree.words[head].dep == "conj":
            head = tree.words[head].head
        if not tree.children(verb, "aux", "nsubj", "auxpass") and (own := verb_scope(tree, head)) is not None:
            return own
    return Scope.HERE


_SHARES = {Scope.BEFORE: 0.45, Scope.ASIDE: 0.45, Scope.SUPPOSED: 0.3, Scope.DENIED: 0.3}


def _is_feared(tree: Tree, mention: Mention) -> bool:
    """Return whether a place is what somebody is afraid of, tired of ..."""
    prep = _prep(tree, mention.at)
    return prep is not None and tree.words[tree.words[prep].head].pos == "ADJ" and mention.scope is Scope.THOUGHT


def _weight(tree: Tree, mention: Mention, meant: Meant, phrase: str) -> float:
    """Return how much a place's word tells where the page is."""
    role, verb, at = _through(tree, mention)
    scope = _scope(tree, mention)
    if scope is Scope.AFAR and _is_part(tree, mention):
        scope = Scope.HERE
    if _is_feared(tree, mention):
        return 0.3
    if scope is not Scope.HERE:
        return _SHARES.get(scope, 0.0) * (1.0 if role in _table()["inside"] | {"at"} else 0.5)
    subject = tree.child(verb, "nsubj") if verb is not None else None
    if subject is not None and tree.words[subject].lemma in _WEATHERS:
        return 0.9 if role in {"over", "in", "on"} else 0.6
    mover = _mover(tree, verb, meant)
    lemma = tree.words[verb].lemma if verb is not None else ""
    if _is_part(tree, mention) or (
        tree.words[mention.at].lemma in _table()["parts"] and role in {"from", "at"} and phrase != mention.lemma
    ):
        return 2.6 if mover else 1.2
    if phrase in _table()["ways"] and lemma == "come":
        return 0.7
    return _by_role(tree, role, lemma, at, mover, bool(meant))


def _is_route(tree: Tree, at: int) -> bool:
    prep = _prep(tree, at)
    return prep is not None and any(
        tree.words[one].low == "from"
        for one in (
            *tree.children(tree.words[prep].head, "prep"),
            *(two for one in tree.above(prep) for two in tree.children(one, "prep")),
        )
    )


_WEATHERS = {"storm", "rain", "wind", "snow", "fog", "mist", "sun", "light", "moon", "cloud", "thunder", "smoke"}
_STAYING = {
    "sit",
    "lie",
    "stand",
    "hide",
    "live",
    "stay",
    "sleep",
    "work",
    "play",
    "wait",
    "camp",
    "grow",
    "be",
    "stretch",
    "lean",
    "perch",
    "settle",
    "hang",
    "listen",
    "talk",
    "point",
}


def _by_role(tree: Tree, role: str, lemma: str, at: int, mover: bool, known: bool) -> float:
    """Return how much a place's word counts by its preposition and its verb."""
    moving = lemma in frame_words("moving")
    if role in _table()["near"]:
        if role == "past" and moving:
            return 0.8
        if role == "from":
            return 0.8 if not moving and mover else 0.2
        return 1.6 if mover or not known else 1.2
    if role == "to" and _is_route(tree, at):
        return 0.4  # "she drove from the market to the hospital and back"
    if role == "to" and lemma in _STAYING:
        return 0.5  # "he slept all the way to the farm"
    if role in _table()["goal"] and moving:
        return (1.7 if role in {"toward", "towards", "for"} else 3.6) if mover else 0.9
    if role in {"to", "out", "of"}:
        return {"to": 0.5, "out": 1.0, "of": 0.4}[role]
    if role in _table()["inside"]:
        return _within(tree, role, lemma, at, mover, moving)
    if role == "obj":
        return _as_object(lemma, mover)
    if role == "subj":
        return 0.5 if lemma in _table()["moving subjects"] else 2.0 if lemma in _table()["being"] else 1.4
    return {"root": 1.6, "attr": 1.6, "poss": 0.6, "appos": 0.6, "conj": 1.2, "dep": 1.0}.get(role, 0.8)


def _within(tree: Tree, role: str, lemma: str, at: int, mover: bool, moving: bool) -> float:
    prep = _prep(tree, at)
    if prep is not None and tree.words[tree.words[prep].head].pos in {"NOUN", "PROPN", "PRON"}:
        return 1.45
    if lemma in frame_words("thinking"):
        return 0.6
    if role in {"across", "over"} and not (moving and mover and lemma not in {"live", "be", "look"}):
        return 0.9
    if not mover and moving and lemma not in _table()["being"]:
        return 1.2
    return 3.0 if mover or lemma in {"be", "live", "stand"} else 2.2


def _as_object(lemma: str, mover: bool) -> float:
    if lemma in frame_words("arriving") and lemma != "leave":
        return 3.0 if mover else 1.4
    if lemma in frame_words("leaving"):
        return 0.3
    if lemma in frame_words("thinking") | {"own", "have", "show", "draw"}:
        return 0.3
    return 0.9


def _seen(tree: Tree, mention: Mention) -> bool:
    """Return whether a place is only what somebody watches: "she watched the street go by"."""
    if mention.role not in {"subj", "obj"} or mention.verb is None:
        return False
    verb = tree.words[mention.verb]
    if mention.role == "obj":
        return verb.lemma in {"watch", "photograph", "admire"}
    return verb.dep == "ccomp" and tree.words[verb.head].lemma in frame_words("seeing")


def _prep(tree: Tree, at: int) -> int | None:
    here = at
    while tree.words[here].dep == "conj":
        here = tree.words[here].head
    head = tree.words[here].head
    return head if tree.words[here].dep in {"pobj", "pcomp"} else None


def _subjects(tree: Tree, verb: int | None) -> tuple[list[int], int | None]:
    """Return the subjects of a verb, or of that it goes with, and the verb whose they are."""
    for _ in range(6):
        if verb is None:
            break
        if subjects := tree.children(verb, "nsubj", "nsubjpass"):
            return subjects, verb
        head = tree.words[verb].head
        if head == verb or tree.words[verb].dep not in {"conj", "xcomp", "advcl", "ccomp", "pcomp", "dep"}:
            break
        verb = head if tree.words[head].pos in {"VERB", "AUX"} else tree.words[head].head
    return [], None


def _mover(tree: Tree, verb: int | None, meant: Meant) -> bool:
    """Return whether the subject of a verb, or of that it goes with, is somebody."""
    subjects, found = _subjects(tree, verb)
    if any(one in meant for one in subjects):
        return True
    if found is None or tree.words[found].lemma not in {"lead", "carry", "bring", "take", "put", "guide", "drive"}:
        return False
    return any(one in meant for one in tree.children(found, "dobj"))


def _human_mover(tree: Tree, mention: Mention, meant: Meant) -> bool:
    subjects, _ = _subjects(tree, mention.verb)
    return any(who.kind == "human" for one in subjects for who in meant.get(one, ()))


def _of_main(tree: Tree, verb: int | None, meant: Meant, main: Collection[Somebody]) -> bool:
    """Return whether an event is one of the main persons', or of nobody in particular, or the page has none of them."""
    subjects, _ = _subjects(tree, verb)
    who = {two for one in subjects for two in meant.get(one, ())}
    if not who or who & set(main):
        return True
    before = verb if verb is not None else len(tree.words)
    acting = {two for at in meant if at < before and tree.words[at].dep in {"nsubj", "nsubjpass"} for two in meant[at]}
    return not acting & set(main)


def _vehicle(
    tree: Tree, mention: Mention, phrase: str, setting: str, weight: float, places: Places
) -> tuple[str, float]:
    """Return the setting for a vehicle: aboard it, or where it is seen from outside."""
    within = mention.role in {"in", "on", "aboard", "inside", "into", "onto", "of", "along", "through"}
    verb = tree.words[mention.verb].lemma if mention.verb is not None else ""
    boards = mention.role == "obj" and verb in _BOARDING and not _gets_there(tree, mention)
    if (within and mention.definite != "none") or boards:
        return setting, max(weight, 1.9) if within else 1.6
    return (setting, weight) if setting == places.here else ("", 0.0)


def _dwelling(
    tree: Tree, mention: Mention, setting: str, weight: float, role: str, places: Places
) -> tuple[str, float]:
    """Return the setting for a house: a room of it for who goes in, else where it stands."""
    verb = tree.words[mention.verb].lemma if mention.verb is not None else ""
    if role in {"in", "into", "inside", "through", "around", "throughout"} or (
        role == "subj" and verb in {"be", "smell"}
    ):
        if places.here in _table()["house"] and places.here in indoors():
            return places.here, weight
        return places.home or "living room", weight if verb != "live" else min(weight, 1.3)
    return (setting, 0.5 * weight) if role in _NO_PLACE | {"to"} else (setting, weight)


_ADVERBS = ("home", "upstairs", "downstairs", "inside", "indoors", "outside", "outdoors", "aboard", "ashore")
_MORE_ADVERBS = ("underground", "backstage", "out", "in", "underwater", "overboard")


def _gets_there(tree: Tree, mention: Mention) -> bool:
    """Return whether a ride is only how one got somewhere: "I took two buses and a boat to get there"."""
    if mention.verb is None:
        return False
    below = {tree.words[one].lemma for one in tree.children(mention.verb, "advcl", "xcomp")}
    return bool(below & {"get", "reach", "arrive"}) or mention.count > 1


def _by_adverbs(tree: Tree, meant: Meant, places: Places, cues: Sequence[Cue]) -> list[Cue]:
    """Return the places told by "home", "upstairs", "inside", "outside", and by "came out"."""
    found: list[Cue] = []
    spoken = said_words(tree)
    for at, word in enumerate(tree.words):
        if at in spoken or word.low not in _ADVERBS + _MORE_ADVERBS or tree.child(at, "pobj") is not None:
            continue
        verb = next((one for one in tree.above(at) if tree.words[one].pos in {"VERB", "AUX"}), None)
        if verb is None:
            continue
        scope = scope_of(tree, verb, spoken)
        if (
            (_opens(tree, at) or (at and tree.words[at - 1].low == "back" and _opens(tree, at - 1)))
            and scope in {Scope.HERE, Scope.BEFORE}
            and word.low in {"upstairs", "outside", "downstairs", "inside"}
        ):
            if setting := _of_adverb(word.low, places, cues):
                found.append(Cue(setting, 1.9, at))
            continue
        if scope is not Scope.HERE:
            continue
        mover, lemma = _mover(tree, verb, meant), tree.words[verb].lemma
        if lemma in frame_words("thinking") | frame_words("seeing"):
            continue
        if word.low in {"out", "in"} and not (
            mover and word.dep in {"prt", "advmod"} and lemma in {"come", "go", "run", "step", "hurry", "rush", "slip"}
        ):
            continue
        moves = mover and lemma in frame_words("moving") - {"be", "live", "stay", "wait", "work", "play"}
        staying = lemma in _table()["being"] and word.low not in {"in", "out", "inside"}
        if not moves and not staying:
            continue
        if word.low == "ashore":
            found.append(Cue("beach", 0.9, at))
            continue
        if word.low == "home" and _on_the_way(tree):
            if places.here in indoors():
                found.append(Cue("street", 1.9, at))
            continue
        if setting := _of_adverb(word.low, places, cues):
            weight = 2.2 if moves else 1.7
            if word.low == "home" and tree.sentences[at] == tree.sentences[-1] > 0:
                weight = 1.2  # "in the end he went home": the page is about what was before
            found.append(Cue(setting, weight if word.low not in {"out", "in"} else 1.8, at))
    return found


def _on_the_way(tree: Tree) -> bool:
    """Return whether a page plays on the way: "he carried it home, and all the way it purred"."""
    lows = [word.low for word in tree.words]
    return any(
        low == "way" and (lows[max(0, at - 2) : at] == ["all", "the"] or lows[max(0, at - 2) : at] == ["on", "the"])
        for at, low in enumerate(lows)
    )


def _opens(tree: Tree, at: int) -> bool:
    """Return whether a word opens a sentence and so sets the scene."""
    return at == 0 or tree.sentences[at - 1] != tree.sentences[at] or tree.words[at - 1].text in {".", "”", "!", "?"}


def _of_adverb(low: str, places: Places, cues: Sequence[Cue]) -> str:
    within = places.here in indoors()
    if low == "home":
        dwelling = next((one.setting for one in cues if one.setting in {"farm", "burrow", "castle", "village"}), "")
        return (
            places.home
            or dwelling
            or next((one for one in places.path if one in _table()["homes"]), "")
            or ("" if cues else "living room")
        )
    if (
        low in {"inside", "indoors", "in"}
        and places.here in {"space", "moon"}
        and "spaceship" in {*places.path, *places.named}
    ):
        return "spaceship"
    if low in {"inside", "indoors", "in"}:
        return "" if within or not places.here else (places.home or ("living room" if low == "indoors" else ""))
    around = {
        "spaceship": "space",
        "control room": "space",
        "ship": "",
        "train": "road",
        "bus": "road",
        "aeroplane": "sky",
        "submarine": "underwater",
    }
    if low in {"outside", "outdoors", "out"} and places.here in around:
        return around[places.here]
    if low in {"outside", "outdoors", "out"}:
        told = any(one.weight >= _ENOUGH and one.setting not in indoors() for one in cues)
        return (places.out or "garden") if within and not told else ""
    if low == "downstairs":
        return "kitchen" if places.here == "bedroom" else "hall"
    if low == "aboard":
        vessels = {"station": "train", "harbour": "ship", "bus stop": "bus", "beach": "ship", "sea": "ship"}
        return vessels.get(places.here, "")
    fixed = {"upstairs": "bedroom", "ashore": "beach", "underground": "burrow", "backstage": "theatre"}
    return {**fixed, "underwater": "underwater", "overboard": "sea"}[low]


def _by_driving(tree: Tree, meant: Meant, places: Places) -> list[Cue]:
    """Return the road for who drives there, "they drove past the barns", and the water for who rows."""
    said = said_words(tree)
    found = []
    for at, word in enumerate(tree.words):
        if word.pos != "VERB" or word.lemma not in {"drive", "cycle", "pedal", "row", "sail"} or at in said:
            continue
        if (
            tree.child(at, "dobj") is not None
            or not _mover(tree, at, meant)
            or scope_of(tree, at, said) is not Scope.HERE
        ):
            continue
        if word.lemma in {"drive", "cycle", "pedal"}:
            found.append(Cue("road", 2.2, at))
        elif places.here not in _WATERS:
            water = next((one for one in ("sea", "lake", "river") if one in places.named), "sea")
            found.append(Cue(water, 1.9, at))
    return found
