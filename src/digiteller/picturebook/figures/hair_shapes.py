"""Hair and beards of people's heads, in a square of 36 units: what is behind the face, and what before it."""

from __future__ import annotations

import math
from collections.abc import Callable

from digiteller.picturebook.drawing.light import css, mix, rgb, rotate_hue
from digiteller.picturebook.drawing.vector import Point, ellipse, path, stroke

Draw = Callable[[str], str]


def _dark(color: str, value: float = 0.8) -> str:
    return css(rotate_hue(rgb(color), 0, value))


def _light(color: str) -> str:
    return css(mix(rgb(color), (1.0, 1.0, 1.0), 0.22))


def _shine(color: str) -> str:
    """Return the light on a crown of hair."""
    return stroke([(10.4, 9.4), (13, 6.9), (16.6, 6)], _light(color), 0.9, extra='opacity=".7"')


_CROWN: list[Point] = [
    (6.4, 18),
    (6.2, 12.4),
    (8.6, 7.4),
    (13, 4.5),
    (18, 3.7),
    (23, 4.5),
    (27.4, 7.4),
    (29.8, 12.4),
    (29.6, 18),
]
"""The outline of a head of hair, from the left temple over the top to the right one."""


def _cap(hairline: list[Point], color: str, top: list[Point] = _CROWN) -> str:
    """Return the hair upon the skull down to a hairline, which runs from right to left."""
    return path([*top, *hairline], color) + _shine(color)


_SIDE: list[Point] = [(28.2, 17.4), (27, 13.2), (22, 12.6), (15.6, 9.6), (12.4, 12.6), (9, 14), (7.8, 17.4)]
_MIDDLE: list[Point] = [(28.2, 18), (27, 14.6), (22.4, 12.8), (18, 8.4), (13.6, 12.8), (9, 14.6), (7.8, 18)]
_BANGS: list[Point] = [(28.4, 18.4), (27.4, 14.8), (23, 14.4), (18, 14.9), (13, 14.4), (8.6, 14.8), (7.6, 18.4)]
_SHORT: list[Point] = [(28.6, 17.6), (27.2, 14), (24, 12.2), (18.4, 12.8), (13, 11.4), (9.6, 13), (8, 17.6)]


def _curtain(color: str, low: float, wide: float = 13.6) -> str:
    """Return long hair behind the head, down to ``low``."""
    left, right = 18 - wide, 18 + wide
    shape = [
        (18, 4),
        (27, 7.6),
        (right - 0.6, 15),
        (right, 24),
        (right - 0.4, low),
        (right - 6, low + 1),
        (18, low - 4),
    ]
    return path(
        [*shape, (left + 6, low + 1), (left + 0.4, low), (left, 24), (left + 0.6, 15), (9, 7.6)], _dark(color, 0.88)
    )


def _ring(color: str, spots: list[tuple[float, float, float]]) -> str:
    return "".join(ellipse(x, y, r, r, color) for x, y, r in spots)


def _round(start: float, end: float, count: int, reach: float, size: float) -> list[tuple[float, float, float]]:
    """Return curls in an arc around the head, by degrees clockwise from the right."""
    steps = [math.radians(start + (end - start) * at / (count - 1)) for at in range(count)]
    return [(18 + math.cos(turn) * reach, 17.6 + math.sin(turn) * reach * 0.98, size) for turn in steps]


def _curls_behind(color: str) -> str:
    return _ring(_dark(color, 0.88), _round(-200, 20, 11, 12.6, 4))


def _curls(color: str) -> str:
    top = [
        (7.8, 13.2, 3.2),
        (10.6, 9.4, 3.6),
        (14.4, 7.2, 3.8),
        (18.4, 6.6, 3.8),
        (22.4, 7.4, 3.7),
        (25.8, 9.8, 3.5),
        (28.2, 13.4, 3.1),
    ]
    lower = [(11.6, 12, 2.2), (15, 10.8, 2.4), (18.8, 10.6, 2.4), (22.6, 11.2, 2.3), (25.2, 13, 1.9)]
    return _ring(color, top + lower) + _ring(_light(color), [(12.4, 8.2, 0.9), (17.6, 5.4, 1), (22.8, 6.6, 0.8)])


def _wavy_behind(color: str) -> str:
    spots = [(5.4, 14, 4), (4.6, 19.4, 4.2), (4.8, 25, 4.2), (6, 30, 4), (9.6, 33, 3.4)]
    both = spots + [(36 - x, y, r) for x, y, r in spots]
    return path(
        [(18, 3.6), (28, 8), (31, 20), (29, 32), (18, 30), (7, 32), (5, 20), (8, 8)], _dark(color, 0.88)
    ) + _ring(_dark(color, 0.88), both)


def _braids_behind(color: str) -> str:
    parts = [path([(18, 4), (28.6, 9), (30, 20), (27, 27), (18, 24), (9, 27), (6, 20), (7.4, 9)], _dark(color, 0.88))]
    for way in (-1, 1):
        x = 18 + way * 12.6
        for at in range(4):
            parts.append(
                ellipse(
                    x + way * 0.5 * at, 26.4 + 3.6 * at, 2.6 - 0.15 * at, 2.5, color if at % 2 else _dark(color, 0.9)
                )
            )
        parts.append(ellipse(x + way * 2, 40, 1.7, 2.6, color))
        parts.append(ellipse(x + way * 1.9, 38, 2.1, 1.1, "#d9483b"))
    return "".join(parts)


def _pigtails_behind(color: str) -> str:
    parts = [path([(18, 4), (28, 8), (30, 16), (27, 25), (18, 22), (9, 25), (6, 16), (8, 8)], _dark(color, 0.88))]
    for way in (-1, 1):
        x = 18 + way * 12
        tail = [(x, 20), (x + way * 5, 21.6), (x + way * 7, 28), (x + way * 4.6, 34), (x + way * 2, 29)]
        parts.append(path(tail, color))
        parts.append(ellipse(x + way * 1.2, 21, 1.9, 1.7, "#d9483b"))
    return "".join(parts)


def _ponytail_behind(color: str) -> str:
    tail = [(9, 7), (3.4, 6.4), (-0.6, 12), (0, 21), (3, 28), (4.6, 20), (7.4, 13)]
    return path(tail, _dark(color, 0.9)) + ellipse(7.8, 7.6, 2, 2.2, "#d9483b")


def _bun_behind(color: str) -> str:
    knot = ellipse(18, 2.6, 5.2, 4.6, _dark(color, 0.92))
    return knot + stroke([(14.6, 1.4), (18, 3.4), (21.4, 1.6)], _dark(color, 0.72), 0.7)


def _fringe(color: str) -> str:
    """Return what grows around a bald head."""
    parts = []
    for way in (-1, 1):
        tufts = [
            (18 + way * 10.2, 11.6),
            (18 + way * 12.8, 13.6),
            (18 + way * 13, 19),
            (18 + way * 11.2, 20.4),
            (18 + way * 10.8, 15),
        ]
        parts.append(path(tufts, color))
    return "".join(parts)


def _mop(color: str) -> str:
    line = [
        (28.8, 18.6),
        (27, 15.4),
        (25.4, 16.4),
        (22.4, 13.2),
        (20, 15),
        (16.4, 12.6),
        (13.4, 15.2),
        (11, 13.4),
        (9, 16.4),
        (7.4, 18.6),
    ]
    top = [
        (6.2, 18),
        (5.6, 12),
        (8, 8),
        (9.4, 5),
        (13, 5.4),
        (15.4, 2.6),
        (19, 4),
        (22.6, 2.8),
        (24.6, 5.4),
        (28.6, 7),
        (29.4, 11),
        (30.2, 18),
    ]
    return path([*top, *line], color) + _shine(color)


def _tuft(color: str) -> str:
    spikes: list[Point] = [
        (9, 8),
        (8.4, 3.6),
        (12.4, 5.2),
        (14, 1.2),
        (17.6, 4),
        (20.6, 0.8),
        (22.4, 4.2),
        (26.8, 2.8),
        (27.4, 8),
    ]
    return path(spikes, color, smooth=False) + _cap(_SHORT, color)


def _tonsure(color: str) -> str:
    ring: list[Point] = [(7, 18), (6.4, 13), (9, 9.6), (13, 8), (18, 7.4), (23, 8), (27, 9.6), (29.6, 13), (29, 18)]
    return path([*ring, (27.6, 13.4), (23, 11), (18, 10.4), (13, 11), (8.4, 13.4)], color)


def _baby(color: str) -> str:
    return stroke([(18, 8), (17, 4.6), (19.6, 3.2), (21, 5.2), (19.4, 6.2)], color, 1.5)


def _nothing(color: str) -> str:
    return ""


STYLES: dict[str, tuple[Draw, Draw]] = {
    "bald": (_nothing, _nothing),
    "baby": (_nothing, _baby),
    "fringe": (_nothing, _fringe),
    "tonsure": (_nothing, _tonsure),
    "crop": (
        _nothing,
        lambda color: _cap(_SHORT, color, [(7, 17), *[(x, y + 1.4) for x, y in _CROWN[1:-1]], (29, 17)]),
    ),
    "short": (_nothing, lambda color: _cap(_SHORT, color)),
    "side": (_nothing, lambda color: _cap(_SIDE, color)),
    "mop": (_nothing, _mop),
    "tuft": (_nothing, _tuft),
    "curls": (_curls_behind, _curls),
    "pixie": (lambda color: _curtain(color, 22, 12.4), lambda color: _cap(_SIDE, color)),
    "bob": (lambda color: _curtain(color, 30), lambda color: _cap(_BANGS, color)),
    "long": (lambda color: _curtain(color, 40, 14.2), lambda color: _cap(_MIDDLE, color)),
    "wavy": (_wavy_behind, lambda color: _cap(_SIDE, color)),
    "braids": (_braids_behind, lambda color: _cap(_MIDDLE, color)),
    "pigtails": (_pigtails_behind, lambda color: _cap(_BANGS, color)),
    "ponytail": (_ponytail_behind, lambda color: _cap(_SIDE, color)),
    "bun": (_bun_behind, lambda color: _cap(_MIDDLE, color)),
}
"""Styles by name: what is drawn behind the head, and what upon it, in a colour."""


def draw_beard(kind: str, color: str, mouth: float) -> str:
    """Return a beard, full or long, or a moustache, over a face whose mouth is at ``mouth``."""
    parts = []
    if kind in {"full", "long"}:
        low = 36.4 if kind == "full" else 45
        shape: list[Point] = [
            (6.9, 18),
            (8.6, 22),
            (11.4, 24.6),
            (14.4, mouth - 1.9),
            (18, mouth - 1.4),
            (21.6, mouth - 1.9),
        ]
        shape += [(24.6, 24.6), (27.4, 22), (29.1, 18), (29, 26), (26, low - 4.6), (18, low), (10, low - 4.6), (7, 26)]
        parts.append(path(shape, color))
        parts.append(ellipse(18, mouth + 0.4, 3.6, 1.7, _dark(color, 0.9)))
        if kind == "long":
            for x, end in ((13.4, 36), (18, 41), (22.6, 36)):
                parts.append(stroke([(x, 33), (x + (18 - x) * 0.2, end)], _dark(color, 0.86), 0.7))
    if kind:
        for way in (-1, 1):
            tip = [
                (18, mouth - 2.3),
                (18 + way * 3, mouth - 2.6),
                (18 + way * 5.6, mouth - 0.9),
                (18 + way * 3, mouth - 0.5),
            ]
            parts.append(path([*tip, (18, mouth - 0.9)], _dark(color, 0.92)))
    return "".join(parts)
