"""Figures that are one whole Twemoji drawing: posed by tilting, lifting and squashing it, with signs about it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import numpy as np

from digiteller.picturebook.drawing.light import css, mix, rgb, rotate_hue
from digiteller.picturebook.drawing.vector import Point, ellipse, group, rasterise, stroke
from digiteller.picturebook.figures import faces
from digiteller.picturebook.figures.appearance import Look
from digiteller.picturebook.figures.emanata import Place, draw_emanata
from digiteller.picturebook.figures.faces import Face
from digiteller.picturebook.figures.grip_points import grip_of
from digiteller.picturebook.figures.held_props import CHILD
from digiteller.picturebook.figures.poses import POSES, feeling, manner_of
from digiteller.picturebook.figures.sprite_clothes import dress_sprite
from digiteller.picturebook.figures.sprites import SIDE, colors, drawing, eyes
from digiteller.picturebook.figures.stances import Stance
from digiteller.picturebook.figures.young_animals import PROFILE, YOUNG, young_dragon

_PUPPET = 36 / 190
"""A unit of puppets in the sprite's."""


_DRAGON, _YOUNG_DRAGON = "#58903f", "#6aa84a"
_GALLOPING = {"run", "jump", "fly", "dance", "fall", "play", "climb"}
"""What horses do as the galloping one of Twemoji's; else they stand as its donkey does, in a horse's colours."""


def draw_sprite_figure(
    look: Look,
    action: str,
    held: str,
    *,
    key: str = "",
    mood: str = "calm",
    mirrored: bool = False,
    stance: Stance | None = None,
) -> str:
    """Return a figure with its foot at (0, 0), looking right, 36 units high, with the thing ``key`` in its mouth.

    A ``stance`` is how it is at a moment of the film; without one it is as on the page.
    """
    manner = stance.manner if stance else manner_of(action)
    face = stance.face if stance else Face(feeling(action, mood))
    if look.head == "🐎" and action not in _GALLOPING:
        look = replace(look, head="🫏", dye=look.dye or "#b9683f")
    young = look.small and look.kind in YOUNG
    head, muzzle, (left, right) = PROFILE if young else profile_of(look.head)
    near, far = _wings(look) if action == "fly" else ("", "")
    parts = [far, dress_sprite(look, _sprite(look, face)), near]
    if not held and action in {"carry", "sweep"}:
        key = POSES[action].tool
        held = drawing(key)
    if held:
        parts.append(_carried(key, held, look, head, muzzle))
    bottom = foot_of(look.head)
    drawn = group("".join(parts), -SIDE / 2, -bottom)
    squash = f'<g transform="scale(1 {manner.squash})">{drawn}</g>' if manner.squash != 1 else drawn
    faced = group(squash, flip=True) if not faces_right(look.head) else squash
    posed = group(faced, 0, -manner.lift * SIDE, turn=manner.turn)
    side = -1 if not faces_right(look.head) else 1
    at = (side * (head[0] - SIDE / 2) / _PUPPET, (head[1] - bottom) * manner.squash / _PUPPET - manner.lift * 190)
    names = manner.marks + (("snores",) if action == "sleep" else ())
    ends = sorted(side * (x - SIDE / 2) / _PUPPET for x in (left, right))
    signs = draw_emanata(names, Place(at, 34, (0, 0), ends[1], ends[0], mirrored, stance.drift if stance else 0.0))
    return posed + group(signs, 0, 0, _PUPPET)


def _sprite(look: Look, face: Face) -> str:
    """Return the figure's drawing with an expression, in a square of 36 units."""
    if look.kind == "mermaid":
        return drawing(look.head, look.skin if look.skin is not None else 1)
    if look.small and look.kind in YOUNG:
        return young_dragon(look.dye or _YOUNG_DRAGON, face)
    drawn = faces.draw_animal_face(look.head, look.dye, face)
    if look.head == "🫏" and look.kind != "donkey":
        drawn = _horse(drawn, look)
    if look.kind == "dragon":
        color = look.dye or _DRAGON
        return _dragon_wing(-14, color, 0.72) + _dragon_wing(0, color, 1.0) + drawn
    if look.kind == "unicorn":
        horn = "M7.4 6.6L3 .2 5 7.6z" if look.head == "🐎" else "M6.6 9.2L1.6 2.6 4.4 10.4z"
        return f'<path d="{horn}" fill="#ffd76a"/>' + drawn.replace("#292F33", "#b58ae0")
    if look.kind == "robin":
        return drawn + ellipse(12.6, 18.4, 4.6, 6, "#e2703a") + ellipse(9.6, 12.2, 3, 2.6, "#e2703a")
    if look.kind in {"sparrow", "wren", "nightingale", "swallow"}:
        return drawn + ellipse(13.4, 20.6, 5, 5.6, "#f2e6d2", 'opacity=".9"')
    if look.kind == "zebra":
        return drawn + "".join(stroke(line, "#33363b", 1.3) for line in _STRIPES[look.head])
    return drawn


_STRIPES: dict[str, list[list[Point]]] = {
    "🐎": [[(x, 11.6 + 0.08 * x), (x - 1.2, 15), (x - 0.4, 19 - 0.1 * abs(x - 17))] for x in (13, 16, 19, 22, 25, 28)]
    + [[(6.4, 7.4), (8.2, 9.6)], [(8, 10.8), (10.4, 11.2)], [(9.6, 13.8), (12, 13)]],
    "🫏": [[(x, 12.9), (x - 1, 16), (x, 19.6)] for x in (17.5, 20.5, 23.5, 26.5, 29.5)]
    + [[(9.4, 12.2), (11, 11)], [(10, 15), (13, 12.8)], [(11.4, 18.4), (15, 15)]],
}
"""Of a zebra."""


def _horse(drawn: str, look: Look) -> str:
    """Return Twemoji's standing donkey with the mane, the hooves and the muzzle of a horse."""
    coat = rgb(look.dye)
    first = drawn.index("/>")
    legs, rest = drawn[:first], drawn[first:]
    shade = re.findall(r'fill="(#[0-9a-fA-F]+)"', legs)[0]
    legs = legs.replace(shade, css(rotate_hue(coat, 0, 0.66)))
    mane = "#292F33" if sum(coat) > 0.9 else "#15131a"
    rest = rest.replace(shade, mane).replace("#dfe7ed", css(mix(coat, (1.0, 1.0, 1.0), 0.4)))
    locks = [[(9.6, 8), (12.4, 9.4), (12.6, 12)], [(12, 8.4), (15, 10.4), (15.2, 12.8)], [(7.4, 7.6), (6.4, 9.4)]]
    tail = stroke([(34.2, 21), (35, 25), (34.4, 28.6)], mane, 2.2)
    return tail + legs + rest + "".join(stroke(lock, mane, 1.9) for lock in locks)


_SHOULDERS = {
    "🐦": (18, 18),
    "🐦‍⬛": (18, 18),
    "🦆": (21, 21),
    "🪿": (20, 21),
    "🦢": (21, 23),
    "🐓": (20, 19),
    "🐤": (22, 21),
    "🦜": (16, 16),
    "🦩": (22, 11),
    "🦃": (18, 18),
}
"""Where the wings of birds begin that are drawn with folded ones."""
_WING = (
    "M0 0C-3 -8 0 -15 8 -19C8 -16 8 -14 9 -12.6C11 -14 13.4 -14.4 15.6 -14C13.6 -12 13 -10.4 13 -8.8"
    "C15 -9.4 17 -9.2 18.6 -8.2C15 -6.8 12 -1 7 2C4 3.4 1 2.6 0 0Z"
)


def _wings(look: Look) -> tuple[str, str]:
    """Return a flying bird's near and far wing, in its sprite's units."""
    coat = rgb(look.dye) if look.dye else colors(look.head)[0]
    if look.head == "🦉":
        fill = css(rgb("#8a4431") if not look.dye else rotate_hue(coat, 0, 0.8))
        return "", _wing(27, 17, fill, "rotate(22)") + _wing(9, 17, fill, "scale(-1 1) rotate(22)")
    if look.head not in _SHOULDERS:
        return "", ""
    x, y = _SHOULDERS[look.head]
    value = 0.9 if sum(coat) > 2.2 else 0.8 if sum(coat) > 0.7 else 1.35
    return (
        _wing(x, y, css(rotate_hue(coat, 0, value)), "rotate(-14) scale(1.2)"),
        _wing(x - 3, y - 1, css(rotate_hue(coat, 0, value * 0.8)), "rotate(-46) scale(1.15)"),
    )


def _wing(x: float, y: float, fill: str, turn: str) -> str:
    edge = css(rotate_hue(rgb(fill), 0, 0.75))
    return f'<path d="{_WING}" fill="{fill}" stroke="{edge}" stroke-width=".5" transform="translate({x} {y}) {turn}"/>'


def _dragon_wing(turn: float, color: str, value: float) -> str:
    """Return a wing behind a dragon's back, in the sprite's units."""
    wing = "M20 20C22 8 30 -2 42 -6C40 -2 41 2 44 6C39 6 37 9 37 13C33 12 30 14 29 18C26 17 23 18 20 20Z"
    fill, edge = css(rotate_hue(rgb(color), 0, value)), css(rotate_hue(rgb(color), 0, 0.55))
    return f'<path d="{wing}" fill="{fill}" stroke="{edge}" stroke-width=".8" transform="rotate({turn} 20 20)"/>'


def faces_right(head: str) -> bool:
    """Whether a sprite looks right as it is drawn."""
    return head in {"🐧", "🦚"}


@cache
def foot_of(emoji: str) -> float:
    """Return how far down its square of 36 units a drawing reaches: where it stands on the ground."""
    sheet = rasterise(drawing(emoji), (0, 0, SIDE, SIDE), 4)
    rows = np.flatnonzero((sheet[..., 3] > 128).any(axis=1))
    return float(rows[-1] + 1) / 4 if rows.size else SIDE - 1


@cache
def profile_of(head: str) -> tuple[Point, Point, Point]:
    """Return the middle of a sprite's head, its muzzle or beak, and where it begins and ends from left to right."""
    sheet = rasterise(drawing(head), (0, 0, SIDE, SIDE), 4)
    solid = sheet[..., 3] > 128
    columns = np.flatnonzero(solid.any(axis=0))
    ends = float(columns[0]) / 4, float(columns[-1]) / 4
    found = eyes(head)
    if not found:
        rows = np.flatnonzero(solid.any(axis=1))
        top = float(rows[0]) / 4
        return (float(columns[0] + columns[-1]) / 8, top + 6), (float(columns[0]) / 4 + 3, top + 14), ends
    x, y = sum(eye.x for eye in found) / len(found), sum(eye.y for eye in found) / len(found)
    band = solid[round(y * 4) : round((y + 5) * 4)]
    reach = np.flatnonzero(band.any(axis=0))
    tip = int(reach[-1]) if faces_right(head) else int(reach[0])
    low = np.flatnonzero(band[:, max(0, tip - 3) : tip + 4].any(axis=1))
    muzzle = (tip / 4, y + float(low.mean()) / 4)
    return (x, y), muzzle, ends


_ARMS = {"🐙": (3.6, 28.4), "🦑": (5.0, 27.0)}
"""Where those hold things who have arms enough and no muzzle, as they are drawn."""


def _carried(key: str, held: str, look: Look, head: Point, muzzle: Point) -> str:
    """Return a thing in the mouth or beak, or over the head, in a square of 36 units."""
    grip = grip_of(key)
    size = max(5.0, min(13.0, grip.size * CHILD * _PUPPET * 0.9))
    side = 1 if faces_right(look.head) else -1
    if grip.how == "umbrella":
        return group(_centred(held), muzzle[0] - side * 2, muzzle[1] - 10, 22 / SIDE)
    if grip.how in {"balloon", "kite"}:
        raised = (muzzle[0] + side * 3, head[1] - 17)
        return stroke([muzzle, raised], "#6a5a52", 0.5) + group(_centred(held), *raised, 14 / SIDE)
    middle = (muzzle[0] + side * size * 0.1, muzzle[1] + size * 0.46)
    if look.head in _ARMS:
        size, middle = min(13.0, size * 1.6), _ARMS[look.head]
    return group(_centred(held), *middle, size / SIDE, flip=side < 0)


def _centred(held: str) -> str:
    return group(held, -SIDE / 2, -SIDE / 2)
