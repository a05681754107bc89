"""Who sits, kneels or lies on a page, on its furniture or on the ground, and does something meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digiteller.language.page_content import Figure, Moment
from digiteller.picturebook.actors import FLOATING
from digiteller.picturebook.figures.poses import resting
from digiteller.picturebook.figures.species import is_person
from digiteller.picturebook.scenery.berths import bearing_in, free_bearing, split_slot
from digiteller.picturebook.scenery.settings import indoors, outdoors
from digiteller.picturebook.staging.sizes import natural

_INDOOR = {"bed", "bath", "stove", "sink", "blackboard", "desk", "wardrobe", "fireplace"}
"""What no meadow has, though somebody may have slept there."""
_SEATS = {"on sofa": 3, "on bench": 3, "at table": 3, "on chair": 1, "at desk": 2}
"""On what one sits in a room, the first that it has, and how many do."""
_NEAR = {"hug", "pat", "give", "whisper", "listen", "bare carry"}
"""What one does close to somebody."""
_LOW = {"bed", "sofa", "chair", "bench", "table", "desk"}
_SITTING = {"sit", "read", "write", "sew"}
_ABED = {"sleep", "lie"}
_SHOULDER, _LIFTED = 0.25, 0.75
"""How big beside somebody an animal is that they have in their arms; a smaller one is on the shoulder."""


def settle_postures(moment: Moment) -> Moment:
    """Return the page with sleepers in the beds of its place, and with everybody in the posture that lasts."""
    figures = [_settled(figure, moment) for figure in moment.figures]
    figures = [_boarded(figure, figures) for figure in figures]
    figures = [_in_arms(figure, figures) for figure in figures]
    figures = [_holding(figure, figures) for figure in figures]
    figures = [_at_bedside(figure, figures) for figure in figures]
    figures = [_crept_out(figure, figures) for figure in figures]
    return replace(moment, figures=tuple(_seated(figures, moment)))


def _at_bedside(figure: Figure, others: Sequence[Figure]) -> Figure:
    """Return who does something to somebody in bed, beside the bed."""
    near = figure.action in _NEAR and not (figure.slot or figure.rides) and is_person(figure)
    return replace(figure, slot="beside bed") if near and any(one.slot == "in bed" for one in others) else figure


def _boarded(figure: Figure, others: Sequence[Figure]) -> Figure:
    """Return whom somebody in a vehicle or on an animal holds with a seat of its own there."""
    holder = next((one for one in others if figure.rides and one.id == figure.rides), None)
    return (
        replace(figure, rides=holder.rides, slot="") if holder and holder.rides and holder.id != figure.id else figure
    )


def _in_arms(figure: Figure, others: Sequence[Figure]) -> Figure:
    """Return an animal or a baby whom somebody carries in their arms or on their lap, and not on the head."""
    holder = next((one for one in others if figure.rides and one.id == figure.rides and is_person(one)), None)
    if holder is None or figure.slot or (is_person(figure) and figure.age != "baby"):
        return figure
    size = natural(figure) / natural(holder)
    sits = holder.posture == "sit" or holder.action in {"sit", "ride"}
    return replace(figure, slot="on lap" if sits else "in arms") if _SHOULDER < size < _LIFTED else figure


def _holding(figure: Figure, others: Sequence[Figure]) -> Figure:
    """Return somebody with the arms around whom they hold, or sitting with whom they have on the lap."""
    slots = {one.slot for one in others if one.rides and one.rides == figure.id}
    if "on lap" in slots and figure.slot not in _SEATS.keys() - {"at table", "at desk"} | {"on bed"}:
        return replace(figure, action=resting("sit", figure.action) or "sit", slot="on chair" if figure.slot else "")
    if "in arms" in slots and figure.action in {"stand", "hold", "walk", "look", "carry", "hug"}:
        return replace(figure, action="bare carry", holds=())
    return figure


def _crept_out(figure: Figure, others: Sequence[Figure]) -> Figure:
    """Return who is under what others lie or sit on before it: nobody could be seen there."""
    preposition, anchor = split_slot(figure.slot)
    if preposition == "under" and anchor == "chair":
        return replace(figure, slot="beside chair", action="crawl")
    taken = any(split_slot(one.slot) in {("in", anchor), ("on", anchor)} for one in others if one is not figure)
    low = preposition == "under" and anchor in _LOW
    return replace(figure, slot="", action="crawl") if low and taken else figure


def _seated(figures: Sequence[Figure], moment: Moment) -> list[Figure]:
    """Return people who sit indoors on what there is to sit on, unless it is told where they do."""
    if moment.setting not in indoors():
        return list(figures)
    free = {slot: _SEATS[slot] for slot in _SEATS if bearing_in(moment.setting, split_slot(slot)[1])}
    for one in figures:
        if one.slot in free:
            free[one.slot] -= 1
    found = []
    for figure in figures:
        sits = figure.action in _SITTING or figure.action.startswith("sitting ")
        if figure.posture == "sit" and _stands_at(figure, moment):
            sits, figure = True, replace(figure, slot="" if any(free.values()) else figure.slot)
        if sits and not figure.slot and not figure.rides and is_person(figure) and figure.age != "baby":
            slot = next((one for one, left in free.items() if left >= figure.count), "")
            if slot:
                free[slot] -= figure.count
                figure = replace(figure, slot=slot, action=figure.action.removeprefix("sitting "))
        found.append(figure)
    return found


def _stands_at(figure: Figure, moment: Moment) -> bool:
    """Return whether one only stands at the piece of a slot, as at a window."""
    preposition, anchor = split_slot(figure.slot)
    standing = bearing_in(moment.setting, anchor)
    berth = standing.bearing.berths.get(preposition) if standing else None
    return berth is not None and berth.hold == "stand"


def _settled(figure: Figure, moment: Moment) -> Figure:
    anchor = split_slot(figure.slot)[1]
    if anchor in _INDOOR and moment.setting in outdoors() and moment.setting != "vignette":
        figure = replace(figure, slot="")
    lies = figure.action in _ABED or figure.posture == "lie"
    if lies and not figure.slot and is_person(figure) and not figure.rides and bearing_in(moment.setting, "bed"):
        figure = replace(figure, slot="in bed")
    if figure.rides or takes_piece(figure, moment):
        return figure
    pose = resting(figure.posture, figure.action)
    return replace(figure, action=pose) if pose else figure


def takes_piece(figure: Figure, moment: Moment) -> bool:
    """Return whether the slot of a figure is a piece that this place has, or can be given."""
    preposition, anchor = split_slot(figure.slot)
    if not anchor or moment.setting in FLOATING:
        return False
    standing = bearing_in(moment.setting, anchor)
    bearing = standing.bearing if standing else free_bearing(moment.setting, anchor, preposition)
    if bearing and preposition not in bearing.berths:
        bearing = free_bearing(moment.setting, anchor, preposition)
    return bearing is not None and preposition in bearing.berths
