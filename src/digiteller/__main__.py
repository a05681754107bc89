"""The entry point: ``digiteller``, and ``python -m digiteller``."""

from __future__ import annotations

import os
import signal

TYPE_CHECKING = False  # as typing has it, whose import takes longer than all that is before it here
if TYPE_CHECKING:
    from types import FrameType
    from typing import NoReturn


def run() -> NoReturn:
    """Run the command line; told to stop while that is still being loaded, the process ends without a word."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _end)
    from digiteller.cli.main import main
    from digiteller.system.interrupts import leave

    try:
        main()
    except SystemExit as end:
        leave(int(end.code or 0))


def _end(signum: int, frame: FrameType | None) -> None:
    os._exit(128 + signum)


if __name__ == "__main__":
    run()
