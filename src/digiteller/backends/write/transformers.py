"""Any causal language model in the form of transformers: the GPT-2 family, and instruct models with a chat template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
import transformers

from digiteller.backends.model_settings import words
from digiteller.contracts import Brief, Report
from digiteller.errors import StageError
from digiteller.nets.pretrained import open_pretrained
from digiteller.nets.torch_device import choose_device, choose_precision
from digiteller.options import WriteOptions
from digiteller.story import Script
from digiteller.system.memory import explain_memory_errors
from digiteller.writing import beam_search_writer, decoding_limits, instruct_prompt, instruct_writer

_SHORTEST_ANSWER = 100
"""Tokens that an answer needs at least."""


class Transformers:
    """Writes with a causal language model: asks it if it has a chat template, else lets it continue, in English.

    The model's files carry the names that transformers gives them: ``config.json``, ``model.safetensors``,
    ``tokenizer.json`` and so on. Code in a repository is never run.

    Settings: ``languages``, the tags of those that it writes (by default any, without a chat template ``[en]``);
    ``precision``, ``fp32``, ``bf16`` or ``fp16`` (by default ``fp32`` on a CPU, else ``bf16`` if the GPU knows
    it and ``fp16`` if not).
    """

    def __init__(self, files: Mapping[str, Path], options: WriteOptions, settings: Mapping[str, Any]) -> None:
        self._options = options
        self._device = choose_device(settings.get("device", "auto"))
        precision = choose_precision(settings, self._device)
        kind = transformers.AutoModelForCausalLM
        self._tokenizer, self._model = open_pretrained(files, kind, precision, "language model")
        self._model.to(self._device).eval()
        self._chats = bool(self._tokenizer.chat_template)
        self._languages = words(settings, "languages", () if self._chats else ("en",))

    def write(self, brief: Brief, seed: int, report: Report) -> Script:
        """Return the script; the same brief and seed give the same script on one machine.

        Raises:
            SpecError: the model does not write the brief's language, or there is text to write and no premise.
            StageError: no acceptable story came out.
        """
        instruct_writer.require_language(brief, self._languages)
        instruct_writer.require_something_to_write_from(brief)
        if self._chats:
            manner = instruct_prompt.Manner(self._options.audience, self._options.tone)
            return instruct_writer.write(
                brief, self._answer, instruct_writer.AskingEffort(manner, self._options.temperature), seed, report
            )
        return beam_search_writer.write(brief, self._complete, self._options, seed, report)

    def _answer(self, question: instruct_prompt.Question, seed: int, temperature: float) -> str:
        prompt = self._tokenizer.apply_chat_template(
            [dict(message) for message in question.messages],
            add_generation_prompt=True,
            enable_thinking=False,
            return_dict=True,
            return_tensors="pt",
        )
        longest = min(question.max_tokens, self._room(prompt, least=_SHORTEST_ANSWER))
        made = self._generate(prompt, seed, temperature, max_new_tokens=longest, min_p=0.05)
        return str(self._tokenizer.decode(made.sequences[0, prompt["input_ids"].shape[1] :], skip_special_tokens=True))

    def _complete(
        self, prompts: Sequence[str], count: int, seed: int, temperature: float
    ) -> list[list[beam_search_writer.Completion]]:
        """Complete each prompt ``count`` times, to the end of the sentence."""
        return [self._complete_one(text, count, seed + 100 * at, temperature) for at, text in enumerate(prompts)]

    def _complete_one(
        self, text: str, count: int, seed: int, temperature: float
    ) -> list[beam_search_writer.Completion]:
        prompt = self._tokenizer(text, return_tensors="pt")
        self._room(prompt, least=decoding_limits.SENTENCE_TOKENS)
        made = self._generate(
            prompt,
            seed,
            temperature,
            max_new_tokens=decoding_limits.SENTENCE_TOKENS,
            min_p=0.1,
            num_return_sequences=count,
            stop_strings=[decoding_limits.STOP],
            tokenizer=self._tokenizer,
            suppress_tokens=self._banned(),
            output_logits=True,
        )
        tokens = made.sequences[:, prompt["input_ids"].shape[1] :]
        logprobs = torch.stack(made.logits, dim=1).float().log_softmax(-1)
        logprobs = logprobs.gather(2, tokens.unsqueeze(2)).squeeze(2)
        return [self._completion(*sequence) for sequence in zip(tokens, logprobs, strict=True)]

    def _completion(self, tokens: torch.Tensor, logprobs: torch.Tensor) -> beam_search_writer.Completion:
        written, text = 0, ""
        while written < len(tokens) and decoding_limits.STOP not in text:  # what follows the full stop is padding
            written += 1
            text = self._tokenizer.decode(tokens[:written], skip_special_tokens=True)
        sentence, stop, _ = text.partition(decoding_limits.STOP)
        return beam_search_writer.Completion(sentence, float(logprobs[:written].mean()), bool(stop))

    def _room(self, prompt: Any, least: int) -> int:
        """Return how many tokens may follow the prompt.

        Raises:
            StageError: they are fewer than ``least``.
        """
        context = getattr(self._model.config, "max_position_embeddings", None) or 1_000_000
        room: int = context - prompt["input_ids"].shape[1]
        if room < least:
            raise StageError(
                f"the story does not fit into the {context} tokens that the language model can read",
                hint="shorten the premise or the pages' texts, or choose another model",
            )
        return room

    def _generate(self, prompt: Any, seed: int, temperature: float, *, max_new_tokens: int, **more: Any) -> Any:
        prompt = prompt.to(self._device)
        sampling = {"do_sample": True, "temperature": temperature, "top_k": 0, "top_p": 1.0} if temperature else {}
        if not temperature:
            more = {**more, "min_p": None, "num_return_sequences": 1}
        devices = [torch.cuda.current_device()] if self._device == "cuda" else []
        enough = explain_memory_errors("choose a smaller model")
        with torch.random.fork_rng(devices), torch.inference_mode(), enough:
            torch.manual_seed(seed)
            return self._model.generate(
                **prompt,
                max_new_tokens=max_new_tokens,
                pad_token_id=_first(self._tokenizer.pad_token_id, self._tokenizer.eos_token_id, 0),
                return_dict_in_generate=True,
                **sampling,
                **more,
            )

    def _banned(self) -> list[int]:
        """Return the tokens that have no place in a sentence."""
        encoded = (self._tokenizer.encode(text, add_special_tokens=False) for text in decoding_limits.BANNED)
        special = [token for token in self._tokenizer.all_special_ids if token is not None]
        return sorted({*special, *(tokens[0] for tokens in encoded if len(tokens) == 1)})


def _first(*values: int | None) -> int:
    return next(value for value in values if value is not None)
