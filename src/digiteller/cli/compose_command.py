"""``digiteller compose``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from digiteller.cli.console import print_result
from digiteller.cli.run_options import model_option, run_options, scene_option, start_run


@click.command("compose")
@run_options
@model_option
@scene_option
@click.option(
    "--soundfont",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="A SoundFont anywhere on this machine, instead of the model's or what the spec names.",
)
def command(folder: Path | None, soundfont: Path | None, **options: Any) -> None:
    """Compose the music."""
    with start_run(None, folder, **options) as run:
        from digiteller.project.folder import MUSIC
        from digiteller.stages.pipeline import STAGES
        from digiteller.stages.task_runner import run_stage

        if soundfont is not None:
            chosen = replace(run.spec.compose, soundfont=str(soundfont.resolve()), file=None)
            run.spec = run.spec.model_copy(update={"compose": chosen})
        run_stage(STAGES["compose"], run)
    if run.project.path(MUSIC).is_file():
        print_result(run.project.path(MUSIC))
