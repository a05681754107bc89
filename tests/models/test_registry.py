from __future__ import annotations

from pathlib import Path

import pytest

from digiteller.backends.table import BACKENDS
from digiteller.errors import SpecError, UsageError
from digiteller.models.registry import Registry, load_registry


def test_every_stage_has_one_default_and_every_model_a_backend() -> None:
    registry = load_registry()
    assert set(registry.models) == set(BACKENDS)
    for stage, models in registry.models.items():
        assert sum(model.entry.default for model in models.values()) == 1
        for model in models.values():
            assert model.entry.backend in BACKENDS[stage]


def test_later_files_win(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = "narrate:\n  {name}: {{backend: hibari, licence: {licence}, default: {default}}}\n"
    for place, licence in (("env", "E"), ("project", "P"), ("extra", "X")):
        (tmp_path / place).mkdir()
        (tmp_path / place / "models.yaml").write_text(entry.format(name="mine", licence=licence, default="true"))
    monkeypatch.setenv("DIGITELLER_MODELS", str(tmp_path / "env" / "models.yaml"))
    assert load_registry().get("narrate").entry.licence == "E"
    assert load_registry(tmp_path / "project").get("narrate").entry.licence == "P"
    registry = load_registry(tmp_path / "project", [tmp_path / "extra" / "models.yaml"])
    assert registry.get("narrate").entry.licence == "X"
    assert registry.get("narrate", "hibari").name == "hibari"


def test_an_unknown_model_is_answered_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"no model called 'x'; there are: hibari"):
        load_registry().get("narrate", "x")
    with pytest.raises(UsageError, match="no default model"):
        Registry().get("write")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("sing: {}\n", 1, "sing"),
        ("write:\n  a: {backend: none}\n", 2, "licence"),
        ("write:\n  a: {backend: none, licence: x, colour: red}\n", 2, "colour"),
        (
            "write:\n  a:\n    backend: none\n    licence: x\n    files:\n"
            f"      - {{name: x, sha256: {'0' * 64}, bytes: 1, sources: [{{ftp: y}}]}}\n",
            6,
            "one of the keys: pypi, member, hf, file, revision, url",
        ),
        (
            "write:\n  a:\n    backend: none\n    licence: x\n    files:\n      - {name: ../x, sha256: a, bytes: 1}\n",
            6,
            "sha256",
        ),
    ],
)
def test_a_bad_models_file_is_refused_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    path = tmp_path / "models.yaml"
    path.write_text(text)
    with pytest.raises(SpecError) as caught:
        load_registry(tmp_path)
    assert f"{path}:{line}:" in str(caught.value)
    assert says in str(caught.value)
