"""Frames of a finished film, read back as small pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from digiteller.media import ffmpeg, formats
from digiteller.options import RenderOptions

if TYPE_CHECKING:
    from numpy.typing import NDArray


def small_size(options: RenderOptions, side: int) -> tuple[int, int]:
    """Return the width and height at which the longer side of a film has ``side`` pixels; its own if it has fewer."""
    scale = min(1.0, side / max(options.width, options.height))
    width, height = (max(2, round(length * scale)) for length in (options.width, options.height))
    return width, height


def read_small_frames(film: Path, start: float, seconds: float, rate: str, size: tuple[int, int]) -> NDArray[np.uint8]:
    """Return frames of a stretch of a film as RGB of ``size`` (width, height), [n, h, w, 3].

    ``rate`` is what ffmpeg's filter ``fps`` is told: how many a second, and which frame stands for each.

    Raises:
        StageError: ffmpeg failed.
    """
    look = ["-ss", f"{start:.3f}", "-t", f"{seconds:.3f}", "-i", formats.url(film), "-map", "0:v"]
    look += ["-vf", f"fps={rate},scale={size[0]}:{size[1]}:flags=area+accurate_rnd+bitexact"]
    data = ffmpeg.read_from_ffmpeg([*look, "-threads", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"])
    return np.frombuffer(data, np.uint8).reshape(-1, size[1], size[0], 3)
