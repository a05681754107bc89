"""Takes: what stands before the camera in each shot, and how the camera moves."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from digiteller.bitmap import crop, read_bitmap
from digiteller.layers import load_layers
from digiteller.options import RenderOptions
from digiteller.render import camera, cards, motion
from digiteller.render.compositor import Compositor, Frame, stamp
from digiteller.render.film import Film, Page
from digiteller.render.sheets import Planes, Sheet, make_sheets, to_planes
from digiteller.story import Layer
from digiteller.timeline import Shot, Timeline

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CROSSFADE = 0.6
"""Seconds; shorter where the pause is."""
_OVERSCAN = 0.02
"""How much further than the frame, at each side, a flat picture is enlarged."""
_TEXT_IN = (0.35, 1.2)
"""Seconds from the start of a card at which its text begins to show, and has come; sooner on very short cards."""
_CARD_LIGHT = {"title": 0.76, "credits": 0.48}


class Overlay(NamedTuple):
    """Something that lies still on the frame, with its place."""

    planes: Planes
    x: int
    y: int


@dataclass(frozen=True)
class Take:
    """One shot, ready to be filmed."""

    first: float
    """Seconds from the start of the film when it begins to show."""
    last: float
    sheets: tuple[Sheet, ...]
    path: camera.Path
    text: Overlay | None
    """Of a card."""

    def draw(self, compositor: Compositor, frame: Frame, at: float) -> None:
        """Draw what the camera sees at ``at`` seconds from the start of the film."""
        share, size = (at - self.first) / (self.last - self.first), (frame.width, frame.height)
        seen = [
            (sheet, place)
            for sheet in self.sheets
            for place in motion.seen(sheet, self.path.placement(sheet.depth, share), at - self.first, size)
        ]
        compositor.compose(frame, *zip(*seen, strict=True))
        if self.text is not None:
            begin, come = (min(1.0, (self.last - self.first) / 3) * seconds for seconds in _TEXT_IN)
            opacity = smooth((at - self.first - begin) / (come - begin))
            if opacity > 0:
                stamp(frame, *self.text, opacity)


def smooth(share: float) -> float:
    """Return 0 up to 0, 1 from 1 on, and in between a way that begins and ends slowly."""
    share = min(max(share, 0.0), 1.0)
    return share * share * (3 - 2 * share)


class Set:
    """All shots of a film; their pictures are loaded when asked for."""

    def __init__(self, film: Film, timeline: Timeline, options: RenderOptions) -> None:
        self._film, self._options = film, options
        self._size = (options.width, options.height)
        self._moods = {scene.number: scene.mood for scene in film.script.scenes}
        self.shots = timeline.shots
        self.fades = _crossfades(self.shots, options.scene_pause)
        self._moves = self._choose_moves()

    def spans(self) -> list[tuple[float, float]]:
        """Return when each shot shows, first and last second; neighbours overlap while they crossfade."""
        befores, afters = (0.0, *self.fades), (*self.fades, 0.0)
        return [
            (shot.start - before / 2, shot.end + after / 2)
            for shot, before, after in zip(self.shots, befores, afters, strict=True)
        ]

    def take(self, index: int) -> Take:
        """Return shot ``index`` ready to be filmed.

        Raises:
            SpecError: its picture is missing, damaged, or of the wrong size.
        """
        shot, (first, last) = self.shots[index], self.spans()[index]
        text = None
        if shot.kind == "scene":
            sheets = self._page(self._film.pages[shot.number])
        else:
            sheets = make_sheets([Layer("card", _opaque(self._backdrop(shot)), 0, 0, 1.0)], self._size)
            text = _overlay(self._card(shot))
        mood = self._moods.get(shot.number, "calm")
        rng = random.Random(f"{self._film.seed} side {index}")
        path = camera.plan(self._moves[index], mood, last - first, sheets, self._size, rng)
        return Take(first, last, sheets, path, text)

    def poster(self) -> NDArray[np.uint8]:
        """Return the film's poster as RGB [h, w, 3]."""
        return cards.poster(self._flat(self._film.script.scenes[0].number), self._film.script.title)

    def _choose_moves(self) -> list[str]:
        """Return the camera's move in each shot: the cards are come nearer to, no move comes twice in a row."""
        rng = random.Random(f"{self._film.seed} moves")
        moves: list[str] = []
        for shot in self.shots:
            previous = moves[-1] if moves else ""
            moves.append(camera.choose(self._moods[shot.number], previous, rng) if shot.kind == "scene" else "push")
        return moves

    def _page(self, page: Page) -> tuple[Sheet, ...]:
        if page.layers is not None:
            return make_sheets(load_layers(page.layers, self._size), self._size)
        width, height = (2 * round(side * (0.5 + _OVERSCAN)) for side in self._size)
        x, y = (self._size[0] - width) // 2, (self._size[1] - height) // 2
        return make_sheets([Layer("page", _opaque(_cover(page.flat, width, height)), x, y, 1.0)], self._size)

    def _flat(self, number: int) -> NDArray[np.uint8]:
        return _cover(self._film.pages[number].flat, *self._size)

    def _backdrop(self, shot: Shot) -> NDArray[np.uint8]:
        scene = self._film.script.scenes[0 if shot.kind == "title" else -1]
        return cards.backdrop(self._flat(scene.number), _CARD_LIGHT[shot.kind])

    def _card(self, shot: Shot) -> NDArray[np.uint8]:
        title = self._film.script.title
        return (
            cards.title(title, self._size)
            if shot.kind == "title"
            else cards.credits(title, self._film.credits, self._size)
        )


def _crossfades(shots: Sequence[Shot], pause: float) -> list[float]:
    """Return the seconds of crossfade between each two shots: inside the pause, so that nobody speaks in it."""
    lengths = [shot.end - shot.start for shot in shots]
    return [min(_CROSSFADE, 0.9 * pause, a, b) for a, b in pairwise(lengths)]


def _cover(path: Path, width: int, height: int) -> NDArray[np.uint8]:
    """Return the middle of a picture so enlarged or reduced that it fills width x height."""
    picture = crop(read_bitmap(path), width / height)
    if picture.shape[:2] == (height, width):
        return picture
    shrinks = picture.shape[0] > height
    resized = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC)
    return np.asarray(resized, np.uint8)


def _opaque(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2RGBA), np.uint8)


def _overlay(rgba: NDArray[np.uint8]) -> Overlay:
    """Return the part of a picture of the frame's size on which something is drawn."""
    x, y, width, height = cv2.boundingRect(rgba[:, :, 3])
    x, y = x // 2 * 2, y // 2 * 2
    return Overlay(to_planes(rgba[y : y + height + 1, x : x + width + 1]), x, y)
