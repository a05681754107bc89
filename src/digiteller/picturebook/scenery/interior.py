"""Rooms: the wall, what hangs on it, and the furniture."""

from __future__ import annotations

import math

from digiteller.picturebook.drawing.canvas import Canvas, VectorLayer
from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.vector import box, ellipse, path, stroke
from digiteller.picturebook.scenery.drawings import (
    carriages,
    furniture,
    nooks,
    public_rooms,
    theatre,
    town_hall,
    wall_decor,
    windows,
)
from digiteller.picturebook.scenery.settings import Draw, Indoors, indoors
from digiteller.picturebook.scenery.shells import draw_shell
from digiteller.picturebook.scenery.viewpoint import Viewpoint

FURNITURE_FOOT = 0.71
"""How far down the page furniture stands, in shares of its height."""


def furniture_height(tall: float, frame: Canvas) -> float:
    """Return the height of furniture that the settings give as ``tall``, in pixels."""
    return room_size(frame) * tall * 1.12


def room_size(frame: Canvas) -> float:
    """Return the side that sizes of furniture are shares of."""
    return min(frame.size, frame.width * 0.8) * 1.16


def bed_place(setting: str, frame: Canvas) -> tuple[float, float, float] | None:
    """Return the middle of a room's bed, the height of its mattress on the page, and its length; None without one."""
    place = _place_of(furniture.bed, setting, frame)
    return place and (place[0], place[1] - place[2] * 0.5, place[2] * 2.3)


def table_place(setting: str, frame: Canvas) -> tuple[float, float, float] | None:
    """Return the middle of a room's table, the height of its top on the page, and its length; None without one."""
    place = _place_of(furniture.table, setting, frame)
    return place and (place[0], place[1] - place[2] * 0.91, place[2] * 1.7)


def _place_of(piece: Draw, setting: str, frame: Canvas) -> tuple[float, float, float] | None:
    """Return where a piece of furniture stands and how high it is."""
    for draw, tall, across in indoors()[setting].furniture if setting in indoors() else ():
        if draw is piece:
            return frame.width * across, frame.height * FURNITURE_FOOT, furniture_height(tall, frame)
    return None


def draw_room(room: Indoors, frame: Canvas, hand: Hand, view: Viewpoint) -> list[VectorLayer]:
    """Return the wall and the furniture: two layers, the same on every page of a story but for the hour."""
    floor, panel = frame.height * 0.66, frame.height * 0.49
    wall = [_wall(room, frame, view.hand(hand, "wall"), floor)]
    if room.shell:
        wall.append(draw_shell(room.shell, room.wall, frame, view.hand(hand, "shell"), floor))
    if not (room.stone or room.metal or room.shell in _WHOLE):
        wall.append(_wainscot(room, frame, hand, panel, floor))
    wall += [_boards(room, frame, hand, floor), _hangings(room, frame, hand, view, panel)]
    size = room_size(frame)
    front = []
    if room.rug:
        front.append(furniture.rug(view.hand(hand, "rug"), frame.width * 0.5, frame.height * 0.87, size * 0.13, 0.0))
    shade = hand.mix.round("#1c100c88", "#1c100c00")
    for at, (draw, tall, across) in enumerate(room.furniture):
        x, y = frame.width * across, frame.height * FURNITURE_FOOT
        front.append(ellipse(x, y + frame.unit * 2, size * tall * 0.75, frame.height * 0.025, shade))
        front.append(draw(view.hand(hand, f"{draw.__name__} {at}"), x, y, furniture_height(tall, frame), 0.0))
    if room.lamp:
        front.append(wall_decor.hanging_lamp(hand, frame.width * room.lamp, frame.height * 0.2, size * 0.07, 0.0))
    sheets = [
        VectorLayer("room", "".join(wall), frame.bounds(), 2.2, hand.mix, 0.5, 0.6),
        VectorLayer("furniture", "".join(front), frame.bounds(), 1.4, hand.mix, 0.6, 0.7),
    ]
    if hand.light.dark > 0.3 and hand.lit:
        sheets.append(_evening(room, frame, hand))
    return sheets


EVENING_SHADE = "#17123c"
_DUSK = (0.0, 0.12, 0.42, 0.62, 0.7, 0.7)
"""How dark it is from the lamps outwards, in even steps."""


def _evening(room: Indoors, frame: Canvas, hand: Hand) -> VectorLayer:
    """Return the dusk in a room's corners, away from its lamps and fires."""
    x, y, reach = _lamplight(room, frame, hand)
    shade = hand.mix.round(*(EVENING_SHADE + f"{round(255 * share * hand.light.dark * 0.72):02x}" for share in _DUSK))
    disc = ellipse(x, y, reach, reach, shade)
    return VectorLayer("evening", disc, frame.bounds(), 1.36, hand.mix, dry=True)


def evening_share(room: Indoors, frame: Canvas, hand: Hand, x: float, y: float) -> float:
    """Return how much the evening takes of the light at a place on the page, in 0..1."""
    middle, height, reach = _lamplight(room, frame, hand)
    step = min(1.0, math.hypot(x - middle, y - height) / reach) * (len(_DUSK) - 1)
    at = min(int(step), len(_DUSK) - 2)
    return (_DUSK[at] + (_DUSK[at + 1] - _DUSK[at]) * (step - at)) * hand.light.dark * 0.72


def _lamplight(room: Indoors, frame: Canvas, hand: Hand) -> tuple[float, float, float]:
    """Return the middle of the light of a room's lamps and fires, and how far it reaches, in pixels."""
    fires = [x for what, x, _, _ in hand.spots if what in {"fire", "lamp"}]
    x, y = (frame.width * room.lamp, frame.height * 0.34) if room.lamp else (frame.width * 0.5, frame.height * 0.5)
    if fires:
        x = (x + sum(fires) / len(fires)) / 2
    return x, y, max(frame.width, frame.height) * 1.3


def _wall(room: Indoors, frame: Canvas, hand: Hand, floor: float) -> str:
    """Return the wall, brighter on the light's side: of stones, or papered."""
    left, top, right, _ = frame.beyond()
    shades = [hand.tone(room.wall, 0, value) for value in (1.04, 0.95, 0.74)]
    parts = [box(left, top, right - left, floor - top, hand.mix.across(*shades[:: 1 if hand.light.side < 0 else -1]))]
    if room.shell in _WHOLE:
        return "".join(parts)
    if room.metal:
        return "".join(parts) + _panels(room, frame, hand, floor)
    if room.stone:
        wide, high = frame.unit * 60, frame.unit * 26
        for _ in range(90):
            color = hand.tone(room.wall, 0, hand.any(0.86, 1.08))
            parts.append(box(hand.any(left, right), hand.any(top, floor), wide, high, color, 4, 'opacity=".6"'))
        return "".join(parts)
    step = frame.width / 26
    color = hand.tone(room.wall, 0, 0.88)
    for column in range(int((right - left) / step) + 1):
        for row in range(int((floor - top) / step) + 1):
            x, y = left + step * (column + 0.5 * (row % 2)), top + step * row
            parts.append(ellipse(x, y, step * 0.09, step * 0.13, color, 'opacity=".5"'))
    return "".join(parts)


def _panels(room: Indoors, frame: Canvas, hand: Hand, floor: float) -> str:
    """Return riveted plates with a strip of light."""
    left, top, right, _ = frame.beyond()
    parts, step = [], frame.width / 8
    seam = hand.tone(room.wall, 0, 0.72)
    for column in range(int((right - left) / step) + 1):
        x = left + step * column
        parts.append(box(x, top, frame.unit * 3, floor - top, seam))
        for row in range(9):
            y = top + (floor - top) * (row + 0.5) / 9
            parts.append(ellipse(x + frame.unit * 12, y, frame.unit * 2.6, frame.unit * 2.6, seam))
    y = frame.height * 0.5
    parts.append(
        box(
            left,
            y - frame.unit * 26,
            right - left,
            frame.unit * 52,
            hand.mix.down("#8ff0ff00", "#8ff0ff50", "#8ff0ff00"),
        )
    )
    parts.append(box(left, y - frame.unit * 4, right - left, frame.unit * 8, "#c4f8ff"))
    return "".join(parts)


def _wainscot(room: Indoors, frame: Canvas, hand: Hand, top: float, floor: float) -> str:
    left, _, right, _ = frame.beyond()
    fill = hand.mix.down(hand.tone(room.wainscot, 0, 1.02), hand.tone(room.wainscot, 0, 0.8))
    parts = [
        box(left, top, right - left, floor - top, fill),
        box(left, top - frame.unit * 6, right - left, frame.unit * 12, hand.tone(room.wainscot, 0, 1.2)),
    ]
    groove = hand.tone(room.wainscot, 0, 0.7)
    for index in range(22):
        x = left + (right - left) * index / 21
        parts.append(box(x, top, frame.unit * 2.4, floor - top, groove, 0, 'opacity=".6"'))
    return "".join(parts)


def _boards(room: Indoors, frame: Canvas, hand: Hand, floor: float) -> str:
    """Return the floor in perspective, with its skirting board and the shadow under the wall."""
    left, _, right, bottom = frame.beyond()
    fill = hand.mix.down(*(hand.tone(room.floor, 0, value) for value in (0.8, 1.04, 0.78)))
    parts = [box(left, floor, right - left, bottom - floor, fill)]
    middle = frame.width * 0.5
    for index in range(-8, 26):
        x = frame.width * index / 18 - middle
        line = [(middle + x * 0.72, floor), (middle + x * 1.7, bottom)]
        parts.append(stroke(line, hand.tone(room.floor, 0, 0.6), frame.unit * 2, extra='opacity=".55"'))
    skirting = hand.tone(room.wainscot, 0, 0.62)
    parts.append(box(left, floor - frame.unit * 12, right - left, frame.unit * 14, skirting))
    parts.append(box(left, floor, right - left, frame.height * 0.05, hand.mix.down("#2a1a1466", "#2a1a1400")))
    return "".join(parts)


def _hangings(room: Indoors, frame: Canvas, hand: Hand, view: Viewpoint, panel: float) -> str:
    """Return what hangs on the wall, and the light that falls through the window."""
    size = room_size(frame)
    parts = []
    for at, (draw, tall, across, up) in enumerate(room.hung):
        own, x = view.hand(hand, f"{draw.__name__} hung {at}"), frame.width * across
        if draw in _WINDOWS:
            y = panel * (1 - 0.9 * up)
            parts.append(
                wall_decor.great_window(own, x, y, size * tall, 0.0, room.stone)
                if draw is wall_decor.great_window
                else draw(own, x, y, size * tall, 0.0)
            )
            if draw not in _DIM and not (draw is wall_decor.great_window and wall_decor.curtains_drawn(hand)):
                parts.append(_beam(frame, hand, x, panel, size))
        elif frame.width > frame.height or abs(across - 0.5) < 0.28 or draw in _TALL:
            y = frame.height * 0.06 if draw is wall_decor.banner else panel * (1 - 0.9 * up)
            high = size * tall
            if draw is theatre.stage_curtain:
                y, high = frame.height * 0.68, frame.height * 0.78
            parts.append(draw(own, x, y, high, 0.0))
    return "".join(parts)


_WHOLE = {"boards", "canvas", "coach", "earth", "glass", "lantern room", "lockers", "tunnel"}
"""Shells that need no wallpaper under them and no panels before them."""
_WINDOWS = {wall_decor.great_window, windows.plain_window, windows.porthole, windows.slit}
_WINDOWS |= {carriages.wide_window, carriages.bus_window, carriages.cabin_window, carriages.ship_porthole}
_WINDOWS |= {nooks.round_window, public_rooms.stained_window, windows.earth_window}
_DIM = {windows.porthole, windows.earth_window, carriages.cabin_window, carriages.ship_porthole, nooks.round_window}
"""Windows too small to cast a light on the floor."""
_FROM_ABOVE = {nooks.lantern_hung, nooks.hanging_basket, town_hall.chandelier}
_TALL = {theatre.stage_curtain, theatre.valance, *_FROM_ABOVE}
"""What a narrow page has room for too."""


def _beam(frame: Canvas, hand: Hand, x: float, top: float, size: float) -> str:
    """Return the light of the sun or moon on the wall and the floor; an overcast day has hardly any."""
    bottom = frame.beyond()[3]
    foot = x - hand.light.side * frame.width * 0.16
    shape = [(x - size * 0.14, top), (x + size * 0.14, top), (foot + size * 0.3, bottom), (foot - size * 0.24, bottom)]
    bright = hand.weather in {"clear", "wind"}
    color, strength = ("#fff2c4", 0.34) if hand.light.dark < 0.9 else ("#bcd0ff", 0.22)
    strength *= 1.0 if bright else 0.35
    shares = (0.0, strength, strength * 0.5)
    if bright and hand.light.dark < 0.9:
        hand.spots.append(("beam", x, frame.height * 0.4, foot))
    light = path(shape, hand.mix.down(*(color + f"{round(255 * share):02x}" for share in shares)), smooth=False)
    # The window's panes on the floor.
    panes, y = [], frame.height * 0.74
    for row in range(2):
        for column in (-1, 0):
            left = foot + size * (0.17 * column + 0.02) + (x - foot) * 0.35 - hand.light.side * size * 0.05 * row
            low = y + frame.height * 0.075 * row
            corners = [(left, low), (left + size * 0.14, low)]
            corners += [(px - hand.light.side * size * 0.05, low + frame.height * 0.065) for px, _ in corners[::-1]]
            panes.append(path(corners, color, smooth=False, extra=f'opacity="{strength * 0.8:.2f}"'))
    return light + "".join(panes)
