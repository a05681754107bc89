"""Who made a PNG: a line of text in its header that tells our previews and sheets from pictures of the user's own."""

from __future__ import annotations

from pathlib import Path

from digiteller.errors import SpecError
from digiteller.system.regular_files import open_regular

KEY = "Software"
"""The keyword that PNG has for it."""
PREVIEW = "digiteller preview"
_HEAD = 1024
"""Bytes of a file that hold its header."""


def is_marked(path: Path, mark: str) -> bool:
    """Return whether a file, and no link to one, is a PNG whose mark is ``mark``."""
    try:
        if path.is_symlink():
            return False
        with open_regular(path) as file:
            return f"tEXt{KEY}\0{mark}".encode("latin-1") in file.read(_HEAD)
    except (OSError, SpecError):
        return False
