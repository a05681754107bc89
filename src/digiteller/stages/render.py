"""Make the film: everything -> ``story.mp4``, its captions and its poster."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from digiteller.backends.base import Report
from digiteller.backends.table import Backend
from digiteller.project import FILM, MUSIC, NARRATION, SCRIPT, layers, narration_wav, picture, upscaled
from digiteller.records import digest, load_narration, load_script
from digiteller.render.film import Film, Page, make_film
from digiteller.stages.base import Run, Stage, Task
from digiteller.stages.pages import has_layers
from digiteller.story import Script

_MADE_BY = {"write": "write/script", "narrate": "narrate/01", "compose": "compose/music", "illustrate": "illustrate/"}
"""For each stage the task, or the beginning of its name, whose model is credited."""

_RENDERER = Backend(
    "digiteller.render.film", "make_film", ("imageio-ffmpeg", "opencv-python-headless", "pillow", "soxr")
)

OUTPUTS = (FILM, "story.srt", "story.vtt", "poster.jpg")


def _tasks(run: Run) -> Iterator[Task]:
    script = load_script(run.project)
    timings = load_narration(run.project, script)
    music = run.project.require(MUSIC, "digiteller compose")
    narration = {
        scene.number: run.project.require(narration_wav(scene.number), "digiteller narrate") for scene in script.scenes
    }
    pages = {scene.number: _page(run, scene.number) for scene in script.scenes}
    credits = _credits(run)
    film = Film(script, timings, narration, music, pages, credits, run.seed_for("render"))

    def make(folder: Path, report: Report) -> None:
        make_film(film, run.spec.render, folder, report)

    yield Task("render/film", OUTPUTS, _inputs(script), _made_from(run, film), make)


def _made_from(run: Run, film: Film) -> dict[str, Any]:
    made_from: dict[str, Any] = {"the title": film.script.title, "the language": film.script.language}
    for timing in film.timings:
        number = timing.number
        made_from[f"the voice of scene {number}"] = run.hashes.of(film.narration[number])
        made_from[f"the words or times of scene {number}"] = digest(timing)
        made_from[f"the mood of scene {number}"] = film.script.scenes[number - 1].mood
        made_from[f"the picture of scene {number}"] = _picture_hash(run, film.pages[number])
    made_from["the music"] = run.hashes.of(film.music) if film.music else None
    made_from["the renderer"] = _RENDERER.version
    made_from["the credits"] = list(film.credits)
    made_from["the seed"] = film.seed
    made_from |= {f"render.{name}": value for name, value in asdict(run.spec.render).items()}
    return made_from


def _page(run: Run, number: int) -> Page:
    if has_layers(run, number):
        return Page(run.project.path(picture(number)), run.project.path(layers(number)))
    return Page(run.project.require(upscaled(number), "digiteller upscale"), None)


def _picture_hash(run: Run, page: Page) -> Any:
    return run.hashes.of_tree(page.layers) if page.layers else run.hashes.of(page.flat)


def _inputs(script: Script) -> tuple[str, ...]:
    numbers = [scene.number for scene in script.scenes]
    pictures = [name(number) for number in numbers for name in (picture, upscaled)]
    return (SCRIPT, NARRATION, MUSIC, *map(narration_wav, numbers), *pictures)


def _credits(run: Run) -> tuple[str, ...]:
    """Return the attributions that the models used ask for."""
    lines = []
    for stage, task in _MADE_BY.items():
        entries = [entry for name, entry in sorted(run.manifest.entries.items()) if name.startswith(task)]
        for name in {entry.made_from.get("the model"): None for entry in entries}:
            model = run.registry.models.get(stage, {}).get(str(name))
            if model is not None and model.entry.credit:
                lines.append(model.entry.credit)
    return tuple(lines)


STAGE = Stage("render", _tasks)
