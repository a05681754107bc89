"""Runs the command line in this process, and watches what it does: where it writes, whether it opens a socket."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from digiteller.cli.main import main

SECONDS = 5.0
"""Of processor time for one call: the same on a busy machine."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_PATHS = {  # event -> which of its arguments are paths, and the folder descriptors that these start from
    "os.remove": ((0, 1),),
    "os.rmdir": ((0, 1),),
    "os.mkdir": ((0, 2),),
    "os.chmod": ((0, 2),),
    "os.truncate": ((0, None),),
    "os.rename": ((0, 2), (1, 3)),
    "os.link": ((1, 3),),
    "os.symlink": ((1, 2),),
}


class TooLong(BaseException):
    """The call used more processor time than it may."""


@dataclass
class Done:
    """How a call ended."""

    code: int | None
    out: str
    err: str
    seconds: float
    outside: list[str]
    """What it did outside the folders where it may write."""


class _Watch:
    """An audit hook, which Python cannot remove again, that is switched on for the time of a call."""

    def __init__(self) -> None:
        self.allowed: tuple[str, ...] | None = None
        self.seen: list[str] = []
        sys.addaudithook(self._hook)

    def _hook(self, event: str, args: tuple[Any, ...]) -> None:
        if self.allowed is None:
            return
        if event == "open":
            path, mode, flags = args
            writes = bool(flags & _WRITING) if isinstance(flags, int) else any(letter in mode for letter in "wax+")
            if writes and not isinstance(path, int):
                self._check(event, path, None)
        elif event in _PATHS:
            for which, descriptor in _PATHS[event]:
                self._check(event, args[which], args[descriptor] if descriptor is not None else None)
        elif event in ("socket.connect", "socket.bind", "socket.getaddrinfo"):
            self.seen.append(f"{event} {args[1:]}")

    def _check(self, event: str, path: Any, descriptor: int | None) -> None:
        path = os.fsdecode(path)
        if descriptor is not None and descriptor >= 0:
            path = os.path.join(os.readlink(f"/proc/self/fd/{descriptor}"), path)  # noqa: PTH115, PTH118 (any string)
        folder, name = os.path.split(os.path.abspath(path))  # noqa: PTH100
        real = os.path.join(os.path.realpath(folder), name)  # noqa: PTH118
        assert self.allowed is not None
        if real != os.devnull and not any(real == root or real.startswith(f"{root}/") for root in self.allowed):
            self.seen.append(f"{event} {path}")


_watch = _Watch()


def call(arguments: Sequence[str | Path], folders: Sequence[Path]) -> Done:
    """Run ``digiteller ARGUMENTS``, which may write into ``folders`` and nowhere else."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", errors="backslashreplace") for _ in range(2))
    kept = sys.argv, sys.stdout, sys.stderr
    sys.argv, sys.stdout, sys.stderr = ["digiteller", *map(str, arguments)], out, err
    code: int | None = None
    started = os.times()
    _watch.seen, _watch.allowed = [], tuple(os.path.realpath(folder) for folder in folders)
    try:
        with _limited():
            main()
    except SystemExit as stop:
        code = int(stop.code or 0)
    except TooLong:
        code = None
    finally:
        _watch.allowed = None
        sys.argv, sys.stdout, sys.stderr = kept
    ended = os.times()
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]
    used = ended.user + ended.system - started.user - started.system
    return Done(code, texts[0], texts[1], used, list(_watch.seen))


@contextmanager
def _limited() -> Iterator[None]:
    def stop(signum: int, frame: FrameType | None) -> None:
        raise TooLong

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def peak_megabytes() -> float:
    """Return the most memory that this process ever had, since it began to run its program."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024
