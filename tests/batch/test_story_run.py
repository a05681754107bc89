"""One story of a batch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from digiteller.backends.table import Backend
from digiteller.batch.story_run import Choices, Result, StoryJob, make_story
from digiteller.models.registry import Model
from digiteller.stages.loaded_models import Loaded
from digiteller.stages.run_context import Run

Tiny = Callable[[str], StoryJob]


def quietly(story: StoryJob, choices: Choices, loaded: Loaded) -> Result:
    return make_story(story, choices, loaded, lambda stage, share: None)


def made_files(folder: Path) -> dict[str, bytes]:
    """Return all that a run makes, but the remembered hashes, which know the place of the folder."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "hashes.json")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.slow
def test_models_are_loaded_once_and_leave_no_trace(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[str] = []
    load = Run._load

    def counted(run: Run, stage: str, model: Model, options: Any) -> Any:
        loads.append(model.name)
        return load(run, stage, model, options)

    monkeypatch.setattr(Run, "_load", counted)
    stories = [tiny("fox"), tiny("owl"), tiny("hen")]
    kept = Loaded(keep=True)
    for story in stories:
        result = quietly(story, Choices(), kept)
        assert (result.state, result.film, result.exit_code) == ("made", "story.mp4", 0)
    assert len(loads) == len(set(loads)) >= 3
    alone = StoryJob(stories[-1].spec, stories[-1].folder.with_name("alone"))
    quietly(alone, Choices(), Loaded())
    assert made_files(alone.folder) == made_files(stories[-1].folder)


def test_a_story_is_made_once(tiny: Tiny) -> None:
    story, kept = tiny("fox"), Loaded(keep=True)
    stages: list[str] = []
    planned = make_story(story, Choices(dry_run=True), kept, lambda stage, share: stages.append(stage))
    assert (planned.state, story.folder.exists()) == ("made", False)
    made = quietly(story, Choices(), kept)
    again = quietly(story, Choices(), kept)
    assert (made.state, made.fresh, again.state, again.made, again.fresh) == ("made", 0, "up to date", 0, made.made)
    assert stages == ["adopt", "write", "storyboard", "narrate", "compose", "illustrate", "upscale", "render"]
    (story.folder / "music.wav").unlink()
    assert quietly(story, Choices(), kept).made == 1


def test_failures_are_results(bad: StoryJob, tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Loaded(keep=True)
    result = quietly(bad, Choices(), kept)
    assert (result.state, result.exit_code) == ("failed", 3)
    assert f"{bad.spec}:1: scenes" in (result.message or "")
    assert quietly(StoryJob(bad.spec.with_name("none.yaml"), bad.folder), Choices(), kept).exit_code == 3
    monkeypatch.setenv("MY_TOKEN", "very-secret-word")
    monkeypatch.setattr(Backend, "load", lambda self: {}["very-secret-word"])
    bug = quietly(tiny("fox"), Choices(), kept)
    assert (bug.state, bug.exit_code) == ("failed", 1)
    assert "KeyError" in (bug.message or "")
    assert "very-secret-word" not in (bug.message or "")


def test_a_project_in_use_fails_with_75(tiny: Tiny) -> None:
    from digiteller.project.folder import Project

    story = tiny("fox")
    with Project(story.folder).locked():
        result = quietly(story, Choices(), Loaded())
    assert (result.state, result.exit_code) == ("failed", 75)
