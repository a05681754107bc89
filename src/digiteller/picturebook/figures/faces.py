"""Eyes, brows and mouths with expressions, and animals' faces with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from digiteller.picturebook.drawing.light import css, rgb, rotate_hue
from digiteller.picturebook.drawing.recolouring import dye_drawing, full
from digiteller.picturebook.drawing.vector import Point, ellipse, path, stroke
from digiteller.picturebook.figures.sprites import Eye, drawing, eyes
from digiteller.system.packaged_yaml import packaged_yaml

INK = "#3a2622"
_TEAR = "#6ec3f4"


Mouth = Literal["", "shut", "narrow", "open", "wide", "round"]
"""What a speaking mouth looks like; empty for that of the expression."""
_CLOSED_EYES = {"asleep", "sipping", "laughing", "joyful", "loving", "straining"}
"""Expressions in which there is nothing to blink with."""


@dataclass(frozen=True)
class Face:
    """What a face shows at a moment."""

    mood: str = ""
    """An expression, as ``poses.feeling`` names it; empty for a friendly calm one."""
    blinks: bool = False
    mouth: Mouth = ""
    gaze: float = 0.0
    """How far the eyes look to the right, -1..1."""

    @property
    def eyes(self) -> str:
        """The expression of the eyes."""
        return "asleep" if self.blinks and self.mood not in _CLOSED_EYES else self.mood


CALM = Face()


@cache
def draw_animal_face(head: str, color: str, face: Face = CALM) -> str:
    """Return a face or a whole figure of Twemoji's, dyed, with an expression; its eyes shine."""
    mood = face.mood
    found = eyes(head)
    parts = [dye_drawing(drawing(head), color)]
    lid_of = {eye: _lid(eye, color, head) for eye in found}
    for at, eye in enumerate(found):
        way = 0 if len(found) < 2 else -1 if at == (0 if found[0].x < found[-1].x else 1) else 1
        shown = Eye(eye.x, eye.y, eye.rx, eye.ry, lid_of[eye])
        if _dark(lid_of[eye]) and face.eyes not in {"asleep", "laughing"} and not eye.ringed:
            parts.append(ellipse(eye.x, eye.y, eye.rx * 1.45, eye.ry * 1.4, "#f2dc7a"))
            parts.append(ellipse(eye.x, eye.y, eye.rx * 0.95, eye.ry * 0.95, "#22201f"))
        parts.append(eye_of(shown, face.eyes, way, redrawn=False))
        if mood in {"sad", "crying", "afraid", "straining"} and (not eye.ringed or eye.rx > 2):
            color_of_brow = css(rotate_hue(rgb(lid_of[eye]), 0, 0.5)) if not _dark(lid_of[eye]) else "#b9b3ab"
            above = eye.y - (1.35 * eye.ry if eye.ringed else 2.1 * eye.ry)
            parts.append(brow(eye.x, above, way or -1, mood, color_of_brow, max(0.6, min(1.5, eye.rx / 1.7))))
        if mood == "crying":
            parts.append(tear(eye.x, eye.y + eye.ry, max(0.7, min(1.0, eye.rx / 1.5))))
    if face.mouth and (place := mouths().get(head)):
        parts.append(_muzzle(place, face.mouth))
    return "".join(parts)


def features(both: tuple[Eye, Eye], mouth: Point, face: Face, dark: str) -> str:
    """Return the eyes, left one first, the brows and the mouth of a face that has none; ``dark`` for brows and lips."""
    parts, mood = [], face.mood
    for way, eye in zip((-1, 1), both, strict=True):
        parts.append(eye_of(looking(eye, face), face.eyes, way))
        if mood in {"sad", "crying", "afraid", "straining", "thinking"}:
            parts.append(brow(eye.x, eye.y - 1.7 * eye.ry, way, mood, dark, 1.0))
        if mood == "crying":
            parts.append(tear(eye.x, eye.y + eye.ry))
    return "".join(parts) + mouth_of(*mouth, face, dark)


def _lid(eye: Eye, color: str, head: str) -> str:
    """Return the colour of the skin around an eye, in the dye of the whole."""
    if not color:
        return eye.lid
    bare, dye = drawing(head), dye_drawing(drawing(head), color)
    shades = re.findall(r"#[0-9a-fA-F]{3,6}\b", bare)
    match = min(range(len(shades)), key=lambda at: _distance(shades[at], eye.lid), default=0)
    return full(re.findall(r"#[0-9a-fA-F]{3,6}\b", dye)[match]) if shades else eye.lid


def _distance(one: str, other: str) -> float:
    return sum(abs(a - b) for a, b in zip(rgb(full(one)), rgb(full(other)), strict=True))


def _dark(color: str) -> bool:
    red, green, blue = rgb(color) if len(color) == 7 else (1.0, 1.0, 1.0)
    return 0.3 * red + 0.59 * green + 0.11 * blue < 0.3


def eye_of(eye: Eye, mood: str, way: int, *, redrawn: bool = True) -> str:
    """Return an eye: open, wide, looking up, or closed; ``redrawn`` where the head below has none."""
    rx, ry = max(eye.rx, 0.7), max(eye.ry, 0.7)
    wide = max(0.45, min(1.1, rx * 0.5))
    cover = 1.1 if eye.ringed else 1.45
    lid = "" if redrawn else ellipse(eye.x, eye.y, rx * cover, ry * cover, eye.lid)
    line = "#efe3c8" if _dark(eye.lid) else INK
    if eye.ringed and rx > 2:
        rx, ry = rx * 0.44, ry * 0.44
    if mood in {"asleep", "sipping"}:
        arc = [(eye.x - rx * 1.35, eye.y), (eye.x, eye.y + ry * 0.7), (eye.x + rx * 1.35, eye.y)]
        return lid + stroke(arc, line, wide)
    if mood in {"laughing", "joyful", "loving"}:
        arc = [(eye.x - rx * 1.35, eye.y + ry * 0.4), (eye.x, eye.y - ry * 0.5), (eye.x + rx * 1.35, eye.y + ry * 0.4)]
        return lid + stroke(arc, line, wide)
    if mood == "straining":
        arc = [(eye.x - way * rx * -1.2, eye.y - ry * 0.8), (eye.x - way * rx * 0.9, eye.y + ry * 0.1)]
        arc.append((eye.x - way * rx * -1.2, eye.y + ry * 0.9))
        return lid + stroke(arc, line, wide, smooth=False) if way else ""
    up = -0.35 if mood == "thinking" else 0.0
    parts = []
    if redrawn:
        if mood == "afraid":
            parts.append(ellipse(eye.x, eye.y, rx * 1.45, ry * 1.3, "#ffffff"))
        parts.append(ellipse(eye.x, eye.y + up, rx * (0.85 if mood == "afraid" else 1), ry * 0.95, INK))
    if not eye.ringed:
        parts.append(ellipse(eye.x + rx * 0.3, eye.y - ry * 0.4 + up, rx * 0.34, ry * 0.3, "#ffffff"))
    return "".join(parts)


def brow(x: float, y: float, way: int, mood: str, color: str, size: float) -> str:
    """Return a brow; ``way`` is -1 for the one on the left."""
    inner, outer = {
        "sad": (-1.1, 0.5),
        "crying": (-1.1, 0.5),
        "afraid": (-1.5, -0.1),
        "straining": (0.9, -0.7),
        "thinking": (-0.4, -1.1) if way > 0 else (0.3, 0.3),
        "happy": (-0.5, -0.3),
        "laughing": (-0.9, -0.5),
        "joyful": (-0.9, -0.5),
    }.get(mood, (-0.2, 0.2))
    bow = -0.55 if mood not in {"straining"} else 0.0
    points = [
        (x - way * 1.7 * size, y + inner * size),
        (x, y + ((inner + outer) / 2 + bow) * size),
        (x + way * 1.7 * size, y + outer * size),
    ]
    return stroke(points, color, 0.85 * size)


def looking(eye: Eye, face: Face) -> Eye:
    """Return an eye that looks where its face does."""
    return replace(eye, x=eye.x + 0.55 * face.gaze) if face.gaze else eye


def mouth_of(x: float, y: float, face: Face, lips: str) -> str:
    """Return a mouth: that of the expression, or one that speaks."""
    mood = face.mood
    if face.mouth == "shut":
        mood = mood if mood in {"sad", "crying", "thinking"} else ""
    elif face.mouth:
        return _spoken(x, y, face.mouth)
    if mood in {"laughing", "joyful"}:
        return _open(x, y, 3.4, 3.6 if mood == "laughing" else 2.9)
    if mood == "singing":
        return ellipse(x, y + 0.3, 1.9, 2.3, "#7a2430") + ellipse(x, y + 1.4, 1.2, 1, "#e0707a")
    if mood in {"sad", "crying"}:
        return stroke([(x - 2.8, y + 1.2), (x, y - 0.5), (x + 2.8, y + 1.2)], lips, 1.25)
    if mood == "afraid":
        return ellipse(x, y + 0.2, 1.6, 1.5, "#7a2430")
    if mood == "sipping":
        return ellipse(x, y, 1.3, 1, lips)
    if mood in {"thinking", "straining"}:
        return stroke([(x - 2, y + 0.4), (x, y), (x + 2, y - 0.2)], lips, 1.25)
    if mood == "happy":
        return _open(x, y, 3.0, 1.9)
    wide = 2.2 if mood == "asleep" else 3.0
    return stroke([(x - wide, y - 0.5), (x, y + 0.9), (x + wide, y - 0.5)], lips, 1.25)


_SPOKEN: dict[Mouth, tuple[float, float]] = {
    "narrow": (1.9, 0.9),
    "open": (2.2, 2.3),
    "wide": (3.0, 1.5),
    "round": (1.5, 1.9),
}
"""Half the width and half the height of a mouth that speaks, in a square of 36 units."""


def _spoken(x: float, y: float, mouth: Mouth, size: float = 1.0) -> str:
    wide, deep = (size * reach for reach in _SPOKEN[mouth])
    tongue = ellipse(x, y + deep * 0.5, wide * 0.6, deep * 0.4, "#e0707a") if deep > size else ""
    return ellipse(x, y + 0.2, wide, deep, "#7a2430") + tongue


@cache
def mouths() -> Mapping[str, tuple[float, float, float]]:
    """Return where the mouth of a face of Twemoji's is, in its square of 36 units, and its size beside a person's."""
    table = packaged_yaml("digiteller.picturebook.figures", "mouths.yaml")
    return {head: (x, y, size) for head, (x, y, size) in table.items()}


def _muzzle(place: tuple[float, float, float], mouth: Mouth) -> str:
    """Return an animal's mouth as it speaks; a shut one is the drawing's own."""
    x, y, size = place
    return "" if mouth == "shut" else _spoken(x, y, mouth, size)


def _open(x: float, y: float, wide: float, deep: float) -> str:
    """Return a mouth open with joy."""
    shape = f"M{x - wide:.2f} {y - 1:.2f}Q{x:.2f} {y - 0.2:.2f} {x + wide:.2f} {y - 1:.2f}"
    shape += f"C{x + wide:.2f} {y + deep:.2f} {x - wide:.2f} {y + deep:.2f} {x - wide:.2f} {y - 1:.2f}Z"
    tongue = ellipse(x, y - 1 + deep * 0.86, wide * 0.45, deep * 0.24, "#e0707a")
    return f'<path d="{shape}" fill="#7a2430"/>' + tongue


def tear(x: float, y: float, size: float = 1.0) -> str:
    """Return a tear that runs down from (x, y)."""
    points = [(x, y), (x + 1.5 * size, y + 3.2 * size), (x, y + 5 * size), (x - 1.5 * size, y + 3.2 * size)]
    return path(points, _TEAR, extra='stroke="#d8f1ff" stroke-width=".4"')
