"""The commands of the single stages: alike but for their name and what they print."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from digiteller.cli.console import print_result
from digiteller.cli.run_options import model_option, run_options, scene_option, start_run


def stage_command(name: str, result: str, help_text: str) -> click.Command:
    """Return the command of a stage that makes ``result`` from what is in the project."""

    @click.command(name, help=help_text)
    @run_options
    @model_option
    @scene_option
    def command(folder: Path | None, **options: Any) -> None:
        run_one(name, result, None, folder, options)

    return command


def run_one(name: str, result: str, spec: Path | None, folder: Path | None, options: dict[str, Any]) -> None:
    """Run one stage and print the path of what it made."""
    with start_run(spec, folder, **options) as run:
        from digiteller.stages.pipeline import STAGES, run_alone

        run_alone(STAGES[name], run)
    if not run.dry_run:
        print_result(run.project.path(result))
