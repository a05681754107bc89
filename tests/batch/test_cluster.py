"""A real Dask cluster on the loopback: a scheduler and two workers, each a process of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from distributed import Client

from digiteller.batch import cluster
from digiteller.batch.story_run import Choices, Result, StoryJob
from digiteller.errors import StageError

Tiny = Callable[[str], StoryJob]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a cluster of two workers that come back when they are killed; one is tagged ``GPU=1``."""
    folder = tmp_path_factory.mktemp("cluster")
    with ExitStack() as stack:
        file = folder / "scheduler.json"
        start(stack, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", file)
        while not file.exists() or not file.read_text().endswith("}"):
            time.sleep(0.05)
        found = str(json.loads(file.read_text())["address"])
        for tag in ("GPU=1", "other=1"):
            options = ("--nthreads", "1", "--no-dashboard", "--local-directory", folder, "--resources", tag)
            start(stack, "worker", found, "--host", "127.0.0.1", *options)
        with Client(found, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=120)
        yield found


def start(stack: ExitStack, command: str, *options: str | Path) -> None:
    module = [sys.executable, "-m", f"distributed.cli.dask_{command}"]
    null = subprocess.DEVNULL
    process = subprocess.Popen([*module, *map(str, options)], stdin=null, stdout=null, stderr=null)

    def stop() -> None:
        process.terminate()
        process.wait(60)

    stack.callback(stop)


def run(
    stories: list[StoryJob],
    address: str,
    watch: cluster.Watch = lambda *_: None,
    shared: bool = True,
    **resources: float,
) -> list[Result]:
    notes: list[str] = []
    done = dict(
        cluster.run_on_cluster(stories, Choices(), address, watch, notes.append, resources=resources, shared=shared)
    )
    assert notes == []
    return [done[at] for at in range(len(stories))]


@pytest.mark.few(1)
@pytest.mark.parametrize("shared", [True, False], ids=["shared folder", "files sent"])
def test_stories_are_made_once_and_failures_stay_alone(address: str, tiny: Tiny, bad: StoryJob, shared: bool) -> None:
    stories = [tiny("fox"), bad, tiny("owl"), tiny("hen")]
    seen: set[str] = set()
    results = run(stories, address, lambda at, worker, stage, share: seen.add(worker), shared)
    assert [result.state for result in results] == ["made", "failed", "made", "made"]
    assert (results[1].exit_code, len(seen)) == (3, 2)
    assert all((story.folder / "story.mp4").is_file() for story in stories if story is not bad)
    again = run(stories, address, shared=shared)
    assert [result.state for result in again] == ["up to date", "failed", "up to date", "up to date"]


@pytest.mark.slow
@pytest.mark.parametrize("shared", [True, False], ids=["shared folder", "files sent"])
def test_a_worker_that_is_killed_loses_nothing(address: str, tiny: Tiny, shared: bool) -> None:
    stories = [tiny("fox"), tiny("owl"), tiny("hen")]
    killed = []
    with Client(address, set_as_default=False) as client:
        pids = client.run(os.getpid)

        def kill(at: int, worker: str, stage: str, share: float) -> None:
            if stage == "illustrate" and not killed:
                killed.append(at)
                os.kill(pids[worker], signal.SIGKILL)

        results = run(stories, address, kill, shared)
        client.wait_for_workers(2, timeout=120)
    assert [result.state for result in results] == ["made"] * 3
    if shared:
        assert results[killed[0]].fresh >= 4  # what was finished was not made again
    assert [result.state for result in run(stories, address, shared=shared)] == ["up to date"] * 3


@pytest.mark.slow
def test_tags_choose_the_worker(address: str, tiny: Tiny) -> None:
    results = run([tiny("fox"), tiny("owl"), tiny("hen")], address, GPU=1)
    assert len({result.worker for result in results}) == 1
    assert {result.state for result in results} == {"made"}


def test_a_tag_that_nobody_has_is_told(address: str, tiny: Tiny) -> None:
    class Told(Exception):
        pass

    def note(text: str) -> None:
        raise Told(text)

    batch = cluster.run_on_cluster(
        [tiny("fox")], Choices(), address, lambda *_: None, note, resources={"TPU": 2}, shared=True
    )
    with pytest.raises(Told, match="a worker with TPU=2: dask worker"):
        next(batch)


@pytest.mark.slow
def test_no_scheduler_is_an_error_that_says_so() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        where = f"tcp://127.0.0.1:{nobody.getsockname()[1]}"
        batch = cluster.run_on_cluster([], Choices(), where, lambda *_: None, lambda _: None, resources={}, shared=True)
        with pytest.raises(StageError, match="no Dask scheduler answers"):
            next(batch)


class Elsewhere:
    """A client of a cluster of two hosts, on one of which a worker died and left its story locked."""

    def __init__(self, *outcomes: int) -> None:
        self.outcomes = list(outcomes)
        self.asked: list[list[str] | None] = []
        self.looks = 0

    def nthreads(self) -> dict[str, int]:
        """Return the workers: the first host has none until it is asked for a second time."""
        self.looks += 1
        return {"tcp://10.0.0.2:2002": 1} | ({"tcp://10.0.0.1:2001": 1} if self.looks > 1 else {})

    def subscribe_topic(self, topic: str, handler: Callable[[tuple[float, object]], None]) -> None:
        self.tell = handler

    def submit(
        self, function: object, at: int, *more: object, workers: list[str] | None, **options: object
    ) -> Elsewhere:
        if not self.asked:
            self.tell((0.0, (at, "tcp://10.0.0.1:1999", "adopt", 0.0)))
        self.asked.append(workers)
        return self

    def add_done_callback(self, function: Callable[[Elsewhere], None]) -> None:
        function(self)

    status = "finished"

    def result(self, timeout: float) -> Result:
        code = self.outcomes.pop(0)
        return Result("failed" if code else "made", exit_code=code)


@pytest.mark.few(1)
@pytest.mark.parametrize(("outcomes", "state"), [((75, 0), "made"), ((75, 75), "failed")])
def test_what_a_lost_worker_locked_is_given_to_its_host_once(tiny: Tiny, outcomes: tuple[int, int], state: str) -> None:
    client = Elsewhere(*outcomes)
    batch = cluster._Batch(client, [tiny("fox")], Choices(), {})  # type: ignore[arg-type]
    results = [result.state for _, result in batch.shared(lambda *_: None)]
    assert results == [state]
    assert client.asked == [None, ["10.0.0.1"]]
