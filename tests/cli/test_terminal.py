"""What a person sees: a bar while something is made."""

from __future__ import annotations

import os
import pty
import sys
from pathlib import Path


def in_a_terminal(*arguments: str | Path) -> str:
    chunks = []

    def read(descriptor: int) -> bytes:
        data = os.read(descriptor, 4096)
        chunks.append(data)
        return data

    pty.spawn([sys.executable, "-m", "digiteller", *map(str, arguments)], read)
    return b"".join(chunks).decode()


def test_a_terminal_shows_a_bar_and_then_what_was_made(tmp_path: Path) -> None:
    spec = tmp_path / "own.yaml"
    spec.write_text("scenes:\n  - text: One.\n")
    shown = in_a_terminal("write", spec)
    assert "write: script.json  [" in shown
    assert "0%" in shown
    assert "write: script.json made in" in shown
    assert shown.rindex("\x1b[?25l") < shown.rindex("\x1b[?25h")  # the cursor is shown again
    assert shown.rstrip().endswith(str(tmp_path / "own" / "script.json"))
