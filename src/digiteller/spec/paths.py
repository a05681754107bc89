"""Which file names a spec or a project file may give."""

from __future__ import annotations

import re
from pathlib import Path

_PROTOCOL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
"""How an address, a protocol of ffmpeg or a Windows drive begins."""


def why_refused(folder: Path, name: str) -> str | None:
    """Return why ``name`` does not mean a file in ``folder``, links followed; None if it does.

    Names that other programs could take for an option or an address are refused too.
    """
    if Path(name).is_absolute() or name.startswith("~"):
        return f"{name} lies outside the folder"
    if _PROTOCOL.match(name):
        return f"{name} looks like an address"
    parts = Path(name).parts
    if ".." in parts:
        return f"{name} leads out of the folder"
    if any(part.startswith("-") for part in parts):
        return f"{name} looks like an option"
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            return f"{name} is a link that leads out of the folder"
        return None if path.is_file() else f"there is no file {folder / name}"
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links that lead to themselves
        return f"{name!r} is no usable file name: {error}"
