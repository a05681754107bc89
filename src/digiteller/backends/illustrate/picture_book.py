"""The default illustrator: our own picture book, drawn at once from the storyboard.

Figures are Twemoji graphics (CC-BY 4.0) or their faces on bodies of ours; everything else is drawn here.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from digiteller.errors import StageError
from digiteller.story import Picture

if TYPE_CHECKING:
    from digiteller.contracts import Easel
    from digiteller.language.page_content import Moment
    from digiteller.language.storyboard import Storyboard
    from digiteller.options import IllustrateOptions
    from digiteller.picturebook.figures.figure_layers import Troupe
    from digiteller.story import Scene


class PictureBook:
    """Draws layered pages for any frame size."""

    def __init__(self, files: Mapping[str, Path], options: IllustrateOptions, settings: Mapping[str, Any]) -> None:
        self._troupe: Troupe | None = None
        self._acting = options.acting

    def illustrate(
        self, scenes: Sequence[Scene], number: int, size: tuple[int, int], seed: int, easel: Easel
    ) -> Picture:
        """Return the page of scene ``number``, ``size`` (width, height) in pixels, with its layers back to front."""
        # Imported late: a run that finds every page up to date only asks for what they depend on.
        from digiteller.picturebook.acting.directing import direct
        from digiteller.picturebook.acting.living_layers import enliven
        from digiteller.picturebook.acting.performance import Performance, to_json
        from digiteller.picturebook.drawing.paint import flatten
        from digiteller.picturebook.figures.figure_layers import Troupe
        from digiteller.picturebook.page import draw_page

        if easel.storyboard is None:
            raise StageError("the picture book draws a storyboard, and there is none", hint="digiteller storyboard")
        moments = easel.storyboard.moments()
        story, cast = _story(moments), _cast(easel.storyboard)
        if self._troupe is None or (self._troupe.story, self._troupe.cast) != (story, cast):
            self._troupe = Troupe(story, cast)
        at = next(at for at, scene in enumerate(scenes) if scene.number == number)
        page = draw_page(self._troupe, moments[at], number, size, seed & 0x7FFFFFFF)
        played, layers = "", page.layers
        if self._acting != "none":
            told, subtle = easel.storyboard.pages[at], self._acting == "subtle"
            parts = direct(told, page.actors, page.layers)
            lights = () if subtle else told.lights
            play = Performance(size, page.frame.zoom, story, cast, seed, page.moment, page.light, parts, lights, subtle)
            played = to_json(play) if parts or lights else ""
            layers = enliven(layers, page.actors, size[1])
        return Picture(flatten(layers, size), layers, performance=played)

    @staticmethod
    def context(storyboard: Storyboard, number: int) -> str:
        """Return what the page depends on, as JSON: what it shows, its number, whose story it is, and who is in it."""
        moments = storyboard.moments()
        shown = {
            "moment": asdict(moments[number - 1]),
            "number": number,
            "story": _story(moments),
            "cast": _cast(storyboard),
            "acts": [asdict(act) for act in storyboard.pages[number - 1].acts],
            "lights": [asdict(change) for change in storyboard.pages[number - 1].lights],
            "lines": [asdict(line) for line in storyboard.pages[number - 1].lines],
        }
        return json.dumps(shown, ensure_ascii=False, sort_keys=True)


def _story(moments: Sequence[Moment]) -> int:
    """Return a number that stands for the story: that of the figure on most pages."""
    pages = Counter(figure.name or figure.kind for moment in moments for figure in moment.figures)
    return crc32(pages.most_common(1)[0][0].encode()) if pages else 1


def _cast(storyboard: Storyboard) -> tuple[str, ...]:
    """Return the ids of those who must not be taken for each other: the human ones."""
    return tuple(person.id for person in storyboard.persons if person.kind == "human")
