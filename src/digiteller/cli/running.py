"""What the commands that work on a project share: their options, and how a run is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digiteller.cli import console
from digiteller.cli.deadline import deadline
from digiteller.errors import UsageError

if TYPE_CHECKING:
    from digiteller.stages.base import Run

_SPEC_NAME = "story.yaml"

project_option = click.option(
    "-p",
    "--project",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The project folder.",
)

models_option = click.option(
    "--models",
    "models_files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A models.yaml of your own.",
)

attempts_option = click.option(
    "--max-attempts",
    "attempts",
    type=click.IntRange(1, 100),
    default=3,
    show_default=True,
    metavar="N",
    help="How often a server that fails is asked.",
)

_RUN_OPTIONS = (
    project_option,
    click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="Another seed than the spec's."),
    click.option("--device", type=click.Choice(["auto", "cpu", "cuda", "mps"]), default="auto", show_default=True),
    models_option,
    click.option("--force", is_flag=True, help="Make it anew even if it is up to date."),
    click.option("--dry-run", is_flag=True, help="Only tell what would be made, and why."),
    click.option("--offline", is_flag=True, help="Never use the network."),
    click.option(
        "--timeout",
        type=click.FloatRange(0, min_open=True),
        metavar="SECONDS",
        help="Stop with exit code 124 if it takes longer; what was finished stays.",
    ),
    click.option(
        "--wait",
        type=click.FloatRange(0),
        default=0,
        metavar="SECONDS",
        help="How long to wait for another run on the project.  [default: not at all]",
    ),
    attempts_option,
    click.option("--log-json", is_flag=True, help="One JSON object a line on stderr."),
    click.option("-q", "--quiet", is_flag=True, help="Print errors only."),
)

scene_option = click.option("--scene", type=click.IntRange(1), metavar="N", help="Only this scene.")

model_option = click.option("--model", metavar="NAME", help="A model of this stage; see: digiteller models list.")


def run_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options that every command that makes something has."""
    for option in reversed(_RUN_OPTIONS):
        function = option(function)
    return function


@contextmanager
def opened(
    spec: Path | None,
    folder: Path | None,
    *,
    models_files: Sequence[Path] = (),
    seed: int | None = None,
    dry_run: bool = False,
    log_json: bool = False,
    quiet: bool = False,
    timeout: float | None = None,
    wait: float = 0,
    show: console.Console | None = None,
    **choices: Any,
) -> Iterator[Run]:
    """Open a project for a run: everything is checked before anything is written."""
    from digiteller.project import SPEC, Project
    from digiteller.registry import load_registry
    from digiteller.spec import load_spec
    from digiteller.stages.adopt import adopt
    from digiteller.stages.base import Run

    shown = show or console.choose(log_json, quiet, dry_run)
    project = Project(project_folder(spec, folder))
    own = spec is None or spec.resolve() == project.path(SPEC).resolve()
    story = load_spec(project.require(SPEC, "digiteller write SPEC") if spec is None else spec)
    registry = load_registry(project.root, models_files)
    scene = choices.get("scene")
    if scene is not None and scene > len(story.pages):
        raise UsageError(f"there is no scene {scene}; the story has {len(story.pages)}")
    with deadline(timeout), nullcontext() if dry_run else project.locked(wait, shown.note):
        shown.begin(project.root)
        run = Run(
            project,
            story,
            registry,
            shown,
            story.seed if seed is None else seed,
            None if own else spec,
            dry_run=dry_run,
            **choices,
        )
        adopt(run)
        yield run
    shown.summary()


def project_folder(spec: Path | None, folder: Path | None) -> Path:
    """Return the folder of the project that the command line means.

    Raises:
        UsageError: it names none.
    """
    if folder is not None:
        return folder
    if spec is None:
        if Path(_SPEC_NAME).exists():
            return Path()
        raise UsageError("which project?", hint="name its folder with -p DIR, or go there")
    return spec.parent if spec.name == _SPEC_NAME else spec.with_suffix("")
