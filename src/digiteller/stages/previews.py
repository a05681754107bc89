"""What a page looks like while it is drawn: ``pictures/NN.preview.png``, which no stage reads."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from digiteller.media.png_marks import PREVIEW, is_marked
from digiteller.project import folder as places
from digiteller.project.folder import Project
from digiteller.stages.run_context import Run

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BETWEEN = 3.0
"""Seconds from one preview to the next."""


class Preview:
    """The preview of one page."""

    def __init__(self, project: Project, number: int) -> None:
        self.path = project.path(places.preview(number))
        self._new = project.new_preview
        self._written: float | None = None
        self._unseen: NDArray[np.uint8] | None = None
        """The last picture, if it came too soon to be shown."""

    def show(self, image: NDArray[np.uint8]) -> None:
        """Show what the page, RGB [h, w, 3], looks like by now, unless it was shown a moment ago."""
        self._unseen = image
        if self._written is None or time.monotonic() - self._written >= _BETWEEN:
            self.finish()
            self._written = time.monotonic()

    def finish(self) -> None:
        """Show the last picture. The page does without it if it cannot be written."""
        from digiteller.media.bitmap import write_png

        if self._unseen is not None and not self._is_taken():
            with contextlib.suppress(OSError):
                write_png(self._new, self._unseen, PREVIEW)
                self.path.parent.mkdir(exist_ok=True)
                self._new.replace(self.path)
        self._unseen = None

    @property
    def is_shown(self) -> bool:
        """Whether its file is there."""
        return is_marked(self.path, PREVIEW)

    def _is_taken(self) -> bool:
        """Return whether something of the user's own bears its name."""
        return os.path.lexists(self.path) and not self.is_shown


@contextmanager
def show_preview(run: Run, number: int) -> Iterator[Preview]:
    """Give the preview of a page: gone when the page is made; if it is not, the last one stays, with a note.

    Raises:
        SpecError: the folder of pictures is a link out of the project.
    """
    preview = Preview(run.project, number)
    run.project.require_inside(preview.path.parent)
    try:
        yield preview
    except BaseException:
        preview.finish()
        if preview.is_shown:
            run.listener.note(f"scene {number}: {preview.path} shows how far its page had come")
        raise
    if preview.is_shown:
        preview.path.unlink()


def clear_previews(run: Run) -> None:
    """Remove the previews of pages that an interrupted run began and nobody asks for any more."""
    for path in run.project.previews():
        run.project.require_inside(path.parent)
        path.unlink()
