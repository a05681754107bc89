"""Draws the figures of a page as they are at a moment of the film."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from digiteller.picturebook.acting.performance import Performance
from digiteller.picturebook.acting.speaking import SpokenScene
from digiteller.picturebook.acting.tracks import Played, Track
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.figures.appearance import look_of
from digiteller.picturebook.figures.figure_layers import Troupe
from digiteller.picturebook.figures.stances import Stance
from digiteller.story import Layer


class Movement(NamedTuple):
    """How an actor is drawn at a moment, and where."""

    stance: Stance
    offset: float
    """Pixels of the frame to the right of its place."""


class Performer:
    """The actors of one page in one take."""

    def __init__(self, performance: Performance, scene: SpokenScene, speech: float, seconds: float) -> None:
        """Plan a take of so many ``seconds``, in which the narrator begins at ``speech``."""
        self._page = performance
        self._tracks: dict[int, Track] = {}
        for number, part in enumerate(performance.parts):
            assert part.actor.figure is not None
            look = look_of(part.actor.figure, performance.story, performance.cast)
            self._tracks[part.layer] = Track(performance, number, look, scene, speech, seconds)

    @property
    def drawn(self) -> Mapping[int, int]:
        """What the pixels of each layer that moves add up to, by its number: as in ``Part``."""
        return {part.layer: part.drawn for part in self._page.parts}

    def movement(self, layer: int, seconds: float) -> Movement | None:
        """Return how the actor on a layer is at a time of the take; None if it is not there."""
        played: Played = self._tracks[layer].at(seconds)
        return Movement(played.stance, played.offset) if played.there else None


class Artist:
    """Draws the actors of one page."""

    def __init__(self, performance: Performance) -> None:
        self._page = performance
        # Who draws frames keeps what it made of them.
        self._troupe = Troupe(performance.story, performance.cast, most_kept=0)
        self._frame = Canvas(*performance.size, zoom=performance.zoom)
        self._actors = {part.layer: part.actor for part in performance.parts}

    def draw(self, layer: int, stance: Stance) -> list[Layer]:
        """Return what the actor on a layer is seen as in a stance, at its place, back to front."""
        page = self._page
        return self._troupe.pieces(self._actors[layer], page.moment, self._frame, page.light, stance)
