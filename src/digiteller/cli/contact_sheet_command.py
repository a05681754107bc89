"""``digiteller contact-sheet``."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digiteller.cli.run_options import project_folder, project_option
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
@click.option("--force", is_flag=True, help="Replace FILE whatever it holds.")
def command(folder: Path | None, chosen: Path | None, columns: int | None, force: bool) -> None:
    """Put all pages of a story on one sheet, with their numbers and words."""
    from digiteller.project.folder import Project
    from digiteller.project.user_named_outputs import output_file
    from digiteller.render.text.contact_sheet import is_contact_sheet

    project = Project(project_folder(None, folder))
    output = output_file(
        project.path(_NAME) if chosen is None else chosen,
        "contact sheet",
        is_contact_sheet,
        hint="--force replaces a file, -o FILE names another",
        force=force,
        projects=[project.root],
    )
    if not output.special and output.path.suffix.lower() != ".png":
        raise UsageError(f"{output.path} is no name for a PNG", hint=f"-o {output.path.with_suffix('.png')}")
    output.write(_drawn(project, columns))
    if not output.special:
        click.echo(output.path)


def _drawn(project: Project, columns: int | None) -> bytes:
    """Return the sheet as a PNG."""
    from digiteller.language.markup import strip_script_markup
    from digiteller.media.bitmap import read_bitmap, write_png
    from digiteller.project.folder import picture
    from digiteller.project.json_files import load_script
    from digiteller.render.text.contact_sheet import SheetTile, draw_contact_sheet, mark, thumbnail

    script = strip_script_markup(load_script(project))
    tiles = []
    for scene in script.scenes:
        path = project.path(picture(scene.number))
        tiles.append(SheetTile(scene.number, scene.text, thumbnail(read_bitmap(path)) if path.exists() else None))
    sheet = draw_contact_sheet(script.title, tiles, columns)
    png = io.BytesIO()
    write_png(png, sheet, mark(sheet))
    return png.getvalue()
