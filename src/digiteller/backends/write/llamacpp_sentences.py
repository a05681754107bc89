"""Completes sentences with llama.cpp, many at a time, for the story teller."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from digiteller.backends.write.llamacpp_engine import Size, choices, load
from digiteller.writing import beam_search_writer, decoding_limits

ENGINES = 2
"""Copies of the model, one thread each: two threads of one engine wait for each other in a spin, which costs many times
the work itself as soon as the machine is busy."""
_SLOTS = 8
"""Completions that an engine writes at a time."""
_CONTEXT = 4096
"""Tokens of all slots of an engine together; the prompt's are shared."""


def engines(path: Path, gpu_layers: int | None, adapter: Path | None) -> list[Any]:
    """Return engines of a model, perhaps with an adapter, for ``complete``."""
    return [load(path, Size(_CONTEXT, _SLOTS, threads=1, gpu_layers=gpu_layers), adapter) for _ in range(ENGINES)]


def complete(
    engines: Sequence[Any], threads: Executor, prompts: Sequence[str], count: int, seed: int, temperature: float
) -> list[list[beam_search_writer.Completion]]:
    """Complete the prompts, shared out among the engines in a fixed way."""
    jobs = [_Job(prompt, count, (seed + 100 * at) % 2**31, temperature) for at, prompt in enumerate(prompts)]
    shares = [threads.submit(_work, engine, jobs[at :: len(engines)]) for at, engine in enumerate(engines)]
    done = [iter(share.result()) for share in shares]
    return [next(done[at % len(engines)]) for at in range(len(jobs))]


@dataclass(frozen=True)
class _Job:
    prompt: str
    count: int
    seed: int
    temperature: float


def _work(engine: Any, jobs: Sequence[_Job]) -> list[list[beam_search_writer.Completion]]:
    """Do one job after another: only so is the beginning that the prompts share evaluated once."""
    return [
        [completion for start in range(0, job.count, _SLOTS) for completion in _ask(engine, job, start)] for job in jobs
    ]


def _ask(engine: Any, job: _Job, start: int) -> list[beam_search_writer.Completion]:
    answer = engine.handle_completions(
        {
            "prompt": job.prompt,
            "n": min(job.count - start, _SLOTS),
            "n_predict": decoding_limits.SENTENCE_TOKENS,
            "seed": job.seed + start,
            "temperature": job.temperature,
            "min_p": 0.1,
            "top_k": 0,
            "top_p": 1.0,
            "logprobs": 1,
            "stop": [decoding_limits.STOP],
            "logit_bias": [[token, False] for token in decoding_limits.BANNED],
        }
    )
    return [_completion(choice) for choice in sorted(choices(answer), key=lambda choice: choice["index"])]


def _completion(choice: Mapping[str, Any]) -> beam_search_writer.Completion:
    tokens = (choice["logprobs"] or {}).get("content") or []
    mean = sum(token["logprob"] for token in tokens) / max(1, len(tokens))
    return beam_search_writer.Completion(choice["text"], mean, choice["finish_reason"] == "stop")
