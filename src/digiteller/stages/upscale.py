"""Enlarge small bitmaps: ``pictures/NN.png`` -> ``upscaled/NN.png``, and the frames of clips as well.

Layered pages are drawn at full size already.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from digiteller.contracts import Report, Upscaler
from digiteller.media.clips import FRAMES, TABLE
from digiteller.models.registry import Model
from digiteller.project.folder import layers, picture, upscaled, upscaled_frames
from digiteller.project.json_files import digest, load_script
from digiteller.stages.clip_frames import enlarge_frames
from digiteller.stages.page_files import has_frames, has_layers
from digiteller.stages.run_context import Run
from digiteller.stages.task import Task
from digiteller.stages.task_runner import Stage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from digiteller.story import Scene

_ROOM_TO_MOVE = 1.12
"""The camera moves over flat pictures, so they are larger than the frame."""
_NEARLY = 2
"""Frames of a clip that have to grow by no more are enlarged without the model."""


def _tasks(run: Run) -> Iterator[Task]:
    model = run.chosen_model("upscale")
    for scene in load_script(run.project).scenes:
        run.project.require(picture(scene.number), "digiteller illustrate")
        if not has_layers(run, scene.number):
            yield _enlarged(run, model, scene)


def _enlarged(run: Run, model: Model, scene: Scene) -> Task:
    source, clip = run.project.path(picture(scene.number)), run.project.path(layers(scene.number))
    width, height = (round(side * _ROOM_TO_MOVE) for side in (run.spec.render.width, run.spec.render.height))
    made_from = {
        f"the picture of scene {scene.number}": run.hashes.of(source),
        "the frame size": f"{width}x{height}",
        **run.ingredients("upscale", model),
    }
    moves = has_frames(run, scene.number)
    if moves:
        frames = {TABLE: run.hashes.of(clip / TABLE), **run.hashes.of_tree(clip / FRAMES)}
        made_from[f"the frames of scene {scene.number}"] = digest(frames)

    def make(folder: Path, report: Report) -> None:
        from digiteller.media.bitmap import write_png

        if moves:
            out = folder / upscaled_frames(scene.number)
            enlarge_frames(clip, made_from, run.project, out, enlarge_frame, report)
        write_png(folder / upscaled(scene.number), _enlarge(run, model, source, width, height, report))

    def enlarge_frame(file: Path, report: Report) -> NDArray[np.uint8]:
        return _enlarge_once(run, model, file, width, height, report)

    return Task(
        name=f"upscale/{scene.number:02}",
        outputs=(upscaled(scene.number),),
        inputs=(picture(scene.number),),
        made_from=made_from,
        make=make,
        scene=scene.number,
    )


def _enlarge(run: Run, model: Model, source: Path, width: int, height: int, report: Report) -> NDArray[np.uint8]:
    """Return the picture in the frame's shape, enlarged by the model as often as needed, then fitted exactly."""
    from digiteller.media.bitmap import crop, read_bitmap, resize

    image = crop(read_bitmap(source), width / height)
    while image.shape[1] < width or image.shape[0] < height:
        upscaler: Upscaler = run.backend("upscale", model)
        image = upscaler.upscale(image, report)
    return resize(image, width, height)


def _enlarge_once(run: Run, model: Model, frame: Path, width: int, height: int, report: Report) -> NDArray[np.uint8]:
    """Return a frame of a clip like ``_enlarge``, but enlarged by the model at most once.

    From 320x180 to full HD that takes 1.6 s of processor instead of 22, and what moves looks much the same.
    """
    from digiteller.media.bitmap import crop, read_bitmap, resize

    image = crop(read_bitmap(frame), width / height)
    if image.shape[1] * _NEARLY < width:
        upscaler: Upscaler = run.backend("upscale", model)
        image = upscaler.upscale(image, report)
    return resize(image, width, height)


STAGE = Stage("upscale", _tasks)
