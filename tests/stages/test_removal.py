"""What may be removed: outputs of ours in their places, whatever a stranger's manifest says."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from commands import digiteller
from digiteller.errors import SpecError
from digiteller.models.registry import Registry
from digiteller.project.folder import Project
from digiteller.project.stage_outputs import is_output, may_have_made
from digiteller.render.picture import segment_encoding
from digiteller.spec.schema import Spec
from digiteller.stages.run_context import Run
from digiteller.stages.task import Task
from digiteller.stages.task_runner import Stage, run_stage

WORDS = "A fox slept."


class Silent:
    def __getattr__(self, name: str) -> Any:
        return lambda *_: None


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "p").mkdir()
    (tmp_path / "out").mkdir()
    return tmp_path / "p"


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "0"


def claim(project: Path, task: str, *names: str, version: int = 1) -> None:
    """Write a stranger's manifest: it says that a task made some files, with the hashes that they have."""
    outputs = {name: digest(project / name) for name in names}
    tasks = {task: {"made_from": {}, "outputs": outputs, "replaced": {}}}
    (project / ".digiteller").mkdir(exist_ok=True)
    (project / ".digiteller/manifest.json").write_text(json.dumps({"version": version, "tasks": tasks}))


def run(project: Path, stage: Stage, **choices: Any) -> None:
    with Project(project).locked():
        run_stage(stage, Run(Project(project), Spec(premise="p"), Registry(), Silent(), seed=1, **choices))


def pages(*numbers: int) -> Stage:
    def tasks(_: Run) -> Iterator[Task]:
        for number in numbers:
            name = f"pictures/{number:02}.png"

            def make(folder: Path, _: object, name: str = name) -> None:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(name)

            yield Task(f"illustrate/{number:02}", (name,), (), {}, make, number)

    return Stage("illustrate", tasks)


def tree(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def put(path: Path, kind: str) -> None:
    """Put something of the user's there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with contextlib.chdir(path.parent), socket.socket(socket.AF_UNIX) as made:  # the names of sockets are short
            made.bind(path.name)
    elif kind == "dangling link":
        path.symlink_to("nowhere")
    elif kind == "empty folder":
        path.mkdir()
    elif kind == "link":
        (path.parent / "target").write_text("mine")
        path.symlink_to("target")
    else:
        path.write_text("mine")


KINDS = ("file", "pipe", "socket", "dangling link", "empty folder", "link")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_behind_a_link_is_removed(project: Path, kind: str) -> None:
    put(project.parent / "out" / "x", kind)
    (project / "pictures").symlink_to("../out")
    (project / "jump").symlink_to("../out")
    (project / "90").symlink_to("../out")
    before = tree(project.parent / "out")
    for name in ("jump/x", "pictures/x", "pictures/90.png", "90/x"):
        Project(project).remove(name)
    claim(project, "illustrate/90", "jump/x", "pictures/x")
    run(project, pages())
    assert tree(project.parent / "out") == before
    assert (project / "jump").is_symlink() and (project / "pictures").is_symlink()


@pytest.mark.parametrize("kind", KINDS[1:])
@pytest.mark.parametrize("name", ["pictures/90.png", "pictures/90/latent.npz"])
def test_what_is_no_file_is_not_removed_though_it_has_the_name_of_one(project: Path, kind: str, name: str) -> None:
    put(project / name, kind)
    before = tree(project)
    claim(project, "illustrate/90", name)
    run(project, pages())
    assert {path for path in tree(project) if not path.startswith(".digiteller")} == before


@pytest.mark.parametrize(
    "name",
    ["notes.txt", "story.yaml", "pictures/boat.png", "pictures/90.txt", "pictures/90/notes.txt", "pictures/91.png",
     "models.yaml", ".digiteller/mine.json", "pictures/90.yours-1.png", "music.wav"],
)  # fmt: skip
def test_a_file_that_no_such_task_makes_is_not_removed(project: Path, name: str) -> None:
    put(project / name, "file")
    claim(project, "illustrate/90", name)
    run(project, pages())
    assert (project / name).read_text() == "mine"
    claim(project, "illustrate/01", name)
    run(project, pages(1), force=True)
    assert (project / name).read_text() == "mine"
    assert "illustrate/90" not in (project / ".digiteller/manifest.json").read_text()


@pytest.mark.parametrize("name", ["../out/x", "/x", "", ".", "a/../../out/x"])
def test_a_name_that_leads_out_removes_nothing(project: Path, name: str) -> None:
    put(project.parent / "out" / "x", "file")
    (project / "a").mkdir()
    Project(project).remove(name.replace("/x", str(project.parent / "out" / "x"), name == "/x"))
    assert (project.parent / "out" / "x").exists() and (project / "a").is_dir()


def test_what_is_ours_goes_with_the_folders_that_it_leaves_empty(project: Path) -> None:
    for name in ("pictures/90.png", "pictures/90/frames/0001.png", "pictures/90/frames.json"):
        put(project / name, "file")
    claim(project, "illustrate/90", "pictures/90.png", "pictures/90/frames/0001.png", "pictures/90/frames.json")
    run(project, pages())
    assert {name for name in tree(project) if not name.startswith(".digiteller")} == set()


@pytest.mark.parametrize("kind", ["pipe", "socket", "dangling link", "empty folder"])
@pytest.mark.parametrize("choices", [{}, {"force": True}])
def test_what_is_no_file_is_not_replaced_by_an_output(project: Path, kind: str, choices: dict[str, Any]) -> None:
    put(project / "pictures/01.png", kind)
    before = (project / "pictures/01.png").lstat()
    with pytest.raises(SpecError, match=r"01\.png: is not a regular file"):
        run(project, pages(1), **choices)
    assert (project / "pictures/01.png").lstat() == before


def test_a_link_to_nothing_is_not_lost_when_a_file_is_set_aside(project: Path) -> None:
    put(project / "pictures/01.png", "file")
    (project / "pictures/01.yours-1.png").symlink_to("nowhere")
    run(project, pages(1), force=True)
    assert (project / "pictures/01.yours-1.png").is_symlink()
    assert (project / "pictures/01.yours-2.png").read_text() == "mine"


@pytest.mark.parametrize("name", ["staging", "segments", "segments-draft", "enlarged", ""])
@pytest.mark.parametrize("target", ["out", "p/mine"])
def test_no_folder_of_the_state_may_be_a_link(project: Path, name: str, target: str) -> None:
    for file in ("staging/x", "part-x", "x.new", "a/x.new"):
        put(project.parent / target / file, "file")
    before = tree(project.parent / target)
    link = project / ".digiteller" / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(project.parent / target)
    with pytest.raises(SpecError, match="is a link"), Project(project).locked():
        pass
    assert tree(project.parent / target) == before


def test_half_made_files_behind_a_link_are_not_removed(project: Path) -> None:
    put(project.parent / "out/x.new", "file")
    put(project / ".digiteller/enlarged/0123456789abcdef/0001.jpg.new", "file")
    (project / ".digiteller/enlarged/fedcba9876543210").symlink_to(project.parent / "out")
    with Project(project).locked():
        assert (project.parent / "out/x.new").exists()
        assert not list(project.rglob("0001.jpg.new"))


def test_only_what_is_known_is_cleared_from_the_caches(project: Path) -> None:
    cache, key = project / ".digiteller/segments", "0123456789abcdef" * 2
    for name, kind in (
        ("mine.mp4", "file"),
        (f"{key}.mp4", "file"),
        (f"{key}.mov", "pipe"),
        (f"{key}.d", "empty folder"),
    ):
        put(cache / name, kind)
    segment_encoding.clear_segments(cache, [])
    assert tree(cache) == {"mine.mp4", f"{key}.mov", f"{key}.d"}


@pytest.mark.parametrize(
    ("task", "name", "made"),
    [
        ("adopt/photos/boat.png", "assets/photos/boat.png", True),
        ("adopt/a.png", "assets/b.png", False),
        ("adopt/spec", "story.yaml", False),
        ("illustrate/boat", "pictures/boat.png", False),
        ("illustrate/.+", "pictures/mine.png", False),
        ("illustrate/03", "pictures/03/04-fox.png", True),
        ("upscale/03", "upscaled/03/frames/0012.jpg", True),
        ("upscale/03", "pictures/03.png", False),
        ("narrate/times", "narration.json", True),
        ("preview/02", "preview-02.webm", True),
        ("other/1", "", False),
        ("", "", False),
    ],
)
def test_which_task_makes_what(task: str, name: str, made: bool) -> None:
    assert may_have_made(task, name) == made
    assert is_output(name) or not made


def test_a_strangers_project_leaves_what_lies_behind_its_links(project: Path) -> None:
    (project / "story.yaml").write_text(f"scenes:\n  - {{text: {WORDS}}}\n")
    (project / "jump").symlink_to("../out")
    os.mkfifo(project.parent / "out" / "fifo")
    claim(project, "write/old", "jump/fifo")
    assert digiteller("all", "--to", "write", "-p", project).returncode == 0
    assert (project.parent / "out" / "fifo").is_fifo()
