"""The JSON files of a project: plain data out, checked data in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from digiteller.errors import SpecError
from digiteller.project.folder import NARRATION, SCRIPT, Project, narration_times, narration_wav
from digiteller.spec.paths import why_refused
from digiteller.spec.schema import MAX_SCENES, MAX_TEXT
from digiteller.spec.yamlfile import control_character, quote
from digiteller.story import SceneTiming, Script, Sentence, Word
from digiteller.system.atomic_files import write_json
from digiteller.system.checked_json import read_checked_json

T = TypeVar("T")

_MAX_BYTES = 25_000_000
_RATES = 8000, 192_000
"""Samples a second that a recording may have."""
_LONGEST = 3600
"""Seconds of one scene; four thousand characters last a few minutes."""
_TOLERANCE = 0.1
"""Seconds by which times may be out, being rounded."""


def save_json(path: Path, value: Any) -> None:
    """Write a dataclass as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_json(path, TypeAdapter(type(value)).dump_python(value, mode="json", exclude_none=True))


def digest(value: Any) -> str:
    """Return the sha256 of a dataclass's JSON form."""
    return hashlib.sha256(TypeAdapter(type(value)).dump_json(value)).hexdigest()


def load_json(path: Path, kind: type[T], remake: str) -> T:
    """Read a dataclass from JSON; ``remake`` is the command that makes the file anew.

    Raises:
        SpecError: the file is not what it should be, with every field that is wrong.
    """
    return read_checked_json(path, TypeAdapter(kind), _MAX_BYTES, f"correct it, or make it anew: {remake}")


def load_script(project: Project, name: str = SCRIPT) -> Script:
    """Return the project's script, or another telling of it.

    Raises:
        SpecError: it is missing, broken, wrongly numbered, or names a picture outside the project.
    """
    path = project.require(name, "digiteller write")
    script = load_json(path, Script, f"digiteller write --force -p {project.root}")
    if [scene.number for scene in script.scenes] != list(range(1, len(script.scenes) + 1)) or not script.scenes:
        raise SpecError(f"{path}: the scenes must be numbered 1, 2, 3 ... in order")
    if len(script.scenes) > MAX_SCENES:
        raise SpecError(f"{path}: has {len(script.scenes):,} scenes; at most {MAX_SCENES} can be told")
    _check_texts(path, "", {"title": script.title, "language": script.language})
    for scene in script.scenes:
        here = f"scene {scene.number}: "
        if not scene.text.strip():
            raise SpecError(f"{path}: scene {scene.number} has no text")
        _check_texts(path, here, {"text": scene.text, "picture": scene.picture, "voice": scene.voice or ""})
        if scene.picture_file is not None and (reason := why_refused(project.root, scene.picture_file)):
            raise SpecError(f"{path}: {here}picture_file: {quote(reason, 1000)}")
    return script


def load_timing(project: Project, number: int) -> SceneTiming:
    """Return the times of one scene's narration."""
    project.require(narration_wav(number), "digiteller narrate")
    path = project.require(narration_times(number), "digiteller narrate")
    remake = f"digiteller narrate --force --scene {number} -p {project.root}"
    timing = load_json(path, SceneTiming, remake)
    _check_times(path, timing, remake)
    return timing


def load_narration(project: Project, script: Script) -> tuple[SceneTiming, ...]:
    """Return the times of the whole narration.

    Raises:
        SpecError: it is missing, broken, or was made for another number of scenes.
    """
    path = project.require(NARRATION, "digiteller narrate")
    remake = f"digiteller narrate --force -p {project.root}"
    timings = load_json(path, tuple[SceneTiming, ...], remake)
    if [timing.number for timing in timings] != [scene.number for scene in script.scenes]:
        raise SpecError(f"{path}: its scenes are not those of {SCRIPT}", hint=f"digiteller narrate -p {project.root}")
    for timing in timings:
        _check_times(path, timing, remake)
    return timings


def _check_texts(path: Path, here: str, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        if len(text) > MAX_TEXT:
            raise SpecError(f"{path}: {here}{name} has {len(text):,} characters; at most {MAX_TEXT:,} are allowed")
        if character := control_character(text):
            raise SpecError(f"{path}: {here}{name} holds a control character (U+{ord(character):04X})")


def _check_times(path: Path, timing: SceneTiming, remake: str) -> None:
    """Refuse times that lie outside the recording, or go backwards, and recordings longer than anybody listens."""
    here = f"{path}: scene {timing.number}: "
    if not _RATES[0] <= timing.sample_rate <= _RATES[1] or timing.duration > _LONGEST:
        rates = f"{_RATES[0]:,} to {_RATES[1]:,} samples a second"
        raise SpecError(f"{here}a recording has {rates}, and lasts at most {_LONGEST:,} seconds", hint=remake)
    at = 0.0
    for spoken in _spoken(timing):
        if not spoken.start <= spoken.end <= timing.duration + _TOLERANCE:
            raise SpecError(f"{here}{spoken.start:g} to {spoken.end:g} s is no time of its recording", hint=remake)
        if spoken.start < at - _TOLERANCE:
            raise SpecError(f"{here}what is said at {spoken.start:g} s follows {at:g} s", hint=remake)
        at = max(at, spoken.start)


def _spoken(timing: SceneTiming) -> Iterator[Sentence | Word]:
    for sentence in timing.sentences:
        yield sentence
        yield from sentence.words
