"""The backends that are in memory, with their weights."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

from digiteller.system.memory import give_back


class Loaded:
    """At most one backend for each stage: given back when the stage ends, or kept for the next story."""

    def __init__(self, keep: bool = False) -> None:
        self._keep = keep
        self._backends: dict[str, tuple[Any, Any]] = {}

    def get(self, stage: str, made_from: Any, load: Callable[[], Any]) -> Any:
        """Return the stage's backend; one that was made from something else makes room before another is loaded."""
        if stage not in self._backends or self._backends[stage][0] != made_from:
            self._backends.pop(stage, None)
            self._backends[stage] = (made_from, load())
        return self._backends[stage][1]

    def stage_ended(self) -> None:
        """Give back the memory of a stage's models, unless they are kept."""
        if not self._keep:
            self.clear()

    def clear(self) -> None:
        """Give back all memory."""
        if self._backends:
            self._backends.clear()
            gc.collect()
            give_back()
