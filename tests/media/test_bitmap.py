from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from digiteller.errors import SpecError
from digiteller.media.bitmap import crop, read_bitmap, resize, write_png


def test_transparency_is_shown_over_white(tmp_path: Path) -> None:
    image = np.zeros((10, 20, 4), np.uint8)
    image[:, 10:] = (200, 0, 0, 255)
    write_png(tmp_path / "a.png", image)
    read = read_bitmap(tmp_path / "a.png")
    assert read.shape == (10, 20, 3)
    assert read[0, 0].tolist() == [255, 255, 255]
    assert read[0, 19].tolist() == [200, 0, 0]


def test_a_photo_is_turned_upright(tmp_path: Path) -> None:
    image = Image.new("RGB", (30, 10))
    exif = image.getexif()
    exif[0x0112] = 6
    image.save(tmp_path / "a.jpg", exif=exif)
    assert read_bitmap(tmp_path / "a.jpg").shape == (30, 10, 3)


def png_header(width: int, height: int) -> bytes:
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no picture",
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        png_header(60_000, 60_000),
        png_header(20_000, 20_000),
        png_header(4, 400),
        png_header(20, 20),
    ],
)
def test_what_is_no_picture_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(content)
    with pytest.raises(SpecError, match=r"a\.png: "):
        read_bitmap(path)


@pytest.mark.parametrize(("shape", "aspect", "expected"), [((90, 400), 16 / 9, (90, 160)), ((400, 90), 1.0, (90, 90))])
def test_the_middle_is_cropped_to_the_frame(shape: tuple[int, int], aspect: float, expected: tuple[int, int]) -> None:
    image = np.zeros((*shape, 3), np.uint8)
    image[shape[0] // 2, shape[1] // 2] = 255
    cropped = crop(image, aspect)
    assert cropped.shape[:2] == expected
    assert cropped[expected[0] // 2, expected[1] // 2].tolist() == [255, 255, 255]
    assert resize(cropped, 33, 17).shape == (17, 33, 3)
