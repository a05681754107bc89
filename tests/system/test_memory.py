"""What is told when there is not enough memory."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from digiteller.backends import table
from digiteller.errors import StageError
from digiteller.models.registry import Model, ModelEntry, Registry
from digiteller.project.folder import Project
from digiteller.spec.schema import Spec
from digiteller.stages.run_context import Run
from digiteller.system.memory import explain_memory_errors

TOO_LITTLE = (
    RuntimeError("CUDA out of memory. Tried to allocate 2.00 GiB."),
    RuntimeError("[enforce fail at alloc_cpu.cpp:124] DefaultCPUAllocator: not enough memory: you tried to allocate"),
    MemoryError(),
)


@pytest.mark.parametrize("error", TOO_LITTLE)
def test_a_want_of_memory_names_what_to_lower(error: Exception) -> None:
    with pytest.raises(StageError, match="not enough memory") as told, explain_memory_errors("lower it"):
        raise error
    assert told.value.hint == "lower it"


def test_other_errors_stay_what_they_are() -> None:
    with pytest.raises(RuntimeError, match="shapes"), explain_memory_errors("lower it"):
        raise RuntimeError("shapes do not fit")


@dataclasses.dataclass(frozen=True)
class Huge(table.Backend):
    """A backend that is larger than the GPU's memory."""

    def load(self) -> Any:
        def loaded(*_: Any) -> None:
            raise TOO_LITTLE[0]

        return loaded


class Silent:
    """A listener."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_: None


def test_a_model_that_is_too_large_is_told_when_it_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(table.BACKENDS["write"], "huge", Huge("", "Huge"))
    run = Run(Project(tmp_path), Spec(premise="p"), Registry(), Silent(), seed=1)  # type: ignore[arg-type]
    with pytest.raises(StageError, match="not enough memory") as told:
        run.backend("write", Model("write", "huge", ModelEntry(backend="huge", licence="MIT"), tmp_path))
    assert "smaller model" in str(told.value.hint)
