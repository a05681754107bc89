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

from digiteller.errors import DigitellerError, UsageError, WeightsError
from digiteller.models.model_addresses import find_model
from digiteller.models.registry import Model, load_registry
from digiteller.options import ModelStage

COMMIT = "0123456789abcdef0123456789abcdef01234567"
CONTENT = b'{"model_type": "gpt2"}'
PIPELINE = (
    b'{"_class_name": "StableDiffusionPipeline", "unet": ["diffusers", "UNet2DConditionModel"],'
    b' "tokenizer": ["transformers", "CLIPTokenizer"], "safety_checker": [null, null], "version": 2}'
)
OF_PIPELINE = ["model_index.json", "tokenizer/vocab.json", "unet/config.json", "unet/model.safetensors"]
NOT_OF_IT = ["run_me.py", "sd.safetensors", "unet/model.fp16.safetensors", "unet/model.bin", "unet/net.py",
             "vae_1_0/model.safetensors", "safety_checker/model.safetensors"]  # fmt: skip


def at(address: str, stage: ModelStage = "write", offline: bool = False) -> Model:
    return find_model(load_registry(), stage, address, offline)


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
            names = ["config.json", "modeling.py", "model.safetensors", "pytorch_model.bin", "q/Big.Q8.gguf"]
            if repo == "some/pipeline":
                names = [*OF_PIPELINE, *NOT_OF_IT]
            large_ones = ("gguf", "tensors", "bin")
            siblings = [
                SimpleNamespace(rfilename=name, lfs=large if name.endswith(large_ones) else None) for name in names
            ]
            return SimpleNamespace(siblings=siblings, card_data=SimpleNamespace(license="apache-2.0"))

    def download(repo: str, name: str, revision: str) -> str:
        asked.append(name)
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(PIPELINE if repo == "some/pipeline" else CONTENT)
        return str(tmp_path / name)

    monkeypatch.setattr(huggingface_hub, "HfApi", Api)
    monkeypatch.setattr(huggingface_hub, "hf_hub_download", download)
    return asked


def test_one_file_of_the_hub(hub: list[str]) -> None:
    model = at(f"hf:some/models/q/Big.Q8.gguf@{COMMIT}")
    (file,) = model.entry.files
    assert (model.entry.backend, model.entry.licence, model.weights) == ("llamacpp", "apache-2.0", ["a" * 64])
    assert (file.name, file.bytes) == ("q/Big.Q8.gguf", 1234)
    assert file.sources[0].model_dump() == {"hf": "some/models", "file": "q/Big.Q8.gguf", "revision": COMMIT}
    assert hub == [f"some/models@{COMMIT}"]
    assert at(f"hf:some/models/q/Big.Q8.gguf@{COMMIT}", offline=True) == model
    assert len(hub) == 1  # a commit does not change: it is asked once


def test_a_repository_without_its_code_and_pickles(hub: list[str]) -> None:
    model = at(f"hf:some/models@{COMMIT}")
    assert model.entry.backend == "transformers"
    assert {file.name: file.sha256 for file in model.entry.files} == {
        "config.json": hashlib.sha256(CONTENT).hexdigest(),
        "model.safetensors": "a" * 64,
    }


def test_what_the_hub_does_not_have(hub: list[str]) -> None:
    with pytest.raises(WeightsError, match="404"):
        at(f"hf:no/where@{COMMIT}")
    with pytest.raises(WeightsError, match=r"no Small\.gguf"):
        at(f"hf:some/models/Small.gguf@{COMMIT}")
    with pytest.raises(WeightsError, match="--offline"):
        at(f"hf:some/models@{COMMIT}", offline=True)


def test_a_pipeline_of_the_hub_without_second_copies(hub: list[str]) -> None:
    model = at(f"hf:some/pipeline@{COMMIT}", "illustrate")
    assert (model.stage, model.entry.backend) == ("illustrate", "diffusion")
    assert [file.name for file in model.entry.files] == OF_PIPELINE
    assert at(f"hf:some/pipeline@{COMMIT}", "illustrate", offline=True) == model
    with pytest.raises(WeightsError, match=r"no model_index\.json"):
        at(f"hf:some/models@{COMMIT}", "illustrate")


def test_what_is_known_for_one_stage_is_not_for_another(hub: list[str]) -> None:
    at(f"hf:some/models@{COMMIT}")
    with pytest.raises(WeightsError, match="--offline"):
        at(f"hf:some/models@{COMMIT}", "illustrate", offline=True)


def test_an_upscaler_of_the_hub_is_one_file(hub: list[str]) -> None:
    model = at(f"hf:some/models/model.safetensors@{COMMIT}", "upscale")
    assert (model.stage, model.entry.backend, model.weights) == ("upscale", "esrgan", ["a" * 64])
    for address in (f"hf:some/models@{COMMIT}", f"hf:some/models/config.json@{COMMIT}"):
        with pytest.raises(UsageError, match=r"hf:OWNER/NAME/FILE\.pth@COMMIT"):
            at(address, "upscale")


def test_pipelines_are_folders(hub: list[str]) -> None:
    with pytest.raises(UsageError, match=r"is not hf:OWNER/NAME@COMMIT$"):
        at(f"hf:some/models/model.safetensors@{COMMIT}", "illustrate")


@pytest.mark.parametrize("address", ["hf:some/models", "hf:some/models@main", "hf:models@" + COMMIT, "hf:"])
def test_only_commits(hub: list[str], address: str) -> None:
    with pytest.raises(UsageError, match="OWNER/NAME@COMMIT"):
        at(address)
    assert hub == []


def test_a_folder_of_this_machine(tmp_path: Path) -> None:
    for name in ("config.json", "model.safetensors", "run_me.py", "pytorch_model.bin"):
        (tmp_path / name).write_bytes(CONTENT)
    model = at(str(tmp_path))
    assert (model.name, model.entry.backend) == (tmp_path.name, "transformers")
    assert [file.name for file in model.entry.files] == ["config.json", "model.safetensors"]


def test_a_composer_of_this_machine(tmp_path: Path) -> None:
    for name in ("config.json", "model.safetensors", "tokenizer.json", "state_dict.bin"):
        (tmp_path / name).write_bytes(CONTENT)
    model = at(str(tmp_path), "compose")
    assert (model.stage, model.entry.backend) == ("compose", "musicgen")
    assert [file.name for file in model.entry.files] == ["config.json", "model.safetensors", "tokenizer.json"]
    assert at("music-transformer", "compose").entry.backend == "music-transformer"


def test_a_pipeline_of_this_machine(tmp_path: Path) -> None:
    for name in (*OF_PIPELINE, *NOT_OF_IT):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(PIPELINE)
    model = at(str(tmp_path), "illustrate")
    assert (model.stage, model.name, model.entry.backend) == ("illustrate", tmp_path.name, "diffusion")
    assert [file.name for file in model.entry.files] == OF_PIPELINE
    for damaged in (b"{", b"[]", b"\xff"):
        (tmp_path / "model_index.json").write_bytes(damaged)
        with pytest.raises(WeightsError, match=r"model_index\.json: cannot be read"):
            at(str(tmp_path), "illustrate")


def test_an_upscaler_of_this_machine(tmp_path: Path) -> None:
    (tmp_path / "net.pth").write_bytes(b"x")
    model = at(str(tmp_path / "net.pth"), "upscale")
    assert (model.stage, model.name, model.entry.backend) == ("upscale", "net.pth", "esrgan")
    for address in (str(tmp_path), "gone.pth", str(tmp_path / "net.gguf")):
        with pytest.raises(UsageError, match="no model to upscale with"):
            at(address, "upscale")


def test_stages_without_addresses_take_names_alone(tmp_path: Path) -> None:
    assert at("hibari", "narrate").name == "hibari"
    with pytest.raises(UsageError, match=r"no model called '\./voice'"):
        at("./voice", "narrate")


def test_what_is_not_there(tmp_path: Path) -> None:
    assert at("smollm2-135m").entry.backend == "llamacpp"
    (tmp_path / "my model.gguf").write_bytes(b"GGUF")
    for address in ("no.gguf", str(tmp_path), "./no", str(tmp_path / "my model.gguf")):
        with pytest.raises(DigitellerError) as caught:
            at(address)
        assert caught.value.exit_code == 2


@pytest.mark.slow
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
