"""Files that travel: all that is needed, nothing that leads out of the project."""

from __future__ import annotations

import io
import os
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from digiteller.batch.parcel import Delivery, make_remotely, pack, put_in_place
from digiteller.batch.story_run import Choices, Result, StoryJob, make_story
from digiteller.errors import ProjectInUseError, SpecError, StageError
from digiteller.media.wav import write_wav
from digiteller.project.folder import Project
from digiteller.stages.loaded_models import Loaded

Tiny = Callable[[str], StoryJob]
BOAT = Path(__file__).parents[2] / "examples" / "pictures" / "boat.png"


def there_and_back(story: StoryJob, choices: Choices = Choices()) -> Result:  # noqa: B008
    parcel = pack(story)
    delivery = make_remotely(parcel, story.folder.parents[1], choices, Loaded(), lambda stage, share: None)
    put_in_place(delivery, parcel, story, 0)
    return delivery.result


def archive(name: str, kind: bytes = tarfile.REGTYPE) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        member = tarfile.TarInfo(name)
        member.type, member.linkname = kind, "/etc"
        tar.addfile(member, io.BytesIO(b""))
    return buffer.getvalue()


def test_a_story_made_elsewhere_is_as_if_made_here(tiny: Tiny) -> None:
    story = tiny("fox")
    (story.spec.parent / "boat.png").write_bytes(BOAT.read_bytes())
    story.spec.write_text(story.spec.read_text().replace("picture: an owl at night", "picture_file: boat.png"))
    assert there_and_back(story).state == "made"
    here = make_story(story, Choices(), Loaded(), lambda stage, share: None)
    assert (here.state, here.made) == ("up to date", 0)
    assert not list(story.folder.rglob("hashes.json.new"))
    (story.folder / "music.wav").unlink()
    again = there_and_back(story)
    assert (again.made, (story.folder / "music.wav").is_file()) == (1, True)


@pytest.mark.parametrize("option", ["file", "soundfont"])
def test_the_music_of_a_spec_travels_too(tiny: Tiny, option: str) -> None:
    story = tiny("fox")
    write_wav(story.spec.parent / "own.wav", np.zeros(48000, np.float32), 48000)
    story.spec.write_text(f"{story.spec.read_text()}compose: {{{option}: own.wav}}\n")
    with tarfile.open(fileobj=io.BytesIO(pack(story).archive)) as tar:
        assert "spec/own.wav" in tar.getnames()


@pytest.mark.slow
def test_what_is_gone_there_goes_here(tiny: Tiny) -> None:
    story = tiny("fox")
    text = story.spec.read_text()
    story.spec.write_text(text.replace("render:", '  - {text: "The end.", picture: a moon}\nrender:'))
    there_and_back(story)
    assert (story.folder / "pictures" / "02.png").is_file()
    story.spec.write_text(text)
    there_and_back(story)
    assert sorted(path.name for path in (story.folder / "pictures").glob("*.png")) == ["01.png"]


@pytest.mark.slow
def test_a_file_that_was_changed_meanwhile_is_not_replaced(tiny: Tiny, tmp_path: Path) -> None:
    story = tiny("fox")
    parcel = pack(story)
    delivery = make_remotely(parcel, tmp_path, Choices(), Loaded(), lambda stage, share: None)
    story.folder.mkdir(parents=True)
    (story.folder / "script.json").write_text("mine")
    with pytest.raises(StageError, match=r"script.json was changed"):
        put_in_place(delivery, parcel, story, 0)
    assert [path.name for path in story.folder.glob("*") if path.is_file()] == ["script.json"]
    assert (story.folder / "script.json").read_text() == "mine"


def test_a_project_in_use_is_left_alone(tiny: Tiny) -> None:
    story = tiny("fox")
    with Project(story.folder).locked(), pytest.raises(ProjectInUseError):
        put_in_place(Delivery(Result("made"), archive("script.json"), ()), pack(story), story, 0)


def test_errors_name_no_folder_that_is_gone(tiny: Tiny, tmp_path: Path) -> None:
    story = tiny("fox")
    (story.folder / "narration").mkdir(parents=True)
    (story.folder / "script.json").write_text("{")
    result = make_remotely(pack(story), tmp_path, Choices(), Loaded(), lambda stage, share: None).result
    assert (result.state, result.exit_code) == ("failed", 3)
    assert "project/script.json" in (result.message or "")
    assert str(tmp_path) not in (result.message or "")
    assert not list(tmp_path.glob("digiteller-*"))


def test_only_files_of_a_project_are_taken(tiny: Tiny) -> None:
    story = tiny("fox")
    put_in_place(Delivery(Result("made"), archive(".git/config"), ()), pack(story), story, 0)
    assert [path.name for path in story.folder.iterdir()] == [".digiteller"]


@pytest.mark.parametrize("name", ["pictures/01.png", "narration/01.wav"])
def test_what_comes_back_goes_through_no_link_and_over_no_pipe(tiny: Tiny, tmp_path: Path, name: str) -> None:
    story, elsewhere = tiny("fox"), tmp_path / "elsewhere"
    elsewhere.mkdir()
    story.folder.mkdir(parents=True)
    (story.folder / "pictures").symlink_to(elsewhere)
    (story.folder / "narration").mkdir()
    os.mkfifo(story.folder / "narration/01.wav")
    with pytest.raises(SpecError):
        put_in_place(Delivery(Result("made"), archive(name), ()), pack(story), story, 0)
    assert not list(elsewhere.iterdir()) and (story.folder / "narration/01.wav").is_fifo()


@pytest.mark.parametrize("name", ["pipe", "notes.txt", "models.yaml", "../../specs/fox.yaml", "pictures/boat.png"])
def test_nothing_but_outputs_goes_because_it_is_gone_there(tiny: Tiny, name: str) -> None:
    story = tiny("fox")
    (story.folder / "pictures").mkdir(parents=True)
    os.mkfifo(story.folder / "pipe")
    for mine in ("notes.txt", "models.yaml", "pictures/boat.png"):
        (story.folder / mine).touch()
    put_in_place(Delivery(Result("made"), archive("script.json"), (name,)), pack(story), story, 0)
    assert os.path.lexists(story.folder / name)


@pytest.mark.parametrize(
    "evil",
    [
        pytest.param(archive("../out"), id="parent"),
        pytest.param(archive("/tmp/out"), id="absolute"),
        pytest.param(archive("pictures", tarfile.SYMTYPE), id="symbolic link"),
        pytest.param(archive("x", tarfile.LNKTYPE), id="hard link"),
        pytest.param(archive("x", tarfile.FIFOTYPE), id="pipe"),
        pytest.param(b"no archive", id="rubbish"),
    ],
)
def test_archives_that_lead_elsewhere_are_refused(tiny: Tiny, tmp_path: Path, evil: bytes) -> None:
    story = tiny("fox")
    parcel = pack(story)
    with pytest.raises(StageError):
        put_in_place(Delivery(Result("made"), evil, ()), parcel, story, 0)
    with pytest.raises(StageError):
        make_remotely(replace(parcel, archive=evil), tmp_path, Choices(), Loaded(), lambda stage, share: None)
    assert not list(tmp_path.rglob("out"))
    assert [path.name for path in story.folder.iterdir()] == [".digiteller"]
