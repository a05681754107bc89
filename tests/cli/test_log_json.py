"""``--log-json``: every line is an object as docs/log-json.md says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SMOKE = ROOT / "examples" / "smoke.yaml"
COMMON = {"time", "event", "stage"}


def documented() -> dict[str, set[str]]:
    """Return the fields of each event, as the page's second table has them."""
    table = (ROOT / "docs/log-json.md").read_text().partition("by event:")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]*)\|$", table, re.MULTILINE)
    return {event: set(re.findall(r"`(\w+)`", fields)) for event, fields in rows}


def log(*arguments: str | Path, code: int = 0, **environment: str) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "digiteller", *map(str, arguments), "--log-json"]
    done = subprocess.run(
        command, env=os.environ | environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert done.returncode == code, done.stderr
    lines = done.stderr.decode("ascii").splitlines()
    events = [json.loads(line) for line in lines]
    for event in events:
        assert set(event) == COMMON | documented()[event["event"]]
        assert abs(datetime.now(UTC) - datetime.fromisoformat(event["time"])) < timedelta(minutes=10)
    return events


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text("scenes:\n  - text: One.\n")
    return path


def test_a_run_is_told_from_begin_to_summary(spec: Path) -> None:
    events = log("write", spec)
    told = [event["event"] for event in events if event["event"] != "progress"]
    assert told == ["begin", "stage", "start", "done", "stage", "start", "done", "summary"]
    assert events[0]["format"] == 1
    assert events[0]["project"] == str(spec.with_suffix(""))
    assert {name: events[-1][name] for name in ("made", "fresh", "kept")} == {"made": 2, "fresh": 0, "kept": 0}
    assert [event["event"] for event in log("write", spec)] == ["begin", "stage", "fresh", "stage", "fresh", "summary"]


@pytest.mark.slow
def test_a_whole_film_is_told_with_every_task_and_little_chatter(tmp_path: Path) -> None:
    events = log("all", SMOKE, "-p", tmp_path / "p")
    stages = [event["stage"] for event in events if event["event"] == "stage"]
    assert stages == ["adopt", "write", "storyboard", "narrate", "compose", "illustrate", "upscale", "render"]
    started, done = ([e["task"] for e in events if e["event"] == kind] for kind in ("start", "done"))
    assert started == done
    assert events[-1]["made"] == len(done)
    shares = [event["share"] for event in events if event["event"] == "progress" and event["stage"] == "render"]
    assert shares == sorted(shares)
    assert 1 < len(shares) <= 101


def test_a_dry_run_and_edits_are_told(spec: Path) -> None:
    assert [event["event"] for event in log("all", spec, "--dry-run")][-2:] == ["waits", "summary"]
    log("write", spec)
    script = spec.with_suffix("") / "script.json"
    script.write_text(script.read_text().replace("One.", "Uno."))
    kept = next(event for event in log("write", spec) if event["event"] == "kept")
    assert (kept["outputs"], kept["reason"]) == (["script.json"], None)


def test_the_end_is_an_error_with_the_exit_code(tmp_path: Path, spec: Path) -> None:
    spec.write_text("scenes: 0\n")
    (event,) = log("write", spec, code=3)
    assert event["exit_code"] == 3
    assert f"{spec}:1: scenes: " in event["message"]
    (event,) = log("write", "--no-such-option", code=2)
    assert event["exit_code"] == 2
    assert "no-such-option" in event["message"].lower()


def test_a_bug_is_an_event_with_its_traceback(tmp_path: Path, spec: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "from digiteller.spec import schema\ndef load_spec(*a, **k):\n    return 1 / 0\nschema.load_spec = load_spec\n"
    )
    event = log("write", spec, code=1, PYTHONPATH=str(tmp_path))[-1]
    assert event["exit_code"] == 1
    assert event["message"].startswith("Traceback") and event["message"].endswith("division by zero")


def test_what_a_backend_warns_of_is_an_event_like_others(tmp_path: Path, spec: Path) -> None:
    spec.write_text("scenes:\n  - text: The fox said привет and slept.\n")
    log("write", spec)
    events = log("narrate", "-p", tmp_path / "own", LC_ALL="C")
    assert [event["text"] for event in events if event["event"] == "note"] == [
        "not spoken, as this voice reads English in Latin letters: привет"
    ]


def test_the_page_knows_every_event() -> None:
    console = (ROOT / "src/digiteller/cli/console.py").read_text()
    assert set(documented()) == set(re.findall(r'self\._(?:event|last)\(\s*"(\w+)"', console))
