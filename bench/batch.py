"""Measures what a story of a batch costs, beside a plain loop over ``digiteller all``.

    python bench/batch.py [--stories 50] [--loop 10] [--jobs 1 2 4] [--cluster 2]

Makes films of examples/smoke.yaml, each with another seed, in a temporary folder. Prints for each way the seconds of
wall and of processor a story, the most memory that its processes held together (proportional set size, ffmpeg
included, looked at twice a second), the most that one worker held, and the load of the machine while it ran.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

SMOKE = Path(__file__).parent.parent / "examples" / "smoke.yaml"
DIGITELLER = [sys.executable, "-m", "digiteller"]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=50)
    parser.add_argument("--loop", type=int, default=10, help="stories of the plain loop; 0 for none")
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2, 4])
    parser.add_argument("--cluster", type=int, default=2, help="workers of a Dask cluster; 0 for none")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        specs = [write_spec(folder, number) for number in range(1, chosen.stories + 1)]
        if chosen.loop:
            loop(specs[: chosen.loop], folder / "loop")
        for jobs in chosen.jobs:
            batch(f"batch --jobs {jobs}", specs, folder / f"jobs-{jobs}", "--jobs", str(jobs))
        if chosen.jobs:
            batch("the same again", specs, folder / f"jobs-{chosen.jobs[-1]}", "--jobs", str(chosen.jobs[-1]))
        if chosen.cluster:
            cluster(specs, folder, chosen.cluster)


def write_spec(folder: Path, number: int) -> Path:
    """Write the smoke story with a seed of its own."""
    spec = folder / f"owl-{number:03}.yaml"
    spec.write_text(SMOKE.read_text(encoding="utf-8") + f"seed: {number}\n", encoding="utf-8")
    return spec


def loop(specs: Sequence[Path], out: Path) -> None:
    """Measure a plain loop."""
    measured = Measured()
    for spec in specs:
        command = [*DIGITELLER, "all", spec, "-p", out / spec.stem, "--quiet"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    measured.tell("digiteller all, in a loop", len(specs))


def batch(label: str, specs: Sequence[Path], out: Path, *options: str) -> None:
    """Measure one batch."""
    measured = Measured()
    subprocess.run(
        [*DIGITELLER, "batch", *specs, "--out", out, "--quiet", *options], check=True, stdout=subprocess.DEVNULL
    )
    stories = json.loads((out / "batch.json").read_text(encoding="utf-8"))["stories"]
    measured.tell(label, len(specs), max(story["memory_mb"] for story in stories))


def cluster(specs: Sequence[Path], folder: Path, workers: int) -> None:
    """Measure a Dask cluster of this machine, its folder shared and not."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as local:
        address = local.scheduler_address
        batch(f"batch --scheduler, {workers} workers", specs, folder / "shared", "--scheduler", address)
        batch("the same, files sent", specs, folder / "sent", "--scheduler", address, "--send")
        batch("that again", specs, folder / "sent", "--scheduler", address, "--send")


class Measured:
    """What is used from its making to ``tell``."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._processor = processor_seconds()
        self._ended = threading.Event()
        self._peak = 0.0
        self._looking = threading.Thread(target=self._look, daemon=True)
        self._looking.start()

    def tell(self, label: str, stories: int, worker: float | None = None) -> None:
        """Print the figures."""
        wall, processor = time.monotonic() - self._begun, processor_seconds() - self._processor
        self._ended.set()
        self._looking.join()
        one = f", a worker at most {worker:.0f} MB" if worker else ""
        print(
            f"{label}: {stories} stories, {wall / stories:.2f} s a story, {processor / stories:.2f} s of processor; "
            f"{self._peak:.0f} MB in all{one}; load {os.getloadavg()[0]:.1f}",
            flush=True,
        )

    def _look(self) -> None:
        while not self._ended.wait(0.5):
            self._peak = max(self._peak, sum(map(proportional_mb, descendants(os.getpid()))))


def processor_seconds() -> float:
    """Return the processor time of all that runs below this process or has ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime + sum(map(processor_seconds_of, descendants(os.getpid())))


def processor_seconds_of(pid: int) -> float:
    """Return the processor time of a process and of its children that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def descendants(pid: int) -> list[int]:
    """Return the processes below one."""
    found = []
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = map(int, thread.read_text().split())
        except OSError:  # it has just ended
            continue
        found += [below for child in children for below in (child, *descendants(child))]
    return found


def proportional_mb(pid: int) -> float:
    """Return the memory of a process, what it shares counted in parts."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("Pss:")), 0.0)


if __name__ == "__main__":
    main()
