"""Run digiteller with an operating system that refuses: each access of some kind to a folder fails from the n-th on.

    python injected.py ERRNO KIND NUMBER FOLDER digiteller's arguments ...

KIND is ``write`` (what would change the folder) or ``any``; what a child process does is not touched.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

_CHANGES = ("os.mkdir", "os.rename", "os.link", "os.symlink", "os.truncate")
"""Deleting is possible on a full disk, and tidying up must not hide why it was done."""
_LOOKS = ("os.listdir", "os.scandir", "os.remove", "os.rmdir")


def main() -> None:
    """Begin to refuse, and run."""
    number, kind, first, folder = int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
    sys.argv[1:5] = []
    seen = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        if event == "open":
            path, _, flags = arguments
            concerned = kind == "any" or bool((flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        elif event in _CHANGES or (kind == "any" and event in _LOOKS):
            path, concerned = arguments[0], True
        else:
            return
        if concerned and isinstance(path, (str, os.PathLike)) and os.fspath(Path(path).absolute()).startswith(folder):
            seen += 1
            if seen >= first:
                raise OSError(number, os.strerror(number), os.fspath(path))

    from digiteller.cli.main import main as run

    sys.addaudithook(hook)
    run()


main()
