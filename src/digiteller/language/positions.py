"""Where somebody is and how they sit or lie, which lasts from page to page until they move or the place changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from digiteller.language.doing import Deed, choose, pose_words, posture_of
from digiteller.language.grammar import frame_words, language_table
from digiteller.language.noun_mentions import Mention
from digiteller.language.parsing import Tree
from digiteller.language.presence import slot_of
from digiteller.language.somebody import Somebody

_FACING = {"look", "point", "wave", "talk", "listen", "throw", "think", "laugh", "cry", "idle"}
"""What is done towards what stands behind "at" and "to", and not there."""
_SEATS = {"on chair", "on sofa", "on bench", "at desk", "at table", "in bath", "on bed", "on log", "on rock", "on swing"}
_LAIN_IN = {"in bed", "on bed", "on sofa", "on blanket", "in tent", "on bench"}


@dataclass(frozen=True)
class Position:
    """Where somebody is in a place."""

    posture: str = ""
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


def settle_deeds(
    tree: Tree, deeds: Sequence[Deed], by_head: Mapping[int, Mention], before: Position = Position()
) -> Settled:
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
    if posture_of(act.pose) and not act.pose == "sleep":
        # With the body at rest, what the hands do is what is shown: "sat down and read".
        hands = [one for one in shown if one.pose in pose_words("hands") and not _left(ordered, act, one)]
        at = ordered.index(choose(hands) or act)
    held = positions[at]
    later = [one for one in range(at + 1, len(ordered)) if tree.sentences[ordered[one].verb] == tree.sentences[act.verb]]
    if ordered[at].pose in pose_words("hands"):
        # "She read, sitting by the fire."
        held = next((positions[one] for one in later if posture_of(ordered[one].pose) == "sit"), held)
    return Settled(ordered[at], held, position)


def _left(ordered: Sequence[Deed], posture: Deed, hands: Deed) -> bool:
    """Return whether somebody moves between settling down and doing something with the hands."""
    first, last = sorted((ordered.index(posture), ordered.index(hands)))
    return last == first or any(one.pose in pose_words("moving") for one in ordered[first + 1 : last])


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
    word = tree.words[deed.verb]
    placing = word.lemma in frame_words("placing") and tree.child(deed.verb, "dobj") is not None
    slot = _slot(tree, deed.verb, by_head) if placing is deed.done_to or not (placing or deed.done_to) else ""
    if deed.pose in _FACING and slot.startswith("at ") and (position.posture or not _looks_out(tree, deed.verb)):
        slot = ""
    posture = posture_of(deed.pose)
    if posture:
        stays = position.slot in (_LAIN_IN if posture == "lie" else _SEATS | {"in bed"}) and posture != "kneel"
        return Position(posture, slot or (position.slot if stays else ""), asleep=deed.pose == "sleep")
    if deed.pose in pose_words("moving") - {"ride", "drive", "row"} or deed.pose == "walk":
        return Position(slot=slot if slot != "on floor" else "")
    if slot and slot != "on floor" and not deed.done_to:
        return replace(position, slot=slot, posture=_posture_in(slot), asleep=False)
    return replace(position, asleep=position.asleep and deed.done_to)


def _slot(tree: Tree, verb: int, by_head: Mapping[int, Mention]) -> str:
    """Return the slot that a verb tells of; ``on floor`` for the bare ground."""
    if slot := slot_of(tree, verb, by_head):
        return slot
    under = [tree.words[two].lemma for one in tree.children(verb, "prep") for two in tree.children(one, "pobj")]
    return "on floor" if pose_words("floors") & set(under) else ""


def _looks_out(tree: Tree, verb: int) -> bool:
    return any(tree.words[one].low in {"out", "through", "from"} for one in tree.children(verb, "prep", "prt", "advmod"))


def _posture_in(slot: str) -> str:
    """Return how somebody is who is in a slot: on a chair one sits."""
    return "lie" if slot == "in bed" else "sit" if slot in _SEATS else ""


def position_at_home(one: Somebody, setting: str, time: str, teaches: bool) -> Position:
    """Return where somebody is in a place of whom nothing is told: a child in a hospital lies in bed."""
    if one.kind != "human":
        return Position()
    table = language_table("poses.yaml")["at home"].get(setting, {})
    night = "night" if time == "night" else "day"
    who = "teacher" if teaches else "child" if one.age == "child" and not one.job else ""
    slot = str(table.get(who, table.get(f"{who} at {night}", "")) if who else "")
    return Position(_posture_in(slot), slot)
