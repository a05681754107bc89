from __future__ import annotations

from pathlib import Path

import pytest

from digiteller.errors import SpecError, UsageError
from digiteller.models import weights_cache
from digiteller.models.models_file_editing import add_model
from digiteller.models.registry import ModelEntry, load_registry

ENTRY = ModelEntry(backend="none", licence="MIT: for all", credit="Mine, “yours”", options={"languages": ["en", "de"]})


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "# mine\n",
        "write:\n    old: {backend: none, licence: x}  # kept\n",
        "# top\nnarrate:\n  a: {backend: hibari, licence: x}\nwrite:   # these\n\n"
        "  # first\n  old: {backend: none, licence: x}",
        "narrate: {a: {backend: hibari, licence: x}}",
        "\ufeffwrite:\n  old:\n    backend: none\n    licence: x\n",
    ],
)
def test_a_model_is_added_and_all_else_stays(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "mine" / "models.yaml"
    before = []
    if text is not None:
        path.parent.mkdir()
        path.write_text(text)
        before = [line for line in text.removeprefix("\ufeff").splitlines()]
    entry = ENTRY.model_copy(update={"files": [weights_cache.describe_file(Path(__file__))]})
    add_model(path, "write", "new", entry)
    registry = load_registry(path.parent)
    assert registry.get("write", "new").entry == entry
    assert [line for line in before if line not in path.read_text().splitlines()] == []
    if "old" in (text or ""):
        assert registry.get("write", "old").entry.licence == "x"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("text", ["write: {old: {backend: none, licence: x}}\n", "write:\n  &a old: *b\n"])
def test_a_file_that_cannot_be_added_to_stays_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "models.yaml"
    path.write_text(text)
    with pytest.raises(SpecError):
        add_model(path, "write", "new", ENTRY)
    assert path.read_text() == text
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["old", "", "a b", "../x", "-x", "a:b"])
def test_a_name_must_be_free_and_a_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / "models.yaml"
    path.write_text("write:\n  old: {backend: none, licence: x}\n")
    with pytest.raises(UsageError):
        add_model(path, "write", name, ENTRY)
