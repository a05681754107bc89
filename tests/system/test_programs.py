"""The versions of programs that results depend on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from digiteller.backends.table import Backend
from digiteller.errors import MissingPackageError
from digiteller.system import programs
from digiteller.system.programs import program_version

Program = Callable[[str], str]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """Put a program called ``speaker`` on PATH, which does what a script says."""
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    program_version.cache_clear()

    def write(script: str) -> str:
        (tmp_path / "speaker").write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / "speaker").chmod(0o755)
        return "speaker"

    yield write
    program_version.cache_clear()


@pytest.mark.parametrize(
    ("script", "version"),
    [
        ("echo 'eSpeak NG text-to-speech: 1.51  Data at: /home/somebody/espeak-ng-data'", "1.51"),
        ("echo 'ffmpeg version n7.1-3-gabc Copyright'; echo 'built with gcc 12.2.0'", "7.1-3-gabc"),
        ("echo 'speaker, of spring'; echo 1.0", "speaker, of spring"),
        ("echo 'speaker 2.0' >&2", "2.0"),
        ('echo "speaker 3.0.$#"', "3.0.1"),
    ],
)
def test_the_version_is_in_the_first_line(program: Program, script: str, version: str) -> None:
    assert program_version(program(script), "--version") == version


def test_it_is_asked_once_and_is_part_of_the_backends(program: Program, tmp_path: Path) -> None:
    backend = Backend("m", "N", programs=((program(f"echo asked >> {tmp_path}/log; echo 1.5"), "--version"),))
    assert [backend.version, backend.version] == ["r1 speaker 1.5"] * 2
    assert (tmp_path / "log").read_text() == "asked\n"


@pytest.mark.parametrize("script", ["exit 3", "echo 1.0; exit 3", "true"])
def test_a_program_that_tells_nothing_is_no_program(program: Program, script: str) -> None:
    with pytest.raises(MissingPackageError, match="speaker --version tells no version"):
        program_version(program(script), "--version")


def test_a_program_that_hangs_is_not_waited_for(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "_PATIENCE", 0.05)
    with pytest.raises(MissingPackageError, match="said nothing"):
        program_version(program("exec sleep 60"))


def test_a_program_that_is_missing_is_told_with_its_name(program: Program, tmp_path: Path) -> None:
    with pytest.raises(MissingPackageError, match="the program no-such-speaker is not installed") as caught:
        program_version("no-such-speaker", "--version")
    assert caught.value.hint == "install no-such-speaker"
    program("true")
    (tmp_path / "speaker").chmod(0o644)
    (tmp_path / "speaker").write_text("no program")
    with pytest.raises(MissingPackageError):
        program_version("speaker")
