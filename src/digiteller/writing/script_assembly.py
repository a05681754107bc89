"""From texts to the script: rules fill in what neither the brief nor the writer says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from digiteller.contracts import Brief
from digiteller.story import Scene, Script
from digiteller.writing import mood_and_title as pages
from digiteller.writing.answer_parsing import Answer
from digiteller.writing.premise import Premise

if TYPE_CHECKING:
    from digiteller.writing.picture_line import Pictures


def assemble(
    brief: Brief, premise: Premise, told: Sequence[Answer], title: str | None = None, *, describe: bool = True
) -> Script:
    """Return the script; titles, moods and pictures that the brief gives stay as they are.

    ``describe``: whether rules describe the other pictures. They know English alone; without them a picture shows what
    the text says.
    """
    pictures = _pictures(premise) if describe else None
    last = max(1, len(told) - 1)
    scenes = []
    for index, (given, scene) in enumerate(zip(brief.pages, told, strict=True)):
        described = pictures.describe(scene.text) if pictures else scene.text
        scenes.append(
            Scene(
                number=index + 1,
                text=scene.text,
                picture=given.picture or scene.picture or described,
                mood=given.mood or scene.mood or pages.mood(scene.text, index / last),
            )
        )
    made_up = pages.title(premise) if brief.premise else pages.title_of_text([scene.text for scene in told])
    return Script(brief.title or title or made_up, brief.language, tuple(scenes))


def _pictures(premise: Premise) -> Pictures:
    # Imported late: it reads a dictionary, and own words need none.
    from digiteller.writing.picture_line import Pictures

    return Pictures(premise)
