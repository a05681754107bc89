"""Ctrl-C and SIGTERM: children are stopped and half-made files removed, and the process is gone within two seconds."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_GRACE = 1.3
"""Seconds to unwind in. The main thread may be in the midst of a model's computation, which cannot be interrupted."""
_LAST = 0.3
"""Seconds for what is then left to do without it."""


class Stopped(BaseException):
    """The process was told to end by signal ``signum``; it unwinds to ``main``."""

    def __init__(self, signum: int) -> None:
        super().__init__(signum)
        self.signum = signum


def listen(tidy: Callable[[int], object], code: Callable[[int], int]) -> None:
    """From now on raise ``Stopped`` in the main thread at SIGINT and SIGTERM; the next ones do nothing.

    If the process still lives after a while it is ended: ``tidy`` is called, in another thread, and then its exit code
    is ``code``; both are told the signal.
    """
    reader, writer = os.pipe()
    if os.name != "nt":  # Python 3.11 has it not there, nor asks for it
        os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    threading.Thread(target=_watch, args=(reader, tidy, code), daemon=True).start()
    for number in _SIGNALS:
        signal.signal(number, _stop)


def _stop(signum: int, frame: FrameType | None) -> NoReturn:
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise Stopped(signum)


def _watch(reader: int, tidy: Callable[[int], object], code: Callable[[int], int]) -> None:
    while (signum := os.read(reader, 1)[0]) not in _SIGNALS:
        pass
    time.sleep(_GRACE)
    last = threading.Thread(target=tidy, args=(signum,), daemon=True)
    last.start()
    last.join(_LAST)
    os._exit(code(signum))
