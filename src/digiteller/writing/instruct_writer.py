"""Writes with any model that follows instructions: asks for a story, judges it, and asks again for what is not one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import count as count_from

from digiteller.contracts import Brief, Report
from digiteller.errors import SpecError, StageError
from digiteller.language.language_tags import base_language
from digiteller.story import Script
from digiteller.writing import answer_parsing, instruct_prompt, planned_writer, script_assembly, story_faults
from digiteller.writing.answer_parsing import Answer

Ask = Callable[[instruct_prompt.Question, int, float], str]
"""``ask(question, seed, temperature)``: what the model answers."""

_TOGETHER = 8
"""Scenes that are asked for at a time: more would neither fit into the context of small models nor be counted right."""
_WHOLE_TRIES = 2
_SCENE_TRIES = 4
_STORIES = 2
"""Stories that are begun before one that has little to do with the premise is given up."""
_BOLDER = 0.1
"""How much the temperature rises with every further try."""


@dataclass(frozen=True)
class AskingEffort:
    """How the model is used."""

    manner: instruct_prompt.Manner
    temperature: float


def require_something_to_write_from(brief: Brief) -> None:
    """Check the brief.

    Raises:
        SpecError: there is text to write and no premise.
    """
    if not brief.premise and not all(page.text for page in brief.pages):
        raise SpecError("there is no premise to write from", hint="add `premise:` to the spec, or a text to each page")


def require_language(brief: Brief, known: Collection[str]) -> None:
    """Check that a writer knows the brief's language; one that names none knows all.

    Raises:
        SpecError: it does not.
    """
    if known and base_language(brief.language) not in known:
        raise SpecError(
            f"this writer knows {', '.join(known)}, not {brief.language!r}",
            hint="choose a multilingual one, such as --model qwen2.5-1.5b, or write the texts in the spec yourself",
        )


def write(brief: Brief, ask: Ask, effort: AskingEffort, seed: int, report: Report) -> Script:
    """Return the script: given texts word for word, the others judged, by the brief's plan if it has one.

    Raises:
        SpecError: there is text to write and no premise.
        StageError: no story came out in any try.
    """
    require_something_to_write_from(brief)
    if brief.plan is not None:
        return planned_writer.write_by_plan(brief, brief.plan, _asking(ask, effort, seed), effort.manner, report)
    fault = None
    for story in range(_STORIES):
        title, scenes = _Author(brief, ask, effort, seed + 1_000_000 * story, report).story()
        fault = story_faults.story_fault([scene.text for scene in scenes], brief.premise, brief.language)
        if fault is None or all(page.text for page in brief.pages):
            report(1.0, "written")
            return script_assembly.assemble(brief, scenes, title)
    raise StageError(f"what came out is no story of yours: {fault}", hint=_HINT)


def _asking(ask: Ask, effort: AskingEffort, seed: int) -> planned_writer.AskAgain:
    """Return how a model is asked, with another seed each time."""
    seeds = count_from(seed)

    def again(question: instruct_prompt.Question, attempt: int) -> str:
        return ask(question, next(seeds) % 2**31, min(1.5, effort.temperature + _BOLDER * attempt))

    return again


_HINT = "try another seed or a larger model; or write the texts in the spec yourself"


class _Author:
    """Writes one story."""

    def __init__(self, brief: Brief, ask: Ask, effort: AskingEffort, seed: int, report: Report) -> None:
        self._brief, self._ask, self._effort, self._seed, self._report = brief, ask, effort, seed, report
        self._scenes = [Answer(page.text) if page.text else None for page in brief.pages]
        self._title: str | None = None
        self._asked = 0

    def story(self) -> tuple[str | None, list[Answer]]:
        """Return the title, if the model gave one, and all scenes.

        Raises:
            StageError: a scene did not come out in any try.
        """
        count = len(self._scenes)
        for first in range(0, count, _TOGETHER):
            last = min(first + _TOGETHER, count)
            self._write_together(first, last)
            for number in range(first, last):
                self._report(number / count, f"scene {number + 1} of {count}")
                if self._scenes[number] is None or self._faults(number, self._scenes[number]):
                    self._write_alone(number)
        return self._title, [scene for scene in self._scenes if scene is not None]

    def _write_together(self, first: int, last: int) -> None:
        """Fill in scenes from one answer; those that it lacks stay empty."""
        if all(self._brief.pages[number].text for number in range(first, last)):
            return
        for _ in range(_WHOLE_TRIES):
            question = instruct_prompt.whole(self._brief, self._effort.manner, self._texts(), first, last)
            found = answer_parsing.read_story(self._answer(question))
            if found.scenes:
                self._title = self._title or found.title
                for number, scene in zip(range(first, last), found.scenes, strict=False):
                    if not self._brief.pages[number].text:
                        self._scenes[number] = scene
                return

    def _write_alone(self, number: int) -> None:
        scene = self._scenes[number]
        tries = [(self._faults(number, scene), scene)] if scene is not None else []
        self._scenes[number] = None
        for _ in range(_SCENE_TRIES):
            faults = [fault.text for fault in tries[-1][0]] if tries else []
            question = instruct_prompt.single(self._brief, self._effort.manner, self._texts(), number, faults)
            scene = answer_parsing.read_scene(self._answer(question))
            tries.append((self._faults(number, scene), scene))
            if not tries[-1][0]:
                break
        usable = [(faults, scene) for faults, scene in tries if not any(fault.grave for fault in faults)]
        if not usable:
            last = dict.fromkeys(fault.text for faults, _ in tries for fault in faults if fault.grave)
            raise StageError(
                f"scene {number + 1}: no acceptable text in {len(tries)} tries: {', '.join(last)}", hint=_HINT
            )
        self._scenes[number] = min(usable, key=lambda tried: len(tried[0]))[1]

    def _faults(self, number: int, scene: Answer | None) -> Sequence[story_faults.Fault]:
        if scene is None or self._brief.pages[number].text:
            return ()
        others = [other.text for at, other in enumerate(self._scenes) if other is not None and at < number]
        following = self._brief.pages[number + 1].text if number + 1 < len(self._scenes) else None
        return story_faults.scene_faults(
            scene.text, self._brief.language, [*others, *([following] if following else [])]
        )

    def _answer(self, question: instruct_prompt.Question) -> str:
        self._asked += 1
        temperature = min(1.5, self._effort.temperature + _BOLDER * (self._asked - 1) / 2)
        return self._ask(question, (self._seed + self._asked) % 2**31, temperature)

    def _texts(self) -> list[str | None]:
        return [scene.text if scene is not None else None for scene in self._scenes]
