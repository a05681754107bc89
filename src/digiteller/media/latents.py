"""A page's place in a model's latent space, as a file: NumPy's archive of arrays, never of Python's objects."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from digiteller.errors import SpecError
from digiteller.system.regular_files import require_regular

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MAX_BYTES = 64_000_000
"""Of all arrays; that of a VQGAN for the largest picture has 16 million numbers of four bytes."""


def save_latent(path: Path, latent: Mapping[str, NDArray[np.float32]]) -> None:
    """Write arrays by name into an .npz file; the same arrays give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, allow_pickle=False, **latent)


def load_latent(path: Path) -> dict[str, NDArray[np.float32]]:
    """Return the arrays that ``save_latent`` wrote.

    Raises:
        SpecError: the file is missing or damaged, too large, or holds anything but finite numbers.
    """
    require_regular(path)
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(member.file_size for member in archive.infolist())
        if size > _MAX_BYTES:
            raise ValueError(f"it unpacks to {size:,} bytes")
        with np.load(path, allow_pickle=False) as arrays:
            latent = {name: arrays[name] for name in arrays.files}
        if not all(array.dtype == np.float32 and np.isfinite(array).all() for array in latent.values()):
            raise ValueError("it holds more than finite numbers")
    except Exception as error:  # whatever NumPy's parser stumbles over
        raise SpecError(
            f"{path}: cannot be read: {error}", hint="make its page again: digiteller illustrate --force"
        ) from error
    return latent
