"""Calls the command line as a user does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def digiteller(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run digiteller with nothing to read, and with more in its environment."""
    return subprocess.run(
        [sys.executable, "-m", "digiteller", *map(str, arguments)],
        cwd=cwd,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
