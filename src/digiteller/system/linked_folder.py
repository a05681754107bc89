"""Files shown to a library that wants a folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def as_folder(files: Mapping[str, Path]) -> Iterator[Path]:
    """Give a temporary folder in which files lie under their names in a model, such as ``unet/config.json``."""
    with TemporaryDirectory(prefix="digiteller-") as name:
        for file, path in files.items():
            target = Path(name, file)
            target.parent.mkdir(parents=True, exist_ok=True)
            _place(path.resolve(), target)
        yield Path(name)


def _place(path: Path, target: Path) -> None:
    try:
        target.symlink_to(path)
    except OSError:  # links need a permission on Windows
        shutil.copyfile(path, target)
