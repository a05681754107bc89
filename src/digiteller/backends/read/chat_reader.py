"""Stories read by a language model on a server that speaks OpenAI's interface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from digiteller.backends.chat_server import ChatServer
from digiteller.contracts import Report
from digiteller.errors import StageError
from digiteller.language.storyboard import Page, Person, Storyboard
from digiteller.language.storyboard_answer import read_answer
from digiteller.language.storyboard_prompt import storyboard_prompt
from digiteller.options import ReadOptions

_TOGETHER = 12
"""Pages that are asked for at a time: more would not fit into what many models write in one go."""
_TRIES = 3
_TOKENS = 700
"""Of an answer, for each page."""


class ChatReader:
    """Asks a server what each page shows; which one, and which model there: see ``ChatServer``."""

    def __init__(self, files: Mapping[str, Path], options: ReadOptions, settings: Mapping[str, Any]) -> None:
        self._server = ChatServer("read", options.server, options.server_model, settings)

    def read_story(self, title: str, pages: Sequence[str], seed: int, report: Report) -> Storyboard:
        """Return the storyboard of a story. The seed is sent; whether it is heeded is up to the server.

        Raises:
            SpecError: the server has several models and none is chosen.
            StageError: the server does not answer, or no usable answer came in any try.
        """
        persons: tuple[Person, ...] = ()
        read: list[Page] = []
        try:
            for first in range(0, len(pages), _TOGETHER):
                report(first / len(pages), f"pages {first + 1} to {min(first + _TOGETHER, len(pages))} of {len(pages)}")
                part = self._part(title, pages[first : first + _TOGETHER], persons, seed + first)
                persons, read = part.persons, [*read, *part.pages]
        finally:
            self._server.tell_cost()
        return Storyboard(persons, tuple(read))

    def _part(self, title: str, pages: Sequence[str], persons: Sequence[Person], seed: int) -> Storyboard:
        question = storyboard_prompt(title, pages, persons)
        reasons: dict[str, None] = {}
        for tried in range(_TRIES):
            answer = self._server.ask(
                [{"role": "user", "content": question}],
                temperature=round(0.2 + 0.2 * tried, 1),
                seed=(seed + tried) % 2**31,
                max_tokens=1000 + _TOKENS * len(pages),
                response_format={"type": "json_object"},
            )
            try:
                return read_answer(answer, pages, persons)
            except ValueError as error:
                reasons[str(error)] = None
        raise StageError(
            f"no usable answer in {_TRIES} tries: {'; '.join(reasons)}",
            hint="try a larger model, or leave the reading to digiteller: no `read: {model: ...}` in the spec",
        )
