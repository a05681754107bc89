"""Captions drawn into the frames."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from digiteller.options import RenderOptions
from digiteller.render.picture.compositor import stamp
from digiteller.render.picture.frame import Frame
from digiteller.render.picture.shots import Overlay
from digiteller.render.picture.yuv_planes import to_planes
from digiteller.render.text import cards
from digiteller.render.text.captions import Cue
from digiteller.render.text.fonts import find_typeface


class BurnedCaptions:
    """Captions drawn into the frames."""

    def __init__(self, cues: Sequence[Cue], options: RenderOptions) -> None:
        self._cues = cues
        # From the first frame at or after a time; a time that is only by rounding behind a frame is at it.
        self._firsts = [math.ceil(cue.start * options.fps - 1e-6) for cue in cues]
        self._lasts = [math.ceil(cue.end * options.fps - 1e-6) for cue in cues]
        self._options = options
        self._family = find_typeface(options.font)
        self._plates = lru_cache(maxsize=4)(self._plate)

    def between(self, first: int, last: int) -> list[Any]:
        """Return the captions in a run of frames, and when they come and go, counted from its first, as JSON values."""
        return [
            [
                start - first,
                end - first,
                cue.lines,
                cue.lit and cue.lit[:3],
                self._options.highlight,
                self._family.digest,
            ]
            for start, end, cue in zip(self._firsts, self._lasts, self._cues, strict=True)
            if start < last and end > first
        ]

    def draw(self, frame: Frame, number: int) -> None:
        """Draw the caption of a frame of the film, if there is one."""
        index = bisect_right(self._firsts, number) - 1
        if index >= 0 and number < self._lasts[index]:
            stamp(frame, *self._plates(index), 1.0)

    def _plate(self, index: int) -> Overlay:
        cue, size = self._cues[index], (self._options.width, self._options.height)
        rgba, x, y = cards.draw_caption(cue.lines, size, self._family, cue.lit, self._options.highlight)
        return Overlay(to_planes(rgba), x, y)
