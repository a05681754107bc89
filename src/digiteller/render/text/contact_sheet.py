"""The contact sheet: all pages of a story on one sheet of paper, with their numbers and their words."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from digiteller.media.png_marks import KEY, is_marked
from digiteller.render.text import typesetting
from digiteller.render.text.line_breaking import breakable

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PAPER = (250, 246, 238)
_INK = (56, 47, 43)
_ACCENT = (172, 84, 54)
_RULE = (221, 211, 195)
_FAINT = (242, 236, 225)

_WIDTH = 2160
"""Pixels of a sheet whose pictures are neither as large nor as small as they may be."""
_LARGEST, _SMALLEST = 760, 240
"""Widths of a picture in pixels."""
_SHAPE = 1.4
"""Width / height of a sheet that is pleasant to look at."""
_LINES = 4
"""Lines of a page's words at most."""

# In widths of a picture:
_MARGIN, _GUTTER, _ROW_GAP = 0.2, 0.1, 0.12
_TYPE, _CAPTION_GAP, _CAPTION = 0.044, 0.05, 0.044 * 1.26 * 3


@dataclass(frozen=True)
class SheetTile:
    """A page on the sheet, or a frame of a film."""

    label: int | str
    """A page's number, or when a frame is seen, in seconds."""
    text: str
    picture: NDArray[np.uint8] | None
    """RGB, shape [h, w, 3], of any size; None if it has not been drawn yet."""


def thumbnail(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a picture [h, w, 3] as small as the largest sheet needs it, so that a long story fits into memory."""
    image = Image.fromarray(picture)
    image.thumbnail((_LARGEST, 2 * _LARGEST), Image.Resampling.LANCZOS)
    return np.asarray(image)


def draw_contact_sheet(title: str, tiles: Sequence[SheetTile], columns: int | None = None) -> NDArray[np.uint8]:
    """Return the sheet as RGB [h, w, 3]: the title on top, then the pages in reading order.

    Without ``columns`` there are as many as make the sheet a little wider than high. Pictures keep their shape; the
    frames have that of most pictures, unless it is a strip. Words too many for their place end in an ellipsis.
    """
    aspects = [tile.picture.shape[1] / tile.picture.shape[0] for tile in tiles if tile.picture is not None]
    aspect = min(2.5, max(0.4, median(aspects))) if aspects else 16 / 9
    columns = columns or _columns(len(tiles), aspect)
    width = round(min(_LARGEST, max(_SMALLEST, _WIDTH / (columns * (1 + _GUTTER) - _GUTTER + 2 * _MARGIN))))
    frame = (width, max(1, round(width / aspect)))
    face = typesetting.font(max(12, round(_TYPE * width)), 500)
    indent = face.getlength(f"{tiles[-1].label}") + 0.6 * face.size if tiles else 0.0
    captions = [_wrapped(tile.text, face, width - indent) for tile in tiles]
    margin, step = round(_MARGIN * width), round((1 + _GUTTER) * width)
    size_x = 2 * margin + step * columns - round(_GUTTER * width)
    heading = typesetting.fit_lines(title, round(min(0.16 * width, 0.05 * size_x)), size_x - 2 * margin, 2, 500)
    tops = [_heading_height(heading, margin)]
    for row in range(0, len(tiles), columns):
        lines = max(len(caption) for caption in captions[row : row + columns])
        below = _CAPTION_GAP * width + lines * _leading(face) + _ROW_GAP * width
        tops.append(tops[-1] + round(frame[1] + below))
    sheet = Image.new("RGB", (size_x, tops[-1] - round(_ROW_GAP * width) + margin), _PAPER)
    places = [(margin + step * (at % columns), tops[at // columns]) for at in range(len(tiles))]
    _draw_heading(sheet, heading, margin)
    pictures = [_placed(tile, frame, place) for tile, place in zip(tiles, places, strict=True)]
    _draw_shadows(sheet, [box for image, box in pictures if image], width)
    for tile, caption, (x, y), (image, box) in zip(tiles, captions, places, pictures, strict=True):
        _draw_picture(sheet, image, box, face)
        _draw_caption(sheet, tile.label, caption, face, (x, y + frame[1] + _CAPTION_GAP * width), indent)
    return np.asarray(sheet)


def mark(sheet: NDArray[np.uint8], kind: str) -> str:
    """Return what the header of a sheet's PNG says of it: which ``kind`` of ours it is, and a digest of its pixels."""
    return f"{_mark_of(kind)} {hashlib.sha256(sheet.tobytes()).hexdigest()[:32]}"


def is_sheet(path: Path, kind: str) -> bool:
    """Return whether a file is a sheet of this kind as it was written: one that somebody drew on is not."""
    if not is_marked(path, _mark_of(kind)):
        return False
    try:
        with Image.open(path, formats=("PNG",)) as image:
            return image.info.get(KEY) == mark(np.asarray(image), kind)
    except Exception:  # whatever Pillow's decoder stumbles over
        return False


def _mark_of(kind: str) -> str:
    return f"digiteller {kind}"


def _columns(count: int, aspect: float) -> int:
    """Return the number of columns that makes a pleasant sheet with few places left empty."""

    def ugliness(columns: int) -> float:
        rows = ceil(count / columns)
        wide = columns * (1 + _GUTTER) + 2 * _MARGIN
        high = rows * (1 / aspect + _CAPTION_GAP + _CAPTION + _ROW_GAP) + 2 * _MARGIN
        return abs(log(wide / high / _SHAPE)) + 0.6 * (rows * columns - count) / columns

    return min(range(1, count + 1), key=ugliness, default=1)


def _wrapped(words: str, face: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """Return ``words`` in lines of at most ``width`` pixels; what is too much for them ends in an ellipsis."""
    lines = [""]
    rest = breakable(words)[::-1]
    while rest:
        part = rest.pop()
        longer = f"{lines[-1]}{part}".lstrip()
        if face.getlength(longer) <= width:
            lines[-1] = longer
        elif not lines[-1]:  # longer than a line: as many of its characters as fit, at least one
            fitting = max(1, sum(face.getlength(longer[:end]) <= width for end in range(1, min(len(longer), 200))))
            lines[-1] = longer[:fitting]
            rest += [longer[fitting:]] if longer[fitting:] else []
        elif len(lines) < _LINES:
            lines.append("")
            rest.append(part)
        else:
            return [*lines[:-1], _cut(lines[-1], face, width)]
    return lines


def _cut(line: str, face: ImageFont.FreeTypeFont, width: float) -> str:
    """Return ``line`` with an ellipsis, shortened by words or else by characters until it fits."""
    while face.getlength(f"{line}…") > width and len(line) > 1:
        line = line.rpartition(" ")[0] or line[:-1]
    return f"{line.rstrip(' ,;:.–—-')}…"


def _placed(
    tile: SheetTile, frame: tuple[int, int], place: tuple[int, int]
) -> tuple[Image.Image | None, tuple[int, int, int, int]]:
    """Return the picture as large as fits its frame, and where it lies: left, top, right, bottom."""
    x, y = place
    if tile.picture is None:
        return None, (x, y, x + frame[0], y + frame[1])
    image = Image.fromarray(tile.picture)
    scale = min(frame[0] / image.width, frame[1] / image.height)
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    left, top = x + (frame[0] - size[0]) // 2, y + frame[1] - size[1]
    return image.resize(size, Image.Resampling.LANCZOS), (left, top, left + size[0], top + size[1])


def _draw_shadows(sheet: Image.Image, boxes: Sequence[tuple[int, int, int, int]], width: int) -> None:
    """Lay soft shadows on the paper, a little below the pictures."""
    fall, mask = round(0.012 * width), Image.new("L", sheet.size)
    draw = ImageDraw.Draw(mask)
    for left, top, right, bottom in boxes:
        draw.rectangle((left, top + fall, right, bottom + fall), fill=70)
    sheet.paste(_INK, mask=mask.filter(ImageFilter.GaussianBlur(0.018 * width)))


def _draw_picture(
    sheet: Image.Image, image: Image.Image | None, box: tuple[int, int, int, int], face: ImageFont.FreeTypeFont
) -> None:
    """Draw a picture, or an empty frame that says so."""
    if image is not None:
        sheet.paste(image, box)
        return
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((box[0], box[1], box[2] - 1, box[3] - 1), fill=_FAINT, outline=_RULE, width=2)
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    draw.text(
        middle, "not drawn yet", font=typesetting.font(round(face.size), 400, "italic"), fill=_ACCENT, anchor="mm"
    )


def _draw_caption(
    sheet: Image.Image,
    label: int | str,
    lines: Sequence[str],
    face: ImageFont.FreeTypeFont,
    place: tuple[float, float],
    indent: float,
) -> None:
    draw = ImageDraw.Draw(sheet)
    baseline = place[1] + face.size
    draw.text((place[0], baseline), f"{label}", font=typesetting.font(round(face.size), 700), fill=_ACCENT, anchor="ls")
    for line in lines:
        draw.text((place[0] + indent, baseline), line, font=face, fill=_INK, anchor="ls")
        baseline += _leading(face)


def _heading_height(heading: tuple[list[str], ImageFont.FreeTypeFont], margin: int) -> int:
    lines, face = heading
    return round(margin * 0.75 + len(lines) * face.size * typesetting.LEADING + 1.4 * face.size)


def _draw_heading(sheet: Image.Image, heading: tuple[list[str], ImageFont.FreeTypeFont], margin: int) -> None:
    lines, face = heading
    below = typesetting.draw_lines(sheet, lines, face, sheet.width / 2, margin * 0.75, _INK)
    leaf = typesetting.font(round(0.55 * face.size), 500)
    ImageDraw.Draw(sheet).text((sheet.width / 2, below + 0.45 * face.size), "❦", font=leaf, fill=_ACCENT, anchor="mm")


def _leading(face: ImageFont.FreeTypeFont) -> float:
    return 1.26 * face.size
