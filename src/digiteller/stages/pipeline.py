"""The six stages in their order."""

from __future__ import annotations

from collections.abc import Sequence

from digiteller.stages import compose, illustrate, narrate, render, upscale, write
from digiteller.stages.run_context import Run
from digiteller.stages.task_runner import run_stage

STAGES = {
    stage.name: stage
    for stage in (write.STAGE, narrate.STAGE, compose.STAGE, illustrate.STAGE, upscale.STAGE, render.STAGE)
}


def run_stages(names: Sequence[str], run: Run) -> None:
    """Do what some stages have to do; what one of them refuses is refused before the first begins.

    Raises:
        DigitellerError: a task failed, or cannot be done.
    """
    for name in names:
        STAGES[name].check(run)
    for name in names:
        run_stage(STAGES[name], run)
