"""``digiteller render``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from digiteller.cli.running import run_options
from digiteller.cli.stage import run_one


@click.command("render")
@run_options
def command(folder: Path | None, **options: Any) -> None:
    """Make the film, its captions and its poster."""
    run_one("render", "story.mp4", None, folder, options)
