"""Times the film maker on a project's own pages, beside its floor and beside MoviePy.

    python bench/render.py PROJECT [--seconds 20] [--moviepy PYTHON]

PROJECT is a folder in which `digiteller all --to illustrate` has run. For the first seconds of its film it prints, for
each frame, the time of drawing it; of x264 alone on frames that lie already drawn in memory, with as many encoders of
one thread at a time as the film maker has, and as one encoder with the threads that x264 itself chooses (floors); of
drawing and encoding together; and, where PYTHON is that of an environment with MoviePy 2.2, of the same layers moved
the same way by MoviePy, with its positions rounded to whole pixels and without what moves by itself. What acting costs
is the difference to the same project with `illustrate: {acting: none}`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2

from digiteller import timeline
from digiteller.media import formats
from digiteller.media.ffmpeg import find_ffmpeg
from digiteller.media.layers import TABLE
from digiteller.options import RenderOptions
from digiteller.project.folder import Project, layers, narration_wav, picture
from digiteller.project.json_files import load_narration, load_script
from digiteller.render.film_parts import Film, FilmPage
from digiteller.render.picture import segment_encoding
from digiteller.render.picture.frame_runs import FrameRun

MOVIEPY = """
import json, sys
from moviepy import CompositeVideoClip, ImageClip
out, table = sys.argv[1], json.loads(sys.stdin.read())
fps, frames = table["fps"], table["frames"]
def clip(layer):
    at = lambda t: layer["places"][min(round(t * fps), frames - 1)]
    moved = ImageClip(layer["file"]).resized(lambda t: at(t)[0])
    return moved.with_position(lambda t: (round(at(t)[1]), round(at(t)[2])))
film = CompositeVideoClip([clip(layer) for layer in table["layers"]], table["size"]).with_duration(frames / fps)
film.write_videofile(
    out, fps=fps, preset=table["preset"], audio=False, logger=None, ffmpeg_params=["-crf", str(table["quality"])]
)
"""
MOVIEPY_FRAMES = 90


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=Path)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--moviepy", metavar="PYTHON")
    arguments = parser.parse_args()
    options = RenderOptions()
    film = _film(Project(arguments.project))
    plan = timeline.align_to_frames(timeline.build_timeline(film.timings, options), options.fps)
    crew = segment_encoding._Crew(film, plan, (), options)
    pieces = [piece for piece in crew.pieces if piece.last <= arguments.seconds * options.fps]
    frames = pieces[-1].last
    cv2.setNumThreads(1)
    # In memory, where there is room: the floor is not to wait for a disk.
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else None) as name:
        scratch = Path(name)
        raw = scratch / "frames.yuv"
        print(f"{frames} frames of {options.width}x{options.height}, {os.cpu_count()} cores, {options.preset}")
        print(f"{'':34}{'wall ms/frame':>15}{'cpu ms/frame':>15}")
        _report("drawing and storing, one thread", frames, lambda: _store(crew, pieces, raw))
        floor = _report("x264 alone, as many at a time", frames, lambda: _encode_pieces(raw, pieces, options, scratch))
        threads = _report(
            "x264 alone, its own threads", frames, lambda: _encode(raw, FrameRun(0, frames, ()), options, scratch, None)
        )
        missing = {scratch / f"{piece.first}.mp4": piece for piece in pieces}
        ours = _report("digiteller", frames, lambda: crew.film(missing, lambda share, what: None))
        print(f"digiteller takes {ours / floor:.2f} and {ours / threads:.2f} times as long as the floors")
        if arguments.moviepy:
            table = _moviepy_table(crew, film, pieces, options)
            run = lambda: subprocess.run(  # noqa: E731
                [arguments.moviepy, "-c", MOVIEPY, str(scratch / "moviepy.mp4")],
                check=True,
                text=True,
                input=json.dumps(table),
                env=os.environ | {"IMAGEIO_FFMPEG_EXE": find_ffmpeg()},
            )
            moviepy = _report("MoviePy", table["frames"], run)
            print(f"MoviePy takes {moviepy / ours:.1f} times as long as digiteller")


def _film(project: Project) -> Film:
    script = load_script(project)
    pages = {}
    for scene in script.scenes:
        folder = project.path(layers(scene.number))
        pages[scene.number] = FilmPage(
            project.path(picture(scene.number)), folder if (folder / TABLE).exists() else None
        )
    narration = {scene.number: project.path(narration_wav(scene.number)) for scene in script.scenes}
    return Film(script, load_narration(project, script), narration, None, pages, (), 1)


def _store(crew: segment_encoding._Crew, pieces: list[FrameRun], raw: Path) -> None:
    crew._takes.expect(pieces)
    with raw.open("wb") as file:
        for piece in pieces:
            for frame in crew._drawn(piece):
                file.write(frame.data.data)
    crew._takes.expect(pieces)


def _encode_pieces(raw: Path, pieces: list[FrameRun], options: RenderOptions, scratch: Path) -> None:
    with ThreadPoolExecutor(segment_encoding._WORKERS) as pool:
        list(pool.map(lambda piece: _encode(raw, piece, options, scratch, "1"), pieces))


def _encode(raw: Path, piece: FrameRun, options: RenderOptions, scratch: Path, threads: str | None) -> None:
    """Encode some of the stored frames as the film maker does, but for the threads."""
    arguments = formats.segment_arguments(options, scratch / f"floor-{piece.first}.mp4")
    at = arguments.index("-threads")
    arguments[at : at + 2] = [] if threads is None else ["-threads", threads]
    arguments[arguments.index("-c:v") : arguments.index("-c:v")] = ["-frames:v", str(piece.last - piece.first)]
    with raw.open("rb") as file:
        os.lseek(file.fileno(), piece.first * options.width * options.height * 3 // 2, os.SEEK_SET)
        subprocess.run([find_ffmpeg(), "-v", "error", "-y", *arguments], stdin=file, check=True)


def _moviepy_table(
    crew: segment_encoding._Crew, film: Film, pieces: list[FrameRun], options: RenderOptions
) -> dict[str, object]:
    """Return the layers of the first page that has some, and where its camera sees them in each frame."""
    for index, shot in enumerate(crew._set.shots):
        folder = film.pages[shot.number].layers if shot.kind == "scene" else None
        if folder is not None:
            take, frames = crew._set.take(index), MOVIEPY_FRAMES
            entries = json.loads((folder / TABLE).read_text())["layers"]
            placed = []
            for entry in entries:
                path = take.paths[0].path
                places = [path.placement(entry["depth"], number / take.frames) for number in range(frames)]
                at = [(p.scale, p.scale * entry["x"] + p.left, p.scale * entry["y"] + p.top) for p in places]
                placed.append({"file": str(folder / entry["file"]), "places": at})
            table = {"size": [options.width, options.height], "fps": options.fps, "frames": frames, "layers": placed}
            return table | {"preset": options.preset, "quality": options.quality}
    sys.exit("no layered pages")


def _report(name: str, frames: int, work: Callable[[], object]) -> float:
    wall, before = time.perf_counter(), os.times()
    work()
    taken, after = (time.perf_counter() - wall) / frames * 1e3, os.times()
    cpu = (sum(after[:4]) - sum(before[:4])) / frames * 1e3
    print(f"{name:34}{taken:15.1f}{cpu:15.1f}", flush=True)
    return taken


if __name__ == "__main__":
    main()
