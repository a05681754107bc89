"""Fixtures for all tests. ``make test`` pulls the default weights first; no test touches the network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from digiteller.models.registry import load_registry
from digiteller.models.weights import open_model


@pytest.fixture(scope="session")
def model_files() -> Callable[[str, str | None], dict[str, Path]]:
    """Return the verified files of a model, as a backend gets them: ``model_files("write", "smollm2-135m")``."""
    registry = load_registry()

    def files(stage: str, name: str | None = None) -> dict[str, Path]:
        return open_model(registry.get(stage, name), on_bytes=lambda *_: None, offline=True)

    return files
