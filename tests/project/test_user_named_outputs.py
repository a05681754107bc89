"""Files that a user names for a command to write: what is replaced, what is written to, what is kept."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from digiteller.batch.report import Report, is_report
from digiteller.batch.story_run import StoryJob
from digiteller.errors import SpecError, StageError, UsageError
from digiteller.models.models_file_editing import add_model
from digiteller.models.registry import ModelEntry
from digiteller.project.user_named_outputs import OutputFile, output_file


def named(path: Path, **choices: object) -> OutputFile:
    ours = lambda file: file.read_bytes().startswith(b"ours")  # noqa: E731
    return output_file(path, "report", ours, hint="--report FILE", **choices)  # type: ignore[arg-type]


def test_a_new_name_an_empty_file_and_one_of_ours_are_replaced_in_one_step(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "ours").write_bytes(b"ours, old")
    for name in ("new", "deep/new", "empty", "ours"):
        for _ in range(2):
            named(tmp_path / name).write(b"ours")
        assert (tmp_path / name).read_bytes() == b"ours"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deep", "empty", "new", "ours"]


def test_anything_else_is_kept_unless_it_is_given_away(tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(b"mine")
    (tmp_path / "link").symlink_to("mine")
    for name in ("mine", "link"):
        with pytest.raises(UsageError, match=f"{name} is already there, and is no report") as refused:
            named(tmp_path / name)
        assert refused.value.hint == "--report FILE"
    named(tmp_path / "link", force=True).write(b"ours")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "mine").read_bytes() == b"ours"


def test_a_link_stays_one_and_what_it_leads_to_is_made(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    named(tmp_path / "link").write(b"ours")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "target").read_bytes() == b"ours"


def test_a_link_in_the_place_of_the_temporary_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(b"mine")
    (tmp_path / ".report.digiteller.new").symlink_to("mine")
    named(tmp_path / "report").write(b"ours")
    assert (tmp_path / "mine").read_bytes() == b"mine"


def test_what_the_command_reads_and_what_belongs_to_a_project_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"ours, by chance")
    project = tmp_path / "a"
    (tmp_path / "way").symlink_to("a")
    with pytest.raises(UsageError, match="is read by this command"):
        named(tmp_path / "a.yaml", read=[tmp_path / "x" / ".." / "a.yaml"])
    with pytest.raises(UsageError, match="is read by this command"):
        named(tmp_path / "none.yaml", read=[tmp_path / "none.yaml"])
    for name in ("script.json", "pictures/03.png", "story.yaml", ".digiteller/manifest.json"):
        for folder in ("a", "way"):
            with pytest.raises(UsageError, match="where a story keeps a file"):
                named(tmp_path / folder / name, projects=[project], force=True)
    named(project / "sheet.png", projects=[project]).write(b"ours")


@pytest.fixture
def null(tmp_path: Path) -> Path:
    """A device that swallows everything: not the system's own where this user could destroy it."""
    if os.geteuid() != 0:
        return Path("/dev/null")
    path = tmp_path / "null"
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 3))
        path.open("wb").close()
    except OSError:
        pytest.skip("devices cannot be made here")
    return path


def test_a_device_stays_one(tmp_path: Path, null: Path) -> None:
    before = null.stat().st_ino
    named(null).write(b"ours")
    (tmp_path / "link").symlink_to(null)
    named(tmp_path / "link").write(b"ours")
    assert null.is_char_device() and null.stat().st_ino == before
    assert (tmp_path / "link").is_symlink()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no device that is always full")
def test_a_device_that_refuses_is_named() -> None:
    with pytest.raises(StageError, match="/dev/full: No space left"):
        named(Path("/dev/full")).write(b"ours")


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    output = named(tmp_path / "pipe")
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append((tmp_path / "pipe").read_bytes()), daemon=True)
    reader.start()
    output.write(b"ours")
    reader.join()
    assert got == [b"ours"] and (tmp_path / "pipe").is_fifo()


def test_an_open_stream_is_written_to_whatever_it_leads_to(tmp_path: Path) -> None:
    with (tmp_path / "log").open("wb") as file:
        file.write(b"before, ")
        file.flush()
        inode = os.fstat(file.fileno()).st_ino
        named(Path(f"/dev/fd/{file.fileno()}")).write(b"ours, ")
        file.write(b"after")
    assert (tmp_path / "log").read_bytes() == b"before, ours, after"
    assert (tmp_path / "log").stat().st_ino == inode


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        named(tmp_path)


@pytest.mark.parametrize("content", ["{}", '{"version": 1, "stories": []}', "a report", '{\n "seconds": 1\n}', "[]"])
def test_a_batch_json_of_the_users_own_is_no_report(tmp_path: Path, content: str) -> None:
    (tmp_path / "batch.json").write_text(content)
    assert not is_report(tmp_path / "batch.json")


def test_a_report_is_known_again(tmp_path: Path) -> None:
    for stories in ([], [StoryJob(Path("a.yaml"), Path("a"))]):
        file = output_file(tmp_path / "batch.json", "report", is_report, hint="")
        report = Report(file, stories)
        assert is_report(file.path)
        report._started -= 1e9
        report.save()
        assert is_report(file.path)


def test_a_models_file_that_is_none_stays_what_it_is_and_a_link_stays_one(tmp_path: Path, null: Path) -> None:
    entry = ModelEntry(backend="none", licence="x")
    os.mkfifo(tmp_path / "pipe")
    for path in (null, tmp_path / "pipe"):
        with pytest.raises(SpecError, match="is not a regular file"):
            add_model(path, "write", "m", entry)
    assert null.is_char_device() and (tmp_path / "pipe").is_fifo()
    (tmp_path / "models.yaml").symlink_to("mine.yaml")
    add_model(tmp_path / "models.yaml", "write", "m", entry)
    add_model(tmp_path / "models.yaml", "write", "n", entry)
    assert (tmp_path / "models.yaml").is_symlink() and (tmp_path / "mine.yaml").read_text().count("backend") == 2
