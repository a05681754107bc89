"""What the tests of faults share. ``make test-faults`` runs all trials; without it each test makes a few."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_SPEC = """\
title: The Owl and the Star
premise: A little owl finds a star.
scenes:
  - {text: An owl saw a star., picture: an owl and a star at night}
  - {text: The boat came home., picture_file: boat.png}
write: {candidates: 1}
render: {width: 160, height: 90, fps: 12, title_seconds: 0, credits_seconds: 1}
"""
"""A story that keeps every stage but the writer busy: a page to be drawn, and a small picture to be enlarged."""

Digiteller = Callable[..., subprocess.CompletedProcess[str]]
MakeOnce = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(scope="session")
def all_faults() -> bool:
    """Whether every trial is to be made."""
    return os.environ.get("DIGITELLER_ALL_FAULTS") == "1"


@pytest.fixture(scope="session")
def digiteller() -> Digiteller:
    """Run digiteller in a process of its own: ``digiteller("all", SPEC, "-p", DIR)``."""

    def run(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "digiteller", *map(str, arguments)]
        null = subprocess.DEVNULL
        return subprocess.run(command, stdin=null, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload,no-any-return]

    return run


@pytest.fixture(scope="session")
def spec(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the spec of a story that keeps every stage but the writer busy for a moment."""
    folder = tmp_path_factory.mktemp("spec")
    shutil.copyfile(ROOT / "examples" / "pictures" / "boat.png", folder / "boat.png")
    (folder / "owl.yaml").write_text(_SPEC)
    return folder / "owl.yaml"


@pytest.fixture(scope="session")
def film(spec: Path, digiteller: Digiteller, make_once: MakeOnce) -> Path:
    """Return the project that an undisturbed run makes of the spec; not to be changed."""
    return make_once("undisturbed", lambda folder: _make(digiteller, spec, folder))


@pytest.fixture(scope="session")
def unwritten(spec: Path) -> Path:
    """Return the spec of a story of which the writer has to write a page."""
    path = spec.with_name("unwritten.yaml")
    path.write_text(_SPEC.replace("text: An owl saw a star., ", ""))
    return path


@pytest.fixture(scope="session")
def written_film(unwritten: Path, digiteller: Digiteller, make_once: MakeOnce) -> Path:
    """Return the project that an undisturbed run makes of that spec; not to be changed."""
    return make_once("undisturbed-written", lambda folder: _make(digiteller, unwritten, folder))


def _make(digiteller: Digiteller, spec: Path, folder: Path) -> None:
    done = digiteller("all", spec, "-p", folder)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def copy(film: Path, tmp_path: Path) -> Path:
    """Return a copy of the finished project."""
    return Path(shutil.copytree(film, tmp_path / "copy"))


@pytest.fixture(scope="session")
def contents() -> Callable[[Path], dict[str, bytes | None]]:
    """Return everything in a folder by name, None for folders; of our own records only that they are there."""

    def of(folder: Path) -> dict[str, bytes | None]:
        found: dict[str, bytes | None] = {}
        for path in sorted(folder.rglob("*")):
            ours = path.parent.name == ".digiteller" and path.suffix == ".json"
            found[str(path.relative_to(folder))] = None if ours or path.is_dir() else path.read_bytes()
        return found

    return of
