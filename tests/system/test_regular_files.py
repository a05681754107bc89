"""A pipe, a device or a socket in the place of a file is told, and nobody waits for it."""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from digiteller.errors import SpecError
from digiteller.media.bitmap import read_bitmap
from digiteller.media.clips import load_playing
from digiteller.media.latents import load_latent
from digiteller.media.layers import load_layers
from digiteller.models.registry import load_registry
from digiteller.project.folder import Project
from digiteller.project.json_files import load_script
from digiteller.project.manifest import FileHashes, Manifest
from digiteller.spec.schema import load_spec
from digiteller.system import lock
from digiteller.system.atomic_files import replacing
from digiteller.system.hashing import sha256
from digiteller.system.interrupts import Stopped
from digiteller.system.regular_files import open_regular

Pipe = Callable[[str], Path]


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[Pipe]:
    """Return a function that makes a pipe; who opens it all the same reads nothing instead of waiting for ever."""
    made: list[tuple[Path, threading.Thread]] = []
    over = threading.Event()

    def end_each_reading(path: Path) -> None:
        while not over.is_set():
            path.open("wb").close()

    def make(name: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(path)
        writer = threading.Thread(target=end_each_reading, args=(path,), daemon=True)
        writer.start()
        made.append((path, writer))
        return path

    yield make
    over.set()
    for path, writer in made:
        while writer.is_alive():
            os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK))
            writer.join(0.01)


def hold(path: Path) -> None:
    with lock.hold(path):
        pass


NONE = FileHashes(Path("/nowhere"))
READERS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "spec": ("a.yaml", load_spec),
    "prose": ("a.txt", load_spec),
    "models file of a project": ("models.yaml", lambda path: load_registry(path.parent)),
    "models file": ("models.yaml", lambda path: load_registry(extra=[path])),
    "manifest": (".digiteller/manifest.json", lambda path: Manifest(Project(path.parents[1]), NONE)),
    "copy of the manifest": (".digiteller/manifest.copy.json", lambda path: Manifest(Project(path.parents[1]), NONE)),
    "hashes": (".digiteller/hashes.json", FileHashes),
    "lock": (".digiteller/in-use.json", hold),
    "script": ("script.json", lambda path: load_script(Project(path.parent))),
    "picture": ("pictures/01.png", read_bitmap),
    "layers": ("pictures/01/layers.json", lambda path: load_layers(path.parent, (2, 2))),
    "frames": ("pictures/01/frames.json", lambda path: load_playing(path.parent)),
    "latent": ("pictures/01/latent.npz", load_latent),
    "weights": ("w.bin", sha256),
}


@pytest.mark.parametrize("what", READERS)
def test_a_pipe_in_the_place_of_a_file_is_told(pipe: Pipe, what: str) -> None:
    name, read = READERS[what]
    path = pipe(name)
    with pytest.raises(SpecError, match=f"{re.escape(name)}: is not a regular file"):
        read(path)
    assert path.is_fifo()


def test_a_pipe_that_the_environment_names_is_told(pipe: Pipe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGITELLER_MODELS", str(pipe("models.yaml")))
    with pytest.raises(SpecError, match=r"models\.yaml: is not a regular file"):
        load_registry()


def test_devices_are_told_and_folders_as_ever() -> None:
    with pytest.raises(SpecError, match="/dev/null: is not a regular file"):
        open_regular(Path("/dev/null"))
    with pytest.raises(IsADirectoryError):
        open_regular(Path("/"))
    with pytest.raises(FileNotFoundError):
        open_regular(Path("/nowhere"))


def test_an_open_stream_that_the_user_names_is_read() -> None:
    reader, writer = os.pipe()
    threading.Timer(0.05, lambda: (os.write(writer, b"words"), os.close(writer))).start()
    with open_regular(Path(f"/dev/fd/{reader}")) as file:
        assert file.read() == b"words"
    os.close(reader)


def test_a_link_in_the_place_of_a_temporary_file_is_not_written_through(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.write_text("mine")
    me = lock.this_process()
    for name in (f"in-use.json.{me.host}.{me.pid}.new", ".a.json.digiteller.new"):
        (tmp_path / name).symlink_to(mine)
    hold(tmp_path / "in-use.json")
    with replacing(tmp_path / "a.json") as new:
        new.write_text("new")
    assert mine.read_text() == "mine" and (tmp_path / "a.json").read_text() == "new"


def test_a_signal_that_comes_while_a_file_is_opened_is_not_taken_for_a_refusal(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"words")
    stopped = 0
    while _stopped_at(stopped, path):
        stopped += 1
    assert stopped > 50  # steps of the interpreter, at each of which a signal can be heard


def _stopped_at(step: int, path: Path) -> bool:
    """Open and read a file, told to stop at a step of the interpreter; return whether it had so many."""
    left = step

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal left
        frame.f_trace_opcodes = True
        if event == "opcode":
            left -= 1
            if left < 0:
                sys.settrace(None)
                raise Stopped(2)
        return trace

    before = sys.gettrace()
    try:
        sys.settrace(trace)
        with open_regular(path) as file:
            assert file.read() == b"words"
    except Stopped:
        return True
    finally:
        sys.settrace(before)
    return False
