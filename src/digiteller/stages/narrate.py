"""Read the story aloud: ``script.json`` -> ``narration/NN.wav`` with its times, and ``narration.json``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import astuple
from functools import partial
from pathlib import Path
from typing import Any

from digiteller.contracts import Report
from digiteller.project.folder import NARRATION, SCRIPT, narration_times, narration_wav
from digiteller.project.json_files import load_script, load_timing, save_json
from digiteller.speech.prosody import Telling, telling_of
from digiteller.stages.run_context import Run
from digiteller.stages.task import Task
from digiteller.stages.task_runner import Stage
from digiteller.stages.voice_casting import VoiceCasting, VoicePart
from digiteller.story import Scene, SceneTiming, Script
from digiteller.writing.plot_audience import audience_of


def _tasks(run: Run) -> Iterator[Task]:
    script = load_script(run.project)
    casting = VoiceCasting(run, script)
    for scene in script.scenes:
        part, others = casting.narrator(scene), casting.others(scene)
        yield Task(
            name=f"narrate/{scene.number:02}",
            outputs=(narration_wav(scene.number), narration_times(scene.number)),
            inputs=(SCRIPT,),
            made_from=_made_from(run, script, scene, part, others),
            make=partial(_narrate, run, script, scene, casting, part, others),
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
        make=lambda folder, _: save_json(folder / NARRATION, timings),
    )


def _made_from(
    run: Run, script: Script, scene: Scene, part: VoicePart, others: Mapping[str, VoicePart]
) -> dict[str, Any]:
    """Return what a scene's narration depends on: its words, who says them, and how they are pronounced."""
    made_from: dict[str, Any] = {
        f"the text of scene {scene.number}": scene.text,
        "the language": script.language,
        "the scene's voice": part.voice,
        "how it is told": list(astuple(_telling(run, script, scene))),
        **run.ingredients("narrate", part.model),
    }
    if others:
        made_from["the voices of the characters"] = {who: [p.model.name, p.voice] for who, p in others.items()}
    models = {other.model.name: other.model for other in others.values() if other.model.name != part.model.name}
    if models:
        made_from["the other models"] = [run.sources("narrate", model) for model in models.values()]
    if said := _pronunciations(run, scene):
        made_from["the pronunciations"] = said
    return made_from


def _telling(run: Run, script: Script, scene: Scene) -> Telling:
    return telling_of(audience_of(run.spec.write.audience or ""), scene.mood, scene is script.scenes[-1])


def _pronunciations(run: Run, scene: Scene) -> dict[str, str]:
    """Return those of the spec that a scene may need."""
    text = scene.text.lower()
    return {word: sound for word, sound in run.spec.say.items() if word.split()[0].lower() in text}


def _narrate(
    run: Run,
    script: Script,
    scene: Scene,
    casting: VoiceCasting,
    part: VoicePart,
    others: Mapping[str, VoicePart],
    folder: Path,
    _: Report,
) -> None:
    from digiteller.media.wav import write_wav
    from digiteller.speech.reading_aloud import read_aloud

    speech = read_aloud(
        scene.text,
        casting.reader(part),
        run.options("narrate"),
        run.seed_for("narrate", scene.number),
        script.language,
        characters=list(run.spec.voices),
        readers={who: casting.reader(other) for who, other in others.items()},
        say=_pronunciations(run, scene),
        guide=casting.guide,
        telling=_telling(run, script, scene),
    )
    write_wav(folder / narration_wav(scene.number), speech.samples, speech.sample_rate)
    timing = SceneTiming(scene.number, len(speech.samples), speech.sample_rate, speech.sentences)
    save_json(folder / narration_times(scene.number), timing)


STAGE = Stage("narrate", _tasks)
