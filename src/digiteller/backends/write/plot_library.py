"""Writing without a language model: a plot of the library, told for the premise."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from digiteller.backends.model_settings import words
from digiteller.contracts import Brief, Report
from digiteller.options import WriteOptions
from digiteller.story import Script
from digiteller.writing import instruct_writer
from digiteller.writing.library_story import library_script


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
        script, plot = library_script(brief, self._options.audience, seed)
        if plot:
            report(1.0, f"told by the plot {plot}")
        return script
