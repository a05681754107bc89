"""Footage: pictures that an illustrator made as a film of few frames, blended to the rate of the film."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import cv2

from digiteller.media.clips import frame_files, load_playing
from digiteller.render.picture.yuv_planes import Planes, Sheet


class Footage:
    """The frames of a scene, which lie in a folder as ``clips`` says."""

    def __init__(self, folder: Path, sheet: Callable[[Path], Sheet]) -> None:
        """Look at the table in ``folder``; ``sheet`` turns the file of a frame into what the compositor draws.

        Raises:
            SpecError: the table is missing or damaged, or there are no frames.
        """
        self._playing = load_playing(folder)
        files = frame_files(folder)
        self._count = len(files)
        self._sheet = lru_cache(maxsize=4)(lambda index: sheet(files[index]))

    def at(self, seconds: float) -> Sheet:
        """Return what is seen when the footage has played for some seconds."""
        first, second, share = blend_frames(seconds * self._playing.fps, self._count, self._playing.loop)
        sheet = self._sheet(first)
        if share == 0:
            return sheet
        a, b = sheet.planes, self._sheet(second).planes
        pairs = zip(a, b, strict=True)
        return replace(sheet, planes=Planes(*(cv2.addWeighted(x, 1 - share, y, share, 0) for x, y in pairs)))


def blend_frames(position: float, count: int, loop: str) -> tuple[int, int, float]:
    """Return which two of ``count`` frames are seen at a position in frames, and the share of the second, 0..1."""
    last = count - 1
    if loop == "hold" or last == 0:
        position = min(position, last)
    else:
        position %= 2 * last
        position = min(position, 2 * last - position)
    first = min(int(position), last)
    return first, min(first + 1, last), position - first
