"""Footage: pictures that an illustrator made as a film of few frames, blended to the rate of the film."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import cv2

from digiteller.errors import SpecError
from digiteller.render.sheets import Planes, Sheet

TABLE = "frames.json"
_HINT = "make the page again: digiteller illustrate --force"


class Footage:
    """The frames of a scene: ``frames/*.png`` or ``.jpg`` in a folder, in the order of their names.

    ``frames.json`` beside them tells ``fps``, and at ``loop`` what happens when they end before the scene does: they
    play back and forth (``ping-pong``), or the last one stays (``hold``).
    """

    def __init__(self, folder: Path, sheet: Callable[[Path], Sheet]) -> None:
        """Look at the table in ``folder``; ``sheet`` turns the file of a frame into what the compositor draws.

        Raises:
            SpecError: the table is missing or damaged, or there are no frames.
        """
        path = folder / TABLE
        try:
            table = json.loads(path.read_text(encoding="utf-8"))
            self._fps, self._loop = float(table["fps"]), str(table["loop"])
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise SpecError(f"{path}: cannot be read: {error}", hint=_HINT) from error
        if not 0 < self._fps <= 240 or self._loop not in ("ping-pong", "hold"):
            raise SpecError(f"{path}: needs an fps above 0, and a loop that is ping-pong or hold", hint=_HINT)
        self._files = sorted(file for file in (folder / "frames").glob("*") if file.suffix in (".png", ".jpg", ".jpeg"))
        if not self._files:
            raise SpecError(f"{folder / 'frames'}: has no frames", hint=_HINT)
        self._sheet = lru_cache(maxsize=4)(lambda index: sheet(self._files[index]))

    def at(self, seconds: float) -> Sheet:
        """Return what is seen when the footage has played for some seconds."""
        first, second, share = between(seconds * self._fps, len(self._files), self._loop)
        sheet = self._sheet(first)
        if share == 0:
            return sheet
        a, b = sheet.planes, self._sheet(second).planes
        pairs = zip(a, b, strict=True)
        return replace(sheet, planes=Planes(*(cv2.addWeighted(x, 1 - share, y, share, 0) for x, y in pairs)))


def between(position: float, count: int, loop: str) -> tuple[int, int, float]:
    """Return which two of ``count`` frames are seen at a position in frames, and the share of the second, 0..1."""
    last = count - 1
    if loop == "hold" or last == 0:
        position = min(position, last)
    else:
        position %= 2 * last
        position = min(position, 2 * last - position)
    first = min(int(position), last)
    return first, min(first + 1, last), position - first
