"""``digiteller contact-sheet``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from digiteller.cli.run_options import project_folder, project_option
from digiteller.cli.sheet_output import sheet_options, write_sheet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from digiteller.project.folder import Project

_NAME = "contact-sheet.png"


@click.command("contact-sheet")
@project_option
@sheet_options(_NAME, "Pictures")
def command(folder: Path | None, chosen: Path | None, columns: int | None, force: bool) -> None:
    """Put all pages of a story on one sheet, with their numbers and words."""
    from digiteller.project.folder import Project

    project = Project(project_folder(None, folder))
    write_sheet(project, "contact sheet", chosen or project.path(_NAME), force, lambda: _drawn(project, columns))


def _drawn(project: Project, columns: int | None) -> NDArray[np.uint8]:
    from digiteller.language.markup import strip_script_markup
    from digiteller.media.bitmap import read_bitmap
    from digiteller.project.folder import picture
    from digiteller.project.json_files import load_script
    from digiteller.render.text.contact_sheet import SheetTile, draw_contact_sheet, thumbnail

    script = strip_script_markup(load_script(project))
    tiles = []
    for scene in script.scenes:
        path = project.path(picture(scene.number))
        tiles.append(SheetTile(scene.number, scene.text, thumbnail(read_bitmap(path)) if path.exists() else None))
    return draw_contact_sheet(script.title, tiles, columns)
