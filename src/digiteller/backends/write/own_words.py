"""No writing: the user's own words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from digiteller.contracts import Brief, Report
from digiteller.errors import SpecError
from digiteller.options import WriteOptions
from digiteller.story import Script
from digiteller.writing import script_assembly
from digiteller.writing.answer_parsing import Answer


class OwnWords:
    """Takes every text from the brief; title and moods come by rules, the picture shows what the text says."""

    def __init__(self, files: Mapping[str, Path], options: WriteOptions, settings: Mapping[str, Any]) -> None:
        pass

    def write(self, brief: Brief, seed: int, report: Report) -> Script:
        """Return the script.

        Raises:
            SpecError: a page has no text.
        """
        texts = [page.text or "" for page in brief.pages]
        if "" in texts:
            raise SpecError(
                f"scene {texts.index('') + 1} has no text, and nobody is asked to write it",
                hint="write its text in the spec, or choose a writer, e.g. --model smollm2-135m",
            )
        report(1.0, "taken from the spec")
        return script_assembly.assemble(brief, [Answer(text) for text in texts])
