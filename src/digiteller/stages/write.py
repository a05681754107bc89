"""Write the story: the spec -> ``script.json``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from digiteller.backends import table
from digiteller.contracts import Brief, PageBrief, Report
from digiteller.errors import SpecError, UsageError
from digiteller.language.language_tags import base_language
from digiteller.language.markup import strip_markup
from digiteller.models.model_addresses import find_model
from digiteller.models.plan_tellers import advise_plan
from digiteller.models.registry import Model, Registry
from digiteller.project.folder import SCRIPT, SPEC, take
from digiteller.project.json_files import save_json
from digiteller.spec.schema import Spec
from digiteller.stages.run_context import Run
from digiteller.stages.storyboarding import choose_parser
from digiteller.stages.task import Task
from digiteller.stages.task_runner import Stage
from digiteller.story import Script

_LIBRARY = "plots"
_SHOWN = {"cast", "place", "time", "weather"}
"""What a page shows, and not what its words say."""


def _tasks(run: Run) -> Iterator[Task]:
    yield _telling(run, "write/script", SCRIPT, 0)


def takes_stage(count: int) -> Stage:
    """Return the stage that tells the story so many times, each in a way of its own: ``script.1.json`` ..."""

    def tasks(run: Run) -> Iterator[Task]:
        for number in range(1, count + 1):
            # The first is the one that is told without being asked for several.
            yield _telling(run, f"takes/{number:02}", take(number), number - 1)

    return Stage("takes", tasks)


def _telling(run: Run, name: str, output: str, other: int) -> Task:
    """Return the task of telling the story; ``other`` tells its tellings apart."""
    model = choose_writer(run.spec, run.registry, run.model, run.offline)
    brief = brief_of(run)
    backend = table.find_backend("write", model.entry.backend)
    planned = _needs_plan(run, model)
    reader = choose_parser(run, brief.language) if backend.reads or planned else None
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
        **({"the library of plots": table.find_backend("write", _LIBRARY).version} if planned else {}),
        **({f"reading: {name}": value for name, value in run.sources("read", reader).items()} if reader else {}),
    }

    def make(folder: Path, report: Report) -> None:
        if run.offline and backend.network:
            raise UsageError(f"{model.name} asks a server, and --offline forbids it")
        asked = replace(brief, parser=run.backend("read", reader)) if reader else brief
        if planned:
            # Imported when there is something to write: it opens a dictionary.
            from digiteller.writing.library_story import library_script

            plan, _ = library_script(asked, run.spec.write.audience, run.seed_for("write", other))
            asked = replace(asked, plan=plan)
        script = run.backend("write", model).write(asked, run.seed_for("write", other), report)
        save_json(folder / output, with_own_choices(script, run))
        if model.entry.backend == _LIBRARY and output == SCRIPT and (advice := advise_plan(run.registry)):
            run.listener.note(advice)

    return Task(name, (output,), (SPEC,), made_from, make)


def _needs_plan(run: Run, model: Model) -> bool:
    """Return whether the library has to plan what a writer tells; it needs no plan of its own.

    Raises:
        SpecError: it has no plots in the story's language.
    """
    if run.spec.write.plan is None or model.entry.backend == _LIBRARY or all(page.text for page in run.spec.pages):
        return False
    if base_language(run.spec.language) != "en":
        raise SpecError(
            f"write.plan: the library's plots are in English, not in {run.spec.language!r}", hint="leave the plan out"
        )
    return True


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


def brief_of(run: Run) -> Brief:
    """Return what a writer is asked for: the spec's premise, title, pages and language."""
    spec = run.spec
    pages = tuple(PageBrief(page.text and strip_markup(page.text), page.picture, page.mood) for page in spec.pages)
    return Brief(spec.premise, spec.title, pages, spec.language)


def with_own_choices(script: Script, run: Run) -> Script:
    """Return a script with the texts, pictures and voices that the spec gives its pages."""
    scenes = tuple(
        replace(scene, text=page.text or scene.text, picture_file=page.picture_file, voice=page.voice)
        for scene, page in zip(script.scenes, run.spec.pages, strict=True)
    )
    return replace(script, scenes=scenes)


STAGE = Stage("write", _tasks)
