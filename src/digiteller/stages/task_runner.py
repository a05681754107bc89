"""The engine: how the tasks of a stage are run, skipped, or only told."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from digiteller.errors import MissingInputError
from digiteller.project.manifest import TaskRecord
from digiteller.project.stage_outputs import may_have_made
from digiteller.stages.backup_names import set_aside
from digiteller.stages.run_context import Run
from digiteller.stages.task import Task
from digiteller.system.atomic_files import explain_os_errors, flush


@dataclass(frozen=True)
class Stage:
    """A stage: a name, and the tasks it consists of, each planned when those before it are done."""

    name: str
    tasks: Callable[[Run], Iterator[Task]] = field(repr=False)
    check: Callable[[Run], None] = field(default=lambda run: None, repr=False)
    """Refuses what this stage cannot do, before an earlier one has worked for it."""
    may_have_made: Callable[[str, str], bool] = field(default=may_have_made, repr=False)
    """Whether one of its tasks can have made a file: nothing else is removed, whatever the manifest says."""


def run_stage(stage: Stage, run: Run) -> None:
    """Do what a stage has to do.

    Raises:
        DigitellerError: a task failed; what was done before stays, and the next run goes on from there.
    """
    run.listener.stage(stage.name)
    planned = set()
    try:
        with explain_os_errors():
            stage.check(run)
            for task in stage.tasks(run):
                planned.add(task.name)
                if run.scene is None or task.scene in (None, run.scene):
                    _run_task(task, stage, run)
            if not run.dry_run:
                _clear_leftovers(stage, planned, run)
    except MissingInputError as error:
        if not run.dry_run:
            raise
        run.listener.waits(error.message)
    finally:
        run.loaded.stage_ended()
        with contextlib.suppress(OSError):
            if not run.dry_run and run.project.is_there():
                run.hashes.save()


def _run_task(task: Task, stage: Stage, run: Run) -> None:
    for name in task.outputs:
        run.project.require_regular(name)
    forced = run.force and run.scene in (None, task.scene)
    outdated = run.manifest.outdated(task.name, task.made_from)
    edited = run.manifest.edited(task.name, task.outputs)
    if edited and not forced:
        run.listener.kept(task, edited, outdated)
        return
    reason = outdated or (None if edited else run.manifest.incomplete(task.name))
    if reason is None and forced:
        reason = "--force"
    if reason is None and run.dry_run:
        reason = next((f"{name} will change" for name in task.inputs if name in run.changing), None)
    if reason is None:
        run.listener.fresh(task)
        return
    run.listener.start(task, reason)
    run.changing.update(task.outputs)
    if run.dry_run:
        return
    started = time.monotonic()
    run.project.require_held()
    with run.project.staging() as folder:
        task.make(folder, run.listener.progress)
        _put_in_place(task, stage, folder, run)
    run.listener.done(task, time.monotonic() - started)


def _put_in_place(task: Task, stage: Stage, folder: Path, run: Run) -> None:
    """Move what a task made to where it belongs.

    What it makes no longer goes first: the manifest still knows of it, so that a run killed here does the task again.
    Then the manifest is written: it knows both the files that are there and the new ones, so that a run killed before
    all of them are in place is told from a user's edit, and does the task again.
    """
    made = run.hashes.of_tree(folder)
    for name in made:
        flush(folder / name)
        run.project.require_inside(run.project.path(name).parent)
        run.project.require_regular(name)
    run.project.require_held()
    _remove(task.name, _left_by(task.name, run) - set(made), stage, run)
    edited = run.manifest.edited(task.name, tuple(made))
    replaced = _hashes_of(set(made).difference(edited), run)
    run.manifest.record(task.name, TaskRecord(dict(task.made_from), made, replaced, _hashes_of(task.inputs, run)))
    for name in edited:
        if name in made and run.hashes.of(run.project.path(name)) != made[name]:
            run.listener.note(f"your {name} is now {set_aside(run.project.path(name)).name}")
    for name in made:
        run.project.path(name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).replace(run.project.path(name))
        run.hashes.moved(folder / name, run.project.path(name))


def _hashes_of(names: Iterable[str], run: Run) -> dict[str, str]:
    """Return the sha256 of those project files that are there."""
    paths = {name: run.project.path(name) for name in names}
    return {name: run.hashes.of(path) for name, path in paths.items() if path.is_file()}


def _remove(task: str, names: set[str], stage: Stage, run: Run) -> None:
    """Remove what a task made before and makes no longer, unless it is somebody else's by now.

    The manifest, which may be a stranger's, is believed no more than the task can have made.
    """
    for name in names.difference(run.manifest.edited(task, tuple(names))):
        if stage.may_have_made(task, name):
            run.project.remove(name)


def _left_by(task: str, run: Run) -> set[str]:
    """Return the files that the last run of a task, which may have been interrupted, can have left."""
    entry = run.manifest.entries.get(task, TaskRecord({}, {}))
    return {*entry.outputs, *(entry.replaced if run.manifest.incomplete(task) else ())}


def _clear_leftovers(stage: Stage, planned: set[str], run: Run) -> None:
    """Remove what this stage once made and no longer plans, such as the pages of scenes that are gone."""
    for name in [name for name in run.manifest.entries if name.startswith(f"{stage.name}/") and name not in planned]:
        if run.scene is not None and not name.rpartition("/")[2].isdigit():
            continue  # what belongs to the whole story may wait for other scenes
        _remove(name, _left_by(name, run), stage, run)
        run.manifest.forget(name)
