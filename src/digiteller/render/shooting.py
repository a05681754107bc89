"""Films the takes: workers draw frames ahead, in order they go to ffmpeg."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from queue import SimpleQueue

import cv2
from PIL import ExifTags, Image

from digiteller.backends.base import Report
from digiteller.options import RenderOptions
from digiteller.render import cards
from digiteller.render.captions import Cue
from digiteller.render.compositor import Compositor, Frame, stamp
from digiteller.render.ffmpeg import encoder, film_arguments
from digiteller.render.film import Film
from digiteller.render.mp4 import switch_off_captions
from digiteller.render.sheets import Planes, to_planes
from digiteller.render.takes import Set, Take, smooth
from digiteller.timeline import Timeline

_WORKERS = min(4, os.cpu_count() or 1)
_AHEAD = _WORKERS + 2
"""Frames drawn or being drawn before ffmpeg asks for them."""
_FADE_IN, _FADE_OUT = 0.6, 1.2
"""Seconds from black at the start and to black at the end, where the film is long enough."""


def shoot(
    film: Film,
    timeline: Timeline,
    cues: Sequence[Cue],
    frames: int,
    options: RenderOptions,
    folder: Path,
    report: Report,
) -> None:
    """Write ``story.mp4`` and ``poster.jpg`` into ``folder``, where the sound, the captions and the metadata lie."""
    with _single_threaded():
        scenery = Set(film, timeline, options)
        poster = Image.fromarray(scenery.poster())
        poster.save(folder / "poster.jpg", quality=90, subsampling=0, exif=_metadata(film))
        arguments = film_arguments(
            options,
            folder / "sound.f32",
            folder / "metadata",
            folder / "story.vtt" if options.captions != "none" and cues else None,
            film.script.language,
            folder / "story.mp4",
        )
        burned = _Burned(cues if options.captions == "burned" else (), (options.width, options.height))
        drawn = _frames(scenery, timeline, burned, frames, options)
        with encoder(arguments) as running, closing(drawn):
            for number, frame in enumerate(drawn):
                running.write(frame.data)
                if number % options.fps == 0:
                    report(number / frames, "filming")
            running.finish()
        switch_off_captions(folder / "story.mp4")


def _metadata(film: Film) -> Image.Exif:
    """Return the film's title and credits for a picture, as UTF-8, which readers of Exif expect in its texts."""
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = film.script.title.encode()
    if film.credits:
        exif[ExifTags.Base.Copyright] = "; ".join(film.credits).encode()
    return exif


@contextmanager
def _single_threaded() -> Iterator[None]:
    """Keep OpenCV from splitting each operation over threads: whole frames are what is shared out."""
    before = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        yield
    finally:
        cv2.setNumThreads(before)


def _frames(
    scenery: Set, timeline: Timeline, burned: _Burned, count: int, options: RenderOptions
) -> Generator[Frame, None, None]:
    """Yield the frames in order; each is valid until the next is asked for."""
    spans = scenery.spans()
    takes: dict[int, Future[Take]] = {}
    drawn: deque[Future[Frame]] = deque()
    free = [Frame(options.width, options.height) for _ in range(_AHEAD + 1)]
    easels: SimpleQueue[_Easel] = SimpleQueue()
    for _ in range(_WORKERS):
        easels.put(_Easel(Frame(options.width, options.height), Compositor()))

    def draw(frame: Frame, at: float, showing: list[Take]) -> Frame:
        easel = easels.get()
        easel.draw(frame, at, showing)
        easels.put(easel)
        burned.draw(frame, at)
        _fade(frame, at, timeline.duration)
        return frame

    # One thread loads, whatever the number that draw: what it frees and allocates again stays in one heap.
    with ThreadPoolExecutor(1) as loader, ThreadPoolExecutor(_WORKERS) as pool:
        try:
            for number in range(count):
                at = number / options.fps
                showing = [index for index, (first, last) in enumerate(spans) if first <= at < last]
                # The next one is made while this one is filmed; not while two are, to save memory.
                soon = [showing[-1] + 1] if len(showing) == 1 else []
                for index in (*showing, *soon):
                    if index not in takes and index < len(spans):
                        takes[index] = loader.submit(scenery.take, index)
                for index in [index for index in takes if index < showing[0]]:
                    del takes[index]
                drawn.append(pool.submit(draw, free.pop(), at, [takes[index].result() for index in showing]))
                if not free:
                    done = drawn.popleft().result()
                    yield done
                    free.append(done)
            while drawn:
                yield drawn.popleft().result()
        finally:
            loader.shutdown(cancel_futures=True)
            pool.shutdown(cancel_futures=True)


@dataclass(frozen=True)
class _Easel:
    """What one worker needs."""

    spare: Frame
    compositor: Compositor

    def draw(self, frame: Frame, at: float, showing: Sequence[Take]) -> None:
        """Draw one take, or the crossfade of two."""
        showing[0].draw(self.compositor, frame, at)
        if len(showing) > 1:
            showing[1].draw(self.compositor, self.spare, at)
            share = smooth((at - showing[1].first) / (showing[0].last - showing[1].first))
            cv2.addWeighted(frame.data, 1 - share, self.spare.data, share, 0, dst=frame.data)


def _fade(frame: Frame, at: float, duration: float) -> None:
    """Darken the frame at the start and at the end of the film."""
    share = smooth(at / min(_FADE_IN, duration / 4)) * smooth((duration - at) / min(_FADE_OUT, duration / 4))
    if share < 1:
        frame.darken(share)


class _Burned:
    """Captions drawn into the frames."""

    def __init__(self, cues: Sequence[Cue], size: tuple[int, int]) -> None:
        self._cues = cues
        self._starts = [cue.start for cue in cues]
        self._size = size
        self._plates = lru_cache(maxsize=4)(self._plate)

    def draw(self, frame: Frame, at: float) -> None:
        """Draw the caption of this moment, if there is one."""
        index = bisect_right(self._starts, at) - 1
        if index >= 0 and at < self._cues[index].end:
            planes, x, y = self._plates(self._cues[index].lines)
            stamp(frame, planes, x, y, 1.0)

    def _plate(self, lines: tuple[str, ...]) -> tuple[Planes, int, int]:
        rgba, x, y = cards.caption(lines, self._size)
        return to_planes(rgba), x, y
