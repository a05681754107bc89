"""What the user sees while digiteller works: lines, bars or JSON, on stderr."""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from digiteller.errors import DigitellerError

if TYPE_CHECKING:
    from digiteller.stages.base import Task


_CLEAR_LINE = "\r\x1b[K"
_SHOW_CURSOR = "\x1b[?25h"


class Console:
    """One plain line for each thing that was done: for cron, CI and log files."""

    def __init__(self, dry_run: bool = False) -> None:
        self._dry_run = dry_run
        self._stage = ""
        self._made = self._fresh = self._kept = 0
        self._nothing_to_do = True
        self._started = time.monotonic()
        self._reason = ""

    def stage(self, name: str) -> None:
        self._end_stage()
        self._stage = name

    def start(self, task: Task, reason: str) -> None:
        self._reason = reason
        self._made += 1
        self._nothing_to_do = False
        if self._dry_run:
            self._line(f"{self._stage}: {task.outputs[0]} would be made: {reason}")

    def progress(self, share: float, text: str) -> None:
        pass

    def done(self, task: Task, seconds: float) -> None:
        self._line(f"{self._stage}: {task.outputs[0]} made in {seconds:.1f} s: {self._reason}")

    def fresh(self, task: Task) -> None:
        self._fresh += 1

    def kept(self, task: Task, names: Sequence[str], reason: str | None) -> None:
        self._kept += 1
        self._nothing_to_do = False
        although = f", although {reason}" if reason else ""
        self._line(f"{self._stage}: your own {', '.join(names)} stays as it is{although}; --force makes it anew")

    def waits(self, reason: str) -> None:
        self._nothing_to_do = False
        self._line(f"{self._stage}: waits: {reason}")

    def note(self, text: str) -> None:
        self._line(f"{self._stage}: {text}" if self._stage else text)

    def download(self, name: str, done: int, total: int) -> None:
        if done in (0, total):
            self._line(f"weights: {name} {'fetched' if done else 'being fetched'}, {total / 1e6:.1f} MB")

    def error(self, error: DigitellerError) -> None:
        self._line(f"digiteller: {error.message}")
        if error.hint:
            self._line(f"  try: {error.hint}")

    def interrupted(self) -> None:
        self._line("digiteller: interrupted; what was finished stays, run the same command to go on")

    def summary(self) -> None:
        self._end_stage()
        made = f"{self._made} to make" if self._dry_run else f"{self._made} made"
        seconds = time.monotonic() - self._started
        kept = f", {self._kept} of your own kept" if self._kept else ""
        self._line(f"{made}, {self._fresh} up to date{kept}, {seconds:.1f} s")

    def close(self) -> None:
        """Leave the terminal as it was."""

    def _end_stage(self) -> None:
        if self._stage and self._nothing_to_do:
            self._line(f"{self._stage}: up to date")
        self._stage = ""
        self._nothing_to_do = True

    def _line(self, text: str) -> None:
        click.echo(text, err=True)


class Terminal(Console):
    """Plain lines, and a bar with the time left while something long is made."""

    _bar: Any = None

    def start(self, task: Task, reason: str) -> None:
        super().start(task, reason)
        if not self._dry_run:
            self._bar = click.progressbar(length=1000, label=f"{self._stage}: {task.outputs[0]}", file=sys.stderr)
            self._bar.__enter__()

    def progress(self, share: float, text: str) -> None:
        if self._bar is not None:
            self._bar.update(max(0, round(share * 1000) - self._bar.pos))

    def download(self, name: str, done: int, total: int) -> None:
        self._clear()
        click.echo(f"{_CLEAR_LINE}weights: {name} {done / 1e6:.1f} of {total / 1e6:.1f} MB", err=True, nl=done == total)

    def _line(self, text: str) -> None:
        self._clear()
        super()._line(text)

    def close(self) -> None:
        self._clear()

    def _clear(self) -> None:
        if self._bar is not None:
            self._bar = None
            click.echo(f"{_CLEAR_LINE}{_SHOW_CURSOR}", err=True, nl=False)


class Quiet(Console):
    """Errors only."""

    def error(self, error: DigitellerError) -> None:
        super()._line(f"digiteller: {error.message}")
        if error.hint:
            super()._line(f"  try: {error.hint}")

    def _line(self, text: str) -> None:
        pass


class JsonLines(Console):
    """One JSON object a line, each with an ``event``."""

    def stage(self, name: str) -> None:
        self._stage = name
        self._event("stage")

    def start(self, task: Task, reason: str) -> None:
        self._made += 1
        self._event("start", task=task.name, outputs=task.outputs, reason=reason, dry_run=self._dry_run)

    def progress(self, share: float, text: str) -> None:
        self._event("progress", share=round(share, 4), text=text)

    def done(self, task: Task, seconds: float) -> None:
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
        self._event("error", message=error.message, hint=error.hint, exit_code=error.exit_code)

    def interrupted(self) -> None:
        self._event("interrupted")

    def summary(self) -> None:
        seconds = round(time.monotonic() - self._started, 3)
        self._event("summary", made=self._made, fresh=self._fresh, kept=self._kept, seconds=seconds)

    def _event(self, event: str, **values: Any) -> None:
        click.echo(json.dumps({"event": event, "stage": self._stage, **values}, ensure_ascii=False), err=True)


class _Notes(logging.Handler):
    """Shows what backends warn of as notes."""

    def emit(self, record: logging.LogRecord) -> None:
        current().note(record.getMessage())


logging.getLogger("digiteller").addHandler(_Notes())

_current = Console()


def current() -> Console:
    """Return the console of this process."""
    return _current


def choose(log_json: bool = False, quiet: bool = False, dry_run: bool = False) -> Console:
    """Choose the console that fits the options and the terminal, and return it."""
    global _current
    if log_json:
        _current = JsonLines(dry_run)
    elif quiet:
        _current = Quiet(dry_run)
    else:
        _current = Terminal(dry_run) if sys.stderr.isatty() else Console(dry_run)
    return _current
