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

    def cut(self, length: int) -> tuple[int, int, int] | None:
        """Return (first source pixel, end, pixels to drop) for ``cv2.resize``, or None if nothing fits."""
        goal = self.first - self.shift + (self.scale - 1) / 2
        drop = np.arange(_GUARD, _GUARD + MARGIN)
        start = np.rint((goal - drop) / self.scale)
        error = np.where(start >= 0, np.abs(drop + self.scale * start - goal), np.inf)
        best = int(np.argmin(np.maximum(error, _FINE)))  # the first that is fine, or else the best
        seen = int((self.size + drop[best]) / self.scale) + _GUARD
        # Where the size does not change, cv2.resize copies.
        if error[best] > self.tolerance or start[best] + seen > length or round(seen * self.scale) == seen:
            return None
        return int(start[best]), int(start[best]) + seen, int(drop[best])


def compose(frame: Frame, sheets: Sequence[Sheet], placements: Sequence[Placement]) -> None:
    """Draw ``sheets``, back to front, each where its placement says; what they leave free is black."""
    floors = _floors(frame, sheets, placements)
    if not sheets or not _covers(frame, sheets[0], placements[0]):
        frame.clear()
    for sheet, place, floor in zip(sheets, placements, floors, strict=True):
        left = max(0, _even_below(place.scale * sheet.x + place.left))
        right = min(frame.width, _even_below(place.scale * (sheet.x + sheet.width) + place.left) + 2)
        top = max(0, _even_below(place.scale * sheet.y + place.top))
        bottom = min(frame.height, floor, _even_below(place.scale * (sheet.y + sheet.height) + place.top) + 2)
        solid = min(bottom, max(top, _solid_row(frame, sheet, place)))
        if left < right:
            _draw(frame, sheet, place, (left, top, right, solid), solid=False)
            _draw(frame, sheet, place, (left, solid, right, bottom), solid=True)


def stamp(frame: Frame, planes: Planes, x: int, y: int, opacity: float) -> None:
    """Lay ``planes``, which have no margin, over the frame at (x, y), even numbers, as opaque (0..1) as asked."""
    height, width = planes.y.shape
    luma = frame.y[y : y + height, x : x + width]
    half = (slice(y // 2, (y + height) // 2), slice(x // 2, (x + width) // 2))
    for target, seen, clear in (
        (luma, planes.y, planes.clear),
        (frame.u[half], planes.u, planes.clear_half),
        (frame.v[half], planes.v, planes.clear_half),
    ):
        if opacity < 1:
            seen = cv2.convertScaleAbs(seen, alpha=opacity)
            clear = cv2.convertScaleAbs(clear, alpha=opacity, beta=255 * (1 - opacity))
        _over(target, seen, clear)


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


def _covers(frame: Frame, sheet: Sheet, place: Placement) -> bool:
    return _solid_row(frame, sheet, place) == 0


def _floors(frame: Frame, sheets: Sequence[Sheet], placements: Sequence[Placement]) -> list[int]:
    """Return, for each sheet, the row from which on those in front of it hide it."""
    floors, floor = [], frame.height
    for sheet, place in zip(reversed(sheets), reversed(placements), strict=True):
        floors.append(floor)
        floor = min(floor, _solid_row(frame, sheet, place))
    return floors[::-1]


def _draw(frame: Frame, sheet: Sheet, place: Placement, box: tuple[int, int, int, int], *, solid: bool) -> None:
    """Draw the part of ``sheet`` that falls in ``box`` (even numbers: left, top, right, bottom)."""
    left, top, right, bottom = box
    if left >= right or top >= bottom:
        return
    planes, scale = sheet.planes, place.scale
    x, y = sheet.x - MARGIN, sheet.y - MARGIN
    across = _Axis(scale, scale * (x + 0.5) + place.left - 0.5, left, right - left, _COARSE)
    down = _Axis(scale, scale * (y + 0.5) + place.top - 0.5, top, bottom - top, _COARSE)
    # H.264's chroma samples lie on the left pixel of a pair, and between two rows.
    half_across = _Axis(scale, (scale * (x + 1) + place.left - 0.5) / 2, left // 2, (right - left) // 2, 2 * _COARSE)
    half_down = _Axis(scale, (scale * (y + 1) + place.top - 1) / 2, top // 2, (bottom - top) // 2, 2 * _COARSE)
    luma = frame.y[top:bottom, left:right]
    half = (slice(top // 2, bottom // 2), slice(left // 2, right // 2))
    if solid:
        luma[:] = _sample([planes.y], across, down)[0]
        frame.u[half], frame.v[half] = _sample([planes.u, planes.v], half_across, half_down)
        return
    seen, clear = _sample([planes.y, planes.clear], across, down)
    _over(luma, seen, clear)
    u, v, clear = _sample([planes.u, planes.v, planes.clear_half], half_across, half_down)
    _over(frame.u[half], u, clear)
    _over(frame.v[half], v, clear)


def _over(target: Plane, seen: Plane, clear: Plane) -> None:
    """Lay premultiplied ``seen`` over ``target``."""
    cv2.add(cv2.multiply(target, clear, scale=1 / 255), seen, dst=target)


def _sample(planes: Sequence[Plane], across: _Axis, down: _Axis) -> list[Plane]:
    """Return each plane as seen, shape [down.size, across.size]; all have the same shape."""
    height, width = planes[0].shape
    x, y = across.cut(width), down.cut(height)
    if x is None or y is None:
        matrix = np.array([[across.scale, 0, across.shift - across.first], [0, down.scale, down.shift - down.first]])
        return [
            cv2.warpAffine(
                plane, matrix, (across.size, down.size), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
            )
            for plane in planes
        ]
    rows, columns = slice(y[2], y[2] + down.size), slice(x[2], x[2] + across.size)
    return [
        cv2.resize(
            plane[y[0] : y[1], x[0] : x[1]], None, fx=across.scale, fy=down.scale, interpolation=cv2.INTER_CUBIC
        )[rows, columns]
        for plane in planes
    ]
