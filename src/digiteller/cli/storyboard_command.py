"""``digiteller storyboard``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from digiteller.cli.console import print_result
from digiteller.cli.run_options import run_options, scene_option, start_run


@click.command("storyboard")
@run_options
@scene_option
@click.option("--json", "as_json", is_flag=True, help="Print storyboard.json itself.")
def command(folder: Path | None, as_json: bool, **options: Any) -> None:
    """Tell what each page shows, from which words, and what it cannot show; make storyboard.json if need be."""
    with start_run(None, folder, **options) as run:
        from digiteller.cli.storyboard_view import describe_storyboard
        from digiteller.language.markup import strip_script_markup
        from digiteller.project.folder import STORYBOARD
        from digiteller.project.json_files import load_script
        from digiteller.project.storyboard_file import load_storyboard
        from digiteller.stages.storyboarding import STAGE
        from digiteller.stages.task_runner import run_stage

        run_stage(STAGE, run)
        if run.dry_run:
            return
        script = strip_script_markup(load_script(run.project))
        board = load_storyboard(run.project, script)
        written = run.project.path(STORYBOARD).read_text(encoding="utf-8-sig").rstrip("\n")
    print_result(written if as_json else "\n".join(describe_storyboard(script, board, options["scene"])))
