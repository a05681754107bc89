"""Segments, joined, are one film in every format."""

from __future__ import annotations

import dataclasses
import re
import subprocess
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest

from digiteller.media import formats
from digiteller.media.ffmpeg import find_ffmpeg
from digiteller.options import RenderOptions

WIDTH, HEIGHT, FPS = 160, 90, 24
BYTES = WIDTH * HEIGHT * 3 // 2
COUNT = 60
ANY_NAME = 'Story #1? it\'s 50% "%41" %03d \\ : ; , [x] {y} = & $HOME ` ! * | ~\n\t é日🦊'
"""What a folder may be called."""
CUTS = (0, 1, 27, COUNT)
"""The first segment has one frame: less than encoders look ahead."""
PLAYERS = {
    "h264": r"Video: h264 .*\(avc1 .*yuv420p\(tv, bt709, progressive\).*\n(.*\n)*.*Audio: aac",
    "hevc": r"Video: hevc .*\(hvc1 .*yuv420p\(tv, bt709, progressive\).*\n(.*\n)*.*Audio: aac",
    "av1": r"Video: av1 .*yuv420p\(tv, bt709, progressive\).*\n(.*\n)*.*Audio: opus",
    "vp9": r"Video: vp9 .*yuv420p\(tv, bt709, progressive\).*\n(.*\n)*.*Audio: opus",
    "prores": r"Video: prores .*\(apcn .*yuv422p10le\(tv, bt709, progressive\).*\n(.*\n)*.*Audio: pcm_s16le",
}


@pytest.fixture(scope="module")
def frames() -> np.ndarray:
    """Return planar YUV frames of something that moves slowly, as bytes [n, BYTES]."""
    noise = cv2.GaussianBlur(np.random.default_rng(1).random((HEIGHT * 2, WIDTH * 2), np.float32), (0, 0), 4)
    noise = cv2.normalize(noise, None, 30, 220, cv2.NORM_MINMAX)
    made = np.full((COUNT, BYTES), 128, np.uint8)
    for number, frame in enumerate(made):
        move = np.array([[1, 0, -0.6 * number], [0, 1, -0.2 * number]], np.float32)
        frame[: WIDTH * HEIGHT] = cv2.warpAffine(noise, move, (WIDTH, HEIGHT)).round().astype(np.uint8).ravel()
        frame[WIDTH * HEIGHT :] += np.uint8(number // 3)
    return made


def _ffmpeg(
    arguments: Sequence[str], stdin: bytes = b"", folder: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    command = [find_ffmpeg(), "-hide_banner", "-y", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=folder)


def _make(folder: Path, frames: np.ndarray, options: RenderOptions) -> Path:
    folder.mkdir()
    (folder / "sound").write_bytes(np.zeros(2 * 48000 * COUNT // FPS, "<f4").tobytes())
    (folder / "metadata").write_text(
        ";FFMETADATA1\ntitle=The Owl\ncomment=Words: a friend\n"
        "[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1000\ntitle=Night\n"
        "[CHAPTER]\nTIMEBASE=1/1000\nSTART=1000\nEND=2500\ntitle=Day\n"
    )
    (folder / "captions").write_text("WEBVTT\n\n00:00.500 --> 00:01.500\nHello there\n")
    segments = []
    for first, last in pairwise(CUTS):
        segments.append(folder / f"{first:02}{formats.segment_suffix(options)}")
        done = _ffmpeg(formats.segment_arguments(options, segments[-1]), frames[first:last].tobytes())
        assert done.returncode == 0, done.stderr.decode()
    formats.write_parts(folder / "parts", segments)
    out = folder / formats.film_name(options)
    files = (folder / name for name in ("parts", "sound", "metadata", "captions"))
    done = _ffmpeg(formats.join_arguments(options, *files, "en-GB", out), folder=folder)
    assert done.returncode == 0, done.stderr.decode()
    assert b"onotonic" not in done.stderr
    return out


@pytest.mark.few(2)
@pytest.mark.parametrize("name", formats.FORMATS)
def test_every_format_shows_the_frames_and_says_what_it_is(tmp_path: Path, frames: np.ndarray, name: str) -> None:
    options = RenderOptions(width=WIDTH, height=HEIGHT, fps=FPS, format=name)
    out = _make(tmp_path / ANY_NAME, frames, options)
    text = _ffmpeg(["-i", str(out)]).stderr.decode()
    assert re.search(PLAYERS[name], text), text
    assert re.search(r"\(eng\): Audio:", text) and re.search(r"\(eng\): Subtitle:", text)
    assert re.findall(r"(?i)\s(title|comment)\s+: (.*)", text)[:2] in (
        [("title", "The Owl"), ("comment", "Words: a friend")],
        [("title", "The Owl"), ("COMMENT", "Words: a friend")],
    )
    assert re.findall(r"Chapter #0:\d.*\n.*\n\s+title\s+: (.*)", text) == ["Night", "Day"]
    assert f"{FPS} fps" in text and "creation_time" not in text
    shown = np.frombuffer(
        _ffmpeg(["-i", str(out), "-map", "0:v", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-"]).stdout, np.uint8
    ).reshape(-1, BYTES)
    assert len(shown) == COUNT
    error = np.square(shown.astype(float) - frames).mean(1)
    assert 10 * np.log10(255**2 / error).min() > 34  # every frame is where it belongs
    sound = _ffmpeg(["-i", str(out), "-map", "0:a", "-f", "s16le", "-"]).stdout
    assert abs(len(sound) / 4 / 48000 - COUNT / FPS) <= 1 / FPS


@pytest.mark.few(2)
@pytest.mark.parametrize("name", formats.FORMATS)
def test_every_format_repeats_itself(tmp_path: Path, frames: np.ndarray, name: str) -> None:
    options = RenderOptions(width=WIDTH, height=HEIGHT, fps=FPS, format=name)
    first, second = _make(tmp_path / "first", frames, options), _make(tmp_path / "second", frames, options)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("name", formats.FORMATS)
def test_the_frames_of_joined_segments_are_evenly_spaced(tmp_path: Path, frames: np.ndarray, name: str) -> None:
    out = _make(tmp_path / "film", frames, RenderOptions(width=WIDTH, height=HEIGHT, fps=FPS, format=name))
    listed = _ffmpeg(["-i", str(out), "-map", "0:v", "-c", "copy", "-f", "framecrc", "-"]).stdout.decode()
    base = int(re.findall(r"#tb 0: 1/(\d+)", listed)[0])
    times = [[int(n) for n in row.split(",")[1:3]] for row in listed.splitlines() if row[0] != "#"]
    shown = np.sort([pts for _, pts in times]) * FPS / base
    np.testing.assert_allclose(shown, np.arange(COUNT), atol=FPS / base)
    assert (np.diff([dts for dts, _ in times]) > 0).all()
    assert all(dts <= pts for dts, pts in times)


@pytest.mark.parametrize("name", ["h264", "hevc", "prores"])
def test_players_find_the_index_first(tmp_path: Path, frames: np.ndarray, name: str) -> None:
    data = _make(
        tmp_path / "film", frames, RenderOptions(width=WIDTH, height=HEIGHT, fps=FPS, format=name)
    ).read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_better_quality_is_larger_in_every_format(tmp_path: Path, frames: np.ndarray) -> None:
    for name in formats.FORMATS:
        options = RenderOptions(width=WIDTH, height=HEIGHT, fps=FPS, format=name)
        sizes = []
        for quality in (12, 36):
            out = tmp_path / f"{name}{quality}{formats.segment_suffix(options)}"
            options = dataclasses.replace(options, quality=quality)
            assert _ffmpeg(formats.segment_arguments(options, out), frames[:12].tobytes()).returncode == 0
            sizes.append(out.stat().st_size)
        assert sizes[0] > 1.3 * sizes[1], name


def test_every_preset_and_quality_is_known_to_the_encoders(tmp_path: Path, frames: np.ndarray) -> None:
    for name in formats.FORMATS:
        for preset, quality in (("ultrafast", 51), ("slow", 0)):
            options = RenderOptions(
                width=WIDTH,
                height=HEIGHT,
                fps=FPS,
                format=name,
                preset=preset,
                quality=quality,  # type: ignore[arg-type]
            )
            out = tmp_path / f"{name}{preset}{formats.segment_suffix(options)}"
            done = _ffmpeg(formats.segment_arguments(options, out), frames[:2].tobytes())
            assert done.returncode == 0, done.stderr.decode()


def test_files_cannot_be_taken_for_options_or_protocols() -> None:
    names = [Path("-y"), Path("concat:a|b"), Path("story.vtt"), Path("-c.vtt"), Path("-out.mp4")]
    arguments = formats.join_arguments(RenderOptions(), *names[:4], "en", names[4])
    assert all(f"file:{name.absolute()}" in arguments for name in names)


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en", "eng"), ("en-GB", "eng"), ("pt-BR", "por"), ("zh-Hant", "zho"), ("gsw", "gsw"), ("x", "und"), ("", "und")],
)
def test_languages(tag: str, code: str) -> None:
    assert formats.language_code(tag) == code
