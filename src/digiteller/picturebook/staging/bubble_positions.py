"""Where the bubble of a dream hangs."""

from __future__ import annotations

from collections.abc import Sequence

from digiteller.language.page_content import Moment, Thing
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.staging.collision_layout import Party
from digiteller.picturebook.staging.extents import extent_of


def place_bubble(moment: Moment, figures: Sequence[Party], frame: Canvas) -> list[Party]:
    """Return the bubble above the head of the focus, over the wider half of the page; none without a dream."""
    dreamer = next((party.lead for party in figures if party.lead.figure), None)
    if not moment.dream or dreamer is None:
        return []
    face = extent_of(dreamer).at(dreamer.x, dreamer.y).face
    assert face is not None
    right = face[0] + face[2] < frame.width
    foot = min(face[1] + (face[3] - face[1]) * 0.1, frame.height * 0.6)
    x = face[2] if right else face[0]
    room = (frame.width * 0.97 - x if right else x - frame.width * 0.03) / 0.92
    height = min(frame.size * 0.62, max(frame.height * 0.24, (foot - frame.height * 0.02) / 0.95), room)
    thing = Thing("own:dream")
    actor = Actor(thing.key, x, foot, height, right, thing=thing, ground=False, depth=0.95)
    return [Party((actor,), rank=4, fixed=True, loose=True)]
