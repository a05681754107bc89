"""The words of a page that tell where it may be, with how much each counts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from digiteller.language.discourse import Meant
from digiteller.language.grammar import inverted_table, language_table, place_words, table_map
from digiteller.language.movers import is_of_main, moves_a_human, moves_somebody
from digiteller.language.noun_mentions import Mention
from digiteller.language.parsing import Tree
from digiteller.language.place_adverbs import cues_of_adverbs, cues_of_driving
from digiteller.language.place_nouns import indoors, known_settings, settings_of
from digiteller.language.place_weights import is_lookout_part, is_only_watched, role_of_place, weigh_place
from digiteller.language.places import ENOUGH, INSIDE, PlaceCue, Places
from digiteller.language.scopes import Scope
from digiteller.language.somebody import Somebody
from digiteller.language.vocabulary import vocabulary

_AT_HAND = {"in", "on", "at", "to", "into", "under", "across", "over", "obj", "onto"}
"""How a part of a room is told of by who is in it."""
_NO_PLACE = {"subj", "obj", "attr", "conj", "root", "poss", "appos", "dep", "with", "like", "about", "without"}


def find_cues(
    tree: Tree, mentions: Sequence[Mention], meant: Meant, places: Places, main: Collection[Somebody] = ()
) -> list[PlaceCue]:
    """Return the places that a page's words tell, with how much each counts.

    ``main`` are those whom the story is with; where others are ("her mother lived by the sea") counts less.
    """
    found: list[PlaceCue] = []
    for mention in mentions:
        if mention.pronoun or (mention.at in meant and mention.person is not None):
            continue
        settings, phrase = settings_of(tree, mention)
        if settings and (cue := _cue(tree, mention, meant, places, settings, phrase, main)) is not None:
            found.append(cue)
    for at, word in enumerate(tree.words):
        if (
            word.dep == "pobj"
            and word.pos == "ADJ"
            and word.lemma in known_settings()
            and tree.child(at, "det") is not None
        ):
            found.append(PlaceCue(_choose(known_settings()[word.lemma], word.lemma, places), 2.2, at))
    found += [PlaceCue(INSIDE, 1.0, one.at) for one in mentions if _is_of_a_room(tree, one)]
    found += cues_of_adverbs(tree, meant, places, found)
    found += cues_of_driving(tree, meant, places)
    found += _by_boarding(tree, mentions, meant)
    found = _agreed(_rooms_at_home(tree, _without_lists(_within_wholes(tree, found))))
    if places.here in indoors() and any(_is_lookout(tree, one) for one in mentions):
        found = [replace(one, weight=one.weight / 2) if one.setting not in indoors() else one for one in found]
        if places.hints:
            hints = places.hints[len(places.path)]
            hints.update({one: weight * 0.4 for one, weight in hints.items() if one not in indoors()})
    return found


def _within_wholes(tree: Tree, cues: Sequence[PlaceCue]) -> list[PlaceCue]:
    """Return the cues, with less weight for the whole of which a part is told: "on the roof of the house"."""
    by_word = {cue.at: cue for cue in cues if not cue.afar}

    def is_whole(cue: PlaceCue) -> bool:
        of = tree.words[cue.at].head
        part = by_word.get(tree.words[of].head) if tree.words[of].low == "of" else None
        return part is not None and part.setting != cue.setting and part.weight >= cue.weight

    return [replace(cue, weight=0.6 * cue.weight) if is_whole(cue) else cue for cue in cues]


def _agreed(cues: Sequence[PlaceCue]) -> list[PlaceCue]:
    """Return the cues, with what is found in many places put where another cue is: "the fountain on the square"."""
    told = sorted((one for one in cues if not one.afar), key=lambda one: -one.weight)
    agreed = []
    for cue in cues:
        other = next((one.setting for one in told if one is not cue and one.setting in cue.also), "")
        agreed.append(replace(cue, setting=other) if other else cue)
    return agreed


def _by_boarding(tree: Tree, mentions: Sequence[Mention], meant: Meant) -> list[PlaceCue]:
    """Return the inside of a vehicle that somebody gets into by its steps: "the bus came; he marched up the steps"."""
    vehicle = next(
        (
            table_map("places.yaml", "carriers")[one.lemma.split()[-1]]
            for one in mentions
            if one.lemma.split()[-1] in table_map("places.yaml", "carriers") and one.scope is Scope.HERE
        ),
        "",
    )
    if not vehicle:
        return []
    return [
        PlaceCue(vehicle, 2.4, one.at)
        for one in mentions
        if tree.words[one.at].lemma in place_words("gangways")
        and one.scope is Scope.HERE
        and one.verb is not None
        and (one.role == "up" or any(tree.words[part].low == "up" for part in tree.children(one.verb, "prt", "prep")))
        and moves_somebody(tree, one.verb, meant)
    ]


def _without_lists(cues: Sequence[PlaceCue]) -> list[PlaceCue]:
    """Return the cues without rooms that are only listed: "the kitchen had its table, the bedroom its beds"."""
    rooms = {one.setting for one in cues if one.setting in place_words("house") and abs(one.weight - 1.4) < 0.2}
    return [one for one in cues if one.setting not in rooms or one.weight > 1.6] if len(rooms) > 2 else list(cues)


def _rooms_at_home(tree: Tree, cues: Sequence[PlaceCue]) -> list[PlaceCue]:
    """Return the cues, with the room for "home" where one is told: "when he came home, she was in the kitchen"."""
    rooms = place_words("house") & indoors()
    homes = [one for one in cues if tree.words[one.at].low == "home"]
    told = [one for one in cues if one.setting in rooms and one.weight >= 1.0 and one not in homes]
    if not homes or not told:
        return list(cues)
    return [replace(one, weight=one.weight + 1.5) if one in told else one for one in cues if one not in homes]


def _is_of_a_room(tree: Tree, mention: Mention) -> bool:
    """Return whether a page is in some room: "the room was dark", "it lay on the carpet"."""
    lemma = tree.words[mention.at].lemma
    if mention.scope is not Scope.HERE or lemma not in place_words("in any room"):
        return False
    return mention.role in _AT_HAND or (lemma == "room" and mention.role == "subj")


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
) -> PlaceCue | None:
    """Return what one noun tells: "into the kitchen" much, "the kitchen window" seen from the street nothing."""
    setting = _choose(settings, phrase, places)
    places.named.add(settings[0])
    if phrase in place_words("ways"):
        floors = language_table("places.yaml")["floors"].get(mention.role, ())
        setting = next((one for one in floors if one in places.named), setting)
    if mention.scope is Scope.AFAR and not is_lookout_part(tree, mention):
        return PlaceCue(setting, 0.0, mention.at, afar=True)
    weight = weigh_place(tree, mention, meant, phrase)
    if weight <= 0 or is_only_watched(tree, mention):
        return None
    role = role_of_place(tree, mention)
    verb = tree.words[mention.verb].lemma if mention.verb is not None else ""
    if (
        role == "subj"
        and setting in indoors()
        and verb in place_words("roving")
        and phrase not in place_words("vehicles")
    ):
        places.roving.add(setting)
    if phrase in place_words("furniture"):
        weight *= _share_of_furniture(tree, mention, phrase, role, verb)
        if weight == 0.0:
            return None
        if setting == places.here and setting not in settings:
            weight = min(weight, 0.7)
    elif mention.thing and role in {"at", "with"}:
        weight *= 0.75  # "in a cave a dwarf stood at his anvil"
    if phrase in place_words("vehicles"):
        setting, weight = _vehicle(tree, mention, setting, weight, places)
    if role in place_words("near") and setting != places.here:
        setting = inverted_table("places.yaml", "outside of").get(phrase, setting)
    if role in {"under", "beneath", "below"} and phrase in {"sea", "wave", "water", "ocean"}:
        setting = "underwater"
    if role in {"under", "beneath"} and phrase in {"lawn", "field", "meadow", "garden", "ground", "earth", "root"}:
        setting = "burrow"
    if phrase in place_words("dwellings"):
        setting, weight = _dwelling(tree, mention, setting, weight, role, places)
    material = mention.definite == "" or role in {"on", "upon", "of"}
    if phrase == "wood" and material and tree.words[mention.at].tag == "NN":
        return None
    if setting == "sky" and verb not in place_words("flying"):
        weight = min(weight, 0.8)
    if phrase == "bed" and mention.definite == "" and role == "to" and not moves_a_human(tree, mention, meant):
        weight = 0.8
    if weight > 1 and main and not is_of_main(tree, mention.verb, meant, main):
        weight *= 0.5
    also = (
        frozenset(_found_in(phrase)) - {"*", "inside", setting} if phrase in place_words("furniture") else frozenset()
    )
    return PlaceCue(setting, weight, mention.at, also=also) if setting and weight > 0 else None


def _share_of_furniture(tree: Tree, mention: Mention, phrase: str, role: str, verb: str) -> float:
    """Return how much of its weight a part of a place has: "in bed" more than half, "she made the bed" nothing."""
    climbs = role == "obj" and verb in {"climb", "descend", "mount", "reach", "enter", "board", "cross"}
    boards = role == "obj" and verb in place_words("boarding") and phrase in place_words("vehicles")
    if role == "subj" and phrase in place_words("dwellings") and verb in {"be", "smell"}:
        return 1.0
    listed = tree.words[mention.at].dep == "conj" and role not in {"in", "into", "on", "at"}
    return 0.0 if (role in _NO_PLACE or listed) and not climbs and not boards else 0.62


def _choose(settings: tuple[str, ...], phrase: str, places: Places) -> str:
    """Return which of a word's settings is meant: the one where the story is or was, else the most hinted at."""
    also = _found_in(phrase)
    if places.here and places.here in (*settings, *also):
        return places.here
    if places.here and "*" in also and places.here not in indoors():
        return places.here
    if places.here and "inside" in also and places.here in indoors():
        return places.here
    if "inside" in also and not places.here and places.hints:
        hints = {one: weight for one, weight in places.hints[0].items() if one in indoors()}
        building: str = max(sorted(hints), key=lambda one: hints[one], default="")
        if building and hints[building] >= ENOUGH:
            return building
    for past in reversed(places.path):
        if past in settings:
            return past
    options = [*settings, *(one for one in also if one not in settings and one not in {"*", "inside"})]
    return max(options, key=lambda one: places.hinted(one) - (0.0 if one == options[0] else 0.4 + 0.8 * (one in also)))


def _found_in(phrase: str) -> tuple[str, ...]:
    """Return where else a word's thing is: "*" anywhere under the sky, "inside" in any building."""
    more: Sequence[str] = language_table("places.yaml")["generic"].get(phrase, ())
    return (*vocabulary().generic.get(phrase, ()), *more)


def _vehicle(tree: Tree, mention: Mention, setting: str, weight: float, places: Places) -> tuple[str, float]:
    """Return the setting for a vehicle: aboard it, or where it is seen from outside."""
    within = mention.role in {"in", "on", "aboard", "inside", "into", "onto", "of", "along", "through"}
    verb = tree.words[mention.verb].lemma if mention.verb is not None else ""
    boards = mention.role == "obj" and verb in place_words("boarding") and not _gets_there(tree, mention)
    if (within and mention.definite != "none") or boards:
        return setting, max(weight, 1.9) if within else 1.6
    return (setting, weight) if setting == places.here else ("", 0.0)


def _gets_there(tree: Tree, mention: Mention) -> bool:
    """Return whether a ride is only how one got somewhere: "I took two buses and a boat to get there"."""
    if mention.verb is None:
        return False
    below = {tree.words[one].lemma for one in tree.children(mention.verb, "advcl", "xcomp")}
    return bool(below & {"get", "reach", "arrive"}) or mention.count > 1


def _dwelling(
    tree: Tree, mention: Mention, setting: str, weight: float, role: str, places: Places
) -> tuple[str, float]:
    """Return the setting for a house: a room of it for who goes in, else where it stands."""
    verb = tree.words[mention.verb].lemma if mention.verb is not None else ""
    if role in {"in", "into", "inside", "through", "around", "throughout"} or (
        role == "subj" and verb in {"be", "smell"}
    ):
        if places.here in place_words("house") and places.here in indoors():
            return places.here, weight
        return places.home or "living room", weight if verb != "live" else min(weight, 1.3)
    return (setting, 0.5 * weight) if role in _NO_PLACE | {"to"} else (setting, weight)
