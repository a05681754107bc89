"""Which models of this machine could tell the library's plots in words of their own: known without the network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

from digiteller.models.registry import Model, Registry
from digiteller.models.weights_cache import locate


def plan_tellers(registry: Registry) -> list[str]:
    """Return the names of writers that are here and are asked for a story: GGUF files, the largest first, and servers.

    That a server answers is not tried: nothing is asked of the network unless the user names the server.
    """
    models = registry.models.get("write", {})
    chats = [model for model in models.values() if _is_chat(model) and _is_here(model)]
    files = sorted(chats, key=lambda model: -sum(file.bytes for file in model.entry.files))
    return [*(model.name for model in files), *(name for name in _servers() if name in models)]


def advise_plan(registry: Registry) -> str | None:
    """Return how the best of them is asked, in one line; None if there is none."""
    tellers = plan_tellers(registry)
    if not tellers:
        return None
    here = ", ".join(tellers)
    return f"to have the plot told in other words by {here}: write: {{plan: library, model: {tellers[0]}}}"


def _is_chat(model: Model) -> bool:
    return model.entry.backend == "llamacpp" and model.entry.options.get("method") == "chat"


def _is_here(model: Model) -> bool:
    return all(locate(model, file) for file in model.entry.files)


def _servers() -> Iterator[str]:
    if shutil.which("ollama"):
        yield "ollama"
    if os.environ.get("OPENAI_BASE_URL"):
        yield "openai"
