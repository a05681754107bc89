"""One change to a finished MP4 or QuickTime film that ffmpeg does not offer: captions that wait to be switched on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_ENABLED = 1
"""The flag of a track header that makes players show the track unasked (ISO/IEC 14496-12, 8.3.2)."""

_TEXT = (b"sbtl", b"text")
"""What handles captions in MP4 and in QuickTime; chapters, which are text too, are never enabled."""


def switch_off_captions(path: Path) -> None:
    """Mark the caption tracks of a film as not enabled, in place; ffmpeg enables the first of them whatever it is told.

    Players then show them when the user asks, and do not show them over captions that are in the picture.
    """
    with path.open("r+b") as file:
        end = file.seek(0, 2)
        for movie in _boxes(file, 0, end, b"moov"):
            for track in _boxes(file, *movie, b"trak"):
                for media in _boxes(file, *track, b"mdia"):
                    if any(_read(file, start + 8, 4) in _TEXT for start, _ in _boxes(file, *media, b"hdlr")):
                        for start, _ in _boxes(file, *track, b"tkhd"):
                            flags = _read(file, start + 3, 1)[0] & ~_ENABLED
                            file.seek(start + 3)
                            file.write(bytes([flags]))


def _boxes(file: BinaryIO, start: int, end: int, kind: bytes) -> Iterator[tuple[int, int]]:
    """Yield first byte and end of the contents of each box of a kind between two places."""
    while start + 8 <= end:
        size, name, header = int.from_bytes(_read(file, start, 4)), _read(file, start + 4, 4), 8
        if size == 1:
            size, header = int.from_bytes(_read(file, start + 8, 8)), 16
        elif size == 0:
            size = end - start
        if size < header:
            return
        if name == kind:
            yield start + header, start + size
        start += size


def _read(file: BinaryIO, at: int, count: int) -> bytes:
    file.seek(at)
    return file.read(count)
