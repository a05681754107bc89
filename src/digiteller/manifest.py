"""What each output was made from: so that work is never done twice, and every repetition has a reason."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from digiteller.project import Project, write_json
from digiteller.weights import sha256

_VERSION = 1

Ingredients = Mapping[str, Any]
"""What a task's outputs depend on: a label that completes "... changed" -> a JSON value."""


@dataclass(frozen=True)
class Entry:
    """The record of one task."""

    made_from: dict[str, Any]
    outputs: dict[str, str]
    """Project-relative name -> sha256."""
    replaced: dict[str, str] = field(default_factory=dict)
    """The outputs before these: a run killed while putting files in place leaves some of them."""
    inputs: dict[str, str] = field(default_factory=dict)
    """The files it was made from, project-relative name -> sha256: for ``digiteller provenance``."""


class FileHashes:
    """The sha256 of files, remembered by modification time, size and inode."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._known: dict[str, list[Any]] = _read_json(store)
        self._changed = False

    def of(self, path: Path) -> str:
        """Return the sha256 of a file."""
        status = path.stat()
        stamp = [status.st_mtime_ns, status.st_size, status.st_ino]
        known = self._known.get(str(path))
        if isinstance(known, list) and known[:3] == stamp:
            return str(known[3])
        self._known[str(path)] = [*stamp, sha256(path)]
        self._changed = True
        return str(self._known[str(path)][3])

    def moved(self, old: Path, new: Path) -> None:
        """Tell that a hashed file was renamed."""
        self._known[str(new)] = self._known.pop(str(old))

    def of_tree(self, folder: Path) -> dict[str, str]:
        """Return the sha256 of every file under a folder, by relative name."""
        files = (path for path in sorted(folder.rglob("*")) if path.is_file())
        return {path.relative_to(folder).as_posix(): self.of(path) for path in files}

    def save(self) -> None:
        """Keep what was learned for the next run."""
        if self._changed:
            known = {path: stamp for path, stamp in self._known.items() if Path(path).exists()}
            write_json(self._store, known)


class Manifest:
    """The records of a project."""

    def __init__(self, project: Project, hashes: FileHashes) -> None:
        self._project = project
        self._hashes = hashes
        self.entries = _read_entries(project.manifest)

    def incomplete(self, task: str) -> str | None:
        """Return why the task's outputs, none of them edited, are not whole; None if they are."""
        entry = self.entries.get(task)
        if entry is None:
            return "it has not been made yet"
        for name, digest in entry.outputs.items():
            path = self._project.path(name)
            if not path.is_file():
                return f"{name} is missing"
            if self._hashes.of(path) != digest:
                return "the last run was interrupted"
        return None

    def outdated(self, task: str, made_from: Ingredients) -> str | None:
        """Return what has changed since the task's outputs were made; None if nothing has, or they never were."""
        entry = self.entries.get(task)
        return _difference(entry.made_from, made_from) if entry else None

    def edited(self, task: str, outputs: tuple[str, ...] = ()) -> list[str]:
        """Return the task's outputs that somebody else made or changed."""
        entry = self.entries.get(task, Entry({}, {}))
        found = []
        for name in sorted({*entry.outputs, *outputs}):
            path = self._project.path(name)
            ours = {entry.outputs.get(name), entry.replaced.get(name)}
            if path.is_file() and self._hashes.of(path) not in ours:
                found.append(name)
        return found

    def record(self, task: str, entry: Entry) -> None:
        """Keep a task's record."""
        self.entries[task] = entry
        self._save()

    def forget(self, task: str) -> None:
        """Drop a task's record."""
        del self.entries[task]
        self._save()

    def _save(self) -> None:
        tasks = {
            task: {
                "made_from": entry.made_from,
                "outputs": entry.outputs,
                "replaced": entry.replaced,
                "inputs": entry.inputs,
            }
            for task, entry in self.entries.items()
        }
        write_json(self._project.manifest, {"version": _VERSION, "tasks": tasks})


def _difference(before: Ingredients, now: Ingredients) -> str | None:
    changes = []
    for label in [*now, *(label for label in before if label not in now)]:
        old, new = before.get(label), now.get(label)
        if old != new:
            changes.append(f"{label} changed{_from_to(old, new)}")
    return ", ".join(changes) or None


def _from_to(old: Any, new: Any) -> str:
    shown = [f"{value:.6g}" if isinstance(value, float) else value for value in (old, new)]
    short = all(isinstance(value, (str, int)) and len(str(value)) < 40 for value in shown)
    return f" from {shown[0]} to {shown[1]}" if short else ""


def _read_entries(path: Path) -> dict[str, Entry]:
    """Return the records; a manifest that cannot be read counts as none."""
    data = _read_json(path)
    if data.get("version") != _VERSION:
        return {}
    try:
        return {
            task: Entry(
                dict(entry["made_from"]), dict(entry["outputs"]), dict(entry["replaced"]), dict(entry.get("inputs", {}))
            )
            for task, entry in data["tasks"].items()
        }
    except (KeyError, TypeError, ValueError, AttributeError):
        return {}


def _read_json(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
