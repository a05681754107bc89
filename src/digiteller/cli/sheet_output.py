"""The PNG that a command draws of a whole story: its options, and where it may be written."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digiteller.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from digiteller.project.folder import Project


def sheet_options(name: str, pictures: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add the options of a command that writes the sheet ``name`` of so many ``pictures``, a word: "Frames"."""
    options = (
        click.option(
            "-o",
            "--output",
            "chosen",
            type=click.Path(path_type=Path, dir_okay=False),
            metavar="FILE",
            help=f"Where to write it, a .png; {name} in the project folder if left out.",
        ),
        click.option(
            "--columns",
            type=click.IntRange(1, 20),
            metavar="N",
            help=f"{pictures} side by side; chosen if left out.",
        ),
        click.option("--force", is_flag=True, help="Replace FILE whatever it holds."),
    )

    def add(function: Callable[..., None]) -> Callable[..., None]:
        for option in reversed(options):
            function = option(function)
        return function

    return add


def write_sheet(project: Project, kind: str, path: Path, force: bool, draw: Callable[[], NDArray[np.uint8]]) -> None:
    """Write the sheet that ``draw`` returns, RGB [h, w, 3], and print its path; nothing is drawn that may not be.

    A file that is there is replaced if it is an older sheet of this ``kind`` ("contact sheet"), or by ``force``.

    Raises:
        UsageError: the path is no PNG's, or something else lies there.
        StageError: it cannot be written.
    """
    from digiteller.media.bitmap import write_png
    from digiteller.project.user_named_outputs import output_file
    from digiteller.render.text.contact_sheet import is_sheet, mark

    output = output_file(
        path,
        kind,
        partial(is_sheet, kind=kind),
        hint="--force replaces a file, -o FILE names another",
        force=force,
        projects=[project.root],
    )
    if not output.special and output.path.suffix.lower() != ".png":
        raise UsageError(f"{output.path} is no name for a PNG", hint=f"-o {output.path.with_suffix('.png')}")
    sheet, png = draw(), io.BytesIO()
    write_png(png, sheet, mark(sheet, kind))
    output.write(png.getvalue())
    if not output.special:
        click.echo(output.path)
