"""A script that the user brings: what a chat answered, or one of several tellings."""

from __future__ import annotations

from digiteller.errors import SpecError
from digiteller.project.folder import SCRIPT, take
from digiteller.project.json_files import load_script, save_json
from digiteller.stages.backup_names import set_aside
from digiteller.stages.run_context import Run
from digiteller.stages.write import brief_of, with_own_choices
from digiteller.story import MOODS, Script
from digiteller.system.atomic_files import replacing
from digiteller.writing import answer_parsing, instruct_prompt, instruct_writer, script_assembly, story_faults

_TASK = "write/script"


def ask_for_story(run: Run) -> str:
    """Return the question that makes any language model, or a chat, write the story.

    Raises:
        SpecError: there is text to write and no premise.
    """
    brief, options = brief_of(run), run.spec.write
    instruct_writer.require_something_to_write_from(brief)
    manner = instruct_prompt.Manner(options.audience, options.tone)
    texts = [page.text for page in brief.pages]
    question = instruct_prompt.whole(brief, manner, texts, 0, len(texts))
    form = f'{{"title": "...", "scenes": [{{"text": "...", "picture": "...", "mood": "{MOODS[0]}"}}]}}'
    told = [message["content"] for message in question.messages]
    return "\n\n".join([*told, f"The form: {form}\nmood is one of: {', '.join(MOODS)}."])


def take_story(run: Run, answer: str) -> None:
    """Write what was answered to ``ask_for_story`` as the project's script, judged as all writers' work is.

    It counts as the user's own from then on. One that the user had changed before is set aside.

    Raises:
        SpecError: the answer is none, is for another number of scenes, or is no story.
    """
    brief = brief_of(run)
    found = answer_parsing.read_story(answer)
    hint = f"ask again with what this prints: digiteller prompt -p {run.project.root}"
    if len(found.scenes) != len(brief.pages):
        raise SpecError(
            f"the answer cannot be used: it has {len(found.scenes)} scenes; the story has {len(brief.pages)}", hint=hint
        )
    scenes = [
        answer_parsing.Answer(page.text) if page.text else scene
        for page, scene in zip(brief.pages, found.scenes, strict=True)
    ]
    wrong: list[str] = []
    for number, (page, scene) in enumerate(zip(brief.pages, scenes, strict=True), 1):
        others = [other.text for at, other in enumerate(scenes, 1) if at < number]
        for fault in () if page.text else story_faults.scene_faults(scene.text, brief.language, others):
            if fault.grave:
                wrong.append(f"scene {number}: {fault.text}")
            else:
                run.listener.note(f"scene {number}: {fault.text}")
    whole = story_faults.story_fault([scene.text for scene in scenes], brief.premise, brief.language)
    wrong += [whole] if whole else []
    if wrong:
        raise SpecError(f"the answer is no story of yours: {'; '.join(wrong)}", hint=hint)
    _keep(run, with_own_choices(script_assembly.assemble(brief, scenes, found.title), run))


def pick_take(run: Run, number: int) -> None:
    """Make one of several tellings the project's script; it counts as the user's own from then on.

    Raises:
        SpecError: there is no such telling, or it is broken.
    """
    path = run.project.path(take(number))
    if not path.exists():
        raise SpecError(f"there is no {take(number)}", hint=f"run: digiteller write --takes {number}")
    _keep(run, load_script(run.project, take(number)))


def _keep(run: Run, script: Script) -> None:
    run.project.require_regular(SCRIPT)
    path = run.project.path(SCRIPT)
    if run.manifest.edited(_TASK, (SCRIPT,)) and not _is_a_take(run):
        run.listener.note(f"your {SCRIPT} is now {set_aside(path).name}")
    run.project.require_held()
    with replacing(path) as new:
        save_json(new, script)


def _is_a_take(run: Run) -> bool:
    """Return whether the project's script is one of the tellings that lie beside it, as it was picked."""
    path = run.project.path(SCRIPT)
    takes = path.parent.glob(take(0).replace("0", "*"))
    return path.is_file() and any(one.is_file() and one.read_bytes() == path.read_bytes() for one in takes)
