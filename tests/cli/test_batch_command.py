"""``digiteller batch`` as scripts and people see it."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

TINY = """\
title: {name}
scenes:
  - {{text: "{name} looks at the moon.", picture: an owl at night, mood: calm}}
render: {{width: 160, height: 90, fps: 12, title_seconds: 0, credits_seconds: 0, captions: none}}
"""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Return a folder with the specs of three stories, of which one cannot be made."""
    for name in ("Fox", "Owl"):
        (tmp_path / f"{name.lower()}.yaml").write_text(TINY.format(name=name))
    (tmp_path / "bad.yaml").write_text("scenes: 0\n")
    return tmp_path


def batch(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "digiteller", "batch", *arguments]
    null = subprocess.DEVNULL
    return subprocess.run(command, cwd=folder, stdin=null, capture_output=True, text=True, check=False)


def report(path: Path) -> dict[str, dict[str, object]]:
    return {story["folder"]: story for story in json.loads(path.read_text())["stories"]}


def alive(pid: int) -> bool:
    try:
        return bool(Path(f"/proc/{pid}/cmdline").read_bytes())  # empty once it is dead and nobody has noticed
    except OSError:
        return False


@pytest.mark.slow
def test_many_stories(here: Path) -> None:
    done = batch(here, "fox.yaml", "bad.yaml", "owl.yaml", "--jobs", "2", "--out", "films")
    assert done.returncode == 6
    assert done.stdout == "films/fox/story.mp4\nfilms/owl/story.mp4\n"
    lines = done.stderr.splitlines()
    assert "[1/3] films/bad: failed (3): bad.yaml:1: scenes: " in lines[0]
    assert sum(": made in " in line for line in lines) == 2
    assert lines[-3] == "digiteller: 1 of 3 stories failed"
    assert lines[-1].startswith("failed: 2 made, 1 failed, ")
    assert "\x1b" not in done.stderr
    states = report(here / "films" / "batch.json")
    assert {name: story["state"] for name, story in states.items()} == {
        "films/fox": "made",
        "films/bad": "failed",
        "films/owl": "made",
    }
    assert states["films/bad"]["exit_code"] == 3

    (here / "bad.yaml").write_text(TINY.format(name="Hen"))
    again = batch(here, "fox.yaml", "bad.yaml", "owl.yaml", "--jobs", "2", "--out", "films", "--log-json")
    assert again.returncode == 0, again.stderr
    events = [json.loads(line) for line in again.stderr.splitlines()]
    assert (events[0]["event"], events[0]["stories"]) == ("begin", 3)
    assert {event["folder"]: event["state"] for event in events if event["event"] == "story"} == {
        "films/fox": "up to date",
        "films/bad": "made",
        "films/owl": "up to date",
    }
    assert {event["at"] for event in events if event["event"] == "working"} >= {"write", "render"}
    last = events[-1]
    assert [last[name] for name in ("event", "made", "fresh", "failed", "unfinished")] == ["summary", 1, 2, 0, 0]

    films = {path: path.stat().st_mtime_ns for path in here.rglob("story.mp4")}
    quiet = batch(here, "fox.yaml", "bad.yaml", "owl.yaml", "--out", "films", "--quiet")
    assert (quiet.returncode, quiet.stderr) == (0, "")
    assert films == {path: path.stat().st_mtime_ns for path in here.rglob("story.mp4")}


def test_quiet_tells_failures_only(here: Path) -> None:
    done = batch(here, "bad.yaml", "none.yaml", "--quiet")
    assert (done.returncode, done.stdout) == (6, "")
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["bad", "none", "digiteller", "  try"]


def test_a_dry_run_makes_no_film(here: Path) -> None:
    done = batch(here, "fox.yaml", "owl.yaml", "--dry-run")
    assert (done.returncode, done.stdout) == (0, "")
    assert "2 to make" in done.stderr.splitlines()[-1]
    assert sorted(path.name for path in here.iterdir()) == ["bad.yaml", "batch.json", "fox.yaml", "owl.yaml"]


@pytest.mark.few(2)
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["fox.yaml", "./fox.yaml"], "would both be made in fox"),
        (["a/story.yaml", "b/a/story.yaml", "--out", "x"], "would both be made in x/a"),
        (["fox.yaml", "--send"], "--send goes with --scheduler"),
        (["fox.yaml", "--resource", "GPU=1"], "--resource goes with --scheduler"),
        (["fox.yaml", "--resource", "GPU"], "is not NAME=N"),
        (["fox.yaml", "--scheduler", "tcp://127.0.0.1:1", "--send", "--models", "m.yaml"], "--models names files"),
        (["fox.yaml", "--jobs", "0"], "--jobs"),
        ([], "SPEC"),
    ],
)
def test_wrong_usage_exits_2_and_writes_nothing(here: Path, arguments: list[str], said: str) -> None:
    before = sorted(here.rglob("*"))
    done = batch(here, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert sorted(here.rglob("*")) == before


@pytest.mark.slow
def test_no_scheduler_exits_6_and_a_report_nobody_can_write_too(here: Path) -> None:
    done = batch(here, "fox.yaml", "--scheduler", "tcp://127.0.0.1:1")
    assert done.returncode == 6
    assert "no Dask scheduler answers at tcp://127.0.0.1:1" in done.stderr
    done = batch(here, "fox.yaml", "--report", "fox.yaml/batch.json")
    assert done.returncode == 6
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["fox.yaml", "batch.json", "bad/script.json"])
def test_a_report_takes_the_place_of_nothing_of_the_users(here: Path, name: str) -> None:
    (here / "batch.json").write_text('{"mine": 1}')
    before = {path: path.read_bytes() for path in here.iterdir()}
    done = batch(here, "bad.yaml", *(() if name == "batch.json" else ("--report", name)))
    assert (done.returncode, done.stdout) == (2, "")
    assert name in done.stderr and "--report FILE" in done.stderr and "failed (3)" not in done.stderr
    assert {path: path.read_bytes() for path in here.iterdir()} == before


def test_a_report_can_be_sent_on(here: Path) -> None:
    done = batch(here, "bad.yaml", "--report", "/dev/stdout")
    assert done.returncode == 6
    assert json.loads(done.stdout)["states"] == {"failed": 1}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_workers_end_with_the_batch(here: Path, sent: signal.Signals, code: int) -> None:
    command = [sys.executable, "-m", "digiteller", "batch", "fox.yaml", "owl.yaml", "--jobs", "2", "--log-json"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=here, stderr=pipe, stdout=pipe, start_new_session=True, text=True) as process:
        assert process.stderr is not None
        workers: set[int] = set()
        for line in process.stderr:
            if json.loads(line).get("at") == "illustrate":
                children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
                workers = {int(child) for child in children}
                break
        assert len(workers) >= 2
        os.kill(process.pid, sent)
        rest = process.stderr.read()
        assert process.wait(20) == code
    deadline = time.monotonic() + 20
    while any(map(alive, workers)):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    if sent != signal.SIGKILL:
        assert json.loads(rest.splitlines()[-1])["event"] == "interrupted"
    assert {story["state"] for story in report(here / "batch.json").values()} == {"unfinished"}
    again = batch(here, "fox.yaml", "owl.yaml", "--jobs", "2", "--wait", "20")
    assert again.returncode == 0, again.stderr
    assert not list(here.rglob("*.new"))


@pytest.mark.slow
def test_a_terminal_shows_a_table_and_keeps_failures(here: Path) -> None:
    chunks = []

    def read(descriptor: int) -> bytes:
        chunks.append(os.read(descriptor, 4096))
        return chunks[-1]

    specs = [str(here / name) for name in ("fox.yaml", "bad.yaml")]
    status = pty.spawn(
        [sys.executable, "-m", "digiteller", "batch", *specs, "--report", str(here / "report.json")], read
    )
    assert os.waitstatus_to_exitcode(status) == 6
    shown = b"".join(chunks).decode()
    assert "0 of 2 stories\r\n  1   adopt      [--------------------] " in shown
    assert "F\x1b[J" in shown
    after_the_table = shown[shown.rindex("\x1b[J") :]
    assert "digiteller: 1 of 2 stories failed" in after_the_table
    assert shown.count("] " + str(here / "bad") + ": failed (3)") == 1
