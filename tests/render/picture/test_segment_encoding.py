from __future__ import annotations

import dataclasses
import re
import subprocess
from pathlib import Path

import cv2
import numpy as np
import pytest

from digiteller import timeline
from digiteller.errors import StageError
from digiteller.media import formats
from digiteller.media.bitmap import write_png
from digiteller.media.ffmpeg import find_ffmpeg, start_encoder
from digiteller.options import RenderOptions
from digiteller.render.film_parts import Film
from digiteller.render.picture import c_drawing
from digiteller.render.picture import segment_encoding as shooting
from digiteller.render.picture.frame import Frame
from digiteller.render.picture.segment_encoding import Segment
from digiteller.render.text import captions

BITS = 10


@pytest.fixture
def shoot(tmp_path: Path, options: RenderOptions):
    """Return a function that shoots a film into a cache, and tells the segments and the names of those it made."""

    def run(film: Film, options: RenderOptions = options, cache: str = "cache") -> tuple[list[Segment], set[str]]:
        folder = tmp_path / cache
        before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} if folder.exists() else {}
        plan = timeline.align_to_frames(timeline.build_timeline(film.timings, options), options.fps)
        cues = captions.build_captions(film.timings, plan)
        segments = shooting.encode_segments(film, plan, cues, options, folder, lambda share, what: None)
        made = {p.name for p in folder.iterdir() if before.get(p.name) != p.stat().st_mtime_ns}
        return segments, made

    return run


def _with_digests(film: Film) -> Film:
    pages = {
        number: dataclasses.replace(
            page, digest=repr([p.read_bytes() for p in (page.flat, *sorted((page.layers or Path("?")).glob("*")))])
        )
        for number, page in film.pages.items()
    }
    return dataclasses.replace(film, pages=pages)


def test_what_is_there_is_not_made_again(story: Film, shoot) -> None:
    film = _with_digests(story)
    segments, made = shoot(film)
    assert made == {segment.path.name for segment in segments} and len(made) == 9
    assert shoot(film) == (segments, set())
    segments[3].path.unlink()
    again, made = shoot(film)
    assert again == segments and made == {segments[3].path.name}


def test_a_changed_page_changes_its_own_pieces_alone(story: Film, shoot) -> None:
    before, _ = shoot(_with_digests(story))
    write_png(story.pages[1].flat, np.full((90, 160, 3), 99, np.uint8))
    film = _with_digests(story)
    after, made = shoot(film)
    changed = [index for index, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    assert changed == [0, 1, 2, 3]  # the title stands before this page
    assert made == {after[index].path.name for index in changed}
    fresh, _ = shoot(film, cache="other")
    assert [s.path.read_bytes() for s in fresh] == [s.path.read_bytes() for s in after]


def test_longer_words_change_one_scene_though_all_later_ones_move(story: Film, options: RenderOptions, shoot) -> None:
    for style in ("track", "burned"):
        options = dataclasses.replace(options, captions=style)
        before, _ = shoot(_with_digests(story), options, style)
        first = story.timings[0]
        slower = dataclasses.replace(first, samples=first.samples + 12345)
        film = dataclasses.replace(_with_digests(story), timings=(slower, *story.timings[1:]))
        after, _ = shoot(film, options, style)
        assert after[-1].first > before[-1].first
        names = [[segment.path.name for segment in segments] for segments in (before, after)]
        assert [a == b for a, b in zip(*names, strict=True)] == [True, False, False, False, *[True] * 5]
        fresh, _ = shoot(film, options, f"fresh {style}")
        assert [s.path.read_bytes() for s in fresh] == [s.path.read_bytes() for s in after]


@pytest.mark.few(3)
@pytest.mark.parametrize(
    ("what", "value", "pieces"),
    [
        ("quality", 30, {9}),
        ("fps", 15, {9}),
        ("music_volume", -30.0, {0}),
        ("captions", "none", {0}),
        ("captions", "burned", {5, 6, 7}),  # not those of the title and the credits
        ("transition", "dip", {4}),
    ],
)
def test_options_change_the_pieces_that_they_show_in(
    story: Film, options: RenderOptions, shoot, what: str, value: object, pieces: set[int]
) -> None:
    film = _with_digests(story)
    shoot(film, dataclasses.replace(options, transition="crossfade"))
    wished = dataclasses.replace(options, **{"transition": "crossfade", what: value})
    assert len(shoot(film, wished)[1]) in pieces


def test_segments_say_what_drew_them(story: Film, options: RenderOptions, monkeypatch: pytest.MonkeyPatch) -> None:
    film = _with_digests(story)
    keys = []
    for library in (object(), None):
        monkeypatch.setattr(c_drawing, "LIBRARY", library)
        plan = timeline.align_to_frames(timeline.build_timeline(film.timings, options), options.fps)
        crew = shooting._Crew(film, plan, (), options)
        keys.append({crew.key(piece) for piece in crew.pieces})
    assert not keys[0] & keys[1]


def test_what_does_not_belong_to_the_film_is_cleared(story: Film, shoot) -> None:
    segments, _ = shoot(_with_digests(story))
    cache = segments[0].path.parent
    (cache / "part-of-a-killed-run.mp4").write_bytes(b"x")
    shooting.clear_segments(cache, segments)
    assert {path.name for path in cache.iterdir()} == {segment.path.name for segment in segments}


def test_a_failure_leaves_no_half_segment(story: Film, shoot, tmp_path: Path, monkeypatch) -> None:
    good = formats.segment_arguments
    broken = lambda options, out: [*good(options, out), "-f", "nut", str(tmp_path / "no" / "such" / "folder")]  # noqa: E731
    monkeypatch.setattr(formats, "segment_arguments", broken)
    with pytest.raises(StageError, match="ffmpeg failed"):
        shoot(story)
    assert list((tmp_path / "cache").iterdir()) == []


def test_the_number_of_workers_changes_no_byte(story: Film, shoot, monkeypatch: pytest.MonkeyPatch) -> None:
    many, _ = shoot(story)
    monkeypatch.setattr(shooting, "_WORKERS", 1)
    one, _ = shoot(story, cache="other")
    assert [s.path.read_bytes() for s in many] == [s.path.read_bytes() for s in one]


class _Counter:
    """A take that shows a moving pattern, and the number of the film's frame in black and white."""

    def __init__(self, first: int) -> None:
        self._first = first

    def draw(self, _: object, frame: Frame, number: int) -> None:
        paint(frame, self._first + number)


def paint(frame: Frame, number: int) -> None:
    y, x = np.mgrid[: frame.height, : frame.width]
    frame.y[:] = 126 + 60 * np.sin((x + 1.7 * number) / 13) + 40 * np.sin((y - number) / 9)
    frame.u[:] = 128
    frame.v[:] = 128
    for bit in range(BITS):
        frame.y[4:16, 16 * bit : 16 * bit + 12] = 235 if number >> bit & 1 else 16


def read_number(luma: np.ndarray) -> int:
    return sum(int(luma[10, 16 * bit + 6] > 126) << bit for bit in range(BITS))


def _decoded(path: Path, options: RenderOptions) -> tuple[np.ndarray, list[int]]:
    """Return the luma of each frame, and their times in frames."""

    def run(*end: str) -> bytes:
        start = [find_ffmpeg(), "-v", "error", "-i", str(path), "-map", "0:v", "-fps_mode", "passthrough"]
        return subprocess.run([*start, *end, "-"], capture_output=True, check=True).stdout

    planes = np.frombuffer(run("-pix_fmt", "yuv420p", "-f", "rawvideo"), np.uint8)
    pixels = options.width * options.height
    luma = planes.reshape(-1, pixels * 3 // 2)[:, :pixels].reshape(-1, options.height, options.width)
    rows = run("-enc_time_base", f"1/{options.fps * 1000}", "-f", "framecrc").decode().splitlines()
    times = [int(row.split(",")[2]) for row in rows if not row.startswith("#")]
    assert all(abs(time - 1000 * round(time / 1000)) <= options.fps for time in times)  # WebM counts milliseconds
    return luma, [round(time / 1000) for time in times]


def _likeness(seen: np.ndarray, painted: np.ndarray) -> float:
    """Return the SSIM of two pictures (Wang and others, 2004)."""
    a, b = (picture.astype(np.float64) for picture in (seen, painted))
    mean = lambda picture: cv2.GaussianBlur(picture, (11, 11), 1.5)  # noqa: E731
    ma, mb = mean(a), mean(b)
    va, vb, both = mean(a * a) - ma * ma, mean(b * b) - mb * mb, mean(a * b) - ma * mb
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    return float((((2 * ma * mb + c1) * (2 * both + c2)) / ((ma * ma + mb * mb + c1) * (va + vb + c2))).mean())


@pytest.mark.few(1)
@pytest.mark.parametrize("codec", formats.FORMATS)
def test_seams_show_neither_in_picture_nor_in_sound(
    story: Film, options: RenderOptions, shoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, codec: str
) -> None:
    encoders = subprocess.run([find_ffmpeg(), "-v", "error", "-encoders"], capture_output=True, text=True).stdout
    options = dataclasses.replace(options, fps=24, format=codec, preset="superfast", transition="crossfade")
    if not re.search(rf" {formats.encoder(options).name} ", encoders):
        pytest.skip(f"this ffmpeg has no {formats.encoder(options).name}")
    monkeypatch.setattr(shooting.Set, "take", lambda self, index: _Counter(self.first(index)))
    monkeypatch.setattr(shooting._Crew, "_light", lambda self, number: 1.0)
    segments, _ = shoot(story, options)
    total = segments[-1].first + segments[-1].frames

    sine = 0.3 * np.sin(2 * np.pi * 440 * np.arange(total * 2000) / 48000)
    (tmp_path / "sound").write_bytes(np.repeat(sine[:, None], 2, 1).astype("<f4").tobytes())
    (tmp_path / "metadata").write_text(";FFMETADATA1\n")
    formats.write_parts(tmp_path / "parts", [segment.path for segment in segments])
    joined, whole = tmp_path / formats.film_name(options), tmp_path / f"whole{formats.segment_suffix(options)}"
    arguments = formats.join_arguments(
        options, tmp_path / "parts", tmp_path / "sound", tmp_path / "metadata", None, "en", joined
    )
    command = [find_ffmpeg(), "-v", "warning", "-y", *arguments]
    assert b"monoton" not in subprocess.run(command, capture_output=True, check=True, cwd=tmp_path).stderr
    frame = Frame(options.width, options.height)
    with start_encoder(formats.segment_arguments(options, whole)) as running:
        for number in range(total):
            paint(frame, number)
            running.write(frame.data)
        running.finish()

    (seen, times), (other, _) = _decoded(joined, options), _decoded(whole, options)
    assert len(seen) == len(other) == total
    assert times == list(range(total))
    assert [read_number(luma) for luma in seen] == list(range(total))
    likeness = []
    for number, luma in enumerate(seen):
        paint(frame, number)
        likeness.append((_likeness(luma, frame.y), _likeness(other[number], frame.y)))
    seams = [segment.first + off for segment in segments[1:] for off in (-2, -1, 0, 1)]
    assert min(likeness[number][0] for number in seams) > min(alone for _, alone in likeness) - 0.01
    assert np.mean([a - b for a, b in likeness]) > -0.01

    sound = subprocess.run([find_ffmpeg(), "-v", "error", "-i", str(joined), "-f", "f32le", "-"], capture_output=True)
    heard = np.frombuffer(sound.stdout, np.float32).reshape(-1, 2)[2000:-4000, 0].astype(float)
    # A sine is where its neighbours say: s[n+1] + s[n-1] = 2 cos(w) s[n].
    click = heard[2:] + heard[:-2] - 2 * np.cos(2 * np.pi * 440 / 48000) * heard[1:-1]
    assert len(heard) > 40000 and np.abs(click).max() < 0.003
