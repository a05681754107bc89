"""Places told without their names: "home", "upstairs", "came out", "drove on"."""

from __future__ import annotations

from collections.abc import Sequence

from digiteller.language.discourse import Meant
from digiteller.language.grammar import frame_words, place_words, table_map
from digiteller.language.movers import moves_somebody
from digiteller.language.parsing import Tree
from digiteller.language.place_nouns import indoors
from digiteller.language.places import ENOUGH, PlaceCue, Places
from digiteller.language.scopes import Scope, said_words, scope_of


def cues_of_adverbs(tree: Tree, meant: Meant, places: Places, cues: Sequence[PlaceCue]) -> list[PlaceCue]:
    """Return the places told by "home", "upstairs", "inside", "outside", and by "came out"."""
    found: list[PlaceCue] = []
    spoken = said_words(tree)
    for at, word in enumerate(tree.words):
        if at in spoken or word.low not in place_words("adverbs") or tree.child(at, "pobj") is not None:
            continue
        if any(tree.words[one].low in {"in", "at"} for one in tree.children(at, "prep")):
            continue  # "upstairs in the study"
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
                found.append(PlaceCue(setting, 1.9, at))
            continue
        if scope is not Scope.HERE:
            continue
        mover, lemma = moves_somebody(tree, verb, meant), tree.words[verb].lemma
        if lemma in frame_words("thinking") | frame_words("seeing"):
            continue
        if word.low in {"out", "in"} and not (
            mover and word.dep in {"prt", "advmod"} and lemma in {"come", "go", "run", "step", "hurry", "rush", "slip"}
        ):
            continue
        moves = mover and lemma in frame_words("moving") - {"be", "live", "stay", "wait", "work", "play"}
        staying = lemma in place_words("being") and word.low not in {"in", "out", "inside"}
        if not moves and not staying:
            continue
        if word.low == "ashore":
            found.append(PlaceCue("beach", 0.9, at))
            continue
        if word.low == "home" and _on_the_way(tree):
            if places.here in indoors():
                found.append(PlaceCue("street", 1.9, at))
            continue
        if setting := _of_adverb(word.low, places, cues):
            weight = 2.2 if moves else 1.7
            if word.low == "home" and tree.sentences[at] == tree.sentences[-1] > 0:
                weight = 1.2  # "in the end he went home": the page is about what was before
            found.append(PlaceCue(setting, weight if word.low not in {"out", "in"} else 1.8, at))
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


def _of_adverb(low: str, places: Places, cues: Sequence[PlaceCue]) -> str:
    """Return the setting that an adverb means where the story is: "outside" of a train is the road."""
    within = places.here in indoors()
    if low == "home":
        dwelling = next((one.setting for one in cues if one.setting in {"farm", "burrow", "castle", "village"}), "")
        return (
            places.home
            or dwelling
            or next((one for one in places.path if one in place_words("homes")), "")
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
    around = table_map("places.yaml", "around vehicles")
    if low in {"outside", "outdoors", "out"} and places.here in around:
        return around[places.here]
    if low in {"outside", "outdoors", "out"}:
        told = any(one.weight >= ENOUGH and one.setting not in indoors() for one in cues)
        return (places.out or "garden") if within and not told else ""
    if low == "downstairs":
        return "kitchen" if places.here == "bedroom" else "hall"
    if low == "aboard":
        vessels = table_map("places.yaml", "vessels")
        return vessels.get(places.here, "")
    fixed = {"upstairs": "bedroom", "ashore": "beach", "underground": "burrow", "backstage": "theatre"}
    return {**fixed, "underwater": "underwater", "overboard": "sea"}[low]


def cues_of_driving(tree: Tree, meant: Meant, places: Places) -> list[PlaceCue]:
    """Return the road for who drives there, "they drove past the barns", and the water for who rows."""
    said = said_words(tree)
    found = []
    for at, word in enumerate(tree.words):
        if word.pos != "VERB" or word.lemma not in {"drive", "cycle", "pedal", "row", "sail"} or at in said:
            continue
        if (
            tree.child(at, "dobj") is not None
            or not moves_somebody(tree, at, meant)
            or scope_of(tree, at, said) is not Scope.HERE
        ):
            continue
        if word.lemma in {"drive", "cycle", "pedal"}:
            found.append(PlaceCue("road", 2.2, at))
        elif places.here not in place_words("waters"):
            water = next((one for one in ("sea", "lake", "river") if one in places.named), "sea")
            found.append(PlaceCue(water, 1.9, at))
    return found
