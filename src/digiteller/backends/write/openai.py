"""Any server that speaks OpenAI's interface: Ollama, llama.cpp, vLLM, LM Studio, hosted ones."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from digiteller.backends.chat_server import ChatServer
from digiteller.contracts import Brief, Report
from digiteller.options import WriteOptions
from digiteller.story import Script
from digiteller.writing import instruct_prompt, instruct_writer


class OpenAi:
    """Asks a server for the story; which one, and which model there: see ``ChatServer``."""

    def __init__(self, files: Mapping[str, Path], options: WriteOptions, settings: Mapping[str, Any]) -> None:
        self._options = options
        self._server = ChatServer("write", options.server, options.server_model, settings)

    def write(self, brief: Brief, seed: int, report: Report) -> Script:
        """Return the script. The seed is sent; whether it is heeded is up to the server.

        Raises:
            SpecError: there is text to write and no premise, or the server has several models and none is chosen.
            StageError: the server does not answer, or no story came out.
        """

        def ask(question: instruct_prompt.Question, seed: int, temperature: float) -> str:
            schema = {"name": "story", "schema": question.schema, "strict": True}
            return self._server.ask(
                question.messages,
                temperature=round(temperature, 3),
                seed=seed,
                max_tokens=question.max_tokens,
                response_format={"type": "json_schema", "json_schema": schema},
            )

        manner = instruct_prompt.Manner(self._options.audience, self._options.tone)
        effort = instruct_writer.AskingEffort(manner, self._options.temperature)
        try:
            return instruct_writer.write(brief, ask, effort, seed, report)
        finally:
            self._server.tell_cost()
