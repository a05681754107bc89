"""``digiteller schema``."""

from __future__ import annotations

import json

import click


@click.command("schema")
@click.argument("file", type=click.Choice(["spec", "storyboard"]), default="spec")
def command(file: str) -> None:
    """Print the JSON Schema of a story spec, or of storyboard.json, for editors."""
    from digiteller.project import storyboard_file
    from digiteller.spec import schema

    made = storyboard_file.json_schema() if file == "storyboard" else schema.json_schema()
    click.echo(json.dumps(made, indent=2, ensure_ascii=False))
