"""A signal ends the run wherever it comes: in an import, in a destructor, before anything is loaded, at the end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

LISTEN = """
import os, signal, sys, time
from digiteller.system import interrupts
def strike(): os.kill(os.getpid(), signal.{signal}); time.sleep(0.05)
interrupts.listen(lambda signum: print("tidied", flush=True), lambda signum: 128 + signum, grace={grace})
try:
    try:
        {body}
        while True: time.sleep(1)
    finally:
        interrupts.disregard()
        {end}
except interrupts.Stopped as stopped:
    interrupts.leave(128 + stopped.signum)
"""


def ended(
    folder: Path, body: str, number: str = "SIGINT", grace: float = 30, end: str = "pass"
) -> tuple[int, str, str]:
    """Run lines of code that end when they are told to stop; return the exit code and what was printed."""
    script = LISTEN.format(signal=number, grace=grace, body=body, end=end)
    done = subprocess.run([sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(("number", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_signal_in_an_import_waits_until_it_is_done(tmp_path: Path, number: str, code: int) -> None:
    (tmp_path / "library.py").write_text("import __main__\n__main__.strike()\nprint('imported', flush=True)\n")
    assert ended(tmp_path, "import library", number) == (code, "imported\n", "")


def test_so_it_does_when_the_import_takes_it_for_a_failure(tmp_path: Path) -> None:
    (tmp_path / "inner.py").write_text("import __main__\n__main__.strike()\n")
    (tmp_path / "library.py").write_text(
        "try:\n    import inner\nexcept BaseException as error:\n    raise ImportError('broken') from error\n"
    )
    assert ended(tmp_path, "import library") == (130, "", "")


def test_a_signal_in_a_destructor_is_not_lost(tmp_path: Path) -> None:
    assert ended(tmp_path, "type('Loose', (), {'__del__': lambda self: strike()})()") == (130, "", "")


def test_a_signal_at_the_end_changes_nothing(tmp_path: Path) -> None:
    assert ended(tmp_path, "sys.exit(7)", end="strike(); print('closed', flush=True)") == (7, "closed\n", "")


def test_who_does_not_unwind_is_tidied_up_after_and_ended(tmp_path: Path) -> None:
    (tmp_path / "library.py").write_text("import __main__, time\n__main__.strike()\ntime.sleep(60)\n")
    assert ended(tmp_path, "import library", grace=0.1) == (130, "tidied\n", "")


def test_a_process_leaves_with_its_functions_called_and_its_threads_running() -> None:
    script = (
        "import atexit, threading, time\n"
        "from digiteller.system.interrupts import leave\n"
        "atexit.register(print, 'called', end='')\n"
        "threading.Thread(target=time.sleep, args=(60,)).start()\n"
        "leave(3)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (3, "called", "")


@pytest.mark.parametrize(("number", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_signal_before_the_command_line_is_loaded_ends_it_quietly(number: str, code: int) -> None:
    script = (
        "import os, signal, sys, time\n"
        "class Finder:\n"
        "    def find_spec(self, name, path, target=None):\n"
        "        if name == 'digiteller.cli.main':\n"
        f"            os.kill(os.getpid(), signal.{number}); time.sleep(5)\n"
        "sys.meta_path.insert(0, Finder())\n"
        "from digiteller.__main__ import run\n"
        "run()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", "")
