"""``digiteller status``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digiteller.cli.console import Console, print_result
from digiteller.cli.run_options import models_option, project_option, start_run

if TYPE_CHECKING:
    from digiteller.stages.task import Task


class _Table(Console):
    """A line on stdout for each task."""

    def fresh(self, task: Task) -> None:
        self._row(task.outputs[0], "fresh", "")

    def start(self, task: Task, reason: str) -> None:
        self._row(task.outputs[0], "stale", reason)

    def kept(self, task: Task, names: Sequence[str], reason: str | None) -> None:
        for name in names:
            self._row(name, "yours", f"although {reason}" if reason else "")

    def waits(self, reason: str) -> None:
        self._row(f"({self._stage})", "waits", reason)

    def stage(self, name: str) -> None:
        self._stage = name

    def summary(self) -> None:
        pass

    def _row(self, name: str, state: str, reason: str) -> None:
        print_result(f"{name:<22} {state:<6} {reason}".rstrip())


@click.command("status")
@project_option
@models_option
def command(folder: Path | None, models_files: tuple[Path, ...]) -> None:
    """Tell for each output whether it is fresh or stale, and why."""
    with start_run(None, folder, models_files=models_files, dry_run=True, show=_Table(dry_run=True)) as run:
        from digiteller.stages.pipeline import STAGES, run_stages

        run_stages(tuple(STAGES), run)
