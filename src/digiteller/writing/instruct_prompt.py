"""The one prompt for models that follow instructions: what a story is, and how one scene of it is written anew.

Models that only continue a text are asked by ``few_shot_prompt`` and ``beam_search_writer``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from digiteller.contracts import Brief
from digiteller.language import language_detection
from digiteller.story import MOODS, Script

ARC = (
    "the setting: who the hero is, and where and when it happens",
    "the wish: what the hero wants, and why it matters",
    "the trouble: what stands in the way",
    "the attempt: the hero tries, and it does not work yet",
    "the turn: a thought, a helper or a small deed of courage changes everything",
    "the ending: the wish comes true, or something better does, and all is well",
)
"""What has to happen in a story, in this order."""

SHORTEST, LONGEST = 15, 34
"""Words of a scene: between 6 and 14 seconds when they are read aloud."""

AUDIENCE = "children of three to seven"
TONE = "warm, gentle and a little playful"


@dataclass(frozen=True)
class Length:
    """How long a scene may be, in words."""

    least: int
    most: int


LENGTH = Length(SHORTEST, LONGEST)

Message = Mapping[str, str]


@dataclass(frozen=True)
class Question:
    """What a model is asked."""

    messages: tuple[Message, ...]
    """``role`` and ``content``, as in every chat interface."""
    schema: Mapping[str, Any]
    """The JSON Schema that the answer should follow."""
    max_tokens: int
    """The longest sensible answer."""


@dataclass(frozen=True)
class Manner:
    """For whom and how a story is told; what is None is chosen here."""

    audience: str | None = None
    tone: str | None = None


def steps(scene: int, count: int) -> tuple[str, ...]:
    """Return the steps of the story arc that scene ``scene`` (from 0) of ``count`` tells."""
    first = scene * len(ARC) // count
    return ARC[first : max(first + 1, (scene + 1) * len(ARC) // count)]


def whole(brief: Brief, manner: Manner, texts: Sequence[str | None], first: int, last: int) -> Question:
    """Ask for the scenes from ``first`` up to ``last`` (from 0, ``last`` not included); ``texts`` are all so far."""
    lines = [f"{_plan(number, texts)}" for number in range(first, last)]
    told = _told(texts[:first])
    count = last - first
    request = [
        _about(brief, len(texts)),
        *([f"The story so far:\n{told}"] if told else []),
        f"Write {'the story' if count == len(texts) else f'scenes {first + 1} to {last}'}, one entry for each scene:",
        "\n".join(lines),
        f"Answer with JSON alone: an object with a title and {count} scenes, {_ENTRY}.",
    ]
    schema = _object(
        title={"type": "string"},
        scenes={"type": "array", "items": _SCENE, "minItems": count, "maxItems": count},
    )
    return Question(_messages(brief, manner, request), schema, 300 + 220 * count)


def single(brief: Brief, manner: Manner, texts: Sequence[str | None], number: int, faults: Sequence[str]) -> Question:
    """Ask for scene ``number`` (from 0) alone; ``faults`` say what was wrong with it before."""
    told, following = _told(texts[:number]), texts[number + 1] if number + 1 < len(texts) else None
    request = [
        _about(brief, len(texts)),
        f"The story so far:\n{told}" if told else "The story begins with this scene.",
        *([f"It goes on with: {following}"] if following else []),
        f"Write only scene {number + 1} of {len(texts)}, which tells {'; '.join(steps(number, len(texts)))}.",
        *([f"An earlier try was refused, because {' and '.join(faults)}. Do better."] if faults else []),
        f"Answer with JSON alone: an object {_ENTRY}.",
    ]
    return Question(_messages(brief, manner, request), _SCENE, 420)


def planned(brief: Brief, manner: Manner, plan: Script, told: Sequence[str], faults: Sequence[str]) -> Question:
    """Ask for the scene after those ``told`` as the plan has it; ``faults`` say what was wrong with it before."""
    at, count = len(told), len(plan.scenes)
    sexes = [f"{person.name} is {person.sex}" for person in plan.persons if person.sex]
    request = [
        _about(brief, count),
        *([f"{'; '.join(sexes)}. There is nobody else in the story."] if sexes else []),
        f"Before it comes: {told[-1]}" if told else "The story begins with this scene.",
        f"Tell scene {at + 1} of {count} in words of your own: {plan.scenes[at].text}",
        "Keep all that happens in it, all names and things, and how it ends. Add nothing that changes the story, "
        "repeat nothing of what comes before, and do not tell what comes after. "
        "What somebody says stands in “quotation marks”.",
        *([f"An earlier try was refused, because {' and '.join(faults)}. Do better."] if faults else []),
        "Answer with JSON alone: an object with `text` (what is read aloud).",
    ]
    wide = length_like(plan.scenes[at].text)
    told_as = f"The text of a scene has {wide.least} to {wide.most} words. "
    return Question(_messages(brief, manner, request, told_as), _object(text={"type": "string"}), 200 + 2 * wide.most)


def length_like(text: str) -> Length:
    """Return how long a text may be that tells the same as another, which may be longer than a scene usually is."""
    words = len(text.split())
    return Length(min(SHORTEST, words), LONGEST) if words <= LONGEST else Length(words // 2, words * 5 // 4)


_ENTRY = "with `text` (what is read aloud), `picture` (one short English sentence: what is to be seen) and `mood`"


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_SCENE = _object(text={"type": "string"}, picture={"type": "string"}, mood={"type": "string", "enum": list(MOODS)})


_SHORT = f"The text of a scene has one to three sentences, {SHORTEST} to {LONGEST - 4} words together. "


def _messages(brief: Brief, manner: Manner, request: Sequence[str], length: str = _SHORT) -> tuple[Message, ...]:
    language = language_detection.name(brief.language)
    system = (
        f"You write picture books for {manner.audience or AUDIENCE}, to be read aloud in {language}. "
        f"The tone is {manner.tone or TONE}. "
        "Tell what happens, in the past tense and in simple whole sentences, with one hero who stays the same. "
        "Something new happens in every scene; nothing is told twice. Somebody may say a line in quotation marks. "
        f"{length}"
        "Write prose only: no lists, no headings, no scene numbers, no remarks to the reader or about yourself."
    )
    return {"role": "system", "content": system}, {"role": "user", "content": "\n\n".join(request)}


def _about(brief: Brief, count: int) -> str:
    title = f"\nTitle: {brief.title}" if brief.title else ""
    premise = f"\nIdea: {' '.join(brief.premise.split())}" if brief.premise else ""
    return f"A picture book of {count} {'scene' if count == 1 else 'scenes'}.{title}{premise}"


def _plan(number: int, texts: Sequence[str | None]) -> str:
    given = texts[number]
    if given:
        return f"{number + 1}. is already written, repeat it word for word: {json.dumps(given, ensure_ascii=False)}"
    return f"{number + 1}. {'; '.join(steps(number, len(texts)))}"


_REMEMBERED = 12
"""Scenes of the story so far that a model is shown: enough to go on from, and no more than fits."""


def _told(texts: Sequence[str | None]) -> str:
    return "\n".join(text for text in texts[-_REMEMBERED:] if text)
