"""Who looks which way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digiteller.language.page_content import Moment
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.figures.poses import doing
from digiteller.picturebook.staging.collision_layout import Party
from digiteller.picturebook.staging.extents import extent_of, shared
from digiteller.picturebook.staging.preferred_positions import MOVING

_AT_THINGS = {"point"}
_AT_PEOPLE = {"whisper", "listen", "give", "pat", "hug", "laugh"}
"""What one does turned to somebody, also on a seat or in bed."""


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


def turn_to_targets(actors: Sequence[Actor], moment: Moment) -> list[Actor]:
    """Return the actors of a page, who point turned to what it tells of, who whisper or give turned to somebody."""
    shown = [thing.key for thing in moment.things]
    things = [one for one in actors if one.thing and (one.thing.key in shown or "inset" in one.name)]
    return [_turned(one, things, [other for other in actors if other.figure and other is not one]) for one in actors]


def _turned(actor: Actor, things: Sequence[Actor], others: Sequence[Actor]) -> Actor:
    does = doing(actor.action)
    aims = things or others if does in _AT_THINGS else others if does in _AT_PEOPLE else []
    if actor.figure is None or not aims or actor.figure.rides:
        return actor
    aim = min(aims, key=lambda one: abs(one.x - actor.x))
    turned = replace(actor, right=aim.x > actor.x)
    beside = abs(aim.x - actor.x) < 0.1 * actor.height
    return actor if beside or _covers(turned, others) else turned


def _covers(actor: Actor, others: Sequence[Actor]) -> bool:
    """Return whether somebody hides a face of those nearby."""
    parts = extent_of(actor).at(actor.x, actor.y).parts
    faces = (extent_of(one).at(one.x, one.y).face for one in others)
    return any(shared(part, face) for face in faces if face for part in parts)
