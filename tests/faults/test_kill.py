"""Killed at any instant, a run leaves a folder that the next run completes to the same bytes."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")

Contents = Callable[[Path], dict[str, bytes | None]]
Digiteller = Callable[..., subprocess.CompletedProcess[str]]
STAGES = ("adopt", "write", "narrate", "compose", "illustrate", "upscale", "render")


def command(spec: Path, folder: Path) -> list[str]:
    return [sys.executable, "-m", "digiteller", "all", str(spec), "-p", str(folder), "--log-json"]


def processes_on(folder: Path) -> list[str]:
    """Return the command lines of the processes that work on a project."""
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = file.read_text(errors="replace").replace("\0", " ")
        except OSError:
            continue
        if str(folder) in line and int(file.parent.name) != os.getpid():
            found.append(line)
    return found


def stop_in(stage: str, spec: Path, folder: Path, sent: int, delay: float, group: bool) -> tuple[int, float, list[str]]:
    """Send a signal some time after a stage began; return the exit code, the seconds until then, and the log."""
    log = []
    with subprocess.Popen(
        command(spec, folder), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True, text=True
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            log.append(line)
            if json.loads(line).get("event") == "stage" and json.loads(line)["stage"] == stage:
                break
        time.sleep(delay)
        started = time.monotonic()
        with contextlib.suppress(ProcessLookupError):  # it had finished
            (os.killpg if group else os.kill)(process.pid, sent)
        code = process.wait(60)
        seconds = time.monotonic() - started
        log += process.stderr.read().splitlines()
    for _ in range(500):
        if not processes_on(folder):
            return code, seconds, log
        time.sleep(0.01)
    raise AssertionError(f"left running: {processes_on(folder)}")


@pytest.mark.few(1)
@pytest.mark.parametrize("stage", STAGES)
def test_killed_in_a_stage_it_loses_nothing(
    stage: str, unwritten: Path, written_film: Path, tmp_path: Path, contents: Contents, digiteller: Digiteller
) -> None:
    delay = random.Random(os.environ.get("DIGITELLER_FAULTS_SEED", stage)).random() * 0.5
    stop_in(stage, unwritten, tmp_path / "story", signal.SIGKILL, delay, group=True)
    done = digiteller("all", unwritten, "-p", tmp_path / "story")
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "story") == contents(written_film)


@pytest.mark.slow
def test_killed_at_random_instants_it_loses_nothing(
    unwritten: Path,
    written_film: Path,
    tmp_path: Path,
    contents: Contents,
    digiteller: Digiteller,
    all_faults: bool,
) -> None:
    """Some trials begin with nothing, some with the film of another version of the story; some are killed repeatedly.

    The random numbers decide only when a process is killed: what is asserted holds whatever they are.
    """
    other = unwritten.with_name("other.yaml")
    other.write_text(
        unwritten.read_text().replace("The boat came home.", "The boat sailed.").replace("fps: 12", "fps: 15")
    )
    before = tmp_path / "before"
    assert digiteller("all", other, "-p", before).returncode == 0
    undisturbed = {"nothing": written_film, "another film": Path(shutil.copytree(before, tmp_path / "undisturbed"))}
    assert digiteller("all", unwritten, "-p", undisturbed["another film"]).returncode == 0
    expected = {name: contents(folder) for name, folder in undisturbed.items()}

    rng, wanted = random.Random(os.environ.get("DIGITELLER_FAULTS_SEED", "kill")), 100 if all_faults else 4
    kills: list[str] = []
    recoveries = []
    while len(kills) < wanted:
        start = rng.choice(list(undisturbed))
        folder = tmp_path / f"trial-{len(kills)}"
        if start == "another film":
            shutil.copytree(before, folder)
        for _ in range(rng.choice([1, 1, 2, 3])):
            stage = STAGES[len(kills) % len(STAGES)] if len(kills) < wanted // 2 else rng.choice(STAGES)
            delay = rng.random() ** 2 * (3 if stage in ("write", "render") else 0.8)
            code, _, _ = stop_in(stage, unwritten, folder, signal.SIGKILL, delay, group=True)
            kills.append(f"{stage} {'killed' if code == -signal.SIGKILL else 'had finished'}")
        started = time.monotonic()
        done = digiteller("all", unwritten, "-p", folder)
        recoveries.append(time.monotonic() - started)
        assert done.returncode == 0, done.stderr
        found = contents(folder)
        assert found.keys() == expected[start].keys(), (kills[-3:], found.keys() ^ expected[start].keys())
        assert [name for name in found if found[name] != expected[start][name]] == [], kills[-3:]
        shutil.rmtree(folder)
        print(f"{len(kills)} kills survived, the last in {kills[-1]}; {recoveries[-1]:.1f} s to recover", flush=True)
    print(f"\n{len(kills)} kills in {len(recoveries)} trials, nothing lost;", end=" ")
    print(f"seconds to recover: median {statistics.median(recoveries):.1f}, most {max(recoveries):.1f};", end=" ")
    print({kill: kills.count(kill) for kill in sorted(set(kills))})


@pytest.mark.parametrize(
    ("every", "repeated", "least"), [(29, 5, 25), pytest.param(7, 20, 100, marks=pytest.mark.slow)]
)
def test_killed_at_every_access_to_a_file_the_engine_loses_nothing(
    tmp_path: Path, all_faults: bool, every: int, repeated: int, least: int
) -> None:
    script = Path(__file__).with_name("exhaustive.py")
    every, repeated, least = (1, 300, 1000) if all_faults else (every, repeated, least)
    program = [sys.executable, str(script), str(tmp_path), str(every), str(repeated)]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > least
    print(f"\n{done.stdout.strip()} kills of the engine, nothing lost")


@pytest.mark.slow
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_told_to_stop_it_stops_soon_and_loses_nothing(
    unwritten: Path,
    written_film: Path,
    tmp_path: Path,
    contents: Contents,
    digiteller: Digiteller,
    all_faults: bool,
    sent: int,
    code: int,
) -> None:
    rng, slowest = random.Random(code), 0.0
    for trial in range(25 if all_faults else 1):
        folder = tmp_path / f"trial-{trial}"
        stage = rng.choice(STAGES)
        got, seconds, log = stop_in(stage, unwritten, folder, sent, rng.random() * 2, group=bool(trial % 2))
        slowest = max(slowest, seconds)
        if got != 0:
            assert got == code, log
            assert json.loads(log[-1])["event"] == "interrupted"
            assert not list(folder.glob(".digiteller/staging")) and not list(folder.glob(".digiteller/in-use.json"))
        done = digiteller("all", unwritten, "-p", folder)
        assert done.returncode == 0, done.stderr
        assert contents(folder) == contents(written_film)
        shutil.rmtree(folder)
    print(f"\nslowest stop after signal {sent}: {slowest:.2f} s")
