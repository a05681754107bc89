"""Compose the music: ``script.json`` and ``narration.json`` -> ``music.wav``, and ``music.mid`` from who writes notes.

Instead it can be a recording of the user's, or there is none.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import astuple, replace
from pathlib import Path

from digiteller import timeline
from digiteller.contracts import Report
from digiteller.models.registry import Model
from digiteller.project.folder import MIDI, MUSIC, NARRATION, SCRIPT
from digiteller.project.json_files import load_narration, load_script
from digiteller.stages.run_context import Run
from digiteller.stages.seeds import seed_of_story
from digiteller.stages.task import Task
from digiteller.stages.task_runner import Stage
from digiteller.story import Music, Section

NO_MUSIC = "none"
"""The model, and the backend, of films without music."""


def _tasks(run: Run) -> Iterator[Task]:
    model = run.chosen_model("compose")
    script = load_script(run.project)
    timings = load_narration(run.project, script)
    sections = timeline.music_sections(timeline.build_timeline(timings, run.spec.render), script)
    if run.spec.compose.file and run.model is None:
        yield _recorded(run, run.spec.compose.file, sections[-1].end)
    elif model.entry.backend != NO_MUSIC:
        yield _composed(run, model, sections, seed_of_story(run.seed_for("compose"), script))


def _recorded(run: Run, name: str, seconds: float) -> Task:
    source = run.project.path(name)

    def make(folder: Path, report: Report) -> None:
        from digiteller.media.mastering import write_music
        from digiteller.media.recorded_music import read_recorded_music

        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            write_music(read_recorded_music(source, seconds, Path(scratch, "pcm")), seconds, folder / MUSIC)
        report(1.0, "fitted")

    return Task(
        name="compose/music",
        outputs=(MUSIC,),
        inputs=(NARRATION, name),
        made_from={"the length of the story": seconds, name: run.hashes.of(source)},
        make=make,
    )


def _composed(run: Run, model: Model, sections: Sequence[Section], seed: int) -> Task:
    options = run.spec.compose
    soundfont = run.project.root / options.soundfont if options.soundfont else None
    options = replace(options, soundfont=str(soundfont) if soundfont else None)

    def make(folder: Path, report: Report) -> None:
        from digiteller.media.mastering import write_music

        composer = run.backend("compose", model, options=options)
        music: Music = composer.compose(sections, seed, report)
        write_music(music, sections[-1].end, folder / MUSIC)
        if music.midi is not None:
            (folder / MIDI).write_bytes(music.midi)

    return Task(
        name="compose/music",
        outputs=(MUSIC, MIDI),
        inputs=(SCRIPT, NARRATION),
        made_from={
            "the length of the story": sections[-1].end,
            "the lengths or moods of the scenes": [list(astuple(section)) for section in sections],
            "the beginning of the story": seed,
            **run.ingredients("compose", model),
            **({"compose.soundfont": run.hashes.of(soundfont)} if soundfont else {}),
        },
        make=make,
    )


STAGE = Stage("compose", _tasks)
