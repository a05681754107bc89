"""Boats rock with those in them, lamps flicker, and the rest keeps still."""

from __future__ import annotations

import numpy as np

from digiteller.language.page_content import Figure, Thing
from digiteller.picturebook.acting.living_layers import enliven
from digiteller.picturebook.actors import Actor
from digiteller.story import Layer


def test_who_is_in_a_boat_rocks_with_it() -> None:
    boat = Actor("own:boat", 100, 100, 50, True, None, Thing("own:boat"), afloat=True)
    rower = Actor("boy", 100, 90, 50, True, Figure("boy", rides="own:boat"))
    ashore = Actor("dog", 20, 100, 30, True, Figure("dog"))
    blank = np.zeros((2, 2, 4), np.uint8)
    layers = [Layer(name, blank, 0, 0, 1.0) for name in ("sky", "light", "boat", "boy", "dog")]
    lively = enliven(layers, {2: boat, 3: rower, 4: ashore}, 1000)
    assert [bool(layer.motion) for layer in lively] == [False, True, True, True, False]
    assert lively[2].motion == lively[3].motion and lively[2].motion
    assert 0 < lively[2].motion.sway[1] < 20 and lively[2].motion.sway[0] == 0
    assert lively[1].motion and 0 < lively[1].motion.twinkle < 0.3
