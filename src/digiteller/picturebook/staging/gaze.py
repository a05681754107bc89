"""Who looks which way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.staging.collision_layout import Party
from digiteller.picturebook.staging.preferred_positions import MOVING


def direct_gazes(parties: Sequence[Party], mirror: bool, frame: Canvas) -> list[Party]:
    """Return the parties turned to each other: the focus, the first one, looks at the second one, the others at it.

    Those who move all go the same way, towards those who stay; somebody alone looks into the page.
    """
    if not parties:
        return []
    focus = parties[0]
    awaiting = [one.lead.x for one in parties[1:] if one.lead.figure and one.lead.figure.action not in MOVING]
    onward = sum(awaiting) / len(awaiting) > focus.lead.x if awaiting else not mirror
    other = next((one for one in parties[1:] if one.lead.figure), None)
    turned = []
    for at, party in enumerate(parties):
        lead = party.lead
        if len(party.actors) > 1 or party.fixed:
            turned.append(party)
            continue
        moves = lead.figure is not None and lead.figure.action in MOVING and not lead.afloat
        if moves:
            right = onward
        elif at == 0:
            right = lead.x < other.lead.x if other else lead.x < frame.width / 2
        else:
            right = lead.x < focus.lead.x
        turned.append(replace(party, actors=(replace(lead, right=right),)))
    return turned
