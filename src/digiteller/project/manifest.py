"""What each output was made from: so that work is never done twice, and every repetition has a reason."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from digiteller.project.folder import Project
from digiteller.system.atomic_files import write_json
from digiteller.system.hashing import sha256
from digiteller.system.regular_files import open_regular, require_regular

_VERSION = 2
_WITHOUT_DIGEST = 1
"""The version that is still read although nothing tells whether it is what was written."""

Ingredients = Mapping[str, Any]
"""What a task's outputs depend on: a label that completes "... changed" -> a JSON value."""


@dataclass(frozen=True)
class TaskRecord:
    """The record of one task."""

    made_from: dict[str, Any]
    outputs: dict[str, str]
    """Project-relative name -> sha256."""
    replaced: dict[str, str] = field(default_factory=dict)
    """What lay there before, of ours: a run killed while putting files in place leaves some of it."""
    inputs: dict[str, str] = field(default_factory=dict)
    """The files it was made from, project-relative name -> sha256: for ``digiteller provenance``."""


class FileHashes:
    """The sha256 of files, remembered by when they changed (which nobody can set), their size and their inode."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._known = _read_hashes(store)
        self._changed = False

    def of(self, path: Path) -> str:
        """Return the sha256 of a file."""
        stamp = _stamp(path)
        known = self._known.get(str(path))
        if known is None or known[0] != stamp:
            known = self._known[str(path)] = (stamp, sha256(path))
            self._changed = True
        return known[1]

    def moved(self, old: Path, new: Path) -> None:
        """Tell that a file, which was hashed since it last changed, was renamed."""
        self._known[str(new)] = (_stamp(new), self._known.pop(str(old))[1])

    def of_tree(self, folder: Path) -> dict[str, str]:
        """Return the sha256 of every file under a folder, by relative name."""
        files = (path for path in sorted(folder.rglob("*")) if path.is_file())
        return {path.relative_to(folder).as_posix(): self.of(path) for path in files}

    def save(self) -> None:
        """Keep what was learned for the next run, which can do without it."""
        if self._changed and self._store.parent.is_dir():
            known = {path: [*stamp, digest] for path, (stamp, digest) in self._known.items()}
            with contextlib.suppress(OSError):
                write_json(self._store, _sealed("files", {path: known[path] for path in known if Path(path).exists()}))


class Manifest:
    """The records of a project."""

    def __init__(self, project: Project, hashes: FileHashes) -> None:
        self._project = project
        self._hashes = hashes
        require_regular(project.manifest_copy)
        entries = _read_entries(project.manifest)
        if entries is None:  # lost or damaged
            entries = _read_entries(project.manifest_copy)
        self.entries = entries or {}

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
        entry = self.entries.get(task, TaskRecord({}, {}))
        found = []
        for name in sorted({*entry.outputs, *outputs}):
            path = self._project.path(name)
            ours = {entry.outputs.get(name), entry.replaced.get(name)}
            if path.is_file() and self._hashes.of(path) not in ours:
                found.append(name)
        return found

    def record(self, task: str, entry: TaskRecord) -> None:
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
        sealed = _sealed("tasks", tasks)
        for path in (self._project.manifest_copy, self._project.manifest):
            write_json(path, sealed)


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


_Stamp = tuple[int, int, int, int]


def _stamp(path: Path) -> _Stamp:
    status = path.stat()
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def _read_hashes(path: Path) -> dict[str, tuple[_Stamp, str]]:
    known = {}
    for name, values in (_read(path, "files") or {}).items():
        match values:
            case [int(mtime), int(ctime), int(size), int(inode), str(digest)]:
                known[name] = ((mtime, ctime, size, inode), digest)
    return known


def _read_entries(path: Path) -> dict[str, TaskRecord] | None:
    """Return the records; None if there are none that can be trusted."""
    tasks = _read(path, "tasks")
    if tasks is None:
        return None
    try:
        return {
            task: TaskRecord(
                dict(entry["made_from"]),
                _files(entry["outputs"]),
                _files(entry["replaced"]),
                _files(entry.get("inputs", {})),
            )
            for task, entry in tasks.items()
        }
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _files(data: Any) -> dict[str, str]:
    """Return project-relative names and their hashes; none leads out of the project."""
    for name, digest in data.items():
        path = PurePosixPath(name)
        if not isinstance(digest, str) or path.is_absolute() or ".." in path.parts or "\0" in name or not path.parts:
            raise ValueError(f"{name!r} is no file of a project")
    return dict(data)


def _sealed(key: str, value: Any) -> dict[str, Any]:
    """Return what is written of a value: with its digest, so that damage shows."""
    return {"version": _VERSION, "sha256": _digest(value), key: value}


def _read(path: Path, key: str) -> dict[str, Any] | None:
    """Return what was written sealed; None if it is not there, not ours, or not what it was.

    Raises:
        SpecError: a pipe or a device is in its place.
    """
    try:
        with open_regular(path) as file:
            data = json.loads(file.read())
        trusted = data["version"] == _VERSION and data["sha256"] == _digest(data[key])
        if (trusted or data["version"] == _WITHOUT_DIGEST) and isinstance(data[key], dict):
            return dict(data[key])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass
    return None


def _digest(value: Any) -> str:
    """Return the sha256 of a JSON value, the same before it was written and after it was read."""
    return hashlib.sha256(json.dumps(json.loads(json.dumps(value)), sort_keys=True).encode()).hexdigest()
