"""Any GGUF language model, through xllamacpp (llama.cpp, prebuilt)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import xllamacpp

from digiteller.backends.model_settings import whole_number, words
from digiteller.backends.write import gguf, llamacpp_sentences
from digiteller.backends.write.llamacpp_engine import Size, choices, load
from digiteller.contracts import Brief, Report
from digiteller.errors import MissingPackageError, SpecError, WeightsError
from digiteller.options import WriteOptions
from digiteller.story import Script
from digiteller.writing import beam_search_writer, instruct_prompt, instruct_writer

_CONTEXT = 8192
"""Tokens that a model in a conversation reads and writes at most; fewer if it was trained with fewer."""
_METHODS = ("chat", "sentences")


class LlamaCpp:
    """Writes with a GGUF model, and perhaps an adapter for it: a second file, a LoRA made by ``training/writer``.

    Settings: ``method``, ``chat`` (asks for the story, in the file's own chat template) or ``sentences`` (lets the
    model continue one, sentence by sentence; English only), by default ``chat`` if the file has a template;
    ``languages``, the tags of those that it writes (by default any, with ``sentences`` ``[en]``); ``gpu_layers``, how
    many layers a GPU computes (by default as many as fit); ``threads``, for ``chat`` (by default one for each core).
    """

    def __init__(self, files: Mapping[str, Path], options: WriteOptions, settings: Mapping[str, Any]) -> None:
        self._options = options
        said = {name: gguf.read_metadata(path) for name, path in files.items() if name.endswith(".gguf")}
        model, adapter = _model_and_adapter(said)
        self._path, self._adapter = files[model], files[adapter] if adapter else None
        says = said[model]
        method = settings.get("method", "chat" if "tokenizer.chat_template" in says else "sentences")
        if method not in _METHODS:
            raise SpecError(f"models.yaml: the option method should be one of: {', '.join(_METHODS)}")
        self._languages = words(settings, "languages", ("en",) if method == "sentences" else ())
        self._gpu_layers = _gpu_layers(settings)
        self._sentence_engines: list[Any] = []
        self._chat_engine: Any = None
        if method == "sentences":
            self._sentence_engines = llamacpp_sentences.engines(self._path, self._gpu_layers, self._adapter)
        else:
            trained = says.get(f"{says.get('general.architecture')}.context_length")
            context = min(_CONTEXT, trained) if isinstance(trained, int) and trained > 0 else _CONTEXT
            threads = whole_number(settings, "threads", _cores(), 1, 512)
            self._chat_engine = load(self._path, Size(context, 1, threads, self._gpu_layers), self._adapter)

    def write(self, brief: Brief, seed: int, report: Report) -> Script:
        """Return the script; the same brief and seed give the same script.

        Raises:
            SpecError: the model does not write the brief's language, or there is text to write and no premise.
            StageError: no acceptable story came out.
        """
        instruct_writer.require_language(brief, self._languages)
        instruct_writer.require_something_to_write_from(brief)
        if self._chat_engine is None:
            return self._tell(brief, seed, report)
        manner = instruct_prompt.Manner(self._options.audience, self._options.tone)
        effort = instruct_writer.AskingEffort(manner, self._options.temperature)
        return instruct_writer.write(brief, partial(_answer, self._chat_engine), effort, seed, report)

    def _tell(self, brief: Brief, seed: int, report: Report) -> Script:
        # What an engine has cached changes the rounding, and so the text: every story starts with fresh ones.
        engines = self._sentence_engines or llamacpp_sentences.engines(self._path, self._gpu_layers, self._adapter)
        self._sentence_engines = []
        with ThreadPoolExecutor(len(engines)) as threads:
            complete = partial(llamacpp_sentences.complete, engines, threads)
            trained = self._adapter is not None
            return beam_search_writer.write(brief, complete, self._options, seed, report, trained=trained)


def _model_and_adapter(said: Mapping[str, Mapping[str, Any]]) -> tuple[str, str | None]:
    """Return which file is the language model, and which its adapter, if any, by what they say of themselves."""
    adapters = [name for name, says in said.items() if says.get("general.type") == "adapter"]
    if len(adapters) > 1 or len(said) - len(adapters) != 1:
        raise WeightsError(
            f"a language model has one .gguf file, and perhaps an adapter; this one has {len(said) - len(adapters)} "
            f"and {len(adapters)}"
        )
    return next(name for name in said if name not in adapters), next(iter(adapters), None)


def _answer(engine: Any, question: instruct_prompt.Question, seed: int, temperature: float) -> str:
    answer = engine.handle_chat_completions(
        {
            "messages": [dict(message) for message in question.messages],
            "max_tokens": question.max_tokens,
            "seed": seed,
            "temperature": temperature,
            "min_p": 0.05,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "story", "schema": question.schema, "strict": True},
            },
            "chat_template_kwargs": {"enable_thinking": False},
            "cache_prompt": False,  # what is cached changes the rounding, and so the text
        }
    )
    return str(choices(answer)[0]["message"].get("content") or "")


def _gpu_layers(settings: Mapping[str, Any]) -> int | None:
    """Return how many layers a GPU computes, None for as many as the build and its memory allow."""
    device = settings.get("device", "auto")
    if device == "cpu":
        return 0
    if device != "auto" and all(found["type"].name.endswith("CPU") for found in xllamacpp.get_device_info()):
        raise MissingPackageError(
            f"the installed xllamacpp was built without support for {device}",
            hint="install its build for your GPU (https://github.com/xorbitsai/xllamacpp), or use --device cpu",
        )
    return whole_number(settings, "gpu_layers", 0, 0, 1000) if "gpu_layers" in settings else None


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
