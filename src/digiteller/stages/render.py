"""Make the film, its captions and its poster from everything; or a draft of it, or a preview of one scene."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

from digiteller.backends.base import Report
from digiteller.backends.table import Backend
from digiteller.options import RenderOptions
from digiteller.project import MUSIC, NARRATION, SCRIPT, layers, narration_wav, picture, upscaled
from digiteller.records import digest, load_narration, load_script
from digiteller.render import film as films
from digiteller.render import formats
from digiteller.render.film import Film, Page
from digiteller.stages.base import Run, Stage, Task
from digiteller.stages.pages import has_frames, has_layers
from digiteller.story import Script

_MADE_BY = {"write": "write/script", "narrate": "narrate/01", "compose": "compose/music", "illustrate": "illustrate/"}
"""For each stage the task, or the beginning of its name, whose model is credited."""

_RENDERER = Backend(
    "digiteller.render.film", "make_film", ("imageio-ffmpeg", "opencv-python-headless", "pillow", "soxr")
)


def _film_tasks(run: Run) -> Iterator[Task]:
    film, options = _film(run), _options(run)

    def make(folder: Path, report: Report) -> None:
        _tell(run, films.make_film(film, options, folder, report, run.project.segments))

    teaser = (f"teaser.{options.teaser}",) if options.teaser != "none" else ()
    outputs = (formats.film_name(options), "story.srt", "story.vtt", "poster.jpg", *teaser)
    yield Task("render/film", outputs, _inputs(film.script), _made_from(run, film, options), make)


def _draft_tasks(run: Run) -> Iterator[Task]:
    film, options = _film(run), _options(run)

    def make(folder: Path, report: Report) -> None:
        _tell(run, films.make_draft(film, options, folder, report, run.project.draft_segments))

    made_from = _made_from(run, film, films.draft_options(options))
    yield Task("draft/film", ("draft.mp4",), _inputs(film.script), made_from, make)


def _preview_tasks(run: Run) -> Iterator[Task]:
    film, options = _film(run), _options(run)

    def make(scene: int, folder: Path, report: Report) -> None:
        _tell(run, films.make_preview(film, options, scene, folder, report, run.project.segments))

    made_from = _made_from(run, film, options)
    for scene in film.script.scenes:
        output = films.preview_name(options, scene.number)
        name, inputs = f"preview/{scene.number:02}", _inputs(film.script)
        yield Task(name, (output,), inputs, made_from, partial(make, scene.number), scene.number)


def _film(run: Run) -> Film:
    """Return what the project's film is made of."""
    script = load_script(run.project)
    timings = load_narration(run.project, script)
    music = run.project.require(MUSIC, "digiteller compose")
    narration = {
        scene.number: run.project.require(narration_wav(scene.number), "digiteller narrate") for scene in script.scenes
    }
    pages = {scene.number: _page(run, scene.number) for scene in script.scenes}
    credits, models = _credits(run)
    return Film(script, timings, narration, music, pages, credits, run.seed_for("render"), models)


def _options(run: Run) -> RenderOptions:
    """Return the options; a font file is looked for beside the spec, in the project, and where we are."""
    options = run.spec.render
    folders = ([run.source.parent] if run.source else []) + [run.project.root]
    files = [folder / options.font for folder in folders] if options.font else []
    return replace(options, font=next((str(file) for file in files if file.is_file()), options.font))


def _tell(run: Run, notes: tuple[str, ...]) -> None:
    for note in notes:
        run.listener.note(note)


def _made_from(run: Run, film: Film, options: RenderOptions) -> dict[str, Any]:
    made_from: dict[str, Any] = {"the title": film.script.title, "the language": film.script.language}
    for timing in film.timings:
        number = timing.number
        made_from[f"the voice of scene {number}"] = run.hashes.of(film.narration[number])
        made_from[f"the words or times of scene {number}"] = digest(timing)
        made_from[f"the mood of scene {number}"] = film.script.scenes[number - 1].mood
        if options.ambience == "auto":
            scene = film.script.scenes[number - 1]
            made_from[f"the place of scene {number}"] = digest([scene.text, scene.picture])
        made_from[f"the picture of scene {number}"] = film.pages[number].digest
    made_from["the music"] = run.hashes.of(film.music) if film.music else None
    made_from["the renderer"] = _RENDERER.version
    made_from["the credits"] = list(film.credits)
    made_from["the models"] = list(film.models)
    made_from["the seed"] = film.seed
    made_from |= {f"render.{name}": value for name, value in asdict(options).items()}
    if options.font and Path(options.font).is_file():
        made_from["render.font"] = run.hashes.of(Path(options.font))
    return made_from


def _page(run: Run, number: int) -> Page:
    if has_layers(run, number):
        flat, folder = run.project.path(picture(number)), run.project.path(layers(number))
        return Page(flat, folder, digest([run.hashes.of(flat), run.hashes.of_tree(folder)]))
    flat = run.project.require(upscaled(number), "digiteller upscale")
    if has_frames(run, number):
        folder = run.project.path(layers(number))
        return Page(flat, None, digest([run.hashes.of(flat), run.hashes.of_tree(folder)]), folder)
    return Page(flat, None, run.hashes.of(flat))


def _inputs(script: Script) -> tuple[str, ...]:
    numbers = [scene.number for scene in script.scenes]
    pictures = [name(number) for number in numbers for name in (picture, upscaled)]
    return (SCRIPT, NARRATION, MUSIC, *map(narration_wav, numbers), *pictures)


def _credits(run: Run) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the attributions that the models used ask for, and all these models with their licences."""
    lines, models = [], []
    for stage, task in _MADE_BY.items():
        entries = [entry for name, entry in sorted(run.manifest.entries.items()) if name.startswith(task)]
        for name in {entry.made_from.get("the model"): None for entry in entries}:
            model = run.registry.models.get(stage, {}).get(str(name))
            if model is not None and model.name != "none":
                models.append(f"{model.name} ({model.entry.licence})")
                if model.entry.credit:
                    lines.append(model.entry.credit)
    return tuple(lines), tuple(models)


STAGE = Stage("render", _film_tasks)
DRAFT = Stage("draft", _draft_tasks)
PREVIEW = Stage("preview", _preview_tasks)
