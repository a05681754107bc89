"""``batch.json``: what became of every story, at any time."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from digiteller.batch.story_run import Result, Story
from digiteller.system.files import explained_os_errors, write_json

_VERSION = 1
_BETWEEN = 5.0
"""Seconds between two writings while the batch runs."""


class Report:
    """The results of a batch in the order of its stories; those that are not known yet are ``unfinished``."""

    def __init__(self, path: Path, stories: Sequence[Story]) -> None:
        self.path = path
        self.stories = stories
        self.results = [Result("unfinished")] * len(stories)
        self._started = time.monotonic()
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
        if time.monotonic() - self._saved > _BETWEEN:
            self.save()

    def save(self) -> None:
        """Write the file in one step.

        Raises:
            StageError: it cannot be written.
        """
        with explained_os_errors():
            write_json(
                self.path,
                {
                    "version": _VERSION,
                    "seconds": round(self.seconds, 3),
                    "states": Counter(result.state for result in self.results),
                    "stories": [
                        {"spec": str(story.spec), "folder": str(story.folder), **asdict(result)}
                        for story, result in zip(self.stories, self.results, strict=True)
                    ],
                },
            )
        self._saved = time.monotonic()
