"""Layers as the compositor wants them: premultiplied planes of limited-range BT.709 YUV 4:2:0, and their parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from digiteller.render.picture.opaque_regions import CELL, Cells, Region, cells_of, parts_of
from digiteller.story import Layer, Motion

if TYPE_CHECKING:
    from cv2.typing import MatLike as Plane
    from numpy.typing import NDArray

MARGIN = 64
"""Transparent pixels around a sheet, so that sampling near its edge stays inside it."""
_CUT_OFF = 32
"""Pixels of an edge that must be opaque to call the drawing cut off there."""
_COARSE = 4
"""Every such pixel tells well enough where a figure is."""
_ALIKE = 1.12
"""Layers whose distances differ by no more than this factor move as one: no eye tells them apart, feet stay where they
stand, and one sheet is drawn sooner than two."""

# ITU-R BT.709, 8 bits, limited range, from R, G and B; the last column is added.
_KR, _KG, _KB = 0.2126, 0.7152, 0.0722
_BLUE, _RED = 224 / 255 / (2 * (1 - _KB)), 224 / 255 / (2 * (1 - _KR))
_YUV = np.array(
    [
        [_KR * 219 / 255, _KG * 219 / 255, _KB * 219 / 255, 16],
        [-_KR * _BLUE, -_KG * _BLUE, (1 - _KB) * _BLUE, 128],
        [(1 - _KR) * _RED, -_KG * _RED, -_KB * _RED, 128],
    ]
)
BLACK = (16, 128, 128)


class Planes(NamedTuple):
    """A picture with alpha: the colours are premultiplied by it, and ``clear``, 255 - alpha, is what shines through."""

    y: Plane
    clear: Plane
    u: Plane
    """This and the next two at half the resolution."""
    v: Plane
    half_clear: Plane


class Edges(NamedTuple):
    """Something for each edge."""

    left: bool
    top: bool
    right: bool
    bottom: bool


class Weight(NamedTuple):
    """The middle of something, in pixels of the frame, and how many pixels it has."""

    x: float
    y: float
    area: float


@dataclass(frozen=True)
class Sheet:
    """Layers at about one depth. Positions are frame pixels at rest."""

    planes: Planes
    corner: tuple[int, int]
    """Where in the sheet the planes' upper left corner is: even numbers. They reach
    ``MARGIN`` further than the parts."""
    x: int
    y: int
    width: int
    height: int
    depth: float
    cells: Cells
    cut_off: Edges
    """Where the drawing goes up to the sheet's edge, so that the camera must not see past it."""
    figures: Weight
    """What of it stands wholly inside the frame."""
    motion: Motion | None = None
    acts: int | None = None
    """The number of the page's layer whose figure it is, if that acts."""

    @cached_property
    def parts(self) -> tuple[Region, ...]:
        """Rectangles that hold all that is worth drawing, and do not overlap."""
        return parts_of(self.cells)

    @cached_property
    def addresses(self) -> tuple[int, ...]:
        """Where the planes and the kinds of the cells lie in memory, each row after the other without gaps.

        Raises:
            ValueError: they do not lie so, or have not the sizes that belong together.
        """
        y, u, found = self.planes.y.shape, self.planes.u.shape, (*self.planes, self.kinds)
        wished = (y, y, u, u, u, (-(-self.height // CELL), -(-self.width // CELL)))
        for plane, shape in zip(found, wished, strict=True):
            if plane.shape != shape or plane.dtype != np.uint8 or not plane.flags.c_contiguous:
                raise ValueError(f"a plane of a sheet is {plane.dtype} {plane.shape}, not uint8 {shape} without gaps")
        return tuple(plane.ctypes.data for plane in found)

    @cached_property
    def kinds(self) -> NDArray[np.uint8]:
        """What is in each cell: 0 for nothing, 1 for something, 2 for what is all opaque."""
        return self.cells.used * (1 + self.cells.solid.astype(np.uint8))


def make_sheets(layers: Iterable[Layer], size: tuple[int, int]) -> tuple[Sheet, ...]:
    """Return the sheets of ``layers``, back to front, for frames of ``size``.

    Neighbours at about the same distance become one, unless they move by themselves.
    """
    return tuple(_sheet(group, size) for group in _alike(layers))


def _alike(layers: Iterable[Layer]) -> Iterator[list[Layer]]:
    group: list[Layer] = []
    for layer in layers:
        if group and (layer.motion or group[0].motion or not _near(layer.depth, *(other.depth for other in group))):
            yield group
            group = []
        group.append(layer)
    if group:
        yield group


def _near(*depths: float) -> bool:
    return max(depths) <= _ALIKE * min(depths)


def _sheet(layers: Sequence[Layer], size: tuple[int, int]) -> Sheet:
    x, y = min(layer.x for layer in layers), min(layer.y for layer in layers)
    right = max(layer.x + layer.image.shape[1] for layer in layers)
    bottom = max(layer.y + layer.image.shape[0] for layer in layers)
    if len(layers) == 1:
        rgba = np.asarray(cv2.cvtColor(layers[0].image, cv2.COLOR_RGBA2mRGBA), np.uint8)
    else:
        rgba = np.zeros((bottom - y, right - x, 4), np.uint8)
        for layer in layers:
            height, width = layer.image.shape[:2]
            _lay(rgba[layer.y - y : layer.y - y + height, layer.x - x : layer.x - x + width], layer.image)
    alpha = np.asarray(cv2.extractChannel(rgba, 3), np.uint8)
    cut_off = Edges(*((edge > 127).sum() > _CUT_OFF for edge in (alpha[:, 0], alpha[0], alpha[:, -1], alpha[-1])))
    outside = Edges(x <= 0, y <= 0, right >= size[0], bottom >= size[1])
    cells = cells_of(alpha, [cut and out for cut, out in zip(cut_off, outside, strict=True)])
    return Sheet(
        _planes(rgba, MARGIN),
        (-MARGIN, -MARGIN),
        x,
        y,
        right - x,
        bottom - y,
        min((layer.depth for layer in layers), key=lambda depth: abs(depth - 1)),
        cells,
        cut_off,
        _figures(layers, size),
        layers[0].motion,
    )


def _lay(target: NDArray[np.uint8], image: NDArray[np.uint8]) -> None:
    """Lay an RGBA picture with straight alpha over a premultiplied one of the same size."""
    clear = cv2.bitwise_not(cv2.extractChannel(image, 3))
    behind = cv2.multiply(target, cv2.merge([clear] * 4), scale=1 / 255)
    cv2.add(behind, cv2.cvtColor(image, cv2.COLOR_RGBA2mRGBA), dst=target)


def _figures(layers: Sequence[Layer], size: tuple[int, int]) -> Weight:
    found = [Weight(0, 0, 0)]
    for layer in layers:
        if layer.x > 0 or layer.x + layer.image.shape[1] < size[0]:
            moments = cv2.moments(layer.image[::_COARSE, ::_COARSE, 3].copy(), binaryImage=True)
            count = moments["m00"]
            if count:
                x, y = (_COARSE * moments[name] / count for name in ("m10", "m01"))
                found.append(Weight(layer.x + x, layer.y + y, count * _COARSE**2))
    area = sum(weight.area for weight in found)
    x, y = (sum(weight[axis] * weight.area for weight in found) / (area or 1) for axis in (0, 1))
    return Weight(x, y, area)


def to_planes(rgba: NDArray[np.uint8]) -> Planes:
    """Return the planes of an RGBA picture with straight alpha, made even at the right and the bottom."""
    return _planes(cv2.cvtColor(rgba, cv2.COLOR_RGBA2mRGBA), 0)


def _planes(premultiplied: Plane, margin: int) -> Planes:
    right, bottom = margin + premultiplied.shape[1] % 2, margin + premultiplied.shape[0] % 2
    padded = cv2.copyMakeBorder(premultiplied, margin, bottom, margin, right, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0))
    half = cv2.resize(padded, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    clear, half_clear = (cv2.bitwise_not(cv2.extractChannel(sheet, 3)) for sheet in (padded, half))
    y, _, _ = _premultiplied_yuv(padded, clear)
    _, u, v = _premultiplied_yuv(half, half_clear)
    return Planes(y, clear, u, v, half_clear)


def _premultiplied_yuv(rgba: Plane, clear: Plane) -> list[Plane]:
    """Return Y, U and V of a premultiplied picture: their offsets too count only as far as it is opaque."""
    planes = cv2.split(cv2.transform(cv2.cvtColor(rgba, cv2.COLOR_RGBA2RGB), _YUV))
    return [
        cv2.subtract(plane, cv2.convertScaleAbs(clear, alpha=offset / 255))
        for plane, offset in zip(planes, BLACK, strict=True)
    ]
