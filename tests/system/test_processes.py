"""Children die with their parent, however it dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from digiteller.system import processes

SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        status = Path(f"/proc/{pid}/stat")
        return not status.exists() or status.read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except (OSError, IndexError):
        return False


def wait_for_end(pid: int) -> None:
    for _ in range(1000):
        if not alive(pid):
            return
        time.sleep(0.01)
    raise AssertionError(f"{pid} lives")


@pytest.mark.parametrize("how", ["kill", "kill the group", "terminate", "exit", "exit at once"])
def test_children_die_with_their_parent(how: str) -> None:
    code = f"""
import os, sys, threading, time
from digiteller.system import processes
pids = []
def begin(): pids.append(processes.start({SLEEP!r}).pid)
begin()
thread = threading.Thread(target=begin)
thread.start()
thread.join()
print(*pids, flush=True)
{ {"exit": "sys.exit()", "exit at once": "os._exit(0)"}.get(how, "time.sleep(600)") }
"""
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as parent:
        assert parent.stdout is not None
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(pids) == 2
        if how == "kill":
            parent.kill()
        elif how == "kill the group":
            os.killpg(parent.pid, signal.SIGKILL)
        elif how == "terminate":
            parent.terminate()
        parent.wait()
    for pid in pids:
        wait_for_end(pid)


def test_a_child_outlives_the_thread_that_began_it_and_a_keeper_that_was_killed() -> None:
    with processes.start(SLEEP) as first:
        keeper = processes._keepers[os.getpid()]
        keeper.kill()
        keeper.wait()
        with processes.start(SLEEP) as second:
            assert os.getpgid(second.pid) == processes._keepers[os.getpid()].pid != keeper.pid
            assert alive(first.pid) and alive(second.pid)
            first.kill()
            second.kill()


def test_what_a_program_wrote_is_returned() -> None:
    code = "import sys; print(sys.stdin.read().upper(), end=''); print('hm', file=sys.stderr); sys.exit(3)"
    done = processes.run([sys.executable, "-c", code], b"a" * 100_000)
    assert (done.returncode, done.stdout, done.stderr) == (3, b"A" * 100_000, b"hm\n")


def test_a_program_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        processes.run(["/no/such/program"])
