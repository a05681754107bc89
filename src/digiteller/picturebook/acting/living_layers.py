"""What stirs on a page without being told: boats on the water with all who are on them, and the light of lamps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from digiteller.picturebook.actors import Actor
from digiteller.story import Layer, Motion

_REACH = 0.007
"""How far what floats goes up and down, in heights of the frame."""
_SWELL = 3.6
"""Seconds of a wave."""
_FLICKER, _FLICKERS = 0.16, 1.9
"""The share of a lamp's light that comes and goes, and in how many seconds."""


def enliven(layers: Sequence[Layer], actors: Mapping[int, Actor], height: int) -> tuple[Layer, ...]:
    """Return the layers of a page, ``height`` pixels high, those in motion that stir; ``actors`` by their numbers."""
    vessels = {actor.thing.key for actor in actors.values() if actor.afloat and actor.thing}
    swell = Motion(sway=(0.0, _REACH * height), period=_SWELL)
    lively = []
    for at, layer in enumerate(layers):
        if at in actors and _floats(actors[at], vessels):
            layer = replace(layer, motion=swell)
        elif at not in actors and layer.name == "light":
            layer = replace(layer, motion=Motion(twinkle=_FLICKER, period=_FLICKERS, phase=at % 5 / 5))
        lively.append(layer)
    return tuple(lively)


def _floats(actor: Actor, vessels: set[str]) -> bool:
    return actor.afloat or (actor.figure is not None and actor.figure.rides in vessels)
