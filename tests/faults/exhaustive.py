"""Kills a small run of the engine at each of its accesses to files, one after another, and completes it each time.

A story of two scenes with side files is changed into one of another shape: outputs are replaced, renamed, dropped and
added. Prints how many kills were survived; exits with 1 and the difference if one was not.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from digiteller.models.registry import Registry
from digiteller.project.folder import Project
from digiteller.spec.schema import Spec
from digiteller.stages.run_context import Run
from digiteller.stages.task import Task
from digiteller.stages.task_runner import Stage, run_stage


class Silent:
    """A listener that does nothing."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_: None


def story(pages: dict[str, list[str]]) -> Stage:
    """Return a stage that makes some files for each page, and one of all of them."""

    def tasks(run: Run) -> Iterator[Task]:
        for page, names in pages.items():

            def make(folder: Path, _: object, page: str = page, names: list[str] = names) -> None:
                for name in names:
                    (folder / name).parent.mkdir(parents=True, exist_ok=True)
                    (folder / name).write_text(f"{page} {name} {names}")

            yield Task(f"story/{page}", (names[0],), (), {"names": names}, make)
        parts = {name: run.hashes.of(run.project.require(name, "story")) for names in pages.values() for name in names}
        yield Task("story/all", ("all",), tuple(parts), parts, lambda out, _: save(out / "all", str(parts)))

    return Stage("story", tasks, may_have_made=lambda task, name: True)


def save(path: Path, text: str) -> None:
    path.write_text(text)


VERSIONS = [
    story({"1": ["1.png", "1/a", "1/frames/1", "1/frames/2"], "2": ["2.png"], "3": ["3.png", "3/a"]}),
    story({"1": ["1.png", "1/b", "1/frames/2"], "2": ["2.jpg"]}),
    story({"1": ["1.jpg"], "2": ["2.jpg", "2/a"], "4": ["4.png"]}),
]


def go(root: Path, version: int) -> None:
    project = Project(root)
    with project.locked():
        run_stage(VERSIONS[version], Run(project, Spec(premise="p"), Registry(), Silent(), seed=1))


def in_a_child(root: Path, version: int, kill_at: int | None) -> bool:
    """Run in a process of its own, which is killed at one of its accesses; return whether it came to its end."""
    pid = os.fork()
    if pid == 0:
        seen = 0

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal seen
            if event == "open" or event.startswith(("os.", "shutil.", "fcntl.")):
                seen += 1
                if seen == kill_at:
                    os.kill(os.getpid(), signal.SIGKILL)

        if kill_at is not None:
            sys.addaudithook(hook)
        try:
            go(root, version)
            os._exit(0)
        except BaseException as error:
            print(repr(error), file=sys.stderr)
            os._exit(1)
    _, status = os.waitpid(pid, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0:
        sys.exit("a run failed")
    return os.WIFEXITED(status)


def files(root: Path) -> dict[str, str | None]:
    """Return everything in a folder; of the records only that they are there."""
    return {
        str(path.relative_to(root)): None if path.is_dir() or path.suffix == ".json" else path.read_text()
        for path in sorted(root.rglob("*"))
    }


def check(root: Path, expected: dict[str, str | None], what: object) -> None:
    if (found := files(root)) != expected:
        sys.exit(f"killed {what}: {set(found.items()) ^ set(expected.items())}")


def main(folder: Path, every: int, repeated: int) -> None:
    """Try each ``every``-th instant for each change of version, and then ``repeated`` sequences of kills."""
    start, expected = [], []
    for version in range(len(VERSIONS)):
        go(folder / f"v{version}", version)
        start.append(folder / f"v{version}")
        expected.append(files(start[-1]))
    kills = 0
    for version in range(len(VERSIONS)):
        for old in (None, *(other for other in range(len(VERSIONS)) if other != version)):
            done, kill_at = False, -len(str(old)) % every
            while not done:
                kill_at += every
                root = folder / "trial"
                shutil.rmtree(root, ignore_errors=True)
                if old is not None:
                    shutil.copytree(start[old], root)
                done = in_a_child(root, version, kill_at)
                kills += not done
                in_a_child(root, version, None)
                check(root, expected[version], f"at access {kill_at} of {old} -> {version}")
    rng = random.Random(1)
    for _ in range(repeated):
        root = folder / "trial"
        shutil.rmtree(root, ignore_errors=True)
        steps = [(rng.randrange(len(VERSIONS)), rng.randrange(1, 300)) for _ in range(rng.randrange(2, 6))]
        for version, kill_at in steps:
            kills += not in_a_child(root, version, kill_at)
        in_a_child(root, steps[-1][0], None)
        check(root, expected[steps[-1][0]], steps)
    print(kills)


if __name__ == "__main__":
    os.fsync = lambda _: None  # type: ignore[assignment]  # no power is cut here, and a busy disk takes its time
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
