"""Pictures as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from digiteller.errors import SpecError

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FORMATS = ("PNG", "JPEG", "WEBP")
_MAX_PIXELS = 100_000_000
_MIN_SIDE = 8


def read_bitmap(path: Path) -> NDArray[np.uint8]:
    """Return a picture as RGB, shape [h, w, 3]: turned upright, transparency over white.

    Raises:
        SpecError: the file is no picture that we read, damaged, too small or too large.
    """
    try:
        with Image.open(path, formats=_FORMATS) as image:
            if image.width * image.height > _MAX_PIXELS or min(image.size) < _MIN_SIDE:
                raise SpecError(
                    f"{path}: is {image.width}x{image.height} pixels; a picture needs at least {_MIN_SIDE} a side "
                    f"and at most {_MAX_PIXELS // 1_000_000} million in all"
                )
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise SpecError(f"{path}: is no picture that digiteller reads ({', '.join(_FORMATS)})") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise SpecError(f"{path}: the picture is damaged: {error}") from error
    return np.asarray(Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright).convert("RGB"))


def write_png(path: Path, image: NDArray[np.uint8]) -> None:
    """Write a picture, shape [h, w, 3 or 4], quickly rather than small."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(image).save(path, format="PNG", compress_level=1)


def crop(image: NDArray[np.uint8], aspect: float) -> NDArray[np.uint8]:
    """Return the middle of a picture, as much as fits a frame of ``aspect`` (width / height)."""
    height, width = image.shape[:2]
    new_width, new_height = min(width, max(1, round(height * aspect))), min(height, max(1, round(width / aspect)))
    left, top = (width - new_width) // 2, (height - new_height) // 2
    return np.ascontiguousarray(image[top : top + new_height, left : left + new_width])


def resize(image: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """Return the picture at another size, by Lanczos."""
    return np.asarray(Image.fromarray(image).resize((width, height), Image.Resampling.LANCZOS))
