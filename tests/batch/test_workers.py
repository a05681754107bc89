"""Worker processes: one that dies takes nothing with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from digiteller.batch import workers
from digiteller.batch.story_run import Choices, StoryJob

Tiny = Callable[[str], StoryJob]


def nothing(at: int, worker: str, stage: str, share: float) -> None:
    pass


@pytest.mark.slow
def test_a_failed_story_stops_no_other(tiny: Tiny, bad: StoryJob) -> None:
    stories = [tiny("fox"), bad, tiny("owl"), tiny("hen")]
    results = dict(workers.run_workers(stories, Choices(), 2, nothing))
    assert [results[at].state for at in range(4)] == ["made", "failed", "made", "made"]
    assert len({results[at].worker for at in range(4)}) == 2
    assert all((story.folder / "story.mp4").is_file() for story in stories if story is not bad)


def test_a_killed_worker_is_replaced_and_its_story_goes_on(tiny: Tiny) -> None:
    stories = [tiny("fox"), tiny("owl")]
    killed = []

    def kill(at: int, worker: str, stage: str, share: float) -> None:
        if (at, stage) == (0, "illustrate") and not killed:
            killed.extend(child.pid for child in multiprocessing.active_children())
            os.kill(killed[0], signal.SIGKILL)

    results = dict(workers.run_workers(stories, Choices(), 1, kill))
    assert [results[at].state for at in range(2)] == ["made", "made"]
    assert results[0].fresh >= 4  # what was finished was not made again
    assert len(killed) == 1


@pytest.mark.slow
def test_a_story_that_kills_its_workers_fails_alone(tiny: Tiny) -> None:
    stories = [tiny("fox"), tiny("owl")]

    def kill(at: int, worker: str, stage: str, share: float) -> None:
        if (at, stage) == (0, "write"):
            os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGKILL)

    results = dict(workers.run_workers(stories, Choices(), 1, kill))
    assert (results[0].state, results[0].exit_code, results[1].state) == ("failed", 6, "made")
    assert "was killed by SIGKILL, 2 times" in (results[0].message or "")


@pytest.mark.slow
def test_leaving_the_batch_leaves_no_worker(tiny: Tiny) -> None:
    batch = workers.run_workers([tiny("fox"), tiny("owl")], Choices(), 2, nothing)
    next(batch)
    begun = time.monotonic()
    batch.close()
    assert multiprocessing.active_children() == []
    assert time.monotonic() - begun < 60


@pytest.mark.slow
def test_no_more_workers_than_stories(tiny: Tiny, tmp_path: Path) -> None:
    seen = set()
    results = dict(workers.run_workers([tiny("fox")], Choices(), 8, lambda at, worker, *_: seen.add(worker)))
    assert (results[0].state, seen) == ("made", {"1"})
