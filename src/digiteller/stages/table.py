"""The six stages in their order."""

from digiteller.stages import compose, illustrate, narrate, render, upscale, write

STAGES = {
    stage.name: stage
    for stage in (write.STAGE, narrate.STAGE, compose.STAGE, illustrate.STAGE, upscale.STAGE, render.STAGE)
}
