"""What a film is made of, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from digiteller.language.storyboard import SoundEffect
from digiteller.story import SceneTiming, Script


@dataclass(frozen=True)
class FilmPage:
    """The picture of a scene."""

    flat: Path
    """The finished page, a bitmap of any size."""
    layers: Path | None
    """A folder that ``layers.save_layers`` wrote, if the illustrator has depth."""
    digest: str = ""
    """Tells other contents of these files apart, so that what was filmed of a page is used again; ``""``: unknown."""
    footage: Path | None = None
    """A folder of frames that show the scene in place of the picture; ``clips`` says how they lie there."""


@dataclass(frozen=True)
class Film:
    """Everything that a film is made of."""

    script: Script
    timings: tuple[SceneTiming, ...]
    narration: Mapping[int, Path]
    """A WAV for each scene: mono, 16 bits, as long as its timing says."""
    music: Path | None
    """A WAV, 16 bits."""
    pages: Mapping[int, FilmPage]
    """One for each scene."""
    credits: tuple[str, ...]
    """Lines of the closing card; ``what: who`` is set in two columns."""
    seed: int
    sounds: tuple[tuple[str, ...], ...] = ()
    """The kinds of ambience in each scene; none at all if it is not asked for."""
    effects: tuple[tuple[SoundEffect, ...], ...] = ()
    """The sound effects of each scene; none at all if they are not asked for."""
    models: tuple[str, ...] = ()
    """The models used, with their licences: for the metadata."""
    notice: str = ""
    """A line of the metadata that says what of the film was generated."""
    summary: str = ""
    """What the film came from, for programs that read its metadata."""
    drawn_for: tuple[int, int] | None = None
    """Width and height of the film that the layers were made for, if it is one about twice as large as this."""
