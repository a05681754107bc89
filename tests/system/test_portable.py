"""What Windows does not have is not needed there: tried where there is no Windows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import filelock
import psutil
import pytest

import digiteller
from digiteller.errors import ProjectInUseError
from digiteller.system import atomic_files, lock, processes
from digiteller.system.lock import hold, is_held

ROOT = Path(digiteller.__file__).parent
POSIX = {"fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"}
"""Modules that Python has on Unix alone."""

ON_WINDOWS = '''
import builtins, os, signal, sys, types

def without(module, names, **changed):
    copy = types.ModuleType(module.__name__)
    copy.__dict__.update({name: value for name, value in vars(module).items() if name not in names} | changed)
    return copy

def pipe():
    """Windows asks for none that does not block, Linux does."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    return reader, writer

SEEN = {
    "os": without(os, {
        "O_CLOEXEC", "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK", "chown", "fchmod", "fork", "getegid", "geteuid",
        "getgid", "getloadavg", "getpgid", "getuid", "killpg", "mkfifo", "nice", "register_at_fork",
        "sched_getaffinity", "set_blocking", "setsid", "statvfs", "sysconf", "uname", "waitpid",
    }, name="nt", pipe=pipe),
    "signal": without(signal, {
        "SIGALRM", "SIGCHLD", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGUSR1", "SIGUSR2", "alarm", "pthread_kill",
        "pthread_sigmask", "setitimer", "sigwait",
    }),
}
real = builtins.__import__

def seen_on_windows(name, scope=None, *rest, **named):
    if (scope or {}).get("__name__", "").startswith("digiteller"):
        if name in POSIX:
            raise ModuleNotFoundError(name)
        if name in SEEN:
            return SEEN[name]
    return real(name, scope, *rest, **named)

builtins.__import__ = seen_on_windows
from digiteller.cli.main import main
main()
'''


def test_no_module_imports_what_only_unix_has() -> None:
    """Inside of functions it may, where the system is known."""
    wrong = re.compile(rf"^(?:import|from) (?:{'|'.join(POSIX)})\b", re.MULTILINE)
    assert wrong.search("import os\nimport fcntl\n")
    assert [path.name for path in ROOT.rglob("*.py") if wrong.search(path.read_text(encoding="utf-8"))] == []


def test_a_run_needs_nothing_that_windows_has_not(tmp_path: Path) -> None:
    """Our modules see no fcntl, no os.fork and the like, and os.name "nt"; those of others see the system as it is."""
    (tmp_path / "story.yaml").write_text("scenes: [{text: An owl saw a star.}]\nwrite: {model: none}\n")
    command = [sys.executable, "-c", f"POSIX = {POSIX!r}\n{ON_WINDOWS}", "write", str(tmp_path / "story.yaml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{tmp_path / 'script.json'}\n"
    assert (tmp_path / ".digiteller" / "manifest.json").exists()
    assert not (tmp_path / ".digiteller" / "in-use.json").exists()


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock believes to be on Windows, where os.kill would end who holds it."""

    def kill(pid: int, number: int) -> None:
        raise AssertionError(f"process {pid} would be ended")

    monkeypatch.setattr(lock, "_WINDOWS", True)
    monkeypatch.setattr(os, "kill", kill)
    assert filelock and psutil  # they are there before
    monkeypatch.setitem(sys.modules, "fcntl", None)


@pytest.mark.usefixtures("windows")
def test_on_windows_a_dead_holder_is_told_from_one_that_lives(tmp_path: Path) -> None:
    path = tmp_path / "in-use.json"
    with hold(path):
        assert is_held(path)
        with pytest.raises(ProjectInUseError, match=f"process {os.getpid()}"), hold(path):
            pass
        mine = path.read_text()
    path.write_text(mine.replace(f'"pid": {os.getpid()}', f'"pid": {2**22 + 1}'))
    with hold(path):
        assert is_held(path)
    path.write_text(mine.replace('"started": "', '"started": "0'))
    with hold(path):
        assert is_held(path)
    assert not path.exists()


def test_flushing_a_file_or_folder_opens_what_windows_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    opened: list[int] = []
    monkeypatch.setattr(atomic_files, "os", seen := type(sys)("os"))
    vars(seen).update(vars(os) | {"name": "nt", "open": lambda path, how: opened.append(how) or os.open(path, how)})
    atomic_files.flush(tmp_path)
    atomic_files.flush(tmp_path / "file")
    assert opened == [os.O_RDWR]


def test_a_child_needs_no_process_group(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "os", type(sys)("os"))
    vars(processes.os).update(vars(os) | {"name": "nt"})
    monkeypatch.setattr(processes, "_keeper", lambda: pytest.fail("Windows has no process groups"))
    assert processes.run([sys.executable, "-c", "print(input())"], b"hello\n").stdout.strip() == b"hello"
