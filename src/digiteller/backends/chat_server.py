"""A model on a server that speaks OpenAI's interface, as the spec, models.yaml and the environment name it."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from typing import Any

from digiteller.backends.endpoint_address import HOSTED, check_address, display_address
from digiteller.backends.model_settings import whole_number
from digiteller.backends.openai_client import Reply, Server
from digiteller.errors import SpecError
from digiteller.options import ATTEMPTS

_log = logging.getLogger(__name__)


class ChatServer:
    """Asks one model, and counts what it read and wrote.

    Which server: the one ``named`` in the spec, else the setting ``server``, else ``OPENAI_BASE_URL``, else OpenAI.
    Which model there: the one of the spec, else the setting ``model``, else ``OPENAI_MODEL``, else the only one it has.
    Keys come from the environment alone: see ``endpoint_address.key_variable``.

    Settings: ``server``, ``model``; ``timeout``, the seconds of silence that are waited for (default 60).
    """

    def __init__(self, stage: str, named: str | None, model: str | None, settings: Mapping[str, Any]) -> None:
        self._stage = stage
        server = named or _text(settings, "server")
        address = check_address(server or os.environ.get("OPENAI_BASE_URL") or HOSTED, trusted=not server)
        silence = whole_number(settings, "timeout", 60, 1, 3600)
        attempts = whole_number(settings, "attempts", ATTEMPTS, 1, 100)
        self._server = Server(address, attempts, silence, longest=max(600.0, 2.0 * silence))
        self._model = model or _text(settings, "model") or os.environ.get("OPENAI_MODEL") or None
        self._replies: list[Reply] = []

    def ask(self, messages: Sequence[Mapping[str, str]], **body: Any) -> str:
        """Return the answer to messages; ``body`` is what else is sent: temperature, seed, max_tokens ...

        Raises:
            SpecError: the server has several models and none is chosen.
            StageError: it refuses, or does not answer in any attempt.
        """
        reply = self._server.complete({"model": self._model_name(), "messages": messages, **body})
        self._replies.append(reply)
        return reply.text

    def tell_cost(self) -> None:
        """Log how many tokens were read and written so far."""
        if self._replies:
            read = sum(reply.tokens_read for reply in self._replies)
            written = sum(reply.tokens_written for reply in self._replies)
            times = f"{len(self._replies)} {'answer' if len(self._replies) == 1 else 'answers'}"
            _log.warning("%s: %s, %s tokens read and %s written", self._model, times, f"{read:,}", f"{written:,}")

    def _model_name(self) -> str:
        if self._model is None:
            names = self._server.models()
            if len(names) != 1:
                has = f"has {len(names)} models: {', '.join(names[:20])}" if names else "does not tell its models"
                raise SpecError(
                    f"{display_address(self._server.address)} {has}",
                    hint=f"choose one: `{self._stage}: {{server_model: NAME}}` in the spec, or OPENAI_MODEL=NAME",
                )
            self._model = names[0]
        return self._model


def _text(settings: Mapping[str, Any], name: str) -> str | None:
    value = settings.get(name)
    if value is not None and not isinstance(value, str):
        raise SpecError(f"models.yaml: the option {name} should be text")
    return value
