"""Rendering SVG with ThorVG's C API into arrays, on one thread.

The package's own classes make a new ctypes type for every size of picture and keep it for ever; only its library is
used here.
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from thorvg_python.engine import Engine

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PREMULTIPLIED, _STRAIGHT = 0, 2
"""``Tvg_Colorspace``: bytes in the order red, green, blue, alpha."""
_POINTER, _INT, _FLOAT, _BOOL = ctypes.c_void_p, ctypes.c_uint32, ctypes.c_float, ctypes.c_bool
_CREATORS = {"tvg_swcanvas_create": (ctypes.c_int,), "tvg_picture_new": ()}
_ACTIONS = {
    "tvg_swcanvas_set_target": (_POINTER, _POINTER, _INT, _INT, _INT, ctypes.c_int),
    "tvg_picture_load_data": (_POINTER, ctypes.c_char_p, _INT, ctypes.c_char_p, ctypes.c_char_p, _BOOL),
    "tvg_picture_set_size": (_POINTER, _FLOAT, _FLOAT),
    "tvg_canvas_add": (_POINTER, _POINTER),
    "tvg_canvas_draw": (_POINTER, _BOOL),
    "tvg_canvas_sync": (_POINTER,),
    "tvg_canvas_destroy": (_POINTER,),
}


def render_svg(svg: str, width: int, height: int, premultiplied: bool = False) -> NDArray[np.uint8]:
    """Return the drawing stretched to a picture, RGBA, shape [height, width, 4].

    Raises:
        ValueError: ThorVG cannot read the drawing.
    """
    library = _library()
    picture = np.zeros((height, width, 4), np.uint8)
    data = svg.encode()
    canvas = library.tvg_swcanvas_create(1)
    paint = library.tvg_picture_new()
    space = _PREMULTIPLIED if premultiplied else _STRAIGHT
    try:
        results = [
            library.tvg_swcanvas_set_target(canvas, picture.ctypes.data, width, width, height, space),
            library.tvg_picture_load_data(paint, data, len(data), b"svg", None, True),
            library.tvg_picture_set_size(paint, width, height),
            library.tvg_canvas_add(canvas, paint),
            library.tvg_canvas_draw(canvas, False),
            library.tvg_canvas_sync(canvas),
        ]
    finally:
        library.tvg_canvas_destroy(canvas)
    if any(results):
        raise ValueError(f"ThorVG cannot render a drawing (results {results}): {svg[:120]}")
    return picture


@cache
def _library() -> ctypes.CDLL:
    """Return the initialised library, the types of its functions declared."""
    library: ctypes.CDLL = _engine().thorvg_lib
    for name, arguments in (_CREATORS | _ACTIONS).items():
        function = getattr(library, name)
        function.argtypes = arguments
        function.restype = _POINTER if name in _CREATORS else ctypes.c_int
    return library


@cache
def _engine() -> Engine:
    return Engine(threads=0)
