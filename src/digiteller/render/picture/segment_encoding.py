"""The film's picture in segments: each is drawn and encoded by itself, unless it lies there from the last time."""

from __future__ import annotations

import hashlib
import json
import os
import re
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import cv2

from digiteller.contracts import Report
from digiteller.media import formats
from digiteller.media.ffmpeg import start_encoder
from digiteller.options import RenderOptions
from digiteller.render.film_parts import Film
from digiteller.render.picture import c_drawing, frame_runs
from digiteller.render.picture.burned_captions import BurnedCaptions
from digiteller.render.picture.compositor import Compositor
from digiteller.render.picture.frame import Frame
from digiteller.render.picture.frame_runs import FrameRun
from digiteller.render.picture.shared_takes import SharedTakes
from digiteller.render.picture.shots import Set
from digiteller.render.picture.transitions import draw_transition, smooth
from digiteller.render.text import captions
from digiteller.render.text.captions import Cue
from digiteller.timeline import Timeline

_REVISION = 4
"""Raised when our own code draws or encodes a piece differently."""
_WORKERS = min(3, os.cpu_count() or 1)
"""Pieces that are filmed at a time. More would need more memory than a film should."""
_FADE_IN, _FADE_OUT = 0.6, 1.2
"""Seconds from black at the start and to black at the end, where the film is long enough."""
_POLL = 0.5
"""Seconds between reports."""
_SEGMENT = re.compile(r"part-.+|[0-9a-f]{32}\.\w+")
"""The file name of a piece, half made or whole."""


class Segment(NamedTuple):
    """A part of the film's picture, encoded so that it needs no other."""

    path: Path
    first: int
    """Its first frame, counted from the start of the film."""
    frames: int


def encode_segments(
    film: Film,
    timeline: Timeline,
    cues: Sequence[Cue],
    options: RenderOptions,
    cache: Path,
    report: Report,
    scene: int | None = None,
) -> list[Segment]:
    """Return the segments of the film, or of one scene with its changes, in order; what is not in ``cache`` is made.

    The timeline's shots last whole frames (``timeline.align_to_frames``). A segment's name in ``cache`` is a digest of
    all that decides its frames and how they are encoded; if a page has no digest, its path must stand for it. The
    cache may be emptied at any time but this.

    Raises:
        SpecError: a picture is missing or damaged.
        MissingPackageError: there is no ffmpeg, or it has not the encoder that is asked for.
        StageError: ffmpeg failed.
    """
    crew = _Crew(film, timeline, cues, options)
    chosen = crew.pieces
    if scene is not None:
        (shot,) = (index for index, shot in enumerate(timeline.shots) if shot.number == scene)
        chosen = frame_runs.runs_showing(crew.pieces, shot)
    cache.mkdir(exist_ok=True)
    suffix = formats.segment_suffix(options)
    segments = [Segment(cache / f"{crew.key(p)}{suffix}", p.first, p.last - p.first) for p in chosen]
    missing = {
        segment.path: piece for segment, piece in zip(segments, chosen, strict=True) if not segment.path.exists()
    }
    with _single_threaded():
        crew.film(missing, report)
    return segments


def clear_segments(cache: Path, kept: Sequence[Segment]) -> None:
    """Delete what is in ``cache`` but for some segments."""
    names = {segment.path.name for segment in kept}
    for path in cache.iterdir():
        if path.name not in names and _SEGMENT.fullmatch(path.name) and path.is_file():
            path.unlink()


@contextmanager
def _single_threaded() -> Iterator[None]:
    """Keep OpenCV from splitting each operation over threads: pieces are what is shared out."""
    before = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        yield
    finally:
        cv2.setNumThreads(before)


class _Crew:
    """Draws and encodes pieces."""

    def __init__(self, film: Film, timeline: Timeline, cues: Sequence[Cue], options: RenderOptions) -> None:
        self._options = options
        self._set = Set(film, timeline, options)
        burned = cues if options.captions == "burned" else ()
        self._burned = BurnedCaptions(captions.light_words(burned) if options.highlight != "none" else burned, options)
        self.pieces = frame_runs.cut_timeline(timeline, options.scene_pause, options.fps)
        self._takes = SharedTakes(self._set)
        self._filmed = 0
        self._counting = threading.Lock()
        self._stopped = threading.Event()

    def key(self, piece: FrameRun) -> str:
        """Return a digest of everything that decides what a piece's segment holds."""
        shown: dict[str, Any] = {
            "revision": _REVISION,
            "drawn": "by OpenCV" if c_drawing.LIBRARY is None else "by _draw.c",
            "size": [self._options.width, self._options.height, self._options.fps],
            "encoding": formats.encoding(self._options),
            "frames": piece.last - piece.first,
            "shots": [[piece.first - self._set.first(shot), self._set.ingredients(shot)] for shot in piece.shots],
            "transition": self._set.transition(piece.shots[1]) if len(piece.shots) > 1 else None,
            "light": [light for number in range(piece.first, piece.last) if (light := self._light(number)) < 1],
            "captions": self._burned.between(piece.first, piece.last),
        }
        return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:32]

    def film(self, missing: dict[Path, FrameRun], report: Report) -> None:
        """Write the segments of pieces."""
        total = sum(piece.last - piece.first for piece in missing.values())
        self._takes.expect(missing.values())
        with ThreadPoolExecutor(_WORKERS) as pool:
            waiting = {pool.submit(self._film, path, piece) for path, piece in missing.items()}
            try:
                while waiting:
                    done, waiting = wait(waiting, _POLL, FIRST_COMPLETED)
                    for job in done:
                        job.result()
                    report(self._filmed / total, "filming")
            finally:
                self._stopped.set()
                pool.shutdown(cancel_futures=True)

    def _film(self, path: Path, piece: FrameRun) -> None:
        """Write one segment: under another name at first, so that a half one is never taken for a whole one."""
        part = path.with_name(f"part-{path.name}")
        try:
            with start_encoder(formats.segment_arguments(self._options, part)) as running:
                for frame in self._drawn(piece):
                    if self._stopped.is_set():
                        return
                    running.write(frame.data)
                    with self._counting:
                        self._filmed += 1
                running.finish()
            with part.open("r+b") as file:  # Windows flushes only what may be written
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)

    def _drawn(self, piece: FrameRun) -> Iterator[Frame]:
        """Yield the frames of a piece; each is valid until the next is asked for."""
        size = (self._options.width, self._options.height)
        frame, other, compositor = Frame(*size), Frame(*size), Compositor()
        with self._takes.for_piece(piece) as takes:
            firsts, kind = [self._set.first(shot) for shot in piece.shots], self._set.transition(piece.shots[-1])
            for number in range(piece.first, piece.last):
                takes[0].draw(compositor, frame, number - firsts[0])
                if len(takes) > 1:
                    takes[1].draw(compositor, other, number - firsts[1])
                    draw_transition(kind, frame, other, (number + 0.5 - piece.first) / (piece.last - piece.first))
                self._burned.draw(frame, number)
                light = self._light(number)
                if light < 1:
                    frame.expose(light)
                yield frame

    def _light(self, number: int) -> float:
        """Return how much of a frame is left by the fades at the start and at the end of the film: 0..1."""
        frames = self.pieces[-1].last
        before, after = (min(seconds * self._options.fps, frames / 4) for seconds in (_FADE_IN, _FADE_OUT))
        return smooth(number / before) * smooth((frames - number) / after)
