"""People's heads: a face of any age, sex and skin with hair, beard, glasses and an expression."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from digiteller.language.page_content import Age, Sex
from digiteller.picturebook.drawing.light import css, mix, rgb, rotate_hue
from digiteller.picturebook.drawing.vector import Point, ellipse, path, stroke
from digiteller.picturebook.figures.appearance import Look
from digiteller.picturebook.figures.faces import INK, Face, brow, eye_of, looking, mouth_of, tear
from digiteller.picturebook.figures.hair_shapes import STYLES, draw_beard
from digiteller.picturebook.figures.sprites import SKIN_COLORS, Eye

MIDDLE = 18.0
"""Where the middle of a face is, across its square of 36 units."""


@dataclass(frozen=True)
class FaceLayout:
    """Where the features of a head are, in a square of 36 units."""

    eyes: float = 19.2
    """How high the eyes are."""
    apart: float = 5.0
    """Half the distance between them."""
    nose: float = 23.4
    mouth: float = 27.8
    size: float = 1.0
    """Of the eyes."""


_LAYOUTS: dict[Age, FaceLayout] = {
    "baby": FaceLayout(21.6, 5.6, 24.6, 28, 1.22),
    "child": FaceLayout(20.6, 5.2, 24.2, 28, 1.14),
    "old": FaceLayout(19.6, 4.9, 24, 28.2, 0.92),
}
_SHAPES: dict[str, list[Point]] = {
    "round": [
        (6.8, 20),
        (8, 26.6),
        (12.4, 31.6),
        (18, 33),
        (23.6, 31.6),
        (28, 26.6),
        (29.2, 20),
        (27, 12),
        (18, 7.4),
        (9, 12),
    ],
    "oval": [
        (7.2, 19),
        (8.2, 25.4),
        (12.4, 30.8),
        (18, 33.2),
        (23.6, 30.8),
        (27.8, 25.4),
        (28.8, 19),
        (26.6, 11),
        (18, 6.6),
        (9.4, 11),
    ],
    "square": [
        (7.2, 18),
        (7.8, 25),
        (11, 31),
        (18, 33.6),
        (25, 31),
        (28.2, 25),
        (28.8, 18),
        (26.6, 10.6),
        (18, 6.4),
        (9.4, 10.6),
    ],
}


def layout_of(age: Age) -> FaceLayout:
    """Return where the features of a person's head are."""
    return _LAYOUTS.get(age, FaceLayout())


def draw_head(look: Look, shown: Face, covered: str = "") -> tuple[str, str]:
    """Return what hair is behind somebody, and the head; in a square of 36 units.

    ``covered`` says how a hat hides the hair: high, all or not at all.
    """
    face = _face(look.age, look.sex, look.skin or 0, shown, look.hairdo.color, look.freckles)
    behind, before = STYLES.get(look.hairdo.style, STYLES["short"])
    color, place = look.hairdo.color, layout_of(look.age)
    back = ""
    if covered != "all":
        low = covered == "high" and look.hairdo.style in {"bun", "curls", "mop", "tuft"}
        back = STYLES["pixie"][0](color) if low and look.sex != "male" else "" if low else behind(color)
    parts = [face]
    if covered != "all":
        flat = {"mop": "short", "tuft": "short", "curls": "short", "baby": "bald"} if covered == "high" else {}
        style = flat.get(look.hairdo.style, look.hairdo.style)
        parts.append(STYLES.get(style, STYLES["short"])[1](color) if style != look.hairdo.style else before(color))
    if look.hairdo.beard:
        parts.append(draw_beard(look.hairdo.beard, color, place.mouth))
        if look.hairdo.beard != "moustache":
            parts.append(mouth_of(MIDDLE, place.mouth, shown, "#7a2f33"))
    parts.append(_upon(look, place))
    return back, "".join(parts)


@cache
def _face(age: Age, sex: Sex, skin: int, shown: Face, hair: str, freckles: bool) -> str:
    """Return a face without hair."""
    place, mood = layout_of(age), shown.mood
    tone, deep = SKIN_COLORS[skin], css(rotate_hue(rgb(SKIN_COLORS[skin]), -0.01, 0.74))
    shape = "round" if age in {"baby", "child"} else "square" if sex == "male" else "oval"
    parts = [ellipse(x, 20.6, 2.3, 2.9, tone) + ellipse(x, 20.8, 1.1, 1.6, deep, 'opacity=".5"') for x in (6.6, 29.4)]
    parts.append(path(_SHAPES[shape], tone))
    lashes = sex == "female"
    lips = {"adult": "#b8434c", "old": "#b8434c", "child": "#c4606a"}.get(age, "") if lashes else ""
    lips = lips or css(mix(rgb(deep), rgb("#8a3528"), 0.6))
    brows = css(rotate_hue(rgb(hair), 0, 0.72)) if sum(rgb(hair)) < 2.3 else css(rotate_hue(rgb(hair), 0, 0.86))
    for way in (-1, 1):
        x = MIDDLE + way * place.apart
        parts.append(ellipse(x + way * 1.6, place.nose + 0.9, 2.7, 1.8, "#e8604c", 'opacity=".26"'))
        if age == "old":
            parts.append(stroke([(x + way * 2.4, place.eyes + 1), (x + way * 3.7, place.eyes + 0.6)], deep, 0.5))
            parts.append(stroke([(x + way * 2.3, place.eyes + 2), (x + way * 3.5, place.eyes + 2.2)], deep, 0.5))
            parts.append(stroke([(18 + way * 4.2, place.nose + 1.4), (18 + way * 5, place.mouth + 0.4)], deep, 0.6))
        eye = Eye(x, place.eyes, 1.35 * place.size, 1.85 * place.size, tone)
        parts.append(eye_of(looking(eye, shown), shown.eyes, way))
        if lashes and shown.eyes in {"", "happy", "singing", "thinking", "sad", "afraid"}:
            parts.append(stroke([(x + way * 1.0, place.eyes - 1.3), (x + way * 2.1, place.eyes - 2)], INK, 0.55))
        thick = 1.12 if sex == "male" and age in {"adult", "old"} else 0.9
        parts.append(brow(x, place.eyes - 3.5 * place.size, way, mood, brows, thick))
    if freckles:
        spots = ((-6.4, 0.2), (-5, 1.2), (-7.6, 1.4), (6.4, 0.2), (5, 1.2), (7.6, 1.4))
        parts += [ellipse(18 + dx, place.nose - 0.6 + dy, 0.45, 0.45, deep) for dx, dy in spots]
    nose = [(MIDDLE - 1.1, place.nose), (MIDDLE, place.nose + 0.7), (MIDDLE + 1.1, place.nose)]
    parts.append(stroke(nose, deep, 1.1))
    parts.append(mouth_of(MIDDLE, place.mouth, shown, lips))
    if mood == "crying":
        parts += [tear(MIDDLE + way * place.apart, place.eyes + 1.6) for way in (-1, 1)]
    return "".join(parts)


def _upon(look: Look, place: FaceLayout) -> str:
    """Return what is worn on the face: glasses, a mask, a clown's nose."""
    parts, mask = [], look.outfit.mask
    low = place.eyes + 0.2
    if mask and look.outfit.body == "scrubs":
        shape: list[Point] = [(9.4, 24.4), (18, 22.8), (26.6, 24.4), (25, 30.4), (18, 32.8), (11, 30.4)]
        parts.append(path(shape, mask) + stroke([(9.4, 24.6), (6.6, 20.6)], mask, 0.6))
        parts.append(stroke([(26.6, 24.6), (29.4, 20.6)], mask, 0.6) + stroke([(12, 27.4), (24, 27.4)], "#b8ccd8", 0.5))
    elif mask:
        top, bottom = low - 3, low + 2.6
        band = (
            f"M7.4 {top}Q18 {low - 4.6} 28.6 {top}L28 {bottom}Q23 {low + 4.4} 18 {low + 1.6}Q13 {low + 4.4} 8 {bottom}Z"
        )
        holes = "".join(_hole(18 + way * place.apart, low) for way in (-1, 1))
        parts.append(f'<path d="{band}{holes}" fill="{mask}" fill-rule="evenodd"/>')
    if look.outfit.glasses:
        rim = 'fill-opacity=".22" stroke="#4a3f3a" stroke-width=".75"'
        parts += [ellipse(18 + way * place.apart, low, 3.5, 3.3, "#eaf6ff", rim) for way in (-1, 1)]
        parts.append(
            stroke(
                [(18 - place.apart + 3.4, low - 0.4), (18, low - 1), (18 + place.apart - 3.4, low - 0.4)],
                "#4a3f3a",
                0.75,
            )
        )
    if look.outfit.nose:
        parts.append(
            ellipse(18, place.nose, 2.3, 2.2, look.outfit.nose) + ellipse(17.2, place.nose - 0.8, 0.6, 0.5, "#ffd8d0")
        )
    return "".join(parts)


def _hole(x: float, y: float) -> str:
    """Return a hole of a mask for an eye."""
    return f"M{x - 2.5} {y}A2.5 2.3 0 1 0 {x + 2.5} {y}A2.5 2.3 0 1 0 {x - 2.5} {y}Z"
