"""The designed pictures: title card, credits, poster, and the plates of burned captions."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image, ImageDraw

from digiteller.render import text

if TYPE_CHECKING:
    from numpy.typing import NDArray


_GAP = 0.6
"""Lines left free between credits in columns and others."""
_CREDIT = 36
"""Characters of a credit's line in a square frame; more in a wide one."""
_GUTTER = 1.0
"""Distance of the two columns, in sizes of the type."""


def backdrop(picture: NDArray[np.uint8], light: float) -> NDArray[np.uint8]:
    """Return an RGB picture [h, w, 3] out of focus, its light turned down to ``light`` (0..1) and less at the rim."""
    height, width = picture.shape[:2]
    small = cv2.resize(picture, (width // 4, height // 4), interpolation=cv2.INTER_AREA)
    soft = cv2.resize(cv2.GaussianBlur(small, (0, 0), height / 4 / 36), (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.rint(soft * (light * _vignette(width, height, 0.55))[:, :, None]), np.uint8)


def title(words: str, size: tuple[int, int]) -> NDArray[np.uint8]:
    """Return the title with its ornament as RGBA [h, w, 4], to lie over the backdrop."""
    width, height = size
    canvas = Image.new("RGBA", size)
    lines, face = text.fit(words, round(0.145 * height), 0.74 * width, 3)
    block = len(lines) * face.size * text.LEADING + 0.10 * height
    below = text.draw_lines(canvas, lines, face, width / 2, (height - block) / 2 - 0.02 * height)
    text.draw_ornament(canvas, width / 2, below + 0.065 * height, 0.30 * width, round(0.062 * height))
    return _array(text.with_shadow(canvas, 0.018 * height))


def credits(words: str, lines: Sequence[str], size: tuple[int, int]) -> NDArray[np.uint8]:
    """Return the closing card as RGBA [h, w, 4]: the title, an ornament, and the credits.

    A credit like ``Music: somebody`` is set in two columns, what in italics and who in roman.
    """
    width, height = size
    canvas = Image.new("RGBA", size)
    lines = _wrapped(lines, round(_CREDIT * max(1.0, width / height)))
    heading, face = text.fit(words, round(0.075 * height), 0.7 * width, 2)
    gaps = sum(_has_columns(a) != _has_columns(b) for a, b in pairwise(lines))
    rows = max(1.0, len(lines) + _GAP * gaps) * text.LEADING
    left, right, alone = _widths(lines)
    widest = max(left + right + _GUTTER, alone)
    pitch = max(1, int(min(0.045 * height, 0.52 * height / rows, 0.9 * width / widest)))
    block = len(heading) * face.size * text.LEADING + 0.13 * height + rows * pitch
    below = text.draw_lines(canvas, heading, face, width / 2, (height - block) / 2)
    text.draw_ornament(canvas, width / 2, below + 0.05 * height, 0.22 * width, round(0.045 * height))
    gutter, baseline = width / 2 + (left - right) / 2 * pitch, below + 0.12 * height + pitch
    for before, line in zip(("", *lines), lines, strict=False):
        if before and _has_columns(before) != _has_columns(line):
            baseline += _GAP * pitch * text.LEADING
        _draw_credit(canvas, line, pitch, gutter, baseline)
        baseline += pitch * text.LEADING
    return _array(text.with_shadow(canvas, 0.010 * height))


def _wrapped(lines: Sequence[str], characters: int) -> list[str]:
    """Return the credits with what is long broken into several lines, the second column under itself."""
    broken = []
    for line in lines:
        what, separator, who = line.partition(": ") if _has_columns(line) else ("", "", line)
        first, *others = textwrap.wrap(who, characters, break_on_hyphens=False) or [""]
        broken += [f"{what}{separator}{first}", *(f"{separator}{other}" for other in others)]
    return broken


def _widths(lines: Sequence[str]) -> tuple[float, float, float]:
    """Return how wide, in sizes of the type, the two columns are, and the lines that stand alone."""
    what, who = text.font(100, 400, "italic"), text.font(100, 500)
    columns = [line.split(": ", 1) for line in lines if _has_columns(line)]
    left = max((what.getlength(column[0]) for column in columns), default=0.0)
    right = max((who.getlength(column[1]) for column in columns), default=0.0)
    alone = max((who.getlength(line) for line in lines if not _has_columns(line)), default=0.0)
    return left / 100, right / 100, alone / 100


def _draw_credit(canvas: Image.Image, line: str, pitch: int, gutter: float, baseline: float) -> None:
    """Draw one line of the credits: on both sides of the gutter, or alone in the middle."""
    draw, fill, face = ImageDraw.Draw(canvas), (*text.CREAM, 255), text.font(pitch, 500)
    if not _has_columns(line):
        draw.text((canvas.width / 2, baseline), line, font=face, fill=fill, anchor="ms")
        return
    what, _, who = line.partition(": ")
    space = _GUTTER * pitch / 2
    draw.text((gutter - space, baseline), what, font=text.font(pitch, 400, "italic"), fill=fill, anchor="rs")
    draw.text((gutter + space, baseline), who, font=face, fill=fill, anchor="ls")


def _has_columns(line: str) -> bool:
    return 0 <= line.find(": ") <= 24


def poster(picture: NDArray[np.uint8], words: str) -> NDArray[np.uint8]:
    """Return the film's poster as RGB [h, w, 3]: the sharp picture with the title at its head."""
    height, width = picture.shape[:2]
    dark = np.clip(np.linspace(1.0, -1.0, height, dtype=np.float32), 0, 1) ** 0.8 * 0.6
    shaded = np.rint(picture * (1 - dark)[:, None, None]).astype(np.uint8)
    canvas = Image.new("RGBA", (width, height))
    lines, face = text.fit(words, round(0.125 * height), 0.84 * width, 2)
    text.draw_lines(canvas, lines, face, width / 2, 0.06 * height)
    page = Image.fromarray(shaded).convert("RGBA")
    return np.asarray(Image.alpha_composite(page, text.with_shadow(canvas, 0.018 * height)).convert("RGB"))


def caption(lines: Sequence[str], size: tuple[int, int]) -> tuple[NDArray[np.uint8], int, int]:
    """Return a caption on its plate as RGBA [h, w, 4], and its place in the frame: x and y, even."""
    width, height = size
    pitch = round(0.046 * min(height, width))
    widest = max(text.font(100, 600).getlength(line) for line in lines) / 100  # in sizes of the type
    pitch = max(1, min(pitch, int(0.96 * width / (widest + 1.6))))
    face = text.font(pitch, 600)
    inside = max(face.getlength(line) for line in lines)
    plate = (_even(inside + 1.5 * pitch), _even(len(lines) * pitch * text.LEADING + 0.75 * pitch))
    mask = Image.new("L", (plate[0] * 4, plate[1] * 4))
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, mask.width - 1, mask.height - 1), radius=pitch * 2, fill=150)
    canvas = Image.new("RGBA", plate, (14, 10, 22, 0))
    canvas.putalpha(mask.resize(plate, Image.Resampling.BOX))
    letters = Image.new("RGBA", plate)
    text.draw_lines(letters, lines, face, plate[0] / 2, 0.22 * pitch, (255, 255, 255))
    canvas.alpha_composite(letters)
    return _array(canvas), _even((width - plate[0]) / 2), _even(0.972 * height - plate[1])


def _even(length: float) -> int:
    return round(length / 2) * 2


def _vignette(width: int, height: int, rim: float) -> NDArray[np.float32]:
    """Return light [h, w]: 1 in the middle, ``rim`` in the corners."""
    x = np.linspace(-1, 1, width, dtype=np.float32)
    y = np.linspace(-1, 1, height, dtype=np.float32)
    return np.float32(1) - np.float32((1 - rim) / 2) * (x[None, :] ** 2 + y[:, None] ** 2)


def _array(canvas: Image.Image) -> NDArray[np.uint8]:
    return np.array(canvas)
