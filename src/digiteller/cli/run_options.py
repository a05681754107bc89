"""What the commands that work on a project share: their options, and how a run is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digiteller.cli import console
from digiteller.cli.deadline import set_deadline
from digiteller.errors import UsageError
from digiteller.options import ATTEMPTS

if TYPE_CHECKING:
    from digiteller.stages.run_context import Run

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
    default=ATTEMPTS,
    show_default=True,
    metavar="N",
    help="How often a server that fails is asked.",
)

_RUN_OPTIONS = (
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
    """Add the options that every command that works on one project has."""
    return project_option(many_options(function))


def many_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options that hold for one project as well as for many."""
    for option in reversed(_RUN_OPTIONS):
        function = option(function)
    return function


@contextmanager
def start_run(
    spec: Path | None,
    folder: Path | None,
    *,
    log_json: bool = False,
    quiet: bool = False,
    timeout: float | None = None,
    show: console.Console | None = None,
    **choices: Any,
) -> Iterator[Run]:
    """Open a project for a run: everything is checked before anything is written."""
    from digiteller.project.folder import Project
    from digiteller.stages.run_opening import open_run

    shown = show or console.choose(log_json, quiet, choices.get("dry_run", False))
    project = Project(project_folder(spec, folder))
    with set_deadline(timeout), open_run(spec, project, shown, **choices) as run:
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
