"""The six stages in their order, and the storyboard before the first that needs it."""

from __future__ import annotations

from collections.abc import Sequence

from digiteller.stages import compose, illustrate, narrate, render, upscale, write
from digiteller.stages.run_context import Run
from digiteller.stages.storyboarding import bring_storyboard, needs_storyboard
from digiteller.stages.task_runner import Stage, run_stage

STAGES = {
    stage.name: stage
    for stage in (write.STAGE, narrate.STAGE, compose.STAGE, illustrate.STAGE, upscale.STAGE, render.STAGE)
}


def run_stages(names: Sequence[str], run: Run) -> None:
    """Do what some stages have to do; what one of them refuses is refused before the first begins.

    A storyboard that one of them needs is made right after the story is written: it tells early what no page shows.

    Raises:
        DigitellerError: a task failed, or cannot be done.
    """
    for name in names:
        STAGES[name].check(run)
    needed = any(needs_storyboard(run, name) for name in names)
    for name in names:
        if needed and name != "write":
            bring_storyboard(run, forced=run.force and "write" in names)
            needed = False
        run_stage(STAGES[name], run)


def run_alone(stage: Stage, run: Run) -> None:
    """Do what one stage has to do, and before it what it needs of the storyboard.

    Raises:
        DigitellerError: a task failed, or cannot be done.
    """
    stage.check(run)
    if needs_storyboard(run, stage.name):
        bring_storyboard(run)
    run_stage(stage, run)
