"""Writing without a language model: a plot of the library, told for the premise."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from digiteller.backends.model_settings import words
from digiteller.contracts import Brief, Report
from digiteller.errors import SpecError, StageError
from digiteller.options import WriteOptions
from digiteller.story import Script
from digiteller.writing import instruct_writer, script_assembly
from digiteller.writing.answer_parsing import Answer
from digiteller.writing.knowledge import knowledge
from digiteller.writing.plot_audience import audience_of
from digiteller.writing.plot_choice import tell_premise
from digiteller.writing.plot_script import story_script
from digiteller.writing.premise_reading import read_premise
from digiteller.writing.telling import Untellable


class PlotLibrary:
    """Chooses a plot by what the premise tells, gives its roles to the premise's persons, and tells it."""

    def __init__(self, files: Mapping[str, Path], options: WriteOptions, settings: Mapping[str, Any]) -> None:
        self._options = options
        self._languages = words(settings, "languages", ("en",))

    def write(self, brief: Brief, seed: int, report: Report) -> Script:
        """Return the script; the same brief and seed give the same script.

        Raises:
            SpecError: it is not in English, or shall have more scenes than any plot has sentences.
            StageError: no plot of the library can be told.
        """
        instruct_writer.require_language(brief, self._languages)
        instruct_writer.require_something_to_write_from(brief)
        given = [page.text for page in brief.pages if page.text]
        if len(given) == len(brief.pages):
            return script_assembly.assemble(brief, [Answer(text) for text in given])
        assert brief.parser is not None, "the backend's entry asks for a reader"
        reading = read_premise(brief.premise or " ".join(given), brief.parser, knowledge())
        try:
            audience = audience_of(self._options.audience or "")
            story = tell_premise(reading, knowledge(), len(brief.pages), seed, audience)
        except Untellable as error:
            raise StageError(
                f"no plot can be told: {error}", hint="choose a writer, e.g. --model smollm2-135m"
            ) from error
        if len(story.pages) < len(brief.pages):
            raise SpecError(
                f"scenes: {len(brief.pages)} are more than the library's plots have sentences for",
                hint=f"ask for at most {len(story.pages)}, or choose a writer, e.g. --model smollm2-135m",
            )
        report(1.0, f"told by the plot {story.plot}")
        return story_script(brief, story)
