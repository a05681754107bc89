"""Fixtures for all tests. ``make test`` pulls the default weights first; no test touches the network."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import digiteller
from digiteller.models.registry import load_registry
from digiteller.models.weights_cache import open_model
from digiteller.system.lock import hold

ROOT = Path(__file__).parents[1]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all but N cases of each test that is marked ``few(N)`` as slow; the N are spread over all of them."""
    for _, group in itertools.groupby(items, key=lambda item: item.nodeid.partition("[")[0]):
        cases = list(group)
        few = cases[0].get_closest_marker("few")
        if few is not None:
            count = few.args[0]
            kept = {round((number + 0.5) * len(cases) / count - 0.5) for number in range(count)}
            for number, case in enumerate(cases):
                if number not in kept:
                    case.add_marker("slow")


@pytest.fixture(scope="session")
def model_files() -> Callable[[str, str | None], dict[str, Path]]:
    """Return the verified files of a model, as a backend gets them: ``model_files("write", "smollm2-135m")``."""
    registry = load_registry()

    def files(stage: str, name: str | None = None) -> dict[str, Path]:
        return open_model(registry.get(stage, name), on_bytes=lambda *_: None, offline=True)

    return files


@pytest.fixture(scope="session")
def make_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], None]], Path]:
    """Return a function that gives a folder of this name, filled by whichever test process asks for it first."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base

    def folder(name: str, fill: Callable[[Path], None]) -> Path:
        place, done = shared / name, shared / f"{name}.done"
        with hold(shared / f"{name}.lock", wait=600):
            if not done.exists():
                fill(place)
                done.touch()
        return place

    return folder


@pytest.fixture(scope="session")
def smoke_film(make_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """Return the project that ``digiteller all`` makes of ``examples/smoke.yaml``; not to be changed."""

    def make(folder: Path) -> None:
        done = digiteller("all", ROOT / "examples" / "smoke.yaml", "-p", folder)
        assert done.returncode == 0, done.stderr
        assert done.stdout == f"{folder / 'story.mp4'}\n"

    return make_once("smoke-film", make)
