"""What a backend of each stage must do. Backends take values and return values; the stages do the file I/O.

A backend class is constructed as ``Backend(files, options, settings)``: ``files`` maps the names in the model's
``files`` of models.yaml to verified local paths, ``options`` is the stage's frozen options, and ``settings`` is the
model's ``options`` mapping of models.yaml. Construction loads the weights; it raises ``WeightsError`` if they cannot
be read and ``MissingPackageError`` if a package is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from digiteller.language.parsing import Parser
    from digiteller.language.storyboard import Storyboard
    from digiteller.story import Mood, Music, Picture, Prosody, Scene, Script, Section, Utterance

Report = Callable[[float, str], None]
"""Progress of a long call: the share done in 0..1, and what is being done."""


@dataclass(frozen=True)
class PageBrief:
    """A scene as the spec gives it: what is None is the writer's to fill in."""

    text: str | None = None
    picture: str | None = None
    mood: Mood | None = None


@dataclass(frozen=True)
class Brief:
    """What the writer is asked for."""

    premise: str | None
    """None if every page has its text."""
    title: str | None
    pages: tuple[PageBrief, ...]
    """One for each scene."""
    language: str
    parser: Parser | None = None
    """A reader of the language, for writers whose backend asks for one."""
    plan: Script | None = None
    """The library's story, to be told in other words; None if the writer shall find one."""


class Writer(Protocol):
    """Turns a brief into a script."""

    def write(self, brief: Brief, seed: int, report: Report) -> Script:
        """Return the script: as many scenes as pages, given texts word for word.

        Raises:
            StageError: no acceptable story could be written.
        """


@runtime_checkable
class StoryReader(Protocol):
    """Reads a whole story by itself; readers that are none are parsers (``language.parsing.Parser``)."""

    def read_story(self, title: str, pages: Sequence[str], seed: int, report: Report) -> Storyboard:
        """Return what each page shows.

        Raises:
            StageError: it could not be read.
        """


class Narrator(Protocol):
    """Says one sentence with one voice.

    What all narrators have in common (sentences, pauses, loudness, sample rates, trimming, word times where a model
    knows none) is done once, in ``speech/reading_aloud.py``.
    """

    def say(
        self, words: Sequence[str], voice: str | None, language: str, rng: np.random.Generator, prosody: Prosody
    ) -> Iterable[Utterance]:
        """Yield the sentence in as many parts as it takes; nothing if nothing in it can be spoken.

        ``words`` are the spoken forms of the written words, one for each: empty where nothing is to be said, several
        words where more are, with the sentence's punctuation; figures, dates and abbreviations are left to the
        narrator's front end. A form between slashes, ``/ˈmiːnə/`` with punctuation around it, is in IPA. ``voice`` is
        one of the model's, None its default; ``language`` is a BCP 47 tag. All chance comes from ``rng``. ``prosody``
        tells the pace, which comes on top of that of the options, and the pitch, for those who can change it.

        Raises:
            SpecError: the voice does not exist, or this narrator reads no IPA.
            StageError: the words cannot be spoken.
        """


class Composer(Protocol):
    """Composes and plays the music of a story.

    What all music has in common (48 kHz, stereo, its length to the sample, fades, loudness) is done once, in
    ``mastering.py``.
    """

    def compose(self, sections: Sequence[Section], seed: int, report: Report) -> Music:
        """Return music that lasts until the last section's end.

        ``sections`` follow each other without gaps from 0.

        Raises:
            SpecError: the options cannot be met.
            StageError: the music cannot be made.
        """


@dataclass(frozen=True)
class Before:
    """The page before, for illustrators that go on from it."""

    image: NDArray[np.uint8]
    """RGB, shape [h, w, 3]."""
    latent: Mapping[str, NDArray[np.float32]]
    """What the same model left in ``Picture.latent``; empty if another hand drew the page."""


@dataclass(frozen=True)
class Easel:
    """What an illustrator draws on."""

    report: Report
    preview: Callable[[NDArray[np.uint8]], None]
    """Shows what the page looks like by now: RGB [h, w, 3] of any size, as often as one likes."""
    before: Before | None = None
    """None on the first page, and where the options do not ask to go on from the page before."""
    storyboard: Storyboard | None = None
    """The story as understood, or as the user would have it; None if the backend's entry does not ask for it."""


class Illustrator(Protocol):
    """Draws the pages of a story."""

    def illustrate(
        self, scenes: Sequence[Scene], number: int, size: tuple[int, int], seed: int, easel: Easel
    ) -> Picture:
        """Return the picture of scene ``number``: ``size`` (width, height) in pixels, or smaller of the same shape.

        All scenes are given so that the same figures look the same on every page. What a page depends on is its scene,
        unless the backend's entry in the table says that it depends on the story, or is drawn from the storyboard.

        Raises:
            StageError: the page cannot be drawn, for want of memory say.
        """


class Upscaler(Protocol):
    """Enlarges a bitmap."""

    scale: int
    """The factor of one pass."""

    def upscale(self, image: NDArray[np.uint8], report: Report) -> NDArray[np.uint8]:
        """Return the RGB picture [h, w, 3] enlarged to [h * scale, w * scale, 3]."""
