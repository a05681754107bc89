"""One story of a batch, made from beginning to end."""

from __future__ import annotations

import logging
import os
import platform
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from digiteller.errors import DigitellerError
from digiteller.media.formats import film_name
from digiteller.options import ATTEMPTS
from digiteller.project.folder import Project
from digiteller.stages.loaded_models import Loaded
from digiteller.stages.pipeline import STAGES, run_stages
from digiteller.stages.run_opening import open_run
from digiteller.stages.task import Task
from digiteller.system.log_notes import Notes, keep_notes
from digiteller.system.secrets import redact

Tell = Callable[[str, float], None]
"""Told the stage and how far its task has come, from 0 to 1."""

State = Literal["made", "up to date", "failed", "unfinished"]

_BETWEEN = 0.2
"""Seconds between two reports of progress."""


@dataclass(frozen=True)
class StoryJob:
    """A spec and the project folder that its film is made in."""

    spec: Path
    folder: Path


@dataclass(frozen=True)
class Choices:
    """What holds for every story of a batch."""

    models_files: tuple[Path, ...] = ()
    seed: int | None = None
    device: str = "auto"
    force: bool = False
    dry_run: bool = False
    offline: bool = False
    attempts: int = ATTEMPTS
    wait: float = 0


@dataclass(frozen=True)
class Result:
    """What became of a story."""

    state: State
    film: str | None = None
    """Its path, relative to the project."""
    made: int = 0
    """Tasks done; in a dry run, to do."""
    fresh: int = 0
    """Tasks that were up to date."""
    kept: int = 0
    """Tasks whose outputs the user changed and keeps."""
    seconds: float = 0.0
    exit_code: int = 0
    """What ``digiteller all`` would have exited with."""
    message: str | None = None
    hint: str | None = None
    notes: tuple[str, ...] = ()
    worker: str | None = None
    """Its machine and process."""
    memory_mb: float | None = None
    """The most that this process held so far, ffmpeg not counted; None where the system does not tell."""


def make_story(story: StoryJob, choices: Choices, loaded: Loaded, tell: Tell) -> Result:
    """Make a story's film, as ``digiteller all`` does, and return what became of it; no failure gets out."""
    tally = _Tally(tell)
    project = Project(story.folder)
    try:
        with _warnings_noted(tally), open_run(story.spec, project, tally, loaded=loaded, **vars(choices)) as run:
            run_stages(tuple(STAGES), run)
        state: State = "made" if tally.tasks_made or tally.waiting else "up to date"
        return tally.result(state, film=film_name(run.spec.render))
    except DigitellerError as error:
        loaded.clear()
        return tally.result("failed", exit_code=error.exit_code, message=error.message, hint=error.hint)
    except Exception:
        loaded.clear()
        return tally.result("failed", exit_code=1, message=redact(f"a bug of digiteller\n{traceback.format_exc()}"))


class _Tally:
    """Counts what happens in a run, and passes on how far it is."""

    def __init__(self, tell: Tell) -> None:
        self.tasks_made = self._fresh = self._kept = 0
        self.waiting = False
        self._notes: list[str] = []
        self._tell = tell
        self._stage = ""
        self._started = time.monotonic()
        self._told = 0.0

    def result(self, state: State, **more: Any) -> Result:
        """Return the story's result with what was counted."""
        return Result(
            state,
            made=self.tasks_made,
            fresh=self._fresh,
            kept=self._kept,
            seconds=round(time.monotonic() - self._started, 3),
            notes=tuple(self._notes),
            worker=f"{platform.node()}:{os.getpid()}",
            memory_mb=_peak_memory(),
            **more,
        )

    def begin(self, project: Path) -> None:
        pass

    def stage(self, name: str) -> None:
        self._stage = name
        self._tell(name, 0.0)

    def start(self, task: Task, reason: str) -> None:
        self.tasks_made += 1

    def progress(self, share: float, text: str) -> None:
        if time.monotonic() - self._told > _BETWEEN:
            self._told = time.monotonic()
            self._tell(self._stage, share)

    def done(self, task: Task, seconds: float) -> None:
        pass

    def fresh(self, task: Task) -> None:
        self._fresh += 1

    def kept(self, task: Task, names: Sequence[str], reason: str | None) -> None:
        self._kept += 1
        self.note(keep_notes(names, reason))

    def waits(self, reason: str) -> None:
        self.waiting = True

    def note(self, text: str) -> None:
        self._notes.append(f"{self._stage}: {text}" if self._stage else text)

    def download(self, name: str, done: int, total: int) -> None:
        self.progress(done / total, name)


@contextmanager
def _warnings_noted(tally: _Tally) -> Iterator[None]:
    logger = logging.getLogger("digiteller")
    handlers, logger.handlers = logger.handlers, [Notes(tally.note)]
    try:
        yield
    finally:
        logger.handlers = handlers


def _peak_memory() -> float | None:
    if sys.platform == "win32":
        return None
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6, 1)
