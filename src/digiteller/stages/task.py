"""The smallest piece of work, and who is told what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from digiteller.contracts import Report
from digiteller.project.manifest import Ingredients


@dataclass(frozen=True)
class Task:
    """The smallest piece of work that is done or skipped as a whole."""

    name: str
    """Such as ``narrate/03``; its key in the manifest."""
    outputs: tuple[str, ...]
    """The files that people know it by, relative to the project; it may make others beside them."""
    inputs: tuple[str, ...]
    """The project files it reads."""
    made_from: Ingredients
    make: Callable[[Path, Report], None]
    """Writes the outputs under a given empty folder."""
    scene: int | None = None
    """The scene it belongs to; None for the whole story."""


class Listener(Protocol):
    """Told what happens, to show it."""

    def begin(self, project: Path) -> None:
        """Tell that a run begins, and the project folder, which is ours from now on unless it is a dry run."""

    def stage(self, name: str) -> None:
        """Tell that a stage begins."""

    def start(self, task: Task, reason: str) -> None:
        """Tell that a task's outputs are about to be made; in a dry run, that they would be."""

    def progress(self, share: float, text: str) -> None:
        """Tell how far the task that started last has come, from 0 to 1."""

    def done(self, task: Task, seconds: float) -> None:
        """Tell that the outputs are in place."""

    def fresh(self, task: Task) -> None:
        """Tell that nothing had to be done."""

    def kept(self, task: Task, names: Sequence[str], reason: str | None) -> None:
        """Tell that outputs which the user changed stay as they are, and why they would have been made anew."""

    def waits(self, reason: str) -> None:
        """Tell, in a dry run, that the stage cannot be planned before an earlier one has run."""

    def note(self, text: str) -> None:
        """Tell something worth knowing."""

    def download(self, name: str, done: int, total: int) -> None:
        """Tell how many bytes of a weights file have arrived."""
