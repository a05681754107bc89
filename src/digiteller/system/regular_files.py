"""Read files that anybody may have put there: only regular ones, so that no pipe or device keeps a run waiting."""

from __future__ import annotations

import os
import re
import stat
from io import BufferedReader
from pathlib import Path

from digiteller.errors import SpecError

_AT_ONCE = os.O_RDONLY | sum(getattr(os, flag, 0) for flag in ("O_NONBLOCK", "O_NOCTTY", "O_BINARY"))
"""Open without waiting, as far as the system knows how."""
_STREAM = re.compile(r"/dev/(?:stdin|stdout|stderr)|(?:/dev|/proc/self)/fd/\d+")


def is_stream(path: Path) -> bool:
    """Return whether a name means one of this process's open streams, as a shell gives them: ``/dev/stdin``."""
    return _STREAM.fullmatch(str(path)) is not None


def open_regular(path: Path) -> BufferedReader:
    """Open a regular file, or a stream that the user names, for reading; whatever it is, opening it takes no time.

    Raises:
        SpecError: it is a pipe, a device or a socket.
        OSError: it is missing, a folder, or may not be read.
    """
    file = open(path, "rb", opener=lambda name, _: os.open(name, _AT_ONCE))  # noqa: SIM115 (Path has no opener)
    try:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode) and not is_stream(path):
            raise not_regular(path)
        if os.name != "nt":
            os.set_blocking(file.fileno(), True)
    except BaseException:
        file.close()
        raise
    return file


def require_regular(path: Path) -> None:
    """Make sure that a file, for a reader that opens it itself, is a regular one if it is there.

    Raises:
        SpecError: it is a pipe, a device or a socket.
    """
    try:
        mode = path.stat().st_mode
    except OSError:
        return
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise not_regular(path)


def not_regular(path: Path) -> SpecError:
    """Return what to tell of a pipe, a device, a socket, or a link to nothing that is in the place of a file."""
    return SpecError(f"{path}: is not a regular file", hint="put a file in its place, or move it away")
