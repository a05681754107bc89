"""``digiteller write``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from digiteller.cli.run_options import model_option, run_options
from digiteller.cli.stage_commands import run_one


@click.command("write")
@click.argument("spec", type=click.Path(path_type=Path), required=False)
@run_options
@model_option
def command(spec: Path | None, folder: Path | None, **options: Any) -> None:
    """Write the story of SPEC, or of the project's own story.yaml.

    SPEC may also be a story of your own as a .txt or .md file: each paragraph becomes a page. --model may
    also be a .gguf file, a folder in the form of transformers, hf:OWNER/NAME/FILE.gguf@COMMIT or hf:OWNER/NAME@COMMIT.
    """
    run_one("write", "script.json", spec, folder, options)
