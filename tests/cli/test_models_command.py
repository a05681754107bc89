"""``digiteller models add``: what it writes can be used at once, and what is wrong is said."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

OWN = ("models", "add", "write", "mine", "--backend", "llamacpp", "--licence", "MIT")


def digiteller(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "digiteller", *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, env=os.environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def test_a_model_is_added_with_its_hash_and_found(tmp_path: Path) -> None:
    (tmp_path / "weights").mkdir()
    (tmp_path / "weights" / "mine.gguf").write_bytes(b"GGUF")
    (tmp_path / "models.yaml").write_text("# my models\n")
    more = ("--file", "weights/mine.gguf", "--credit", "Words: me", "--option", "languages=[en, de]")
    done = digiteller(*OWN, *more, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "models.yaml\n", "")
    text = (tmp_path / "models.yaml").read_text()
    assert text.startswith("# my models\n")
    entry = yaml.safe_load(text)["write"]["mine"]
    assert (entry["credit"], entry["options"]) == ("Words: me", {"languages": ["en", "de"]})
    (file,) = entry["files"]
    assert (file["sha256"], file["bytes"]) == (hashlib.sha256(b"GGUF").hexdigest(), 4)
    assert file["sources"] == [{"file": "weights/mine.gguf"}]
    verified = digiteller("models", "verify", "mine", "--models", "models.yaml", cwd=tmp_path)
    assert verified.returncode == 0 and "mine.gguf: ok" in verified.stdout
    assert digiteller(*OWN, *more, cwd=tmp_path).returncode == 2
    assert (tmp_path / "models.yaml").read_text() == text


def test_a_file_may_have_another_name_in_the_model(tmp_path: Path) -> None:
    for name in ("a.json", "b=c.bin"):
        (tmp_path / name).write_bytes(b"{}")
    done = digiteller(*OWN, "--file", "clip/config.json=a.json", "--file", "b=c.bin", cwd=tmp_path)
    assert done.returncode == 2 and "cannot be added" in done.stderr  # a name has no =
    done = digiteller(*OWN, "--file", "clip/config.json=a.json", "--file", "c.bin=b=c.bin", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    files = yaml.safe_load((tmp_path / "models.yaml").read_text())["write"]["mine"]["files"]
    assert [(file["name"], file["sources"]) for file in files] == [
        ("clip/config.json", [{"file": "a.json"}]),
        ("c.bin", [{"file": "b=c.bin"}]),
    ]


@pytest.mark.few(4)
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((*OWN, "--file", "none.gguf"), "none.gguf"),
        ((*OWN, "--file", "a b.gguf"), "cannot be added"),
        ((*OWN, "--file", "w.gguf", "--file", "w.gguf"), "two files have the same name"),
        ((*OWN, "--option", "languages"), "is not NAME=VALUE"),
        ((*OWN, "--option", "x=[1"), "is not NAME=VALUE"),
        ((*OWN, "--option", "api_key=hunter2hunter2"), "cannot be added"),
        ((*OWN[:3], "../x", *OWN[4:]), "no name of a model"),
        (("models", "add", "sing", "mine", *OWN[4:]), "sing"),
        ((*OWN[:5], "gpt", *OWN[6:]), "no backend called 'gpt'; there are: llamacpp"),
    ],
)
def test_what_cannot_be_added_is_explained(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    for name in ("a b.gguf", "w.gguf"):
        (tmp_path / name).write_bytes(b"GGUF")
    done = digiteller(*arguments, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr and "hunter2" not in done.stderr
    assert not (tmp_path / "models.yaml").exists()
