"""Type on pictures: lines broken evenly, drawn with a soft shadow."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from digiteller.render.text.fonts import Style, Typeface, find_typeface
from digiteller.render.text.line_breaking import breakable

LEADING = 1.16
"""Distance of two baselines in sizes of the type."""
CREAM = (255, 246, 227)


def font(size: int, weight: int = 500, style: Style = "normal") -> ImageFont.FreeTypeFont:
    """Return our own typeface at ``size`` pixels; weights run from 400 (regular) to 800."""
    return find_typeface().font(size, weight, style)


def break_evenly(text: str, face: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """Return ``text`` in as few lines as fit into ``width`` pixels, as equal in length as can be."""
    parts = breakable(text)
    if not parts:
        return []
    natural = _greedy(parts, face, width)
    narrow, wide = 0.0, width
    for _ in range(10):  # the narrowest column that needs no further line
        middle = (narrow + wide) / 2
        if len(_greedy(parts, face, middle)) > len(natural):
            narrow = middle
        else:
            wide = middle
    return _greedy(parts, face, wide)


def _greedy(parts: Sequence[str], face: ImageFont.FreeTypeFont, width: float) -> list[str]:
    lines = [parts[0].lstrip()]
    for part in parts[1:]:
        if face.getlength(lines[-1] + part) <= width:
            lines[-1] += part
        else:
            lines.append(part.lstrip())
    return lines


def fit_lines(
    text: str, size: int, width: float, lines: int, weight: int = 600, family: Typeface | None = None
) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """Return ``text`` broken into at most ``lines`` lines of ``width`` pixels, and the type, of ``size`` if it fits."""
    while True:
        face = (family or find_typeface()).font(size, weight)
        broken = break_evenly(text, face, width)
        fits = len(broken) <= lines and all(face.getlength(line) <= width for line in broken)
        if fits or size <= 6:
            return broken, face
        size = int(size * 0.94)


def draw_lines(
    canvas: Image.Image,
    lines: Sequence[str],
    face: ImageFont.FreeTypeFont,
    middle: float,
    top: float,
    colour: tuple[int, int, int] = CREAM,
) -> float:
    """Draw ``lines`` centred on ``middle`` from ``top`` down; return where the next line would begin."""
    draw = ImageDraw.Draw(canvas)
    for line in lines:
        draw.text((middle, top + face.size), line, font=face, fill=(*colour, 255), anchor="ms")
        top += face.size * LEADING
    return top


def draw_ornament(canvas: Image.Image, middle: float, y: float, width: float, size: int) -> None:
    """Draw a leaf between two rules that taper off, centred on (``middle``, ``y``)."""
    face = font(size, 500)
    draw = ImageDraw.Draw(canvas)
    left, top, right, bottom = face.getbbox("❦", anchor="ls")
    draw.text((middle - (left + right) / 2, y - (top + bottom) / 2), "❦", font=face, fill=(*CREAM, 255), anchor="ls")
    thick = max(1.0, size / 22)
    gap = (right - left) * 0.95
    for side in (-1, 1):
        inner, outer = middle + side * gap, middle + side * width / 2
        _polygon(canvas, [(inner, y - thick), (outer, y - 0.2), (outer, y + 0.2), (inner, y + thick)])


def _polygon(canvas: Image.Image, points: Sequence[tuple[float, float]]) -> None:
    """Fill a polygon with smooth edges: drawn four times as large."""
    left, top = (int(min(p[axis] for p in points)) - 1 for axis in (0, 1))
    right, bottom = (int(max(p[axis] for p in points)) + 2 for axis in (0, 1))
    mask = Image.new("L", (4 * (right - left), 4 * (bottom - top)))
    ImageDraw.Draw(mask).polygon([(4 * (x - left), 4 * (y - top)) for x, y in points], fill=255)
    mask = mask.resize((right - left, bottom - top), Image.Resampling.BOX)
    canvas.paste((*CREAM, 255), (left, top), mask)


def with_shadow(canvas: Image.Image, blur: float, strength: float = 0.85) -> Image.Image:
    """Return ``canvas`` with a soft dark shadow beneath, close and wide, so that it reads on any picture."""
    alpha = canvas.getchannel("A")
    near = alpha.filter(ImageFilter.GaussianBlur(blur / 4))
    wide = alpha.filter(ImageFilter.GaussianBlur(blur))
    shade = Image.blend(near, wide, 0.6).point([min(255, int(2.2 * strength * level)) for level in range(256)])
    shadow = Image.new("RGBA", canvas.size, (12, 8, 20, 0))
    shadow.putalpha(shade)
    return Image.alpha_composite(shadow, canvas)
