"""Ctrl-C and SIGTERM: children are stopped and half-made files removed, and the process is gone within two seconds.

The signal becomes an exception in the main thread, wherever that is, but in the midst of an import: a native library
aborts the process when an exception comes through its initialisation, or takes it for a failure of its own. A signal
that comes then is sent again, until it finds the import done.
"""

from __future__ import annotations

import atexit
import importlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Collection
from types import FrameType
from typing import NoReturn

SIGNALS = (signal.SIGINT, signal.SIGTERM)
GRACE = 1.3
"""Seconds to unwind in. The main thread may be in the midst of a model's computation, which cannot be interrupted."""
_LAST = 0.3
"""Seconds for what is then left to do without it."""
_AGAIN = 0.02
"""Seconds after which a signal is sent again that was not heard."""
_IMPORT_SYSTEM = vars(importlib._bootstrap)
"""What the frames of an import have as their globals, whichever kind of module is imported, by Python or by C."""


class Stopped(BaseException):
    """The process was told to end by signal ``signum``; it unwinds to where it began."""

    def __init__(self, signum: int) -> None:
        super().__init__(signum)
        self.signum = signum


def listen(
    tidy: Callable[[int], object],
    code: Callable[[int], int],
    signals: Collection[signal.Signals] = SIGNALS,
    grace: float = GRACE,
) -> None:
    """From now on raise ``Stopped`` in this, the main thread at the first of the signals; the next ones do nothing.

    If the process still lives ``grace`` seconds later it is ended: ``tidy`` is called, in another thread, and then its
    exit code is ``code``; both are told the signal.
    """
    reader, writer = os.pipe()
    if os.name != "nt":  # Python 3.11 has it not there, nor asks for it
        os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    watch = (reader, threading.get_ident(), tidy, code, signals, grace)
    threading.Thread(target=_watch, args=watch, daemon=True).start()
    sys.unraisablehook = _unraisable
    for number in signals:
        signal.signal(number, _stop)


def disregard() -> None:
    """Raise ``Stopped`` no more; a process that was told to stop is still ended after its grace."""
    for number in SIGNALS:
        signal.signal(number, _do_nothing)


def leave(code: int) -> NoReturn:
    """End the process as ``sys.exit`` does, but without taking the interpreter apart.

    Threads of native libraries may still run, and would abort the process or crash in what is left of it.
    """
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):  # nobody reads it any more, or its disk is full
            code = code or 6
    os._exit(code)


def _stop(signum: int, frame: FrameType | None) -> None:
    if _is_import(frame):
        return
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise Stopped(signum)


def _do_nothing(signum: int, frame: FrameType | None) -> None:
    """Unlike SIG_IGN it lets the watch know."""


def _is_import(frame: FrameType | None) -> bool:
    """Return whether a frame is part of an import."""
    while frame is not None and frame.f_globals is not _IMPORT_SYSTEM:
        frame = frame.f_back
    return frame is not None


def _unraisable(lost: sys.UnraisableHookArgs) -> None:
    """Raise ``Stopped`` once more when it came in a destructor or a callback from C, which can pass nothing on."""
    if not isinstance(lost.exc_value, Stopped):
        sys.__unraisablehook__(lost)
    elif signal.getsignal(lost.exc_value.signum) == signal.SIG_IGN:
        signal.signal(lost.exc_value.signum, _stop)


def _watch(
    reader: int,
    main_thread: int,
    tidy: Callable[[int], object],
    code: Callable[[int], int],
    signals: Collection[signal.Signals],
    grace: float,
) -> None:
    while (signum := os.read(reader, 1)[0]) not in signals:
        pass
    until = time.monotonic() + grace
    while time.monotonic() < until:
        time.sleep(_AGAIN)
        _send(signum, main_thread)
    last = threading.Thread(target=tidy, args=(signum,), daemon=True)
    last.start()
    last.join(_LAST)
    os._exit(code(signum))


def _send(signum: int, thread: int) -> None:
    if os.name == "nt":  # where a signal wakes no thread
        signal.raise_signal(signum)
    else:
        signal.pthread_kill(thread, signum)
