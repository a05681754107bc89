"""No music."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from digiteller.contracts import Report
from digiteller.media.wav import SAMPLE_RATE
from digiteller.options import ComposeOptions
from digiteller.story import Music, Section


class NoMusic:
    """Composes silence; a film without music has none at all, the stage does not ask."""

    def __init__(self, files: Mapping[str, Path], options: ComposeOptions, settings: Mapping[str, object]) -> None: ...

    def compose(self, sections: Sequence[Section], seed: int, report: Report) -> Music:
        """Return nothing."""
        return Music((), SAMPLE_RATE, None)
