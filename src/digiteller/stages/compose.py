"""Compose the music: ``script.json`` and ``narration.json`` -> ``music.mid`` and ``music.wav``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

from digiteller import timeline
from digiteller.backends.base import Report
from digiteller.project import MIDI, MUSIC, NARRATION, SCRIPT
from digiteller.records import load_narration, load_script
from digiteller.stages.base import Run, Stage, Task
from digiteller.story import Music


def _tasks(run: Run) -> Iterator[Task]:
    model = run.chosen_model("compose")
    script = load_script(run.project)
    timings = load_narration(run.project, script)
    sections = timeline.sections(timeline.build(timings, run.spec.render), script)

    def make(folder: Path, report: Report) -> None:
        from digiteller.audio import write_wav

        music: Music = run.backend("compose", model).compose(sections, run.seed_for("compose"), report)
        write_wav(folder / MUSIC, music.samples, music.sample_rate)
        if music.midi is not None:
            (folder / MIDI).write_bytes(music.midi)

    yield Task(
        name="compose/music",
        outputs=(MUSIC, MIDI),
        inputs=(SCRIPT, NARRATION),
        made_from={
            "the length of the story": sections[-1].end,
            "the lengths or moods of the scenes": [list(astuple(section)) for section in sections],
            **run.ingredients("compose", model),
        },
        make=make,
    )


STAGE = Stage("compose", _tasks)
