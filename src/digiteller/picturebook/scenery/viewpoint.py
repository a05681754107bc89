"""From where a page looks at its place: one place keeps its landmarks on all pages of a story."""

from __future__ import annotations

from dataclasses import dataclass

from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.drawing.drawing_context import Hand

_PANS = (0.0, -0.6, 0.7, -0.25, 1.0, 0.35, -1.0)
"""How far aside the viewer stands on consecutive pages, in shares of ``_REACH``."""
_REACH = 0.11
"""In shares of the frame's width, at the middle ground."""
_FAR = 0.4
"""How much of that the hills in the distance move."""


@dataclass(frozen=True)
class Viewpoint:
    """The place that is seen, and from where."""

    place: str
    """What the place's own chance follows from."""
    pan: float = 0.0
    """How far the middle ground is moved across the page, in shares of the frame's width."""

    @classmethod
    def of(cls, place: str, number: int) -> Viewpoint:
        """Return the view of page ``number``."""
        return cls(place, _PANS[(number - 1) % len(_PANS)] * _REACH)

    def hand(self, hand: Hand, part: str) -> Hand:
        """Return a hand that draws a part of the place the same on every page."""
        return hand.apart(f"{self.place}/{part}")

    def aside(self, frame: Canvas, far: bool = False) -> float:
        """Return how far a landmark is moved across the page, in pixels."""
        return self.pan * frame.width * (_FAR if far else 1.0)

    def world(self, frame: Canvas, far: bool = False) -> tuple[float, float]:
        """Return the left and right end of what may come into view, in pixels of this page."""
        left, _, right, _ = frame.bounds()
        reach, aside = _REACH * frame.width * (_FAR if far else 1.0), self.aside(frame, far)
        return left - reach + aside - 5, right + reach + aside + 5
