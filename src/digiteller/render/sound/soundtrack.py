"""The film's whole sound as a file, and the part of it that belongs to some frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from digiteller.media.wav import SAMPLE_RATE
from digiteller.options import RenderOptions
from digiteller.render.film_parts import Film
from digiteller.render.sound import ambience
from digiteller.render.sound.mix import Levels, mix_sound
from digiteller.timeline import Timeline

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Sound = NDArray[np.float32]


def write_soundtrack(
    film: Film, timeline: Timeline, options: RenderOptions, path: Path, apart_in: Path | None
) -> Levels:
    """Write voice, music, ambience and effects as raw stereo at 48 kHz, 32-bit floats, as long as the film's frames.

    Each of them is written by itself into the folder ``apart_in``, if there is one.

    Raises:
        SpecError: a recording is missing, damaged, or not as long as its timing says.
    """
    samples = _samples(round(timeline.duration * options.fps), options)
    places = _ambience(film, timeline, samples) if options.ambience == "auto" else None
    effects = _effects(film, timeline, samples) if options.effects == "auto" else None
    return mix_sound(
        film.timings,
        film.narration,
        film.music,
        timeline,
        options.music_volume,
        samples,
        path,
        places,
        effects,
        apart_in,
    )


def keep_excerpt(path: Path, first: int, last: int, options: RenderOptions) -> None:
    """Keep of a soundtrack only what belongs to the frames from ``first`` to before ``last``."""
    begin, end = _samples(first, options), _samples(last, options)
    with path.open("rb") as whole, path.with_name(".cut").open("wb") as part:
        whole.seek(_FRAME * begin)
        for at in range(begin, end, SAMPLE_RATE):
            part.write(whole.read(_FRAME * min(SAMPLE_RATE, end - at)))
    path.with_name(".cut").replace(path)


_FRAME = 8
"""Bytes of a stereo sample."""


def _samples(frames: int, options: RenderOptions) -> int:
    return round(frames / options.fps * SAMPLE_RATE)


def _ambience(film: Film, timeline: Timeline, samples: int) -> Callable[[], Iterator[Sound]]:
    """Return what begins the sound of the film's places anew."""
    return lambda: ambience.stream_ambience(film.sounds, timeline, samples, film.seed)


def _effects(film: Film, timeline: Timeline, samples: int) -> Callable[[], Iterator[Sound]]:
    """Return what begins the film's sound effects anew."""
    from digiteller.render.sound.effects import plan_effects, stream_effects

    cues = plan_effects(film.effects, film.timings, timeline) if film.effects else ()
    return lambda: stream_effects(cues, samples, film.seed)
