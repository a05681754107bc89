"""``digiteller filmstrip``."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digiteller.cli import console
from digiteller.cli.run_options import project_folder, project_option, scene_option
from digiteller.errors import UsageError

if TYPE_CHECKING:
    from digiteller.project.folder import Project

_NAME = "filmstrip.png"


@click.command("filmstrip")
@project_option
@scene_option
@click.option(
    "-o",
    "--output",
    "chosen",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=f"Where to write it, a .png; {_NAME} in the project folder if left out.",
)
@click.option("--columns", type=click.IntRange(1, 20), metavar="N", help="Frames side by side; chosen if left out.")
@click.option("--force", is_flag=True, help="Replace FILE whatever it holds.")
def command(folder: Path | None, scene: int | None, chosen: Path | None, columns: int | None, force: bool) -> None:
    """Put a frame of the film for every half second on one sheet, with the words spoken then."""
    from digiteller.project.folder import Project
    from digiteller.project.user_named_outputs import output_file
    from digiteller.render.text.contact_sheet import is_contact_sheet

    project = Project(project_folder(None, folder))
    output = output_file(
        project.path(_NAME) if chosen is None else chosen,
        "filmstrip",
        is_contact_sheet,
        hint="--force replaces a file, -o FILE names another",
        force=force,
        projects=[project.root],
    )
    if not output.special and output.path.suffix.lower() != ".png":
        raise UsageError(f"{output.path} is no name for a PNG", hint=f"-o {output.path.with_suffix('.png')}")
    output.write(_drawn(project, scene, columns))
    if not output.special:
        click.echo(output.path)


def _drawn(project: Project, scene: int | None, columns: int | None) -> bytes:
    """Return the strip as a PNG."""
    from digiteller.language.markup import strip_script_markup
    from digiteller.media import formats
    from digiteller.media.bitmap import write_png
    from digiteller.project.json_files import load_narration, load_script
    from digiteller.render.filmstrip import MOST_FRAMES, STEP, cut_filmstrip, strip_span
    from digiteller.render.text.contact_sheet import draw_contact_sheet, mark
    from digiteller.stages.run_opening import open_run
    from digiteller.timeline import align_to_frames, build_timeline

    with open_run(None, project, console.current(), dry_run=True, scene=scene) as run:
        options = run.spec.render
    script = strip_script_markup(load_script(project))
    timings = load_narration(project, script)
    film = project.require(formats.film_name(options), "digiteller render")
    timeline = align_to_frames(build_timeline(timings, options), options.fps)
    span = strip_span(timeline, scene)
    if (count := int((span[1] - span[0]) / STEP)) > MOST_FRAMES:
        raise UsageError(f"a strip of {count} frames is too long to look at", hint="one scene: --scene N")
    sheet = draw_contact_sheet(script.title, cut_filmstrip(film, timeline, timings, options, span), columns)
    png = io.BytesIO()
    write_png(png, sheet, mark(sheet))
    return png.getvalue()
