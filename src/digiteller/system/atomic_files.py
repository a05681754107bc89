"""Files that are replaced in one step, and what the operating system refuses, explained."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from digiteller.errors import explain_refusal


def flush(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    if os.name == "nt" and path.is_dir():  # Windows opens no folders
        return
    descriptor = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a file that takes the place of ``path`` in one step: whoever reads it sees the old or the new one.

    Its name is one that nobody else uses; a link that lies there is removed, not followed.
    """
    temporary = path.with_name(f".{path.name}.digiteller.new")
    temporary.unlink(missing_ok=True)
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_json(path: Path, value: Any) -> None:
    """Replace a JSON file in one step; its folder must be there: what a share that was lost had is not made anew."""
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", errors="surrogatepass") as file:
        json.dump(value, file, ensure_ascii=False, indent=1, sort_keys=True)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    flush(path.parent)


@contextmanager
def explain_os_errors() -> Iterator[None]:
    """Turn the operating system's refusals (disk full, read-only, no permission) into errors that name the file."""
    try:
        yield
    except (OSError, MemoryError) as error:
        raise explain_refusal(error) from error
