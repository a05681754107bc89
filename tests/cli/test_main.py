"""The command line as scripts see it: exit codes, stdout, stderr, and what is left on disk."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from pathlib import Path

import jsonschema
import pytest
import yaml

from commands import digiteller
from digiteller.cli.main import COMMANDS
from digiteller.project.folder import Project


def test_every_command_has_help_and_every_module_is_a_command() -> None:
    for name in COMMANDS:
        done = digiteller(name, "--help")
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("Usage: ")


def test_a_new_story_is_valid_and_never_overwritten(tmp_path: Path) -> None:
    done = digiteller("new", tmp_path / "fox")
    path = tmp_path / "fox" / "story.yaml"
    assert (done.returncode, done.stdout) == (0, f"{path}\n")
    schema = json.loads(digiteller("schema").stdout)
    jsonschema.validate(yaml.safe_load(path.read_text()), schema, jsonschema.Draft202012Validator)
    path.write_text("mine")
    assert digiteller("new", tmp_path / "fox").returncode == 2
    assert path.read_text() == "mine"


@pytest.mark.parametrize("command", [["all"], ["write"], ["all", "--dry-run"]])
def test_a_bad_spec_exits_3_and_writes_nothing(tmp_path: Path, command: list[str]) -> None:
    spec = tmp_path / "bad.yaml"
    spec.write_text("premise: a\nscenes: 0\n")
    done = digiteller(*command, spec)
    assert done.returncode == 3
    assert f"{spec}:2: scenes: " in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == [spec]


@pytest.mark.few(4)
@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["narrate"], 2, "which project?"),
        (["narrate", "-p", "nowhere"], 3, "story.yaml is missing"),
        (["all", "none.yaml"], 3, "none.yaml: cannot be read"),
        (["all", "good.yaml", "--scene", "3"], 2, "there is no scene 3"),
        (["all", "good.yaml", "--from", "render", "--to", "write"], 2, "comes after"),
        (["all", "good.yaml", "--seed", "-1"], 2, "--seed"),
        (["write", "good.yaml", "--model", "gpt-9"], 2, "no model called 'gpt-9'; there are: library, smollm2-135m, "),
        (["all", "good.yaml", "--models", "broken.yaml"], 3, "broken.yaml:1: "),
        (["models", "pull", "gpt-9"], 2, "no model called gpt-9"),
        (["sing"], 2, "No such command"),
        (["narrate", "-p", "empty"], 3, "story.yaml is missing"),
    ],
)
def test_what_cannot_be_done_is_explained(tmp_path: Path, arguments: list[str], code: int, says: str) -> None:
    (tmp_path / "good.yaml").write_text("scenes:\n  - text: One.\n  - text: Two.\n")
    (tmp_path / "broken.yaml").write_text("sing: {}\n")
    (tmp_path / "empty").mkdir()
    done = digiteller(*arguments, cwd=tmp_path)
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_your_own_words_pass_through_word_for_word(tmp_path: Path) -> None:
    texts = ["First,  words - “as” they stand…", "Две строки:\nto the letter. 🦊"]
    spec = tmp_path / "own.yaml"
    spec.write_text(yaml.safe_dump({"title": "T", "scenes": [{"text": text} for text in texts]}, allow_unicode=True))
    done = digiteller("write", spec)
    assert done.returncode == 0, done.stderr
    script = json.loads((tmp_path / "own" / "script.json").read_text())
    assert [scene["text"] for scene in script["scenes"]] == texts
    assert done.stdout == f"{tmp_path / 'own' / 'script.json'}\n"


def test_a_second_run_does_nothing_and_an_edit_is_kept(tmp_path: Path) -> None:
    spec = tmp_path / "own.yaml"
    spec.write_text("scenes:\n  - text: One.\n")
    assert "write: script.json made" in digiteller("write", spec).stderr
    again = digiteller("write", spec)
    assert again.returncode == 0
    assert "write: up to date" in again.stderr
    script = tmp_path / "own" / "script.json"
    edited = script.read_text().replace("One.", "Uno.")
    script.write_text(edited)
    spec.write_text("scenes:\n  - text: Two.\n")
    kept = digiteller("write", spec)
    assert kept.returncode == 0
    assert "your own script.json stays as it is, although scene 1 of the spec changed" in kept.stderr
    assert script.read_text() == edited
    assert digiteller("write", spec, "--force").returncode == 0
    assert "Two." in script.read_text()
    assert (tmp_path / "own" / "script.yours-1.json").read_text() == edited


def test_a_project_in_use_exits_75(tmp_path: Path) -> None:
    spec = tmp_path / "own.yaml"
    spec.write_text("scenes:\n  - text: One.\n")
    with Project(tmp_path / "own").locked():
        done = digiteller("write", spec)
    assert done.returncode == 75
    assert "in use" in done.stderr


def test_without_the_weights_and_the_network_it_exits_4_with_the_command(tmp_path: Path) -> None:
    spec = tmp_path / "s.yaml"
    spec.write_text("premise: A fox.\n")
    done = digiteller("write", spec, "--offline", DIGITELLER_HOME=str(tmp_path / "empty"))
    assert done.returncode == 4
    assert "digiteller models pull en-core-web-sm" in done.stderr
    verified = digiteller("models", "verify", "smollm2-135m", DIGITELLER_HOME=str(tmp_path / "empty"))
    assert verified.returncode == 4


def test_the_doctor_finds_what_is_missing_and_names_the_cure(tmp_path: Path) -> None:
    well = digiteller("doctor")
    assert well.returncode == 0, well.stdout
    assert "ok       ffmpeg: " in well.stdout
    assert "MISSING" not in well.stdout
    ill = digiteller("doctor", DIGITELLER_HOME=str(tmp_path), IMAGEIO_FFMPEG_EXE=str(tmp_path / "none"))
    assert ill.returncode != 0
    assert "MISSING  read (en-core-web-sm)" in ill.stdout
    assert "try: digiteller models pull en-core-web-sm" in ill.stdout
    assert "MISSING  ffmpeg" in ill.stdout


def test_status_tells_each_output_and_changes_nothing(tmp_path: Path) -> None:
    spec = tmp_path / "own.yaml"
    spec.write_text("scenes:\n  - text: One.\n")
    digiteller("write", spec)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    done = digiteller("status", "-p", tmp_path / "own")
    assert done.returncode == 0, done.stderr
    lines = [line.split(maxsplit=2) for line in done.stdout.splitlines()]
    assert ["script.json", "fresh"] in lines
    assert ["narration/01.wav", "stale", "it has not been made yet"] in lines
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_dry_run_before_the_first_one_tells_and_writes_nothing(tmp_path: Path) -> None:
    spec = tmp_path / "own.yaml"
    spec.write_text("scenes:\n  - text: One.\n")
    done = digiteller("all", spec, "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "write: script.json would be made: it has not been made yet" in done.stderr
    assert f"narrate: waits: {tmp_path / 'own' / 'script.json'} is missing" in done.stderr
    assert "up to date\n" not in done.stderr
    assert list(tmp_path.iterdir()) == [spec]


@pytest.mark.few(1)
@pytest.mark.parametrize("attempts", [1, 2])
def test_a_server_that_fails_is_asked_as_often_as_allowed(tmp_path: Path, attempts: int) -> None:
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def refuse() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    asked.append(connection.recv(1))
                    connection.close()

        threading.Thread(target=refuse, daemon=True).start()
        file = {
            "name": "w.gguf",
            "sha256": "0" * 64,
            "bytes": 1,
            "sources": [{"url": f"https://127.0.0.1:{server.getsockname()[1]}/w.gguf"}],
        }
        models = {"write": {"far": {"backend": "llamacpp", "licence": "MIT", "files": [file]}}}
        (tmp_path / "models.yaml").write_text(yaml.safe_dump(models))
        (tmp_path / "s.yaml").write_text("premise: A fox.\n")
        environment = {"DIGITELLER_HOME": str(tmp_path / "home"), "DIGITELLER_MODELS": str(tmp_path / "models.yaml")}
        for command in (["models", "pull", "far"], ["write", "s.yaml", "--model", "far"]):
            asked.clear()
            done = digiteller(*command, "--max-attempts", str(attempts), cwd=tmp_path, **environment)
            assert done.returncode == 4
            assert "w.gguf of far could not be fetched" in done.stderr
            assert len(asked) == attempts
