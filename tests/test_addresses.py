from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import huggingface_hub
import pytest

from digiteller.addresses import writer_at
from digiteller.errors import DigitellerError, UsageError, WeightsError

COMMIT = "0123456789abcdef0123456789abcdef01234567"
CONTENT = b'{"model_type": "gpt2"}'


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stand in for the hub, which no test asks; return the list of what it was asked."""
    asked: list[str] = []
    monkeypatch.setenv("DIGITELLER_HOME", str(tmp_path / "home"))

    class Api:
        def model_info(self, repo: str, revision: str, files_metadata: bool) -> Any:
            asked.append(f"{repo}@{revision}")
            if repo == "no/where":
                raise OSError("404: no such repository\nmore")
            large = SimpleNamespace(sha256="a" * 64, size=1234)
            siblings = [
                SimpleNamespace(rfilename=name, lfs=large if name.endswith(("gguf", "tensors", "bin")) else None)
                for name in ("config.json", "modeling.py", "model.safetensors", "pytorch_model.bin", "q/Big.Q8.gguf")
            ]
            return SimpleNamespace(siblings=siblings, card_data=SimpleNamespace(license="apache-2.0"))

    def download(repo: str, name: str, revision: str) -> str:
        asked.append(name)
        (tmp_path / name).write_bytes(CONTENT)
        return str(tmp_path / name)

    monkeypatch.setattr(huggingface_hub, "HfApi", Api)
    monkeypatch.setattr(huggingface_hub, "hf_hub_download", download)
    return asked


def test_one_file_of_the_hub(hub: list[str]) -> None:
    model = writer_at(f"hf:some/models/q/Big.Q8.gguf@{COMMIT}")
    assert model is not None
    (file,) = model.entry.files
    assert (model.entry.backend, model.entry.licence, model.weights) == ("llamacpp", "apache-2.0", ["a" * 64])
    assert (file.name, file.bytes) == ("Big.Q8.gguf", 1234)
    assert file.sources[0].model_dump() == {"hf": "some/models", "file": "q/Big.Q8.gguf", "revision": COMMIT}
    assert hub == [f"some/models@{COMMIT}"]
    assert writer_at(f"hf:some/models/q/Big.Q8.gguf@{COMMIT}", offline=True) == model
    assert len(hub) == 1  # a commit does not change: it is asked once


def test_a_repository_without_its_code_and_pickles(hub: list[str]) -> None:
    model = writer_at(f"hf:some/models@{COMMIT}")
    assert model is not None
    assert model.entry.backend == "transformers"
    assert {file.name: file.sha256 for file in model.entry.files} == {
        "config.json": hashlib.sha256(CONTENT).hexdigest(),
        "model.safetensors": "a" * 64,
    }


def test_what_the_hub_does_not_have(hub: list[str]) -> None:
    with pytest.raises(WeightsError, match="404"):
        writer_at(f"hf:no/where@{COMMIT}")
    with pytest.raises(WeightsError, match=r"no Small\.gguf"):
        writer_at(f"hf:some/models/Small.gguf@{COMMIT}")
    with pytest.raises(WeightsError, match="--offline"):
        writer_at(f"hf:some/models@{COMMIT}", offline=True)


@pytest.mark.parametrize("address", ["hf:some/models", "hf:some/models@main", "hf:models@" + COMMIT, "hf:"])
def test_only_commits(hub: list[str], address: str) -> None:
    with pytest.raises(UsageError, match="OWNER/NAME@COMMIT"):
        writer_at(address)
    assert hub == []


def test_a_folder_of_this_machine(tmp_path: Path) -> None:
    for name in ("config.json", "model.safetensors", "run_me.py", "pytorch_model.bin"):
        (tmp_path / name).write_bytes(CONTENT)
    model = writer_at(str(tmp_path))
    assert model is not None
    assert (model.name, model.entry.backend) == (tmp_path.name, "transformers")
    assert [file.name for file in model.entry.files] == ["config.json", "model.safetensors"]


def test_what_is_not_there(tmp_path: Path) -> None:
    assert writer_at("smollm2-135m") is None
    (tmp_path / "my model.gguf").write_bytes(b"GGUF")
    for address in ("no.gguf", str(tmp_path), "./no", str(tmp_path / "my model.gguf")):
        with pytest.raises(DigitellerError) as caught:
            writer_at(address)
        assert caught.value.exit_code == 2


def test_the_command_takes_a_file_and_the_spec_does_not(
    tmp_path: Path, model_files: Callable[[str, str], dict[str, Path]]
) -> None:
    (tmp_path / "tiny.gguf").symlink_to(next(iter(model_files("write", "smollm2-135m").values())))
    spec = tmp_path / "fox.yaml"
    spec.write_text("premise: A fox.\nscenes: [{text: A fox ran home.}]\n")

    def write(*more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "digiteller", "write", str(spec), *more]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, cwd=tmp_path)

    done = write("--model", "tiny.gguf", "--offline")
    assert done.returncode == 0, done.stderr
    assert "up to date" in write("--model", str(tmp_path / "tiny.gguf"), "--offline").stderr
    assert json.loads((tmp_path / "fox" / "script.json").read_text())["scenes"][0]["text"] == "A fox ran home."
    spec.write_text("premise: A fox.\nscenes: 1\nwrite: {model: tiny.gguf}\n")
    refused = write()
    assert refused.returncode == 3
    assert "there is no model 'tiny.gguf'" in refused.stderr
