from __future__ import annotations

import os
import stat
from pathlib import Path

import numpy as np
import pytest

from digiteller.errors import MissingPackageError, StageError
from digiteller.options import RenderOptions
from digiteller.render.ffmpeg import encoder, film_arguments, language_code


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en", "eng"), ("en-GB", "eng"), ("pt-BR", "por"), ("zh-Hant", "zho"), ("gsw", "gsw"), ("x", "und"), ("", "und")],
)
def test_languages(tag: str, code: str) -> None:
    assert language_code(tag) == code


def _pretend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a shell script in ffmpeg's place."""
    program = tmp_path / "ffmpeg"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(program))


FRAME = np.zeros(1 << 20, np.uint8)


def _feed(count: int = 20) -> None:
    with encoder(["whatever"]) as running:
        for _ in range(count):
            running.write(FRAME)
        running.finish()


def test_an_ffmpeg_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "/nowhere/ffmpeg")
    with pytest.raises(MissingPackageError, match="/nowhere/ffmpeg") as error:
        _feed()
    assert "imageio-ffmpeg" in str(error.value.hint)


def test_an_ffmpeg_without_an_h264_encoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _pretend(tmp_path, monkeypatch, "echo \"Unknown encoder 'libx264'\" >&2; exit 8")
    with pytest.raises(MissingPackageError, match="libx264"):
        _feed()


@pytest.mark.parametrize("count", [0, 20])
def test_what_ffmpeg_says_is_in_the_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    _pretend(tmp_path, monkeypatch, "head -c 2000000 > /dev/null; echo disk full >&2; exit 3")
    with pytest.raises(StageError, match=r"exit code 3: disk full"):
        _feed(count)


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_it_is_killed_when_the_block_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    _pretend(tmp_path, monkeypatch, f"echo $$ > {tmp_path}/pid; exec sleep 60")
    with pytest.raises(error), encoder(["whatever"]):
        while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
            pass
        raise error
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_files_cannot_be_taken_for_options_or_protocols(tmp_path: Path) -> None:
    names = [Path("-y"), Path("concat:a|b"), Path("story.vtt"), Path("-out.mp4")]
    arguments = film_arguments(RenderOptions(), *names[:3], "en", names[3])
    assert all(f"file:{name.absolute()}" in arguments for name in names)
