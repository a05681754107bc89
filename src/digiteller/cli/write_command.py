"""``digiteller write``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from digiteller.cli.console import print_result
from digiteller.cli.run_options import model_option, run_options, start_run
from digiteller.cli.stage_commands import run_one
from digiteller.errors import UsageError

_MOST_LETTERS = 1_000_000
"""Of an answer."""
_MOST_TAKES = 20


@click.command("write")
@click.argument("spec", type=click.Path(path_type=Path), required=False)
@run_options
@model_option
@click.option("--answer", metavar="FILE", help="Take what a chat answered to `digiteller prompt`; - is standard input.")
@click.option(
    "--takes",
    type=click.IntRange(1, _MOST_TAKES),
    metavar="N",
    help="Tell the story N times, each in a way of its own, as script.1.json and so on, to choose from.",
)
@click.option("--pick", type=click.IntRange(1, _MOST_TAKES), metavar="K", help="Make script.K.json the story.")
def command(
    spec: Path | None,
    folder: Path | None,
    answer: str | None,
    takes: int | None,
    pick: int | None,
    **options: Any,
) -> None:
    """Write the story of SPEC, or of the project's own story.yaml.

    SPEC may also be a story of your own as a .txt or .md file: each paragraph becomes a page. --model may
    also be a .gguf file, a folder in the form of transformers, hf:OWNER/NAME/FILE.gguf@COMMIT or hf:OWNER/NAME@COMMIT.
    """
    if (answer is not None) + (pick is not None) + (takes is not None) > 1:
        raise UsageError("--answer, --takes and --pick are steps of their own: give one of them")
    if options["force"] and (answer is not None or pick is not None):
        raise UsageError("--force writes the story anew, --answer and --pick take another: give one of them")
    if options["model"] is not None and (answer is not None or pick is not None):
        raise UsageError("--answer and --pick take a story that is written: --model writes none of them")
    if takes is not None:
        _tell_several(spec, folder, takes, options)
        return
    if answer is not None or pick is not None:
        with start_run(spec, folder, **options) as run:
            from digiteller.spec.yamlfile import read_text
            from digiteller.stages.chosen_script import pick_take, take_story

            if not run.dry_run and pick is not None:
                pick_take(run, pick)
            elif not run.dry_run and answer is not None:
                take_story(run, sys.stdin.read(_MOST_LETTERS) if answer == "-" else read_text(Path(answer)))
        spec, folder, options = None, run.project.root, {**options, "force": False}
    run_one("write", "script.json", spec, folder, options)


def _tell_several(spec: Path | None, folder: Path | None, count: int, options: dict[str, Any]) -> None:
    """Write several tellings, and print the beginning of each."""
    with start_run(spec, folder, **options) as run:
        from digiteller.project.folder import take
        from digiteller.project.json_files import load_script
        from digiteller.stages.task_runner import run_stage
        from digiteller.stages.write import takes_stage

        run_stage(takes_stage(count), run)
        if run.dry_run:
            return
        scripts = [load_script(run.project, take(number)) for number in range(1, count + 1)]
    told = [
        f"{run.project.path(take(number))}\n  {script.title}: {script.scenes[0].text}"
        for number, script in enumerate(scripts, 1)
    ]
    print_result("\n".join([*told, f"choose one: digiteller write --pick K -p {run.project.root}"]))
