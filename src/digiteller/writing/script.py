"""From texts to the script: fills in what the brief leaves open."""

from __future__ import annotations

from collections.abc import Sequence

from digiteller.backends.base import Brief
from digiteller.story import Scene, Script
from digiteller.writing import page as pages
from digiteller.writing.picture import Pictures
from digiteller.writing.premise import Premise


def assemble(brief: Brief, premise: Premise, texts: Sequence[str]) -> Script:
    """Return the script; titles, moods and pictures that the brief gives stay as they are."""
    pictures = Pictures(premise)
    last = max(1, len(texts) - 1)
    scenes = []
    for index, (given, text) in enumerate(zip(brief.pages, texts, strict=True)):
        described = pictures.describe(text)
        scenes.append(
            Scene(
                number=index + 1,
                text=text,
                picture=given.picture or described,
                mood=given.mood or pages.mood(text, index / last),
            )
        )
    return Script(brief.title or pages.title(premise), brief.language, tuple(scenes))
