"""``batch.json``: what became of every story, at any time."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from digiteller.batch.story_run import Result, StoryJob
from digiteller.errors import SpecError
from digiteller.project.user_named_outputs import OutputFile
from digiteller.system.regular_files import open_regular

_VERSION = 1
_HEAD = re.compile(rb'\{\n "seconds": [\d.e+-]+,\n "states": \{')
"""How a report begins."""
_BETWEEN = 5.0
"""Seconds between two writings while the batch runs."""


class Report:
    """The results of a batch in the order of its stories; those that are not known yet are ``unfinished``."""

    def __init__(self, file: OutputFile, stories: Sequence[StoryJob]) -> None:
        self.path = file.path
        self._file = file
        self.stories = stories
        self.results = [Result("unfinished")] * len(stories)
        self._started = self._saved = time.monotonic()
        if not file.special:
            self.save()

    @property
    def seconds(self) -> float:
        """Seconds since the batch began."""
        return time.monotonic() - self._started

    def count(self, state: str) -> int:
        """Return how many stories are in a state."""
        return sum(result.state == state for result in self.results)

    def add(self, at: int, result: Result) -> None:
        """Take in a story's result; the file follows within seconds."""
        self.results[at] = result
        if not self._file.special and time.monotonic() - self._saved > _BETWEEN:
            self.save()

    def save(self) -> None:
        """Write the file in one step.

        Raises:
            StageError: it cannot be written.
        """
        report = {
            "version": _VERSION,
            "seconds": round(self.seconds, 3),
            "states": Counter(result.state for result in self.results),
            "stories": [
                {"spec": str(story.spec), "folder": str(story.folder), **asdict(result)}
                for story, result in zip(self.stories, self.results, strict=True)
            ],
        }
        text = json.dumps(report, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        self._file.write(text.encode("utf-8", "surrogatepass"))
        self._saved = time.monotonic()


def is_report(path: Path) -> bool:
    """Return whether a file is a report of a batch, as it was written."""
    try:
        with open_regular(path) as file:
            return _HEAD.match(file.read(100)) is not None
    except (OSError, SpecError):
        return False
