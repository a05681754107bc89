"""The filmstrip: frames of a finished film in even steps, each with the words that are spoken meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from digiteller.options import RenderOptions
from digiteller.render.small_frames import read_small_frames, small_size
from digiteller.render.text.contact_sheet import SheetTile
from digiteller.story import SceneTiming
from digiteller.timeline import Timeline

STEP = 0.5
"""Seconds from one frame to the next."""
_RATE = f"{1 / STEP:g}:round=up"
"""Rounded up, each is the frame seen at its time; rounded to the nearest, one up to a quarter of a second later."""
MOST_FRAMES = 600
"""On one strip."""
_SIDE = 320
"""Pixels of a frame's longer side; less where the film is smaller."""


def strip_span(timeline: Timeline, scene: int | None) -> tuple[float, float]:
    """Return where in the film a strip begins and ends, in seconds: one scene, or all of it."""
    if scene is None:
        return 0.0, timeline.duration
    (shot,) = (shot for shot in timeline.shots if shot.number == scene)
    return shot.start, shot.end


def cut_filmstrip(
    film: Path, timeline: Timeline, timings: Sequence[SceneTiming], options: RenderOptions, span: tuple[float, float]
) -> list[SheetTile]:
    """Return what is seen at every ``STEP`` of a span of the film, and the words that begin before the next.

    Raises:
        StageError: ffmpeg failed.
    """
    frames = read_small_frames(film, span[0], span[1] - span[0], _RATE, small_size(options, _SIDE))
    words = _spoken(timeline, timings)
    tiles = []
    for number, frame in enumerate(frames):
        begin = span[0] + number * STEP
        said = (text for start, text in words if begin <= start < begin + STEP)
        tiles.append(SheetTile(f"{begin:.1f}", " ".join(said), frame))
    return tiles


def _spoken(timeline: Timeline, timings: Sequence[SceneTiming]) -> list[tuple[float, str]]:
    """Return when each word of the story begins, in seconds of the film."""
    speech = {shot.number: shot.speech for shot in timeline.shots if shot.kind == "scene"}
    return [
        (speech[timing.number] + word.start, word.text)
        for timing in timings
        for sentence in timing.sentences
        for word in sentence.words
    ]
