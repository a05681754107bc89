"""The workers of a Dask cluster: https://distributed.dask.org.

Each worker process makes one story at a time, whatever number of threads it has, and keeps its models loaded. Dask
gives the story of a worker that died to another one; what was finished of it stays where the folder is shared.
"""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from digiteller import __version__
from digiteller.batch import parcel
from digiteller.batch.parcel import Delivery, Parcel
from digiteller.batch.story_run import Choices, Result, StoryJob, Tell, make_story
from digiteller.batch.workers import Watch
from digiteller.errors import DigitellerError, MissingPackageError, ProjectInUseError, StageError
from digiteller.stages.loaded_models import Loaded
from digiteller.system.secrets import redact

if TYPE_CHECKING:
    from distributed import Client, Future

_TIMEOUT = 5
"""Seconds that the scheduler has to answer."""
_AHEAD = 16
"""Stories that are packed before their turn, at least."""

_RETURN = 60
"""Seconds that a machine has to start another worker for one that died."""

_alone = threading.Lock()
_loaded = Loaded(keep=True)
"""The models of this process, where it is a worker."""


def run_on_cluster(
    stories: Sequence[StoryJob],
    choices: Choices,
    address: str,
    watch: Watch,
    note: Callable[[str], None],
    *,
    resources: Mapping[str, float],
    shared: bool,
) -> Generator[tuple[int, Result], None, None]:
    """Make the stories on the cluster of a scheduler; yield each one's place and result as it is done.

    ``resources`` are what a worker must have been tagged with (``dask worker --resources GPU=1``), and what each story
    takes of it. Where the workers do not share the stories' folders, files are sent to and fro.

    Raises:
        MissingPackageError: ``distributed`` is not installed.
        StageError: there is no scheduler at the address.
    """
    with _connected(address) as client:
        if resources and not _suited(client, resources):
            tags = ",".join(f"{name}={amount:g}" for name, amount in resources.items())
            note(f"waiting for a worker with {tags}: dask worker {address} --resources {tags}")
        batch = _Batch(client, stories, choices, dict(resources))
        yield from batch.shared(watch) if shared else batch.sent(watch)


class _Batch:
    def __init__(
        self, client: Client, stories: Sequence[StoryJob], choices: Choices, resources: dict[str, float]
    ) -> None:
        self._client = client
        self._stories = stories
        self._choices = choices
        self._resources = resources
        self._topic = f"digiteller-{uuid.uuid4().hex}"
        self._news: SimpleQueue[Any] = SimpleQueue()
        self._futures: dict[int, Future | None] = {}
        """What is not done yet; None while a story waits for its host."""
        client.subscribe_topic(self._topic, lambda event: self._news.put(event[1]))

    def shared(self, watch: Watch) -> Iterator[tuple[int, Result]]:
        """Let the workers make the stories where they are."""
        places = [StoryJob(story.spec.absolute(), story.folder.absolute()) for story in self._stories]
        for at, story in enumerate(places):
            self._submit(at, _make_here, story)
        begun: dict[int, set[str]] = {}

        def see(at: int, worker: str, stage: str, share: float) -> None:
            begun.setdefault(at, set()).add(_host(worker))
            watch(at, worker, stage, share)

        for at, made in self._done(see):
            hosts = begun.pop(at, None)
            if hosts and isinstance(made, Result) and made.exit_code == ProjectInUseError.exit_code:
                self._give_to(hosts, at, places[at], made)
                continue
            yield at, made if isinstance(made, Result) else _failed(made)

    def sent(self, watch: Watch) -> Iterator[tuple[int, Result]]:
        """Send the workers what they need, and put in place what they send back."""
        parcels: dict[int, Parcel] = {}
        left = iter(range(len(self._stories)))

        def send() -> Iterator[tuple[int, Result]]:
            while len(parcels) < max(_AHEAD, 2 * sum(self._client.nthreads().values())):
                if (at := next(left, None)) is None:
                    return
                try:
                    fresh = self._fresh(at)
                    if fresh is None:
                        parcels[at] = parcel.pack(self._stories[at])
                        self._submit(at, _make_there, parcels[at])
                    else:
                        yield at, fresh
                except DigitellerError as error:
                    yield at, _failed(error)

        yield from send()
        for at, made in self._done(watch):
            yield at, self._received(at, made, parcels.pop(at))
            yield from send()

    def _fresh(self, at: int) -> Result | None:
        """Return the story's result if there is nothing to do, which needs no worker."""
        if self._choices.force:
            return None
        result = make_story(self._stories[at], replace(self._choices, dry_run=True), _loaded, lambda *_: None)
        return result if result.state == "up to date" else None

    def _received(self, at: int, made: Delivery | Exception, sent: Parcel) -> Result:
        if isinstance(made, Exception):
            return _failed(made)
        try:
            if not self._choices.dry_run:
                parcel.put_in_place(made, sent, self._stories[at], self._choices.wait)
        except DigitellerError as error:
            return _failed(error)
        return made.result

    def _submit(self, at: int, function: Callable[..., Any], what: StoryJob | Parcel, workers: Any = None) -> None:
        future = self._client.submit(
            function,
            *(at, what, self._choices, self._topic, __version__),
            key=f"{self._topic}-{at}-{uuid.uuid4().hex[:8]}",
            pure=False,
            resources=self._resources or None,
            workers=workers,
        )
        self._futures[at] = future
        future.add_done_callback(lambda done: self._news.put((at, done)))

    def _done(self, watch: Watch) -> Iterator[tuple[int, Any]]:
        """Yield what the workers return, or the exception in its place, until nothing is left; show what they tell."""
        while self._futures:
            news = self._news.get()
            if len(news) == 4:
                watch(*news)
                continue
            at, done = news
            del self._futures[at]
            yield at, done if isinstance(done, Result) else _outcome(done)

    def _give_to(self, hosts: set[str], at: int, story: StoryJob, refused: Result) -> None:
        """Give a story to a host where it was begun, once a worker runs there again; or let it be ``refused``.

        The worker that began it has died and left it locked, which only processes of its own host can know.
        """
        self._futures[at] = None

        def give() -> None:
            for _ in range(_RETURN):
                if hosts & set(map(_host, self._client.nthreads())):
                    self._submit(at, _make_here, story, workers=sorted(hosts))
                    return
                time.sleep(1)
            self._news.put((at, refused))

        threading.Thread(target=give, daemon=True).start()


def _make_here(at: int, story: StoryJob, choices: Choices, topic: str, version: str) -> Result:
    with _alone:
        _require_version(version)
        return make_story(story, choices, _loaded, _teller(at, topic))


def _make_there(at: int, sent: Parcel, choices: Choices, topic: str, version: str) -> Delivery:
    with _alone:
        _require_version(version)
        from distributed import get_worker

        scratch = Path(get_worker().local_directory)  # Dask removes it, also after a worker that was killed
        return parcel.make_remotely(sent, scratch, choices, _loaded, _teller(at, topic))


def _teller(at: int, topic: str) -> Tell:
    from distributed import get_worker

    worker = get_worker()
    told = ""

    def tell(stage: str, share: float) -> None:
        nonlocal told
        if stage != told:  # all news pass through the scheduler: no more than each beginning of a stage
            told = stage
            worker.log_event(topic, (at, worker.address, stage, share))

    return tell


def _require_version(version: str) -> None:
    if version != __version__:
        raise StageError(f"the worker has digiteller {__version__}, and is asked by {version}")


def _outcome(future: Future) -> Any:
    """Return what a future that is done holds: the worker's answer or the exception that it ended with."""
    try:
        if future.status == "finished":
            return future.result(timeout=_TIMEOUT)
        if future.status == "error":
            return future.exception(timeout=_TIMEOUT)
    except Exception as error:  # those of the network, of unpacking, and of the worker's own modules
        return error
    return StageError(
        "the cluster lost the story: its scheduler is gone, or somebody cancelled it", hint="run it again"
    )


def _failed(error: BaseException) -> Result:
    if isinstance(error, DigitellerError):
        return Result("failed", exit_code=error.exit_code, message=error.message, hint=error.hint)
    return Result("failed", exit_code=StageError.exit_code, message=redact(f"{type(error).__name__}: {error}"))


def _host(worker: str) -> str:
    return urlsplit(worker).hostname or worker


def _connected(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingPackageError("dask.distributed is not installed", hint='pip install "digiteller[dask]"') from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is told by results
    try:
        return Client(address, timeout=_TIMEOUT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise StageError(
            redact(f"no Dask scheduler answers at {address}: {error}"), hint="start one with: dask scheduler"
        ) from error


def _suited(client: Client, resources: Mapping[str, float]) -> bool:
    """Return whether a worker has the resources, or there is none yet."""
    workers = client.scheduler_info(n_workers=-1)["workers"].values()
    tags = [worker.get("resources", {}) for worker in workers]
    return not tags or any(all(has.get(name, 0) >= amount for name, amount in resources.items()) for has in tags)
