"""How one picture gives way to the next. All work on planar YUV, and begin and end with exactly one of the two."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from digiteller.render.picture.frame import Frame
from digiteller.render.picture.yuv_planes import BLACK

if TYPE_CHECKING:
    from cv2.typing import MatLike as Plane
    from numpy.typing import NDArray

_OF_MOOD = {
    "calm": ("crossfade",),
    "happy": ("page turn", "crossfade"),
    "playful": ("slide", "page turn"),
    "adventurous": ("page turn", "slide"),
    "mysterious": ("dip", "crossfade"),
    "tense": ("cut", "crossfade"),
    "sad": ("dip", "crossfade"),
    "triumphant": ("page turn", "crossfade"),
    "dreamy": ("crossfade",),
}
"""Those that lead into a scene of a mood."""

_SHADOW = 0.07
"""How far, in widths of the frame, a shadow falls on what lies beneath."""
_DARKEST = 0.55
"""How much light a shadow takes at its darkest."""
_FINE = 4
"""Steps to a pixel in the tables of a page turn. Each row is one step further: the fold leans by 1 in 4."""
_RADIUS = 0.055
"""Of the curl of a page, in widths of the frame."""
_PAPER = (214.0, 122.0, 133.0)
"""Y, U and V of the back of a page."""
_SEEN_THROUGH = 0.10
"""How much of the picture shows through the paper."""


def choose_transition(wish: str, mood: str | None, rng: random.Random) -> str:
    """Return a name of ``TRANSITIONS``: the wish, or, if that is ``auto``, what suits the mood; None is a card's."""
    if wish != "auto":
        return wish
    return rng.choice(_OF_MOOD[mood]) if mood else "crossfade"


def smooth(share: float) -> float:
    """Return 0 up to 0, 1 from 1 on, and in between a way that begins and ends slowly."""
    share = min(max(share, 0.0), 1.0)
    return share * share * (3 - 2 * share)


def draw_transition(name: str, frame: Frame, other: Frame, share: float) -> None:
    """Let ``frame`` become ``other``, as far as ``share`` (0..1) says: at 0 nothing of it, at 1 all. Spoils both."""
    if share >= 1:
        frame.data[:] = other.data
    elif share > 0:
        TRANSITIONS[name](frame, other, share)


def _crossfade(frame: Frame, other: Frame, share: float) -> None:
    there = smooth(share)
    cv2.addWeighted(frame.data, 1 - there, other.data, there, 0, dst=frame.data)


def _dip(frame: Frame, other: Frame, share: float) -> None:
    if share > 0.5:
        frame.data[:] = other.data
    frame.expose(smooth(abs(2 * share - 1)))


def _cut(frame: Frame, other: Frame, share: float) -> None:
    if share > 0.5:
        frame.data[:] = other.data


def _slide(frame: Frame, other: Frame, share: float) -> None:
    """The next picture comes from the right, over the old one, which gives way at a third of its speed."""
    gone = smooth(share)
    width = frame.width
    edge, away = (round(width * way / 2) * 2 for way in (1 - gone, gone / 3))
    for index, (old, new) in enumerate(zip(_planes(frame), _planes(other), strict=True)):
        step = 2 if index else 1
        stop, left = edge // step, away // step
        light = 1 - _shadow((edge - np.arange(0, edge, step)) / width)
        moved = old[:, left : left + stop].astype(np.float32)
        old[:, :stop] = np.rint((moved - BLACK[index]) * light + BLACK[index])
        old[:, stop:] = new[:, : new.shape[1] - stop]


class _Fold(NamedTuple):
    """A page that is being turned, by how far to the right (in 1 / _FINE pixels) of the left end of its lowest row."""

    source: NDArray[np.float32]
    """How much further to the right the pixel that is seen lies in the page, in pixels."""
    old: NDArray[np.float32]
    """How much of its light is seen, 0..1."""
    new: NDArray[np.float32]
    """How much light of the next page is seen."""
    paper: NDArray[np.float32]
    """How much light of the back of the page."""


def _page_turn(frame: Frame, other: Frame, share: float) -> None:
    """The page rolls up from its lower right corner to the left; its back is paper."""
    width, height = frame.width, frame.height
    fold = _fold(width, height, (share + smooth(share)) / 2)
    for index, (old, new) in enumerate(zip(_planes(frame), _planes(other), strict=True)):
        step = 2 if index else 1
        columns, rows = _grid(width, height, step)
        further = _leaning(fold.source, old.shape, step)
        seen = cv2.remap(old, columns + further / step, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        black, paper = float(BLACK[index]), _PAPER[index]
        rest = black * (1 - fold.old - fold.new - fold.paper) + paper * fold.paper
        lights = [_leaning(_bytes(255 * light), old.shape, step) for light in (fold.old, fold.new)]
        cv2.multiply(seen, lights[0], dst=old, scale=1 / 255)
        cv2.add(old, cv2.multiply(new, lights[1], scale=1 / 255), dst=old)
        cv2.add(old, _leaning(_bytes(rest), old.shape, step), dst=old)


def _fold(width: int, height: int, gone: float) -> _Fold:
    """Return the tables of a page that lies flat at 0 and is away at 1.

    It is rolled around a cylinder that moves to the left. Seen from above, its left side lies flat up to where the
    cylinder touches it; then it climbs the cylinder's right side, and shows its back on top.
    """
    radius = _RADIUS * width
    lean = (height - 1) / _FINE
    # From just outside the lower right corner to where neither the roll nor its shadow reaches the upper left one.
    touch = width + lean - gone * (width + lean + radius + _SHADOW * width)
    at = np.arange(_FINE * width + height, dtype=np.float32) / _FINE
    up = at - touch
    angle = np.arcsin(np.clip(up / radius, 0, 1))
    front = np.where(up > 0, radius * angle - up, 0)
    back = np.where(up > 0, radius * (np.pi - angle), np.pi * radius - up) - up
    # The page ends where its right edge was; in other rows that is elsewhere, so the back is as long as in the middle.
    end = width + lean / 2
    on_roll = np.clip(radius - up + 0.5, 0, 1)
    has_back = np.clip(end - (at + back) + 0.5, 0, 1) * on_roll
    climbing = 1 - 0.55 * np.sin(angle) ** 2
    light_above = np.where(up > 0, 0.55 + 0.45 * np.cos(angle), 1 - 0.15 * np.clip(-up / (width / 4), 0, 1))
    beneath = 1 - np.where(up > radius, _shadow((up - radius) / width), 0.0)
    # What is rolled up throws a shadow on the page that still lies flat.
    reach = np.clip(touch - (2 * touch + np.pi * radius - end), 0, None)
    flat = 1 - np.where(up <= 0, 0.7 * _shadow((-up - reach) / width), 0.0) * min(1.0, gone * 8)
    seen_front = np.where(up > 0, climbing, flat) * on_roll * (1 - has_back)
    new = beneath * (1 - on_roll) * (1 - has_back)
    through = _SEEN_THROUGH * has_back * light_above
    paper = (1 - _SEEN_THROUGH) * has_back * light_above
    source = np.where(has_back > 0.5, back, front)
    return _Fold(*(np.asarray(table, np.float32) for table in (source, seen_front + through, new, paper)))


def _shadow(distance: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the share of light that is missing at a distance, in widths of the frame, from what throws a shadow."""
    near = np.clip(1 - distance / _SHADOW, 0, 1)
    return np.asarray(np.where(distance < 0, 0.0, _DARKEST * near * near))


def _bytes(table: NDArray[np.floating]) -> NDArray[np.uint8]:
    return np.asarray(np.clip(np.rint(table), 0, 255), np.uint8)


def _leaning(table: NDArray[np.generic], shape: tuple[int, ...], step: int) -> Plane:
    """Return the plane whose every row is the table, from a little further on than the row above."""
    (size,) = table.strides
    strides = (step * size, _FINE * step * size)
    return np.ascontiguousarray(np.lib.stride_tricks.as_strided(table, shape, strides, writeable=False))


@lru_cache(maxsize=4)
def _grid(width: int, height: int, step: int) -> tuple[Plane, Plane]:
    """Return the column and the row of every pixel of a plane."""
    columns, rows = np.meshgrid(np.arange(width // step, dtype=np.float32), np.arange(height // step, dtype=np.float32))
    return columns, rows


def _planes(frame: Frame) -> tuple[Plane, Plane, Plane]:
    return frame.y, frame.u, frame.v


TRANSITIONS: dict[str, Callable[[Frame, Frame, float], None]] = {
    "crossfade": _crossfade,
    "dip": _dip,
    "slide": _slide,
    "page turn": _page_turn,
    "cut": _cut,
}
