"""Faces with expressions: people's, redrawn upon Twemoji heads, and animals', with lids and brows of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from digiteller.picturebook.drawing.light import css, mix, rgb, rotate_hue
from digiteller.picturebook.drawing.recolouring import dye_drawing, full
from digiteller.picturebook.drawing.vector import Point, ellipse, path, stroke
from digiteller.picturebook.figures.sprites import SKIN_COLORS, Eye, drawing, eyes

INK = "#3a2622"
_TEAR = "#6ec3f4"
_FEATURES = re.compile(r'<(?:path|circle)[^>]*fill="#(?:662113|662214|DF1F32|C1694F)"[^>]*/>', re.I)
"""Eyes, lips, noses and mouths of Twemoji's people."""
_BROWS = re.compile(r'<path[^>]*d="M[\d.]+ [\d.]+h-3c-\.55[^>]*/>')
_SKIN = re.compile(r"#FFDC5D", re.I)
_SHADE = re.compile(r"#EF9645", re.I)
_HAIR = re.compile(r"#(?:FFAC33|FFE51E|E95F28|E1E8ED|D1D3D4|808285|6D6E71)", re.I)


@dataclass(frozen=True)
class FaceLayout:
    """Where the features of a head are, in the sprite's units."""

    eyes: float
    """How high the eyes are."""
    apart: float
    """Half the distance between them."""
    nose: float
    mouth: float
    middle: float = 18
    """How far right the nose is."""


_LAYOUTS = {
    "👧": FaceLayout(18, 6, 22, 26.6),
    "👦": FaceLayout(20, 6, 24, 28.4),
    "🧒": FaceLayout(21.4, 4.6, 24.2, 27.8),
    "👶": FaceLayout(18.5, 5.2, 22, 26.4),
    "👵": FaceLayout(22, 5, 26.4, 30),
    "👴": FaceLayout(18, 5.6, 23.4, 28.2),
    "🧓": FaceLayout(22.4, 5, 26, 30),
    "👸": FaceLayout(21, 5, 25, 28.8),
    "🧔": FaceLayout(17.6, 5.1, 22.6, 28.4),
    "🎅": FaceLayout(19, 5, 25, 29, 15),
    "👨": FaceLayout(18.4, 5, 23, 29.6),
}
_MEN = FaceLayout(19, 5, 25, 29)
_WOMEN = FaceLayout(20, 5, 24, 28.2)


def layout_of(head: str) -> FaceLayout:
    """Return where the features of a person's head are."""
    return _LAYOUTS.get(head) or (_WOMEN if head[0] in "👩🧑" or head.endswith("♀️") else _MEN)


@cache
def draw_person_face(head: str, skin: int, hair: str, mood: str, lashes: bool) -> str:
    """Return the face of a person: a Twemoji head with the skin tone (0..4), the hair's colour and an expression."""
    place = layout_of(head)
    tone, deep = SKIN_COLORS[skin], css(rotate_hue(rgb(SKIN_COLORS[skin]), -0.01, 0.72))
    base = _BROWS.sub("", _FEATURES.sub("", drawing(head)))
    if head != "🎅":
        base = _HAIR.sub(hair, base)
    base = _SHADE.sub(hair if head == "👶" else deep, _SKIN.sub(tone, base))
    if head == "👶":
        base = re.sub(r'<path fill="#FFF"[^>]*/>', "", base)
    lips = "#b8434c" if lashes else css(mix(rgb(deep), rgb("#8a3528"), 0.6))
    parts = [base]
    for way in (-1, 1):
        x = place.middle + way * place.apart
        parts.append(ellipse(x + way * 1.5, place.nose + 0.6, 2.5, 1.7, "#e8604c", 'opacity=".24"'))
        parts.append(_eye(Eye(x, place.eyes, 1.35, 1.85, tone), mood, way))
        if lashes and mood in {"", "happy", "singing", "thinking", "sad"}:
            parts.append(stroke([(x + way * 1.0, place.eyes - 1.2), (x + way * 1.9, place.eyes - 1.8)], INK, 0.5))
        parts.append(_brow(x, place.eyes - 3.6, way, mood, _brow_color(hair), 1.0))
    nose = [(place.middle - 1.1, place.nose), (place.middle, place.nose + 0.7), (place.middle + 1.1, place.nose)]
    parts.append(stroke(nose, deep, 1.1))
    if head != "👨":
        parts.append(_mouth(place.middle, place.mouth, mood, lips))
    if mood == "crying":
        parts += [_tear(place.middle + way * place.apart, place.eyes + 1.6) for way in (-1, 1)]
    return "".join(parts)


@cache
def draw_animal_face(head: str, color: str, mood: str) -> str:
    """Return a face or a whole figure of Twemoji's, dyed, with an expression; its eyes shine."""
    found = eyes(head)
    parts = [dye_drawing(drawing(head), color)]
    lid_of = {eye: _lid(eye, color, head) for eye in found}
    for at, eye in enumerate(found):
        way = 0 if len(found) < 2 else -1 if at == (0 if found[0].x < found[-1].x else 1) else 1
        shown = Eye(eye.x, eye.y, eye.rx, eye.ry, lid_of[eye])
        if _dark(lid_of[eye]) and mood not in {"asleep", "laughing"} and not eye.ringed:
            parts.append(ellipse(eye.x, eye.y, eye.rx * 1.45, eye.ry * 1.4, "#f2dc7a"))
            parts.append(ellipse(eye.x, eye.y, eye.rx * 0.95, eye.ry * 0.95, "#22201f"))
        parts.append(_eye(shown, mood, way, redrawn=False))
        if mood in {"sad", "crying", "afraid", "straining"} and (not eye.ringed or eye.rx > 2):
            brow = css(rotate_hue(rgb(lid_of[eye]), 0, 0.5)) if not _dark(lid_of[eye]) else "#b9b3ab"
            above = eye.y - (1.35 * eye.ry if eye.ringed else 2.1 * eye.ry)
            parts.append(_brow(eye.x, above, way or -1, mood, brow, max(0.6, min(1.5, eye.rx / 1.7))))
        if mood == "crying":
            parts.append(_tear(eye.x, eye.y + eye.ry, max(0.7, min(1.0, eye.rx / 1.5))))
    return "".join(parts)


def features(both: tuple[Eye, Eye], mouth: Point, mood: str, dark: str) -> str:
    """Return the eyes, left one first, the brows and the mouth of a face that has none; ``dark`` for brows and lips."""
    parts = []
    for way, eye in zip((-1, 1), both, strict=True):
        parts.append(_eye(eye, mood, way))
        if mood in {"sad", "crying", "afraid", "straining", "thinking"}:
            parts.append(_brow(eye.x, eye.y - 1.7 * eye.ry, way, mood, dark, 1.0))
        if mood == "crying":
            parts.append(_tear(eye.x, eye.y + eye.ry))
    return "".join(parts) + _mouth(*mouth, mood, dark)


def _lid(eye: Eye, color: str, head: str) -> str:
    """Return the colour of the skin around an eye, in the dye of the whole."""
    if not color:
        return eye.lid
    bare, dye = drawing(head), dye_drawing(drawing(head), color)
    shades = re.findall(r"#[0-9a-fA-F]{3,6}\b", bare)
    match = min(range(len(shades)), key=lambda at: _distance(shades[at], eye.lid), default=0)
    return re.findall(r"#[0-9a-fA-F]{3,6}\b", dye)[match] if shades else eye.lid


def _distance(one: str, other: str) -> float:
    return sum(abs(a - b) for a, b in zip(rgb(full(one)), rgb(full(other)), strict=True))


def _dark(color: str) -> bool:
    red, green, blue = rgb(color) if len(color) == 7 else (1.0, 1.0, 1.0)
    return 0.3 * red + 0.59 * green + 0.11 * blue < 0.3


def _brow_color(hair: str) -> str:
    return css(rotate_hue(rgb(hair), 0, 0.72))


def _eye(eye: Eye, mood: str, way: int, *, redrawn: bool = True) -> str:
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


def _brow(x: float, y: float, way: int, mood: str, color: str, size: float) -> str:
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


def _mouth(x: float, y: float, mood: str, lips: str) -> str:
    """Return a mouth."""
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


def _open(x: float, y: float, wide: float, deep: float) -> str:
    """Return a mouth open with joy."""
    shape = f"M{x - wide:.2f} {y - 1:.2f}Q{x:.2f} {y - 0.2:.2f} {x + wide:.2f} {y - 1:.2f}"
    shape += f"C{x + wide:.2f} {y + deep:.2f} {x - wide:.2f} {y + deep:.2f} {x - wide:.2f} {y - 1:.2f}Z"
    tongue = ellipse(x, y - 1 + deep * 0.86, wide * 0.45, deep * 0.24, "#e0707a")
    return f'<path d="{shape}" fill="#7a2430"/>' + tongue


def _tear(x: float, y: float, size: float = 1.0) -> str:
    """Return a tear that runs down from (x, y)."""
    points = [(x, y), (x + 1.5 * size, y + 3.2 * size), (x, y + 5 * size), (x - 1.5 * size, y + 3.2 * size)]
    return path(points, _TEAR, extra='stroke="#d8f1ff" stroke-width=".4"')
