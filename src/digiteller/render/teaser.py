"""The teaser: a few seconds of moving picture without sound that repeat themselves, as GIF or animated WebP."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from digiteller.media import ffmpeg, formats
from digiteller.options import RenderOptions
from digiteller.render.small_frames import read_small_frames, small_size
from digiteller.timeline import Shot, Timeline

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Clip = NDArray[np.uint8]

_FPS = 12
_SIDE = 480
"""Pixels of the longer side; less where the film is smaller."""
_SECONDS = 6.0
_SHORTEST, _LONGEST = 1.0, 2.5
"""Seconds of one scene."""
_SEARCHED = 6.0
"""Seconds in the middle of a scene among which the best are looked for."""
_CLEAR = 0.7
"""Seconds at each end of a scene in which it may change into another."""
_DISSOLVE = 4
"""Frames in which one scene becomes the next, and the last the first."""

_PALETTE = (
    "split[a][b];[a]palettegen=stats_mode=diff[p];[b][p]paletteuse=dither=bayer:bayer_scale=4:diff_mode=rectangle"
)
_ENCODING = {
    "gif": ["-filter_complex", _PALETTE, "-loop", "0", "-f", "gif"],
    "webp": ["-c:v", "libwebp_anim", "-quality", "70", "-compression_level", "4", "-loop", "0", "-f", "webp"],
}


def make_teaser(film: Path, timeline: Timeline, options: RenderOptions, out: Path) -> None:
    """Write a teaser of a film, a GIF or a WebP as the suffix of ``out`` says: of some scenes what moves most in them.

    Raises:
        StageError: ffmpeg failed.
    """
    width, height = small_size(options, _SIDE)
    scenes = _chosen([shot for shot in timeline.shots if shot.kind == "scene"])
    length = round(min(max(_SECONDS / len(scenes), _SHORTEST), _LONGEST) * _FPS) + _DISSOLVE
    clips = [_liveliest(_watch(film, shot, (width, height)), length) for shot in scenes]
    arguments = ["-f", "rawvideo", "-pixel_format", "rgb24", "-video_size", f"{width}x{height}"]
    arguments += ["-framerate", str(_FPS), "-i", "pipe:0", "-threads", "1", "-fflags", "+bitexact"]
    with ffmpeg.start_encoder([*arguments, *_ENCODING[out.suffix[1:]], formats.url(out)]) as running:
        for frame in _looped(clips):
            running.write(frame)
        running.finish()


def _chosen(scenes: Sequence[Shot]) -> list[Shot]:
    """Return as many scenes as have room, evenly over the story, the first among them."""
    count = min(len(scenes), int(_SECONDS / _SHORTEST))
    return [scenes[index * len(scenes) // count] for index in range(count)]


def _watch(film: Path, shot: Shot, size: tuple[int, int]) -> Clip:
    """Return the middle of a scene as small RGB frames, [n, h, w, 3]."""
    clear = min(_CLEAR, (shot.end - shot.start) / 4)
    middle, half = (shot.start + shot.end) / 2, (shot.end - shot.start) / 2 - clear
    half = min(half, _SEARCHED / 2)
    return read_small_frames(film, middle - half, 2 * half, str(_FPS), size)


def _liveliest(clip: Clip, length: int) -> Clip:
    """Return the ``length`` frames in a row between which most changes, without the rest; all, if there are no more."""
    small = clip[:, ::4, ::4].astype(np.int16)
    change = np.abs(np.diff(small, axis=0)).mean((1, 2, 3)) if len(clip) > 1 else np.zeros(0)
    if len(clip) <= length:
        return clip.copy()
    windows = np.convolve(change, np.ones(length - 1), "valid")
    first = int(np.argmax(np.round(windows, 6)))
    return clip[first : first + length].copy()


def _looped(clips: Sequence[Clip]) -> list[Clip]:
    """Return the frames of all clips, each ending by dissolving into the next, the last into the first."""
    frames: list[Clip] = []
    for index, clip in enumerate(clips):
        after = clips[(index + 1) % len(clips)]
        overlap = min(_DISSOLVE, len(clip) // 2, len(after) // 2)
        before = clips[index - 1]
        begun = min(_DISSOLVE, len(clip) // 2, len(before) // 2)
        frames += list(clip[begun : len(clip) - overlap])
        for number in range(overlap):
            share = (number + 1) / (overlap + 1)
            mixed = clip[len(clip) - overlap + number] * (1 - share) + after[number] * share
            frames.append(np.rint(mixed).astype(np.uint8))
    return frames
