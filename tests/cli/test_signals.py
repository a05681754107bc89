"""Ctrl-C and SIGTERM: out at once, nothing half-made, no child left, and the next run goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

SMOKE = Path(__file__).parents[2] / "examples" / "smoke.yaml"


def children_in(group: int) -> list[str]:
    """Return the command lines of the processes whose session or parent is ``group``."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rsplit(")", 1)[1].split()
            if str(group) in (fields[1], fields[3]) and fields[0] != "Z":
                found.append((status.parent / "cmdline").read_text().replace("\0", " "))
        except (OSError, IndexError):
            continue
    return found


@pytest.mark.few(2)
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for children in /proc")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("stage", ["write", "narrate", "render"])
def test_an_interrupted_run_stops_and_can_go_on(tmp_path: Path, sent: int, code: int, stage: str) -> None:
    if stage == "write":
        spec = tmp_path / "s.yaml"
        spec.write_text("premise: A small fox finds a lantern.\nscenes: 6\n")
    else:
        spec = SMOKE
    command = [sys.executable, "-m", "digiteller", "all", str(spec), "-p", str(tmp_path / "p"), "--log-json"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            event = json.loads(line)
            if event["event"] == ("progress" if stage == "render" else "start") and event["stage"] == stage:
                break
        os.kill(process.pid, sent)
        last = process.stderr.read().splitlines()[-1]
        assert (process.wait(20), json.loads(last)["event"]) == (code, "interrupted"), last
    assert children_in(process.pid) == []
    assert not (tmp_path / "p" / ".digiteller" / "staging").exists()
    assert not (tmp_path / "p" / "story.mp4").exists()
    again = subprocess.run(
        [*command[:3], "narrate", "-p", str(tmp_path / "p")]
        if stage == "narrate"
        else [*command[:3], "status", "-p", command[6]],
        capture_output=True,
        text=True,
        check=False,
    )
    assert again.returncode == 0, again.stderr
