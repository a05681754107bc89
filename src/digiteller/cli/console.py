"""What the user sees while digiteller works: lines, bars or JSON, on stderr."""

from __future__ import annotations

import io
import json
import logging
import os
import shutil
import sys
import time
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digiteller import __version__
from digiteller.errors import DigitellerError, StageError
from digiteller.system.log_notes import Notes, keep_notes
from digiteller.system.secrets import redact

if TYPE_CHECKING:
    from digiteller.stages.task import Task


LOG_FORMAT = 1
"""The version of ``--log-json``, as docs/log-json.md describes it."""

_BAR = len(f"  [{36 * '#'}]  100%  1d 00:00:00  ") + 1
"""Columns that a bar, the time left and what is between them take."""
_CLEAR_LINE = "\r\x1b[K"
_SHOW_CURSOR = "\x1b[?25h"
_CONTROL = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}


def print_result(text: object) -> None:
    """Print what a command is for, on stdout.

    Raises:
        StageError: it cannot be written there.
    """
    try:
        click.echo(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StageError(f"standard output: {error.strerror or error}") from error


def print_to_stderr(text: str, end: str = "\n") -> None:
    """Print on stderr. If nobody reads it any more, or its disk is full, the work goes on unheard."""
    try:
        click.echo(text + end, err=True, nl=False)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


class Console:
    """One plain line for each thing that was done: for cron, CI and log files."""

    def __init__(self, dry_run: bool = False) -> None:
        self._dry_run = dry_run
        self._begun = False
        self._stage = ""
        self._made = self._fresh = self._kept = 0
        self._nothing_to_do = True
        self._started = time.monotonic()
        self._reason = ""

    def begin(self, project: Path) -> None:
        """Tell that a run on a project begins."""
        self._begun = True

    def stage(self, name: str) -> None:
        self._end_stage()
        self._stage = name

    def start(self, task: Task, reason: str) -> None:
        self._reason = reason
        self._nothing_to_do = False
        if self._dry_run:
            self._made += 1
            self._line(f"{self._stage}: {task.outputs[0]} would be made: {reason}")

    def progress(self, share: float, text: str) -> None:
        pass

    def done(self, task: Task, seconds: float) -> None:
        self._made += 1
        self._line(f"{self._stage}: {task.outputs[0]} made in {seconds:.1f} s: {self._reason}")

    def fresh(self, task: Task) -> None:
        self._fresh += 1

    def kept(self, task: Task, names: Sequence[str], reason: str | None) -> None:
        self._kept += 1
        self._nothing_to_do = False
        self._line(f"{self._stage}: {keep_notes(names, reason)}")

    def waits(self, reason: str) -> None:
        self._nothing_to_do = False
        self._line(f"{self._stage}: waits: {reason}")

    def note(self, text: str) -> None:
        self._line(f"{self._stage}: {text}" if self._stage else text)

    def download(self, name: str, done: int, total: int) -> None:
        if done in (0, total):
            self._line(f"weights: {name} {'fetched' if done else 'being fetched'}, {total / 1e6:.1f} MB")

    def error(self, error: DigitellerError) -> None:
        """Tell why the run ends."""
        self._line(f"digiteller: {error.message}")
        if error.hint:
            self._line(f"  try: {error.hint}")
        if self._begun:
            self._line(f"failed: {self._totals()}")

    def misused(self, error: click.ClickException) -> None:
        """Tell what is wrong with the command line."""
        shown = io.StringIO()
        error.show(shown)
        print_to_stderr(_plain(shown.getvalue()), end="")

    def bug(self, error: Exception) -> None:
        """Tell of an error that we did not expect."""
        print_to_stderr(_plain("".join(traceback.format_exception(error))), end="")

    def interrupted(self) -> None:
        """Tell that the user, or the system, ends the run."""
        self._line("digiteller: interrupted; what was finished stays, run the same command to go on")
        if self._begun:
            self._line(f"interrupted: {self._totals()}")

    def summary(self) -> None:
        """Tell that all is done."""
        self._end_stage()
        self._line(self._totals())

    def close(self) -> None:
        """Leave the terminal as it was."""

    def _end_stage(self) -> None:
        if self._stage and self._nothing_to_do:
            self._line(f"{self._stage}: up to date")
        self._stage = ""
        self._nothing_to_do = True

    def _totals(self) -> str:
        made = f"{self._made} {'to make' if self._dry_run else 'made'}"
        kept = f", {self._kept} of your own kept" if self._kept else ""
        return f"{made}, {self._fresh} up to date{kept}, {time.monotonic() - self._started:.1f} s"

    def _line(self, text: str) -> None:
        print_to_stderr(_plain(text))


class Terminal(Console):
    """Plain lines, and a bar with the time left while something long is made."""

    _bar: Any = None
    _doing = ""
    """What is being done to the task with a bar."""

    def start(self, task: Task, reason: str) -> None:
        super().start(task, reason)
        if not self._dry_run:
            self._doing = ""
            label = f"{self._stage}: {task.outputs[0]}"
            room = shutil.get_terminal_size().columns - len(label) - _BAR
            shown = (lambda _: self._doing[:room]) if room > 0 else None
            self._bar = click.progressbar(length=1000, label=label, item_show_func=shown, file=sys.stderr)
            self._bar.__enter__()

    def progress(self, share: float, text: str) -> None:
        if self._bar is not None:
            self._doing = _plain(text)
            self._bar.update(max(0, round(share * 1000) - self._bar.pos))

    def download(self, name: str, done: int, total: int) -> None:
        self._clear()
        print_to_stderr(
            f"{_CLEAR_LINE}weights: {name} {done / 1e6:.1f} of {total / 1e6:.1f} MB", "\n" if done == total else ""
        )

    def _line(self, text: str) -> None:
        self._clear()
        super()._line(text)

    def close(self) -> None:
        self._clear()

    def _clear(self) -> None:
        if self._bar is not None:
            self._bar = None
            print_to_stderr(f"{_CLEAR_LINE}{_SHOW_CURSOR}", end="")


class Quiet(Console):
    """Errors only."""

    def error(self, error: DigitellerError) -> None:
        for line in (f"digiteller: {error.message}", f"  try: {error.hint}" if error.hint else None):
            if line:
                super()._line(line)

    def _line(self, text: str) -> None:
        pass


class JsonLines(Console):
    """One JSON object a line, each with a ``time`` and an ``event``; docs/log-json.md describes them."""

    _share = -1.0

    def begin(self, project: Path) -> None:
        super().begin(project)
        self._event("begin", format=LOG_FORMAT, version=__version__, project=str(project), dry_run=self._dry_run)

    def stage(self, name: str) -> None:
        self._stage = name
        self._event("stage")

    def start(self, task: Task, reason: str) -> None:
        self._made += self._dry_run
        self._share = -1.0
        self._event("start", task=task.name, outputs=task.outputs, reason=reason)

    def progress(self, share: float, text: str) -> None:
        if share >= self._share + 0.01:
            self._share = share
            self._event("progress", share=round(share, 4), text=text)

    def done(self, task: Task, seconds: float) -> None:
        self._made += 1
        self._event("done", task=task.name, outputs=task.outputs, seconds=round(seconds, 3))

    def fresh(self, task: Task) -> None:
        self._fresh += 1
        self._event("fresh", task=task.name, outputs=task.outputs)

    def kept(self, task: Task, names: Sequence[str], reason: str | None) -> None:
        self._kept += 1
        self._event("kept", task=task.name, outputs=names, reason=reason)

    def waits(self, reason: str) -> None:
        self._event("waits", reason=reason)

    def note(self, text: str) -> None:
        self._event("note", text=text)

    def download(self, name: str, done: int, total: int) -> None:
        self._event("download", name=name, bytes=done, total=total)

    def error(self, error: DigitellerError) -> None:
        self._failed(error.message, error.hint, error.exit_code)

    def misused(self, error: click.ClickException) -> None:
        self._failed(error.format_message(), None, error.exit_code)

    def bug(self, error: Exception) -> None:
        self._failed("".join(traceback.format_exception(error)).rstrip(), None, 1)

    def interrupted(self) -> None:
        self._last("interrupted")

    def summary(self) -> None:
        self._last("summary")

    def _failed(self, message: str, hint: str | None, exit_code: int) -> None:
        self._last("error", message=message, hint=hint, exit_code=exit_code)

    def _last(self, event: str, **values: Any) -> None:
        seconds = round(time.monotonic() - self._started, 3)
        self._event(event, **values, made=self._made, fresh=self._fresh, kept=self._kept, seconds=seconds)

    def _event(self, event: str, **values: Any) -> None:
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        told = {name: _without_secrets(value) for name, value in values.items()}
        print_to_stderr(json.dumps({"time": now, "event": event, "stage": self._stage, **told}))


def _plain(text: str) -> str:
    """Return a text without secrets and control characters."""
    return redact(text).translate(_CONTROL)


def _without_secrets(value: Any) -> Any:
    if isinstance(value, str):
        return redact(value)
    return [_without_secrets(item) for item in value] if isinstance(value, (list, tuple)) else value


logging.getLogger("digiteller").addHandler(Notes(lambda text: current().note(text)))

_current = Console()


def current() -> Console:
    """Return the console of this process."""
    return _current


def use(console: Console) -> None:
    """Make another console that of this process."""
    global _current
    _current = console


def choose(log_json: bool = False, quiet: bool = False, dry_run: bool = False) -> Console:
    """Choose the console that fits the options and the terminal, use and return it."""
    kind = JsonLines if log_json else Quiet if quiet else Terminal if on_a_terminal() else Console
    use(kind(dry_run))
    return _current


def on_a_terminal() -> bool:
    """Tell whether stderr is a terminal that lines can be redrawn on."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
