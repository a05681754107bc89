"""The engine: what a stage is made of, and how its tasks are run, skipped, or only told."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from digiteller.backends import table
from digiteller.contracts import Report
from digiteller.errors import MissingInputError, UsageError
from digiteller.models import weights
from digiteller.models.model_addresses import find_model
from digiteller.models.registry import Model, Registry
from digiteller.options import ATTEMPTS, ModelStage
from digiteller.project.folder import Project
from digiteller.project.manifest import FileHashes, Ingredients, Manifest, TaskRecord
from digiteller.project.output_names import may_have_made
from digiteller.spec.schema import Spec
from digiteller.stages.loaded import Loaded
from digiteller.system.files import explain_os_errors, flush
from digiteller.system.memory import explain_memory_errors


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


@dataclass
class Run:
    """One call of digiteller on one project."""

    project: Project
    spec: Spec
    registry: Registry
    listener: Listener
    seed: int
    source: Path | None = None
    """The spec as the user named it, if it is not the project's own."""
    model: str | None = None
    """A model that wins over the spec's."""
    device: str = "auto"
    scene: int | None = None
    force: bool = False
    dry_run: bool = False
    offline: bool = False
    attempts: int = ATTEMPTS
    """How often a server that fails is asked."""
    loaded: Loaded = field(default_factory=Loaded)
    """Where the models are; one that is shared by runs may keep them."""

    def __post_init__(self) -> None:
        """Open the project's records."""
        self.hashes = FileHashes(self.project.hashes)
        self.manifest = Manifest(self.project, self.hashes)
        self.changing: set[str] = set()

    def options(self, stage: str) -> Any:
        """Return the stage's options."""
        return getattr(self.spec, stage)

    def chosen_model(self, stage: ModelStage) -> Model:
        """Return the model that the command line, which may give an address, the spec or the default names."""
        if self.model is not None:
            return find_model(self.registry, stage, self.model, self.offline)
        return self.registry.get(stage, self.options(stage).model)

    def seed_for(self, stage: str, scene: int = 0) -> int:
        """Return the seed of a stage and scene, derived from the story's one seed, in 0..2**31-1."""
        digest = hashlib.sha256(f"{self.seed}/{stage}/{scene}".encode()).digest()
        return int.from_bytes(digest[:4]) >> 1

    def ingredients(self, stage: str, model: Model) -> dict[str, Any]:
        """Return what every output of a stage depends on: the model, its weights and backend, the options, the seed."""
        options = dataclasses.asdict(self.options(stage))
        del options["model"]
        return {
            **self.sources(stage, model),
            "the seed": self.seed,
            **{f"{stage}.{name}": value for name, value in options.items()},
        }

    def sources(self, stage: str, model: Model) -> dict[str, Any]:
        """Return what a model is: its name, weights, options and backend."""
        return {
            "the model": model.name,
            "the weights": model.weights,
            "the model's options": model.entry.options,
            "the backend": table.find_backend(stage, model.entry.backend).version,
        }

    def backend(self, stage: str, model: Model, slot: str | None = None, options: Any = None) -> Any:
        """Return the model's backend with its weights loaded; the same one at least until the stage ends.

        A stage that needs several models at once gives each but its chosen one a ``slot`` of its own. ``options`` are
        the spec's if absent.

        Raises:
            WeightsError: weights are missing or damaged.
            MissingPackageError: a package is missing.
            UsageError: the backend does not run on the chosen device.
        """
        options = options or self.options(stage)
        return self.loaded.get(slot or stage, (model, options, self.device), partial(self._load, stage, model, options))

    def _load(self, stage: str, model: Model, options: Any) -> Any:
        backend = table.find_backend(stage, model.entry.backend)
        if self.device not in ("auto", *backend.devices):
            raise UsageError(f"{model.name} does not run on {self.device}; it runs on: {', '.join(backend.devices)}")
        backend_class = backend.load()
        files = weights.open_model(model, self.listener.download, self.offline, attempts=self.attempts)
        settings = {**model.entry.options, "device": self.device, "attempts": self.attempts}
        with explain_memory_errors("choose a smaller model, or another --device"):
            return backend_class(files, options, settings)


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
        if not run.dry_run:
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
            run.listener.note(f"your {name} is now {_set_aside(run.project.path(name)).name}")
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


def _set_aside(path: Path) -> Path:
    """Rename a file that the user changed, so that it is not lost; return its new name."""
    number = 1
    while os.path.lexists(aside := path.with_name(f"{path.stem}.yours-{number}{path.suffix}")):
        number += 1
    return path.rename(aside)


def _clear_leftovers(stage: Stage, planned: set[str], run: Run) -> None:
    """Remove what this stage once made and no longer plans, such as the pages of scenes that are gone."""
    for name in [name for name in run.manifest.entries if name.startswith(f"{stage.name}/") and name not in planned]:
        if run.scene is not None and not name.rpartition("/")[2].isdigit():
            continue  # what belongs to the whole story may wait for other scenes
        _remove(name, _left_by(name, run), stage, run)
        run.manifest.forget(name)
