"""What floats rocks on the water, with all who are on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from digiteller.picturebook.actors import Actor
from digiteller.story import Layer, Motion

_REACH = 0.007
"""How far up and down, in heights of the frame."""
_PERIOD = 3.6


def rock(layers: Sequence[Layer], actors: Mapping[int, Actor], height: int) -> tuple[Layer, ...]:
    """Return the layers of a page, ``height`` pixels high, those in motion that float; ``actors`` by their numbers."""
    vessels = {actor.thing.key for actor in actors.values() if actor.afloat and actor.thing}
    swell = Motion(sway=(0.0, _REACH * height), period=_PERIOD)
    return tuple(
        replace(layer, motion=swell) if at in actors and _floats(actors[at], vessels) else layer
        for at, layer in enumerate(layers)
    )


def _floats(actor: Actor, vessels: set[str]) -> bool:
    return actor.afloat or (actor.figure is not None and actor.figure.rides in vessels)
