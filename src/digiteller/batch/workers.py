"""Worker processes on this machine: each makes one story after another and keeps its models loaded."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import NoReturn

from digiteller.batch.story_run import Choices, Result, StoryJob, make_story
from digiteller.project.folder import abandon_projects
from digiteller.stages.loaded_models import Loaded
from digiteller.system import interrupts
from digiteller.system.deferred_signals import defer_signals

Watch = Callable[[int, str, str, float], None]
"""Told a story's place in the batch, its worker, the stage, and how far the stage's task has come, from 0 to 1."""

_ATTEMPTS = 2
"""How many workers may die of a story before it counts as failed."""
_GRACE = 0.8
"""Seconds that workers have to stop what they do."""
_CONTEXT = multiprocessing.get_context("spawn")


def run_workers(
    stories: Sequence[StoryJob], choices: Choices, jobs: int, watch: Watch
) -> Generator[tuple[int, Result], None, None]:
    """Make the stories with ``jobs`` workers; yield each one's place and result as it is done.

    A worker that dies is replaced, and its story is begun once more: what was finished of it stays.
    """
    waiting = deque((at, 1) for at in range(len(stories)))
    workers: list[_Worker] = []
    try:
        for number in range(1, min(jobs, len(stories)) + 1):
            with defer_signals():
                workers.append(_Worker(number, choices))
        while waiting or any(worker.working for worker in workers):
            for worker in workers:
                if waiting and not worker.working:
                    worker.give(stories, *waiting.popleft())
            for worker in _ready(workers):
                at, attempt = worker.working or (0, 0)
                message = worker.read()
                if isinstance(message, Result):
                    worker.working = None
                    yield at, message
                elif message is not None:
                    watch(at, str(worker.number), *message)
                else:
                    with defer_signals():
                        workers[worker.number - 1] = _Worker(worker.number, choices)
                    if attempt < _ATTEMPTS:
                        waiting.appendleft((at, attempt + 1))
                    else:
                        yield at, worker.cause_of_death()
    finally:
        _stop(workers)


class _Worker:
    """A worker process, seen from the process that gives it work."""

    def __init__(self, number: int, choices: Choices) -> None:
        self.number = number
        self.working: tuple[int, int] | None = None
        """The place of the story it is making, and how many workers have begun it."""
        self.pipe, far = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_serve, args=(far, choices), name=f"worker {number}")
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # which it has until it ignores the signal
        self.process.start()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        far.close()

    def give(self, stories: Sequence[StoryJob], at: int, attempt: int) -> None:
        self.working = at, attempt
        with suppress(OSError):  # it is dead; reading from it tells
            self.pipe.send(stories[at])

    def read(self) -> Result | tuple[str, float] | None:
        """Return a result, the stage with its share, or None if the process is gone."""
        try:
            message: Result | tuple[str, float] = self.pipe.recv()
        except (EOFError, OSError):
            self.process.join()
            return None
        return message

    def cause_of_death(self) -> Result:
        code = self.process.exitcode or 0
        how = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"
        hint = "if memory ran out, use fewer --jobs or a smaller frame"
        return Result("failed", exit_code=6, message=f"the process that made it {how}, {_ATTEMPTS} times", hint=hint)


def _ready(workers: Sequence[_Worker]) -> list[_Worker]:
    """Wait for messages; return the workers that have sent some, or died."""
    by_pipe = {worker.pipe: worker for worker in workers if worker.working}
    return [by_pipe[pipe] for pipe in wait(list(by_pipe)) if isinstance(pipe, Connection)]


def _stop(workers: Sequence[_Worker]) -> None:
    for worker in workers:
        worker.process.terminate()
    deadline = time.monotonic() + _GRACE
    for worker in workers:
        worker.process.join(max(0.0, deadline - time.monotonic()))
        worker.process.kill()
        worker.process.join()


def _serve(pipe: Connection, choices: Choices) -> NoReturn:
    """Make the stories that come through the pipe; runs in the worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the process that gives work stops its workers
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    try:
        try:
            interrupts.listen(lambda _: abandon_projects(), lambda _: 1, {signal.SIGTERM}, _GRACE / 2)
            _die_with_parent()
            loaded = Loaded(keep=True)
            while True:
                pipe.send(make_story(pipe.recv(), choices, loaded, lambda stage, share: pipe.send((stage, share))))
        finally:
            interrupts.disregard()
    except (interrupts.Stopped, EOFError, BrokenPipeError):
        pass
    abandon_projects()
    interrupts.leave(0)


def _die_with_parent() -> None:
    """Stop this process when the one that started it is gone, whatever it is doing."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)  # ends it at once on Windows

    threading.Thread(target=watch, daemon=True).start()
