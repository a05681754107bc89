"""Any server that speaks OpenAI's interface: Ollama, llama.cpp, vLLM, LM Studio, hosted ones."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from digiteller.backends.model_settings import whole_number
from digiteller.backends.write.endpoint_address import HOSTED, check_address, display_address
from digiteller.backends.write.openai_client import Server
from digiteller.contracts import Brief, Report
from digiteller.errors import SpecError
from digiteller.options import ATTEMPTS, WriteOptions
from digiteller.story import Script
from digiteller.writing import instruct_prompt, instruct_writer

_log = logging.getLogger(__name__)


class OpenAi:
    """Asks a server for the story.

    Which one: the spec's ``write.server``, else the setting ``server``, else ``OPENAI_BASE_URL``, else OpenAI. Which
    model there: ``write.server_model``, else the setting ``model``, else ``OPENAI_MODEL``, else the only one it has.
    Keys come from the environment alone: see ``server_address.key_variable``.

    Settings: ``server``, ``model``; ``timeout``, the seconds of silence that are waited for (default 60).
    """

    def __init__(self, files: Mapping[str, Path], options: WriteOptions, settings: Mapping[str, Any]) -> None:
        self._options = options
        named = options.server or _text(settings, "server")
        address = check_address(named or os.environ.get("OPENAI_BASE_URL") or HOSTED, trusted=not named)
        silence = whole_number(settings, "timeout", 60, 1, 3600)
        attempts = whole_number(settings, "attempts", ATTEMPTS, 1, 100)
        self._server = Server(address, attempts, silence, longest=max(600.0, 2.0 * silence))
        self._model = options.server_model or _text(settings, "model") or os.environ.get("OPENAI_MODEL") or None

    def write(self, brief: Brief, seed: int, report: Report) -> Script:
        """Return the script. The seed is sent; whether it is heeded is up to the server.

        Raises:
            SpecError: there is text to write and no premise, or the server has several models and none is chosen.
            StageError: the server does not answer, or no story came out.
        """
        replies = []

        def ask(question: instruct_prompt.Question, seed: int, temperature: float) -> str:
            schema = {"name": "story", "schema": question.schema, "strict": True}
            reply = self._server.complete(
                {
                    "model": self._model_name(),
                    "messages": question.messages,
                    "temperature": round(temperature, 3),
                    "seed": seed,
                    "max_tokens": question.max_tokens,
                    "response_format": {"type": "json_schema", "json_schema": schema},
                }
            )
            replies.append(reply)
            return reply.text

        manner = instruct_prompt.Manner(self._options.audience, self._options.tone)
        try:
            return instruct_writer.write(
                brief, ask, instruct_writer.AskingEffort(manner, self._options.temperature), seed, report
            )
        finally:
            if replies:
                read, written = sum(reply.tokens_read for reply in replies), sum(r.tokens_written for r in replies)
                times = f"{len(replies)} {'answer' if len(replies) == 1 else 'answers'}"
                _log.warning("%s: %s, %s tokens read and %s written", self._model, times, f"{read:,}", f"{written:,}")

    def _model_name(self) -> str:
        if self._model is None:
            names = self._server.models()
            if len(names) != 1:
                has = f"has {len(names)} models: {', '.join(names[:20])}" if names else "does not tell its models"
                raise SpecError(
                    f"{display_address(self._server.address)} {has}",
                    hint="choose one: `write: {server_model: NAME}` in the spec, or export OPENAI_MODEL=NAME",
                )
            self._model = names[0]
        return self._model


def _text(settings: Mapping[str, Any], name: str) -> str | None:
    value = settings.get(name)
    if value is not None and not isinstance(value, str):
        raise SpecError(f"models.yaml: the option {name} should be text")
    return value
