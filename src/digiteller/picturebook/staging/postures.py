"""Who sits, kneels or lies on a page, on its furniture or on the ground, and does something meanwhile."""

from __future__ import annotations

from dataclasses import replace

from digiteller.language.page_content import Figure, Moment
from digiteller.picturebook.actors import FLOATING
from digiteller.picturebook.figures.poses import resting
from digiteller.picturebook.figures.species import is_person
from digiteller.picturebook.scenery.berths import bearing_in, free_bearing, split_slot
from digiteller.picturebook.scenery.settings import outdoors

_INDOOR = {"bed", "bath", "stove", "sink", "blackboard", "desk", "wardrobe", "fireplace"}
"""What no meadow has, though somebody may have slept there."""
_ABED = {"sleep", "lie"}


def settle_postures(moment: Moment) -> Moment:
    """Return the page with sleepers in the beds of its place, and with everybody in the posture that lasts."""
    return replace(moment, figures=tuple(_settled(figure, moment) for figure in moment.figures))


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
