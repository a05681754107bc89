"""Open a project for a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from digiteller.errors import UsageError
from digiteller.models.registry import load_registry
from digiteller.project.folder import SPEC, Project
from digiteller.spec.schema import load_spec
from digiteller.stages.run_context import Run
from digiteller.stages.spec_import import adopt
from digiteller.stages.task import Listener


@contextmanager
def open_run(
    spec: Path | None,
    project: Project,
    listener: Listener,
    *,
    models_files: Sequence[Path] = (),
    seed: int | None = None,
    dry_run: bool = False,
    scene: int | None = None,
    wait: float = 0,
    **choices: Any,
) -> Iterator[Run]:
    """Give a run on a project, locked unless it is a dry one, with ``spec`` (or its own ``story.yaml``) taken in.

    Everything is checked before anything is written. Another run on the project is waited for, up to ``wait`` seconds.

    Raises:
        SpecError: the spec or a models file cannot be used.
        UsageError: the story has no such scene.
        ProjectInUseError: another run holds the project.
    """
    own = spec is None or spec.resolve() == project.path(SPEC).resolve()
    registry = load_registry(project.root, models_files)
    path = project.require(SPEC, "digiteller write SPEC") if spec is None else spec
    story = load_spec(path, registry.models)
    if scene is not None and scene > len(story.pages):
        raise UsageError(f"there is no scene {scene}; the story has {len(story.pages)}")
    seed = story.seed if seed is None else seed
    with nullcontext() if dry_run else project.locked(wait, listener.note):
        listener.begin(project.root)
        run = Run(
            project, story, registry, listener, seed, None if own else spec, scene=scene, dry_run=dry_run, **choices
        )
        adopt(run)
        yield run
