"""The word lists beside this module: sections of a text file, each a ``[name]`` and the words below it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def sections(file: str) -> dict[str, list[str]]:
    """Return the entries of a list file by section, in the file's order."""
    found: dict[str, list[str]] = {}
    for line in files("digiteller.writing").joinpath(file).read_text("utf-8").splitlines():
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            current.extend(line.split())
    return found
