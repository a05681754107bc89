"""What a run tells in passing, whoever shows it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence


class Notes(logging.Handler):
    """Turns what backends warn of into notes."""

    def __init__(self, note: Callable[[str], None]) -> None:
        super().__init__()
        self._note = note

    def emit(self, record: logging.LogRecord) -> None:
        """Note one warning."""
        self._note(record.getMessage())


def keep_notes(names: Sequence[str], reason: str | None) -> str:
    """Return that outputs which the user changed stay as they are, and why they would have been made anew."""
    although = f", although {reason}" if reason else ""
    return f"your own {', '.join(names)} stays as it is{although}; --force makes it anew"
