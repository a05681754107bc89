"""Cron, CI and containers: no terminal, home or name, the C locale, a tight umask, streams that are closed or full."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from digiteller.models.registry import load_registry
from digiteller.models.weights_cache import locate, weights_home

SMOKE = Path(__file__).parents[2] / "examples" / "smoke.yaml"
TOTALS = r"\d+ made, \d+ up to date, \d+\.\d s"


def digiteller(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "digiteller", *map(str, arguments)]
    settings = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.run(command, text=True, errors="surrogateescape", check=False, **settings)  # type: ignore[call-overload]


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text("scenes:\n  - text: One.\n")
    return path


def test_quiet_prints_errors_only(spec: Path) -> None:
    done = digiteller("write", spec, "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    assert digiteller("write", spec, "--quiet").stderr == ""
    spec.write_text("scenes: 0\n")
    failed = digiteller("write", spec, "--quiet")
    assert failed.returncode == 3
    assert failed.stderr.startswith(f"digiteller: {spec}:1: scenes: ")
    assert len(failed.stderr.splitlines()) == 1


@pytest.mark.slow
def test_the_last_line_sums_up_what_became_of_the_run(spec: Path) -> None:
    assert re.fullmatch(TOTALS, digiteller("write", spec).stderr.splitlines()[-1])
    assert re.fullmatch(TOTALS, digiteller("write", spec).stderr.splitlines()[-1])
    (spec.with_suffix("") / "script.json").write_text("broken")
    failed = digiteller("narrate", "-p", spec.with_suffix(""))
    assert failed.returncode == 3
    assert re.fullmatch(f"failed: {TOTALS}", failed.stderr.splitlines()[-1])
    stopped = digiteller("all", SMOKE, "-p", spec.parent / "p", "--to", "write", "--timeout", "300")
    assert re.fullmatch(r"2 made, 0 up to date, \d+\.\d s", stopped.stderr.splitlines()[-1])
    (spec.parent / "p" / "narration").write_text("in the way")
    stopped = digiteller("narrate", "-p", spec.parent / "p")
    assert stopped.returncode == 6
    assert re.fullmatch(r"failed: 0 made, 0 up to date, \d+\.\d s", stopped.stderr.splitlines()[-1])
    late = digiteller("all", SMOKE, "-p", spec.parent / "late", "--timeout", "1.5")
    assert re.fullmatch(f"failed: {TOTALS}", late.stderr.splitlines()[-1])


@pytest.mark.slow
def test_no_control_characters_without_a_terminal(tmp_path: Path) -> None:
    spec = tmp_path / "a\x1b[31m\x9bb\rc.yaml"
    spec.write_text("scenes:\n  - text: One.\n")
    texts = [digiteller("write", spec).stderr]
    spec.write_text("scenes:\n  - text: Two.\n    colour\x1b: red\n")
    texts.append(digiteller("write", spec).stderr)
    texts.append(digiteller("write", tmp_path / "not\x07there.yaml").stderr)
    spec.write_text('"scen\\es": 0\n')
    texts.append(digiteller("write", spec).stderr)
    for text in texts:
        assert text
        assert [letter for letter in text if ord(letter) < 32 or 127 <= ord(letter) < 160] == ["\n"] * text.count("\n")


@pytest.mark.parametrize("more", [[], ["--log-json"], ["--quiet"]])
def test_secrets_are_never_told(tmp_path: Path, more: list[str]) -> None:
    key = 'hunter2"é-hunter2'
    environment = os.environ | {"STORY_API_KEY": key}
    misused = digiteller("all", f"--no-such-option-{key}", *more, env=environment)
    missing = digiteller("all", f"{tmp_path}/{key}.yaml", *more, env=environment)
    assert (misused.returncode, missing.returncode) == (2, 3)
    for done in (misused, missing):
        assert "***" in done.stderr
        assert "hunter2" not in done.stderr


def test_a_run_that_takes_too_long_exits_124_and_can_go_on(tmp_path: Path) -> None:
    late = digiteller("all", SMOKE, "-p", tmp_path / "p", "--timeout", "1")
    assert late.returncode == 124, late.stderr
    assert "the time that --timeout allows is up" in late.stderr
    assert "Traceback" not in late.stderr
    assert not (tmp_path / "p" / ".digiteller" / "staging").exists()
    assert digiteller("status", "-p", tmp_path / "p").returncode == 0
    done = digiteller("write", SMOKE, "-p", tmp_path / "p", "--timeout", "300")
    assert done.returncode == 0, done.stderr
    assert digiteller("write", SMOKE, "--timeout", "0").returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_log_that_cannot_be_written_does_not_stop_the_work(spec: Path) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = digiteller("write", spec, stderr=full)
        assert (done.returncode, done.stdout) == (0, f"{spec.with_suffix('')}/script.json\n")
        refused = digiteller("write", spec, stdout=full)
    assert refused.returncode == 6
    assert "standard output: No space left on device" in refused.stderr


def test_a_log_that_nobody_reads_does_not_stop_the_work(spec: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = digiteller("write", spec, stderr=writer)
    os.close(writer)
    assert done.returncode == 0
    assert (spec.with_suffix("") / "script.json").exists()


def test_closed_streams_do_no_harm(spec: Path) -> None:
    command = f"exec {sys.executable} -m digiteller write {spec} <&- >&- 2>&-"
    assert subprocess.run(["sh", "-c", command], check=False).returncode == 0
    assert "One." in (spec.with_suffix("") / "script.json").read_text()


@pytest.mark.few(1)
@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
def test_any_name_works_in_the_c_locale(tmp_path: Path, locale: dict[str, str]) -> None:
    spec = tmp_path / "Лиса 🦊.yaml"
    spec.write_text("title: Лиса\nscenes:\n  - text: Лиса спит.\n", encoding="utf-8")
    done = digiteller("write", spec, env=os.environ | locale)
    assert done.returncode == 0, done.stderr
    assert "Лиса спит." in (tmp_path / "Лиса 🦊" / "script.json").read_text(encoding="utf-8")
    spec.write_text("title: 1\nтитул: Лиса\n", encoding="utf-8")
    assert digiteller("write", spec, env=os.environ | locale).returncode == 3


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m digiteller schema | head -1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("{\n", "")


WATCHED = """
import os, runpy, sys
allowed = (sys.argv.pop(1), os.devnull, "/proc/", "/dev/")
def watch(event, arguments):
    path = None
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        path = arguments[0]
    elif event in ("os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree") and arguments[-1] in (-1, None):
        path = arguments[0]
    elif event in ("os.rename", "os.link", "os.symlink"):
        path = arguments[1]
    if isinstance(path, (str, bytes, os.PathLike)) and not os.path.abspath(os.fsdecode(path)).startswith(allowed):
        os.write(2, f"WRITES {path}\\n".encode())
sys.addaudithook(watch)
runpy.run_module("digiteller", run_name="__main__", alter_sys=True)
"""
"""Runs digiteller and tells of whatever it makes, changes or removes outside of a folder."""

BARE = {"PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"}
SOMEBODY = ("unshare", "--net", "--user", "--map-user=12345", "--map-group=12345")
"""Runs a command as a user without name, home or privilege, and without a network, as a container may."""


def test_a_film_needs_no_home_and_writes_only_into_its_folder(tmp_path: Path) -> None:
    """With the environment that cron gives, and less."""
    project = tmp_path / "p"
    (tmp_path / "tmp").mkdir()
    bare = BARE | {"LANG": "C", "DIGITELLER_HOME": str(weights_home()), "TMPDIR": str(tmp_path / "tmp")}
    command = [sys.executable, "-c", WATCHED, str(tmp_path), "all", str(SMOKE), "-p", str(project), "--offline"]
    done = subprocess.run(
        command, cwd="/", env=bare, stdin=subprocess.DEVNULL, capture_output=True, text=True, umask=0o077, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "WRITES" not in done.stderr
    assert done.stdout == f"{project / 'story.mp4'}\n"
    assert sorted(path.name for path in (*tmp_path.iterdir(), *(tmp_path / "tmp").iterdir())) == ["p", "tmp"]
    for path in (project, *project.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    again = digiteller("all", SMOKE, "-p", project, umask=0o022)
    assert re.match(r"0 made", again.stderr.splitlines()[-1]), again.stderr


def test_what_is_made_has_the_modes_that_the_umask_says(spec: Path) -> None:
    assert digiteller("write", spec, umask=0o027).returncode == 0
    for path in spec.with_suffix("").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o750 if path.is_dir() else 0o640), path


def can_be_somebody() -> bool:
    return bool(shutil.which("unshare")) and subprocess.run([*SOMEBODY, "true"], capture_output=True).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(not can_be_somebody(), reason="this machine lets nobody make a user namespace")
def test_a_user_without_name_home_or_privilege_makes_a_film_with_a_read_only_cache(tmp_path: Path) -> None:
    cache, project = tmp_path / "cache", tmp_path / "p"
    (tmp_path / "tmp").mkdir()
    (cache / "weights").mkdir(parents=True)
    for model in load_registry().defaults():
        for file in model.entry.files:
            path = locate(model, file)
            assert path is not None
            (cache / "weights" / file.sha256).symlink_to(path)
    for folder in (cache / "weights", cache):
        folder.chmod(0o555)
    command = [*SOMEBODY, sys.executable, "-c", WATCHED, str(tmp_path)]
    bare = BARE | {"TMPDIR": str(tmp_path / "tmp")}

    def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*command, *map(str, arguments)],
            cwd=tmp_path,
            env=bare | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    done = run("all", SMOKE, "-p", project, DIGITELLER_HOME=str(cache))
    assert done.returncode == 0, done.stderr
    assert "WRITES" not in done.stderr
    assert (project / "story.mp4").exists()
    doctor = run("doctor", DIGITELLER_HOME=str(cache))
    assert doctor.returncode == 0, doctor.stdout
    assert f"{cache}, which cannot be written" in doctor.stdout
    homeless = run("models", "pull", "smollm2-135m")
    assert homeless.returncode == 4, homeless.stderr
    assert "DIGITELLER_HOME" in homeless.stderr and "WRITES" not in homeless.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "p", "tmp"]
