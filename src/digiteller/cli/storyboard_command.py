"""``digiteller storyboard``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from digiteller.cli.console import print_result
from digiteller.cli.run_options import run_options, scene_option, start_run
from digiteller.errors import UsageError

_MOST_LETTERS = 1_000_000
"""Of an answer; one for two hundred pages has a tenth of it."""


@click.command("storyboard")
@run_options
@scene_option
@click.option("--json", "as_json", is_flag=True, help="Print storyboard.json itself.")
@click.option("--prompt", is_flag=True, help="Print what to ask a chat, so that it reads the story.")
@click.option(
    "--answer",
    metavar="FILE",
    help="Take what was answered to --prompt as the storyboard; - is standard input.",
)
def command(folder: Path | None, as_json: bool, prompt: bool, answer: str | None, **options: Any) -> None:
    """Tell what each page shows, from which words, and what it cannot show; make storyboard.json if need be."""
    if prompt and answer is not None:
        raise UsageError("--prompt and --answer are two steps", hint="ask first, then give what was answered")
    if answer is not None and options["force"]:
        raise UsageError("--force reads the story anew, --answer takes another's reading: give one of them")
    with start_run(None, folder, **options) as run:
        from digiteller.cli.storyboard_view import describe_storyboard
        from digiteller.language.markup import strip_script_markup
        from digiteller.project.folder import STORYBOARD
        from digiteller.project.json_files import load_script
        from digiteller.project.storyboard_file import load_storyboard
        from digiteller.spec.yamlfile import read_text
        from digiteller.stages.storyboarding import STAGE, ask_for_storyboard, take_storyboard
        from digiteller.stages.task_runner import run_stage

        if prompt:
            print_result(ask_for_storyboard(run).rstrip("\n"))
            return
        if answer is not None and not run.dry_run:
            take_storyboard(run, sys.stdin.read(_MOST_LETTERS) if answer == "-" else read_text(Path(answer)))
        run_stage(STAGE, run)
        if run.dry_run:
            return
        script = strip_script_markup(load_script(run.project))
        board = load_storyboard(run.project, script)
        written = run.project.path(STORYBOARD).read_text(encoding="utf-8-sig").rstrip("\n")
    print_result(written if as_json else "\n".join(describe_storyboard(script, board, options["scene"])))
