"""No writing: the user's own words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from digiteller.backends.base import Brief, Report
from digiteller.errors import SpecError
from digiteller.options import WriteOptions
from digiteller.story import Scene, Script
from digiteller.writing import page as pages
from digiteller.writing import premise as premises


class OwnWords:
    """Takes every text from the brief; title and moods come by rules, the picture shows what the text says."""

    def __init__(self, files: Mapping[str, Path], options: WriteOptions, settings: Mapping[str, Any]) -> None:
        pass

    def write(self, brief: Brief, seed: int, report: Report) -> Script:
        """Return the script.

        Raises:
            SpecError: a page has no text.
        """
        scenes = []
        last = max(1, len(brief.pages) - 1)
        for index, page in enumerate(brief.pages):
            if not page.text:
                raise SpecError(
                    f"scene {index + 1} has no text, and nobody is asked to write it",
                    hint="write its text in the spec, or choose a writer, e.g. --model smollm2-135m",
                )
            scene_mood = page.mood or pages.mood(page.text, index / last)
            scenes.append(Scene(index + 1, page.text, page.picture or page.text, scene_mood))
        premise = premises.parse(brief.premise or scenes[0].text, seed)
        report(1.0, "taken from the spec")
        return Script(brief.title or pages.title(premise), brief.language, tuple(scenes))
