"""The files that a user names for a command to write, such as ``--report FILE``: nothing else is lost for them."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from digiteller.errors import UsageError
from digiteller.project.stage_outputs import is_reserved
from digiteller.system.atomic_files import explain_os_errors, flush, replacing
from digiteller.system.regular_files import is_stream

_STANDARD = {"stdin": 0, "stdout": 1, "stderr": 2}
_REFUSED = {stat.S_IFDIR: "a folder", stat.S_IFBLK: "a disk", stat.S_IFSOCK: "a socket"}


@dataclass(frozen=True)
class OutputFile:
    """A file that may be written."""

    path: Path
    """As the user names it."""
    target: Path
    """What it is, links followed."""
    special: bool
    """Whether it is a device, a pipe or an open stream, which is written to once and not replaced."""

    def write(self, content: bytes) -> None:
        """Write the whole content: whoever reads a regular file sees the old or the new one.

        Raises:
            StageError: it cannot be written.
        """
        with explain_os_errors():
            if self.special:
                self._send(content)
                return
            self.target.parent.mkdir(parents=True, exist_ok=True)
            with replacing(self.target) as new, new.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            flush(self.target.parent)

    def _send(self, content: bytes) -> None:
        try:
            with os.fdopen(self._opened(), "wb") as file:
                file.write(content)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(self.path)) from error

    def _opened(self) -> int:
        if not is_stream(self.path):
            return os.open(self.target, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))
        sys.stdout.flush()
        name = self.path.name
        return os.dup(_STANDARD[name] if name in _STANDARD else int(name))


def output_file(
    path: Path,
    kind: str,
    is_ours: Callable[[Path], bool],
    *,
    hint: str,
    force: bool = False,
    projects: Iterable[Path] = (),
    read: Iterable[Path] = (),
) -> OutputFile:
    """Return the file that a user names for a ``kind`` of content.

    A regular file must be empty, one that ``is_ours`` knows, or given away by ``force``; ``hint`` tells what else to
    do. None may be one that the command ``read``s, or lie where one of the ``projects`` has files of its own.

    Raises:
        UsageError: it is somebody's, or nothing that can be written.
        StageError: the system does not let us look at it.
    """
    if is_stream(path):
        return OutputFile(path, path, special=True)
    with explain_os_errors():
        target = Path(os.path.realpath(path))
        mode = target.stat().st_mode if os.path.lexists(target) else None
        if mode is not None and stat.S_IFMT(mode) in _REFUSED:
            raise UsageError(f"{path} is {_REFUSED[stat.S_IFMT(mode)]}", hint=hint)
        if mode is not None and not stat.S_ISREG(mode):
            return OutputFile(path, target, special=True)
        if target in map(_real, read):
            raise UsageError(f"{path} is read by this command and cannot be its {kind}", hint=hint)
        if any(target.is_relative_to(_real(root)) and _is_of(target, root) for root in projects):
            raise UsageError(f"{path} is where a story keeps a file of its own", hint=hint)
        if mode is not None and target.stat().st_size > 0 and not force and not is_ours(target):
            raise UsageError(f"{path} is already there, and is no {kind} as digiteller made it", hint=hint)
        return OutputFile(path, target, special=False)


def _is_of(target: Path, root: Path) -> bool:
    return is_reserved(target.relative_to(_real(root)).as_posix())


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))
