"""What a person sees: a bar while something is made."""

from __future__ import annotations

import os
import pty
import sys
from pathlib import Path

import pytest

from digiteller.cli.console import Terminal
from digiteller.stages.task import Task


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


@pytest.mark.parametrize("columns", [120, 90, 40])
def test_a_bar_tells_what_is_done_as_far_as_there_is_room(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr("click._termui_impl.isatty", lambda _: True)
    terminal = Terminal()
    terminal.stage("illustrate")
    terminal.start(Task("illustrate/01", ("pictures/01.png",), (), {}, lambda *_: None), "it has not been made yet")
    terminal.progress(0.4, "step 120 of 300, loss -23.1 and so on until the line is full and longer than any screen")
    terminal.close()
    lines = capsys.readouterr().err.split("\r")
    assert any("step 120" in line for line in lines) == (columns == 120)
    if columns >= 90:
        assert max(map(len, lines)) <= columns
