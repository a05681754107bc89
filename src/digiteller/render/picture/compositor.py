"""Draws sheets through a camera: sub-pixel, in planar YUV 4:2:0, as fast as two cores without a GPU allow."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from digiteller.render.picture import c_drawing
from digiteller.render.picture.frame import Axis, Frame, Placement, PlaneView
from digiteller.render.picture.opaque_regions import Patch, Region
from digiteller.render.picture.yuv_planes import Planes, Sheet

if TYPE_CHECKING:
    from cv2.typing import MatLike as Plane


class _Box(NamedTuple):
    """A rectangle of the frame, its edges even numbers."""

    left: int
    top: int
    right: int
    bottom: int

    def of(self, plane: Plane, whole: _Box | None = None) -> Plane:
        """Return this of a plane that shows ``whole``, or else the frame."""
        left, top = whole[:2] if whole else (0, 0)
        return plane[self.top - top : self.bottom - top, self.left - left : self.right - left]

    def halved(self) -> _Box:
        """Return this in a plane of half the resolution."""
        return _Box(*(edge // 2 for edge in self))


def _view(sheet: Sheet, place: Placement) -> PlaneView:
    scale, planes = place.scale, sheet.planes
    x, y = sheet.x + sheet.corner[0], sheet.y + sheet.corner[1]
    (height, width), (half_height, half_width) = planes.y.shape, planes.u.shape
    # H.264's chroma samples lie on the left pixel of a pair, and between two rows.
    return PlaneView(
        (
            Axis(scale, scale * (x + 0.5) + place.left - 0.5, width),
            Axis(scale, scale * (y + 0.5) + place.top - 0.5, height),
        ),
        (
            Axis(scale, (scale * (x + 1) + place.left - 0.5) / 2, half_width),
            Axis(scale, (scale * (y + 1) + place.top - 1) / 2, half_height),
        ),
    )


class Compositor:
    """Draws frames; keeps the buffers that it works in, so each thread needs its own."""

    def __init__(self) -> None:
        self._buffers: dict[str, Plane] = {}

    def compose(self, frame: Frame, sheets: Sequence[Sheet], placements: Sequence[Placement]) -> None:
        """Draw ``sheets``, back to front, each where its placement says; what they leave free is black."""
        views = [_view(sheet, place) for sheet, place in zip(sheets, placements, strict=True)]
        if c_drawing.draws(placements):
            c_drawing.draw(frame, sheets, placements, views)
            return
        frame.clear()
        whole = _Box(0, 0, frame.width, frame.height)
        for sheet, place, view in zip(sheets, placements, views, strict=True):
            for part in sheet.parts:
                box = _seen(whole, part, sheet, place)
                if box is not None:
                    self._draw(frame, sheet, place, view, part, box)

    def _draw(self, frame: Frame, sheet: Sheet, place: Placement, view: PlaneView, part: Region, box: _Box) -> None:
        """Draw what of a part of ``sheet`` falls in ``box``."""
        half, planes = box.halved(), sheet.planes
        luma = self._sample("luma", planes.y, view.luma, box)
        u, v, through = (
            self._sample(name, plane, view.colour, half)
            for name, plane in (("u", planes.u), ("v", planes.v), ("half clear", planes.half_clear))
        )
        for patch in part.patches:
            inner = _seen(box, patch, sheet, place)
            if inner is None:
                continue
            solid = patch.solid and place.light == 1
            clear = None if solid else self._sample("clear", planes.clear, view.luma, inner)
            _lay(inner.of(frame.y), inner.of(luma, box), clear, place.light)
            inner = inner.halved()
            clear = None if solid else inner.of(through, half)
            for target, seen in ((frame.u, u), (frame.v, v)):
                _lay(inner.of(target), inner.of(seen, half), clear, place.light)

    def _sample(self, name: str, plane: Plane, axes: tuple[Axis, Axis], box: _Box) -> Plane:
        """Return what is seen of ``plane`` in ``box``; valid until the next of this name is sampled."""
        across, down = axes
        width, height = box.right - box.left, box.bottom - box.top
        columns, rows = across.cut(box.left, width), down.cut(box.top, height)
        if columns is None or rows is None:
            matrix = np.array([[across.scale, 0, across.shift - box.left], [0, down.scale, down.shift - box.top]])
            flags, border = cv2.INTER_CUBIC, cv2.BORDER_REPLICATE
            return cv2.warpAffine(plane, matrix, (width, height), flags=flags, borderMode=border)
        made = self._buffer(name, (rows.made, columns.made, *plane.shape[2:]))
        source = plane[rows.source, columns.source]
        cv2.resize(source, (columns.made, rows.made), dst=made, interpolation=cv2.INTER_CUBIC)
        return made[rows.dropped : rows.dropped + height, columns.dropped : columns.dropped + width]

    def _buffer(self, name: str, shape: tuple[int, ...]) -> Plane:
        """Return memory of this shape: fresh memory for each picture costs as much time as drawing it."""
        size = math.prod(shape)
        if name not in self._buffers or self._buffers[name].size < size:
            self._buffers[name] = np.empty(size, np.uint8)
        return self._buffers[name][:size].reshape(shape)


def stamp(frame: Frame, planes: Planes, x: int, y: int, opacity: float) -> None:
    """Lay ``planes``, which have no margin, over the frame at (x, y), even numbers, as opaque (0..1) as asked."""
    height, width = planes.y.shape
    part = (slice(y // 2, (y + height) // 2), slice(x // 2, (x + width) // 2))
    _lay(frame.y[y : y + height, x : x + width], planes.y, planes.clear, opacity)
    _lay(frame.u[part], planes.u, planes.half_clear, opacity)
    _lay(frame.v[part], planes.v, planes.half_clear, opacity)


def _lay(target: Plane, seen: Plane, clear: Plane | None, light: float = 1.0) -> None:
    """Lay premultiplied ``seen`` over ``target``, of which ``clear`` shines through; ``light`` (0..1) of it is left."""
    if clear is None:
        target[:] = seen
        return
    if light < 1:
        seen = cv2.convertScaleAbs(seen, alpha=light)
        clear = cv2.convertScaleAbs(clear, alpha=light, beta=255 * (1 - light))
    cv2.multiply(target, clear, dst=target, scale=1 / 255)
    cv2.add(target, seen, dst=target)


def _seen(frame: _Box, piece: Region | Patch, sheet: Sheet, place: Placement) -> _Box | None:
    """Return where in ``frame`` a piece of ``sheet`` is seen, if anywhere; neighbours abut."""
    box = _Box(
        max(frame.left, _even(place.scale * (sheet.x + piece.left) + place.left)),
        max(frame.top, _even(place.scale * (sheet.y + piece.top) + place.top)),
        min(frame.right, _even(place.scale * (sheet.x + piece.right) + place.left)),
        min(frame.bottom, _even(place.scale * (sheet.y + piece.bottom) + place.top)),
    )
    return box if box.left < box.right and box.top < box.bottom else None


def _even(x: float) -> int:
    """Return the even number below ``x``."""
    return int(x // 2) * 2
