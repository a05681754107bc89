"""How somebody on a page is shown by what they do: the pose, the slot, what they hold, ride and wear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from digiteller.language.doing import Deed, choose, drawn_pose
from digiteller.language.grammar import frame_words, language_table, place_words
from digiteller.language.holding import in_hands
from digiteller.language.noun_mentions import Mention
from digiteller.language.parsing import Tree
from digiteller.language.presence import dressing, mounted, ridden, slot_of
from digiteller.language.somebody import Somebody
from digiteller.language.storyboard import Presence
from digiteller.language.vocabulary import vocabulary

_SEATS = {"on chair", "on sofa", "on bench", "at desk", "at table", "in bath"}
_UPRIGHT = {"stand", "talk", "listen", "look"}
_HANDS_FULL = {"sleep", "swim", "crawl", "lie", "climb", "fall", "hug"}
"""Poses in which nothing can be held."""


@dataclass
class Acts:
    """What somebody does on a page, taken together."""

    deed: Deed | None
    """What is drawn of all that they do."""
    slot: str = ""
    ride: str = ""
    """The key of what they ride in or on."""
    mount: int | None = None
    """The head of whose back they are on."""
    drives: bool = False
    holds: list[Mention] = field(default_factory=list)


def gather_acts(
    tree: Tree,
    one: Somebody,
    deeds: Sequence[Deed],
    by_head: Mapping[int, Mention],
    setting: str,
    worn: list[str],
) -> Acts:
    """Return what somebody does; ``worn``, what they wear by now, changes: "she pulled on her boots"."""
    acts = Acts(choose(deeds))
    for each in [*([acts.deed] if acts.deed else []), *deeds]:
        verb = tree.words[each.verb].lemma
        placing = verb in frame_words("placing") and tree.child(each.verb, "dobj") is not None
        if placing is each.done_to or (not placing and not each.done_to):
            acts.slot = acts.slot or slot_of(tree, each.verb, by_head)
        if each.done_to:
            continue
        acts.ride = acts.ride or ridden(tree, each.verb, by_head)
        acts.mount = acts.mount if acts.mount is not None else mounted(tree, each.verb, by_head)
        acts.drives = acts.drives or (bool(acts.ride) and verb in frame_words("driving"))
        acts.holds += in_hands(tree, each.verb, by_head, setting)
        put_on, off = dressing(tree, each.verb)
        worn += [new for new in put_on if new not in worn and new not in one.wears]
        worn[:] = [old for old in worn if old.split()[-1] not in {gone.split()[-1] for gone in off}]
    return acts


def show_person(
    tree: Tree, one: Somebody, name: str, acts: Acts, by_head: Mapping[int, Mention], setting: str, worn: Sequence[str]
) -> tuple[Presence, set[int]]:
    """Return how somebody is shown who does ``acts``, and the words whose things are then with them."""
    doing, slot, ride = _pose_at(acts.deed.pose if acts.deed else "stand", acts.slot), acts.slot, acts.ride
    taken: set[int] = set()
    if ride in language_table("places.yaml")["inside of vehicles"].get(setting, ()):
        ride = ""
    if doing == "swim" and setting not in place_words("swum in"):
        doing = "jump"
    if doing == "ride" and not ride:
        doing = "stand"
    if setting in place_words("seated") and doing == "stand" and not slot and not ride and one.kind == "human":
        doing, slot = "sit", "on bench"
    held = acts.holds[0] if acts.holds and one.count == 1 and doing not in _HANDS_FULL else None
    if held is not None:
        taken.add(held.at)
    if ride:
        taken |= {mention.at for mention in by_head.values() if mention.thing == ride}
        doing = "drive" if acts.drives and ride not in {"own:boat"} else "ride"
        slot = ""
    presence = Presence(
        name,
        drawn_pose(doing),
        (tree.numbers[acts.deed.verb],) if acts.deed else (),
        (held.thing,) if held else (),
        next((word for word in held.words if word in vocabulary().colors), "") if held else "",
        tuple(worn),
        ride,
        acts.drives,
        slot,
    )
    return presence, taken


def _pose_at(doing: str, slot: str) -> str:
    """Return the pose that fits a slot: who listens in bed lies, who runs under the table hides there."""
    if slot == "in bed" and doing in _UPRIGHT | {"hold", "think"}:
        return "lie"
    if slot in _SEATS and doing in _UPRIGHT | {"think", "work"}:
        return "sit"
    if slot.startswith(("under ", "in cupboard", "in wardrobe")) and doing in {"jump", "run", "crawl", "walk", "climb"}:
        return "hide"
    if slot.startswith(("under ", "behind ")) and doing in _UPRIGHT:
        return "hide"
    return doing
