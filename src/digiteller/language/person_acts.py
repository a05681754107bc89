"""How somebody on a page is shown by what they do: the pose, the slot, what they hold, ride and wear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from digiteller.language.doing import Deed, drawn_pose, pose_words
from digiteller.language.grammar import frame_words, language_table, place_words
from digiteller.language.holding import in_hands
from digiteller.language.noun_mentions import Mention
from digiteller.language.page_content import Posture
from digiteller.language.parsing import Tree
from digiteller.language.positions import Position, put_to_bed, settle_deeds
from digiteller.language.presence import dressing, mounted, ridden
from digiteller.language.somebody import Somebody
from digiteller.language.storyboard import Presence
from digiteller.language.vocabulary import vocabulary

_QUIET = {"stand", "idle", "talk", "listen", "look", "think", "work"}
_HANDS_FULL = {"sleep", "swim", "crawl", "lie", "climb", "fall", "hug"}
"""Poses in which nothing can be held."""


@dataclass
class Acts:
    """What somebody does on a page, taken together."""

    deed: Deed | None
    """What is drawn of all that they do."""
    position: Position
    """Where it is done."""
    after: Position
    """Where somebody is at the end of the page."""
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
    before: Position,
) -> Acts:
    """Return what somebody does who was at ``before``; ``worn``, what they wear by now, changes."""
    settled = settle_deeds(tree, deeds, by_head, before)
    at, after = (put_to_bed(where, one, setting) for where in (settled.position, settled.after))
    acts = Acts(settled.deed, at, after)
    here = [each for each in deeds if not each.before]
    for each in [*([acts.deed] if acts.deed else []), *here]:
        verb = tree.words[each.verb].lemma
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
    slot, ride = acts.position.slot, acts.ride or acts.position.rides
    posture: Posture = acts.position.posture
    doing = _pose_at(_act(acts), slot, posture)
    taken: set[int] = set()
    if ride in language_table("places.yaml")["inside of vehicles"].get(setting, ()):
        ride = ""
    if doing == "swim" and setting not in place_words("swum in") and slot not in {"in water", "in pool"}:
        doing = "jump"
    if doing == "ride" and not ride:
        doing = "stand"
    aboard = setting in place_words("seated") and not ride and one.kind == "human"
    if (
        aboard
        and slot in {"", "at window"}
        and (doing in {"stand", "idle", "sit", "drive", "sleep", "look"} or posture)
    ):
        at_wheel = doing == "drive"
        doing = "sit" if doing in {"stand", "idle", "drive"} else doing
        slot, posture = "at wheel" if at_wheel else "on bench", "sit"
    held = acts.holds[0] if acts.holds and one.count == 1 and doing not in _HANDS_FULL else None
    if held is not None:
        taken.add(held.at)
    if ride:
        taken |= {mention.at for mention in by_head.values() if mention.thing == ride}
        if doing not in pose_words("aboard"):
            doing = "drive" if acts.drives and ride not in {"own:boat"} else "ride"
        slot = slot if slot in language_table("poses.yaml")["laps"].values() else ""
        posture = ""
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
        posture if doing in pose_words("hands") else "",
    )
    return presence, taken


def _act(acts: Acts) -> str:
    if acts.deed is not None:
        return acts.deed.pose
    return "sleep" if acts.position.asleep else "idle"


def _pose_at(doing: str, slot: str, posture: str) -> str:
    """Return the pose that fits where somebody is: who listens in bed lies, who runs under the table hides there."""
    if posture and doing in _QUIET:
        return posture
    if slot == "at piano" and doing in {"play", "reach"}:
        return "play music"
    if slot == "in bed" and doing in {"hold", "think"}:
        return posture or "lie"
    if slot.startswith(("under ", "in cupboard", "in wardrobe")) and doing in {"jump", "run", "crawl", "walk", "climb"}:
        return "hide"
    if slot.startswith(("under ", "behind ")) and doing in _QUIET:
        return "hide"
    return doing
