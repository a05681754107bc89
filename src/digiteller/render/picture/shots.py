"""Takes: what stands before the camera in each shot, and how the camera moves."""

from __future__ import annotations

import hashlib
import random
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import cv2
import numpy as np

from digiteller.media.bitmap import crop, read_bitmap
from digiteller.media.layers import halve_layer, load_layers
from digiteller.options import RenderOptions
from digiteller.picturebook.acting.performance import scaled
from digiteller.render.film_parts import Film, FilmPage
from digiteller.render.picture import camera, frame_runs, particle_motion, transitions
from digiteller.render.picture.compositor import Compositor, stamp
from digiteller.render.picture.coverage import Framing
from digiteller.render.picture.footage import Footage
from digiteller.render.picture.frame import Frame, Placement
from digiteller.render.picture.occlusion import drop_hidden
from digiteller.render.picture.performed_sheets import (
    PerformedSheets,
    Window,
    has_performance,
    read_performance,
    read_voice,
)
from digiteller.render.picture.transitions import smooth
from digiteller.render.picture.yuv_planes import Planes, Sheet, make_sheets, to_planes
from digiteller.render.text import cards
from digiteller.render.text.fonts import find_typeface
from digiteller.story import Layer
from digiteller.timeline import Shot, Timeline

if TYPE_CHECKING:
    from numpy.typing import NDArray

_OVERSCAN = 0.03
"""How much further than the frame, at each side, a flat picture is enlarged."""
_TEXT_IN = (0.35, 1.2)
"""Seconds from the start of a card at which its text begins to show, and has come; sooner on very short cards."""
_NEAR_MOVES = ("push", "pan left", "pan right")
"""Those of the shots of a page after its first."""
_DENSEST = 1.5
"""Figures that act are drawn at most so many times as large as the page has them: sharp enough to the eye."""
_CARD_LIGHT = {"title": 0.76, "credits": 0.48}


class Overlay(NamedTuple):
    """Something that lies still on the frame, with its place."""

    planes: Planes
    x: int
    y: int


class CoveredPath(NamedTuple):
    """The camera's way through a part of a take."""

    first: int
    """The first of its frames, counted from that of the take."""
    path: camera.Path
    density: float
    """How many times as large as at rest the figures that act are drawn."""


@dataclass(frozen=True)
class Take:
    """One shot, ready to be filmed."""

    frames: int
    fps: int
    sheets: tuple[Sheet, ...]
    paths: tuple[CoveredPath, ...]
    """The camera's ways, one after the other."""
    text: Overlay | None
    """Of a card."""
    footage: Footage | None = None
    """What is seen in place of the sheets, which only say how large it is."""
    performed: PerformedSheets | None = None
    """How those sheets look whose figures act."""

    def draw(self, compositor: Compositor, frame: Frame, number: int) -> None:
        """Draw what the camera sees in a frame, counted from the first of this take."""
        seconds, size = number / self.fps, (frame.width, frame.height)
        at = bisect_right([one.first for one in self.paths], number) - 1
        covered, end = self.paths[at], self.paths[at + 1].first if at + 1 < len(self.paths) else self.frames
        share = (number - covered.first) / (end - covered.first)
        seen = [
            (shown, one)
            for sheet in self.sheets
            for shown, place in self._shown(sheet, covered, share, seconds, size)
            for one in particle_motion.place_particles(shown, place, seconds, size)
        ]
        compositor.compose(frame, *zip(*seen, strict=True))
        if self.performed is not None and (light := self.performed.lights.at(seconds)) != 1:
            frame.expose(light)
        if self.text is not None:
            begin, come = (min(1.0, self.frames / self.fps / 3) * after for after in _TEXT_IN)
            opacity = smooth((seconds - begin) / (come - begin))
            if opacity > 0:
                stamp(frame, *self.text, opacity)

    def _shown(
        self, sheet: Sheet, covered: CoveredPath, share: float, seconds: float, size: tuple[int, int]
    ) -> Iterator[tuple[Sheet, Placement]]:
        """Yield how a sheet looks at a moment, and where it is seen; nothing if its figure is not there."""
        place = covered.path.placement(sheet.depth, share)
        if self.footage:
            yield self.footage.at(seconds), place
        elif self.performed is None or sheet.acts is None:
            yield sheet, place
        else:
            width, height = size
            window = Window(
                -place.left / place.scale,
                -place.top / place.scale,
                (width - place.left) / place.scale,
                (height - place.top) / place.scale,
            )
            nearer = place._replace(scale=place.scale / covered.density)
            for acting in self.performed.at(sheet, seconds, covered.density, window):
                yield acting, nearer


class Set:
    """All shots of a film; their pictures are loaded when asked for."""

    def __init__(self, film: Film, timeline: Timeline, options: RenderOptions) -> None:
        self._film, self._options = film, options
        self._size = (options.width, options.height)
        self._family = find_typeface(options.font)
        self._timings = {timing.number: timing for timing in film.timings}
        self._moods = {scene.number: scene.mood for scene in film.script.scenes}
        self._lead = frame_runs.lead_frames(options.scene_pause, options.fps)
        self.shots = timeline.shots

    def first(self, index: int) -> int:
        """Return the frame of the film that is the first of shot ``index``: some before the one before has ended."""
        return round(self.shots[index].start * self._options.fps) - (self._lead if index else 0)

    def frames(self, index: int) -> int:
        """Return how many frames shot ``index`` lasts, those included in which its neighbours are seen too."""
        last = index == len(self.shots) - 1
        return round(self.shots[index].end * self._options.fps) + (0 if last else self._lead) - self.first(index)

    def ingredients(self, index: int) -> dict[str, Any]:
        """Return what decides how shot ``index`` looks, as JSON values; nothing in it tells when it is shown."""
        shot, script = self.shots[index], self._film.script
        of_kind: dict[str, Any]
        if shot.kind == "scene":
            page = self._film.pages[shot.number]
            of_kind = {
                "page": page.digest or str(page.footage or page.layers or page.flat),
                "mood": self._moods[shot.number],
            }
            if page.layers is not None and has_performance(page.layers):
                of_kind["played to"] = self._narration(index)
        else:
            page = self._film.pages[self._behind(shot)]
            of_kind = {"behind": page.digest or str(page.flat), "title": script.title, "font": self._family.digest}
            of_kind |= {"credits": self._film.credits} if shot.kind == "credits" else {}
        return of_kind | {
            "kind": shot.kind,
            "move": self._move(index),
            "side": self._seed(index),
            "frames": self.frames(index),
        }

    def transition(self, index: int) -> str:
        """Return how shot ``index`` comes after the one before: a name of ``transitions.TRANSITIONS``."""
        mood = self._moods.get(self.shots[index].number)
        return transitions.choose_transition(
            self._options.transition, mood, random.Random(f"{self._seed(index)} transition")
        )

    def take(self, index: int) -> Take:
        """Return shot ``index`` ready to be filmed.

        Raises:
            SpecError: its picture is missing, damaged, or of the wrong size.
        """
        shot, frames = self.shots[index], self.frames(index)
        text = subject = footage = performed = None
        if shot.kind == "scene":
            page = self._film.pages[shot.number]
            if page.footage is not None:
                footage = Footage(page.footage, self._flat_sheet)
            performed = self._performed(index)
            sheets = (footage.at(0.0),) if footage else self._page(page, performed)
            if page.layers is None:
                subject = subject_of(self._flat(shot.number))
        else:
            backdrop = Layer("card", _opaque(self._backdrop(shot)), 0, 0, 2.0)
            sheets = make_sheets([backdrop, *cards.draw_motes(self._size, self._seed(index))], self._size)
            text = _overlay(self._card(shot))
        mood = self._moods.get(shot.number, "calm")
        rng = random.Random(self._seed(index))
        fps = self._options.fps
        framings = performed.framings if performed else (Framing(0.0, self._size[0] / 2, self._size[1] / 2, 1.0),)
        firsts = [round(framing.start * fps) for framing in framings]
        paths = []
        for framing, first, end in zip(framings, firsts, [*firsts[1:], frames], strict=True):
            move = self._move(index) if not first else rng.choice(_NEAR_MOVES)
            path = camera.plan_move(move, mood, (end - first) / fps, sheets, self._size, rng, subject, framing)
            paths.append(CoveredPath(first, path, min(framing.nearer, _DENSEST)))
        kept = drop_hidden(sheets, [one.path for one in paths], self._size)
        return Take(frames, fps, kept, tuple(paths), text, footage, performed)

    def poster(self) -> NDArray[np.uint8]:
        """Return the film's poster as RGB [h, w, 3]."""
        return cards.draw_poster(self._flat(self._film.script.scenes[0].number), self._film.script.title, self._family)

    def _seed(self, index: int) -> str:
        return f"{self._film.seed} {self.shots[index].kind} {self.shots[index].number}"

    def _move(self, index: int) -> str:
        """Return the camera's move in a shot."""
        shot = self.shots[index]
        if shot.kind == "scene":
            return camera.choose_move(self._moods[shot.number], shot.number, random.Random(f"{self._seed(index)} move"))
        return camera.CARD_MOVES[shot.kind][len(self._film.script.scenes) % 2]

    def _performed(self, index: int) -> PerformedSheets | None:
        """Return the figures of a shot if they act."""
        shot = self.shots[index]
        folder = self._film.pages[shot.number].layers
        if folder is None or not has_performance(folder):
            return None
        performance = read_performance(folder)
        if performance.size != self._size:
            performance = scaled(performance, self._size[0] / performance.size[0])
        seconds = self.frames(index) / self._options.fps
        scene = read_voice(self._film.narration[shot.number], self._timings[shot.number])
        return PerformedSheets(folder, performance, scene, self._speech(index), seconds)

    def _speech(self, index: int) -> float:
        """Return when in a shot the narrator begins, in seconds."""
        return self.shots[index].speech - self.first(index) / self._options.fps

    def _narration(self, index: int) -> list[Any]:
        """Return what decides when somebody acts in a shot, and how the mouths move."""
        number = self.shots[index].number
        voice = hashlib.sha256(self._film.narration[number].read_bytes()).hexdigest()
        return [round(self._speech(index), 4), asdict(self._timings[number]), voice]

    def _page(self, page: FilmPage, performed: PerformedSheets | None) -> tuple[Sheet, ...]:
        if page.layers is not None:
            layers, halved = load_layers(page.layers, self._film.drawn_for or self._size), bool(self._film.drawn_for)
            if performed:
                return performed.make(layers, halved)
            return make_sheets(map(halve_layer, layers) if halved else layers, self._size)
        return (self._flat_sheet(page.flat),)

    def _flat_sheet(self, path: Path) -> Sheet:
        width, height = (2 * round(side * (0.5 + _OVERSCAN)) for side in self._size)
        x, y = (self._size[0] - width) // 2, (self._size[1] - height) // 2
        (sheet,) = make_sheets([Layer("page", _opaque(_cover(path, width, height)), x, y, 1.0)], self._size)
        return sheet

    def _flat(self, number: int) -> NDArray[np.uint8]:
        return _cover(self._film.pages[number].flat, *self._size)

    def _backdrop(self, shot: Shot) -> NDArray[np.uint8]:
        return cards.draw_backdrop(self._flat(self._behind(shot)), _CARD_LIGHT[shot.kind])

    def _behind(self, shot: Shot) -> int:
        """Return the scene whose picture is seen behind a card."""
        return self._film.script.scenes[0 if shot.kind == "title" else -1].number

    def _card(self, shot: Shot) -> NDArray[np.uint8]:
        title = self._film.script.title
        return (
            cards.draw_title_card(title, self._size, self._family)
            if shot.kind == "title"
            else cards.draw_credits(title, self._film.credits, self._size, self._family)
        )


def subject_of(picture: NDArray[np.uint8]) -> tuple[float, float]:
    """Return where the subject of a picture, RGB [h, w, 3], is, in its pixels.

    It is taken to be what differs most from the picture's mean colour (Achanta and others, "Frequency-tuned salient
    region detection", 2009), the rim of the picture counting less.
    """
    height, width = picture.shape[:2]
    small = cv2.resize(picture, (64, 36), interpolation=cv2.INTER_AREA)
    lab = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2Lab), (0, 0), 1.0).astype(np.float64)
    differs = np.square(lab - lab.mean((0, 1))).sum(2)
    y, x = ((np.arange(size) + 0.5) / size for size in differs.shape)
    weight = differs * (np.sin(np.pi * y)[:, None] * np.sin(np.pi * x)[None, :]) + 1e-6
    weight[weight < np.quantile(weight, 0.93)] = 0
    total = weight.sum()
    return float(width * (weight.sum(0) @ x) / total), float(height * (weight.sum(1) @ y) / total)


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
