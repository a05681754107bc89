"""The engine: what is made, skipped, kept, told and cleared away."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from digiteller.contracts import Report
from digiteller.errors import MissingInputError, SpecError, StageError
from digiteller.models.registry import Registry
from digiteller.project.folder import Project
from digiteller.spec.schema import Spec
from digiteller.stages.run_context import Run
from digiteller.stages.task import Task
from digiteller.stages.task_runner import Stage, run_stage


@dataclass
class Told:
    """A listener that remembers."""

    events: list[tuple[Any, ...]] = field(default_factory=list)

    def stage(self, name: str) -> None: ...

    def start(self, task: Task, reason: str) -> None:
        self.events.append(("start", task.name, reason))

    def progress(self, share: float, text: str) -> None: ...

    def done(self, task: Task, seconds: float) -> None:
        self.events.append(("done", task.name))

    def fresh(self, task: Task) -> None:
        self.events.append(("fresh", task.name))

    def kept(self, task: Task, names: Sequence[str], reason: str | None) -> None:
        self.events.append(("kept", task.name, tuple(names), reason))

    def waits(self, reason: str) -> None:
        self.events.append(("waits", reason))

    def note(self, text: str) -> None:
        self.events.append(("note", text))

    def download(self, name: str, done: int, total: int) -> None: ...


def anything(task: str, name: str) -> bool:
    return True


def a_run(root: Path, **choices: Any) -> Run:
    return Run(Project(root), Spec(premise="p"), Registry(), Told(), seed=1, **choices)


def told(run: Run) -> list[tuple[Any, ...]]:
    assert isinstance(run.listener, Told)
    return run.listener.events


def letters(texts: dict[int, str]) -> Stage:
    """A stage that writes each scene's text into a file, and all of them into one."""

    def tasks(run: Run) -> Iterator[Task]:
        for number, text in texts.items():
            yield Task(
                f"letters/{number}",
                (f"out/{number}.txt",),
                (),
                {f"the text of scene {number}": text},
                lambda folder, _, number=number, text=text: write(folder / f"out/{number}.txt", text),  # type: ignore[misc]
                scene=number,
            )
        whole = {f"file {n}": run.hashes.of(run.project.require(f"out/{n}.txt", "letters")) for n in texts}
        inputs = tuple(f"out/{n}.txt" for n in texts)
        yield Task("letters/all", ("all.txt",), inputs, whole, lambda folder, _: write(folder / "all.txt", str(texts)))

    return Stage("letters", tasks, may_have_made=anything)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def files(root: Path) -> dict[str, str]:
    return {
        str(path.relative_to(root)): path.read_text()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".digiteller" not in path.parts
    }


def test_everything_is_made_once(tmp_path: Path) -> None:
    run_stage(letters({1: "a", 2: "b"}), first := a_run(tmp_path))
    assert [event[:2] for event in told(first)] == [
        (kind, f"letters/{name}") for name in ("1", "2", "all") for kind in ("start", "done")
    ]
    stamps = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    run_stage(letters({1: "a", 2: "b"}), again := a_run(tmp_path))
    assert told(again) == [("fresh", "letters/1"), ("fresh", "letters/2"), ("fresh", "letters/all")]
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == stamps


def test_a_change_redoes_one_scene_and_what_follows_with_the_reason(tmp_path: Path) -> None:
    run_stage(letters({1: "a", 2: "b"}), a_run(tmp_path))
    run_stage(letters({1: "a", 2: "c"}), run := a_run(tmp_path))
    assert told(run)[0] == ("fresh", "letters/1")
    assert told(run)[1] == ("start", "letters/2", "the text of scene 2 changed from b to c")
    assert told(run)[3][:2] == ("start", "letters/all")
    assert "file 2 changed" in told(run)[3][2]


def test_a_moved_project_is_still_fresh(tmp_path: Path) -> None:
    run_stage(letters({1: "a"}), a_run(tmp_path / "old"))
    (tmp_path / "old").rename(tmp_path / "new")
    run_stage(letters({1: "a"}), run := a_run(tmp_path / "new"))
    assert [event[0] for event in told(run)] == ["fresh", "fresh"]


def test_a_deleted_output_is_made_again(tmp_path: Path) -> None:
    run_stage(letters({1: "a"}), a_run(tmp_path))
    (tmp_path / "out/1.txt").unlink()
    run_stage(letters({1: "a"}), run := a_run(tmp_path))
    assert told(run)[0] == ("start", "letters/1", "out/1.txt is missing")
    assert told(run)[2] == ("fresh", "letters/all")


def test_an_edited_output_is_kept_and_used(tmp_path: Path) -> None:
    run_stage(letters({1: "a"}), a_run(tmp_path))
    (tmp_path / "out/1.txt").write_text("mine")
    run_stage(letters({1: "b"}), run := a_run(tmp_path))
    assert told(run)[0] == ("kept", "letters/1", ("out/1.txt",), "the text of scene 1 changed from a to b")
    assert told(run)[1][:2] == ("start", "letters/all")
    assert files(tmp_path)["out/1.txt"] == "mine"


def test_force_sets_an_edited_output_aside(tmp_path: Path) -> None:
    for n in (1, 2):
        run_stage(letters({1: "a"}), a_run(tmp_path, force=True))
        (tmp_path / "out/1.txt").write_text(f"mine {n}")
    run_stage(letters({1: "a"}), run := a_run(tmp_path, force=True))
    assert files(tmp_path) == {
        "all.txt": "{1: 'a'}",
        "out/1.txt": "a",
        "out/1.yours-1.txt": "mine 1",
        "out/1.yours-2.txt": "mine 2",
    }
    assert ("note", "your out/1.txt is now 1.yours-2.txt") in told(run)
    assert told(run)[0] == ("start", "letters/1", "--force")


def test_a_file_of_the_user_that_was_there_before_is_kept(tmp_path: Path) -> None:
    write(tmp_path / "out/1.txt", "mine")
    run_stage(letters({1: "a"}), run := a_run(tmp_path))
    assert told(run)[0] == ("kept", "letters/1", ("out/1.txt",), None)
    assert files(tmp_path)["out/1.txt"] == "mine"


def test_a_dry_run_changes_nothing_and_follows_what_would_change(tmp_path: Path) -> None:
    run_stage(letters({1: "a", 2: "b"}), a_run(tmp_path))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    run_stage(letters({1: "x", 2: "b"}), run := a_run(tmp_path, dry_run=True))
    assert told(run) == [
        ("start", "letters/1", "the text of scene 1 changed from a to x"),
        ("fresh", "letters/2"),
        ("start", "letters/all", "out/1.txt will change"),
    ]
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_dry_run_before_the_first_run_tells_what_waits(tmp_path: Path) -> None:
    run_stage(letters({1: "a"}), run := a_run(tmp_path, dry_run=True))
    assert told(run)[0] == ("start", "letters/1", "it has not been made yet")
    assert told(run)[1] == ("waits", f"{tmp_path / 'out/1.txt'} is missing")
    assert not any(tmp_path.iterdir())
    with pytest.raises(MissingInputError):
        run_stage(Stage("s", lambda run: iter([run.project.require("x", "y")])), a_run(tmp_path))  # type: ignore[list-item]


def test_only_the_chosen_scene_is_made(tmp_path: Path) -> None:
    run_stage(letters({1: "a", 2: "b"}), a_run(tmp_path))
    run_stage(letters({1: "x", 2: "y"}), run := a_run(tmp_path, scene=2))
    assert [event[1] for event in told(run) if event[0] == "done"] == ["letters/2", "letters/all"]
    assert files(tmp_path)["out/1.txt"] == "a"


@pytest.mark.parametrize("dry_run", [True, False])
def test_force_for_a_scene_forces_nothing_else(tmp_path: Path, dry_run: bool) -> None:
    run_stage(letters({1: "a", 2: "b"}), a_run(tmp_path))
    run_stage(letters({1: "a", 2: "b"}), run := a_run(tmp_path, scene=2, force=True, dry_run=dry_run))
    assert next(event[:3] for event in told(run) if event[0] == "start") == ("start", "letters/2", "--force")
    assert ("fresh", "letters/all") in told(run) or dry_run
    (tmp_path / "all.txt").write_text("mine")
    (tmp_path / "out/1.txt").write_text("mine")
    run_stage(letters({1: "a", 2: "c"}), run := a_run(tmp_path, scene=2, force=True, dry_run=dry_run))
    assert ("kept", "letters/all", ("all.txt",)) in [event[:3] for event in told(run)]
    assert [event[1] for event in told(run) if event[0] == "start"] == ["letters/2"]
    assert files(tmp_path) == {"all.txt": "mine", "out/1.txt": "mine", "out/2.txt": "b" if dry_run else "c"}


def test_what_waits_for_other_scenes_is_not_cleared_away(tmp_path: Path) -> None:
    run_stage(letters({1: "a", 2: "b"}), a_run(tmp_path))
    whole = letters({1: "a", 2: "b"})
    waiting = Stage("letters", lambda run: islice(whole.tasks(run), 2), may_have_made=anything)
    run_stage(waiting, a_run(tmp_path, scene=2))
    assert "all.txt" in files(tmp_path)
    run_stage(waiting, a_run(tmp_path))
    assert "all.txt" not in files(tmp_path)


def test_what_is_no_longer_planned_is_cleared_away(tmp_path: Path) -> None:
    run_stage(letters({1: "a", 2: "b", 3: "c"}), a_run(tmp_path))
    (tmp_path / "out/3.txt").write_text("mine")
    run_stage(letters({1: "a"}), a_run(tmp_path))
    assert set(files(tmp_path)) == {"all.txt", "out/1.txt", "out/3.txt"}
    run_stage(letters({1: "a", 2: "b"}), run := a_run(tmp_path))
    assert ("start", "letters/2", "it has not been made yet") in told(run)


def test_outputs_that_a_task_no_longer_makes_are_removed(tmp_path: Path) -> None:
    def stage(names: list[str]) -> Stage:
        def make(folder: Path, _: Report) -> None:
            for name in names:
                write(folder / name, name)

        tasks = lambda _: iter([Task("s/1", (names[0],), (), {"names": names}, make)])  # noqa: E731
        return Stage("s", tasks, may_have_made=anything)

    run_stage(stage(["a.txt", "layers/1.txt"]), a_run(tmp_path))
    run_stage(stage(["a.txt"]), a_run(tmp_path))
    assert set(files(tmp_path)) == {"a.txt"}
    assert not (tmp_path / "layers").exists()


def test_a_failure_leaves_the_old_output_and_no_half_made_one(tmp_path: Path) -> None:
    def failing(text: str) -> Stage:
        def make(folder: Path, _: Report) -> None:
            write(folder / "a.txt", text)
            if text == "bad":
                raise StageError("no")

        return Stage("s", lambda _: iter([Task("s/1", ("a.txt",), (), {"text": text}, make)]))

    run_stage(failing("good"), a_run(tmp_path))
    with pytest.raises(StageError):
        run_stage(failing("bad"), a_run(tmp_path))
    assert files(tmp_path) == {"a.txt": "good"}
    assert [path.name for path in (tmp_path / ".digiteller").iterdir() if "staging" in path.name] == []


@pytest.mark.parametrize("moment", ["before", "between"])
def test_a_run_killed_while_putting_files_in_place_is_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    def stage(text: str) -> Stage:
        def make(folder: Path, _: Report) -> None:
            write(folder / "a.txt", text)
            write(folder / "b.txt", text)

        return Stage("s", lambda _: iter([Task("s/1", ("a.txt", "b.txt"), (), {"text": text}, make)]))

    class Killed(BaseException):
        pass

    run_stage(stage("old"), a_run(tmp_path))
    replace = Path.replace
    moves = []

    def killed(self: Path, target: Path) -> Path:
        if self.suffix == ".txt":
            moves.append(target)
            if moment == "before" or len(moves) == 2:
                raise Killed
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(Killed):
            run_stage(stage("new"), a_run(tmp_path))
    run_stage(stage("new"), run := a_run(tmp_path))
    assert told(run)[0] == ("start", "s/1", "the last run was interrupted")
    assert files(tmp_path) == {"a.txt": "new", "b.txt": "new"}


@pytest.mark.parametrize("moment", ["never", "before", "after"])
def test_an_output_under_a_new_name_replaces_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    def stage(name: str, text: str = "ours") -> Stage:
        make = lambda folder, _: write(folder / name, text)  # noqa: E731
        tasks = lambda _: iter([Task("s/1", (name,), (), {"name": name, "text": text}, make)])  # noqa: E731
        return Stage("s", tasks, may_have_made=anything)

    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    run_stage(stage("a.mp4"), a_run(tmp_path))
    if moment != "never":
        with monkeypatch.context() as patch, pytest.raises(Killed):
            patch.setattr(Project, "remove", killed) if moment == "before" else patch.setattr(Path, "replace", killed)
            run_stage(stage("a.webm"), a_run(tmp_path))
    run_stage(stage("a.webm"), a_run(tmp_path))
    assert files(tmp_path) == {"a.webm": "ours"}
    write(tmp_path / "a.mp4", "ours")  # from a backup, say: it is the user's now
    run_stage(stage("a.webm", "new"), a_run(tmp_path))
    assert files(tmp_path) == {"a.webm": "new", "a.mp4": "ours"}


BROKEN = [
    b"",
    b"{",
    b"[]",
    b"\xff",
    b"[" * 100_000,
    b'{"version": 2}',
    b'{"version": 2, "tasks": {"a": 3}}',
    b'{"version": 2, "tasks": {}, "sha256": ""}',
]


@pytest.mark.parametrize("content", [None, *BROKEN])
def test_a_broken_manifest_is_made_good_from_its_copy(tmp_path: Path, content: bytes | None) -> None:
    run_stage(letters({1: "a"}), a_run(tmp_path))
    manifest = tmp_path / ".digiteller/manifest.json"
    before = manifest.read_bytes()
    manifest.unlink() if content is None else manifest.write_bytes(content)
    (tmp_path / ".digiteller/hashes.json").write_bytes(content or b"")
    run_stage(letters({1: "a"}), run := a_run(tmp_path))
    assert [event[0] for event in told(run)] == ["fresh", "fresh"]
    run_stage(letters({1: "b"}), run := a_run(tmp_path))
    assert told(run)[0] == ("start", "letters/1", "the text of scene 1 changed from a to b")
    run_stage(letters({1: "a"}), a_run(tmp_path))
    assert json.loads(manifest.read_bytes()).keys() == json.loads(before).keys()


def test_a_manifest_of_the_first_version_is_read(tmp_path: Path) -> None:
    run_stage(letters({1: "a"}), a_run(tmp_path))
    (tmp_path / ".digiteller/manifest.copy.json").unlink()
    manifest = tmp_path / ".digiteller/manifest.json"
    manifest.write_text(json.dumps({"version": 1, "tasks": json.loads(manifest.read_bytes())["tasks"]}))
    run_stage(letters({1: "a"}), run := a_run(tmp_path))
    assert [event[0] for event in told(run)] == ["fresh", "fresh"]


def test_one_wrong_bit_in_the_manifest_is_noticed(tmp_path: Path) -> None:
    run_stage(letters({1: "a"}), a_run(tmp_path))
    for name in ("manifest.json", "hashes.json"):
        file = tmp_path / ".digiteller" / name
        whole = file.read_bytes()
        for at in range(0, len(whole), 7):
            file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            run_stage(letters({1: "a"}), run := a_run(tmp_path, dry_run=True))
            assert [event[0] for event in told(run)] == ["fresh", "fresh"], at
        file.write_bytes(whole)


@pytest.mark.parametrize("content", BROKEN)
def test_where_no_manifest_is_left_no_file_is_lost_and_force_makes_it_anew(tmp_path: Path, content: bytes) -> None:
    run_stage(letters({1: "a", 2: "b"}), a_run(tmp_path))
    (tmp_path / "out/2.txt").write_text("mine")
    for name in ("manifest.json", "manifest.copy.json", "hashes.json"):
        (tmp_path / ".digiteller" / name).write_bytes(content)
    run_stage(letters({1: "a", 2: "b"}), run := a_run(tmp_path))
    assert told(run)[0] == ("kept", "letters/1", ("out/1.txt",), None)
    run_stage(letters({1: "a", 2: "b"}), run := a_run(tmp_path, force=True))
    assert files(tmp_path) == {
        "all.txt": "{1: 'a', 2: 'b'}",
        "out/1.txt": "a",
        "out/2.txt": "b",
        "out/2.yours-1.txt": "mine",
    }
    run_stage(letters({1: "a", 2: "b"}), run := a_run(tmp_path))
    assert {event[0] for event in told(run)} == {"fresh"}


@pytest.mark.parametrize("name", ["../outside.txt", "/tmp/outside.txt", "out/../../outside.txt", "", ".", "a\0b"])
def test_a_manifest_that_names_files_elsewhere_is_not_believed(tmp_path: Path, name: str) -> None:
    root = tmp_path / "story"
    run_stage(letters({1: "a", 2: "b"}), run := a_run(root))
    outside = tmp_path / "outside.txt"
    outside.write_text("b")
    entry = run.manifest.entries["letters/2"]
    entry.outputs[name] = entry.outputs["out/2.txt"]
    run.manifest.record("letters/2", entry)
    run_stage(letters({1: "a"}), a_run(root, force=True))
    assert outside.read_text() == "b"


def test_a_file_is_hashed_again_though_its_time_and_size_are_as_before(tmp_path: Path) -> None:
    run_stage(letters({1: "a"}), a_run(tmp_path))
    file = tmp_path / "out/1.txt"
    times = file.stat().st_atime_ns, file.stat().st_mtime_ns
    with file.open("r+") as same:
        same.write("z")
    os.utime(file, ns=times)
    run_stage(letters({1: "a"}), run := a_run(tmp_path))
    assert told(run)[0][0] == "kept"


def test_what_lies_under_a_new_name_of_a_task_is_set_aside(tmp_path: Path) -> None:
    def stage(names: list[str]) -> Stage:
        def make(folder: Path, _: Report) -> None:
            for name in names:
                write(folder / name, "ours")

        return Stage("s", lambda _: iter([Task("s/1", ("a.txt",), (), {"names": names}, make)]))

    write(tmp_path / "layers/1.txt", "mine")
    write(tmp_path / "layers/2.txt", "ours")
    run_stage(stage(["a.txt", "layers/1.txt", "layers/2.txt"]), a_run(tmp_path))
    assert files(tmp_path) == {
        "a.txt": "ours",
        "layers/1.txt": "ours",
        "layers/2.txt": "ours",
        "layers/1.yours-1.txt": "mine",
    }


def test_nothing_is_written_through_a_link_out_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "story").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "story" / "out").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SpecError, match="out: is a link"):
        run_stage(letters({1: "a"}), a_run(tmp_path / "story"))
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_folder_that_is_gone_in_the_midst_of_a_run_is_not_made_anew(tmp_path: Path) -> None:
    root = tmp_path / "story"

    def make(folder: Path, _: Report) -> None:
        write(folder / "a.txt", "a")
        root.rename(tmp_path / "moved")

    stage = Stage("s", lambda _: iter([Task("s/1", ("a.txt",), (), {}, make)]))
    with pytest.raises(StageError, match="no longer the folder"), Project(root).locked():
        run_stage(stage, a_run(root))
    assert not root.exists()


def test_a_refusal_of_the_system_names_the_file(tmp_path: Path) -> None:
    def make(folder: Path, _: Report) -> None:
        raise OSError(28, "No space left on device", "pictures/01.png")

    with pytest.raises(StageError, match=r"pictures/01\.png: No space left on device"):
        run_stage(Stage("s", lambda _: iter([Task("s/1", ("a",), (), {}, make)])), a_run(tmp_path))


def test_seeds_differ_by_stage_and_scene_and_not_by_run(tmp_path: Path) -> None:
    run = a_run(tmp_path)
    seeds = {run.seed_for(stage, scene) for stage in ("narrate", "illustrate") for scene in range(50)}
    assert len(seeds) == 100
    assert all(0 <= seed < 2**31 for seed in seeds)
    assert run.seed_for("write") == a_run(tmp_path).seed_for("write")
