"""``digiteller all``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from digiteller.cli.console import print_result
from digiteller.cli.run_options import run_options, scene_option, start_run
from digiteller.errors import UsageError
from digiteller.options import STAGES

_STAGES = click.Choice(STAGES)


@click.command("all")
@click.argument("spec", type=click.Path(path_type=Path), required=False)
@run_options
@scene_option
@click.option("--from", "first", type=_STAGES, default="write", help="The stage to begin with.")
@click.option("--to", "last", type=_STAGES, default="render", help="The stage to end with.")
def command(spec: Path | None, folder: Path | None, first: str, last: str, **options: Any) -> None:
    """Make the whole film of SPEC, or of the project's own story.yaml: what is up to date stays as it is."""
    names = list(_STAGES.choices)
    chosen = names[names.index(first) : names.index(last) + 1]
    if not chosen:
        raise UsageError(f"--from {first} comes after --to {last}")
    with start_run(spec, folder, **options) as run:
        from digiteller.media.formats import film_name
        from digiteller.stages.pipeline import run_stages

        run_stages(chosen, run)
    if not run.dry_run:
        print_result(run.project.path(film_name(run.spec.render)) if last == "render" else run.project.root)
