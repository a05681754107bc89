from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from digiteller.errors import ProjectInUseError, SpecError, StageError
from digiteller.project.folder import Project
from digiteller.system.atomic_files import write_json


def test_a_project_is_held_by_one_run_at_a_time(tmp_path: Path) -> None:
    code = "with Project(pathlib.Path(sys.argv[1])).locked(): pass"
    command = [
        sys.executable,
        "-c",
        f"import sys, pathlib\nfrom digiteller.project.folder import Project\n{code}",
        str(tmp_path),
    ]
    with Project(tmp_path).locked():
        other = subprocess.run(command, capture_output=True, text=True, check=False)
        assert ProjectInUseError.__name__ in other.stderr
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_what_an_interrupted_run_left_is_removed(tmp_path: Path) -> None:
    left = tmp_path / ".digiteller" / "staging" / "pictures" / "01.png"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    with Project(tmp_path).locked():
        assert not left.exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StageError, match="file"), Project(tmp_path / "file" / "story").locked():
        pass


def test_a_path_without_room_for_our_files_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    project = Project(tmp_path / "/".join(["y" * 200] * 30))
    with pytest.raises(SpecError, match="too long"), project.locked():
        pass
    assert not any(tmp_path.iterdir())


def test_json_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    write_json(path, {"b": 1, "a": "ä"})
    before = path.read_bytes()
    with pytest.raises(TypeError):
        write_json(path, {"a": object()})
    assert path.read_bytes() == before
    assert json.loads(before) == {"a": "ä", "b": 1}


@pytest.mark.parametrize("name", ["y" * 300, "y" * 300 + "/story"])
def test_a_name_that_no_file_can_have_is_a_mistake_of_the_user(tmp_path: Path, name: str) -> None:
    with pytest.raises(SpecError, match="too long"), Project(tmp_path / name).locked():
        pass
