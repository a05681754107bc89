"""Read the story aloud: ``script.json`` -> ``narration/NN.wav`` with its times, and ``narration.json``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from digiteller.project import NARRATION, SCRIPT, narration_times, narration_wav
from digiteller.records import load_script, load_timing, save
from digiteller.registry import Model
from digiteller.stages.base import Run, Stage, Task
from digiteller.story import Scene, SceneTiming


def _tasks(run: Run) -> Iterator[Task]:
    model = run.chosen_model("narrate")
    common = run.ingredients("narrate", model)
    script = load_script(run.project)
    for scene in script.scenes:
        yield Task(
            name=f"narrate/{scene.number:02}",
            outputs=(narration_wav(scene.number), narration_times(scene.number)),
            inputs=(SCRIPT,),
            made_from={f"the text of scene {scene.number}": scene.text, "the scene's voice": scene.voice, **common},
            make=lambda folder, _, scene=scene: _narrate(run, model, scene, folder),  # type: ignore[misc]
            scene=scene.number,
        )
    narrated = [run.project.path(narration_times(scene.number)).exists() for scene in script.scenes]
    if run.scene and not all(narrated):
        missing = [str(scene.number) for scene, done in zip(script.scenes, narrated, strict=True) if not done]
        run.listener.note(f"{NARRATION} waits for the narration of scenes {', '.join(missing)}")
        return
    timings = tuple(load_timing(run.project, scene.number) for scene in script.scenes)
    yield Task(
        name="narrate/times",
        outputs=(NARRATION,),
        inputs=tuple(narration_times(scene.number) for scene in script.scenes),
        made_from={
            "the number of scenes": len(timings),
            **{
                f"the times of scene {scene.number}": run.hashes.of(run.project.path(narration_times(scene.number)))
                for scene in script.scenes
            },
        },
        make=lambda folder, _: save(folder / NARRATION, timings),
    )


def _narrate(run: Run, model: Model, scene: Scene, folder: Path) -> None:
    from digiteller.audio import write_wav
    from digiteller.speech.reading import Reader, read_aloud

    options = run.options("narrate")
    reader = Reader(run.backend("narrate", model), scene.voice or options.voice)
    seed = run.seed_for("narrate", scene.number)
    speech = read_aloud(scene.text, reader, options, seed, load_script(run.project).language)
    write_wav(folder / narration_wav(scene.number), speech.samples, speech.sample_rate)
    timing = SceneTiming(scene.number, len(speech.samples), speech.sample_rate, speech.sentences)
    save(folder / narration_times(scene.number), timing)


STAGE = Stage("narrate", _tasks)
