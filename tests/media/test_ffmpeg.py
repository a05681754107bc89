from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import numpy as np
import pytest

from digiteller.errors import MissingPackageError, StageError
from digiteller.media.ffmpeg import check_ffmpeg, find_ffmpeg, start_encoder
from digiteller.media.formats import FORMATS
from digiteller.options import RenderOptions


def _pretend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a shell script in ffmpeg's place."""
    program = tmp_path / "ffmpeg"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(program))


FRAME = np.zeros(1 << 20, np.uint8)


def _feed(count: int = 20) -> None:
    with start_encoder(["whatever"]) as running:
        for _ in range(count):
            running.write(FRAME)
        running.finish()


def test_an_ffmpeg_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "/nowhere/ffmpeg")
    with pytest.raises(MissingPackageError, match="/nowhere/ffmpeg") as error:
        _feed()
    assert "imageio-ffmpeg" in str(error.value.hint)


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
    with pytest.raises(error), start_encoder(["whatever"]):
        while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
            pass
        raise error
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def _say(version: str = "63.  1.102", otherwise: str = "exit 0") -> str:
    """Return a script that tells its version, and does something else when it is asked for anything else."""
    told = f"echo 'ffmpeg version 4.2.7-0ubuntu Copyright'; echo 'libavcodec     {version} / {version}'"
    return f'[ "$1" = -version ] && {{ {told}; exit 0; }}\n{otherwise}'


def test_an_old_ffmpeg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _pretend(tmp_path, monkeypatch, _say("58. 54.100"))
    with pytest.raises(MissingPackageError, match=r"too old: ffmpeg 4\.2\.7-0ubuntu; 5\.1 or newer") as error:
        check_ffmpeg(RenderOptions())
    assert "pip install imageio-ffmpeg" in str(error.value.hint)


def test_something_else_than_ffmpeg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _pretend(tmp_path, monkeypatch, "echo no such library >&2; exit 127")
    with pytest.raises(MissingPackageError, match="no ffmpeg that runs: no such library"):
        check_ffmpeg(RenderOptions())


@pytest.mark.parametrize("name", FORMATS)
def test_an_ffmpeg_without_the_encoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    _pretend(tmp_path, monkeypatch, _say(otherwise="cat > /dev/null; echo \"Unknown encoder '$*'\" >&2; exit 8"))
    with pytest.raises(
        MissingPackageError,
        match=rf"cannot encode {name} with {FORMATS[name].encoders['software'].name} .*Unknown encoder",
    ) as error:
        check_ffmpeg(RenderOptions(format=name))
    assert "pip install imageio-ffmpeg" in str(error.value.hint)


@pytest.mark.parametrize("kind", ["nvenc", "qsv", "vaapi", "videotoolbox", "amf"])
def test_hardware_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    _pretend(tmp_path, monkeypatch, _say(otherwise="cat > /dev/null; echo no such device >&2; exit 1"))
    with pytest.raises(MissingPackageError, match=rf"h264_{kind} on this machine: no such device") as error:
        check_ffmpeg(RenderOptions(encoder=kind))
    assert f"leave out encoder: {kind}" in str(error.value.hint)


@pytest.mark.parametrize("name", FORMATS)
def test_the_packaged_ffmpeg_has_every_encoder(name: str) -> None:
    assert check_ffmpeg(RenderOptions(format=name)) == find_ffmpeg()


@pytest.mark.parametrize("said", ["Error writing trailer: No space left on device", "av_write: Disk quota exceeded"])
def test_a_full_disk_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    _pretend(tmp_path, monkeypatch, f"cat > /dev/null; echo '{said}' >&2; exit 228")
    with pytest.raises(OSError) as error:
        _feed()
    assert error.value.errno in (errno.ENOSPC, errno.EDQUOT)
