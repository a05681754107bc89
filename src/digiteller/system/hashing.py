"""What a file holds, as a number."""

from __future__ import annotations

import hashlib
from pathlib import Path

from digiteller.system.regular_files import open_regular


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal text.

    Raises:
        SpecError: it is a pipe or a device.
        OSError: it cannot be read.
    """
    with open_regular(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
