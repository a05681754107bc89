"""Write the story: the spec -> ``script.json``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from digiteller.backends import table
from digiteller.contracts import Brief, PageBrief, Report
from digiteller.errors import UsageError
from digiteller.language.markup import strip_markup
from digiteller.models.model_addresses import find_model
from digiteller.models.registry import Model, Registry
from digiteller.project.folder import SCRIPT, SPEC
from digiteller.project.json_files import save_json
from digiteller.spec.schema import Spec
from digiteller.stages.run_context import Run
from digiteller.stages.storyboarding import choose_parser
from digiteller.stages.task import Task
from digiteller.stages.task_runner import Stage
from digiteller.story import Script

_SHOWN = {"cast", "place", "time", "weather"}
"""What a page shows, and not what its words say."""


def _tasks(run: Run) -> Iterator[Task]:
    model = choose_writer(run.spec, run.registry, run.model, run.offline)
    brief = _brief(run)
    backend = table.find_backend("write", model.entry.backend)
    reader = choose_parser(run, brief.language) if backend.reads else None
    made_from = {
        "the premise": brief.premise,
        "the title": brief.title,
        "the number of scenes": len(brief.pages),
        "the language": brief.language,
        **{
            f"scene {number} of the spec": page.model_dump(exclude=_SHOWN, exclude_none=True)
            for number, page in enumerate(run.spec.pages, 1)
        },
        **run.ingredients("write", model),
        **({f"reading: {name}": value for name, value in run.sources("read", reader).items()} if reader else {}),
    }

    def make(folder: Path, report: Report) -> None:
        if run.offline and backend.network:
            raise UsageError(f"{model.name} asks a server, and --offline forbids it")
        asked = replace(brief, parser=run.backend("read", reader)) if reader else brief
        script = run.backend("write", model).write(asked, run.seed_for("write"), report)
        save_json(folder / SCRIPT, _with_own_choices(script, run))

    yield Task("write/script", (SCRIPT,), (SPEC,), made_from, make)


def choose_writer(spec: Spec, registry: Registry, model: str | None = None, offline: bool = False) -> Model:
    """Return the writer; where every page has its text there is nothing left to write.

    ``model`` is a name, or an address as in ``model_addresses``; it wins over the spec's.

    Raises:
        UsageError: there is no such model.
        WeightsError: the hub does not tell what is at the address.
    """
    if model is not None:
        return find_model(registry, "write", model, offline)
    chosen = spec.write.model
    if chosen is None and all(page.text for page in spec.pages):
        chosen = "none"
    return registry.get("write", chosen)


def _brief(run: Run) -> Brief:
    spec = run.spec
    pages = tuple(PageBrief(page.text and strip_markup(page.text), page.picture, page.mood) for page in spec.pages)
    return Brief(spec.premise, spec.title, pages, spec.language)


def _with_own_choices(script: Script, run: Run) -> Script:
    scenes = tuple(
        replace(scene, text=page.text or scene.text, picture_file=page.picture_file, voice=page.voice)
        for scene, page in zip(script.scenes, run.spec.pages, strict=True)
    )
    return replace(script, scenes=scenes)


STAGE = Stage("write", _tasks)
