"""Any GGUF language model, through xllamacpp (llama.cpp, prebuilt)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xllamacpp

from digiteller.backends.base import Brief, Report
from digiteller.backends.settings import words
from digiteller.errors import SpecError, StageError, WeightsError
from digiteller.options import WriteOptions
from digiteller.story import Script
from digiteller.writing import premise as premises
from digiteller.writing import script, teller

_MAGIC = b"GGUF"
_ENGINES = 2
"""Copies of the model, one thread each: two threads of one engine wait for each other in a spin, which costs many times
the work itself as soon as the machine is busy."""
_SLOTS = 8
"""Completions that an engine writes at a time."""
_CONTEXT = 4096
"""Tokens of all slots of an engine together; the prompt's are shared."""
_SENTENCE_TOKENS = 22
_BANNED = (
    *('"', ' "', "“", " “", "\n", ":", ";", "(", " (", "?", "!", "..."),
    *(" I", " you", " your", " my", " me", " we", " said", " is", " are", " has", " will"),
)
"""Tokens that never belong into the narrator's sentences; without them fewer candidates are thrown away."""


class LlamaCpp:
    """Writes with a GGUF model.

    Settings: ``languages``, the list of language tags that the model writes (default ``[en]``).
    """

    def __init__(self, files: Mapping[str, Path], options: WriteOptions, settings: Mapping[str, Any]) -> None:
        self._options = options
        self._languages = words(settings, "languages", ("en",))
        paths = [path for name, path in files.items() if name.endswith(".gguf")]
        if len(paths) != 1:
            raise WeightsError(f"a language model has one .gguf file, this one has {len(paths)}")
        self._path = paths[0]
        self._engines = [_load(self._path) for _ in range(_ENGINES)]

    def write(self, brief: Brief, seed: int, report: Report) -> Script:
        """Return the script; the same brief and seed give the same script.

        Raises:
            SpecError: the model does not write the brief's language, or there is text to write and no premise.
            StageError: no acceptable story came out.
        """
        if brief.language.split("-")[0].lower() not in self._languages:
            raise SpecError(
                f"this writer knows {', '.join(self._languages)}, not {brief.language!r}",
                hint='add a multilingual model (README, "Add a model"), or write the texts in the spec yourself',
            )
        if not brief.premise and not all(page.text for page in brief.pages):
            raise SpecError(
                "there is no premise to write from", hint="add `premise:` to the spec, or a text to each page"
            )
        premise = premises.parse(brief.premise or brief.pages[0].text or "", seed)
        effort = teller.Effort(self._options.candidates, self._options.temperature)
        # What an engine has cached changes the rounding, and so the text: every story starts with fresh ones.
        engines = self._engines or [_load(self._path) for _ in range(_ENGINES)]
        self._engines = []
        with ThreadPoolExecutor(_ENGINES) as threads:
            texts = teller.tell(brief, premise, partial(_complete, engines, threads), effort, seed, report)
        return script.assemble(brief, premise, texts)


def _complete(
    engines: Sequence[Any], threads: Executor, prompts: Sequence[str], count: int, seed: int, temperature: float
) -> list[list[teller.Completion]]:
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


def _work(engine: Any, jobs: Sequence[_Job]) -> list[list[teller.Completion]]:
    """Do one job after another: only so is the beginning that the prompts share evaluated once."""
    return [
        [completion for start in range(0, job.count, _SLOTS) for completion in _ask(engine, job, start)] for job in jobs
    ]


def _ask(engine: Any, job: _Job, start: int) -> list[teller.Completion]:
    answer = engine.handle_completions(
        {
            "prompt": job.prompt,
            "n": min(job.count - start, _SLOTS),
            "n_predict": _SENTENCE_TOKENS,
            "seed": job.seed + start,
            "temperature": job.temperature,
            "min_p": 0.1,
            "top_k": 0,
            "top_p": 1.0,
            "logprobs": 1,
            "stop": ["."],
            "logit_bias": [[token, False] for token in _BANNED],
        }
    )
    if "choices" not in answer:
        reason = answer.get("error", answer).get("message", answer)
        raise StageError(f"the language model failed: {reason}", hint="shorten the premise or the pages' texts")
    return [_completion(choice) for choice in sorted(answer["choices"], key=lambda choice: choice["index"])]


def _completion(choice: Mapping[str, Any]) -> teller.Completion:
    tokens = (choice["logprobs"] or {}).get("content") or []
    mean = sum(token["logprob"] for token in tokens) / max(1, len(tokens))
    return teller.Completion(choice["text"], mean, choice["finish_reason"] == "stop")


def _load(path: Path) -> Any:
    with path.open("rb") as file:
        if file.read(4) != _MAGIC:
            raise WeightsError(f"{path} is not a GGUF file", hint="digiteller models verify")
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx = _CONTEXT
    params.n_parallel = _SLOTS
    params.kv_unified = True
    params.cpuparams.n_threads = 1
    params.cpuparams_batch.n_threads = 1
    params.verbosity = -1
    params.warmup = False
    params.fit_params = False
    params.cache_ram_mib = 0
    params.n_ctx_checkpoints = 0
    # The engine always listens for others too. On a socket whose name only we may see, and which soon has none, nobody
    # can ask it anything, while it would otherwise answer every user of this machine.
    with TemporaryDirectory(prefix="digiteller-") as folder:
        params.hostnames = [str(Path(folder, "s.sock"))]
        try:
            engine = xllamacpp.Server(params)
        except (RuntimeError, ValueError) as error:
            raise WeightsError(
                f"{path} cannot be loaded as a language model", hint="digiteller models verify"
            ) from error
        # One that is dropped before its loop has started waits for it forever; one that has answered has started.
        engine.handle_completions({"prompt": "Once", "n_predict": 1, "cache_prompt": False})
    return engine
