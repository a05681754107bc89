"""What actors cover of a page, and where their faces are."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import numpy as np

from digiteller.language.page_content import Figure
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.drawing.vector import Box, Gradients, rasterise
from digiteller.picturebook.figures.appearance import Look, fur_of, look_of
from digiteller.picturebook.figures.bodies import hat_reach, head_size
from digiteller.picturebook.figures.clothes import Outfit
from digiteller.picturebook.figures.hairdos import Hairdo
from digiteller.picturebook.figures.limbs import body_of as posed
from digiteller.picturebook.figures.limbs import pose_of
from digiteller.picturebook.figures.lying_things import LIE, laid_flat
from digiteller.picturebook.figures.poses import manner_of
from digiteller.picturebook.figures.props import draw_prop
from digiteller.picturebook.figures.species import list_species
from digiteller.picturebook.figures.sprite_clothes import crown_of
from digiteller.picturebook.figures.sprite_figures import faces_right, foot_of
from digiteller.picturebook.figures.sprites import SIDE, drawing, eyes
from digiteller.picturebook.figures.vehicles import toy_of, vehicles
from digiteller.picturebook.staging.inset_contents import ASPECTS, KEY, inset_number

_UNITS = 190.0
"""Of a body of ours in its actor's height."""
_BAND = 6
_BESIDE: dict[str, Box] = {"easel": (50, -110, 125, 4), "pot": (35, -62, 105, 4), "clods": (45, -30, 110, 4)}
"""What stands before those who paint, cook or dig, in units of a body of ours."""


@dataclass(frozen=True)
class Extent:
    """What an actor covers, in pixels from its foot or of the page."""

    parts: tuple[Box, ...]
    face: Box | None

    @property
    def box(self) -> Box:
        """The rectangle around all parts."""
        return bounding_box(self.parts)

    def at(self, x: float, y: float) -> Extent:
        """Return the body somewhere else."""
        return Extent(
            tuple([(left + x, top + y, right + x, bottom + y) for left, top, right, bottom in self.parts]),
            self.face and move_extent(self.face, x, y),
        )


def bounding_box(boxes: tuple[Box, ...]) -> Box:
    """Return the rectangle around some."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def shared(one: Box, other: Box) -> float:
    """Return the area that two rectangles share."""
    if one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]:
        return 0.0
    return (min(one[2], other[2]) - max(one[0], other[0])) * (min(one[3], other[3]) - max(one[1], other[1]))


def extent_of(actor: Actor) -> Extent:
    """Return what an actor covers, in pixels from its foot."""
    if actor.figure:
        look = _outline(actor.figure)
        holds = actor.figure.holds[0] if actor.figure.holds else ""
        if look.species.head:
            parts, face = _puppet(look, actor.figure.action, holds)
        else:
            parts, face = _sprite(look.kind, actor.figure.action, bool(look.outfit.hat))
    else:
        parts, face = _thing(actor.thing.key if actor.thing else "", actor.action), None
    scale, way = actor.height, 1 if actor.right else -1
    return Extent(tuple(_scaled(part, scale, way) for part in parts), face and _scaled(face, scale, way))


@lru_cache(maxsize=4096)
def _outline(figure: Figure) -> Look:
    """Return what of a figure's look changes what it covers; its colours do not."""
    look = look_of(figure, 0)
    hat = Outfit(hat=look.outfit.hat)
    return replace(look, skin=None, hairdo=Hairdo(), outfit=hat, dye="", freckles=False)


def crown(figure: Figure) -> float:
    """Return how high a standing head on a body is, in units of its actor's height."""
    look = look_of(figure, 0)
    return (90 * look.tall + head_size(look) * 0.8) / _UNITS


def sprite_height(name: str) -> float:
    """Return how much of its square's height a whole figure of this kind covers."""
    box = bounding_box(_bands(drawing(list_species()[name].sprite), SIDE))
    return box[3] - box[1]


def move_extent(box: Box, x: float, y: float) -> Box:
    """Return a rectangle somewhere else."""
    return box[0] + x, box[1] + y, box[2] + x, box[3] + y


def _scaled(box: Box, scale: float, way: int) -> Box:
    left, right = sorted((box[0] * scale * way, box[2] * scale * way))
    return left, box[1] * scale, right, box[3] * scale


@cache
def _puppet(look: Look, action: str, held: str) -> tuple[tuple[Box, ...], Box]:
    """Return the parts and the face of a head on a body, looking right, in units of its height."""
    if action == "sleep" or (action == "lie" and not look.person):
        lying: list[Box] = [(-104, -92, -6, 4), (-50, -70, 114, 6)]
        return _shares(lying, _UNITS), _shares([(-90, -80, -18, -8)], _UNITS)[0]
    pose = pose_of(look, action, bool(held))
    body = posed(look, pose, *fur_of(look))
    lean, hip, chest, size = body.lean, body.hip, body.chest, head_size(look)
    neck = (lean + pose.lean * 0.2, chest - size * 0.32)
    hat = 0.5 * (hat_reach(look) - 1)
    wide = look.girth
    parts: list[Box] = [
        (neck[0] - size * 0.5, neck[1] - size * (0.52 + hat), neck[0] + size * 0.5, neck[1] + size * 0.45),
        (min(-33 * wide, lean - 30 * wide), chest, max(33 * wide, lean + 30 * wide), max(4, hip + 8)),
    ]
    grown = (1 + look.tall) / 2
    hands = [(x * grown + lean, chest + y * (look.tall if y > 0 else 1)) for x, y in pose.hands]
    parts += [(x - 10, y - 9, x + 10, y + 9) for x, y in hands]
    parts += [(x - 12, y - 16, x + 20, y + 4) for x, y in body.feet]
    parts += [_BESIDE[mark] for mark in pose.marks if mark in _BESIDE]
    if look.species.tail in {"bushy", "ringed"}:
        parts.append((-98, hip - 66, -30, hip + 20))
    elif look.species.tail in {"thin", "tufted", "bare"}:
        parts.append((-68, hip - 56, -20, hip + 10))
    if held in {"☂️", "🌂", "🎈", "🪁"}:
        parts.append((-24 + lean, chest - 130, 104 + lean, chest - 8))
    elif held:
        parts.append((14 + lean, -84 * look.tall, 84 + lean, -30))
    face: Box = (neck[0] - size * 0.4, neck[1] - size * 0.38, neck[0] + size * 0.4, neck[1] + size * 0.42)
    shift = pose.shift * 150 * look.tall
    turned = [move_extent(_turned(part, pose.turn), shift, -pose.lift) for part in (*parts, face)]
    return _shares(turned[:-1], _UNITS), _shares(turned[-1:], _UNITS)[0]


def _turned(box: Box, degrees: float) -> Box:
    if not degrees:
        return box
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    corners = [(x * cos - y * sin, x * sin + y * cos) for x in (box[0], box[2]) for y in (box[1], box[3])]
    # The corners of what is round are empty.
    xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    return (xs[0] + xs[1]) / 2, (ys[0] + ys[1]) / 2, (xs[2] + xs[3]) / 2, (ys[2] + ys[3]) / 2


def _shares(boxes: list[Box], units: float) -> tuple[Box, ...]:
    return tuple((box[0] / units, box[1] / units, box[2] / units, box[3] / units) for box in boxes)


@cache
def _sprite(name: str, action: str, hat: bool) -> tuple[tuple[Box, ...], Box]:
    """Return the parts and the face of a whole figure, looking right, in units of its height."""
    emoji = list_species()[name].sprite
    foot = foot_of(emoji)
    parts = list(_bands(drawing(emoji), foot))
    if name == "dragon":
        parts.append((0.1, -1.15, 0.75, -0.42))
    if hat:
        x, y, wide = crown_of(name)
        half = wide * 0.75
        parts.append(((x - half) / SIDE - 0.5, (y - half - foot) / SIDE, (x + half) / SIDE - 0.5, (y - foot) / SIDE))
    found = eyes(emoji)[:2]
    box = bounding_box(tuple(parts))
    if found:
        left, right = min(eye.x for eye in found), max(eye.x for eye in found)
        top, bottom = min(eye.y for eye in found), max(eye.y for eye in found)
        face = ((left - 23) / SIDE, (top - foot - 5) / SIDE, (right - 13) / SIDE, (bottom - foot + 5.5) / SIDE)
        face = (max(face[0], box[0]), max(face[1], box[1]), min(face[2], box[2]), min(face[3], box[3]))
    else:
        face = (box[0], box[1], box[0] + (box[2] - box[0]) * 0.45, box[1] + (box[3] - box[1]) * 0.5)
    way = 1 if faces_right(emoji) else -1
    manner = manner_of(action)
    turned = [_turned(_scaled(part, 1, way), manner.turn) for part in (*parts, face)]
    shown = tuple(
        move_extent((left, top * manner.squash, right, bottom), 0, -manner.lift) for left, top, right, bottom in turned
    )
    return shown[:-1], shown[-1]


@cache
def _thing(key: str, part: str = "") -> tuple[Box, ...]:
    """Return what a thing covers, ``before`` those in a vehicle, or as it lies: in units of its height."""
    if key.startswith(KEY):
        half = ASPECTS[inset_number(key)[1]] / 2
        return ((-half, -1.0, half, 0.0),)
    if vehicle := toy_of(key) or vehicles().get(key):
        return _shares([vehicle.front_box if part == "before" else vehicle.box], -vehicle.box[1])
    mix = Gradients()
    foot, made = 35.0 if key.startswith("own:") else foot_of(key), draw_prop(key, True, mix)
    return _bands(laid_flat(key, made, foot) if part == LIE else made, foot, mix)


def _bands(content: str, foot: float, mix: Gradients | None = None) -> tuple[Box, ...]:
    """Return what a drawing of 36 units covers, in rectangles from top to bottom, in units of its height."""
    if not content:
        return ((-0.5, -1.0, 0.5, 0.0),)
    alpha = rasterise(content, (-SIDE, 0, 2 * SIDE, SIDE + 6), 1.0, mix)[..., 3] > 100
    found: list[Box] = []
    for top in range(0, alpha.shape[0], _BAND):
        rows, columns = np.nonzero(alpha[top : top + _BAND])
        if len(rows):
            left, right = float(columns.min()) - SIDE * 1.5, float(columns.max()) + 1 - SIDE * 1.5
            low, high = top + float(rows.min()) - foot, top + float(rows.max()) + 1 - foot
            found.append((left / SIDE, low / SIDE, right / SIDE, high / SIDE))
    return tuple(found)
