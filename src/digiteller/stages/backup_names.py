"""The name under which a file that the user changed is kept when another takes its place."""

from __future__ import annotations

import os
from pathlib import Path


def set_aside(path: Path) -> Path:
    """Rename a file that the user changed, so that it is not lost; return its new name."""
    number = 1
    while os.path.lexists(aside := path.with_name(f"{path.stem}.yours-{number}{path.suffix}")):
        number += 1
    return path.rename(aside)
