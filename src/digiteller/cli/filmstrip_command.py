"""``digiteller filmstrip``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from digiteller.cli import console
from digiteller.cli.run_options import project_folder, project_option, scene_option
from digiteller.cli.sheet_output import sheet_options, write_sheet
from digiteller.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from digiteller.project.folder import Project

_NAME = "filmstrip.png"


@click.command("filmstrip")
@project_option
@scene_option
@sheet_options(_NAME, "Frames")
def command(folder: Path | None, scene: int | None, chosen: Path | None, columns: int | None, force: bool) -> None:
    """Put a frame of the film for every half second on one sheet, with the words spoken then."""
    from digiteller.project.folder import Project

    project = Project(project_folder(None, folder))
    write_sheet(project, "filmstrip", chosen or project.path(_NAME), force, lambda: _drawn(project, scene, columns))


def _drawn(project: Project, scene: int | None, columns: int | None) -> NDArray[np.uint8]:
    from digiteller.language.markup import strip_script_markup
    from digiteller.media import formats
    from digiteller.project.json_files import load_narration, load_script
    from digiteller.render.filmstrip import MOST_FRAMES, STEP, cut_filmstrip, strip_span
    from digiteller.render.text.contact_sheet import draw_contact_sheet
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
    return draw_contact_sheet(script.title, cut_filmstrip(film, timeline, timings, options, span), columns)
