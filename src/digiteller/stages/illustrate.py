"""Draw the pages: ``script.json`` -> ``pictures/NN.png``, with layers where the illustrator has them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from digiteller.backends import table
from digiteller.backends.base import Easel, Report
from digiteller.project import SCRIPT, layers, picture
from digiteller.records import load_script
from digiteller.registry import Model
from digiteller.speech.marks import unmarked
from digiteller.stages.base import Run, Stage, Task
from digiteller.story import Picture, Scene, Script


def _tasks(run: Run) -> Iterator[Task]:
    script = unmarked(load_script(run.project))
    model = run.chosen_model("illustrate")
    for scene in script.scenes:
        yield _own_picture(run, scene) if scene.picture_file else _drawn(run, model, script, scene)


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


def _drawn(run: Run, model: Model, script: Script, scene: Scene) -> Task:
    size = (run.spec.render.width, run.spec.render.height)

    def make(folder: Path, report: Report) -> None:
        illustrator = run.backend("illustrate", model)
        seed = run.seed_for("illustrate", scene.number)
        page = illustrator.illustrate(script.scenes, scene.number, size, seed, Easel(report, lambda _: None))
        _save(page, scene.number, folder)
        for note in page.notes:
            run.listener.note(f"scene {scene.number}: {note}")

    return Task(
        name=f"illustrate/{scene.number:02}",
        outputs=(picture(scene.number),),
        inputs=(SCRIPT,),
        made_from={
            "the picture's source": model.name,
            f"what scene {scene.number} shows": _context(model, script, scene),
            "the frame size": f"{size[0]}x{size[1]}",
            **run.ingredients("illustrate", model),
        },
        make=make,
        scene=scene.number,
    )


def _context(model: Model, script: Script, scene: Scene) -> str:
    """Return all that a page depends on in the story."""
    backend = table.find("illustrate", model.entry.backend)
    if backend.of_story:
        return str(backend.load().context(script.scenes, scene.number))
    return f"{scene.picture}\n{scene.text}\n{scene.mood}"


def _convert(source: Path, target: Path) -> None:
    from digiteller.bitmap import read_bitmap, write_png

    write_png(target, read_bitmap(source))


def _save(page: Picture, number: int, folder: Path) -> None:
    from digiteller.bitmap import write_png
    from digiteller.layers import save_layers

    write_png(folder / picture(number), page.image)
    if page.layers:
        save_layers(folder / layers(number), page)


STAGE = Stage("illustrate", _tasks)
