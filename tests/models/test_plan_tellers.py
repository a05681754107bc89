"""Models of this machine that could tell a plot are named, and never used unasked."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from commands import digiteller
from digiteller.models.plan_tellers import advise_plan, plan_tellers
from digiteller.models.registry import Registry, load_registry

MODELS = """
write:
  small: {backend: llamacpp, licence: MIT, options: {method: chat}, files: [{small}]}
  large: {backend: llamacpp, licence: MIT, options: {method: chat}, files: [{large}]}
  continues: {backend: llamacpp, licence: MIT, options: {method: sentences}, files: [{large}]}
  missing: {backend: llamacpp, licence: MIT, options: {method: chat}, files: [{missing}]}
"""


def file(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    return f"{{name: {path.name}, sha256: {digest}, bytes: {len(content)}, sources: [{{file: {path.name}}}]}}"


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DIGITELLER_HOME", str(tmp_path))
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    text = MODELS
    for name, size in (("small", 5), ("large", 9), ("missing", 20)):
        text = text.replace(f"{{{name}}}", file(tmp_path / f"{name}.gguf", name.encode() * size))
    (tmp_path / "missing.gguf").unlink()
    path = tmp_path / "models.yaml"
    path.write_text(text)
    return path


def test_those_that_are_here_and_are_asked_the_largest_first(models: Path) -> None:
    registry = load_registry(None, [models])
    assert plan_tellers(registry) == ["large", "small"]
    assert "write: {plan: library, model: large}" in str(advise_plan(registry))


def test_servers_that_the_user_has_but_nobody_asks(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ollama = models.parent / "ollama"
    ollama.write_text("#!/bin/sh\nexit 1\n")
    ollama.chmod(0o755)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    assert plan_tellers(load_registry()) == ["ollama", "openai"]


def test_where_there_is_none_nothing_is_said(models: Path) -> None:
    assert advise_plan(load_registry()) is None
    assert advise_plan(Registry()) is None


def test_the_doctor_and_the_library_tell_it_and_go_on(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    spec = models.parent / "fox.yaml"
    spec.write_text("premise: A fox finds a lantern.\nscenes: 2\n")
    own = {"DIGITELLER_MODELS": str(models), "OPENAI_BASE_URL": "", "PATH": ""}
    said = "write: {plan: library, model: large}"
    written = digiteller("write", spec, **own)
    assert written.returncode == 0, written.stderr
    assert written.stderr.count(said) == 1
    assert said not in digiteller("write", spec, **own).stderr
    assert (
        f"hint     to have the plot told in other words by large, small: {said}" in digiteller("doctor", **own).stdout
    )
