"""``digiteller prompt``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from digiteller.cli.console import print_result
from digiteller.cli.run_options import run_options, start_run


@click.command("prompt")
@click.argument("spec", type=click.Path(path_type=Path), required=False)
@run_options
def command(spec: Path | None, folder: Path | None, **options: Any) -> None:
    """Print what to ask a chat, so that it writes the story of SPEC, or of the project's own story.yaml.

    What it answers is taken by: digiteller write --answer FILE
    """
    with start_run(spec, folder, **options) as run:
        from digiteller.stages.chosen_script import ask_for_story

        question = ask_for_story(run)
    print_result(question.rstrip("\n"))
