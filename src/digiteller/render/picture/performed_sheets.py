"""Sheets of figures that act: drawn when they are seen, each pose once."""

from __future__ import annotations

import threading
import wave
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import cv2
import numpy as np

from digiteller.errors import SpecError
from digiteller.media.layers import PERFORMANCE, halve_layer
from digiteller.picturebook.acting.light_tracks import LightTrack
from digiteller.picturebook.acting.performance import Performance, load_performance, scaled
from digiteller.picturebook.acting.performer import Artist, Performer
from digiteller.picturebook.acting.speaking import SpokenScene, voice_levels
from digiteller.picturebook.figures.stances import Stance
from digiteller.render.picture.coverage import cover
from digiteller.render.picture.yuv_planes import Sheet, make_sheets
from digiteller.story import Layer, Motion, SceneTiming
from digiteller.system.regular_files import require_regular

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_KEPT = 12 << 20
"""Bytes of drawn figures that a take keeps."""


_HINT = "draw the page again: digiteller illustrate --force"


class Window(NamedTuple):
    """What the camera sees of a page, in its pixels."""

    left: float
    top: float
    right: float
    bottom: float


class PerformedSheets:
    """The figures of one take that act."""

    def __init__(
        self, folder: Path, performance: Performance, scene: SpokenScene, speech: float, seconds: float
    ) -> None:
        """Plan a take of so many ``seconds`` of the page in ``folder``; in it the narrator begins at ``speech``.

        Raises:
            SpecError: the performance tells of what cannot be drawn, here or when it is.
        """
        self._path, size = folder / PERFORMANCE, performance.size
        with self._explained():
            self._performer = Performer(performance, scene, speech, seconds)
            self.lights = LightTrack(performance, scene, speech)
            self.framings = cover(performance, scene, speech, seconds, size)
            """How the camera sees the page, one view after the other."""
        self._page = performance
        self._artists: dict[float, Artist] = {}
        self._size = size
        self._kept: OrderedDict[tuple[int, Stance, float], list[Sheet]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def make(self, layers: Iterable[Layer], halved: bool = False) -> tuple[Sheet, ...]:
        """Return the sheets of a page's layers as ``make_sheets`` does, those of actors each by itself.

        The layers may be for a frame twice as large, of which this one is a draft.
        """
        return tuple(self._made(layers, halved))

    def _made(self, layers: Iterable[Layer], halved: bool) -> Iterator[Sheet]:
        still: list[Layer] = []
        for number, layer in enumerate(layers):
            acts = self._performer.drawn.get(number) == crc32(layer.image.tobytes())
            shown = halve_layer(layer) if halved else layer
            if not acts:
                still.append(shown)
                continue
            yield from make_sheets(still, self._size)
            still = []
            (sheet,) = make_sheets([shown], self._size)
            yield replace(sheet, acts=number)
        yield from make_sheets(still, self._size)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Tell what a file that somebody wrote made the drawing stumble over."""
        try:
            yield
        except (ArithmeticError, AssertionError, LookupError, TypeError, ValueError, cv2.error) as error:
            raise SpecError(f"{self._path}: tells of what cannot be drawn: {error!r}", hint=_HINT) from error

    def at(self, sheet: Sheet, seconds: float, density: float, window: Window) -> list[Sheet]:
        """Return what an actor is seen as at a time of the take, back to front; nothing where it is out of sight.

        It is drawn for a frame ``density`` times as wide and high, so that it is sharp where the camera is near.
        ``window`` is what of the page the camera sees at its depth, in pixels.
        """
        assert sheet.acts is not None
        with self._lock:
            with self._explained():
                movement = self._performer.movement(sheet.acts, seconds)
            if movement is None or not _sees(window, sheet, movement.offset):
                return []
            drawn = self._drawn(sheet, movement.stance, density)
        shift = round(movement.offset * density)
        return [replace(one, x=one.x + shift) for one in drawn] if shift else drawn

    def _drawn(self, sheet: Sheet, stance: Stance, density: float) -> list[Sheet]:
        assert sheet.acts is not None
        key = sheet.acts, stance, density
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if density not in self._artists:
            self._artists[density] = Artist(scaled(self._page, density) if density != 1 else self._page)
        motion = sheet.motion and _denser(sheet.motion, density)
        with self._explained():
            layers = self._artists[density].draw(sheet.acts, stance)
        made = [
            replace(*make_sheets([layer], self._size), depth=sheet.depth, motion=motion, acts=sheet.acts)
            for layer in layers
        ]
        self._bytes += _bytes(made)
        self._kept[key] = made
        while self._bytes > _MOST_KEPT and len(self._kept) > 1:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= _bytes(dropped)
        return made


def has_performance(folder: Path) -> bool:
    """Return whether somebody acts on a page whose layers are in a folder."""
    return (folder / PERFORMANCE).is_file()


def read_performance(folder: Path) -> Performance:
    """Return what is acted on a page whose layers are in a folder; raises SpecError as ``load_performance`` does."""
    return load_performance(folder / PERFORMANCE)


def read_voice(path: Path, timing: SceneTiming) -> SpokenScene:
    """Return the narration of a scene, of which a recording says how loud it is when.

    Raises:
        SpecError: the recording cannot be read.
    """
    require_regular(path)
    try:
        with wave.open(str(path), "rb") as file:
            channels, rate = file.getnchannels(), file.getframerate()
            data: NDArray[np.int16] = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    except (OSError, EOFError, wave.Error) as error:
        raise SpecError(f"{path}: cannot be read: {error}", hint="run: digiteller narrate") from error
    mono = data[: len(data) // channels * channels].reshape(-1, channels).mean(1) / 32768
    return SpokenScene(timing, voice_levels(np.asarray(mono, np.float32), rate))


def _denser(motion: Motion, density: float) -> Motion:
    """Return how a sheet moves that is drawn ``density`` times as large."""
    across, down = motion.sway
    return replace(motion, sway=(across * density, down * density))


def _bytes(sheets: Iterable[Sheet]) -> int:
    return sum(plane.nbytes for sheet in sheets for plane in sheet.planes)


def _sees(window: Window, sheet: Sheet, offset: float) -> bool:
    """Return whether an actor may be seen, whatever it does: it reaches no further than its height around it."""
    x, reach = sheet.x + offset, max(sheet.height, sheet.width)
    return (
        x - reach < window.right
        and x + sheet.width + reach > window.left
        and sheet.y - reach < window.bottom
        and sheet.y + sheet.height + reach > window.top
    )
