"""Where somebody is and how they sit or lie, which lasts from page to page until they move or the place changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from digiteller.language.doing import LOCATED, Deed, choose, pose_words, posture_of
from digiteller.language.grammar import frame_words, language_table
from digiteller.language.noun_mentions import Mention
from digiteller.language.page_content import Posture
from digiteller.language.parsing import Tree
from digiteller.language.presence import anchors, slot_of, whole_of
from digiteller.language.scopes import Scope
from digiteller.language.somebody import Somebody

_FACING = {"look", "point", "wave", "talk", "listen", "throw", "think", "laugh", "cry", "idle"}
"""What is done towards what stands behind "at" and "to", and not there."""
_SEATS = {
    "on chair",
    "on sofa",
    "on bench",
    "at desk",
    "at table",
    "in bath",
    "on bed",
    "on log",
    "on rock",
    "on swing",
}
_HANDLING = {"hold", "reach", "push", "pull", "wash", "paint", "hammer", "build"}
_CLIMBED = {"ladder": "on", "stairs": "on", "tree": "in"}
_DWELLING = {"live", "belong", "exist", "seem", "appear", "grow"}
_CARRYING = {"carry", "bring", "take", "fetch", "buy", "find"}
_UPON = {"on", "onto", "upon", "in", "into"}
_LAIN_IN = {"in bed", "on bed", "on sofa", "on blanket", "in tent", "on bench"}


@dataclass(frozen=True)
class Position:
    """Where somebody is in a place."""

    posture: Posture = ""
    """sit, lie or kneel; empty for standing."""
    slot: str = ""
    """As in ``Figure``."""
    rides: str = ""
    asleep: bool = False


@dataclass(frozen=True)
class Settled:
    """What is shown of somebody's deeds on a page, and where they are then."""

    deed: Deed | None
    """The act."""
    position: Position
    """Where it is done."""
    after: Position
    """Where somebody is at the end of the page."""


def settle_deeds(tree: Tree, deeds: Sequence[Deed], by_head: Mapping[int, Mention], before: Position) -> Settled:
    """Return what of somebody's deeds is shown, and where: "she sat on the step, then waved" waves on the step."""
    ordered = sorted(deeds, key=lambda one: (not one.before, one.verb))
    positions: list[Position] = []
    position = before
    for deed in ordered:
        position = _position_after(tree, deed, by_head, position)
        positions.append(position)
    shown = [one for one in ordered if not one.before and not _is_over(tree, one, ordered)]
    act = choose(shown)
    if act is None:
        return Settled(None, position, position)
    at = ordered.index(act)
    if posture_of(act.pose) and act.pose != "sleep":
        # With the body at rest, what the hands do is what is shown: "sat down and read".
        rest = shown[shown.index(act) + 1 :]
        hands = [one for one in rest if one.pose in pose_words("hands") and not _left(ordered, act, one)]
        at = ordered.index(choose(hands) or act)
    held = positions[at]
    if held == before and held.posture and ordered[at].pose in pose_words("busy"):
        held = position = Position()
    later = [
        one for one in range(at + 1, len(ordered)) if tree.sentences[ordered[one].verb] == tree.sentences[act.verb]
    ]
    if ordered[at].pose in pose_words("hands"):
        # "She read, sitting by the fire."
        held = next((positions[one] for one in later if posture_of(ordered[one].pose) == "sit"), held)
    return Settled(ordered[at], held, position)


def _left(ordered: Sequence[Deed], posture: Deed, hands: Deed) -> bool:
    """Return whether somebody moves between settling down and doing something with the hands."""
    between = ordered[ordered.index(posture) + 1 : ordered.index(hands)]
    return any(one.pose in pose_words("moving") for one in between)


def _is_over(tree: Tree, deed: Deed, ordered: Sequence[Deed]) -> bool:
    """Return whether a later deed ends one: who ran home and sat down sits, who slept and woke is awake."""
    later = ordered[ordered.index(deed) + 1 :]
    if deed.pose == "sleep":
        return any(tree.words[one.verb].lemma in {"wake", "awake", "awaken"} for one in later)
    return deed.pose in {"run", "climb", "jump", "walk"} and any(
        posture_of(one.pose) and tree.sentences[one.verb] == tree.sentences[deed.verb] for one in later
    )


def _position_after(tree: Tree, deed: Deed, by_head: Mapping[int, Mention], position: Position) -> Position:
    """Return where somebody is who did a deed, and was at ``position``."""
    slot = _slot_of(tree, deed, by_head, position)
    posture = posture_of(deed.pose)
    if posture:
        stays = position.slot in (_LAIN_IN if posture == "lie" else _SEATS | {"in bed"}) and posture != "kneel"
        kept = position if stays or not position.slot else Position()
        return Position(posture, slot or kept.slot, "" if slot else kept.rides, deed.pose == "sleep")
    if deed.pose == "carried":
        return Position()
    if deed.pose in pose_words("moving") - {"ride", "drive", "row"} or deed.pose == "walk":
        return Position(slot=slot)
    if deed.done_to:
        return position
    if deed.pose in pose_words("upright") and position.posture == "lie":
        position = Position()
    if slot:
        return Position(_posture_in(slot), slot)
    placed = tree.child(deed.verb, "dobj") if tree.words[deed.verb].lemma in frame_words("placing") else None
    if placed is not None and (_on_floor(tree, deed.verb) or (placed in by_head and by_head[placed].person)):
        # Nobody puts things on the floor, or a child to bed, without getting up.
        return Position()
    return replace(position, asleep=False)


def _slot_of(tree: Tree, deed: Deed, by_head: Mapping[int, Mention], position: Position) -> str:
    """Return the slot that a deed tells of; ``on floor`` for who sits or lies on the bare ground."""
    word = tree.words[deed.verb]
    handled = tree.children(deed.verb, "dobj") if word.lemma not in LOCATED else []
    placing = word.lemma in frame_words("placing") and bool(handled)
    slot = ""
    if word.lemma in _DWELLING:
        return ""
    if placing is deed.done_to or not (placing or deed.done_to):
        slot = slot_of(tree, deed.verb, by_head)
    preps = {tree.words[one].low for one in tree.children(deed.verb, "prep", "prt")}
    if deed.pose in _FACING and "at" in preps and not _looks_out(tree, deed.verb):
        slot = ""
    if slot.startswith("above "):
        slot = ""
    if slot == "under bed" and _goals(tree, deed.verb) & frame_words("bedclothes"):
        slot = "in bed" if posture_of(deed.pose) else "under blanket"
    if deed.pose in _FACING and slot.startswith("at ") and position.posture:
        slot = ""
    if deed.pose == "play music" and handled and anchors().get(tree.words[handled[0]].lemma) == "piano":
        return "at piano"
    if deed.pose == "climb" and handled and (climbed := anchors().get(tree.words[handled[0]].lemma)) in _CLIMBED:
        return f"{_CLIMBED[climbed]} {climbed}"
    if handled and not deed.done_to and (slot not in _SEATS | {"in bed"} or "into" in preps):
        # "He hammered a nail into the chair" tells where the nail is.
        slot = _handled(tree, deed, handled[0], by_head)
    if slot or not posture_of(deed.pose):
        return slot
    return "on floor" if _on_floor(tree, deed.verb) else ""


def _on_floor(tree: Tree, verb: int) -> bool:
    return bool(pose_words("floors") & _goals(tree, verb))


def _goals(tree: Tree, verb: int) -> set[str]:
    return {tree.words[two].lemma for one in tree.children(verb, "prep") for two in tree.children(one, "pobj")}


def _handled(tree: Tree, deed: Deed, at: int, by_head: Mapping[int, Mention]) -> str:
    """Return where somebody stands who handles a piece of the place: who opens the door is at the door."""
    if deed.pose not in _HANDLING or (at in by_head and by_head[at].scope is not Scope.HERE):
        return ""
    if any(tree.words[one].lemma in pose_words("outbuildings") for one in tree.children(at, "compound", "poss")):
        return ""
    if any(one in by_head and by_head[one].thing and not by_head[one].settings for one in _wholes(tree, deed.verb, at)):
        return ""  # "the door at the back of the clock"
    piece = anchors().get(tree.words[at].lemma, "")
    table = language_table("poses.yaml")["handled"]
    carried = tree.words[deed.verb].lemma in _CARRYING
    return next(
        (f"{how} {piece}" for how, pieces in table.items() if piece in pieces and (how != "at" or not carried)), ""
    )


def _wholes(tree: Tree, verb: int, at: int) -> list[int]:
    """Return of what a piece is told as a part: "the lid of the box", "the door in the side of the van"."""
    preps = [*tree.children(at, "prep"), *(one for one in tree.children(verb, "prep") if one == at + 1)]
    goals = [two for one in preps if tree.words[one].low in {"of", "at", "in", "on"} for two in tree.children(one)]
    return [*goals, *(whole_of(tree, one) for one in goals)]


def _looks_out(tree: Tree, verb: int) -> bool:
    return any(
        tree.words[one].low in {"out", "through", "from"} for one in tree.children(verb, "prep", "prt", "advmod")
    )


def _posture_in(slot: str) -> Posture:
    """Return how somebody is who is in a slot: on a chair one sits."""
    return "lie" if slot == "in bed" else "sit" if slot in _SEATS else ""


def carried_by(
    tree: Tree, deeds: Sequence[Deed], meant: Mapping[int, tuple[Somebody, ...]]
) -> tuple[Somebody, str] | None:
    """Return who has somebody on or in the body, and where there: "sat on her lap", "Dad carried him"."""
    for deed in deeds:
        if deed.pose == "carried" and deed.by is not None:
            return deed.by, "in arms"
        if deed.done_to or deed.before:
            continue
        preps = [one for one in tree.children(deed.verb, "prep") if tree.words[one].low in _UPON]
        for at in (whole_of(tree, two) for one in preps for two in tree.children(one, "pobj")):
            where = language_table("poses.yaml")["laps"].get(tree.words[at].lemma)
            of = [two for one in tree.children(at, "prep") for two in tree.children(one, "pobj")]
            owners = [who for one in (*tree.children(at, "poss"), *of) for who in meant.get(one, ())]
            if where and len(owners) == 1:
                return owners[0], str(where)
    return None


def put_to_bed(position: Position, one: Somebody, setting: str) -> Position:
    """Return where somebody is who lies or sleeps in a place with beds, of whom nothing else is told: in one."""
    abed = position.posture == "lie" and not position.slot and not position.rides
    return (
        replace(position, slot="in bed")
        if abed and one.kind == "human" and setting in pose_words("beds in")
        else position
    )


def position_at_home(one: Somebody, setting: str, time: str, teaches: bool) -> Position:
    """Return where somebody is in a place of whom nothing is told: a child in a hospital lies in bed."""
    if one.kind != "human":
        return Position()
    table = language_table("poses.yaml")["at home"].get(setting, {})
    night = "night" if time == "night" else "day"
    who = "teacher" if teaches else "child" if one.age == "child" and not one.job else ""
    slot = str(table.get(who, table.get(f"{who} at {night}", "")) if who else "")
    return Position(_posture_in(slot), slot)


def tells_of_illness(tree: Tree) -> bool:
    """Return whether a text tells of somebody who stays in bed for days: "he had broken his leg"."""
    return any(
        word.lemma in pose_words("bedridden")
        or (word.lemma == "break" and any(tree.words[one].lemma in pose_words("bones") for one in tree.children(at)))
        for at, word in enumerate(tree.words)
    )
