"""The JSON files of a project: plain data out, checked data in."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from digiteller.errors import SpecError
from digiteller.project import NARRATION, SCRIPT, Project, narration_times, narration_wav, write_json
from digiteller.story import SceneTiming, Script

T = TypeVar("T")

_MAX_BYTES = 50_000_000


def save(path: Path, value: Any) -> None:
    """Write a dataclass as JSON."""
    write_json(path, TypeAdapter(type(value)).dump_python(value, mode="json", exclude_none=True))


def digest(value: Any) -> str:
    """Return the sha256 of a dataclass's JSON form."""
    return hashlib.sha256(TypeAdapter(type(value)).dump_json(value)).hexdigest()


def load(path: Path, kind: type[T], remake: str) -> T:
    """Read a dataclass from JSON; ``remake`` is the command that makes the file anew.

    Raises:
        SpecError: the file is not what it should be, with every field that is wrong.
    """
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise SpecError(f"{path}: is too large", hint=remake)
        return TypeAdapter(kind).validate_json(path.read_bytes())
    except OSError as error:
        raise SpecError(f"{path}: cannot be read: {error.strerror}", hint=remake) from error
    except ValidationError as error:
        problems = [f"{path}: {_where(problem['loc'])}{problem['msg']}" for problem in error.errors()]
        raise SpecError("\n".join(problems), hint=f"correct it, or make it anew: {remake}") from error


def load_script(project: Project) -> Script:
    """Return the project's script.

    Raises:
        SpecError: it is missing, broken, wrongly numbered, or names a picture outside the project.
    """
    path = project.require(SCRIPT, "digiteller write")
    script = load(path, Script, f"digiteller write --force -p {project.root}")
    if [scene.number for scene in script.scenes] != list(range(1, len(script.scenes) + 1)) or not script.scenes:
        raise SpecError(f"{path}: the scenes must be numbered 1, 2, 3 ... in order")
    for scene in script.scenes:
        if not scene.text.strip():
            raise SpecError(f"{path}: scene {scene.number} has no text")
        if scene.picture_file is not None and not _inside(project.root, scene.picture_file):
            raise SpecError(f"{path}: scene {scene.number}: {scene.picture_file} is no file of this project")
    return script


def load_timing(project: Project, number: int) -> SceneTiming:
    """Return the times of one scene's narration."""
    project.require(narration_wav(number), "digiteller narrate")
    path = project.require(narration_times(number), "digiteller narrate")
    return load(path, SceneTiming, f"digiteller narrate --force --scene {number} -p {project.root}")


def load_narration(project: Project, script: Script) -> tuple[SceneTiming, ...]:
    """Return the times of the whole narration.

    Raises:
        SpecError: it is missing, broken, or was made for another number of scenes.
    """
    path = project.require(NARRATION, "digiteller narrate")
    timings = load(path, tuple[SceneTiming, ...], f"digiteller narrate --force -p {project.root}")
    if [timing.number for timing in timings] != [scene.number for scene in script.scenes]:
        raise SpecError(f"{path}: its scenes are not those of {SCRIPT}", hint=f"digiteller narrate -p {project.root}")
    return timings


def _inside(root: Path, name: str) -> bool:
    try:
        path = (root / name).resolve()
        return not Path(name).is_absolute() and path.is_relative_to(root.resolve()) and path.is_file()
    except (OSError, ValueError, RuntimeError):
        return False


def _where(location: tuple[int | str, ...]) -> str:
    steps = [str(step + 1) if isinstance(step, int) else step for step in location]
    return f"{'.'.join(steps)}: " if steps else ""
