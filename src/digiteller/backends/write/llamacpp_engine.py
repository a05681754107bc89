"""Load a GGUF file into llama.cpp."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xllamacpp

from digiteller.errors import StageError, WeightsError
from digiteller.system.deferred_signals import defer_signals


@dataclass(frozen=True)
class Size:
    """How much an engine may use."""

    context: int
    """Tokens of all slots together."""
    slots: int
    """Texts that are written at a time."""
    threads: int
    gpu_layers: int | None
    """Layers that are computed by a GPU; None for as many as the build and its memory allow."""


def load(path: Path, size: Size, adapter: Path | None = None) -> Any:
    """Return an engine; ``adapter`` is a GGUF file with a LoRA for the model (Hu et al. 2021, arXiv:2106.09685).

    Raises:
        WeightsError: the file cannot be loaded as a language model, or the adapter does not fit it.
    """
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    if adapter is not None:
        change = xllamacpp.CommonAdapterLoraInfo()
        change.path, change.scale = str(adapter), 1.0
        params.lora_adapters = [change]
    params.n_ctx = size.context
    params.n_parallel = size.slots
    params.kv_unified = True
    params.cpuparams.n_threads = size.threads
    params.cpuparams_batch.n_threads = size.threads
    if size.gpu_layers is not None:
        params.n_gpu_layers = size.gpu_layers
    params.verbosity = -1
    params.warmup = False
    params.fit_params = False
    params.cache_ram_mib = 0
    params.n_ctx_checkpoints = 0
    # The engine always listens for others too. On a socket whose name only we may see, and which soon has none, nobody
    # can ask it anything, while it would otherwise answer every user of this machine.
    with defer_signals(), TemporaryDirectory(prefix="digiteller-") as folder:
        params.hostnames = [str(Path(folder, "s.sock"))]
        try:
            engine = xllamacpp.Server(params)
        except (RuntimeError, ValueError) as error:
            both = f" with {adapter}" if adapter else ""
            raise WeightsError(
                f"{path} cannot be loaded as a language model{both}", hint="digiteller models verify"
            ) from error
        # One that is dropped before its loop has started waits for it forever; one that has answered has started.
        engine.handle_completions({"prompt": "Once", "n_predict": 1, "cache_prompt": False})
    return engine


def choices(answer: Any) -> list[Any]:
    """Return what an engine wrote.

    Raises:
        StageError: it answered with an error.
    """
    if "choices" not in answer:
        reason = answer.get("error", answer).get("message", answer)
        raise StageError(f"the language model failed: {reason}", hint="shorten the premise or the pages' texts")
    return list(answer["choices"])
