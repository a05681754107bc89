"""The designed pictures: title card, credits, poster, and the plates of burned captions."""

from __future__ import annotations

import math
import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from digiteller.media import caption_area
from digiteller.render.text import typesetting
from digiteller.render.text.captions import Spot
from digiteller.render.text.fonts import Typeface, find_typeface
from digiteller.story import Layer, Motion

if TYPE_CHECKING:
    from numpy.typing import NDArray


COLOURS = {"gold": "#ffd34d", "coral": "#ff9d7d", "mint": "#90e6b4", "sky": "#92d3ff"}
"""Of the word that is spoken."""
_GAP = 0.6
"""Lines left free between credits in columns and others."""
_CREDITS = range(28, 121, 4)
"""Characters in a line of the credits that are tried."""
_ADDRESS = 60
"""Characters of a word, such as a web address, that is not broken."""
_SHARP = 540
"""Pixels of the shorter side below which type is drawn larger, and reduced."""
_SMALLEST_CAPTION = 11
"""Pixels."""
_PLATE = 188
"""Opacity of the captions' plate, 0 to 255."""
_MOTE = (255, 236, 200)
"""The colour of the lights before a card."""
_GUTTER = 1.0
"""Distance of the two columns, in sizes of the type."""


def draw_backdrop(picture: NDArray[np.uint8], light: float) -> NDArray[np.uint8]:
    """Return an RGB picture [h, w, 3] out of focus, its light turned down to ``light`` (0..1) and less at the rim."""
    height, width = picture.shape[:2]
    small = cv2.resize(picture, (width // 4, height // 4), interpolation=cv2.INTER_AREA)
    soft = cv2.resize(cv2.GaussianBlur(small, (0, 0), height / 4 / 36), (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.rint(soft * (light * _vignette(width, height, 0.55))[:, :, None]), np.uint8)


def draw_motes(size: tuple[int, int], seed: str) -> list[Layer]:
    """Return lights that float before a backdrop for frames of ``size``, in swarms that glow in turn."""
    random, unit = Random(f"{seed} motes"), math.sqrt(size[0] * size[1]) / 1000
    swarms = []
    for swarm, (depth, count) in enumerate(((1.6, 12), (1.0, 9), (0.7, 6))):
        sheet = np.zeros((size[1], size[0], 4), np.uint8)
        sheet[..., :3] = _MOTE
        for _ in range(count):
            radius = max(2, round(unit * random.uniform(5, 16) / depth))
            x, y = (random.randrange(2 * radius, side - 2 * radius) for side in size)
            cv2.circle(sheet, (x, y), radius, (*_MOTE, random.randrange(50, 110)), -1, cv2.LINE_AA)
        alpha = cv2.GaussianBlur(np.ascontiguousarray(sheet[..., 3]), (0, 0), max(0.8, 2.4 * unit))
        image = np.dstack([sheet[..., :3], alpha])
        sway = 14 * unit / depth
        motion = Motion((0.0, 0.0), (sway, 1.6 * sway), 0.7, 4.2 + 1.3 * swarm, swarm / 3)
        swarms.append(Layer(f"motes {swarm}", image, 0, 0, depth, motion))
    return swarms


def draw_title_card(words: str, size: tuple[int, int], family: Typeface | None = None) -> NDArray[np.uint8]:
    """Return the title with its ornament as RGBA [h, w, 4], to lie over the backdrop."""
    (width, height), unit = _enlarged(size), _unit(size)
    canvas = Image.new("RGBA", (width, height))
    lines, face = typesetting.fit_lines(
        words, round(0.145 * unit), 0.74 * width, 3 if width > height else 5, family=family
    )
    block = len(lines) * face.size * typesetting.LEADING + 0.10 * unit
    below = typesetting.draw_lines(canvas, lines, face, width / 2, (height - block) / 2 - 0.02 * unit)
    typesetting.draw_ornament(
        canvas, width / 2, below + 0.065 * unit, max(0.30 * width, 0.5 * unit), round(0.062 * unit)
    )
    return _array(typesetting.with_shadow(canvas, 0.018 * unit).resize(size, Image.Resampling.BOX))


def draw_credits(
    words: str, lines: Sequence[str], size: tuple[int, int], family: Typeface | None = None
) -> NDArray[np.uint8]:
    """Return the closing card as RGBA [h, w, 4]: the title, an ornament, and the credits.

    A credit like ``Music: somebody`` is set in two columns, what in italics and who in roman. Credits too long for a
    line are broken where they can be set largest.
    """
    (width, height), unit = _enlarged(size), _unit(size)
    family = family or find_typeface()
    canvas = Image.new("RGBA", (width, height))
    heading, face = typesetting.fit_lines(
        words, round(0.075 * unit), 0.7 * width, 2 if width > height else 4, family=family
    )
    head = len(heading) * face.size * typesetting.LEADING + 0.13 * unit
    longest = max((len(word) for line in lines for word in line.split()), default=0)
    tried = [characters for characters in _CREDITS if characters >= min(longest, _ADDRESS)]
    layouts = [_Layout.of(_wrapped(lines, characters), family) for characters in tried]
    pitches = [layout.pitch(0.045 * unit, 0.86 * width, 0.88 * height - head) for layout in layouts]
    best = max(range(len(layouts)), key=lambda index: (pitches[index], -layouts[index].rows))
    layout, pitch = layouts[best], pitches[best]
    below = typesetting.draw_lines(canvas, heading, face, width / 2, (height - head - layout.rows * pitch) / 2)
    typesetting.draw_ornament(
        canvas, width / 2, below + 0.05 * unit, max(0.22 * width, 0.4 * unit), round(0.045 * unit)
    )
    gutter, baseline = width / 2 + (layout.left - layout.right) / 2 * pitch, below + 0.12 * unit + pitch
    for before, line in zip(("", *layout.lines), layout.lines, strict=False):
        if before and _has_columns(before) != _has_columns(line):
            baseline += _GAP * pitch * typesetting.LEADING
        _draw_credit(canvas, line, family, pitch, gutter, baseline)
        baseline += pitch * typesetting.LEADING
    return _array(typesetting.with_shadow(canvas, 0.010 * unit).resize(size, Image.Resampling.BOX))


def _enlarged(size: tuple[int, int]) -> tuple[int, int]:
    """Return the size to draw at, to be reduced: small type is set evenly only without regard to pixels."""
    times = -(-_SHARP // min(size))
    return size[0] * times, size[1] * times


def _unit(size: tuple[int, int]) -> int:
    """Return the length that type goes by, in enlarged pixels: the shorter side, which is what it must fit."""
    return min(_enlarged(size))


@dataclass(frozen=True)
class _Layout:
    """Credits broken into lines; widths and heights in sizes of the type."""

    lines: Sequence[str]
    left: float
    right: float
    alone: float
    rows: float

    @classmethod
    def of(cls, lines: Sequence[str], family: Typeface) -> _Layout:
        gaps = sum(_has_columns(a) != _has_columns(b) for a, b in pairwise(lines))
        return cls(lines, *_widths(lines, family), max(1.0, len(lines) + _GAP * gaps) * typesetting.LEADING)

    def pitch(self, wanted: float, width: float, height: float) -> int:
        """Return the size of the type, at most as wanted, at which it fits."""
        return max(1, int(min(wanted, width / max(self.left + self.right + _GUTTER, self.alone), height / self.rows)))


def _wrapped(lines: Sequence[str], characters: int) -> list[str]:
    """Return the credits with what is long broken into several lines, the second column under itself."""
    broken = []
    for line in lines:
        what, separator, who = line.partition(": ") if _has_columns(line) else ("", "", line)
        first, *others = textwrap.wrap(who, characters, break_on_hyphens=False) or [""]
        broken += [f"{what}{separator}{first}", *(f"{separator}{other}" for other in others)]
    return broken


def _widths(lines: Sequence[str], family: Typeface) -> tuple[float, float, float]:
    """Return how wide, in sizes of the type, the two columns are, and the lines that stand alone."""
    what, who = family.font(100, 400, "italic"), family.font(100, 500)
    columns = [line.split(": ", 1) for line in lines if _has_columns(line)]
    left = max((what.getlength(column[0]) for column in columns), default=0.0)
    right = max((who.getlength(column[1]) for column in columns), default=0.0)
    alone = max((who.getlength(line) for line in lines if not _has_columns(line)), default=0.0)
    return left / 100, right / 100, alone / 100


def _draw_credit(canvas: Image.Image, line: str, family: Typeface, pitch: int, gutter: float, baseline: float) -> None:
    """Draw one line of the credits: on both sides of the gutter, or alone in the middle."""
    draw, fill, face = ImageDraw.Draw(canvas), (*typesetting.CREAM, 255), family.font(pitch, 500)
    if not _has_columns(line):
        draw.text((canvas.width / 2, baseline), line, font=face, fill=fill, anchor="ms")
        return
    what, _, who = line.partition(": ")
    space = _GUTTER * pitch / 2
    draw.text((gutter - space, baseline), what, font=family.font(pitch, 400, "italic"), fill=fill, anchor="rs")
    draw.text((gutter + space, baseline), who, font=face, fill=fill, anchor="ls")


def _has_columns(line: str) -> bool:
    return 0 <= line.find(": ") <= 24


def draw_poster(picture: NDArray[np.uint8], words: str, family: Typeface | None = None) -> NDArray[np.uint8]:
    """Return the film's poster as RGB [h, w, 3]: the sharp picture with the title at its head."""
    height, width = picture.shape[:2]
    unit = min(height, width)
    dark = np.clip(np.linspace(1.0, -1.0, height, dtype=np.float32), 0, 1) ** 0.8 * 0.6
    shaded = np.rint(picture * (1 - dark)[:, None, None]).astype(np.uint8)
    canvas = Image.new("RGBA", (width, height))
    lines, face = typesetting.fit_lines(
        words, round(0.125 * unit), 0.84 * width, 2 if width > height else 3, family=family
    )
    typesetting.draw_lines(canvas, lines, face, width / 2, 0.06 * unit)
    page = Image.fromarray(shaded).convert("RGBA")
    return np.asarray(Image.alpha_composite(page, typesetting.with_shadow(canvas, 0.018 * unit)).convert("RGB"))


def draw_caption(
    lines: Sequence[str],
    size: tuple[int, int],
    family: Typeface | None = None,
    lit: Spot | None = None,
    colour: str = "gold",
) -> tuple[NDArray[np.uint8], int, int]:
    """Return a caption on its plate as RGBA [h, w, 4], and its place in the frame: x and y, even.

    The word ``lit`` is set in ``colour`` (one of ``COLOURS``), if there is one. ``caption_area`` says where it lies.
    """
    width, height = size
    family = family or find_typeface()
    times = -(-_SHARP // min(size))
    pitch = times * max(_SMALLEST_CAPTION, round(caption_area.TYPE * min(size)))
    widest = max(family.font(100, 600).getlength(line) for line in lines) / 100  # in sizes of the type
    pitch = max(1, min(pitch, int(0.96 * times * width / (widest + 1.6))))
    face = family.font(pitch, 600)
    inside = max(face.getlength(line) for line in lines)
    high = len(lines) * pitch * typesetting.LEADING + 0.75 * pitch
    small = (_even((inside + 1.5 * pitch) / times), _even(high / times))
    plate = (small[0] * times, small[1] * times)
    mask = Image.new("L", (plate[0] * 4, plate[1] * 4))
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, mask.width - 1, mask.height - 1), radius=pitch * 2, fill=_PLATE)
    canvas = Image.new("RGBA", plate, (14, 10, 22, 0))
    canvas.putalpha(mask.resize(plate, Image.Resampling.BOX))
    letters = Image.new("RGBA", plate)
    typesetting.draw_lines(letters, lines, face, plate[0] / 2, 0.22 * pitch, (255, 255, 255))
    if lit is not None:
        left, right = (plate[0] / 2 + at for at in _span(lines[lit.line], lit, face))
        top = round((0.22 + lit.line * typesetting.LEADING) * pitch)
        word = (round(left), top, round(right), top + round(typesetting.LEADING * pitch) + 1)
        coloured = Image.new("RGBA", plate, COLOURS[colour])
        coloured.putalpha(letters.getchannel("A"))
        letters.paste(coloured.crop(word), word[:2])
    canvas.alpha_composite(letters)
    foot = caption_area.caption_foot(width, height)
    reduced = canvas.resize(small, Image.Resampling.BOX)
    return _array(reduced), _even((width - small[0]) / 2), _even(foot * height - small[1])


def _span(line: str, word: Spot, face: ImageFont.FreeTypeFont) -> tuple[float, float]:
    """Return the left and the right edge of a word, in pixels from the middle of its line."""
    whole = face.getlength(line)
    first, last = (face.getlength(line[:end]) - whole / 2 for end in (word.first, word.last))
    leftwards = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in line)
    return (-last, -first) if leftwards else (first, last)


def _even(length: float) -> int:
    return round(length / 2) * 2


def _vignette(width: int, height: int, rim: float) -> NDArray[np.float32]:
    """Return light [h, w]: 1 in the middle, ``rim`` in the corners."""
    x = np.linspace(-1, 1, width, dtype=np.float32)
    y = np.linspace(-1, 1, height, dtype=np.float32)
    return np.float32(1) - np.float32((1 - rim) / 2) * (x[None, :] ** 2 + y[:, None] ** 2)


def _array(canvas: Image.Image) -> NDArray[np.uint8]:
    return np.array(canvas)
