"""Child processes that die with this one, however it ends.

A keeper process stands in a process group of its own and reads from a pipe that only we can write to. Children join its
group as they start. When we are gone, killed or not, the pipe ends and the keeper kills its group. It needs no signal
from us, no list of children, and no code between ``fork`` and ``exec``: that would not be safe beside threads, which is
why Linux's ``PR_SET_PDEATHSIG`` is not used; it would also kill a child when the thread that began it ends. Nor can a
child slip away while it starts: until it runs its program, by then in the group, it holds our end of the pipe open.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import Any

_KEEP = "import os, signal; os.read(0, 1); os.killpg(0, signal.SIGKILL)"
_lock = threading.Lock()
_keepers: dict[int, subprocess.Popen[bytes]] = {}
"""The keeper of this process, by its pid: one that was inherited through a fork is another's."""


def start(command: Sequence[str], **options: Any) -> subprocess.Popen[bytes]:
    """Start a program that is killed when this process ends; ``options`` are those of ``subprocess.Popen``.

    It does not get the terminal's Ctrl-C. Windows has no such groups: there it ends when a pipe from us does, if it
    reads from one.

    Raises:
        OSError: it cannot be run.
    """
    if os.name == "nt":
        alone = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
        return subprocess.Popen(command, creationflags=alone, **options)
    return subprocess.Popen(command, process_group=_keeper(), **options)


def run(
    command: Sequence[str], stdin: bytes = b"", patience: float | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a program that is killed when this process ends, and return what it wrote.

    Raises:
        OSError: it cannot be run.
        TimeoutExpired: it took more than ``patience`` seconds, and was killed.
    """
    pipe = subprocess.PIPE
    with start(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        try:
            out, complaints = process.communicate(stdin, patience)
        except BaseException:
            process.kill()
            raise
    return subprocess.CompletedProcess(command, process.returncode, out, complaints)


def _keeper() -> int:
    """Return the keeper's process group; it is started when the first child is."""
    with _lock:
        keeper = _keepers.get(os.getpid())
        if keeper is None or keeper.poll() is not None:
            _keepers.clear()
            null = subprocess.DEVNULL
            keeper = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", _KEEP],
                stdin=subprocess.PIPE,
                stdout=null,
                stderr=null,
                process_group=0,
                cwd="/",
            )
            _keepers[os.getpid()] = keeper
        return keeper.pid


@atexit.register
def _end() -> None:
    """Wait until the keeper has ended its group."""
    keeper = _keepers.pop(os.getpid(), None)
    if keeper is not None:
        keeper.communicate()
