"""Times the film maker on a project's own pages, beside its floor and beside MoviePy.

    python bench/render.py PROJECT [--seconds 6] [--moviepy PYTHON]

PROJECT is a folder in which `digiteller illustrate` has run. For some seconds of film it prints, for each frame: the
processor time of drawing it; the time of x264 alone on frames that are already drawn (the floor); the time of drawing
and encoding together; and, where PYTHON is that of an environment with MoviePy 2.2, the time that MoviePy takes to zoom
into the flat pages, for the same size, rate and encoder settings.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np

from digiteller.layers import TABLE, load_layers
from digiteller.options import RenderOptions
from digiteller.render import camera
from digiteller.render.compositor import Compositor, Frame
from digiteller.render.ffmpeg import encoder, executable, film_arguments
from digiteller.render.sheets import make_sheets
from digiteller.render.takes import Take

MOVIEPY = """
import sys
from moviepy import CompositeVideoClip, ImageClip, concatenate_videoclips
out, seconds, width, height, fps, preset, quality, *pages = sys.argv[1:]
size, each = (int(width), int(height)), float(seconds) / len(pages)
clips = [
    CompositeVideoClip([ImageClip(page).resized(lambda t: 1.04 + 0.01 * t).with_position("center")], size)
    .with_duration(each) for page in pages
]
concatenate_videoclips(clips).write_videofile(
    out, fps=int(fps), preset=preset, audio=False, logger=None, ffmpeg_params=["-crf", quality]
)
"""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=Path)
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--moviepy", metavar="PYTHON")
    arguments = parser.parse_args()
    options = RenderOptions()
    folders = sorted(path.parent for path in (arguments.project / "pictures").glob(f"*/{TABLE}"))
    if not folders:
        sys.exit(f"{arguments.project}: no layered pages; run: digiteller illustrate -p {arguments.project}")
    takes = [_take(folder, options) for folder in folders]
    times = [(take, share) for take in takes for share in np.linspace(0, 1, _per_page(arguments, options, takes))]
    cv2.setNumThreads(1)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        raw = scratch / "frames.yuv"
        with raw.open("wb") as file:
            for frame in _drawn(times, options):
                file.write(frame.data.data)
        print(f"{len(times)} frames of {options.width}x{options.height}, {os.cpu_count()} cores, {options.preset}")
        print(f"{'':30}{'wall ms/frame':>15}{'cpu ms/frame':>15}")
        _report("drawing alone", len(times), lambda: [None for _ in _drawn(times, options)])
        _report("x264 alone (the floor)", len(times), lambda: _encode(_stored(raw, options), options, scratch))
        _report("digiteller", len(times), lambda: _encode(_drawn_ahead(times, options), options, scratch))
        if arguments.moviepy:
            pages = [str(folder.with_suffix(".png")) for folder in folders]
            numbers = [arguments.seconds, options.width, options.height, options.fps, options.preset, options.quality]
            command = [arguments.moviepy, "-c", MOVIEPY, str(scratch / "m.mp4"), *map(str, numbers), *pages]
            environment = os.environ | {"IMAGEIO_FFMPEG_EXE": executable()}
            run = lambda: subprocess.run(command, check=True, env=environment)  # noqa: E731
            _report("MoviePy, flat pages", len(times), run)


def _per_page(arguments: argparse.Namespace, options: RenderOptions, takes: list[Take]) -> int:
    seconds: float = arguments.seconds
    return max(1, round(seconds * options.fps / len(takes)))


def _take(folder: Path, options: RenderOptions) -> Take:
    size = (options.width, options.height)
    sheets = make_sheets(load_layers(folder, size), size)
    rng = random.Random(folder.name)
    path = camera.plan(rng.choice(list(camera.MOVES)), "calm", 8.0, sheets, size, rng)
    return Take(0.0, 1.0, sheets, path, None)


def _drawn(times: list[tuple[Take, float]], options: RenderOptions) -> Iterator[Frame]:
    frame, compositor = Frame(options.width, options.height), Compositor()
    for take, share in times:
        take.draw(compositor, frame, share)
        yield frame


def _drawn_ahead(times: list[tuple[Take, float]], options: RenderOptions) -> Iterator[Frame]:
    """Yield the frames of ``times`` while a thread draws the next."""
    frames, compositor = [Frame(options.width, options.height) for _ in range(2)], Compositor()
    with ThreadPoolExecutor(1) as worker:
        waiting = None
        for number, (take, share) in enumerate(times):
            drawn = worker.submit(take.draw, compositor, frames[number % 2], share)
            if waiting is not None:
                yield waiting
            drawn.result()
            waiting = frames[number % 2]
        assert waiting is not None
        yield waiting


def _stored(raw: Path, options: RenderOptions) -> Iterator[Frame]:
    frame = Frame(options.width, options.height)
    with raw.open("rb") as file:
        while file.readinto(frame.data.data):
            yield frame


def _encode(frames: Iterable[Frame], options: RenderOptions, scratch: Path) -> None:
    """Encode as the film maker does, with a second of silence and no captions."""
    (scratch / "sound").write_bytes(bytes(48000 * 8))
    (scratch / "metadata").write_text(";FFMETADATA1\n")
    arguments = film_arguments(options, scratch / "sound", scratch / "metadata", None, "en", scratch / "film.mp4")
    with encoder(arguments) as running:
        for frame in frames:
            running.write(frame.data)
        running.finish()


def _report(name: str, frames: int, work: Callable[[], object]) -> None:
    wall, before = time.perf_counter(), os.times()
    work()
    after = os.times()
    cpu = sum(after[:4]) - sum(before[:4])
    print(f"{name:30}{(time.perf_counter() - wall) / frames * 1e3:15.1f}{cpu / frames * 1e3:15.1f}", flush=True)


if __name__ == "__main__":
    main()
