"""Furniture in use: what is drawn right behind and right before the figures that are in it."""

from __future__ import annotations

import math
from dataclasses import replace

from digiteller.picturebook.actors import Actor, Furnishing
from digiteller.picturebook.drawing.canvas import Canvas, VectorLayer
from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import rgb
from digiteller.picturebook.drawing.vector import Gradients
from digiteller.picturebook.scenery.interior import EVENING_SHADE, evening_share
from digiteller.picturebook.scenery.settings import draw_named, indoors
from digiteller.picturebook.scenery.viewpoint import Viewpoint

_ABOUT = (1.75, 1.45, 1.75, 0.3)
"""How far a drawing reaches from its foot to the left, up, to the right and down, in its heights."""
_WIDE = 3.6
"""As far to each side for low pieces."""


def draw_furnishing(
    piece: Furnishing, actor: Actor, setting: str, frame: Canvas, hand: Hand, view: Viewpoint
) -> VectorLayer:
    """Return a piece as a layer at the depth of the ``actor`` that uses it; dim as its place in the evening."""
    own = replace(view.hand(hand, piece.key), mix=Gradients(), spots=[])
    room = indoors().get(setting)
    far = 0.0
    if room and hand.light.dark > 0.3 and actor.depth > 1.1:
        far = evening_share(room, frame, hand, piece.x, piece.y - piece.height * 0.5)
        own = replace(own, light=replace(own.light, haze=rgb(EVENING_SHADE), fog=0.0))
    content = draw_named(piece.drawing)(own, piece.x, piece.y, piece.height, far)
    left, up, right, down = (share * piece.height for share in _ABOUT)
    if piece.height < 0.3 * frame.height:
        left = right = _WIDE * piece.height
    bounds = frame.bounds()
    region = (
        max(bounds[0], math.floor(piece.x - left)),
        max(bounds[1], math.floor(piece.y - up)),
        min(bounds[2], math.ceil(piece.x + right)),
        min(bounds[3], math.ceil(piece.y + down)),
    )
    return VectorLayer(piece.drawing, content, region, actor.depth, own.mix, 0.6, 0.7)
