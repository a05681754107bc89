"""Told to stop at any instant of any stage, its libraries' loading included, a run ends by the book and can go on."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks into /proc")

Contents = Callable[[Path], dict[str, bytes | None]]
Digiteller = Callable[..., subprocess.CompletedProcess[str]]
LOADING = 0.3
"""Seconds in which a stage loads its libraries."""


@contextlib.contextmanager
def busy(processes: int) -> Iterator[None]:
    """Give the machine other things to do."""
    program = "import os\nparent = os.getppid()\nwhile os.getppid() == parent: pass"
    started = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(processes)]
    try:
        yield
    finally:
        for process in started:
            process.kill()
            process.wait()


def listens(process: subprocess.Popen[str]) -> bool:
    """Return whether Python has come to our code: from then on SIGTERM is caught."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text()
    except OSError:
        return False
    return bool(int(status.split("SigCgt:")[1].split()[0], 16) >> (signal.SIGTERM - 1) & 1)


def stopped(arguments: list[str], number: int, delay: float) -> tuple[int, list[str], float, float]:
    """Run digiteller, send it a signal; return its exit code, its log, and the seconds it lived before and after."""
    command = [sys.executable, "-X", "faulthandler", "-m", "digiteller", *arguments, "--log-json"]
    null, pipe = subprocess.DEVNULL, subprocess.PIPE
    with subprocess.Popen(command, stdin=null, stdout=null, stderr=pipe, text=True, start_new_session=True) as process:
        while not listens(process) and process.poll() is None:
            time.sleep(0.001)
        started = time.monotonic()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(delay)
        sent = time.monotonic()
        process.send_signal(number)
        _, log = process.communicate(timeout=60)
        return process.returncode, log.splitlines(), sent - started, time.monotonic() - sent


def left_over(folder: Path) -> list[str]:
    """Return what only a run at work has."""
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.suffix == ".new" or path.name in ("staging", "in-use.json") or path.name.startswith("part-")
    ]


@pytest.mark.few(1)
@pytest.mark.parametrize("stage", ["write", "narrate", "compose", "illustrate", "upscale", "render", "all"])
def test_told_to_stop_at_any_instant(
    stage: str,
    unwritten: Path,
    written_film: Path,
    tmp_path: Path,
    contents: Contents,
    digiteller: Digiteller,
    all_faults: bool,
) -> None:
    """The random numbers decide only when a process is told: what is asserted holds whatever they are."""
    rng = random.Random(f"{os.environ.get('DIGITELLER_FAULTS_SEED', 'stop')} {stage}")
    folder = Path(shutil.copytree(written_film, tmp_path / "story"))
    arguments = [stage, *([str(unwritten)] if stage in ("write", "all") else []), "-p", str(folder), "--force"]
    codes: Counter[int] = Counter()
    slowest = 0.0
    duration = LOADING
    with busy(3 if all_faults else 0):
        if all_faults:
            started = time.monotonic()
            assert digiteller(*arguments).returncode == 0
            duration = time.monotonic() - started
        for trial in range(int(os.environ.get("DIGITELLER_TRIALS", "30")) if all_faults else 1):
            number = rng.choice([signal.SIGINT, signal.SIGTERM])
            delay = rng.random() * (duration if trial % 2 else LOADING)
            code, log, before, seconds = stopped(arguments, number, delay)
            what = f"signal {number} after {delay:.3f} s of {' '.join(arguments)}: {code}\n" + "\n".join(log)
            assert code in (0, 128 + number), what
            assert all(line.startswith("{") for line in log), what
            if code == 0:
                duration = min(duration, before + seconds)
                assert json.loads(log[-1])["event"] == "summary", what
            elif log:
                assert json.loads(log[-1])["event"] == "interrupted", what
            assert left_over(folder) == [], what
            codes[code] += 1
            slowest = max(slowest, seconds)
            done = digiteller(*arguments[:-1])
            assert done.returncode == 0, what + done.stderr
        assert digiteller("all", unwritten, "-p", folder).returncode == 0
        assert contents(folder) == contents(written_film)
    told = ", ".join(f"{code}: {count}" for code, count in sorted(codes.items()))
    print(f"\n{stage}: {codes.total()} signals over {duration:.1f} s; {told}; the slowest stop took {slowest:.2f} s")
