"""``digiteller schema``."""

from __future__ import annotations

import json

import click


@click.command("schema")
@click.argument("file", type=click.Choice(["spec", "storyboard", "plot"]), default="spec")
def command(file: str) -> None:
    """Print the JSON Schema of a story spec, of storyboard.json, or of a plot, for editors."""
    from digiteller.project import storyboard_file
    from digiteller.spec import schema
    from digiteller.writing import plot_files

    makers = {"spec": schema.json_schema, "storyboard": storyboard_file.json_schema, "plot": plot_files.json_schema}
    made = makers[file]()
    click.echo(json.dumps(made, indent=2, ensure_ascii=False))
