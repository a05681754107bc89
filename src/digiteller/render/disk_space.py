"""Whether the disk has room for a film, and the error that says how much is missing."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from digiteller.errors import StageError
from digiteller.media.wav import SAMPLE_RATE
from digiteller.options import RenderOptions

if TYPE_CHECKING:
    from digiteller.render.film_parts import Film

_BITS = {"h264": 0.06, "hevc": 0.025, "av1": 0.03, "vp9": 0.04, "prores": 3.0}
"""What a pixel of a page takes in a film of quality 20 (measured on layered pages with a slow camera)."""
_SOUND = SAMPLE_RATE * 8 + 200_000 // 8
"""Bytes a second: mixed, and encoded."""


def bytes_needed(film: Film, options: RenderOptions) -> int:
    """Return about how many bytes making a film takes, its segments and its sound included."""
    seconds = sum(timing.duration + options.scene_pause for timing in film.timings)
    seconds += options.title_seconds + options.credits_seconds
    bits = _BITS[options.format]
    if options.format != "prores":
        bits *= 2 ** ((20 - options.quality) / 5)
    pictures = options.width * options.height * options.fps * bits / 8
    return round(seconds * (2 * pictures + _SOUND))


def require_room(film: Film, options: RenderOptions, folder: Path) -> None:
    """Make sure that a film has room in a folder.

    Raises:
        StageError: it has not.
    """
    if shutil.disk_usage(folder).free < bytes_needed(film, options):
        raise _full(film, options, folder)


@contextmanager
def explain_full_disk(film: Film, options: RenderOptions, folder: Path) -> Iterator[None]:
    """Turn the operating system's word that the disk is full into an error that says how much the film needs.

    Raises:
        StageError: the disk was full.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise _full(film, options, folder) from error


def _full(film: Film, options: RenderOptions, folder: Path) -> StageError:
    free = shutil.disk_usage(folder).free
    return StageError(
        f"the disk is full: making this film takes about {bytes_needed(film, options):,} bytes, "
        f"{folder} has {free:,} left",
        hint="make room, or give the film a smaller size, a lower quality or another format",
    )
