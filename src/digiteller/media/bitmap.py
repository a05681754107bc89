"""Pictures as files."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
from PIL import Image, UnidentifiedImageError
from PIL.PngImagePlugin import PngInfo

from digiteller.errors import SpecError
from digiteller.media.png_marks import KEY
from digiteller.system.regular_files import require_regular

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MAX_PIXELS = {"PNG": 50_000_000, "JPEG": 50_000_000, "WEBP": 20_000_000}
"""The formats that are read, and how large: decoding takes four bytes for a pixel, of WebP twenty."""
_PLENTY = 24_000_000
"""Pixels that are kept: more than the largest film shows."""
_MIN_SIDE = 8
_ORIENTATION = 0x0112
"""The tag of EXIF that says how the camera was held."""
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def read_bitmap(path: Path) -> NDArray[np.uint8]:
    """Return a picture as RGB, shape [h, w, 3]: turned upright, transparency over white.

    One of more than ``_PLENTY`` pixels is made smaller by a whole number, so that memory stays below half a gigabyte.

    Raises:
        SpecError: the file is no picture that we read, damaged, too small or too large.
    """
    require_regular(path)
    try:
        with Image.open(path, formats=tuple(_MAX_PIXELS)) as image:
            most = _MAX_PIXELS[image.format or "PNG"]
            if image.width * image.height > most or min(image.size) < _MIN_SIDE:
                raise SpecError(
                    f"{path}: is {image.width}x{image.height} pixels; a picture needs at least {_MIN_SIDE} a side "
                    f"and at most {most // 1_000_000} million in all"
                )
            picture = _upright(image)
    except SpecError:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise SpecError(f"{path}: is no picture that digiteller reads ({', '.join(_MAX_PIXELS)})") from error
    except Exception as error:  # whatever Pillow's decoders stumble over
        raise SpecError(f"{path}: the picture is damaged: {error}") from error
    if picture.mode == "RGB":
        return np.asarray(picture)
    page = Image.new("RGB", picture.size, "white")
    page.paste(picture, mask=picture)
    return np.asarray(page)


def _upright(image: Image.Image) -> Image.Image:
    """Return a picture as RGB or RGBA, with as few copies of it as can be."""
    turned = image.getexif().get(_ORIENTATION)
    image.load()
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode != mode:
        image = image.convert(mode)
    if image.width * image.height > _PLENTY:
        image = image.reduce(math.ceil(math.sqrt(image.width * image.height / _PLENTY)))
    return image.transpose(_TURNS[turned]) if turned in _TURNS else image


def write_png(file: Path | BinaryIO, image: NDArray[np.uint8], mark: str | None = None) -> None:
    """Write a picture, shape [h, w, 3 or 4], quickly rather than small; ``mark`` says who made it."""
    if isinstance(file, Path):
        file.parent.mkdir(parents=True, exist_ok=True)
    header = PngInfo()
    if mark is not None:
        header.add_text(KEY, mark)
    Image.fromarray(image).save(file, format="PNG", compress_level=1, pnginfo=header)


def write_jpeg(path: Path, image: NDArray[np.uint8]) -> None:
    """Write an RGB picture, shape [h, w, 3], in fewer bytes, hardly changed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(image).save(path, format="JPEG", quality=95, subsampling=0)


def crop(image: NDArray[np.uint8], aspect: float) -> NDArray[np.uint8]:
    """Return the middle of a picture, as much as fits a frame of ``aspect`` (width / height)."""
    height, width = image.shape[:2]
    new_width, new_height = min(width, max(1, round(height * aspect))), min(height, max(1, round(width / aspect)))
    left, top = (width - new_width) // 2, (height - new_height) // 2
    return np.ascontiguousarray(image[top : top + new_height, left : left + new_width])


def resize(image: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """Return the picture at another size, by Lanczos."""
    return np.asarray(Image.fromarray(image).resize((width, height), Image.Resampling.LANCZOS))
