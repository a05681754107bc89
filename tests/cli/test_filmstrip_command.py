"""The filmstrip: which frames and words are on it, and how it is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from commands import digiteller
from digiteller.options import RenderOptions
from digiteller.project.folder import Project
from digiteller.project.json_files import load_narration, load_script
from digiteller.render.filmstrip import STEP, cut_filmstrip, strip_span
from digiteller.spec.schema import load_spec
from digiteller.timeline import Timeline, align_to_frames, build_timeline


@pytest.fixture
def story(smoke_film: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(smoke_film, tmp_path / "story"))


def planned(story: Path) -> tuple[Project, RenderOptions, Timeline]:
    project = Project(story)
    options = load_spec(story / "story.yaml").render
    timings = load_narration(project, load_script(project))
    return project, options, align_to_frames(build_timeline(timings, options), options.fps)


def test_a_strip_is_written_into_the_project_and_renewed(story: Path) -> None:
    done = digiteller("filmstrip", "-p", story)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{story / 'filmstrip.png'}\n", "")
    whole = Image.open(story / "filmstrip.png").size
    assert digiteller("filmstrip", "-p", story, "--scene", 2, "--columns", 6).returncode == 0
    one = Image.open(story / "filmstrip.png").size
    assert one[1] < whole[1]


def test_every_word_is_under_the_frame_at_which_it_begins(story: Path) -> None:
    project, options, timeline = planned(story)
    timings = load_narration(project, load_script(project))
    tiles = cut_filmstrip(story / "story.mp4", timeline, timings, options, strip_span(timeline, None))
    assert [tile.label for tile in tiles[:3]] == ["0.0", "0.5", "1.0"]
    assert len(tiles) == pytest.approx(timeline.duration / STEP, abs=1)
    said = " ".join(tile.text for tile in tiles if tile.text)
    assert said == " ".join(scene["text"] for scene in json.loads((story / "script.json").read_text())["scenes"])
    first = next(index for index, tile in enumerate(tiles) if tile.text)
    start = next(shot for shot in timeline.shots if shot.number == 1).speech + timings[0].sentences[0].words[0].start
    assert first == int(start / STEP)


def test_the_frames_are_those_of_the_film_at_these_times(story: Path) -> None:
    project, options, timeline = planned(story)
    timings = load_narration(project, load_script(project))
    tiles = cut_filmstrip(story / "story.mp4", timeline, timings, options, strip_span(timeline, None))
    black, scene = tiles[0].picture, tiles[len(tiles) // 2].picture
    assert black is not None and scene is not None
    assert float(np.mean(black)) < 3 < 20 < float(np.mean(scene))


def test_without_a_film_the_command_that_makes_it_is_told(story: Path) -> None:
    (story / "story.mp4").unlink()
    done = digiteller("filmstrip", "-p", story)
    assert done.returncode == 3
    assert f"digiteller render -p {story}" in done.stderr
    assert not (story / "filmstrip.png").exists()


def test_there_is_no_strip_of_a_scene_that_is_not_there(story: Path) -> None:
    done = digiteller("filmstrip", "-p", story, "--scene", 99)
    assert done.returncode == 2
    assert "there is no scene 99" in done.stderr


def test_what_somebody_keeps_there_stays(story: Path) -> None:
    (story / "filmstrip.png").write_bytes(b"mine")
    assert digiteller("filmstrip", "-p", story).returncode == 2
    assert (story / "filmstrip.png").read_bytes() == b"mine"
    assert digiteller("filmstrip", "-p", story, "--force").returncode == 0


def test_a_contact_sheet_is_no_older_filmstrip(story: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.png"
    assert digiteller("contact-sheet", "-p", story, "-o", sheet).returncode == 0
    before = sheet.read_bytes()
    assert digiteller("filmstrip", "-p", story, "-o", sheet).returncode == 2
    assert sheet.read_bytes() == before
