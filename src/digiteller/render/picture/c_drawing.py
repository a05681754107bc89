"""Draws by ``_draw.c``, where it was compiled when digiteller was installed: the same picture, some times as fast."""

from __future__ import annotations

import ctypes
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digiteller.render.picture.frame import Frame, Placement, PlaneView
    from digiteller.render.picture.yuv_planes import Sheet

_SCALES = (0.5, 4.0)
_FURTHEST = 1e6
"""Pixels. Positions are whole numbers of 64 bits."""
_AVX2 = 11
"""OpenCV's number of it, ``CPU_AVX2``, which its Python module does not name."""
_LIT = 256
_PHASES = 256
_WEIGHT = 128
_SHARPNESS = -0.75
"""The free parameter of the cubic kernel (Keys, "Cubic convolution interpolation", 1981), as OpenCV has it."""


class _Planes(ctypes.Structure):
    _fields_ = (
        ("colour", ctypes.c_void_p * 2),
        ("clear", ctypes.c_void_p),
        ("width", ctypes.c_int32),
        ("height", ctypes.c_int32),
        ("left", ctypes.c_double),
        ("top", ctypes.c_double),
    )


class _Layer(ctypes.Structure):
    _fields_ = (
        ("planes", _Planes * 2),
        ("cells", ctypes.c_void_p),
        ("columns", ctypes.c_int32),
        ("rows", ctypes.c_int32),
        ("width", ctypes.c_int32),
        ("height", ctypes.c_int32),
        ("corner_x", ctypes.c_int32),
        ("corner_y", ctypes.c_int32),
        ("scale", ctypes.c_double),
        ("light", ctypes.c_int32),
    )


def kernel() -> NDArray[np.int16]:
    """Return the weights of 4 neighbours at every 256th of a pixel, [256, 4]; each row sums to 128."""
    half = _PHASES // 2
    after = np.arange(half + 1) / _PHASES
    apart = np.stack([1 + after, after, 1 - after, 2 - after], 1)
    a = _SHARPNESS
    inner = (a + 2) * apart**3 - (a + 3) * apart**2 + 1
    outer = a * (apart**3 - 5 * apart**2 + 8 * apart - 4)
    exact = _WEIGHT * np.where(apart <= 1, inner, outer)
    weights = np.rint(exact).astype(np.int16)
    # What rounding added to the sum is taken where it is least wrong.
    for row, wish in zip(weights, exact, strict=True):
        while (excess := np.sign(row.sum() - _WEIGHT)) != 0:
            row[np.argmax((row - wish) * excess)] -= excess
    return np.concatenate([weights, weights[half - 1 : 0 : -1, ::-1]])


def library() -> ctypes.CDLL | None:
    """Return the library for this processor, if it was made from ``_draw.c`` as it is now."""
    folder = Path(__file__).parent
    # OpenCV knows what the processor can do; both libraries draw the same.
    for name in ["_draw_avx2.so", "_draw.so"][not cv2.checkHardwareSupport(_AVX2) :]:
        try:
            library = ctypes.CDLL(str(folder / name))
            made_from = ctypes.c_uint32.in_dll(library, "source").value
            if made_from == zlib.crc32((folder / "_draw.c").read_bytes()):
                return library
        except (OSError, ValueError):
            continue
    return None


LIBRARY = library()
_KERNEL = kernel()


def draws(places: Sequence[Placement]) -> bool:
    """Whether the library is there, and draws what is seen at these places."""
    return LIBRARY is not None and all(
        _SCALES[0] <= place.scale <= _SCALES[1] and abs(place.left) < _FURTHEST and abs(place.top) < _FURTHEST
        for place in places
    )


def draw(frame: Frame, sheets: Sequence[Sheet], places: Sequence[Placement], views: Sequence[PlaneView]) -> None:
    """Draw ``sheets``, back to front, each where its view shows it; other threads may run meanwhile.

    Raises:
        MemoryError: there is none left.
    """
    assert LIBRARY is not None
    layers = (_Layer * len(sheets))(*map(_layer, sheets, places, views))
    target, table = ctypes.c_void_p(frame.data.ctypes.data), ctypes.c_void_p(_KERNEL.ctypes.data)
    if LIBRARY.draw(target, frame.width, frame.height, layers, len(sheets), table):
        raise MemoryError


def _layer(sheet: Sheet, place: Placement, view: PlaneView) -> _Layer:
    y, clear, u, v, half_clear, kinds = sheet.addresses
    (height, width), (half_height, half_width) = sheet.planes.y.shape, sheet.planes.u.shape
    luma, colour = ((across.shift, down.shift) for across, down in view)
    rows, columns = sheet.kinds.shape
    return _Layer(
        (((y, y), clear, width, height, *luma), ((u, v), half_clear, half_width, half_height, *colour)),
        kinds,
        columns,
        rows,
        sheet.width,
        sheet.height,
        *sheet.corner,
        place.scale,
        round(_LIT * place.light),
    )
