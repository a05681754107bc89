"""The page to be filled, and its layers before they are rasterised."""

from __future__ import annotations

import math
from dataclasses import dataclass

from digiteller.media.caption_area import caption_top
from digiteller.picturebook.drawing.vector import Box, Gradients
from digiteller.story import Motion

OVERSCAN = 0.075
"""How far backgrounds reach beyond the frame, in shares of its sides."""


@dataclass(frozen=True)
class Canvas:
    """The page to be filled, in pixels."""

    width: int
    height: int
    zoom: float = 1.0
    """1 for a medium shot, below for a wide one, above for a close one."""

    @property
    def unit(self) -> float:
        """A thousandth of the frame's mean side."""
        return math.sqrt(self.width * self.height) / 1000

    @property
    def size(self) -> float:
        """The side that sizes of things are shares of."""
        return min(self.height, self.width * 1.25) * self.zoom

    @property
    def horizon(self) -> float:
        """Where land meets sky."""
        return self.height * (0.56 if self.zoom < 1 else 0.52 if self.zoom == 1 else 0.48)

    @property
    def floor(self) -> float:
        """Where the nearest figures stand."""
        return self.height * (0.885 if self.width > self.height else 0.84)

    @property
    def caption_top(self) -> float:
        """Where captions begin: no faces below it."""
        return self.height * caption_top(self.width, self.height)

    def beyond(self) -> Box:
        """Return more than the frame with its overscan, for what must leave no gap."""
        left, top, right, bottom = self.bounds()
        return left - 12, top - 12, right + 12, bottom + 12

    def bounds(self, top: float | None = None, bottom: float | None = None) -> Box:
        """Return the frame with its overscan, or a band of it."""
        over_x, over_y = self.width * OVERSCAN, self.height * OVERSCAN
        return (
            -over_x,
            -over_y if top is None else top,
            self.width + over_x,
            self.height + over_y if bottom is None else bottom,
        )


@dataclass(frozen=True)
class VectorLayer:
    """A layer before it is rasterised."""

    name: str
    content: str
    region: Box
    depth: float
    mix: Gradients
    edge: float = 1.0
    """How much painted edges waver; 0 for none."""
    wash: float = 1.0
    """How unevenly the pigment lies."""
    blur: float = 0.0
    """Out of focus by this many units."""
    motion: Motion | None = None
    dry: bool = False
    """Whether it is drawn as it is, without pigment and paper: what glows, falls or flies."""
