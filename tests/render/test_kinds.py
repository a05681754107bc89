"""Films in other formats, drafts, previews, teasers; and what goes wrong while they are made."""

from __future__ import annotations

import dataclasses
import errno
import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageSequence

from digiteller import timeline
from digiteller.errors import StageError
from digiteller.options import RenderOptions
from digiteller.render import disk_space
from digiteller.render.film import make_draft, make_film, make_preview
from digiteller.render.film_parts import Film
from digiteller.render.sound import soundtrack


def _quiet(share: float, what: str) -> None:
    pass


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def _psnr(first: np.ndarray, second: np.ndarray) -> float:
    return float(10 * np.log10(255**2 / np.square(first - second).mean()))


@pytest.mark.few(1)
@pytest.mark.parametrize(("name", "suffix"), [("hevc", ".mp4"), ("av1", ".webm"), ("vp9", ".webm"), ("prores", ".mov")])
def test_a_film_looks_and_sounds_alike_in_every_format(
    story: Film, options: RenderOptions, make: Callable[..., Path], probe, name: str, suffix: str
) -> None:
    known = probe(make(story, name="known") / "story.mp4")
    out = make(story, dataclasses.replace(options, format=name))
    assert _names(out) == {f"story{suffix}", "story.srt", "story.vtt", "poster.jpg"}
    film = probe(out / f"story{suffix}", ("-pix_fmt", "yuv420p"))
    assert film.frames.shape == known.frames.shape
    assert _psnr(film.frames, known.frames) > 32
    assert film.chapters == known.chapters
    assert "(eng): Audio" in film.text and "(eng): Subtitle" in film.text
    assert len(film.text.split("(default)")) == 3  # picture and sound; captions wait to be switched on
    length = min(len(film.sound), len(known.sound))
    assert length > len(known.sound) - 48000 / options.fps
    assert np.corrcoef(film.sound[:length, 0], known.sound[:length, 0])[0, 1] > 0.95


def test_the_models_are_in_the_metadata(story: Film, make: Callable[..., Path], probe) -> None:
    out = make(dataclasses.replace(story, models=("smollm2 (Apache-2.0)", "hibari (MIT)")))
    assert "Made by hand; Model: smollm2 (Apache-2.0); Model: hibari (MIT)\n" in probe(out / "story.mp4").text


@pytest.mark.slow
def test_a_draft_is_the_film_in_small(
    story: Film, options: RenderOptions, make: Callable[..., Path], probe, tmp_path: Path
) -> None:
    options = dataclasses.replace(options, format="vp9", teaser="gif")
    out = tmp_path / "out"
    out.mkdir()
    make_draft(story, options, out, _quiet, tmp_path / "segments")
    assert _names(out) == {"draft.mp4"}
    draft = probe(out / "draft.mp4", size=(80, 44))
    film = probe(make(story, name="whole") / "story.mp4")
    assert len(draft.frames) == len(film.frames)
    small = film.frames[:, :88, :].reshape(len(film.frames), 44, 2, 80, 2).mean((2, 4))
    assert _psnr(draft.frames, small) > 22


def test_a_preview_is_a_part_of_the_film(story: Film, options: RenderOptions, probe, tmp_path: Path) -> None:
    out, cache = tmp_path / "out", tmp_path / "segments"
    out.mkdir()
    make_preview(story, options, 2, out, _quiet, cache)
    assert _names(out) == {"preview-02.mp4"}
    filmed = _names(cache)
    make_film(story, options, out, _quiet, cache)
    assert filmed < _names(cache)  # the film needs them too
    preview, film = probe(out / "preview-02.mp4"), probe(out / "story.mp4")
    assert preview.chapters == [] and "mov_text" in preview.text
    shot = timeline.align_to_frames(timeline.build_timeline(story.timings, options), options.fps).shots[2]
    places = [
        n for n in range(len(film.frames)) if np.array_equal(film.frames[n : n + len(preview.frames)], preview.frames)
    ]
    assert len(places) == 1
    first, last = (number / options.fps for number in (places[0], places[0] + len(preview.frames)))
    assert shot.start - 1 < first <= shot.start and shot.end <= last < shot.end + 1
    assert abs(len(preview.sound) / 48000 - (last - first)) <= 1 / options.fps
    heard = film.sound[round(first * 48000) : round(first * 48000) + len(preview.sound)]
    assert np.corrcoef(heard[:, 0], preview.sound[: len(heard), 0])[0, 1] > 0.95


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["gif", "webp"])
def test_a_teaser_moves_and_repeats_itself(
    story: Film, options: RenderOptions, make: Callable[..., Path], kind: str
) -> None:
    options = dataclasses.replace(options, teaser=kind)
    first, second = (make(story, options, name=name) / f"teaser.{kind}" for name in ("first", "second"))
    assert first.read_bytes() == second.read_bytes()
    with Image.open(first) as teaser:
        assert teaser.size == (160, 90) and teaser.info["loop"] == 0
        frames = [np.asarray(frame.convert("RGB"), float) for frame in ImageSequence.Iterator(teaser)]
    assert 24 <= len(frames) <= 90
    skies = {tuple(np.round(frame[:20].mean((0, 1)) / 16)) for frame in frames}
    assert len(skies) >= 3  # every page is in it
    steps = [np.abs(a - b).mean() for a, b in zip(frames, [*frames[1:], frames[0]], strict=True)]
    assert max(steps) < 60  # no cut, not at its end either


def test_a_disk_without_room_is_found_before_anything_is_made(
    story: Film, options: RenderOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(10**9, 10**9, 1234))
    with pytest.raises(StageError, match=r"disk is full: .* takes about [\d,]+ bytes, .*out has 1,234 left") as error:
        make_film(story, options, out, _quiet, tmp_path / "segments")
    assert error.value.exit_code == 6 and _names(out) == set() and not (tmp_path / "segments").exists()


def test_a_disk_that_fills_is_named_with_the_bytes_needed(
    story: Film, options: RenderOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr(soundtrack, "mix_sound", full)
    with pytest.raises(StageError, match=r"disk is full: .* takes about [\d,]+ bytes"):
        make_film(story, options, out, _quiet, tmp_path / "segments")
    assert _names(out) == set()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_real_disk_that_fills(story: Film, options: RenderOptions, tmp_path: Path, monkeypatch) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    sound = round(timeline.build_timeline(story.timings, options).duration * 48000 * 8)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={sound + 300_000}", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("no small disk can be mounted here")
    monkeypatch.setattr(disk_space, "bytes_needed", lambda film, options: 1000)
    try:
        (disk / "out").mkdir()
        with pytest.raises(StageError, match="disk is full"):
            make_film(story, dataclasses.replace(options, format="prores"), disk / "out", _quiet, disk / "segments")
        assert _names(disk / "out") == set()
        assert not [name for name in _names(disk / "segments") if name.startswith("part")]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_an_ffmpeg_that_is_killed_leaves_nothing_half_made(
    story: Film, options: RenderOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def watched(*arguments, **options):
        started.append(popen(*arguments, **options))
        if "pipe:0" in arguments[0] and len(started) > 4:
            started[-1].send_signal(signal.SIGKILL)
        return started[-1]

    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr(subprocess, "Popen", watched)
    with pytest.raises(StageError, match="ffmpeg was killed by signal 9"):
        make_film(story, options, out, _quiet, tmp_path / "segments")
    assert all(process.poll() is not None for process in started)
    assert _names(out) == set()
    assert not [name for name in _names(tmp_path / "segments") if name.startswith("part")]


def test_more_pixels_and_better_quality_need_more_room(story: Film, options: RenderOptions) -> None:
    plain = disk_space.bytes_needed(story, options)
    for change in ({"width": 320}, {"quality": 10}, {"format": "prores"}, {"fps": 24}, {"scene_pause": 5.0}):
        assert disk_space.bytes_needed(story, dataclasses.replace(options, **change)) > plain, change
