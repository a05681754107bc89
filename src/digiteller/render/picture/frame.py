"""A picture of the film, and how planes are seen in it: where the camera puts a layer, and how it is resampled there.

``cv2.resize`` samples separably, several times faster than a warp, but its grid starts at a pixel. A sub-pixel shift is
had all the same: cutting the source at pixel c and dropping the first m pixels of the result shifts by m + scale * c,
and since the scale is not a whole number, some small m brings that within a fiftieth of a pixel of any shift. In the
same way some number of source pixels is seen as nearly a whole number of pixels.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from digiteller.render.picture.yuv_planes import BLACK

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.floating]

_FINE = 0.021
"""Pixels by which a sampling may be off; where nothing is as near, the plane is warped, which is exact and slow."""
_GUARD = 3
"""Pixels at the cut of a source that a cubic kernel would misread."""


class Placement(NamedTuple):
    """Where the camera sees a layer: a point x at rest is seen at ``scale * x + left``, and so for y and ``top``.

    Coordinates are continuous: pixel i covers i to i + 1.
    """

    scale: float
    left: float
    top: float
    light: float = 1.0
    """How much of the layer shows: all of it, down to nothing at 0."""


class Frame:
    """A picture of the film as planar YUV 4:2:0: what x264 eats."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.data: NDArray[np.uint8] = np.empty(width * height * 3 // 2, np.uint8)
        luma, quarter = width * height, width * height // 4
        self.y = self.data[:luma].reshape(height, width)
        self.u = self.data[luma : luma + quarter].reshape(height // 2, width // 2)
        self.v = self.data[luma + quarter :].reshape(height // 2, width // 2)

    def clear(self) -> None:
        """Make everything black."""
        for plane, level in zip((self.y, self.u, self.v), BLACK, strict=True):
            plane.fill(level)

    def expose(self, light: float) -> None:
        """Turn the light down or up: 1 leaves the frame as it is, 0 makes it black."""
        for plane, level in zip((self.y, self.u, self.v), BLACK, strict=True):
            cv2.convertScaleAbs(plane, dst=plane, alpha=light, beta=level * (1 - light))


class _Cut(NamedTuple):
    """What of one dimension is resized."""

    source: slice
    made: int
    """How many pixels that gives."""
    dropped: int
    """How many of these come before the first that is wanted."""


class Axis:
    """One dimension of a plane, of whose ``length`` pixels index k is seen at ``scale * k + shift``."""

    def __init__(self, scale: float, shift: float, length: int) -> None:
        self.scale, self.shift, self._length = scale, shift, length

    @cached_property
    def _starts(self) -> _Found:
        """Where ``cv2.resize`` puts its first pixel, if the source is cut at k."""
        seen_at = self.scale * np.arange(self._length + 1) + (self.shift - (self.scale - 1) / 2)
        return _nearly_whole(seen_at)

    @cached_property
    def _lengths(self) -> _Found:
        """How many pixels it makes of k."""
        return _nearly_whole(self.scale * np.arange(self._length + 1))

    def cut(self, first: int, size: int) -> _Cut | None:
        """Return how to let ``cv2.resize`` make ``size`` pixels from ``first``; None if nothing fits."""
        starts, lengths = self._starts, self._lengths
        begin = int(starts.seen.searchsorted(first - _GUARD, "right")) - 1
        if begin < 0:
            return None
        start, dropped = int(starts.pixels[begin]), first - int(starts.seen[begin])
        end = int(lengths.pixels.searchsorted(int((size + dropped) / self.scale) + _GUARD))
        if end == len(lengths.pixels):
            return None
        seen, made = int(lengths.pixels[end]), int(lengths.seen[end])
        # Where the size does not change, cv2.resize copies.
        return None if start + seen > self._length or made == seen else _Cut(slice(start, start + seen), made, dropped)


class _Found(NamedTuple):
    """Pixels for which something is nearly a whole number."""

    pixels: NDArray[np.int_]
    seen: Floats


def _nearly_whole(seen: Floats) -> _Found:
    whole = np.rint(seen)
    found = np.abs(seen - whole) < _FINE
    return _Found(np.flatnonzero(found), whole[found])


class PlaneView(NamedTuple):
    """How the planes of a sheet are seen, across and down."""

    luma: tuple[Axis, Axis]
    colour: tuple[Axis, Axis]
