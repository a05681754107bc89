"""Marks in a text that say how to read it, and are not read: ``[pause 0.8]``, ``[voice Mina] ... [/voice]``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from digiteller.errors import SpecError
from digiteller.story import Scene, Script

LONGEST_PAUSE = 30.0
"""Seconds."""

_MARK = re.compile(r"\[\s*(?P<name>pause|/?voice)\b(?P<value>[^\]\n]*)\]", re.IGNORECASE)
_SECONDS = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s?s?")
_OPENED = re.compile(r"(?:^|\s)[\"'“‘«„(\[¿¡—]+$")
_CLOSING = re.compile(r"\s*[.,;:!?…”’»)\]]|\"(?!\w)")
_HINT = "marks are [pause SECONDS], [voice NAME] and [/voice]"


@dataclass(frozen=True)
class Marked:
    """A text without its marks, and what they say about its words, which white space separates."""

    text: str
    pauses: dict[int, float]
    """Seconds of silence before the word of an index; that of the word behind the last is at the end."""
    voices: dict[int, str]
    """The voice that the word of an index is to be read with."""


def read_markup(text: str) -> Marked:
    """Return ``text`` without marks, and their meaning.

    A pause stands where the mark does, or behind the punctuation right after it, instead of the pause that would be
    there. A voice lasts until the next mark of a voice, ``[/voice]``, or the end of the line.

    Raises:
        SpecError: a mark cannot be understood.
    """
    plain, voice, at = "", None, 0
    pauses: list[tuple[int, float]] = []
    voices: list[tuple[int, int, str]] = []
    for mark in [*_MARK.finditer(text), None]:
        piece = text[at : mark.start() if mark else None]
        plain = _joint(plain, piece)
        if voice is not None:
            start = len(plain) - len(piece.lstrip(" "))
            voices.append((start, len(plain) if "\n" not in piece else plain.index("\n", start), voice))
        if mark is None:
            break
        at, value = mark.end(), mark["value"].strip()
        voice = None if "\n" in piece else voice
        if mark["name"].lower() == "pause":
            pauses.append((len(plain), _seconds(mark[0], value)))
        elif (mark["name"].lower() == "voice") != bool(value):
            raise SpecError(f"the mark {mark[0][:60]!r} cannot be understood", hint=_HINT)
        else:
            voice = value or None
    spoken = [_first_letter(word) for word in re.finditer(r"\S+", plain)]
    return Marked(
        plain,
        {sum(letter < place for letter in spoken): seconds for place, seconds in pauses},
        {index: name for start, end, name in voices for index, letter in enumerate(spoken) if start <= letter < end},
    )


def strip_markup(text: str) -> str:
    """Return ``text`` as it is shown.

    Raises:
        SpecError: a mark cannot be understood.
    """
    return read_markup(text).text if "[" in text else text


def strip_script_markup(script: Script) -> Script:
    """Return a script whose texts are as they are shown."""
    return replace(script, scenes=tuple(_stripped(scene) for scene in script.scenes))


def _stripped(scene: Scene) -> Scene:
    text = strip_markup(scene.text)
    return replace(scene, text=text, picture=text if scene.picture == scene.text else scene.picture)


def _joint(before: str, after: str) -> str:
    """Return two pieces that a mark stood between, with one space where there was any or words would run together."""
    if not before:
        return after.lstrip()
    if _CLOSING.match(after):
        return before.rstrip(" ") + after.lstrip(" ")
    if before[-1].isspace() or _OPENED.search(before):
        return before + after.lstrip(" ")
    return before + " " * bool(after and not after[0].isspace()) + after


def _first_letter(word: re.Match[str]) -> int:
    """Return where the first letter or digit of a word stands, or the word where it has none."""
    return word.start() + next((at for at, char in enumerate(word[0]) if char.isalnum()), 0)


def _seconds(mark: str, value: str) -> float:
    match = _SECONDS.fullmatch(value)
    if match is None or float(match[1]) > LONGEST_PAUSE:
        raise SpecError(
            f"the mark {mark[:60]!r} cannot be understood", hint=f"a pause is [pause 0.8], at most {LONGEST_PAUSE:g} s"
        )
    return float(match[1])
