"""Typefaces: EB Garamond (Latin, Cyrillic, Greek), or one that the user names, and whether it has the letters."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import fontpkg
from PIL import ImageFont, features

from digiteller.errors import MissingPackageError

_NOWHERE = "\U0010ffff"
"""A code point that is no character, so that no font has it."""
_PACKAGES = {
    "ARABIC": "fontpkg-noto-sans-arabic",
    "HEBREW": "fontpkg-heebo",
    "DEVANAGARI": "fontpkg-noto-sans-devanagari",
    "TAMIL": "fontpkg-noto-sans-tamil",
    "TELUGU": "fontpkg-noto-sans-telugu",
    "THAI": "fontpkg-noto-sans-thai",
    "KHMER": "fontpkg-noto-sans-khmer",
}
"""For scripts, as the Unicode names of their letters begin, a package with a font."""

Style = Literal["normal", "italic"]


@dataclass(frozen=True)
class Typeface:
    """The font files of a family."""

    name: str
    normal: str
    italic: str

    def font(self, size: int, weight: int = 500, style: Style = "normal") -> ImageFont.FreeTypeFont:
        """Return the typeface at ``size`` pixels; weights run from 400 (regular) to 800, if it has them."""
        return _font(self.normal if style == "normal" else self.italic, size, weight)

    @property
    def digest(self) -> str:
        """The contents of its files, told apart."""
        return _digest(self.normal) + _digest(self.italic)

    def missing(self, text: str) -> list[str]:
        """Return the characters of ``text`` that it has no glyph for, in order."""
        return [letter for letter in dict.fromkeys(unicodedata.normalize("NFC", text)) if not self._has(letter)]

    def _has(self, letter: str) -> bool:
        if unicodedata.category(letter) in ("Cc", "Cf", "Zs", "Zl", "Zp") or _has_glyph(self.normal, letter):
            return True
        parts = unicodedata.normalize("NFD", letter)  # are drawn together where there is no glyph for the whole
        return len(parts) > 1 and all(_has_glyph(self.normal, part) for part in parts)


@cache
def _digest(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:16] if Path(path).is_file() else path


@cache
def _font(path: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    face = ImageFont.truetype(path, size)
    try:
        axes = face.get_variation_axes()
    except OSError:  # not a variable font
        return face
    face.set_variation_by_axes(
        [
            min(max(weight, axis["minimum"] or 0), axis["maximum"] or weight)
            if axis["name"] == b"Weight"
            else axis["default"] or 0
            for axis in axes
        ]
    )
    return face


@cache
def _has_glyph(path: str, letter: str) -> bool:
    """Return whether a font draws a letter otherwise than what it does not know."""
    return _drawn(path, letter) != _drawn(path, _NOWHERE)


@cache
def _drawn(path: str, letter: str) -> tuple[object, ...]:
    # The basic layout draws one glyph for each character, and puts none together.
    face = ImageFont.truetype(path, 40, layout_engine=ImageFont.Layout.BASIC)
    return face.getbbox(letter), bytes(face.getmask(letter))


@cache
def find_typeface(name: str | None = None) -> Typeface:
    """Return a typeface: a font file, a family of an installed fontpkg package, or a file of the system's fonts.

    Raises:
        MissingPackageError: there is none of that name.
    """
    family = name or "EB Garamond"
    path = str(Path(family).expanduser())
    try:
        if not Path(path).is_file():
            normal, italic = (str(fontpkg.path(family, style=style, nearest=True)) for style in ("normal", "italic"))
            return Typeface(family, normal, italic)
    except fontpkg.StyleNotAvailable:
        path = str(fontpkg.path(family, nearest=True))
    except fontpkg.FamilyNotInstalled:
        pass
    try:
        ImageFont.truetype(path, 40)
    except OSError as error:
        raise MissingPackageError(
            f"render.font: there is no font {family}",
            hint=f"name a font file, or: pip install fontpkg-{fontpkg.slugify(family)}",
        ) from error
    return Typeface(family, path, path)


def require_letters(face: Typeface, texts: Iterable[str]) -> None:
    """Make sure that texts can be drawn.

    Raises:
        MissingPackageError: the font lacks some of their characters, or Pillow cannot set their script.
    """
    text = "".join(texts)
    unknown = face.missing(text)
    if unknown:
        named = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in unknown[:8])
        scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in unknown}
        package = next((package for script, package in _PACKAGES.items() if script in scripts), None)
        raise MissingPackageError(
            f"the font {face.name} has no glyph for {named}{' and others' if len(unknown) > 8 else ''}",
            hint="name a font that has them: render: {font: FILE or NAME}"
            + (f"; pip install {package}" if package else ""),
        )
    shaped = next((letter for letter in text if _needs_shaping(letter)), None)
    if shaped is not None and not features.check("raqm"):
        raise MissingPackageError(
            f"this Pillow cannot set {unicodedata.name(shaped, shaped)}: it was built without Raqm",
            hint="pip install --force-reinstall pillow, and install FriBiDi (Debian: apt install libfribidi0)",
        )


def _needs_shaping(letter: str) -> bool:
    """Return whether a letter is written from right to left, or joined to another."""
    return unicodedata.category(letter) in ("Mn", "Mc", "Me") or unicodedata.bidirectional(letter) in ("R", "AL")
