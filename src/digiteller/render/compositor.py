"""Draws sheets through a camera: sub-pixel, in planar YUV 4:2:0, as fast as two cores without a GPU allow.

``cv2.resize`` samples separably, several times faster than a warp, but its grid starts at a pixel. A sub-pixel shift is
had all the same: cutting the source at pixel c and dropping the first m pixels of the result shifts by m + scale * c,
and since the scale is not a whole number, some small m brings that within a fiftieth of a pixel of any shift.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from digiteller.render.sheets import BLACK, MARGIN, Planes, Sheet

if TYPE_CHECKING:
    from cv2.typing import MatLike as Plane
    from numpy.typing import NDArray

_FINE = 0.02
"""Pixels of shift that nobody sees: the search for m stops here, since all that is dropped was drawn in vain."""
_COARSE = 0.025
"""Where no m comes this near, the plane is warped, which is exact and slow. Of colour nobody sees twice as much."""
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

    def darken(self, light: float) -> None:
        """Turn the light down: 1 leaves the frame as it is, 0 makes it black."""
        for plane, level in zip((self.y, self.u, self.v), BLACK, strict=True):
            cv2.convertScaleAbs(plane, dst=plane, alpha=light, beta=level * (1 - light))


class _Box(NamedTuple):
    """A rectangle of the frame, its edges even numbers."""

    left: int
    top: int
    right: int
    bottom: int


class _Axis(NamedTuple):
    """One dimension of a sampling: source index k is seen at ``scale * k + shift``; ``size`` pixels from ``first``.

    ``tolerance`` is how far off, in pixels of this plane, the sampling may be.
    """

    scale: float
    shift: float
    first: int
    size: int
    tolerance: float

    def cut(self, length: int) -> tuple[slice, int, int] | None:
        """Return which source pixels to give ``cv2.resize``, how many it makes of them, and how many of these to drop.

        None if nothing fits.
        """
        goal = self.first - self.shift + (self.scale - 1) / 2
        best, start, drop = self.tolerance, 0, 0
        for candidate in range(_GUARD, _GUARD + MARGIN):
            at = round((goal - candidate) / self.scale)
            error = abs(candidate + self.scale * at - goal)
            if at < 0:
                break
            if error < best:
                best, start, drop = error, at, candidate
                if error < _FINE:
                    break
        seen = int((self.size + drop) / self.scale) + _GUARD
        made = round(seen * self.scale)
        # Where the size does not change, cv2.resize copies.
        if drop == 0 or start + seen > length or made == seen:
            return None
        return slice(start, start + seen), made, drop


class Compositor:
    """Draws frames; keeps the buffers that it works in, so each thread needs its own."""

    def __init__(self) -> None:
        self._buffers: dict[str, Plane] = {}

    def compose(self, frame: Frame, sheets: Sequence[Sheet], placements: Sequence[Placement]) -> None:
        """Draw ``sheets``, back to front, each where its placement says; what they leave free is black."""
        frame.clear()
        whole = _Box(0, 0, frame.width, frame.height)
        for sheet, place in zip(sheets, placements, strict=True):
            for box, solid in _seen(whole, sheet, place):
                self._draw(frame, sheet, place, box, solid)

    def _draw(self, frame: Frame, sheet: Sheet, place: Placement, box: _Box, solid: bool) -> None:
        """Draw what of ``sheet`` falls in ``box``, where it is opaque or not."""
        left, top, right, bottom = box
        planes, scale = sheet.planes, place.scale
        x, y = sheet.x - MARGIN, sheet.y - MARGIN
        across = _Axis(scale, scale * (x + 0.5) + place.left - 0.5, left, right - left, _COARSE)
        down = _Axis(scale, scale * (y + 0.5) + place.top - 0.5, top, bottom - top, _COARSE)
        luma = [planes.y] if solid else [planes.y, planes.clear]
        _lay(frame.y[top:bottom, left:right], *_dimmed(place.light, *self._sample(luma, across, down)))

        # H.264's chroma samples lie on the left pixel of a pair, and between two rows.
        across = _Axis(scale, (scale * (x + 1) + place.left - 0.5) / 2, left // 2, (right - left) // 2, 2 * _COARSE)
        down = _Axis(scale, (scale * (y + 1) + place.top - 1) / 2, top // 2, (bottom - top) // 2, 2 * _COARSE)
        (colour,) = self._sample([planes.colour], across, down)
        clear = [] if solid else [cv2.extractChannel(colour, 2)]
        part = (slice(top // 2, bottom // 2), slice(left // 2, right // 2))
        for channel, target in enumerate((frame.u[part], frame.v[part])):
            _lay(target, *_dimmed(place.light, cv2.extractChannel(colour, channel), *clear))

    def _sample(self, planes: Sequence[Plane], across: _Axis, down: _Axis) -> list[Plane]:
        """Return what is seen of ``planes``, which have one shape; valid until the next are sampled."""
        x, y = across.cut(planes[0].shape[1]), down.cut(planes[0].shape[0])
        if x is None or y is None:
            matrix = np.array(
                [[across.scale, 0, across.shift - across.first], [0, down.scale, down.shift - down.first]]
            )
            size, flags = (across.size, down.size), cv2.INTER_CUBIC
            return [
                cv2.warpAffine(plane, matrix, size, flags=flags, borderMode=cv2.BORDER_REPLICATE) for plane in planes
            ]
        seen = []
        for index, plane in enumerate(planes):
            target = self._buffer(f"{plane.ndim} {index}", (y[1], x[1], *plane.shape[2:]))
            fx, fy = across.scale, down.scale
            cv2.resize(plane[y[0], x[0]], None, dst=target, fx=fx, fy=fy, interpolation=cv2.INTER_CUBIC)
            seen.append(target[y[2] : y[2] + down.size, x[2] : x[2] + across.size])
        return seen

    def _buffer(self, name: str, shape: tuple[int, ...]) -> Plane:
        """Return memory of this shape: fresh memory for each picture costs as much time as drawing it."""
        size = int(np.prod(shape))
        if name not in self._buffers or self._buffers[name].size < size:
            self._buffers[name] = np.empty(size, np.uint8)
        return self._buffers[name][:size].reshape(shape)


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
        _lay(target, *_dimmed(opacity, seen, through))


def _dimmed(light: float, seen: Plane, *clear: Plane) -> tuple[Plane, ...]:
    """Return what is ``seen`` and how ``clear`` it is, if there, with ``light`` (0..1) of it left."""
    if light == 1:
        return seen, *clear
    through = [cv2.convertScaleAbs(plane, alpha=light, beta=255 * (1 - light)) for plane in clear]
    return cv2.convertScaleAbs(seen, alpha=light), *through


def _lay(target: Plane, seen: Plane, clear: Plane | None = None) -> None:
    """Lay premultiplied ``seen`` over ``target``, of which ``clear`` shines through."""
    if clear is None:
        target[:] = seen
    else:
        cv2.multiply(target, clear, dst=target, scale=1 / 255)
        cv2.add(target, seen, dst=target)


def _seen(frame: _Box, sheet: Sheet, place: Placement) -> Iterator[tuple[_Box, bool]]:
    """Yield where the parts of ``sheet`` are seen, and whether they are opaque; neighbours abut."""
    for part in sheet.parts:
        box = _Box(
            max(frame.left, _even(place.scale * (sheet.x + part.left) + place.left)),
            max(frame.top, _even(place.scale * (sheet.y + part.top) + place.top)),
            min(frame.right, _even(place.scale * (sheet.x + part.right) + place.left)),
            min(frame.bottom, _even(place.scale * (sheet.y + part.bottom) + place.top)),
        )
        if box.left < box.right and box.top < box.bottom:
            yield box, part.solid and place.light == 1


def _even(x: float) -> int:
    """Return the even number below ``x``."""
    return int(x // 2) * 2
