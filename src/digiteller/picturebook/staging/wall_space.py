"""Where on the wall of a room something may hang."""

from __future__ import annotations

import math

from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.drawing.vector import Box
from digiteller.picturebook.scenery.drawings import wall_decor, windows
from digiteller.picturebook.scenery.interior import room_size
from digiteller.picturebook.scenery.settings import Draw, indoors
from digiteller.picturebook.staging.extents import shared

_PANEL, _FLOOR = 0.49, 0.71
"""Where the wall's panels begin and its furniture stands, in shares of a page's height."""
_COLUMNS = 19
_WINDOWS: set[Draw] = {wall_decor.great_window, windows.plain_window, windows.porthole, windows.slit}


def window_place(setting: str, frame: Canvas) -> tuple[float, float, float] | None:
    """Return the middle of a room's window across and down the page, and its height, in pixels; None without one."""
    for draw, tall, across, up in indoors()[setting].hung if setting in indoors() else ():
        if draw in _WINDOWS:
            return frame.width * across, frame.height * _PANEL * (1 - 0.9 * up), room_size(frame) * tall
    return None


def own_pictures(setting: str, frame: Canvas) -> list[tuple[float, float, float]]:
    """Return the middles across and down the page of a room's own framed pictures, and their heights, in pixels."""
    hung = indoors()[setting].hung if setting in indoors() else ()
    return [
        (frame.width * across, frame.height * _PANEL * (1 - 0.9 * up), room_size(frame) * tall)
        for draw, tall, across, up in hung
        if draw is wall_decor.frame
    ]


def wall_columns(
    setting: str, frame: Canvas, size: tuple[float, float], top: float, most: float = math.inf
) -> list[float]:
    """Return the middles of where something of ``size`` (width, height) may hang, in pixels, the freest first.

    ``top`` is how far down the page its upper edge is. No column is over a window unless there is no other; none is as
    much over something as ``most``, from 0 for a free wall to 1 and more, and so there may be none at all.
    """
    wide, high = size
    low, reach = frame.width * 0.03 + wide / 2, frame.width * 0.94 - wide
    columns = [low + max(0.0, reach) * at / (_COLUMNS - 1) for at in range(_COLUMNS)]
    taken = _taken(setting, frame)

    def cost(x: float) -> float:
        mine = (x - wide / 2, top, x + wide / 2, top + high)
        hidden = sum(weight * shared(mine, box) for box, weight in taken)
        return hidden / (wide * high) + 0.05 * abs(x - frame.width / 2) / frame.width

    return sorted((x for x in columns if cost(x) < most), key=cost)


def _taken(setting: str, frame: Canvas) -> list[tuple[Box, float]]:
    """Return what covers a room's wall, and how bad it is to be over or behind it."""
    room = indoors().get(setting)
    if room is None:
        return []
    size = room_size(frame)
    found: list[tuple[Box, float]] = []
    for _, tall, across in room.furniture:
        x, y, high = frame.width * across, frame.height * _FLOOR, size * tall * 1.12
        found.append(((x - high * 0.5, y - high, x + high * 0.5, y), 2.0))
    for draw, tall, across, up in room.hung:
        x, y, high = frame.width * across, frame.height * _PANEL * (1 - 0.9 * up), size * tall
        window = draw in _WINDOWS
        wide = high * (0.75 if window else 0.5)
        found.append(((x - wide, y - high * 0.6, x + wide, y + high * 0.6), 3.0 if window else 1.0))
    if room.lamp:
        x = frame.width * room.lamp
        found.append(((x - size * 0.06, 0, x + size * 0.06, frame.height * 0.24), 2.0))
    return found
