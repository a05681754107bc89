"""Groups of a thing before they have their place: what they show, and what they cover."""

from __future__ import annotations

from digiteller.picturebook.drawing.vector import Box
from digiteller.picturebook.staging.collision_layout import Party
from digiteller.picturebook.staging.extents import bounding_box, extent_of


def thing_key(group: Party) -> str:
    """Return the key of what a group shows."""
    return group.lead.thing.key if group.lead.thing else ""


def group_box(group: Party) -> Box:
    """Return what a group of things covers, in pixels from the foot of its lead."""
    return bounding_box(
        tuple(extent_of(one).at(one.x - group.lead.x, one.y - group.lead.y).box for one in group.actors)
    )
