"""Clips on disk: a folder of frames, and the table of how they are played."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from annotated_types import Gt, Le
from pydantic import TypeAdapter

from digiteller.errors import SpecError
from digiteller.media.bitmap import write_png
from digiteller.story import Clip
from digiteller.system.checked_json import read_checked_json

TABLE = "frames.json"
FRAMES = "frames"
_SUFFIXES = (".png", ".jpg", ".jpeg")
_MAX_BYTES = 10_000
"""Of the table."""
_HINT = "make the page again: digiteller illustrate --force"


@dataclass(frozen=True)
class Playing:
    """What ``frames.json`` holds: how the frames are played."""

    fps: Annotated[float, Gt(0), Le(240)]
    loop: Literal["ping-pong", "hold"]
    """When they end before the scene does: back and forth again, or the last one stays."""


def save_clip(folder: Path, clip: Clip) -> None:
    """Write a clip into ``folder``: ``frames/0001.png`` and on, and ``frames.json``."""
    for number, frame in enumerate(clip.frames, 1):
        write_png(folder / FRAMES / f"{number:04}.png", frame)
    save_playing(folder, Playing(clip.fps, clip.loop))


def save_playing(folder: Path, playing: Playing) -> None:
    """Write ``frames.json``."""
    (folder / TABLE).write_bytes(TypeAdapter(Playing).dump_json(playing, indent=1) + b"\n")


def load_playing(folder: Path) -> Playing:
    """Return what ``frames.json`` says.

    Raises:
        SpecError: it is missing or damaged.
    """
    return read_checked_json(folder / TABLE, TypeAdapter(Playing), _MAX_BYTES, _HINT)


def frame_files(folder: Path) -> list[Path]:
    """Return the frames' files, in their order.

    Raises:
        SpecError: there are none.
    """
    files = sorted(file for file in (folder / FRAMES).glob("*") if file.suffix in _SUFFIXES)
    if not files:
        raise SpecError(f"{folder / FRAMES}: has no frames", hint=_HINT)
    return files
