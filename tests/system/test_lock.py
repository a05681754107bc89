"""The lock: one holder, a dead one's is taken over, another host's never."""

from __future__ import annotations

import errno
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from digiteller.errors import ProjectInUseError
from digiteller.system import lock
from digiteller.system.lock import Holder, hold, is_held, this_process


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "story").mkdir()
    return tmp_path / "story" / "in-use.json"


def leave(path: Path, holder: Holder) -> None:
    path.write_text(json.dumps(asdict(holder)))


def dead() -> int:
    """Return the pid of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def files(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir())


def test_it_says_who_holds_it_and_leaves_nothing_behind(path: Path) -> None:
    with hold(path):
        assert json.loads(path.read_bytes())["host"] == socket.gethostname()
        assert json.loads(path.read_bytes())["pid"] == os.getpid()
        assert is_held(path) and files(path) == ["in-use.json"]
        with pytest.raises(ProjectInUseError, match=f"in use by process {os.getpid()}") as error, hold(path):
            pass
        assert "--wait" in str(error.value.hint)
    assert files(path) == []


def test_what_a_dead_process_left_is_taken_over(path: Path) -> None:
    leave(path, replace(this_process(), pid=dead()))
    with hold(path):
        assert is_held(path)


def test_a_pid_that_was_given_again_is_another_process(path: Path) -> None:
    leave(path, replace(this_process(), started="long ago"))
    with hold(path):
        assert is_held(path)


def test_a_process_that_is_dead_but_not_yet_reaped_holds_nothing(path: Path) -> None:
    code = (
        "import pathlib, os\n"
        "from digiteller.system.lock import hold\n"
        f"with hold(pathlib.Path({str(path)!r})): os._exit(0)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stdout.read() == b""
        while Path(f"/proc/{process.pid}/stat").exists() and " Z " not in Path(f"/proc/{process.pid}/stat").read_text():
            time.sleep(0.01)
        assert path.exists()
        with hold(path):
            pass


@pytest.mark.parametrize("other", [{"host": "far-away"}, {"pids": "pid:[1]"}])
def test_that_of_another_host_or_container_is_never_taken_over(path: Path, other: dict[str, str]) -> None:
    leave(path, replace(this_process(), pid=dead(), **other))
    with pytest.raises(ProjectInUseError) as error, hold(path):
        pass
    assert other.get("host", socket.gethostname()) in error.value.message
    assert f"rm {path}" in str(error.value.hint)
    assert path.exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"host": 1}', b"\xff", b"[" * 100_000, b'{"pid": "x"}'])
def test_one_that_does_not_say_whose_it_is_is_kept(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(ProjectInUseError) as error, hold(path):
        pass
    assert f"rm {path}" in str(error.value.hint)
    assert path.read_bytes() == content


def test_a_pid_that_no_system_has_is_dead(path: Path) -> None:
    leave(path, replace(this_process(), pid=2**22 + 1))
    with hold(path):
        assert is_held(path)


def test_it_is_waited_for(path: Path) -> None:
    told: list[str] = []

    def free(text: str) -> None:
        told.append(text)
        path.unlink()

    leave(path, replace(this_process(), host="far-away"))
    with hold(path, wait=60, on_wait=free):
        assert is_held(path)
    assert len(told) == 1 and "far-away" in told[0] and "60 s" in told[0]


def test_waiting_ends(path: Path) -> None:
    leave(path, replace(this_process(), host="far-away"))
    with pytest.raises(ProjectInUseError), hold(path, wait=0.3):
        pass


def test_somebody_elses_lock_is_not_removed_at_the_end(path: Path) -> None:
    with hold(path):
        leave(path, replace(this_process(), host="far-away"))
        assert not is_held(path)
    assert path.exists()


def test_where_there_are_no_hard_links_it_works_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_link(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_link)
    with hold(path):
        assert is_held(path) and files(path) == ["in-use.json"]
        with pytest.raises(ProjectInUseError), hold(path):
            pass
    assert files(path) == []


def test_an_answer_that_the_network_lost_counts(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = os.link

    def answered_twice(source: Path, target: Path) -> None:
        link(source, target)
        link(source, target)

    monkeypatch.setattr(os, "link", answered_twice)
    with hold(path):
        assert is_held(path)


def test_of_many_that_find_a_dead_ones_lock_one_gets_it(path: Path) -> None:
    """Each process writes that it is in, waits, and says whether it was alone."""
    code = f"""
import pathlib, sys, time
from digiteller.errors import ProjectInUseError
from digiteller.system.lock import hold
inside = pathlib.Path({str(path.parent / "inside")!r})
sys.stdin.readline()
try:
    with hold(pathlib.Path({str(path)!r})):
        inside.mkdir()
        time.sleep(0.05)
        inside.rmdir()
    print("alone")
except ProjectInUseError:
    print("refused")
"""
    leave(path, replace(this_process(), pid=dead()))

    def one(_: int) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    processes = [one(n) for n in range(8)]
    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(lambda process: process.communicate("go\n"), processes))
    assert [error for _, error in said if error] == []
    assert {out for out, _ in said} <= {"alone\n", "refused\n"} and "alone\n" in {out for out, _ in said}
    assert files(path) == []


@pytest.mark.skipif(shutil.which("ps") is None, reason="no ps")
def test_on_a_system_without_proc_the_dead_are_told_from_the_living_too(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on macOS."""
    monkeypatch.setattr(lock, "_start_of", lock._start_by_ps)
    me = this_process()
    assert me.started and me.lives()
    assert not replace(me, started="Thu Jan  1 00:00:00 1970").lives()
    assert not replace(me, pid=dead()).lives()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        child = replace(me, pid=process.pid, started=lock._start_by_ps(process.pid) or "")
        assert child.lives()
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert not child.lives()
