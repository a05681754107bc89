"""``--timeout``: a run that takes too long ends like one that is told to stop."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_passed = threading.Event()


@contextmanager
def set_deadline(seconds: float | None) -> Iterator[None]:
    """Send this process SIGTERM if what is done here takes longer than ``seconds``; None: it may take any time."""
    timer = threading.Timer(seconds or 0, _stop)
    timer.daemon = True
    if seconds is not None:
        timer.start()
    try:
        yield
    finally:
        timer.cancel()


def has_passed() -> bool:
    """Tell whether the time is up."""
    return _passed.is_set()


def _stop() -> None:
    _passed.set()
    if os.name == "nt":  # where os.kill ends the process at once
        signal.raise_signal(signal.SIGTERM)
    else:
        os.kill(os.getpid(), signal.SIGTERM)
