"""Enlarge small bitmaps: ``pictures/NN.png`` -> ``upscaled/NN.png``. Layered pages are drawn at full size already."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from digiteller.backends.base import Report, Upscaler
from digiteller.project import picture, upscaled
from digiteller.records import load_script
from digiteller.registry import Model
from digiteller.stages.base import Run, Stage, Task
from digiteller.stages.pages import has_layers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ROOM_TO_MOVE = 1.12
"""The camera moves over flat pictures, so they are larger than the frame."""


def _tasks(run: Run) -> Iterator[Task]:
    model = run.chosen_model("upscale")
    width, height = (round(side * _ROOM_TO_MOVE) for side in (run.spec.render.width, run.spec.render.height))
    for scene in load_script(run.project).scenes:
        source = run.project.require(picture(scene.number), "digiteller illustrate")
        if has_layers(run, scene.number):
            continue

        def make(folder: Path, report: Report, source: Path = source, number: int = scene.number) -> None:
            from digiteller.bitmap import write_png

            write_png(folder / upscaled(number), _enlarge(run, model, source, width, height, report))

        yield Task(
            name=f"upscale/{scene.number:02}",
            outputs=(upscaled(scene.number),),
            inputs=(picture(scene.number),),
            made_from={
                f"the picture of scene {scene.number}": run.hashes.of(source),
                "the frame size": f"{width}x{height}",
                **run.ingredients("upscale", model),
            },
            make=make,
            scene=scene.number,
        )


def _enlarge(run: Run, model: Model, source: Path, width: int, height: int, report: Report) -> NDArray[np.uint8]:
    """Return the picture in the frame's shape, enlarged by the model as often as needed, then fitted exactly."""
    from digiteller.bitmap import crop, read_bitmap, resize

    image = crop(read_bitmap(source), width / height)
    while image.shape[1] < width or image.shape[0] < height:
        upscaler: Upscaler = run.backend("upscale", model)
        image = upscaler.upscale(image, report)
    return resize(image, width, height)


STAGE = Stage("upscale", _tasks)
