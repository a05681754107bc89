"""Hats, scarves and coats on figures that are one whole drawing: where its head is, in its square of 36 units."""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from digiteller.picturebook.drawing.light import css, mix, rgb, rotate_hue
from digiteller.picturebook.drawing.recolouring import full
from digiteller.picturebook.drawing.vector import ellipse, group, path, rasterise, stroke
from digiteller.picturebook.figures.appearance import Look
from digiteller.picturebook.figures.costumes import garments
from digiteller.picturebook.figures.headgear import draw_hat
from digiteller.picturebook.figures.species import list_species
from digiteller.picturebook.figures.sprites import SIDE, drawing, eyes

Spot = tuple[float, float, float]
"""The middle, across and down, and the width of what goes there."""
_HEX = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")


def dress_sprite(look: Look, drawn: str) -> str:
    """Return a sprite, drawn as it looks, in its coat, scarf, glasses and hat."""
    outfit = look.outfit
    kind = "donkey" if look.head == list_species()["donkey"].sprite else look.kind
    parts = [drawn]
    if outfit.body and outfit.body in garments():
        parts.append(_coat(look, kind, look.cloth))
    if outfit.cloak:
        parts.append(_coat(look, kind, outfit.cloak))
    if outfit.scarf:
        parts.append(_scarf(outfit.scarf, *neck_of(kind)))
    if outfit.glasses:
        parts.append(_glasses(look.head))
    if outfit.hat:
        x, y, wide = crown_of(kind)
        r = wide / 1.3
        behind, hat = draw_hat(outfit.hat, outfit.hat_color, look.cloth, r)
        parts.insert(0, group(behind, x, y + 0.46 * r))
        parts.append(group(hat, x, y + 0.46 * r))
    return "".join(parts)


@cache
def crown_of(kind: str) -> Spot:
    """Return where a kind's hat goes: as ``kinds.yaml`` has it, or else above its eyes, where its head ends."""
    species = list_species()[kind]
    if species.crown:
        x, y, wide = species.crown
        return x, y, wide
    solid = rasterise(drawing(species.sprite), (0, 0, SIDE, SIDE), 4)[..., 3] > 128
    found = eyes(species.sprite)[:2]
    if not found:
        columns = np.flatnonzero(solid.any(axis=0))
        x = float(columns[0] + columns[-1]) / 8
        top = float(np.flatnonzero(solid[:, round(x * 4)])[0]) / 4
        return x, top + 1, min(9.0, float(columns[-1] - columns[0]) / 8)
    x, y = sum(eye.x for eye in found) / len(found), sum(eye.y for eye in found) / len(found)
    x += 0.8 if len(found) == 1 and x < SIDE / 2 else 0.0
    above = np.flatnonzero(~solid[: round(y * 4), min(143, round(x * 4))])
    top = float(above[-1] + 1) / 4 if above.size else 0.0
    row = solid[round((top + y) * 2)]
    left = right = min(143, round(x * 4))
    while left > 0 and row[left - 1]:
        left -= 1
    while right < len(row) - 1 and row[right + 1]:
        right += 1
    return x, top + 0.6, max(4.0, min(12.0, (right - left) / 4 * 0.86))


@cache
def neck_of(kind: str) -> Spot:
    """Return where a kind's scarf goes: as ``kinds.yaml`` has it, or else below its eyes."""
    species = list_species()[kind]
    if species.neck:
        x, y, wide = species.neck
        return x, y, wide
    x, top, wide = crown_of(kind)
    found = eyes(species.sprite)[:2]
    low = max((eye.y for eye in found), default=top + wide * 0.6)
    return x + (1.5 if len(found) == 1 else 0.0), low + max(3.4, (low - top) * 0.9), max(5.0, wide * 1.05)


def _scarf(color: str, x: float, y: float, wide: float) -> str:
    dark = css(rotate_hue(rgb(color), 0, 0.78))
    half, thick = wide / 2, max(1.6, wide * 0.2)
    end = [
        (x + half * 0.2, y),
        (x + half * 0.9, y + thick * 3.1),
        (x + half * 0.3, y + thick * 3.3),
        (x - half * 0.3, y),
    ]
    light = css(mix(rgb(color), (1.0, 1.0, 1.0), 0.5))
    fringe = stroke([(x + half * 0.34, y + thick * 3), (x + half * 0.82, y + thick * 2.8)], light, thick * 0.25)
    band = stroke([(x - half, y - thick * 0.3), (x, y + thick * 0.4), (x + half, y - thick * 0.3)], color, thick)
    return path(end, dark, smooth=False) + fringe + band


def _glasses(emoji: str) -> str:
    rim = 'fill-opacity=".3" stroke="#4a3f3a" stroke-width=".7"'
    found = eyes(emoji)[:2]
    return "".join(
        ellipse(eye.x, eye.y, max(1.9, eye.rx * 1.6), max(1.9, eye.ry * 1.5), "#eaf6ff", rim) for eye in found
    )


def _coat(look: Look, kind: str, cloth: str) -> str:
    """Return the sprite's trunk once more, in cloth: its shades stay, its limbs and its head are left out."""
    bare, color = drawing(look.head), rgb(cloth)

    def woven(match: re.Match[str]) -> str:
        shade = rgb(full(match[0]))
        light = 0.3 * shade[0] + 0.59 * shade[1] + 0.11 * shade[2]
        return css(rotate_hue(color, 0, 0.86 + 0.2 * light))

    left, top, right, bottom = trunk_of(kind)
    name = f"coat{round(left * 10)}-{round(top * 10)}"
    covered = f'<rect x="{left}" y="{top}" width="{right - left}" height="{bottom - top}" rx="3"/>'
    clip = f'<clipPath id="{name}">{covered}</clipPath>'
    return f'<defs>{clip}</defs><g clip-path="url(#{name})">{_HEX.sub(woven, bare)}</g>'


@cache
def trunk_of(kind: str) -> tuple[float, float, float, float]:
    """Return what a coat covers of a whole sprite: left, top, right, bottom."""
    species = list_species()[kind]
    if species.coat:
        left, top, right, bottom = species.coat
        return left, top, right, bottom
    solid = rasterise(drawing(species.sprite), (0, 0, SIDE, SIDE), 4)[..., 3] > 128
    rows, columns = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
    low, end = float(rows[-1]) / 4, float(columns[-1]) / 4
    x, y, wide = neck_of(kind)
    if len(eyes(species.sprite)) == 2 or (y < 14 and end - x < 20):
        return 0.0, y, SIDE, low - 4
    return x + wide * 0.3, 0.0, end - 3, low - 6.5
