"""Rooms: the wall, what hangs on it, and the furniture."""

from __future__ import annotations

from digiteller.picturebook.drawings import furniture, walls
from digiteller.picturebook.frame import Frame, Sheet
from digiteller.picturebook.hand import Hand
from digiteller.picturebook.settings import Draw, Indoors, indoors
from digiteller.picturebook.vector import box, ellipse, path, stroke


def room_size(frame: Frame) -> float:
    """Return the side that sizes of furniture are shares of."""
    return min(frame.size, frame.width * 0.8) * 1.16


def bed_place(setting: str, frame: Frame) -> tuple[float, float, float] | None:
    """Return the middle of a room's bed, the height of its mattress on the page, and its length; None without one."""
    place = _place_of(furniture.bed, setting, frame)
    return place and (place[0], place[1] - place[2] * 0.5, place[2] * 2.3)


def table_place(setting: str, frame: Frame) -> tuple[float, float, float] | None:
    """Return the middle of a room's table, the height of its top on the page, and its length; None without one."""
    place = _place_of(furniture.table, setting, frame)
    return place and (place[0], place[1] - place[2] * 0.91, place[2] * 1.7)


def _place_of(piece: Draw, setting: str, frame: Frame) -> tuple[float, float, float] | None:
    """Return where a piece of furniture stands and how high it is."""
    for draw, tall, across in indoors()[setting].furniture if setting in indoors() else ():
        if draw is piece:
            return frame.width * across, frame.height * 0.71, room_size(frame) * tall * 1.12
    return None


def room(room: Indoors, frame: Frame, hand: Hand) -> list[Sheet]:
    """Return the wall and the furniture: two layers."""
    left, top, right, bottom = frame.beyond()
    floor = frame.height * 0.66
    side = hand.light.side
    bright, dark = hand.tone(room.wall, 0, 1.04), hand.tone(room.wall, 0, 0.74)
    wall = (
        hand.mix.across(bright, hand.tone(room.wall, 0, 0.95), dark)
        if side < 0
        else hand.mix.across(dark, hand.tone(room.wall, 0, 0.95), bright)
    )
    parts = [box(left, top, right - left, floor - top, wall)]
    if room.stone:
        for _ in range(90):
            parts.append(
                box(
                    hand.any(left, right),
                    hand.any(top, floor),
                    frame.unit * 60,
                    frame.unit * 26,
                    hand.tone(room.wall, 0, hand.any(0.86, 1.08)),
                    4,
                    'opacity=".6"',
                )
            )
    else:
        step = frame.width / 26
        for column in range(int((right - left) / step) + 1):
            for row in range(int((floor - top) / step) + 1):
                x, y = left + step * (column + 0.5 * (row % 2)), top + step * row
                parts.append(ellipse(x, y, step * 0.09, step * 0.13, hand.tone(room.wall, 0, 0.88), 'opacity=".5"'))
    panel = floor - frame.height * 0.17
    if not room.stone:
        parts.append(
            box(
                left,
                panel,
                right - left,
                floor - panel,
                hand.mix.down(hand.tone(room.wainscot, 0, 1.02), hand.tone(room.wainscot, 0, 0.8)),
            )
        )
        parts.append(box(left, panel - frame.unit * 6, right - left, frame.unit * 12, hand.tone(room.wainscot, 0, 1.2)))
        for index in range(22):
            x = left + (right - left) * index / 21
            parts.append(
                box(x, panel, frame.unit * 2.4, floor - panel, hand.tone(room.wainscot, 0, 0.7), 0, 'opacity=".6"')
            )
    parts.append(
        box(
            left,
            floor,
            right - left,
            bottom - floor,
            hand.mix.down(
                hand.tone(room.floor, 0, 0.8), hand.tone(room.floor, 0, 1.04), hand.tone(room.floor, 0, 0.78)
            ),
        )
    )
    for index in range(-8, 26):
        x = frame.width * (index / 18)
        parts.append(
            stroke(
                [
                    (frame.width * 0.5 + (x - frame.width * 0.5) * 0.72, floor),
                    (frame.width * 0.5 + (x - frame.width * 0.5) * 1.7, bottom),
                ],
                hand.tone(room.floor, 0, 0.6),
                frame.unit * 2,
                extra='opacity=".55"',
            )
        )
    parts.append(box(left, floor - frame.unit * 12, right - left, frame.unit * 14, hand.tone(room.wainscot, 0, 0.62)))
    parts.append(box(left, floor, right - left, frame.height * 0.05, hand.mix.down("#2a1a1466", "#2a1a1400")))
    size = room_size(frame)
    for draw, tall, across, up in room.hung:
        if frame.width < frame.height and abs(across - 0.5) > 0.28 and draw is not walls.great_window:
            continue
        arched = room.stone and draw is walls.great_window
        y = panel - (panel - 0) * up * 0.9 if draw is not walls.banner else frame.height * 0.06
        x = frame.width * across
        parts.append(
            walls.great_window(hand, x, y, size * tall, 0.0, True) if arched else draw(hand, x, y, size * tall, 0.0)
        )
    windows = [across for draw, _, across, _ in room.hung if draw is walls.great_window]
    if windows and hand.light.dark < 0.9:
        x = frame.width * windows[0]
        beam = [
            (x - size * 0.14, panel),
            (x + size * 0.14, panel),
            (x - side * frame.width * 0.16 + size * 0.3, bottom),
            (x - side * frame.width * 0.16 - size * 0.24, bottom),
        ]
        parts.append(path(beam, hand.mix.down("#fff2c400", "#fff2c448", "#fff2c422"), smooth=False))
    wall_sheet = Sheet("room", "".join(parts), frame.bounds(), 2.2, hand.mix, 0.55, 0.5)
    front = [furniture.rug(hand, frame.width * 0.5, frame.height * 0.87, size * 0.13, 0.0)] if room.rug else []
    for draw, tall, across in room.furniture:
        x, y = frame.width * across, floor + frame.height * 0.05
        front.append(
            ellipse(
                x,
                y + frame.unit * 2,
                size * tall * 0.75,
                frame.height * 0.025,
                hand.mix.round("#1c100c88", "#1c100c00"),
            )
        )
        front.append(draw(hand, x, y, size * tall * 1.12, 0.0))
    if room.lamp:
        front.append(walls.hanging_lamp(hand, frame.width * room.lamp, frame.height * 0.2, size * 0.07, 0.0))
    return [wall_sheet, Sheet("furniture", "".join(front), frame.bounds(), 1.4, hand.mix, 0.75, 0.6)]
