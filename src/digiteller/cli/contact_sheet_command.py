"""``digiteller contact-sheet``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from digiteller.cli.running import project_folder, project_option
from digiteller.errors import UsageError

if TYPE_CHECKING:
    from digiteller.project.folder import Project

_NAME = "contact-sheet.png"


@click.command("contact-sheet")
@project_option
@click.option(
    "-o",
    "--output",
    "chosen",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=f"Where to write it, a .png; {_NAME} in the project folder if left out.",
)
@click.option("--columns", type=click.IntRange(1, 20), metavar="N", help="Pictures side by side; chosen if left out.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
def command(folder: Path | None, chosen: Path | None, columns: int | None, force: bool) -> None:
    """Put all pages of a story on one sheet, with their numbers and words."""
    from digiteller.project.folder import Project
    from digiteller.system.files import explained_os_errors

    project = Project(project_folder(None, folder))
    output = project.path(_NAME) if chosen is None else chosen
    if output.suffix.lower() != ".png":
        raise UsageError(f"{output} is no name for a PNG", hint=f"-o {output.with_suffix('.png')}")
    with explained_os_errors():
        ours = output.resolve() == project.path(_NAME).resolve()
        if output.exists() and not ours and not force:
            raise UsageError(f"{output} is already there", hint="--force replaces it")
        _write(project, output, columns)
    click.echo(output)


def _write(project: Project, output: Path, columns: int | None) -> None:
    """Draw the sheet and replace the old one."""
    from digiteller.language.markup import unmarked
    from digiteller.media.bitmap import read_bitmap, write_png
    from digiteller.project.folder import picture
    from digiteller.project.json_files import load_script
    from digiteller.render.text.contact_sheet import Tile, contact_sheet, thumbnail
    from digiteller.system.files import replacing

    script = unmarked(load_script(project))
    tiles = []
    for scene in script.scenes:
        path = project.path(picture(scene.number))
        tiles.append(Tile(scene.number, scene.text, thumbnail(read_bitmap(path)) if path.exists() else None))
    sheet = contact_sheet(script.title, tiles, columns)
    with replacing(output) as temporary:
        write_png(temporary, sheet)
