"""``digiteller render``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from digiteller.cli.console import print_result
from digiteller.cli.run_options import run_options, start_run
from digiteller.errors import UsageError


@click.command("render")
@run_options
@click.option("--draft", is_flag=True, help="Only draft.mp4: half as wide and high, quickly made.")
@click.option("--preview", "scene", type=click.IntRange(1), metavar="N", help="Only scene N, as preview-NN.")
def command(folder: Path | None, draft: bool, scene: int | None, **options: Any) -> None:
    """Make the film, its captions and its poster."""
    if draft and scene is not None:
        raise UsageError("--draft and --preview exclude each other")
    with start_run(None, folder, scene=scene, **options) as run:
        from digiteller.media import formats
        from digiteller.render import film
        from digiteller.stages import render
        from digiteller.stages.pipeline import run_alone

        stage, result = render.STAGE, formats.film_name(run.spec.render)
        if draft:
            stage, result = render.DRAFT, "draft.mp4"
        elif scene is not None:
            stage, result = render.PREVIEW, film.preview_name(run.spec.render, scene)
        run_alone(stage, run)
    if not run.dry_run:
        print_result(run.project.path(result))
