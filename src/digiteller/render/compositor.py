"""Draws sheets through a camera: sub-pixel, in planar YUV 4:2:0, as fast as two cores without a GPU allow.

``cv2.resize`` samples separably, several times faster than a warp, but its grid starts at a pixel. A sub-pixel shift is
had all the same: cutting the source at pixel c and dropping the first m pixels of the result shifts by m + scale * c,
and since the scale is not a whole number, some small m brings that within a hundredth of a pixel of any shift.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from digiteller.render.sheets import BLACK, MARGIN, Planes, Sheet

if TYPE_CHECKING:
    from cv2.typing import MatLike as Plane
    from numpy.typing import NDArray

_FINE = 0.01
"""Pixels of shift that nobody sees: the search for m stops here."""
_COARSE = 0.025
"""Where no m comes this near, the plane is warped, which is exact and slow. Of colour nobody sees twice as much."""
_GUARD = 3
"""Pixels at the cut of a source that a cubic kernel would misread."""


@dataclass(frozen=True)
class Placement:
    """Where the camera sees a layer: a point x at rest is seen at ``scale * x + left``, and so for y and ``top``.

    Coordinates are continuous: pixel i covers i to i + 1.
    """

    scale: float
    left: float
    top: float


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

    def darken(self, light: float) -> None:
        """Turn the light down: 1 leaves the frame as it is, 0 makes it black."""
        for plane, level in zip((self.y, self.u, self.v), BLACK, strict=True):
            cv2.convertScaleAbs(plane, dst=plane, alpha=light, beta=level * (1 - light))


@dataclass(frozen=True)
class _Axis:
    """One dimension of a sampling: source index k is seen at ``scale * k + shift``; ``size`` pixels from ``first``.

    ``tolerance`` is how far off, in pixels of this plane, the sampling may be.
    """

    scale: float
    shift: float
    first: int
    size: int
    tolerance: float

    def cut(self, length: int) -> tuple[int, int] | None:
        """Return the first source pixel for ``cv2.resize`` and how many of its pixels to drop; None if nothing fits."""
        goal = self.first - self.shift + (self.scale - 1) / 2
        drop = np.arange(_GUARD, _GUARD + MARGIN)
        start = np.rint((goal - drop) / self.scale)
        error = np.where(start >= 0, np.abs(drop + self.scale * start - goal), np.inf)
        best = int(np.argmin(np.maximum(error, _FINE)))  # the first that is fine, or else the best
        seen = self.needs(self.size, int(drop[best]))
        # Where the size does not change, cv2.resize copies.
        if error[best] > self.tolerance or start[best] + seen > length or round(seen * self.scale) == seen:
            return None
        return int(start[best]), int(drop[best])

    def needs(self, size: int, drop: int) -> int:
        """Return how many source pixels give ``size`` pixels after ``drop`` are dropped."""
        return int((size + drop) / self.scale) + _GUARD


class Compositor:
    """Draws frames; keeps the buffers that it works in, so each thread needs its own."""

    def __init__(self) -> None:
        self._buffers: dict[str, Plane] = {}

    def compose(self, frame: Frame, sheets: Sequence[Sheet], placements: Sequence[Placement]) -> None:
        """Draw ``sheets``, back to front, each where its placement says; what they leave free is black."""
        if not sheets or _solid_row(frame, sheets[0], placements[0]) > 0:
            frame.clear()
        for sheet, place, floor in zip(sheets, placements, _floors(frame, sheets, placements), strict=True):
            left = max(0, _even_below(place.scale * sheet.x + place.left))
            right = min(frame.width, _even_below(place.scale * (sheet.x + sheet.width) + place.left) + 2)
            top = max(0, _even_below(place.scale * sheet.y + place.top))
            bottom = min(frame.height, floor, _even_below(place.scale * (sheet.y + sheet.height) + place.top) + 2)
            if left < right and top < bottom:
                solid = min(bottom, max(top, _solid_row(frame, sheet, place)))
                self._draw(frame, sheet, place, (left, top, right, bottom), solid)

    def _draw(self, frame: Frame, sheet: Sheet, place: Placement, box: tuple[int, int, int, int], solid: int) -> None:
        """Draw what of ``sheet`` falls in ``box`` (even: left, top, right, bottom); from row ``solid`` it is opaque."""
        left, top, right, bottom = box
        planes, scale = sheet.planes, place.scale
        x, y = sheet.x - MARGIN, sheet.y - MARGIN
        across = _Axis(scale, scale * (x + 0.5) + place.left - 0.5, left, right - left, _COARSE)
        down = _Axis(scale, scale * (y + 0.5) + place.top - 0.5, top, bottom - top, _COARSE)
        seen = self._sample("y", planes.y, across, down, bottom - top)
        clear = self._sample("clear", planes.clear, across, down, solid - top) if solid > top else None
        _lay(frame.y[top:bottom, left:right], seen, clear, solid - top)

        # H.264's chroma samples lie on the left pixel of a pair, and between two rows.
        across = _Axis(scale, (scale * (x + 1) + place.left - 0.5) / 2, left // 2, (right - left) // 2, 2 * _COARSE)
        down = _Axis(scale, (scale * (y + 1) + place.top - 1) / 2, top // 2, (bottom - top) // 2, 2 * _COARSE)
        colour = self._sample("colour", planes.colour, across, down, down.size)
        clear = cv2.extractChannel(colour, 2) if solid > top else None
        part = (slice(top // 2, bottom // 2), slice(left // 2, right // 2))
        for channel, target in enumerate((frame.u[part], frame.v[part])):
            _lay(target, cv2.extractChannel(colour, channel), clear, (solid - top) // 2)

    def _sample(self, name: str, plane: Plane, across: _Axis, down: _Axis, rows: int) -> Plane:
        """Return the first ``rows`` rows of ``plane`` as seen; valid until another is sampled under this name."""
        height, width = plane.shape[:2]
        x, y = across.cut(width), down.cut(height)
        if x is None or y is None:
            matrix = np.array(
                [[across.scale, 0, across.shift - across.first], [0, down.scale, down.shift - down.first]]
            )
            flags = cv2.INTER_CUBIC
            return cv2.warpAffine(plane, matrix, (across.size, rows), flags=flags, borderMode=cv2.BORDER_REPLICATE)
        source = plane[y[0] : y[0] + down.needs(rows, y[1]), x[0] : x[0] + across.needs(across.size, x[1])]
        seen = cv2.resize(
            source,
            None,
            dst=self._buffer(name, round(source.shape[0] * down.scale), round(source.shape[1] * across.scale), plane),
            fx=across.scale,
            fy=down.scale,
            interpolation=cv2.INTER_CUBIC,
        )
        return seen[y[1] : y[1] + rows, x[1] : x[1] + across.size]

    def _buffer(self, name: str, height: int, width: int, like: Plane) -> Plane:
        """Return memory of this shape: fresh memory for each picture costs as much time as drawing it."""
        channels = like.shape[2:]
        size = height * width * (channels[0] if channels else 1)
        if name not in self._buffers or self._buffers[name].size < size:
            self._buffers[name] = np.empty(size, np.uint8)
        return self._buffers[name][:size].reshape(height, width, *channels)


def stamp(frame: Frame, planes: Planes, x: int, y: int, opacity: float) -> None:
    """Lay ``planes``, which have no margin, over the frame at (x, y), even numbers, as opaque (0..1) as asked."""
    height, width = planes.y.shape
    u, v, clear, _ = cv2.split(planes.colour)
    part = (slice(y // 2, (y + height) // 2), slice(x // 2, (x + width) // 2))
    for target, seen, through in (
        (frame.y[y : y + height, x : x + width], planes.y, planes.clear),
        (frame.u[part], u, clear),
        (frame.v[part], v, clear),
    ):
        if opacity < 1:
            seen = cv2.convertScaleAbs(seen, alpha=opacity)
            through = cv2.convertScaleAbs(through, alpha=opacity, beta=255 * (1 - opacity))
        _lay(target, seen, through, height)


def _lay(target: Plane, seen: Plane, clear: Plane | None, rows: int) -> None:
    """Lay premultiplied ``seen`` over ``target``; after the first ``rows`` rows nothing shines through."""
    if clear is not None:
        over = target[:rows]
        cv2.multiply(over, clear[:rows], dst=over, scale=1 / 255)
        cv2.add(over, seen[:rows], dst=over)
    target[rows:] = seen[rows:]


def _even_below(x: float) -> int:
    return int(x // 2) * 2


def _solid_row(frame: Frame, sheet: Sheet, place: Placement) -> int:
    """Return the row of the frame from which on the sheet hides everything behind it; the height if it does not."""
    across = place.scale * sheet.x + place.left <= -_GUARD
    across = across and place.scale * (sheet.x + sheet.width) + place.left >= frame.width + _GUARD
    down = place.scale * (sheet.y + sheet.height) + place.top >= frame.height + _GUARD
    if not (across and down):
        return frame.height
    if sheet.solid_from == 0 and place.scale * sheet.y + place.top <= -_GUARD:
        return 0
    return min(frame.height, _even_below(place.scale * (sheet.y + sheet.solid_from) + place.top) + 4 * (_GUARD - 1))


def _floors(frame: Frame, sheets: Sequence[Sheet], placements: Sequence[Placement]) -> list[int]:
    """Return, for each sheet, the row from which on those in front of it hide it."""
    floors, floor = [], frame.height
    for sheet, place in zip(reversed(sheets), reversed(placements), strict=True):
        floors.append(floor)
        floor = min(floor, _solid_row(frame, sheet, place))
    return floors[::-1]
