"""Draw the pages: ``script.json``, ``storyboard.json`` -> ``pictures/NN.png``, with layers, frames or a latent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from digiteller.backends import table
from digiteller.contracts import Easel, Report
from digiteller.errors import MissingPackageError, SpecError
from digiteller.language.markup import strip_script_markup
from digiteller.language.picture_lines import describe_moment
from digiteller.language.storyboard import Storyboard
from digiteller.models.registry import Model
from digiteller.project.folder import SCRIPT, STORYBOARD, latent, layers, picture
from digiteller.project.json_files import load_script
from digiteller.project.storyboard_file import load_storyboard
from digiteller.spec.hints import of_page, with_looks
from digiteller.stages.page_before import page_before
from digiteller.stages.previews import clear_previews, show_preview
from digiteller.stages.run_context import Run
from digiteller.stages.task import Task
from digiteller.stages.task_runner import Stage
from digiteller.story import Picture, Scene, Script


def _check(run: Run) -> None:
    """Refuse to move where there is no space to move in."""
    model = run.chosen_model("illustrate")
    if run.spec.illustrate.motion == "latent" and not _has_latent_space(model):
        able = [other.name for other in run.registry.models["illustrate"].values() if _surely_has_one(other)]
        raise SpecError(
            f"illustrate.motion: {model.name} has no latent space to walk through",
            hint=f"leave motion out, or choose another model{': ' if able else ''}{', '.join(able)}",
        )


def _has_latent_space(model: Model) -> bool:
    return table.find_backend("illustrate", model.entry.backend).latent


def _surely_has_one(model: Model) -> bool:
    """Tell the same of a model that nobody chose, and whose backend may not be installed."""
    with suppress(SpecError, MissingPackageError):
        return _has_latent_space(model)
    return False


def _tasks(run: Run) -> Iterator[Task]:
    script = strip_script_markup(load_script(run.project))
    model = run.chosen_model("illustrate")
    drawn = not all(scene.picture_file for scene in script.scenes)
    backend = table.find_backend("illustrate", model.entry.backend)
    board = load_storyboard(run.project, script) if drawn and (backend.storyboard or backend.in_words) else None
    if board and backend.in_words:
        script = _described(script, board)
    for scene in script.scenes:
        yield _own_picture(run, scene) if scene.picture_file else _drawn(run, model, script, board, scene)
    if run.scene is None and not run.dry_run:
        clear_previews(run)


def _described(script: Script, board: Storyboard) -> Script:
    """Return a script in which a picture that only the text tells of has a line of its own, as the storyboard shows it.

    Where the storyboard shows nothing, as of a language that nobody reads, it keeps the text.
    """
    scenes = zip(script.scenes, board.moments(), strict=True)
    return replace(
        script,
        scenes=tuple(
            replace(scene, picture=describe_moment(moment))
            if scene.picture == scene.text and (moment.figures or moment.things or moment.placed)
            else scene
            for scene, moment in scenes
        ),
    )


def _own_picture(run: Run, scene: Scene) -> Task:
    assert scene.picture_file is not None
    source = run.project.path(scene.picture_file)
    return Task(
        name=f"illustrate/{scene.number:02}",
        outputs=(picture(scene.number),),
        inputs=(SCRIPT, scene.picture_file),
        made_from={"the picture's source": scene.picture_file, scene.picture_file: run.hashes.of(source)},
        make=lambda folder, _: _convert(source, folder / picture(scene.number)),
        scene=scene.number,
    )


def _drawn(run: Run, model: Model, script: Script, board: Storyboard | None, scene: Scene) -> Task:
    size = (run.spec.render.width, run.spec.render.height)
    before = page_before(run, model, scene.number)
    draws_board = table.find_backend("illustrate", model.entry.backend).storyboard
    options = of_page(run.spec, scene.number) if draws_board else with_looks(run.spec)

    def make(folder: Path, report: Report) -> None:
        went_before = before.load(run) if before else None
        illustrator = run.backend("illustrate", model, options=options)
        seed = run.seed_for("illustrate", scene.number)
        with show_preview(run, scene.number) as preview:
            easel = Easel(report, preview.show, went_before, board)
            page = illustrator.illustrate(script.scenes, scene.number, size, seed, easel)
            _save(page, scene.number, folder)
        for note in page.notes:
            run.listener.note(f"scene {scene.number}: {note}")

    return Task(
        name=f"illustrate/{scene.number:02}",
        outputs=(picture(scene.number),),
        inputs=(SCRIPT, *([STORYBOARD] if board else []), *([picture(before.number)] if before else [])),
        made_from={
            "the picture's source": model.name,
            f"what scene {scene.number} shows": _context(model, script, board, scene),
            "the frame size": f"{size[0]}x{size[1]}",
            **(before.ingredients(run) if before else {}),
            **run.ingredients("illustrate", model),
            "illustrate.characters": options.characters,
            "illustrate.acting": options.acting,
        },
        make=make,
        scene=scene.number,
    )


def _context(model: Model, script: Script, board: Storyboard | None, scene: Scene) -> str:
    """Return all that a page depends on in the story."""
    backend = table.find_backend("illustrate", model.entry.backend)
    if board is not None and backend.storyboard:
        return str(backend.load().context(board, scene.number))
    if backend.of_story:
        return str(backend.load().context(script.scenes, scene.number))
    return f"{scene.picture}\n{scene.text}\n{scene.mood}"


def _convert(source: Path, target: Path) -> None:
    from digiteller.media.bitmap import read_bitmap, write_png

    write_png(target, read_bitmap(source))


def _save(page: Picture, number: int, folder: Path) -> None:
    from digiteller.media.bitmap import write_png
    from digiteller.media.clips import save_clip
    from digiteller.media.latents import save_latent
    from digiteller.media.layers import save_layers

    write_png(folder / picture(number), page.image)
    if page.layers:
        save_layers(folder / layers(number), page)
    if page.clip:
        save_clip(folder / layers(number), page.clip)
    if page.latent:
        save_latent(folder / latent(number), page.latent)


STAGE = Stage("illustrate", _tasks, _check)
