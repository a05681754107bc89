"""Writes by a plan: a model tells the library's story in its own words, scene by scene, and is held to its facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from digiteller.contracts import Brief, Report
from digiteller.story import Scene, Script, StagedPerson
from digiteller.writing import answer_parsing, instruct_prompt, story_faults
from digiteller.writing.story_faults import Fault

AskAgain = Callable[[instruct_prompt.Question, int], str]
"""``ask(question, attempt)``: what the model answers, the more daring the more often it was asked before."""

_TRIES = 3
_LEAST_TOLD = 0.4
"""Share of the plan's words that mean something, below which a scene tells something else."""
_COPIED = 0.8
"""Share of rows of words in common above which the plan's own scene, which knows its gestures too, is better."""
_PRONOUNS = {"female": {"he", "him", "his", "himself"}, "male": {"she", "her", "hers", "herself"}}
"""By the sex of all persons of a scene: those that mean nobody there."""
_WORD = re.compile(r"[^\W\d_]+")
_INNER_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}\b")
"""A word with a capital that no sentence begins with."""


def write_by_plan(brief: Brief, plan: Script, ask: AskAgain, manner: instruct_prompt.Manner, report: Report) -> Script:
    """Return the plan's story in the model's words; a scene that it never tells right stays in the library's.

    What the plan knows of the pictures goes along, but for what is tied to its words.
    """
    scenes: list[Scene] = []
    for page, planned in zip(brief.pages, plan.scenes, strict=True):
        report(len(scenes) / len(plan.scenes), f"scene {planned.number} of {len(plan.scenes)}")
        text = None if page.text else _tell(brief, plan, scenes, ask, manner)
        scenes.append(planned if text is None else _in_words(planned, text))
    own = sum(scene is planned for scene, planned in zip(scenes, plan.scenes, strict=True))
    report(1.0, f"told by the library's plan, {own} of {len(scenes)} scenes in the plan's own words")
    return replace(plan, scenes=tuple(scenes))


def _tell(
    brief: Brief, plan: Script, before: Sequence[Scene], ask: AskAgain, manner: instruct_prompt.Manner
) -> str | None:
    """Return the next scene in the model's words; None if no try was right."""
    told = [scene.text for scene in before]
    length = instruct_prompt.length_like(plan.scenes[len(told)].text)
    faults: list[Fault] = []
    usable: list[str] = []
    for attempt in range(_TRIES):
        question = instruct_prompt.planned(brief, manner, plan, told, [fault.text for fault in faults])
        text = answer_parsing.read_scene(ask(question, attempt)).text
        faults = [
            *story_faults.scene_faults(text, brief.language, told, length),
            *plan_faults(text, plan, len(told), brief),
        ]
        if not faults:
            return text
        if not any(fault.grave for fault in faults):
            usable.append(text)
    return usable[-1] if usable else None


def plan_faults(text: str, plan: Script, at: int, brief: Brief) -> Iterator[Fault]:
    """Yield what a scene (from 0) tells otherwise than the plan: who is there, of what sex, with what, what happens."""
    planned = plan.scenes[at]
    words, wanted = _words(text), _words(planned.text)
    people = [person for person in plan.persons if _words(person.name) <= wanted]
    if story_faults.overlap(text, planned.text) > _COPIED:
        yield Fault("it is copied, and not in words of your own")
    if "“" in planned.text and not re.search('["“]', text):
        yield Fault("what is said is not in “quotation marks”")
    yield from (Fault(f"{person.name} is not in it") for person in people if not _words(person.name) <= words)
    yield from (Fault(f"the {thing} is not in it") for thing in things_of(planned) if not _stem(thing) & _stem(text))
    sexes = {person.sex for person in people}
    if len(sexes) == 1:
        strange = _PRONOUNS.get(sexes.pop(), set()) & _words(story_faults.without_speech(text)) - wanted
        yield from (Fault(f"nobody in it is “{word}”") for word in sorted(strange))
    yield from (Fault(f"{person.name} is no {kind}") for person, kind in _mistaken(text, plan))
    known = _words(" ".join([plan.title, brief.premise or "", *(scene.text for scene in plan.scenes)]))
    names = dict.fromkeys(_INNER_NAME.findall(story_faults.without_speech(text)))
    yield from (Fault(f"{name} does not belong to this story") for name in names if name.lower() not in known)
    stems = story_faults.stems(planned.text, brief.language)
    if len(stems & story_faults.stems(text, brief.language)) < _LEAST_TOLD * len(stems):
        yield Fault("it does not tell what happens in this scene")


def _mistaken(text: str, plan: Script) -> Iterator[tuple[StagedPerson, str]]:
    """Yield who is said to be what somebody else of the story is: "Elif, a shy dragon"."""
    what = {person.name: _words(f"{person.kind} {person.job}") - {"human"} for person in plan.persons}
    for person in plan.persons:
        name = re.escape(person.name)
        behind = re.findall(rf"\b{name}(?:,| was| is) (?:an?|the) ((?:[\w-]+ ?){{1,3}})", text)
        before = re.findall(rf"\b([\w-]+),? (?:called|named) {name}\b", text)
        said = " ".join([*behind, *before])
        others = set().union(*(words for name, words in what.items() if name != person.name))
        yield from ((person, word) for word in sorted(_words(said) & others - what[person.name]))


def things_of(planned: Scene) -> list[str]:
    """Return the things that the scene shows and that its words tell."""
    staging = planned.staging
    shown = [*staging.things, *(thing for _, thing in staging.holds)] if staging else []
    heads = [thing.split()[-1].lower() for thing in shown if thing.split()]
    return [thing for thing in dict.fromkeys(heads) if _stem(thing) & _stem(planned.text)]


def _in_words(planned: Scene, text: str) -> Scene:
    picture = text if planned.picture == planned.text else planned.picture
    staging = planned.staging and replace(planned.staging, acts=(), sounds=())
    return replace(planned, text=text, picture=picture, staging=staging)


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}


def _stem(text: str) -> set[str]:
    """Return words without what tells the plural."""
    return {word.removesuffix("s") for word in _words(text)}
