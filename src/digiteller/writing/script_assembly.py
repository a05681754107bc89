"""From texts to the script: rules fill in what neither the brief nor the writer says."""

from __future__ import annotations

from collections.abc import Sequence

from digiteller.contracts import Brief
from digiteller.story import Scene, Script
from digiteller.writing import mood_and_title as pages
from digiteller.writing.answer_parsing import Answer


def assemble(brief: Brief, told: Sequence[Answer], title: str | None = None) -> Script:
    """Return the script; titles, moods and pictures that the brief gives stay as they are.

    A picture that neither the brief nor the writer describes shows what the text says.
    """
    last = max(1, len(told) - 1)
    scenes = [
        Scene(
            number=index + 1,
            text=scene.text,
            picture=given.picture or scene.picture or scene.text,
            mood=given.mood or scene.mood or pages.mood(scene.text, index / last),
        )
        for index, (given, scene) in enumerate(zip(brief.pages, told, strict=True))
    ]
    made_up = title or pages.title_of_text([scene.text for scene in told])
    return Script(brief.title or made_up, brief.language, tuple(scenes))
