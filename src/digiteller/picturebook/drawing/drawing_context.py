"""The hand that draws: its chance, the light it works in, and the gradients it has mixed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random

from digiteller.language.page_content import Season
from digiteller.picturebook.drawing.light import RGB, Light
from digiteller.picturebook.drawing.vector import Gradients

Spot = tuple[str, float, float, float]
"""Something that moves by itself, such as smoke: what, where across and down, and its size, in pixels."""


@dataclass
class Hand:
    """Given to every drawing function. Things are drawn with their foot at (x, y), ``h`` high, ``far`` in 0..1."""

    random: Random
    light: Light
    weather: str = "clear"
    mix: Gradients = field(default_factory=Gradients)
    spots: list[Spot] = field(default_factory=list)
    """What the drawings leave to be drawn on layers that move."""
    lit: bool = True
    """Whether the great lamps of the place shine in the dark."""

    season: Season = ""
    """Of what grows: empty where none is told, or nothing shows it."""

    dyes: Mapping[str, str] = field(default_factory=dict)
    """The ``#rrggbb`` that a page tells of its furniture, by the names of the drawings."""

    def apart(self, seed: str) -> Hand:
        """Return the same hand with a chance of its own, so that what it draws changes nothing else."""
        return replace(self, random=Random(seed))

    def tone(self, color: str | RGB, far: float = 0.0, value: float = 1.0) -> str:
        """Return the colour in this page's light."""
        return self.light.tone(color, far, value)

    def dyed(self, drawing: str, usual: tuple[str, ...]) -> str:
        """Return the colour that the page tells of a piece of furniture, or one of those it usually has."""
        chosen = self.random.choice(usual)
        return self.dyes.get(drawing, chosen)

    def shaded(self, color: str | RGB, far: float = 0.0, contrast: float = 0.25) -> str:
        """Return a fill across a round thing: bright on the light's side."""
        bright, dark = self.tone(color, far, 1 + contrast * 0.6), self.tone(color, far, 1 - contrast)
        return self.mix.across(bright, dark) if self.light.side < 0 else self.mix.across(dark, bright)

    @property
    def snowy(self) -> bool:
        """Whether snow lies on everything."""
        return self.weather == "snow" or (self.season == "winter" and self.weather != "rain")

    @property
    def gale(self) -> float:
        """How far the wind bends what grows, and to which side: -1 to 1."""
        return -self.light.side * {"wind": 0.7, "storm": 1.0}.get(self.weather, 0.0)

    def any(self, low: float, high: float) -> float:
        """Return a number between ``low`` and ``high``."""
        return self.random.uniform(low, high)
